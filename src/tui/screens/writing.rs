//! The screens of what helps with writing.

use super::scenes::{At, Scene, marked_up, then};
use crate::domain::register::own::{Listed, Own, Sort};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::msg::external::Returned;
use crate::tui::msg::writing::names::List;
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
    ("office-names", office_names),
    ("office-names-form", office_names_form),
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

/// A list with a line that cannot be read.
fn office_names(at: At) -> App {
    let own = |line, sort, name: &str, title: &str, full: &str| {
        let (name, title, full) = (name.to_owned(), title.to_owned(), full.to_owned());
        let own = Own { sort, name, title, full, ..Own::default() };
        Listed { line, own, by_hand: false }
    };
    let date = |text: &str| text.parse().ok();
    let mut ali = own(2, Sort::Person, "Ali Firmansyah", "Ketua KPU Kabupaten Tanjung Damar", "");
    (ali.own.from, ali.own.until) = (date("2024-05-01"), date("2029-05-01"));
    let mut nur = own(8, Sort::Person, "Nur Aini", "Anggota KPU", "");
    nur.own.from = date("2024-05-01");
    let mut short = own(20, Sort::Acronym, "PDPB", "", "Pemutakhiran Data Pemilih Berkelanjutan");
    short.own.is_public = true;
    let rows = vec![
        ali,
        nur,
        own(12, Sort::Office, "KPU", "", "Komisi Pemilihan Umum"),
        own(16, Sort::Place, "Muara Jernih", "", ""),
        short,
    ];
    let faults = vec![(24, "unknown field `nama`".to_owned())];
    let list = List { rows, faults, ..List::default() };
    let mut app = at.app(ALI);
    app.perform(Action::UiNames);
    reply(&mut app, Reply::Writing(Answer::Office(list)));
    app
}

fn office_names_form(at: At) -> App {
    then(office_names(at), "enter")
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
