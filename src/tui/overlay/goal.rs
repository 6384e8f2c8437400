//! How many words the open text is meant to have.

use ratatui::layout::Rect;
use tui_textarea::TextArea;

use super::answers::Scrolled;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::Request;
use crate::tui::msg::writing::Ask;
use crate::tui::notes::Weight;
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::Role;

/// Nobody wants more words of a release.
const MOST: u32 = 20_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Words,
    Go,
    Cancel,
}

const ITEMS: [Item; 3] = [Item::Words, Item::Go, Item::Cancel];

#[derive(Debug)]
pub struct Goal {
    words: TextArea<'static>,
    at: Item,
    wrong: bool,
}

impl Goal {
    pub fn new(app: &App) -> Self {
        let own = app.doc.as_ref().and_then(|doc| doc.opened.goal);
        let words = small::input(&own.map(|words| words.to_string()).unwrap_or_default());
        Self { words, at: Item::Words, wrong: false }
    }

    fn go(&mut self, app: &mut App) -> Turn {
        let typed = small::text(&self.words);
        let typed = typed.trim();
        let words = typed.parse::<u32>().ok().filter(|words| *words <= MOST);
        if words.is_none() && !typed.is_empty() {
            (self.wrong, self.at) = (true, Item::Words);
            return Turn::Stay;
        }
        let Some(doc) = &mut app.doc else { return Turn::Close };
        doc.opened.goal = words;
        let article = doc.id();
        app.ask(Request::Writing(Ask::Goal { article, words }));
        match app.word_goal() {
            Some(goal) => app.toast(Weight::Done, "goal-set", &[("count", goal.into())]),
            None => app.toast(Weight::Done, "goal-none", &[]),
        }
        Turn::Close
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let office = app.office.as_ref().and_then(|office| office.word_goal);
        let about = match office {
            Some(goal) => app.say("goal-about-office", &[("count", goal.into())]),
            None => app.say("goal-about", &[]),
        };
        sheet.aside(&about);
        sheet.blank();
        sheet.field(Item::Words, &app.say("goal-label", &[]), &self.words);
        if self.wrong {
            let text = app.say("goal-wrong", &[("most", MOST.into())]);
            sheet.words(&format!("✗ {text}"), Role::Error);
        }
        sheet.blank();
        let (go, cancel) = (app.say("goal-do", &[]), app.say("ask-cancel", &[]));
        sheet.buttons(&[(Item::Go, &go, None), (Item::Cancel, &cancel, None)]);
        sheet
    }
}

impl Overlay for Goal {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let press = match input {
            Input::Key(press) => *press,
            Input::Paste(pasted) if self.at == Item::Words => {
                small::paste(&mut self.words, pasted.text.trim());
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
            None if self.at == Item::Words && small::key(&mut self.words, press) => {
                self.wrong = false;
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
        self.sheet(app).draw(app, frame, area, &app.say("goal-title", &[]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{ALI, app_with, asked, in_all_sizes, press, screen, type_in};

    #[test]
    fn a_text_gets_a_goal_of_its_own_and_loses_it_again() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        assert!(screen(&mut app, 80, 24).contains("· 12 words ·"));
        press(&mut app, "alt-w");
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("Words:") && !picture.ends_with("none"), "{picture}");
        }
        type_in(&mut app, "dua");
        assert!(asked(press(&mut app, "enter")).is_empty());
        assert!(screen(&mut app, 80, 24).contains("✗ A number up to"));
        press(&mut app, "backspace backspace backspace");
        type_in(&mut app, "13");
        let requests = asked(press(&mut app, "enter"));
        assert!(matches!(
            requests.as_slice(),
            [Request::Writing(Ask::Goal { words: Some(13), .. })]
        ));
        assert!(screen(&mut app, 80, 24).contains("12/13 words"));
        press(&mut app, "ctrl-end");
        type_in(&mut app, " lagi");
        let shown = screen(&mut app, 80, 24);
        assert!(shown.contains("✓ 13/13 words"), "{shown}");
        press(&mut app, "alt-w backspace backspace enter");
        assert!(screen(&mut app, 80, 24).contains("· 13 words ·"));
    }

    #[test]
    fn the_office_has_a_goal_for_all_and_a_text_may_have_none() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        app.office.as_mut().unwrap().word_goal = Some(400);
        assert!(screen(&mut app, 80, 24).contains("12/400 words"));
        press(&mut app, "alt-w");
        assert!(screen(&mut app, 80, 24).contains("counts: 400"));
        type_in(&mut app, "0");
        press(&mut app, "enter");
        assert!(screen(&mut app, 80, 24).contains("· 12 words ·"));
    }
}
