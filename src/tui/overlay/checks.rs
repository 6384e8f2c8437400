//! The desk check: all that the copy desk says of the open text, grave first, as a compiler would
//! list it; below it why, and what could be done. A text is submitted from here.

mod draw;
mod rows;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::sync::Arc;

use ratatui::layout::Rect;

use self::rows::{Entry, Laid};
use super::answers::Scrolled;
use super::fix::Fix;
use super::own_rule::OwnRule;
use super::{Overlay, Turn};
use crate::domain::finding::{Counts, Finding};
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::doc::Doc;
use crate::tui::doc::fix::{Change, part_of};
use crate::tui::input::{Button, Code, Input, KeyPress, Mouse, MouseDeed};
use crate::tui::layout::Pane;
use crate::tui::legal;
use crate::tui::msg::Request;
use crate::tui::msg::checks::{Ask, Stood};
use crate::tui::notes::Weight;
use crate::tui::picture::Frame;

/// Suggestions that are numbered.
const MOST_FIXES: usize = 5;

#[derive(Debug, Default)]
pub struct Checks {
    chosen: usize,
    /// What was let stand is listed, too.
    dismissed: bool,
    laid: RefCell<Option<Laid>>,
}

impl Checks {
    /// The rows of the list, made anew when findings or text have changed.
    fn entries(&self, app: &App) -> Arc<[Entry]> {
        let Some(doc) = &app.doc else { return Arc::default() };
        let mut laid = self.laid.borrow_mut();
        let known = laid.as_ref().filter(|laid| laid.is_of(doc, self.dismissed));
        if let Some(known) = known {
            return Arc::clone(&known.entries);
        }
        let fresh = Laid::of(doc, self.dismissed);
        let entries = Arc::clone(&fresh.entries);
        *laid = Some(fresh);
        entries
    }

    /// What is found where it still is: what was mended since counts no more.
    fn counts(&self, app: &App) -> Counts {
        let mut counts = Counts::default();
        for entry in self.entries(app).iter() {
            let Entry::Found { same, .. } = entry else { continue };
            let more = Counts::of(same);
            counts.error += more.error;
            counts.warning += more.warning;
            counts.suggestion += more.suggestion;
        }
        counts
    }

    fn at(&self, entries: &[Entry]) -> usize {
        self.chosen.min(entries.len().saturating_sub(1))
    }

    fn step(&mut self, app: &App, by: isize) {
        let entries = self.entries(app);
        let last = entries.len().saturating_sub(1);
        self.chosen = self.at(&entries).saturating_add_signed(by).min(last);
    }

    /// Does something with the places of the chosen row.
    fn with_found(&self, app: &mut App, deed: impl FnOnce(&mut App, &[Finding])) {
        let entries = self.entries(app);
        match entries.get(self.at(&entries)) {
            Some(Entry::Found { same, .. }) => deed(app, same),
            Some(Entry::Stood { .. }) => app.toast(Weight::Note, "checks-let-stand", &[]),
            None => {}
        }
    }

    /// To the words: in the text, or in their field.
    fn go(&self, app: &mut App) -> Turn {
        let entries = self.entries(app);
        let Some(Entry::Found { same, .. }) = entries.get(self.at(&entries)) else {
            return Turn::Stay;
        };
        let Some(finding) = same.first() else { return Turn::Stay };
        app.go_to_words(finding);
        Turn::Close
    }

    /// Puts a suggestion in all places of the row.
    fn fix(&self, app: &mut App, index: usize) {
        self.with_found(app, |app, same| {
            let fix = |finding: &Finding| finding.fixes.get(index).cloned();
            let changes: Vec<(&Finding, String)> =
                same.iter().filter_map(|finding| Some((finding, fix(finding)?))).collect();
            mend(app, &changes);
        });
    }

    /// The box with all suggestions, or the only one at once.
    fn choose_fix(&self, app: &mut App) {
        self.with_found(app, |app, same| match same {
            [finding] => {
                let fix = Fix::new(app, finding.clone());
                app.open(Box::new(fix));
            }
            [first, ..] if first.fixes.is_empty() => app.toast(Weight::Note, "no-fix", &[]),
            _ => self.fix(app, 0),
        });
    }

    /// All findings of the rule that can be mended in one way only.
    fn fix_all(&self, app: &mut App) {
        self.with_found(app, |app, same| {
            let Some(rule) = same.first().map(|finding| finding.rule.clone()) else { return };
            let all = app.doc.as_ref().map(|doc| sure(doc, &rule)).unwrap_or_default();
            if all.is_empty() {
                return app.toast(Weight::Note, "no-fix", &[]);
            }
            let fix = |finding: &Finding| finding.fixes.first().cloned();
            let changes: Vec<(&Finding, String)> =
                all.iter().filter_map(|finding| Some((finding, fix(finding)?))).collect();
            mend(app, &changes);
        });
    }

    /// Asks for the reason; what was let stand is taken back.
    fn dismiss(&self, app: &mut App) {
        let entries = self.entries(app);
        match entries.get(self.at(&entries)) {
            Some(Entry::Found { same, .. }) => {
                if let Some(finding) = same.first() {
                    app.ask_reason(finding.clone());
                }
            }
            Some(Entry::Stood { stood, .. }) => take_back(app, stood),
            None => {}
        }
    }

    fn show_dismissed(&mut self, app: &mut App) {
        self.dismissed = !self.dismissed;
        if self.dismissed {
            app.ask_stood();
        }
    }

    fn submit(&self, app: &mut App) -> Turn {
        if self.gate(app).closed {
            app.toast(Weight::Warning, "checks-closed", &[]);
            return Turn::Stay;
        }
        app.submit_now();
        Turn::Close
    }

    fn key(&self, app: &mut App, press: KeyPress) -> Turn {
        match press.code {
            Code::Char(c @ '1'..='5') if press.text().is_some() => {
                let index = c.to_digit(10).unwrap_or(1) as usize - 1;
                self.fix(app, index);
                Turn::Stay
            }
            Code::Esc => Turn::Close,
            _ => super::only_calm(app, press),
        }
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Turn {
        match mouse.deed {
            MouseDeed::WheelUp => self.step(app, -1),
            MouseDeed::WheelDown => self.step(app, 1),
            MouseDeed::Press(Button::Left) => match self.hit(app, mouse.column, mouse.row) {
                Some(index) if index == self.chosen => return self.go(app),
                Some(index) => self.chosen = index,
                None => {}
            },
            _ => {}
        }
        Turn::Stay
    }
}

/// All findings of a rule that can be mended in one way only, where they are now.
fn sure(doc: &Doc, rule: &str) -> Vec<Finding> {
    let mut all = doc.located_all();
    all.retain(|finding| finding.rule == rule && finding.fixes.len() == 1);
    all
}

fn mend(app: &mut App, changes: &[(&Finding, String)]) {
    if changes.is_empty() {
        return app.toast(Weight::Note, "no-fix", &[]);
    }
    let changes: Vec<Change<'_>> =
        changes.iter().map(|(finding, fix)| (*finding, fix.as_str())).collect();
    app.mend(&changes);
}

fn take_back(app: &mut App, stood: &Stood) {
    let Some(article) = app.doc.as_ref().map(Doc::id) else { return };
    let (rule, words) = (stood.rule.clone(), stood.words.clone());
    app.ask(Request::Checks(Ask::Undismiss { article, rule, words }));
}

impl App {
    /// The caret goes to the words of a finding, or the choice in the details to their field.
    pub fn go_to_words(&mut self, finding: &Finding) {
        let now = self.now;
        let Some(doc) = &mut self.doc else { return };
        if part_of(finding.field).is_some() {
            doc.go_to(finding, now);
            self.focus(Pane::Editor);
        } else {
            self.focus(Pane::Meta);
            self.meta.choose_field(finding.field);
        }
    }
}

impl Overlay for Checks {
    fn context(&self) -> Context {
        Context::Check
    }

    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => self.key(app, *press),
            Input::Mouse(mouse) => self.mouse(app, *mouse),
            _ => Turn::Stay,
        }
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        let decides = matches!(action, Action::CheckWord | Action::CheckRule);
        if let Some(why) = legal::why_not(app, action).filter(|_| decides) {
            let text = app.say(why.key, &[("name", why.name.as_str().into())]);
            app.notes.say(app.now, Weight::Warning, text);
            return Turn::Stay;
        }
        let page = isize::try_from(self.page(app)).unwrap_or(1);
        match action {
            Action::CheckUp => self.step(app, -1),
            Action::CheckDown => self.step(app, 1),
            Action::CheckPageUp => self.step(app, -page),
            Action::CheckPageDown => self.step(app, page),
            Action::CheckTop => self.chosen = 0,
            Action::CheckBottom => self.step(app, isize::MAX),
            Action::CheckGo => return self.go(app),
            Action::CheckFix => self.choose_fix(app),
            Action::CheckFixAll => self.fix_all(app),
            Action::CheckDismiss => self.dismiss(app),
            Action::CheckDismissed => self.show_dismissed(app),
            Action::CheckSuggestions => {
                let _told_by_the_list = app.toggle_suggestions();
            }
            Action::CheckWord => self.with_found(app, |app, same| {
                let words = same.first().map(|finding| finding.text.clone());
                app.add_word(&words.unwrap_or_default());
            }),
            Action::CheckRule => self.with_found(app, |app, same| {
                let words = same.first().map_or("", |finding| finding.text.trim());
                let form = OwnRule::new(words);
                app.open(Box::new(form));
            }),
            Action::ReviewSubmit => return self.submit(app),
            Action::CheckOpen | Action::CheckClose | Action::UiMenu => return Turn::Close,
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn can(&self, _action: Action) -> bool {
        self.laid.borrow().as_ref().is_some_and(|laid| !laid.entries.is_empty())
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.cells(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.told(app)).filter(|scrolled| scrolled.last > 0)
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        self.paint(app, frame, area);
    }

    fn is_screen(&self) -> bool {
        true
    }
}
