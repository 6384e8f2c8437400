//! Keys and pasted text where no overlay is: an action by its key, else text for what has the caret.

use super::App;
use crate::editor::command::Command;
use crate::text;
use crate::tui::action::Context;
use crate::tui::doc::Part;
use crate::tui::input::{Code, Input, KeyPress, Pasted};
use crate::tui::layout::Pane;
use crate::tui::msg::{JournalState, Look, Scribe};
use crate::tui::notes::Weight;
use crate::tui::overlay::Turn;
use crate::tui::overlay::arrival::Arrival;
use crate::tui::overlay::dropped::{self, Dropped};
use crate::tui::overlay::unlock::Unlock;
use crate::tui::panes::meta::Meta;
use crate::tui::small;

impl App {
    pub(super) fn key(&mut self, press: KeyPress) {
        if self.waits_for_rows(press) {
            return;
        }
        if press.code == Code::Esc && (self.notes.dismiss() || self.back_to_text()) {
            return;
        }
        if self.filter.is_some() {
            return self.filter_key(press);
        }
        if self.focus == Pane::Meta && self.meta_input(&Input::Key(press)) == Turn::Stay {
            return;
        }
        if self.searches() {
            return self.search_key(press);
        }
        if let Some(action) = self.keymap.lookup(self.context(), press) {
            return self.perform(action);
        }
        if self.focus == Pane::Editor
            && let Some(c) = press.text()
        {
            let smart = self.office.as_ref().is_some_and(|office| office.smart_typing);
            self.edit(if smart { Command::TypeSmart(c) } else { Command::Type(c.to_string()) });
            self.offer_name();
        }
    }

    /// A key that may have been pasted: in a text it writes, and elsewhere it does nothing.
    pub(super) fn wake_key(&mut self, press: KeyPress) {
        if self.focus != Pane::Editor {
            return;
        }
        if self.searches() {
            return self.type_in_search(press);
        }
        let action = self.keymap.lookup(Context::Editor, press);
        match (action.and_then(super::acts::command), press.text()) {
            // What comes with a paste is no item that somebody begins.
            (Some(Command::Enter), _) => self.edit(Command::Newline),
            (Some(command), _) => self.edit(command),
            (None, Some(c)) if action.is_none() => self.edit(Command::Type(c.to_string())),
            _ => {}
        }
    }

    fn meta_input(&mut self, input: &Input) -> Turn {
        self.with_meta(|meta, app| meta.handle(app, input))
    }

    /// Asks the details pane, which is not in its place meanwhile.
    pub fn with_meta<T>(&mut self, ask: impl FnOnce(&mut Meta, &mut Self) -> T) -> T {
        let mut meta = std::mem::take(&mut self.meta);
        let answer = ask(&mut meta, self);
        self.meta = meta;
        answer
    }

    /// A field that is being typed into takes what was typed, if it is understood.
    pub(super) fn leave_field(&mut self) {
        self.with_meta(Meta::leave);
    }

    /// A command in the open text, if it may be written.
    pub fn edit(&mut self, command: Command) {
        let now = self.now;
        let Some(doc) = &mut self.doc else { return };
        if changes(&command) && !doc.may_write() {
            return self.may_not_write();
        }
        if changes(&command) && self.is_page_alone() {
            // Nobody writes without seeing what.
            self.preview.wanted = None;
        }
        let Some(doc) = &mut self.doc else { return };
        let command = match (doc.part, command) {
            // A headline is one line: Enter goes on to the text.
            (Part::Headline, Command::Newline | Command::Enter) => {
                doc.part = Part::Body;
                return;
            }
            (Part::Headline, Command::Paste(text)) => Command::Paste(one_line(&text)),
            (_, command) => command,
        };
        if crosses(doc, &command) {
            return;
        }
        if self.goes_along(&command) {
            return;
        }
        let Some(doc) = &mut self.doc else { return };
        let (outcome, effects) = doc.run(command, now);
        self.effects.extend(effects);
        if let Some(text) = outcome.text {
            self.copied(text);
        }
    }

    /// Says why keys change nothing, or asks whether a text in review shall be changed.
    pub fn may_not_write(&mut self) {
        let Some(doc) = &self.doc else { return };
        if let Some(why) = doc.locked {
            self.toast(Weight::Warning, why, &[]);
        } else {
            let stage = doc.stage();
            self.open(Box::new(Unlock::new(stage)));
        }
    }

    pub(super) fn paste(&mut self, pasted: Pasted) {
        if let Some(filter) = &mut self.filter {
            small::paste(filter, &pasted.text);
            return self.filter_changed();
        }
        let takes_files = self.focus != Pane::Meta && !self.searches();
        if takes_files && dropped::may_be_paths(&pasted.text) {
            return Dropped::ask(self, pasted);
        }
        match self.focus {
            Pane::Editor if self.searches() => self.paste_into_search(&pasted.text),
            Pane::Editor => self.paste_text(&pasted),
            Pane::Meta => {
                self.meta_input(&Input::Paste(pasted));
            }
            // Never keys: what is pasted into the list may become an article.
            Pane::List | Pane::Log => self.open(Box::new(Arrival::of(pasted.text))),
        }
    }

    /// Wherever it was meant to go: there is nothing of it, and that is said.
    pub(super) fn refuse_paste(&mut self, size: usize) {
        let size = self.words.size(size as u64);
        self.toast(Weight::Error, "paste-too-long", &[("size", size.into())]);
    }

    /// What was typed before it was known what it is for.
    pub fn replay(&mut self, inputs: Vec<Input>) {
        for input in inputs {
            self.input(input);
        }
    }

    /// Cleaned and in one step of undo; what was left out of it, or hides in it, is told.
    pub fn paste_text(&mut self, pasted: &Pasted) {
        let cleaned = text::sanitise::clean(&pasted.text);
        let words = text::words::count(&cleaned.text);
        let before = self.doc.as_ref().map(|doc| doc.editor().version());
        self.edit(Command::Paste(cleaned.text));
        let after = self.doc.as_ref().map(|doc| doc.editor().version());
        if before != after && words > 1 {
            self.toast(Weight::Note, "pasted", &[("words", words.into())]);
        }
        if before == after {
            return;
        }
        let count = pasted.sequences + pasted.controls + cleaned.dropped;
        if count > 0 {
            self.toast(Weight::Warning, "pasted-dropped", &[("count", count.into())]);
        }
        if cleaned.dangerous_count > 0 {
            let values = [("count", cleaned.dangerous_count.into())];
            self.toast(Weight::Warning, "pasted-hidden", &values);
        }
    }

    /// A key while a query is typed over the list.
    fn filter_key(&mut self, press: KeyPress) {
        match press.code {
            Code::Esc => {
                self.filter = None;
                let look = Look { query: String::new(), ..self.list.look.clone() };
                self.show_list(look);
            }
            Code::Enter | Code::Tab => self.filter = None,
            Code::Down | Code::Up | Code::PageDown | Code::PageUp => {
                if let Some(action) = self.keymap.lookup(Context::List, press) {
                    self.perform(action);
                }
            }
            _ => {
                if let Some(filter) = &mut self.filter {
                    small::key(filter, press);
                    self.filter_changed();
                }
            }
        }
    }

    fn filter_changed(&mut self) {
        let Some(filter) = &self.filter else { return };
        let query = small::text(filter);
        if query != self.list.look.query {
            let look = Look { query, ..self.list.look.clone() };
            // Steps were meant for the rows of the words before.
            self.ahead.clear();
            self.show_list(look);
        }
    }

    /// The editor's text is left for a while: nothing may hang on this process alone.
    pub fn sync_journal(&mut self) {
        self.effects.push(super::Effect::Journal(Scribe::Sync));
    }

    /// A journal that could not be written is tried again, with or without another key.
    pub(super) fn mend_journal(&mut self) {
        if matches!(self.journal, JournalState::Failing(_)) {
            self.sync_journal();
        }
    }
}

/// Up from the first row of the text is the headline, down from the last row of that the text.
fn crosses(doc: &mut crate::tui::doc::Doc, command: &Command) -> bool {
    use crate::editor::command::Motion;
    let Command::Move { motion, select: false } = command else { return false };
    let to = match (doc.part, motion) {
        (Part::Headline, Motion::Down) if doc.is_at_edge(false) => Part::Body,
        (Part::Headline, Motion::Right) if doc.headline.caret() == doc.headline.len_bytes() => {
            Part::Body
        }
        (Part::Body, Motion::Up) if doc.is_at_edge(true) => Part::Headline,
        (Part::Body, Motion::Left) if doc.body.caret() == 0 => Part::Headline,
        _ => return false,
    };
    doc.part = to;
    true
}

fn changes(command: &Command) -> bool {
    !matches!(
        command,
        Command::Move { .. }
            | Command::SelectAll
            | Command::SelectWordAt(_)
            | Command::SelectParagraphAt(_)
            | Command::DragTo(_)
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::tui::msg::Aim;
    use crate::tui::testing::{ALI, app_with, paste, press, type_in};

    #[test]
    fn quotes_are_of_print_where_the_office_wants_them_so() {
        for (smart, want) in [(false, "\"Ya\"--"), (true, "“Ya”–")] {
            let mut app = app_with(ALI, 1, Aim::Edit);
            app.office.as_mut().unwrap().smart_typing = smart;
            press(&mut app, "ctrl-a");
            type_in(&mut app, "\"Ya\"--");
            let body = |app: &super::App| app.doc.as_ref().unwrap().body.text();
            assert_eq!(body(&app), want);
            if smart {
                press(&mut app, "ctrl-z");
                assert_eq!(body(&app), "“Ya”--");
            }
            // What is pasted is as it was written.
            paste(&mut app, " \"b\"");
            assert!(body(&app).ends_with(" \"b\""), "{}", body(&app));
        }
    }
}
