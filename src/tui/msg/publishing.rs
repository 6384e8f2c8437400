//! What is asked and told about texts on their way to destinations.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Fields, Secret};
use crate::domain::delivery::{Destination, Kind, Name, Op, Standing, Trouble};
use crate::domain::ids::ArticleId;
use crate::domain::outbox::Entry;
use crate::domain::time::Timestamp;

#[derive(Debug)]
pub enum Ask {
    /// What the header and the list show: destinations, and what is on its way or stuck.
    Overview,
    /// Every row of the tray.
    Tray,
    /// Where one article is.
    Of(ArticleId),
    /// One parcel with its texts.
    Parcel(Uuid),
    Decide {
        id: Uuid,
        decision: Decision,
    },
    /// Whatever waits for its next try is tried now.
    RetryAll,
    Destinations,
    /// A new destination, or an old one changed; the secret stays if none is given.
    Keep {
        destination: Destination,
        is_new: bool,
        secret: Option<Hidden>,
    },
    Remove(Name),
    /// The guided check, step by step.
    Check(Name),
}

/// Where a secret comes from.
#[derive(Debug)]
pub enum Hidden {
    Typed(Secret),
    /// The first line of a file that nobody else can read.
    File(String),
}

/// What somebody decides about a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Retry,
    Cancel,
    Ours,
    /// Their words become a correction, which is read and approved like any other.
    Theirs,
    /// Both are brought together in a correction.
    Merged,
    /// It was published by hand at this address.
    At(String),
}

impl Decision {
    pub fn word(&self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Cancel => "cancel",
            Self::Ours => "ours",
            Self::Theirs => "theirs",
            Self::Merged => "merged",
            Self::At(_) => "at",
        }
    }
}

#[derive(Debug)]
pub enum Answer {
    Overview(Overview),
    Tray(Vec<Row>),
    Of {
        article: ArticleId,
        rows: Vec<Entry>,
    },
    Parcel(Box<Shown>),
    Decided {
        decision: Decision,
        row: Box<Row>,
        /// Words that both sides changed, ours and theirs: both stand in the text now.
        clashes: Vec<(String, String)>,
        /// What stands there is no text that could be read: nothing was written.
        unread: bool,
    },
    /// So many were tried again.
    Retried(usize),
    News(News),
    /// Somebody wrote in the desk, and no record: where parcels stand, most likely.
    Moved,
    Destinations(Vec<Place>),
    Kept(Name),
    Removed {
        name: Name,
        ended: usize,
    },
    Step {
        name: Name,
        step: Box<Step>,
    },
    Checked(Name),
}

/// Destinations, and what is on its way to them or stuck.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    pub destinations: Vec<(Name, Kind)>,
    pub live: Vec<Live>,
    /// Nobody may write here: nothing goes out from this window.
    pub idle: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    pub article: ArticleId,
    pub destination: Name,
    pub op: Op,
    pub standing: Standing,
    pub due: Option<Timestamp>,
    /// The key of what went wrong last.
    pub trouble: Option<String>,
}

/// A row of the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub entry: Entry,
    pub headline: String,
    /// The revision's number.
    pub revision: String,
    /// None once the destination is gone.
    pub kind: Option<Kind>,
}

/// A parcel, and what is read of it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub row: Row,
    /// The texts of a conflict as somebody reads them.
    pub texts: Option<Texts>,
    /// What is copied by hand: a key of the words, and the text.
    pub sheet: Vec<(&'static str, String)>,
    /// Where it is copied to.
    pub form: String,
}

/// What both grew from, what was approved, and what stands over there.
#[derive(Debug, Clone)]
pub struct Texts {
    pub base: Fields,
    pub ours: Fields,
    pub theirs: Fields,
}

/// What the worker tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    Begun {
        destination: Name,
        /// Nothing is sent: it is looked at what readers see.
        looks: bool,
    },
    Ended {
        entry: Box<Entry>,
        headline: String,
        was: Standing,
    },
    Idle,
}

/// A destination in the list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub destination: Destination,
    /// Its secret can be had on this machine, or it needs none.
    pub ready: bool,
    /// The secret comes from a command.
    pub by_command: bool,
}

/// One step of the guided check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub key: String,
    /// None: it was not looked at.
    pub verdict: Option<Verdict>,
    pub values: BTreeMap<String, String>,
    pub trouble: Option<Trouble>,
    /// What set-up may keep of it.
    pub found: Option<Destination>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Good,
    Doubtful,
    Bad,
}
