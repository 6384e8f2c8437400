//! The bytes that the terminal is told things with. Nothing here writes.

use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
    KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    SetTitle,
};
use crossterm::{Command, queue};

use crate::visible::Visible;

/// Terminals take no more at once, and some close the line instead.
const COPY_LIMIT: usize = 100_000;
/// What surely fits into one packet of any line.
const SHORT: usize = 400;

/// What colour the ground is. Two questions more are not asked: what kind of terminal it is, since
/// the key reader keeps the answer to itself, and whether it is dark or light (`CSI ? 996 n`, or
/// reports by mode 2031), since the key reader does not know that answer's end and swallows what
/// is typed after it until the next `c` or `u`.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// Reports of dark and light go off, should somebody have left them on.
const NO_SCHEME_REPORTS: &str = "\x1b[?2031l";
/// The terminal keeps its title meanwhile and puts it back.
const KEEP_TITLE: &str = "\x1b[22;0t";
const OLD_TITLE: &str = "\x1b[23;0t";
/// Presses, drags and the wheel with coordinates of any size, but no moves without a button.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// What is asked of the terminal beyond a screen of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    pub mouse: bool,
    /// Keys told apart by the kitty protocol, where the terminal was seen to know it.
    pub kitty: bool,
}

/// Says why nothing was copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("{bytes} bytes are too many for the clipboard")]
    TooLarge { bytes: usize },
    #[error("cannot write to the terminal")]
    Io(#[from] io::Error),
}

/// Writing to memory cannot fail.
fn add(bytes: &mut Vec<u8>, command: impl Command) {
    let _written = queue!(bytes, command);
}

pub(super) fn enter(options: Options) -> Vec<u8> {
    let mut bytes = KEEP_TITLE.as_bytes().to_vec();
    bytes.extend_from_slice(NO_SCHEME_REPORTS.as_bytes());
    add(&mut bytes, EnterAlternateScreen);
    add(&mut bytes, EnableBracketedPaste);
    add(&mut bytes, EnableFocusChange);
    if options.mouse {
        bytes.extend(mouse(true));
    }
    if options.kitty {
        let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
        add(&mut bytes, PushKeyboardEnhancementFlags(flags));
    }
    bytes
}

/// The other way round. The mouse goes off although it was not on: it may have been in between.
pub(super) fn leave(options: Options) -> Vec<u8> {
    let mut bytes = Vec::new();
    add(&mut bytes, EndSynchronizedUpdate);
    if options.kitty {
        add(&mut bytes, PopKeyboardEnhancementFlags);
    }
    bytes.extend(mouse(false));
    add(&mut bytes, DisableFocusChange);
    add(&mut bytes, DisableBracketedPaste);
    add(&mut bytes, ResetColor);
    add(&mut bytes, LeaveAlternateScreen);
    add(&mut bytes, Show);
    bytes.extend_from_slice(OLD_TITLE.as_bytes());
    bytes
}

#[cfg(unix)]
pub(super) fn mouse(on: bool) -> Vec<u8> {
    if on { MOUSE_ON.into() } else { MOUSE_OFF.into() }
}

/// The console is asked by a call, which the command makes by itself.
#[cfg(not(unix))]
pub(super) fn mouse(on: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    if on {
        add(&mut bytes, crossterm::event::EnableMouseCapture);
    } else {
        add(&mut bytes, crossterm::event::DisableMouseCapture);
    }
    bytes
}

/// The frame between the marks that make a terminal show it at once. A short one needs none: it
/// comes in one piece.
pub(super) fn synchronized(frame: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(frame.len() + 16);
    if frame.len() <= SHORT {
        bytes.extend_from_slice(frame);
    } else {
        add(&mut bytes, BeginSynchronizedUpdate);
        bytes.extend_from_slice(frame);
        add(&mut bytes, EndSynchronizedUpdate);
    }
    bytes
}

/// A title that was not made visible could end the sequence and begin another.
pub(super) fn title(title: &Visible) -> Vec<u8> {
    let mut bytes = Vec::new();
    add(&mut bytes, SetTitle(title));
    bytes
}

/// In base64, so the text may hold anything.
pub(super) fn copy(text: &str) -> Result<Vec<u8>, CopyError> {
    if text.len() > COPY_LIMIT {
        return Err(CopyError::TooLarge { bytes: text.len() });
    }
    let mut bytes = Vec::new();
    add(&mut bytes, CopyToClipboard::to_clipboard_from(text));
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).unwrap().replace('\u{1b}', "^")
    }

    #[test]
    fn what_is_turned_on_is_turned_off_again() {
        for (mouse, kitty) in [(false, false), (true, false), (false, true), (true, true)] {
            let options = Options { mouse, kitty };
            let (on, off) = (said(&enter(options)), said(&leave(options)));
            let modes = on.split('^').filter_map(|part| part.strip_suffix('h'));
            for mode in modes {
                assert!(off.contains(&format!("^{mode}l")), "{mode}: {off}");
            }
            assert_eq!(on.contains("1000h"), mouse);
            assert_eq!((on.contains("^[>1u"), off.contains("^[<1u")), (kitty, kitty));
            assert!(off.starts_with("^[?2026l") && off.contains("^[?25h"), "{off}");
            assert!(on.starts_with("^[22;0t^[?2031l") && off.ends_with("^[23;0t"));
        }
    }

    #[test]
    fn a_frame_of_more_than_one_piece_is_one_update() {
        assert_eq!(said(&synchronized(b"")), "");
        assert_eq!(said(&synchronized(b"abc")), "abc");
        let long = "x".repeat(SHORT + 1);
        assert_eq!(said(&synchronized(long.as_bytes())), format!("^[?2026h{long}^[?2026l"));
    }

    #[test]
    fn a_title_cannot_end_itself() {
        let hostile = "Rakor\u{7}\u{1b}]52;c;cm0=\u{7}";
        let bytes = said(&title(&Visible::line(hostile)));
        assert_eq!(bytes.matches('^').count(), 1, "{bytes}");
        assert_eq!(bytes.matches('\u{7}').count(), 1, "{bytes}");
        assert!(bytes.starts_with("^]0;Rakor⟦"), "{bytes}");
    }

    #[test]
    fn copies_are_base64_and_not_too_large() {
        assert_eq!(said(&copy("Halo\u{1b}").unwrap()), "^]52;c;SGFsbxs=^\\");
        assert!(copy(&"x".repeat(COPY_LIMIT)).is_ok());
        let refused = copy(&"x".repeat(COPY_LIMIT + 1)).unwrap_err();
        assert!(matches!(refused, CopyError::TooLarge { bytes } if bytes == COPY_LIMIT + 1));
    }
}
