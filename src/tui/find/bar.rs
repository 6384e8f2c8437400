//! The lines below the text in which it is typed what to look for, and what comes instead.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr as _;

use super::MOST;
use crate::text::search::{Choice, Query};
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::doc::Doc;
use crate::tui::draw::{self, Part};
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::Role;

/// The pane must have so many rows of text for a row that says how it is looked for.
const ROOMY: u16 = 8;

/// Rows of the pane that the search takes from the text.
pub fn rows(app: &App, inner: u16) -> u16 {
    let Some(bar) = app.find.bar.as_ref().filter(|_| app.doc.is_some()) else { return 0 };
    let lines = 1 + u16::from(bar.replace.is_some());
    let told = u16::from(inner >= ROOMY || app.find.bad.is_some());
    (lines + told).min(inner.saturating_sub(2))
}

/// What is left of the pane for the text, its frame included.
pub fn text_area(app: &App, area: Rect) -> Rect {
    let inner = area.height.saturating_sub(2);
    Rect { height: area.height - rows(app, inner), ..area }
}

/// The lines themselves, at the lower edge inside of the frame.
fn place(app: &App, area: Rect) -> Rect {
    let inner = area.inner(ratatui::layout::Margin::new(1, 1));
    let rows = rows(app, inner.height);
    Rect { y: inner.bottom() - rows, height: rows, ..inner }
}

/// The line at a place of the screen, from 0.
pub fn hit(app: &App, x: u16, y: u16) -> Option<u16> {
    let place = place(app, app.layout.editor?);
    place.contains((x, y).into()).then(|| y - place.y)
}

/// How many there are, and which this is.
pub fn count(app: &App) -> String {
    let scan = &app.find.scan;
    if app.find.is_empty() {
        return String::new();
    }
    let of_text = app.doc.as_ref().is_some_and(|doc: &Doc| scan.is_of(doc));
    if !of_text || scan.is_busy() && scan.count() == 0 {
        return app.say("find-busy", &[]);
    }
    if scan.count() == 0 {
        return app.say("find-none", &[]);
    }
    // What is counted still, or not at all, is not said as if it were known.
    let more = if scan.is_busy() || scan.more { "+" } else { "" };
    let count = app.words.number(scan.count().min(MOST));
    let count = format!("{count}{more}");
    match scan.number() {
        Some(number) => {
            let values = [("number", number.into()), ("count", count.into())];
            app.say("find-count", &values)
        }
        None => app.say("find-count-only", &[("count", count.into())]),
    }
}

pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let Some(bar) = app.find.bar.as_ref().filter(|_| app.doc.is_some()) else { return };
    let place = place(app, area);
    frame.anew(place);
    let roomy = area.height.saturating_sub(2) >= ROOMY;
    let mut right = count(app);
    if !roomy {
        // Without a row for it: the signs of what is chosen.
        let signs = signs(&app.find.query);
        if !signs.is_empty() {
            right = format!("{right} {signs}");
        }
    }
    let names = [app.say("find-find", &[]), app.say("find-replace", &[])];
    let column = names.iter().map(|name| name.width()).max().unwrap_or(0) + 2;
    let mut carets = Vec::new();
    let find = (small::text(&bar.find), small::caret(&bar.find));
    let replace = bar.replace.as_ref().map(|line| (small::text(line), small::caret(line)));
    // With room for one of the two lines it is the one that has the caret.
    let skipped = usize::from(bar.in_replace && place.height < 2);
    let lines = std::iter::once(find).chain(replace).zip(&names).skip(skipped);
    for (y, ((text, caret), name)) in (0..).zip(lines) {
        let at = draw::row(place, y);
        let style = app.theme.style(Role::Accent);
        draw::line(frame.buffer_mut(), at, &[Part::new(format!("{name}:").as_str(), style)]);
        let right = if y == 0 { right.as_str() } else { "" };
        let room = at.width.saturating_sub(u16::try_from(column + right.width() + 1).unwrap_or(0));
        let column = u16::try_from(column).unwrap_or(0).min(at.width);
        let field = Rect { x: at.x + column, width: room, ..at };
        let role = if y == 0 && app.find.bad.is_some() { Role::Error } else { Role::Text };
        let style = app.theme.style(role);
        carets.push(draw::small_input(frame.buffer_mut(), field, &text, caret, style));
        let none = app.find.scan.count() == 0 && !app.find.is_busy();
        let role = if none { Role::Warn } else { Role::Dim };
        draw::line_right(frame.buffer_mut(), at, &[Part::new(right, app.theme.style(role))]);
    }
    let below = draw::below(place, u16::try_from(carets.len()).unwrap_or(1));
    told(app, frame, below);
    let caret = carets.get(usize::from(bar.in_replace) - skipped).copied();
    if let Some(caret) = caret.filter(|_| app.context() == Context::Find && !place.is_empty()) {
        frame.set_cursor_position(caret);
    }
}

/// The look of what lies in a hit: the current one differs by more than its colour.
pub fn style(app: &App, found: &[(usize, usize, bool)], piece: Range<usize>) -> Option<Style> {
    let hits = found.iter().filter(|(from, to, _)| *from < piece.end && *to > piece.start);
    let current = hits.map(|(_, _, current)| *current).max()?;
    Some(if current {
        let more = Modifier::BOLD.union(Modifier::UNDERLINED);
        app.theme.style(Role::Selection).add_modifier(more)
    } else {
        app.theme.style(Role::Found)
    })
}

/// What is wrong with the query, or how it is looked for.
fn told(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    if let Some(text) = wrong(app, app.find.bad) {
        let part = Part::new(format!("✗ {text}").as_str(), app.theme.style(Role::Error));
        draw::line(frame.buffer_mut(), draw::row(area, 0), &[part]);
        return;
    }
    let parts = choices(app, &app.find.query, usize::from(area.width));
    draw::line(frame.buffer_mut(), draw::row(area, 0), &parts);
}

/// What is wrong with a query, in words.
pub fn wrong(app: &App, bad: Option<crate::text::search::Bad>) -> Option<String> {
    let bad = bad?;
    let key = format!("find-bad-{}", bad.fault.word());
    Some(app.say(&key, &[("at", bad.at.into())]))
}

/// The ways to look with their keys, as many as have room; a sign says which are chosen.
pub fn choices(app: &App, query: &Query, columns: usize) -> Vec<Part> {
    let theme = app.theme;
    let groups = Choice::ALL.map(|choice| {
        let action = match choice {
            Choice::Case => Action::FindCase,
            Choice::Marks => Action::FindMarks,
            Choice::Whole => Action::FindWhole,
            Choice::Regex => Action::FindRegex,
        };
        let (sign, role) =
            if query.is(choice) { ("●", Role::Accent) } else { ("○", Role::Dim) };
        let key = app.keymap.label(action, Context::Find).unwrap_or_default();
        let word = app.say(&format!("find-{}", choice.word()), &[]);
        vec![
            Part::new(format!("{sign}{word} ").as_str(), theme.style(role)),
            Part::new(format!("{key}  ").as_str(), theme.style(Role::Dim)),
        ]
    });
    draw::whole(groups, columns + 2)
}

/// The chosen ones in as few cells as can be.
fn signs(query: &Query) -> String {
    let signs =
        [(Choice::Case, "Aa"), (Choice::Marks, "é"), (Choice::Whole, "[w]"), (Choice::Regex, ".*")];
    let chosen = signs.iter().filter(|(choice, _)| query.is(*choice));
    chosen.map(|(_, sign)| *sign).collect::<Vec<_>>().join(" ")
}
