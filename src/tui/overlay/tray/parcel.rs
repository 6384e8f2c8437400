//! One parcel: where it stands and why, what was said on the wire, and the texts of a conflict.

use ratatui::layout::Rect;
use uuid::Uuid;

use super::draw::{look, next, standing_word};
use super::sheet::Copying;
use super::{decide, may_decide, sure};
use crate::domain::delivery::{Kind, Standing};
use crate::lang::time;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::app::publishing::{trouble_hint, trouble_words};
use crate::tui::draw::{self, Part};
use crate::tui::input::{Code, Input, MouseDeed};
use crate::tui::msg::publishing::{Answer, Ask, Decision, Row, Shown, Texts};
use crate::tui::msg::{Reply, Request};
use crate::tui::overlay::beside::Beside;
use crate::tui::overlay::review::{Ink, Pager, Row as Line, columns, room, wrap};
use crate::tui::overlay::{Overlay, Turn, only_calm};
use crate::tui::picture::Frame;
use crate::tui::theme::Role;

/// Letters of a conflict: compare, ours, theirs, both.
const LETTERS: [(char, &str); 4] =
    [('c', "tray-compare"), ('o', "tray-ours"), ('t', "tray-theirs"), ('b', "tray-both-texts")];
/// The letter that opens what is copied by hand.
const SHEET: (char, &str) = ('s', "tray-sheet");

#[derive(Debug)]
pub(super) struct Parcel {
    id: Uuid,
    row: Row,
    /// None until the desk has answered.
    shown: Option<Box<Shown>>,
    pager: Pager,
    /// Which two of the three texts stand beside each other.
    comparing: Option<(usize, Beside)>,
}

impl Parcel {
    pub(super) fn open(app: &mut App, row: Row) {
        let id = row.entry.parcel.id;
        let (shown, pager) = (None, Pager::default());
        app.open(Box::new(Self { id, row, shown, pager, comparing: None }));
        app.ask(Request::Publishing(Ask::Parcel(id)));
    }

    fn decides(&self) -> bool {
        matches!(self.row.entry.parcel.standing, Standing::Conflict | Standing::Differs)
    }

    fn texts(&self) -> Option<&Texts> {
        self.shown.as_ref()?.texts.as_ref()
    }

    fn has_sheet(&self) -> bool {
        self.row.kind == Some(Kind::Paste) && self.shown.is_some()
    }

    /// The letters that mean something now.
    fn letters(&self) -> Vec<(char, &'static str)> {
        let mut letters = Vec::new();
        if self.has_sheet() {
            letters.push(SHEET);
        }
        if self.decides() {
            let known = self.texts().is_some();
            letters.extend(
                LETTERS.into_iter().filter(|(letter, _)| known || matches!(letter, 'o' | 't')),
            );
        }
        letters
    }

    /// The next two of the three texts.
    fn compare(&mut self, app: &App) {
        let Some(texts) = self.texts() else { return };
        let at = self.comparing.as_ref().map_or(0, |(at, _)| (at + 1) % 3);
        let (old, new) = match at {
            0 => (&texts.ours, &texts.theirs),
            1 => (&texts.base, &texts.theirs),
            _ => (&texts.base, &texts.ours),
        };
        let beside = Beside::new(old.clone(), new.clone());
        beside.reveal(app);
        self.comparing = Some((at, beside));
    }

    fn letter(&mut self, app: &mut App, letter: char) {
        if !self.letters().iter().any(|(known, _)| *known == letter) {
            return;
        }
        let decision = match letter {
            'c' => return self.compare(app),
            's' => {
                if let Some(shown) = &self.shown {
                    Copying::open(app, shown);
                }
                return;
            }
            'o' => Decision::Ours,
            't' => Decision::Theirs,
            _ => Decision::Merged,
        };
        if may_decide(app) {
            sure::open(app, &self.row, decision);
        }
    }

    /// Enter does what is most likely wanted next.
    fn accept(&mut self, app: &mut App) {
        if self.has_sheet() {
            self.letter(app, SHEET.0);
        } else if self.texts().is_some() {
            self.compare(app);
        }
    }

    fn lines(&self, app: &App) -> Vec<Line> {
        let width = columns(app, false);
        let mut lines = Lines { rows: Vec::new(), width };
        let entry = &self.row.entry;
        let parcel = &entry.parcel;
        let near = |at| time::near(at, app.now.at, app.zone(), &app.words);
        let op = app.say(&format!("operation-{}", parcel.op.word()), &[]);
        let kind = self.row.kind.map(|kind| app.say(&format!("kind-{}", kind.word()), &[]));
        lines.words(Ink::Strong, &self.row.headline);
        let label = app.say("tray-revision", &[("revision", self.row.revision.as_str().into())]);
        let mut facts = vec![parcel.destination.to_string()];
        facts.extend(kind);
        facts.extend([op, label]);
        lines.words(Ink::Plain, &facts.join(" · "));
        lines.blank();
        let (glyph, _) = look(parcel.standing);
        lines.words(Ink::Strong, &format!("{glyph} {}", standing_word(app, entry)));
        if entry.void {
            lines.words(Ink::Warn, &app.say("tray-void", &[]));
        }
        let mut facts = vec![app.say("tray-since", &[("when", near(parcel.queued).into())])];
        if parcel.attempts > 0 {
            facts.push(app.say("tray-attempts", &[("count", parcel.attempts.into())]));
        }
        facts.extend(next(app, entry));
        lines.words(Ink::Plain, &facts.join(" · "));
        if let Some(url) = &parcel.remote.url {
            lines.words(Ink::Plain, url);
        }
        self.trouble(app, &mut lines);
        if self.decides() {
            lines.blank();
            let key = if self.texts().is_some() { "tray-decide" } else { "tray-decide-blind" };
            lines.words(Ink::Plain, &app.say(key, &[]));
        }
        if !entry.exchange.is_empty() {
            lines.blank();
            lines.words(Ink::Dim, &app.say("tray-exchange", &[]));
            for line in &entry.exchange {
                lines.words(Ink::Plain, line);
            }
        }
        lines.rows
    }

    fn trouble(&self, app: &App, lines: &mut Lines) {
        let Some(trouble) = &self.row.entry.parcel.trouble else { return };
        lines.blank();
        lines.words(Ink::Warn, &format!("! {}", trouble_words(&app.words, trouble)));
        if let Some(hint) = trouble_hint(&app.words, trouble) {
            lines.words(Ink::Plain, &hint);
        }
        if let Some(said) = &trouble.said {
            lines.words(Ink::Plain, &app.say("tray-said", &[("words", said.as_str().into())]));
        }
        let told = self.row.entry.exchange.last();
        if let Some(exchange) = trouble.exchange.as_ref().filter(|line| Some(*line) != told) {
            lines.words(Ink::Dim, exchange);
        }
    }

    fn scroll(&mut self, app: &App, action: Action) {
        let height = usize::from(room(app).height).saturating_sub(2);
        let count = self.lines(app).len();
        self.pager.act(action, height, count);
    }
}

/// Back to the tray, which may be another by now.
fn leave(app: &mut App) -> Turn {
    app.ask(Request::Publishing(Ask::Tray));
    Turn::Close
}

/// Rows as they are made.
struct Lines {
    rows: Vec<Line>,
    width: usize,
}

impl Lines {
    fn words(&mut self, ink: Ink, text: &str) {
        let rows = wrap([(ink, text)], self.width).into_iter();
        self.rows.extend(rows.map(|left| Line { left, ..Line::default() }));
    }

    fn blank(&mut self) {
        self.rows.push(Line::default());
    }
}

impl Overlay for Parcel {
    fn context(&self) -> Context {
        Context::Log
    }

    fn can(&self, action: Action) -> bool {
        match action {
            _ if self.comparing.is_some() => matches!(action, Action::LogUp | Action::LogDown),
            Action::LogOpen => self.has_sheet() || self.texts().is_some(),
            _ => true,
        }
    }

    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        if let Some((_, beside)) = &mut self.comparing
            && beside.handle(app, input)
        {
            return Turn::Stay;
        }
        match input {
            Input::Key(press) if press.code == Code::Esc => {
                return if self.comparing.take().is_some() { Turn::Stay } else { leave(app) };
            }
            Input::Key(press) => match press.text() {
                Some(letter) => self.letter(app, letter.to_ascii_lowercase()),
                None => return only_calm(app, *press),
            },
            Input::Mouse(mouse) => match mouse.deed {
                MouseDeed::WheelUp => self.scroll(app, Action::ReviewUp),
                MouseDeed::WheelDown => self.scroll(app, Action::ReviewDown),
                _ => {}
            },
            _ => {}
        }
        Turn::Stay
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        if let Some((_, beside)) = &mut self.comparing {
            match action {
                Action::LogUp => beside.act(app, Action::DialogPrevious),
                Action::LogDown => beside.act(app, Action::DialogNext),
                _ => return Turn::Pass,
            };
            return Turn::Stay;
        }
        let scroll = match action {
            Action::LogUp => Action::ReviewUp,
            Action::LogDown => Action::ReviewDown,
            Action::LogPageUp => Action::ReviewPageUp,
            Action::LogPageDown => Action::ReviewPageDown,
            Action::LogTop => Action::ReviewTop,
            Action::LogBottom => Action::ReviewBottom,
            Action::LogOpen => {
                self.accept(app);
                return Turn::Stay;
            }
            Action::LogRetry | Action::LogCancel | Action::LogCopy => {
                decide(app, &self.row, action);
                return Turn::Stay;
            }
            Action::UiMenu => return leave(app),
            _ => return Turn::Pass,
        };
        self.scroll(app, scroll);
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Publishing(Answer::Parcel(shown)) if shown.row.entry.parcel.id == self.id => {
                self.row = shown.row.clone();
                if shown.texts.is_none() {
                    self.comparing = None;
                }
                self.shown = Some(shown.clone());
            }
            Reply::Publishing(Answer::Overview(_)) => {
                app.ask(Request::Publishing(Ask::Parcel(self.id)));
            }
            _ => {}
        }
        Turn::Stay
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        if let Some((at, beside)) = &self.comparing {
            let title = match at {
                0 => "tray-ours-theirs",
                1 => "tray-base-theirs",
                _ => "tray-base-ours",
            };
            let title = app.say(title, &[]);
            let keys =
                self.letters().into_iter().map(|(letter, key)| (letter.into(), app.say(key, &[])));
            beside.draw(app, frame, area, &title, &keys.collect::<Vec<_>>());
            return;
        }
        let title = app.say("tray-parcel", &[]);
        let inner = draw::popup(app, frame.buffer_mut(), area, &title);
        let mut pager = self.pager;
        let lines = self.lines(app);
        pager.fit(usize::from(inner.height), lines.len());
        pager.draw(app, frame.buffer_mut(), inner, &lines);
        let key = |(letter, key): (char, &str)| {
            vec![
                Part::new(format!(" {letter}").as_str(), app.theme.style(Role::Accent)),
                Part::new(format!(" {} ", app.say(key, &[])).as_str(), app.theme.style(Role::Dim)),
            ]
        };
        let line = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        let line = Rect { width: line.width.saturating_sub(1), ..line };
        let columns = usize::from(line.width.saturating_sub(1));
        let parts = draw::whole(self.letters().into_iter().map(key), columns);
        draw::line_right(frame.buffer_mut(), line, &parts);
        frame.set_cursor_position((inner.x, inner.y));
    }

    fn is_screen(&self) -> bool {
        true
    }
}
