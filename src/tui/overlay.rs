//! What lies over the panes: menus, questions, screens of their own. The topmost gets the keys.

pub mod answers;
pub mod arrival;
pub mod ask;
pub mod asked;
pub mod beside;
pub mod came_back;
pub mod checks;
pub mod choices;
pub mod conflict;
pub mod destinations;
pub mod dismiss;
pub mod drafts;
pub mod dropped;
pub mod earlier;
pub mod fix;
pub mod goal;
pub mod help;
pub mod history;
pub mod jump;
pub mod keys;
pub mod leaving;
pub mod menu;
pub mod names;
pub mod outline;
pub mod own_rule;
pub mod palette;
pub mod question;
pub mod recover;
pub mod review;
pub mod setup;
pub mod sign_in;
pub mod sure;
pub mod templates;
pub mod tour;
pub mod tray;
pub mod unlock;

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use self::answers::Scrolled;
use super::action::{Action, Context};
use super::app::App;
use super::input::{Input, KeyPress};
use super::msg::Reply;

/// What becomes of an overlay after it was given something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    Stay,
    Close,
    /// It was not for this one: what lies below may have it.
    Pass,
}

/// A key that means nothing to a menu or a list: only what changes nothing below goes through.
pub fn only_calm(app: &App, press: KeyPress) -> Turn {
    let calm = [Action::UiQuit, Action::UiHelp, Action::UiRedraw, Action::UiLock];
    match app.keymap.lookup(Context::Anywhere, press) {
        Some(action) if calm.contains(&action) => Turn::Pass,
        _ => Turn::Stay,
    }
}

/// The key of an action here; one that works elsewhere only is told in brackets.
pub fn key_of(app: &App, here: Context, action: Action) -> String {
    if let Some(label) = app.keymap.label(action, here) {
        return label;
    }
    let mut own = action.contexts().iter();
    let label = own.find_map(|place| app.keymap.label(action, *place));
    label.map_or_else(String::new, |label| format!("({label})"))
}

/// Something over the panes. While it is asked, it is not on the app's stack; what it opens comes
/// to lie above it.
pub trait Overlay: std::fmt::Debug + Send {
    /// Which keys are legal here: for the footer and the help.
    fn context(&self) -> Context {
        Context::Dialog
    }

    fn handle(&mut self, app: &mut App, input: &Input) -> Turn;

    /// An action by name: from a key of this context, the menu or the palette.
    fn act(&mut self, _app: &mut App, _action: Action) -> Turn {
        Turn::Pass
    }

    /// Sees what the desk answers.
    fn reply(&mut self, _app: &mut App, _reply: &Reply) -> Turn {
        Turn::Stay
    }

    /// The cells of fields and buttons that a click goes to, for jumping there by a letter.
    fn places(&self, _app: &App) -> Vec<(u16, u16)> {
        Vec::new()
    }

    /// Is there something that this action can be done to?
    fn can(&self, _action: Action) -> bool {
        true
    }

    /// Does Esc close it?
    fn may_cancel(&self) -> bool {
        true
    }

    /// How much of its words is seen; the keys for pages show the rest.
    fn scrolled(&self, _app: &App) -> Option<Scrolled> {
        None
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect);

    /// Shows a refusal where it asks: no toast says it again.
    fn tells_refusals(&self) -> bool {
        false
    }

    /// Covers the whole screen, panes and all.
    fn is_screen(&self) -> bool {
        false
    }

    /// The text may not be seen behind it.
    fn hides_text(&self) -> bool {
        false
    }
}
