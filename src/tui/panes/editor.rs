//! The open text: headline, body, what is wrong with it, and the caret.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::{Modifier, Style};

use crate::domain::finding::Finding;
use crate::domain::stage::StageName;
use crate::editor::Editor;
use crate::editor::view::Row;
use crate::text::markdown::Span;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::doc::found::level_of;
use crate::tui::doc::{Doc, Part};
use crate::tui::draw::{self, Part as Piece};
use crate::tui::find::bar::{self, text_area};
use crate::tui::layout::Pane;
use crate::tui::msg::typed::Coming;
use crate::tui::panes::gutter::{self, Signs};
use crate::tui::theme::Role;
use crate::visible::Visible;

/// Prose is read best in lines of about so many columns.
const MEASURE: u16 = 72;
/// The headline gets at most so many rows.
const HEADLINE_ROWS: u16 = 3;
/// Columns of the title's line that stay free of what can be done without.
const SPARE: usize = 6;

struct Room {
    /// Columns for signs at the left of the text.
    gutter: u16,
    banner: Rect,
    headline: Rect,
    body: Rect,
}

/// Where headline and body are inside the pane: a column of readable width in its middle.
fn room(doc: &Doc, area: Rect) -> Room {
    room_of(&doc.headline, banner_key(doc).is_some(), area)
}

fn room_of(headline: &Editor, has_banner: bool, area: Rect) -> Room {
    let inner = area.inner(Margin::new(1, 1));
    // The signs cost the text a column only where there is none beside it.
    let width = inner.width.saturating_sub(1).min(MEASURE);
    let left = ((inner.width - width) / 2).max(1).min(inner.width);
    let column = Rect { x: inner.x + left, width, ..inner };
    let banner = u16::from(has_banner && inner.height > 4);
    let below = draw::below(column, banner);
    let rows = u16::try_from(headline.visible_rows().count()).unwrap_or(1);
    let rows = rows.clamp(1, HEADLINE_ROWS).min(below.height);
    let gap = u16::from(below.height > rows + 3);
    Room {
        gutter: left.min(gutter::WIDEST),
        banner: Rect { height: banner, ..inner },
        headline: Rect { height: rows, ..below },
        body: draw::below(below, rows + gap),
    }
}

/// Lets the editors know how large they are.
pub fn fit(app: &mut App) {
    let Some(area) = app.layout.editor.map(|area| text_area(app, area)) else { return };
    let (headline, body, banner) = match &mut app.doc {
        Some(doc) => {
            let banner = banner_key(doc).is_some();
            (&mut doc.headline, &mut doc.body, banner)
        }
        None => match app.coming_mut() {
            Some(coming) => (&mut coming.headline, &mut coming.body, false),
            None => return,
        },
    };
    let columns = usize::from(room_of(headline, banner, area).headline.width);
    headline.set_size(columns, usize::from(HEADLINE_ROWS));
    body.set_size(columns, usize::from(room_of(headline, banner, area).body.height));
}

/// The part and the byte of the text at a place.
pub fn hit(app: &App, x: u16, y: u16) -> Option<(Part, usize)> {
    let (area, doc) = (text_area(app, app.layout.editor?), app.doc.as_ref()?);
    let room = room(doc, area);
    let at = |area: Rect, editor: &Editor| {
        let (row, column) = (y.saturating_sub(area.y), x.saturating_sub(area.x));
        editor.byte_at_cell(usize::from(row), usize::from(column))
    };
    if y < room.headline.bottom() {
        Some((Part::Headline, at(room.headline, &doc.headline)))
    } else {
        Some((Part::Body, at(room.body, &doc.body)))
    }
}

/// The row of the screen that is being written in.
pub fn written_row(app: &App) -> Option<u16> {
    let (area, doc) = (text_area(app, app.layout.editor?), app.doc.as_ref()?);
    let room = room(doc, area);
    let part = match doc.part {
        Part::Headline => room.headline,
        Part::Body => room.body,
    };
    let (row, _) = doc.editor().caret_cell().filter(|_| app.context() == Context::Editor)?;
    Some(part.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX)))
}

/// The cells of headline and text, for jumping there by a letter.
pub fn places(app: &App) -> Vec<(u16, u16)> {
    let (Some(area), Some(doc)) = (app.layout.editor, &app.doc) else { return Vec::new() };
    let room = room(doc, text_area(app, area));
    let parts = [room.headline, room.body].into_iter().filter(|part| !part.is_empty());
    parts.map(|part| (part.x, part.y)).collect()
}

/// What must be known before somebody writes here.
fn banner_key(doc: &Doc) -> Option<&'static str> {
    if doc.opened.remark.is_some() && doc.stage() == StageName::Draft {
        return Some("banner-returned");
    }
    match (doc.locked, doc.stage(), doc.unlocked) {
        (Some(locked), ..) => Some(locked),
        (None, StageName::Submitted, false) => Some("banner-submitted"),
        (None, StageName::Approved | StageName::Scheduled, false) => Some("banner-approved"),
        _ => None,
    }
}

pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let focused = matches!(app.context(), Context::Editor | Context::Find);
    let inner = if app.layout.is_quiet {
        area
    } else {
        draw::kept_frame(app, frame, area, &title(app, area.width), focused)
    };
    let Some(doc) = &app.doc else {
        return match app.coming() {
            Some(coming) => beginning(app, frame, area, coming),
            None => nothing_open(app, frame.buffer_mut(), inner),
        };
    };
    let room = room(doc, text_area(app, area));
    if let Some(key) = banner_key(doc).filter(|_| !room.banner.is_empty()) {
        let (name, note) = doc.opened.remark.clone().unwrap_or_default();
        let text = app.say(key, &[("name", name.into()), ("note", note.into())]);
        let style = app.theme.style(Role::Warn);
        frame.row(room.banner, &text, |buffer| {
            draw::line(buffer, room.banner, &[Piece::new(text.as_str(), style)]);
        });
    }
    let strong = app.theme.style(Role::Text).add_modifier(Modifier::BOLD);
    let gutter = if app.layout.is_quiet { 0 } else { room.gutter };
    let headline = text(app, frame, (room.headline, gutter), (doc, Part::Headline), strong);
    let plain = app.theme.style(Role::Text);
    let body = text(app, frame, (room.body, gutter), (doc, Part::Body), plain);
    let caret = match doc.part {
        Part::Headline => headline,
        Part::Body => body,
    };
    if let Some(caret) = caret.filter(|_| focused) {
        frame.set_cursor_position(caret);
    }
    bar::draw(app, frame, area);
}

/// Of a text that is being opened: without a caret, since nothing can be done with it yet.
fn beginning(app: &App, frame: &mut Frame<'_>, area: Rect, coming: &Coming) {
    let room = room_of(&coming.headline, false, text_area(app, area));
    let plain = app.theme.style(Role::Text);
    let strong = plain.add_modifier(Modifier::BOLD);
    for (part, editor, style) in
        [(room.headline, &coming.headline, strong), (room.body, &coming.body, plain)]
    {
        for (y, row) in (0..part.height).zip(editor.visible_rows()) {
            let look = Look::of(editor, &row);
            draw_row(app, frame.buffer_mut(), draw::row(part, y), &row, &look, style);
        }
    }
}

fn nothing_open(app: &App, buffer: &mut Buffer, inner: Rect) {
    let key = |action| app.keymap.label(action, Context::List).unwrap_or_default();
    let values = [("open", key(Action::ListOpen).into()), ("new", key(Action::ListNew).into())];
    let text = app.say("editor-empty", &values);
    let area = draw::centred(inner, inner.width.min(44), 4);
    draw::paragraph(buffer, area, &text, app.theme.style(Role::Dim));
}

fn title(app: &App, width: u16) -> Vec<Piece> {
    let theme = app.theme;
    let dim = theme.style(Role::Dim);
    let mut parts = vec![
        Piece::new(format!("{} ", Pane::Editor.number()).as_str(), dim),
        Piece::new(
            format!("{} ", app.say(Pane::Editor.title(), &[])).as_str(),
            theme.style(Role::Accent),
        ),
    ];
    let Some(doc) = &app.doc else {
        let opening = app.coming().map(|_| format!("· {} ", app.say("editor-opening", &[])));
        parts.extend(opening.map(|words| Piece::new(words.as_str(), dim)));
        return parts;
    };
    let row = &doc.opened.view.row;
    let look = theme.stage(doc.stage(), row.flags);
    parts.push(Piece::new(
        format!("{} {} ", look.glyph, app.say(look.key, &[])).as_str(),
        look.style,
    ));
    if app.is_headline_long(doc) {
        let text = format!("{} ", app.headline_count(doc));
        parts.push(Piece::new(text.as_str(), theme.style(Role::Warn)));
    } else if doc.part == Part::Headline {
        parts.push(Piece::new(format!("· {} ", app.headline_count(doc)).as_str(), dim));
    }
    // What somebody can do without goes where the line is short.
    let time = app.reading_time(doc).map(|time| format!("· {time} "));
    let words = format!("· {} ", app.word_count(doc));
    for text in [words].into_iter().chain(time).chain([format!("· v{} ", doc.base.label)]) {
        let piece = Piece::new(text.as_str(), dim);
        if draw::width(&parts) + piece.width() + SPARE <= usize::from(width) {
            parts.push(piece);
        }
    }
    if app.layout.status.is_none() {
        parts.extend(crate::tui::view::saving(app));
    }
    parts
}

/// Draws the rows of an editor; gives the caret's cell, if it is on the screen.
fn text(
    app: &App,
    frame: &mut Frame<'_>,
    (area, gutter): (Rect, u16),
    (doc, part): (&Doc, Part),
    style: Style,
) -> Option<(u16, u16)> {
    let editor = doc.editor_of(part);
    let hint = match part {
        Part::Headline => "headline-hint",
        Part::Body => "body-hint",
    };
    let ghost = app.ghost(part).and_then(|rest| Some((editor.caret_cell()?, rest)));
    let mut rows = editor.visible_rows();
    for y in 0..area.height {
        let at = draw::row(area, y);
        let beside = Rect { x: at.x - gutter, width: gutter, ..at };
        let whole = Rect { x: beside.x, width: gutter + at.width, ..at };
        let row = rows.next();
        if y == 0 && editor.len_bytes() == 0 {
            let hint = app.say(hint, &[]);
            frame.row(whole, (0, &hint), |buffer| {
                let dim = app.theme.style(Role::Dim);
                draw::line(buffer, at, &[Piece::new(hint.as_str(), dim)]);
            });
        } else if let Some(row) = row {
            let look = Look::of(editor, &row);
            let signs = Signs::of(editor, &row, look.gravest());
            let ghost = ghost.filter(|((row, _), _)| *row == usize::from(y));
            frame.row(whole, (1, row.text(), &look, signs, ghost), |buffer| {
                signs.draw(app.theme, buffer, beside);
                draw_row(app, buffer, at, &row, &look, style);
                if let Some(((_, column), rest)) = ghost {
                    offered(app, buffer, at, column, rest);
                }
            });
        } else {
            frame.row(whole, 2, |_nothing| {});
        }
    }
    let (row, column) = editor.caret_cell()?;
    let row = u16::try_from(row).ok().filter(|row| *row < area.height)?;
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
    Some((area.x + column, area.y + row))
}

/// The rest of a name behind the caret, with a sign that it is no text yet.
fn offered(app: &App, buffer: &mut Buffer, at: Rect, column: usize, rest: &str) {
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(at.width);
    let room = Rect { x: at.x + column, width: at.width - column, ..at };
    let rest = Visible::line(rest).cut(usize::from(room.width.saturating_sub(1)));
    if !rest.is_empty() {
        let dim = app.theme.style(Role::Dim);
        draw::line(buffer, room, &[Piece { text: rest, style: dim }, Piece::new("⇥", dim)]);
    }
}

/// What a row has besides its text; places are in bytes from the row's start.
#[derive(Hash)]
struct Look {
    selected: Option<(usize, usize)>,
    marks: Vec<(usize, usize, u8)>,
    /// What a search found, and whether it is the hit that one is at.
    found: Vec<(usize, usize, bool)>,
    markup: Vec<Span>,
}

impl Look {
    fn of(editor: &Editor, row: &Row) -> Self {
        let (start, end) = (row.range.start, row.range.end);
        let part = |from: usize, to: usize| (from.max(start) - start, to.clamp(start, end) - start);
        let selected = editor.selection().filter(|chosen| chosen.start < end && chosen.end > start);
        let marks = editor.marks_within(row.range.clone()).map(|mark| {
            let (from, to) = part(mark.range.start, mark.range.end);
            (from, to, mark.kind)
        });
        let found = editor.found_within(row.range.clone()).map(|(hit, current)| {
            let (from, to) = part(hit.start, hit.end);
            (from, to, current)
        });
        Self {
            found: found.collect(),
            selected: selected.map(|chosen| part(chosen.start, chosen.end)),
            marks: marks.collect(),
            markup: row.markup().to_vec(),
        }
    }

    /// The kind of the gravest finding.
    fn gravest(&self) -> Option<u8> {
        self.marks.iter().map(|(_, _, kind)| *kind).max()
    }
}

fn draw_row(app: &App, buffer: &mut Buffer, at: Rect, row: &Row, look: &Look, style: Style) {
    let chosen = app.theme.style(Role::Selection);
    for piece in &row.pieces() {
        let mut shade = style;
        let start = piece.range.start - row.range.start;
        let end = piece.range.end - row.range.start;
        if let Some(span) = look.markup.iter().find(|span| span.range.contains(&start)) {
            shade = shade.patch(app.theme.markup(span.looks));
        }
        if piece.is_sign() {
            shade = shade.add_modifier(Modifier::REVERSED);
        }
        let marks = look.marks.iter().filter(|(from, to, _)| *from < end && *to > start);
        if let Some(kind) = marks.map(|(_, _, kind)| *kind).max() {
            shade = shade.patch(app.theme.mark(level_of(kind)));
        }
        if let Some(style) = bar::style(app, &look.found, start..end) {
            shade = shade.patch(style);
        }
        if look.selected.is_some_and(|(from, to)| (from..to).contains(&start)) {
            shade = shade.patch(chosen);
        }
        let x = at.x.saturating_add(u16::try_from(piece.column).unwrap_or(u16::MAX));
        if x < at.right() {
            draw::put(buffer, (x, at.y), row.shown(piece), usize::from(at.right() - x), shade);
        }
    }
}

/// A finding as a sentence.
pub fn finding_sentence(app: &App, finding: &Finding) -> String {
    let args: Vec<_> =
        finding.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    app.say(&finding.key(), &args)
}

/// The same, with what it suggests.
pub fn finding_words(app: &App, finding: &Finding) -> String {
    let text = finding_sentence(app, finding);
    // A blank as a repair is shown by a sign.
    let fix = finding.fixes.first().map(|fix| Visible::line(fix).to_string().replace(' ', "␣"));
    let fix =
        fix.map(|fix| if fix.trim_matches('␣').is_empty() { fix } else { fix.replace('␣', " ") });
    match (fix, app.keymap.label(Action::EditFix, Context::Editor)) {
        (Some(fix), Some(key)) => app.say(
            "finding-with-fix",
            &[("text", text.into()), ("fix", fix.into()), ("key", key.into())],
        ),
        _ => text,
    }
}
