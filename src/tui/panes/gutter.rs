//! The column at the left of the text: which lines are not as they were approved, and which rows
//! hold a finding. Each sign has a form of its own; colour only helps.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::finding::Level;
use crate::editor::Editor;
use crate::editor::view::Row;
use crate::text::changed::Line;
use crate::tui::doc::found::level_of;
use crate::tui::draw::{self, Part};
use crate::tui::theme::{Role, Theme};

/// Where there is room, a finding's sign stands beside that of a change, else in its place.
pub const WIDEST: u16 = 2;
pub const ADDED: &str = "▎";
pub const CHANGED: &str = "┊";
pub const BELOW: &str = "▔";

/// What stands beside a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Signs {
    change: Option<Line>,
    /// The gravest finding.
    finding: Option<Level>,
}

impl Signs {
    /// `finding`: the gravest of the row, if it has one.
    pub fn of(editor: &Editor, row: &Row, finding: Option<u8>) -> Self {
        let change = editor.change_of(row.paragraph);
        Self {
            // What went is told once, where it went.
            change: change.filter(|how| row.first || *how != Line::Below),
            finding: finding.map(level_of),
        }
    }

    pub fn draw(self, theme: Theme, buffer: &mut Buffer, area: Rect) {
        let change = self.change.map(|how| match how {
            Line::Added => Part::new(ADDED, theme.style(Role::Ok)),
            Line::Changed => Part::new(CHANGED, theme.style(Role::Accent)),
            Line::Below => Part::new(BELOW, theme.style(Role::Error)),
        });
        let finding = self.finding.map(|level| {
            let look = theme.level(level);
            Part::new(look.glyph, look.style)
        });
        let signs = match area.width {
            0 => return,
            1 => [None, finding.or(change)],
            _ => [finding, change],
        };
        for (x, sign) in (area.right().saturating_sub(2)..).zip(signs) {
            if let Some(sign) = sign {
                draw::line(buffer, Rect { x, width: 1, ..area }, &[sign]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::changed::Run;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{self, ALI};

    /// The gutter and the beginning of each row of the body.
    fn rows(width: u16) -> Vec<String> {
        let mut opened = testing::opened(3);
        opened.changed =
            vec![Run { lines: 0..1, how: Line::Added }, Run { lines: 2..3, how: Line::Below }];
        let mut app = testing::app(ALI);
        testing::open(&mut app, opened, Aim::Edit);
        let (rows, _) = testing::picture(&mut app, width, 24);
        let of = |row: &String| {
            let at = row.find("Paragraf").map(|at| row.get(..at + 2).unwrap_or_default());
            at.map(|row| row.chars().rev().take(4).collect::<Vec<_>>().iter().rev().collect())
        };
        rows.iter().filter_map(of).collect()
    }

    #[test]
    fn signs_stand_beside_their_rows() {
        // The finding lies in the first paragraph.
        assert_eq!(rows(80), ["┃!Pa", "┃▔Pa"]);
        assert_eq!(rows(160), ["!▎Pa", " ▔Pa"]);
    }
}
