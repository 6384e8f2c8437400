//! Text that goes out by the clipboard: the terminal's, the desktop's, and the one in here.

use super::App;
use crate::text::copied::{Extract, Form};
use crate::tui::doc::Part;
use crate::tui::msg::writing::{Answer, Ask, Uncopied};
use crate::tui::msg::{Effect, Request};
use crate::tui::notes::Weight;

impl App {
    /// Text that was cut or copied.
    pub fn copied(&mut self, text: String) {
        self.copied_as("copied", text);
    }

    fn copied_as(&mut self, key: &str, text: String) {
        if text.is_empty() {
            return;
        }
        let words = text.split_whitespace().count();
        self.toast(Weight::Done, key, &[("words", words.into())]);
        self.effects.push(Effect::Copy(text.clone()));
        self.clipboard = text;
    }

    /// What is selected, else the whole text with headline and dateline as its page has them. A
    /// long text takes a while to be written: the desk's thread does it.
    pub(super) fn copy_as(&mut self, form: Form) {
        let (Some(doc), Some(office)) = (&self.doc, &self.office) else { return };
        let extract = match (doc.editor().selected_text(), doc.part) {
            (Some(headline), Part::Headline) => Extract { headline, ..Extract::default() },
            (Some(body), Part::Body) => Extract { body, ..Extract::default() },
            (None, _) => Extract {
                headline: doc.headline.text(),
                lead: doc.lead(office).unwrap_or_default(),
                body: doc.body.text(),
            },
        };
        self.ask(Request::Writing(Ask::Extract { form, extract }));
    }

    pub(super) fn written(&mut self, answer: Answer) {
        match answer {
            Answer::Extracted { form, text } => self.extracted(form, text),
            Answer::Names { register, more, round, faults } => {
                self.names_are(register, more.then_some(round), faults);
            }
            Answer::Office(list) => self.names_changed(list.done),
            // Those are for whoever asked.
            Answer::Named(_) | Answer::Texts(_) | Answer::Due { .. } => {}
        }
    }

    fn extracted(&mut self, form: Form, text: String) {
        if text.is_empty() {
            return self.toast(Weight::Note, "copied-nothing", &[]);
        }
        let key = match form {
            Form::Plain => "copied-as-plain",
            Form::Markdown => "copied-as-markdown",
            Form::Html => "copied-as-html",
        };
        self.copied_as(key, text);
    }

    pub(super) fn uncopied(&mut self, why: &Uncopied) {
        match why {
            Uncopied::TooLong(bytes) => {
                let size = self.words.size(*bytes as u64);
                self.toast(Weight::Warning, "clipboard-too-long", &[("size", size.into())]);
            }
            Uncopied::Program { name, terminal: true } => {
                let values = [("program", (*name).into())];
                self.toast(Weight::Warning, "clipboard-program-failed", &values);
            }
            Uncopied::Program { terminal: false, .. } => {
                self.toast(Weight::Warning, "clipboard-nowhere", &[]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::{Aim, Msg, Reply};
    use crate::tui::testing::{ALI, app_with, asked, press, reply, screen};

    fn extract(app: &mut App, action: crate::tui::action::Action) -> (Form, Extract) {
        app.perform(action);
        let effects = app.update(app.now, Msg::Tick);
        match asked(effects).pop() {
            Some(Request::Writing(Ask::Extract { form, extract })) => (form, extract),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_selected_is_copied_else_the_whole_text() {
        use crate::tui::action::Action;
        let mut app = app_with(ALI, 1, Aim::Edit);
        let (form, whole) = extract(&mut app, Action::EditCopyHtml);
        assert_eq!((form, whole.headline.as_str()), (Form::Html, "Berita nomor 1"));
        assert!(whole.lead.starts_with("Sambas, 5 Oktober 2026"));
        assert!(whole.body.starts_with("Paragraf pertama") && whole.body.ends_with("kegiatan."));
        press(&mut app, "ctrl-home shift-right shift-right");
        let (form, part) = extract(&mut app, Action::EditCopyPlain);
        let want = Extract { body: "Pa".into(), ..Extract::default() };
        assert_eq!((form, part), (Form::Plain, want));
    }

    #[test]
    fn it_comes_to_the_clipboards_and_says_so() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let effects = reply(
            &mut app,
            Reply::Writing(Answer::Extracted { form: Form::Html, text: "<p>a</p>".into() }),
        );
        assert!(matches!(effects.as_slice(), [Effect::Copy(text)] if text == "<p>a</p>"));
        assert_eq!(app.clipboard, "<p>a</p>");
        assert!(screen(&mut app, 80, 24).contains("Copied as HTML: 1 word"));
        reply(
            &mut app,
            Reply::Writing(Answer::Extracted { form: Form::Plain, text: String::new() }),
        );
        assert!(screen(&mut app, 80, 24).contains("nothing to copy"));
        assert_eq!(app.clipboard, "<p>a</p>");
    }

    #[test]
    fn a_clipboard_that_fails_is_told() {
        for (why, words) in [
            (Uncopied::TooLong(9 << 20), "too long for the"),
            (Uncopied::Program { name: "xclip", terminal: true }, "xclip"),
            (Uncopied::Program { name: "xclip", terminal: false }, "No clipboard outside"),
        ] {
            let mut app = app_with(ALI, 1, Aim::Edit);
            app.update(app.now, Msg::Uncopied(why));
            let shown = screen(&mut app, 80, 24);
            assert!(shown.contains(words), "{shown}");
        }
    }
}
