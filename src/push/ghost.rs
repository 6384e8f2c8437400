//! The Admin API of Ghost 6 as a destination.
//!
//! # What Ghost has, and what it has not
//! It ignores `If-Match` and every key of idempotency, gives a second post of the same slug the slug
//! `…-2` without a word, and takes no id from outside. So an article is known by an internal tag,
//! `#redaksi-<id>`, which no reader sees; it is looked for before anything is made, made as a draft,
//! and looked for again before the one that stays is published by its id.
//!
//! A change must carry the post's `updated_at`, or Ghost refuses it. That has whole seconds: two
//! changes within one second both pass, and the later wins. So every change is read back; and while
//! an earlier request may still be on its way, none is sent in the second of the last change, so
//! that the one that comes late finds another time and is refused.
//!
//! # Why a withdrawal makes a draft and deletes nothing
//! A deletion carries no `updated_at`: it would take somebody's edit of this minute with it, and
//! nobody could tell what stood there. A draft is gone for readers just as well, is refused if
//! somebody changed it meanwhile, and keeps history and address for a text that comes back.
//!
//! # What is never sent
//! A newsletter: that goes out only where a request names one, and none of these does.

mod api;
mod check;
mod deliver;
mod letters;
mod post;
mod said;
mod seen;
mod token;
mod withdraw;

use crate::domain::delivery::{Answer, Destination, Frozen, Op, Parcel};
use crate::domain::time::Timestamp;
use crate::keys::secret::Secret;

use super::http::{BadClient, Client, Machine};
use super::{Means, Pen, Seen, Speaker, Step};

pub use post::Base;
pub use token::BadKey;
use token::Key;

/// Speaks with one Ghost.
pub struct Ghost {
    destination: Destination,
    /// Ends in a slash.
    root: String,
    client: Client,
    key: Key,
    means: Means,
    /// What the server's clock is ahead of ours, in milliseconds.
    skew: i64,
    /// Exchanges that nobody was told of yet.
    lines: Vec<String>,
}

/// Why there is nobody to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadGhost {
    #[error(transparent)]
    Client(#[from] BadClient),
    #[error(transparent)]
    Key(#[from] BadKey),
}

impl BadGhost {
    /// The end of a key among the words: `trouble-…`.
    pub fn word(self) -> String {
        match self {
            Self::Client(bad) => bad.word(),
            Self::Key(_) => "ghost-key-form".into(),
        }
    }
}

impl Ghost {
    /// `secret` is the Admin API key of an integration, `id:secret`. Settings: `mode` (`exact`, or
    /// `native` for posts that Ghost's editor takes apart), `author` (the mail of the one who is
    /// named; else Ghost names its owner).
    pub fn new(
        destination: &Destination,
        secret: &Secret,
        means: &Means,
        machine: &Machine,
    ) -> Result<Self, BadGhost> {
        let root = api::root(destination);
        let client = Client::new(&root, machine, &means.waits)?;
        let key = Key::read(secret)?;
        Ok(Self {
            destination: destination.clone(),
            root,
            client,
            key,
            means: means.clone(),
            skew: 0,
            lines: Vec::new(),
        })
    }

    /// The exchanges since this was asked last, for the tray.
    fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.lines)
    }

    fn server_now(&self) -> Timestamp {
        self.means.clock.now().plus_ms(self.skew)
    }
}

impl Speaker for Ghost {
    fn deliver(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Answer {
        let run = deliver::Run::new(self, parcel, frozen, pen);
        match parcel.op {
            Op::Publish | Op::Correct => run.publish(),
            Op::Withdraw => run.withdraw(),
        }
    }

    fn look_back(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Seen {
        deliver::Run::new(self, parcel, frozen, pen).look_back(parcel.op)
    }

    fn check(&mut self, tell: &mut dyn FnMut(Step)) {
        check::run(self, tell);
    }
}
