//! Paths that were pasted, which is how a terminal tells of files dropped on it: asks what they are
//! meant as. Nothing is read or made before that, and nothing of it is ever run.

use ratatui::layout::Rect;

use super::answers::Scrolled;
use super::arrival::Arrival;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::{Input, Pasted};
use crate::tui::layout::Pane;
use crate::tui::legal;
use crate::tui::msg::writing::{Answer, Ask, Named};
use crate::tui::msg::{Reply, Request, Source, Told, What};
use crate::tui::notes::Weight;
use crate::tui::picture::Frame;
use crate::tui::theme::Role;

/// What is longer is no list of files.
const LONGEST: usize = 32 << 10;
/// Files that are named in the question.
const SHOWN: usize = 4;
/// Keys that are kept while it is not known what came.
const AHEAD: usize = 256;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Import,
    Insert,
    Words,
    Cancel,
}

#[derive(Debug)]
pub struct Dropped {
    pasted: Pasted,
    at: Item,
    /// None until the desk's thread has looked.
    files: Option<Vec<Named>>,
    /// What was typed meanwhile: it goes on behind the words, if they are only words.
    typed: Vec<Input>,
    waits: bool,
}

/// Could the whole of it be paths, as terminals paste them?
pub fn may_be_paths(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= LONGEST
        && text.lines().all(|line| begins_as_path(line.trim()))
}

fn begins_as_path(line: &str) -> bool {
    let bare = line.strip_prefix(['\'', '"']).unwrap_or(line);
    let drive =
        matches!(bare.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    drive
        || ["/", "~/", "file://", "\\\\"].iter().any(|start| bare.starts_with(start))
        // Two lines of paths may be parted by an empty one.
        || line.is_empty()
}

impl Dropped {
    pub fn ask(app: &mut App, pasted: Pasted) {
        let text = pasted.text.clone();
        let at = Item::Import;
        app.open(Box::new(Self { pasted, at, files: None, typed: Vec::new(), waits: false }));
        app.ask(Request::Writing(Ask::Named { text }));
    }

    /// Those that can be read.
    fn paths(&self) -> Vec<String> {
        let files = self.files.iter().flatten();
        files.filter(|file| file.trouble.is_none()).map(|file| file.path.clone()).collect()
    }

    fn items(&self, app: &App) -> Vec<Item> {
        let mut items = Vec::new();
        if !self.paths().is_empty() {
            items.push(Item::Import);
            if app.focus == Pane::Editor {
                items.push(Item::Insert);
            }
        }
        items.extend([Item::Words, Item::Cancel]);
        items
    }

    /// They are words and nothing else.
    fn words(&mut self, app: &mut App) -> Turn {
        let pasted = std::mem::take(&mut self.pasted);
        if app.focus == Pane::Editor {
            app.paste_text(&pasted);
        } else {
            app.open(Box::new(Arrival::of(pasted.text)));
        }
        app.replay(std::mem::take(&mut self.typed));
        Turn::Close
    }

    fn go(&mut self, app: &mut App, item: Item) -> Turn {
        // Whatever becomes of them, the paths can be pasted again.
        app.clipboard.clone_from(&self.pasted.text);
        match item {
            Item::Cancel => Turn::Close,
            Item::Words => self.words(app),
            Item::Import => {
                if let Some(why) = legal::why_not(app, Action::ListImport) {
                    let text = app.say(why.key, &[("name", why.name.as_str().into())]);
                    app.notes.say(app.now, Weight::Warning, text);
                    return Turn::Stay;
                }
                self.tell_troubles(app);
                app.expects_text();
                app.ask(Request::Import { source: Source::Paths(self.paths()) });
                Turn::Close
            }
            Item::Insert => {
                if !app.doc.as_ref().is_some_and(crate::tui::doc::Doc::may_write) {
                    app.may_not_write();
                    return Turn::Stay;
                }
                self.waits = true;
                app.ask(Request::Writing(Ask::Texts { paths: self.paths() }));
                Turn::Stay
            }
        }
    }

    /// What cannot be read is left out, and that is said.
    fn tell_troubles(&self, app: &mut App) {
        for told in self.files.iter().flatten().filter_map(|file| file.trouble.as_ref()) {
            app.notes.refuse(app.now, told);
        }
    }

    /// The texts of the files, in the place of the caret: one step of undo.
    fn insert(&mut self, app: &mut App, texts: &[Result<String, Told>]) -> Turn {
        self.tell_troubles(app);
        let read: Vec<&str> = texts.iter().flatten().map(|text| text.trim_matches('\n')).collect();
        if !read.is_empty() {
            let text = read.join("\n\n");
            app.paste_text(&Pasted { text, ..Pasted::default() });
        }
        for told in texts.iter().filter_map(|text| text.as_ref().err()) {
            app.notes.refuse(app.now, told);
        }
        Turn::Close
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let Some(files) = &self.files else {
            sheet.words(&app.say("dropped-looks", &[]), Role::Dim);
            return sheet;
        };
        sheet.words(&app.say("dropped-about", &[("count", files.len().into())]), Role::Text);
        for file in files.iter().filter(|file| file.trouble.is_none()).take(SHOWN) {
            let size = app.words.size(file.bytes);
            let name = file.path.rsplit(['/', '\\']).next().unwrap_or(&file.path);
            sheet.cut(&format!("  {name} · {size}"), Role::Dim);
        }
        let rest = self.paths().len().saturating_sub(SHOWN);
        if rest > 0 {
            sheet.aside(&app.say("dropped-more", &[("count", rest.into())]));
        }
        for told in files.iter().filter_map(|file| file.trouble.as_ref()) {
            sheet.told(told);
        }
        if self.waits {
            sheet.words(&app.say("ask-waits", &[]), Role::Dim);
        }
        sheet.blank();
        let count = self.paths().len();
        let buttons: Vec<(Item, String)> = self
            .items(app)
            .into_iter()
            .map(|item| {
                let key = match item {
                    Item::Import => "dropped-import",
                    Item::Insert => "dropped-insert",
                    Item::Words => "dropped-words",
                    Item::Cancel => "ask-cancel",
                };
                (item, app.say(key, &[("count", count.into())]))
            })
            .collect();
        let pushes: Vec<_> =
            buttons.iter().map(|(item, text)| (*item, text.as_str(), None)).collect();
        sheet.buttons(&pushes);
        sheet
    }
}

impl Overlay for Dropped {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let press = match input {
            Input::Key(press) => *press,
            Input::Mouse(_) if self.files.is_some() && !self.waits => {
                return match self.sheet(app).pressed(app, input) {
                    Some(item) => self.go(app, item),
                    None => Turn::Stay,
                };
            }
            _ => return Turn::Stay,
        };
        let deed = question::deed(app, press);
        if self.waits {
            return if deed == Some(Action::DialogCancel) { Turn::Close } else { Turn::Stay };
        }
        if self.files.is_none() {
            if deed == Some(Action::DialogCancel) {
                // Whoever does not want to wait gets the words.
                return self.words(app);
            }
            if self.typed.len() < AHEAD {
                self.typed.push(input.clone());
            }
            return Turn::Stay;
        }
        match deed {
            Some(Action::DialogCancel) => self.go(app, Item::Cancel),
            Some(Action::DialogAccept) => self.go(app, self.at),
            Some(way) => {
                self.at = beside(&self.items(app), self.at, way == Action::DialogNext);
                Turn::Stay
            }
            None => question::other(app, press),
        }
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Writing(Answer::Named(found)) if self.files.is_none() => match found {
                Some(files) => {
                    self.files = Some(files.clone());
                    self.typed.clear();
                    self.at = self.items(app).first().copied().unwrap_or(Item::Words);
                    Turn::Stay
                }
                None => self.words(app),
            },
            Reply::Writing(Answer::Texts(texts)) if self.waits => self.insert(app, texts),
            Reply::Refused { what: What::Other, .. } if self.files.is_none() => self.words(app),
            Reply::Refused { what: What::Other, .. } if self.waits => Turn::Close,
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
        self.sheet(app).draw(app, frame, area, &app.say("dropped-title", &[]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{
        ALI, app, app_with, asked, in_all_sizes, paste, press, reply, screen, type_in,
    };

    fn named(path: &str) -> Named {
        Named { path: path.into(), bytes: 2_048, trouble: None }
    }

    fn locked(path: &str) -> Named {
        let told = Told { message: format!("{path} may not be read"), ..Told::default() };
        Named { trouble: Some(told), ..named(path) }
    }

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    #[test]
    fn paths_look_like_paths() {
        for text in [
            "/home/ali/rilis.docx",
            "'/home/ali/rilis satu.docx' '/b.txt'",
            "file:///home/ali/rilis%20satu.md\nfile:///b.md\n",
            "\"C:\\Users\\ali\\rilis.docx\"",
            "D:/rilis.txt",
            "\\\\server\\rilis.txt",
            "~/rilis.txt",
        ] {
            assert!(may_be_paths(text), "{text}");
        }
        for text in ["", "  ", "rilis.txt", "Rapat di /tmp", "/a.txt\ndan lagi", "1/2"] {
            assert!(!may_be_paths(text), "{text}");
        }
        assert!(!may_be_paths(&"/a ".repeat(20_000)));
    }

    #[test]
    fn it_asks_first_and_imports_what_can_be_read() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let before = body(&app);
        let requests = asked(paste(&mut app, "/a/satu.txt /a/dua.md"));
        assert!(
            matches!(requests.as_slice(), [Request::Writing(Ask::Named { .. })]),
            "{requests:?}"
        );
        assert_eq!(body(&app), before);
        reply(
            &mut app,
            Reply::Writing(Answer::Named(Some(vec![named("/a/satu.txt"), locked("/a/dua.md")]))),
        );
        let shown = screen(&mut app, 80, 24);
        assert!(shown.contains("satu.txt") && shown.contains("dua.md may not be read"), "{shown}");
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("Import") && !picture.ends_with("none"), "{picture}");
        }
        let requests = asked(press(&mut app, "enter"));
        let [Request::Import { source: Source::Paths(paths) }] = requests.as_slice() else {
            panic!("{requests:?}")
        };
        assert_eq!(paths, &["/a/satu.txt"]);
        assert_eq!(body(&app), before);
        assert!(screen(&mut app, 80, 24).contains("may not be read"));
    }

    #[test]
    fn what_is_said_meanwhile_covers_no_button() {
        for lines in [1, 3] {
            let mut app = app_with(ALI, 1, Aim::Edit);
            paste(&mut app, "/a.txt /b.txt");
            let found = vec![named("/a.txt"), named("/b.txt")];
            reply(&mut app, Reply::Writing(Answer::Named(Some(found))));
            for line in 0..lines {
                app.notes.say(app.now, crate::tui::notes::Weight::Error, format!("Kabar {line}"));
            }
            for picture in in_all_sizes(&mut app) {
                for button in ["[ Import 2 texts ]", "[ Insert the text ]", "[ Paste the names ]"] {
                    assert!(picture.contains(button), "{button}\n{picture}");
                }
                assert!(picture.contains(&format!("Kabar {}", lines - 1)), "{picture}");
            }
        }
    }

    #[test]
    fn their_texts_come_to_the_caret_in_one_step() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let before = body(&app);
        press(&mut app, "ctrl-home");
        paste(&mut app, "/a.txt /b.txt");
        reply(
            &mut app,
            Reply::Writing(Answer::Named(Some(vec![named("/a.txt"), named("/b.txt")]))),
        );
        let requests = asked(press(&mut app, "tab enter"));
        assert!(
            matches!(requests.as_slice(), [Request::Writing(Ask::Texts { paths })] if paths.len() == 2)
        );
        let texts = vec![Ok("Satu.\n".into()), Ok("Dua.\n".into())];
        reply(&mut app, Reply::Writing(Answer::Texts(texts)));
        assert_eq!(body(&app), format!("Satu.\n\nDua.{before}"));
        press(&mut app, "ctrl-z");
        assert_eq!(body(&app), before);
    }

    #[test]
    fn what_is_no_file_is_words_and_what_was_typed_meanwhile_follows() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        press(&mut app, "ctrl-home");
        paste(&mut app, "/tidak/ada ");
        type_in(&mut app, "lagi ");
        reply(&mut app, Reply::Writing(Answer::Named(None)));
        assert!(body(&app).starts_with("/tidak/ada lagi Paragraf"), "{}", body(&app));
        assert!(app.overlays().is_empty());
        paste(&mut app, "/x");
        press(&mut app, "esc");
        assert!(body(&app).contains("lagi /xParagraf"), "nobody has to wait");
        paste(&mut app, "/a.txt");
        reply(&mut app, Reply::Writing(Answer::Named(Some(vec![named("/a.txt")]))));
        press(&mut app, "esc ctrl-v");
        assert!(body(&app).contains("/x/a.txtParagraf"), "left, and pasted all the same");
    }

    #[test]
    fn in_the_list_they_become_texts_or_one_of_words() {
        let mut app = app(ALI);
        paste(&mut app, "/a.txt");
        reply(&mut app, Reply::Writing(Answer::Named(Some(vec![named("/a.txt")]))));
        assert!(!screen(&mut app, 80, 24).contains("Insert"));
        press(&mut app, "tab enter");
        assert!(screen(&mut app, 80, 24).contains("Make a text from what was pasted?"));
    }
}
