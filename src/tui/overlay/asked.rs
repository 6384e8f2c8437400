//! What a box has asked the desk: while it waits nothing else is asked, and a refusal is told in
//! the box itself.

use crate::tui::app::App;
use crate::tui::msg::publishing::Ask;
use crate::tui::msg::{Reply, Request, Told, What};
use crate::tui::overlay::Turn;
use crate::tui::overlay::question::Sheet;
use crate::tui::theme::Role;

#[derive(Debug, Default)]
pub struct Asked {
    waits: bool,
    told: Option<Told>,
}

impl Asked {
    pub fn ask(&mut self, app: &mut App, ask: Ask) {
        self.request(app, Request::Publishing(ask));
    }

    pub fn request(&mut self, app: &mut App, request: Request) {
        *self = Self { waits: true, told: None };
        app.ask(request);
    }

    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Something else is written now than what was refused.
    pub fn forget(&mut self) {
        self.told = None;
    }

    /// The box closes with the answer that it waits for.
    pub fn heard(&mut self, reply: &Reply, is_answer: bool) -> Turn {
        if is_answer {
            return Turn::Close;
        }
        if let Reply::Refused { what: What::Other, told } = reply
            && self.waits
        {
            *self = Self { waits: false, told: Some(told.clone()) };
        }
        Turn::Stay
    }

    pub fn show<Item: Copy + PartialEq>(&self, app: &App, sheet: &mut Sheet<Item>) {
        if let Some(told) = &self.told {
            sheet.told(told);
        }
        if self.waits {
            sheet.words(&app.say("ask-waits", &[]), Role::Dim);
        }
    }
}
