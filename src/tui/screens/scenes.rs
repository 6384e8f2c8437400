//! Every screen that is pictured: how one comes to it from a desk with a few texts.

use crate::domain::manuscript::Manuscript;
use crate::domain::stage::StageName;
use crate::domain::time::Timestamp;
use crate::domain::view::{Flags, HistoryRow, ListRow, Page};
use crate::domain::zone::Zone;
use crate::lang::Lang;
use crate::rules::{self, House};
use crate::text::changed::changed;
use crate::text::search::Pattern;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::msg::drafts::{self, Answer, Found};
use crate::tui::msg::{
    Aim, Base, Compared, Effect, Msg, Opened, Recovered, Reply, Request, Then, Told, What,
};
use crate::tui::notes::Weight;
use crate::tui::overlay::ask::{Ask, Purpose};
use crate::tui::overlay::history::History;
use crate::tui::overlay::setup::Setup;
use crate::tui::testing::{self, ALI, NUR, RATNA, article, press, reply, type_in};

/// The language and the size of a picture.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) lang: Lang,
    pub(super) width: u16,
    pub(super) height: u16,
}

pub(super) type Scene = fn(At) -> App;

pub(super) const SCENES: &[(&str, Scene)] = &[
    ("list-empty", list_empty),
    ("list", list),
    ("list-filter", list_filter),
    ("editor", editor),
    ("markdown", markdown),
    ("editor-changed", editor_changed),
    ("preview", |at| then(markdown(at), "alt-p down down down down")),
    ("only-text", |at| then(markdown(at), "alt-f down down")),
    ("editor-public", |at| at.with(ALI, 4, Aim::Edit)),
    ("details", details),
    ("pick", pick),
    ("tags", tags),
    ("log", log),
    ("toasts", toasts),
    ("menu", menu),
    ("palette", palette),
    ("help", help),
    ("jump", jump),
    ("review", review),
    ("review-compare", |at| then(review(at), "b")),
    ("review-approve", |at| then(review(at), "y")),
    ("history", history),
    ("sign-in", sign_in),
    ("lock", lock),
    ("ask-slug", |at| ask(at, 1, Purpose::Slug)),
    ("ask-return", |at| ask(at, 2, Purpose::Return)),
    ("ask-schedule", |at| ask(at, 2, Purpose::Schedule)),
    ("ask-correct", |at| ask(at, 4, Purpose::Correct)),
    ("ask-withdraw", |at| ask(at, 4, Purpose::Withdraw)),
    ("ask-export", |at| ask(at, 4, Purpose::Export)),
    ("arrival", arrival),
    ("unlock", unlock),
    ("conflict", conflict),
    ("recover", recover),
    ("templates", templates),
    ("fix", |at| then(editor(at), "f4")),
    ("find", |at| find(at, "ctrl-f")),
    ("find-replace", |at| find(at, "ctrl-r")),
    ("find-bad", find_bad),
    ("find-drafts", find_drafts),
    ("tour", tour),
    ("setup-1-person", setup_person),
    ("setup-2-office", setup_office),
    ("setup-3-zone", setup_zone),
    ("leaving", leaving),
];

impl At {
    fn fit(self, mut app: App) -> App {
        app.words = crate::lang::Words::of(self.lang);
        app.update(app.now, Msg::Input(Input::Resize(self.width, self.height)));
        app
    }

    /// Somebody at the list.
    pub(super) fn app(self, me: i64) -> App {
        self.fit(testing::app(me))
    }

    /// Somebody at an open text.
    pub(super) fn with(self, me: i64, n: u8, aim: Aim) -> App {
        let mut app = self.app(me);
        testing::open(&mut app, testing::opened(n), aim);
        app
    }
}

pub(super) fn then(mut app: App, keys: &str) -> App {
    press(&mut app, keys);
    app
}

/// Puts these rows into the list, as an answer of the desk.
fn fill(app: &mut App, rows: &[ListRow]) {
    app.show_list(app.list.look.clone());
    let total = Some(rows.len() as u64);
    for request in testing::asked(app.update(app.now, Msg::Tick)) {
        if let Request::Page { ticket, at, .. } = request {
            let page = Page { rows: rows.to_vec(), next: None, cut: false };
            reply(app, Reply::Page { ticket, at, page, hints: Vec::new(), total });
        }
    }
}

fn list_empty(at: At) -> App {
    let mut app = at.app(ALI);
    fill(&mut app, &[]);
    reply(&mut app, Reply::Counts { review: 0, all: 0 });
    app
}

/// One row of each stage, a long headline and one without words among them.
fn rows() -> Vec<ListRow> {
    let stages = [
        StageName::Draft,
        StageName::Submitted,
        StageName::Submitted,
        StageName::Published,
        StageName::Approved,
        StageName::Withdrawn,
        StageName::Draft,
    ];
    let mut rows: Vec<ListRow> =
        (1..).zip(stages).map(|(n, stage)| testing::row(n, stage)).collect();
    rows[1].headline = "Kantor Contoh Buka Layanan Pindah Memilih bagi Warga yang Bekerja di \
                        Luar Daerah sampai Akhir Bulan Depan"
        .into();
    rows[4].due = Some(Timestamp::from_ms(testing::MOMENT + 3 * 86_400_000));
    rows[5].author = RATNA;
    rows[6].flags = Flags(1);
    rows[6].headline = String::new();
    rows
}

fn list(at: At) -> App {
    let mut app = at.app(ALI);
    fill(&mut app, &rows());
    press(&mut app, "space down down space down");
    app
}

fn list_filter(at: At) -> App {
    let mut app = at.app(ALI);
    fill(&mut app, &rows());
    press(&mut app, "/");
    type_in(&mut app, "layanan tahap:");
    app
}

/// A text with a wrong weekday and a double blank.
fn flawed() -> Opened {
    let text = Manuscript {
        headline: "Kantor Contoh Buka Layanan Pindah Memilih".into(),
        summary: "Layanan  dibuka pada hari kerja.".into(),
        tags: vec!["pindah memilih".into(), "layanan".into()],
        body: "Kantor Contoh membuka layanan  pindah memilih pada Senin, 6 Oktober 2026.\n\n\
               \"Warga cukup membawa kartu identitas,\" kata petugas layanan di aula kantor itu \
               pada Selasa pagi.\n\n\
               Layanan dibuka sampai pukul empat sore."
            .into(),
        ..testing::manuscript(1)
    };
    let today = testing::office(ALI).today;
    let findings = rules::check(&text, &House::plain(today, "id"));
    let row = ListRow { headline: text.headline.clone(), ..testing::row(1, StageName::Draft) };
    Opened { findings, ..testing::opened_as(row, text, 2) }
}

fn editor(at: At) -> App {
    let mut app = at.app(ALI);
    testing::open(&mut app, flawed(), Aim::Edit);
    then(app, "f8")
}

/// A text with all that Markdown has for prose.
pub(super) fn marked_up() -> Opened {
    let text = Manuscript {
        headline: "Syarat Pindah Memilih".into(),
        body: "## Yang *perlu* dibawa\n\n\
               Warga membawa **kartu identitas** dan _surat tugas_, lihat \
               [syarat lengkap](https://contoh.example/syarat) atau berkas `pindah.pdf`.\n\n\
               1. Datang ke kantor\n2. Isi **formulir**\n3. Terima surat\n\n\
               - Buka hari kerja\n  - Jumat sampai pukul tiga\n\n\
               > “Kami siap melayani,” kata *petugas* layanan di aula kantor itu.\n\n\
               ---\n\nTulis \\* untuk bintang, dan <b> tetap kata."
            .into(),
        ..testing::manuscript(1)
    };
    let row = ListRow { headline: text.headline.clone(), ..testing::row(1, StageName::Draft) };
    testing::opened_as(row, text, 2)
}

/// A text that was approved once, and has changed since.
fn editor_changed(at: At) -> App {
    let mut app = at.app(ALI);
    let text = marked_up();
    let old = text.view.manuscript.body.replace("lihat", "periksa").replace("2. Isi", "2. Tulis");
    let old = old.replace("- Buka hari kerja\n", "").replace("---", "Sudah tidak ada.\n\n---");
    let changed = changed(&old, &text.view.manuscript.body);
    testing::open(&mut app, Opened { changed, ..text }, Aim::Edit);
    app
}

fn markdown(at: At) -> App {
    let mut app = at.app(ALI);
    testing::open(&mut app, marked_up(), Aim::Edit);
    app
}

/// The details in focus, with a date half typed.
fn details(at: At) -> App {
    let mut app = at.app(ALI);
    testing::open(&mut app, flawed(), Aim::Edit);
    press(&mut app, "alt-3 home down down down");
    type_in(&mut app, "besok");
    app
}

fn pick(at: At) -> App {
    then(at.with(ALI, 1, Aim::Edit), "alt-3 home enter")
}

/// The second tag is begun, and one that fits it is chosen.
fn tags(at: At) -> App {
    let mut app = at.app(ALI);
    testing::open(&mut app, flawed(), Aim::Edit);
    press(&mut app, "alt-3 home down");
    type_in(&mut app, ", pe");
    let known = ["layanan", "pemilih pemula", "rapat kerja", "kopi pekan ini"];
    reply(&mut app, Reply::Tags(known.map(str::to_owned).into()));
    then(app, "down")
}

fn told() -> Told {
    Told {
        kind: "io".into(),
        message: "Diska penuh".into(),
        hint: Some("Kosongkan tempat di diska, lalu simpan lagi.".into()),
    }
}

/// One note of each weight.
fn toasts(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    app.toast(Weight::Note, "external-same", &[]);
    app.toast(Weight::Done, "saved-revision", &[("revision", "3".into())]);
    app.toast(Weight::Warning, "text-changed-elsewhere", &[]);
    app.notes.refuse(app.now, &told());
    app
}

fn log(at: At) -> App {
    let mut app = toasts(at);
    while app.notes.dismiss() {}
    then(app, "alt-6")
}

fn menu(at: At) -> App {
    then(at.with(ALI, 1, Aim::Edit), "esc right right down")
}

/// A command that cannot be done now is chosen: its reason is told.
fn palette(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    press(&mut app, "ctrl-p");
    type_in(&mut app, if at.lang == Lang::Id { "setuju" } else { "approve" });
    app
}

fn help(at: At) -> App {
    then(at.with(ALI, 1, Aim::Edit), "f2")
}

fn jump(at: At) -> App {
    then(at.with(ALI, 1, Aim::Edit), "ctrl-o")
}

/// Nur reads article 2, of which an older revision was approved.
fn review(at: At) -> App {
    let mut app = at.with(NUR, 2, Aim::Review);
    let text = testing::manuscript(2);
    let old = Manuscript { body: text.body.replace("rapat kerja", "rapat kecil"), ..text.clone() };
    let from = Some(Box::new((testing::revision(2, 1), old)));
    let compared = Box::new(Compared { from, to: Box::new((testing::revision(2, 2), text)) });
    reply(&mut app, Reply::Compared { article: article(2), compared });
    app
}

fn history(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    app.open(Box::new(History::new(article(1))));
    let erased = HistoryRow { erased: true, ..testing::revision(1, 1) };
    let rows = vec![testing::revision(1, 3), testing::revision(1, 2), erased];
    reply(&mut app, Reply::History { article: article(1), rows });
    then(app, "down")
}

/// Nobody sits here, and nur's key has a passphrase, which is half typed.
fn sign_in(at: At) -> App {
    let mut app = at.fit(testing::empty(at.lang));
    let mut house = testing::office(ALI);
    house.me = None;
    house.locked = Some(vec!["nur".into()]);
    reply(&mut app, Reply::House(Box::new(house)));
    press(&mut app, "down enter");
    type_in(&mut app, "rahasia");
    app
}

fn lock(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    type_in(&mut app, "x");
    app.lock();
    app
}

fn ask(at: At, n: u8, purpose: Purpose) -> App {
    let mut app = at.with(RATNA, n, Aim::Edit);
    let ask = Ask::new(&app, purpose);
    app.open(Box::new(ask));
    match purpose {
        Purpose::Schedule => type_in(&mut app, "7/10 09.00"),
        Purpose::Return | Purpose::Correct => type_in(&mut app, "Periksa angka di alinea kedua."),
        _ => Vec::new(),
    };
    app
}

fn arrival(at: At) -> App {
    let mut app = at.app(ALI);
    testing::paste(&mut app, "Judul rilis\n\nIsi rilis yang ditempel ke daftar.");
    app
}

fn unlock(at: At) -> App {
    let mut app = at.with(NUR, 2, Aim::Edit);
    type_in(&mut app, "x");
    app
}

/// Ali wrote over revision 2, and found revision 3 of somebody else.
fn conflict(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    let opened = testing::opened(1);
    let own = testing::BODY.replace("tanggal", "jadwal");
    app.type_all(&vec![("body", own.clone())]);
    press(&mut app, "ctrl-s");
    let text = testing::manuscript(1);
    let body = text.body.replace("rapat kerja", "rapat besar");
    let newest = testing::opened_as(opened.view.row.clone(), Manuscript { body, ..text }, 3);
    let before = opened.fields;
    let mut mine = before.clone();
    for (name, value) in &mut mine {
        if *name == "body" {
            value.clone_from(&own);
        }
    }
    let (told, theirs, then) = (Told::default(), Box::new(newest), Then::Stay);
    reply(&mut app, Reply::Conflict { article: article(1), told, theirs, mine, before, then });
    app
}

fn recover(at: At) -> App {
    let mut app = at.app(ALI);
    let before = testing::opened(1).fields;
    let mut fields = before.clone();
    for (name, value) in &mut fields {
        if *name == "body" {
            value.push_str(" Kalimat yang diketik sebelum listrik padam.");
        }
    }
    let found = Recovered {
        found: 0,
        article: Some(article(1)),
        base: Some(testing::record(1, 2)),
        person: "ali".into(),
        fields,
        before,
        edits: 3,
        damaged: false,
        at: Timestamp::from_ms(testing::MOMENT - 60_000),
    };
    app.update(app.now, Msg::Recovered(vec![found]));
    testing::open(&mut app, testing::opened(1), Aim::Edit);
    testing::wait(&mut app, 5_000);
    app
}

fn templates(at: At) -> App {
    let mut app = then(at.app(ALI), "N");
    let name = |name: &str, title: &str| (name.to_owned(), title.to_owned());
    reply(
        &mut app,
        Reply::Templates(vec![
            name("rapat", "KPU {place} Ikuti [nama rapat]"),
            name("ralat", "Ralat [judul]"),
            name("kosong", ""),
        ]),
    );
    app
}

fn tour(at: At) -> App {
    let mut app = at.app(ALI);
    app.begin_tour();
    testing::open(&mut app, testing::opened(1), Aim::Edit);
    app
}

fn setup_person(at: At) -> App {
    let mut app = at.fit(testing::empty(at.lang));
    app.open(Box::new(Setup::new(Zone::JAKARTA, "/meja".into())));
    type_in(&mut app, "Dr. Ratna Puspita");
    app
}

fn setup_office(at: At) -> App {
    let mut app = then(setup_person(at), "enter");
    type_in(&mut app, "Kantor Contoh");
    app
}

fn setup_zone(at: At) -> App {
    let mut app = then(setup_office(at), "enter");
    type_in(&mut app, "Sambas");
    then(app, "enter")
}

/// A text is typed, the program is left, and the save is refused.
fn leaving(at: At) -> App {
    let mut app = at.with(ALI, 1, Aim::Edit);
    type_in(&mut app, "x");
    for effect in press(&mut app, "ctrl-q") {
        if let Effect::Ask(Request::Save { version, .. }) = effect {
            let what = What::Save { article: article(1), version };
            reply(&mut app, Reply::Refused { what, told: told() });
        }
    }
    app
}

/// A word that stands in the text several times.
fn find(at: At, key: &str) -> App {
    let mut app = then(at.with(ALI, 1, Aim::Edit), "ctrl-home");
    press(&mut app, key);
    type_in(&mut app, "menyebut");
    if key == "ctrl-r" {
        press(&mut app, "tab");
        type_in(&mut app, "memuat");
    }
    app
}

fn find_bad(at: At) -> App {
    let mut app = then(find(at, "ctrl-f"), "alt-x alt-c");
    type_in(&mut app, "(");
    app
}

/// Two drafts with hits; one hit is to stay.
fn find_drafts(at: At) -> App {
    let mut app = at.app(ALI);
    app.perform(Action::FindDrafts);
    type_in(&mut app, "menyebut");
    press(&mut app, "tab");
    type_in(&mut app, "memuat");
    let mut requests = testing::asked(press(&mut app, "enter"));
    let Some(Request::Drafts(drafts::Ask::Look { sought, .. })) = requests.pop() else {
        return app;
    };
    let pattern = Pattern::new(&sought.query).unwrap();
    let found = |n: u8| {
        let (places, count) = pattern.places(testing::BODY, &sought.template, 9);
        let base = Base { label: "2".into(), record: testing::record(n, 2) };
        let headline = format!("Berita nomor {n}");
        Found { article: article(n), headline, author: ALI, base, places, count }
    };
    let found = vec![found(5), found(6)];
    let (ticket, looked, unread) = (sought.ticket, 12, 0);
    let looked = Answer::Looked { ticket, found, looked, unread, next: None };
    reply(&mut app, Reply::Drafts(looked));
    then(app, "down space")
}
