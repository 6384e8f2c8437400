//! Why a finding may stand: whoever says so gives a reason, which stays in the ledger.

use ratatui::layout::Rect;
use tui_textarea::TextArea;

use super::answers::Scrolled;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::domain::finding::Finding;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::checks::Answer;
use crate::tui::msg::{Reply, Told, What};
use crate::tui::panes::editor::finding_sentence;
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Reason,
    Go,
    Cancel,
}

const ITEMS: [Item; 3] = [Item::Reason, Item::Go, Item::Cancel];

#[derive(Debug)]
pub struct Dismiss {
    finding: Finding,
    reason: TextArea<'static>,
    at: Item,
    /// There was no reason.
    missing: bool,
    told: Option<Told>,
}

impl Dismiss {
    pub fn new(finding: Finding) -> Self {
        let reason = small::input("");
        Self { finding, reason, at: Item::Reason, missing: false, told: None }
    }

    fn go(&mut self, app: &mut App) -> Turn {
        if app.may_not_dismiss(self.finding.level).is_some() {
            return Turn::Stay;
        }
        let reason = small::text(&self.reason).trim().to_owned();
        if reason.is_empty() {
            (self.missing, self.at) = (true, Item::Reason);
            return Turn::Stay;
        }
        self.told = None;
        app.dismiss(&self.finding, &reason);
        Turn::Stay
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let words = self.finding.text.trim();
        let sentence = finding_sentence(app, &self.finding);
        sheet.words(&format!("{}  {sentence}", self.finding.rule), Role::Text);
        if !words.is_empty() {
            sheet.cut(&format!("«{words}»"), Role::Warn);
        }
        sheet.aside(&app.say("dismiss-about", &[]));
        if let Some(key) = app.may_not_dismiss(self.finding.level) {
            sheet.words(&format!("✗ {}", app.say(key, &[])), Role::Error);
        }
        sheet.blank();
        sheet.field(Item::Reason, &app.say("dismiss-reason", &[]), &self.reason);
        if self.missing {
            sheet.words(&format!("✗ {}", app.say("dismiss-missing", &[])), Role::Error);
        }
        if let Some(told) = &self.told {
            sheet.told(told);
        }
        sheet.blank();
        let (go, cancel) = (app.say("dismiss-do", &[]), app.say("ask-cancel", &[]));
        sheet.buttons(&[(Item::Go, &go, None), (Item::Cancel, &cancel, None)]);
        sheet
    }
}

impl Overlay for Dismiss {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let press = match input {
            Input::Key(press) => *press,
            Input::Paste(pasted) if self.at == Item::Reason => {
                small::paste(&mut self.reason, pasted.text.trim());
                return Turn::Stay;
            }
            Input::Mouse(_) => {
                match self.sheet(app).pressed(app, input) {
                    Some(Item::Cancel) => return Turn::Close,
                    Some(Item::Go) => return self.go(app),
                    Some(item) => self.at = item,
                    None => {}
                }
                return Turn::Stay;
            }
            _ => return Turn::Stay,
        };
        match question::deed(app, press) {
            Some(Action::DialogCancel) => return Turn::Close,
            Some(Action::DialogAccept) if self.at == Item::Cancel => return Turn::Close,
            Some(Action::DialogAccept) => return self.go(app),
            Some(way) => self.at = beside(&ITEMS, self.at, way == Action::DialogNext),
            None if self.at == Item::Reason && small::key(&mut self.reason, press) => {
                self.missing = false;
            }
            None => return question::other(app, press),
        }
        Turn::Stay
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Checks(Answer::Dismissed { .. }) => Turn::Close,
            Reply::Refused { what: What::Check, told } => {
                self.told = Some(told.clone());
                Turn::Stay
            }
            _ => Turn::Stay,
        }
    }

    fn tells_refusals(&self) -> bool {
        true
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        self.sheet(app).draw(app, frame, area, &app.say("dismiss-title", &[]));
    }
}
