//! What a person copies by hand into a site's own form, field by field, and where the page is then.

use std::collections::BTreeSet;

use ratatui::layout::Rect;
use tui_textarea::TextArea;
use uuid::Uuid;

use super::may_decide;
use crate::domain::delivery::Op;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::{Input, KeyPress};
use crate::tui::msg::Reply;
use crate::tui::msg::publishing::{Answer, Ask, Decision, Shown};
use crate::tui::overlay::answers::Scrolled;
use crate::tui::overlay::asked::Asked;
use crate::tui::overlay::question::{self, Sheet, beside};
use crate::tui::overlay::{Overlay, Turn};
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::Role;
use crate::visible::Visible;

/// So much of a field is shown: the whole is copied.
const SHOWN: usize = 36;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Field(usize),
    Url,
    Go,
    Close,
}

#[derive(Debug)]
pub(super) struct Copying {
    id: Uuid,
    headline: String,
    form: String,
    withdraws: bool,
    fields: Vec<(&'static str, String)>,
    copied: BTreeSet<usize>,
    url: TextArea<'static>,
    at: Item,
    wrong: Option<&'static str>,
    asked: Asked,
}

impl Copying {
    pub(super) fn open(app: &mut App, shown: &Shown) {
        let parcel = &shown.row.entry.parcel;
        let url = parcel.remote.url.clone().unwrap_or_default();
        let at = if shown.sheet.is_empty() { Item::Url } else { Item::Field(0) };
        app.open(Box::new(Self {
            id: parcel.id,
            headline: shown.row.headline.clone(),
            form: shown.form.clone(),
            withdraws: parcel.op == Op::Withdraw,
            fields: shown.sheet.clone(),
            copied: BTreeSet::new(),
            url: small::input(&url),
            at,
            wrong: None,
            asked: Asked::default(),
        }));
    }

    fn items(&self) -> Vec<Item> {
        let fields = (0..self.fields.len()).map(Item::Field);
        fields.chain([Item::Url, Item::Go, Item::Close]).collect()
    }

    /// Copies a field; the next one has the focus then.
    fn copy(&mut self, app: &mut App, index: usize) {
        let Some((_, text)) = self.fields.get(index) else { return };
        app.copied(text.clone());
        self.copied.insert(index);
        self.at = if index + 1 < self.fields.len() { Item::Field(index + 1) } else { Item::Url };
    }

    fn accept(&mut self, app: &mut App) -> Turn {
        match self.at {
            Item::Field(index) => self.copy(app, index),
            Item::Close => return Turn::Close,
            Item::Url | Item::Go => self.check(app),
        }
        Turn::Stay
    }

    /// The page is read as any reader would, and compared with what was approved.
    fn check(&mut self, app: &mut App) {
        let url = small::text(&self.url).trim().to_owned();
        if url.is_empty() {
            self.wrong = Some("tray-url-none");
            self.at = Item::Url;
            return;
        }
        if !may_decide(app) {
            return;
        }
        let (id, decision) = (self.id, Decision::At(url));
        self.asked.ask(app, Ask::Decide { id, decision });
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let about = if self.withdraws { "tray-sheet-away" } else { "tray-sheet-about" };
        sheet.aside(&self.headline);
        sheet.aside(&app.say(about, &[]));
        if !self.form.is_empty() {
            sheet.cut(&self.form, Role::Accent);
        }
        sheet.blank();
        for (index, (key, text)) in self.fields.iter().enumerate() {
            let mark = if self.copied.contains(&index) { "✓" } else { "·" };
            let name = app.say(&format!("paste-{key}"), &[]);
            let text = Visible::line(text.trim()).cut(SHOWN);
            let digit = index + 1;
            sheet.option(Item::Field(index), mark, &format!("{digit} {name}: {text}"));
        }
        sheet.blank();
        sheet.field(Item::Url, &app.say("tray-url", &[]), &self.url);
        if let Some(wrong) = self.wrong {
            sheet.words(&format!("! {}", app.say(wrong, &[])), Role::Warn);
        }
        self.asked.show(app, &mut sheet);
        sheet.blank();
        let (go, close) = (app.say("tray-do-at", &[]), app.say("tray-close", &[]));
        sheet.buttons(&[(Item::Go, &go, None), (Item::Close, &close, None)]);
        sheet
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        match question::deed(app, press) {
            Some(Action::DialogCancel) => return Turn::Close,
            Some(_) if self.asked.waits() => {}
            Some(Action::DialogAccept) => return self.accept(app),
            Some(way) => self.at = beside(&self.items(), self.at, way == Action::DialogNext),
            None if self.at == Item::Url => {
                if !small::key(&mut self.url, press) {
                    return question::other(app, press);
                }
                self.wrong = None;
                self.asked.forget();
            }
            None => match press.text().and_then(|c| "123456789".find(c)) {
                Some(index) => self.copy(app, index),
                None => return question::other(app, press),
            },
        }
        Turn::Stay
    }
}

impl Overlay for Copying {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => return self.key(app, *press),
            Input::Paste(pasted) => {
                small::paste(&mut self.url, pasted.text.trim());
                self.at = Item::Url;
                self.wrong = None;
            }
            Input::Mouse(_) if !self.asked.waits() => {
                if let Some(item) = self.sheet(app).pressed(app, input) {
                    self.at = item;
                    if item != Item::Url {
                        return self.accept(app);
                    }
                }
            }
            _ => {}
        }
        Turn::Stay
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        let ours = |answer: &Answer| match answer {
            Answer::Decided { row, .. } => row.entry.parcel.id == self.id,
            _ => false,
        };
        let is_answer = matches!(reply, Reply::Publishing(answer) if ours(answer));
        self.asked.heard(reply, is_answer)
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn tells_refusals(&self) -> bool {
        self.asked.waits()
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("tray-sheet-title", &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }
}
