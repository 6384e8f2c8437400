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
        self.mouse = !self.mouse;
        self.effect(Effect::Mouse(self.mouse));
        let key = if self.mouse { "mouse-on" } else { "mouse-off" };
        self.toast(Weight::Note, key, &[]);
    }

    /// The person's key map could not be written: the keys stay as they were.
    pub fn keys_unwritten(&mut self) {
        let path = self.keys_file.path.clone().unwrap_or_default();
        self.toast(Weight::Error, "keys-unwritten", &[("path", path.into())]);
    }
}
