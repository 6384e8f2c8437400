//! The one checked slice: a byte range of a text, never a panic.

use std::ops::Range;

/// The part of `text` in `span`; empty if the span is out of bounds or splits a character.
pub fn slice(text: &str, span: Range<usize>) -> &str {
    text.get(span).unwrap_or_default()
}

/// Line and column, both from 1 and in characters, of a byte offset in `text`.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters_from_one() {
        assert_eq!(line_column("é\n“ab”", 6), (2, 2));
        assert_eq!(line_column("", 0), (1, 1));
        assert_eq!(slice("é", 0..1), "");
    }
}
