//! How the list looks: two lines a row; the sign, the word and the headline, then who, when and
//! how much.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::List;
use crate::domain::view::ListRow;
use crate::lang::time;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::layout::Pane;
use crate::tui::msg::Tab;
use crate::tui::small;
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

/// Lines of a row.
const LINES: u16 = 2;
/// From this width on the first line of a row has room for its state beside the headline.
const ROOMY: u16 = 34;
/// From this height on the tabs have a line of their own.
const TABS_FROM: u16 = 6;

/// The parts of the pane.
struct Room {
    tabs: Rect,
    filter: Rect,
    rows: Rect,
    bar: Rect,
}

fn room(app: &App, inner: Rect) -> Room {
    let tabs = u16::from(inner.height >= TABS_FROM);
    let filter = u16::from(app.filter.is_some() || !app.list.look.query.is_empty());
    let bar = u16::from(!app.list.marked.is_empty());
    let head = tabs + filter;
    let rows = draw::below(inner, head);
    let rows = Rect { height: rows.height.saturating_sub(bar), ..rows };
    Room {
        tabs: Rect { height: tabs, ..inner },
        filter: Rect { y: inner.y + tabs, height: filter, ..inner },
        rows,
        bar: Rect { y: rows.bottom(), height: bar, ..inner },
    }
}

fn inner(area: Rect) -> Rect {
    area.inner(ratatui::layout::Margin::new(1, 1))
}

/// Scrolls so that the selection is seen.
pub fn fit(app: &mut App) {
    if let Some(area) = app.layout.list {
        let rows = room(app, inner(area)).rows.height / LINES;
        if let Some(request) = app.list.reveal(usize::from(rows)) {
            app.ask(request);
        }
    }
}

/// What is at a place of the pane.
pub enum Hit {
    Tab(Tab),
    Filter,
    /// A row by its place on the screen.
    Row(usize),
    Nothing,
}

pub fn hit(app: &App, x: u16, y: u16) -> Hit {
    let Some(area) = app.layout.list else { return Hit::Nothing };
    let room = room(app, inner(area));
    if room.tabs.contains((x, y).into()) {
        let mut at = room.tabs.x;
        for (tab, parts) in tabs(app) {
            let end = at + u16::try_from(draw::width(&parts)).unwrap_or(0);
            if (at..end).contains(&x) {
                return Hit::Tab(tab);
            }
            at = end;
        }
    }
    if room.filter.contains((x, y).into()) {
        return Hit::Filter;
    }
    if room.rows.contains((x, y).into()) {
        return Hit::Row(usize::from((y - room.rows.y) / LINES));
    }
    Hit::Nothing
}

/// The cells of tabs and rows, for jumping there by a letter.
pub fn places(app: &App) -> Vec<(u16, u16)> {
    let Some(area) = app.layout.list else { return Vec::new() };
    let room = room(app, inner(area));
    let mut found = Vec::new();
    if !room.tabs.is_empty() {
        let mut x = room.tabs.x;
        for (_, parts) in tabs(app) {
            found.push((x, room.tabs.y));
            x = x.saturating_add(u16::try_from(draw::width(&parts)).unwrap_or(u16::MAX));
        }
        found.retain(|(x, _)| *x < room.tabs.right());
    }
    if !room.filter.is_empty() {
        found.push((room.filter.x, room.filter.y));
    }
    let (rows, _) = app.list.shown(usize::from(room.rows.height / LINES));
    let below = (0..).step_by(usize::from(LINES)).take(rows.count());
    found.extend(below.map(|down| (room.rows.x, room.rows.y + down)));
    found
}

pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let focused = app.context() == Context::List;
    let buffer = frame.buffer_mut();
    let inner = draw::frame(app, buffer, area, &title(app), focused);
    if inner.is_empty() {
        return;
    }
    let room = room(app, inner);
    if !room.tabs.is_empty() {
        let parts: Vec<Part> = tabs(app).into_iter().flat_map(|(_, parts)| parts).collect();
        draw::line(buffer, room.tabs, &parts);
    }
    let mut caret = None;
    if !room.filter.is_empty() {
        caret = draw_filter(app, buffer, room.filter);
    }
    if app.list.is_empty() {
        draw_nothing(app, buffer, room.rows);
        // Where its words begin: there is no row to stand on.
        let words = draw::row(draw::below(room.rows, 1), 0);
        caret = caret.or((words.width > 1).then_some((words.x + 1, words.y)));
    } else {
        let (rows, selected) = app.list.shown(usize::from(room.rows.height / LINES));
        for (index, row) in rows.enumerate() {
            let y = room.rows.y + u16::try_from(index).unwrap_or(0) * LINES;
            let area = Rect { y, height: LINES, ..room.rows };
            draw_row(app, buffer, area, row, index == selected);
            if index == selected && focused && caret.is_none() {
                // The real cursor stands on the row: for screen readers and magnifiers.
                caret = Some((area.x, area.y));
            }
        }
    }
    if !room.bar.is_empty() {
        draw_bar(app, buffer, room.bar);
    }
    if let Some(caret) = caret.filter(|_| focused) {
        frame.set_cursor_position(caret);
    }
}

fn title(app: &App) -> Vec<Part> {
    let theme = app.theme;
    let name = app.say(Pane::List.title(), &[]);
    let mut parts = vec![
        Part::new(format!("{} ", Pane::List.number()).as_str(), theme.style(Role::Dim)),
        Part::new(format!("{name} ").as_str(), theme.style(Role::Accent)),
    ];
    let (place, known) = app.list.place();
    let number =
        |number: Option<u64>| number.map_or_else(|| "…".to_owned(), |n| app.words.number(n));
    if !app.list.is_empty() {
        let more = if known.is_none() { "+" } else { "" };
        let total = known.or(place);
        let text = format!("{}/{}{more} ", number(place), number(total));
        parts.push(Part::new(text.as_str(), theme.style(Role::Dim)));
    }
    let sort = match app.list.look.sort {
        crate::domain::view::Sort::Updated => "",
        crate::domain::view::Sort::Created => "sort-created",
        crate::domain::view::Sort::Due => "sort-due",
        crate::domain::view::Sort::Headline => "sort-headline",
    };
    if !sort.is_empty() {
        let text = format!("▾{} ", app.say(sort, &[]));
        parts.push(Part::new(text.as_str(), theme.style(Role::Dim)));
    }
    parts
}

fn tabs(app: &App) -> Vec<(Tab, Vec<Part>)> {
    let theme = app.theme;
    Tab::ALL
        .into_iter()
        .map(|tab| {
            let (key, count) = match tab {
                Tab::Mine => ("tab-mine", 0),
                Tab::Review => ("tab-review", app.counts.review),
                Tab::All => ("tab-all", app.counts.all),
            };
            let name = app.say(key, &[]);
            let name = if count > 0 { format!("{name} {}", app.words.number(count)) } else { name };
            let (style, text) = if app.list.look.tab == tab {
                (theme.style(Role::Accent).add_modifier(Modifier::BOLD), format!("[{name}]"))
            } else {
                (theme.style(Role::Dim), format!(" {name} "))
            };
            (tab, vec![Part::new(text.as_str(), style)])
        })
        .collect()
}

fn draw_filter(app: &App, buffer: &mut ratatui::buffer::Buffer, area: Rect) -> Option<(u16, u16)> {
    let theme = app.theme;
    draw::line(buffer, area, &[Part::new("/ ", theme.style(Role::Accent))]);
    let room = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let Some(filter) = &app.filter else {
        draw::line(
            buffer,
            room,
            &[Part::new(app.list.look.query.as_str(), theme.style(Role::Text))],
        );
        return None;
    };
    let text = small::text(filter);
    if text.is_empty() {
        let hint = app.say("filter-hint", &[]);
        draw::line(buffer, room, &[Part::new(hint.as_str(), theme.style(Role::Dim))]);
        return Some((room.x, room.y));
    }
    Some(draw::small_input(buffer, room, &text, small::caret(filter), theme.style(Role::Text)))
}

/// An empty list names the key that fills it.
fn draw_nothing(app: &App, buffer: &mut ratatui::buffer::Buffer, area: Rect) {
    if !app.list.is_loaded() {
        return;
    }
    let key = |action: Action| app.keymap.label(action, Context::List).unwrap_or_default();
    let text = if app.list.look.query.is_empty() {
        let message = match app.list.look.tab {
            Tab::Review => "list-empty-review",
            Tab::Mine | Tab::All => "list-empty-all",
        };
        app.say(
            message,
            &[("new", key(Action::ListNew).into()), ("all", key(Action::ListTab3).into())],
        )
    } else {
        app.say("list-nothing-found", &[("filter", key(Action::ListFilter).into())])
    };
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..draw::below(area, 1) };
    let used = draw::paragraph(buffer, area, &text, app.theme.style(Role::Dim));
    let hints: Vec<String> = app
        .list
        .hints
        .iter()
        .map(|hint| app.words.say(hint.key(), &super::super::hint_args(hint)))
        .collect();
    let area = draw::below(area, used + 1);
    draw::paragraph(buffer, area, &hints.join("\n"), app.theme.style(Role::Warn));
}

fn draw_row(
    app: &App,
    buffer: &mut ratatui::buffer::Buffer,
    area: Rect,
    row: &ListRow,
    selected: bool,
) {
    let theme = app.theme;
    let marked = app.list.marked.contains(&row.id);
    let (edge, edge_below) = match (selected, marked) {
        (true, true) => (SELECTED, "•"),
        (true, false) => (SELECTED, SELECTED),
        (false, true) => ("•", "•"),
        _ => (" ", " "),
    };
    let edge_style = theme.style(if selected { Role::BorderFocus } else { Role::Accent });
    let open = app.doc.as_ref().filter(|doc| doc.is(&row.id));
    let look = theme.stage(row.stage, row.flags);
    let stage = app.say(look.key, &[]);
    // A narrow row keeps its first line for the headline.
    let is_narrow = area.width < ROOMY;
    let (state, below) = if is_narrow {
        (look.glyph.to_owned(), format!("{stage} "))
    } else {
        (format!("{} {stage}", look.glyph), String::new())
    };
    let mut first =
        vec![Part::new(edge, edge_style), Part::new(format!("{state} ").as_str(), look.style)];
    let mut second = vec![Part::new(below.as_str(), look.style)];
    let beside = if is_narrow { &mut second } else { &mut first };
    beside.extend(on_its_way(app, row));
    beside.extend(findings(app, row, open));
    first.push(headline(app, row, open, selected));
    draw::line(buffer, draw::row(area, 0), &first);
    // A fact without room is left out: half of one says nothing.
    let room = usize::from(area.width).saturating_sub(2 + draw::width(&second));
    let facts = if is_narrow {
        few_facts(app, row, room)
    } else {
        draw::whole_fields(&facts(app, row), room).as_str().to_owned()
    };
    second.push(Part::new(facts.as_str(), theme.style(Role::Dim)));
    second.insert(0, Part::new(format!("{edge_below} ").as_str(), edge_style));
    draw::line(buffer, draw::row(area, 1), &second);
    if selected && app.context() == Context::List {
        draw::tint(buffer, draw::row(area, 0), theme.style(Role::Selection));
    }
}

fn headline(app: &App, row: &ListRow, open: Option<&crate::tui::doc::Doc>, selected: bool) -> Part {
    let text = open.map_or_else(|| row.headline.clone(), |doc| doc.headline.text());
    let (text, style) = if text.trim().is_empty() {
        (app.say("headline-none", &[]), app.theme.style(Role::Dim))
    } else {
        (text, app.theme.style(Role::Text))
    };
    let style = if selected { style.add_modifier(Modifier::BOLD) } else { style };
    Part::new(text.as_str(), style)
}

/// A sign on what is on its way to readers, with another beside it where somebody is needed.
fn on_its_way(app: &App, row: &ListRow) -> Option<Part> {
    let sign = app.publishing.sign(&row.id)?;
    Some(Part::new(format!("{} ", sign.glyphs()).as_str(), app.theme.style(sign.role())))
}

fn findings(app: &App, row: &ListRow, open: Option<&crate::tui::doc::Doc>) -> Vec<Part> {
    let counts = open.map(crate::tui::doc::Doc::counts).or(row.findings);
    let Some(counts) = counts else { return Vec::new() };
    let mut parts = Vec::new();
    for (count, level) in [
        (counts.error, crate::domain::finding::Level::Error),
        (counts.warning, crate::domain::finding::Level::Warning),
    ] {
        if count > 0 {
            let look = app.theme.level(level);
            parts.push(Part::new(format!("{}{count} ", look.glyph).as_str(), look.style));
        }
    }
    parts
}

/// Who, until when, since when, how many words: what is needed most comes first.
fn facts(app: &App, row: &ListRow) -> String {
    let Some(office) = &app.office else { return String::new() };
    let age = time::near(row.updated, app.now.at, office.zone, &app.words);
    let words = app.say("words-count", &[("count", row.words.into())]);
    let mut facts = vec![app.name(row.author).to_owned(), age, words];
    if let Some(due) = row.due {
        let due = time::near(due, app.now.at, office.zone, &app.words);
        facts.insert(1, app.say("row-due", &[("due", due.into())]));
    }
    facts.join(" · ")
}

/// The same behind the stage of a narrow row: what has no room whole is left out.
fn few_facts(app: &App, row: &ListRow, room: usize) -> String {
    let Some(office) = &app.office else { return String::new() };
    let brief = |at| time::brief(at, app.now.at, office.zone, &app.words);
    let when = match row.due {
        Some(due) => app.say("row-due", &[("due", brief(due).into())]),
        None => brief(row.updated),
    };
    let mut told = String::new();
    for fact in [when.as_str(), app.name(row.author)] {
        let longer = format!("{told}· {fact} ");
        if Visible::line(longer.trim_end()).width() <= room {
            told = longer;
        }
    }
    told.trim_end().to_owned()
}

/// What may be done with the marked rows.
fn draw_bar(app: &App, buffer: &mut ratatui::buffer::Buffer, area: Rect) {
    let theme = app.theme;
    let count = app.list.marked.len();
    let text = app.say("marked-count", &[("count", count.into())]);
    let mut groups = vec![vec![Part::new(format!(" {text} ").as_str(), theme.style(Role::Accent))]];
    for action in [Action::ReviewSubmit, Action::ListTrash, Action::ListMarkAll] {
        if crate::tui::legal::why_not(app, action).is_none()
            && let Some(key) = app.keymap.label(action, Context::List)
        {
            let word = action.short(&app.words);
            groups.push(vec![
                Part::new(format!(" {key}").as_str(), theme.style(Role::Accent)),
                Part::new(format!(" {word}").as_str(), theme.style(Role::Dim)),
            ]);
        }
    }
    draw::line(buffer, area, &draw::whole(groups, usize::from(area.width)));
}

impl List {
    /// A page of rows on the screen, for the page keys.
    pub fn page_rows(app: &App) -> usize {
        app.layout.list.map_or(1, |area| usize::from(room(app, inner(area)).rows.height / LINES))
    }
}
