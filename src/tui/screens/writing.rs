//! The screens of what helps with writing.

use super::scenes::{At, Scene, marked_up, then};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::msg::external::Returned;
use crate::tui::msg::writing::{Answer, Named};
use crate::tui::msg::{Aim, Msg, Reply, Told};
use crate::tui::testing::{self, ALI, article, know, press, reply, type_in};

pub(super) const WRITING: &[(&str, Scene)] = &[
    ("outline", |at| then(text(at), "alt-o down")),
    ("goal", |at| then(text(at), "alt-w")),
    ("earlier", earlier),
    ("keymap", keymap),
    ("form", form),
    ("names", names),
    ("fences", fences),
    ("dropped", dropped),
    ("came-back", came_back),
];

fn text(at: At) -> App {
    let mut app = at.app(ALI);
    testing::open(&mut app, marked_up(), Aim::Edit);
    app
}

fn body(app: &mut App, words: &str) {
    let now = app.now;
    if let Some(doc) = &mut app.doc {
        doc.set("body", words.to_owned(), now);
    }
}

/// A minute after a sentence was written.
fn earlier(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    press(&mut app, "ctrl-end");
    type_in(&mut app, " Sesudah itu");
    testing::wait(&mut app, 60_000);
    app.perform(Action::EditEarlier);
    app
}

fn keymap(at: At) -> App {
    let mut app = at.app(ALI);
    app.perform(Action::UiKeymap);
    app
}

/// Its first place is filled, and the next one is chosen.
fn form(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    body(&mut app, "Rapat {{nama}} dibuka di {{tempat}}.");
    app.doc.as_mut().unwrap().has_blanks = true;
    press(&mut app, "tab");
    type_in(&mut app, "Kerja");
    then(app, "tab")
}

fn names(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    know(&mut app, &["Firmansyah Ali"]);
    press(&mut app, "ctrl-end");
    type_in(&mut app, " Menurut Firm");
    app
}

fn fences(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    body(&mut app, "Lihat [data][a].\n\n```\n*kode*\n```\n\n[a]: https://data.example");
    app
}

fn dropped(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    testing::paste(&mut app, "/home/ali/rilis.docx /home/ali/foto.jpg");
    let told = Told { message: "foto.jpg: bukan naskah".into(), ..Told::default() };
    let found = [("/home/ali/rilis.docx", None), ("/home/ali/foto.jpg", Some(told))];
    let found = found.map(|(path, trouble)| Named { path: path.into(), bytes: 2_048, trouble });
    reply(&mut app, Reply::Writing(Answer::Named(Some(found.into()))));
    app
}

fn came_back(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    let text = testing::BODY.replace("rapat", "sidang");
    let returned = Returned::Text { text, dropped: 0, path: "/state/edit/a.md".into() };
    app.update(app.now, Msg::External { article: article(1), returned });
    app
}
