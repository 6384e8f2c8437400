//! A page of rows that scrolls.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::compare;
use super::rows::{Ink, Pieces, Row};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::draw::{self, Part};

/// Prose is read best in lines of about so many columns.
const MEASURE: u16 = 72;
/// Columns before each row for the sign of a change.
const MARGIN: u16 = 2;
/// From this width on two versions stand side by side.
const SPLIT_FROM: u16 = 120;

/// The part of the screen between its first line and the keys.
pub fn room(app: &App) -> Rect {
    let layout = &app.layout;
    let y = layout.header.bottom();
    Rect { y, height: layout.footer.y.saturating_sub(y), ..layout.whole }
}

/// Is there room for two columns?
pub fn splits(app: &App) -> bool {
    app.size().0 >= SPLIT_FROM
}

/// The columns that words may take, in two columns for both together.
pub fn columns(app: &App, split: bool) -> usize {
    let inner = room(app).width.saturating_sub(2 + 2 * MARGIN);
    usize::from(if split { inner } else { inner.min(MEASURE) })
}

/// Which row is the first on the screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pager {
    pub top: usize,
}

impl Pager {
    /// Scrolls by an action; `false` if it means something else.
    pub fn act(&mut self, action: Action, height: usize, count: usize) -> bool {
        let page = height.saturating_sub(1).max(1);
        self.top = match action {
            Action::ReviewUp => self.top.saturating_sub(1),
            Action::ReviewDown => self.top + 1,
            Action::ReviewPageUp => self.top.saturating_sub(page),
            Action::ReviewPageDown => self.top + page,
            Action::ReviewTop => 0,
            Action::ReviewBottom => count,
            _ => return false,
        };
        self.fit(height, count);
        true
    }

    pub fn fit(&mut self, height: usize, count: usize) {
        self.top = self.top.min(count.saturating_sub(height));
    }

    /// Scrolls so that a row is seen with a little of what stands before it.
    pub fn reveal(&mut self, row: usize, height: usize, count: usize) {
        if row < self.top || row >= self.top + height {
            self.top = row.saturating_sub(height / 4);
        }
        self.fit(height, count);
    }

    pub fn draw(self, app: &App, buffer: &mut Buffer, area: Rect, rows: &[Row]) {
        let theme = app.theme;
        let columns = area.width.saturating_sub(2 * MARGIN).min(MEASURE);
        let narrow = Rect { x: area.x + MARGIN.min(area.width), width: columns, ..area };
        for (index, row) in rows.iter().skip(self.top).take(usize::from(area.height)).enumerate() {
            let index = u16::try_from(index).unwrap_or(u16::MAX);
            let sign = Part { text: compare::margin(row.sign), style: Ink::Warn.style(theme) };
            draw::line(buffer, draw::row(area, index), &[sign]);
            let Some(right) = &row.right else {
                draw::line(buffer, draw::row(narrow, index), &parts(app, &row.left));
                continue;
            };
            let gap = u16::try_from(compare::GAP).unwrap_or(1);
            let half = area.width.saturating_sub(2 * MARGIN + gap) / 2;
            let left = Rect { x: area.x + MARGIN, width: half, ..area };
            draw::line(buffer, draw::row(left, index), &parts(app, &row.left));
            let bar = Rect { x: left.right() + 1, width: 1, ..area };
            let bar_part = Part::new("│", Ink::Dim.style(theme));
            draw::line(buffer, draw::row(bar, index), &[bar_part]);
            let other = Rect { x: left.right() + gap, ..left };
            draw::line(buffer, draw::row(other, index), &parts(app, right));
        }
    }
}

fn parts(app: &App, pieces: &Pieces) -> Vec<Part> {
    let part = |piece: &super::rows::Piece| Part {
        text: piece.text.clone(),
        style: piece.ink.style(app.theme),
    };
    pieces.iter().map(part).collect()
}
