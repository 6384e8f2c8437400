//! How much room a grapheme takes on a grid of cells, and what is drawn there.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::characters::{self, Class, TAB};

const BLANKS: &str = "    ";
/// What a mark stands on that has no letter.
const BASE: char = '◌';

/// What a terminal may show of a grapheme that begins in `column`, and its width there: at least
/// one cell, so that a caret can stand on it.
pub fn shown(grapheme: &str, column: usize) -> (Cow<'_, str>, usize) {
    if let [0x20..=0x7e] = grapheme.as_bytes() {
        return (Cow::Borrowed(grapheme), 1);
    }
    if grapheme == "\t" {
        let width = TAB - column % TAB;
        return (Cow::Borrowed(BLANKS.get(..width).unwrap_or(BLANKS)), width);
    }
    if is_plain(grapheme) {
        let width = grapheme.width();
        if width > 0 {
            return (Cow::Borrowed(grapheme), width);
        }
    }
    let mut text = String::new();
    characters::show(grapheme, &mut text);
    if text.width() == 0 {
        text.insert(0, BASE);
    }
    let width = text.width().max(1);
    (if text == grapheme { Cow::Borrowed(grapheme) } else { Cow::Owned(text) }, width)
}

/// The graphemes of a text. What stands between ASCII needs no table, and that is nearly all.
pub fn graphemes(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let length = match rest.as_bytes() {
            [0x20..=0x7e] | [0x20..=0x7e, ..=0x7f, ..] => 1,
            _ => rest.graphemes(true).next()?.len(),
        };
        let (first, others) = rest.split_at_checked(length)?;
        rest = others;
        Some(first)
    })
}

/// One or two characters without anything to mark, as nearly all are.
fn is_plain(grapheme: &str) -> bool {
    grapheme.chars().nth(2).is_none()
        && grapheme.chars().all(|c| characters::class(c) == Class::Plain && !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grapheme_has_its_room() {
        for (grapheme, column, want, width) in [
            ("a", 0, "a", 1),
            ("日", 3, "日", 2),
            ("e\u{301}", 0, "e\u{301}", 1),
            ("ｶﾞ", 0, "ｶﾞ", 2),
            ("\t", 0, "    ", 4),
            ("\t", 3, " ", 1),
            ("\u{301}", 0, "◌\u{301}", 1),
            ("\u{34f}", 0, "◌\u{34f}", 1),
            ("\u{1b}", 0, "⟦U+001B⟧", 8),
            ("\u{202e}", 0, "⟦RLO⟧", 5),
            ("\u{a0}", 0, "\u{a0}", 1),
            ("👩\u{200d}🌾", 0, "👩\u{200d}🌾", 2),
            ("🇮🇩", 0, "🇮🇩", 2),
        ] {
            assert_eq!(shown(grapheme, column), (Cow::Borrowed(want), width), "{grapheme:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_finds_the_same_graphemes(text in "([ a-c\\r\\n\\t]|e\u{301}|🇮|👩\u{200d}|🌾|日|\u{1b}){0,12}") {
            proptest::prop_assert!(graphemes(&text).eq(UnicodeSegmentation::graphemes(&*text, true)));
        }

        #[test]
        fn nothing_harmful_is_shown_as_itself(c in proptest::char::any()) {
            let text = c.to_string();
            let (cell, width) = shown(&text, 0);
            proptest::prop_assert!(width > 0);
            let marked = cell.starts_with('⟦');
            let harmful = matches!(characters::class(c), Class::Dangerous | Class::Forbidden);
            proptest::prop_assert!(marked || !harmful, "{c:?}");
        }
    }
}
