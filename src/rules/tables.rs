//! The word tables, found in one pass: an automaton whose letters are words. So an entry matches
//! whole words alone, and how they are parted (one blank, two, a no-break one, a new line) does
//! not matter.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::token::{Kind, Token};

/// Which table an entry is of. Each belongs to one rule or a family of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Table {
    /// Non-standard words and what is standard for them.
    Standard,
    /// Foreign words that have an Indonesian equal.
    Foreign,
    /// More words than needed.
    Pleonasm,
    /// What machine translation makes of words of elections.
    Scar,
    /// Words that take sides, or hurt.
    Bias,
}

/// Files of `assets/rules`: lines of columns parted by tabs; `#` begins a remark.
const FILES: &[(Table, &str)] = &[
    (Table::Standard, include_str!("../../assets/rules/standard.tsv")),
    (Table::Foreign, include_str!("../../assets/rules/foreign.tsv")),
    (Table::Pleonasm, include_str!("../../assets/rules/pleonasm.tsv")),
    (Table::Scar, include_str!("../../assets/rules/scars.tsv")),
    (Table::Bias, include_str!("../../assets/rules/bias.tsv")),
];

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) table: Table,
    /// Words as they should not be, in small letters, parted by one blank.
    pub(super) wrong: &'static str,
    /// What could stand there, the likeliest first; none where the words should only go.
    pub(super) right: Vec<&'static str>,
    pub(super) class: &'static str,
    /// The fourth column, such as how sure the entry is: `T`, `S` or `R`.
    pub(super) sure: &'static str,
}

/// An entry in a text.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) entry: &'static Entry,
    /// The words, as a range of tokens.
    pub(super) tokens: Range<usize>,
    /// Letters of a clitic at the last word's end that the entry lacks: `nya` of `resikonya`.
    pub(super) tail: &'static str,
}

const CLITICS: [&str; 6] = ["nya", "lah", "kah", "pun", "ku", "mu"];
/// A shorter word has no clitic.
const SHORTEST: usize = 4;

#[derive(Default)]
struct Automaton {
    words: HashMap<&'static str, u32>,
    /// From a state by a word to the next one. The first state is 0.
    steps: HashMap<(u32, u32), u32>,
    ends: HashMap<u32, Vec<&'static Entry>>,
    states: u32,
}

impl Automaton {
    fn new(entries: &'static [Entry]) -> Self {
        let mut automaton = Self::default();
        for entry in entries {
            let mut state = 0;
            for word in entry.wrong.split(' ') {
                let next = u32::try_from(automaton.words.len()).unwrap_or(u32::MAX);
                let word = *automaton.words.entry(word).or_insert(next);
                state = *automaton.steps.entry((state, word)).or_insert_with(|| {
                    automaton.states += 1;
                    automaton.states
                });
            }
            automaton.ends.entry(state).or_default().push(entry);
        }
        automaton
    }

    /// The state behind a word, and the clitic that was taken off it for that.
    fn step(&self, state: u32, low: &str) -> Option<(u32, &'static str)> {
        let go = |word: &str| self.steps.get(&(state, *self.words.get(word)?)).copied();
        if let Some(next) = go(low) {
            return Some((next, ""));
        }
        CLITICS.iter().find_map(|clitic| {
            let bare = low.strip_suffix(clitic).filter(|bare| bare.len() >= SHORTEST)?;
            Some((go(bare)?, *clitic))
        })
    }

    fn longest(&self, tokens: &[Token], from: usize) -> Vec<Hit> {
        let mut found = Vec::new();
        let mut state = 0;
        let mut at = from;
        while let Some(token) = tokens.get(at).filter(|token| token.kind == Kind::Word) {
            let Some((next, tail)) = self.step(state, &token.low) else { break };
            state = next;
            at += 1;
            if let Some(entries) = self.ends.get(&state) {
                let hit = |entry: &&'static Entry| Hit { entry, tokens: from..at, tail };
                // A longer entry of the same words says more.
                found = entries.iter().map(hit).collect();
            }
            // A hyphen joins words that an entry has apart; a clitic ends the entry.
            if !tail.is_empty() {
                break;
            }
        }
        found
    }
}

fn automaton() -> &'static Automaton {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    static AUTOMATON: OnceLock<Automaton> = OnceLock::new();
    AUTOMATON.get_or_init(|| Automaton::new(ENTRIES.get_or_init(entries)))
}

fn entries() -> Vec<Entry> {
    let lines = |(table, file): &(Table, &'static str)| {
        let table = *table;
        let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        lines.map(move |line| entry(table, line)).collect::<Vec<_>>()
    };
    FILES.iter().flat_map(lines).collect()
}

fn entry(table: Table, line: &'static str) -> Entry {
    let mut columns = line.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let (wrong, right, class, sure) = (next(), next(), next(), next());
    let right = right.split('/').map(str::trim).filter(|word| !word.is_empty()).collect();
    Entry { table, wrong, right, class, sure }
}

/// What the tables have of these words, in order; entries may overlap those of other tables.
pub(super) fn hits(tokens: &[Token]) -> Vec<Hit> {
    let automaton = automaton();
    let mut found: Vec<Hit> = Vec::new();
    for at in 0..tokens.len() {
        for hit in automaton.longest(tokens, at) {
            let is_inside = |other: &Hit| {
                other.entry.table == hit.entry.table && hit.tokens.start < other.tokens.end
            };
            if !found.iter().rev().take(8).any(is_inside) {
                found.push(hit);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::token;

    #[track_caller]
    fn check(text: &str, want: &[(&str, &str)]) {
        let tokens = token::tokens(text, 0..text.len(), &[]);
        let found = hits(&tokens);
        let got: Vec<_> = found.iter().map(|hit| (hit.entry.wrong, hit.tail)).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn entries_are_found_as_whole_words() {
        check("Ada resiko dan RESIKONYA.", &[("resiko", ""), ("resiko", "nya")]);
        check("non\u{a0}\u{a0}aktif", &[("non aktif", "")]);
        check("resikonyata, presiko", &[]);
        check("", &[]);
    }

    #[test]
    fn the_tables_are_well_formed() {
        let entries = entries();
        assert!(entries.len() > 300);
        for entry in &entries {
            let words = || entry.wrong.split(' ');
            assert!(!entry.wrong.is_empty() && words().all(|word| !word.is_empty()), "{entry:?}");
            assert_eq!(entry.wrong, entry.wrong.to_lowercase(), "{entry:?}");
            assert!(!entry.right.contains(&entry.wrong), "{entry:?}");
            let tokens = token::tokens(entry.wrong, 0..entry.wrong.len(), &[]);
            assert!(tokens.iter().all(|token| token.kind == Kind::Word), "{entry:?}");
            assert_eq!(tokens.len(), words().count(), "{entry:?}");
        }
        let mut keys: Vec<_> = entries.iter().map(|entry| (entry.table, entry.wrong)).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(all, keys.len());
    }
}
