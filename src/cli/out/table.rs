//! Tables and lists of pairs for people, aligned by what the terminal shows.

use super::{Tone, paint};
use crate::visible::Visible;

/// Between columns.
const GAP: usize = 2;
/// What is left of a column that gives way.
const LEAST: usize = 8;

/// One cell: a text and its tone.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    text: Visible,
    tone: Tone,
}

impl Cell {
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

impl<T: Into<Visible>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }
}

#[derive(Debug, Clone)]
struct Column {
    title: Visible,
    right: bool,
    gives_way: bool,
}

/// Rows under headers.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn column(self, title: &str) -> Self {
        self.with(title, false, false)
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(self, title: &str) -> Self {
        self.with(title, true, false)
    }

    /// A column that is cut where the terminal is narrow: a headline, a path.
    #[must_use]
    pub fn wide(self, title: &str) -> Self {
        self.with(title, false, true)
    }

    fn with(mut self, title: &str, right: bool, gives_way: bool) -> Self {
        self.columns.push(Column { title: Visible::line(title), right, gives_way });
        self
    }

    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text; `width` is what it may take, `None` as much as it needs.
    pub fn render(&self, width: Option<usize>, color: bool) -> String {
        let widths = self.widths(width);
        let header = self
            .columns
            .iter()
            .map(|column| Cell { text: column.title.clone(), tone: Tone::Strong });
        let mut out = self.render_row(&header.collect::<Vec<_>>(), &widths, color);
        for row in &self.rows {
            out.push_str(&self.render_row(row, &widths, color));
        }
        out
    }

    fn widths(&self, limit: Option<usize>) -> Vec<usize> {
        let widest = |at: usize, column: &Column| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| cell.text.width()).fold(column.title.width(), usize::max)
        };
        let mut widths: Vec<_> =
            self.columns.iter().enumerate().map(|(at, column)| widest(at, column)).collect();
        let Some(limit) = limit else { return widths };
        let gaps = GAP * widths.len().saturating_sub(1);
        let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(limit);
        // The last of those that give way goes first: headlines stand before paths.
        for (width, column) in widths.iter_mut().zip(&self.columns).rev() {
            if column.gives_way {
                let less = over.min(width.saturating_sub(LEAST));
                *width -= less;
                over -= less;
            }
        }
        widths
    }

    fn render_row(&self, cells: &[Cell], widths: &[usize], color: bool) -> String {
        let mut line = String::new();
        let last = cells.len().min(self.columns.len()).saturating_sub(1);
        for (at, ((cell, column), width)) in cells.iter().zip(&self.columns).zip(widths).enumerate()
        {
            let text = cell.text.cut(*width);
            let fill = " ".repeat(width.saturating_sub(text.width()));
            let shown = paint(cell.tone.style(), text.as_str(), color);
            if column.right {
                line.push_str(&fill);
            }
            line.push_str(&shown);
            if at < last {
                if !column.right {
                    line.push_str(&fill);
                }
                line.push_str(&" ".repeat(GAP));
            }
        }
        line.truncate(line.trim_end().len());
        line.push('\n');
        line
    }
}

/// A list of names and values, for one thing: `show`, `info`.
#[derive(Debug, Clone, Default)]
pub struct Pairs(Vec<(Visible, Cell)>);

impl Pairs {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, name: &str, value: impl Into<Cell>) {
        self.0.push((Visible::line(name), value.into()));
    }

    /// Adds the pair only if there is a value.
    pub fn push_some(&mut self, name: &str, value: Option<impl Into<Cell>>) {
        if let Some(value) = value {
            self.push(name, value);
        }
    }

    pub fn render(&self, width: Option<usize>, color: bool) -> String {
        let names = self.0.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        let room = width.map_or(usize::MAX, |width| width.saturating_sub(names + GAP).max(LEAST));
        let mut out = String::new();
        for (name, value) in &self.0 {
            let fill = " ".repeat(names - name.width() + GAP);
            let indent = format!("\n{}", " ".repeat(names + GAP));
            let lines: Vec<_> = value
                .text
                .wrap(room)
                .iter()
                .map(|line| paint(value.tone.style(), line.as_str(), color))
                .collect();
            let name = paint(Tone::Dim.style(), name.as_str(), color);
            let line = format!("{name}{fill}{}", lines.join(&indent));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new().column("ID").wide("JUDUL").number("KATA");
        table.row(vec!["0000001f".into(), "Rakor pengawasan 日本".into(), "1.234".into()]);
        table.row(vec!["0000002g".into(), "Pleno".into(), Cell::from("7").tone(Tone::Warn)]);
        table
    }

    #[test]
    fn columns_are_aligned_by_what_is_shown() {
        let want = "ID        JUDUL                  KATA\n\
                    0000001f  Rakor pengawasan 日本  1.234\n\
                    0000002g  Pleno                      7\n";
        let shown = sample().render(None, false);
        let widths =
            |text: &str| text.lines().map(|l| Visible::line(l).width()).collect::<Vec<_>>();
        assert_eq!(widths(&shown), [38, 38, 38]);
        assert_eq!(shown.lines().nth(2), want.lines().nth(2));
    }

    #[test]
    fn a_narrow_terminal_cuts_what_gives_way() {
        let shown = sample().render(Some(30), false);
        assert_eq!(shown.lines().nth(1), Some("0000001f  Rakor pengaw…  1.234"));
        assert!(shown.lines().all(|line| Visible::line(line).width() <= 30), "{shown}");
    }

    #[test]
    fn colour_changes_no_width_and_is_closed() {
        let shown = sample().render(None, true);
        assert!(shown.contains("\u{1b}[33m7\u{1b}[0m"), "{shown:?}");
        assert!(!sample().render(None, false).contains('\u{1b}'));
    }

    #[test]
    fn pairs_are_wrapped_beside_their_names() {
        let mut pairs = Pairs::new();
        pairs.push("Judul", "Rakor pengawasan di Mesuji");
        pairs.push_some("Rubrik", None::<&str>);
        pairs.push("Tempat", "Mesuji");
        assert_eq!(
            pairs.render(Some(24), false),
            "Judul   Rakor pengawasan\n        di Mesuji\nTempat  Mesuji\n"
        );
    }
}
