//! All that the program said, newest below.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use crate::lang::time;
use crate::tui::action::Context;
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::layout::Pane;
use crate::tui::notes::Weight;
use crate::tui::theme::Role;
use crate::visible::Visible;

pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let theme = app.theme;
    let title = [
        Part::new(format!("{} ", Pane::Log.number()).as_str(), theme.style(Role::Dim)),
        Part::new(
            format!("{} ", app.say(Pane::Log.title(), &[])).as_str(),
            theme.style(Role::Accent),
        ),
    ];
    let focused = app.context() == Context::Log;
    let inner = draw::frame(app, frame.buffer_mut(), area, &title, focused);
    let Some(office) = &app.office else { return };
    let mut rows: Vec<(Visible, Role)> = Vec::new();
    for note in app.notes.log() {
        let (role, glyph) = match note.weight {
            Weight::Note => (Role::Text, '·'),
            Weight::Done => (Role::Ok, '✓'),
            Weight::Warning => (Role::Warn, '!'),
            Weight::Error => (Role::Error, '✗'),
        };
        let clock = time::clock(note.at, office.zone, &app.words);
        let mut text = format!("{clock} {glyph} {}", note.text);
        if let Some(hint) = &note.hint {
            text.push_str(" — ");
            text.push_str(hint);
        }
        rows.extend(draw::rows(&text, inner.width).into_iter().map(|row| (row, role)));
    }
    if rows.is_empty() {
        let text = app.say("log-empty", &[]);
        draw::paragraph(frame.buffer_mut(), inner, &text, theme.style(Role::Dim));
        return;
    }
    let room = usize::from(inner.height);
    let end = rows.len() - app.notes.scrolled.min(rows.len().saturating_sub(room));
    for (index, (text, role)) in rows[end.saturating_sub(room)..end].iter().enumerate() {
        let at = draw::row(inner, u16::try_from(index).unwrap_or(u16::MAX));
        draw::line(
            frame.buffer_mut(),
            at,
            &[Part { text: text.clone(), style: theme.style(*role) }],
        );
    }
}
