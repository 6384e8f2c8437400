//! A list to choose from, narrowed by what is typed: for overlays that ask for one of many.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;
use tui_textarea::TextArea;
use unicode_width::UnicodeWidthStr as _;

use super::Turn;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Button, Code, Input, KeyPress, Mouse, MouseDeed};
use crate::tui::small;
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

const WIDEST: u16 = 72;
const NARROWEST: u16 = 30;
/// Rows of a list at once.
const MOST_ROWS: u16 = 14;
/// Rows that the keys for pages pass over.
const PAGE: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub title: String,
    /// What stands behind the title, if there is room.
    pub more: String,
}

/// What becomes of the list after it was given something.
#[derive(Debug, PartialEq, Eq)]
pub enum Chosen {
    Nothing,
    Value(String),
    Closed,
    /// It was not for a list.
    Pass,
}

impl Chosen {
    /// What an overlay answers when no value was chosen.
    pub fn turn(&self) -> Turn {
        match self {
            Self::Nothing => Turn::Stay,
            Self::Pass => Turn::Pass,
            Self::Value(_) | Self::Closed => Turn::Close,
        }
    }
}

#[derive(Debug)]
pub struct Choices {
    all: Vec<Choice>,
    filter: TextArea<'static>,
    chosen: usize,
    /// What is typed may be chosen too.
    free: bool,
}

impl Choices {
    pub fn new(all: Vec<Choice>, current: &str, free: bool) -> Self {
        let chosen = all.iter().position(|choice| choice.value == current).unwrap_or(0);
        Self { all, filter: small::input(""), chosen, free }
    }

    /// Something was typed already when the list opened.
    pub fn typed(&mut self, text: &str) {
        small::paste(&mut self.filter, text);
        self.chosen = 0;
    }

    fn shown(&self) -> Vec<&Choice> {
        let typed = small::text(&self.filter).to_lowercase();
        let matches = |choice: &&Choice| {
            let text = format!("{} {} {}", choice.value, choice.title, choice.more).to_lowercase();
            typed.split_whitespace().all(|word| text.contains(word))
        };
        self.all.iter().filter(matches).collect()
    }

    /// What was typed, if it may be chosen and is not in the list.
    fn own(&self) -> Option<String> {
        let typed = small::text(&self.filter).trim().to_owned();
        let known = self.all.iter().any(|choice| choice.value == typed);
        (self.free && !typed.is_empty() && !known).then_some(typed)
    }

    fn count(&self) -> usize {
        self.shown().len() + usize::from(self.own().is_some())
    }

    fn step(&mut self, by: isize) -> Chosen {
        let last = self.count().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        Chosen::Nothing
    }

    fn value(&self) -> Chosen {
        let shown = self.shown();
        let value = shown.get(self.chosen).map(|choice| choice.value.clone());
        value.or_else(|| self.own()).map_or(Chosen::Nothing, Chosen::Value)
    }

    pub fn act(&mut self, action: Action) -> Chosen {
        match action {
            Action::DialogNext => self.step(1),
            Action::DialogPrevious => self.step(-1),
            Action::DialogAccept => self.value(),
            Action::DialogCancel => Chosen::Closed,
            _ => Chosen::Pass,
        }
    }

    pub fn handle(&mut self, app: &App, input: &Input) -> Chosen {
        match input {
            Input::Key(press) => self.key(*press),
            Input::Paste(pasted) => {
                self.typed(&pasted.text);
                Chosen::Nothing
            }
            Input::Mouse(mouse) => self.mouse(app, *mouse),
            _ => Chosen::Nothing,
        }
    }

    fn key(&mut self, press: KeyPress) -> Chosen {
        let page = isize::try_from(PAGE).unwrap_or(1);
        match press.code {
            Code::PageDown => return self.step(page),
            Code::PageUp => return self.step(-page),
            _ => {}
        }
        let before = small::text(&self.filter);
        if !small::key(&mut self.filter, press) {
            return Chosen::Pass;
        }
        if small::text(&self.filter) != before {
            self.chosen = 0;
        }
        Chosen::Nothing
    }

    /// The cells of the rows, for jumping there by a letter.
    pub fn places(&self, app: &App) -> Vec<(u16, u16)> {
        let list = list(draw::inside(app, self.place(app, room(app)), 0));
        let seen = self.count().saturating_sub(self.first(list.height));
        (list.y..list.bottom()).take(seen).map(|y| (list.x, y)).collect()
    }

    fn mouse(&mut self, app: &App, mouse: Mouse) -> Chosen {
        match mouse.deed {
            MouseDeed::WheelUp => self.step(-1),
            MouseDeed::WheelDown => self.step(1),
            MouseDeed::Press(Button::Left) => {
                let place = self.place(app, room(app));
                if !place.contains((mouse.column, mouse.row).into()) {
                    return Chosen::Closed;
                }
                let list = list(draw::inside(app, place, 0));
                if !list.contains((mouse.column, mouse.row).into()) {
                    return Chosen::Nothing;
                }
                let index = self.first(list.height) + usize::from(mouse.row - list.y);
                if index >= self.count() {
                    return Chosen::Nothing;
                }
                self.chosen = index;
                self.value()
            }
            _ => Chosen::Nothing,
        }
    }

    /// Columns of the widest title.
    fn names(&self) -> usize {
        self.all.iter().map(|choice| choice.title.width()).max().unwrap_or(0)
    }

    fn place(&self, app: &App, area: Rect) -> Rect {
        let more = self.all.iter().map(|choice| choice.more.width()).max().unwrap_or(0);
        let columns = self.names() + more + 8;
        let columns = u16::try_from(columns).unwrap_or(WIDEST).clamp(NARROWEST, WIDEST);
        let own = usize::from(self.free);
        let rows = u16::try_from(self.all.len() + own).unwrap_or(MOST_ROWS).clamp(2, MOST_ROWS);
        draw::place(app, area, columns, rows + 4)
    }

    /// The first row that is seen, so that the chosen one is.
    fn first(&self, height: u16) -> usize {
        (self.chosen + 1).saturating_sub(usize::from(height.max(1)))
    }

    pub fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect, title: &str, empty: &str) {
        let theme = app.theme;
        let place = self.place(app, area);
        let buffer = frame.buffer_mut();
        draw::card(app, buffer, place, title);
        let inner = draw::inside(app, place, 0);
        let line = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
        let typed = small::text(&self.filter);
        let dim = theme.style(Role::Dim);
        let caret = small::caret(&self.filter);
        let (text, style) = if typed.is_empty() {
            (app.say("details-type-to-filter", &[]), dim)
        } else {
            (typed.clone(), theme.style(Role::Text))
        };
        let top = Rect { height: line.height.min(1), ..line };
        let caret = draw::small_input(buffer, top, &text, caret, style);
        let list = list(inner);
        let shown = self.shown();
        let own = self.own().map(|own| {
            let text =
                app.say("details-use-typed", &[("text", Visible::line(&own).to_string().into())]);
            Choice { value: own, title: text, more: String::new() }
        });
        if shown.is_empty() && own.is_none() {
            draw::paragraph(buffer, list, empty, dim);
        }
        let names = self.names();
        let first = self.first(list.height);
        let rows = shown.into_iter().chain(own.as_ref()).enumerate().skip(first);
        for ((index, choice), y) in rows.zip(0..list.height) {
            let is_chosen = index == self.chosen;
            let style =
                if is_chosen { theme.style(Role::Selection) } else { theme.style(Role::Text) };
            let sign = if is_chosen { SELECTED } else { " " };
            let at = draw::row(list, y);
            let gap = if choice.more.is_empty() {
                0
            } else {
                (names + 2).saturating_sub(choice.title.width())
            };
            let title = format!("{sign}{}{}", choice.title, " ".repeat(gap));
            let more = if is_chosen { style } else { dim };
            let parts = [Part::new(title.as_str(), style), Part::new(choice.more.as_str(), more)];
            draw::line(buffer, at, &parts);
            if is_chosen {
                draw::tint(buffer, at, style);
            }
        }
        if !inner.is_empty() {
            frame.set_cursor_position(caret);
        }
    }
}

/// Below the line in which the filter is typed.
fn list(inner: Rect) -> Rect {
    draw::below(inner, if inner.height > 3 { 2 } else { 1 })
}

/// Where overlays are drawn.
pub fn room(app: &App) -> Rect {
    let layout = &app.layout;
    let top = layout.header.bottom();
    Rect { y: top, height: layout.footer.y.saturating_sub(top), ..layout.whole }
}
