//! What a person changes about their own screen while they work: language, keys, colours.

use super::App;
use crate::lang::{Lang, Words};
use crate::tui::keymap::{Keymap, KeymapError, Preset};
use crate::tui::msg::Request;
use crate::tui::notes::Weight;
use crate::tui::theme::{Depth, Wish};

impl App {
    pub fn next_language(&mut self) {
        let next = match self.words.lang() {
            Lang::Id => Lang::En,
            Lang::En => Lang::Id,
        };
        self.words = Words::of(next);
        self.ask(Request::Speak(next));
        self.toast(Weight::Note, "language-is", &[]);
        self.ask(Request::Remember { key: "language", value: next.word().to_owned() });
    }

    /// Should the terminal be asked for the colour of its ground?
    pub fn wants_ground(&self) -> bool {
        self.theme_wish == Wish::Auto && self.depth != Depth::None
    }

    /// The person's key map has changed. One with faults changes nothing.
    pub fn keys_are(&mut self, text: &str) {
        // What was written from here is told of by the watch once more.
        if self.keys_file.text == text {
            return;
        }
        text.clone_into(&mut self.keys_file.text);
        if self.take_keys(text) {
            self.toast(Weight::Done, "keys-read", &[]);
        }
    }

    /// What was written from here: the menu shows it, and it needs no words.
    pub fn keys_written(&mut self, text: &str) {
        text.clone_into(&mut self.keys_file.text);
        self.take_keys(text);
    }

    fn take_keys(&mut self, text: &str) -> bool {
        match Keymap::on(self.keys_file.preset, text) {
            Ok(keymap) => self.keymap = keymap,
            Err(errors) => {
                self.keys_are_bad(&errors);
                return false;
            }
        }
        true
    }

    /// Another of the key maps that the program comes with, under the person's own file.
    pub fn choose_keys(&mut self, preset: Preset) {
        let text = self.keys_file.text.clone();
        match Keymap::on(preset, &text) {
            Ok(keymap) => self.keymap = keymap,
            Err(errors) => return self.keys_are_bad(&errors),
        }
        self.keys_file.preset = preset;
        let name = self.say(&format!("keymap-preset-{}", preset.word()), &[]);
        self.toast(Weight::Done, "keymap-is", &[("name", name.into())]);
        let value = preset.word().to_owned();
        self.ask(Request::Remember { key: "keymap", value });
    }

    /// Says which lines of a key map are wrong.
    pub fn keys_are_bad(&mut self, errors: &[KeymapError]) {
        for error in errors {
            let text = self.words.say(error.key(), &error.values());
            let line = error.line;
            let text = self.say("keys-bad-line", &[("line", line.into()), ("text", text.into())]);
            self.notes.say(self.now, Weight::Error, text);
        }
    }
}
