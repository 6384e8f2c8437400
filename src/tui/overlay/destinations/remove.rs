//! A question before a destination is removed: what becomes of what was queued for it.

use ratatui::layout::Rect;

use crate::domain::delivery::Name;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::publishing::{Answer, Ask};
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

const ITEMS: [Item; 2] = [Item::Not, Item::Go];

#[derive(Debug)]
pub(super) struct Remove {
    name: Name,
    at: Item,
    waits: bool,
    told: Option<Told>,
}

impl Remove {
    pub(super) fn open(app: &mut App, name: Name) {
        app.open(Box::new(Self { name, at: Item::Not, waits: false, told: None }));
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let values = [("name", self.name.as_str().into())];
        sheet.words(&app.say("dest-remove-about", &values), Role::Text);
        if let Some(told) = &self.told {
            sheet.told(told);
        }
        sheet.blank();
        let (go, not) = (app.say("dest-remove", &[]), app.say("tray-not", &[]));
        sheet.buttons(&[(Item::Not, &not, None), (Item::Go, &go, None)]);
        sheet
    }

    fn accept(&mut self, app: &mut App) -> Turn {
        if self.at == Item::Not {
            return Turn::Close;
        }
        self.waits = true;
        app.ask(Request::Publishing(Ask::Remove(self.name.clone())));
        Turn::Stay
    }
}

impl Overlay for Remove {
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
            Reply::Publishing(Answer::Removed { name, .. }) if *name == self.name => {
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
        let title = app.say("dest-remove-title", &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }
}
