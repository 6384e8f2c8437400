//! Pasted text as text: one kind of line end, no terminal sequences, no controls.

use crate::domain::characters::split_plain;

/// A sequence that has not ended after so many bytes is not one.
const LONGEST: usize = 4096;

/// More pasted text than this is refused, in bytes; the desk takes no longer body.
pub const LONGEST_PASTE: usize = 16 << 20;

/// What was pasted, and how much of it was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    pub text: String,
    /// Whole terminal sequences: colours, links, titles.
    pub sequences: usize,
    /// Other control characters.
    pub controls: usize,
    /// The size of a paste that was too long: then there is no text.
    pub refused: Option<usize>,
}

/// Line ends become LF; sequences and controls go, and are counted.
pub fn clean(raw: &str) -> Pasted {
    if raw.len() > LONGEST_PASTE {
        return Pasted { refused: Some(raw.len()), ..Pasted::default() };
    }
    let mut pasted = Pasted { text: String::with_capacity(raw.len()), ..Pasted::default() };
    let doubled = is_doubled(raw);
    let mut rest = raw;
    loop {
        let (plain, special) = split_plain(rest);
        pasted.text.push_str(plain);
        rest = special;
        let Some(c) = rest.chars().next() else { break };
        let mut taken = c.len_utf8();
        match c {
            '\r' => {
                pasted.text.push('\n');
                let pair = if doubled { "\r\r" } else { "\r\n" };
                taken = if rest.starts_with(pair) { 2 } else { 1 };
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' => pasted.text.push('\n'),
            _ if c.is_control() => match sequence(rest) {
                Some(length) => {
                    pasted.sequences += 1;
                    taken = length;
                }
                None => pasted.controls += 1,
            },
            _ => pasted.text.push(c),
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    pasted
}

/// Did every line end become two? Terminals send CR for LF, and tmux does so for both halves of
/// CRLF. Pairs alone prove nothing: a blank line between paragraphs is a pair, too, and halving
/// it would join them. Pairs of pairs show that even blank lines were doubled.
fn is_doubled(raw: &str) -> bool {
    if raw.contains('\n') {
        return false;
    }
    let mut quads = false;
    let mut run = 0_usize;
    for byte in raw.bytes().chain([0]) {
        if byte == b'\r' {
            run += 1;
            continue;
        }
        if run % 2 == 1 {
            return false;
        }
        quads |= run >= 4;
        run = 0;
    }
    quads
}

/// The length of the sequence that `rest` begins with, if it is whole.
fn sequence(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let (kind, head) = match chars.next()? {
        '\u{1b}' => {
            let next = chars.next()?;
            (next, 1 + next.len_utf8())
        }
        // The one-character forms stand for ESC and a character 64 below.
        c @ '\u{80}'..='\u{9f}' => (char::from_u32(u32::from(c) - 0x40)?, c.len_utf8()),
        _ => return None,
    };
    let body = rest.get(head..)?;
    let length = match kind {
        '[' => control_sequence(body)?,
        ']' | 'P' | 'X' | '^' | '_' => control_string(body)?,
        // Choice of a character set: `tput sgr0` writes it.
        '(' | ')' | '*' | '+' | '-' | '.' | '/' | '#' | '%' if rest.starts_with('\u{1b}') => {
            body.bytes().next().filter(|byte| (0x30..0x7f).contains(byte)).map(|_| 1)?
        }
        _ => return None,
    };
    Some(head + length)
}

fn control_sequence(body: &str) -> Option<usize> {
    let last = body.bytes().take(LONGEST).position(|byte| !(0x20..0x40).contains(&byte))?;
    let last_byte = body.as_bytes().get(last)?;
    (0x40..0x7f).contains(last_byte).then_some(last + 1)
}

/// Up to BEL, `ESC \` or its one-character form, on the same line.
fn control_string(body: &str) -> Option<usize> {
    let mut chars = body.char_indices();
    while let Some((at, c)) = chars.next().filter(|(at, _)| *at < LONGEST) {
        match c {
            '\u{7}' | '\u{9c}' => return Some(at + c.len_utf8()),
            '\u{1b}' => return chars.next().filter(|(_, c)| *c == '\\').map(|(at, _)| at + 1),
            '\n' | '\r' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(raw: &str, want: &str, sequences: usize, controls: usize) {
        assert_eq!(
            clean(raw),
            Pasted { text: want.to_owned(), sequences, controls, refused: None }
        );
    }

    #[test]
    fn line_ends_are_one_kind() {
        check("satu\r\ndua\rtiga\nempat", "satu\ndua\ntiga\nempat", 0, 0);
        check("a\u{2028}b\u{2029}c\u{85}d", "a\nb\nc\nd", 0, 0);
        check("a\r\n\r\nb", "a\n\nb", 0, 0);
        check("\r\r\n", "\n\n", 0, 0);
    }

    #[test]
    fn a_blank_line_is_no_doubled_line_end() {
        check("paragraf\r\rparagraf", "paragraf\n\nparagraf", 0, 0);
        check("a\r\rb\r\r\r\rc\r\r", "a\nb\n\nc\n", 0, 0);
        check("a\rb\r\r\r\rc", "a\nb\n\n\n\nc", 0, 0);
        check("a\r\rb\r\r\r\rc\n", "a\n\nb\n\n\n\nc\n", 0, 0);
    }

    #[test]
    fn sequences_go_whole() {
        check("\u{1b}[31mmerah\u{1b}[0m", "merah", 2, 0);
        check("\u{1b}[38;2;1;2;3mx\u{1b}[?25l", "x", 2, 0);
        check("\u{9b}31mmerah", "merah", 1, 0);
        check("a\u{1b}]8;;https://situs\u{1b}\\b\u{1b}]8;;\u{7}c", "abc", 2, 0);
        check("\u{1b}]52;c;cm0=\u{9c}x\u{9d}0;judul\u{7}y", "xy", 2, 0);
        check("\u{1b}P1$r0m\u{1b}\\x\u{1b}_apc\u{1b}\\y", "xy", 2, 0);
        check("\u{1b}(Bx", "x", 1, 0);
        check("\u{1b}[201~rm", "rm", 1, 0);
    }

    #[test]
    fn what_is_no_sequence_loses_its_control_alone() {
        check("\u{1b}", "", 0, 1);
        check("\u{1b}Halo", "Halo", 0, 1);
        check("\u{1b}[", "[", 0, 1);
        check("\u{1b}[3é", "[3é", 0, 1);
        check("\u{1b}]0;tanpa akhir\nbaris", "]0;tanpa akhir\nbaris", 0, 1);
        check("\u{1b}]0;a\u{1b}[1mb", "]0;ab", 1, 1);
        check("\u{0}a\u{7}b\u{7f}c\u{8}\u{c}", "abc", 0, 5);
        check("a\tb", "a\tb", 0, 0);
        let long = format!("\u{1b}]0;{}\u{7}", "x".repeat(LONGEST));
        assert_eq!(clean(&long).controls, 2);
    }

    #[test]
    fn what_is_too_long_is_not_looked_at() {
        let mut raw = "a".repeat(LONGEST_PASTE + 1);
        let pasted = clean(&raw);
        assert_eq!((pasted.text.len(), pasted.refused), (0, Some(LONGEST_PASTE + 1)));
        raw.pop();
        assert_eq!(clean(&raw).text.len(), LONGEST_PASTE);
    }

    #[test]
    fn a_large_and_hostile_paste_takes_no_long_time() {
        let raw = "\u{1b}]0;".repeat(100_000);
        assert_eq!(clean(&raw).controls, 100_000);
    }

    proptest! {
        #[test]
        fn plain_text_stays_as_it_is(text in "[a-z “”é日\n\t]{0,60}") {
            prop_assert_eq!(clean(&text).text, text);
        }

        #[test]
        fn no_control_is_left_and_a_second_time_changes_nothing(
            raw in "(\\PC|\\pC|[\u{1b}\\[\\]0-9;m\u{7}\\\\\r\n\u{9b}\u{9c}]){0,60}",
        ) {
            let once = clean(&raw).text;
            prop_assert!(once.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
            prop_assert_eq!(&clean(&once).text, &once);
        }
    }
}
