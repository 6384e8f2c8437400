//! PLACEHOLDER
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Overlay, Turn};
use crate::tui::app::App;
use crate::tui::input::Input;

#[derive(Debug, Default)]
pub struct Menu;

impl Menu {
    pub fn new(_app: &App) -> Self {
        Self
    }
}

impl Overlay for Menu {
    fn handle(&mut self, _app: &mut App, _input: &Input) -> Turn {
        Turn::Close
    }

    fn draw(&self, _app: &App, _frame: &mut Frame<'_>, _area: Rect) {}
}
