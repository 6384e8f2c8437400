//! A text is back from the person's own editor: what it would change, and whether it is taken. What
//! is not taken stays in its file.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::beside::{Beside, accept_key};
use super::question;
use super::{Overlay, Turn};
use crate::domain::ids::ArticleId;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::{Effect, Fields};
use crate::tui::notes::Weight;

#[derive(Debug)]
pub struct CameBack {
    article: ArticleId,
    text: String,
    path: String,
    page: Beside,
}

impl CameBack {
    /// None if the text is not open any more.
    pub fn new(app: &App, article: ArticleId, text: String, path: String) -> Option<Self> {
        let page = beside(app, article, &text)?;
        Some(Self { article, text, path, page })
    }

    fn take(&mut self, app: &mut App) -> Turn {
        let Some(now) = beside(app, self.article, &self.text) else { return self.leave(app) };
        if !now.begins_as(&self.page) {
            // Somebody else saved meanwhile: what Enter changes is another thing now.
            self.page = now;
            self.page.reveal(app);
            app.toast(Weight::Warning, "external-moved", &[]);
            return Turn::Stay;
        }
        if app.doc.as_ref().is_some_and(|doc| !doc.may_write()) {
            app.may_not_write();
            return Turn::Stay;
        }
        let fields: Fields = vec![("body", std::mem::take(&mut self.text))];
        app.take_texts(&fields);
        app.effect(Effect::Tidy(self.path.clone()));
        app.toast(Weight::Done, "external-taken", &[]);
        Turn::Close
    }

    fn leave(&self, app: &mut App) -> Turn {
        let path = self.path.as_str();
        app.toast(Weight::Note, "external-kept", &[("path", path.into())]);
        Turn::Close
    }
}

fn beside(app: &App, article: ArticleId, text: &str) -> Option<Beside> {
    let doc = app.doc.as_ref().filter(|doc| doc.is(&article))?;
    let page = Beside::new(vec![("body", doc.body.text())], vec![("body", text.to_owned())]);
    page.reveal(app);
    Some(page)
}

impl Overlay for CameBack {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            _ if self.page.handle(app, input) => Turn::Stay,
            Input::Key(press) => question::other(app, *press),
            _ => Turn::Stay,
        }
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        if self.page.act(app, action) {
            return Turn::Stay;
        }
        match action {
            Action::DialogAccept => self.take(app),
            Action::DialogCancel | Action::UiMenu => self.leave(app),
            _ => Turn::Pass,
        }
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("external-title", &[]);
        let cancel = app.keymap.label(Action::DialogCancel, Context::Dialog).unwrap_or_default();
        let keys = [
            (accept_key(app), app.say("external-take", &[])),
            (cancel, app.say("external-leave", &[])),
        ];
        self.page.draw(app, frame, area, &title, &keys);
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::app::App;
    use crate::tui::msg::external::Returned;
    use crate::tui::msg::{Aim, Effect, Msg};
    use crate::tui::testing::{self, ALI, NUR, app_with, article, in_all_sizes, press, screen};

    fn returned(app: &mut App, returned: Returned) -> Vec<Effect> {
        app.update(app.now, Msg::External { article: article(1), returned })
    }

    fn came(text: &str) -> Returned {
        Returned::Text { text: text.into(), dropped: 0, path: "/state/edit/a.md".into() }
    }

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    fn tidied(effects: &[Effect]) -> bool {
        effects.iter().any(|e| matches!(e, Effect::Tidy(path) if path == "/state/edit/a.md"))
    }

    #[test]
    fn what_came_back_is_shown_and_taken_as_one_step() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let new = testing::BODY.replace("rapat", "sidang");
        assert!(!tidied(&returned(&mut app, came(&new))));
        let [_, usual, small] = in_all_sizes(&mut app);
        assert!(usual.contains("rapat") && usual.contains("sidang"), "{usual}");
        assert!(small.contains("take it"), "{small}");
        assert_eq!(body(&app), testing::BODY, "nothing is taken yet");
        press(&mut app, "down up pgdn pgup end home");
        assert!(tidied(&press(&mut app, "enter")));
        assert_eq!((body(&app), app.overlays().len()), (new, 0));
        press(&mut app, "ctrl-z");
        assert_eq!(body(&app), testing::BODY);
    }

    #[test]
    fn what_is_not_taken_stays_in_its_file() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        returned(&mut app, came("Lain."));
        assert!(!tidied(&press(&mut app, "esc")));
        assert_eq!(body(&app), testing::BODY);
        assert!(screen(&mut app, 120, 30).contains("/state/edit/a.md"));
    }

    #[test]
    fn a_text_that_moved_on_meanwhile_is_looked_at_again() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        returned(&mut app, came("Lain."));
        app.type_all(&vec![("body", "Dari orang lain.".to_owned())]);
        press(&mut app, "enter");
        assert_eq!(body(&app), "Dari orang lain.");
        assert!(screen(&mut app, 120, 30).contains("orang"));
        press(&mut app, "enter");
        assert_eq!(body(&app), "Lain.");
    }

    #[test]
    fn a_text_in_review_is_changed_only_by_whoever_means_it() {
        let mut app = app_with(ALI, 2, Aim::Edit);
        let returned = came("Lain.");
        app.update(app.now, Msg::External { article: article(2), returned });
        press(&mut app, "enter");
        assert_eq!((body(&app).as_str(), app.overlays().len()), (testing::BODY, 2));
    }

    #[test]
    fn every_other_end_is_told_in_words_and_changes_nothing() {
        let path = || "/state/edit/a.md".to_owned();
        for (what, want) in [
            (Returned::Same, "Nothing was changed"),
            (Returned::Discarded { kept: None }, "ended with a failure"),
            (Returned::Discarded { kept: Some(path()) }, "/state/edit/a.md"),
            (Returned::Emptied, "empty"),
            (Returned::Gone, "gone"),
            (Returned::NotText { path: path() }, "UTF-8"),
            (Returned::TooLong { path: path() }, "too long"),
            (Returned::Unreadable { path: path(), why: "izin".into() }, "izin"),
            (Returned::NoProgram, "EDITOR"),
            (Returned::NotFound { name: "joe".into() }, "joe"),
            (Returned::NotStarted { why: "penuh".into() }, "penuh"),
        ] {
            let mut app = app_with(NUR, 1, Aim::Edit);
            returned(&mut app, what);
            let picture = screen(&mut app, 160, 30);
            let said = app.notes.toasts().iter().any(|note| note.text.contains(want));
            assert!(said && app.overlays().is_empty(), "{want}: {picture}");
            assert_eq!(body(&app), testing::BODY);
        }
    }

    #[test]
    fn control_characters_that_were_left_out_are_counted() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let back = Returned::Text { text: "Lain.".into(), dropped: 3, path: "/x".into() };
        returned(&mut app, back);
        assert!(app.notes.toasts().iter().any(|note| note.text.contains('3')));
    }
}
