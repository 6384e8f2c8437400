//! How a text is left: for another one, for somebody else's sake, or for good. Nothing that is not
//! saved gives way to anything.

use super::{App, Going};
use crate::domain::ids::ArticleId;
use crate::tui::action::{Action, Context};
use crate::tui::doc::Doc;
use crate::tui::input::Input;
use crate::tui::msg::{Aim, Effect, Request, Scribe, Then, Told};
use crate::tui::notes::Weight;
use crate::tui::overlay::leaving::Leaving;

impl App {
    /// Opens an article, after what is open was saved.
    pub fn open_article(&mut self, article: ArticleId, aim: Aim) {
        self.leave();
        self.expects_text();
        self.ask(Request::Open { article, revision: None, aim });
    }

    /// Saves what is open and changed. It stays open until there is something in its place.
    pub fn leave(&mut self) {
        let open = self.doc.as_mut().filter(|doc| doc.may_write() && doc.is_changed());
        let save = open.and_then(|doc| doc.save(Then::Leave));
        self.effects.extend(save);
    }

    /// Is what is open kept there by what could not be saved of it?
    pub(super) fn is_held(&self, coming: &ArticleId) -> bool {
        let other = self.doc.as_ref().filter(|doc| !doc.is(coming));
        other.is_some_and(|doc| doc.is_changed() && doc.saving.failing.is_some())
    }

    /// Takes the open text away. What was typed since it was saved is saved, too.
    pub(super) fn let_go(&mut self) {
        if self.doc.as_ref().is_some_and(Doc::is_unasked) {
            self.leave();
        }
        self.keep_past();
        self.close_journal();
        self.doc = None;
    }

    /// The journal of the open text is done with, if nothing in it waits for an answer.
    pub(super) fn close_journal(&mut self) {
        let open = self.doc.as_ref().filter(|doc| doc.locked.is_none() && !doc.is_changed());
        if let Some(article) = open.map(Doc::id) {
            self.effects.push(Effect::Journal(Scribe::End { article }));
        }
    }

    /// Takes the open text away, unsaved as it may be: its journal stays.
    pub(super) fn give_up(&mut self) {
        if let Some(article) = self.doc.take().as_ref().map(Doc::id) {
            self.effects.push(Effect::Journal(Scribe::End { article }));
        }
    }

    pub fn is_quit(&self, input: &Input) -> bool {
        let Input::Key(press) = input else { return false };
        self.keymap.lookup(Context::Anywhere, *press) == Some(Action::UiQuit)
    }

    /// Leaves the workstation. What is unsaved is saved first; only if that fails is there a
    /// question.
    pub fn quit(&mut self) {
        self.remember_session();
        let open = self.doc.as_mut().filter(|doc| doc.may_write() && doc.is_changed());
        if let Some(doc) = open {
            let save = doc.save(Then::Quit);
            self.effects.extend(save);
            self.going = Going::Saving;
            return;
        }
        self.keep_past();
        self.close_journal();
        self.effects.push(Effect::Quit);
    }

    /// It could not be saved: whoever wants to leave decides.
    pub(super) fn may_not_quit(&mut self, told: &Told) -> bool {
        if self.going != Going::Saving {
            return false;
        }
        self.going = Going::Nowhere;
        self.open(Box::new(Leaving::new(told.clone())));
        true
    }

    /// Has the way back of the open text kept for another session.
    pub(super) fn keep_past(&mut self) {
        if let (Some(doc), Some(office)) = (&mut self.doc, &self.office) {
            let keep = doc.keep_past(self.now, office);
            self.effects.extend(keep);
        }
    }

    /// The same words are a revision now, from which others may have to lead on.
    pub(super) fn keep_past_again(&mut self) {
        if let (Some(doc), Some(office)) = (&mut self.doc, &self.office) {
            let keep = doc.keep_past_again(self.now, office);
            self.effects.extend(keep);
        }
    }

    /// Leaves with an unsaved text: its journal stays and is offered at the next start.
    pub fn leave_all_the_same(&mut self) {
        self.keep_past();
        self.effects.push(Effect::Journal(Scribe::Sync));
        self.effects.push(Effect::Quit);
    }

    /// Another person sits down: what is open and changed is saved in the name of who wrote it.
    pub fn save_for_other(&mut self, name: &str) {
        if self.me().is_none_or(|me| me.name == name) {
            return;
        }
        self.remember_session();
        let open = self.doc.as_mut().filter(|doc| doc.may_write() && doc.is_changed());
        let save = open.and_then(|doc| doc.save(Then::Stay));
        self.effects.extend(save);
        self.keep_past();
    }

    /// The text that is open stays: there is nothing that holds its words for good.
    pub(super) fn stay(&mut self) {
        self.toast(Weight::Warning, "not-left-unsaved", &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::typed::Words;
    use crate::tui::msg::{Reply, Told, What};
    use crate::tui::testing::{
        self, ALI, app_with, article, asked, press, record, reply, screen, type_in,
    };

    /// Something is typed and saved, and something more typed; the request and its words.
    fn saving(app: &mut App, keys: &str) -> (u64, Words) {
        type_in(app, "Satu ");
        let requests = asked(press(app, keys));
        let [Request::Save { version, fields, .. }, ..] = requests.as_slice() else {
            panic!("{requests:?}")
        };
        let asked = (*version, fields.clone());
        type_in(app, "Dua ");
        asked
    }

    fn saved((version, fields): (u64, Words), then: Then) -> Reply {
        let base = crate::tui::msg::Base { label: "3".into(), record: record(1, 3) };
        Reply::Saved { version, article: article(1), at: app_time(), base, fields, then }
    }

    fn app_time() -> crate::domain::time::Timestamp {
        crate::domain::time::Timestamp::from_ms(testing::MOMENT)
    }

    fn scribes(effects: &[Effect]) -> Vec<String> {
        let said = effects.iter().filter_map(|effect| match effect {
            Effect::Journal(Scribe::Saved { fields, .. }) => {
                let body = fields.iter().find(|(name, _)| *name == "body");
                let begin = body.map(|(_, text)| text.rope().chars().take(9).collect::<String>());
                Some(format!("saved {}", begin.unwrap_or_default()))
            }
            Effect::Journal(Scribe::End { .. }) => Some("end".to_owned()),
            Effect::Journal(Scribe::Begin { .. }) => Some("begin".to_owned()),
            Effect::Ask(Request::Save { then, .. }) => Some(format!("save {then:?}")),
            Effect::Quit => Some("quit".to_owned()),
            _ => None,
        });
        said.collect()
    }

    #[test]
    fn the_journal_keeps_what_was_typed_while_the_desk_saved() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        press(&mut app, "ctrl-home");
        let asked = saving(&mut app, "ctrl-s");
        let done = scribes(&reply(&mut app, saved(asked, Then::Stay)));
        assert_eq!(done.len(), 1, "{done:?}");
        assert!(done[0].starts_with("saved Satu ") && !done[0].contains("Dua"), "{done:?}");
        assert!(app.doc.as_ref().unwrap().is_changed());
    }

    #[test]
    fn what_is_typed_while_another_text_is_coming_is_saved_too() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        press(&mut app, "ctrl-home");
        app.leave();
        let asked = saving(&mut app, "ctrl-s");
        reply(&mut app, saved(asked, Then::Leave));
        let opened = Box::new(testing::opened(2));
        let done = scribes(&reply(&mut app, Reply::Opened { aim: Aim::Edit, opened }));
        assert_eq!(done, ["save Leave", "begin"]);
        assert!(app.doc.as_ref().is_some_and(|doc| doc.is(&article(2))));
        // Its journal goes with the answer.
        let done = scribes(&reply(&mut app, saved((9, Words::new()), Then::Leave)));
        assert_eq!(done.last().map(String::as_str), Some("end"), "{done:?}");
    }

    #[test]
    fn what_is_typed_while_the_program_is_left_is_saved_too() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        press(&mut app, "ctrl-home");
        let asked = saving(&mut app, "ctrl-q");
        let done = scribes(&reply(&mut app, saved(asked, Then::Quit)));
        assert_eq!(done.last().map(String::as_str), Some("save Quit"), "{done:?}");
    }

    #[test]
    fn a_text_that_cannot_be_saved_stays_open() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        press(&mut app, "ctrl-home");
        type_in(&mut app, "Satu ");
        app.open_article(article(2), Aim::Edit);
        let version = 5;
        let what = What::Save { article: article(1), version };
        let told = Told { message: "Diska penuh".into(), ..Told::default() };
        reply(&mut app, Reply::Refused { what, told });
        let opened = Box::new(testing::opened(2));
        reply(&mut app, Reply::Opened { aim: Aim::Edit, opened });
        let doc = app.doc.as_ref().unwrap();
        assert!(doc.is(&article(1)) && doc.body.text().starts_with("Satu "));
        assert!(screen(&mut app, 80, 24).contains("stays open"));
    }
}
