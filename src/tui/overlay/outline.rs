//! The paragraphs of the open text by their first words: to see how it is built, and to go there.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use tui_textarea::TextArea;

use super::{Overlay, Turn, choices, only_calm};
use crate::editor::Editor;
use crate::editor::command::{Command, Motion};
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::doc::Part as Editing;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Button, Code, Input, KeyPress, Mouse, MouseDeed};
use crate::tui::layout::Pane;
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::{Role, SELECTED};

/// More paragraphs are no text that somebody looks over.
const MOST: usize = 50_000;
/// Bytes of a paragraph that are kept: more than the widest box shows.
const HEAD: usize = 160;
const WIDEST: u16 = 100;
/// Before the paragraph that the caret is in.
const HERE: &str = "▸";

#[derive(Debug)]
struct Entry {
    paragraph: usize,
    /// How deep a heading is; 0 for words.
    level: usize,
    text: String,
    /// The same in small letters, for finding.
    plain: String,
}

/// Made when it is opened: the text cannot change below it by a key.
#[derive(Debug)]
pub struct Outline {
    entries: Vec<Entry>,
    /// There were more than are listed.
    cut: bool,
    /// The entry with the caret, or the last one before it.
    here: usize,
    filter: TextArea<'static>,
    /// What fits the filter, by place among the entries.
    shown: Vec<usize>,
    chosen: usize,
}

impl Outline {
    pub fn new(app: &App) -> Self {
        let (mut entries, cut) =
            app.doc.as_ref().map_or((Vec::new(), false), |doc| read(&doc.body));
        let caret = app.doc.as_ref().map_or(0, |doc| doc.body.caret_line().0 - 1);
        entries.truncate(MOST);
        let here = entries.partition_point(|entry| entry.paragraph <= caret).saturating_sub(1);
        let shown = (0..entries.len()).collect();
        Self { entries, cut, here, filter: small::input(""), shown, chosen: here }
    }

    fn narrow(&mut self) {
        let typed = small::text(&self.filter).to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let fits = |entry: &Entry| words.iter().all(|word| entry.plain.contains(word));
        let places = self.entries.iter().enumerate().filter(|(_, entry)| fits(entry));
        self.shown = places.map(|(place, _)| place).collect();
        self.chosen = if words.is_empty() { self.here } else { 0 };
    }

    fn step(&mut self, by: isize) -> Turn {
        let last = self.shown.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        Turn::Stay
    }

    /// To the chosen paragraph, in the text.
    fn go(&self, app: &mut App) -> Turn {
        let entry = self.shown.get(self.chosen).and_then(|place| self.entries.get(*place));
        let Some(entry) = entry else { return Turn::Stay };
        if let Some(doc) = &mut app.doc {
            doc.part = Editing::Body;
            let byte = doc.body.start_of(entry.paragraph);
            app.focus(Pane::Editor);
            app.edit(Command::Move { motion: Motion::To(byte), select: false });
        }
        Turn::Close
    }

    fn key(&mut self, app: &App, press: KeyPress) -> Turn {
        let page = isize::try_from(list(app).height).unwrap_or(1).max(2) - 1;
        match press.code {
            Code::PageDown => return self.step(page),
            Code::PageUp => return self.step(-page),
            _ => {}
        }
        let before = small::text(&self.filter);
        if !small::key(&mut self.filter, press) {
            let again = app.keymap.lookup(Context::Editor, press) == Some(Action::EditOutline);
            return if again { Turn::Close } else { only_calm(app, press) };
        }
        if small::text(&self.filter) != before {
            self.narrow();
        }
        Turn::Stay
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Turn {
        let (place, list) = (place(app), list(app));
        let at = (mouse.column, mouse.row).into();
        match mouse.deed {
            MouseDeed::WheelUp => self.step(-1),
            MouseDeed::WheelDown => self.step(1),
            MouseDeed::Press(Button::Left) if !place.contains(at) => Turn::Close,
            MouseDeed::Press(Button::Left) if list.contains(at) => {
                let row = self.first(list.height) + usize::from(mouse.row - list.y);
                if row >= self.shown.len() {
                    return Turn::Stay;
                }
                self.chosen = row;
                self.go(app)
            }
            _ => Turn::Stay,
        }
    }

    /// The first row that is seen, so that the chosen one is near the middle.
    fn first(&self, height: u16) -> usize {
        let height = usize::from(height.max(1));
        let last = self.shown.len().saturating_sub(height);
        self.chosen.saturating_sub(height / 2).min(last)
    }

    fn row(&self, app: &App, place: usize, is_chosen: bool) -> Vec<Part> {
        let theme = app.theme;
        let Some(entry) = self.entries.get(place) else { return Vec::new() };
        let plain = theme.style(if is_chosen { Role::Selection } else { Role::Text });
        let dim = if is_chosen { plain } else { theme.style(Role::Dim) };
        let bold = |style: Style| style.add_modifier(Modifier::BOLD);
        let sign = if is_chosen { SELECTED } else { " " };
        let here = if place == self.here { HERE } else { " " };
        let mut parts =
            vec![Part::new(sign, plain), Part::new(here, bold(plain)), Part::new(" ", plain)];
        if entry.level > 0 {
            let sign = format!("{} ", "#".repeat(entry.level));
            parts.push(Part::new(sign.as_str(), dim));
            parts.push(Part::new(entry.text.as_str(), bold(plain)));
        } else {
            parts.push(Part::new("  ", plain));
            parts.push(Part::new(entry.text.as_str(), plain));
        }
        parts
    }

    /// What is to be said in place of rows, or below them.
    fn told(&self, app: &App) -> Option<String> {
        if self.entries.is_empty() {
            return Some(app.say("outline-empty", &[]));
        }
        if self.shown.is_empty() {
            return Some(app.say("outline-nothing", &[]));
        }
        None
    }
}

/// All paragraphs with words, and whether there were too many.
fn read(body: &Editor) -> (Vec<Entry>, bool) {
    let mut entries = Vec::new();
    let mut fence: Option<char> = None;
    for (paragraph, head) in body.paragraph_heads(HEAD).enumerate() {
        let text = head.trim();
        if text.is_empty() {
            continue;
        }
        let sign = text.chars().next().filter(|c| {
            matches!(c, '`' | '~') && text.chars().take_while(|other| other == c).count() >= 3
        });
        // The signs round a code block are no words of it.
        if let Some(sign) = sign.filter(|sign| fence.is_none_or(|open| open == *sign)) {
            fence = if fence.is_some() { None } else { Some(sign) };
            continue;
        }
        let level = if fence.is_some() { 0 } else { level(text) };
        let text = text.get(level..).unwrap_or_default().trim_start().to_owned();
        if entries.len() == MOST {
            return (entries, true);
        }
        entries.push(Entry { paragraph, level, plain: text.to_lowercase(), text });
    }
    (entries, false)
}

/// The level of a heading, or 0.
fn level(line: &str) -> usize {
    let signs = line.len() - line.trim_start_matches('#').len();
    let blank = line.get(signs..).is_some_and(|rest| rest.starts_with([' ', '\t']));
    if blank && signs <= 6 { signs } else { 0 }
}

fn place(app: &App) -> Rect {
    let room = choices::room(app);
    draw::place(app, room, WIDEST.min(room.width.saturating_sub(4)), room.height.saturating_sub(2))
}

/// Below the line for the filter.
fn list(app: &App) -> Rect {
    let inner = draw::inside(app, place(app), 0);
    draw::below(inner, if inner.height > 6 { 2 } else { 1 })
}

impl Overlay for Outline {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => self.key(app, *press),
            Input::Paste(pasted) => {
                small::paste(&mut self.filter, &pasted.text);
                self.narrow();
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
            Action::DialogAccept => self.go(app),
            Action::DialogCancel => Turn::Close,
            _ => Turn::Pass,
        }
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        let list = list(app);
        let seen = self.shown.len().saturating_sub(self.first(list.height));
        (list.y..list.bottom()).take(seen).map(|y| (list.x, y)).collect()
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, _area: Rect) {
        let theme = app.theme;
        let place = place(app);
        let buffer = frame.buffer_mut();
        let (all, shown) = (self.entries.len(), self.shown.len());
        let title = format!("{} {shown}/{all}", app.say("outline-title", &[]));
        draw::card(app, buffer, place, &title);
        let inner = draw::inside(app, place, 0);
        let line = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
        let typed = small::text(&self.filter);
        let (text, style) = if typed.is_empty() {
            (app.say("outline-filter", &[]), theme.style(Role::Dim))
        } else {
            (typed, theme.style(Role::Text))
        };
        let top = Rect { height: line.height.min(1), ..line };
        let caret = draw::small_input(buffer, top, &text, small::caret(&self.filter), style);
        let mut list = list(app);
        if let Some(told) = self.told(app) {
            draw::paragraph(buffer, list, &told, theme.style(Role::Dim));
        }
        if self.cut && list.height > 3 {
            let foot = draw::row(list, list.height - 1);
            let text = app.say("outline-more", &[("count", MOST.into())]);
            draw::line(buffer, foot, &[Part::new(text.as_str(), theme.style(Role::Warn))]);
            list.height -= 1;
        }
        let first = self.first(list.height);
        let rows = self.shown.iter().enumerate().skip(first);
        for ((index, entry), y) in rows.zip(0..list.height) {
            let is_chosen = index == self.chosen;
            let at = draw::row(list, y);
            draw::line(buffer, at, &self.row(app, *entry, is_chosen));
            if is_chosen {
                draw::tint(buffer, at, theme.style(Role::Selection));
            }
        }
        if !inner.is_empty() {
            frame.set_cursor_position(caret);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::app::App;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{ALI, app_with, in_all_sizes, press, screen, type_in};

    fn with(body: &str) -> App {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let now = app.now;
        app.doc.as_mut().unwrap().set("body", body.to_owned(), now);
        press(&mut app, "ctrl-home");
        app
    }

    const BODY: &str = "Pembuka rapat.\n\n## Hasil rapat\n\n- satu\n- dua \u{202e}akhir\n\n\
                        ```\n# kode\n```\n\nPenutup di Sambas.";

    #[test]
    fn headings_and_first_words_are_listed_and_the_own_paragraph_is_marked() {
        let mut app = with(BODY);
        press(&mut app, "down down alt-o");
        let shown = screen(&mut app, 80, 24);
        assert!(shown.contains("Outline 6/6"), "{shown}");
        assert!(shown.contains("▌▸ ## Hasil rapat"), "{shown}");
        assert!(shown.contains("     # kode") && !shown.contains("```"), "{shown}");
        assert!(!shown.contains('\u{202e}') && shown.contains("Pembuka rapat."), "{shown}");
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("Hasil rapat") && !picture.ends_with("none"), "{picture}");
        }
    }

    #[test]
    fn letters_filter_and_enter_goes_there() {
        let mut app = with(BODY);
        press(&mut app, "alt-o");
        type_in(&mut app, "SAMB pen");
        let shown = screen(&mut app, 80, 24);
        assert!(shown.contains("Outline 1/6") && !shown.contains("- satu"), "{shown}");
        press(&mut app, "enter");
        let doc = app.doc.as_ref().unwrap();
        assert_eq!(doc.body.caret(), BODY.find("Penutup").unwrap());
        assert!(app.overlays().is_empty());
        press(&mut app, "alt-o");
        type_in(&mut app, "zzz");
        assert!(screen(&mut app, 40, 10).contains("No paragraph has that."));
        press(&mut app, "enter esc");
        assert_eq!(app.doc.as_ref().unwrap().body.caret(), BODY.find("Penutup").unwrap());
        assert_eq!(app.doc.as_ref().unwrap().body.text(), BODY);
    }

    #[test]
    fn a_text_without_words_and_a_huge_one_are_shown_too() {
        let mut app = with("");
        press(&mut app, "alt-o enter");
        assert!(screen(&mut app, 80, 24).contains("no paragraph yet"));
        let mut app = with(&"Alinea panjang. ".repeat(40_000).replace(". ", ".\n"));
        press(&mut app, "ctrl-end alt-o");
        assert!(screen(&mut app, 80, 24).contains("▌▸   Alinea panjang."));
        let mut app = with(&"a\n".repeat(60_000));
        press(&mut app, "alt-o");
        assert!(screen(&mut app, 80, 24).contains("Only the first 50,000 paragraphs"));
        in_all_sizes(&mut app);
    }
}
