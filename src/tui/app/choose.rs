//! Actions that are chosen by name, from the menu, the palette or a letter on the screen.

use super::App;
use crate::tui::action::Action;
use crate::tui::input::{Button, Input, Mouse, MouseDeed};
use crate::tui::layout::Pane;
use crate::tui::msg::{Effect, Request};
use crate::tui::notes::Weight;
use crate::tui::overlay::Turn;

/// So many choices are remembered.
const RECENT: usize = 8;

impl App {
    /// Does what was chosen by name: what lies on top may know it better than the panes.
    pub fn choose(&mut self, action: Action) {
        if super::super::legal::why_not(self, action).is_none() {
            self.note_choice(action);
            let edits = action.name().starts_with("edit.") && action != Action::EditSave;
            if edits && self.overlays.is_empty() && self.focus != Pane::Editor {
                // Whoever undoes something wants to see it.
                self.focus(Pane::Editor);
            }
            if self.with_top(|top, app| top.act(app, action)) != Turn::Pass {
                return;
            }
        }
        self.perform(action);
    }

    fn note_choice(&mut self, action: Action) {
        if self.recent.first() == Some(&action) {
            return;
        }
        self.recent.retain(|other| *other != action);
        self.recent.insert(0, action);
        self.recent.truncate(RECENT);
        let names: Vec<&str> = self.recent.iter().map(|action| action.name()).collect();
        self.ask(Request::Remember { key: "recent", value: names.join(" ") });
    }

    /// What was chosen in an earlier session; names that are gone are passed over.
    pub fn recall(&mut self, names: &str) {
        self.recent = names.split(' ').filter_map(Action::from_name).take(RECENT).collect();
    }

    /// A click without a mouse.
    pub fn click(&mut self, column: u16, row: u16) {
        for deed in [MouseDeed::Press(Button::Left), MouseDeed::Release(Button::Left)] {
            self.input(Input::Mouse(Mouse { deed, column, row }));
        }
    }

    pub(super) fn toggle_mouse(&mut self) {
        let is_ours = self.clicks.is_let_go;
        self.clicks.is_let_go = !is_ours;
        self.effect(Effect::Mouse(is_ours));
        let key = if is_ours { "mouse-on" } else { "mouse-off" };
        self.toast(Weight::Note, key, &[]);
    }

    /// The person's key map could not be written: the keys stay as they were.
    pub fn keys_unwritten(&mut self) {
        let path = self.keys_file.path.clone().unwrap_or_default();
        self.toast(Weight::Error, "keys-unwritten", &[("path", path.into())]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::legal;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{self, ALI, NUR};

    fn remembered(effects: Vec<Effect>) -> Vec<String> {
        let asked = testing::asked(effects).into_iter().filter_map(|request| match request {
            Request::Remember { key: "recent", value } => Some(value),
            _ => None,
        });
        asked.collect()
    }

    #[test]
    fn choices_are_remembered_newest_first_and_each_once() {
        let mut app = testing::app(ALI);
        app.recall("ui.zoom gone.away ui.theme");
        assert_eq!(app.recent, [Action::UiZoom, Action::UiTheme]);
        for action in [Action::UiTheme, Action::UiTheme, Action::UiSync] {
            app.choose(action);
        }
        // What cannot be done was not chosen.
        assert_eq!(app.recent, [Action::UiTheme, Action::UiZoom]);
        assert_eq!(remembered(testing::press(&mut app, "left")), ["ui.theme ui.zoom"]);
        for action in Action::ALL.iter().filter(|action| action.name().starts_with("list.")) {
            app.note_choice(*action);
        }
        assert_eq!(app.recent.len(), RECENT);
    }

    #[test]
    fn the_mouse_is_let_go_and_taken_again() {
        let mut app = testing::app(ALI);
        for want in [false, true, false] {
            app.choose(Action::UiMouse);
            let effects = testing::press(&mut app, "left");
            let mouse = effects.iter().find_map(|effect| match effect {
                Effect::Mouse(on) => Some(*on),
                _ => None,
            });
            assert_eq!(mouse, Some(want));
        }
    }

    #[test]
    fn an_edit_that_is_chosen_from_the_list_is_seen_in_the_text() {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        testing::type_in(&mut app, "Tambahan ");
        let body = |app: &App| app.doc.as_ref().map(|doc| doc.body.text()).unwrap_or_default();
        assert!(body(&app).starts_with("Tambahan"));
        testing::press(&mut app, "alt-1 ctrl-p");
        testing::type_in(&mut app, "edit.undo");
        testing::press(&mut app, "enter");
        assert!(body(&app).starts_with("Paragraf"), "{}", body(&app));
        assert_eq!(app.focus, Pane::Editor);
    }

    #[test]
    fn reasons_follow_the_text_and_the_person() {
        #[track_caller]
        fn check(app: &App, action: Action, want: Option<&str>) {
            let why = legal::why_not(app, action).map(|why| why.key);
            assert_eq!(why, want, "{}", action.name());
        }
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        check(&app, Action::EditCopy, Some("why-nothing-marked"));
        check(&app, Action::EditPaste, Some("why-nothing-copied"));
        check(&app, Action::ReviewLater, Some("why-in-review"));
        check(&app, Action::LogUp, Some("why-in-log"));
        check(&app, Action::LogRetry, Some("why-in-tray"));
        check(&app, Action::DialogAccept, Some("why-in-dialog"));
        check(&app, Action::UiSync, Some("why-not-reviewer"));
        check(&app, Action::UiMouse, None);
        check(&app, Action::ReviewSubmit, None);
        testing::press(&mut app, "ctrl-a ctrl-c");
        check(&app, Action::EditCopy, None);
        check(&app, Action::EditPaste, None);
        if let Some(office) = &mut app.office {
            office.read_only = true;
        }
        check(&app, Action::ReviewSubmit, Some("why-read-only"));
        let app = testing::app(NUR);
        check(&app, Action::MetaPick, Some("why-nothing-open"));
        check(&app, Action::EditUndo, Some("why-nothing-open"));
    }
}
