//! PLACEHOLDER
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::overlay::Turn;

#[derive(Debug, Default)]
pub struct Meta;

impl Meta {
    pub fn opened(&mut self) {}

    pub fn handle(&mut self, _app: &mut App, _input: &Input) -> Turn {
        Turn::Pass
    }
}

pub fn draw(_app: &App, _frame: &mut Frame<'_>, _area: Rect) {}
