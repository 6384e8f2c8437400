//! The small input of a field: a key or an action of any text, and how it looks in rows.

use ratatui::style::{Modifier, Style};
use tui_textarea::{CursorMove, TextArea};

use crate::editor::Editor;
use crate::editor::command::{Command, Motion};
use crate::tui::action::Action;
use crate::tui::draw::Part;
use crate::tui::small;

/// More rows than this no field needs.
const MOST_ROWS: usize = 200;

/// What an action did to an input.
pub(super) enum Did {
    Moved,
    /// Text for the clipboard, taken out or not.
    Copied(String),
    /// It wants what is in the clipboard.
    Pastes,
    /// It is no action of an input.
    Nothing,
}

/// An action of the table for all texts.
pub(super) fn act(area: &mut TextArea<'static>, action: Action) -> Did {
    use Action as A;
    let (way, select) = match action {
        A::EditLeft => (CursorMove::Back, false),
        A::EditRight => (CursorMove::Forward, false),
        A::EditWordLeft => (CursorMove::WordBack, false),
        A::EditWordRight => (CursorMove::WordForward, false),
        A::EditRowStart | A::EditTextStart => (CursorMove::Head, false),
        A::EditRowEnd | A::EditTextEnd => (CursorMove::End, false),
        A::EditSelectLeft => (CursorMove::Back, true),
        A::EditSelectRight => (CursorMove::Forward, true),
        A::EditSelectWordLeft => (CursorMove::WordBack, true),
        A::EditSelectWordRight => (CursorMove::WordForward, true),
        A::EditSelectRowStart | A::EditSelectTextStart => (CursorMove::Head, true),
        A::EditSelectRowEnd | A::EditSelectTextEnd => (CursorMove::End, true),
        _ => return change(area, action),
    };
    if !select {
        area.cancel_selection();
    } else if !area.is_selecting() {
        area.start_selection();
    }
    area.move_cursor(way);
    Did::Moved
}

fn change(area: &mut TextArea<'static>, action: Action) -> Did {
    match action {
        Action::EditDeleteLeft => area.delete_char(),
        Action::EditDeleteRight => area.delete_next_char(),
        Action::EditDeleteWordLeft => area.delete_word(),
        Action::EditDeleteWordRight => area.delete_next_word(),
        Action::EditUndo => area.undo(),
        Action::EditRedo => area.redo(),
        Action::EditPaste => return Did::Pastes,
        Action::EditSelectAll => {
            area.select_all();
            return Did::Moved;
        }
        Action::EditCopy | Action::EditCut => {
            let text = selected(area);
            if action == Action::EditCut {
                if !area.is_selecting() {
                    area.select_all();
                }
                area.delete_char();
            }
            return Did::Copied(text);
        }
        _ => return Did::Nothing,
    };
    Did::Moved
}

/// The selected text; all of it if none is.
fn selected(area: &TextArea<'static>) -> String {
    let text = small::text(area);
    match selection(area) {
        Some((from, to)) => text.chars().skip(from).take(to - from).collect(),
        None => text,
    }
}

/// From which character to which.
fn selection(area: &TextArea<'static>) -> Option<(usize, usize)> {
    let ((_, from), (_, to)) = area.selection_range()?;
    (from < to).then_some((from, to))
}

/// The rows of an input in so many columns, and the row and column of its caret.
pub(super) fn rows(
    area: &TextArea<'static>,
    columns: usize,
    style: Style,
    chosen: Style,
) -> (Vec<Vec<Part>>, (usize, usize)) {
    let text = small::text(area);
    let byte = |place: usize| text.char_indices().nth(place).map_or(text.len(), |(at, _)| at);
    let range = selection(area).map(|(from, to)| byte(from)..byte(to));
    let mut view = Editor::new(&text);
    view.set_size(columns, MOST_ROWS);
    let motion = Motion::To(byte(area.cursor().1));
    view.run(Command::Move { motion, select: false }, 0);
    let mut rows = Vec::new();
    for row in view.visible_rows() {
        let mut parts: Vec<Part> = Vec::new();
        for piece in &row.pieces() {
            let mut look = style;
            if piece.is_sign() {
                look = look.add_modifier(Modifier::REVERSED);
            }
            if range.as_ref().is_some_and(|range| range.contains(&piece.range.start)) {
                look = look.patch(chosen);
            }
            parts.push(Part::new(row.shown(piece), look));
        }
        rows.push(parts);
    }
    let (row, column) = view.caret_cell().unwrap_or_default();
    (rows, (row, column.min(columns.saturating_sub(1))))
}
