//! The one place where a kind of destination gets its speaker.

use std::collections::BTreeMap;
use std::path::Path;

use super::folder::{Folder, Press};
use super::ghost::Ghost;
use super::http::{BadClient, Machine};
use super::paste::Paste;
use super::surroundings::{Surrounded, ignored, is_set};
use super::webhook::{BadWebhook, Webhook};
use super::wordpress::WordPress;
use super::{Means, Speaker};
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
    secret: Secret,
    wire: &Wire,
    means: &Means,
) -> Result<Box<dyn Speaker>, Trouble> {
    let at = means.clock.now();
    let bad_client = |bad: BadClient| trouble(&bad.word(), at, &[("host", &destination.url)]);
    let machine = Machine::of(wire).map_err(bad_client)?;
    let inner: Box<dyn Speaker> = match destination.kind {
        Kind::WordPress => {
            let site = WordPress::new(destination, secret, means, &machine);
            Box::new(site.map_err(bad_client)?)
        }
        Kind::Webhook => {
            let receiver = Webhook::new(destination, &secret, &machine, means.clone());
            Box::new(receiver.map_err(|bad| match bad {
                BadWebhook::Client(bad) => bad_client(bad),
                BadWebhook::Secret(_) => trouble("signing-secret", at, &[]),
            })?)
        }
        Kind::Paste => Box::new(Paste::new(destination, &machine, means.clone())),
        Kind::Ghost => {
            let site = Ghost::new(destination, &secret, means, &machine);
            let bad = |word: &str| trouble(word, at, &[("host", &destination.url)]);
            Box::new(site.map_err(|it| bad(&it.word()))?)
        }
        // Only whoever has a desk to write a site from can speak it: see [`folder`].
        Kind::Folder => {
            return Err(trouble(KIND_UNKNOWN, at, &[("kind", destination.kind.word())]));
        }
    };
    let ignored = ignored(destination, wire, &means.clock, is_set);
    Ok(Box::new(Surrounded { inner, ignored }))
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
    speaker(destination, secret, &access.wire(&destination.name), means)
}

/// A speaker for a folder of this machine. `base` is where a path begins that does not say it.
pub fn folder(
    destination: &Destination,
    base: &Path,
    press: Press,
    means: &Means,
) -> Box<dyn Speaker> {
    Box::new(Folder::new(destination, base, press, means.clone()))
}

fn no_secret(error: &SecretError, means: &Means) -> Trouble {
    trouble("no-secret", means.clock.now(), &[("why", error.word())])
}

fn trouble(key: &str, at: Timestamp, values: &[(&str, &str)]) -> Trouble {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let values: BTreeMap<String, String> = values.iter().map(owned).collect();
    Trouble { key: key.to_owned(), values, at, exchange: None, said: None }
}

/// The body of a page: the dateline as its first words and the byline as its last.
pub fn body(text: &Manuscript, house: &House) -> String {
    let language = if text.language.is_empty() { &house.language } else { &text.language };
    super::body::html(text, language)
}
