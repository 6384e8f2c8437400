//! What is asked of the copy desk beside a look at a text, and what it answers.

use crate::domain::finding::{Finding, Level};
use crate::domain::ids::ArticleId;
use crate::domain::time::Timestamp;
use crate::text::changed::Run;
use crate::text::shared::Shared;

#[derive(Debug)]
pub enum Ask {
    /// Lets a finding stand, wherever its words are in the text.
    Dismiss { article: ArticleId, rule: String, words: String, reason: String },
    /// Takes that back.
    Undismiss { article: ArticleId, rule: String, words: String },
    /// Who let what stand in a text, and why.
    Stood { article: ArticleId },
    /// What else may be meant by a word, by the machine's dictionary.
    Spell { word: String },
    /// The office calls a word right from now on.
    Word { word: String },
    /// A rule of the office: these words are written otherwise.
    Rule { wrong: String, right: String, message: String },
}

#[derive(Debug)]
pub enum Answer {
    /// Of this rule, in these words.
    Dismissed {
        article: ArticleId,
        rule: String,
        words: String,
    },
    Undismissed {
        article: ArticleId,
    },
    Stood {
        article: ArticleId,
        rows: Vec<Stood>,
    },
    Spell {
        word: String,
        fixes: Vec<String>,
    },
    Word {
        word: String,
    },
    /// The rule has this name.
    Rule {
        rule: String,
    },
}

/// Something that was let stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    pub rule: String,
    pub level: Level,
    pub words: String,
    pub by: String,
    pub at: Timestamp,
    pub reason: String,
}

/// What was found in a text as it was typed.
#[derive(Debug)]
pub struct Checked {
    pub version: u64,
    /// The very words that were looked at.
    pub body: Shared,
    pub findings: Vec<Finding>,
    pub dismissed: Vec<Finding>,
    /// What of it is not as it was approved.
    pub changed: Vec<Run>,
}
