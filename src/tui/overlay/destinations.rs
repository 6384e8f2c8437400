//! Where approved texts go: the list of destinations, and the guided check of one, step by step as
//! it runs.

mod form;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;

use self::form::Form;
use super::{Overlay, Turn};
use crate::domain::delivery::{Destination, Name};
use crate::lang::Arg;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::app::publishing::{trouble_hint, trouble_words};
use crate::tui::draw::{self, Part};
use crate::tui::input::{Button, Code, Input, Mouse, MouseDeed};
use crate::tui::msg::publishing::{Answer, Ask, Place, Step, Verdict};
use crate::tui::msg::{Reply, Request};
use crate::tui::overlay::review::{Ink, Pager, Row as Line, columns, room, wrap};
use crate::tui::overlay::sure::{Deed, Question, Sure};
use crate::tui::picture::Frame;
use crate::tui::theme::{Role, SELECTED};

/// Lines of a destination.
const LINES: u16 = 2;
/// The letters of the list: add, change, check, remove.
const LETTERS: [(char, &str); 4] =
    [('a', "dest-add"), ('e', "dest-change"), ('t', "dest-check"), ('d', "dest-remove")];

#[derive(Debug)]
pub struct Destinations {
    /// None until the desk has answered.
    places: Option<Vec<Place>>,
    at: usize,
    check: Option<Check>,
}

/// A check as it runs.
#[derive(Debug)]
struct Check {
    name: Name,
    steps: Vec<Step>,
    ended: bool,
    /// What set-up may keep of what was found.
    found: Option<Destination>,
    pager: Pager,
}

impl Destinations {
    pub fn open(app: &mut App) {
        app.open(Box::new(Self { places: None, at: 0, check: None }));
        app.ask(Request::Publishing(Ask::Destinations));
    }

    fn selected(&self) -> Option<&Place> {
        self.places.as_ref()?.get(self.at)
    }

    fn step(&mut self, by: isize) {
        let last = self.places.as_ref().map_or(0, |places| places.len().saturating_sub(1));
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    fn letter(&mut self, app: &mut App, letter: char) {
        let place = self.selected().cloned();
        match (letter, place) {
            ('a', _) => Form::open(app, None),
            ('e', Some(place)) => Form::open(app, Some(&place)),
            ('d', Some(place)) => remove(app, place.destination.name),
            ('t', Some(place)) => self.begin_check(app, place.destination.name),
            _ => {}
        }
    }

    fn begin_check(&mut self, app: &mut App, name: Name) {
        app.ask(Request::Publishing(Ask::Check(name.clone())));
        let (steps, pager) = (Vec::new(), Pager::default());
        self.check = Some(Check { name, steps, ended: false, found: None, pager });
    }

    /// Takes over what the check found: the final address, mapped sections.
    fn keep_found(&mut self, app: &mut App) {
        let found = self.check.as_mut().filter(|check| check.ended);
        if let Some(destination) = found.and_then(|check| check.found.take()) {
            let keep = Ask::Keep { destination, is_new: false, secret: None };
            app.ask(Request::Publishing(keep));
        }
    }

    fn list(app: &App) -> Rect {
        room(app).inner(ratatui::layout::Margin::new(1, 1))
    }

    fn top(&self, app: &App) -> usize {
        let page = usize::from(Self::list(app).height / LINES).max(1);
        (self.at + 1).saturating_sub(page)
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) {
        match mouse.deed {
            MouseDeed::WheelUp if self.check.is_some() => self.scroll(app, Action::ReviewUp),
            MouseDeed::WheelDown if self.check.is_some() => self.scroll(app, Action::ReviewDown),
            MouseDeed::WheelUp => self.step(-1),
            MouseDeed::WheelDown => self.step(1),
            MouseDeed::Press(Button::Left) if self.check.is_none() => {
                let list = Self::list(app);
                if !list.contains((mouse.column, mouse.row).into()) {
                    return;
                }
                let row = self.top(app) + usize::from((mouse.row - list.y) / LINES);
                if row == self.at {
                    self.letter(app, 'e');
                } else if self.places.as_ref().is_some_and(|places| row < places.len()) {
                    self.at = row;
                }
            }
            _ => {}
        }
    }

    fn scroll(&mut self, app: &App, action: Action) {
        let height = usize::from(room(app).height).saturating_sub(2);
        if let Some(check) = &mut self.check {
            let count = check.lines(app).len();
            check.pager.act(action, height, count);
        }
    }

    fn paint_list(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let inner = draw::popup(app, frame.buffer_mut(), area, &app.say("dest-title", &[]));
        letters(app, frame, area, if self.selected().is_some() { &LETTERS } else { &LETTERS[..1] });
        let Some(places) = &self.places else { return };
        if places.is_empty() {
            let text = app.say("dest-none", &[]);
            let at = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
            draw::paragraph(frame.buffer_mut(), at, &text, app.theme.style(Role::Dim));
            frame.set_cursor_position((at.x, at.y));
            return;
        }
        let top = self.top(app);
        let page = usize::from(inner.height / LINES).max(1);
        for (index, place) in places.iter().enumerate().skip(top).take(page) {
            let down = u16::try_from(index - top).unwrap_or(u16::MAX).saturating_mul(LINES);
            paint_place(app, frame, draw::below(inner, down), place, index == self.at);
        }
        let down = u16::try_from(self.at - top).unwrap_or(0).saturating_mul(LINES);
        frame.set_cursor_position((inner.x, inner.y + down));
    }
}

fn paint_place(app: &App, frame: &mut Frame<'_>, area: Rect, place: &Place, selected: bool) {
    let theme = app.theme;
    let buffer = frame.buffer_mut();
    let destination = &place.destination;
    let edge = if selected { SELECTED } else { " " };
    let kind = app.say(&format!("kind-{}", destination.kind.word()), &[]);
    let (sign, word, role) = match (place.ready, place.by_command) {
        (false, _) => ("✗", "dest-no-secret", Role::Error),
        (true, true) => ("✓", "dest-by-command", Role::Ok),
        (true, false) => ("✓", "dest-ready", Role::Ok),
    };
    let first = [
        Part::new(edge, theme.style(Role::BorderFocus)),
        Part::new(format!("{}  ", destination.name).as_str(), theme.style(Role::Text)),
        Part::new(format!("{kind}  ").as_str(), theme.style(Role::Dim)),
        Part::new(format!("{sign} {}", app.say(word, &[])).as_str(), theme.style(role)),
    ];
    draw::line(buffer, draw::row(area, 0), &first);
    let second = Part::new(format!("   {}", destination.url).as_str(), theme.style(Role::Dim));
    draw::line(buffer, draw::row(area, 1), &[second]);
    if selected {
        draw::tint(buffer, draw::row(area, 0), theme.style(Role::Selection));
    }
}

/// Letters with their words, on the lower edge.
fn letters(app: &App, frame: &mut Frame<'_>, area: Rect, letters: &[(char, &str)]) {
    let key = |(letter, key): &(char, &str)| {
        vec![
            Part::new(format!(" {letter}").as_str(), app.theme.style(Role::Accent)),
            Part::new(format!(" {} ", app.say(key, &[])).as_str(), app.theme.style(Role::Dim)),
        ]
    };
    let line = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    let line = Rect { width: line.width.saturating_sub(1), ..line };
    let columns = usize::from(line.width.saturating_sub(1));
    let parts = draw::whole(letters.iter().map(key), columns);
    draw::line_right(frame.buffer_mut(), line, &parts);
}

impl Check {
    fn lines(&self, app: &App) -> Vec<Line> {
        let width = columns(app, false);
        let mut lines = Vec::new();
        let mut put = |ink, text: &str| {
            let rows = wrap([(ink, text)], width).into_iter();
            lines.extend(rows.map(|left| Line { left, ..Line::default() }));
        };
        for step in &self.steps {
            let (sign, ink) = match step.verdict {
                Some(Verdict::Good) => ("✓", Ink::Plain),
                Some(Verdict::Doubtful) => ("!", Ink::Warn),
                Some(Verdict::Bad) => ("✗", Ink::Strong),
                None => ("–", Ink::Dim),
            };
            put(ink, &format!("{sign} {}", step_words(app, step)));
            if let Some(trouble) = &step.trouble {
                put(Ink::Plain, &format!("  {}", trouble_words(&app.words, trouble)));
                if let Some(hint) = trouble_hint(&app.words, trouble) {
                    put(Ink::Plain, &format!("  {hint}"));
                }
                if let Some(said) = &trouble.said {
                    put(Ink::Dim, &app.say("tray-said", &[("words", said.as_str().into())]));
                }
            }
        }
        let bad = self.steps.iter().any(|step| step.verdict == Some(Verdict::Bad));
        let end = match (self.ended, bad || self.steps.is_empty()) {
            (false, _) => "dest-checking",
            (true, true) => "dest-check-bad",
            (true, false) => "dest-check-good",
        };
        put(Ink::Strong, &app.say(end, &[]));
        if let Some(found) = self.found.as_ref().filter(|_| self.ended) {
            put(Ink::Plain, &app.say("dest-found", &[("url", found.url.as_str().into())]));
        }
        lines
    }
}

fn step_words(app: &App, step: &Step) -> String {
    let key = format!("step-{}", step.key);
    let values: Vec<(&str, Arg<'_>)> =
        step.values.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
    if app.words.has(&key) { app.words.say(&key, &values) } else { step.key.clone() }
}

/// Asks first: what is queued for it will not go out.
fn remove(app: &mut App, name: Name) {
    let question = Question {
        title: "dest-remove-title".to_owned(),
        known: "dest-remove-about",
        name: name.clone(),
        go: "dest-remove".to_owned(),
        headline: None,
    };
    Sure::open(app, Deed::Remove(name), question);
}

impl Overlay for Destinations {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Mouse(mouse) => self.mouse(app, *mouse),
            Input::Key(press) => match (press.code, press.text()) {
                (Code::PageUp, _) => self.scroll(app, Action::ReviewPageUp),
                (Code::PageDown, _) => self.scroll(app, Action::ReviewPageDown),
                (_, Some(letter)) if self.check.is_none() => {
                    self.letter(app, letter.to_ascii_lowercase());
                }
                (_, Some('k')) => self.keep_found(app),
                (_, Some(_)) => {}
                _ => return super::only_calm(app, *press),
            },
            _ => {}
        }
        Turn::Stay
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        let checks = self.check.is_some();
        match action {
            Action::DialogNext if checks => self.scroll(app, Action::ReviewDown),
            Action::DialogPrevious if checks => self.scroll(app, Action::ReviewUp),
            Action::DialogNext => self.step(1),
            Action::DialogPrevious => self.step(-1),
            Action::DialogAccept if checks => self.check = None,
            Action::DialogAccept if self.selected().is_none() => self.letter(app, 'a'),
            Action::DialogAccept => self.letter(app, 'e'),
            Action::DialogCancel | Action::UiMenu => {
                if self.check.take().is_none() {
                    return Turn::Close;
                }
            }
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        let Reply::Publishing(answer) = reply else { return Turn::Stay };
        match answer {
            Answer::Destinations(places) => {
                self.places = Some(places.clone());
                self.step(0);
                let fresh = app.publishing.kept.take();
                // One that was kept just now is checked at once.
                let kept = |place: &Place| Some(&place.destination.name) == fresh.as_ref();
                if let Some(at) = places.iter().position(kept) {
                    self.at = at;
                    if places.get(at).is_some_and(|place| place.ready) {
                        self.letter(app, 't');
                    }
                }
            }
            Answer::Overview(_) => app.ask(Request::Publishing(Ask::Destinations)),
            Answer::Step { name, step } => {
                if let Some(check) = self.check.as_mut().filter(|check| check.name == *name) {
                    check.steps.push(Step::clone(step));
                    check.found = step.found.clone().or(check.found.take());
                }
            }
            Answer::Checked(name) => {
                if let Some(check) = self.check.as_mut().filter(|check| check.name == *name) {
                    check.ended = true;
                }
            }
            _ => {}
        }
        Turn::Stay
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        let list = Self::list(app);
        let count = self.places.as_ref().map_or(0, Vec::len).saturating_sub(self.top(app));
        if self.check.is_some() {
            return Vec::new();
        }
        let rows = (list.y..list.bottom()).step_by(LINES.into()).take(count);
        rows.map(|y| (list.x, y)).collect()
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let Some(check) = &self.check else { return self.paint_list(app, frame, area) };
        let title = app.say("dest-check-title", &[("name", check.name.as_str().into())]);
        let inner = draw::popup(app, frame.buffer_mut(), area, &title);
        let lines = check.lines(app);
        let mut pager = check.pager;
        pager.fit(usize::from(inner.height), lines.len());
        pager.draw(app, frame.buffer_mut(), inner, &lines);
        frame.set_cursor_position((inner.x, inner.y));
    }

    fn is_screen(&self) -> bool {
        true
    }

    fn context(&self) -> Context {
        Context::Dialog
    }
}
