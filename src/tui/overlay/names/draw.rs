//! How the list of names looks: by kinds, one line an entry, and the chosen one in full.

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr as _;

use super::Names;
use crate::domain::register::own::{Listed, Own, Sort};
use crate::lang::time;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::overlay::{choices, key_of};
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

const WIDEST: u16 = 100;
/// Faults that are told at once, where there is room.
const FAULTS: usize = 3;
/// Rows that the chosen entry has below its own.
const MORE: usize = 3;
/// Between the parts of what is said of a name.
const BETWEEN: &str = " · ";
/// The frame, what is typed, and blank rows.
const AROUND: usize = 5;
const LOWEST: u16 = 12;
/// Columns before a name.
const BEFORE: usize = 3;

/// A line of the list.
#[derive(Debug)]
enum Line {
    Group(Sort),
    /// By its place among those that are shown.
    Entry(usize),
    /// What the chosen entry had no room for.
    More(Visible),
}

/// The parts of the box.
struct Areas {
    /// There is room for more than the list.
    is_roomy: bool,
    filter: Rect,
    faults: Rect,
    list: Rect,
    /// Where the keys stand.
    foot: Rect,
}

/// As high as all entries need; what is typed to filter them does not move it.
pub(super) fn place(app: &App, names: &Names) -> Rect {
    let room = choices::room(app);
    let rows = names.rows.as_ref().map_or(0, Vec::len) + Sort::ALL.len();
    let all = rows + fault_lines(app, names, true).len() + MORE + AROUND;
    let height = u16::try_from(all).unwrap_or(u16::MAX).max(LOWEST);
    let height = height.min(room.height.saturating_sub(2));
    draw::place(app, room, WIDEST.min(room.width.saturating_sub(4)), height)
}

fn areas(app: &App, names: &Names) -> Areas {
    let place = place(app, names);
    let inner = draw::inside(app, place, 0);
    let filter =
        draw::row(Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }, 0);
    let roomy = inner.height > 8;
    let told = fault_lines(app, names, roomy).len();
    let rows = u16::try_from(told).unwrap_or(0);
    let below = draw::below(inner, if roomy { 2 } else { 1 });
    let faults = Rect { height: rows.min(below.height), ..below };
    let mut list = draw::below(below, if roomy && rows > 0 { rows + 1 } else { rows });
    let edge = Rect { x: place.x + 1, width: place.width.saturating_sub(2), ..place };
    let mut foot = draw::row(edge, place.height.saturating_sub(1));
    if app.layout.is_low() {
        list.height = list.height.saturating_sub(1);
        foot = draw::row(inner, inner.height.saturating_sub(1));
    }
    Areas { is_roomy: roomy, filter, faults, list, foot }
}

/// What of the file cannot be read.
fn fault_lines(app: &App, names: &Names, roomy: bool) -> Vec<(String, Role)> {
    let most = if roomy { FAULTS } else { 1 };
    let told = names.faults.iter().take(most).map(|(line, reason)| {
        let values = [("line", (*line).into()), ("reason", reason.as_str().into())];
        (app.say("names-fault", &values), Role::Warn)
    });
    let mut lines: Vec<(String, Role)> = told.collect();
    let more = names.faults.len().saturating_sub(most);
    if more > 0 && roomy {
        lines.push((app.say("names-fault-more", &[("count", more.into())]), Role::Warn));
    }
    if roomy && !names.faults.is_empty() {
        lines.push((app.say("names-fault-about", &[]), Role::Dim));
    }
    lines
}

/// Title or full form, term, and what else there is to say of an entry.
fn about(app: &App, listed: &Listed) -> Vec<String> {
    let own = &listed.own;
    let mut parts = vec![own.title.clone(), own.full.clone(), term(app, own)];
    if own.is_public {
        parts.push(app.say("names-public", &[]));
    }
    if listed.by_hand {
        parts.push(app.say("names-by-hand", &[]));
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn term(app: &App, own: &Own) -> String {
    let date = |date| time::date(date, &app.words);
    match (own.from.map(date), own.until.map(date)) {
        (Some(from), Some(until)) => {
            app.say("names-term", &[("from", from.into()), ("until", until.into())])
        }
        (Some(from), None) => app.say("names-since", &[("from", from.into())]),
        (None, Some(until)) => app.say("names-until", &[("until", until.into())]),
        (None, None) => String::new(),
    }
}

/// Columns for names, so that what they are stands in line behind them.
fn name_columns(names: &Names, width: u16) -> usize {
    let most = usize::from(width) / 2;
    names.widest.min(most.saturating_sub(BEFORE).max(1))
}

/// The lines that are seen.
fn lines(app: &App, names: &Names, list: Rect) -> Vec<Line> {
    let height = usize::from(list.height);
    // No line is needed that lies farther from the chosen one than the box is high.
    let from = names.chosen.saturating_sub(height);
    let to = (names.chosen + height + 1).min(names.shown.len());
    let mut lines = Vec::new();
    let sort = |index: usize| names.row(index).map(|row| row.listed.own.sort);
    let mut before = from.checked_sub(1).and_then(sort);
    let (mut chosen, mut last) = (0, 0);
    for index in from..to {
        let Some(row) = names.row(index) else { break };
        let own = row.listed.own.sort;
        let begins = before != Some(own);
        before = Some(own);
        if begins {
            lines.push(Line::Group(own));
        }
        if index == names.chosen {
            // Its head is seen with it.
            chosen = lines.len() - usize::from(begins);
        }
        lines.push(Line::Entry(index));
        if index == names.chosen {
            let more = more(app, names, &row.listed, list);
            lines.extend(more.into_iter().map(Line::More));
            last = lines.len();
        }
    }
    let spare = height.saturating_sub(last - chosen) / 2;
    let end = lines.len().saturating_sub(height);
    let top = chosen.saturating_sub(spare).min(end);
    lines.into_iter().skip(top).take(height).collect()
}

/// What of an entry has no room whole in its line.
fn more(app: &App, names: &Names, listed: &Listed, list: Rect) -> Vec<Visible> {
    let width = list.width;
    let columns = name_columns(names, width);
    let name = Some(&listed.own.name).filter(|name| name.width() > columns);
    let mut room = usize::from(width).saturating_sub(BEFORE + columns + 2);
    let about = about(app, listed);
    let seen = about.iter().take_while(|part| {
        let fits = part.width() <= room;
        room = room.saturating_sub(part.width() + BETWEEN.width());
        fits
    });
    let seen = seen.count();
    let rest = name.into_iter().chain(about.iter().skip(seen));
    let text = rest.map(String::as_str).collect::<Vec<_>>().join(BETWEEN);
    if text.is_empty() {
        return Vec::new();
    }
    let room = width.saturating_sub(u16::try_from(BEFORE + 2).unwrap_or(0)).max(1);
    let most = usize::from(list.height / 2).clamp(1, MORE);
    draw::rows(&text, room).into_iter().take(most).collect()
}

fn paint_line(app: &App, names: &Names, frame: &mut Frame<'_>, at: Rect, line: &Line) {
    let theme = app.theme;
    let (text, dim) = (theme.style(Role::Text), theme.style(Role::Dim));
    let chosen = theme.style(Role::Selection);
    let buffer = frame.buffer_mut();
    match line {
        Line::Group(sort) => {
            let title = app.say(&format!("names-group-{}", sort.word()), &[]);
            let style = theme.style(Role::Accent).add_modifier(Modifier::BOLD);
            draw::line(buffer, at, &[Part::new(format!(" {title}").as_str(), style)]);
        }
        Line::Entry(index) => {
            let Some(row) = names.row(*index) else { return };
            let is_chosen = *index == names.chosen;
            let columns = name_columns(names, at.width);
            let name = Visible::line(&row.listed.own.name).cut(columns);
            let gap = " ".repeat(columns.saturating_sub(name.width()) + 2);
            let sign = if is_chosen { SELECTED } else { " " };
            let (plain, about_style) = if is_chosen { (chosen, chosen) } else { (text, dim) };
            let parts = [
                Part::new(format!("{sign}  ").as_str(), plain),
                Part { text: name, style: plain },
                Part::new(gap.as_str(), plain),
                Part::new(about(app, &row.listed).join(BETWEEN).as_str(), about_style),
            ];
            draw::line(buffer, at, &parts);
            if is_chosen {
                draw::tint(buffer, at, chosen);
            }
        }
        Line::More(words) => {
            let indent = Part::new(" ".repeat(BEFORE + 2).as_str(), dim);
            draw::line(buffer, at, &[indent, Part { text: words.clone(), style: dim }]);
        }
    }
}

/// The keys beside those that every box has, on the lower edge.
fn paint_keys(app: &App, names: &Names, frame: &mut Frame<'_>, foot: Rect) {
    let mut keys = vec![("+".to_owned(), "names-key-add")];
    if names.selected().is_some() {
        keys.push(("Enter".to_owned(), "names-key-change"));
        keys.push((key_of(app, Context::Dialog, Action::EditDeleteRight), "names-key-remove"));
    }
    if names.back.is_some() {
        keys.insert(1, (key_of(app, Context::Dialog, Action::EditUndo), "names-key-back"));
    }
    let groups = keys.into_iter().map(|(key, words)| {
        vec![
            Part::new(format!(" {key}").as_str(), app.theme.style(Role::Accent)),
            Part::new(format!(" {} ", app.say(words, &[])).as_str(), app.theme.style(Role::Dim)),
        ]
    });
    let parts = draw::whole(groups, usize::from(foot.width));
    draw::line(frame.buffer_mut(), foot, &parts);
}

fn paint_told(app: &App, names: &Names, frame: &mut Frame<'_>, list: Rect) {
    let typed = small::text(&names.filter);
    let text = match &names.rows {
        None => app.say("names-waits", &[]),
        Some(rows) if rows.is_empty() => app.say("names-empty", &[]),
        Some(_) => app.say("names-nothing", &[("words", typed.trim().into())]),
    };
    let at = Rect { x: list.x + 1, width: list.width.saturating_sub(2), ..list };
    draw::paragraph(frame.buffer_mut(), at, &text, app.theme.style(Role::Dim));
}

pub(super) fn draw(app: &App, names: &Names, frame: &mut Frame<'_>) {
    let theme = app.theme;
    let Areas { is_roomy, filter, faults, list, foot } = areas(app, names);
    let mut title = app.say("names-title", &[]);
    if let Some(rows) = names.rows.as_ref().filter(|rows| !rows.is_empty()) {
        title = format!("{title} {}/{}", names.shown.len(), rows.len());
    }
    draw::card(app, frame.buffer_mut(), place(app, names), &title);
    let typed = small::text(&names.filter);
    let (text, style) = if typed.is_empty() {
        (app.say("names-filter", &[]), theme.style(Role::Dim))
    } else {
        (typed, theme.style(Role::Text))
    };
    let caret = small::caret(&names.filter);
    let caret = draw::small_input(frame.buffer_mut(), filter, &text, caret, style);
    let told = fault_lines(app, names, is_roomy);
    for ((text, role), y) in told.iter().zip(0..faults.height) {
        let at = draw::row(faults, y);
        let part = Part::new(format!(" {text}").as_str(), theme.style(*role));
        draw::line(frame.buffer_mut(), at, &[part]);
    }
    if names.shown.is_empty() {
        paint_told(app, names, frame, list);
    }
    for (line, y) in lines(app, names, list).iter().zip(0..) {
        paint_line(app, names, frame, draw::row(list, y), line);
    }
    paint_keys(app, names, frame, foot);
    if !filter.is_empty() {
        frame.set_cursor_position(caret);
    }
}

pub(super) fn rows_at_once(app: &App, names: &Names) -> usize {
    areas(app, names).list.height.into()
}

/// The entry in a cell.
pub(super) fn entry_at(app: &App, names: &Names, column: u16, row: u16) -> Option<usize> {
    let list = areas(app, names).list;
    if !list.contains((column, row).into()) {
        return None;
    }
    match lines(app, names, list).get(usize::from(row - list.y))? {
        Line::Entry(index) => Some(*index),
        Line::More(_) => Some(names.chosen),
        Line::Group(_) => None,
    }
}

/// The cells of the entries, for jumping there by a letter.
pub(super) fn places(app: &App, names: &Names) -> Vec<(u16, u16)> {
    let list = areas(app, names).list;
    let lines = lines(app, names, list);
    let rows = (list.y..).zip(&lines).filter(|(_, line)| matches!(line, Line::Entry(_)));
    rows.map(|(y, _)| (list.x, y)).collect()
}
