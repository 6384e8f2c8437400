//! What the office decided for all its texts: words that are right, and rules of its own that may
//! refuse. Both are records, so that it can be seen who decided.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::error::Thing;
use super::{Desk, DeskError, Me};
use crate::domain::finding::RuleName;
use crate::domain::ids::{Digest, PersonId};
use crate::domain::people::Role;
use crate::domain::record::Deed;
use crate::domain::time::Timestamp;

/// A longer one is no word.
const LONGEST: usize = 60;
/// So many are added at once, and so many there may be.
const AT_ONCE: usize = 1_000;
const MOST: usize = 20_000;

/// A word that is right, as it was written when it was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub word: String,
    pub by: Option<PersonId>,
    pub at: Timestamp,
}

/// A rule as it was accepted, with what it had found in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub text: Digest,
    pub texts: u64,
    pub hits: u64,
    pub stood: u64,
    pub by: Option<PersonId>,
    pub at: Timestamp,
}

/// All that was decided, as it holds now.
#[derive(Debug, Default)]
pub struct Decisions {
    /// By the word in small letters.
    pub words: BTreeMap<String, Word>,
    /// The same for the rules.
    pub(super) right: Arc<BTreeSet<String>>,
    pub accepted: BTreeMap<RuleName, Accepted>,
}

impl Desk {
    /// Read when it is asked for first, and again when the office has decided something.
    pub fn decisions(&self) -> Result<Arc<Decisions>, DeskError> {
        let mark = self.store.office_mark()?;
        if let Some((known, decisions)) = &*self.kept.decisions.borrow()
            && *known == mark
        {
            return Ok(Arc::clone(decisions));
        }
        let decisions = Arc::new(self.read_decisions()?);
        self.kept.decisions.replace(Some((mark, Arc::clone(&decisions))));
        Ok(decisions)
    }

    fn read_decisions(&self) -> Result<Decisions, DeskError> {
        let mut all = Decisions::default();
        for (header, by) in self.store.office_deeds()? {
            let at = header.at;
            match header.deed() {
                Some(Deed::WordAdded { words }) => {
                    for word in self.store.note(words)?.lines() {
                        let entry = Word { word: word.to_owned(), by, at };
                        all.words.entry(word.to_lowercase()).or_insert(entry);
                    }
                }
                Some(Deed::WordRemoved { words }) => {
                    for word in self.store.note(words)?.lines() {
                        all.words.remove(&word.to_lowercase());
                    }
                }
                Some(Deed::RuleAccepted { rule, text, texts, hits, stood }) => {
                    let (text, texts, hits, stood) = (*text, *texts, *hits, *stood);
                    let accepted = Accepted { text, texts, hits, stood, by, at };
                    all.accepted.insert(rule.clone(), accepted);
                }
                _ => {}
            }
        }
        all.right = Arc::new(all.words.keys().cloned().collect());
        Ok(all)
    }

    /// Adds words that no rule about spelling shall find; says which were not there yet. They hold
    /// for every text, so that a reviewer decides.
    pub fn add_words(&mut self, me: &Me, words: &[String]) -> Result<Vec<String>, DeskError> {
        self.may_decide(me)?;
        let words = checked(words)?;
        let known = self.decisions()?;
        let mut fresh: Vec<String> = Vec::new();
        for word in words {
            let low = word.to_lowercase();
            let is_new = fresh.iter().all(|other| other.to_lowercase() != low);
            if is_new && !known.words.contains_key(&low) {
                fresh.push(word);
            }
        }
        if known.words.len() + fresh.len() > MOST {
            return Err(DeskError::invalid("word", MOST.to_string()));
        }
        if !fresh.is_empty() {
            self.deed("add words", me, |pen| {
                let words = pen.note(&fresh.join("\n"))?;
                pen.write_office(Deed::WordAdded { words })
            })?;
        }
        Ok(fresh)
    }

    /// Takes words back, all or none.
    pub fn remove_words(&mut self, me: &Me, words: &[String]) -> Result<Vec<String>, DeskError> {
        self.may_decide(me)?;
        let words = checked(words)?;
        let known = self.decisions()?;
        if let Some(name) =
            words.iter().find(|word| !known.words.contains_key(&word.to_lowercase()))
        {
            return Err(DeskError::NotFound { thing: Thing::Word, name: name.clone() });
        }
        self.deed("remove words", me, |pen| {
            let words = pen.note(&words.join("\n"))?;
            pen.write_office(Deed::WordRemoved { words })
        })?;
        Ok(words)
    }

    /// Refuses who decides nothing for the whole office.
    pub(super) fn may_decide(&self, me: &Me) -> Result<(), DeskError> {
        let roles = &me.person.roles;
        self.may(me, roles.may_review() || roles.may_administer(), Role::Reviewer)
    }
}

/// Words, each one alone and with nothing that hides.
fn checked(words: &[String]) -> Result<Vec<String>, DeskError> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '/');
    let fits = |word: &str| {
        word.chars().count() <= LONGEST
            && word.chars().any(char::is_alphabetic)
            && word.chars().all(inside)
    };
    if words.is_empty() || words.len() > AT_ONCE {
        return Err(DeskError::invalid("word", words.len().to_string()));
    }
    let mut found = Vec::with_capacity(words.len());
    for word in words {
        let clean = crate::text::sanitise::clean(word.trim()).text;
        if !fits(&clean) {
            return Err(DeskError::invalid("word", word.as_str()));
        }
        found.push(clean);
    }
    Ok(found)
}
