//! The kinds of release that a new text can begin as.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::choices::{Choice, Choices, Chosen};
use super::{Overlay, Turn};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::{Reply, Request};

/// A list that is empty until the desk has answered.
#[derive(Debug, Default)]
pub struct Templates {
    choices: Option<Choices>,
}

impl Templates {
    fn chosen(app: &mut App, chosen: Chosen) -> Turn {
        let turn = chosen.turn();
        if let Chosen::Value(name) = chosen {
            app.leave();
            app.names.fills = true;
            app.expects_text();
            app.ask(Request::New { template: Some(name) });
        }
        turn
    }
}

impl Overlay for Templates {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let Some(choices) = &mut self.choices else { return Turn::Stay };
        let chosen = choices.handle(app, input);
        Self::chosen(app, chosen)
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        match (&mut self.choices, action) {
            (None, Action::DialogCancel) => Turn::Close,
            (None, _) => Turn::Pass,
            (Some(choices), _) => {
                let chosen = choices.act(action);
                Self::chosen(app, chosen)
            }
        }
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        if let Reply::Templates(names) = reply {
            let choice = |(name, title): &(String, String)| Choice {
                value: name.clone(),
                title: name.clone(),
                more: title.clone(),
            };
            self.choices = Some(Choices::new(names.iter().map(choice).collect(), "", false));
        }
        Turn::Stay
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.choices.as_ref().map(|choices| choices.places(app)).unwrap_or_default()
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("details-templates", &[]);
        let waiting = Choices::new(Vec::new(), "", false);
        let (choices, empty) = match &self.choices {
            Some(choices) => (choices, "details-no-template"),
            None => (&waiting, "details-wait"),
        };
        choices.draw(app, frame, area, &title, &app.say(empty, &[]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Context;
    use crate::tui::testing::{
        ALI, NUR, app, app_with, asked, in_all_sizes, press, reply, screen, type_in,
    };

    fn names() -> Reply {
        let name = |name: &str, title: &str| (name.to_owned(), title.to_owned());
        Reply::Templates(vec![
            name("rapat", "Rapat koordinasi"),
            name("ralat", "Ralat judul"),
            name("kosong", ""),
        ])
    }

    #[test]
    fn a_template_is_found_by_letters_and_begins_a_text() {
        let mut app = app(ALI);
        assert!(matches!(asked(press(&mut app, "N")).as_slice(), [Request::Templates]));
        assert!(screen(&mut app, 80, 24).contains("One moment"));
        press(&mut app, "enter down");
        reply(&mut app, names());
        assert!(screen(&mut app, 80, 24).contains("rapat   Rapat koordinasi"));
        in_all_sizes(&mut app);
        type_in(&mut app, "jud");
        assert!(!screen(&mut app, 40, 10).contains("rapat"));
        let requests = asked(press(&mut app, "enter"));
        let [Request::New { template: Some(name) }] = requests.as_slice() else {
            panic!("{requests:?}")
        };
        assert_eq!((name.as_str(), app.context()), ("ralat", Context::List));
    }

    #[test]
    fn esc_makes_nothing_and_what_is_open_is_saved_first() {
        let mut app = app_with(NUR, 1, crate::tui::msg::Aim::Edit);
        type_in(&mut app, "x");
        press(&mut app, "alt-1 N");
        reply(&mut app, names());
        assert!(asked(press(&mut app, "down esc")).is_empty());
        press(&mut app, "N");
        reply(&mut app, names());
        let requests = asked(press(&mut app, "down down enter"));
        assert!(matches!(
            requests.as_slice(),
            [Request::Save { .. }, Request::New { template: Some(name) }] if name == "kosong"
        ));
    }

    #[test]
    fn nothing_matches_and_nothing_happens() {
        let mut app = app(ALI);
        press(&mut app, "N");
        reply(&mut app, names());
        type_in(&mut app, "zzz");
        assert!(asked(press(&mut app, "enter")).is_empty());
        assert!(screen(&mut app, 80, 24).contains("There are no templates."));
    }
}
