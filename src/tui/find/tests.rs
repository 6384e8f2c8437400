//! Finding and replacing, by keys.

use crate::domain::view::ListRow;
use crate::tui::app::App;
use crate::tui::doc::Part;
use crate::tui::msg::{Aim, Effect, Scribe};
use crate::tui::testing::{
    self, ALI, BODY, app_with, in_all_sizes, manuscript, opened_as, paste, press, row, screen,
    type_in, wait,
};

/// Ali at a draft of these words.
fn at(headline: &str, body: &str) -> App {
    let mut app = testing::app(ALI);
    let row: ListRow = row(1, crate::domain::stage::StageName::Draft);
    let text = crate::domain::manuscript::Manuscript {
        headline: headline.into(),
        body: body.into(),
        ..manuscript(1)
    };
    testing::open(&mut app, opened_as(row, text, 2), Aim::Edit);
    screen(&mut app, 80, 24);
    app
}

fn caret(app: &App) -> (Part, usize) {
    let doc = app.doc.as_ref().unwrap();
    (doc.part, doc.editor().caret())
}

fn body(app: &App) -> String {
    app.doc.as_ref().unwrap().body.text()
}

fn count(app: &mut App) -> String {
    super::bar::count(app)
}

#[test]
fn each_key_looks_from_where_one_was() {
    let mut app = at("Rapat", "satu rapat\n\ndua Rapat\n\ntiga rakit");
    press(&mut app, "ctrl-home ctrl-f");
    type_in(&mut app, "ra");
    assert_eq!(caret(&app), (Part::Body, 5));
    assert_eq!(count(&mut app), "2 of 4");
    type_in(&mut app, "k");
    assert_eq!(caret(&app), (Part::Body, 28));
    press(&mut app, "backspace");
    assert_eq!(caret(&app), (Part::Body, 5));
    type_in(&mut app, "pat");
    for (key, want) in [
        ("enter", (Part::Body, 16)),
        ("f3", (Part::Headline, 0)),
        ("enter", (Part::Body, 5)),
        ("shift-f3", (Part::Headline, 0)),
        ("shift-enter", (Part::Body, 16)),
    ] {
        press(&mut app, key);
        assert_eq!(caret(&app), want, "{key}");
    }
    assert_eq!(count(&mut app), "3 of 3");
    // Left, the hit is selected.
    press(&mut app, "esc");
    let doc = app.doc.as_ref().unwrap();
    assert_eq!(doc.editor().selected_text().as_deref(), Some("Rapat"));
    assert!(!screen(&mut app, 80, 24).contains("3 of 3"));
    // And looked for on without the line.
    press(&mut app, "f3");
    assert_eq!(app.doc.as_ref().unwrap().part, Part::Headline);
    assert!(screen(&mut app, 80, 24).contains("1 of 3"));
}

#[test]
fn nothing_found_leaves_the_caret_where_it_was() {
    let mut app = at("Rapat", "satu rapat");
    press(&mut app, "ctrl-end ctrl-f");
    type_in(&mut app, "rapatx");
    assert_eq!(count(&mut app), "not found");
    press(&mut app, "esc");
    assert_eq!(caret(&app), (Part::Body, 10));
    press(&mut app, "f3");
    assert!(screen(&mut app, 80, 24).contains("not found"));
}

#[test]
fn the_line_takes_what_is_selected_pasted_and_called_back() {
    let mut app = at("Rapat", "satu rapat, dua rapat");
    press(&mut app, "ctrl-home ctrl-shift-right ctrl-f");
    assert_eq!(app.find.query.words, "satu");
    press(&mut app, "esc ctrl-f ctrl-u");
    paste(&mut app, "rapat\n");
    assert_eq!(app.find.query.words, "rapat ");
    press(&mut app, "backspace enter up");
    assert_eq!(app.find.query.words, "satu");
    press(&mut app, "down");
    assert_eq!(app.find.query.words, "rapat");
    assert_eq!(count(&mut app), "3 of 3");
}

#[test]
fn a_bad_expression_is_told_and_the_hits_stay() {
    let mut app = at("Rapat", "satu rapat");
    press(&mut app, "ctrl-f alt-x");
    type_in(&mut app, "ra");
    type_in(&mut app, "(");
    for picture in in_all_sizes(&mut app) {
        assert!(picture.contains("At 3: bracket without its pair"), "{picture}");
        assert!(picture.contains("2 of 2"), "{picture}");
        assert!(picture.contains("rapat"), "{picture}");
    }
    type_in(&mut app, "p)");
    assert!(!screen(&mut app, 80, 24).contains("bracket"));
    assert_eq!(count(&mut app), "2 of 2");
}

#[test]
fn choices_narrow_what_is_found() {
    let mut app = at("", "Café cafe CAFE cafetaria");
    press(&mut app, "alt-2 ctrl-home ctrl-f");
    type_in(&mut app, "cafe");
    for (key, want) in [("alt-w", "3"), ("alt-c", "1"), ("alt-c", "3"), ("alt-d", "2")] {
        press(&mut app, key);
        assert!(count(&mut app).ends_with(&format!("of {want}")), "{key}: {}", count(&mut app));
    }
    assert!(screen(&mut app, 80, 24).contains("●word"));
    assert!(screen(&mut app, 40, 10).contains("[w]"));
}

#[test]
fn one_is_replaced_and_the_next_one_found() {
    let mut app = at("", "rapat, rapat, rapat");
    press(&mut app, "alt-2 ctrl-home ctrl-f");
    type_in(&mut app, "rapat");
    press(&mut app, "ctrl-r");
    type_in(&mut app, "sidang");
    // One is passed over.
    press(&mut app, "enter f3 enter");
    assert_eq!(body(&app), "sidang, rapat, sidang");
    assert_eq!(count(&mut app), "1 of 1");
    press(&mut app, "ctrl-z");
    assert_eq!(body(&app), "sidang, rapat, rapat");
    // The hit that came back is the one to go on with.
    press(&mut app, "enter");
    assert_eq!(body(&app), "sidang, rapat, sidang");
}

#[test]
fn all_are_replaced_in_one_step_in_both_parts() {
    let mut app = at("Rapat 1-2", "Hasil 3-4.\n\n5-6");
    press(&mut app, "ctrl-r alt-x");
    type_in(&mut app, r"(\d)-(\d)");
    press(&mut app, "tab");
    type_in(&mut app, "$2:$1");
    let effects = press(&mut app, "alt-a");
    let edits = effects.iter().filter(|effect| {
        matches!(effect, Effect::Journal(Scribe::Edit { field: "headline" | "body", .. }))
    });
    assert_eq!(edits.count(), 3);
    assert_eq!(body(&app), "Hasil 4:3.\n\n6:5");
    assert!(screen(&mut app, 80, 24).contains("3 replaced · ^Z undoes"));
    let headline = |app: &App| app.doc.as_ref().unwrap().headline.text();
    assert_eq!(headline(&app), "Rapat 2:1");
    for _ in 0..2 {
        press(&mut app, "ctrl-z");
        assert_eq!(
            (headline(&app).as_str(), body(&app).as_str()),
            ("Rapat 1-2", "Hasil 3-4.\n\n5-6")
        );
        press(&mut app, "ctrl-y");
        assert_eq!(
            (headline(&app).as_str(), body(&app).as_str()),
            ("Rapat 2:1", "Hasil 4:3.\n\n6:5")
        );
    }
    // What was typed since is taken back alone.
    press(&mut app, "esc ctrl-end");
    type_in(&mut app, "x");
    press(&mut app, "ctrl-z");
    assert_eq!((headline(&app).as_str(), body(&app).as_str()), ("Rapat 2:1", "Hasil 4:3.\n\n6:5"));
}

#[test]
fn a_text_that_may_not_be_written_is_searched_and_not_changed() {
    let mut app = app_with(ALI, 4, Aim::Edit);
    press(&mut app, "ctrl-f");
    type_in(&mut app, "rapat");
    assert_eq!(count(&mut app), "1 of 1");
    press(&mut app, "ctrl-r");
    assert!(app.find.bar.as_ref().unwrap().replace.is_none());
    press(&mut app, "alt-a");
    assert_eq!(body(&app), BODY);
}

#[test]
fn the_line_leaves_rows_of_text_and_goes_with_its_article() {
    let mut app = at("Judul", &"baris\n".repeat(40));
    press(&mut app, "ctrl-end ctrl-r");
    type_in(&mut app, "baris");
    for picture in in_all_sizes(&mut app) {
        assert!(picture.contains("Judul") && picture.contains("Replace:"), "{picture}");
        assert!(picture.matches("baris").count() >= 2, "{picture}");
        assert!(!picture.ends_with("none"), "{picture}");
    }
    // Where one line has room it is the one that is written in.
    press(&mut app, "tab");
    type_in(&mut app, "lajur");
    let picture = screen(&mut app, 40, 8);
    assert!(picture.contains("Replace: lajur") && !picture.contains("Find:"), "{picture}");
    testing::open(&mut app, testing::opened(2), Aim::Edit);
    assert!(app.find.bar.is_none());
}

#[test]
fn what_was_replaced_here_binds_no_other_text() {
    let mut app = at("Rapat", "rapat");
    press(&mut app, "ctrl-r");
    type_in(&mut app, "rapat");
    press(&mut app, "tab");
    type_in(&mut app, "sidang");
    press(&mut app, "alt-a esc");
    let other = row(5, crate::domain::stage::StageName::Draft);
    testing::open(&mut app, opened_as(other, manuscript(5), 2), Aim::Edit);
    press(&mut app, "ctrl-home");
    type_in(&mut app, "x");
    press(&mut app, "up");
    type_in(&mut app, "y");
    press(&mut app, "ctrl-z");
    assert!(body(&app).starts_with('x'), "{}", body(&app));
}

#[test]
fn a_text_that_came_anew_is_looked_through_anew() {
    let mut app = at("", "rapat rapat");
    press(&mut app, "alt-2 ctrl-home ctrl-f");
    type_in(&mut app, "rapat");
    assert_eq!(count(&mut app), "1 of 2");
    let text = crate::domain::manuscript::Manuscript {
        headline: String::new(),
        body: "sidang dan rapat".into(),
        ..manuscript(1)
    };
    let row = row(1, crate::domain::stage::StageName::Draft);
    testing::open(&mut app, opened_as(row, text, 3), Aim::Refresh);
    assert_eq!(count(&mut app), "1 of 1");
    assert_eq!(caret(&app), (Part::Body, 11));
}

#[test]
fn a_long_text_is_looked_through_in_slices() {
    let mut app = at("", &"satu dua tiga empat lima\n".repeat(60_000));
    press(&mut app, "alt-2 ctrl-end ctrl-f");
    type_in(&mut app, "tiga");
    assert!(app.find.is_busy());
    assert!(app.deadline() <= Some(app.now.ms));
    for _ in 0..60 {
        wait(&mut app, 1);
    }
    assert!(!app.find.is_busy());
    assert_eq!(count(&mut app), "1 of 60,000");
    press(&mut app, "shift-f3");
    assert_eq!(count(&mut app), "60,000 of 60,000");
    press(&mut app, "ctrl-u");
    type_in(&mut app, "tak ada");
    assert_eq!(count(&mut app), "looking…");
}
