//! What the copy desk has to say about a text.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ids::{BadId, Digest};

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
    /// The words in that place, or a mask of them: see [`Finding::hide`].
    pub text: String,
    /// Of what belongs to somebody and not into public: the digest of the words that `text` masks.
    pub hidden: Option<Digest>,
    /// What the message needs: (name, value) pairs for the language files.
    pub args: Vec<(&'static str, String)>,
    /// What could stand there instead, the likeliest first.
    pub fixes: Vec<String>,
}

impl Finding {
    /// The words by which findings are held to be the same. A dismissal is kept by them.
    pub fn words(&self) -> String {
        self.hidden.as_ref().map_or_else(|| plain_words(&self.text), ToString::to_string)
    }

    /// From here on the finding holds a mask instead of the words: neither screen nor document nor
    /// log can show what nobody should read. The digest knows the words again. It does not keep
    /// them from being guessed by whoever has it, so it stays on the desk.
    pub fn hide(&mut self, mask: String) {
        self.hidden = Some(digest(&self.rule, &self.text));
        self.text = mask;
    }

    /// Are these still the words that the finding speaks of?
    pub fn is_of(&self, words: &str) -> bool {
        match &self.hidden {
            Some(hidden) => *hidden == digest(&self.rule, words),
            None => words == self.text,
        }
    }

    /// Does it come from a rule that the office made for itself?
    pub fn is_own(&self) -> bool {
        is_own(&self.rule)
    }

    /// Where its sentence is found among the words of a language.
    pub fn key(&self) -> String {
        if self.is_own() { "finding-own".to_owned() } else { format!("finding-{}", self.rule) }
    }
}

/// Bound to the rule too, so that equal digests of two rules tell nothing.
fn digest(rule: &str, words: &str) -> Digest {
    let words = plain_words(words);
    Digest::of_pieces([rule.as_bytes(), b"\0", words.as_bytes()].into_iter())
}

/// Rules of the program begin with a capital letter, those of an office with a small one.
pub fn is_own(rule: &str) -> bool {
    rule.starts_with(|first: char| first.is_ascii_lowercase())
}

/// Small letters, one blank between words.
pub fn plain_words(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// The name of a rule as records have it: 1 to 40 of `A-Z`, `a-z`, `0-9` and `-`, a letter first.
/// It is no free text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RuleName(String);

impl RuleName {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for RuleName {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = text.len() <= 40
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if fits { Ok(Self(text.to_owned())) } else { Err(BadId("rule")) }
    }
}

impl TryFrom<String> for RuleName {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RuleName> for String {
    fn from(name: RuleName) -> Self {
        name.0
    }
}

impl std::fmt::Display for RuleName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(text: &str) -> Finding {
        Finding {
            rule: "P01".into(),
            level: Level::Error,
            field: Field::Body,
            span: 0..text.len(),
            text: text.to_owned(),
            hidden: None,
            args: Vec::new(),
            fixes: Vec::new(),
        }
    }

    #[test]
    fn what_is_hidden_is_known_again_and_shown_nowhere() {
        let secret = "3273 0145";
        let mut hidden = finding(secret);
        hidden.hide("3273 ****".to_owned());
        assert!(hidden.is_of(secret) && hidden.is_of("3273  0145"));
        assert!(!hidden.is_of("3273 ****") && !hidden.is_of("3273 0146"));
        assert!(!format!("{hidden:?}{}", hidden.words()).contains("0145"));
        let mut other = Finding { rule: "P06".into(), ..finding(secret) };
        other.hide("****".to_owned());
        assert_ne!(hidden.words(), other.words());
    }

    #[test]
    fn words_are_the_same_in_any_case_and_with_any_blanks() {
        assert_eq!(finding("Di\n di").words(), "di di");
        assert!(finding("Di di").is_of("Di di") && !finding("Di di").is_of("di di"));
    }
}
