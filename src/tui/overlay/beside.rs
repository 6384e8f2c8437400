//! A page that shows what taking another text would change: what would go and what would come.

use std::cell::{Cell, RefCell};

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::review::{Pager, Row, columns, compared_rows, room, splits};
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Code, Input, MouseDeed};
use crate::tui::msg::Fields;
use crate::tui::theme::Role;

/// The columns and how many of them, with the rows for those.
type Laid = ((usize, bool), Vec<Row>);

/// Two versions of the same fields, and how far the page is scrolled.
#[derive(Debug)]
pub struct Beside {
    old: Fields,
    new: Fields,
    pager: Cell<Pager>,
    /// The rows for a width: a long text is compared once.
    laid: RefCell<Option<Laid>>,
}

impl Beside {
    pub fn new(old: Fields, new: Fields) -> Self {
        Self { old, new, pager: Cell::default(), laid: RefCell::default() }
    }

    pub fn is_same(&self) -> bool {
        self.old == self.new
    }

    /// What would come, by name.
    pub fn coming(&self, name: &str) -> Option<&str> {
        let found = self.new.iter().find(|(own, _)| *own == name);
        found.map(|(_, text)| text.as_str())
    }

    /// Does the other begin from the same text?
    pub fn begins_as(&self, other: &Self) -> bool {
        self.old == other.old
    }

    /// Scrolls to the first change, and a little of what follows.
    pub fn reveal(&self, app: &App) {
        let height = usize::from(room(app).height).saturating_sub(2);
        let changed = |row: &Row| row.sign.is_some();
        let (first, count) =
            self.with_rows(app, |rows| (rows.iter().position(changed), rows.len()));
        let mut pager = self.pager.get();
        let (first, quarter) = (first.unwrap_or(0), height / 4);
        if first + quarter >= height {
            pager.top = first.saturating_sub(quarter);
        }
        pager.fit(height, count);
        self.pager.set(pager);
    }

    fn with_rows<T>(&self, app: &App, ask: impl FnOnce(&[Row]) -> T) -> T {
        let split = splits(app);
        let width = columns(app, split);
        let mut laid = self.laid.borrow_mut();
        if laid.as_ref().is_none_or(|(of, _)| *of != (width, split)) {
            let rows = compared_rows(&self.old, &self.new, &app.words, width, split);
            *laid = Some(((width, split), rows));
        }
        ask(laid.as_ref().map_or(&[], |(_, rows)| rows))
    }

    fn scroll(&mut self, app: &App, action: Action) {
        let height = usize::from(room(app).height).saturating_sub(2);
        let count = self.with_rows(app, <[Row]>::len);
        let mut pager = self.pager.get();
        pager.act(action, height, count);
        self.pager.set(pager);
    }

    /// Keys and the wheel that scroll; `false` for what means something else.
    pub fn handle(&mut self, app: &App, input: &Input) -> bool {
        let action = match input {
            Input::Key(press) => match press.code {
                Code::PageUp => Action::ReviewPageUp,
                Code::PageDown | Code::Char(' ') => Action::ReviewPageDown,
                Code::Home => Action::ReviewTop,
                Code::End => Action::ReviewBottom,
                _ => return false,
            },
            Input::Mouse(mouse) => match mouse.deed {
                MouseDeed::WheelUp => Action::ReviewUp,
                MouseDeed::WheelDown => Action::ReviewDown,
                _ => return false,
            },
            _ => return false,
        };
        self.scroll(app, action);
        true
    }

    /// The keys of dialogs that scroll here.
    pub fn act(&mut self, app: &App, action: Action) -> bool {
        match action {
            Action::DialogNext => self.scroll(app, Action::ReviewDown),
            Action::DialogPrevious => self.scroll(app, Action::ReviewUp),
            _ => return false,
        }
        true
    }

    /// With keys and their words on the lower edge.
    pub fn draw(
        &self,
        app: &App,
        frame: &mut Frame<'_>,
        area: Rect,
        title: &str,
        keys: &[(String, String)],
    ) {
        let inner = draw::popup(app, frame.buffer_mut(), area, title);
        self.with_rows(app, |rows| self.pager.get().draw(app, frame.buffer_mut(), inner, rows));
        let key = |(key, words): &(String, String)| {
            vec![
                Part::new(format!(" {key}").as_str(), app.theme.style(Role::Accent)),
                Part::new(format!(" {words} ").as_str(), app.theme.style(Role::Dim)),
            ]
        };
        let line = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        let line = Rect { width: line.width.saturating_sub(1), ..line };
        let room = usize::from(line.width.saturating_sub(1));
        draw::line_right(frame.buffer_mut(), line, &draw::whole(keys.iter().map(key), room));
        frame.set_cursor_position((inner.x, inner.y));
    }
}

/// The key that takes what is shown.
pub fn accept_key(app: &App) -> String {
    app.keymap.label(Action::DialogAccept, Context::Dialog).unwrap_or_default()
}
