//! What the copy desk has to say about a text.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How grave a finding is: an error refuses submission, a warning is shown to author and
/// reviewer, a suggestion only to those who ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Suggestion,
    Warning,
    Error,
}

impl Level {
    pub fn word(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The field of a manuscript that a finding lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Headline,
    Summary,
    Section,
    Tags,
    Place,
    Byline,
    Credit,
    Body,
}

impl Field {
    pub fn word(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Summary => "summary",
            Self::Section => "section",
            Self::Tags => "tags",
            Self::Place => "place",
            Self::Byline => "byline",
            Self::Credit => "credit",
            Self::Body => "body",
        }
    }
}

/// One thing found in one place. The words for people are made at the edge, from
/// `finding-<rule>` in the language files and `args`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, such as `T01`.
    pub rule: Cow<'static, str>,
    pub level: Level,
    pub field: Field,
    /// Bytes of the field, at character boundaries.
    pub span: Range<usize>,
    /// The words in that place.
    pub text: String,
    /// What the message needs: (name, value) pairs for the language files.
    pub args: Vec<(&'static str, String)>,
    /// What could stand there instead, the likeliest first.
    pub fixes: Vec<String>,
}

impl Finding {
    /// The words by which findings are held to be the same: small letters, one blank between
    /// words. A dismissal is kept by them.
    pub fn words(&self) -> String {
        let words: Vec<String> = self.text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    }
}

/// How many findings of each level a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub error: u32,
    pub warning: u32,
    pub suggestion: u32,
}

impl Counts {
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.level {
                Level::Error => counts.error += 1,
                Level::Warning => counts.warning += 1,
                Level::Suggestion => counts.suggestion += 1,
            }
        }
        counts
    }
}
