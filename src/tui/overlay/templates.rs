//! PLACEHOLDER
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Overlay, Turn};
use crate::tui::app::App;
use crate::tui::input::Input;

#[derive(Debug, Default)]
pub struct Templates;

impl Templates {}

impl Overlay for Templates {
    fn handle(&mut self, _app: &mut App, _input: &Input) -> Turn {
        Turn::Close
    }

    fn draw(&self, _app: &App, _frame: &mut Frame<'_>, _area: Rect) {}
}
