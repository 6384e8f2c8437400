//! Finding in all drafts, and replacing in those that are chosen.
//!
//! The desk looks through a few drafts at a time, and Esc ends it. Each changed draft is a new
//! revision of its own; the open one is changed in its editor, as one step that can be undone.

mod draw;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use ratatui::layout::Rect;
use tui_textarea::TextArea;

pub use self::rows::{Fate, Line, Row};
use super::{Overlay, Turn};
use crate::domain::ids::ArticleId;
use crate::text::search::{Bad, Choice, Pattern, Query};
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::find::{Hit, text_of};
use crate::tui::input::{Button, Code, Input, KeyPress, Mouse, MouseDeed};
use crate::tui::msg::drafts::{Answer, Ask, Left, Sought};
use crate::tui::msg::{Aim, Reply, Request};
use crate::tui::notes::Weight;
use crate::tui::picture::Frame;
use crate::tui::small;

/// Rows that the keys for pages pass over.
const PAGE: isize = 8;

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Find,
    Replace,
    List,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was looked for yet, or something else by now.
    Idle,
    Looking,
    Looked,
    Replacing,
    Replaced,
}

#[derive(Debug)]
pub struct Drafts {
    query: Query,
    find: TextArea<'static>,
    replace: TextArea<'static>,
    focus: Focus,
    everyone: bool,
    stage: Stage,
    bad: Option<Bad>,
    ticket: u64,
    looked: usize,
    unread: usize,
    rows: Vec<Row>,
    /// The chosen line of all that are shown.
    selected: usize,
    /// The drafts that are to be changed still.
    queue: VecDeque<usize>,
    /// Somebody said once that what is found shall go without anything in its place.
    sure: bool,
}

impl Drafts {
    /// Begins with what was looked for in the text.
    pub fn new(app: &App) -> Self {
        let query = app.find.query.clone();
        let template = app.find.bar.as_ref().map(crate::tui::find::Bar::template);
        Self {
            find: small::input(&query.words),
            replace: small::input(&template.unwrap_or_default()),
            query,
            focus: Focus::Find,
            everyone: false,
            stage: Stage::Idle,
            bad: None,
            ticket: app.now.ms,
            looked: 0,
            unread: 0,
            rows: Vec::new(),
            selected: 0,
            queue: VecDeque::new(),
            sure: false,
        }
    }

    fn sought(&self) -> Sought {
        let (query, template) = (self.query.clone(), small::text(&self.replace));
        Sought { ticket: self.ticket, query, template }
    }

    /// What was found is about something else now.
    fn forget(&mut self) {
        self.ticket += 1;
        self.stage = Stage::Idle;
        self.rows.clear();
        self.selected = 0;
        self.sure = false;
    }

    fn look(&mut self, app: &mut App) {
        self.forget();
        self.query.words = small::text(&self.find);
        let pattern = match Pattern::new(&self.query) {
            Ok(pattern) => pattern,
            Err(bad) => {
                self.bad = Some(bad);
                return;
            }
        };
        self.bad = None;
        if self.query.words.is_empty() {
            return;
        }
        (self.looked, self.unread) = (0, 0);
        self.stage = Stage::Looking;
        self.rows.extend(rows::of_open(app, &pattern, &small::text(&self.replace), self.everyone));
        let (sought, everyone) = (self.sought(), self.everyone);
        app.ask(Request::Drafts(Ask::Look { sought, everyone, after: None }));
    }

    fn looked(&mut self, app: &mut App, answer: &Answer) {
        let Answer::Looked { found, looked, unread, next, .. } = answer else { return };
        self.looked += looked;
        self.unread += unread;
        let open = app.doc.as_ref().map(crate::tui::doc::Doc::id);
        let others = found.iter().filter(|found| Some(found.article) != open);
        self.rows.extend(others.cloned().map(Row::new));
        if self.stage != Stage::Looking {
            return;
        }
        if let Some(next) = next {
            let (sought, everyone) = (self.sought(), self.everyone);
            let after = Some(next.clone());
            app.ask(Request::Drafts(Ask::Look { sought, everyone, after }));
            return;
        }
        self.stage = Stage::Looked;
        if !self.rows.is_empty() {
            self.focus = Focus::List;
        }
    }

    /// Changes all that is chosen: the open text at once, the others one after the other.
    fn apply(&mut self, app: &mut App) {
        if self.stage == Stage::Idle {
            return self.look(app);
        }
        if self.stage != Stage::Looked {
            return;
        }
        let chosen = |row: &Row| row.chosen() > 0;
        if !self.rows.iter().any(chosen) {
            return app.toast(Weight::Note, "drafts-nothing-chosen", &[]);
        }
        if small::text(&self.replace).is_empty() && !std::mem::replace(&mut self.sure, true) {
            return app.toast(Weight::Warning, "drafts-nothing-instead", &[]);
        }
        self.stage = Stage::Replacing;
        let wanted = self.rows.iter().enumerate().filter(|(_, row)| row.chosen() > 0);
        self.queue = wanted.map(|(index, _)| index).collect();
        self.next(app);
    }

    /// Asks for the next draft, or tells how it ended.
    fn next(&mut self, app: &mut App) {
        while let Some(index) = self.queue.pop_front() {
            let sought = self.sought();
            let Some(row) = self.rows.get_mut(index) else { continue };
            if row.open.is_none() {
                let (article, base, stay) =
                    (row.found.article, row.found.base.clone(), row.stay.clone());
                app.ask(Request::Drafts(Ask::Replace { sought, article, base, stay }));
                return;
            }
            let fate = replace_in_open(app, row, &sought);
            row.fate = Some(fate);
            self.tell(app, index);
        }
        self.ended(app);
    }

    /// A line for the log about what became of a draft.
    fn tell(&self, app: &mut App, index: usize) {
        let Some((row, fate)) =
            self.rows.get(index).and_then(|row| Some((row, row.fate.as_ref()?)))
        else {
            return;
        };
        let headline = row.headline(app);
        let (weight, text) = match fate {
            Fate::Replaced(count) => {
                let values = [("count", (*count).into()), ("headline", headline.into())];
                (Weight::Done, app.say("drafts-log-replaced", &values))
            }
            Fate::Left(why) => {
                let values = [("why", draw::why(app, why).into()), ("headline", headline.into())];
                (Weight::Warning, app.say("drafts-log-left", &values))
            }
        };
        let now = app.now;
        app.notes.log(now, weight, text);
    }

    fn ended(&mut self, app: &mut App) {
        self.stage = Stage::Replaced;
        let (mut drafts, mut places, mut left) = (0_usize, 0_usize, 0_usize);
        for fate in self.rows.iter().filter_map(|row| row.fate.as_ref()) {
            match fate {
                Fate::Replaced(count) => {
                    drafts += 1;
                    places += count;
                }
                Fate::Left(_) => left += 1,
            }
        }
        let values = [("drafts", drafts.into()), ("places", places.into())];
        app.toast(Weight::Done, "drafts-replaced", &values);
        if left > 0 {
            app.toast(Weight::Warning, "drafts-left", &[("count", left.into())]);
        }
        app.wrote();
        app.refresh();
    }

    /// The desk has changed a draft, or has left it.
    fn became(&mut self, app: &mut App, article: ArticleId, fate: Fate) {
        let index = self.rows.iter().position(|row| row.found.article == article);
        if let Some(index) = index
            && let Some(row) = self.rows.get_mut(index)
        {
            row.fate = Some(fate);
            self.tell(app, index);
        }
        if self.stage == Stage::Replacing {
            self.next(app);
        }
    }

    /// Ends what goes on, or leaves.
    fn close(&mut self, app: &mut App) -> Turn {
        match self.stage {
            Stage::Looking => {
                // What is on its way is the last that comes.
                self.stage = Stage::Looked;
                Turn::Stay
            }
            Stage::Replacing => {
                self.queue.clear();
                Turn::Stay
            }
            _ => {
                app.find.query = self.query.clone();
                Turn::Close
            }
        }
    }

    fn lines(&self) -> Vec<Line> {
        rows::lines(&self.rows)
    }

    fn step(&mut self, by: isize) {
        if self.focus != Focus::List {
            self.focus = if by > 0 { Focus::List } else { Focus::Find };
            return;
        }
        if by == -1 && self.selected == 0 {
            self.focus = Focus::Replace;
            return;
        }
        let last = self.lines().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// A hit comes in or stays out, or all of a draft.
    fn mark(&mut self) {
        if self.stage != Stage::Looked && self.stage != Stage::Looking {
            return;
        }
        let line = self.lines().get(self.selected).copied();
        if let Some(line) = line
            && let Some(row) = self.rows.get_mut(line.row())
        {
            row.toggle(line);
        }
    }

    /// Opens the draft of the chosen line in the editor, with the same search.
    fn open(&mut self, app: &mut App) -> Turn {
        let line = self.lines().get(self.selected).copied();
        let Some(row) = line.and_then(|line| self.rows.get(line.row())) else { return Turn::Stay };
        let article = row.found.article;
        app.find.query = self.query.clone();
        if row.open.is_some() {
            app.focus(crate::tui::layout::Pane::Editor);
        } else {
            app.open_article(article, Aim::Edit);
        }
        Turn::Close
    }

    fn otherwise(&mut self, app: &mut App, choice: Choice) {
        if self.stage == Stage::Replacing {
            return;
        }
        self.query.toggle(choice);
        self.look(app);
    }

    fn field(&mut self) -> Option<&mut TextArea<'static>> {
        match self.focus {
            Focus::Find => Some(&mut self.find),
            Focus::Replace => Some(&mut self.replace),
            Focus::List => None,
        }
    }

    fn typed(&mut self, edit: impl FnOnce(&mut TextArea<'static>)) {
        if self.stage == Stage::Replacing {
            return;
        }
        let Some(field) = self.field() else { return };
        let before = small::text(field);
        edit(field);
        if small::text(field) != before {
            self.bad = None;
            self.forget();
        }
    }

    fn key(&mut self, app: &App, press: KeyPress) -> Turn {
        match (press.code, self.focus) {
            (Code::PageDown, _) => self.step(PAGE),
            (Code::PageUp, _) => self.step(-PAGE),
            (Code::Char(' '), Focus::List) => self.mark(),
            (_, Focus::List) => return super::only_calm(app, press),
            _ => {
                let mut known = false;
                self.typed(|field| known = small::key(field, press));
                if !known {
                    return super::only_calm(app, press);
                }
            }
        }
        Turn::Stay
    }

    fn mouse(&mut self, app: &App, mouse: Mouse) {
        match mouse.deed {
            MouseDeed::WheelUp => self.selected = self.selected.saturating_sub(3),
            MouseDeed::WheelDown => {
                let last = self.lines().len().saturating_sub(1);
                self.selected = (self.selected + 3).min(last);
            }
            MouseDeed::Press(Button::Left) => match self.hit(app, mouse) {
                draw::Spot::Find => self.focus = Focus::Find,
                draw::Spot::Replace => self.focus = Focus::Replace,
                draw::Spot::Line(line) => {
                    let again = self.focus == Focus::List && self.selected == line;
                    (self.focus, self.selected) = (Focus::List, line);
                    if again {
                        self.mark();
                    }
                }
                draw::Spot::Nothing => {}
            },
            _ => {}
        }
    }
}

/// Changes the open text in its editor, if it is what was looked through.
fn replace_in_open(app: &mut App, row: &Row, sought: &Sought) -> Fate {
    let open = app.doc.as_ref().filter(|doc| doc.may_write());
    let same = open.is_some_and(|doc| row.open == Some(text_of(doc)));
    let Some(pattern) = Pattern::new(&sought.query).ok().filter(|_| same) else {
        return Fate::Left(Left::Moved);
    };
    let mut number = 0;
    let count = app.replace_each(&pattern, &sought.template, &mut |_hit: &Hit| {
        let wanted = !row.stay.contains(&number);
        number += 1;
        wanted
    });
    Fate::Replaced(count)
}

impl Overlay for Drafts {
    fn context(&self) -> Context {
        Context::Find
    }

    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => return self.key(app, *press),
            Input::Wake(press) => self.typed(|field| {
                small::key(field, *press);
            }),
            Input::Paste(pasted) => self.typed(|field| small::paste(field, &pasted.text)),
            Input::Mouse(mouse) => self.mouse(app, *mouse),
            _ => {}
        }
        Turn::Stay
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        match action {
            Action::FindClose => return self.close(app),
            Action::EditFindNext if self.focus == Focus::List => return self.open(app),
            Action::EditFindNext if self.stage != Stage::Replacing => self.look(app),
            Action::EditFindNext => {}
            Action::FindReplaceAll => self.apply(app),
            Action::FindCase => self.otherwise(app, Choice::Case),
            Action::FindMarks => self.otherwise(app, Choice::Marks),
            Action::FindWhole => self.otherwise(app, Choice::Whole),
            Action::FindRegex => self.otherwise(app, Choice::Regex),
            Action::FindEveryone if self.stage != Stage::Replacing => {
                self.everyone = !self.everyone;
                self.look(app);
            }
            Action::FindField => {
                self.focus = match self.focus {
                    Focus::Find => Focus::Replace,
                    Focus::Replace if !self.rows.is_empty() => Focus::List,
                    _ => Focus::Find,
                };
            }
            Action::EditFind => self.focus = Focus::Find,
            Action::EditReplace => self.focus = Focus::Replace,
            Action::FindOlder => self.step(-1),
            Action::FindNewer => self.step(1),
            Action::EditPaste => {
                let text = app.clipboard.clone();
                self.typed(|field| small::paste(field, &text));
            }
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Drafts(answer) if answer.ticket() == self.ticket => match answer {
                Answer::Looked { .. } => self.looked(app, answer),
                Answer::Replaced { article, count, .. } => {
                    self.became(app, *article, Fate::Replaced(*count));
                }
                Answer::Left { article, why, .. } => {
                    self.became(app, *article, Fate::Left(why.clone()));
                }
            },
            Reply::Refused { what: crate::tui::msg::What::Other, .. } => match self.stage {
                Stage::Looking => self.stage = Stage::Looked,
                Stage::Replacing => self.ended(app),
                _ => {}
            },
            _ => {}
        }
        Turn::Stay
    }

    fn is_screen(&self) -> bool {
        true
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.spots(app)
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        self.show(app, frame, area);
    }
}
