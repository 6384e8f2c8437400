//! The rows on the view: what is drawn where, and which byte a cell stands for.

use std::borrow::Cow;
use std::ops::Range;

use super::Editor;
use super::layout::{self, Paragraph};
use crate::text::{cell, edit::Edit, markdown::Span};

/// What is drawn for a grapheme that is wider than the view.
const TOO_WIDE: &str = "…";

#[derive(Debug, Clone, Default)]
pub(super) struct View {
    columns: usize,
    rows: usize,
    /// A byte in the first row: it stays when the width changes.
    top: usize,
    /// The rows on the view, from the top.
    seen: Vec<Spot>,
}

/// One visual row of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    paragraph: Paragraph,
    number: usize,
    pub(super) range: Range<usize>,
    /// The last row of its paragraph, with a place for the caret at its end.
    last: bool,
}

/// One row as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub paragraph: usize,
    /// The first row of its paragraph.
    pub first: bool,
    pub range: Range<usize>,
    text: String,
    columns: usize,
    markup: Vec<Span>,
}

/// One grapheme of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub range: Range<usize>,
    pub column: usize,
    pub width: usize,
    /// What is shown in place of the text itself.
    sign: Option<String>,
}

impl Piece {
    /// Something is shown that is not in the text: a character that would hide or obey.
    pub fn is_sign(&self) -> bool {
        self.sign.as_ref().is_some_and(|sign| sign.trim() != "")
    }
}

impl Row {
    /// Its graphemes as far as they have room.
    pub fn pieces(&self) -> Vec<Piece> {
        let (start, columns) = (self.range.start, self.columns);
        let cells = cells(&self.text, columns).take_while(|cell| cell.column < columns);
        cells.map(|cell| cell.piece(start, columns)).collect()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What its parts are as Markdown, in bytes from the row's start; plain words are no part.
    pub fn markup(&self) -> &[Span] {
        &self.markup
    }

    /// What a terminal may show of a piece of this row.
    pub fn shown<'a>(&'a self, piece: &'a Piece) -> &'a str {
        let local = piece.range.start.saturating_sub(self.range.start);
        let end = piece.range.end.saturating_sub(self.range.start);
        piece.sign.as_deref().or_else(|| self.text.get(local..end)).unwrap_or_default()
    }
}

impl Spot {
    fn new(paragraph: Paragraph, number: usize, row: layout::Row) -> Self {
        let start = paragraph.range.start;
        let range = start + row.start..start + row.end;
        Self { last: range.end >= paragraph.range.end, paragraph, number, range }
    }
}

impl View {
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn follow(&mut self, edit: &Edit) {
        self.top = edit.follow(self.top);
    }

    fn holds(&self, caret: usize) -> Option<(usize, &Spot)> {
        self.seen
            .iter()
            .enumerate()
            .find(|(_, spot)| spot.range.contains(&caret) || (spot.last && spot.range.end == caret))
    }
}

impl Editor {
    /// The caret stays, and the text at the top; if the caret was on the view, it still is.
    pub fn set_size(&mut self, columns: usize, rows: usize) {
        // A text that is on no view yet is shown from its beginning, if the caret is there, too.
        let seen = self.view.rows == 0 || self.view.holds(self.caret).is_some();
        self.view.columns = columns;
        self.view.rows = rows;
        self.layout.set_columns(columns);
        if seen {
            self.reveal(0);
        }
        self.settle();
    }

    /// Paragraph of the row at the top, and the row's number in it.
    pub fn top(&self) -> (usize, usize) {
        self.view.seen.first().map_or((0, 0), |spot| (spot.paragraph.index, spot.number))
    }

    /// A byte in the row at the top, for [`Self::scroll_to`].
    pub fn top_byte(&self) -> usize {
        self.view.top
    }

    pub fn scroll_to(&mut self, byte: usize) {
        self.view.top = self.floor(byte);
        self.settle();
    }

    /// Moves the view and leaves the caret, even if it goes out of sight.
    pub fn scroll_by(&mut self, rows: isize) {
        self.scroll_top(rows);
        self.settle();
    }

    pub fn visible_rows(&self) -> impl Iterator<Item = Row> {
        self.view.seen.iter().map(|spot| Row {
            paragraph: spot.paragraph.index,
            first: spot.number == 0,
            range: spot.range.clone(),
            text: self.buffer.slice(spot.range.clone()).into_owned(),
            columns: self.view.columns,
            markup: self.markup_of(spot),
        })
    }

    fn markup_of(&self, spot: &Spot) -> Vec<Span> {
        let from = spot.paragraph.range.start;
        self.markup.within(spot.paragraph.index, &(spot.range.start - from..spot.range.end - from))
    }

    /// Row and column of the caret on the view, if it is in sight. Among blanks that hang over
    /// the edge it stands in the last column.
    pub fn caret_cell(&self) -> Option<(usize, usize)> {
        let (row, spot) = self.view.holds(self.caret)?;
        Some((row, self.column_in(spot, self.caret)))
    }

    /// The place in the text that a cell of the view stands for.
    pub fn byte_at_cell(&self, row: usize, column: usize) -> usize {
        match self.view.seen.get(row) {
            Some(spot) => self.byte_in(spot, column),
            None => self.buffer.len(),
        }
    }

    pub(super) fn spot_at(&mut self, byte: usize) -> Spot {
        let paragraph = Paragraph::new(&self.buffer, self.buffer.paragraph_of(byte));
        let local = byte.saturating_sub(paragraph.range.start);
        let (number, row) = self.layout.row_of(&self.buffer, &paragraph, local);
        Spot::new(paragraph, number, row)
    }

    pub(super) fn below(&mut self, spot: &Spot) -> Option<Spot> {
        let (paragraph, number) = if spot.last {
            let index = spot.paragraph.index + 1;
            if index >= self.buffer.paragraphs() {
                return None;
            }
            (Paragraph::new(&self.buffer, index), 0)
        } else {
            (spot.paragraph.clone(), spot.number + 1)
        };
        let row = self.layout.row(&self.buffer, &paragraph, number)?;
        Some(Spot::new(paragraph, number, row))
    }

    pub(super) fn above(&mut self, spot: &Spot) -> Option<Spot> {
        let (paragraph, number) = if spot.number > 0 {
            (spot.paragraph.clone(), spot.number - 1)
        } else {
            let index = spot.paragraph.index.checked_sub(1)?;
            let paragraph = Paragraph::new(&self.buffer, index);
            let number = self.layout.last_row(&self.buffer, &paragraph);
            (paragraph, number)
        };
        let row = self.layout.row(&self.buffer, &paragraph, number)?;
        Some(Spot::new(paragraph, number, row))
    }

    pub(super) fn column_in(&self, spot: &Spot, byte: usize) -> usize {
        let text = self.buffer.slice(spot.range.clone());
        let local = byte.saturating_sub(spot.range.start);
        let mut column = 0;
        for cell in cells(&text, self.view.columns) {
            if local < cell.end || column >= self.view.columns {
                break;
            }
            column = cell.column + cell.width;
        }
        column.min(self.view.columns.saturating_sub(1))
    }

    /// The place nearest to a column. Only a paragraph's last row has one behind its text: the
    /// same byte would be the start of the next row.
    pub(super) fn byte_in(&self, spot: &Spot, column: usize) -> usize {
        let text = self.buffer.slice(spot.range.clone());
        let mut last = 0;
        for cell in cells(&text, self.view.columns) {
            if column < cell.column + cell.width {
                return spot.range.start + cell.start;
            }
            last = cell.start;
        }
        if spot.last { spot.range.end } else { spot.range.start + last }
    }

    /// Scrolls just far enough that the caret's row is on the view, with so many free rows below
    /// it if it was beyond the end of the view, as far as a fourth of that goes.
    pub(super) fn reveal(&mut self, ahead: usize) {
        if self.view.rows == 0 {
            return;
        }
        let caret = self.spot_at(self.caret);
        let mut spot = self.spot_at(self.view.top);
        let rows = self.view.rows;
        if caret.range.start < spot.range.start {
            self.view.top = caret.range.start;
            return;
        }
        for _ in 0..rows {
            if spot == caret {
                return;
            }
            let Some(next) = self.below(&spot) else { break };
            spot = next;
        }
        self.view.top = self.up_from(caret, rows - 1 - ahead.min(rows / 4)).range.start;
    }

    fn up_from(&mut self, mut spot: Spot, rows: usize) -> Spot {
        for _ in 0..rows {
            let Some(next) = self.above(&spot) else { break };
            spot = next;
        }
        spot
    }

    /// Moves the top; the text's last row does not come above the end of the view.
    pub(super) fn scroll_top(&mut self, rows: isize) {
        let mut top = self.spot_at(self.view.top);
        if rows < 0 {
            self.view.top = self.up_from(top, rows.unsigned_abs()).range.start;
            return;
        }
        let mut bottom = top.clone();
        for _ in 1..self.view.rows.max(1) {
            let Some(next) = self.below(&bottom) else { return };
            bottom = next;
        }
        for _ in 0..rows.unsigned_abs() {
            let Some(next) = self.below(&bottom) else { break };
            bottom = next;
            let Some(next) = self.below(&top) else { break };
            top = next;
        }
        self.view.top = top.range.start;
    }

    /// Finds the rows on the view again.
    pub(super) fn settle(&mut self) {
        self.view.seen.clear();
        if self.view.columns == 0 || self.view.rows == 0 {
            return;
        }
        let mut next = Some(self.spot_at(self.view.top));
        while let Some(spot) = next.filter(|_| self.view.seen.len() < self.view.rows) {
            next = self.below(&spot);
            self.markup.read(&self.buffer, &spot.paragraph);
            self.view.seen.push(spot);
        }
    }
}

/// The graphemes of a row with their cells; places are in bytes from the row's start.
struct Cells<I> {
    graphemes: I,
    columns: usize,
    start: usize,
    column: usize,
}

struct Cell<'a> {
    start: usize,
    end: usize,
    column: usize,
    width: usize,
    shown: Cow<'a, str>,
    /// Is the text itself shown?
    own: bool,
}

impl Cell<'_> {
    fn piece(self, row: usize, columns: usize) -> Piece {
        let room = columns.saturating_sub(self.column);
        let sign = if self.width > room {
            // Only a blank can hang over the edge.
            Some(" ".repeat(room))
        } else {
            (!self.own).then(|| self.shown.into_owned())
        };
        Piece {
            range: row + self.start..row + self.end,
            column: self.column,
            width: self.width.min(room),
            sign,
        }
    }
}

fn cells(text: &str, columns: usize) -> impl Iterator<Item = Cell<'_>> {
    Cells { graphemes: cell::graphemes(text), columns, start: 0, column: 0 }
}

impl<'a, I: Iterator<Item = &'a str>> Iterator for Cells<I> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        let grapheme = self.graphemes.next()?;
        let start = self.start;
        self.start += grapheme.len();
        let column = self.column;
        let (mut shown, mut width) = cell::shown(grapheme, column);
        if width > self.columns && grapheme != "\t" {
            (shown, width) = (Cow::Borrowed(TOO_WIDE), 1);
        }
        self.column += width;
        let own = shown == grapheme;
        Some(Cell { start, end: self.start, column, width, shown, own })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_before_there_was_a_view_is_seen_from_its_beginning() {
        #[track_caller]
        fn check(rows: usize, top: (usize, usize)) {
            let mut editor = Editor::new("");
            let motion = crate::editor::command::Motion::TextEnd;
            editor.run(crate::editor::command::Command::Paste("a\nb\nc".to_owned()), 0);
            editor.run(crate::editor::command::Command::Move { motion, select: false }, 0);
            editor.set_size(9, rows);
            assert_eq!(editor.top(), top, "{rows} rows");
            assert!(editor.caret_cell().is_some());
        }
        check(3, (0, 0));
        check(2, (1, 0));
    }

    #[test]
    fn a_row_is_drawn_in_cells() {
        #[track_caller]
        fn check(text: &str, columns: usize, want: &[(&str, usize, usize)]) {
            let mut editor = Editor::new(text);
            editor.set_size(columns, 1);
            let row = editor.visible_rows().next().unwrap();
            let pieces = row.pieces();
            let drawn: Vec<_> =
                pieces.iter().map(|piece| (row.shown(piece), piece.column, piece.width)).collect();
            assert_eq!(drawn, want, "{text:?} at {columns}");
        }
        check("", 4, &[]);
        check("aé日", 9, &[("a", 0, 1), ("é", 1, 1), ("日", 2, 2)]);
        check("a\tb", 9, &[("a", 0, 1), ("   ", 1, 3), ("b", 4, 1)]);
        // Blanks that hang are drawn as far as there is room.
        check("abc\t ", 3, &[("a", 0, 1), ("b", 1, 1), ("c", 2, 1)]);
        check("ab\u{3000}", 3, &[("a", 0, 1), ("b", 1, 1), (" ", 2, 1)]);
        check("\u{1b}[", 9, &[("⟦U+001B⟧", 0, 8), ("[", 8, 1)]);
        check("\u{1b}", 7, &[("…", 0, 1)]);
        check("日", 1, &[("…", 0, 1)]);
        check("\t", 2, &[("  ", 0, 2)]);
    }
}
