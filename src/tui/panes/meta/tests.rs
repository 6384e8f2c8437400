//! Keys, clicks and the picture of the details pane.

use super::*;
use crate::domain::stage::Address;
use crate::tui::input::{Button, Mouse, MouseDeed};
use crate::tui::msg::{Aim, Effect, Msg, Reply, Request, Scribe};
use crate::tui::testing::{
    ALI, NUR, app_with, article, asked, in_all_sizes, open, opened, paste, press, reply, revision,
    screen, type_in,
};

/// An own draft, with the details in focus and a field chosen.
fn at(field: &str) -> App {
    let mut app = app_with(ALI, 1, Aim::Edit);
    press(&mut app, "alt-3");
    choose(&mut app, field);
    app
}

fn choose(app: &mut App, field: &str) {
    press(app, "home");
    for _ in 0..Field::named(field).unwrap() {
        press(app, "down");
    }
}

#[track_caller]
fn field(app: &App, name: &str) -> String {
    app.doc.as_ref().unwrap().field(name).to_owned()
}

/// The pane's own columns, at 160×48.
fn pane(app: &mut App) -> String {
    let all = screen(app, 160, 48);
    let rows = all.lines().filter(|row| row.chars().count() > 122);
    let own = rows.map(|row| row.chars().skip(123).collect::<String>());
    own.map(|row| row.trim_end_matches(['│', '┃', ' ']).to_owned() + "\n").collect()
}

#[test]
fn a_date_is_typed_as_people_say_it_and_shown_in_words() {
    #[track_caller]
    fn check(typed: &str, want: &str, coming: &str, shown: &str) {
        let mut app = at("date");
        type_in(&mut app, typed);
        let picture = pane(&mut app);
        assert!(picture.contains(&format!("= {coming}")), "{picture}");
        press(&mut app, "enter");
        assert_eq!(field(&app, "date"), want);
        let picture = pane(&mut app);
        assert!(picture.contains(&format!("Date      {shown}")), "{picture}");
    }
    // The sixth of October 2026 is a Tuesday.
    check("3/10", "2026-10-03", "Sat 3 Oct 2026", "Saturday, 3 October 2026");
    check("kemarin", "2026-10-05", "Monday, 5 October 2026", "Monday, 5 October 2026");
    check("next tue", "2026-10-13", "Tue 13 Oct 2026", "Tuesday, 13 October 2026");
}

#[test]
fn a_date_that_is_not_understood_is_not_set_and_stays_where_it_is() {
    let mut app = at("date");
    type_in(&mut app, "entah");
    for key in ["enter", "tab", "down", "up"] {
        press(&mut app, key);
        assert_eq!(field(&app, "date"), "2026-10-05", "{key}");
        let picture = pane(&mut app);
        assert!(picture.contains("Date      entah"), "{picture}");
        assert!(picture.contains("✗ this is no date"), "{picture}");
    }
    press(&mut app, "esc");
    assert!(pane(&mut app).contains("Date      Monday, 5 October 2026"));
    // It is told, too, when the keys go elsewhere.
    type_in(&mut app, "x");
    press(&mut app, "alt-2");
    assert!(screen(&mut app, 80, 24).contains("this is no date"));
}

#[test]
fn an_event_ends_no_sooner_than_it_begins() {
    let mut app = at("event_from");
    type_in(&mut app, "10/10");
    press(&mut app, "down");
    type_in(&mut app, "9/10");
    press(&mut app, "enter");
    assert_eq!(
        (field(&app, "event_from"), field(&app, "event_to")),
        ("2026-10-10".into(), String::new())
    );
    assert!(pane(&mut app).contains("✗ before the first day"));
    press(&mut app, "ctrl-u");
    type_in(&mut app, "11/10");
    press(&mut app, "up");
    assert_eq!(field(&app, "event_to"), "2026-10-11");
    type_in(&mut app, "12/10");
    press(&mut app, "enter");
    assert_eq!(field(&app, "event_from"), "2026-10-10");
}

#[test]
fn moments_are_meant_in_the_zone_of_the_office() {
    for (name, typed, want) in [
        ("due", "besok", "2026-10-07 23:59"),
        ("due", "+2h", "2026-10-06 11:41"),
        ("embargo", "besok", "2026-10-07 00:00"),
        ("embargo", "8/10 9.30 WITA", "2026-10-08 08:30"),
    ] {
        let mut app = at(name);
        type_in(&mut app, typed);
        press(&mut app, "enter");
        assert_eq!(field(&app, name), want, "{typed}");
    }
}

#[test]
fn words_stand_in_the_text_and_its_journal_as_they_are_typed() {
    let mut app = at("summary");
    let effects = type_in(&mut app, "Ringkas");
    let journaled = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Journal(Scribe::Edit { field: "summary", .. })));
    assert_eq!(journaled.count(), 7);
    assert_eq!(field(&app, "summary"), "Ringkas");
    assert!(pane(&mut app).contains("7 characters"));
    press(&mut app, "esc");
    assert_eq!(field(&app, "summary"), "");
    // What was there goes on; the key that gives it back gives all of it back.
    type_in(&mut app, "Satu");
    press(&mut app, "enter");
    type_in(&mut app, " dua ");
    press(&mut app, "enter");
    assert_eq!(field(&app, "summary"), "Satu dua");
    press(&mut app, "ctrl-z");
    assert_eq!(field(&app, "summary"), "Satu");
    press(&mut app, "ctrl-y");
    assert_eq!(field(&app, "summary"), "Satu dua");
}

#[test]
fn keys_of_texts_work_in_a_field_and_never_reach_the_text() {
    let mut app = at("credit");
    let body = app.doc.as_ref().unwrap().body.text();
    press(&mut app, "left right ctrl-left ctrl-a ctrl-x delete backspace esc ctrl-z enter");
    assert_eq!(app.doc.as_ref().unwrap().body.text(), body);
    press(&mut app, "esc");
    type_in(&mut app, "Dok. Humas");
    press(&mut app, "ctrl-shift-left ctrl-x");
    assert_eq!((field(&app, "credit"), app.clipboard.as_str()), ("Dok. ".into(), "Humas"));
    press(&mut app, "home ctrl-v end ctrl-shift-home ctrl-c");
    assert_eq!(app.clipboard, "HumasDok. ");
    press(&mut app, "alt-backspace");
    paste(&mut app, "satu\r\ndua\u{1b}[31m");
    press(&mut app, "enter");
    assert_eq!(field(&app, "credit"), "satu dua[31m");
}

#[test]
fn tags_have_one_form() {
    let mut app = at("tags");
    type_in(&mut app, "rakor, Pemilu,rakor ,");
    press(&mut app, "tab");
    assert_eq!(field(&app, "tags"), "Pemilu, rakor");
    assert_eq!(app.meta.chosen, Item::Field(Field::named("place").unwrap()));
}

#[test]
fn what_is_too_long_is_told_in_place() {
    let mut app = at("summary");
    paste(&mut app, &"a".repeat(2_001));
    assert_eq!(field(&app, "summary"), "");
    press(&mut app, "enter");
    let picture = screen(&mut app, 160, 48);
    assert!(app.meta.open.is_some() && picture.contains("too long"), "{picture}");
    press(&mut app, "backspace enter");
    assert_eq!(field(&app, "summary").len(), 2_000);
}

#[test]
fn sections_languages_and_places_are_picked_from_lists() {
    let mut app = at("section");
    // A letter opens the list, narrowed.
    type_in(&mut app, "peng");
    assert!(screen(&mut app, 40, 10).contains("pengumuman"));
    press(&mut app, "enter");
    assert_eq!(field(&app, "section"), "pengumuman");
    press(&mut app, "enter end down down enter");
    assert_eq!(field(&app, "section"), "");
    assert!(pane(&mut app).contains("Section   ! to be filled"));
    choose(&mut app, "language");
    press(&mut app, "enter down enter");
    assert_eq!(field(&app, "language"), "en");
    choose(&mut app, "place");
    press(&mut app, "enter");
    type_in(&mut app, "Ngabang");
    assert!(screen(&mut app, 80, 24).contains("Use “Ngabang”"));
    press(&mut app, "enter");
    assert_eq!(field(&app, "place"), "Ngabang");
    // Esc takes nothing.
    press(&mut app, "enter down esc");
    assert_eq!(field(&app, "place"), "Ngabang");
    assert!(app.overlays().is_empty());
}

#[test]
fn the_slug_follows_the_headline_until_it_is_fixed() {
    let mut app = at("slug");
    assert!(pane(&mut app).contains("berita-nomor-1-"));
    press(&mut app, "alt-2 ctrl-home up end");
    type_in(&mut app, " lagi");
    press(&mut app, "alt-3");
    let picture = pane(&mut app);
    assert!(picture.contains("berita-nomor-1-lagi-"), "{picture}");
    type_in(&mut app, "Bukan Slug");
    press(&mut app, "enter");
    assert!(pane(&mut app).contains("✗ small letters"));
    press(&mut app, "ctrl-u");
    type_in(&mut app, "alamat-baru");
    press(&mut app, "enter");
    assert_eq!(field(&app, "slug"), "alamat-baru");

    let mut fixed = opened(1);
    fixed.view.state.address =
        Some(Address { slug: "alamat-lama".into(), path: "/2026/10/alamat-lama.html".into() });
    open(&mut app, fixed, Aim::Edit);
    press(&mut app, "alt-3");
    choose(&mut app, "slug");
    type_in(&mut app, "x");
    assert!(app.meta.open.is_none());
    let picture = pane(&mut app);
    assert!(picture.contains("alamat-lama") && picture.contains("fixed since"), "{picture}");
}

#[test]
fn a_text_that_may_not_be_written_is_shown_whole_and_says_why() {
    let mut app = app_with(ALI, 4, Aim::Edit);
    press(&mut app, "alt-3");
    let picture = pane(&mut app);
    assert!(picture.contains("PUBLISHED") && picture.contains("Place     Sambas"), "{picture}");
    choose(&mut app, "place");
    for key in ["enter", "x", "backspace", "ctrl-v"] {
        press(&mut app, key);
        assert!(app.meta.open.is_none() && app.overlays().is_empty(), "{key}");
    }
    assert!(screen(&mut app, 80, 24).contains("Published"));
    // In review it is asked first.
    let mut app = app_with(NUR, 2, Aim::Edit);
    press(&mut app, "alt-3 x");
    assert_eq!(app.overlays().len(), 1);
}

#[test]
fn what_comes_next_is_told_with_names() {
    let mut app = app_with(ALI, 2, Aim::Edit);
    let picture = pane(&mut app);
    assert!(picture.contains("REVIEW") && picture.contains("nur, ratna"), "{picture}");
    assert!(picture.contains("four eyes"), "{picture}");
    let mut draft = opened(1);
    for (name, value) in &mut draft.fields {
        if *name == "place" {
            value.clear();
        }
    }
    open(&mut app, draft, Aim::Edit);
    assert!(pane(&mut app).contains("Fill first: place."));
}

#[test]
fn enter_goes_to_a_finding_and_to_the_history() {
    let mut app = app_with(NUR, 3, Aim::Edit);
    press(&mut app, "alt-3");
    let rows = vec![revision(3, 2), revision(3, 1)];
    reply(&mut app, Reply::History { article: article(3), rows: rows.clone() });
    reply(&mut app, Reply::History { article: article(1), rows: Vec::new() });
    let picture = pane(&mut app);
    assert!(picture.contains("! 1:1 ") && picture.contains("v2 ali"), "{picture}");
    press(&mut app, "end up");
    assert_eq!(app.meta.chosen, Item::Revision(0));
    press(&mut app, "up");
    press(&mut app, "enter");
    assert_eq!(app.context(), Context::Editor);
    assert_eq!(app.doc.as_ref().unwrap().body.caret(), 0);
    press(&mut app, "alt-3 end");
    assert!(asked(press(&mut app, "enter")).iter().any(|request| {
        matches!(request, Request::History { article: asked } if *asked == article(3))
    }));
}

#[test]
fn the_history_is_asked_for_when_it_can_be_seen_and_once() {
    let mut app = app_with(ALI, 1, Aim::Edit);
    let is_history = |request: &Request| matches!(request, Request::History { .. });
    // At 80 columns the details are a drawer.
    assert!(asked(press(&mut app, "left")).iter().all(|request| !is_history(request)));
    assert_eq!(asked(press(&mut app, "alt-3")).iter().filter(|it| is_history(it)).count(), 1);
    assert!(asked(press(&mut app, "down down")).is_empty());
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    let mut app = at("section");
    let all = screen(&mut app, 160, 48);
    let row = all.lines().position(|row| row.contains("Credit    —")).unwrap();
    let click = |app: &mut App, row: usize| {
        let (column, row) = (140, u16::try_from(row).unwrap());
        for deed in [MouseDeed::Press(Button::Left), MouseDeed::Release(Button::Left)] {
            app.update(app.now, Msg::Input(Input::Mouse(Mouse { deed, column, row })));
        }
    };
    click(&mut app, row);
    assert_eq!(app.meta.chosen, Item::Field(Field::named("credit").unwrap()));
    assert!(app.meta.open.is_none());
    click(&mut app, row);
    type_in(&mut app, "Humas");
    // A click elsewhere takes what was typed.
    click(&mut app, row - 1);
    assert_eq!((field(&app, "credit"), app.meta.open.is_none()), ("Humas".into(), true));
}

#[test]
fn tab_cycles_the_panes_and_goes_on_within_an_open_field() {
    let mut app = at("byline");
    type_in(&mut app, "Tim");
    press(&mut app, "tab");
    assert_eq!((field(&app, "byline"), app.context()), ("Tim".into(), Context::Metadata));
    assert_eq!(app.meta.chosen, Item::Field(Field::named("credit").unwrap()));
    press(&mut app, "tab");
    assert_eq!(app.context(), Context::List);
}

#[test]
fn nothing_that_is_understood_is_lost_when_the_pane_is_left() {
    for leave in ["alt-2", "ctrl-s", "ctrl-q", "f6"] {
        let mut app = at("date");
        type_in(&mut app, "1/10");
        press(&mut app, leave);
        assert_eq!(field(&app, "date"), "2026-10-01", "{leave}");
    }
    let mut app = at("date");
    type_in(&mut app, "1/10");
    app.update(app.now, Msg::Ending);
    assert_eq!(field(&app, "date"), "2026-10-01");
}

#[test]
fn it_has_room_in_every_size_and_the_choice_is_seen() {
    let mut app = at("section");
    in_all_sizes(&mut app);
    for (width, height) in [(40, 10), (80, 12), (80, 24), (120, 30)] {
        for key in ["home", "down", "end", "pgup", "pgdn"] {
            press(&mut app, key);
            let picture = screen(&mut app, width, height);
            assert!(!picture.ends_with("none"), "{width}×{height} {key}:\n{picture}");
        }
    }
    choose(&mut app, "summary");
    paste(&mut app, &"kata 日本 ".repeat(60));
    for size in in_all_sizes(&mut app) {
        assert!(!size.ends_with("none"), "{size}");
    }
}

#[test]
fn the_narrowest_pane() {
    let mut app = at("date");
    app.sizes.three_meta = 28;
    type_in(&mut app, "besok");
    let all = screen(&mut app, 120, 30);
    let column = 120 - 28;
    let own = all.lines().take(30).map(|row| row.chars().skip(column).collect::<String>());
    let own: String = own.map(|row| row.trim_end().to_owned() + "\n").collect();
    insta::assert_snapshot!(own.trim_end());
}

#[test]
fn known_tags_are_offered_for_the_one_that_is_begun() {
    let mut app = at("tags");
    let requests = asked(type_in(&mut app, "rapat, la"));
    assert!(requests.iter().any(|request| matches!(request, Request::Tags)), "{requests:?}");
    let known = ["layanan", "rapat", "kelayakan", "pilkada"].map(str::to_owned);
    reply(&mut app, Reply::Tags(known.into()));
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains(" layanan") && !picture.contains(" pilkada"), "{picture}");
    assert_eq!(field(&app, "tags"), "rapat, la", "what is typed is in the text at once");
    press(&mut app, "down down up enter");
    assert_eq!(field(&app, "tags"), "rapat, layanan, ");
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains(" kelayakan") && !picture.contains("\u{258c} rapat"), "{picture}");
    type_in(&mut app, "baru");
    press(&mut app, "enter");
    assert_eq!(field(&app, "tags"), "baru, layanan, rapat");
    assert!(app.meta.open.is_none());
    for size in in_all_sizes(&mut app) {
        assert!(!size.ends_with("none"), "{size}");
    }
}
