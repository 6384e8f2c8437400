//! A finding and what could stand in its place: each suggestion is shown where it would go before
//! it is chosen.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::answers::Scrolled;
use super::{Overlay, Turn};
use crate::domain::finding::Finding;
use crate::rules;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::doc::{Doc, MERGED};
use crate::tui::draw::{self, Part};
use crate::tui::input::{Button, Code, Input, MouseDeed};
use crate::tui::msg::checks::{Answer, Ask};
use crate::tui::msg::{Reply, Request};
use crate::tui::overlay::choices;
use crate::tui::panes::editor::finding_sentence;
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

const WIDTH: u16 = 74;
/// Characters of the text on each side of a change.
const REACH: usize = 40;
/// More suggestions than digits nobody can press.
const MOST: usize = 9;

#[derive(Debug)]
pub struct Fix {
    finding: Finding,
    /// All findings of the rule that can be fixed in one way only.
    same: Vec<Finding>,
    around: (String, String, String),
    chosen: usize,
}

/// A line of the list: one suggestion, the only one of each finding of the rule, or what else can
/// be done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line<'a> {
    One(usize, &'a str),
    All,
    LetStand,
    Word,
}

impl Fix {
    pub fn new(app: &mut App, finding: Finding) -> Self {
        if finding.rule == rules::SPELLING {
            let word = finding.text.clone();
            app.ask(Request::Checks(Ask::Spell { word }));
        }
        let doc = app.doc.as_ref();
        let same = doc.map(|doc| same_rule(doc, &finding.rule)).unwrap_or_default();
        let around = doc.map(|doc| doc.around(&finding, REACH)).unwrap_or_default();
        Self { finding, same, around, chosen: 0 }
    }

    /// The dictionary comes behind the copy desk, which knows the text.
    fn add(&mut self, fixes: &[String]) {
        for fix in fixes {
            if !self.finding.fixes.contains(fix) {
                self.finding.fixes.push(fix.clone());
            }
        }
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let fixes = self.finding.fixes.iter().take(MOST).enumerate();
        let mut lines: Vec<_> = fixes.map(|(index, fix)| Line::One(index, fix)).collect();
        if self.same.len() > 1 {
            lines.push(Line::All);
        }
        // What a merge left is decided, not let stand.
        if self.finding.rule != MERGED {
            lines.push(Line::LetStand);
            if is_word(&self.finding.text) {
                lines.push(Line::Word);
            }
        }
        lines
    }

    fn step(&mut self, by: isize) -> Turn {
        let last = self.lines().len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        Turn::Stay
    }

    /// Does what a line says.
    fn apply(&self, app: &mut App, index: usize) -> Turn {
        let lines = self.lines();
        let Some(line) = lines.get(index) else { return Turn::Stay };
        let changes: Vec<(&Finding, &str)> = match line {
            Line::One(_, fix) => vec![(&self.finding, *fix)],
            Line::All => self
                .same
                .iter()
                .filter_map(|finding| Some((finding, finding.fixes.first()?.as_str())))
                .collect(),
            Line::LetStand => {
                app.ask_reason(self.finding.clone());
                return Turn::Close;
            }
            Line::Word => {
                app.add_word(&self.finding.text);
                return Turn::Close;
            }
        };
        app.mend(&changes);
        Turn::Close
    }

    fn title(&self, app: &App) -> String {
        let level = app.theme.level(self.finding.level);
        format!("{} {}", level.glyph, app.say("details-fix", &[]))
    }

    /// Rows of the sentences over the list.
    fn words(&self, app: &App, width: u16) -> Vec<(Visible, Role)> {
        let sentence = finding_sentence(app, &self.finding);
        let args: Vec<_> =
            self.finding.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        let why = app.say(&format!("{}-why", self.finding.key()), &args);
        let sentence = draw::rows(&sentence, width).into_iter().map(|row| (row, Role::Text));
        let why = draw::rows(&why, width).into_iter().map(|row| (row, Role::Dim));
        sentence.chain(why).collect()
    }

    fn place(&self, app: &App, area: Rect) -> Rect {
        let width = WIDTH.min(area.width);
        let words = self.words(app, width.saturating_sub(4)).len();
        let rows = words + self.lines().len() + 3;
        draw::place(app, area, width, u16::try_from(rows).unwrap_or(u16::MAX))
    }

    /// The words over the list, as many as have room beside it, and the list.
    fn room(&self, app: &App, place: Rect) -> (Rect, Rect) {
        let inner = draw::inside(app, place, 1);
        let words = u16::try_from(self.words(app, inner.width).len()).unwrap_or(u16::MAX);
        // Where there are many suggestions, they give a few rows to the reason.
        let least = words.min(inner.height / 2);
        let lines = u16::try_from(self.lines().len()).unwrap_or(u16::MAX);
        let words = words.min(inner.height - lines.min(inner.height - least));
        let gap = u16::from(inner.height > words + lines);
        (Rect { height: words, ..inner }, draw::below(inner, words + gap))
    }

    /// How much of the words is seen in their room.
    fn seen(&self, app: &App, words: Rect) -> Scrolled {
        let page = usize::from(words.height).max(1);
        let last = self.words(app, words.width).len().saturating_sub(page);
        Scrolled { top: app.turned.unwrap_or(0).min(last), last, page }
    }

    /// The first line that is seen, so that the chosen one is.
    fn first(&self, height: u16) -> usize {
        (self.chosen + 1).saturating_sub(usize::from(height.max(1)))
    }

    fn parts(&self, app: &App, line: &Line<'_>, width: u16, chosen: bool) -> Vec<Part> {
        let theme = app.theme;
        let text = theme.style(Role::Text);
        let sign = if chosen { SELECTED } else { " " };
        let strong = theme.style(if chosen { Role::Selection } else { Role::Accent });
        match line {
            Line::One(index, fix) => {
                let (before, wrong, after) = &self.around;
                let key = format!("{sign}{} ", index + 1);
                let (wrong, right) = (shown(wrong), right(app, fix));
                let room = usize::from(width).saturating_sub(3);
                let wrong = format!("«{wrong}»");
                let right = format!("«{right}»");
                let fixed = Visible::line(&wrong).width() + Visible::line(&right).width() + 3;
                let side = room.saturating_sub(fixed) / 2;
                let parts = [
                    Part::new(key.as_str(), strong),
                    Part::new(last(before, side).as_str(), theme.style(Role::Dim)),
                    Part::new(wrong.as_str(), theme.style(Role::Removed)),
                    Part::new(" → ", text),
                    Part::new(right.as_str(), theme.style(Role::Added)),
                    Part::new(after.as_str(), theme.style(Role::Dim)),
                ];
                parts.into()
            }
            Line::All | Line::LetStand | Line::Word => {
                let count = self.same.len().into();
                let (letter, words) = match line {
                    Line::LetStand => ('d', app.say("checks-let-stand-do", &[])),
                    Line::Word => ('k', app.say("checks-word-do", &[])),
                    _ => ('a', app.say("details-fix-all", &[("count", count)])),
                };
                let key = format!("{sign}{letter} ");
                vec![Part::new(key.as_str(), strong), Part::new(words.as_str(), text)]
            }
        }
    }
}

impl Overlay for Fix {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => match press.code {
                Code::Char(c @ '1'..='9') if press.text().is_some() => {
                    let index = c.to_digit(10).unwrap_or(1) as usize - 1;
                    let is_one = index < self.finding.fixes.len().min(MOST);
                    if is_one { self.apply(app, index) } else { Turn::Stay }
                }
                Code::Char(c) if press.text().is_some() => {
                    let line = match c.to_ascii_lowercase() {
                        'a' => Line::All,
                        'd' => Line::LetStand,
                        'k' => Line::Word,
                        _ => return Turn::Pass,
                    };
                    let at = self.lines().iter().position(|own| *own == line);
                    at.map_or(Turn::Stay, |at| self.apply(app, at))
                }
                Code::Esc => Turn::Close,
                _ => Turn::Pass,
            },
            Input::Mouse(mouse) => match mouse.deed {
                MouseDeed::WheelUp => self.step(-1),
                MouseDeed::WheelDown => self.step(1),
                MouseDeed::Press(Button::Left) => {
                    let at = (mouse.column, mouse.row).into();
                    let place = self.place(app, choices::room(app));
                    let list = self.room(app, place).1;
                    if list.contains(at) {
                        let row = self.first(list.height) + usize::from(mouse.row - list.y);
                        return self.apply(app, row);
                    }
                    if place.contains(at) { Turn::Stay } else { Turn::Close }
                }
                _ => Turn::Stay,
            },
            _ => Turn::Stay,
        }
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        match action {
            Action::DialogNext => self.step(1),
            Action::DialogPrevious => self.step(-1),
            Action::DialogAccept => self.apply(app, self.chosen),
            Action::DialogCancel => Turn::Close,
            _ => Turn::Pass,
        }
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        if let Reply::Checks(Answer::Spell { word, fixes }) = reply
            && *word == self.finding.text
        {
            self.add(fixes);
        }
        Turn::Stay
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        let place = self.place(app, choices::room(app));
        Some(self.seen(app, self.room(app, place).0))
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        let list = self.room(app, self.place(app, choices::room(app))).1;
        let seen = self.lines().len().saturating_sub(self.first(list.height));
        (list.y..list.bottom()).take(seen).map(|y| (list.x, y)).collect()
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let place = self.place(app, area);
        let buffer = frame.buffer_mut();
        draw::card(app, buffer, place, &self.title(app));
        let (words, list) = self.room(app, place);
        let scrolled = self.seen(app, words);
        scrolled.draw(app, buffer, place);
        let rows = self.words(app, words.width).into_iter().skip(scrolled.top);
        for ((text, role), y) in rows.zip(0..words.height) {
            let style = app.theme.style(role);
            draw::line(buffer, draw::row(words, y), &[Part { text, style }]);
        }
        let first = self.first(list.height);
        let mut cursor = None;
        for ((index, line), y) in self.lines().iter().enumerate().skip(first).zip(0..list.height) {
            let at = draw::row(list, y);
            draw::line(buffer, at, &self.parts(app, line, list.width, index == self.chosen));
            if index == self.chosen {
                cursor = Some((at.x, at.y));
            }
        }
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }
}

fn same_rule(doc: &Doc, rule: &str) -> Vec<Finding> {
    let mut all = doc.located_all();
    all.retain(|finding| finding.rule == rule && finding.fixes.len() == 1);
    all
}

/// One word without figures and signs: it can be called right.
pub fn is_word(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, '-' | '\'' | '’');
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphabetic() || is_sign(c))
}

/// What stands there afterwards.
pub(super) fn right(app: &App, fix: &str) -> String {
    if fix.is_empty() { app.say("details-fix-nothing", &[]) } else { shown(fix) }
}

/// Blanks alone would be seen as nothing.
pub(super) fn shown(text: &str) -> String {
    if text.trim().is_empty() { "␣".repeat(text.chars().count()) } else { text.to_owned() }
}

/// The last columns of a text.
pub(super) fn last(text: &str, columns: usize) -> String {
    let count = text.chars().count();
    if count <= columns {
        return text.to_owned();
    }
    let rest: String = text.chars().skip(count - columns.saturating_sub(1)).collect();
    if columns == 0 { String::new() } else { format!("…{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::{Field, Level};
    use crate::tui::layout::Pane;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{
        ALI, NUR, app_with, in_all_sizes, open, opened, press, screen, type_in,
    };

    const BODY: &str = "Rapat  kerja dibuka.\n\nPeserta  hadir pada  Senin.";

    fn found(rule: &'static str, field: Field, text: &str, word: &str, fixes: &[&str]) -> Finding {
        let start = text.find(word).unwrap();
        Finding {
            rule: rule.into(),
            level: Level::Warning,
            field,
            span: start..start + word.len(),
            text: word.to_owned(),
            hidden: None,
            args: Vec::new(),
            fixes: fixes.iter().map(|fix| (*fix).to_owned()).collect(),
        }
    }

    /// A text with three double blanks and a day, one in the summary.
    fn app() -> App {
        let mut text = opened(1);
        for (name, value) in &mut text.fields {
            match *name {
                "body" => BODY.clone_into(value),
                "summary" => "Ringkasan  berita".clone_into(value),
                _ => {}
            }
        }
        let mut second = found("S01", Field::Body, BODY, "  hadir", &[" "]);
        (second.span.end, second.text) = (second.span.start + 2, "  ".into());
        text.findings = vec![
            found("S01", Field::Body, BODY, "  ", &[" "]),
            second,
            found("T01", Field::Body, BODY, "Senin", &["Selasa", "Rabu"]),
            found("S01", Field::Summary, "Ringkasan  berita", "  ", &[" "]),
        ];
        let mut app = app_with(ALI, 1, Aim::Edit);
        open(&mut app, text, Aim::Edit);
        app
    }

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    #[test]
    fn a_suggestion_is_shown_in_its_place_and_taken_by_its_digit() {
        let mut app = app();
        press(&mut app, "f8 f8 f8 f4");
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("1 Peserta  hadir pada  «Senin» → «Selasa»."), "{picture}");
        assert!(picture.contains("2 ") && !picture.contains("Fix all"), "{picture}");
        for size in in_all_sizes(&mut app) {
            assert!(size.contains("«Senin»") && !size.ends_with("none"), "{size}");
        }
        press(&mut app, "3");
        assert_eq!(body(&app), BODY);
        press(&mut app, "2");
        assert_eq!(body(&app), BODY.replace("Senin", "Rabu"));
        assert!(app.overlays().is_empty());
        press(&mut app, "ctrl-z");
        assert_eq!(body(&app), BODY);
    }

    #[test]
    fn arrows_and_enter_take_one_and_esc_none() {
        let mut app = app();
        press(&mut app, "f8 f8 f8 f4 down down up esc");
        assert_eq!(body(&app), BODY);
        press(&mut app, "f4 down enter");
        assert_eq!(body(&app), BODY.replace("Senin", "Rabu"));
    }

    #[test]
    fn all_of_a_rule_are_one_step_of_undo_in_each_field() {
        let mut app = app();
        press(&mut app, "f8 f4");
        assert!(screen(&mut app, 80, 24).contains("a Fix all 3 findings"));
        press(&mut app, "a");
        let fixed = BODY.replacen("  k", " k", 1).replacen("  h", " h", 1);
        assert_eq!(body(&app), fixed);
        assert_eq!(app.doc.as_ref().unwrap().field("summary"), "Ringkasan berita");
        assert!(screen(&mut app, 80, 24).contains("3 places fixed"));
        press(&mut app, "ctrl-z");
        assert_eq!(body(&app), BODY);
    }

    #[test]
    fn what_was_typed_since_moves_a_finding_and_words_that_changed_are_left_alone() {
        let mut app = app();
        press(&mut app, "f8 f8 f8 ctrl-home");
        type_in(&mut app, "Satu. ");
        press(&mut app, "f8 f8 f8 f4 1");
        assert_eq!(body(&app), format!("Satu. {}", BODY.replace("Senin", "Selasa")));

        let mut app = self::app();
        press(&mut app, "f8 f4");
        app.doc.as_mut().unwrap().set(
            "body",
            "Sudah lain.".into(),
            crate::tui::msg::Now::default(),
        );
        press(&mut app, "1");
        assert_eq!(body(&app), "Sudah lain.");
        assert!(screen(&mut app, 80, 24).contains("have changed"));
    }

    #[test]
    fn a_finding_in_a_field_is_fixed_from_the_details() {
        let mut app = app();
        // The last finding; the history is empty.
        press(&mut app, "alt-3 end f4 1");
        assert_eq!(app.doc.as_ref().unwrap().field("summary"), "Ringkasan berita");
        assert_eq!((body(&app).as_str(), app.focus), (BODY, Pane::Meta));
    }

    #[test]
    fn a_text_in_review_is_asked_about_first() {
        let mut app = app_with(NUR, 3, Aim::Edit);
        let before = body(&app);
        press(&mut app, "f8 f4 1");
        assert_eq!((body(&app), app.overlays().len()), (before, 1));
    }
}
