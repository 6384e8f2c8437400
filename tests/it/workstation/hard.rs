//! Hard texts on a terminal: every letter is shown in the cell where the caret would be for it.

use redaksi::editor::Editor;
use redaksi::text::sanitise::clean;

use super::pty::{Room, key};
use crate::editor::corpus::HARD;

/// Rows that hold all of the texts at the narrowest width.
const ROWS: u16 = 200;

/// As a paste leaves them, so that the editor of this test has what the workstation has.
fn texts() -> String {
    let texts = HARD.iter().filter(|(name, _)| !matches!(*name, "line ends" | "controls"));
    clean(&texts.map(|(_, text)| *text).collect::<Vec<_>>().join("\n\n")).text
}

/// What is to be seen: row, column and first character of each grapheme.
fn wanted(text: &str, columns: usize) -> Vec<(usize, usize, char)> {
    let mut editor = Editor::new(text);
    editor.set_size(columns, usize::from(ROWS));
    let mut wanted = Vec::new();
    for (number, row) in editor.visible_rows().enumerate() {
        for piece in row.pieces() {
            let first = row.shown(&piece).chars().next().unwrap();
            wanted.push((number, piece.column, first));
        }
    }
    wanted
}

/// The first place that does not show what it should, with the text beginning in a cell.
fn missed(
    screen: &vt100::Screen,
    wanted: &[(usize, usize, char)],
    top: u16,
    left: u16,
) -> Option<usize> {
    wanted.iter().position(|(row, column, first)| {
        let place = |at: usize| u16::try_from(at).unwrap();
        let cell = screen.cell(top + place(*row), left + place(*column));
        let shown = cell.and_then(|cell| cell.contents().chars().next());
        shown.unwrap_or(' ') != if first.is_whitespace() { ' ' } else { *first }
            && !(first.is_whitespace() && shown == Some(*first))
    })
}

/// Looks for the text at every width that a pane may have.
fn find(screen: &vt100::Screen, text: &str) -> Result<usize, String> {
    let columns = screen.size().1.get();
    let begin = text.chars().next().unwrap();
    let mut best = (0, String::from("the text does not begin anywhere"));
    for width in 8..usize::from(columns) {
        let wanted = wanted(text, width);
        for (top, left) in (0..8).flat_map(|row| (0..columns).map(move |at| (row, at))) {
            if !screen.cell(top, left).is_some_and(|cell| cell.contents().starts_with(begin)) {
                continue;
            }
            let Some(at) = missed(screen, &wanted, top, left) else { return Ok(width) };
            if at > best.0 {
                let (row, column, first) = wanted[at];
                let told = format!("{width} wide: {first:?} is not at {row}, {column}");
                best = (at, format!("{told}\n{}", screen.contents()));
            }
        }
    }
    Err(best.1)
}

#[test]
fn hard_texts_stand_in_their_cells_at_every_width() {
    let room = Room::sample();
    let mut desk = room.open("ali", 100, ROWS);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Sulit\r");
    desk.shows(&["Tulis isi berita"]);
    let text = texts();
    desk.paste(&text);
    desk.steady();
    desk.keys("\x1b[1;5H");
    let mut widths = Vec::new();
    for columns in [40, 57, 80, 121, 200] {
        desk.resize(columns, ROWS);
        desk.steady();
        let found = desk.screen(|screen| find(screen, &text));
        widths.push(found.unwrap_or_else(|told| panic!("{columns} columns, {told}")));
        // Only what changes is drawn again.
        for keys in ["x", "\x7f", "\x1b[1;5F", "\r", "\x7f", "\x1b[1;5H"] {
            desk.keys(keys);
        }
        desk.steady();
        let found = desk.screen(|screen| find(screen, &text));
        assert_eq!(found.as_ref().ok(), widths.last(), "{columns} columns, {found:?}");
    }
    widths.dedup();
    assert!(widths.len() > 2, "{widths:?}");
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}
