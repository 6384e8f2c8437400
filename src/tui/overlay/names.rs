//! The office's own list of names: looked through, and changed entry by entry.

mod draw;
mod form;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;
use tui_textarea::TextArea;
use unicode_width::UnicodeWidthStr as _;

pub use self::form::Draft;
use self::form::Form;
use super::{Overlay, Turn, only_calm};
use crate::domain::register::own::{Listed, Sort};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::{Button, Code, Input, KeyPress, Mouse, MouseDeed};
use crate::tui::msg::writing::names::{Ask, Done, List};
use crate::tui::msg::writing::{Answer, Ask as Writing};
use crate::tui::msg::{Reply, Request, What};
use crate::tui::notes::Weight;
use crate::tui::picture::Frame;
use crate::tui::small;

#[derive(Debug)]
struct Row {
    listed: Listed,
    /// All its words in small letters, for finding.
    plain: String,
}

#[derive(Debug)]
pub struct Names {
    /// In the order in which they are shown; none until the desk has answered.
    rows: Option<Vec<Row>>,
    faults: Vec<(usize, String)>,
    /// What was removed last and can be put back.
    back: Option<String>,
    filter: TextArea<'static>,
    /// What fits the filter, by place among the rows.
    shown: Vec<usize>,
    chosen: usize,
    /// Columns of the longest name that is shown.
    widest: usize,
    /// Something is being removed or put back.
    waits: bool,
}

impl Names {
    pub fn open(app: &mut App) {
        app.open(Box::new(Self {
            rows: None,
            faults: Vec::new(),
            back: None,
            filter: small::input(""),
            shown: Vec::new(),
            chosen: 0,
            widest: 0,
            waits: false,
        }));
        ask(app, Ask::List);
    }

    fn row(&self, shown: usize) -> Option<&Row> {
        self.rows.as_ref()?.get(*self.shown.get(shown)?)
    }

    fn selected(&self) -> Option<&Listed> {
        self.row(self.chosen).map(|row| &row.listed)
    }

    fn narrow(&mut self) {
        let typed = small::text(&self.filter).to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let rows = self.rows.as_deref().unwrap_or_default();
        let fits = |row: &Row| words.iter().all(|word| row.plain.contains(word));
        let places = rows.iter().enumerate().filter(|(_, row)| fits(row));
        self.shown = places.map(|(place, _)| place).collect();
        let names = self.shown.iter().filter_map(|place| rows.get(*place));
        self.widest = names.map(|row| row.listed.own.name.width()).max().unwrap_or(0);
        self.step(0);
    }

    fn filtered(&mut self) {
        self.chosen = 0;
        self.narrow();
    }

    fn step(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    /// The list as the desk has it; what was kept last is chosen.
    fn take(&mut self, app: &mut App, list: &List) {
        let mut rows: Vec<Row> = list.rows.iter().map(|listed| row(app, listed)).collect();
        rows.sort_by_cached_key(|row| {
            let own = &row.listed.own;
            (own.sort, own.name.to_lowercase(), row.listed.line)
        });
        let kept = app.names.kept.take();
        let at = kept.and_then(|own| rows.iter().position(|row| row.listed.own == own));
        self.rows = Some(rows);
        self.faults.clone_from(&list.faults);
        self.back.clone_from(&list.back);
        self.waits = false;
        self.narrow();
        let Some(at) = at else { return };
        if !self.shown.contains(&at) {
            small::set(&mut self.filter, "");
            self.narrow();
        }
        self.chosen = self.shown.iter().position(|place| *place == at).unwrap_or(0);
    }

    /// A new entry, of the kind that is looked at; what was sought and not found is its name.
    fn add(&self, app: &mut App) {
        if self.rows.is_none() {
            return;
        }
        let sort = self.selected().map_or(Sort::Person, |listed| listed.own.sort);
        let typed = small::text(&self.filter);
        let name = if self.shown.is_empty() { typed.trim() } else { "" };
        Form::add(app, sort, name);
    }

    fn change(&self, app: &mut App) {
        let Some(listed) = self.selected() else { return };
        if may_change(app, listed) {
            Form::change(app, listed.clone());
        }
    }

    fn remove(&mut self, app: &mut App) {
        let Some(listed) = self.selected().filter(|_| !self.waits).cloned() else { return };
        if may_change(app, &listed) {
            self.waits = true;
            ask(app, Ask::Remove(listed));
        }
    }

    fn put_back(&mut self, app: &mut App) {
        if self.back.is_some() && !self.waits {
            self.waits = true;
            ask(app, Ask::PutBack);
        }
    }

    /// Is there a letter behind the caret that Delete takes away?
    fn is_in_words(&self) -> bool {
        let caret = self.filter.cursor().1;
        caret < small::text(&self.filter).chars().count()
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        let page = isize::try_from(draw::rows_at_once(app, self)).unwrap_or(1).max(2) - 1;
        match press.code {
            Code::PageDown => self.step(page),
            Code::PageUp => self.step(-page),
            Code::Insert | Code::Char('+') if !press.ctrl && !press.alt => self.add(app),
            Code::Delete if !self.is_in_words() => self.remove(app),
            _ => {
                let before = small::text(&self.filter);
                if !small::key(&mut self.filter, press) {
                    return only_calm(app, press);
                }
                if small::text(&self.filter) != before {
                    self.filtered();
                }
            }
        }
        Turn::Stay
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Turn {
        match mouse.deed {
            MouseDeed::WheelUp => self.step(-1),
            MouseDeed::WheelDown => self.step(1),
            MouseDeed::Press(Button::Left) => {
                if !draw::place(app, self).contains((mouse.column, mouse.row).into()) {
                    return Turn::Close;
                }
                match draw::entry_at(app, self, mouse.column, mouse.row) {
                    Some(index) if index == self.chosen => self.change(app),
                    Some(index) => self.chosen = index,
                    None => {}
                }
            }
            _ => {}
        }
        Turn::Stay
    }
}

fn ask(app: &mut App, ask: Ask) {
    app.ask(Request::Writing(Writing::Office(ask)));
}

/// What only people can change in the file is not touched.
fn may_change(app: &mut App, listed: &Listed) -> bool {
    if listed.by_hand {
        let name = listed.own.name.as_str();
        app.toast(Weight::Warning, "names-no-by-hand", &[("name", name.into())]);
    }
    !listed.by_hand
}

fn row(app: &App, listed: &Listed) -> Row {
    let own = &listed.own;
    let sort = app.say(&format!("names-sort-{}", own.sort.word()), &[]);
    let plain = format!("{} {} {} {sort}", own.name, own.title, own.full).to_lowercase();
    Row { listed: listed.clone(), plain }
}

impl App {
    /// The office's own list was changed: what is offered and what is found changes with it.
    pub fn names_changed(&mut self, done: Option<Done>) {
        let back = super::key_of(self, super::Context::Dialog, Action::EditUndo);
        let (key, own) = match done {
            Some(Done::Kept(own)) => ("names-kept", own),
            Some(Done::Removed(own)) => ("names-removed", own),
            Some(Done::PutBack(own)) => ("names-put-back", own),
            None => return,
        };
        let mut values = vec![("name", own.name.as_str().into())];
        if key == "names-removed" {
            values.push(("key", back.into()));
        }
        // Of many deeds the last is told.
        self.notes.hush();
        self.toast(Weight::Done, key, &values);
        self.names_moved();
    }
}

impl Overlay for Names {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => self.key(app, *press),
            Input::Paste(pasted) => {
                small::paste(&mut self.filter, pasted.text.trim());
                self.filtered();
                Turn::Stay
            }
            Input::Mouse(mouse) => self.mouse(app, *mouse),
            _ => Turn::Stay,
        }
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        match action {
            Action::DialogNext => self.step(1),
            Action::DialogPrevious => self.step(-1),
            Action::DialogAccept if self.selected().is_none() => self.add(app),
            Action::DialogAccept => self.change(app),
            Action::DialogCancel => return Turn::Close,
            Action::EditUndo if self.back.is_some() => self.put_back(app),
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Writing(Answer::Office(list)) => self.take(app, list),
            Reply::Changed => ask(app, Ask::List),
            // It may be gone: what there is now is shown.
            Reply::Refused { what: What::Other, .. } if self.waits => {
                self.waits = false;
                ask(app, Ask::List);
            }
            _ => {}
        }
        Turn::Stay
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        draw::places(app, self)
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, _area: Rect) {
        draw::draw(app, self, frame);
    }
}
