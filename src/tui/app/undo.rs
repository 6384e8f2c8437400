//! Steps of an article's way that are taken back from the list, and done again.

use super::App;
use crate::domain::ids::ArticleId;
use crate::tui::action::{Action, Context};
use crate::tui::msg::{Deed, Request};
use crate::tui::notes::Weight;

/// A status move that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    pub article: ArticleId,
    pub back: Deed,
    pub again: Deed,
}

impl App {
    /// Remembers how a step is taken back, where it can be.
    pub(super) fn remember_undo(&mut self, deed: &Deed, article: ArticleId) {
        let is_back = |undo: &Undo| undo.article == article && undo.back == *deed;
        if self.undone.last().is_some_and(is_back) {
            return;
        }
        let (back, key) = match deed {
            Deed::Trash => (Deed::Untrash, "undo-with"),
            Deed::Untrash => (Deed::Trash, "undo-with"),
            Deed::Schedule { .. } => (Deed::Unschedule, "undo-with"),
            Deed::Submit => (Deed::TakeBack, "undo-submit-with"),
            _ => return,
        };
        self.done.push(Undo { article, back, again: deed.clone() });
        let label = self.keymap.label(Action::ListUndo, Context::List);
        if let Some(label) = label {
            self.toast(Weight::Note, key, &[("key", label.into())]);
        }
    }

    pub(super) fn take_back(&mut self) {
        match self.done.pop() {
            Some(undo) => {
                let (article, deed) = (undo.article, undo.back.clone());
                self.undone.push(undo);
                self.ask(Request::Act { article, deed });
            }
            None => self.toast(Weight::Note, "nothing-to-undo", &[]),
        }
    }

    pub(super) fn do_again(&mut self) {
        match self.undone.pop() {
            Some(undo) => {
                let (article, deed) = (undo.article, undo.again);
                self.ask(Request::Act { article, deed });
            }
            None => self.toast(Weight::Note, "nothing-to-redo", &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stage::{Plan, StageName};
    use crate::tui::layout::Pane;
    use crate::tui::msg::{Aim, Effect, Reply};
    use crate::tui::testing::{self, ALI};

    /// The desk did what it was asked.
    fn acted(app: &mut App, deed: Deed) {
        let (article, stage) = (testing::article(1), StageName::Draft);
        let (headline, plan) = ("Berita nomor 1".to_owned(), Plan::default());
        testing::reply(app, Reply::Acted { deed, article, stage, headline, plan });
    }

    fn asked(effects: Vec<Effect>) -> Vec<Deed> {
        let deed = |effect| match effect {
            Effect::Ask(Request::Act { deed, .. }) => Some(deed),
            _ => None,
        };
        effects.into_iter().filter_map(deed).collect()
    }

    #[test]
    fn what_was_submitted_is_taken_back_from_the_list() {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        acted(&mut app, Deed::Submit);
        let told = app.notes.toasts().last().map(|note| note.text.clone()).unwrap_or_default();
        assert!(told.starts_with("In the list, u takes it back"), "{told}");
        // In the text the same key takes back what was typed.
        assert_eq!(asked(testing::press(&mut app, "ctrl-z")), []);
        app.focus(Pane::List);
        assert_eq!(asked(testing::press(&mut app, "ctrl-z")), [Deed::TakeBack]);
        acted(&mut app, Deed::TakeBack);
        assert_eq!(asked(testing::press(&mut app, "ctrl-y")), [Deed::Submit]);
        acted(&mut app, Deed::Submit);
        assert_eq!(asked(testing::press(&mut app, "ctrl-z")), [Deed::TakeBack]);
    }

    /// To take back is no step of its own: else the key would go to and fro.
    #[test]
    fn what_was_taken_back_is_not_taken_back_again() {
        let mut app = testing::app(ALI);
        acted(&mut app, Deed::Trash);
        assert_eq!(asked(testing::press(&mut app, "ctrl-z")), [Deed::Untrash]);
        acted(&mut app, Deed::Untrash);
        assert_eq!(asked(testing::press(&mut app, "ctrl-z")), []);
        assert_eq!(asked(testing::press(&mut app, "ctrl-y")), [Deed::Trash]);
    }
}
