//! Texts that came in, and what is to be known about them.

use super::App;
use crate::tui::action::{Action, Context};
use crate::tui::msg::{Aim, Came, Told};
use crate::tui::notes::Weight;

impl App {
    pub(super) fn came(&mut self, came: Vec<Result<Came, Told>>, tells: bool) {
        self.wrote();
        let mut last = None;
        let mut notes = Vec::new();
        for one in came {
            match one {
                Ok(came) => {
                    let key = if came.duplicate { "came-duplicate" } else { "came" };
                    let values = [("headline", came.headline.as_str().into())];
                    let weight = if came.duplicate { Weight::Warning } else { Weight::Done };
                    let text = self.say(key, &values);
                    self.notes.say(self.now, weight, text);
                    for note in &came.notes {
                        self.notes.log(self.now, Weight::Note, note);
                    }
                    notes.extend(came.notes);
                    last = Some(came.article);
                }
                Err(_told) if tells => {}
                Err(told) => self.notes.refuse(self.now, &told),
            }
        }
        self.tell_notes(&notes);
        self.refresh();
        match last {
            Some(article) => self.open_article(article, Aim::Edit),
            None => self.text_refused(),
        }
    }

    /// The log has all of them; over the text there is room for one.
    fn tell_notes(&mut self, notes: &[String]) {
        let Some((first, more)) = notes.split_first() else { return };
        let label = self.keymap.label(Action::UiPane6, Context::Anywhere);
        let text = match label.filter(|_| !more.is_empty()) {
            Some(key) => {
                let values = [
                    ("first", first.as_str().into()),
                    ("count", notes.len().into()),
                    ("key", key.into()),
                ];
                self.say("came-notes", &values)
            }
            None => first.clone(),
        };
        self.notes.show(self.now, Weight::Note, text);
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::app::App;
    use crate::tui::msg::{Aim, Came, Reply};
    use crate::tui::testing::{ALI, app, article, opened, picture, press, reply, screen};

    fn with(notes: &[&str]) -> App {
        let mut app = app(ALI);
        let came = Came {
            article: article(7),
            headline: "Rapat pleno".into(),
            notes: notes.iter().map(|note| (*note).to_owned()).collect(),
            duplicate: false,
        };
        reply(&mut app, Reply::Came(vec![Ok(came)]));
        app
    }

    #[test]
    fn many_notes_are_one_line_on_the_screen_and_all_of_them_in_the_log() {
        let mut app = with(&["Satu dilepas.", "Dua dilepas.", "Tiga dilepas."]);
        let shown = screen(&mut app, 80, 24);
        assert!(shown.contains("Satu dilepas."), "{shown}");
        assert!(shown.contains("3 notes") && shown.contains("Alt+6"), "{shown}");
        assert!(!shown.contains("Dua") && !shown.contains("Tiga"), "{shown}");
        assert_eq!(app.notes.toasts().len(), 2);
        let logged: Vec<_> = app.notes.listed().map(|note| note.text.as_str()).collect();
        let want = ["Taken in: Rapat pleno", "Satu dilepas.", "Dua dilepas.", "Tiga dilepas."];
        assert!(logged.ends_with(&want), "{logged:?}");
        reply(&mut app, Reply::Opened { aim: Aim::Edit, opened: Box::new(opened(7)) });
        press(&mut app, "alt-6");
        let (rows, _) = picture(&mut app, 160, 48);
        assert!(rows.concat().contains("Tiga dilepas."));
    }

    #[test]
    fn one_note_is_told_as_it_is() {
        let app = with(&["Satu dilepas."]);
        let toasts: Vec<_> = app.notes.toasts().iter().map(|note| note.text.as_str()).collect();
        assert_eq!(toasts, ["Taken in: Rapat pleno", "Satu dilepas."]);
    }
}
