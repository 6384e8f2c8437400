//! One visual row: where it ends, by the rules of line breaking (UAX #14).
//!
//! A row depends on its start and on what follows, never on what is before it. So a change in a
//! paragraph spoils only the rows that read as far as the change.

mod plain;

use unicode_linebreak::linebreaks;

use crate::text::cell;

/// A row that begins where the text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub(super) end: usize,
    /// How far the text was read to know the end.
    pub(super) reach: usize,
}

/// The first row of `text`, which is a part of a paragraph from a row's start on; none if more of
/// the paragraph must be known. `whole`: the paragraph ends with `text`.
pub(super) fn first_row(text: &str, whole: bool, columns: usize) -> Option<End> {
    let columns = columns.max(1);
    plain::row(text, columns).or_else(|| any_row(text, whole, columns))
}

fn any_row(text: &str, whole: bool, columns: usize) -> Option<End> {
    // The end of the text is no break: the caller knows whether a paragraph ends there.
    let mut breaks = linebreaks(text).map(|(at, _)| at).filter(|at| *at < text.len()).peekable();
    let (mut used, mut at_break, mut split, mut before) = (0, None, None, "");
    let mut after = 0;
    for grapheme in cell::graphemes(text) {
        let at = after;
        after += grapheme.len();
        if !whole && after == text.len() {
            return None;
        }
        while breaks.next_if(|place| *place < at).is_some() {}
        if at > 0 {
            if breaks.peek() == Some(&at) {
                at_break = Some(at);
            } else if used <= columns && used * 2 >= columns && !clings(before, grapheme) {
                split = Some(at);
            }
        }
        let width = cell::shown(grapheme, used).1;
        // Blanks hang over the edge.
        if at > 0 && used + width > columns && !hangs(grapheme) {
            return Some(End { end: at_break.or(split).unwrap_or(at), reach: after });
        }
        used += width;
        before = grapheme;
    }
    whole.then_some(End { end: text.len(), reach: text.len() })
}

/// A blank at which a row may end. Those that forbid a break are not among them.
pub(super) fn hangs(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let blank = matches!(
        chars.next(),
        Some(
            ' '
            | '\t'
            | '\u{1680}'
            | '\u{2000}'..='\u{2006}'
            | '\u{2008}'..='\u{200a}'
            | '\u{205f}'
            | '\u{3000}',
        )
    );
    blank && chars.next().is_none()
}

/// Do two graphemes belong together even in a word that is too wide for a row?
fn clings(before: &str, after: &str) -> bool {
    before.chars().next_back().is_some_and(opens) || after.chars().next().is_some_and(closes)
}

pub(super) fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '¿' | '¡')
        || matches!(c, '「' | '『' | '（' | '［' | '【' | '《' | '〈' | '〔')
}

pub(super) fn closes(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '”' | '’' | '»' | '›' | '%')
        || matches!(
            c,
            '。' | '、' | '，' | '．' | '」' | '』' | '）' | '］' | '】' | '》' | '〉' | '〕'
        )
        || matches!(c, '…' | '！' | '？' | '：' | '；' | '،' | '؛' | '؟')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, columns: usize) -> Vec<&str> {
        let (mut rest, mut rows) = (text, Vec::new());
        loop {
            let end = first_row(rest, true, columns).unwrap().end;
            let (row, below) = rest.split_at(end);
            rows.push(row);
            rest = below;
            if rest.is_empty() {
                return rows;
            }
        }
    }

    #[test]
    fn rows_break_where_a_reader_expects_it() {
        #[track_caller]
        fn check(text: &str, columns: usize, want: &[&str]) {
            assert_eq!(rows(text, columns), want, "{text:?} at {columns}");
        }
        check("", 5, &[""]);
        check("satu dua tiga", 8, &["satu dua ", "tiga"]);
        check("satu    dua", 4, &["satu    ", "dua"]);
        check("(ya), tidak", 5, &["(ya), ", "tidak"]);
        check("kata (dalam) kurung.", 6, &["kata ", "(dala", "m) ", "kurun", "g."]);
    }

    #[test]
    fn a_word_wider_than_the_row_is_split_between_graphemes() {
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("日本語", 3), ["日", "本", "語"]);
        assert_eq!(rows("👩‍🌾👩‍🌾", 1), ["👩‍🌾", "👩‍🌾"]);
        // A mark takes the letter before it along.
        assert_eq!(rows("abcd.”", 4), ["abc", "d.”"]);
        assert_eq!(rows("\u{202e}\u{202e}", 3), ["\u{202e}", "\u{202e}"]);
    }

    #[test]
    fn an_unfinished_text_is_not_guessed_at() {
        assert_eq!(first_row("satu dua", false, 8), None);
        assert_eq!(first_row("satu dua ", false, 8), None);
        assert_eq!(first_row("satu dua tig", false, 8), Some(End { end: 9, reach: 10 }));
        assert_eq!(first_row("", false, 8), None);
    }
}
