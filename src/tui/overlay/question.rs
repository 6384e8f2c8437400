//! The form that questions share: a framed box of words, fields, choices and a row of buttons. It
//! is laid out as lines, so that a small terminal shows the part that has the focus.

use crate::tui::picture::Frame;
use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use tui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

use super::Turn;
use super::answers::Scrolled;
use crate::text::sanitise;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Button, Code, Input, KeyPress, Mouse, MouseDeed};
use crate::tui::msg::Told;
use crate::tui::small;
use crate::tui::theme::{Role, Theme};
use crate::visible::Visible;

/// Between buttons.
const GAP: &str = "  ";
/// The widest box.
const WIDEST: u16 = 64;
/// Frame and a blank column on either side.
const SIDES: u16 = 4;
/// More than this is no note, in bytes.
const LONGEST_NOTE: usize = 16_000;

/// What a form is made of. `I` names what can have the focus.
#[derive(Debug)]
pub struct Sheet<I> {
    theme: Theme,
    width: u16,
    focus: I,
    /// The first line that is seen, if somebody turned the words.
    turned: Option<usize>,
    lines: Vec<Line<I>>,
}

#[derive(Debug)]
struct Line<I> {
    parts: Vec<Part>,
    spots: Vec<(I, Range<u16>)>,
    caret: Option<u16>,
    /// A button: it is never scrolled away.
    is_foot: bool,
    /// It says what went wrong.
    is_urgent: bool,
}

impl<I> Line<I> {
    fn of(parts: Vec<Part>) -> Self {
        Self { parts, spots: Vec::new(), caret: None, is_foot: false, is_urgent: false }
    }

    /// Left out where there is no room.
    fn is_blank(&self) -> bool {
        self.parts.is_empty()
    }
}

/// A button: what it is, what it says, and the key that alone presses it, if Enter does not.
pub type Push<'a, I> = (I, &'a str, Option<char>);

impl<I: Copy + PartialEq> Sheet<I> {
    pub fn new(app: &App, focus: I) -> Self {
        let room = draw::inside(app, app.layout.room(), 1).width;
        let width = room.min(WIDEST - SIDES);
        Self { theme: app.theme, width, focus, turned: app.turned, lines: Vec::new() }
    }

    pub fn words(&mut self, text: &str, role: Role) {
        let style = self.theme.style(role);
        let is_urgent = matches!(role, Role::Error | Role::Warn);
        let rows = draw::rows(text, self.width).into_iter();
        let lines = rows.map(|text| Line { is_urgent, ..Line::of(vec![Part { text, style }]) });
        self.lines.extend(lines);
    }

    /// One line, cut where the room ends.
    pub fn cut(&mut self, text: &str, role: Role) {
        let part = Part { text: Visible::line(text), style: self.theme.style(role) };
        self.lines.push(Line::of(vec![part]));
    }

    /// A blank line, left out where there is no room.
    pub fn blank(&mut self) {
        self.lines.push(Line::of(Vec::new()));
    }

    /// Words that explain.
    pub fn aside(&mut self, text: &str) {
        self.words(text, Role::Dim);
    }

    /// What was refused, and what can be done about it.
    pub fn told(&mut self, told: &Told) {
        self.words(&format!("✗ {}", told.message), Role::Error);
        if let Some(hint) = &told.hint {
            self.words(hint, Role::Text);
        }
    }

    /// One line of text with its name before it.
    pub fn field(&mut self, item: I, label: &str, area: &TextArea<'_>) {
        self.value(item, label, &small::text(area), small::caret(area));
    }

    /// A field that shows only that something was typed.
    pub fn secret(&mut self, item: I, label: &str, count: usize) {
        self.value(item, label, &"•".repeat(count), count);
    }

    fn value(&mut self, item: I, label: &str, text: &str, caret: usize) {
        let mut parts =
            vec![self.mark(item), Part::new(format!("{label} ").as_str(), self.of(item))];
        let used = draw::width(&parts);
        let room = usize::from(self.width).saturating_sub(used).max(1);
        let skip = (caret + 1).saturating_sub(room);
        let shown = draw::skip_columns(&Visible::line(text), skip).cut(room);
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        let rest = room.saturating_sub(shown.width());
        parts.push(Part { text: shown, style });
        parts.push(Part::new(" ".repeat(rest).as_str(), style));
        let caret = column(used + caret - skip).min(self.width.saturating_sub(1));
        let mut line = Line::of(parts);
        line.spots.push((item, 0..self.width));
        line.caret = (item == self.focus).then_some(caret);
        self.lines.push(line);
    }

    /// Several lines of text, broken at blanks.
    pub fn note(&mut self, item: I, label: &str, area: &TextArea<'_>) {
        let head = vec![self.mark(item), Part::new(label, self.of(item))];
        self.lines.push(Line { spots: vec![(item, 0..self.width)], ..Line::of(head) });
        let room = usize::from(self.width).saturating_sub(3).max(1);
        let (row, at) = (area.cursor().0, area.cursor().1);
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        for (index, text) in area.lines().iter().enumerate() {
            let caret = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
            let ranges = broken(text, room);
            let last = ranges.len().saturating_sub(1);
            for (number, range) in ranges.into_iter().enumerate() {
                let part = text.get(range.clone()).unwrap_or_default();
                let here = index == row
                    && item == self.focus
                    && range.start <= caret
                    && (caret < range.end || number == last);
                let shown = Visible::line(part).cut(room);
                let rest = " ".repeat(room.saturating_sub(shown.width()));
                let before = text.get(range.start..caret).map_or(0, UnicodeWidthStr::width);
                let parts = vec![
                    Part::new("  ", style.remove_modifier(Modifier::UNDERLINED)),
                    Part { text: shown, style },
                    Part::new(rest.as_str(), style),
                ];
                let mut line = Line::of(parts);
                line.spots.push((item, 0..self.width));
                line.caret = here.then(|| column(2 + before));
                self.lines.push(line);
            }
        }
    }

    /// A choice or a switch; `mark` shows whether it is chosen.
    pub fn option(&mut self, item: I, mark: &str, text: &str) {
        let before = 2 + mark.width() + 1;
        let room = self.width.saturating_sub(column(before)).max(1);
        for (index, row) in draw::rows(text, room).into_iter().enumerate() {
            let mut parts = if index == 0 {
                vec![self.mark(item), Part::new(format!("{mark} ").as_str(), self.of(item))]
            } else {
                vec![Part::new(" ".repeat(before).as_str(), Style::new())]
            };
            parts.push(Part { text: row, style: self.of(item) });
            let mut line = Line::of(parts);
            line.spots.push((item, 0..self.width));
            line.caret = (index == 0 && item == self.focus).then_some(2);
            self.lines.push(line);
        }
    }

    /// Buttons side by side, in as many lines as they need.
    pub fn buttons(&mut self, buttons: &[Push<'_, I>]) {
        let foot = || Line { is_foot: true, ..Line::of(Vec::new()) };
        let mut line = foot();
        for (item, text, key) in buttons {
            let text = match key {
                Some(key) => format!("[ {} = {text} ]", key.to_uppercase()),
                None => format!("[ {text} ]"),
            };
            let text = Visible::line(&text).cut(usize::from(self.width));
            let used = draw::width(&line.parts);
            if used > 0 && used + GAP.len() + text.width() > usize::from(self.width) {
                self.lines.push(std::mem::replace(&mut line, foot()));
            } else if used > 0 {
                line.parts.push(Part::new(GAP, Style::new()));
            }
            let from = column(draw::width(&line.parts));
            let to = from + column(text.width());
            line.spots.push((*item, from..to));
            if *item == self.focus {
                line.caret = Some(from + 2);
            }
            let focused = *item == self.focus;
            let role = if focused { Role::Selection } else { Role::Text };
            line.parts.push(Part { text, style: self.theme.style(role) });
        }
        self.lines.push(line);
    }

    /// What has the focus is marked by a sign, not by its colour alone.
    fn mark(&self, item: I) -> Part {
        let sign = if item == self.focus { "▸ " } else { "  " };
        Part::new(sign, self.theme.style(Role::Accent))
    }

    fn of(&self, item: I) -> Style {
        let role = if item == self.focus { Role::Accent } else { Role::Text };
        self.theme.style(role)
    }

    /// Where the box and its lines come to stand in an area. The buttons are always seen; of what
    /// stands above them, the part that has the focus or that went wrong, until it is turned.
    fn place(&self, app: &App, area: Rect) -> Placed<'_, I> {
        let most = usize::from(draw::inside(app, area, 1).height);
        let mut lines: Vec<&Line<I>> = self.lines.iter().collect();
        while lines.len() > most {
            let Some(blank) = lines.iter().rposition(|line| line.is_blank()) else { break };
            lines.remove(blank);
        }
        let foot = lines.split_off(lines.iter().position(|l| l.is_foot).unwrap_or(lines.len()));
        let page = most.saturating_sub(foot.len()).max(1);
        let last = lines.len().saturating_sub(page);
        let seen = |at: Option<usize>| at.map_or(0, |at| (at + 1).saturating_sub(page));
        let focused = lines.iter().rposition(|line| line.caret.is_some());
        let wanted = focused.or_else(|| lines.iter().rposition(|line| line.is_urgent));
        let top = self.turned.unwrap_or_else(|| seen(wanted)).min(last);
        let above = lines.into_iter().skip(top).take(page);
        let lines: Vec<&Line<I>> = above.chain(foot).take(most).collect();
        let height = column(lines.len()).saturating_add(2);
        let outer = draw::place(app, area, self.width + SIDES, height);
        let inner = draw::inside(app, outer, 1);
        Placed { outer, inner, lines, scrolled: Scrolled { top, last, page } }
    }

    /// How much of the words is seen.
    pub fn scrolled(&self, app: &App) -> Scrolled {
        self.place(app, app.layout.room()).scrolled
    }

    pub fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect, title: &str) {
        let Placed { outer, inner, lines, scrolled } = self.place(app, area);
        draw::card(app, frame.buffer_mut(), outer, title);
        scrolled.draw(app, frame.buffer_mut(), outer);
        for (index, line) in lines.iter().enumerate() {
            let row = draw::row(inner, column(index));
            draw::line(frame.buffer_mut(), row, &line.parts);
            if line.is_foot {
                frame.keep(row);
            }
            if let Some(caret) = line.caret
                && row.height > 0
                && row.width > 0
            {
                frame.set_cursor_position((row.x + caret.min(row.width - 1), row.y));
            }
        }
    }

    /// The cells of fields and buttons, for jumping there by a letter.
    pub fn places(&self, app: &App) -> Vec<(u16, u16)> {
        let Placed { inner, lines, .. } = self.place(app, app.layout.room());
        let rows = (inner.y..).zip(lines);
        let cells = rows.flat_map(|(y, line)| {
            line.spots.iter().map(move |(_, range)| (inner.x.saturating_add(range.start), y))
        });
        cells.collect()
    }

    /// What lies under a press of the mouse.
    pub fn pressed(&self, app: &App, input: &Input) -> Option<I> {
        let Input::Mouse(Mouse { deed: MouseDeed::Press(Button::Left), column: x, row: y }) = input
        else {
            return None;
        };
        let Placed { inner, lines, .. } = self.place(app, app.layout.room());
        let (x, y) = (x.checked_sub(inner.x)?, y.checked_sub(inner.y)?);
        let line = lines.get(usize::from(y))?;
        line.spots.iter().find(|(_, range)| range.contains(&x)).map(|(item, _)| *item)
    }
}

/// A form in its place.
struct Placed<'a, I> {
    outer: Rect,
    inner: Rect,
    lines: Vec<&'a Line<I>>,
    scrolled: Scrolled,
}

fn column(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// What a key does in a dialog.
pub fn deed(app: &App, press: KeyPress) -> Option<Action> {
    app.keymap.lookup(Context::Dialog, press).filter(|action| {
        matches!(
            action,
            Action::DialogNext
                | Action::DialogPrevious
                | Action::DialogAccept
                | Action::DialogCancel
        )
    })
}

/// A key that a question has no use for: help, redrawing and leaving work everywhere.
pub fn other(app: &App, press: KeyPress) -> Turn {
    match app.keymap.lookup(Context::Anywhere, press) {
        Some(Action::UiHelp | Action::UiRedraw | Action::UiQuit | Action::UiJump) => Turn::Pass,
        _ => Turn::Stay,
    }
}

/// The item after one, or before it, round and round.
pub fn beside<I: Copy + PartialEq>(items: &[I], at: I, on: bool) -> I {
    let count = items.len().max(1);
    let here = items.iter().position(|item| *item == at).unwrap_or(0);
    let step = if on { 1 } else { count - 1 };
    items.get((here + step) % count).copied().unwrap_or(at)
}

/// Is this key the letter that a button wants, in either case?
pub fn is_letter(press: KeyPress, letter: char) -> bool {
    press.text().is_some_and(|c| c.to_lowercase().eq(letter.to_lowercase()))
}

/// An input for several lines.
pub fn note(text: &str) -> TextArea<'static> {
    let mut area = small::input("");
    area.insert_str(text);
    area
}

pub fn note_text(area: &TextArea<'_>) -> String {
    area.lines().join("\n").trim().to_owned()
}

/// A key in an input for several lines; `false` if it means nothing there. Enter with Alt begins
/// a line; up and down leave the input at its ends.
pub fn note_key(area: &mut TextArea<'_>, press: KeyPress) -> bool {
    let before = area.cursor();
    let way = match press.code {
        Code::Enter if press.alt => {
            area.insert_newline();
            return true;
        }
        Code::Up => CursorMove::Up,
        Code::Down => CursorMove::Down,
        _ => return small::key(area, press),
    };
    area.move_cursor(way);
    area.cursor() != before
}

pub fn note_paste(area: &mut TextArea<'_>, text: &str) {
    let room = LONGEST_NOTE.saturating_sub(note_text(area).len());
    let cleaned = sanitise::clean(text).text;
    let end = cleaned.floor_char_boundary(room);
    area.insert_str(cleaned.get(..end).unwrap_or_default());
}

/// The rows of a line at a width, broken after blanks where there are any.
fn broken(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut from, mut used, mut blank) = (0, 0, None);
    for (at, cluster) in text.grapheme_indices(true) {
        let wide = cluster.width();
        if used + wide > width && at > from {
            let end = blank.filter(|end| *end > from).unwrap_or(at);
            rows.push(from..end);
            from = end;
            used = text.get(from..at).map_or(0, UnicodeWidthStr::width);
            blank = None;
        }
        used += wide;
        if cluster == " " {
            blank = Some(at + cluster.len());
        }
    }
    rows.push(from..text.len());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_break_after_blanks_and_hold_all() {
        for (text, width, want) in [
            ("satu dua tiga", 9, vec!["satu dua ", "tiga"]),
            ("satuduatiga", 4, vec!["satu", "duat", "iga"]),
            ("", 4, vec![""]),
            ("a b", 1, vec!["a", " ", "b"]),
        ] {
            let rows: Vec<&str> =
                broken(text, width).into_iter().filter_map(|row| text.get(row)).collect();
            assert_eq!(rows, want, "{text}");
        }
    }

    #[test]
    fn a_note_takes_lines_and_no_control_characters() {
        let mut area = note("");
        note_paste(&mut area, "satu\u{1b}[31m\ndua\u{7}");
        assert!(note_key(&mut area, KeyPress { alt: true, ..KeyPress::plain(Code::Enter) }));
        assert!(small::key(&mut area, KeyPress::plain(Code::Char('x'))));
        assert_eq!(area.lines().len(), 3);
        assert!(!note_text(&area).contains('\u{1b}'));
        assert!(note_key(&mut area, KeyPress::plain(Code::Up)));
        assert!(note_key(&mut area, KeyPress::plain(Code::Up)));
        assert!(!note_key(&mut area, KeyPress::plain(Code::Up)), "it is left at its top");
        note_paste(&mut area, &"x".repeat(LONGEST_NOTE * 2));
        assert!(note_text(&area).len() <= LONGEST_NOTE + 20);
    }

    #[test]
    fn the_focus_goes_round() {
        let items = ['a', 'b', 'c'];
        assert_eq!(beside(&items, 'c', true), 'a');
        assert_eq!(beside(&items, 'a', false), 'c');
        assert_eq!(beside(&items, 'x', true), 'b');
    }
}
