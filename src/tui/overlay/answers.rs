//! A question with its answers one below the other, and how much of the words of a question is seen
//! where rows are few.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Button, Input, Mouse, MouseDeed};
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

/// Columns of a question, and of its frame.
const WIDTH: u16 = 64;
/// An answer after its first row stands below its words: sign, letter, blanks.
const HANGING: usize = 5;

/// How much of some words is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scrolled {
    /// The first row, and the last that can be the first.
    pub top: usize,
    pub last: usize,
    /// Rows at once.
    pub page: usize,
}

impl Scrolled {
    /// The first row after a page was turned; none where all is seen.
    pub fn turned(self, on: bool) -> Option<usize> {
        let step = self.page.saturating_sub(1).max(1);
        let top = if on { self.top + step } else { self.top.saturating_sub(step) };
        (self.last > 0).then_some(top.min(self.last))
    }

    /// Says on the upper edge which keys show the rest.
    pub fn draw(self, app: &App, buffer: &mut Buffer, outer: Rect) {
        let mut text = String::new();
        if self.top > 0 {
            text.push_str(" PgUp ↑");
        }
        if self.top < self.last {
            text.push_str(" PgDn ↓");
        }
        if text.is_empty() {
            return;
        }
        text.push(' ');
        let edge = Rect { width: outer.width.saturating_sub(1), ..draw::row(outer, 0) };
        let part = Part::new(text.as_str(), app.theme.style(Role::Accent));
        draw::line_right(buffer, edge, &[part]);
    }
}

/// Words, then answers, of which one is chosen.
#[derive(Debug)]
pub struct Answers {
    pub title: String,
    pub text: String,
    pub answers: Vec<String>,
    pub chosen: usize,
}

/// A question in its place.
struct Placed {
    outer: Rect,
    inner: Rect,
    words: Vec<Visible>,
    /// Rows of answers, each with the number of its answer.
    rows: Vec<(usize, Visible)>,
    scrolled: Scrolled,
    /// Rows before the answers.
    above: u16,
}

impl Answers {
    /// The chosen answer in full, the others in one row each.
    fn rows(&self, width: u16) -> Vec<(usize, Visible)> {
        let mut rows = Vec::new();
        let room = width.saturating_sub(2);
        for (index, answer) in self.answers.iter().enumerate() {
            if index != self.chosen {
                rows.push((index, Visible::line(answer).cut(usize::from(room))));
                continue;
            }
            let (first, rest) = match draw::rows(answer, room).split_first() {
                Some((first, rest)) => (first.clone(), rest.to_vec()),
                None => continue,
            };
            rows.push((index, first));
            let rest = rest.iter().map(Visible::as_str).collect::<Vec<_>>().join(" ");
            let hanging = HANGING - 2;
            if !rest.is_empty() {
                let narrow = room.saturating_sub(u16::try_from(hanging).unwrap_or(0));
                for row in draw::rows(&rest, narrow) {
                    let row = format!("{}{row}", " ".repeat(hanging));
                    rows.push((index, Visible::line(&row)));
                }
            }
        }
        rows
    }

    fn place(&self, app: &App, area: Rect) -> Placed {
        let widest = Rect { width: WIDTH.min(area.width), ..area };
        let columns = draw::inside(app, if app.layout.is_low() { area } else { widest }, 1);
        let words = draw::rows(&self.text, columns.width);
        let rows = self.rows(columns.width);
        let most = usize::from(columns.height);
        let page = most.saturating_sub(rows.len()).max(1);
        let last = words.len().saturating_sub(page);
        let top = app.turned.unwrap_or(0).min(last);
        let seen = words.len().min(page);
        let gap = usize::from(seen + rows.len() < most);
        let above = u16::try_from(seen + gap).unwrap_or(u16::MAX);
        let height = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX).saturating_add(above);
        let outer = draw::place(app, area, widest.width, height);
        let inner = draw::inside(app, outer, 1);
        Placed { outer, inner, words, rows, scrolled: Scrolled { top, last, page }, above }
    }

    pub fn scrolled(&self, app: &App) -> Scrolled {
        self.place(app, app.layout.room()).scrolled
    }

    pub fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let theme = app.theme;
        let Placed { outer, inner, words, rows, scrolled, above } = self.place(app, area);
        let buffer = frame.buffer_mut();
        draw::card(app, buffer, outer, &self.title);
        scrolled.draw(app, buffer, outer);
        let text = theme.style(Role::Text);
        let seen = words.into_iter().skip(scrolled.top).take(scrolled.page);
        for (y, row) in (0..).zip(seen) {
            draw::line(buffer, draw::row(inner, y), &[Part { text: row, style: text }]);
        }
        let mut cursor = None;
        let answers = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        for (y, (index, row)) in (above..).zip(rows) {
            let at = draw::row(inner, y);
            let is_chosen = index == self.chosen;
            let role = if is_chosen { Role::Selection } else { Role::Text };
            let sign = if is_chosen { SELECTED } else { " " };
            let line = format!("{sign} {row} ");
            draw::line(buffer, at, &[Part::new(line.as_str(), theme.style(role))]);
            if is_chosen && at.height > 0 {
                cursor = cursor.or(Some((at.x, at.y)));
            }
        }
        let below = draw::below(inner, above);
        frame.keep(Rect { height: answers.min(below.height), ..below });
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    /// The cell of each answer, for jumping there by a letter.
    pub fn places(&self, app: &App) -> Vec<(u16, u16)> {
        let Placed { inner, rows, above, .. } = self.place(app, app.layout.room());
        let mut places = Vec::new();
        let mut last = None;
        for (y, (index, _)) in (inner.y + above..inner.bottom()).zip(rows) {
            if last != Some(index) {
                places.push((inner.x, y));
            }
            last = Some(index);
        }
        places
    }

    /// The answer under a press of the mouse.
    pub fn pressed(&self, app: &App, input: &Input) -> Option<usize> {
        let Input::Mouse(Mouse { deed: MouseDeed::Press(Button::Left), column, row }) = input
        else {
            return None;
        };
        let Placed { inner, rows, above, .. } = self.place(app, app.layout.room());
        if !inner.contains((*column, *row).into()) {
            return None;
        }
        let at = row.checked_sub(inner.y + above)?;
        rows.get(usize::from(at)).map(|(index, _)| *index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_turned_to_both_ends_and_not_beyond() {
        let scrolled = |top| Scrolled { top, last: 5, page: 4 };
        assert_eq!(scrolled(0).turned(true), Some(3));
        assert_eq!(scrolled(3).turned(true), Some(5));
        assert_eq!(scrolled(2).turned(false), Some(0));
        assert_eq!(Scrolled { top: 0, last: 0, page: 4 }.turned(true), None);
    }

    #[test]
    fn the_chosen_answer_is_whole_and_the_others_are_cut() {
        let answers = ["a  satu dua tiga empat", "b  lima enam tujuh delapan"];
        let answers = answers.map(str::to_owned).to_vec();
        let question = Answers { title: String::new(), text: String::new(), answers, chosen: 0 };
        let rows: Vec<String> =
            question.rows(14).into_iter().map(|(index, row)| format!("{index}{row}")).collect();
        assert_eq!(rows, ["0a  satu dua", "0   tiga", "0   empat", "1b  lima ena…"]);
    }
}
