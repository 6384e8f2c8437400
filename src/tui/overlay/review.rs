//! The review: one page with what is to be signed, what changed since the last approval, what the
//! copy desk found and who wrote it. An approval names the revision that is on this page.

mod compare;
mod pager;
mod reading;
mod rows;
mod show;
#[cfg(test)]
mod tests;

pub use compare::{changes, field_name, rows as compared_rows};
pub use pager::{Pager, columns, room, splits};
pub use rows::{Ink, Row, wrap};

use crate::tui::picture::Frame;
use std::cell::RefCell;

use ratatui::layout::Rect;

use super::answers::Scrolled;
use super::{Overlay, Turn};
use crate::domain::finding::{Finding, Level};
use crate::domain::ids::ArticleId;
use crate::domain::stage::StageName;
use crate::lang::time;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::input::{Button, Code, Input, MouseDeed};
use crate::tui::layout::Pane;
use crate::tui::legal::{self, Why};
use crate::tui::msg::{Aim, Compared, Deed, Look, Opened, Reply, Request, Tab, Where};
use crate::tui::notes::Weight;

/// Names the question for the next text among the lists' own, which count up from one.
const NEXT: u64 = u64::MAX;
/// Rows that are looked through for the next text.
const AHEAD: usize = 20;
/// Rows that the wheel scrolls.
const WHEEL: usize = 3;

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Text,
    Changes,
}

/// Where the reviewer is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Reading,
    /// The signature is asked for once more: it cannot be taken back.
    Signing,
    /// It is decided; what waits next, if that is known.
    Decided(StageName, Next),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Next {
    Awaited,
    Waits(ArticleId, String),
    Nothing,
}

/// The rows of the page for a width.
#[derive(Debug)]
struct Laid {
    width: u16,
    mode: Mode,
    rows: Vec<Row>,
    /// The first row of the text or of the comparison.
    text_from: usize,
}

#[derive(Debug)]
pub struct Review {
    shown: Opened,
    compared: Option<Compared>,
    mode: Mode,
    step: Step,
    pager: Pager,
    /// The finding or the change that was walked to, and its row.
    walked: Option<(usize, usize)>,
    /// The pane that had the focus before.
    back: Pane,
    laid: RefCell<Option<Laid>>,
}

impl Review {
    /// Shows the open article for review.
    pub fn begin(app: &mut App) {
        let Some(doc) = &app.doc else { return };
        let shown = doc.as_opened();
        if doc.is_changed() {
            app.toast(Weight::Warning, "review-unsaved", &[]);
        }
        let back = app.focus;
        // What is legal is asked about the open text, not about the list's row.
        app.focus(Pane::Editor);
        let article = shown.view.row.id;
        app.open(Box::new(Self {
            shown,
            compared: None,
            mode: Mode::Text,
            step: Step::Reading,
            pager: Pager::default(),
            walked: None,
            back,
            laid: RefCell::default(),
        }));
        app.ask(Request::Compare { article, from: None, to: None });
    }

    fn article(&self) -> ArticleId {
        self.shown.view.row.id
    }

    /// The text has become another one while it was read.
    fn renew(&mut self, app: &mut App, opened: &Opened) {
        let was = self.shown.view.state.name();
        let moved = opened.base != self.shown.base;
        self.shown = opened.clone();
        *self.laid.borrow_mut() = None;
        if moved {
            self.compared = None;
            self.pager = Pager::default();
            self.walked = None;
            self.step = Step::Reading;
            app.toast(Weight::Warning, "review-moved", &[]);
            app.ask(Request::Compare { article: self.article(), from: None, to: None });
        }
        if was == StageName::Submitted && opened.view.state.name() != was {
            self.decided(app, opened.view.state.name());
        }
    }

    /// This text is done with: what waits next?
    fn decided(&mut self, app: &mut App, stage: StageName) {
        if matches!(self.step, Step::Decided(..)) {
            return;
        }
        self.step = Step::Decided(stage, Next::Awaited);
        let look = Look { tab: Tab::Review, ..Look::default() };
        app.ask(Request::Page { ticket: NEXT, look, at: Where::On(None), limit: AHEAD });
    }

    /// Why this person may not approve what is on the page.
    fn refusal(&self, app: &App) -> Option<Why> {
        legal::why_not(app, Action::ReviewApprove).or_else(|| {
            let grave = |finding: &Finding| finding.level == Level::Error;
            let found = self.shown.findings.iter().any(grave);
            found.then(|| Why { key: "review-has-errors", name: String::new() })
        })
    }

    fn sign(&mut self, app: &mut App) {
        match self.refusal(app) {
            Some(why) => {
                let text = app.say(why.key, &[("name", why.name.as_str().into())]);
                app.notes.say(app.now, Weight::Warning, text);
            }
            None => self.step = Step::Signing,
        }
    }

    fn signed(&mut self, app: &mut App) {
        self.step = Step::Reading;
        let revision = self.shown.base.label.clone();
        let deed = Deed::Approve { revision, note: None };
        app.ask(Request::Act { article: self.article(), deed });
    }

    /// An answer was pressed with the mouse.
    fn pressed(&mut self, app: &mut App, input: &Input) -> Turn {
        match self.question(app).and_then(|question| question.pressed(app, input)) {
            Some(0) => self.act(app, Action::DialogAccept),
            Some(_) => {
                self.signed(app);
                Turn::Stay
            }
            None => Turn::Stay,
        }
    }

    fn close(&self, app: &mut App) -> Turn {
        app.focus(self.back);
        Turn::Close
    }

    fn turn_over(&mut self, app: &mut App, mode: Mode) {
        let older = self.compared.as_ref().is_some_and(|compared| compared.from.is_some());
        if mode == Mode::Changes && !older {
            return app.toast(Weight::Note, "review-nothing-before", &[]);
        }
        self.mode = mode;
        self.walked = None;
        self.pager.top = 0;
    }

    /// To the next finding, or in a comparison to the next change.
    fn walk(&mut self, app: &mut App, on: bool) {
        let places = self.places(app);
        let Some(last) = places.len().checked_sub(1) else {
            return app.toast(Weight::Done, "no-problems", &[]);
        };
        let next = match (self.walked, on) {
            (None, true) => 0,
            (None, false) => last,
            (Some((at, _)), true) => (at + 1) % places.len(),
            (Some((at, _)), false) => at.checked_sub(1).unwrap_or(last),
        };
        let row = places.get(next).copied().unwrap_or(0);
        self.walked = Some((next, row));
        let (height, count) = (self.height(app), self.count(app));
        self.pager.reveal(row, height, count);
        let finding = self.shown.findings.get(next).filter(|_| self.mode == Mode::Text);
        if let Some(finding) = finding {
            let args: Vec<_> =
                finding.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            let text = app.say(&finding.key(), &args);
            app.notes.say(app.now, Weight::Warning, text);
        }
    }

    /// The findings or changes that are seen, with the row of the screen that each is in.
    fn seen(&self, app: &App) -> Vec<(usize, usize, u16)> {
        let (top, height) = (self.pager.top, self.height(app));
        let first = room(app).y.saturating_add(1);
        let mut seen: Vec<(usize, usize, u16)> = Vec::new();
        for (index, row) in self.places(app).into_iter().enumerate() {
            let down = row.checked_sub(top).filter(|down| *down < height);
            let Some(down) = down.and_then(|down| u16::try_from(down).ok()) else { continue };
            if seen.iter().all(|(_, other, _)| *other != row) {
                seen.push((index, row, first.saturating_add(down)));
            }
        }
        seen
    }

    /// To the finding or the change in a row of the screen.
    fn point(&mut self, app: &App, y: u16) {
        let found = self.seen(app).into_iter().find(|(_, _, at)| *at == y);
        if let Some((index, row, _)) = found {
            self.walked = Some((index, row));
        }
    }

    /// The rows that walking goes to.
    fn places(&self, app: &App) -> Vec<usize> {
        self.lay(app);
        let laid = self.laid.borrow();
        let Some(laid) = laid.as_ref() else { return Vec::new() };
        let text = laid.rows.get(laid.text_from..).unwrap_or_default();
        match self.mode {
            Mode::Text => {
                let place = |finding| reading::row_of(text, finding).unwrap_or(0);
                self.shown.findings.iter().map(|found| laid.text_from + place(found)).collect()
            }
            Mode::Changes => {
                let begins = |at: &usize| {
                    let sign = |at: usize| text.get(at).and_then(|row| row.sign);
                    sign(*at).is_some() && at.checked_sub(1).and_then(sign).is_none()
                };
                (0..text.len()).filter(begins).map(|at| laid.text_from + at).collect()
            }
        }
    }

    /// Lays the page out, if it is not yet for this width.
    fn lay(&self, app: &App) {
        let width = app.size().0;
        let mut laid = self.laid.borrow_mut();
        if laid.as_ref().is_some_and(|laid| laid.width == width && laid.mode == self.mode) {
            return;
        }
        let mut rows = self.head(app);
        let text_from = rows.len();
        rows.extend(self.body(app));
        *laid = Some(Laid { width, mode: self.mode, rows, text_from });
    }

    /// Who wrote it, what changed, what was found.
    fn head(&self, app: &App) -> Vec<Row> {
        let width = columns(app, false);
        let view = &self.shown.view;
        let zone = app.zone();
        let when = time::near(view.revision.at, app.now.at, zone, &app.words);
        let author = view.revision.author.as_deref().unwrap_or("?");
        let revision = self.shown.base.label.as_str();
        let values =
            [("revision", revision.into()), ("author", author.into()), ("when", when.into())];
        let mut wrote = app.say("review-by", &values);
        let others = view.contributors.iter().map(String::as_str).filter(|name| *name != author);
        let others = others.collect::<Vec<_>>().join(", ");
        if !others.is_empty() {
            wrote.push(' ');
            wrote.push_str(&app.say("review-by-others", &[("all", others.into())]));
        }
        let mut lines = vec![(Ink::Dim, wrote)];
        if let Some(text) = self.since(app) {
            lines.push((Ink::Dim, text));
        }
        if let Some((name, note)) = &self.shown.remark {
            let values = [("name", name.as_str().into()), ("note", note.as_str().into())];
            lines.push((Ink::Warn, app.say("banner-returned", &values)));
        }
        let mut rows = Vec::new();
        for (ink, line) in &lines {
            let wrapped = wrap([(*ink, line.as_str())], width).into_iter();
            rows.extend(wrapped.map(|left| Row { left, ..Row::default() }));
        }
        if self.shown.findings.is_empty() {
            rows.push(Row::of(Ink::Dim, &app.say("no-problems", &[])));
        }
        let text = &view.manuscript;
        rows.extend(reading::findings(app, &self.shown.findings, text, width).concat());
        rows.push(Row::default());
        rows
    }

    /// What changed since the last approval, in one line.
    fn since(&self, app: &App) -> Option<String> {
        let compared = self.compared.as_ref()?;
        let Some(from) = &compared.from else {
            let state = app.doc.as_ref().map(|doc| &doc.opened.view.state);
            let approved =
                state.is_some_and(|state| state.clearance.is_some() || state.live.is_some());
            let key = if approved { "review-this-one" } else { "review-first" };
            return Some(app.say(key, &[]));
        };
        let count = changes(&from.1.fields(), &compared.to.1.fields());
        let key = app.keymap.label(Action::ReviewCompare, Context::Review).unwrap_or_default();
        let values = [
            ("count", count.into()),
            ("revision", from.0.label.as_str().into()),
            ("key", key.into()),
        ];
        Some(app.say("review-changes", &values))
    }

    fn body(&self, app: &App) -> Vec<Row> {
        let from = self.compared.as_ref().and_then(|compared| compared.from.as_ref());
        if let (Mode::Changes, Some(from)) = (self.mode, from) {
            let split = splits(app);
            let width = columns(app, split);
            let new = self.shown.view.manuscript.fields();
            return compared_rows(&from.1.fields(), &new, &app.words, width, split);
        }
        let text = &self.shown.view.manuscript;
        reading::text(app, text, columns(app, false))
    }

    fn count(&self, app: &App) -> usize {
        self.lay(app);
        self.laid.borrow().as_ref().map_or(0, |laid| laid.rows.len())
    }

    /// Rows of the page that have room.
    fn height(&self, app: &App) -> usize {
        let barred = u16::from(self.barred(app).is_some());
        usize::from(room(app).height.saturating_sub(2 + barred))
    }

    /// Why the approval is struck through, while there is something to approve.
    fn barred(&self, app: &App) -> Option<Why> {
        let waits = self.shown.view.state.name() == StageName::Submitted;
        self.refusal(app).filter(|_| waits)
    }
}

impl Overlay for Review {
    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        match self.question(app) {
            Some(question) => question.places(app),
            None => self.seen(app).into_iter().map(|(_, _, y)| (room(app).x + 3, y)).collect(),
        }
    }

    fn context(&self) -> Context {
        match self.step {
            Step::Reading => Context::Review,
            Step::Signing | Step::Decided(..) => Context::Dialog,
        }
    }

    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let (height, count) = (self.height(app), self.count(app));
        match input {
            Input::Mouse(_) if self.step != Step::Reading => self.pressed(app, input),
            Input::Mouse(mouse) => {
                match mouse.deed {
                    MouseDeed::Press(Button::Left) => self.point(app, mouse.row),
                    MouseDeed::WheelUp => self.pager.top = self.pager.top.saturating_sub(WHEEL),
                    MouseDeed::WheelDown => self.pager.top += WHEEL,
                    _ => {}
                }
                self.pager.fit(height, count);
                Turn::Stay
            }
            Input::Key(press) if self.step == Step::Signing => {
                if press.text().is_some_and(|c| c.eq_ignore_ascii_case(&show::SIGN)) {
                    self.signed(app);
                } else if press.text().is_some() || press.code == Code::Backspace {
                    self.step = Step::Reading;
                }
                Turn::Stay
            }
            // Letters mean nothing here; the keys of the whole program do.
            Input::Key(press) if press.text().is_none() => Turn::Pass,
            _ => Turn::Stay,
        }
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        match (&self.step, action) {
            (Step::Signing, Action::DialogAccept | Action::DialogCancel | Action::UiMenu) => {
                self.step = Step::Reading;
                return Turn::Stay;
            }
            (Step::Signing, Action::DialogNext | Action::DialogPrevious) => return Turn::Stay,
            (Step::Decided(_, next), Action::DialogAccept) => {
                let next = next.clone();
                let turn = self.close(app);
                if let Next::Waits(article, _) = next {
                    app.open_article(article, Aim::Review);
                }
                return turn;
            }
            (Step::Decided(..), Action::DialogCancel | Action::UiMenu) => return self.close(app),
            (Step::Signing | Step::Decided(..), _) => return Turn::Pass,
            (Step::Reading, _) => {}
        }
        let (height, count) = (self.height(app), self.count(app));
        if self.pager.act(action, height, count) {
            return Turn::Stay;
        }
        match action {
            Action::ReviewApprove => self.sign(app),
            Action::ReviewCompare if self.mode == Mode::Text => {
                self.turn_over(app, Mode::Changes);
            }
            Action::ReviewCompare | Action::ReviewPreview => self.turn_over(app, Mode::Text),
            Action::ReviewNextProblem => self.walk(app, true),
            Action::ReviewPreviousProblem => self.walk(app, false),
            Action::ReviewLater | Action::UiMenu => return self.close(app),
            Action::ReviewEdit => {
                app.focus(Pane::Editor);
                return Turn::Close;
            }
            Action::ReviewReturn
            | Action::ReviewSchedule
            | Action::ReviewUnschedule
            | Action::ReviewCorrect
            | Action::ReviewWithdraw
            | Action::ReviewComment => app.perform(action),
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            // What was asked before the text moved on is about another text.
            Reply::Compared { article, compared }
                if *article == self.article() && compared.to.0.record == self.shown.base.record =>
            {
                self.compared = Some(Compared::clone(compared));
                *self.laid.borrow_mut() = None;
            }
            Reply::Opened { opened, .. } if opened.view.row.id == self.article() => {
                self.renew(app, opened);
            }
            Reply::Acted { article, deed, stage, .. } if *article == self.article() => {
                if matches!(deed, Deed::Approve { .. } | Deed::Return { .. }) {
                    self.decided(app, *stage);
                }
            }
            Reply::Page { ticket: NEXT, page, .. } => {
                let me = app.me().map(|me| me.row);
                let mut rows = page.rows.iter().filter(|row| row.id != self.article());
                let next = rows.find(|row| me.is_none_or(|me| !row.contributors.contains(&me)));
                let next = next.map(|row| Next::Waits(row.id, row.headline.clone()));
                if let Step::Decided(_, awaited @ Next::Awaited) = &mut self.step {
                    *awaited = next.unwrap_or(Next::Nothing);
                }
            }
            _ => {}
        }
        Turn::Stay
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        self.draw_page(app, frame, area);
        if let Some(question) = self.question(app) {
            question.draw(app, frame, area);
        }
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.question(app)?.scrolled(app))
    }

    fn is_screen(&self) -> bool {
        true
    }
}
