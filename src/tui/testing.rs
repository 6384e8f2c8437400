//! For tests: a screen with a fixed office, a fixed clock and a few articles, keys by their names,
//! and the picture as text.

pub mod parcels;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr as _;
use uuid::Uuid;

use super::app::{App, Taste};
use super::input::{Input, KeyPress, Pasted};
use super::keymap::Keymap;
use super::msg::writing::Answer;
use super::msg::{Aim, Base, Effect, Fields, Msg, Now, Office, Opened, Reply, Request, Where};
use super::picture::Picture;
use super::theme::{Depth, Scheme, Wish};
use super::view;
use crate::domain::finding::{Counts, Field, Finding, Level};
use crate::domain::ids::{ArticleId, Digest, PersonId};
use crate::domain::manuscript::Manuscript;
use crate::domain::people::{Actor, Role, Roles};
use crate::domain::record::RevisionId;
use crate::domain::register::{Entry, Kind, Register};
use crate::domain::stage::{Stage, StageName, State};
use crate::domain::time::Timestamp;
use crate::domain::view::{ArticleView, Flags, HistoryRow, ListRow, Page, PersonRow};
use crate::domain::zone::Zone;
use crate::lang::Lang;

/// Rows of the three people: an editor, a reviewer, and one who may do everything.
pub const ALI: i64 = 1;
pub const NUR: i64 = 2;
pub const RATNA: i64 = 3;

/// 6 October 2026, 09:41 in the office's zone.
pub const MOMENT: i64 = 1_791_254_460_000;

pub const BODY: &str = "Paragraf pertama menyebut rapat kerja di kantor.\n\n\
                        Paragraf kedua menyebut tanggal kegiatan.";

/// So many milliseconds after the start.
pub fn now(ms: u64) -> Now {
    let at = i64::try_from(ms).unwrap_or_default();
    Now { ms, at: Timestamp::from_ms(MOMENT + at) }
}

pub fn article(n: u8) -> ArticleId {
    ArticleId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + u128::from(n)))
}

/// The record of an article's revision.
pub fn record(n: u8, number: u64) -> RevisionId {
    Digest::of(format!("{n}/{number}").as_bytes())
}

pub fn person(row: i64) -> PersonRow {
    let (name, full, roles) = match row {
        ALI => ("ali", "Ali Rahman", Roles::of([Role::Editor])),
        NUR => ("nur", "Nur Aini", Roles::of([Role::Editor, Role::Reviewer])),
        _ => ("ratna", "Ratna Dewi", Roles::all()),
    };
    let id = PersonId(Uuid::from_u128(u128::from(row.unsigned_abs())));
    let (name, full_name) = (name.to_owned(), Some(full.to_owned()));
    PersonRow { row, id, name, full_name, roles, revoked: false }
}

/// The office with one of its people signed in.
pub fn office(me: i64) -> Office {
    Office {
        name: "Kantor Contoh".into(),
        place: "Sambas".into(),
        zone: Zone::PONTIANAK,
        sections: vec!["berita".into(), "pengumuman".into()],
        language: "id".into(),
        site_url: Some("https://contoh.example".into()),
        single_eye: false,
        word_goal: None,
        headline_limit: 110,
        smart_typing: false,
        strict: false,
        suggestions: false,
        today: NaiveDate::from_ymd_opt(2026, 10, 6).unwrap_or_default(),
        people: [ALI, NUR, RATNA].map(person).into(),
        me: Some(person(me)),
        locked: Some(Vec::new()),
        read_only: false,
        desk: "/desk".into(),
    }
}

/// A screen without anybody, before the desk has answered.
pub fn empty(lang: Lang) -> App {
    App::new(taste(lang), (80, 24), now(0))
}

pub fn taste(lang: Lang) -> Taste {
    Taste {
        lang,
        theme: Wish::Dark,
        depth: Depth::Many,
        ground: Scheme::Dark,
        keymap: Keymap::standard(),
        preset: super::keymap::Preset::Standard,
        faults: Vec::new(),
        sizes: None,
        lock_minutes: 0,
        tour: None,
        restore: false,
    }
}

/// A screen in English with somebody signed in and four texts in the list: a draft, two that wait
/// for review (the second has a finding), one that is public. All are by ali.
pub fn app(me: i64) -> App {
    let mut app = empty(Lang::En);
    reply(&mut app, Reply::House(Box::new(office(me))));
    let rows = vec![
        row(1, StageName::Draft),
        row(2, StageName::Submitted),
        row(3, StageName::Submitted),
        row(4, StageName::Published),
    ];
    let page = Page { rows, next: None, cut: false };
    let (at, hints, total) = (Where::On(None), Vec::new(), Some(4));
    reply(&mut app, Reply::Page { ticket: 1, at, page, hints, total });
    reply(&mut app, Reply::Counts { review: 2, all: 4 });
    app.notes.dismiss();
    app
}

/// The whole of a list, as the answer to a question of this number.
pub fn rows(ticket: u64, rows: Vec<ListRow>) -> Reply {
    let (at, hints, total) = (Where::On(None), Vec::new(), Some(rows.len() as u64));
    Reply::Page { ticket, at, page: Page { rows, next: None, cut: false }, hints, total }
}

/// The same with an article open: article 1 is a draft, 2 and 3 wait for review, 4 is public.
pub fn app_with(me: i64, n: u8, aim: Aim) -> App {
    let mut app = app(me);
    open(&mut app, opened(n), aim);
    app
}

pub fn open(app: &mut App, opened: Opened, aim: Aim) -> Vec<Effect> {
    reply(app, Reply::Opened { aim, opened: Box::new(opened) })
}

/// A line of the list, by ali.
pub fn row(n: u8, stage: StageName) -> ListRow {
    let live = if stage == StageName::Published { 4 } else { 0 };
    ListRow {
        row: i64::from(n),
        id: article(n),
        short: article(n).short(),
        headline: format!("Berita nomor {n}"),
        section: "berita".into(),
        stage,
        flags: Flags(live),
        author: ALI,
        contributors: vec![ALI],
        created: Timestamp::from_ms(MOMENT - 86_400_000),
        updated: Timestamp::from_ms(MOMENT - 3_600_000),
        touched: i64::from(n),
        due: None,
        words: 13,
        number: 2,
        rules: Some(1),
        findings: Some(Counts { warning: u32::from(n == 3), ..Counts::default() }),
    }
}

pub fn manuscript(n: u8) -> Manuscript {
    Manuscript {
        headline: format!("Berita nomor {n}"),
        section: "berita".into(),
        place: "Sambas".into(),
        date: NaiveDate::from_ymd_opt(2026, 10, 5),
        language: "id".into(),
        body: BODY.into(),
        ..Manuscript::default()
    }
}

/// A revision by ali.
pub fn revision(n: u8, number: u64) -> HistoryRow {
    HistoryRow {
        number,
        label: number.to_string(),
        record: record(n, number),
        content: Digest::of(format!("content {n}/{number}").as_bytes()),
        author: Some("ali".into()),
        at: Timestamp::from_ms(MOMENT - 3_600_000),
        words: 13,
        stage: StageName::Draft,
        head: true,
        erased: false,
    }
}

/// An article as the desk opens it: in its second revision.
pub fn opened(n: u8) -> Opened {
    let stage = match n {
        2 | 3 => StageName::Submitted,
        4 => StageName::Published,
        _ => StageName::Draft,
    };
    opened_as(row(n, stage), manuscript(n), 2)
}

/// An opened article of this row and text; the third has a finding in its body.
pub fn opened_as(row: ListRow, manuscript: Manuscript, number: u64) -> Opened {
    let n = u8::try_from(row.row).unwrap_or_default();
    let record = record(n, number);
    let findings = if n == 3 { vec![finding(&manuscript)] } else { Vec::new() };
    let plan = [("slug", ""), ("due", ""), ("embargo", "")];
    let plan = plan.map(|(name, value)| (name, value.to_owned()));
    let fields: Fields = manuscript.fields().into_iter().chain(plan).collect();
    let view = ArticleView {
        slug: format!("berita-nomor-{n}"),
        state: state(row.stage, record),
        revision: HistoryRow { stage: row.stage, ..revision(n, number) },
        author: "ali".into(),
        contributors: vec!["ali".into()],
        waiting_for: vec!["nur".into(), "ratna".into()],
        live_revision: None,
        single_eye: false,
        unsaved: false,
        manuscript,
        row,
    };
    let base = Base { label: number.to_string(), record };
    Opened {
        view,
        findings,
        dismissed: Vec::new(),
        fields,
        base,
        working: None,
        remark: None,
        reasons: Vec::new(),
        goal: None,
        changed: Vec::new(),
        past: super::msg::past::Past::None,
        ready: None,
    }
}

fn state(stage: StageName, revision: RevisionId) -> State {
    let who = Actor::Person { id: person(ALI).id, roles: person(ALI).roles, revoked: false };
    let mut state = State::born(&who).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    state.stage = match stage {
        StageName::Submitted => Stage::Submitted { revision },
        StageName::Approved => Stage::Approved { revision },
        StageName::Published => Stage::Published { revision },
        _ => Stage::Draft { returned: false },
    };
    state
}

/// A warning about the first word of the body.
pub fn finding(manuscript: &Manuscript) -> Finding {
    let end = manuscript.body.find(' ').unwrap_or(manuscript.body.len());
    Finding {
        rule: "T01".into(),
        level: Level::Warning,
        field: Field::Body,
        span: 0..end,
        text: manuscript.body.chars().take_while(|c| *c != ' ').collect(),
        hidden: None,
        args: Vec::new(),
        fixes: vec!["Alinea".into()],
    }
}

pub fn reply(app: &mut App, reply: Reply) -> Vec<Effect> {
    let now = app.now;
    app.update(now, Msg::Reply(Box::new(reply)))
}

/// The desk knows these names.
pub fn know(app: &mut App, names: &[&str]) {
    let entry = |name: &&str| Entry { name: (*name).to_owned(), kind: Kind::Person };
    let register = Register::new(names.iter().map(entry).collect());
    reply(
        app,
        Reply::Writing(Answer::Names { register, more: false, round: 0, faults: Vec::new() }),
    );
}

/// Presses keys by the names that key maps use, parted by blanks: `"down enter ctrl-s"`.
#[track_caller]
pub fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for name in keys.split_whitespace() {
        let Ok(press) = name.parse::<KeyPress>() else { panic!("no key is called {name}") };
        effects.extend(app.update(app.now, Msg::Input(Input::Key(press))));
    }
    effects
}

/// Types text letter by letter.
pub fn type_in(app: &mut App, text: &str) -> Vec<Effect> {
    let letters = text.chars().map(|c| KeyPress::plain(super::input::Code::Char(c)));
    letters.flat_map(|press| app.update(app.now, Msg::Input(Input::Key(press)))).collect()
}

pub fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    let pasted = Pasted { text: text.to_owned(), ..Pasted::default() };
    app.update(app.now, Msg::Input(Input::Paste(pasted)))
}

/// Lets time pass.
pub fn wait(app: &mut App, ms: u64) -> Vec<Effect> {
    let later = now(app.now.ms + ms);
    app.update(later, Msg::Tick)
}

/// What is asked of the desk, out of some effects.
pub fn asked(effects: Vec<Effect>) -> Vec<Request> {
    let requests = effects.into_iter().filter_map(|effect| match effect {
        Effect::Ask(request) => Some(request),
        _ => None,
    });
    requests.collect()
}

/// The picture in a size: its rows without blanks at their ends, and where the cursor stands.
pub fn picture(app: &mut App, width: u16, height: u16) -> (Vec<String>, Option<(u16, u16)>) {
    app.update(app.now, Msg::Input(Input::Resize(width, height)));
    let mut picture = Picture::blank(width, height);
    picture.draw(|frame| view::draw(app, frame));
    let rows = (0..height).map(|y| row_of(picture.buffer(), y, width)).collect();
    (rows, picture.caret().map(|at| (at.x, at.y)))
}

/// A wide sign has two cells, of which the second holds nothing of its own.
fn row_of(buffer: &Buffer, y: u16, width: u16) -> String {
    let mut row = String::new();
    let mut x = 0;
    while x < width {
        let sign = buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
        row.push_str(sign);
        x += u16::try_from(sign.width()).unwrap_or(1).max(1);
    }
    row.trim_end().to_owned()
}

/// The picture as one text; its last line says where the cursor is.
pub fn screen(app: &mut App, width: u16, height: u16) -> String {
    let (mut rows, cursor) = picture(app, width, height);
    rows.push(cursor.map_or("cursor: none".into(), |(x, y)| format!("cursor: {x},{y}")));
    rows.join("\n")
}

/// Draws in many sizes, the smallest too: nothing may panic. Gives the three sizes that are looked
/// at most, largest first.
pub fn in_all_sizes(app: &mut App) -> [String; 3] {
    for (width, height) in [(1, 1), (40, 8), (41, 9), (75, 12), (76, 40), (119, 9), (250, 70)] {
        let _picture = screen(app, width, height);
    }
    [screen(app, 160, 48), screen(app, 80, 24), screen(app, 40, 10)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_is_there_with_its_list_and_an_open_text() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("Kantor Contoh"), "{picture}");
        assert!(picture.contains("Paragraf pertama"), "{picture}");
        assert!(picture.contains("09:41"), "{picture}");
        assert!(!picture.ends_with("none"), "{picture}");
        press(&mut app, "alt-1");
        assert!(screen(&mut app, 160, 48).contains("Berita nomor 3"));
        assert!(asked(press(&mut app, "f6")).len() == 1);
        in_all_sizes(&mut app);
    }
}
