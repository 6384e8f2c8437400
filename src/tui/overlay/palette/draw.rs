//! How the palette looks.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{Hit, Item, Palette, Scope, place};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::overlay::key_of;
use crate::tui::small;
use crate::tui::theme::{Role, SELECTED};

impl Palette {
    /// The input, the items that have room, and a line about the chosen one.
    pub(super) fn picture(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let theme = app.theme;
        let outer = place(app, area);
        let buffer = frame.buffer_mut();
        draw::card(app, buffer, outer, &app.say("palette-title", &[]));
        let inner = draw::inside(app, outer, 0);
        let line = draw::row(inner, 0);
        let used = draw::line(buffer, line, &[Part::new("› ", theme.style(Role::Accent))]);
        let field = Rect { x: line.x + used, width: line.width - used, ..line };
        let text = self.text();
        let cursor = draw::small_input(
            buffer,
            field,
            &text,
            small::caret(&self.input),
            theme.style(Role::Text),
        );
        draw_hint(app, buffer, field, &text);
        let rows = self.rows(app, outer);
        let first = self.first(rows);
        for row in 0..rows.height {
            let index = first + usize::from(row);
            if let Some(item) = self.items.get(index) {
                let at = draw::row(rows, row);
                self.draw_item(app, buffer, at, item, index == self.chosen);
            }
        }
        self.draw_nothing(app, buffer, rows, &text);
        let height = inner.bottom().saturating_sub(rows.bottom());
        self.draw_below(app, buffer, Rect { y: rows.bottom(), height, ..rows });
        if inner.contains(cursor.into()) {
            frame.set_cursor_position(cursor);
        }
    }

    fn draw_nothing(&self, app: &App, buffer: &mut Buffer, rows: Rect, text: &str) {
        let (scope, rest) = Scope::of(text);
        if !self.items.is_empty() || (rest.is_empty() && scope != Scope::Texts) {
            return;
        }
        let waits = self.search.asked.is_some();
        let key = if waits { "palette-searching" } else { "palette-nothing" };
        let text = format!("  {}", app.say(key, &[]));
        let dim = app.theme.style(Role::Dim);
        draw::line(buffer, draw::row(rows, 0), &[Part::new(text.as_str(), dim)]);
    }

    /// Why the chosen one cannot be done; else how many there are.
    fn draw_below(&self, app: &App, buffer: &mut Buffer, area: Rect) {
        let theme = app.theme;
        let reason = self.reason(app, area.width);
        for (row, text) in (0..).zip(&reason) {
            let text = format!(" {text}");
            let part = Part::new(text.as_str(), theme.style(Role::Warn));
            draw::line(buffer, draw::row(area, row), &[part]);
        }
        if !reason.is_empty() {
            return;
        }
        if !self.items.is_empty() {
            let text = format!("{}/{} ", self.chosen + 1, self.items.len());
            draw::line_right(buffer, area, &[Part::new(text.as_str(), theme.style(Role::Dim))]);
        }
    }

    fn draw_item(&self, app: &App, buffer: &mut Buffer, area: Rect, item: &Item, chosen: bool) {
        let theme = app.theme;
        let edge = if chosen { SELECTED } else { " " };
        let mut parts = vec![Part::new(edge, theme.style(Role::BorderFocus))];
        let mut right = Vec::new();
        match item {
            Item::Command { action, hit } => {
                (parts, right) = self.command_parts(app, parts, *action, hit);
                self.beside(app, &mut parts, *action, chosen, area.width, &right);
            }
            Item::Text(row) => {
                let look = theme.stage(row.stage, row.flags);
                let stage = format!("{} {} ", look.glyph, app.say(look.key, &[]));
                parts.push(Part::new(stage.as_str(), look.style));
                let headline = match row.headline.trim() {
                    "" => app.say("headline-none", &[]),
                    headline => headline.to_owned(),
                };
                parts.push(Part::new(headline.as_str(), theme.style(Role::Text)));
                let author = format!(" {} ", app.name(row.author));
                right.push(Part::new(author.as_str(), theme.style(Role::Dim)));
            }
            Item::Person(person) => {
                let name = match &person.full_name {
                    Some(full) => format!("@{} · {full}", person.name),
                    None => format!("@{}", person.name),
                };
                parts.push(Part::new(name.as_str(), theme.style(Role::Text)));
                let text = format!(" {} ", app.say("palette-person", &[]));
                right.push(Part::new(text.as_str(), theme.style(Role::Dim)));
            }
            Item::Paragraph(number) => {
                let last = app.doc.as_ref().map_or(0, |doc| doc.body.paragraphs());
                let values = [("number", (*number).into()), ("last", last.into())];
                let text = app.say("palette-paragraph", &values);
                parts.push(Part::new(text.as_str(), theme.style(Role::Text)));
            }
        }
        let keep = u16::try_from(draw::width(&right)).unwrap_or(u16::MAX);
        let keep = if keep.saturating_mul(2) > area.width { 0 } else { keep };
        draw::line(buffer, Rect { width: area.width - keep, ..area }, &parts);
        if keep > 0 {
            draw::line_right(buffer, area, &right);
        }
        if chosen {
            draw::tint(buffer, area, theme.style(Role::Selection));
        }
    }

    fn command_parts(
        &self,
        app: &App,
        mut parts: Vec<Part>,
        action: Action,
        hit: &Hit,
    ) -> (Vec<Part>, Vec<Part>) {
        let theme = app.theme;
        let is_off = self.why(action).is_some();
        let style = theme.style(if is_off { Role::Dim } else { Role::Text });
        parts.push(Part::new(if is_off { "–" } else { " " }, style));
        let title = action.title(&app.words);
        for (at, c) in title.chars().enumerate() {
            let is_hit = hit.letters.contains(&at);
            let look = if is_hit { style.add_modifier(Modifier::UNDERLINED) } else { style };
            parts.push(Part::new(c.to_string().as_str(), look));
        }
        if let Some(by) = &hit.by {
            parts.push(Part::new(format!("  {by}").as_str(), theme.style(Role::Dim)));
        }
        let mut right = Vec::new();
        if hit.is_recent {
            let text = format!(" {} ", app.say("palette-recent", &[]));
            right.push(Part::new(text.as_str(), theme.style(Role::Dim)));
        }
        let key = format!(" {} ", key_of(app, self.below, action));
        let look = theme.style(if is_off { Role::Dim } else { Role::Accent });
        right.push(Part::new(key.as_str(), look));
        (parts, right)
    }
}

impl Palette {
    /// Why it cannot be done, if that has room whole. The line below says it of the chosen one.
    fn beside(
        &self,
        app: &App,
        parts: &mut Vec<Part>,
        action: Action,
        chosen: bool,
        width: u16,
        right: &[Part],
    ) {
        let Some(why) = self.why(action).filter(|_| !chosen) else { return };
        let why = app.say(why.key, &[("name", why.name.as_str().into())]);
        let part = Part::new(format!("  {why}").as_str(), app.theme.style(Role::Dim));
        if draw::width(parts) + part.width() + draw::width(right) <= usize::from(width) {
            parts.push(part);
        }
    }
}

/// What can be typed, after what was.
fn draw_hint(app: &App, buffer: &mut Buffer, field: Rect, text: &str) {
    let (scope, rest) = Scope::of(text);
    if !rest.is_empty() || (scope == Scope::Commands && !text.is_empty()) {
        return;
    }
    let last = app.doc.as_ref().map_or(0, |doc| doc.body.paragraphs());
    let hint = app.say(scope.hint(), &[("last", last.into())]);
    let used = u16::from(!text.is_empty()) * 2;
    let room =
        Rect { x: field.x.saturating_add(used), width: field.width.saturating_sub(used), ..field };
    let hint = draw::whole_fields(&hint, usize::from(room.width));
    draw::line(buffer, room, &[Part { text: hint, style: app.theme.style(Role::Dim) }]);
}
