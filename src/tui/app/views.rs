//! Other ways to look at the text: its page beside it, and nothing but it.

use super::App;
use crate::tui::layout::{Class, Pane};

impl App {
    /// The page beside the text, or in its place where there is no room beside it.
    pub(super) fn toggle_preview(&mut self) {
        let is_shown = self.layout.preview.is_some();
        self.preview.wanted = Some(!is_shown);
        if !is_shown {
            self.show_preview();
        }
    }

    pub(super) fn show_preview(&mut self) {
        self.preview.wanted = Some(true);
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
