//! A key as the workstation sees it: one value whatever the terminal and the system send for it,
//! with the names that key map files and labels use.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

/// A key with what is held beside it. A plain letter carries its own case and never `shift`;
/// with Ctrl or Alt the letter is the small one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPress {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

/// Says that a text names no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no key has this name")]
pub struct UnknownKey;

/// The keys that are no letter: (key, name in files, name on the screen).
const NAMES: [(Code, &str, &str); 15] = [
    (Code::Char(' '), "space", "Space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::Backspace, "backspace", "BkSp"),
    (Code::Delete, "delete", "Del"),
    (Code::Insert, "insert", "Ins"),
    (Code::Left, "left", "←"),
    (Code::Right, "right", "→"),
    (Code::Up, "up", "↑"),
    (Code::Down, "down", "↓"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "pgup", "PgUp"),
    (Code::PageDown, "pgdn", "PgDn"),
];

impl KeyPress {
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// None for what is no key of ours: releases, media keys, keys with Super held.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        let held = event.modifiers;
        if event.kind == KeyEventKind::Release
            || held.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER)
        {
            return None;
        }
        let press = Self {
            code: code(event.code)?,
            ctrl: held.contains(KeyModifiers::CONTROL),
            alt: held.intersects(KeyModifiers::ALT | KeyModifiers::META),
            shift: held.contains(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab,
        };
        Some(press.canonical())
    }

    fn canonical(self) -> Self {
        let Code::Char(c) = self.code else { return self };
        // On Windows AltGr is Ctrl and Alt together, and what it types is no ASCII letter.
        let alt_gr = self.ctrl && self.alt && !c.is_ascii_alphanumeric() && c != ' ';
        if alt_gr || !(self.ctrl || self.alt) {
            return Self::plain(self.code);
        }
        let mut small = c.to_lowercase();
        let one = small.next().filter(|_| small.next().is_none()).unwrap_or(c);
        let shift = one != c || (self.shift && c.is_alphabetic());
        Self { code: Code::Char(one), shift, ..self }
    }

    /// What the key types, if it types.
    pub fn text(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// What a person reads in a menu or a footer: `^P`, `F6`, `Alt+1`, `PgDn`.
    pub fn label(self) -> String {
        let named = NAMES.iter().find(|(code, ..)| *code == self.code).map(|(.., label)| *label);
        let key = match (self.code, named) {
            (_, Some(label)) => label.to_owned(),
            (Code::F(number), _) => format!("F{number}"),
            (Code::Char(c), _) if self.ctrl && !self.alt && !self.shift => {
                return format!("^{}", c.to_uppercase());
            }
            (Code::Char(c), _) if self.ctrl || self.alt => c.to_uppercase().to_string(),
            (Code::Char(c), _) => c.to_string(),
            // Every other key has a name.
            _ => String::new(),
        };
        let held = [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")];
        held.iter().filter(|(is, _)| *is).map(|(_, name)| *name).chain([key.as_str()]).collect()
    }
}

fn code(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(c) if c.is_control() => return None,
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    })
}

/// As key map files write it: `ctrl-p`, `shift-f8`, `G`.
impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match (NAMES.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some((_, name, _)), _) => f.write_str(name),
            (None, Code::F(number)) => write!(f, "f{number}"),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, _) => Ok(()),
        }
    }
}

impl FromStr for KeyPress {
    type Err = UnknownKey;
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let mut press = Self::plain(Code::Esc);
        let mut rest = text;
        while let Some((name, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty())
        {
            let is = |held: &str| name.eq_ignore_ascii_case(held);
            let held = if is("ctrl") {
                &mut press.ctrl
            } else if is("alt") {
                &mut press.alt
            } else if is("shift") {
                &mut press.shift
            } else {
                return Err(UnknownKey);
            };
            if std::mem::replace(held, true) {
                return Err(UnknownKey);
            }
            rest = after;
        }
        press.code = named(rest).ok_or(UnknownKey)?;
        match press.code {
            Code::Char(c) if press.shift && !press.ctrl && !press.alt => {
                let mut large = c.to_uppercase();
                let one = large.next().filter(|one| *one != c && large.next().is_none());
                one.map(|one| Self::plain(Code::Char(one))).ok_or(UnknownKey)
            }
            _ if press.ctrl && press.alt => Ok(press),
            _ => Ok(press.canonical()),
        }
    }
}

fn named(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && c != ' ').then_some(Code::Char(c));
    }
    if let Some(found) = NAMES.iter().find(|(_, known, _)| name.eq_ignore_ascii_case(known)) {
        return Some(found.0);
    }
    let number = name.strip_prefix(['f', 'F']).filter(|digits| !digits.starts_with(['0', '+']))?;
    number.parse().ok().filter(|number| (1..=24).contains(number)).map(Code::F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, held: KeyModifiers) -> Option<String> {
        KeyPress::from_event(&KeyEvent::new(code, held)).map(|press| press.to_string())
    }

    #[test]
    fn one_key_is_one_value() {
        #[track_caller]
        fn check(code: KeyCode, held: KeyModifiers, want: &str) {
            assert_eq!(event(code, held).as_deref(), Some(want));
        }
        let none = KeyModifiers::NONE;
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        check(KeyCode::Char('a'), none, "a");
        check(KeyCode::Char('G'), KeyModifiers::SHIFT, "G");
        check(KeyCode::Char('?'), KeyModifiers::SHIFT, "?");
        check(KeyCode::Char('p'), KeyModifiers::CONTROL, "ctrl-p");
        check(KeyCode::Char('B'), KeyModifiers::ALT | KeyModifiers::SHIFT, "alt-shift-b");
        check(KeyCode::Char('x'), KeyModifiers::META, "alt-x");
        check(KeyCode::BackTab, none, "shift-tab");
        check(KeyCode::BackTab, KeyModifiers::SHIFT, "shift-tab");
        check(KeyCode::F(8), KeyModifiers::SHIFT, "shift-f8");
        check(KeyCode::Char(' '), KeyModifiers::CONTROL, "ctrl-space");
        check(KeyCode::Char('@'), alt_gr, "@");
        check(KeyCode::Char('ą'), alt_gr, "ą");
        check(KeyCode::Char('a'), alt_gr, "ctrl-alt-a");
    }

    #[test]
    fn what_is_no_key_of_ours_is_none() {
        assert_eq!(event(KeyCode::Char('a'), KeyModifiers::SUPER), None);
        assert_eq!(event(KeyCode::CapsLock, KeyModifiers::NONE), None);
        assert_eq!(event(KeyCode::Char('\u{1b}'), KeyModifiers::NONE), None);
        let mut up = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        up.kind = KeyEventKind::Release;
        assert_eq!(KeyPress::from_event(&up), None);
        up.kind = KeyEventKind::Repeat;
        assert!(KeyPress::from_event(&up).is_some());
    }

    #[test]
    fn names_are_read_and_written() {
        #[track_caller]
        fn check(text: &str, want: &str, label: &str) {
            let press: KeyPress = text.parse().unwrap();
            assert_eq!((press.to_string().as_str(), press.label().as_str()), (want, label));
            assert_eq!(want.parse(), Ok(press));
        }
        check("ctrl-p", "ctrl-p", "^P");
        check("Ctrl-Left", "ctrl-left", "Ctrl+←");
        check("alt-1", "alt-1", "Alt+1");
        check("alt-e", "alt-e", "Alt+E");
        check("F6", "f6", "F6");
        check("shift-f8", "shift-f8", "Shift+F8");
        check("pgdn", "pgdn", "PgDn");
        check("g", "g", "g");
        check("G", "G", "G");
        check("shift-g", "G", "G");
        check("space", "space", "Space");
        check("-", "-", "-");
        check("alt--", "alt--", "Alt+-");
        check("shift-tab", "shift-tab", "Shift+Tab");
        check("ctrl-shift-x", "ctrl-shift-x", "Ctrl+Shift+X");
        check("é", "é", "é");
    }

    #[test]
    fn what_names_no_key_is_refused() {
        for text in ["", " ", "ctrl-", "ctrl", "meta-x", "ctrl-ctrl-x", "f0", "f25", "f+1", "f01"] {
            assert_eq!(text.parse::<KeyPress>(), Err(UnknownKey), "{text:?}");
        }
        for text in ["shift-1", "spacebar", "p ", "ab", "\u{1b}", "p-ctrl"] {
            assert_eq!(text.parse::<KeyPress>(), Err(UnknownKey), "{text:?}");
        }
    }
}
