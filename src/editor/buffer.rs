//! The text in a rope: paragraphs, graphemes and words found without reading all of it.

use std::borrow::Cow;
use std::ops::Range;

use ropey::{Rope, RopeSlice};
use unicode_segmentation::{GraphemeCursor, GraphemeIncomplete, UnicodeSegmentation};

use crate::text::shared::{Shared, whole};
use crate::text::words::Counter;

/// How much is read at first to find the bounds of a word.
const WORD_WINDOW: usize = 256;

#[derive(Debug, Clone)]
pub(super) struct Buffer {
    rope: Rope,
}

impl Buffer {
    pub(super) fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    pub(super) fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    pub(super) fn text(&self) -> String {
        whole(&self.rope)
    }

    pub(super) fn shared(&self) -> Shared {
        self.rope.clone().into()
    }

    /// The text of a range; empty if it is out of bounds or splits a character.
    pub(super) fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        self.rope.get_byte_slice(range).map(Cow::from).unwrap_or_default()
    }

    /// Do these words stand at this byte?
    pub(super) fn has(&self, at: usize, words: &str) -> bool {
        let found = self.rope.get_byte_slice(at..at.saturating_add(words.len()));
        found.is_some_and(|found| found == words)
    }

    /// Both ends of the range are between characters.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        let place =
            |byte| self.rope.try_byte_to_char(byte).unwrap_or_else(|_| self.rope.len_chars());
        let (from, to) = (place(range.start), place(range.end));
        if from < to {
            self.rope.remove(from..to);
        }
        if !text.is_empty() {
            self.rope.insert(from, text);
        }
    }

    pub(super) fn paragraphs(&self) -> usize {
        self.rope.len_lines()
    }

    /// The beginning of each paragraph, as far as a limit in bytes goes.
    pub(super) fn heads(&self, most: usize) -> impl Iterator<Item = Cow<'_, str>> {
        self.rope.lines().map(move |line| {
            let end = line.try_byte_to_char(most).ok().filter(|_| most < line.len_bytes());
            let head = end.map_or(line, |end| line.slice(..end));
            match Cow::from(head) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim_end_matches('\n')),
                Cow::Owned(text) => Cow::Owned(text.trim_end_matches('\n').to_owned()),
            }
        })
    }

    pub(super) fn paragraph_of(&self, byte: usize) -> usize {
        self.rope.try_byte_to_line(byte).unwrap_or_else(|_| self.rope.len_lines() - 1)
    }

    /// The bytes of a paragraph without its line end.
    pub(super) fn paragraph(&self, index: usize) -> Range<usize> {
        let start = self.rope.try_line_to_byte(index).unwrap_or_else(|_| self.len());
        let next = self.rope.try_line_to_byte(index + 1).unwrap_or_else(|_| self.len());
        let ended = index + 1 < self.paragraphs();
        start..if ended { next - 1 } else { next }
    }

    pub(super) fn paragraph_at(&self, byte: usize) -> Range<usize> {
        self.paragraph(self.paragraph_of(byte))
    }

    pub(super) fn characters(&self, range: Range<usize>) -> usize {
        self.rope.get_byte_slice(range).map_or(0, |slice| slice.len_chars())
    }

    /// The start of the character that `byte` is in.
    pub(super) fn floor_char(&self, byte: usize) -> usize {
        let byte = byte.min(self.len());
        self.rope
            .try_byte_to_char(byte)
            .and_then(|at| self.rope.try_char_to_byte(at))
            .unwrap_or_else(|_| self.len())
    }

    /// The start of the grapheme that `byte` is in.
    pub(super) fn floor(&self, byte: usize) -> usize {
        let byte = self.floor_char(byte);
        if self.is_boundary(byte) { byte } else { self.previous(byte) }
    }

    /// The first place between graphemes from `byte` on.
    pub(super) fn ceil(&self, byte: usize) -> usize {
        let byte = self.floor_char(byte);
        if self.is_boundary(byte) { byte } else { self.next(byte) }
    }

    fn is_boundary(&self, byte: usize) -> bool {
        let range = self.paragraph_at(byte);
        byte == range.end || self.ask(&range, byte, GraphemeCursor::is_boundary) != Some(false)
    }

    /// The end of the grapheme that begins at `byte`; a line end counts as one.
    pub(super) fn next(&self, byte: usize) -> usize {
        let range = self.paragraph_at(byte);
        if byte >= range.end {
            return (byte + 1).min(self.len());
        }
        self.ask(&range, byte, GraphemeCursor::next_boundary)
            .flatten()
            .map_or(range.end, |found| range.start + found)
    }

    /// The start of the grapheme that ends at `byte`.
    pub(super) fn previous(&self, byte: usize) -> usize {
        let range = self.paragraph_at(byte);
        if byte <= range.start {
            return byte.saturating_sub(1);
        }
        self.ask(&range, byte, GraphemeCursor::prev_boundary)
            .flatten()
            .map_or(range.start, |found| range.start + found)
    }

    /// Asks a cursor that stands at a byte of a paragraph, and feeds it the rope's pieces.
    fn ask<T>(
        &self,
        range: &Range<usize>,
        byte: usize,
        mut question: impl FnMut(&mut GraphemeCursor, &str, usize) -> Result<T, GraphemeIncomplete>,
    ) -> Option<T> {
        let paragraph: RopeSlice<'_> = self.rope.get_byte_slice(range.clone())?;
        let local = byte.checked_sub(range.start)?;
        let mut cursor = GraphemeCursor::new(local, paragraph.len_bytes(), true);
        let (mut chunk, mut start, ..) = paragraph.try_chunk_at_byte(local).ok()?;
        loop {
            let place = match question(&mut cursor, chunk, start) {
                Ok(found) => return Some(found),
                Err(GraphemeIncomplete::NextChunk) => start + chunk.len(),
                Err(GraphemeIncomplete::PrevChunk) => start.checked_sub(1)?,
                Err(GraphemeIncomplete::PreContext(end)) => {
                    let (context, from, ..) =
                        paragraph.try_chunk_at_byte(end.checked_sub(1)?).ok()?;
                    cursor.provide_context(context.get(..end - from)?, from);
                    continue;
                }
                Err(GraphemeIncomplete::InvalidOffset) => return None,
            };
            let (other, from, ..) = paragraph.try_chunk_at_byte(place).ok()?;
            if from == start {
                return None;
            }
            (chunk, start) = (other, from);
        }
    }

    /// The end of the word at or after `byte`; at a paragraph's end the start of the next one.
    pub(super) fn word_right(&self, byte: usize) -> usize {
        let end = self.paragraph_at(byte).end;
        if byte >= end {
            return (byte + 1).min(self.len());
        }
        let mut window = WORD_WINDOW;
        loop {
            let to = self.floor_char(end.min(byte.saturating_add(window)));
            let text = self.slice(byte..to);
            let word = text.split_word_bound_indices().find(|(_, piece)| is_word(piece));
            let found = word.map_or(to, |(at, piece)| byte + at + piece.len());
            if found < to || to == end {
                return self.ceil(found);
            }
            window = window.saturating_mul(4);
        }
    }

    /// The start of the word at or before `byte`; at a paragraph's start the end of the one above.
    pub(super) fn word_left(&self, byte: usize) -> usize {
        let start = self.paragraph_at(byte).start;
        if byte <= start {
            return byte.saturating_sub(1);
        }
        let mut window = WORD_WINDOW;
        loop {
            let from = self.floor_char(start.max(byte.saturating_sub(window)));
            let text = self.slice(from..byte);
            // Forward only: from behind, a long run of flags would be counted again for each of them.
            let words = text.split_word_bound_indices().filter(|(_, piece)| is_word(piece));
            let word = words.fold(None, |_, word| Some(word));
            let found = word.map_or(from, |(at, _)| from + at);
            if found > from || from == start {
                return self.floor(found);
            }
            window = window.saturating_mul(4);
        }
    }

    /// The word, the blanks or the sign at `byte`; at a paragraph's end the last one.
    pub(super) fn word_at(&self, byte: usize) -> Range<usize> {
        let range = self.paragraph_at(byte);
        let mut window = WORD_WINDOW;
        loop {
            let from = self.floor_char(range.start.max(byte.saturating_sub(window)));
            let to = self.floor_char(range.end.min(byte.saturating_add(window)));
            let text = self.slice(from..to);
            let mut pieces = text.split_word_bound_indices();
            let found = pieces
                .find(|(at, piece)| {
                    byte < from + at + piece.len() || from + at + piece.len() == range.end
                })
                .map_or(byte..byte, |(at, piece)| from + at..from + at + piece.len());
            let cut =
                (found.start == from && from > range.start) || (found.end == to && to < range.end);
            if !cut {
                return self.floor(found.start)..self.ceil(found.end);
            }
            window = window.saturating_mul(4);
        }
    }

    /// The words of `text` if it stood in place of a range; a word that goes on before or after it
    /// counts. The difference of two texts in one place is that of the whole.
    pub(super) fn words_if(&self, range: &Range<usize>, text: &str) -> usize {
        let end = self.rope.len_chars();
        let place = |byte| self.rope.try_byte_to_char(byte).unwrap_or(end);
        let mut left = self.rope.chars_at(place(range.start));
        left.reverse();
        let right = self.rope.chars_at(place(range.end));
        // One letter stands for the rest of a word: how long it is does not matter.
        let letter = |goes_on: bool| if goes_on { "a" } else { "" };
        let mut counter = Counter::default();
        for piece in [letter(goes_on(left)), text, letter(goes_on(right))] {
            counter.add(piece);
        }
        counter.words()
    }
}

/// Is there a letter or a digit before the first blank?
fn goes_on(mut chars: impl Iterator<Item = char>) -> bool {
    chars.find(|c| c.is_whitespace() || c.is_alphanumeric()).is_some_and(char::is_alphanumeric)
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_end_at_line_feeds_alone() {
        let buffer = Buffer::new("satu\n\ndua\u{2028}tiga\r\n");
        assert_eq!(buffer.paragraphs(), 4);
        let texts: Vec<_> =
            (0..4).map(|index| buffer.slice(buffer.paragraph(index)).into_owned()).collect();
        assert_eq!(texts, ["satu", "", "dua\u{2028}tiga\r", ""]);
        assert_eq!([0, 4, 5, 6, 22].map(|byte| buffer.paragraph_of(byte)), [0, 0, 1, 2, 3]);
        assert_eq!(Buffer::new("").paragraph(0), 0..0);
        assert_eq!(Buffer::new("a").paragraph(9), 1..1);
    }

    #[test]
    fn graphemes_are_whole_across_the_pieces_of_the_rope() {
        let mut text = "🇮🇩👩‍👩‍👧e\u{301}".repeat(700);
        text.push('\n');
        text.push_str(&"z\u{30d}".repeat(900));
        let buffer = Buffer::new(&text);
        let mut bounds: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        bounds.push(text.len());
        for pair in bounds.windows(2) {
            let [from, to] = pair else { unreachable!() };
            assert_eq!(buffer.next(*from), *to);
            assert_eq!(buffer.previous(*to), *from);
            for inner in (from + 1..*to).filter(|at| text.is_char_boundary(*at)) {
                assert_eq!((buffer.floor(inner), buffer.ceil(inner)), (*from, *to));
            }
        }
    }

    #[test]
    fn words_are_found_on_both_sides() {
        let buffer = Buffer::new("Rapat, (pleno)\nusai");
        assert_eq!([0, 5, 7, 13, 14, 15].map(|at| buffer.word_right(at)), [5, 13, 13, 14, 15, 19]);
        assert_eq!([19, 15, 14, 8, 5, 0].map(|at| buffer.word_left(at)), [15, 14, 8, 0, 0, 0]);
        assert_eq!(buffer.word_at(9), 8..13);
        assert_eq!(buffer.word_at(6), 6..7);
        assert_eq!(buffer.word_at(14), 13..14);
        assert_eq!(buffer.word_at(19), 15..19);
        assert_eq!(Buffer::new("").word_at(0), 0..0);
        let long = "a".repeat(3_000);
        let buffer = Buffer::new(&format!("{long} b"));
        assert_eq!(buffer.word_right(1), 3_000);
        assert_eq!(buffer.word_left(2_999), 0);
        assert_eq!(buffer.word_at(1_500), 0..3_000);
    }

    #[test]
    fn words_have_a_letter_or_a_digit() {
        let buffer = Buffer::new("Mesuji, 21 Oktober — “rapat”");
        assert_eq!(crate::text::words::count(&buffer.text()), 4);
        for (range, text, want) in [(2..3, "s", 1), (2..3, " ", 2), (7..8, "", 1), (7..7, "", 1)] {
            assert_eq!(buffer.words_if(&range, text), want, "{range:?} {text:?}");
        }
        assert_eq!(buffer.words_if(&(19..22), ""), 0);
    }
}
