//! Small inputs: one line of text, in a widget that is kept elsewhere. What goes into it is
//! filtered, and its own shortcuts are not used.

use ratatui::style::{Modifier, Style};
use tui_textarea::{CursorMove, Input as Typed, Key, TextArea};

use super::input::{Code, KeyPress};
use crate::text::sanitise;

/// An input that holds `text`, with the caret at its end.
pub fn input(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(vec![cleaned(text)]);
    area.set_cursor_line_style(Style::default());
    // The terminal's own cursor stands at the caret; the widget's would be a second one.
    area.set_cursor_style(Style::default().remove_modifier(Modifier::REVERSED));
    area.move_cursor(CursorMove::End);
    area
}

pub fn text(area: &TextArea<'_>) -> String {
    area.lines().join(" ")
}

pub fn set(area: &mut TextArea<'static>, text: &str) {
    *area = input(text);
}

/// Text from a paste: its lines become one.
pub fn paste(area: &mut TextArea<'_>, text: &str) {
    area.insert_str(cleaned(text));
}

/// A key; `false` if it means nothing to an input.
pub fn key(area: &mut TextArea<'_>, press: KeyPress) -> bool {
    if let Some(c) = press.text() {
        let cleaned = cleaned(c.encode_utf8(&mut [0; 4]));
        if !cleaned.is_empty() {
            area.insert_str(cleaned);
        }
        return true;
    }
    let way = match (press.code, press.ctrl) {
        (Code::Left, false) => CursorMove::Back,
        (Code::Right, false) => CursorMove::Forward,
        (Code::Left, true) => CursorMove::WordBack,
        (Code::Right, true) => CursorMove::WordForward,
        (Code::Home, _) => CursorMove::Head,
        (Code::End, _) => CursorMove::End,
        (Code::Backspace, ctrl) => {
            return area.input_without_shortcuts(Typed {
                key: Key::Backspace,
                ctrl,
                alt: false,
                shift: false,
            });
        }
        (Code::Delete, _) => {
            area.delete_next_char();
            return true;
        }
        (Code::Char('u'), true) => {
            area.delete_line_by_head();
            return true;
        }
        (Code::Char('z'), true) => {
            area.undo();
            return true;
        }
        _ => return false,
    };
    area.move_cursor(way);
    true
}

/// Columns before the caret.
pub fn caret(area: &TextArea<'_>) -> usize {
    use unicode_width::UnicodeWidthStr;
    let column = area.cursor().1;
    text(area).chars().take(column).collect::<String>().width()
}

fn cleaned(text: &str) -> String {
    let cleaned = sanitise::clean(text).text;
    cleaned.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_harmful_and_no_second_line_gets_in() {
        let mut area = input("satu");
        paste(&mut area, " dua\r\ntiga\u{1b}[31m\u{7}");
        assert_eq!(text(&area), "satu dua tiga[31m");
        key(&mut area, KeyPress::plain(Code::Char('\u{202e}')));
        assert_eq!(area.lines().len(), 1);
    }

    #[test]
    fn a_blank_that_is_typed_stays() {
        let mut area = input("");
        for c in "a b".chars() {
            key(&mut area, KeyPress::plain(Code::Char(c)));
        }
        assert_eq!(text(&area), "a b");
        assert_eq!(caret(&area), 3);
    }
}
