//! Which keys reach a program in a plain xterm-256color, and which never do.
//!
//! What a terminal sends for Ctrl and a letter is one byte, and five of these bytes belong to
//! other keys. With Alt it sends ESC first, and ESC with some characters begins a message of the
//! terminal's own. What window managers and terminals keep for themselves counts as not sent.

use super::super::action::Context;
use super::super::input::{Code, KeyPress};

/// Why a key cannot stand for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undelivered {
    /// It comes as this other key.
    Same(&'static str),
    Unsent,
    /// It is the beginning of a message of the terminal.
    Reserved,
    /// It types a letter here.
    Letter,
}

pub fn check(press: KeyPress, context: Context) -> Result<(), Undelivered> {
    let KeyPress { code, ctrl, alt, shift } = press;
    let bare = !ctrl && !alt && !shift;
    let fits = match code {
        Code::Char(_) if bare && context.types() => return Err(Undelivered::Letter),
        Code::Char(_) if bare => true,
        // Ctrl with Alt is AltGr on Windows, and turns desktops on others.
        _ if ctrl && alt => false,
        Code::Char(c) if ctrl => return with_ctrl(c, shift),
        Code::Char(c) => return with_alt(c, shift),
        Code::F(number) => number <= 12 && !alt,
        Code::Enter | Code::Esc | Code::Insert => bare,
        Code::Tab => !ctrl && !alt,
        Code::Backspace if ctrl || shift => return Err(Undelivered::Same("backspace")),
        // The terminal scrolls its own lines with these.
        Code::PageUp | Code::PageDown => !shift,
        Code::Backspace
        | Code::Delete
        | Code::Home
        | Code::End
        | Code::Left
        | Code::Right
        | Code::Up
        | Code::Down => true,
    };
    if fits { Ok(()) } else { Err(Undelivered::Unsent) }
}

fn with_ctrl(c: char, shift: bool) -> Result<(), Undelivered> {
    match c {
        _ if shift => Err(Undelivered::Unsent),
        'h' => Err(Undelivered::Same("backspace")),
        'i' => Err(Undelivered::Same("tab")),
        'j' | 'm' => Err(Undelivered::Same("enter")),
        '[' => Err(Undelivered::Same("esc")),
        'a'..='z' | ' ' => Ok(()),
        _ => Err(Undelivered::Unsent),
    }
}

fn with_alt(c: char, shift: bool) -> Result<(), Undelivered> {
    match c {
        'o' | 'p' | 'x' if shift => Err(Undelivered::Reserved),
        '[' | ']' | '\\' | '^' | '_' => Err(Undelivered::Reserved),
        '!'..='~' => Ok(()),
        _ => Err(Undelivered::Unsent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_never_come_are_known() {
        #[track_caller]
        fn check(keys: &[&str], want: Result<(), Undelivered>) {
            for key in keys {
                let press = key.parse().unwrap();
                assert_eq!(super::check(press, Context::List), want, "{key}");
            }
        }
        check(
            &["ctrl-h", "ctrl-backspace", "shift-backspace"],
            Err(Undelivered::Same("backspace")),
        );
        check(&["ctrl-i"], Err(Undelivered::Same("tab")));
        check(&["ctrl-j", "ctrl-m"], Err(Undelivered::Same("enter")));
        check(&["ctrl-["], Err(Undelivered::Same("esc")));
        check(&["alt-[", "alt-]", "alt-\\", "alt-O", "alt-shift-p"], Err(Undelivered::Reserved));
        check(
            &["ctrl-shift-x", "shift-enter", "ctrl-enter", "alt-enter"],
            Err(Undelivered::Unsent),
        );
        check(&["ctrl-tab", "alt-tab", "ctrl-1", "ctrl-/", "ctrl-alt-a"], Err(Undelivered::Unsent));
        check(&["shift-pgup", "shift-insert", "alt-f4", "f13"], Err(Undelivered::Unsent));
        check(&["alt-space", "alt-é", "shift-esc", "ctrl-alt-left"], Err(Undelivered::Unsent));
        check(&["a", "G", "/", "space", "enter", "esc", "tab", "shift-tab", "f1", "f12"], Ok(()));
        check(&["shift-f8", "ctrl-f5", "ctrl-c", "ctrl-space", "alt-1", "alt-shift-b"], Ok(()));
        check(&["ctrl-left", "ctrl-shift-home", "alt-up", "ctrl-pgdn", "alt-backspace"], Ok(()));
    }

    #[test]
    fn letters_are_letters_where_text_is_typed() {
        for context in Context::ALL {
            for key in ["a", "G", "/", "space", "é"] {
                let found = check(key.parse().unwrap(), context);
                assert_eq!(found.is_err(), context.types(), "{key} in {context:?}");
            }
            for key in ["enter", "ctrl-p", "alt-e", "f6"] {
                assert_eq!(check(key.parse().unwrap(), context), Ok(()), "{key} in {context:?}");
            }
        }
    }
}
