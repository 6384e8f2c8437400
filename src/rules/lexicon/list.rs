//! The list of forms, unpacked: words of one first letter and one length lie together, so that a
//! word is found, and what is near it, among a few hundred.

use std::ops::Range;

use super::Known;
use super::near::{distance, letters};

/// Longer words are not in the list.
const LONGEST: usize = 32;
const FIRSTS: usize = 26;

#[derive(Debug)]
pub(super) struct List {
    text: String,
    words: Vec<Word>,
    /// Where the words of a first letter and a length begin in `words`; one more for the end.
    starts: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    at: u32,
    length: u8,
    known: Known,
    /// Which letters it holds.
    letters: u32,
}

impl List {
    /// From the two front-coded lists and our own one.
    pub(super) fn new(packed: &str, own: &str, seen: &str) -> Self {
        let mut text = String::with_capacity((packed.len() + own.len() + seen.len()) * 2);
        let mut words = Vec::with_capacity((packed.len() + seen.len()) / 5);
        let mut add = |text: &mut String, start: usize, known| {
            let word = text.get(start..).unwrap_or_default();
            let fits = (1..=LONGEST).contains(&word.len());
            if fits && word.bytes().all(|letter| letter.is_ascii_lowercase()) {
                let (at, length) = (u32::try_from(start).ok()?, u8::try_from(word.len()).ok()?);
                words.push(Word { at, length, known, letters: letters(word) });
            }
            Some(())
        };
        for line in own.lines().filter(|line| !line.starts_with('#')) {
            for word in line.split_ascii_whitespace() {
                let start = text.len();
                text.push_str(word);
                add(&mut text, start, Known::Listed);
            }
        }
        for (packed, known) in [(packed, Known::Listed), (seen, Known::Seen)] {
            let mut before = 0..0;
            for line in packed.lines() {
                let shared = line.bytes().next().map_or(0, |sign| sign.saturating_sub(b'a'));
                let start = text.len();
                let end = before.len().min(usize::from(shared)) + before.start;
                text.extend_from_within(before.start..end);
                text.push_str(line.get(1..).unwrap_or_default());
                add(&mut text, start, known);
                before = start..text.len();
            }
        }
        Self::sorted(text, &words)
    }

    /// Laid on their shelves first and sorted there: each list is in order already, so that there
    /// is little left to sort.
    fn sorted(text: String, words: &[Word]) -> Self {
        let read = |word: &Word| {
            let start = word.at as usize;
            text.get(start..start + usize::from(word.length)).unwrap_or_default()
        };
        let mut shelves: Vec<Vec<Word>> = vec![Vec::new(); FIRSTS * (LONGEST + 1)];
        for word in words {
            if let Some(shelf) = shelf(read(word)).and_then(|shelf| shelves.get_mut(shelf)) {
                shelf.push(*word);
            }
        }
        let mut sorted = Vec::with_capacity(words.len());
        let mut starts = vec![0];
        for shelf in &mut shelves {
            // Of a word that stands twice the one that says more comes first.
            shelf.sort_by(|a, b| read(a).cmp(read(b)).then(b.known.cmp(&a.known)));
            sorted.append(shelf);
            starts.push(u32::try_from(sorted.len()).unwrap_or(u32::MAX));
        }
        Self { text, words: sorted, starts }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    fn read(&self, word: &Word) -> &str {
        let start = word.at as usize;
        self.text.get(start..start + usize::from(word.length)).unwrap_or_default()
    }

    fn on(&self, shelf: usize) -> &[Word] {
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let range: Range<usize> = bound(shelf)..bound(shelf + 1);
        self.words.get(range).unwrap_or_default()
    }

    pub(super) fn known(&self, low: &str) -> Option<Known> {
        let words = self.on(shelf(low)?);
        let at = words.partition_point(|word| self.read(word) < low);
        words.get(at).filter(|word| self.read(word) == low).map(|word| word.known)
    }

    /// Listed words of the same first letter that are at most so far.
    pub(super) fn near(&self, low: &str, reach: u8) -> Vec<(&str, u8)> {
        let mut found = Vec::new();
        let mask = letters(low);
        let slips = usize::from(reach);
        for length in low.len().saturating_sub(slips)..=low.len() + slips {
            let Some(first) = low.bytes().next() else { break };
            let Some(shelf) = shelf_of(first, length) else { continue };
            for word in self.on(shelf) {
                let apart = (word.letters ^ mask).count_ones();
                if word.known != Known::Listed || apart > 2 * u32::from(reach) {
                    continue;
                }
                let word = self.read(word);
                if let Some(far) = distance(low, word, reach).filter(|far| *far > 0) {
                    found.push((word, far));
                }
            }
        }
        found.dedup();
        found
    }
}

fn shelf(word: &str) -> Option<usize> {
    shelf_of(word.bytes().next()?, word.len())
}

fn shelf_of(first: u8, length: usize) -> Option<usize> {
    let fits = first.is_ascii_lowercase() && length <= LONGEST;
    fits.then(|| usize::from(first - b'a') * (LONGEST + 1) + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_list_is_read() {
        let list = List::new("abaru\nclangkan\nabesar\n", "# ours\nkegiatan besar\n", "aali\n");
        assert_eq!(list.len(), 6);
        assert_eq!(list.known("balangkan"), Some(Known::Listed));
        assert_eq!(list.known("besar"), Some(Known::Listed));
        assert_eq!(list.known("ali"), Some(Known::Seen));
        assert_eq!(list.known("b"), None);
        assert_eq!(list.known(""), None);
        assert_eq!(list.known("É"), None);
        assert_eq!(list.near("besra", 1), [("besar", 1)]);
        assert!(list.near("bali", 1).is_empty());
    }
}
