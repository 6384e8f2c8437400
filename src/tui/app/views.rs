//! Other ways to look at the text: its page beside it, and nothing but it.

use super::App;
use crate::tui::layout::{Class, Pane};

impl App {
    /// The page beside the text, or in its place where there is no room beside it.
    pub(super) fn toggle_preview(&mut self) {
        let is_shown = self.layout.preview.is_some();
        if is_shown {
            self.preview.wanted = Some(false);
        } else {
            self.show_preview();
        }
    }

    pub(super) fn show_preview(&mut self) {
        self.preview.want();
        self.quiet = false;
        self.focus(Pane::Editor);
    }

    pub(super) fn toggle_quiet(&mut self) {
        self.quiet = !self.quiet;
        if self.quiet {
            self.focus(Pane::Editor);
        }
    }

    /// Is the page where the text would be?
    pub fn is_page_alone(&self) -> bool {
        self.layout.preview.is_some() && self.layout.editor.is_none()
    }

    /// Back to the text as it is written; `false` if nothing hides it.
    pub(super) fn back_to_text(&mut self) -> bool {
        if self.is_page_alone() {
            self.preview.wanted = None;
            return true;
        }
        let quiet = self.layout.is_quiet;
        self.quiet &= !quiet;
        quiet
    }

    pub(super) fn resized(&mut self, width: u16, height: u16) {
        let before = self.class();
        self.size = (width, height);
        // A page that stood beside the text shall not come to lie over it.
        if before != Class::One && Class::of(width, height) == Class::One {
            self.preview.wanted = self.preview.wanted.filter(|wanted| !wanted);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::app::App;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{ALI, app, app_with, press, screen, type_in, wait};

    fn text(app: &mut App, width: u16, height: u16) -> String {
        screen(app, width, height)
    }

    #[test]
    fn the_page_follows_after_a_pause() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        text(&mut app, 120, 24);
        assert_eq!(app.deadline(), None);
        press(&mut app, "alt-p");
        let shown = text(&mut app, 120, 24);
        assert!(shown.contains("4 Preview") && !shown.contains("3 Details"), "{shown}");
        assert!(shown.contains("▸Sambas, 5 Oktober 2026 — Paragraf"), "{shown}");
        type_in(&mut app, "*Hai*: ");
        wait(&mut app, 100);
        assert!(!text(&mut app, 120, 24).contains(" — Hai:"));
        let at = app.deadline().unwrap();
        let pause = at - app.now.ms;
        wait(&mut app, pause);
        assert!(text(&mut app, 120, 24).contains(" — Hai:"));
        press(&mut app, "alt-p");
        assert!(text(&mut app, 120, 24).contains("3 Details"));
        type_in(&mut app, "x");
        press(&mut app, "alt-p");
        assert_eq!(text(&mut app, 120, 24).matches("xParagraf").count(), 2, "shown at once");
    }

    #[test]
    fn four_panes_have_room_and_the_page_goes_along() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let body: String =
            (0..90).flat_map(|n| [format!("Alinea {n} di sini."), "\n\n".into()]).collect();
        let now = app.now;
        app.doc.as_mut().unwrap().set("body", body, now);
        let shown = text(&mut app, 200, 40);
        assert!(shown.contains("4 Preview") && shown.contains("3 Details"), "{shown}");
        press(&mut app, "alt-2 ctrl-end up up up");
        wait(&mut app, 400);
        let shown = text(&mut app, 200, 40);
        assert_eq!(shown.matches("Alinea 89 ").count(), 2, "{shown}");
        press(&mut app, "ctrl-home");
        let shown = text(&mut app, 200, 40);
        assert!(shown.contains("▸Sambas"), "{shown}");
    }

    #[test]
    fn where_one_pane_has_room_the_page_is_read_and_left_by_writing() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        text(&mut app, 60, 20);
        press(&mut app, "alt-p");
        let shown = text(&mut app, 60, 20);
        assert!(shown.contains("4 Preview") && !shown.contains("cursor: none"), "{shown}");
        press(&mut app, "esc");
        assert!(text(&mut app, 60, 20).contains("DRAFT"));
        press(&mut app, "alt-4");
        assert!(text(&mut app, 60, 20).contains("4 Preview"));
        type_in(&mut app, "Hai ");
        let shown = text(&mut app, 60, 20);
        assert!(shown.contains("Hai Paragraf") && !shown.contains("4 Preview"), "{shown}");
    }

    #[test]
    fn a_page_beside_the_text_does_not_come_over_it() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        text(&mut app, 120, 24);
        press(&mut app, "alt-p");
        assert!(text(&mut app, 120, 24).contains("4 Preview"));
        assert!(text(&mut app, 60, 24).contains("DRAFT"));
    }

    #[test]
    fn nothing_but_the_text_is_left_by_the_same_key_and_by_esc() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        for leave in ["alt-f", "esc"] {
            text(&mut app, 160, 40);
            press(&mut app, "alt-f");
            let shown = text(&mut app, 160, 40);
            assert!(shown.contains("Paragraf pertama") && !shown.contains("Menu"), "{shown}");
            assert!(!shown.contains('│') && !shown.contains("cursor: none"), "{shown}");
            type_in(&mut app, "a");
            assert!(text(&mut app, 160, 40).contains("● not saved yet"));
            // What is opened over it brings its keys along, and gives the place back.
            press(&mut app, "ctrl-p");
            assert!(text(&mut app, 160, 40).contains("redaksi"));
            press(&mut app, "esc");
            assert!(!text(&mut app, 160, 40).contains("Menu"));
            press(&mut app, leave);
            assert!(text(&mut app, 160, 40).contains("Menu"));
            assert!(app.overlays().is_empty());
        }
        for size in [(40, 8), (60, 9), (250, 70)] {
            press(&mut app, "alt-f");
            text(&mut app, size.0, size.1);
        }
    }

    #[test]
    fn without_a_text_there_is_neither() {
        let mut app = app(ALI);
        for key in ["alt-p", "alt-f", "alt-4"] {
            press(&mut app, key);
            assert!(text(&mut app, 200, 40).contains("Open an article first"), "{key}");
            app.notes.dismiss();
        }
    }

    #[test]
    fn a_list_goes_on_in_the_text_but_not_in_what_was_pasted() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        text(&mut app, 80, 24);
        press(&mut app, "ctrl-home");
        type_in(&mut app, "1. satu");
        press(&mut app, "enter");
        type_in(&mut app, "dua");
        press(&mut app, "enter enter");
        let body = |app: &App| app.doc.as_ref().unwrap().body.text();
        assert!(body(&app).starts_with("1. satu\n2. dua\n"), "{}", body(&app));
        type_in(&mut app, "- tiga");
        press(&mut app, "alt-n");
        assert!(body(&app).contains("- tiga\nParagraf"), "{}", body(&app));
        let wake = crate::tui::input::Input::Wake("enter".parse().unwrap());
        press(&mut app, "left");
        let now = app.now;
        app.update(now, crate::tui::msg::Msg::Input(wake));
        assert!(body(&app).contains("- tiga\n\nParagraf"), "{}", body(&app));
    }
}
