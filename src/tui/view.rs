//! The screen: a line about the desk, the panes, a line about the text, the legal keys; over them
//! what is open, and what the program has to say.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use super::action::{Action, Context};
use super::app::App;
use super::draw::{self, Part};
use super::layout::{Class, Pane};
use super::msg::JournalState;
use super::notes::{Note, Weight};
use super::panes;
use super::picture::Picture;
use super::redraw::Redraw;
use super::theme::Role;
use crate::domain::finding::Level;
use crate::lang::time;
use crate::visible::Visible;

/// The widest toast.
const TOAST: u16 = 48;

pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let layout = &app.layout;
    if layout.whole != frame.area() {
        // The terminal has changed its size since: that news is on its way, and a picture of the
        // old size would not fit.
        return;
    }
    if layout.class == Class::TooSmall {
        return too_small(app, frame);
    }
    let covered = app.overlays().iter().rposition(|overlay| overlay.is_screen());
    let hidden = app.overlays().iter().any(|overlay| overlay.hides_text());
    if covered.is_none() && !hidden {
        panes(app, frame);
    }
    header(app, frame.buffer_mut(), layout.header);
    footer(app, frame.buffer_mut(), layout.footer);
    if let Some(area) = layout.tour {
        super::overlay::tour::draw(app, frame.buffer_mut(), area);
    }
    let room = layout.room();
    for overlay in &app.overlays()[covered.unwrap_or(0)..] {
        overlay.draw(app, frame, room);
    }
    // What says whether the text is safe is never covered.
    let below = u16::from(layout.status.is_some() && covered.is_none());
    let room = Rect { height: room.height.saturating_sub(below), ..room };
    toasts(app, frame.buffer_mut(), room);
}

/// Draws what a message changed, over a picture that is right otherwise.
pub fn redraw(app: &App, frame: &mut Frame<'_>, what: Redraw) {
    let layout = &app.layout;
    match what {
        Redraw::Nothing | Redraw::All => draw(app, frame),
        Redraw::Text => {
            if let Some(area) = layout.editor {
                panes::editor::draw(app, frame, area);
            }
            if let Some(area) = layout.status {
                frame.anew(area);
                status(app, frame.buffer_mut(), area);
            }
        }
        Redraw::List => {
            if let Some(area) = layout.list {
                frame.anew(area);
                panes::list::draw(app, frame, area);
            }
            // What may be done depends on the row.
            frame.anew(layout.footer);
            footer(app, frame.buffer_mut(), layout.footer);
        }
    }
}

/// Where a picture is not what would be drawn now: row, what it has, what it should have.
pub fn stale(app: &App, picture: &Picture) -> Option<(u16, String, String)> {
    let (width, height) = picture.size();
    let mut fresh = Picture::blank(width, height);
    fresh.draw(|frame| draw(app, frame));
    let row = |buffer: &Buffer, y: u16| -> Vec<ratatui::buffer::Cell> {
        (0..width).filter_map(|x| buffer.cell((x, y)).cloned()).collect()
    };
    let text = |cells: &[ratatui::buffer::Cell]| -> String {
        cells.iter().map(ratatui::buffer::Cell::symbol).collect()
    };
    let differs = (0..height).find_map(|y| {
        let (has, should) = (row(picture.buffer(), y), row(fresh.buffer(), y));
        (has != should).then(|| (y, text(&has), text(&should)))
    });
    let caret = (picture.caret() != fresh.caret())
        .then(|| (0, format!("{:?}", picture.caret()), format!("{:?}", fresh.caret())));
    differs.or(caret)
}

fn too_small(app: &App, frame: &mut Frame<'_>) {
    let (least_width, least_height) = super::layout::LEAST;
    let values =
        [("width", usize::from(least_width).into()), ("height", usize::from(least_height).into())];
    let text = app.say("too-small", &values);
    let area = frame.area();
    draw::paragraph(frame.buffer_mut(), area, &text, app.theme.style(Role::Text));
}

fn panes(app: &App, frame: &mut Frame<'_>) {
    let layout = &app.layout;
    if let Some(area) = layout.tabs {
        strip(app, frame.buffer_mut(), area);
    }
    if let Some(area) = layout.list {
        panes::list::draw(app, frame, area);
    }
    if let Some(area) = layout.editor {
        panes::editor::draw(app, frame, area);
    }
    if let Some(area) = layout.meta {
        panes::meta::draw(app, frame, area);
    }
    if let Some(area) = layout.log {
        panes::log::draw(app, frame, area);
    }
    if let Some(area) = layout.status {
        status(app, frame.buffer_mut(), area);
    }
}

/// The tabs of panes that only one of has room.
fn tabs(app: &App) -> [(Pane, String); 4] {
    [Pane::List, Pane::Editor, Pane::Meta, Pane::Log].map(|pane| {
        let name = app.say(pane.title(), &[]);
        (pane, format!(" {} {name} ", pane.number()))
    })
}

/// Where the tab of each pane begins.
pub fn strip_places(app: &App, area: Rect) -> Vec<(Pane, (u16, u16))> {
    let mut x = area.x;
    let mut places = Vec::new();
    for (pane, text) in tabs(app) {
        places.push((pane, (x, area.y)));
        let width = u16::try_from(Visible::line(&text).width()).unwrap_or(u16::MAX);
        x = x.saturating_add(width);
    }
    places.retain(|(_, (x, _))| *x < area.right());
    places
}

/// The panes as tabs, where only one has room.
fn strip(app: &App, buffer: &mut Buffer, area: Rect) {
    let theme = app.theme;
    let mut parts = Vec::new();
    for (pane, text) in tabs(app) {
        let style =
            if pane == app.focus { theme.style(Role::Selection) } else { theme.style(Role::Dim) };
        parts.push(Part::new(text.as_str(), style));
    }
    draw::line(buffer, area, &parts);
}

/// The program, the office and who is here; at the right what is going on, and the time.
fn header(app: &App, buffer: &mut Buffer, area: Rect) {
    let theme = app.theme;
    let strong = theme.style(Role::Accent).add_modifier(Modifier::BOLD);
    let mut left = vec![Part::new(" redaksi ", strong)];
    let mut extra = None;
    let mut right = Vec::new();
    if let Some(office) = &app.office {
        left.push(Part::new(format!(" {} ", office.name).as_str(), theme.style(Role::Text)));
        if let Some(me) = &office.me {
            let roles: Vec<String> = me
                .roles
                .iter()
                .map(|role| app.say(&format!("role-{}", role.word()), &[]))
                .collect();
            left.push(Part::new(format!("· {}", me.name).as_str(), theme.style(Role::Dim)));
            let roles = format!(" ({})", roles.join(", "));
            extra = Some(Part::new(roles.as_str(), theme.style(Role::Dim)));
        }
        if office.single_eye {
            let text = format!(" {} ", app.say("header-single-eye", &[]));
            right.push(Part::new(text.as_str(), theme.style(Role::Warn)));
        }
        if office.read_only {
            let text = format!(" {} ", app.say("header-read-only", &[]));
            right.push(Part::new(text.as_str(), theme.style(Role::Error)));
        }
        if app.counts.review > 0 {
            let text = app.say("header-to-review", &[("count", app.counts.review.into())]);
            right.push(Part::new(format!(" ◆ {text} ").as_str(), theme.style(Role::Warn)));
        }
        let day = time::day(app.now.at, office.zone, &app.words);
        let clock = time::clock(app.now.at, office.zone, &app.words);
        right.push(Part::new(format!(" {day} {clock} ").as_str(), theme.style(Role::Dim)));
    }
    // What the person may do is known to them: work that waits is not.
    let room = usize::from(area.width).saturating_sub(draw::width(&left) + draw::width(&right));
    left.extend(extra.filter(|roles| roles.width() <= room));
    let used = draw::line(buffer, area, &left);
    let rest = Rect { x: area.x + used, width: area.width - used, ..area };
    // What has no room goes, the farthest from the edge first.
    while !right.is_empty() && draw::width(&right) > usize::from(rest.width) {
        right.remove(0);
    }
    draw::line_right(buffer, rest, &right);
}

/// What is wrong with the text, and how far it is saved.
fn status(app: &App, buffer: &mut Buffer, area: Rect) {
    let theme = app.theme;
    let mut parts = vec![Part::new(" ", theme.style(Role::Text))];
    if let Some(doc) = &app.doc {
        let counts = doc.counts();
        for (count, level, key) in [
            (counts.error, Level::Error, "status-errors"),
            (counts.warning, Level::Warning, "status-warnings"),
        ] {
            if count > 0 {
                let look = theme.level(level);
                let text = app.say(key, &[("count", count.into())]);
                parts.push(Part::new(format!("{} {text}  ", look.glyph).as_str(), look.style));
            }
        }
        if counts.error + counts.warning > 0
            && let Some(key) = app.keymap.label(Action::EditNextProblem, app.context())
        {
            let text = app.say("status-next-problem", &[("key", key.into())]);
            parts.push(Part::new(text.as_str(), theme.style(Role::Dim)));
        }
        if let Some(locked) = doc.locked {
            parts.push(Part::new(app.say(locked, &[]).as_str(), theme.style(Role::Dim)));
        }
    }
    let right = saving(app);
    let keep = u16::try_from(draw::width(&right)).unwrap_or(area.width).min(area.width);
    draw::line_right(buffer, area, &right);
    let left = Rect { width: area.width - keep, ..area };
    draw::line(buffer, left, &parts);
}

/// Is what was typed safe? Says so only when it is.
pub fn saving(app: &App) -> Vec<Part> {
    let theme = app.theme;
    let (Some(doc), Some(office)) = (&app.doc, &app.office) else { return Vec::new() };
    if let JournalState::Failing(_) = app.journal {
        let text = format!(" ✗ {} ", app.say("status-journal-failing", &[]));
        return vec![Part::new(text.as_str(), theme.style(Role::Error))];
    }
    if doc.saving.failing.is_some() {
        let text = format!(" ✗ {} ", app.say("status-not-saved", &[]));
        return vec![Part::new(text.as_str(), theme.style(Role::Error))];
    }
    if !doc.is_durable() {
        let text = format!(" ● {} ", app.say("status-unsaved", &[]));
        return vec![Part::new(text.as_str(), theme.style(Role::Warn))];
    }
    let Some(at) = doc.saving.at else { return Vec::new() };
    let clock = time::clock(at, office.zone, &app.words);
    let text = format!(" ✓ {} ", app.say("status-saved", &[("clock", clock.into())]));
    vec![Part::new(text.as_str(), theme.style(Role::Ok))]
}

/// The keys that are legal now, as many as have room; help is always among them.
fn footer(app: &App, buffer: &mut Buffer, area: Rect) {
    let theme = app.theme;
    // While a query is typed, letters are letters.
    let context = if app.filter.is_some() { Context::Dialog } else { app.context() };
    let mut parts = vec![Part::new(" ", theme.style(Role::Text))];
    let help = entry(app, context, Action::UiHelp);
    let reserve = draw::width(&help);
    for action in super::legal::footer(app, context) {
        let entry = entry(app, context, action);
        if draw::width(&parts) + draw::width(&entry) + reserve > usize::from(area.width) {
            break;
        }
        parts.extend(entry);
    }
    parts.extend(help);
    draw::line(buffer, area, &parts);
}

fn entry(app: &App, context: Context, action: Action) -> Vec<Part> {
    let Some(key) = app.keymap.label(action, context) else { return Vec::new() };
    let word = action.short(&app.words);
    vec![
        Part::new(key.as_str(), app.theme.style(Role::Accent)),
        Part::new(format!(" {word}  ").as_str(), app.theme.style(Role::Dim)),
    ]
}

/// At the right above the footer, the newest lowest; above the row that is being written in, if
/// that would be covered and there is room.
fn toasts(app: &App, buffer: &mut Buffer, room: Rect) {
    let theme = app.theme;
    let width = TOAST.min(room.width.saturating_sub(2));
    let inside = width.saturating_sub(4);
    let told: Vec<_> =
        app.notes.toasts().iter().rev().map(|note| told(app, note, inside)).collect();
    let height =
        |rows: &Vec<Visible>| u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2);
    let all = told.iter().fold(0_u16, |sum, (_, rows)| sum.saturating_add(height(rows)));
    let covered = room.bottom().saturating_sub(all)..room.bottom();
    let newest = told.first().map_or(0, |(_, rows)| height(rows));
    let fits = |row: &u16| covered.contains(row) && row.saturating_sub(room.y) >= newest;
    let written = panes::editor::written_row(app).filter(fits);
    let mut bottom = written.unwrap_or(room.bottom());
    for (role, rows) in told {
        let widest = rows.iter().map(Visible::width).max().unwrap_or(0);
        let columns = u16::try_from(widest).unwrap_or(inside).min(inside) + 4;
        let height = height(&rows);
        let Some(top) = bottom.checked_sub(height).filter(|top| *top >= room.y) else { break };
        let area = Rect { x: room.right() - columns, y: top, width: columns, height };
        Clear.render(area, buffer);
        let inner = draw::frame(app, buffer, area, &[], false);
        for (index, row) in rows.into_iter().enumerate() {
            let at = draw::row(inner, u16::try_from(index).unwrap_or(u16::MAX));
            let at = Rect { x: at.x + 1, width: at.width.saturating_sub(1), ..at };
            draw::line(buffer, at, &[Part { text: row, style: theme.style(role) }]);
        }
        bottom = top;
    }
}

/// A toast in rows of so many columns.
fn told(app: &App, note: &Note, inside: u16) -> (Role, Vec<Visible>) {
    let (role, glyph) = match note.weight {
        Weight::Note => (Role::Text, "·"),
        Weight::Done => (Role::Ok, "✓"),
        Weight::Warning => (Role::Warn, "!"),
        Weight::Error => (Role::Error, "✗"),
    };
    let mut text = format!("{glyph} {}", note.text);
    if let Some(hint) = &note.hint {
        text.push('\n');
        text.push_str(hint);
    }
    if note.weight == Weight::Error {
        text.push('\n');
        text.push_str(&app.say("toast-close", &[]));
    }
    (role, draw::rows(&text, inside))
}
