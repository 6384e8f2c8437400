//! A `WordPress` site without a plugin, so that a text stands there exactly once.
//!
//! `WordPress` knows no key that makes a second request the first one. So nothing is made before a
//! look; what is made first is a draft, which no reader sees; a second look finds what was made
//! twice on the way, and only then the one that stays is published, by its id, which may be done
//! again without harm. It is read back before anybody is told. A text of ours is known by its
//! marker: an attribute that holds the article's id and a digest of the words under it, so that an
//! edit on the site shows.
//!
//! Pictures are not sent yet. They have their place before the draft: each under the slug
//! `foto-` and the first digits of its digest, looked for before it is sent, and the text goes
//! public only when all of them are there.

mod api;
mod back;
mod check;
mod look;
mod post;
mod put;
mod terms;
mod withdraw;
mod work;

use std::collections::BTreeMap;
use std::sync::Arc;

use ureq::http::HeaderValue;

use api::Root;
pub use post::Base;
use work::Work;

use super::http::{BadAddress, BadClient, Client, Machine, basic};
use super::{Means, Pen, Seen, Speaker, Step, Waits};
use crate::clock::Clock;
use crate::domain::delivery::{Answer, Destination, Frozen, Parcel, Trouble};
use crate::domain::time::Timestamp;
use crate::keys::secret::Secret;

/// Speaks with one `WordPress` site, with one account.
#[derive(Debug)]
pub struct WordPress {
    destination: Destination,
    client: Client,
    root: Root,
    account: String,
    secret: Secret,
    authorization: HeaderValue,
    waits: Waits,
    /// The sections of the office.
    sections: Vec<String>,
    clock: Arc<Clock>,
    /// What the site's clock is ahead of ours, in milliseconds, as far as it was heard.
    skew: i64,
    /// The status that this account may give: `publish`, or `pending` for a contributor.
    live: &'static str,
    /// Numbers of sections and tags: `section-<slug>` and `tag-<slug>`, as in the settings.
    terms: BTreeMap<String, u64>,
}

impl WordPress {
    /// `secret` is the account's application password. Settings: `account`, `root` (where the REST
    /// API is, if not at `/wp-json/`), `section-<slug>` and `tag-<slug>` (numbers at the site),
    /// `mode` (`pending` for an account that may not publish), `zone` (the office's).
    pub fn new(
        destination: &Destination,
        secret: Secret,
        means: &Means,
        machine: &Machine,
    ) -> Result<Self, BadClient> {
        let client = Client::new(&destination.url, machine, &means.waits)?;
        let root = Root::of(destination);
        if !client.origin().has(root.as_str()) {
            return Err(BadAddress::Form.into());
        }
        let setting = |name: &str| destination.settings.get(name).map(String::as_str);
        let account = setting("account").unwrap_or_default().trim().to_owned();
        let authorization = basic(&account, &secret);
        let number = |(key, value): (&String, &String)| {
            let known = key.starts_with("section-") || key.starts_with("tag-");
            let id = value.trim().parse().ok().filter(|_| known)?;
            Some((key.clone(), id))
        };
        Ok(Self {
            authorization: authorization.ok_or(BadClient::Secret)?,
            live: if setting("mode") == Some("pending") { "pending" } else { "publish" },
            terms: destination.settings.iter().filter_map(number).collect(),
            waits: means.waits.clone(),
            sections: means.sections.clone(),
            clock: Arc::clone(&means.clock),
            destination: destination.clone(),
            skew: 0,
            client,
            root,
            account,
            secret,
        })
    }
}

impl WordPress {
    /// What went wrong, with the name of the site among its values.
    fn trouble(&self, key: &str, values: &[(&str, String)], at: Timestamp) -> Trouble {
        let host = ("host", self.client.origin().host().to_owned());
        let all = std::iter::once(&host).chain(values);
        let values = all.map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Trouble { key: key.to_owned(), values, at, exchange: None, said: None }
    }
}

impl Speaker for WordPress {
    fn deliver(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Answer {
        let remote = parcel.remote.clone();
        Work { wp: self, frozen, pen, remote }.deliver(parcel.op)
    }

    fn look_back(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Seen {
        let remote = parcel.remote.clone();
        Work { wp: self, frozen, pen, remote }.look_back(parcel.op)
    }

    fn check(&mut self, tell: &mut dyn FnMut(Step)) {
        check::run(self, tell);
    }
}
