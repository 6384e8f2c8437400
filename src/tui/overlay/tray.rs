//! The tray: every text on its way to a destination, those that wait for somebody, and those that
//! have arrived.

mod draw;
mod parcel;
mod sheet;
mod sure;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;
use uuid::Uuid;

pub use self::draw::place_words;
use self::parcel::Parcel;
use super::{Overlay, Turn};
use crate::domain::people::Role as Duty;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::app::publishing::needs_person;
use crate::tui::input::{Button, Code, Input, Mouse, MouseDeed};
use crate::tui::msg::publishing::{Answer, Ask, Decision, Row};
use crate::tui::msg::{Reply, Request};
use crate::tui::notes::Weight;
use crate::tui::picture::Frame;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    OnItsWay,
    Needed,
    Over,
}

impl Group {
    const ALL: [Self; 3] = [Self::OnItsWay, Self::Needed, Self::Over];

    fn of(row: &Row) -> Self {
        let parcel = &row.entry.parcel;
        let trouble = parcel.trouble.as_ref().map(|trouble| trouble.key.as_str());
        if needs_person(parcel.standing, trouble) {
            Self::Needed
        } else if parcel.standing.is_open() {
            Self::OnItsWay
        } else {
            Self::Over
        }
    }
}

#[derive(Debug)]
pub struct Tray {
    /// None until the desk has answered.
    rows: Option<Vec<Row>>,
    /// None until somebody chose one: then the most pressing that has rows.
    group: Option<Group>,
    chosen: Option<Uuid>,
}

impl Tray {
    pub fn open(app: &mut App) {
        app.open(Box::new(Self { rows: None, group: None, chosen: None }));
        app.ask(Request::Publishing(Ask::Tray));
    }

    fn group(&self) -> Group {
        let first = [Group::Needed, Group::OnItsWay, Group::Over];
        let filled = first.into_iter().find(|group| self.count(*group) > 0);
        self.group.or(filled).unwrap_or(Group::OnItsWay)
    }

    fn count(&self, group: Group) -> usize {
        self.rows.iter().flatten().filter(|row| Group::of(row) == group).count()
    }

    /// The rows of the group that is shown.
    fn shown(&self) -> Vec<&Row> {
        let group = self.group();
        self.rows.iter().flatten().filter(|row| Group::of(row) == group).collect()
    }

    /// The place of the chosen row among those.
    fn at(&self) -> usize {
        let shown = self.shown();
        let found = shown.iter().position(|row| Some(row.entry.parcel.id) == self.chosen);
        found.unwrap_or(0)
    }

    fn selected(&self) -> Option<&Row> {
        self.shown().get(self.at()).copied()
    }

    fn go(&mut self, at: usize) {
        let shown = self.shown();
        let row = shown.get(at.min(shown.len().saturating_sub(1)));
        self.chosen = row.map(|row| row.entry.parcel.id);
    }

    fn turn(&mut self, on: bool) {
        let here = Group::ALL.iter().position(|group| *group == self.group()).unwrap_or(0);
        let step = if on { 1 } else { Group::ALL.len() - 1 };
        self.group = Group::ALL.get((here + step) % Group::ALL.len()).copied();
        self.chosen = None;
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) {
        let at = self.at();
        match mouse.deed {
            MouseDeed::WheelUp => self.go(at.saturating_sub(1)),
            MouseDeed::WheelDown => self.go(at + 1),
            MouseDeed::Press(Button::Left) => match self.hit(app, mouse.column, mouse.row) {
                Some(draw::Spot::Group(group)) => {
                    self.group = Some(group);
                    self.chosen = None;
                }
                Some(draw::Spot::Row(row)) if row == at => self.look(app),
                Some(draw::Spot::Row(row)) => self.go(row),
                None => {}
            },
            _ => {}
        }
    }

    fn look(&self, app: &mut App) {
        if let Some(row) = self.selected() {
            Parcel::open(app, row.clone());
        }
    }
}

/// Says why, if the person may not decide.
fn may_decide(app: &mut App) -> bool {
    let may = app.me().is_some_and(|me| me.roles.has(Duty::Reviewer));
    if !may {
        app.toast(Weight::Warning, "tray-reviewers", &[]);
    }
    may
}

/// What the keys of the tray do to a parcel, in the list and on its page.
fn decide(app: &mut App, row: &Row, action: Action) {
    match action {
        Action::LogRetry if may_decide(app) => {
            let (id, decision) = (row.entry.parcel.id, Decision::Retry);
            app.ask(Request::Publishing(Ask::Decide { id, decision }));
        }
        Action::LogCancel if may_decide(app) => sure::open(app, row, Decision::Cancel),
        Action::LogCopy => match row.entry.parcel.remote.url.clone() {
            Some(url) => app.copied(url),
            None => app.toast(Weight::Note, "tray-no-address", &[]),
        },
        _ => {}
    }
}

impl Overlay for Tray {
    fn context(&self) -> Context {
        Context::Log
    }

    fn can(&self, _action: Action) -> bool {
        !self.shown().is_empty()
    }

    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Mouse(mouse) => self.mouse(app, *mouse),
            Input::Key(press) => match press.code {
                Code::Esc => return Turn::Close,
                Code::Tab => self.turn(!press.shift),
                Code::Right => self.turn(true),
                Code::Left => self.turn(false),
                _ => return super::only_calm(app, *press),
            },
            _ => {}
        }
        Turn::Stay
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        let (at, page) = (self.at(), draw::page(app));
        match action {
            Action::LogUp => self.go(at.saturating_sub(1)),
            Action::LogDown => self.go(at + 1),
            Action::LogPageUp => self.go(at.saturating_sub(page)),
            Action::LogPageDown => self.go(at + page),
            Action::LogTop => self.go(0),
            Action::LogBottom => self.go(usize::MAX),
            Action::LogOpen => self.look(app),
            Action::LogRetry | Action::LogCancel | Action::LogCopy => {
                if let Some(row) = self.selected() {
                    decide(app, row, action);
                }
            }
            Action::LogLevel => self.turn(true),
            Action::UiPane5 | Action::UiMenu => return Turn::Close,
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Publishing(Answer::Tray(rows)) => {
                let at = self.at();
                self.rows = Some(rows.clone());
                let still = self.shown().iter().any(|row| Some(row.entry.parcel.id) == self.chosen);
                if !still {
                    self.go(at);
                }
            }
            Reply::Publishing(Answer::Overview(_)) => app.ask(Request::Publishing(Ask::Tray)),
            _ => {}
        }
        Turn::Stay
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.cells(app)
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        self.paint(app, frame, area);
    }

    fn is_screen(&self) -> bool {
        true
    }
}
