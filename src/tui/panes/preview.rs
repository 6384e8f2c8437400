//! The preview: the text as its page will read, in rows. It is made after a pause and goes along
//! with the text; a key in the text costs it nothing but finding its place.

mod rows;

use ratatui::layout::{Margin, Rect};

use self::rows::Row;
use crate::domain::record::RevisionId;
use crate::tui::app::App;
use crate::tui::doc::{Doc, Part as Where};
use crate::tui::draw::{self, Part};
use crate::tui::picture::Frame;
use crate::tui::theme::Role;

/// Prose is read best in lines of about so many columns.
const MEASURE: u16 = 72;
/// So much of a body is shown: more would take longer than a pause.
const SHOWN: usize = 256 << 10;
/// Stands before the passage that the caret is in.
const HERE: &str = "▸";

/// What is shown, and whether it is wanted.
#[derive(Debug, Default)]
pub struct Preview {
    /// What somebody chose; else it is there where there is room for it.
    pub wanted: Option<bool>,
    page: Option<Page>,
}

impl Preview {
    /// Somebody wants to see it, as the text is now.
    pub fn want(&mut self) {
        *self = Self { wanted: Some(true), page: None };
    }
}

#[derive(Debug)]
struct Page {
    made_of: Source,
    rows: Vec<Row>,
}

/// What a page was made of: as long as that is the same, so is the page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Source {
    revision: RevisionId,
    version: u64,
    lead: Option<String>,
    columns: u16,
    is_whole: bool,
}

impl Source {
    fn of(app: &App, doc: &Doc, area: Rect) -> Option<Self> {
        let lead = doc.lead(app.office.as_ref()?);
        let is_whole = doc.body.len_bytes() <= SHOWN;
        let columns = inside(area).width;
        Some(Self { revision: doc.base.record, version: doc.version(), lead, columns, is_whole })
    }
}

/// The column of readable width in the pane; before it one for the sign.
fn inside(area: Rect) -> Rect {
    let inner = area.inner(Margin::new(1, 1));
    let width = inner.width.saturating_sub(2).min(MEASURE);
    Rect { x: inner.x + 1 + (inner.width.saturating_sub(width + 2)) / 2, width, ..inner }
}

/// Makes the page anew, if it is seen and old. While somebody types it waits.
pub fn fit(app: &mut App) {
    let Some(area) = app.layout.preview else { return };
    let Some(doc) = &app.doc else { return };
    let Some(source) = Source::of(app, doc, area) else { return };
    if let Some(page) = &app.preview.page {
        let typed = page.made_of.revision == source.revision
            && page.made_of.columns == source.columns
            && page.made_of.version != source.version;
        if page.made_of == source || (typed && app.now.ms < doc.rests_at()) {
            return;
        }
    }
    let end = doc.body.len_bytes().min(SHOWN);
    let end = (end.saturating_sub(3)..=end).rev().find(|end| !doc.body.slice(0..*end).is_empty());
    let body = doc.body.slice(0..end.unwrap_or_default());
    let mut rows = rows::rows(&doc.headline.text(), source.lead.as_deref(), &body, source.columns);
    if !source.is_whole {
        let text = app.say("preview-cut", &[]);
        rows.extend(rows::note(&text, source.columns, doc.body.paragraphs()));
    }
    app.preview.page = Some(Page { made_of: source, rows });
}

/// When the page is to be made anew by itself.
pub fn deadline(app: &App) -> Option<u64> {
    let (doc, page) = (app.doc.as_ref()?, app.preview.page.as_ref()?);
    app.layout.preview?;
    (page.made_of.version != doc.version()).then(|| doc.rests_at())
}

/// The first row that is shown: that of the text's first row, so far that the caret's passage is
/// seen.
fn top(rows: &[Row], doc: &Doc, height: usize) -> usize {
    let row_of = |line: usize| {
        let found = rows.partition_point(|row| row.line <= line);
        let line = found.checked_sub(1).and_then(|last| rows.get(last)).map_or(0, |row| row.line);
        rows.partition_point(|row| row.line < line)..found
    };
    let (line, _) = doc.body.top();
    let mut top = if line == 0 || doc.part == Where::Headline { 0 } else { row_of(line).start };
    if let Some(line) = caret_line(doc) {
        let here = row_of(line);
        if here.end > top + height {
            top = here.end - height;
        }
        top = top.min(here.start);
        if line == 0 {
            top = 0;
        }
    }
    top.min(rows.len().saturating_sub(height))
}

/// The line of the body that the caret is in, if it is in sight.
fn caret_line(doc: &Doc) -> Option<usize> {
    let is_seen = doc.part == Where::Body && doc.body.caret_cell().is_some();
    is_seen.then(|| doc.body.caret_line().0 - 1)
}

/// The line of the passage that the caret is in.
fn here(rows: &[Row], doc: &Doc) -> Option<usize> {
    let line = caret_line(doc)?;
    let found = rows.partition_point(|row| row.line <= line);
    rows.get(found.checked_sub(1)?).map(|row| row.line)
}

pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let theme = app.theme;
    let title = [
        Part::new("4 ", theme.style(Role::Dim)),
        Part::new(format!("{} ", app.say("pane-preview", &[])).as_str(), theme.style(Role::Accent)),
    ];
    let is_alone = app.layout.editor.is_none();
    draw::kept_frame(app, frame, area, &title, is_alone);
    let (Some(doc), Some(page)) = (&app.doc, &app.preview.page) else { return };
    let column = inside(area);
    let top = top(&page.rows, doc, usize::from(column.height));
    let here = here(&page.rows, doc);
    let mut shown = page.rows.iter().skip(top);
    for y in 0..column.height {
        let at = draw::row(column, y);
        let whole = Rect { x: at.x - 1, width: at.width + 1, ..at };
        let Some(row) = shown.next() else {
            frame.row(whole, 0, |_nothing| {});
            continue;
        };
        let is_here = row.is_first && Some(row.line) == here;
        if is_here && is_alone {
            frame.set_cursor_position((at.x, at.y));
        }
        frame.row(whole, (1, row, is_here), |buffer| {
            if is_here {
                let sign = Part::new(HERE, theme.style(Role::Accent));
                draw::line(buffer, Rect { width: 1, ..whole }, &[sign]);
            }
            let parts: Vec<Part> = row
                .pieces
                .iter()
                .map(|piece| Part { text: piece.text.clone(), style: theme.markup(piece.looks) })
                .collect();
            draw::line(buffer, at, &parts);
        });
    }
}
