//! What crosses from the desk to a screen: values to show, without any way to change them.

use super::finding::Counts;
use super::ids::{ArticleId, Digest, PersonId};
use super::manuscript::Manuscript;
use super::people::Roles;
use super::record::{Header, RevisionId};
use super::stage::{StageName, State};
use super::time::Timestamp;

/// What a list shows beside the stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags(pub u8);

impl Flags {
    pub fn returned(self) -> bool {
        self.0 & 1 != 0
    }

    /// A correction of a public text is in work.
    pub fn correcting(self) -> bool {
        self.0 & 2 != 0
    }

    pub fn live(self) -> bool {
        self.0 & 4 != 0
    }
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// The place in the order of creation: a key of this desk, never shown.
    pub row: i64,
    pub id: ArticleId,
    pub short: String,
    pub headline: String,
    pub section: String,
    pub stage: StageName,
    pub flags: Flags,
    pub author: i64,
    pub contributors: Vec<i64>,
    pub created: Timestamp,
    pub updated: Timestamp,
    /// The order of change.
    pub touched: i64,
    pub due: Option<Timestamp>,
    pub words: u64,
    pub number: u64,
    /// The version of the rules that `findings` were counted by.
    pub rules: Option<i64>,
    pub findings: Option<Counts>,
}

/// A person, as the desk shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    pub row: i64,
    pub id: PersonId,
    pub name: String,
    pub full_name: Option<String>,
    pub roles: Roles,
    pub revoked: bool,
}

/// A revision in an article's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    pub number: u64,
    /// `7`, or `7-3fa9c1d2` where two desks made a seventh apart.
    pub label: String,
    pub record: RevisionId,
    pub content: Digest,
    pub author: Option<String>,
    pub at: Timestamp,
    pub words: u64,
    /// What became of this very text.
    pub stage: StageName,
    pub head: bool,
    /// The words are gone by law.
    pub erased: bool,
}

/// One article with the text of one revision.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleView {
    pub row: ListRow,
    pub slug: String,
    pub state: State,
    pub revision: HistoryRow,
    pub manuscript: Manuscript,
    pub author: String,
    pub contributors: Vec<String>,
    pub waiting_for: Vec<String>,
    pub live_revision: Option<u64>,
    pub single_eye: bool,
    /// Somebody is writing in it: a working copy is not what its revision is.
    pub unsaved: bool,
}

/// What somebody has written in an article since the revision that it grew from.
#[derive(Debug, Clone, PartialEq)]
pub struct Working {
    pub article: ArticleId,
    pub person: PersonId,
    pub base: RevisionId,
    pub text: Manuscript,
    pub saved: Timestamp,
}

/// A record, as the log shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    pub digest: Digest,
    pub header: Header,
    /// Who signed: a person's name, or nobody for the desk itself.
    pub person: Option<String>,
    pub headline: Option<String>,
    /// The note that came with it: a reason, a remark.
    pub note: Option<String>,
}
