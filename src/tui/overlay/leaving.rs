//! The text could not be saved, and somebody wants to leave: stay, or leave all the same. What was
//! typed is in the journal and is offered at the next start.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::answers::Scrolled;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::{JournalState, Told};
use crate::tui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Stay,
    Leave,
}

const ITEMS: [Item; 2] = [Item::Stay, Item::Leave];

#[derive(Debug)]
pub struct Leaving {
    told: Told,
    at: Item,
}

impl Leaving {
    pub fn new(told: Told) -> Self {
        Self { told, at: Item::Stay }
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        sheet.told(&self.told);
        let (key, role) = match app.journal {
            JournalState::Failing(_) => ("leaving-lost", Role::Error),
            _ => ("leaving-kept", Role::Text),
        };
        sheet.words(&app.say(key, &[]), role);
        sheet.blank();
        let (stay, leave) = (app.say("leaving-stay", &[]), app.say("leaving-do", &[]));
        sheet.buttons(&[(Item::Stay, &stay, None), (Item::Leave, &leave, None)]);
        sheet
    }
}

impl Overlay for Leaving {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let chosen = match input {
            Input::Key(press) => match question::deed(app, *press) {
                Some(Action::DialogCancel) => Some(Item::Stay),
                Some(Action::DialogAccept) => Some(self.at),
                Some(way) => {
                    self.at = beside(&ITEMS, self.at, way == Action::DialogNext);
                    None
                }
                // Leaving again is what this question is about.
                None => match question::other(app, *press) {
                    Turn::Pass if !app.is_quit(input) => return Turn::Pass,
                    _ => None,
                },
            },
            Input::Mouse(_) => self.sheet(app).pressed(app, input),
            _ => None,
        };
        match chosen {
            Some(Item::Stay) => Turn::Close,
            Some(Item::Leave) => {
                app.leave_all_the_same();
                Turn::Close
            }
            None => Turn::Stay,
        }
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("leaving-title", &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::app::App;
    use crate::tui::msg::{Aim, Effect, Reply, Request, Scribe, Told, What};
    use crate::tui::testing::{
        ALI, app_with, article, asked, in_all_sizes, press, reply, screen, type_in,
    };

    /// A text is typed, the program is left, and the save is refused.
    fn refused() -> App {
        let mut app = app_with(ALI, 1, Aim::Edit);
        type_in(&mut app, "x");
        let requests = asked(press(&mut app, "ctrl-q"));
        let [Request::Save { version, .. }] = requests.as_slice() else { panic!("{requests:?}") };
        let what = What::Save { article: article(1), version: *version };
        let told = Told { message: "Diska penuh".into(), ..Told::default() };
        reply(&mut app, Reply::Refused { what, told });
        app
    }

    #[test]
    fn a_refused_save_is_a_question_and_staying_is_its_first_answer() {
        let mut app = refused();
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("Diska penuh") && picture.contains("journal"), "{picture}");
        in_all_sizes(&mut app);
        assert!(press(&mut app, "ctrl-q enter").iter().all(|e| !matches!(e, Effect::Quit)));
        assert!(app.overlays().is_empty());
        assert!(app.doc.as_ref().unwrap().is_changed());
    }

    #[test]
    fn leaving_all_the_same_keeps_the_journal() {
        let mut app = refused();
        let effects = press(&mut app, "tab enter");
        assert!(matches!(effects.last(), Some(Effect::Quit)));
        let ends = |e: &Effect| matches!(e, Effect::Journal(Scribe::End { .. }));
        assert!(!effects.iter().any(ends), "{effects:?}");
    }
}
