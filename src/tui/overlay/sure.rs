//! A question before something is decided that readers may see, or that is not undone by a key:
//! what is known to be out there, and what is not.

use ratatui::layout::Rect;
use uuid::Uuid;

use super::answers::Scrolled;
use super::asked::Asked;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::domain::delivery::Name;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::Reply;
use crate::tui::msg::publishing::{Answer, Ask, Decision};
use crate::tui::picture::Frame;
use crate::tui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Go,
    Not,
}

/// What is safe has the focus first.
const ITEMS: [Item; 2] = [Item::Not, Item::Go];

/// What is done if it is wanted.
#[derive(Debug, Clone)]
pub enum Deed {
    Decide(Uuid, Decision),
    Remove(Name),
}

impl Deed {
    fn ask(&self) -> Ask {
        match self.clone() {
            Self::Decide(id, decision) => Ask::Decide { id, decision },
            Self::Remove(name) => Ask::Remove(name),
        }
    }

    fn is_done_by(&self, reply: &Reply) -> bool {
        match (self, reply) {
            (Self::Decide(id, _), Reply::Publishing(Answer::Decided { row, .. })) => {
                row.entry.parcel.id == *id
            }
            (Self::Remove(name), Reply::Publishing(Answer::Removed { name: gone, .. })) => {
                name == gone
            }
            _ => false,
        }
    }
}

/// Keys of the words of such a question.
#[derive(Debug, Clone)]
pub struct Question {
    pub title: String,
    /// What is known, about this place.
    pub known: &'static str,
    pub name: Name,
    pub go: String,
    /// The text that it is about.
    pub headline: Option<String>,
}

#[derive(Debug)]
pub struct Sure {
    deed: Deed,
    question: Question,
    at: Item,
    asked: Asked,
}

impl Sure {
    pub fn open(app: &mut App, deed: Deed, question: Question) {
        app.open(Box::new(Self { deed, question, at: Item::Not, asked: Asked::default() }));
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        if let Some(headline) = &self.question.headline {
            sheet.aside(headline);
            sheet.blank();
        }
        let values = [("name", self.question.name.as_str().into())];
        sheet.words(&app.say(self.question.known, &values), Role::Text);
        self.asked.show(app, &mut sheet);
        sheet.blank();
        let (go, not) = (app.say(&self.question.go, &[]), app.say("tray-not", &[]));
        sheet.buttons(&[(Item::Not, &not, None), (Item::Go, &go, None)]);
        sheet
    }

    fn accept(&mut self, app: &mut App) -> Turn {
        if self.at == Item::Not {
            return Turn::Close;
        }
        self.asked.ask(app, self.deed.ask());
        Turn::Stay
    }
}

impl Overlay for Sure {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        if let Some(item) = self.sheet(app).pressed(app, input).filter(|_| !self.asked.waits()) {
            self.at = item;
            return self.accept(app);
        }
        let Input::Key(press) = input else { return Turn::Stay };
        match question::deed(app, *press) {
            Some(Action::DialogCancel) => Turn::Close,
            Some(_) if self.asked.waits() => Turn::Stay,
            Some(Action::DialogAccept) => self.accept(app),
            Some(way) => {
                self.at = beside(&ITEMS, self.at, way == Action::DialogNext);
                Turn::Stay
            }
            None => question::other(app, *press),
        }
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        self.asked.heard(reply, self.deed.is_done_by(reply))
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
        let title = app.say(&self.question.title, &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }
}
