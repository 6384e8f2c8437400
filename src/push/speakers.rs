//! The one place where a kind of destination gets its speaker.

use std::collections::BTreeMap;

use super::http::{self, BadClient, Machine};
use super::paste::Paste;
use super::webhook::{BadWebhook, Webhook};
use super::wordpress::WordPress;
use super::{Means, Speaker, body};
use crate::config::Wire;
use crate::desk::House;
use crate::desk::destinations::Access;
use crate::domain::delivery::{Destination, Kind, Trouble};
use crate::domain::manuscript::Manuscript;
use crate::domain::time::Timestamp;
use crate::keys::secret::{Secret, SecretError};

/// A kind that this program cannot speak.
pub const KIND_UNKNOWN: &str = "kind-unknown";

/// A speaker for a destination, with the secret that it is known by and the way in which this
/// machine reaches it.
pub fn speaker(
    destination: &Destination,
    secret: &Secret,
    wire: &Wire,
    means: &Means,
) -> Result<Box<dyn Speaker>, Trouble> {
    let machine = machine(wire, means)?;
    let secret = http::Secret::new(secret.expose());
    let bad_client = |bad: BadClient| trouble(&bad.word(), means.clock.now(), &[]);
    Ok(match destination.kind {
        Kind::WordPress => {
            let made = WordPress::new(destination, secret, means, &machine);
            Box::new(made.map_err(bad_client)?)
        }
        Kind::Webhook => {
            let made = Webhook::new(destination, &secret, &machine, means.clone());
            Box::new(made.map_err(|bad| match bad {
                BadWebhook::Client(bad) => bad_client(bad),
                BadWebhook::Secret(_) => trouble("secret-form", means.clock.now(), &[]),
            })?)
        }
        Kind::Paste => Box::new(Paste::new(destination, &machine, means.clone())),
        Kind::Ghost | Kind::Folder => {
            let kind = [("kind", destination.kind.word())];
            return Err(trouble(KIND_UNKNOWN, means.clock.now(), &kind));
        }
    })
}

/// How this machine gets out. A file of certificates that cannot be read is told: without it the
/// server would be called untrusted.
fn machine(wire: &Wire, means: &Means) -> Result<Machine, Trouble> {
    let ca = wire.ca_file.as_deref().map(std::fs::read).transpose();
    let ca = ca.map_err(|_unreadable| trouble("certificates", means.clock.now(), &[]))?;
    Ok(Machine {
        proxy: wire.proxy.clone(),
        ca,
        allow_insecure_loopback: wire.allow_insecure_loopback,
    })
}

/// The same with the secret that the desk's machine keeps.
pub fn speaker_at(
    access: &Access,
    destination: &Destination,
    means: &Means,
) -> Result<Box<dyn Speaker>, Trouble> {
    let secret = match destination.kind {
        Kind::Folder | Kind::Paste => Secret::none(),
        Kind::WordPress | Kind::Ghost | Kind::Webhook => {
            access.secret(&destination.name).map_err(|error| no_secret(&error, means))?
        }
    };
    speaker(destination, &secret, &access.wire(&destination.name), means)
}

fn no_secret(error: &SecretError, means: &Means) -> Trouble {
    trouble("no-secret", means.clock.now(), &[("why", error.word())])
}

fn trouble(key: &str, at: Timestamp, values: &[(&str, &str)]) -> Trouble {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let values: BTreeMap<String, String> = values.iter().map(owned).collect();
    Trouble { key: key.to_owned(), values, at, exchange: None, said: None }
}

/// The body of what is sent: see [`body::html`].
pub fn body(text: &Manuscript, house: &House) -> String {
    let language = if text.language.is_empty() { &house.language } else { &text.language };
    body::html(text, language)
}
