//! The mouse: clicks give the focus and set the caret, drags select or move borders, the wheel
//! scrolls what is under it.

use super::App;
use crate::editor::command::{Command, Motion};
use crate::tui::input::{Button, Mouse, MouseDeed};
use crate::tui::layout::Pane;
use crate::tui::msg::Effect;
use crate::tui::panes::{editor, list};
use crate::tui::small;

/// Two clicks within so many milliseconds are one double click.
const DOUBLE_MS: u64 = 400;
/// Rows of one notch of the wheel.
const NOTCH: i64 = 3;

/// The clicks that came one after the other in one place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clicks {
    at: u64,
    place: (u16, u16),
    count: u8,
    /// The mouse was left to the terminal, which selects text with it.
    pub(super) is_let_go: bool,
    /// The button went down in the text and is still down.
    is_dragging_text: bool,
}

impl Clicks {
    fn count(&mut self, now: u64, place: (u16, u16)) -> u8 {
        let again = self.place == place && now.saturating_sub(self.at) <= DOUBLE_MS;
        self.count = if again { self.count % 3 + 1 } else { 1 };
        (self.at, self.place) = (now, place);
        self.count
    }
}

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        let (x, y) = (mouse.column, mouse.row);
        match mouse.deed {
            MouseDeed::Press(Button::Left) => self.press(x, y),
            MouseDeed::Drag(Button::Left) => self.drag_to(x, y),
            MouseDeed::Release(Button::Left) => self.release(),
            MouseDeed::WheelUp => self.wheel(x, y, -NOTCH),
            MouseDeed::WheelDown => self.wheel(x, y, NOTCH),
            _ => {}
        }
    }

    fn press(&mut self, x: u16, y: u16) {
        let clicks = self.clicks.count(self.now.ms, (x, y));
        if let Some(border) = self.layout.border_at(x, y) {
            self.drag = Some(border);
            return;
        }
        let Some(pane) = self.layout.pane_at(x, y) else { return };
        let before = self.focus;
        if pane == Pane::Editor && self.doc.is_none() {
            return;
        }
        self.focus(pane);
        self.clicked_meanwhile(pane, clicks);
        match pane {
            Pane::List => self.press_list(x, y, clicks, before),
            Pane::Editor => self.press_text(x, y, clicks),
            Pane::Meta => {
                let here = before == Pane::Meta;
                self.with_meta(|meta, app| meta.press(app, x, y, clicks, here));
            }
            Pane::Log => {
                if let Some(place) = crate::tui::panes::log::hit(self, x, y) {
                    self.notes.choose(place);
                }
            }
        }
    }

    fn press_list(&mut self, x: u16, y: u16, clicks: u8, _before: Pane) {
        match list::hit(self, x, y) {
            list::Hit::Tab(tab) => self.show_tab(tab),
            list::Hit::Filter => self.filter = Some(small::input(&self.list.look.query)),
            list::Hit::Row(place) => {
                let hit = self.list.select_shown(place).is_some();
                if hit && clicks == 2 {
                    self.perform(crate::tui::action::Action::ListOpen);
                }
            }
            list::Hit::Nothing => {}
        }
    }

    fn press_text(&mut self, x: u16, y: u16, clicks: u8) {
        if let Some(line) = crate::tui::find::bar::hit(self, x, y) {
            return self.press_search(line);
        }
        let Some((part, byte)) = editor::hit(self, x, y) else { return };
        let Some(doc) = &mut self.doc else { return };
        doc.part = part;
        self.clicks.is_dragging_text = true;
        self.edit(match clicks {
            2 => Command::SelectWordAt(byte),
            3 => Command::SelectParagraphAt(byte),
            _ => Command::Move { motion: Motion::To(byte), select: false },
        });
    }

    fn drag_to(&mut self, x: u16, y: u16) {
        if let Some(border) = self.drag {
            self.sizes = self.layout.dragged(self.sizes, border, x);
        } else if self.clicks.is_dragging_text
            && let Some((part, byte)) = editor::hit(self, x, y)
            && self.doc.as_ref().is_some_and(|doc| doc.part == part)
        {
            self.edit(Command::DragTo(byte));
        }
    }

    fn release(&mut self) {
        self.clicks.is_dragging_text = false;
        if self.drag.take().is_some() {
            self.remember_sizes();
        }
    }

    /// The page goes along with the text.
    fn wheel_page(&mut self, x: u16, y: u16, rows: i64) {
        let is_there = self.layout.preview.is_some_and(|area| area.contains((x, y).into()));
        if let Some(doc) = self.doc.as_mut().filter(|_| is_there) {
            doc.body.scroll_by(isize::try_from(rows).unwrap_or(0));
        }
    }

    fn wheel(&mut self, x: u16, y: u16, rows: i64) {
        match self.layout.pane_at(x, y) {
            Some(Pane::List) => {
                let request = self.list.step(rows.signum());
                self.effects.extend(request.map(Effect::Ask));
            }
            Some(Pane::Editor) => {
                if let Some(doc) = &mut self.doc {
                    doc.body.scroll_by(isize::try_from(rows).unwrap_or(0));
                }
            }
            Some(Pane::Log) => {
                let by = usize::try_from(rows.abs()).unwrap_or(1);
                let by = isize::try_from(by).unwrap_or(1);
                self.notes.step(if rows < 0 { by } else { -by });
            }
            Some(Pane::Meta) => self.meta.scroll(rows),
            None => self.wheel_page(x, y, rows),
        }
    }
}
