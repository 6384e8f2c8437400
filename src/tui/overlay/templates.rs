//! The kinds of release that a new text can begin as.

use ratatui::Frame;
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

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        if let Reply::Templates(names) = reply {
            let (office, place) = match &app.office {
                Some(office) => (office.name.as_str(), office.place.as_str()),
                None => ("", ""),
            };
            let choice = |(name, headline): &(String, String)| {
                let more = headline.replace("{office}", office).replace("{place}", place);
                Choice { value: name.clone(), title: name.clone(), more }
            };
            self.choices = Some(Choices::new(names.iter().map(choice).collect(), "", false));
        }
        Turn::Stay
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
