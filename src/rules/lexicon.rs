//! The words that the copy desk knows: a list of forms that people write, our own list of what
//! that one lacks, and what regular affixes make of both. Read when a text is first checked.

mod grow;
mod list;
mod near;
mod speller;

use std::sync::OnceLock;

use list::List;

pub use speller::{Speller, SpellerError};

/// Why a word counts as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// A name or a foreign word that is often seen: left alone, never offered.
    Seen,
    /// A known word with regular affixes.
    Grown,
    /// An Indonesian word: it may be what somebody meant to write.
    Listed,
}

#[derive(Debug)]
pub(super) struct Lexicon {
    list: List,
}

static PACKED: &str = include_str!("../../assets/lexicon/words.txt");
static SEEN: &str = include_str!("../../assets/lexicon/seen.txt");
static OWN: &str = include_str!("../../assets/lexicon/own.txt");

/// The lexicon of this program.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon { list: List::new(PACKED, OWN, SEEN) })
}

/// A shorter word is no base of a clitic.
const BASE: usize = 3;
const CLITICS: [&str; 8] = ["nyalah", "nyapun", "nya", "lah", "kah", "pun", "ku", "mu"];

impl Lexicon {
    /// Why a word in small letters is known, if it is. What is not plain letters is no word of
    /// ours to judge.
    pub(super) fn known(&self, low: &str) -> Option<Known> {
        if !low.bytes().all(|letter| letter.is_ascii_lowercase()) {
            return Some(Known::Seen);
        }
        if let Some(known) = self.list.known(low) {
            return Some(known);
        }
        if self.is_grown(low) {
            return Some(Known::Grown);
        }
        CLITICS.iter().find_map(|clitic| {
            let base = low.strip_suffix(clitic).filter(|base| base.len() >= BASE)?;
            match self.list.known(base) {
                Some(Known::Listed) => Some(Known::Grown),
                Some(known) => Some(known),
                None => self.is_grown(base).then_some(Known::Grown),
            }
        })
    }

    /// Is it a listed word with regular affixes?
    fn is_grown(&self, low: &str) -> bool {
        grow::stems(low).any(|stem| self.is_listed(&stem))
    }

    pub(super) fn is_listed(&self, low: &str) -> bool {
        self.list.known(low) == Some(Known::Listed)
    }

    /// Listed words that the writer of this one may have meant, with how far they are.
    pub(super) fn near(&self, low: &str) -> Vec<(&str, u8)> {
        self.list.near(low, reach(low))
    }
}

/// How many slips a word may hold: more than one only where it is long enough to be told.
pub(super) fn reach(low: &str) -> u8 {
    if low.len() >= 9 { 2 } else { 1 }
}

pub(super) use near::{distance, letters};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, want: Option<Known>) {
        for word in words.split(' ') {
            assert_eq!(lexicon().known(word), want, "{word}");
        }
    }

    #[test]
    fn words_and_their_forms_are_known() {
        check("pemilih kegiatan rapat selasa pemutakhiran reviu kepemiluan", Some(Known::Listed));
        check("ditatausahakan rakornasnya antarwilayah menarasikannya", Some(Known::Grown));
        check("asy'ari dp4", Some(Known::Seen));
        check("kegitan penyelengaraan berkesampatan ankhir tercpta", None);
    }

    #[test]
    fn what_was_meant_is_near() {
        let near = |word| lexicon().near(word).into_iter().map(|(near, _)| near);
        assert!(near("berkesampatan").any(|word| word == "berkesempatan"));
        assert!(near("kegitan").any(|word| word == "kegiatan"));
        assert!(near("qqqqqqqqq").next().is_none());
    }

    #[test]
    fn the_lexicon_is_read_in_no_time() {
        let begun = std::time::Instant::now();
        let list = List::new(PACKED, OWN, SEEN);
        assert!(list.len() > 30_000);
        // Ten times what a slow machine needs without optimisation.
        assert!(begun.elapsed().as_millis() < 1_000, "{:?}", begun.elapsed());
    }
}
