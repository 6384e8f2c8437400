//! How the tray looks: groups with their counts, two lines a row, and what an empty group says.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{Group, Tray};
use crate::domain::delivery::{Op, Standing};
use crate::domain::outbox::Entry;
use crate::domain::time::Timestamp;
use crate::lang::time;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::app::publishing::{BY_HAND, trouble_words};
use crate::tui::draw::{self, Part};
use crate::tui::msg::publishing::Row;
use crate::tui::overlay::review::room;
use crate::tui::picture::Frame;
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

/// Lines of a row.
const LINES: u16 = 2;
/// From this width on a row tells state and destination before its headline.
const ROOMY: u16 = 60;

/// What lies under a press of the mouse.
pub(super) enum Spot {
    Group(Group),
    Row(usize),
}

/// A standing's sign and colour; its word stands beside it.
pub(super) fn look(standing: Standing) -> (&'static str, Role) {
    match standing {
        Standing::Queued => ("·", Role::Text),
        Standing::Looking => ("◌", Role::Accent),
        Standing::Sending => ("⇪", Role::Accent),
        Standing::Unknown => ("?", Role::Warn),
        Standing::Waiting => ("◷", Role::Warn),
        Standing::Conflict | Standing::Differs => ("≠", Role::Error),
        Standing::Refused => ("✗", Role::Error),
        Standing::Published => ("✓", Role::Ok),
        Standing::Visible => ("◉", Role::Ok),
        Standing::Cancelled => ("–", Role::Dim),
    }
}

pub(super) fn standing_word(app: &App, entry: &Entry) -> String {
    let parcel = &entry.parcel;
    let taken = parcel.op == Op::Withdraw && parcel.standing.is_done();
    if taken {
        return app.say("tray-standing-gone", &[]);
    }
    let trouble = parcel.trouble.as_ref().map(|trouble| trouble.key.as_str());
    if parcel.standing == Standing::Waiting && trouble.is_some_and(|key| BY_HAND.contains(&key)) {
        return app.say("tray-standing-by-hand", &[]);
    }
    app.say(&format!("standing-{}", parcel.standing.word()), &[])
}

/// Where a text is at one destination, in a line for its details.
pub fn place_words(app: &App, entry: &Entry) -> (String, Role) {
    let parcel = &entry.parcel;
    let (glyph, role) = look(parcel.standing);
    let word = standing_word(app, entry);
    let mut text = format!("{glyph} {}: {word}", parcel.destination);
    if let Some(next) = next(app, entry) {
        text.push_str(" · ");
        text.push_str(&next);
    }
    (text, role)
}

fn near(app: &App, at: Timestamp) -> String {
    time::near(at, app.now.at, app.zone(), &app.words)
}

/// When something happens by itself, in words.
pub(super) fn next(app: &App, entry: &Entry) -> Option<String> {
    let due = entry.due.filter(|_| entry.parcel.standing.is_open())?;
    // Until a person says something nothing does, though a far day is noted.
    let days = due.ms().saturating_sub(app.now.at.ms()) / 86_400_000;
    if days > 3_000 {
        return None;
    }
    // What is seconds away would be called now.
    if due.ms() - app.now.at.ms() < 60_000 {
        return Some(app.say("tray-next-now", &[]));
    }
    Some(app.say("tray-next", &[("when", near(app, due).into())]))
}

/// Operation, since when, tries, the next one, and what is wrong.
fn facts(app: &App, row: &Row, is_narrow: bool) -> String {
    let parcel = &row.entry.parcel;
    let mut facts = Vec::new();
    if is_narrow {
        facts.push(parcel.destination.to_string());
        facts.push(standing_word(app, &row.entry));
    } else {
        facts.push(app.say(&format!("operation-{}", parcel.op.word()), &[]));
        facts.push(app.say("tray-since", &[("when", near(app, parcel.queued).into())]));
        if parcel.attempts > 0 {
            facts.push(app.say("tray-attempts", &[("count", parcel.attempts.into())]));
        }
    }
    facts.extend(next(app, &row.entry));
    if let Some(trouble) = &parcel.trouble {
        facts.push(trouble_words(&app.words, trouble));
    } else if let Some(url) = &parcel.remote.url {
        facts.push(url.clone());
    }
    facts.join(" · ")
}

fn inner(app: &App) -> Rect {
    room(app).inner(ratatui::layout::Margin::new(1, 1))
}

fn list(inner: Rect) -> Rect {
    draw::below(inner, 1)
}

/// Rows that the keys for pages pass over.
pub(super) fn page(app: &App) -> usize {
    usize::from(list(inner(app)).height / LINES).max(1)
}

fn tabs(app: &App, tray: &Tray) -> Vec<(Group, Part)> {
    let tab = |group: Group| {
        let key = match group {
            Group::OnItsWay => "tray-on-its-way",
            Group::Needed => "tray-needed",
            Group::Over => "tray-over",
        };
        let name = app.say(key, &[]);
        let name = match tray.count(group) {
            0 => name,
            count => format!("{name} {}", app.words.number(count)),
        };
        if group == tray.group() {
            let style = app.theme.style(Role::Accent).add_modifier(Modifier::BOLD);
            (group, Part::new(format!("[{name}]").as_str(), style))
        } else {
            (group, Part::new(format!(" {name} ").as_str(), app.theme.style(Role::Dim)))
        }
    };
    Group::ALL.map(tab).into()
}

impl Tray {
    fn top(&self, app: &App) -> usize {
        (self.at() + 1).saturating_sub(page(app))
    }

    pub(super) fn hit(&self, app: &App, x: u16, y: u16) -> Option<Spot> {
        let inner = inner(app);
        if y == inner.y {
            let mut at = inner.x;
            for (group, part) in tabs(app, self) {
                let end = at + u16::try_from(part.width()).unwrap_or(0);
                if (at..end).contains(&x) {
                    return Some(Spot::Group(group));
                }
                at = end;
            }
        }
        let list = list(inner);
        let row = self.top(app) + usize::from(y.checked_sub(list.y)? / LINES);
        (list.contains((x, y).into()) && row < self.shown().len()).then_some(Spot::Row(row))
    }

    pub(super) fn cells(&self, app: &App) -> Vec<(u16, u16)> {
        let inner = inner(app);
        let mut x = inner.x;
        let mut cells = Vec::new();
        for (_, part) in tabs(app, self) {
            cells.push((x, inner.y));
            x = x.saturating_add(u16::try_from(part.width()).unwrap_or(u16::MAX));
        }
        let count = self.shown().len().saturating_sub(self.top(app)).min(page(app));
        let list = list(inner);
        cells
            .extend((list.y..list.bottom()).step_by(LINES.into()).take(count).map(|y| (list.x, y)));
        cells
    }

    pub(super) fn paint(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("tray-title", &[]);
        let inner = draw::popup(app, frame.buffer_mut(), area, &title);
        let parts: Vec<Part> = tabs(app, self).into_iter().map(|(_, part)| part).collect();
        draw::line(frame.buffer_mut(), draw::row(inner, 0), &parts);
        turning(app, frame, area);
        let list = list(inner);
        let shown = self.shown();
        if shown.is_empty() {
            self.nothing(app, frame, list);
            return;
        }
        let (at, top) = (self.at(), self.top(app));
        for (index, row) in shown.iter().enumerate().skip(top).take(page(app)) {
            let down = u16::try_from(index - top).unwrap_or(u16::MAX).saturating_mul(LINES);
            let place = draw::below(list, down);
            draw_row(app, frame, place, row, index == at);
        }
        let down = u16::try_from(at - top).unwrap_or(0).saturating_mul(LINES);
        frame.set_cursor_position((list.x, list.y + down));
    }

    /// An empty group says what would be there.
    fn nothing(&self, app: &App, frame: &mut Frame<'_>, list: Rect) {
        frame.set_cursor_position((list.x, list.y));
        if self.rows.is_none() {
            return;
        }
        let text = if app.publishing.destinations.is_empty() {
            let key = app.keymap.label(Action::UiPalette, Context::Anywhere).unwrap_or_default();
            app.say("tray-nowhere", &[("key", key.into())])
        } else {
            let key = match self.group() {
                Group::OnItsWay => "tray-empty-way",
                Group::Needed => "tray-empty-needed",
                Group::Over => "tray-empty-over",
            };
            app.say(key, &[("names", app.publishing.names().into())])
        };
        let area = draw::below(list, u16::from(!app.layout.is_low()));
        let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        draw::paragraph(frame.buffer_mut(), area, &text, app.theme.style(Role::Dim));
        frame.set_cursor_position((area.x, area.y));
    }
}

/// Which keys turn the groups, on the lower edge.
fn turning(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let line = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    let line = Rect { width: line.width.saturating_sub(1), ..line };
    let key = |(key, words): (&str, &str)| {
        vec![
            Part::new(format!(" {key}").as_str(), app.theme.style(Role::Accent)),
            Part::new(format!(" {} ", app.say(words, &[])).as_str(), app.theme.style(Role::Dim)),
        ]
    };
    let keys = [("←→", "tray-turn"), ("Esc", "tray-close")].map(key);
    let parts = draw::whole(keys, usize::from(line.width.saturating_sub(1)));
    draw::line_right(frame.buffer_mut(), line, &parts);
}

fn draw_row(app: &App, frame: &mut Frame<'_>, area: Rect, row: &Row, selected: bool) {
    let theme = app.theme;
    let buffer = frame.buffer_mut();
    let parcel = &row.entry.parcel;
    let is_narrow = area.width < ROOMY;
    let (glyph, role) = look(parcel.standing);
    let edge = if selected { SELECTED } else { " " };
    let edge_style = theme.style(if selected { Role::BorderFocus } else { Role::Accent });
    let mut first = vec![Part::new(edge, edge_style)];
    if is_narrow {
        first.push(Part::new(format!("{glyph} ").as_str(), theme.style(role)));
    } else {
        let word = standing_word(app, &row.entry);
        first.push(Part::new(format!("{glyph} {word}  ").as_str(), theme.style(role)));
        let name = format!("{}  ", parcel.destination);
        first.push(Part::new(name.as_str(), theme.style(Role::Accent)));
    }
    let headline = if row.headline.trim().is_empty() {
        app.say("headline-none", &[])
    } else {
        row.headline.clone()
    };
    let style = theme.style(Role::Text);
    let style = if selected { style.add_modifier(Modifier::BOLD) } else { style };
    first.push(Part { text: Visible::line(&headline), style });
    draw::line(buffer, draw::row(area, 0), &first);
    let room = usize::from(area.width).saturating_sub(3);
    let facts = draw::whole_fields(&facts(app, row, is_narrow), room);
    let second = [
        Part::new("   ", theme.style(Role::Dim)),
        Part { text: facts, style: theme.style(Role::Dim) },
    ];
    draw::line(buffer, draw::row(area, 1), &second);
    if selected {
        draw::tint(buffer, draw::row(area, 0), theme.style(Role::Selection));
    }
}
