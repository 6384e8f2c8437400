//! The file of an office's rules, read and held to what rules may be.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::run::Phrases;
use super::{Kind, Needs, OwnRule, Run};
use crate::domain::finding::{Field, Level, RuleName, is_own};
use crate::domain::ids::Digest;
use crate::text::search::{self, Choice, Pattern, Query};

/// A larger file is none that people keep by hand.
const LARGEST: usize = 256 << 10;
const MOST_RULES: usize = 500;
const MOST_PHRASES: usize = 5_000;
/// Characters of a phrase and of a sentence.
const LONGEST: usize = 120;
const LONGEST_MESSAGE: usize = 400;

/// Where the file cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the rules: {wrong:?}")]
pub struct Fault {
    pub line: usize,
    /// The rule, where it is known.
    pub rule: String,
    pub wrong: Wrong,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    Large,
    /// What the reader of TOML says.
    Form(String),
    Id,
    Twice,
    Message,
    /// One wrong and one right example at least.
    Examples,
    /// The kind needs another key, or has one that is not its own.
    Keys,
    Phrase,
    Pattern(search::Bad),
}

impl Wrong {
    /// The word that keys of the language files hold.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Large => "large",
            Self::Form(_) => "form",
            Self::Id => "id",
            Self::Twice => "twice",
            Self::Message => "message",
            Self::Examples => "examples",
            Self::Keys => "keys",
            Self::Phrase => "phrase",
            Self::Pattern(_) => "pattern",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Wire>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    id: Spanned<String>,
    kind: Kind,
    level: Level,
    message: Message,
    #[serde(default)]
    why: String,
    examples: Examples,
    #[serde(default)]
    words: BTreeMap<String, Fixes>,
    pattern: Option<String>,
    fix: Option<String>,
    #[serde(default)]
    case: bool,
    #[serde(default)]
    spellings: Vec<String>,
    when: Option<String>,
    needs: Option<WireNeeds>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    id: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    wrong: Vec<String>,
    right: Vec<String>,
}

#[derive(Deserialize, Serialize, Clone)]
#[serde(untagged)]
enum Fixes {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WireNeeds {
    field: Option<Field>,
    phrase: Option<String>,
}

/// All that decides what a rule finds, in one form: what was accepted is known again by it.
#[derive(Serialize)]
struct Deciding<'a> {
    id: &'a str,
    kind: Kind,
    level: Level,
    words: &'a BTreeMap<String, Fixes>,
    pattern: &'a Option<String>,
    fix: &'a Option<String>,
    case: bool,
    spellings: &'a [String],
    when: &'a Option<String>,
    needs: &'a Option<WireNeeds>,
}

pub(super) fn read(text: &str) -> Result<Vec<OwnRule>, Fault> {
    let whole = |wrong| Fault { line: 1, rule: String::new(), wrong };
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > LARGEST {
        return Err(whole(Wrong::Large));
    }
    let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let file: File = toml::from_str(text).map_err(|error| {
        let reason = error.message().lines().next().unwrap_or_default().to_owned();
        let line = line(error.span().map_or(0, |span| span.start));
        Fault { line, rule: String::new(), wrong: Wrong::Form(reason) }
    })?;
    let phrases: usize = file.rule.iter().map(|rule| rule.words.len() + rule.spellings.len()).sum();
    if file.rule.len() > MOST_RULES || phrases > MOST_PHRASES {
        return Err(whole(Wrong::Large));
    }
    let mut known = BTreeSet::new();
    let mut rules = Vec::with_capacity(file.rule.len());
    for wire in file.rule {
        let (line, rule) = (line(wire.id.span().start), wire.id.get_ref().clone());
        let fault = |wrong| Fault { line, rule: rule.clone(), wrong };
        if !known.insert(rule.clone()) {
            return Err(fault(Wrong::Twice));
        }
        rules.push(wire.ready().map_err(fault)?);
    }
    Ok(rules)
}

impl Wire {
    fn ready(self) -> Result<OwnRule, Wrong> {
        let name = self.id.get_ref();
        let id: RuleName = name.parse().map_err(|_bad| Wrong::Id)?;
        if !is_own(name) {
            return Err(Wrong::Id);
        }
        let message = [self.message.id.trim().to_owned(), self.message.en.trim().to_owned()];
        let fits = |text: &String| !text.is_empty() && text.chars().count() <= LONGEST_MESSAGE;
        if !message.iter().all(fits) || self.why.chars().count() > LONGEST_MESSAGE {
            return Err(Wrong::Message);
        }
        if self.examples.wrong.is_empty() || self.examples.right.is_empty() {
            return Err(Wrong::Examples);
        }
        self.only_own_keys()?;
        let (text, run) = (self.digest(), self.run()?);
        Ok(OwnRule {
            id,
            level: self.level,
            kind: self.kind,
            message,
            why: self.why,
            wrong: self.examples.wrong,
            right: self.examples.right,
            text,
            accepted: false,
            run,
        })
    }

    fn only_own_keys(&self) -> Result<(), Wrong> {
        let is = |kind| self.kind == kind;
        let fit = [
            self.words.is_empty() != is(Kind::Substitution),
            self.pattern.is_some() == is(Kind::Pattern),
            self.fix.is_none() || is(Kind::Pattern),
            !self.case || is(Kind::Pattern),
            (self.spellings.len() > 1) == is(Kind::Consistency),
            self.spellings.is_empty() || is(Kind::Consistency),
            self.when.is_none() || is(Kind::Required),
            self.needs.is_some() == is(Kind::Required),
        ];
        if fit.iter().all(|fits| *fits) { Ok(()) } else { Err(Wrong::Keys) }
    }

    fn run(&self) -> Result<Run, Wrong> {
        Ok(match self.kind {
            Kind::Substitution => {
                let mut phrases = Phrases::default();
                for (words, fixes) in &self.words {
                    let fixes = match fixes {
                        Fixes::One(fix) => vec![fix.clone()],
                        Fixes::Many(fixes) => fixes.clone(),
                    };
                    add(&mut phrases, words, fixes)?;
                }
                Run::Words(phrases)
            }
            Kind::Pattern => {
                let mut choices = vec![Choice::Regex, Choice::Marks];
                if self.case {
                    choices.push(Choice::Case);
                }
                let query = Query::new(self.pattern.clone().unwrap_or_default(), &choices);
                let pattern = Box::new(Pattern::new(&query).map_err(Wrong::Pattern)?);
                Run::Pattern { pattern, fix: self.fix.clone() }
            }
            Kind::Consistency => {
                let mut phrases = Phrases::default();
                for spelling in &self.spellings {
                    add(&mut phrases, spelling, Vec::new())?;
                }
                Run::Spellings(phrases)
            }
            Kind::Required => Run::Required {
                when: self.when.as_deref().map(one).transpose()?,
                needs: match self.needs.as_ref().map(|needs| (needs.field, &needs.phrase)) {
                    Some((Some(field), None)) => Needs::Field(field),
                    Some((None, Some(phrase))) => Needs::Phrase(one(phrase)?),
                    _ => return Err(Wrong::Keys),
                },
            },
        })
    }

    fn digest(&self) -> Digest {
        let deciding = Deciding {
            id: self.id.get_ref(),
            kind: self.kind,
            level: self.level,
            words: &self.words,
            pattern: &self.pattern,
            fix: &self.fix,
            case: self.case,
            spellings: &self.spellings,
            when: &self.when,
            needs: &self.needs,
        };
        // Words and lists alone: this cannot fail.
        Digest::of(&serde_json::to_vec(&deciding).unwrap_or_default())
    }
}

fn one(phrase: &str) -> Result<Phrases, Wrong> {
    let mut phrases = Phrases::default();
    add(&mut phrases, phrase, Vec::new())?;
    Ok(phrases)
}

fn add(phrases: &mut Phrases, words: &str, fixes: Vec<String>) -> Result<(), Wrong> {
    let short = |text: &str| text.chars().count() <= LONGEST;
    let fits = short(words) && fixes.iter().all(|fix| short(fix) && fix != words);
    if fits && phrases.add(words, fixes) { Ok(()) } else { Err(Wrong::Phrase) }
}
