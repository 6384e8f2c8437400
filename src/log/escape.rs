//! Text for a log or a crash file: on one line, of bounded length, with nothing that a terminal
//! obeys when somebody looks at the file.

use std::fmt::Write as _;

use crate::domain::characters::{Class, class};

/// `text` on one line of at most about `longest` bytes.
pub(super) fn line(text: &str, longest: usize) -> String {
    let mut out = String::with_capacity(text.len().min(longest));
    for c in text.chars() {
        if out.len() >= longest {
            out.push('…');
            break;
        }
        if c == '\n' || c == '\t' || class(c) >= Class::Dangerous {
            // Writing into memory cannot fail.
            let _infallible = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A panic's message without what it quotes: a failed cut of a text quotes the text, and a draft
/// is nobody's business but its writers'.
pub(super) fn unquoted(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut quote = None;
    for c in message.chars() {
        match quote {
            Some(end) if c == end => {
                quote = None;
                out.push(c);
            }
            Some(_) => {}
            None => {
                out.push(c);
                if matches!(c, '`' | '"') {
                    quote = Some(c);
                    out.push('…');
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_short_and_obeyed_by_nothing() {
        for (text, want) in [
            ("biasa – “baik” é", "biasa – “baik” é"),
            ("a\nb\tc\r", r"a\u{a}b\u{9}c\u{d}"),
            ("\x1b[2J\u{9b}\u{202e}\u{200b}", r"\u{1b}[2J\u{9b}\u{202e}\u{200b}"),
            ("0123456789abc", "0123456789…"),
            ("0123456789", "0123456789"),
        ] {
            assert_eq!(line(text, if text.starts_with('0') { 10 } else { 99 }), want);
        }
    }

    #[test]
    fn a_message_loses_what_it_quotes() {
        for (message, want) in [
            ("index out of bounds: the len is 3", "index out of bounds: the len is 3"),
            (
                "byte index 3 is inside 'é' of `Harga beras naik`",
                "byte index 3 is inside 'é' of `…`",
            ),
            ("called `f()` on an `Err` value: \"Wali kota", "called `…` on an `…` value: \"…"),
            ("``", "`…`"),
        ] {
            assert_eq!(unquoted(message), want);
        }
    }

    #[test]
    fn the_real_panic_of_a_cut_text_is_masked() {
        let text = String::from("Kafé dibuka lagi");
        let panic = std::panic::catch_unwind(|| text.split_at(4).0.len()).unwrap_err();
        let message = panic.downcast_ref::<String>().map_or("", String::as_str);
        assert!(!unquoted(message).contains("dibuka"), "{message}");
    }
}
