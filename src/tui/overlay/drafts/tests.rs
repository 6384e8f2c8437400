//! Finding and replacing in all drafts, by keys and the desk's answers.

use std::collections::BTreeSet;

use crate::domain::view::{Cursor, Key};
use crate::text::search::Pattern;
use crate::text::search::places::Place;
use crate::tui::app::App;
use crate::tui::msg::drafts::{Answer, Ask, Found, Left, Sought};
use crate::tui::msg::{Aim, Base, Effect, Reply, Request, Scribe};
use crate::tui::testing::{
    ALI, NUR, app, app_with, article, asked, in_all_sizes, press, record, reply, screen, type_in,
};

fn found(n: u8, text: &str, sought: &Sought) -> Found {
    let pattern = Pattern::new(&sought.query).unwrap();
    let (places, count) = pattern.places(text, &sought.template, 2);
    let (headline, author) = (format!("Berita nomor {n}"), if n == 7 { NUR } else { ALI });
    let base = Base { label: "2".into(), record: record(n, 2) };
    Found { article: article(n), headline, author, base, places, count }
}

/// The search that was asked for, alone.
#[track_caller]
fn sought(effects: Vec<Effect>) -> (Sought, Option<Cursor>) {
    match asked(effects).pop() {
        Some(Request::Drafts(Ask::Look { sought, after, .. })) => (sought, after),
        other => panic!("{other:?}"),
    }
}

fn answer(app: &mut App, sought: &Sought, found: Vec<Found>, next: Option<Cursor>) -> Vec<Effect> {
    let (ticket, looked, unread) = (sought.ticket, 20, 0);
    reply(app, Reply::Drafts(Answer::Looked { ticket, found, looked, unread, next }))
}

fn cursor() -> Cursor {
    Cursor { key: Key::Number(9), row: 9 }
}

/// A search for `rapat`, to be replaced by `sidang`, with two drafts found.
fn searched(app: &mut App) -> Sought {
    app.perform(crate::tui::action::Action::FindDrafts);
    type_in(app, "rapat");
    press(app, "tab");
    type_in(app, "sidang");
    let (sought, after) = sought(press(app, "enter"));
    assert!(after.is_none());
    let first = found(5, "Rapat satu, rapat dua", &sought);
    let second = found(7, "rapat rapat rapat rapat", &sought);
    assert_eq!(second.places.len(), 2);
    let more = answer(app, &sought, vec![first], Some(cursor()));
    let (again, after) = self::sought(more);
    assert_eq!((again.ticket, after), (sought.ticket, Some(cursor())));
    assert!(asked(answer(app, &sought, vec![second], None)).is_empty());
    sought
}

#[test]
fn drafts_are_looked_through_page_by_page_and_shown_with_their_hits() {
    let mut app = app(ALI);
    searched(&mut app);
    let [large, middle, small] = in_all_sizes(&mut app);
    for words in ["[x] Berita nomor 5 · 2", "«Rapat → sidang» satu, rapat dua", "2 more places"]
    {
        assert!(large.contains(words) && middle.contains(words), "{words}\n{middle}");
    }
    assert!(middle.contains("6 of 6 places chosen, 2 drafts"), "{middle}");
    assert!(middle.contains("Berita nomor 7 · 4 · nur"), "{middle}");
    assert!(small.contains("«Rapat → sidang»") && !small.ends_with("none"), "{small}");
}

#[test]
fn what_is_chosen_is_replaced_one_after_the_other_and_told() {
    let mut app = app(ALI);
    let sought = searched(&mut app);
    // The second hit of the first draft stays, and those that are not shown of the second.
    press(&mut app, "down down space down down down down down space");
    assert!(screen(&mut app, 80, 24).contains("[-] Berita nomor 5"));
    let mut requests = asked(press(&mut app, "alt-a"));
    let Some(Request::Drafts(Ask::Replace { article: first, stay, .. })) = requests.pop() else {
        panic!("{requests:?}")
    };
    assert!(requests.is_empty());
    assert_eq!((first, stay), (article(5), BTreeSet::from([1])));
    let ticket = sought.ticket;
    let done = Answer::Replaced { ticket, article: first, count: 1 };
    let requests = asked(reply(&mut app, Reply::Drafts(done)));
    let [Request::Drafts(Ask::Replace { article: second, stay, .. })] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert_eq!((*second, stay), (article(7), &BTreeSet::from([2, 3])));
    let left = Answer::Left { ticket, article: *second, why: Left::Moved };
    reply(&mut app, Reply::Drafts(left));
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("1 place replaced in 1 draft."), "{picture}");
    assert!(picture.contains("Berita nomor 7 · the text has moved on"), "{picture}");
    let log: Vec<_> = app.notes.listed().map(|note| note.text.clone()).collect();
    for line in ["1 replaced: Berita nomor 5", "Left, the text has moved on since: Berita nomor 7"]
    {
        assert!(log.iter().any(|text| text == line), "{log:?}");
    }
    press(&mut app, "esc");
    assert!(app.overlays().is_empty());
}

#[test]
fn esc_ends_the_search_and_late_answers_change_nothing() {
    let mut app = app(ALI);
    app.perform(crate::tui::action::Action::FindDrafts);
    type_in(&mut app, "rapat");
    let (first, _) = sought(press(&mut app, "enter"));
    press(&mut app, "esc");
    assert!(
        asked(answer(&mut app, &first, vec![found(5, "rapat", &first)], Some(cursor()))).is_empty()
    );
    assert!(screen(&mut app, 80, 24).contains("Berita nomor 5"));
    // Other words: what was found is forgotten.
    type_in(&mut app, "x");
    assert!(!screen(&mut app, 80, 24).contains("Berita nomor 5"));
    answer(&mut app, &first, vec![found(5, "rapat", &first)], None);
    assert!(!screen(&mut app, 80, 24).contains("Berita nomor 5"));
    let (second, _) = sought(press(&mut app, "alt-s"));
    assert_ne!(first.ticket, second.ticket);
    answer(&mut app, &second, Vec::new(), None);
    assert!(screen(&mut app, 80, 24).contains("everybody’s drafts"));
    press(&mut app, "esc");
    assert!(app.overlays().is_empty());
}

#[test]
fn nothing_is_deleted_by_a_single_key() {
    let mut app = app(ALI);
    app.perform(crate::tui::action::Action::FindDrafts);
    type_in(&mut app, "rapat");
    let (sought, _) = sought(press(&mut app, "enter"));
    answer(&mut app, &sought, vec![found(5, "rapat", &sought)], None);
    assert!(asked(press(&mut app, "alt-a")).is_empty());
    assert!(screen(&mut app, 80, 24).contains("press once more"));
    assert_eq!(asked(press(&mut app, "alt-a")).len(), 1);
}

#[test]
fn the_open_text_is_changed_in_its_editor_as_one_step() {
    let mut app = app_with(ALI, 1, Aim::Edit);
    press(&mut app, "ctrl-end");
    type_in(&mut app, " Rapat.");
    app.perform(crate::tui::action::Action::FindDrafts);
    type_in(&mut app, "rapat");
    press(&mut app, "tab");
    type_in(&mut app, "sidang");
    let (sought, _) = sought(press(&mut app, "enter"));
    // What the desk has of it is older than what is typed.
    let old = found(1, "rapat", &sought);
    answer(&mut app, &sought, vec![old], None);
    assert!(screen(&mut app, 80, 24).contains("Berita nomor 1 · 2"));
    let effects = press(&mut app, "alt-a");
    let is_edit = |effect: &&Effect| matches!(effect, Effect::Journal(Scribe::Edit { .. }));
    assert_eq!(effects.iter().filter(is_edit).count(), 2);
    assert!(!asked(effects).iter().any(|one| matches!(one, Request::Drafts(_))));
    let body = |app: &App| app.doc.as_ref().unwrap().body.text();
    assert!(body(&app).contains("sidang kerja") && body(&app).ends_with("sidang."));
    press(&mut app, "esc ctrl-z");
    assert!(body(&app).contains("rapat kerja") && body(&app).ends_with("Rapat."));
}

#[test]
fn a_hit_opens_its_draft() {
    let mut app = app(ALI);
    searched(&mut app);
    let requests = asked(press(&mut app, "down enter"));
    let [Request::Open { article: opened, aim: Aim::Edit, .. }] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert_eq!(*opened, article(5));
    assert_eq!(app.find.query.words, "rapat");
}

#[test]
fn a_hit_of_foreign_signs_is_shown_as_what_it_is() {
    let mut app = app(ALI);
    app.perform(crate::tui::action::Action::FindDrafts);
    type_in(&mut app, "rapat");
    let (sought, _) = sought(press(&mut app, "enter"));
    let mut evil = found(5, "rapat", &sought);
    let place = Place {
        before: "\u{1b}[31m".into(),
        hit: "ra\u{202e}pat".into(),
        with: String::new(),
        after: "日本語".repeat(40),
    };
    evil.places = vec![place];
    answer(&mut app, &sought, vec![evil], None);
    for picture in in_all_sizes(&mut app) {
        assert!(!picture.contains('\u{1b}') && !picture.contains('\u{202e}'), "{picture}");
    }
}
