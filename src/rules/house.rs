//! What the rules need to know beside the text: the day, the office, its names and its decisions.
//! The desk puts it together; a machine without a desk checks with [`House::plain`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::finding::{Finding, Level};
use crate::domain::register::Register;

use super::lexicon::Speller;
use super::own::OwnRules;

/// What the rules need to know from the desk.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// Stands in for the date of a text that has none yet.
    pub today: NaiveDate,
    /// Of texts that do not name their own.
    pub language: &'a str,
    /// The office, as its letters name it; empty where nobody knows.
    pub office: &'a str,
    /// The town where the office has its seat; empty where nobody knows.
    pub place: &'a str,
    /// Characters of a headline before it is told that it is long.
    pub headline_limit: u32,
    /// Telephone numbers, addresses and mail hosts of the office, which may stand in public.
    pub contacts: &'a [String],
    /// People with their titles, acronyms, places, offices.
    pub register: &'a Register,
    /// Words that the desk calls right, in lower case.
    pub words: &'a BTreeSet<String>,
    /// The machine's own dictionary, where it has one; asked for with the first word that nobody
    /// else knows.
    pub speller: fn() -> Option<&'a Speller>,
    /// The text is being written: of one longer than a mebibyte only what needs no word of it in
    /// memory is told. The gate does not ask so; it has every rule.
    pub as_typed: bool,
    /// Articles that may tell of the same event.
    pub neighbours: &'a [Neighbour],
    pub own: &'a OwnRules,
    pub dismissed: &'a Dismissed,
}

/// What another article of the desk says, as far as it can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbour {
    /// By which people find it: `a12`.
    pub number: String,
    pub headline: String,
    pub date: Option<NaiveDate>,
    pub event_date: Option<NaiveDate>,
    pub body: String,
}

static REGISTER: Register = Register::none();
static WORDS: BTreeSet<String> = BTreeSet::new();
static OWN: OwnRules = OwnRules::none();
static DISMISSED: Dismissed = Dismissed::none();

/// A longer headline is cut where others list it.
const HEADLINE_LIMIT: u32 = 110;

impl<'a> House<'a> {
    /// A house of which nothing else is known.
    pub fn plain(today: NaiveDate, language: &'a str) -> Self {
        House {
            today,
            language,
            office: "",
            place: "",
            headline_limit: HEADLINE_LIMIT,
            contacts: &[],
            register: &REGISTER,
            words: &WORDS,
            speller: || None,
            as_typed: false,
            neighbours: &[],
            own: &OWN,
            dismissed: &DISMISSED,
        }
    }
}

/// Findings that somebody looked at and let stand, by rule and words: where in the text the words
/// stand does not matter, so that a dismissal lives through edits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dismissed {
    known: BTreeMap<(String, String), Level>,
}

impl Dismissed {
    pub const fn none() -> Self {
        Self { known: BTreeMap::new() }
    }

    /// `level` is how grave it was then: what has become graver since is told again.
    pub fn add(&mut self, rule: &str, words: &str, level: Level) {
        let known = self.known.entry((rule.to_owned(), words.to_owned())).or_insert(level);
        *known = level.max(*known);
    }

    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    pub fn holds(&self, finding: &Finding) -> bool {
        let known = || self.known.get(&(finding.rule.to_string(), finding.words()));
        !self.known.is_empty() && known().is_some_and(|level| finding.level <= *level)
    }
}
