//! How well a text fits what is looked for: how often and where it has the words.
//!
//! Every match has all words that were asked for; how rare a word is in the desk would tell
//! little more, and to count that is what a search can least afford.

use super::{LOOKED_AT, MOST_TERMS, Phrase, Wanted};

/// A match in the headline weighs as much as ten in the body, one in names or tags as four.
const WEIGHTS: [f64; 4] = [10.0, 1.0, 4.0, 4.0];

/// The usual constants of BM25: how soon one more match counts for little, and how much a long
/// text has to have more of them.
const ENOUGH: f64 = 1.2;
const LENGTH_COUNTS: f64 = 0.75;

/// Bytes of a usual release.
const USUAL: f64 = 2_500.0;

/// Weighs texts for one search.
pub struct Weigher<'a> {
    phrases: &'a [Phrase],
    /// The last words of phrases, whether they are only begun, and whose they are.
    last: Vec<(&'a [u8], bool, usize)>,
    /// Letters that one of those begins with: most words of a text are passed by theirs.
    begins: [bool; 256],
}

impl<'a> Weigher<'a> {
    pub fn of(wanted: &'a Wanted) -> Self {
        let whole = wanted.words.iter().flat_map(|(word, phrases)| {
            phrases.iter().map(move |phrase| (word.as_bytes(), false, *phrase))
        });
        let begun =
            wanted.beginnings.iter().map(|(begin, phrase)| (begin.as_bytes(), true, *phrase));
        let last: Vec<_> = whole.chain(begun).collect();
        let mut begins = [false; 256];
        for first in last.iter().filter_map(|(word, ..)| word.first()) {
            begins[usize::from(*first)] = true;
        }
        Self { phrases: &wanted.phrases, last, begins }
    }

    /// The weight of a text: headline, body, names, tags.
    pub fn weigh(&self, fields: [&str; 4]) -> f64 {
        let mut found = [0.0; MOST_TERMS];
        let mut length = 0.0;
        for ((number, text), weight) in fields.iter().enumerate().zip(WEIGHTS) {
            let bytes = text.as_bytes();
            let bytes = bytes.get(..LOOKED_AT).unwrap_or(bytes);
            length += f64::from(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
            self.count(bytes, number, weight, &mut found);
        }
        let slow = ENOUGH * (1.0 - LENGTH_COUNTS + LENGTH_COUNTS * length / USUAL);
        found.iter().map(|found| found * (ENOUGH + 1.0) / (found + slow)).sum()
    }

    /// Adds what each term has in one field. Letters beyond ASCII end a word here: quotation
    /// marks are many and accents few, and a match that is not counted is still a match.
    fn count(&self, text: &[u8], field: usize, weight: f64, found: &mut [f64; MOST_TERMS]) {
        let mut at = 0;
        for word in text.split(|byte| !byte.is_ascii_alphanumeric()) {
            let start = at;
            at += word.len() + 1;
            let Some(first) = word.first() else { continue };
            if !self.begins[usize::from(first.to_ascii_lowercase())] {
                continue;
            }
            for (last, begun, number) in &self.last {
                let compared = if *begun { word.get(..last.len()) } else { Some(word) };
                if compared.is_some_and(|word| word.eq_ignore_ascii_case(last))
                    && let Some(phrase) = self.phrases.get(*number)
                    && phrase.field.is_none_or(|only| only == field)
                    && phrase.stands_before(text.get(..start).unwrap_or_default())
                    && let Some(found) = found.get_mut(phrase.term)
                {
                    *found += weight;
                }
            }
        }
    }
}

impl Phrase {
    /// Does a text end with the words before the last one?
    fn stands_before(&self, text: &[u8]) -> bool {
        let mut words =
            text.rsplit(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        self.before.iter().rev().all(|wanted| {
            words.next().is_some_and(|word| word.eq_ignore_ascii_case(wanted.as_bytes()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first text fits better than the second.
    #[track_caller]
    fn check(wanted: &[(&str, bool)], better: [&str; 4], other: [&str; 4]) {
        let mut all = Wanted::default();
        for (form, begun) in wanted {
            all.add([*form], *begun, None);
        }
        let weigher = Weigher::of(&all);
        let weights = (weigher.weigh(better), weigher.weigh(other));
        assert!(weights.0 > weights.1, "{weights:?}: {wanted:?} in {better:?} and {other:?}");
    }

    #[test]
    fn where_and_how_often() {
        let rapat = &[("rapat", false)];
        check(rapat, ["Rapat pleno", "x", "", ""], ["Pleno", "Rapat, “rapat”, RAPAT.", "", ""]);
        check(rapat, ["", "rapat", "rapat", ""], ["", "rapat rapat", "", ""]);
        check(rapat, ["", "rapat x rapat", "", ""], ["", "rapat x kerapatan", "", ""]);
        check(rapat, ["", "rapat", "", ""], ["", &format!("rapat {}", "x ".repeat(99)), "", ""]);
        check(&[("rap", true)], ["", "kini rapatkan", "", ""], ["", "kini kerapatan", "", ""]);
        let both = &[("rapat", false), ("pleno", false)];
        check(both, ["", "rapat pleno", "", ""], ["", "rapat rapat", "", ""]);
    }

    #[test]
    fn a_phrase_counts_as_a_whole() {
        let phrase = &[("uji publik", false)];
        check(phrase, ["", "Uji\npublik", "", ""], ["", "publik uji uji uji", "", ""]);
        check(&[("uji pub", true)], ["", "uji — publik", "", ""], ["", "publik x uji", "", ""]);
    }

    #[test]
    fn a_term_of_one_field_is_counted_there_alone() {
        let mut wanted = Wanted::default();
        wanted.add(["kpu"], false, Some(2));
        let weigher = Weigher::of(&wanted);
        assert!(weigher.weigh(["KPU", "KPU", "", ""]) < weigher.weigh(["", "", "KPU", ""]));
        assert!(weigher.weigh(["KPU", "KPU", "", "KPU"]).abs() < f64::EPSILON);
    }
}
