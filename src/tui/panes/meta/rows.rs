//! How the details look: rows of a label and a value, made for a width and shown from some row on.

use crate::tui::picture::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::style::{Modifier, Style};

use super::fields::{self, FIELDS, Field, Kind};
use super::{FINDINGS, Item, Meta, Open};
use super::{count, in_text, input, tags};
use crate::domain::finding::Level;
use crate::domain::people::Role as Duty;
use crate::domain::stage::{Stage, StageName};
use crate::domain::view::Flags;
use crate::lang::time;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::doc::{Doc, Part as Editing};
use crate::tui::draw::{self, Part};
use crate::tui::layout::Pane;
use crate::tui::overlay::tray;
use crate::tui::panes::editor::finding_sentence;
use crate::tui::small;
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

/// Columns of the labels, with the gap behind them.
const LABEL: u16 = 10;
/// Before everything, the sign of the chosen row has a column.
const GUTTER: u16 = 1;

/// One row of the pane.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) parts: Vec<Part>,
    /// What a click on it chooses.
    pub(super) item: Option<Item>,
    /// The caret's column in it.
    pub(super) caret: Option<u16>,
}

/// Rows as they are made.
struct Sheet<'a> {
    app: &'a App,
    doc: &'a Doc,
    /// Columns of a value, and of a sentence without label.
    value: u16,
    whole: u16,
    rows: Vec<Row>,
}

/// All rows for a pane of this width inside.
pub(super) fn of(app: &App, meta: &Meta, width: u16) -> Vec<Row> {
    let Some(doc) = &app.doc else { return Vec::new() };
    let whole = width.saturating_sub(GUTTER).max(1);
    let value = whole.saturating_sub(LABEL).max(1);
    let mut sheet = Sheet { app, doc, value, whole, rows: Vec::new() };
    sheet.stage();
    sheet.blank();
    for (index, field) in FIELDS.iter().enumerate() {
        let open = meta.open.as_ref().filter(|open| open.field == index);
        match open {
            Some(open) => sheet.open(index, field, open),
            None => sheet.field(index, field),
        }
    }
    sheet.findings();
    sheet.history(meta);
    sheet.rows
}

impl Sheet<'_> {
    fn style(&self, role: Role) -> Style {
        self.app.theme.style(role)
    }

    fn say(&self, key: &str) -> String {
        self.app.say(key, &[])
    }

    fn blank(&mut self) {
        self.rows.push(Row::default());
    }

    fn label(&self, text: &str) -> Part {
        let text = Visible::line(text).cut(usize::from(LABEL) - 1);
        let gap = usize::from(LABEL).saturating_sub(text.width());
        Part::new(format!("{text}{}", " ".repeat(gap)).as_str(), self.style(Role::Dim))
    }

    /// A label and a value that takes as many rows as it needs.
    fn pair(&mut self, label: &str, text: &str, style: Style, item: Option<Item>) {
        let mut label = self.label(label);
        for text in draw::rows(text, self.value) {
            self.rows.push(Row { parts: vec![label, Part { text, style }], item, caret: None });
            label = self.label("");
        }
    }

    /// A sentence below a value.
    fn note(&mut self, text: &str, role: Role, item: Option<Item>) {
        self.pair("", text, self.style(role), item);
    }

    /// The stage, what comes next and by whom; then what is counted and cannot be typed here.
    fn stage(&mut self) {
        let (app, doc) = (self.app, self.doc);
        let view = &doc.opened.view;
        let look = app.theme.stage(doc.stage(), view.row.flags);
        let stage = format!("{} {}", look.glyph, self.say(look.key));
        self.pair(&self.say("label-stage"), &stage, look.style, None);
        for (text, role) in self.next() {
            self.note(&text, role, None);
        }
        if let Some(locked) = doc.locked {
            self.note(&self.say(locked), Role::Warn, None);
        }
        if let Some((name, note)) = &doc.opened.remark
            && doc.stage() == StageName::Draft
        {
            let values = [("name", name.as_str().into()), ("note", note.as_str().into())];
            self.note(&app.say("banner-returned", &values), Role::Warn, None);
        }
        let limit = app.office.as_ref().map_or(0, |office| office.headline_limit);
        let values = [("count", doc.headline_characters().into()), ("limit", limit.into())];
        let counted = app.say("details-characters-of", &values);
        let (counted, role) = if app.is_headline_long(doc) {
            (format!("! {counted}"), Role::Warn)
        } else {
            (counted, Role::Text)
        };
        self.pair(&self.say("details-headline"), &counted, self.style(role), None);
        let authors = view.contributors.join(", ");
        self.pair(&self.say("details-authors"), &authors, self.style(Role::Text), None);
        if let (Some(live), Some(office)) = (&view.state.live, &app.office) {
            let since = time::full(live.since, office.zone, &app.words);
            let text = format!("{since} {}", live.path);
            self.pair(&self.say("details-live"), &text, self.style(Role::Text), None);
        }
        self.places();
    }

    /// Where the text is, or is on its way to.
    fn places(&mut self) {
        let (app, doc) = (self.app, self.doc);
        let mut label = self.say("tray-details");
        for entry in app.publishing.places(&doc.id()) {
            let (text, role) = tray::place_words(app, entry);
            self.pair(&std::mem::take(&mut label), &text, self.style(role), None);
            if let Some(url) = &entry.parcel.remote.url {
                self.note(url, Role::Dim, None);
            }
        }
    }

    /// What the law allows next, and who may do it.
    fn next(&self) -> Vec<(String, Role)> {
        let (app, doc) = (self.app, self.doc);
        let view = &doc.opened.view;
        let names = |names: Vec<&str>| {
            if names.is_empty() { self.say("details-nobody") } else { names.join(", ") }
        };
        let waiting = names(view.waiting_for.iter().map(String::as_str).collect());
        let people = app.office.iter().flat_map(|office| &office.people);
        let reviewers = people.filter(|person| !person.revoked && person.roles.has(Duty::Reviewer));
        let reviewers = names(reviewers.map(|person| person.name.as_str()).collect());
        let zone = app.zone();
        let who = |key: &str, names: String| (app.say(key, &[("names", names.into())]), Role::Text);
        match &view.state.stage {
            Stage::Draft { .. } => self.before_submitting(waiting),
            Stage::Submitted { .. } => {
                let mut next = vec![who("details-next-submitted", waiting)];
                if !view.single_eye {
                    let authors = names(view.contributors.iter().map(String::as_str).collect());
                    let values = [("names", authors.into())];
                    next.push((app.say("details-four-eyes", &values), Role::Dim));
                }
                next
            }
            Stage::Approved { .. } => vec![who("details-next-approved", reviewers)],
            Stage::Scheduled { at, .. } => {
                let when = time::full(*at, zone, &app.words);
                let values = [("when", when.into()), ("names", reviewers.into())];
                vec![(app.say("details-next-scheduled", &values), Role::Text)]
            }
            Stage::Published { .. } => vec![who("details-next-published", reviewers)],
            Stage::Withdrawn { .. } => vec![who("details-next-withdrawn", reviewers)],
        }
    }

    /// A draft goes to review when nothing is missing and nothing is wrong.
    fn before_submitting(&self, waiting: String) -> Vec<(String, Role)> {
        let (app, doc) = (self.app, self.doc);
        let values = [("names", waiting.into())];
        let mut next = vec![(app.say("details-next-draft", &values), Role::Text)];
        let missing: Vec<String> = doc
            .missing()
            .map(|name| app.say(&format!("field-{name}"), &[]).to_lowercase())
            .collect();
        if !missing.is_empty() {
            let values = [("fields", missing.join(", ").into())];
            next.push((app.say("details-missing", &values), Role::Warn));
        }
        let errors = doc.counts().error;
        if errors > 0 {
            let values = [("count", errors.into())];
            next.push((app.say("details-errors-first", &values), Role::Error));
        }
        next
    }

    /// A field that is not typed into.
    fn field(&mut self, index: usize, field: &Field) {
        let item = Some(Item::Field(index));
        let label = self.say(field.label);
        let value = self.doc.field(field.name);
        let text = self.style(Role::Text);
        if field.kind == Kind::Slug {
            return self.slug(index, field);
        }
        if value.trim().is_empty() {
            let is_needed = self.doc.missing().any(|name| name == field.name);
            let is_draft = self.doc.stage() == StageName::Draft;
            if is_needed && is_draft {
                let words = format!("! {}", self.say("details-needed"));
                self.pair(&label, &words, self.style(Role::Warn), item);
            } else {
                self.pair(&label, "—", self.style(Role::Dim), item);
            }
            return;
        }
        match field.words(self.app, value, usize::from(self.value)) {
            Some(words) => self.pair(&label, &words, text, item),
            None if matches!(field.kind, Kind::Date | Kind::Moment) => {
                let words = format!("! {value}");
                self.pair(&label, &words, self.style(Role::Warn), item);
            }
            None => self.pair(&label, value, text, item),
        }
        if field.name == "summary" {
            let count = value.trim().chars().count();
            let words = self.app.say("details-characters", &[("count", count.into())]);
            self.note(&words, Role::Dim, item);
        }
    }

    fn slug(&mut self, index: usize, field: &Field) {
        let item = Some(Item::Field(index));
        let label = self.say(field.label);
        let fixed = fields::fixed_slug(self.doc).map(str::to_owned);
        let (text, key) = match fixed {
            Some(slug) => (slug, "details-slug-fixed"),
            None if self.doc.field(field.name).is_empty() => {
                (fields::coming_slug(self.doc), "details-slug-from-headline")
            }
            None => (fields::coming_slug(self.doc), "details-slug-chosen"),
        };
        self.pair(&label, &text, self.style(Role::Text), item);
        self.note(&self.say(key), Role::Dim, item);
    }

    /// The field that is typed into, and below it what its value means.
    fn open(&mut self, index: usize, field: &Field, open: &Open) {
        let app = self.app;
        let item = Some(Item::Field(index));
        // The input is seen as a place of its own, with colours and without.
        let style = self.style(Role::Text).add_modifier(Modifier::UNDERLINED);
        let chosen = self.style(Role::Selection);
        let columns = usize::from(self.value);
        let (rows, (caret_row, caret)) = input::rows(&open.area, columns, style, chosen);
        let mut label = self.label(&self.say(field.label));
        label.style = self.style(Role::Accent);
        for (row, mut parts) in rows.into_iter().enumerate() {
            let spare = columns.saturating_sub(draw::width(&parts));
            parts.push(Part::new(" ".repeat(spare).as_str(), style));
            parts.insert(0, label);
            let caret = (row == caret_row)
                .then(|| GUTTER + LABEL + u16::try_from(caret).unwrap_or_default());
            self.rows.push(Row { parts, item, caret });
            label = self.label("");
        }
        let text = small::text(&open.area);
        if let Some(fault) = &open.fault {
            return self.note(&format!("✗ {fault}"), Role::Error, item);
        }
        match field.read(app, self.doc, &text) {
            Err(_) if text == open.began => {}
            Err(fault) => self.note(&format!("✗ {}", fault.words(app)), Role::Warn, item),
            Ok(value) => {
                if let Some(words) = field.words(app, &value, columns.saturating_sub(2)) {
                    self.note(&format!("= {words}"), Role::Ok, item);
                }
            }
        }
        self.tags(item, open);
        if field.name == "summary" {
            let count = text.trim().chars().count();
            let words = app.say("details-characters", &[("count", count.into())]);
            self.note(&words, Role::Dim, item);
        }
    }

    /// Known tags, and how one of them is taken.
    fn tags(&mut self, item: Option<Item>, open: &Open) {
        let offered = tags::offered(self.app, open);
        let none = offered.is_empty();
        for (index, tag) in offered.into_iter().enumerate() {
            if open.offer == Some(index) {
                self.note(&format!("{SELECTED}{tag}"), Role::Selection, item);
            } else {
                self.note(&format!(" {tag}"), Role::Dim, item);
            }
        }
        if !none {
            self.note(&self.say("details-tags-how"), Role::Dim, item);
        }
    }

    fn title(&mut self, key: &str, more: Vec<Part>) {
        self.blank();
        let style = self.style(Role::Accent).add_modifier(Modifier::BOLD);
        let mut parts = vec![Part::new(self.say(key).as_str(), style), Part::new("  ", style)];
        parts.extend(more);
        self.rows.push(Row { parts, ..Row::default() });
    }

    fn findings(&mut self) {
        let (app, doc) = (self.app, self.doc);
        let mut counts = Vec::new();
        for level in [Level::Error, Level::Warning, Level::Suggestion] {
            let found = count(app, level);
            if found > 0 {
                let look = app.theme.level(level);
                let text = format!("{}{found} ", look.glyph);
                counts.push(Part::new(text.as_str(), look.style));
            }
        }
        self.title("details-findings", counts);
        if doc.findings.is_empty() {
            self.sentence(&self.say("no-problems"), Role::Ok, None);
        }
        let key = app.keymap.label(Action::EditFix, Context::Metadata);
        for (index, finding) in doc.findings.iter().enumerate().take(FINDINGS) {
            let look = app.theme.level(finding.level);
            let place = if in_text(finding) {
                let span = doc.located(index).map_or(0, |finding| finding.span.start);
                let part = crate::tui::doc::fix::part_of(finding.field).unwrap_or_default();
                let (line, column) = doc.editor_of(part).line_of(span);
                match part {
                    Editing::Headline => self.say("field-headline"),
                    Editing::Body => format!("{line}:{column}"),
                }
            } else {
                self.say(&format!("field-{}", finding.field.word()))
            };
            let mut text = format!("{place} {}", finding_sentence(app, finding));
            if let Some(key) = key.as_ref().filter(|_| !finding.fixes.is_empty()) {
                text.push_str(" [");
                text.push_str(key);
                text.push(']');
            }
            let mut sign = Part::new(format!("{} ", look.glyph).as_str(), look.style);
            for row in draw::rows(&text, self.whole.saturating_sub(2)) {
                let text = Part { text: row, style: self.style(Role::Text) };
                let item = Some(Item::Finding(index));
                self.rows.push(Row { parts: vec![sign, text], item, caret: None });
                sign = Part::new("  ", look.style);
            }
        }
        let more = doc.findings.len().saturating_sub(FINDINGS);
        if more > 0 {
            let text = app.say("details-more-findings", &[("count", more.into())]);
            self.sentence(&text, Role::Dim, None);
        }
    }

    fn history(&mut self, meta: &Meta) {
        if meta.history.is_empty() {
            return;
        }
        let app = self.app;
        self.title("details-history", Vec::new());
        let zone = app.zone();
        for (index, row) in meta.history.iter().enumerate() {
            let look = app.theme.stage(row.stage, Flags::default());
            let when = time::near(row.at, app.now.at, zone, &app.words);
            let who = row.author.clone().unwrap_or_default();
            let parts = vec![
                Part::new(format!("{} ", look.glyph).as_str(), look.style),
                Part::new(format!("v{} ", row.label).as_str(), self.style(Role::Text)),
                Part::new(format!("{who} · {when}").as_str(), self.style(Role::Dim)),
            ];
            self.rows.push(Row { parts, item: Some(Item::Revision(index)), caret: None });
        }
    }

    fn sentence(&mut self, text: &str, role: Role, item: Option<Item>) {
        for text in draw::rows(text, self.whole) {
            let part = Part { text, style: self.style(role) };
            self.rows.push(Row { parts: vec![part], item, caret: None });
        }
    }
}

pub(super) fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let focused = app.context() == Context::Metadata;
    let theme = app.theme;
    let buffer = frame.buffer_mut();
    let title = [
        Part::new(format!("{} ", Pane::Meta.number()).as_str(), theme.style(Role::Dim)),
        Part::new(
            format!("{} ", app.say(Pane::Meta.title(), &[])).as_str(),
            theme.style(Role::Accent),
        ),
    ];
    draw::frame(app, buffer, area, &title, focused);
    let inner = area.inner(Margin::new(1, 1));
    if app.doc.is_none() {
        let text = app.say("details-empty", &[]);
        draw::paragraph(buffer, inner, &text, theme.style(Role::Dim));
        return;
    }
    let rows = of(app, &app.meta, inner.width);
    let (mut cursor, mut caret) = (None, None);
    for (row, y) in rows.iter().skip(app.meta.top).zip(0..inner.height) {
        let at = draw::row(inner, y);
        let is_chosen = focused && row.item == Some(app.meta.chosen);
        if is_chosen {
            let sign = Part::new(SELECTED, theme.style(Role::Accent));
            draw::line(buffer, Rect { width: at.width.min(GUTTER), ..at }, &[sign]);
            cursor = cursor.or(Some((at.x, at.y)));
        }
        let width = at.width.saturating_sub(GUTTER);
        let x = at.x + at.width.min(GUTTER);
        draw::line(buffer, Rect { x, width, ..at }, &row.parts);
        if let Some(column) = row.caret {
            caret = Some((at.x + column.min(at.width.saturating_sub(1)), at.y));
        }
    }
    more_signs(app, frame, area, rows.len());
    if let Some(place) = caret.or(cursor).filter(|_| focused) {
        frame.set_cursor_position(place);
    }
}

/// On the frame, where rows are above or below what is seen.
fn more_signs(app: &App, frame: &mut Frame<'_>, area: Rect, rows: usize) {
    let height = usize::from(area.height.saturating_sub(2));
    if area.width < 4 || area.height < 3 {
        return;
    }
    let style = app.theme.style(Role::Dim);
    let buffer = frame.buffer_mut();
    let at = |y| Rect { x: area.right() - 3, y, width: 1, height: 1 };
    if app.meta.top > 0 {
        draw::line(buffer, at(area.y), &[Part::new("↑", style)]);
    }
    if app.meta.top + height < rows {
        draw::line(buffer, at(area.bottom() - 1), &[Part::new("↓", style)]);
    }
}
