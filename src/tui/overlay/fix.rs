//! PLACEHOLDER
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Overlay, Turn};
use crate::tui::app::App;
use crate::tui::input::Input;

#[derive(Debug, Default)]
pub struct Fix;

impl Fix {
    pub fn new(_finding: crate::domain::finding::Finding) -> Self {
        Self
    }
}

impl Overlay for Fix {
    fn handle(&mut self, _app: &mut App, _input: &Input) -> Turn {
        Turn::Close
    }

    fn draw(&self, _app: &App, _frame: &mut Frame<'_>, _area: Rect) {}
}
