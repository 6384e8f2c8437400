//! The visual rows of the paragraphs that were looked at, made as far as somebody looked.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::buffer::Buffer;
use super::wrap::first_row;

/// More paragraphs than a screen shows; the rows of others are made again when they are needed.
const KEPT: usize = 512;
/// So much of a paragraph is read at once, where many rows are made.
const READ: usize = 16 << 10;

/// A paragraph by its number, and its bytes in the text: found once for all rows in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) index: usize,
    pub(super) range: Range<usize>,
}

impl Paragraph {
    pub(super) fn new(buffer: &Buffer, index: usize) -> Self {
        Self { index, range: buffer.paragraph(index) }
    }
}

/// A row; places are in bytes from the paragraph's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How far the text was read to find the end: a change before or at it may move the end.
    reach: usize,
}

#[derive(Debug, Clone, Default)]
struct Rows {
    /// From the paragraph's start on, one after the other.
    laid: Vec<Row>,
    /// Rows that are true wherever a row should begin at their start; the nearest is the last.
    known: Vec<Row>,
    /// To be added to each place of `known`, so that a key need not touch all of them. It wraps.
    shift: usize,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    columns: usize,
    kept: BTreeMap<usize, Rows>,
}

impl Layout {
    pub(super) fn set_columns(&mut self, columns: usize) {
        if self.columns != columns {
            self.columns = columns;
            self.kept.clear();
        }
    }

    /// The row that holds a byte of a paragraph, and its number.
    pub(super) fn row_of(
        &mut self,
        buffer: &Buffer,
        paragraph: &Paragraph,
        local: usize,
    ) -> (usize, Row) {
        let rows = self
            .rows(buffer, paragraph, |rows| rows.laid.last().is_some_and(|row| local < row.end));
        let number = rows.partition_point(|row| row.start <= local).saturating_sub(1);
        (number, rows.get(number).copied().unwrap_or(Row { start: 0, end: 0, reach: 0 }))
    }

    /// A row by its number, if the paragraph has so many.
    pub(super) fn row(
        &mut self,
        buffer: &Buffer,
        paragraph: &Paragraph,
        number: usize,
    ) -> Option<Row> {
        self.rows(buffer, paragraph, |rows| rows.laid.len() > number).get(number).copied()
    }

    pub(super) fn last_row(&mut self, buffer: &Buffer, paragraph: &Paragraph) -> usize {
        self.rows(buffer, paragraph, |_| false).len().saturating_sub(1)
    }

    /// Lays rows until `enough`, at most to the paragraph's end.
    fn rows(
        &mut self,
        buffer: &Buffer,
        paragraph: &Paragraph,
        enough: impl Fn(&Rows) -> bool,
    ) -> &[Row] {
        if self.kept.len() >= KEPT && !self.kept.contains_key(&paragraph.index) {
            self.kept.clear();
        }
        let (range, columns) = (&paragraph.range, self.columns);
        let rows = self.kept.entry(paragraph.index).or_default();
        let mut window = Window::new(columns);
        while rows.laid.last().is_none_or(|row| row.end < range.len()) && !enough(rows) {
            rows.lay_one(|start| window.row(buffer, range, start));
        }
        &rows.laid
    }

    /// Takes over a change at byte `local` of paragraph `first`: bytes and line ends that went and
    /// that came.
    pub(super) fn edited(
        &mut self,
        first: usize,
        local: usize,
        bytes: (usize, usize),
        lines: (usize, usize),
    ) {
        if lines == (0, 0) {
            if let Some(rows) = self.kept.get_mut(&first) {
                rows.edited(local, bytes.0, bytes.1);
            }
            return;
        }
        if let Some(rows) = self.kept.get_mut(&first) {
            rows.cut(local);
        }
        let below = self.kept.split_off(&(first + 1));
        let moved = below.into_iter().filter_map(|(paragraph, rows)| {
            (paragraph > first + lines.0).then(|| (paragraph - lines.0 + lines.1, rows))
        });
        self.kept.extend(moved);
    }
}

impl Row {
    fn moved(self, by: usize) -> Self {
        Self {
            start: self.start.wrapping_add(by),
            end: self.end.wrapping_add(by),
            reach: self.reach.wrapping_add(by),
        }
    }
}

impl Rows {
    fn lay_one(&mut self, lay: impl FnOnce(usize) -> Row) {
        let (start, reach) = self.laid.last().map_or((0, 0), |row| (row.end, row.reach));
        self.forget_before(start);
        let known = self.known.pop_if(|row| row.start.wrapping_add(self.shift) == start);
        let mut row = known.map_or_else(|| lay(start), |row| row.moved(self.shift));
        // Never less than above, so that `edited` can search.
        row.reach = row.reach.max(reach);
        self.laid.push(row);
    }

    fn forget_before(&mut self, start: usize) {
        while self.known.pop_if(|row| row.start.wrapping_add(self.shift) < start).is_some() {}
    }

    /// Rows that did not read as far as the change stay; those behind it move along.
    fn edited(&mut self, local: usize, removed: usize, inserted: usize) {
        let behind = local + removed;
        self.forget_before(behind);
        let by = inserted.wrapping_sub(removed);
        let cut = self.laid.partition_point(|row| row.reach < local);
        let spoiled = self.laid.split_off(cut).into_iter().rev();
        let shift = self.shift;
        let before =
            spoiled.filter(|row| row.start >= behind).map(|row| row.moved(shift.wrapping_neg()));
        self.known.extend(before);
        self.shift = shift.wrapping_add(by);
    }

    /// Only what did not read as far as `local` stays.
    fn cut(&mut self, local: usize) {
        self.laid.truncate(self.laid.partition_point(|row| row.reach < local));
        self.known.clear();
    }
}

/// A part of a paragraph, read once for all rows in it.
struct Window<'a> {
    columns: usize,
    text: Cow<'a, str>,
    /// Where it begins in the paragraph, and how long it was to be.
    from: usize,
    size: usize,
    /// It goes to the paragraph's end.
    whole: bool,
}

impl<'a> Window<'a> {
    fn new(columns: usize) -> Self {
        let size = columns.saturating_add(16);
        Self { columns, text: Cow::Borrowed(""), from: 0, size, whole: false }
    }

    /// The row that begins at `start`.
    fn row(&mut self, buffer: &'a Buffer, paragraph: &Range<usize>, start: usize) -> Row {
        loop {
            let rest = start.checked_sub(self.from).and_then(|at| self.text.get(at..));
            if let Some(found) = rest.and_then(|rest| first_row(rest, self.whole, self.columns)) {
                return Row { start, end: start + found.end, reach: start + found.reach };
            }
            // One that was too short for a row has to grow; where it was not, the next may be
            // longer, since many rows are wanted.
            let longer = self.size.saturating_mul(4);
            self.size = if start == self.from { longer } else { longer.min(READ.max(self.size)) };
            self.read(buffer, paragraph, start);
        }
    }

    fn read(&mut self, buffer: &'a Buffer, paragraph: &Range<usize>, start: usize) {
        let from = paragraph.start + start;
        let to = buffer.floor_char(paragraph.end.min(from.saturating_add(self.size)));
        self.text = buffer.slice(from..to);
        self.from = start;
        self.whole = to == paragraph.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(layout: &mut Layout, buffer: &Buffer, index: usize) -> Vec<Range<usize>> {
        let paragraph = &Paragraph::new(buffer, index);
        let last = layout.last_row(buffer, paragraph);
        let rows = (0..=last).filter_map(|number| layout.row(buffer, paragraph, number));
        rows.map(|row| row.start..row.end).collect()
    }

    proptest::proptest! {
        /// Rows that were kept over changes are those that a new layout makes.
        #[test]
        fn kept_rows_are_true(
            text in "([a-d]{1,9}[ .,)(”\t]{0,2}|日本|\n|\u{301}|🇮){1,60}",
            columns in 1..24_usize,
            edits in proptest::collection::vec(
                (0..400_usize, 0..6_usize, "([a-d.)( \t]{0,4}|🇮|\u{301}|語| b\nc )", 0..400_usize),
                1..12,
            ),
        ) {
            let mut buffer = Buffer::new(&text);
            let mut layout = Layout::default();
            layout.set_columns(columns);
            for (at, removed, inserted, looked) in edits {
                let looked = buffer.floor_char(looked % (buffer.len() + 1));
                let paragraph = Paragraph::new(&buffer, buffer.paragraph_of(looked));
                layout.row_of(&buffer, &paragraph, looked - paragraph.range.start);
                let at = buffer.floor_char(at % (buffer.len() + 1));
                let end = buffer.floor_char(at + removed);
                let paragraph = buffer.paragraph_of(at);
                let lines = |text: &str| text.matches('\n').count();
                let lines = (lines(&buffer.slice(at..end)), lines(&inserted));
                let local = at - buffer.paragraph(paragraph).start;
                buffer.replace(at..end, &inserted);
                layout.edited(paragraph, local, (end - at, inserted.len()), lines);
            }
            let mut fresh = Layout::default();
            fresh.set_columns(columns);
            for paragraph in 0..buffer.paragraphs() {
                let kept = all(&mut layout, &buffer, paragraph);
                proptest::prop_assert_eq!(kept, all(&mut fresh, &buffer, paragraph));
            }
        }
    }

    #[test]
    fn a_key_in_a_long_paragraph_keeps_the_rows_around() {
        let mut buffer = Buffer::new(&"sidang pleno ".repeat(2_000));
        let mut layout = Layout::default();
        layout.set_columns(20);
        let last = layout.last_row(&buffer, &Paragraph::new(&buffer, 0));
        buffer.replace(13_000..13_000, "a");
        layout.edited(0, 13_000, (0, 1), (0, 0));
        let rows = &layout.kept[&0];
        assert_eq!(rows.laid.len() + rows.known.len(), last);
        assert_eq!(layout.last_row(&buffer, &Paragraph::new(&buffer, 0)), last);
    }
}
