//! Where in its file a finding lies. Findings count from the beginning of their field; a file has
//! its fields somewhere, and a word processor's nowhere.

use std::ops::Range;

use crate::text::span::slice;

/// The bytes of the file that a span of a field stands for, if that is clear.
pub(super) fn in_file(file: &str, field: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let begins = field.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let ends = field.get(span.start..)?.find('\n').map_or(field.len(), |at| span.start + at);
    let words = slice(field, span.clone());
    let fits = |start: usize| {
        let range = start..start + span.len();
        (file.get(range.clone()) == Some(words)).then_some(range)
    };
    let line = slice(field, begins..ends);
    if let Some(found) = only(file, line).and_then(|at| fits(at + span.start - begins)) {
        return Some(found);
    }
    // The line begins or ends otherwise in the file: its dateline was taken out of it, or marks
    // stand around it.
    only(file, words).and_then(fits)
}

/// The one place of some words.
fn only(file: &str, words: &str) -> Option<usize> {
    let mut places = file.match_indices(words).map(|(at, _)| at);
    let first = places.next().filter(|_| !words.trim().is_empty())?;
    places.next().is_none().then_some(first)
}

/// A range as SARIF has it: lines and columns from 1, the end behind the last character, and the
/// same in characters and bytes from the beginning.
pub(super) struct Region {
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
    pub(super) characters: Range<usize>,
    pub(super) bytes: Range<usize>,
}

impl Region {
    pub(super) fn of(text: &str, bytes: Range<usize>) -> Self {
        use crate::text::span::line_column;
        let count = |upto: usize| slice(text, 0..upto).chars().count();
        Self {
            start: line_column(text, bytes.start),
            end: line_column(text, bytes.end),
            characters: count(bytes.start)..count(bytes.end),
            bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_field_is_found_in_its_file() {
        #[track_caller]
        fn check(file: &str, field: &str, span: Range<usize>, want: Option<&str>) {
            let found = in_file(file, field, &span);
            assert_eq!(found.map(|range| slice(file, range)), want, "{span:?}");
        }
        let file = "Judul é\n\nMesuji, 1 Mei 2025 – Satu dua.\n\nTiga dua.\nTiga dua.\n";
        let field = "Satu dua.\n\nTiga dua.\nTiga dua.";
        check(file, field, 0..4, Some("Satu"));
        check(file, "Judul é", 6..8, Some("é"));
        // Twice the same line: nobody knows which.
        check(file, field, 11..15, None);
        check(file, field, 40..50, None);
        let region = Region::of(file, 6..8);
        assert_eq!((region.start, region.end), ((1, 7), (1, 8)));
        assert_eq!((region.characters, region.bytes), (6..7, 6..8));
    }
}
