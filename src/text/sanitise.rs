//! Text from outside into NFC and LF, without the characters that are never text.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::domain::characters::{Class, class, split_plain};
use crate::domain::room::room;

/// How many places of dangerous characters are kept; all are counted.
const PLACES: usize = 1_000;

/// A text as the desk keeps it, and what was done to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    pub text: String,
    /// Forbidden characters that were dropped.
    pub dropped: usize,
    pub nfc_changed: bool,
    pub newlines_changed: bool,
    /// The first dangerous characters, by byte offset in `text`: kept, to be shown and asked about.
    pub dangerous: Vec<(usize, char)>,
    /// All dangerous characters.
    pub dangerous_count: usize,
}

/// Without line ends around it; a long text is not copied for that.
pub fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_end_matches('\n').len());
    let before = text.len() - text.trim_start_matches('\n').len();
    text.drain(..before);
    text
}

/// Brings `raw` into the one form that the desk stores. A leading byte order mark says how the
/// file was written and is no part of the text.
pub fn clean(raw: &str) -> Cleaned {
    let raw = raw.strip_prefix('\u{feff}').unwrap_or(raw);
    let mut cleaned = Cleaned::default();
    let mut lines = String::with_capacity(room(raw.len()));
    let mut rest = raw;
    loop {
        let (plain, special) = split_plain(rest);
        lines.push_str(plain);
        let mut chars = special.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        match c {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                lines.push('\n');
                cleaned.newlines_changed = true;
            }
            // A form feed or a vertical tab stands between words: dropped, it would join them.
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                lines.push('\n');
                cleaned.newlines_changed = true;
            }
            _ if class(c) == Class::Forbidden => cleaned.dropped += 1,
            _ => lines.push(c),
        }
    }
    // A line end joins with nothing, and plain letters have one form.
    cleaned.nfc_changed = !lines.split('\n').all(|line| line.is_ascii() || is_nfc(line));
    cleaned.text = if cleaned.nfc_changed { lines.nfc().collect() } else { lines };
    let mut start = 0;
    for line in cleaned.text.split('\n') {
        let signs = if line.is_ascii() { "" } else { line }.char_indices();
        for (at, c) in signs.filter(|(_, c)| !c.is_ascii() && class(*c) == Class::Dangerous) {
            cleaned.dangerous_count += 1;
            if cleaned.dangerous.len() < PLACES {
                cleaned.dangerous.push((start + at, c));
            }
        }
        start += line.len() + 1;
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, text: &str, dropped: usize, nfc: bool, newlines: bool) {
        let got = clean(raw);
        assert_eq!(
            (got.text.as_str(), got.dropped, got.nfc_changed, got.newlines_changed),
            (text, dropped, nfc, newlines),
            "{raw:?}"
        );
    }

    #[test]
    fn line_ends_and_letters_have_one_form() {
        check("satu\r\ndua\rtiga\n", "satu\ndua\ntiga\n", 0, false, true);
        check("a\u{85}b\u{2028}c\u{2029}d\u{c}e", "a\nb\nc\nd\ne", 0, false, true);
        check("Cafe\u{301}", "Café", 0, true, false);
        check("\u{feff}Kabar", "Kabar", 0, false, false);
        check("\u{1b}[31mMerah\u{7}\u{fffe}", "[31mMerah", 3, false, false);
        check("tetap\u{a0}“apa adanya”", "tetap\u{a0}“apa adanya”", 0, false, false);
    }

    #[test]
    fn dangerous_characters_stay_and_are_told() {
        let got = clean("ab\u{202e}c\u{feff}");
        assert_eq!(got.text, "ab\u{202e}c\u{feff}");
        assert_eq!(got.dangerous, [(2, '\u{202e}'), (6, '\u{feff}')]);
        assert_eq!(clean(&"\u{200b}".repeat(3_000)).dangerous_count, 3_000);
    }
}
