//! Which of the key maps counts: chosen from the three that the program comes with, and kept.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::choices::{Choice, Choices, Chosen};
use super::{Overlay, Turn};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::keymap::Preset;

#[derive(Debug)]
pub struct Keys {
    choices: Choices,
}

impl Keys {
    pub fn new(app: &App) -> Self {
        let choice = |preset: Preset| {
            let word = preset.word();
            let title = app.say(&format!("keymap-preset-{word}"), &[]);
            let is_chosen = preset == app.keys_file.preset;
            let more = if is_chosen { app.say("keymap-chosen", &[]) } else { String::new() };
            Choice { value: word.to_owned(), title, more }
        };
        let choices = Preset::ALL.map(choice).into();
        Self { choices: Choices::new(choices, "", false) }
    }

    fn chosen(app: &mut App, chosen: Chosen) -> Turn {
        let turn = chosen.turn();
        if let Chosen::Value(word) = chosen
            && let Some(preset) = Preset::from_word(&word)
        {
            app.choose_keys(preset);
        }
        turn
    }
}

impl Overlay for Keys {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let chosen = self.choices.handle(app, input);
        Self::chosen(app, chosen)
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        let chosen = self.choices.act(action);
        Self::chosen(app, chosen)
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.choices.places(app)
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("keymap-title", &[]);
        self.choices.draw(app, frame, area, &title, &app.say("keymap-none", &[]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Context;
    use crate::tui::msg::{Aim, Request};
    use crate::tui::testing::{ALI, app_with, asked, in_all_sizes, press, screen, type_in};

    fn choose(app: &mut App, word: &str) -> Vec<Request> {
        app.choose(Action::UiKeymap);
        in_all_sizes(app);
        type_in(app, word);
        asked(press(app, "enter"))
    }

    #[test]
    fn a_key_map_is_chosen_counts_at_once_and_is_kept() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        app.keys_file.text = "[editor]\n\"edit.external\" = 'alt-o'\n".to_owned();
        let requests = choose(&mut app, "Emacs");
        let kept = requests
            .iter()
            .any(|r| matches!(r, Request::Remember { key: "keymap", value } if value == "emacs"));
        assert!(kept, "{requests:?}");
        let at = |app: &App, key: &str| app.keymap.lookup(Context::Editor, key.parse().unwrap());
        assert_eq!(at(&app, "ctrl-e"), Some(Action::EditRowEnd));
        assert_eq!(at(&app, "alt-o"), Some(Action::EditExternal), "the own file goes over it");
        assert!(screen(&mut app, 120, 30).contains("Emacs"));
        choose(&mut app, "redaksi");
        assert_eq!(at(&app, "ctrl-f"), Some(Action::EditFind));
        app.choose(Action::UiKeymap);
        press(&mut app, "esc");
        assert!(app.overlays().is_empty());
    }

    #[test]
    fn a_map_that_meets_the_own_file_is_told_with_its_line_and_changes_nothing() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        app.keys_file.text = "# milik saya\n[anywhere]\nui.jump = 'alt-b'\n".to_owned();
        choose(&mut app, "Vim");
        assert_eq!(app.keys_file.preset, Preset::Standard);
        assert!(screen(&mut app, 160, 30).contains("line 3"));
    }
}
