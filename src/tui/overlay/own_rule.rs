//! A rule of the office: these words are written otherwise. It begins with what is selected.

use ratatui::layout::Rect;
use tui_textarea::TextArea;

use super::answers::Scrolled;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::checks::{Answer, Ask};
use crate::tui::msg::{Reply, Request, Told, What};
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::Role;

/// A rule is about a few words.
const LONGEST: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Wrong,
    Right,
    Message,
    Go,
    Cancel,
}

const ITEMS: [Item; 5] = [Item::Wrong, Item::Right, Item::Message, Item::Go, Item::Cancel];

#[derive(Debug)]
pub struct OwnRule {
    wrong: TextArea<'static>,
    right: TextArea<'static>,
    message: TextArea<'static>,
    at: Item,
    fault: Option<&'static str>,
    told: Option<Told>,
}

impl OwnRule {
    pub fn new(words: &str) -> Self {
        let words: String =
            words.lines().next().unwrap_or_default().chars().take(LONGEST).collect();
        let at = if words.is_empty() { Item::Wrong } else { Item::Right };
        let wrong = small::input(&words);
        let (right, message) = (small::input(""), small::input(""));
        Self { wrong, right, message, at, fault: None, told: None }
    }

    fn area(&mut self) -> Option<&mut TextArea<'static>> {
        match self.at {
            Item::Wrong => Some(&mut self.wrong),
            Item::Right => Some(&mut self.right),
            Item::Message => Some(&mut self.message),
            Item::Go | Item::Cancel => None,
        }
    }

    fn go(&mut self, app: &mut App) -> Turn {
        let text = |area: &TextArea<'_>| small::text(area).trim().to_owned();
        let (wrong, right) = (text(&self.wrong), text(&self.right));
        let message = text(&self.message);
        let is_word = wrong.chars().any(char::is_alphanumeric);
        if !is_word || wrong.chars().count() > LONGEST {
            (self.fault, self.at) = (Some("own-rule-no-words"), Item::Wrong);
        } else if wrong == right {
            (self.fault, self.at) = (Some("own-rule-same"), Item::Right);
        } else if right.is_empty() {
            (self.fault, self.at) = (Some("own-rule-nothing"), Item::Right);
        } else {
            (self.fault, self.told) = (None, None);
            app.ask(Request::Checks(Ask::Rule { wrong, right, message }));
        }
        Turn::Stay
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        sheet.aside(&app.say("own-rule-about", &[]));
        sheet.blank();
        sheet.field(Item::Wrong, &app.say("own-rule-wrong", &[]), &self.wrong);
        sheet.field(Item::Right, &app.say("own-rule-right", &[]), &self.right);
        sheet.field(Item::Message, &app.say("own-rule-message", &[]), &self.message);
        if let Some(fault) = self.fault {
            sheet.words(&format!("✗ {}", app.say(fault, &[])), Role::Error);
        }
        if let Some(told) = &self.told {
            sheet.told(told);
        }
        sheet.blank();
        let (go, cancel) = (app.say("own-rule-do", &[]), app.say("ask-cancel", &[]));
        sheet.buttons(&[(Item::Go, &go, None), (Item::Cancel, &cancel, None)]);
        sheet
    }
}

impl Overlay for OwnRule {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let press = match input {
            Input::Key(press) => *press,
            Input::Paste(pasted) => {
                if let Some(area) = self.area() {
                    small::paste(area, pasted.text.trim());
                }
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
            None => {
                if !self.area().is_some_and(|area| small::key(area, press)) {
                    return question::other(app, press);
                }
                self.fault = None;
            }
        }
        Turn::Stay
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Checks(Answer::Rule { .. }) => Turn::Close,
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
        self.sheet(app).draw(app, frame, area, &app.say("own-rule-title", &[]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{ALI, app_with, asked, in_all_sizes, press, reply, screen, type_in};

    #[test]
    fn a_rule_is_made_of_what_is_selected() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        press(&mut app, "ctrl-home ctrl-shift-right alt-q");
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("Paragraf") && !picture.ends_with("none"), "{picture}");
        }
        assert!(asked(press(&mut app, "enter")).is_empty());
        assert!(screen(&mut app, 80, 24).contains("✗ Write what is right."));
        type_in(&mut app, "Paragraf");
        assert!(asked(press(&mut app, "enter")).is_empty());
        assert!(screen(&mut app, 80, 24).contains("are the same"));
        press(&mut app, "ctrl-u");
        type_in(&mut app, "Alinea");
        press(&mut app, "tab");
        type_in(&mut app, "Begitu di sini.");
        let requests = asked(press(&mut app, "enter"));
        let [Request::Checks(Ask::Rule { wrong, right, message })] = requests.as_slice() else {
            panic!("{requests:?}")
        };
        let made = (wrong.as_str(), right.as_str(), message.as_str());
        assert_eq!(made, ("Paragraf", "Alinea", "Begitu di sini."));
        let told = Told { message: "berkas rusak".into(), ..Told::default() };
        reply(&mut app, Reply::Refused { what: What::Check, told });
        assert!(screen(&mut app, 80, 24).contains("✗ berkas rusak"));
        let looks = asked(reply(&mut app, Reply::Checks(Answer::Rule { rule: "paragraf".into() })));
        assert!(app.overlays().is_empty(), "{looks:?}");
        assert!(looks.iter().any(|ask| matches!(ask, Request::Check { .. })), "{looks:?}");
    }
}
