//! What the terminal shows, kept from one frame to the next: most keys change a row or two, and
//! only those are drawn, compared and sent.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr as _;

/// The picture as it is drawn, and as the terminal has it.
#[derive(Debug, Default)]
pub struct Picture {
    next: Buffer,
    /// Nothing was drawn yet.
    is_blank: bool,
    shown: Buffer,
    /// The terminal was cleared: it shows nothing, whatever `shown` says.
    is_cleared: bool,
    /// The cells that were told, and are not in `shown` yet.
    told: Vec<Range<usize>>,
    /// What the rows that begin in these cells hold.
    rows: HashMap<Position, u64>,
    /// What may differ from the terminal.
    changed: Vec<Rect>,
    /// What lies over the rest.
    laid: Vec<Rect>,
    caret: Option<Position>,
}

impl Picture {
    /// A blank picture, as a cleared terminal shows it.
    pub fn blank(width: u16, height: u16) -> Self {
        let next = Buffer::empty(Rect::new(0, 0, width, height));
        Self { next, is_blank: true, is_cleared: true, ..Self::default() }
    }

    /// As a cleared terminal of this size shows it; room that is there is used again.
    pub fn clear(&mut self, width: u16, height: u16) {
        if self.size() == (width, height) {
            self.is_cleared = true;
        } else {
            *self = Self::blank(width, height);
        }
    }

    pub fn size(&self) -> (u16, u16) {
        (self.next.area.width, self.next.area.height)
    }

    /// Draws everything anew.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) {
        self.wipe();
        self.in_frame(true, view);
    }

    /// Blanks it; nothing happens to one that is blank.
    pub fn wipe(&mut self) {
        if !self.is_blank {
            self.next.reset();
        }
        self.is_blank = true;
        self.rows.clear();
        self.laid.clear();
        self.changed = vec![self.next.area];
    }

    /// Draws on what is there: only what the view touches can change.
    pub fn touch_up(&mut self, view: impl FnOnce(&mut Frame<'_>)) {
        self.in_frame(false, view);
    }

    fn in_frame(&mut self, whole: bool, view: impl FnOnce(&mut Frame<'_>)) {
        self.is_blank = false;
        let mut frame = Frame { picture: self, whole, caret: None, kept: Vec::new() };
        view(&mut frame);
        self.caret = frame.caret;
    }

    pub fn buffer(&self) -> &Buffer {
        &self.next
    }

    /// Where the cursor stands, if it is seen.
    pub fn caret(&self) -> Option<Position> {
        self.caret
    }

    /// Tells the cells that the terminal has to change, row by row.
    pub fn tell<E>(
        &mut self,
        mut tell: impl FnMut(u16, u16, &Cell) -> Result<(), E>,
    ) -> Result<(), E> {
        let width = usize::from(self.next.area.width);
        let cleared = vec![Cell::EMPTY; if self.is_cleared { width } else { 0 }];
        let is_cleared = self.is_cleared;
        for area in std::mem::take(&mut self.changed) {
            let area = area.intersection(self.next.area);
            for y in area.top()..area.bottom() {
                let start = usize::from(y) * width + usize::from(area.x);
                let cells = start..start + usize::from(area.width);
                let shown = if self.is_cleared {
                    cleared.get(..usize::from(area.width))
                } else {
                    self.shown.content.get(cells.clone())
                };
                let (Some(next), Some(shown)) = (self.next.content.get(cells.clone()), shown)
                else {
                    continue;
                };
                if is_cleared {
                    // Nobody asks twice whether a blank is one.
                    tell_blank(Rect { y, height: 1, ..area }, shown, next, &mut tell)?;
                    continue;
                }
                if next == shown {
                    continue;
                }
                tell_row(Rect { y, height: 1, ..area }, shown, next, &mut tell)?;
                self.told.push(cells);
            }
        }
        Ok(())
    }

    /// The terminal has what was told. That is written down when somebody sees it already.
    pub fn sent(&mut self) {
        let told = std::mem::take(&mut self.told);
        if self.is_cleared {
            self.shown.clone_from(&self.next);
            self.is_cleared = false;
            return;
        }
        for cells in told {
            if let (Some(next), Some(shown)) =
                (self.next.content.get(cells.clone()), self.shown.content.get_mut(cells))
            {
                shown.clone_from_slice(next);
            }
        }
    }
}

/// A row that the terminal shows blank.
fn tell_blank<E>(
    row: Rect,
    shown: &[Cell],
    next: &[Cell],
    tell: &mut impl FnMut(u16, u16, &Cell) -> Result<(), E>,
) -> Result<(), E> {
    if !next.iter().all(is_narrow) {
        return tell_row(row, shown, next, tell);
    }
    for (x, next) in (row.x..).zip(next) {
        if !is_empty(next) {
            tell(x, row.y, next)?;
        }
    }
    Ok(())
}

/// Is it as `Cell::EMPTY`? Asked for each cell of a first picture: its parts are compared with what
/// they are there, not with one another.
fn is_empty(cell: &Cell) -> bool {
    cell.symbol() == " "
        && matches!((cell.fg, cell.bg), (Color::Reset, Color::Reset))
        && matches!(cell.underline_color, Color::Reset)
        && cell.modifier.is_empty()
        && cell.diff_option == CellDiffOption::None
}

fn tell_row<E>(
    row: Rect,
    shown: &[Cell],
    next: &[Cell],
    tell: &mut impl FnMut(u16, u16, &Cell) -> Result<(), E>,
) -> Result<(), E> {
    if next.iter().chain(shown).all(is_narrow) {
        for ((x, next), shown) in (row.x..).zip(next).zip(shown) {
            if next != shown {
                tell(x, row.y, next)?;
            }
        }
        return Ok(());
    }
    let [after, before] = [next, shown].map(|cells| {
        let mut content = cells.to_vec();
        content.iter_mut().for_each(hold_sounds);
        Buffer { area: row, content }
    });
    for (x, y, cell) in before.diff(&after) {
        tell(x, y, cell)?;
    }
    Ok(())
}

/// Takes a cell one column, whatever stands beside it? Where all of a row do, it differs cell by
/// cell, and nothing has to be measured. These are letters and the signs of our own drawing.
fn is_narrow(cell: &Cell) -> bool {
    let narrow = |c: char| matches!(c, ' '..='~' | '·' | '–'..='—' | '‘'..='”' | '…' | '←'..='⇿' | '─'..='▟' | '✓');
    let symbol = cell.symbol();
    // Most cells of a screen are told without reading characters.
    let is_plain = if let [b' '..=b'~'] = symbol.as_bytes() {
        true
    } else {
        let mut chars = symbol.chars();
        chars.next().is_some_and(narrow) && chars.next().is_none()
    };
    is_plain && cell.diff_option == CellDiffOption::None
}

/// The comparison takes a letter with a sound mark of half-width Katakana for three cells, and would
/// leave out what follows; a terminal gives both of them one each.
fn hold_sounds(cell: &mut Cell) {
    let is_sound = |c: char| matches!(c, '\u{ff9e}' | '\u{ff9f}');
    if cell.symbol().len() > 3 && cell.symbol().contains(is_sound) {
        let width = u16::try_from(cell.symbol().width()).ok().and_then(NonZeroU16::new);
        cell.set_diff_option(width.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth));
    }
}

/// What a view draws on.
#[derive(Debug)]
pub struct Frame<'a> {
    picture: &'a mut Picture,
    whole: bool,
    caret: Option<Position>,
    kept: Vec<Rect>,
}

impl Frame<'_> {
    pub fn area(&self) -> Rect {
        self.picture.next.area
    }

    pub fn buffer_mut(&mut self) -> &mut Buffer {
        &mut self.picture.next
    }

    /// Is everything drawn anew?
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    pub fn set_cursor_position(&mut self, at: impl Into<Position>) {
        self.caret = Some(at.into());
    }

    /// Where the cursor was put so far.
    pub fn caret(&self) -> Option<Position> {
        self.caret
    }

    /// Nothing that comes and goes by itself may cover this: somebody is to answer here.
    pub fn keep(&mut self, area: Rect) {
        self.kept.push(area);
    }

    /// Begins once more: everything is drawn anew.
    pub fn wipe(&mut self) {
        self.picture.wipe();
        // It is about to be drawn on.
        self.picture.is_blank = false;
        (self.whole, self.caret) = (true, None);
        self.kept.clear();
    }

    /// Remembers that something was drawn here over the rest.
    pub fn lay(&mut self, area: Rect) {
        self.picture.laid.push(area);
    }

    /// What was drawn over the rest, in the order in which that was done.
    pub fn laid(&self) -> &[Rect] {
        &self.picture.laid
    }

    /// Was something drawn where something else lay over it, or did the cursor go to another row?
    pub fn is_unlaid(&self) -> bool {
        let row = |caret: Option<Position>| caret.map(|at| at.y);
        let laid = &self.picture.laid;
        let over = |area: &Rect| laid.iter().any(|laid| !laid.intersection(*area).is_empty());
        row(self.caret) != row(self.picture.caret) || self.picture.changed.iter().any(over)
    }

    /// The rows of an area where nothing is kept, and the cursor does not stand: whole runs of
    /// them, the lowest first.
    pub fn free_rows(&self, area: Rect) -> Vec<Rect> {
        let taken = |y: u16| {
            let row = Rect { y, height: 1, ..area };
            let kept = self.kept.iter().any(|kept| !kept.intersection(row).is_empty());
            kept || self.caret.is_some_and(|at| at.y == y)
        };
        let mut runs: Vec<Rect> = Vec::new();
        for y in (area.top()..area.bottom()).rev().filter(|y| !taken(*y)) {
            match runs.last_mut() {
                Some(run) if run.y == y + 1 => {
                    run.y = y;
                    run.height += 1;
                }
                _ => runs.push(Rect { y, height: 1, ..area }),
            }
        }
        runs
    }

    /// A part that is drawn anew from a blank ground.
    pub fn anew(&mut self, area: Rect) {
        if self.whole {
            return;
        }
        let area = area.intersection(self.area());
        blank(&mut self.picture.next, area);
        self.picture.rows.retain(|at, _| !area.contains(*at));
        self.picture.changed.push(area);
    }

    /// Draws a row, unless it holds already what would be drawn: `what` tells all that decides
    /// how the row looks.
    pub fn row(&mut self, area: Rect, what: impl Hash, draw: impl FnOnce(&mut Buffer)) {
        let mut hasher = DefaultHasher::new();
        (area.width, what).hash(&mut hasher);
        let digest = hasher.finish();
        let before = self.picture.rows.insert(area.as_position(), digest);
        if !self.whole {
            if before == Some(digest) {
                return;
            }
            blank(&mut self.picture.next, area);
            self.picture.changed.push(area);
        }
        draw(&mut self.picture.next);
    }
}

fn blank(buffer: &mut Buffer, area: Rect) {
    for at in area.positions() {
        if let Some(cell) = buffer.cell_mut(at) {
            cell.reset();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use ratatui::style::Style;

    use super::*;

    fn told(picture: &mut Picture) -> String {
        let mut said = String::new();
        let told: Result<(), ()> = picture.tell(|x, y, cell| {
            let _infallible = write!(said, "{x},{y}{} ", cell.symbol());
            Ok(())
        });
        told.unwrap();
        picture.sent();
        said
    }

    fn write(frame: &mut Frame<'_>, y: u16, text: &str) {
        let row = Rect { y, height: 1, ..frame.area() };
        frame.row(row, text, |buffer| {
            buffer.set_string(0, y, text, Style::new());
        });
    }

    #[test]
    fn rows_of_what_counts_as_narrow_differ_cell_by_cell() {
        let cell = |symbol: &str| Cell::EMPTY.clone().set_symbol(symbol).clone();
        let all = ('\0'..='\u{ffff}').map(|c| cell(&c.to_string()));
        let narrow: Vec<Cell> = all.filter(is_narrow).collect();
        assert!(narrow.len() > 300, "{}", narrow.len());
        let area = Rect::new(0, 0, u16::try_from(narrow.len()).unwrap(), 1);
        let mut other = narrow.clone();
        other.rotate_left(1);
        let [before, after] = [narrow, other].map(|content| Buffer { area, content });
        let measured: Vec<u16> = before.diff(&after).iter().map(|(x, ..)| *x).collect();
        assert_eq!(measured, (0..area.width).collect::<Vec<_>>());
        for wide in ["é", "漢", "e\u{301}", "\u{200b}", "\u{202e}", "\u{7f}", "ab"] {
            assert!(!is_narrow(&cell(wide)), "{wide:?}");
        }
    }

    #[test]
    fn a_letter_after_a_sound_mark_is_told() {
        let mut picture = Picture::blank(6, 1);
        picture.draw(|frame| {
            for (x, symbol) in [(0, "ｶﾞ"), (2, "ﾊﾟ"), (4, "a")] {
                frame.buffer_mut()[(x, 0)].set_symbol(symbol);
            }
        });
        assert_eq!(told(&mut picture), "0,0ｶﾞ 2,0ﾊﾟ 4,0a ");
    }

    #[test]
    fn a_cleared_terminal_is_told_everything_whether_or_not_the_last_picture_went_out() {
        let mut picture = Picture::blank(4, 2);
        picture.draw(|frame| write(frame, 0, "satu"));
        picture.wipe();
        picture.draw(|frame| write(frame, 1, "dua"));
        assert_eq!(told(&mut picture), "0,1d 1,1u 2,1a ");
        picture.clear(4, 2);
        picture.draw(|frame| write(frame, 1, "du"));
        assert_eq!(told(&mut picture), "0,1d 1,1u ");
        picture.touch_up(|frame| write(frame, 1, "d"));
        assert_eq!(told(&mut picture), "1,1  ");
        // Another size begins anew.
        picture.clear(3, 1);
        picture.draw(|frame| write(frame, 0, "du"));
        assert_eq!(told(&mut picture), "0,0d 1,0u ");
    }

    #[test]
    fn what_stays_is_not_told_again() {
        let mut picture = Picture::blank(4, 2);
        picture.draw(|frame| write(frame, 0, "satu"));
        assert_eq!(told(&mut picture), "0,0s 1,0a 2,0t 3,0u ");
        picture.touch_up(|frame| {
            write(frame, 0, "satu");
            write(frame, 1, "ab");
        });
        assert_eq!(told(&mut picture), "0,1a 1,1b ");
        picture.touch_up(|frame| write(frame, 1, "b"));
        assert_eq!(told(&mut picture), "0,1b 1,1  ");
        picture.draw(|frame| write(frame, 1, "b"));
        assert_eq!(told(&mut picture), "0,0  1,0  2,0  3,0  ");
        picture.touch_up(|frame| {
            let row = Rect { y: 1, height: 1, ..frame.area() };
            frame.anew(row);
            write(frame, 1, "b");
        });
        assert_eq!(told(&mut picture), "");
    }
}
