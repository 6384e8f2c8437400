//! Deliveries: where approved texts go, what stands in the outbox, and what is known of the other
//! side. Values only; [`super::super::push`] speaks with the network and the desk keeps the rows.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ids::{ArticleId, BadId, Digest};
use super::record::RevisionId;
use super::time::Timestamp;

/// What a destination speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The REST API of `WordPress`, without a plugin.
    WordPress,
    /// The Admin API of Ghost.
    Ghost,
    /// Signed calls after Standard Webhooks.
    Webhook,
    /// The site as files.
    Folder,
    /// A sheet to copy from by hand, for sites without an API.
    Paste,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::WordPress, Self::Ghost, Self::Webhook, Self::Folder, Self::Paste];

    pub fn word(self) -> &'static str {
        match self {
            Self::WordPress => "wordpress",
            Self::Ghost => "ghost",
            Self::Webhook => "webhook",
            Self::Folder => "folder",
            Self::Paste => "paste",
        }
    }
}

impl FromStr for Kind {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or(BadId("kind"))
    }
}

/// The name of a destination: 1 to 32 of `a-z`, `0-9` and `-`, with a letter first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

impl Name {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let fits = text.len() <= 32
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(plain);
        if fits { Ok(Self(text.to_owned())) } else { Err(BadId("destination")) }
    }
}

impl TryFrom<String> for Name {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place that approved texts go to, as the whole office knows it. No secret stands here: those
/// belong to the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    pub name: Name,
    pub kind: Kind,
    /// The base address that set-up found and fixed; nothing is ever sent to another origin. For a
    /// folder the path, for a paste sheet the address of the form, which may be empty.
    pub url: String,
    /// What the kind needs beside it: account, mapped sections and tags, modes. Keys are lower case
    /// words with hyphens.
    pub settings: BTreeMap<String, String>,
}

/// What shall be done at the destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    Publish,
    Correct,
    Withdraw,
}

impl Op {
    pub const ALL: [Self; 3] = [Self::Publish, Self::Correct, Self::Withdraw];

    pub fn word(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Correct => "correct",
            Self::Withdraw => "withdraw",
        }
    }
}

impl FromStr for Op {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|op| op.word() == text).ok_or(BadId("operation"))
    }
}

/// Where a parcel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Waits for its time.
    Queued,
    /// Somebody asks the destination what it has.
    Looking,
    /// Committed before the first byte of a request that changes something goes out.
    Sending,
    /// Something may have reached the destination: it is looked at before anything is sent again.
    Unknown,
    /// Surely nothing happened there: tried again later.
    Waiting,
    /// The destination has other words than we know of: a person decides.
    Conflict,
    /// The destination will not take it as it is: a person mends something.
    Refused,
    /// It was read back, and it is what was approved. For a withdrawal: it is gone.
    Published,
    /// The same, and a reader without an account sees it.
    Visible,
    /// What readers see is no longer what was approved.
    Differs,
    /// Given up by a person, or overtaken by a newer one.
    Cancelled,
}

impl Standing {
    pub const ALL: [Self; 11] = [
        Self::Queued,
        Self::Looking,
        Self::Sending,
        Self::Unknown,
        Self::Waiting,
        Self::Conflict,
        Self::Refused,
        Self::Published,
        Self::Visible,
        Self::Differs,
        Self::Cancelled,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Looking => "looking",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Waiting => "waiting",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
            Self::Published => "published",
            Self::Visible => "visible",
            Self::Differs => "differs",
            Self::Cancelled => "cancelled",
        }
    }

    /// Goes on by itself when its time has come.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Looking | Self::Sending | Self::Unknown | Self::Waiting)
    }

    /// Waits for a person.
    pub fn is_stuck(self) -> bool {
        matches!(self, Self::Conflict | Self::Refused)
    }

    /// The destination has it.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Published | Self::Visible | Self::Differs)
    }
}

impl FromStr for Standing {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|standing| standing.word() == text).ok_or(BadId("standing"))
    }
}

/// What is known of an article at one destination: kept for the article and not for the parcel, so
/// that a correction finds what the first publication made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Remote {
    /// The destination's own id: once known, everything goes by it.
    pub id: Option<String>,
    /// The public address, as the destination gave it, of the destination's own origin.
    pub url: Option<String>,
    /// The slug that the destination gave, which may be another than was asked for.
    pub slug: Option<String>,
    /// What the destination tells versions apart by, after our last verified change.
    pub token: Option<String>,
    /// The digest of what we last read back as ours, in the kind's own canonical form.
    pub digest: Option<Digest>,
    /// The same bytes: the base of a comparison in three ways.
    pub base: Option<String>,
    /// When a request that makes something was last begun without a certain answer: until the
    /// destination can no longer be working at it, none is begun again.
    pub began: Option<Timestamp>,
    /// When the stray copies of a request that ran late were looked for, after the last change.
    pub swept: Option<Timestamp>,
}

/// One row of the outbox: one approved revision (or the withdrawal of an article) for one
/// destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    pub id: Uuid,
    pub article: ArticleId,
    pub destination: Name,
    pub op: Op,
    /// For a withdrawal the revision that was public or approved.
    pub revision: RevisionId,
    pub standing: Standing,
    /// Tries so far.
    pub attempts: u32,
    pub queued: Timestamp,
    /// Not before this; meaningless once it is neither open nor to be looked back at.
    pub due: Timestamp,
    /// What went wrong last.
    pub trouble: Option<Trouble>,
    pub remote: Remote,
}

impl Parcel {
    /// The same in every attempt: what a receiver tells repetitions by. Has no `.` in it.
    pub fn key(&self) -> String {
        // Not by the revision: the same one may be approved anew, and is then another deed.
        format!("{}:{}", self.article, self.id)
    }
}

/// What is sent of an approved text: made once when the parcel is first taken up, kept with it, and
/// the same in every attempt. A withdrawal keeps the words of what it takes away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// Always 1.
    pub v: u8,
    pub article: ArticleId,
    pub revision: RevisionId,
    /// The revision's number, for people and for `version` fields.
    pub number: u64,
    /// The digest of the approved bytes.
    pub content: Digest,
    pub headline: String,
    /// Empty if the text has none of its own.
    pub summary: String,
    /// The body in the form that `WordPress` keeps unchanged for every account, with the dateline
    /// as its first words and the byline as its last; without the wrapper that carries the marker.
    pub html: String,
    pub language: String,
    pub section: String,
    pub tags: Vec<String>,
    pub place: String,
    pub byline: String,
    pub credit: String,
    pub slug: String,
    /// When the first text of the article went out, and this one.
    pub published: Timestamp,
    pub updated: Timestamp,
    /// Reasons that readers are told, oldest first.
    pub corrections: Vec<(Timestamp, String)>,
    pub single_eye: bool,
    /// For a withdrawal: when, and the reason that readers are told.
    pub withdrawn: Option<(Timestamp, String)>,
}

/// Why something did not go as it should: a key for words at the edge, and the other side's own
/// words, which are shown escaped and never obeyed. Holds no header and no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trouble {
    /// Which of the known troubles, such as `no-network`, `portal`, `wrong-password`,
    /// `header-dropped`, `clock-skew`: `trouble-…` and `trouble-…-hint` among the words.
    pub key: String,
    /// Values for those words.
    pub values: BTreeMap<String, String>,
    pub at: Timestamp,
    /// The request in a line: method, path, status or failure; at most 200 characters.
    pub exchange: Option<String>,
    /// What the other side said: at most 200 characters.
    pub said: Option<String>,
}

/// What a destination answered, in the only five ways that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was read back, and it is what was approved.
    Taken(Receipt),
    /// Surely nothing happened there; not again before `until`, if the other side named a time.
    NotNow { trouble: Trouble, until: Option<Timestamp> },
    /// It will not be taken as it is: a person mends something.
    Refused(Trouble),
    /// The other side has words of its own: a person decides. `theirs` is what stands there now, in
    /// the form of [`Remote::base`].
    Conflict { trouble: Trouble, theirs: Option<String> },
    /// Something may have happened there: looked at from `look` on, and nothing made before `again`.
    Unknown { trouble: Trouble },
}

/// What was seen with one's own eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub remote: Remote,
    /// A reader without an account was given the text; for a withdrawal, no longer is.
    pub visible: bool,
}

/// What a later look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Readers see what was approved.
    Same(Remote),
    /// It is there for an account, and readers do not see it yet, or see an older one.
    NotYet(Remote),
    /// Readers see something else: changed or gone without the desk.
    Differs { trouble: Trouble, theirs: Option<String> },
    /// Nothing can be said now.
    Later(Trouble),
    /// There is no public address to look at: nobody will ever know more than was answered.
    Nowhere(Remote),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_words() {
        for good in ["situs", "kpu-2", "a"] {
            assert_eq!(good.parse::<Name>().map(String::from), Ok(good.to_owned()));
        }
        for bad in ["", "2situs", "-a", "Situs", "a b", "a.b", &"a".repeat(33)] {
            assert!(bad.parse::<Name>().is_err(), "{bad}");
        }
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        assert!(Standing::ALL.iter().all(|it| it.word().parse() == Ok(*it)));
        assert!(Kind::ALL.iter().all(|it| it.word().parse() == Ok(*it)));
        assert!(Op::ALL.iter().all(|it| it.word().parse() == Ok(*it)));
        assert!(Standing::ALL.iter().all(|it| {
            u8::from(it.is_open()) + u8::from(it.is_stuck()) + u8::from(it.is_done())
                == u8::from(*it != Standing::Cancelled)
        }));
    }
}
