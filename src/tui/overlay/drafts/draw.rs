//! How the search in all drafts looks.

use ratatui::layout::Rect;
use tui_textarea::TextArea;
use unicode_width::UnicodeWidthStr as _;

use super::{Drafts, Fate, Focus, Line, Stage};
use crate::text::search::places::Place;
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::find::bar;
use crate::tui::input::Mouse;
use crate::tui::msg::drafts::Left;
use crate::tui::overlay::choices;
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::{Role, SELECTED};

/// What lies at a place of the screen.
pub(super) enum Spot {
    Find,
    Replace,
    Line(usize),
    Nothing,
}

/// Where everything comes to lie.
struct Room {
    find: Rect,
    replace: Rect,
    choices: Rect,
    told: Rect,
    about: Rect,
    list: Rect,
}

fn room(app: &App, area: Rect) -> Room {
    let inner = draw::inside(app, area, 0);
    let roomy = inner.height > 8;
    let choices = 2 + u16::from(roomy);
    Room {
        find: draw::row(inner, 0),
        replace: draw::row(inner, 1),
        choices: if roomy { draw::row(inner, 2) } else { Rect { height: 0, ..inner } },
        told: draw::row(inner, choices),
        about: if roomy { draw::row(inner, choices + 1) } else { Rect { height: 0, ..inner } },
        list: draw::below(inner, choices + 1 + 2 * u16::from(roomy)),
    }
}

/// Why a draft was left as it was, in words.
pub(super) fn why(app: &App, left: &Left) -> String {
    match left {
        Left::Moved => app.say("drafts-moved", &[]),
        Left::Unsaved => app.say("drafts-unsaved", &[]),
        Left::NoDraft => app.say("drafts-no-draft", &[]),
        Left::Told(told) => told.message.clone(),
    }
}

impl Drafts {
    fn names(app: &App) -> (String, String, u16) {
        let (find, replace) = (app.say("find-find", &[]), app.say("find-replace", &[]));
        let column = u16::try_from(find.width().max(replace.width()) + 3).unwrap_or(0);
        (find, replace, column)
    }

    /// The first line of the list that is seen.
    fn first(&self, height: u16) -> usize {
        (self.selected + 1).saturating_sub(usize::from(height.max(1)))
    }

    pub(super) fn hit(&self, app: &App, mouse: Mouse) -> Spot {
        let room = room(app, choices::room(app));
        let at = (mouse.column, mouse.row).into();
        if room.find.contains(at) {
            return Spot::Find;
        }
        if room.replace.contains(at) {
            return Spot::Replace;
        }
        let line =
            self.first(room.list.height) + usize::from(mouse.row.saturating_sub(room.list.y));
        let is_line = room.list.contains(at) && line < self.lines().len();
        if is_line { Spot::Line(line) } else { Spot::Nothing }
    }

    pub(super) fn spots(&self, app: &App) -> Vec<(u16, u16)> {
        let room = room(app, choices::room(app));
        let column = Self::names(app).2;
        let fields = [room.find, room.replace].map(|at| (at.x + column, at.y));
        let seen = self.lines().len().saturating_sub(self.first(room.list.height));
        let lines = (room.list.y..room.list.bottom()).take(seen).map(|y| (room.list.x, y));
        fields.into_iter().chain(lines).collect()
    }

    pub(super) fn show(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        draw::card(app, frame.buffer_mut(), area, &app.say("drafts-title", &[]));
        let room = room(app, area);
        let (find, replace, column) = Self::names(app);
        let in_find = field(app, frame, room.find, &find, &self.find, column);
        let in_replace = field(app, frame, room.replace, &replace, &self.replace, column);
        let mut parts = bar::choices(app, &self.query, usize::from(room.choices.width));
        parts.insert(0, Part::new(" ", app.theme.style(Role::Text)));
        draw::line(frame.buffer_mut(), room.choices, &parts);
        self.told(app, frame, room.told);
        let about = format!(" {}", app.say("drafts-about", &[]));
        let about = Part::new(about.as_str(), app.theme.style(Role::Dim));
        draw::line(frame.buffer_mut(), room.about, &[about]);
        let in_list = self.list(app, frame, room.list);
        let caret = match self.focus {
            Focus::Find => in_find,
            Focus::Replace => in_replace,
            Focus::List => in_list.unwrap_or((room.told.x, room.told.y)),
        };
        if !room.find.is_empty() {
            frame.set_cursor_position(caret);
        }
    }

    /// How far it is, or what is wrong.
    fn told(&self, app: &App, frame: &mut Frame<'_>, at: Rect) {
        let places: usize = self.rows.iter().map(|row| row.found.count).sum();
        let chosen: usize = self.rows.iter().map(super::Row::chosen).sum();
        let whose = if self.everyone { "drafts-of-all" } else { "drafts-of-mine" };
        let values = [
            ("whose", app.say(whose, &[]).into()),
            ("looked", self.looked.into()),
            ("drafts", self.rows.len().into()),
            ("places", places.into()),
            ("chosen", chosen.into()),
            ("left", self.queue.len().into()),
        ];
        let (role, text) = match (bar::wrong(app, self.bad), self.stage) {
            (Some(wrong), _) => (Role::Error, format!("✗ {wrong}")),
            (None, Stage::Idle) => (Role::Dim, app.say("drafts-idle", &values)),
            (None, Stage::Looking) => (Role::Dim, app.say("drafts-looking", &values)),
            (None, Stage::Looked) if places == 0 => (Role::Warn, app.say("drafts-none", &values)),
            (None, Stage::Looked) => (Role::Text, app.say("drafts-looked", &values)),
            (None, Stage::Replacing) => (Role::Dim, app.say("drafts-replacing", &values)),
            (None, Stage::Replaced) => (Role::Ok, app.say("drafts-done", &values)),
        };
        let mut text = format!(" {text}");
        if self.unread > 0 {
            text =
                format!("{text} · {}", app.say("drafts-unread", &[("count", self.unread.into())]));
        }
        let text = draw::whole_fields(&text, usize::from(at.width));
        draw::line(frame.buffer_mut(), at, &[Part { text, style: app.theme.style(role) }]);
    }

    /// The lines that have room; gives the place of the chosen one.
    fn list(&self, app: &App, frame: &mut Frame<'_>, area: Rect) -> Option<(u16, u16)> {
        let lines = self.lines();
        let mut chosen = None;
        let seen = lines.iter().enumerate().skip(self.first(area.height));
        for ((index, line), y) in seen.zip(0..area.height) {
            let at = draw::row(area, y);
            let is_chosen = self.focus == Focus::List && index == self.selected;
            let sign = if is_chosen { SELECTED } else { " " };
            let mut parts = vec![Part::new(sign, app.theme.style(Role::Accent))];
            parts.extend(self.parts(app, *line, usize::from(at.width)));
            draw::line(frame.buffer_mut(), at, &parts);
            if is_chosen {
                chosen = Some((at.x, at.y));
            }
        }
        chosen
    }

    fn parts(&self, app: &App, line: Line, columns: usize) -> Vec<Part> {
        let theme = app.theme;
        let Some(row) = self.rows.get(line.row()) else { return Vec::new() };
        let mark = match row.is_chosen(line) {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "[-] ",
        };
        let (dim, text) = (theme.style(Role::Dim), theme.style(Role::Text));
        match line {
            Line::Draft(_) => {
                let strong = text.add_modifier(ratatui::style::Modifier::BOLD);
                let mut more = format!(" · {}", row.found.count);
                if app.me().is_none_or(|me| me.row != row.found.author) {
                    more = format!("{more} · {}", app.name(row.found.author));
                }
                let mark = match &row.fate {
                    None => Part::new(mark, text),
                    Some(Fate::Replaced(_)) => Part::new(" ✓  ", theme.style(Role::Ok)),
                    Some(Fate::Left(why)) => {
                        more = format!(" · {}", self::why(app, why));
                        Part::new(" !  ", theme.style(Role::Warn))
                    }
                };
                // The headline gives way: what became of it is not known otherwise.
                let room = columns.saturating_sub(6 + more.width().min(columns / 2));
                let headline = crate::visible::Visible::line(&row.headline(app)).cut(room);
                vec![mark, Part { text: headline, style: strong }, Part::new(more.as_str(), dim)]
            }
            Line::Hit(_, number) => {
                let mut parts = vec![Part::new(format!("   {mark}").as_str(), dim)];
                if let Some(place) = row.found.places.get(number) {
                    let replaces = !small::text(&self.replace).is_empty();
                    parts.extend(words(app, place, replaces, columns.saturating_sub(8)));
                }
                parts
            }
            Line::More(_) => {
                let count = row.found.count - row.found.places.len();
                let more = app.say("drafts-more", &[("count", count.into())]);
                vec![Part::new(format!("   {mark}{more}").as_str(), dim)]
            }
        }
    }
}

/// A hit among its words, and what comes in its place.
fn words(app: &App, place: &Place, replaces: bool, columns: usize) -> Vec<Part> {
    let theme = app.theme;
    let dim = theme.style(Role::Dim);
    // Where columns are few the hit is what has to be seen.
    let from = place.before.char_indices().rev().nth(6).map_or(0, |(at, _)| at);
    let before = if columns < 44 && from > 0 {
        format!("…{}", place.before.get(from..).unwrap_or_default())
    } else {
        place.before.clone()
    };
    let mut parts = vec![Part::new(before.as_str(), dim)];
    if replaces {
        parts.push(Part::new(format!("«{}", place.hit).as_str(), theme.style(Role::Removed)));
        parts.push(Part::new(" → ", dim));
        parts.push(Part::new(format!("{}»", place.with).as_str(), theme.style(Role::Added)));
    } else {
        parts.push(Part::new(format!("«{}»", place.hit).as_str(), theme.style(Role::Found)));
    }
    parts.push(Part::new(place.after.as_str(), dim));
    parts
}

/// A name and its field; gives the caret's cell.
fn field(
    app: &App,
    frame: &mut Frame<'_>,
    at: Rect,
    name: &str,
    input: &TextArea<'_>,
    column: u16,
) -> (u16, u16) {
    let style = app.theme.style(Role::Accent);
    draw::line(frame.buffer_mut(), at, &[Part::new(format!(" {name}:").as_str(), style)]);
    let column = column.min(at.width);
    let room = Rect { x: at.x + column, width: at.width - column, ..at };
    let (text, caret) = (small::text(input), small::caret(input));
    draw::small_input(frame.buffer_mut(), room, &text, caret, app.theme.style(Role::Text))
}
