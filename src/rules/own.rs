//! Rules that an office adds for itself, in a file that people edit: words for words, patterns, one
//! spelling of several, and what must be there. Each has examples that are its test.
//!
//! A rule that was not tried on the archive and accepted as it stands is a suggestion at most.

mod check;
mod run;
mod wire;

use crate::domain::finding::{Field, Finding, Level, RuleName};
use crate::domain::ids::Digest;
use crate::domain::manuscript::Manuscript;
use crate::text::search::Pattern;

use super::page::{Found, Page};
use super::{House, Keeper};

pub use check::{Broken, Failing};
pub use wire::{Fault, Wrong};

use run::Phrases;

/// The office's own rules, ready to run.
#[derive(Debug, Clone, Default)]
pub struct OwnRules {
    rules: Vec<OwnRule>,
}

#[derive(Debug, Clone)]
pub struct OwnRule {
    pub id: RuleName,
    /// As the file says; see [`OwnRule::speaks_as`].
    pub level: Level,
    pub kind: Kind,
    /// The sentences in Indonesian and in English.
    pub message: [String; 2],
    pub why: String,
    pub wrong: Vec<String>,
    pub right: Vec<String>,
    /// Of all that decides what it finds.
    pub text: Digest,
    accepted: bool,
    run: Run,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Substitution,
    Pattern,
    Consistency,
    Required,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Substitution => "substitution",
            Self::Pattern => "pattern",
            Self::Consistency => "consistency",
            Self::Required => "required",
        }
    }
}

#[derive(Debug, Clone)]
enum Run {
    Words(Phrases),
    Pattern { pattern: Box<Pattern>, fix: Option<String> },
    Spellings(Phrases),
    Required { when: Option<Phrases>, needs: Needs },
}

#[derive(Debug, Clone)]
enum Needs {
    Field(Field),
    Phrase(Phrases),
}

impl OwnRules {
    pub const fn none() -> Self {
        Self { rules: Vec::new() }
    }

    /// Reads the file. One fault, and no rule of it counts: half a file would find half.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        wire::read(text).map(|rules| Self { rules })
    }

    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &OwnRule> {
        self.rules.iter()
    }

    pub fn get(&self, id: &str) -> Option<&OwnRule> {
        self.rules.iter().find(|rule| rule.id.as_str() == id)
    }

    /// Those that somebody accepted as they stand may say what their file says.
    #[must_use]
    pub fn accepting(mut self, is_accepted: impl Fn(&OwnRule) -> bool) -> Self {
        for rule in &mut self.rules {
            rule.accepted = is_accepted(rule);
        }
        self
    }

    /// These alone.
    #[must_use]
    pub fn only(mut self, wanted: impl Fn(&OwnRule) -> bool) -> Self {
        self.rules.retain(|rule| wanted(rule));
        self
    }
}

impl OwnRule {
    pub fn is_accepted(&self) -> bool {
        self.accepted
    }

    /// How grave its findings are now.
    pub fn speaks_as(&self) -> Level {
        if self.accepted { self.level } else { Level::Suggestion }
    }
}

pub(super) fn run(page: &Page<'_>, found: &mut Vec<Finding>) {
    for rule in page.house.own.iter() {
        let mut of_rule = Found::default();
        rule.run(page, &mut of_rule);
        found.extend(of_rule.0);
    }
}

/// What the office's rules alone find, also where a rule of the program finds more.
pub fn findings(manuscript: &Manuscript, house: &House<'_>) -> Vec<Finding> {
    let page = Page::new(manuscript, house, &Keeper::default());
    let mut found = Vec::new();
    run(&page, &mut found);
    found
}

#[cfg(test)]
mod tests;
