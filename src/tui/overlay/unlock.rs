//! Somebody types into a text that waits for review or was approved: asked once, because editing
//! takes it back to a draft and voids the approval.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::answers::Scrolled;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::domain::stage::StageName;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Leave,
    Edit,
}

const ITEMS: [Item; 2] = [Item::Leave, Item::Edit];

#[derive(Debug)]
pub struct Unlock {
    stage: StageName,
    at: Item,
    /// Enter was pressed where only the letter counts.
    hint: bool,
}

impl Unlock {
    pub fn new(stage: StageName) -> Self {
        Self { stage, at: Item::Leave, hint: false }
    }

    fn letter(app: &App) -> Option<char> {
        app.say("unlock-key", &[]).chars().next()
    }

    fn unlock(app: &mut App) -> Turn {
        if let Some(doc) = &mut app.doc {
            doc.unlocked = true;
        }
        Turn::Close
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let key = match self.stage {
            StageName::Submitted => "unlock-submitted",
            StageName::Scheduled => "unlock-scheduled",
            _ => "unlock-approved",
        };
        sheet.words(&app.say(key, &[]), Role::Text);
        let letter = Self::letter(app);
        if self.hint {
            let key = letter.map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            let text = app.say("ask-needs-letter", &[("key", key.into())]);
            sheet.words(&format!("! {text}"), Role::Warn);
        }
        sheet.blank();
        let (leave, edit) = (app.say("unlock-leave", &[]), app.say("unlock-do", &[]));
        sheet.buttons(&[(Item::Leave, &leave, None), (Item::Edit, &edit, letter)]);
        sheet
    }
}

impl Overlay for Unlock {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let press = match input {
            Input::Key(press) => *press,
            Input::Mouse(_) => {
                return match self.sheet(app).pressed(app, input) {
                    Some(Item::Leave) => Turn::Close,
                    Some(Item::Edit) => Self::unlock(app),
                    None => Turn::Stay,
                };
            }
            _ => return Turn::Stay,
        };
        match question::deed(app, press) {
            Some(Action::DialogCancel) => return Turn::Close,
            Some(Action::DialogAccept) if self.at == Item::Leave => return Turn::Close,
            Some(Action::DialogAccept) => self.hint = true,
            Some(way) => self.at = beside(&ITEMS, self.at, way == Action::DialogNext),
            None if Self::letter(app).is_some_and(|c| question::is_letter(press, c)) => {
                return Self::unlock(app);
            }
            None => return question::other(app, press),
        }
        Turn::Stay
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("unlock-title", &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::msg::Aim;
    use crate::tui::testing::{NUR, app_with, in_all_sizes, press, screen, type_in};

    #[test]
    fn typing_into_a_text_in_review_asks_once() {
        let mut app = app_with(NUR, 2, Aim::Edit);
        let before = app.doc.as_ref().unwrap().body.text();
        type_in(&mut app, "x");
        assert!(screen(&mut app, 80, 24).contains("takes it back to a draft"));
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("E = Edit") && !picture.ends_with("none"), "{picture}");
        }
        press(&mut app, "enter");
        assert!(app.overlays().is_empty() && !app.doc.as_ref().unwrap().may_write());
        type_in(&mut app, "x");
        press(&mut app, "tab enter");
        assert!(!app.overlays().is_empty(), "Enter does not unlock");
        press(&mut app, "e");
        assert_eq!(app.doc.as_ref().unwrap().body.text(), before);
        type_in(&mut app, "x");
        assert!(app.overlays().is_empty());
        assert_ne!(app.doc.as_ref().unwrap().body.text(), before);
    }
}
