//! JSON for programs, safe on a terminal too.

use std::fmt::Write as _;

use serde::Serialize;

use crate::domain::characters::{self, Class};

/// One document and a line end. On a terminal it is indented, and what the terminal could obey
/// or the reader could not see is escaped; the data are the same.
pub fn document(value: &impl Serialize, is_terminal: bool) -> serde_json::Result<String> {
    let mut text = if is_terminal {
        escaped(&serde_json::to_string_pretty(value)?)
    } else {
        serde_json::to_string(value)?
    };
    text.push('\n');
    Ok(text)
}

/// Such characters stand only inside strings, where an escape says the same.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(characters::class(c), Class::Dangerous | Class::Forbidden) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                write!(out, "\\u{unit:04x}").unwrap_or_default();
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_escapes_and_a_pipe_the_data() {
        let value = ["\u{1b}[2J", "a\u{9b}b\u{202e}\u{7f}\u{e0041}", "é"];
        let shown = document(&value, true).unwrap();
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown}");
        assert!(shown.contains(r"a\u009bb\u202e\u007f\udb40\udc41"), "{shown}");
        let piped = document(&value, false).unwrap();
        assert!(piped.starts_with(r#"["\u001b[2J","#), "{piped}");
        for text in [shown, piped] {
            assert_eq!(serde_json::from_str::<Vec<String>>(&text).unwrap(), value);
        }
    }
}
