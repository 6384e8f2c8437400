//! PLACEHOLDER
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Overlay, Turn};
use crate::tui::app::App;
use crate::tui::input::Input;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Slug,
    Return,
    Schedule,
    Correct,
    Withdraw,
    Export,
}

#[derive(Debug, Default)]
pub struct Ask;

impl Ask {
    pub fn new(_app: &App, _purpose: Purpose) -> Self {
        Self
    }
}

impl Overlay for Ask {
    fn handle(&mut self, _app: &mut App, _input: &Input) -> Turn {
        Turn::Close
    }

    fn draw(&self, _app: &App, _frame: &mut Frame<'_>, _area: Rect) {}
}
