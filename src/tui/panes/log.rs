//! All that the program said, newest below; one message is chosen.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use crate::lang::time;
use crate::tui::action::Context;
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::layout::Pane;
use crate::tui::notes::{Note, Shown, Weight};
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

/// A row of the pane: the message it belongs to, counted from the newest.
struct Row {
    note: usize,
    text: Visible,
    role: Role,
}

/// What is inside of the pane's frame.
fn inner(area: Rect) -> Rect {
    area.inner(ratatui::layout::Margin::new(1, 1))
}

/// The rows that have room, from the top: those of the chosen message are among them.
fn rows(app: &App, inner: Rect) -> Vec<Row> {
    let room = usize::from(inner.height);
    let width = inner.width.saturating_sub(1);
    let chosen = app.notes.chosen();
    // From the bottom up, and no farther than needed.
    let mut found: Vec<Row> = Vec::new();
    for (note, told) in app.notes.listed().rev().enumerate() {
        if found.len() >= room && note > chosen {
            break;
        }
        let (text, role) = words(app, told);
        let broken = draw::rows(&text, width).into_iter().rev();
        found.extend(broken.map(|text| Row { note, text, role }));
    }
    let above = found.iter().filter(|row| row.note <= chosen).count();
    let until = above.max(room).min(found.len());
    found.truncate(until);
    let mut shown: Vec<Row> = found.into_iter().skip(until.saturating_sub(room)).collect();
    shown.reverse();
    shown
}

fn words(app: &App, note: &Note) -> (String, Role) {
    let (role, glyph) = match note.weight {
        Weight::Note => (Role::Text, '·'),
        Weight::Done => (Role::Ok, '✓'),
        Weight::Warning => (Role::Warn, '!'),
        Weight::Error => (Role::Error, '✗'),
    };
    let zone = app.zone();
    let clock = time::clock(note.at, zone, &app.words);
    let mut text = format!("{clock} {glyph} {}", note.text);
    if let Some(hint) = &note.hint {
        text.push_str(" — ");
        text.push_str(hint);
    }
    (text, role)
}

/// The cell of each message, for jumping there by a letter.
pub fn places(app: &App) -> Vec<(u16, u16)> {
    let Some(area) = app.layout.log.map(inner) else { return Vec::new() };
    let mut last = None;
    let mut found = Vec::new();
    for (y, row) in (area.y..area.bottom()).zip(rows(app, area)) {
        if last != Some(row.note) {
            found.push((area.x, y));
        }
        last = Some(row.note);
    }
    found
}

/// The message at a place, counted from the newest.
pub fn hit(app: &App, x: u16, y: u16) -> Option<usize> {
    let area = inner(app.layout.log?);
    if !area.contains((x, y).into()) {
        return None;
    }
    rows(app, area).get(usize::from(y - area.y)).map(|row| row.note)
}

fn title(app: &App) -> [Part; 3] {
    let theme = app.theme;
    let shown = match app.notes.shown {
        Shown::All => "log-all",
        Shown::Warnings => "log-warnings",
        Shown::Errors => "log-errors",
    };
    let count = app.words.number(app.notes.listed().count() as u64);
    let shown = format!("{} {count} ", app.say(shown, &[]));
    let name = format!("{} ", app.say(Pane::Log.title(), &[]));
    [
        Part::new(format!("{} ", Pane::Log.number()).as_str(), theme.style(Role::Dim)),
        Part::new(name.as_str(), theme.style(Role::Accent)),
        Part::new(shown.as_str(), theme.style(Role::Dim)),
    ]
}

pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let theme = app.theme;
    let focused = app.context() == Context::Log;
    let inner = draw::frame(app, frame.buffer_mut(), area, &title(app), focused);
    let rows = rows(app, inner);
    if rows.is_empty() {
        let text = app.say("log-empty", &[]);
        draw::paragraph(frame.buffer_mut(), inner, &text, theme.style(Role::Dim));
        if focused && !inner.is_empty() {
            frame.set_cursor_position((inner.x, inner.y));
        }
        return;
    }
    let mut cursor = None;
    for (y, row) in (0..inner.height).zip(rows) {
        let at = draw::row(inner, y);
        let is_chosen = row.note == app.notes.chosen();
        let edge = if is_chosen { SELECTED } else { " " };
        let text = Part { text: row.text, style: theme.style(row.role) };
        let parts = [Part::new(edge, theme.style(Role::BorderFocus)), text];
        draw::line(frame.buffer_mut(), at, &parts);
        if is_chosen {
            cursor = cursor.or(Some((at.x, at.y)));
        }
    }
    if let Some(cursor) = cursor.filter(|_| focused) {
        frame.set_cursor_position(cursor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{ALI, app, picture, press};

    /// A log of ten notes, a warning and an error, the error first.
    fn logged() -> App {
        let mut app = app(ALI);
        app.notes.say(app.now, Weight::Error, "galat yang panjang sekali ".repeat(4));
        app.notes.say(app.now, Weight::Warning, "peringatan");
        for number in 0..10 {
            app.notes.say(app.now, Weight::Note, format!("kabar {number}"));
        }
        app.notes.dismiss();
        press(&mut app, "alt-6");
        app
    }

    #[test]
    fn a_message_is_chosen_seen_and_copied() {
        let mut app = logged();
        for (width, height) in [(40, 10), (80, 24), (160, 48)] {
            press(&mut app, "home");
            let (rows, cursor) = picture(&mut app, width, height);
            let row = &rows[usize::from(cursor.unwrap().1)];
            assert!(row.contains("▌09:41 ✗ galat"), "{}", rows.join("\n"));
            // What is above the first does not have to be gone back from.
            press(&mut app, "up up pgup end up");
            let (rows, cursor) = picture(&mut app, width, height);
            let row = &rows[usize::from(cursor.unwrap().1)];
            assert!(row.contains("▌09:41 · kabar 8"), "{}", rows.join("\n"));
        }
        press(&mut app, "y");
        assert_eq!(app.clipboard, "kabar 8");
        app.notes.say(app.now, Weight::Note, "baru");
        press(&mut app, "y");
        assert_eq!(app.clipboard, "kabar 8", "the same one is chosen still");
    }

    #[test]
    fn a_key_leaves_only_what_is_grave() {
        let mut app = logged();
        for (key, title, count) in
            [("", "6 Log all 12", 12), ("l", "6 Log warnings", 2), ("l", "6 Log errors", 1)]
        {
            press(&mut app, key);
            let (rows, cursor) = picture(&mut app, 80, 24);
            assert!(rows[1].contains(title) && cursor.is_some(), "{}", rows.join("\n"));
            assert_eq!(app.notes.listed().count(), count);
            let (small, _) = picture(&mut app, 40, 10);
            assert!(small[9].contains("l Level"), "{}", small.join("\n"));
        }
        press(&mut app, "l");
        assert_eq!(app.notes.shown, Shown::All);
        app.notes = crate::tui::notes::Notes::default();
        assert!(picture(&mut app, 80, 24).1.is_some());
    }
}
