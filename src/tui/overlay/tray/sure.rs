//! A question before something is decided that readers may see: what is known to be out there, and
//! what is not.

use ratatui::layout::Rect;
use uuid::Uuid;

use crate::domain::delivery::{Op, Standing};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::publishing::{Answer, Ask, Decision, Row};
use crate::tui::msg::{Reply, Request, Told, What};
use crate::tui::overlay::answers::Scrolled;
use crate::tui::overlay::question::{self, Sheet, beside};
use crate::tui::overlay::{Overlay, Turn};
use crate::tui::picture::Frame;
use crate::tui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Go,
    Not,
}

/// What is safe has the focus first.
const ITEMS: [Item; 2] = [Item::Not, Item::Go];

#[derive(Debug)]
pub(super) struct Sure {
    id: Uuid,
    decision: Decision,
    headline: String,
    destination: String,
    /// What is known, as a key.
    known: &'static str,
    at: Item,
    waits: bool,
    told: Option<Told>,
}

impl Sure {
    pub(super) fn open(app: &mut App, row: &Row, decision: Decision) {
        let parcel = &row.entry.parcel;
        let known = match (&decision, parcel.standing) {
            (Decision::Cancel, Standing::Sending | Standing::Unknown) => "tray-sure-unknown",
            (Decision::Cancel, Standing::Conflict) => "tray-sure-conflict",
            (Decision::Cancel, _) if parcel.op == Op::Withdraw => "tray-sure-stays",
            (Decision::Cancel, _) if parcel.op == Op::Correct => "tray-sure-old",
            (Decision::Cancel, _) => "tray-sure-nothing",
            (Decision::Ours, _) => "tray-sure-ours",
            (Decision::Theirs, _) => "tray-sure-theirs",
            _ => "tray-sure-merged",
        };
        app.open(Box::new(Self {
            id: parcel.id,
            decision,
            headline: row.headline.clone(),
            destination: parcel.destination.to_string(),
            known,
            at: Item::Not,
            waits: false,
            told: None,
        }));
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        sheet.aside(&self.headline);
        sheet.blank();
        let values = [("name", self.destination.as_str().into())];
        sheet.words(&app.say(self.known, &values), Role::Text);
        if let Some(told) = &self.told {
            sheet.told(told);
        }
        if self.waits {
            sheet.words(&app.say("ask-waits", &[]), Role::Dim);
        }
        sheet.blank();
        let go = app.say(&format!("tray-do-{}", self.decision.word()), &[]);
        let not = app.say("tray-not", &[]);
        sheet.buttons(&[(Item::Not, &not, None), (Item::Go, &go, None)]);
        sheet
    }

    fn accept(&mut self, app: &mut App) -> Turn {
        if self.at == Item::Not {
            return Turn::Close;
        }
        self.waits = true;
        self.told = None;
        let (id, decision) = (self.id, self.decision.clone());
        app.ask(Request::Publishing(Ask::Decide { id, decision }));
        Turn::Stay
    }
}

impl Overlay for Sure {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        if let Some(item) = self.sheet(app).pressed(app, input).filter(|_| !self.waits) {
            self.at = item;
            return self.accept(app);
        }
        let Input::Key(press) = input else { return Turn::Stay };
        match question::deed(app, *press) {
            Some(Action::DialogCancel) => Turn::Close,
            Some(_) if self.waits => Turn::Stay,
            Some(Action::DialogAccept) => self.accept(app),
            Some(way) => {
                self.at = beside(&ITEMS, self.at, way == Action::DialogNext);
                Turn::Stay
            }
            None => question::other(app, *press),
        }
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Publishing(Answer::Decided { row, .. }) if row.entry.parcel.id == self.id => {
                return Turn::Close;
            }
            Reply::Refused { what: What::Other, told } if self.waits => {
                self.waits = false;
                self.told = Some(told.clone());
            }
            _ => {}
        }
        Turn::Stay
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn tells_refusals(&self) -> bool {
        self.waits
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say(&format!("tray-ask-{}", self.decision.word()), &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }
}
