//! The details of the open text: its stage and what may come next, the fields beside headline and
//! body, what the copy desk found, and the last revisions.

mod fields;
mod input;
mod pick;
mod rows;
mod tags;

use crate::tui::picture::Frame;
use ratatui::layout::{Margin, Rect};
use tui_textarea::TextArea;

use self::fields::{FIELDS, Field};
use self::input::Did;
use self::pick::Pick;
use crate::domain::finding::Level;
use crate::domain::ids::ArticleId;
use crate::domain::stage::StageName;
use crate::domain::view::HistoryRow;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::doc::fix::part_of;
use crate::tui::input::{Code, Input, KeyPress};
use crate::tui::layout::Pane;
use crate::tui::msg::Request;
use crate::tui::notes::Weight;
use crate::tui::overlay::Turn;
use crate::tui::overlay::fix::Fix;
use crate::tui::small;

/// Revisions that the pane shows; all of them are in the history.
const REVISIONS: usize = 12;
/// Findings that the pane shows.
const FINDINGS: usize = 200;
/// Rows below the caret that are kept in sight.
const NOTES: usize = 4;
/// Things that the keys for pages pass over.
const PAGE: isize = 8;

/// Something in the pane that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Field(usize),
    Finding(usize),
    Revision(usize),
}

/// A field that is being typed into.
#[derive(Debug)]
struct Open {
    field: usize,
    area: TextArea<'static>,
    /// The field as it was, and what the input began with.
    before: String,
    began: String,
    fault: Option<String>,
    /// The known tag that Enter takes.
    offer: Option<usize>,
}

/// A field's change, for taking it back.
#[derive(Debug)]
struct Step {
    field: usize,
    before: String,
    after: String,
}

#[derive(Debug)]
pub struct Meta {
    chosen: Item,
    open: Option<Open>,
    top: usize,
    /// The choice has moved: it is to be seen.
    reveal: bool,
    /// The size of the pane when it was last fitted.
    size: (u16, u16),
    done: Vec<Step>,
    undone: Vec<Step>,
    history: Vec<HistoryRow>,
    /// The state of which text whose history was asked for last.
    asked: Option<(ArticleId, String, StageName)>,
}

impl Default for Meta {
    fn default() -> Self {
        Self {
            chosen: Item::Field(0),
            open: None,
            top: 0,
            reveal: true,
            size: (0, 0),
            done: Vec::new(),
            undone: Vec::new(),
            history: Vec::new(),
            asked: None,
        }
    }
}

impl Meta {
    /// Another text is open.
    pub fn opened(&mut self) {
        *self = Self::default();
    }

    pub fn history_is(&mut self, article: &ArticleId, rows: &[HistoryRow]) {
        if self.asked.as_ref().is_some_and(|(asked, ..)| asked == article) {
            self.history = rows.iter().take(REVISIONS).cloned().collect();
        }
    }

    pub fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) if self.open.is_some() => self.type_key(app, *press),
            Input::Key(press) => self.key(app, *press),
            Input::Paste(pasted) => {
                self.paste(app, &pasted.text);
                Turn::Stay
            }
            _ => Turn::Pass,
        }
    }

    /// A key while no field is open.
    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        if app.doc.is_none() {
            return Turn::Pass;
        }
        if let Some(c) = press.text() {
            self.begin_with(app, c.encode_utf8(&mut [0; 4]));
            return Turn::Stay;
        }
        match press.code {
            Code::PageDown => self.step(app, PAGE),
            Code::PageUp => self.step(app, -PAGE),
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    /// A key while a field is open.
    fn type_key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        if self.tag_key(app, press) {
            return Turn::Stay;
        }
        match press.code {
            Code::Esc => self.give_back(app),
            Code::Enter => {
                self.close(app);
            }
            Code::Tab | Code::Down | Code::Up => {
                let back = press.code == Code::Up || press.shift;
                if self.close(app) {
                    self.step(app, if back { -1 } else { 1 });
                }
            }
            _ => {
                let action = app.keymap.lookup(Context::Metadata, press);
                if press.text().is_none()
                    && let Some(action) = action
                {
                    return self.type_action(app, action);
                }
                let Some(open) = &mut self.open else { return Turn::Pass };
                if !small::key(&mut open.area, press) {
                    return Turn::Pass;
                }
                self.typed(app);
            }
        }
        Turn::Stay
    }

    /// An action while a field is open: one of the input, or the field is left first.
    fn type_action(&mut self, app: &mut App, action: Action) -> Turn {
        let Some(open) = &mut self.open else { return Turn::Pass };
        match input::act(&mut open.area, action) {
            Did::Moved => {}
            Did::Copied(text) => app.copied(text),
            Did::Pastes => small::paste(&mut open.area, &app.clipboard),
            Did::Nothing => {
                self.leave(app);
                return Turn::Pass;
            }
        }
        self.typed(app);
        Turn::Stay
    }

    /// An action that is meant for this pane; `false` if it is none.
    pub fn act(&mut self, app: &mut App, action: Action) -> bool {
        if self.open.is_some() && self.type_action(app, action) == Turn::Stay {
            return true;
        }
        match action {
            Action::MetaNextField => self.step(app, 1),
            Action::MetaPreviousField => self.step(app, -1),
            Action::MetaPick => self.pick(app),
            Action::EditRowStart | Action::EditTextStart => self.step(app, isize::MIN),
            Action::EditRowEnd | Action::EditTextEnd => self.step(app, isize::MAX),
            // With no field's change left it is the text's turn: a fix came from here, too.
            Action::EditUndo if self.done.is_empty() => return false,
            Action::EditRedo if self.undone.is_empty() => return false,
            Action::EditUndo => self.take_back(app, true),
            Action::EditRedo => self.take_back(app, false),
            Action::EditFix => return self.fix(app),
            Action::EditPaste => {
                let text = app.clipboard.clone();
                self.paste(app, &text);
            }
            Action::EditCopy | Action::EditCut => {
                if let (Item::Field(field), Some(doc)) = (self.chosen, &app.doc) {
                    let value = FIELDS.get(field).map_or("", |field| doc.field(field.name));
                    app.copied(value.to_owned());
                }
            }
            Action::EditDeleteLeft
            | Action::EditDeleteRight
            | Action::EditDeleteWordLeft
            | Action::EditDeleteWordRight => {
                if self.begin(app) {
                    self.type_action(app, action);
                }
            }
            // What else is for text would change the text that has no caret now.
            _ => return action.contexts().contains(&Context::Text),
        }
        true
    }

    /// All that can be chosen, from the top.
    fn items(&self, app: &App) -> Vec<Item> {
        let findings = app.doc.as_ref().map_or(0, |doc| doc.findings.len().min(FINDINGS));
        let fields = (0..FIELDS.len()).map(Item::Field);
        let findings = (0..findings).map(Item::Finding);
        let revisions = (0..self.history.len()).map(Item::Revision);
        fields.chain(findings).chain(revisions).collect()
    }

    fn step(&mut self, app: &App, by: isize) {
        let items = self.items(app);
        let here = items.iter().position(|item| *item == self.chosen);
        let next = match here {
            Some(here) => here.saturating_add_signed(by).min(items.len().saturating_sub(1)),
            None => FIELDS.len() - 1,
        };
        self.choose(items.get(next).copied().unwrap_or(Item::Field(0)));
    }

    fn choose(&mut self, item: Item) {
        self.chosen = item;
        self.reveal = true;
    }

    /// Enter: a list to pick from, the field's input, the place of a finding, the history.
    fn pick(&mut self, app: &mut App) {
        match self.chosen {
            Item::Field(field) => {
                if !Self::may_write(app, field) {
                    return;
                }
                match Pick::new(app, field) {
                    Some(pick) => app.open(Box::new(pick)),
                    None => {
                        self.begin(app);
                    }
                }
            }
            Item::Finding(index) => self.go_to(app, index),
            Item::Revision(_) => app.perform(Action::ArticleHistory),
        }
    }

    /// Chooses the field that a finding lies in.
    pub fn choose_field(&mut self, field: crate::domain::finding::Field) {
        if let Some(field) = Field::named(field.word()) {
            self.choose(Item::Field(field));
        }
    }

    /// The caret goes to a finding in the text; one in a field chooses that.
    fn go_to(&mut self, app: &mut App, index: usize) {
        let now = app.now;
        let Some(doc) = &mut app.doc else { return };
        let field = doc.findings.get(index).map(|finding| finding.field);
        if doc.go_to_finding(index, now) {
            app.focus(Pane::Editor);
        } else if let Some(field) = field.and_then(|field| Field::named(field.word())) {
            self.choose(Item::Field(field));
        }
    }

    /// The suggestions for the chosen finding; `false` if none is chosen.
    fn fix(&self, app: &mut App) -> bool {
        let Item::Finding(index) = self.chosen else { return false };
        let found = app.doc.as_ref().and_then(|doc| doc.located(index));
        match found {
            Some(finding) => {
                app.notes.hush();
                let fix = Fix::new(app, finding);
                app.open(Box::new(fix));
            }
            _ => app.toast(Weight::Note, "no-fix", &[]),
        }
        true
    }

    /// May this field be changed? Says why not, or asks.
    fn may_write(app: &mut App, field: usize) -> bool {
        let Some(doc) = &app.doc else { return false };
        if !doc.may_write() {
            app.may_not_write();
            return false;
        }
        let is_slug = FIELDS.get(field).is_some_and(|field| field.name == "slug");
        if is_slug && fields::fixed_slug(doc).is_some() {
            app.toast(Weight::Note, "why-slug-fixed", &[]);
            return false;
        }
        true
    }

    /// Opens the chosen field with its value; `false` if it cannot be typed into.
    fn begin(&mut self, app: &mut App) -> bool {
        let Item::Field(index) = self.chosen else { return false };
        let Some(field) = FIELDS.get(index) else { return false };
        if field.kind.is_chosen() || !Self::may_write(app, index) {
            return false;
        }
        let before = app.doc.as_ref().map_or("", |doc| doc.field(field.name)).to_owned();
        let area = small::input(&before);
        let began = small::text(&area);
        self.open = Some(Open { field: index, area, before, began, fault: None, offer: None });
        self.ask_for_tags(app);
        self.reveal = true;
        true
    }

    /// Opens the chosen field with what was typed: prose goes on at its end, what is one thing as a
    /// whole begins anew.
    fn begin_with(&mut self, app: &mut App, text: &str) {
        let Item::Field(index) = self.chosen else { return };
        let Some(field) = FIELDS.get(index) else { return };
        if field.kind.is_chosen() {
            if Self::may_write(app, index)
                && let Some(pick) = Pick::new(app, index)
            {
                app.open(Box::new(pick.typed(text)));
            }
            return;
        }
        if !self.begin(app) {
            return;
        }
        if let Some(open) = &mut self.open {
            if !field.kind.is_live() {
                small::set(&mut open.area, "");
            }
            small::paste(&mut open.area, text);
        }
        self.typed(app);
    }

    fn paste(&mut self, app: &mut App, text: &str) {
        match &mut self.open {
            Some(open) => {
                small::paste(&mut open.area, text);
                self.typed(app);
            }
            None => self.begin_with(app, text),
        }
    }

    /// What is typed is looked at; words stand in the text at once.
    fn typed(&mut self, app: &mut App) {
        self.reveal = true;
        let Some(open) = &mut self.open else { return };
        let Some(field) = FIELDS.get(open.field) else { return };
        open.fault = None;
        let text = small::text(&open.area);
        if !field.kind.is_live() {
            return;
        }
        let read = app.doc.as_ref().map(|doc| field.read(app, doc, &text));
        match read {
            // As it is typed: a blank at the end and a comma are the beginning of more.
            Some(Ok(_)) => put(app, field, text),
            Some(Err(fault)) => open.fault = Some(fault.words(app)),
            None => {}
        }
    }

    /// Esc: the field is as it was.
    fn give_back(&mut self, app: &mut App) {
        if let Some(open) = self.open.take()
            && let Some(field) = FIELDS.get(open.field)
        {
            put(app, field, open.before);
        }
    }

    /// Leaves the open field with what was typed. One that is not understood stays open and says
    /// so: `false`.
    pub fn close(&mut self, app: &mut App) -> bool {
        let Some(open) = &mut self.open else { return true };
        let (Some(field), Some(doc)) = (FIELDS.get(open.field), &app.doc) else {
            self.open = None;
            return true;
        };
        let text = small::text(&open.area);
        let read =
            if text == open.began { Ok(open.before.clone()) } else { field.read(app, doc, &text) };
        match read {
            Ok(value) => {
                let (index, before) = (open.field, open.before.clone());
                self.open = None;
                put(app, field, value.clone());
                self.remember(index, before, value);
                true
            }
            Err(fault) => {
                let words = fault.words(app);
                open.fault = Some(words);
                self.reveal = true;
                false
            }
        }
    }

    /// The same when the keys go elsewhere: what was not understood is told where it is seen.
    pub fn leave(&mut self, app: &mut App) {
        if self.close(app) {
            return;
        }
        if let Some(fault) = self.open.as_ref().and_then(|open| open.fault.clone()) {
            app.notes.say(app.now, Weight::Warning, fault);
        }
    }

    /// Sets a field to what was picked.
    pub fn set(&mut self, app: &mut App, index: usize, value: &str) {
        let (Some(field), Some(doc)) = (FIELDS.get(index), &app.doc) else { return };
        let before = doc.field(field.name).to_owned();
        match field.read(app, doc, value) {
            Ok(value) => {
                put(app, field, value.clone());
                self.remember(index, before, value);
            }
            Err(fault) => {
                let words = fault.words(app);
                app.notes.say(app.now, Weight::Warning, words);
            }
        }
    }

    fn remember(&mut self, field: usize, before: String, after: String) {
        if before != after {
            self.undone.clear();
            self.done.push(Step { field, before, after });
        }
    }

    /// Takes back the last change of a field, or does it again.
    fn take_back(&mut self, app: &mut App, back: bool) {
        let (from, to) = if back {
            (&mut self.done, &mut self.undone)
        } else {
            (&mut self.undone, &mut self.done)
        };
        let Some(step) = from.pop() else { return };
        let index = step.field;
        let value = if back { step.before.clone() } else { step.after.clone() };
        to.push(step);
        self.choose(Item::Field(index));
        if Self::may_write(app, index)
            && let Some(field) = FIELDS.get(index)
        {
            put(app, field, value);
        }
    }

    /// A click: chooses what is there; a second one opens it.
    pub fn press(&mut self, app: &mut App, x: u16, y: u16, clicks: u8, was_here: bool) {
        let Some(area) = app.layout.meta else { return };
        let inner = area.inner(Margin::new(1, 1));
        if !inner.contains((x, y).into()) {
            return;
        }
        let rows = rows::of(app, self, inner.width);
        let row = rows.get(self.top + usize::from(y - inner.y));
        let Some(item) = row.and_then(|row| row.item) else { return };
        let is_open = self.open.as_ref().is_some_and(|open| Item::Field(open.field) == item);
        if is_open || !self.close(app) {
            return;
        }
        let again = was_here && self.chosen == item;
        self.choose(item);
        if again || clicks == 2 {
            self.pick(app);
        }
    }

    pub fn scroll(&mut self, rows: i64) {
        let by = isize::try_from(rows).unwrap_or(0);
        self.top = self.top.saturating_add_signed(by);
    }

    /// Keeps the scroll within the rows, and the choice on the screen.
    fn fit(&mut self, app: &App, area: Rect) {
        let inner = area.inner(Margin::new(1, 1));
        let height = usize::from(inner.height);
        if let Item::Finding(_) | Item::Revision(_) = self.chosen
            && !self.items(app).contains(&self.chosen)
        {
            self.choose(Item::Field(0));
        }
        let resized = std::mem::replace(&mut self.size, (inner.width, inner.height));
        self.reveal |= resized != self.size;
        let rows = rows::of(app, self, inner.width);
        if std::mem::take(&mut self.reveal) {
            let first = rows.iter().position(|row| row.item == Some(self.chosen)).unwrap_or(0);
            let last = rows.iter().rposition(|row| row.item == Some(self.chosen)).unwrap_or(first);
            // What stands over the first field is seen with it, if there is room for both.
            let is_head = self.chosen == Item::Field(0) && last < height;
            let first = if is_head { 0 } else { first };
            let caret = rows.iter().position(|row| row.caret.is_some());
            self.top = self.top.max((last + 1).saturating_sub(height)).min(first);
            if let Some(caret) = caret {
                // With what is said below it, if there is room for both.
                let below = last.min(caret + NOTES);
                self.top = self.top.max((below + 1).saturating_sub(height)).min(caret);
            }
        }
        self.top = self.top.min(rows.len().saturating_sub(height));
    }
}

/// Puts a value into the text's field; the journal has it at once.
fn put(app: &mut App, field: &Field, value: String) {
    let now = app.now;
    let Some(doc) = &mut app.doc else { return };
    for effect in doc.set(field.name, value, now) {
        app.effect(effect);
    }
}

/// Asks for the history when it is to be seen, and fits the pane into its place.
pub fn fit(app: &mut App) {
    let (Some(area), Some(doc)) = (app.layout.meta, &app.doc) else { return };
    let state = (doc.id(), doc.base.label.clone(), doc.stage());
    if app.meta.asked.as_ref() != Some(&state) {
        let article = state.0;
        app.meta.asked = Some(state);
        app.ask(Request::History { article });
        app.look_where_it_is();
    }
    app.with_meta(|meta, app| meta.fit(app, area));
}

/// The cells of fields, findings and revisions, for jumping there by a letter.
pub fn places(app: &App) -> Vec<(u16, u16)> {
    let Some(area) = app.layout.meta.filter(|_| app.doc.is_some()) else { return Vec::new() };
    let inner = area.inner(Margin::new(1, 1));
    let rows = rows::of(app, &app.meta, inner.width);
    let mut found = Vec::new();
    let mut before = None;
    for (y, row) in (inner.y..inner.bottom()).zip(rows.iter().skip(app.meta.top)) {
        if row.item.is_some() && row.item != before {
            found.push((inner.x, y));
        }
        before = row.item;
    }
    found
}

pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    rows::draw(app, frame, area);
}

/// Does a finding lie in one of the two editors?
fn in_text(finding: &crate::domain::finding::Finding) -> bool {
    part_of(finding.field).is_some()
}

/// Findings of a level, for the title over them.
fn count(app: &App, level: Level) -> usize {
    let findings = app.doc.iter().flat_map(|doc| &doc.findings);
    findings.filter(|finding| finding.level == level).count()
}

#[cfg(test)]
mod tests;
