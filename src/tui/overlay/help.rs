//! Help: the keys that work here, or all of them, as the key map has them now.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use tui_textarea::TextArea;
use unicode_width::UnicodeWidthStr as _;

use super::{Overlay, Turn};
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Code, Input, KeyPress, MouseDeed};
use crate::tui::panes::gutter;
use crate::tui::small;
use crate::tui::theme::Role;

/// The column of keys is never wider.
const KEYS: usize = 18;
const WIDEST: u16 = 76;
/// The signs beside the text.
const SIGNS: [(&str, &str); 4] = [
    (gutter::ADDED, "gutter-added"),
    (gutter::CHANGED, "gutter-changed"),
    (gutter::BELOW, "gutter-below"),
    ("✗ !", "gutter-finding"),
];

#[derive(Debug)]
pub struct Help {
    place: Context,
    all: bool,
    search: TextArea<'static>,
    /// The first row that is shown.
    top: usize,
}

/// A line of it.
enum Row {
    Head(String),
    Key { keys: String, title: String },
}

impl Help {
    pub fn new(place: Context) -> Self {
        Self { place, all: false, search: small::input(""), top: 0 }
    }

    /// The keys of every place.
    pub fn all(place: Context) -> Self {
        Self { all: true, ..Self::new(place) }
    }

    fn rows(&self, app: &App) -> Vec<Row> {
        if self.all { self.everywhere(app) } else { self.here(app) }
    }

    /// What works here, by the menus, and by families what is in none.
    fn here(&self, app: &App) -> Vec<Row> {
        let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
        let mut bound = app.keymap.bound(self.place);
        // What works only here before what works everywhere.
        bound.sort_by_key(|(action, _)| app.keymap.own(*action, self.place).is_empty());
        for (action, keys) in bound {
            let Some(row) = self.row(app, action, &keys) else { continue };
            let head = match action.menu() {
                Some(menu) => menu.title(&app.words),
                None => family(action).title(&app.words),
            };
            match groups.iter_mut().find(|(name, _)| *name == head) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((head, vec![row])),
            }
        }
        if self.place == Context::Editor {
            groups.push((app.say("gutter-signs", &[]), self.signs(app)));
        }
        headed(groups)
    }

    /// What stands beside the text, and what it says.
    fn signs(&self, app: &App) -> Vec<Row> {
        let wanted = small::text(&self.search).to_lowercase();
        let signs = SIGNS.iter().map(|(sign, key)| (sign, app.say(key, &[])));
        let found = signs.filter(|(_, title)| title.to_lowercase().contains(wanted.trim()));
        found.map(|(sign, title)| Row::Key { keys: (*sign).to_owned(), title }).collect()
    }

    /// The tables of the key map as its file would have them.
    fn everywhere(&self, app: &App) -> Vec<Row> {
        let table = |place: Context| {
            let own = Action::ALL.iter().map(|action| (*action, app.keymap.own(*action, place)));
            let bound = own.filter(|(_, keys)| !keys.is_empty());
            let rows = bound.filter_map(|(action, keys)| self.row(app, action, keys)).collect();
            (format!("{} [{}]", place.title(&app.words), place.word()), rows)
        };
        headed(Context::ALL.into_iter().map(table).collect())
    }

    /// The line of an action, if it is one that is searched for.
    fn row(&self, app: &App, action: Action, keys: &[KeyPress]) -> Option<Row> {
        let keys: Vec<String> = keys.iter().map(|key| key.label()).collect();
        let (keys, title) = (keys.join(", "), action.title(&app.words));
        let wanted = small::text(&self.search).to_lowercase();
        let found = [&title, &keys, action.name()]
            .iter()
            .any(|text| text.to_lowercase().contains(wanted.trim()));
        found.then_some(Row::Key { keys, title })
    }

    fn inside(app: &App) -> Rect {
        let room = app.layout.room();
        draw::centred(room, WIDEST, room.height).inner(ratatui::layout::Margin::new(1, 1))
    }

    /// What is told about changing keys, in rows.
    fn change(app: &App, width: u16) -> Vec<crate::visible::Visible> {
        let text = match &app.keys_file.path {
            Some(path) => {
                let menu = app.keymap.label(Action::UiMenu, Context::List).unwrap_or_default();
                app.say("keyhelp-change", &[("menu", menu.into()), ("path", path.into())])
            }
            None => app.say("keyhelp-no-file", &[]),
        };
        draw::rows(&text, width)
    }

    /// The rows between the search and what is told below.
    fn list(app: &App, inner: Rect) -> Rect {
        let told = u16::try_from(Self::change(app, inner.width).len()).unwrap_or(1);
        // Where there is little room the keys come first.
        let told = if inner.height > told + 5 { told + 1 } else { 0 };
        let below = draw::below(inner, 1);
        Rect { height: below.height.saturating_sub(told), ..below }
    }

    fn scroll(&mut self, app: &App, by: isize) {
        let room = usize::from(Self::list(app, Self::inside(app)).height);
        let last = self.rows(app).len().saturating_sub(room);
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    fn key(&mut self, app: &App, press: KeyPress) -> Turn {
        let page = isize::try_from(Self::list(app, Self::inside(app)).height).unwrap_or(1);
        match press.code {
            Code::Up => self.scroll(app, -1),
            Code::Down => self.scroll(app, 1),
            Code::PageUp => self.scroll(app, -page),
            Code::PageDown => self.scroll(app, page),
            Code::Tab => {
                self.all = !self.all;
                self.top = 0;
            }
            _ if small::key(&mut self.search, press) => self.top = 0,
            // The same key that opened it.
            _ if app.keymap.lookup(Context::Anywhere, press) == Some(Action::UiHelp) => {
                return Turn::Close;
            }
            _ => return super::only_calm(app, press),
        }
        Turn::Stay
    }
}

/// Groups that have rows, each below its heading.
fn headed(groups: Vec<(String, Vec<Row>)>) -> Vec<Row> {
    let full = groups.into_iter().filter(|(_, rows)| !rows.is_empty());
    full.flat_map(|(name, rows)| std::iter::once(Row::Head(name)).chain(rows)).collect()
}

/// The place that a family of actions belongs to.
fn family(action: Action) -> Context {
    match action.name().split_once('.').map_or("", |(family, _)| family) {
        "edit" => Context::Text,
        "list" => Context::List,
        "review" => Context::Review,
        "meta" => Context::Metadata,
        "dialog" => Context::Dialog,
        "log" => Context::Log,
        "check" => Context::Check,
        "find" if action != Action::FindDrafts => Context::Find,
        _ => Context::Anywhere,
    }
}

impl Overlay for Help {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => return self.key(app, *press),
            Input::Paste(pasted) => {
                small::paste(&mut self.search, &pasted.text);
                self.top = 0;
            }
            Input::Mouse(mouse) => match mouse.deed {
                MouseDeed::WheelUp => self.scroll(app, -3),
                MouseDeed::WheelDown => self.scroll(app, 3),
                _ => {}
            },
            _ => {}
        }
        Turn::Stay
    }

    fn act(&mut self, _app: &mut App, action: Action) -> Turn {
        match action {
            Action::DialogCancel | Action::DialogAccept => Turn::Close,
            _ => Turn::Pass,
        }
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let theme = app.theme;
        let place = self.place.title(&app.words);
        let title = if self.all {
            app.say("keyhelp-title-all", &[])
        } else {
            app.say("keyhelp-title", &[("place", place.into())])
        };
        let outer = draw::centred(area, WIDEST, area.height);
        let buffer = frame.buffer_mut();
        let inner = draw::popup(app, buffer, outer, &title);
        let search = draw::row(inner, 0);
        let used = draw::line(buffer, search, &[Part::new("/ ", theme.style(Role::Accent))]);
        let field = Rect { x: search.x + used, width: search.width - used, ..search };
        let text = small::text(&self.search);
        let cursor = if text.is_empty() {
            let hint = app.say("keyhelp-search", &[]);
            let how = app.say("keyhelp-how", &[]);
            let hint = format!("{hint} · {how}");
            let hint = draw::whole_fields(&hint, usize::from(field.width));
            draw::line(buffer, field, &[Part::new(hint.as_str(), theme.style(Role::Dim))]);
            (field.x, field.y)
        } else {
            let caret = small::caret(&self.search);
            draw::small_input(buffer, field, &text, caret, theme.style(Role::Text))
        };
        let list = Self::list(app, inner);
        if let Some(text) = self.draw_rows(app, buffer, list) {
            let border = draw::row(outer, outer.height.saturating_sub(1));
            let border = Rect { width: border.width.saturating_sub(1), ..border };
            draw::line_right(buffer, border, &[Part::new(text.as_str(), theme.style(Role::Dim))]);
        }
        let told = Self::change(app, inner.width);
        let below = Rect {
            y: list.bottom().saturating_add(1),
            height: inner.bottom().saturating_sub(list.bottom().saturating_add(1)),
            ..inner
        };
        for (index, row) in told.into_iter().enumerate() {
            let at = draw::row(below, u16::try_from(index).unwrap_or(u16::MAX));
            draw::line(buffer, at, &[Part { text: row, style: theme.style(Role::Dim) }]);
        }
        if inner.contains(cursor.into()) {
            frame.set_cursor_position(cursor);
        }
    }
}

impl Help {
    /// Draws the rows; gives how far they go, if not all have room.
    fn draw_rows(
        &self,
        app: &App,
        buffer: &mut ratatui::buffer::Buffer,
        list: Rect,
    ) -> Option<String> {
        let theme = app.theme;
        let rows = self.rows(app);
        if rows.is_empty() {
            let text = app.say("keyhelp-nothing", &[]);
            draw::paragraph(buffer, list, &text, theme.style(Role::Dim));
            return None;
        }
        let widths = rows.iter().map(|row| match row {
            Row::Key { keys, .. } => keys.width(),
            Row::Head(_) => 0,
        });
        let column = widths.max().unwrap_or(0).min(KEYS).min(usize::from(list.width / 3));
        let room = usize::from(list.height);
        // What was scrolled to may be longer than what is there by now.
        let top = self.top.min(rows.len().saturating_sub(room));
        for (index, row) in rows.iter().skip(top).take(room).enumerate() {
            let at = draw::row(list, u16::try_from(index).unwrap_or(u16::MAX));
            match row {
                Row::Head(name) => {
                    let strong = theme.style(Role::Text).add_modifier(Modifier::BOLD);
                    draw::line(buffer, at, &[Part::new(name.as_str(), strong)]);
                }
                Row::Key { keys, title } => {
                    let shown = crate::visible::Visible::line(keys).cut(column);
                    let pad = " ".repeat(column.saturating_sub(shown.width()) + 2);
                    let parts = [
                        Part::new("  ", theme.style(Role::Text)),
                        Part { text: shown, style: theme.style(Role::Accent) },
                        Part::new(pad.as_str(), theme.style(Role::Text)),
                        Part::new(title.as_str(), theme.style(Role::Text)),
                    ];
                    draw::line(buffer, at, &parts);
                }
            }
        }
        let shown = (top + room).min(rows.len());
        (room < rows.len()).then(|| format!(" {shown}/{} ", rows.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{self, ALI};

    #[test]
    fn the_keys_of_a_place_are_there_and_others_are_not() {
        let mut app = testing::app(ALI);
        testing::press(&mut app, "f2");
        let picture = testing::screen(&mut app, 80, 60);
        for words in ["Keys: List", "n  ", "New text", "Mark the row", "Approve"] {
            assert!(picture.contains(words), "{words}\n{picture}");
        }
        assert!(!picture.contains("Insert the dateline"), "{picture}");
        testing::press(&mut app, "f2");
        assert!(app.overlays().is_empty());
    }

    #[test]
    fn all_keys_are_shown_by_their_tables() {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        app.keys_file.path = Some("/home/ali/keys.toml".into());
        app.perform(Action::UiKeys);
        let picture = testing::screen(&mut app, 160, 200);
        let place = |context: Context| format!("[{}]", context.word());
        for words in Context::ALL.map(place).iter().map(String::as_str).chain([
            "Insert the dateline",
            "Try to send again",
            "Find a command",
            "/home/ali/keys.toml",
            "press ^V",
        ]) {
            assert!(picture.contains(words), "{words}\n{picture}");
        }
        for picture in testing::in_all_sizes(&mut app) {
            assert!(picture.contains("All keys") && picture.contains("[anywhere]"), "{picture}");
            assert!(!picture.ends_with("none"), "{picture}");
        }
    }

    #[test]
    fn typing_searches_and_arrows_scroll() {
        let mut app = testing::app(ALI);
        testing::press(&mut app, "f2");
        testing::type_in(&mut app, "trash");
        let picture = testing::screen(&mut app, 80, 24);
        assert!(picture.contains("Discard the text") && !picture.contains("New text"), "{picture}");
        testing::press(&mut app, "ctrl-u");
        testing::type_in(&mut app, "dateline");
        assert!(testing::screen(&mut app, 80, 24).contains("No key matches"));
        testing::press(&mut app, "tab");
        assert!(testing::screen(&mut app, 80, 24).contains("Insert the dateline"));
        testing::press(&mut app, "ctrl-u");
        let top = testing::screen(&mut app, 40, 10);
        testing::press(&mut app, "pgdn down");
        assert_ne!(testing::screen(&mut app, 40, 10), top);
        testing::press(&mut app, "pgup up");
        assert_eq!(testing::screen(&mut app, 40, 10), top);
        for _ in 0..100 {
            testing::press(&mut app, "pgdn");
        }
        assert!(testing::screen(&mut app, 40, 10).contains("Close the desk check"));
    }
}
