//! The list of names by keys: what is asked of the desk, and what is seen.

use chrono::NaiveDate;

use super::*;
use crate::domain::people::Role;
use crate::domain::people::Roles;
use crate::domain::register::own::Own;
use crate::tui::msg::{Aim, Effect, Told};
use crate::tui::testing::{
    ALI, app, app_with, asked, in_all_sizes, paste, press, reply, screen, type_in,
};

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn listed(line: usize, own: Own) -> Listed {
    Listed { line, own, by_hand: false }
}

fn ali() -> Listed {
    let own = Own {
        name: "Ali Firmansyah".into(),
        title: "Ketua KPU Kabupaten Tanjung Damar".into(),
        from: day("2024-05-01"),
        until: day("2029-05-01"),
        ..Own::default()
    };
    listed(2, own)
}

fn of(line: usize, sort: Sort, name: &str, full: &str) -> Listed {
    listed(line, Own { sort, name: name.into(), full: full.into(), ..Own::default() })
}

fn list() -> List {
    let rows = vec![
        of(9, Sort::Acronym, "PDPB", "Pemutakhiran Data Pemilih Berkelanjutan"),
        ali(),
        of(20, Sort::Place, "Sambas", ""),
        Listed { by_hand: true, ..of(30, Sort::Place, "Landak", "") },
    ];
    List { rows, ..List::default() }
}

fn answer(app: &mut App, list: List) -> Vec<Effect> {
    reply(app, Reply::Writing(Answer::Office(list)))
}

fn with(list: List) -> App {
    let mut app = app(ALI);
    app.perform(Action::UiNames);
    answer(&mut app, list);
    app
}

/// What was asked about the list.
fn asks(effects: Vec<Effect>) -> Vec<Ask> {
    let asks = asked(effects).into_iter().filter_map(|request| match request {
        Request::Writing(Writing::Office(ask)) => Some(ask),
        _ => None,
    });
    asks.collect()
}

#[test]
fn whoever_may_write_sees_the_list_by_kinds_and_terms_in_words() {
    let mut app = with(list());
    let [large, middle, small] = in_all_sizes(&mut app);
    for picture in [&large, &middle, &small] {
        assert!(picture.contains("Names of the office 4/4"), "{picture}");
        assert!(picture.contains("People") && picture.contains("Ali Firmansyah"), "{picture}");
        assert!(picture.contains("+ add") && !picture.ends_with("none"), "{picture}");
        // In the narrow box too the chosen one is told in full.
        assert!(picture.contains("1 May 2024"), "{picture}");
    }
    for words in ["Places", "Landak", "in the file only", "Acronyms", "Pemutakhiran", "Del remove"]
    {
        assert!(middle.contains(words), "{words}: {middle}");
    }
    type_in(&mut app, "PEMU pdpb");
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("1/4") && !picture.contains("Sambas"), "{picture}");
    type_in(&mut app, "x");
    assert!(screen(&mut app, 40, 10).contains("Press +"));
    in_all_sizes(&mut app);
    press(&mut app, "ctrl-u");
    assert!(screen(&mut app, 80, 24).contains("4/4"));
}

#[test]
fn who_may_not_write_is_told_why() {
    let mut app = app(ALI);
    app.office.as_mut().unwrap().me.as_mut().unwrap().roles = Roles::of([Role::Admin]);
    app.perform(Action::UiNames);
    assert!(app.overlays().is_empty());
    app.office.as_mut().unwrap().me.as_mut().unwrap().roles = Roles::of([Role::Reviewer]);
    app.perform(Action::UiNames);
    assert_eq!(app.overlays().len(), 1);
    let mut app = crate::tui::testing::app(ALI);
    app.office.as_mut().unwrap().read_only = true;
    app.perform(Action::UiNames);
    assert!(app.overlays().is_empty());
    assert!(screen(&mut app, 80, 24).contains("can only be read"));
}

#[test]
fn an_empty_list_names_the_next_key_and_faults_stand_at_its_top() {
    let mut app = with(List::default());
    for picture in in_all_sizes(&mut app) {
        assert!(picture.contains("Press +"), "{picture}");
    }
    let faults = (2..8).map(|line| (line * 3, "unknown field `nama`".to_owned())).collect();
    let mut app = with(List { faults, ..list() });
    let [_, middle, small] = in_all_sizes(&mut app);
    assert!(small.contains("line 6: unknown"), "{small}");
    assert!(small.contains("Ali Firmansyah"), "{small}");
    for words in ["line 6", "line 12", "3 more lines", "as they are", "Ali Firmansyah"] {
        assert!(middle.contains(words), "{words}: {middle}");
    }
}

#[test]
fn a_person_is_added_with_dates_as_people_type_them() {
    let mut app = with(list());
    press(&mut app, "+");
    for picture in in_all_sizes(&mut app) {
        assert!(picture.contains("‹› Kind: Person") && !picture.ends_with("none"), "{picture}");
    }
    assert!(asks(press(&mut app, "shift-tab shift-tab enter")).is_empty());
    assert!(screen(&mut app, 80, 24).contains("✗ Write the name."));
    type_in(&mut app, "Nur  Aini\u{a0}");
    paste(&mut app, " S.Sos.\n");
    press(&mut app, "enter");
    type_in(&mut app, "Ketua");
    press(&mut app, "tab");
    type_in(&mut app, "kapan");
    press(&mut app, "tab tab");
    assert!(asks(press(&mut app, "enter")).is_empty());
    assert!(screen(&mut app, 40, 10).contains("Not a date"));
    press(&mut app, "ctrl-u");
    type_in(&mut app, "kemarin");
    assert!(screen(&mut app, 80, 24).contains("→ Monday, 5 October 2026"));
    press(&mut app, "tab");
    type_in(&mut app, "1/1/26");
    press(&mut app, "tab");
    assert!(asks(press(&mut app, "enter")).is_empty());
    assert!(screen(&mut app, 80, 24).contains("ends before it begins"));
    press(&mut app, "ctrl-u tab");
    let asked = asks(press(&mut app, "enter"));
    let [Ask::Keep { was: None, own }] = asked.as_slice() else { panic!("{asked:?}") };
    let want = Own {
        name: "Nur Aini S.Sos.".into(),
        title: "Ketua".into(),
        from: day("2026-10-05"),
        ..Own::default()
    };
    assert_eq!(*own, want);
    // Nothing is asked twice while the desk writes.
    assert!(asks(press(&mut app, "enter")).is_empty());
    let again = answer(&mut app, List { done: Some(Done::Kept(want.clone())), ..list() });
    assert!(matches!(asks(again).as_slice(), [Ask::List]));
    let rows = [list().rows, vec![listed(40, want)]].concat();
    answer(&mut app, List { rows, ..List::default() });
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("▌  Nur Aini S.Sos.") && picture.contains("5/5"), "{picture}");
    assert!(picture.contains("Kept: Nur Aini S.Sos."), "{picture}");
}

#[test]
fn each_kind_has_its_own_fields_and_what_is_hidden_is_not_kept() {
    let mut app = with(List::default());
    press(&mut app, "enter");
    type_in(&mut app, "KPU");
    press(&mut app, "tab");
    type_in(&mut app, "Ketua");
    press(&mut app, "shift-tab shift-tab right right right");
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("Kind: Acronym") && !picture.contains("Title:"), "{picture}");
    press(&mut app, "tab tab");
    type_in(&mut app, "Komisi");
    press(&mut app, "tab space tab");
    let asked = asks(press(&mut app, "enter"));
    let [Ask::Keep { own, .. }] = asked.as_slice() else { panic!("{asked:?}") };
    let full = of(0, Sort::Acronym, "KPU", "Komisi").own;
    assert_eq!(*own, Own { is_public: true, ..full });
}

#[test]
fn what_was_typed_is_there_again_after_esc() {
    let mut app = with(list());
    type_in(&mut app, "Nur");
    press(&mut app, "+");
    assert!(screen(&mut app, 80, 24).contains("Name: Nur"));
    type_in(&mut app, " Aini");
    press(&mut app, "esc");
    assert_eq!(app.overlays().len(), 1);
    press(&mut app, "ctrl-u insert");
    assert!(screen(&mut app, 80, 24).contains("Name: Nur Aini"));
    press(&mut app, "esc");
    type_in(&mut app, "Budi");
    press(&mut app, "+");
    assert!(screen(&mut app, 80, 24).contains("Name: Budi"));
    type_in(&mut app, "man");
    press(&mut app, "esc esc");
    assert!(app.overlays().is_empty());
    app.perform(Action::UiNames);
    answer(&mut app, list());
    press(&mut app, "+");
    assert!(screen(&mut app, 80, 24).contains("Name: Budiman"));
}

#[test]
fn an_entry_is_changed_and_one_that_is_gone_can_be_added_anew() {
    let mut app = with(list());
    press(&mut app, "enter");
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("Name: Ali Firmansyah"), "{picture}");
    assert!(picture.contains("In office from: 1 May 2024"), "{picture}");
    type_in(&mut app, " Akbar");
    let asked = asks(press(&mut app, "shift-tab shift-tab shift-tab enter"));
    let [Ask::Keep { was: Some(was), own }] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((was, own.name.as_str()), (&ali(), "Ali Firmansyah Akbar"));
    assert_eq!((own.from, own.until), (was.own.from, was.own.until));
    let told = Told { kind: "not_found".into(), message: "sudah tiada".into(), hint: None };
    reply(&mut app, Reply::Refused { what: What::Other, told });
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("✗ sudah tiada") && picture.contains("once more"), "{picture}");
    let asked = asks(press(&mut app, "enter"));
    assert!(matches!(asked.as_slice(), [Ask::Keep { was: None, .. }]), "{asked:?}");
}

#[test]
fn what_was_removed_can_be_put_back() {
    let mut app = with(list());
    let asked = asks(press(&mut app, "end down down delete delete"));
    let [Ask::Remove(was)] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(was.own.name, "Sambas");
    assert!(asks(press(&mut app, "ctrl-z")).is_empty());
    let mut less = list();
    less.rows.retain(|row| row != was);
    let back = Some(was.own.name.clone());
    answer(&mut app, List { done: Some(Done::Removed(was.own.clone())), back, ..less });
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("^Z put back"), "{picture}");
    let asked = asks(press(&mut app, "ctrl-z"));
    assert!(matches!(asked.as_slice(), [Ask::PutBack]), "{asked:?}");
}

#[test]
fn what_only_people_can_change_is_told_and_left() {
    let mut app = with(list());
    type_in(&mut app, "landak");
    assert!(asks(press(&mut app, "delete")).is_empty());
    press(&mut app, "enter");
    assert_eq!(app.overlays().len(), 1);
    assert!(screen(&mut app, 80, 24).contains("only be changed in that file"));
    // In the middle of the words Delete is for letters.
    press(&mut app, "ctrl-u");
    type_in(&mut app, "ali");
    press(&mut app, "home delete");
    assert!(screen(&mut app, 80, 24).contains("li"));
    assert!(asks(press(&mut app, "end delete")).len() == 1);
}

#[test]
fn the_open_text_is_looked_at_again_and_names_are_learnt_anew() {
    let mut app = app_with(ALI, 1, Aim::Edit);
    app.perform(Action::UiNames);
    let done = Some(Done::Kept(ali().own));
    let requests = asked(answer(&mut app, List { done, ..list() }));
    assert!(requests.iter().any(|one| matches!(one, Request::Check { .. })), "{requests:?}");
    let names = |one: &Request| matches!(one, Request::Writing(Writing::Names { anew: true, .. }));
    assert!(requests.iter().any(names), "{requests:?}");
    // A list that was only looked at changes nothing.
    assert!(asked(answer(&mut app, list())).is_empty());
    // Somebody wrote in the file itself.
    let requests = asks(reply(&mut app, Reply::Changed));
    assert!(matches!(requests.as_slice(), [Ask::List]), "{requests:?}");
}

#[test]
fn a_long_list_and_long_names_are_walked_through_by_keys_and_mouse() {
    let person = |n: usize| {
        let name = format!("Nama {n:05} {}", "日本".repeat(n % 20));
        let title = format!("Jabatan \u{202e}{}", "panjang ".repeat(n % 12));
        listed(n, Own { name, title, ..Own::default() })
    };
    let rows = (0..5_000).map(person).collect();
    let mut app = with(List { rows, ..List::default() });
    for keys in ["pgdn pgdn down", "end pgdn", "pgup up", "down down down"] {
        press(&mut app, keys);
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains('▌') && !picture.contains('\u{202e}'), "{keys}: {picture}");
        }
    }
    let places = app.overlays().last().unwrap().places(&app);
    assert!(places.len() > 1, "{places:?}");
    press(&mut app, "pgup pgup pgup pgup pgup pgup pgup pgup pgup pgup");
    assert!(screen(&mut app, 40, 10).contains("▌  Nama 00000"));
}
