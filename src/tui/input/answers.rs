//! What a terminal answers to a question about itself, as far as it comes in as typed keys.
//!
//! Over a slow line an answer arrives long after the question, and the key reader takes it for
//! Alt+`]` and letters: it would stand in the article. Here is the grammar that tells an answer
//! from typing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::theme::{self, Scheme};

/// So long may Esc wait for what belongs to it: short, since people feel it.
const AFTER_ESC: u64 = 25;
/// A person can have pressed what came so far.
const AFTER_LITTLE: u64 = 60;
/// Nobody types this; a slow line may pause in it.
const AFTER_MUCH: u64 = 2000;
/// More parameters than any answer has.
const LONGEST: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is typing.
    Typing,
    /// It can become an answer: wait so many milliseconds for more.
    Open {
        patience: u64,
    },
    Answer(Option<Scheme>),
}

/// The characters that a terminal has sent for this key, if it is one that answers are made of.
pub(super) fn push_spelling(text: &mut String, key: &KeyEvent) -> bool {
    let held = key.modifiers.difference(KeyModifiers::SHIFT);
    match key.code {
        KeyCode::Esc if held.is_empty() => text.push('\u{1b}'),
        KeyCode::Char('g') if held == KeyModifiers::CONTROL => text.push('\u{7}'),
        KeyCode::Char(c) if held == KeyModifiers::ALT => text.extend(['\u{1b}', c]),
        KeyCode::Char(c) if held.is_empty() => text.push(c),
        _ => return false,
    }
    true
}

pub(super) fn judge(text: &str) -> Verdict {
    let Some(rest) = text.strip_prefix('\u{1b}') else { return Verdict::Typing };
    match rest.split_at_checked(1) {
        None if rest.is_empty() => Verdict::Open { patience: AFTER_ESC },
        Some(("]", rest)) => color(rest),
        Some(("[", rest)) => report(rest),
        _ => Verdict::Typing,
    }
}

/// `11;rgb:ffff/ffff/f4f4` and its end, after `ESC ]`; 10 is the colour of the text.
fn color(rest: &str) -> Verdict {
    for (head, is_ground) in [("11;rgb", true), ("10;rgb", false)] {
        if head.starts_with(rest) {
            let patience = if rest.len() < 3 { AFTER_LITTLE } else { AFTER_MUCH };
            return Verdict::Open { patience };
        }
        if let Some(rest) = rest.strip_prefix(head) {
            return channels(rest.strip_prefix('a').unwrap_or(rest), is_ground);
        }
    }
    Verdict::Typing
}

fn channels(rest: &str, is_ground: bool) -> Verdict {
    let open = Verdict::Open { patience: AFTER_MUCH };
    if rest.is_empty() {
        return open;
    }
    let Some(rest) = rest.strip_prefix(':') else { return Verdict::Typing };
    let (body, end) = match rest.find(['\u{7}', '\u{1b}']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let parts: Vec<_> = body.split('/').collect();
    let fits = |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let empty = parts.iter().filter(|part| part.is_empty()).count();
    let still_open = end.is_empty() && parts.last().is_some_and(|part| part.is_empty());
    if parts.len() > 4 || !parts.iter().all(fits) || empty > usize::from(still_open) {
        return Verdict::Typing;
    }
    match end {
        "" => open,
        _ if parts.len() < 3 => Verdict::Typing,
        "\u{1b}" => open,
        "\u{7}" | "\u{1b}\\" => Verdict::Answer(is_ground.then(|| scheme(&parts)).flatten()),
        _ => Verdict::Typing,
    }
}

fn scheme(parts: &[&str]) -> Option<Scheme> {
    let mut rgb = [0_u8; 3];
    for (channel, part) in rgb.iter_mut().zip(parts) {
        let most = (1_u32 << (4 * part.len())) - 1;
        let value = u32::from_str_radix(part, 16).ok()?;
        *channel = u8::try_from(value * 255 / most.max(1)).ok()?;
    }
    Some(theme::scheme_of(rgb))
}

/// `?62;22c` (what the terminal is) or `?997;1n` (dark or light), after `ESC [`.
fn report(rest: &str) -> Verdict {
    if rest.is_empty() {
        return Verdict::Open { patience: AFTER_LITTLE };
    }
    let Some(rest) = rest.strip_prefix('?') else { return Verdict::Typing };
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(rest.len());
    if rest.is_empty() {
        return Verdict::Open { patience: AFTER_LITTLE };
    }
    if end > LONGEST || !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Verdict::Typing;
    }
    match rest.split_at(end) {
        (_, "") => Verdict::Open { patience: AFTER_MUCH },
        ("997;1", "n") => Verdict::Answer(Some(Scheme::Dark)),
        ("997;2", "n") => Verdict::Answer(Some(Scheme::Light)),
        (_, "c" | "n") => Verdict::Answer(None),
        _ => Verdict::Typing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_typing() {
        #[track_caller]
        fn check(text: &str, want: Verdict) {
            assert_eq!(judge(text), want, "{text:?}");
        }
        let (light, dark) = (Some(Scheme::Light), Some(Scheme::Dark));
        for (text, scheme) in [
            ("\u{1b}]11;rgb:ffff/ffff/f4f4\u{1b}\\", light),
            ("\u{1b}]11;rgb:ff/ff/f4\u{7}", light),
            ("\u{1b}]11;rgb:0/0/0\u{7}", dark),
            ("\u{1b}]11;rgba:1515/1717/1C1C/ffff\u{7}", dark),
            ("\u{1b}]10;rgb:0000/0000/0000\u{7}", None),
            ("\u{1b}[?997;1n", dark),
            ("\u{1b}[?997;2n", light),
            ("\u{1b}[?62;22c", None),
            ("\u{1b}[?6c", None),
        ] {
            check(text, Verdict::Answer(scheme));
            for (at, _) in text.char_indices().skip(1) {
                let verdict = judge(text.get(..at).unwrap());
                assert!(matches!(verdict, Verdict::Open { .. }), "{text:?} until {at}");
            }
        }
        for text in [
            "",
            "a",
            "\u{1b}a",
            "\u{1b}]a",
            "\u{1b}]12",
            "\u{1b}]11,",
            "\u{1b}]11;rgbx",
            "\u{1b}]11;rgb:\u{7}",
            "\u{1b}]11;rgb:0//",
            "\u{1b}]11;rgb:00000",
            "\u{1b}]11;rgb:0/0\u{7}",
            "\u{1b}]11;rgb:0/0/0/0/",
            "\u{1b}]11;rgb:0/0/g",
            "\u{1b}]11;rgb:0/0/0\u{1b}x",
            "\u{1b}[1",
            "\u{1b}[?;",
            "\u{1b}[?1x",
            "\u{1b}[?c",
        ] {
            check(text, Verdict::Typing);
        }
        check("\u{1b}", Verdict::Open { patience: AFTER_ESC });
        check("\u{1b}]1", Verdict::Open { patience: AFTER_LITTLE });
        check("\u{1b}]11;", Verdict::Open { patience: AFTER_MUCH });
    }
}
