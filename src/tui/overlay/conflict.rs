//! PLACEHOLDER
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Overlay, Turn};
use crate::tui::app::App;
use crate::tui::input::Input;

#[derive(Debug, Default)]
pub struct Conflict;

impl Conflict {
    pub fn new(
        _theirs: crate::tui::msg::Opened,
        _mine: crate::tui::msg::Fields,
        _base: crate::tui::msg::Base,
        _then: crate::tui::msg::Then,
    ) -> Self {
        Self
    }
}

impl Overlay for Conflict {
    fn handle(&mut self, _app: &mut App, _input: &Input) -> Turn {
        Turn::Close
    }

    fn draw(&self, _app: &App, _frame: &mut Frame<'_>, _area: Rect) {}
}
