//! The menu bar: every action that has a place in it, with its key, and how to give it another.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr as _;

use super::{Overlay, Turn};
use crate::tui::action::{Action, Context, Menu as Group};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Button, Code, Input, KeyPress, Mouse, MouseDeed};
use crate::tui::legal::{Why, why_not};
use crate::tui::msg::{Effect, Reply};
use crate::tui::theme::{Role, SELECTED};

pub mod rebind;

use rebind::Tried;

/// Blanks between a title and its key, and at both ends.
const GAP: usize = 5;

#[derive(Debug)]
pub struct Menu {
    /// What has the keys when the menu is closed: keys are shown as they work there.
    below: Context,
    open: usize,
    /// None while the bar itself has the arrows.
    item: Option<usize>,
    /// The actions of each menu, with why they cannot be done now.
    items: Vec<Vec<(Action, Option<Why>)>>,
    recording: Option<Recording>,
    /// What came of changing a key.
    said: Option<String>,
}

/// A key is waited for.
#[derive(Debug, Clone, Copy, Default)]
struct Recording {
    /// It stands for something else: the same key again takes it from there.
    taken: Option<KeyPress>,
}

/// Where everything is.
struct Places {
    titles: Vec<Rect>,
    /// The open menu with its frame.
    drop: Rect,
    rows: Rect,
    /// The first item that is shown.
    first: usize,
    told: Rect,
}

impl Menu {
    /// Made before it lies on the screen: what can be done is what could be done without it.
    pub fn new(app: &App) -> Self {
        let below = app.context();
        let (items, open) = (states(app), 0);
        Self { below, open, item: None, items, recording: None, said: None }
    }

    fn group(&self) -> Group {
        Group::ALL.get(self.open).copied().unwrap_or(Group::File)
    }

    fn rows(&self) -> &[(Action, Option<Why>)] {
        self.items.get(self.open).map_or(&[], Vec::as_slice)
    }

    fn chosen(&self) -> Option<&(Action, Option<Why>)> {
        self.rows().get(self.item?)
    }

    fn step(&mut self, on: bool) {
        self.said = None;
        let count = self.rows().len().max(1);
        self.item = Some(match (self.item, on) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        });
    }

    fn turn(&mut self, on: bool) {
        self.said = None;
        let count = Group::ALL.len();
        self.open = (self.open + if on { 1 } else { count - 1 }) % count;
        self.item = self.item.map(|_| 0);
    }

    fn accept(&mut self, app: &mut App) -> Turn {
        match self.chosen() {
            None => {
                self.step(true);
                Turn::Stay
            }
            // Why not stands in the line below.
            Some((_, Some(_))) => Turn::Stay,
            Some((action, None)) => {
                app.choose(*action);
                Turn::Close
            }
        }
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        match press.code {
            Code::Left => self.turn(false),
            Code::Right => self.turn(true),
            Code::Home => self.item = Some(0),
            Code::End => self.item = Some(self.rows().len().saturating_sub(1)),
            Code::Char(c) if press.ctrl => return self.change(app, c),
            Code::Char(c) if !press.alt => return self.letter(app, c),
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    /// The highlighted letter of an item or, on the bar, of a menu.
    fn letter(&mut self, app: &mut App, c: char) -> Turn {
        let wanted = c.to_lowercase().next();
        let titles = if self.item.is_none() { bar(app) } else { self.titles(app) };
        let Some(at) = letters(&titles).iter().position(|letter| *letter == wanted) else {
            return Turn::Stay;
        };
        self.said = None;
        if self.item.is_none() {
            (self.open, self.item) = (at, Some(0));
            return Turn::Stay;
        }
        self.item = Some(at);
        self.accept(app)
    }

    /// Ctrl+V asks for another key, Ctrl+X takes the keys away, Ctrl+R gives the first ones back.
    fn change(&mut self, app: &mut App, c: char) -> Turn {
        let Some((action, _)) = self.chosen() else { return Turn::Pass };
        let (action, below) = (*action, self.below);
        match c {
            'v' => {
                self.said = None;
                self.recording = Some(Recording::default());
                return Turn::Stay;
            }
            'x' => self.tried(app, rebind::without(app, below, action)),
            'r' => self.tried(app, rebind::reset(app, below, action)),
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn tried(&mut self, app: &mut App, tried: Tried) {
        match tried {
            Tried::File(text) => {
                self.said = None;
                app.effect(Effect::WriteKeys(text));
            }
            Tried::Taken(words) | Tried::Refused(words) => self.said = Some(words),
        }
    }

    fn record(&mut self, app: &mut App, press: KeyPress) {
        let Some(recording) = self.recording.take() else { return };
        let Some((action, _)) = self.chosen() else { return };
        if press == KeyPress::plain(Code::Esc) {
            self.said = None;
            return;
        }
        let sure = recording.taken == Some(press);
        let tried = rebind::with_key(app, self.below, *action, press, sure);
        match &tried {
            Tried::Taken(_) => self.recording = Some(Recording { taken: Some(press) }),
            // Another key may do.
            Tried::Refused(_) => self.recording = Some(Recording::default()),
            Tried::File(_) => {}
        }
        self.tried(app, tried);
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Turn {
        let at = (mouse.column, mouse.row).into();
        let places = self.places(app, app.layout.room());
        match mouse.deed {
            MouseDeed::WheelUp => self.step(false),
            MouseDeed::WheelDown => self.step(true),
            MouseDeed::Press(Button::Left) => {
                self.recording = None;
                if let Some(title) = places.titles.iter().position(|area| area.contains(at)) {
                    (self.open, self.item, self.said) = (title, Some(0), None);
                } else if places.rows.contains(at) {
                    self.item = Some(places.first + usize::from(mouse.row - places.rows.y));
                    return self.accept(app);
                } else if !places.drop.contains(at) && !places.told.contains(at) {
                    return Turn::Close;
                }
            }
            _ => {}
        }
        Turn::Stay
    }

    fn titles(&self, app: &App) -> Vec<String> {
        self.rows().iter().map(|(action, _)| action.title(&app.words)).collect()
    }

    fn places(&self, app: &App, area: Rect) -> Places {
        let bar = bar(app);
        let told = u16::try_from(self.told(app, area.width).len()).unwrap_or(1).min(2);
        let told = draw::below(area, area.height.saturating_sub(told.max(1)));
        let widths: usize = bar.iter().map(|title| title.width() + 2).sum();
        // Where there is little room the titles stand close.
        let gap = u16::from(widths < usize::from(area.width));
        let mut x = area.x;
        let mut titles = Vec::new();
        for title in &bar {
            let width = u16::try_from(title.width()).unwrap_or(u16::MAX).saturating_add(1 + gap);
            let width = width.min(area.right().saturating_sub(x));
            titles.push(Rect { x, y: area.y, width, height: area.height.min(1) });
            x += width;
        }
        let names = self.titles(app);
        let keys =
            self.rows().iter().map(|(action, _)| super::key_of(app, self.below, *action).width());
        let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
        let width = widest + keys.max().unwrap_or(0) + GAP + 2;
        let width = u16::try_from(width).unwrap_or(u16::MAX).min(area.width);
        let room = area.height.saturating_sub(1 + told.height);
        let height = u16::try_from(names.len()).unwrap_or(room).saturating_add(2).min(room);
        let left = titles.get(self.open).map_or(area.x, |title| title.x);
        let x = left.min(area.right().saturating_sub(width));
        let drop = Rect { x, y: area.y.saturating_add(1), width, height };
        let rows = drop.inner(ratatui::layout::Margin::new(1, 1));
        let shown = usize::from(rows.height);
        let first = self.item.unwrap_or(0).saturating_sub(shown.saturating_sub(1));
        Places { titles, drop, rows, first, told }
    }

    fn draw_bar(&self, app: &App, buffer: &mut Buffer, area: Rect, places: &Places) {
        let line = draw::row(area, 0);
        Clear.render(line, buffer);
        let titles = bar(app);
        let letters = letters(&titles);
        for (index, (title, place)) in titles.iter().zip(&places.titles).enumerate() {
            let role = if index == self.open { Role::Selection } else { Role::Text };
            let style = app.theme.style(role);
            let mut parts = vec![Part::new(" ", style)];
            let letter = letters.get(index).copied().flatten();
            parts.extend(lettered(title, letter, style));
            parts.push(Part::new(" ", style));
            draw::line(buffer, *place, &parts);
        }
    }

    fn draw_item(&self, app: &App, buffer: &mut Buffer, area: Rect, index: usize) {
        let Some((action, why)) = self.rows().get(index) else { return };
        let theme = app.theme;
        let role = if why.is_some() { Role::Dim } else { Role::Text };
        let style = theme.style(role);
        let chosen = self.item == Some(index);
        let edge = if chosen { SELECTED } else { " " };
        let titles = self.titles(app);
        let letter = letters(&titles).get(index).copied().flatten();
        let sign = if why.is_some() { "–" } else { " " };
        let mut parts =
            vec![Part::new(edge, theme.style(Role::BorderFocus)), Part::new(sign, style)];
        parts.extend(lettered(&action.title(&app.words), letter, style));
        draw::line(buffer, area, &parts);
        let key = format!("{} ", super::key_of(app, self.below, *action));
        let look = theme.style(if why.is_some() { Role::Dim } else { Role::Accent });
        draw::line_right(buffer, area, &[Part::new(key.as_str(), look)]);
        if chosen {
            draw::tint(buffer, area, theme.style(Role::Selection));
        }
    }

    /// The line below, in rows: of a hint as much as has room, a reason in full.
    fn told(&self, app: &App, width: u16) -> Vec<Part> {
        let (text, role) = self.says(app);
        let style = app.theme.style(role);
        let width = width.saturating_sub(1);
        let rows = match role {
            Role::Dim => vec![draw::whole_fields(&text, usize::from(width))],
            _ => draw::rows(&text, width),
        };
        rows.into_iter().map(|text| Part { text, style }).collect()
    }

    /// What the line below says, and how.
    fn says(&self, app: &App) -> (String, Role) {
        if let Some(said) = &self.said {
            return (said.clone(), Role::Warn);
        }
        match self.chosen() {
            Some((action, _)) if self.recording.is_some() => {
                let title = action.title(&app.words);
                (app.say("menus-press-key", &[("action", title.into())]), Role::Accent)
            }
            Some((_, Some(why))) => {
                (app.say(why.key, &[("name", why.name.as_str().into())]), Role::Warn)
            }
            Some(_) => (app.say("menus-how", &[]), Role::Dim),
            None => (app.say("menus-how-bar", &[]), Role::Dim),
        }
    }
}

/// Every action of every menu, and why it cannot be done now.
fn states(app: &App) -> Vec<Vec<(Action, Option<Why>)>> {
    let state = |action| (action, why_not(app, action));
    Group::ALL.into_iter().map(|group| ordered(group).into_iter().map(state).collect()).collect()
}

/// The actions of a menu. What is about the program goes below what is about texts.
fn ordered(group: Group) -> Vec<Action> {
    let mut actions: Vec<Action> = group.actions().collect();
    actions.sort_by_key(|action| match action {
        Action::UiQuit => 2,
        action => i32::from(action.name().starts_with("ui.")),
    });
    actions
}

fn bar(app: &App) -> Vec<String> {
    Group::ALL.into_iter().map(|group| group.title(&app.words)).collect()
}

/// A letter for each title: the first of its own that no title before it has.
fn letters(titles: &[String]) -> Vec<Option<char>> {
    let mut used = Vec::new();
    for title in titles {
        let small = title.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase);
        let free = small.into_iter().find(|c| !used.contains(&Some(*c)));
        used.push(free);
    }
    used
}

/// A title whose letter is underlined.
fn lettered(title: &str, letter: Option<char>, style: Style) -> Vec<Part> {
    let is_it = |c: char| letter.is_some() && c.to_lowercase().next() == letter;
    let Some((at, c)) = title.char_indices().find(|(_, c)| is_it(*c)) else {
        return vec![Part::new(title, style)];
    };
    let (before, rest) = title.split_at_checked(at).unwrap_or((title, ""));
    let after = rest.get(c.len_utf8()..).unwrap_or_default();
    let strong = style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
    let letter = Part::new(c.to_string().as_str(), strong);
    vec![Part::new(before, style), letter, Part::new(after, style)]
}

impl Overlay for Menu {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) if self.recording.is_some() => {
                self.record(app, *press);
                Turn::Stay
            }
            Input::Key(press) => match self.key(app, *press) {
                Turn::Pass => super::only_calm(app, *press),
                turn => turn,
            },
            Input::Mouse(mouse) => self.mouse(app, *mouse),
            _ => Turn::Stay,
        }
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        // A key that is waited for is a key and nothing else.
        if self.recording.is_some() {
            return Turn::Pass;
        }
        match action {
            Action::DialogNext => self.step(true),
            Action::DialogPrevious => self.step(false),
            Action::DialogAccept => return self.accept(app),
            Action::DialogCancel | Action::UiMenu => return Turn::Close,
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, _reply: &Reply) -> Turn {
        self.items = states(app);
        Turn::Stay
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let places = self.places(app, area);
        let buffer = frame.buffer_mut();
        self.draw_bar(app, buffer, area, &places);
        draw::popup(app, buffer, places.drop, &self.group().title(&app.words));
        for row in 0..places.rows.height {
            let at = draw::row(places.rows, row);
            self.draw_item(app, buffer, at, places.first + usize::from(row));
        }
        let count = self.rows().len();
        if usize::from(places.rows.height) < count {
            let at = draw::row(places.drop, places.drop.height.saturating_sub(1));
            let text = format!(" {}/{count} ↓ ", self.item.map_or(1, |item| item + 1));
            let within = Rect { width: at.width.saturating_sub(1), ..at };
            let dim = app.theme.style(Role::Dim);
            draw::line_right(buffer, within, &[Part::new(text.as_str(), dim)]);
        }
        Clear.render(places.told, buffer);
        let left = Part::new(" ", app.theme.style(Role::Text));
        for (row, part) in (0..).zip(self.told(app, area.width)) {
            draw::line(buffer, draw::row(places.told, row), &[left.clone(), part]);
        }
        let cursor = match self.item {
            Some(item) => {
                let row = u16::try_from(item.saturating_sub(places.first)).unwrap_or(0);
                Some((places.rows.x, places.rows.y.saturating_add(row)))
            }
            None => places.titles.get(self.open).map(|title| (title.x, title.y)),
        };
        if let Some(cursor) = cursor.filter(|at| area.contains((*at).into())) {
            frame.set_cursor_position(cursor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::tui::app::KeysFile;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{self, ALI};

    fn app() -> App {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        app.keys_file.path = Some("/keys.toml".into());
        app
    }

    /// The file that some keys have written.
    fn written(effects: Vec<Effect>) -> Option<String> {
        effects.into_iter().find_map(|effect| match effect {
            Effect::WriteKeys(text) => Some(text),
            _ => None,
        })
    }

    #[test]
    fn each_action_with_a_menu_is_in_one_menu_and_the_others_have_keys() {
        let menu = Menu::new(&app());
        let shown: Vec<Action> = menu.items.iter().flatten().map(|(action, _)| *action).collect();
        for action in Action::ALL {
            let times = shown.iter().filter(|other| *other == action).count();
            assert_eq!(times, usize::from(action.menu().is_some()), "{}", action.name());
        }
    }

    #[test]
    fn the_bar_its_menus_and_reasons_are_seen_in_every_size() {
        let mut app = app();
        testing::press(&mut app, "esc");
        for picture in testing::in_all_sizes(&mut app) {
            let bar = picture.lines().nth(1).unwrap_or_default();
            for title in ["File", "Edit", "Review", "View", "Help"] {
                assert!(bar.contains(title), "{picture}");
            }
            assert!(picture.contains("Open the text"), "{picture}");
            assert!(!picture.ends_with("none"), "{picture}");
        }
        // In the last size the last item is scrolled to.
        testing::press(&mut app, "up");
        assert!(testing::screen(&mut app, 40, 10).contains("Quit  "));
        testing::press(&mut app, "right right down");
        let picture = testing::screen(&mut app, 80, 24);
        assert!(picture.contains("–Approve"), "{picture}");
        assert!(picture.contains("F7"), "{picture}");
        assert!(picture.contains("Only a submitted text"), "{picture}");
        testing::press(&mut app, "enter");
        assert_eq!(app.overlays().len(), 1, "what cannot be done leaves the menu where it is");
        testing::press(&mut app, "esc");
        assert!(app.overlays().is_empty());
    }

    #[test]
    fn letters_arrows_and_clicks_choose() {
        let mut app = app();
        testing::press(&mut app, "esc");
        let view = Group::ALL.iter().position(|group| *group == Group::View).unwrap_or(0);
        let bar = bar(&app);
        assert_eq!(letters(&bar), ['f', 'e', 'r', 'v', 'h'].map(Some));
        testing::press(&mut app, "v");
        let zoom =
            ordered(Group::View).iter().position(|action| *action == Action::UiZoom).unwrap_or(0);
        for _ in 0..zoom {
            testing::press(&mut app, "down");
        }
        testing::press(&mut app, "enter");
        assert!(app.zoom && app.overlays().is_empty());
        assert_eq!(app.recent, [Action::UiZoom]);
        testing::press(&mut app, "esc");
        let menu = Menu { open: view, item: Some(0), ..Menu::new(&app) };
        let rows = menu.places(&app, app.layout.room()).rows;
        let title = menu.places(&app, app.layout.room()).titles[view];
        app.click(title.x + 1, title.y);
        app.click(rows.x + 1, rows.y + u16::try_from(zoom).unwrap_or(0));
        assert!(!app.zoom && app.overlays().is_empty());
        testing::press(&mut app, "esc");
        app.click(79, 15);
        assert!(app.overlays().is_empty());
    }

    /// Records keys for “Save a version”, which stands in the first menu, and gives the file that
    /// is written for the last of them, or what is said.
    #[track_caller]
    fn check(own: &str, keys: &str, want: Result<&str, &str>) {
        let mut app = app();
        app.keys_are(own);
        testing::press(&mut app, "esc down");
        let save = ordered(Group::File).iter().position(|action| *action == Action::EditSave);
        for _ in 0..save.unwrap_or(0) {
            testing::press(&mut app, "down");
        }
        let wrote = written(testing::press(&mut app, keys));
        match want {
            Ok(text) => assert_eq!(wrote.as_deref(), Some(text)),
            Err(words) => {
                let picture = testing::screen(&mut app, 120, 24);
                assert!(picture.contains(words), "{picture}");
                assert_eq!(wrote, None);
            }
        }
        assert!(!app.overlays().is_empty());
    }

    #[test]
    fn a_key_is_given_taken_away_and_given_back() {
        check("", "ctrl-v f12", Ok("[editor]\nedit.save = \"f12\"\n"));
        check("", "ctrl-x", Ok("[editor]\nedit.save = []\n"));
        check("[editor]\nedit.save = 'f12'\n", "ctrl-r", Ok("[editor]\nedit.save = \"ctrl-s\"\n"));
        check("", "ctrl-r", Err("It has its first key already"));
        check("[editor]\nedit.save = []\n", "ctrl-x", Err("no key here"));
        check("", "ctrl-v", Err("Press the new key for “Save a version”"));
        check("", "ctrl-v esc", Err("^V another key"));
        // Keys that move in menus are keys like others while one is waited for.
        check("", "ctrl-v a", Err("a types a letter in Text"));
        check("", "ctrl-v shift-enter", Err("Many terminals do not send Shift+Enter"));
        check("", "ctrl-v ctrl-h", Err("Terminals send ^H as backspace"));
    }

    #[test]
    fn a_key_that_stands_for_something_is_taken_only_when_pressed_again() {
        check("", "ctrl-v f4", Err("F4 is “Fix the finding” in Text"));
        let want = "[editor]\nedit.save = \"f4\"\nedit.fix = []\n";
        check("", "ctrl-v f4 f4", Ok(want));
        check("", "ctrl-v f4 f8", Err("F8 is “Next finding”"));
        let own = "[editor]\nedit.fix = ['f12', 'f4']\n";
        let want = "[editor]\nedit.save = \"f12\"\nedit.fix = \"f4\"\n";
        check(own, "ctrl-v f12 f12", Ok(want));
    }

    #[test]
    fn the_way_to_the_menu_cannot_be_cut_off() {
        let mut app = app();
        app.keys_are("[anywhere]\nui.palette = []\n");
        let menu = rebind::without(&app, Context::List, Action::UiMenu);
        assert!(matches!(menu, Tried::Refused(words) if words.contains("must have a key")));
        app.keys_file = KeysFile::default();
        let none = rebind::without(&app, Context::List, Action::UiZoom);
        assert!(matches!(none, Tried::Refused(words) if words.contains("no place")));
    }

    #[test]
    fn a_written_file_counts_at_once_and_is_told_of_once() {
        let mut app = app();
        app.notes.dismiss();
        app.keys_are("[list]\nlist.new = 'b'\n");
        app.keys_are("[list]\nlist.new = 'b'\n");
        assert_eq!(app.notes.toasts().len(), 1);
        assert_eq!(app.keymap.label(Action::ListNew, Context::List).as_deref(), Some("b"));
    }

    #[test]
    fn every_item_can_be_told_apart_by_its_letter_where_there_are_letters() {
        for lang in Lang::ALL {
            let app = testing::empty(lang);
            let mut menu = Menu::new(&app);
            for open in 0..Group::ALL.len() {
                menu.open = open;
                let letters: Vec<char> =
                    letters(&menu.titles(&app)).into_iter().flatten().collect();
                let distinct: std::collections::HashSet<_> = letters.iter().collect();
                assert_eq!(distinct.len(), letters.len(), "{lang} {open}");
                assert!(letters.len() + 3 >= menu.rows().len(), "{lang} {open}");
            }
        }
    }
}
