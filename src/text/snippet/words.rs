//! Words as the search index has them: `unicode61` of FTS5 with `remove_diacritics 2`.

use std::ops::Range;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The words of a text, one after the other, folded.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    folded: String,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0, folded: String::new() }
    }

    /// Where the next word stands.
    pub(super) fn step(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..)?;
        let (begins, _) = rest.char_indices().find(|(_, c)| is_letter(*c))?;
        let word = rest.get(begins..)?;
        let end = word.find(|c| !(is_letter(c) || is_accent(c))).unwrap_or(word.len());
        self.folded.clear();
        self.folded.extend(word.get(..end)?.chars().filter(|c| !is_accent(*c)).map(fold));
        let start = self.at + begins;
        self.at = start + end;
        Some(start..self.at)
    }

    /// The word that was just passed: small letters without accents.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }
}

/// A letter or figure of any script; what is drawn upon a letter is none.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// The accents that stand behind their letter and belong to the word; the index knows these and
/// takes all others for the end of it.
fn is_accent(c: char) -> bool {
    const FIRST: u32 = 0x300;
    const ACCENTS: u64 = 0x0003_61F8_0802_9FDF;
    let number = u32::from(c).wrapping_sub(FIRST);
    number < 50 && ACCENTS >> number & 1 == 1
}

/// A small letter; of Latin ones the letter under the accents.
fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let small = c.to_lowercase().next().unwrap_or(c);
    let mut base = None;
    decompose_canonical(small, |part| {
        base.get_or_insert(part);
    });
    base.filter(char::is_ascii_alphabetic).unwrap_or(small)
}
