//! A release that comes in: pasted into the list, or a file by its path. Nothing becomes an article
//! without a yes, and what was pasted is never lost.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;
use tui_textarea::TextArea;

use super::answers::Scrolled;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::legal;
use crate::tui::msg::{Reply, Request, Source, Told, What};
use crate::tui::notes::Weight;
use crate::tui::small;
use crate::tui::theme::Role;

/// Lines of a pasted text that are shown, and how much of it is looked at for them.
const SHOWN: usize = 5;
const LOOKED_AT: usize = 4_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Path,
    Go,
    Cancel,
}

#[derive(Debug)]
pub struct Arrival {
    from: From,
    at: Item,
    waits: bool,
    told: Vec<Told>,
}

#[derive(Debug)]
enum From {
    Pasted { text: String, words: usize },
    Path(Box<TextArea<'static>>),
}

impl Arrival {
    pub fn of(text: String) -> Self {
        let words = text.split_whitespace().count();
        let from = From::Pasted { text, words };
        Self { from, at: Item::Go, waits: false, told: Vec::new() }
    }

    /// `typed` is what was typed and not used the last time.
    pub fn path(typed: &str) -> Self {
        let from = From::Path(Box::new(small::input(typed)));
        Self { from, at: Item::Path, waits: false, told: Vec::new() }
    }

    fn items(&self) -> &'static [Item] {
        match self.from {
            From::Pasted { .. } => &[Item::Go, Item::Cancel],
            From::Path(_) => &[Item::Path, Item::Go, Item::Cancel],
        }
    }

    /// Whatever becomes of it, the pasted text can be pasted again.
    fn keep(&self, app: &mut App) {
        if let From::Pasted { text, .. } = &self.from {
            app.clipboard.clone_from(text);
        }
    }

    fn cancel(&self, app: &mut App) -> Turn {
        self.keep(app);
        if let From::Path(area) = &self.from {
            app.kept_path = small::text(area);
        }
        Turn::Close
    }

    fn go(&mut self, app: &mut App) -> Turn {
        self.keep(app);
        if let Some(why) = legal::why_not(app, Action::ListImport) {
            let text = app.say(why.key, &[("name", why.name.as_str().into())]);
            app.notes.say(app.now, Weight::Warning, text);
            return Turn::Stay;
        }
        match &mut self.from {
            From::Pasted { text, words: 0 } => {
                text.clear();
                Turn::Close
            }
            From::Pasted { text, .. } => {
                let source = Source::Pasted(std::mem::take(text));
                app.expects_text();
                app.ask(Request::Import { source });
                Turn::Close
            }
            From::Path(area) => {
                let path = small::text(area).trim().to_owned();
                if path.is_empty() {
                    self.at = Item::Path;
                    return Turn::Stay;
                }
                self.told.clear();
                self.waits = true;
                app.ask(Request::Import { source: Source::Path(path) });
                Turn::Stay
            }
        }
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        match &self.from {
            From::Pasted { text, words } => {
                sheet.words(&app.say("arrival-words", &[("count", (*words).into())]), Role::Text);
                for line in first_lines(text) {
                    sheet.cut(line, Role::Dim);
                }
            }
            From::Path(area) => {
                sheet.aside(&app.say("arrival-path-about", &[]));
                sheet.blank();
                sheet.field(Item::Path, &app.say("arrival-path-label", &[]), area);
            }
        }
        for told in &self.told {
            sheet.told(told);
        }
        if self.waits {
            sheet.words(&app.say("ask-waits", &[]), Role::Dim);
        }
        sheet.blank();
        let (go, cancel) = (app.say("arrival-do", &[]), app.say("ask-cancel", &[]));
        sheet.buttons(&[(Item::Go, &go, None), (Item::Cancel, &cancel, None)]);
        sheet
    }
}

/// The first lines that hold something.
fn first_lines(text: &str) -> impl Iterator<Item = &str> {
    let head = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or_default();
    head.lines().map(str::trim).filter(|line| !line.is_empty()).take(SHOWN)
}

impl Overlay for Arrival {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let press = match (input, &mut self.from) {
            (Input::Key(press), _) => *press,
            (Input::Paste(pasted), From::Path(area)) => {
                // A list of files comes as lines.
                small::paste(area, pasted.text.trim());
                self.told.clear();
                return Turn::Stay;
            }
            (Input::Mouse(_), _) => {
                match self.sheet(app).pressed(app, input) {
                    Some(Item::Cancel) => return self.cancel(app),
                    Some(Item::Go) if !self.waits => return self.go(app),
                    Some(item) => self.at = item,
                    None => {}
                }
                return Turn::Stay;
            }
            _ => return Turn::Stay,
        };
        match question::deed(app, press) {
            Some(Action::DialogCancel) => return self.cancel(app),
            _ if self.waits => {}
            Some(Action::DialogAccept) if self.at == Item::Cancel => return self.cancel(app),
            Some(Action::DialogAccept) => return self.go(app),
            Some(way) => self.at = beside(self.items(), self.at, way == Action::DialogNext),
            None => {
                let typed = match &mut self.from {
                    From::Path(area) if self.at == Item::Path => small::key(area, press),
                    _ => false,
                };
                if !typed {
                    return question::other(app, press);
                }
                self.told.clear();
            }
        }
        Turn::Stay
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        if !self.waits {
            return Turn::Stay;
        }
        match reply {
            Reply::Came(came) => {
                self.waits = false;
                self.told = came.iter().filter_map(|one| one.as_ref().err()).cloned().collect();
                if self.told.is_empty() { Turn::Close } else { Turn::Stay }
            }
            Reply::Refused { what: What::Other, told } => {
                self.waits = false;
                self.told = vec![told.clone()];
                Turn::Stay
            }
            _ => Turn::Stay,
        }
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let key = match self.from {
            From::Pasted { .. } => "arrival-title",
            From::Path(_) => "arrival-path-title",
        };
        self.sheet(app).draw(app, frame, area, &app.say(key, &[]));
    }

    fn tells_refusals(&self) -> bool {
        self.waits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Came;
    use crate::tui::testing::{
        ALI, NUR, app, article, asked, in_all_sizes, paste, press, reply, screen, type_in,
    };

    #[test]
    fn a_paste_into_the_list_is_offered_as_a_text() {
        let mut app = app(ALI);
        assert!(asked(paste(&mut app, "Judul rilis\n\nIsi \u{202e}rilis.\nq n d")).is_empty());
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("7 words") && picture.contains("Judul rilis"), "{picture}");
        assert!(!picture.contains('\u{202e}'));
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("Make a text") && !picture.ends_with("none"), "{picture}");
        }
        press(&mut app, "esc");
        assert!(app.overlays().is_empty());
        assert!(app.clipboard.starts_with("Judul rilis"));
        paste(&mut app, "Judul");
        let requests = asked(press(&mut app, "enter"));
        let [Request::Import { source: Source::Pasted(text) }] = requests.as_slice() else {
            panic!("{requests:?}");
        };
        assert_eq!(text, "Judul");
    }

    #[test]
    fn a_path_stays_until_the_file_is_in() {
        let mut app = app(NUR);
        press(&mut app, "i");
        assert!(asked(press(&mut app, "enter")).is_empty(), "nothing was named");
        type_in(&mut app, "~/tak ada.txt");
        assert_eq!(asked(press(&mut app, "enter")).len(), 1);
        assert!(asked(press(&mut app, "enter")).is_empty(), "it is asked once");
        let told = Told { message: "Tidak ada berkas itu".into(), ..Told::default() };
        reply(&mut app, Reply::Came(vec![Err(told)]));
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("✗ Tidak ada berkas itu"), "{picture}");
        assert!(picture.contains("~/tak ada.txt") && app.notes.toasts().is_empty(), "{picture}");
        in_all_sizes(&mut app);
        press(&mut app, "esc i");
        assert!(screen(&mut app, 80, 24).contains("~/tak ada.txt"), "it is kept");
        press(&mut app, "enter");
        let headline = "Masuk".to_owned();
        let came = Came { article: article(5), headline, notes: Vec::new(), duplicate: false };
        let requests = asked(reply(&mut app, Reply::Came(vec![Ok(came)])));
        assert!(app.overlays().is_empty());
        assert!(requests.iter().any(|request| matches!(request, Request::Open { .. })));
    }
}
