//! A text as a search reads it: without what makes no difference, and with the way back to the
//! bytes of the text itself.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// What makes no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folding {
    /// Capitals are small letters.
    pub(super) case: bool,
    /// Letters stand without their marks: é is e, and Arabic has no vowel signs.
    pub(super) marks: bool,
    /// A letter with its mark in one sign is the same as in two.
    pub(super) pairs: bool,
}

/// A folded text. Its parts lie without gaps; where several begin at one place, all but the last
/// are empty.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    parts: Vec<Part>,
}

/// From here on in the folded text, and in the text itself.
#[derive(Debug, Clone, Copy)]
struct Part {
    folded: usize,
    source: usize,
    /// Byte by byte the same place; else one character that was folded into something else.
    even: bool,
}

impl Folding {
    pub(super) fn fold(self, text: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(text.len()), parts: Vec::new() };
        let (mut rest, mut at, mut even) = (text, 0, false);
        while !rest.is_empty() {
            let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            if !head.is_empty() {
                if !even {
                    folded.begin(at, true);
                }
                even = true;
                let from = folded.text.len();
                folded.text.push_str(head);
                if self.case
                    && let Some(new) = folded.text.get_mut(from..)
                {
                    new.make_ascii_lowercase();
                }
                at += head.len();
            }
            let mut chars = tail.chars();
            let Some(c) = chars.next() else { break };
            let from = folded.text.len();
            self.push(c, &mut folded.text);
            let new = folded.text.get(from..).unwrap_or_default();
            let same = new.chars().eq([c]);
            if !(same && even) {
                folded.parts.push(Part { folded: from, source: at, even: same });
            }
            even = same;
            at += c.len_utf8();
            rest = chars.as_str();
        }
        folded.begin(at, true);
        folded
    }

    /// The same for what is looked for.
    pub(super) fn words(self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        text.chars().for_each(|c| self.push(c, &mut folded));
        folded
    }

    fn push(self, c: char, into: &mut String) {
        let from = into.len();
        if self.pairs {
            decompose_canonical(c, |part| self.push_part(part, into));
        } else if self.marks {
            // What has no mark stays whole: a Korean syllable is one sign, not three letters.
            let mut marked = false;
            decompose_canonical(c, |part| marked |= is_mark(part));
            if marked {
                decompose_canonical(c, |part| self.push_part(part, into));
            } else {
                self.push_part(c, into);
            }
        } else {
            self.push_part(c, into);
        }
        // A sign of its own is never nothing, but for marks.
        debug_assert!(into.len() > from || self.marks, "{c:?}");
    }

    fn push_part(self, c: char, into: &mut String) {
        if self.marks && is_mark(c) {
            return;
        }
        if !self.case || c == 'ı' {
            into.push(c);
            return;
        }
        // Through its capital: ß is ss, and ς is σ.
        let capitals = c.to_lowercase().flat_map(char::to_uppercase);
        for lower in capitals.flat_map(char::to_lowercase) {
            if !(self.marks && is_mark(lower)) {
                into.push(lower);
            }
        }
    }
}

/// A mark on a letter, or the sign that an emoji is drawn as one. The sign that joins consonants
/// in Indic scripts changes what is read, and is none.
pub(super) fn is_mark(c: char) -> bool {
    const JOINS: u8 = 9;
    const EMOJI: char = '\u{fe0f}';
    c >= '\u{300}' && (c == EMOJI || !matches!(canonical_combining_class(c), 0 | JOINS))
}

impl Folded {
    fn begin(&mut self, source: usize, even: bool) {
        self.parts.push(Part { folded: self.text.len(), source, even });
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the text itself; none inside a character that was folded.
    pub(super) fn source(&self, folded: usize) -> Option<usize> {
        let part = self.before(folded)?;
        (part.even || part.folded == folded).then_some(part.source + (folded - part.folded))
    }

    /// The same, from the beginning of such a character.
    pub(super) fn source_floor(&self, folded: usize) -> usize {
        let part = self.before(folded);
        part.map_or(
            0,
            |part| {
                if part.even { part.source + (folded - part.folded) } else { part.source }
            },
        )
    }

    fn before(&self, folded: usize) -> Option<Part> {
        let index = self.parts.partition_point(|part| part.folded <= folded);
        self.parts.get(index.checked_sub(1)?).copied()
    }

    /// The place in the folded text of a place in the text itself.
    pub(super) fn place(&self, source: usize) -> usize {
        let index = self.parts.partition_point(|part| part.source <= source);
        let part = index.checked_sub(1).and_then(|index| self.parts.get(index));
        let next = self.parts.get(index).map_or(self.text.len(), |part| part.folded);
        match part {
            Some(part) if part.even => (part.folded + (source - part.source)).min(next),
            Some(part) if part.source == source => part.folded,
            _ => next,
        }
    }

    /// A range of the text itself; none if it splits a character.
    pub(super) fn range(&self, folded: Range<usize>) -> Option<Range<usize>> {
        Some(self.source(folded.start)?..self.source(folded.end)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: Folding = Folding { case: true, marks: true, pairs: true };

    #[test]
    fn what_makes_no_difference_is_gone() {
        #[track_caller]
        fn check(text: &str, want: &str) {
            assert_eq!(ALL.fold(text).text(), want, "{text}");
            assert_eq!(ALL.words(text), want, "{text}");
        }
        check("Café CAFE\u{301}", "cafe cafe");
        check("İstanbul ISPARTA ırmak", "istanbul isparta ırmak");
        check("Straße STRASSE ẞ", "strasse strasse ss");
        check("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ");
        check("مُحَمَّد آل", "محمد ال");
        check("❤️ 👍🏽", "❤ 👍🏽");
        check("“Rapat” — ya", "“rapat” — ya");
        check("한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}");
        check("क्या", "क्या");
    }

    #[test]
    fn a_place_leads_back_and_none_into_a_character() {
        let folded = ALL.fold("aßé\u{301}b");
        assert_eq!(folded.text(), "asseb");
        let places: Vec<_> = (0..=5).map(|at| folded.source(at)).collect();
        assert_eq!(places, [Some(0), Some(1), None, Some(3), Some(7), Some(8)]);
        assert_eq!(folded.source_floor(2), 1);
        // From inside of the marks on: what follows them.
        assert_eq!([0, 1, 3, 5, 7, 8].map(|at| folded.place(at)), [0, 1, 3, 4, 4, 5]);
    }

    proptest! {
        #[test]
        fn every_place_between_characters_is_known(text in "\\PC{0,40}") {
            let folded = ALL.fold(&text);
            for (at, _) in text.char_indices() {
                let back = folded.source(folded.place(at));
                // After marks that are gone it is the next that stays.
                prop_assert!(back.is_some_and(|back| back >= at), "{at} {back:?}");
            }
            prop_assert_eq!(folded.source(folded.text().len()), Some(text.len()));
            let none = Folding { case: false, marks: false, pairs: false }.fold(&text);
            prop_assert_eq!(none.text(), &text);
        }
    }
}
