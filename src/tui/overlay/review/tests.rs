//! The review as its reader meets it: keys in, questions for the desk and pictures out.

use crate::domain::finding::Level;
use crate::domain::manuscript::Manuscript;
use crate::domain::stage::{Plan, StageName};
use crate::domain::view::Page;
use crate::tui::app::App;
use crate::tui::msg::{Aim, Compared, Deed, Effect, Opened, Reply, Request, Where};
use crate::tui::testing::{self, NUR, RATNA, asked, in_all_sizes, press, reply, screen};

fn compared(app: &mut App, n: u8, number: u64, old_body: Option<&str>) -> Vec<Effect> {
    let text = testing::manuscript(n);
    let from = old_body.map(|body| {
        let old = Manuscript { body: body.into(), ..text.clone() };
        Box::new((testing::revision(n, 1), old))
    });
    let to = Box::new((testing::revision(n, number), text));
    let compared = Box::new(Compared { from, to });
    reply(app, Reply::Compared { article: testing::article(n), compared })
}

/// Nur reads article 2, of which an older revision was approved.
fn reading() -> App {
    let mut app = testing::app_with(NUR, 2, Aim::Review);
    let old = "Paragraf pertama menyebut rapat kecil di kantor.\n\nParagraf kedua menyebut tanggal kegiatan.";
    compared(&mut app, 2, 2, Some(old));
    app
}

fn acted(app: &mut App, deed: Deed, stage: StageName) -> Vec<Request> {
    let (article, headline) = (testing::article(2), "Berita nomor 2".to_owned());
    asked(reply(app, Reply::Acted { deed, article, stage, headline, plan: Plan::default() }))
}

fn waiting(app: &mut App, rows: &[u8]) {
    let rows = rows.iter().map(|n| testing::row(*n, StageName::Submitted)).collect();
    let page = Page { rows, next: None, cut: false };
    let (at, hints) = (Where::On(None), Vec::new());
    reply(app, Reply::Page { ticket: super::NEXT, at, page, hints, total: None });
}

#[test]
fn the_page_says_who_wrote_what_changed_and_how_it_reads() {
    let mut app = reading();
    let [wide, usual, small] = in_all_sizes(&mut app);
    for picture in [&wide, &usual] {
        for words in ["REVIEW", "Revision 2 by ali", "1 change since revision 1", "Sambas, 5 "] {
            assert!(picture.contains(words), "{words} is not in\n{picture}");
        }
        assert!(picture.contains("y Approve") && picture.contains("n Return"), "{picture}");
    }
    assert!(small.contains("Revision 2 by ali"), "{small}");
    assert!(!small.ends_with("none"), "{small}");
}

#[test]
fn the_dateline_is_read_once_as_on_the_page() {
    for (head, want) in [("", 1), ("Sambas, 5 Oktober 2026 — ", 1), ("**Bima, 1 Mei 2025** – ", 0)]
    {
        let mut text = testing::manuscript(2);
        text.body = format!("{head}{}", text.body);
        let opened = testing::opened_as(testing::row(2, StageName::Submitted), text, 2);
        let mut app = testing::app(NUR);
        testing::open(&mut app, opened, Aim::Review);
        let picture = screen(&mut app, 120, 30);
        assert_eq!(picture.matches("Sambas, 5 Oktober 2026").count(), want, "{head}: {picture}");
    }
}

#[test]
fn who_else_wrote_is_told_without_the_author() {
    let mut app = reading();
    assert!(!screen(&mut app, 80, 24).contains("Also written by"));
    let mut opened = testing::opened(2);
    opened.view.contributors = vec!["ali".into(), "ratna".into()];
    let mut app = testing::app(testing::NUR);
    testing::open(&mut app, opened, crate::tui::msg::Aim::Review);
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("Also written by: ratna"), "{picture}");
}

#[test]
fn changes_stand_in_the_running_words_or_side_by_side() {
    let mut app = reading();
    press(&mut app, "b");
    let [wide, usual, _] = in_all_sizes(&mut app);
    assert!(
        usual.contains("± Paragraf pertama menyebut rapat [−kecil]{+kerja} di kantor."),
        "{usual}"
    );
    let row = wide.lines().find(|row| row.contains("kecil")).unwrap();
    let (left, right) = row.split_once("│ ").unwrap().1.split_once('│').unwrap_or_default();
    assert!(row.contains("kecil") && row.contains("kerja"), "{left}|{right}");
    press(&mut app, "b");
    assert!(!screen(&mut app, 80, 24).contains("kecil"));
}

#[test]
fn an_approval_takes_a_letter_twice_and_names_what_is_shown() {
    let mut app = reading();
    assert!(asked(press(&mut app, "y")).is_empty());
    in_all_sizes(&mut app);
    assert!(screen(&mut app, 80, 24).contains("y approves"));
    assert!(asked(press(&mut app, "enter")).is_empty());
    assert!(!screen(&mut app, 80, 24).contains("y approves"));
    assert!(asked(press(&mut app, "y esc")).is_empty());
    let requests = asked(press(&mut app, "y y"));
    let [Request::Act { article, deed: Deed::Approve { revision, note: None } }] = &requests[..]
    else {
        panic!("{requests:?}")
    };
    assert_eq!((*article, revision.as_str()), (testing::article(2), "2"));
}

#[test]
fn after_an_approval_the_next_text_is_one_key_away() {
    let mut app = reading();
    let deed = Deed::Approve { revision: "2".into(), note: None };
    let requests = acted(&mut app, deed, StageName::Approved);
    let next = |request: &Request| matches!(request, Request::Page { ticket: super::NEXT, .. });
    assert!(requests.iter().any(next), "{requests:?}");
    waiting(&mut app, &[2, 3]);
    testing::wait(&mut app, 5_000);
    assert!(screen(&mut app, 80, 24).contains("APPROVED: Berita nomor 2"));
    let [_, usual, small] = in_all_sizes(&mut app);
    assert!(usual.contains("Next for review: Berita nomor 3"), "{usual}");
    assert!(small.contains("Read the next (Enter)"), "{small}");
    let requests = asked(press(&mut app, "enter"));
    let open = |request: &Request| matches!(request, Request::Open { article, aim: Aim::Review, .. } if *article == testing::article(3));
    assert!(requests.iter().any(open), "{requests:?}");
    assert!(app.overlays().is_empty());
}

#[test]
fn when_nothing_waits_the_page_closes() {
    let mut app = reading();
    acted(&mut app, Deed::Return { note: "kurang".into() }, StageName::Draft);
    waiting(&mut app, &[2]);
    assert!(screen(&mut app, 80, 24).contains("Nothing else waits"));
    assert!(asked(press(&mut app, "enter")).is_empty());
    assert!(app.overlays().is_empty());
}

#[test]
fn whoever_wrote_it_sees_why_they_cannot_approve() {
    let mut app = testing::app(RATNA);
    let mut opened = testing::opened(2);
    opened.view.row.contributors = vec![RATNA];
    testing::open(&mut app, opened, Aim::Review);
    let [_, usual, small] = in_all_sizes(&mut app);
    let words = "✗ y Approve ratna wrote in this text";
    assert!(usual.contains(words), "{usual}");
    assert!(small.contains("✗ y Approve"), "{small}");
    assert!(asked(press(&mut app, "y y")).is_empty());
}

#[test]
fn what_hides_is_shown_and_an_error_bars_the_approval() {
    let mut app = testing::app(NUR);
    let body = "Rapat \u{202e}rahasia\u{200b} selesai.";
    let text = Manuscript { body: body.into(), ..testing::manuscript(2) };
    let row = testing::row(2, StageName::Submitted);
    let mut opened = testing::opened_as(row, text, 2);
    let mut finding = testing::finding(&opened.view.manuscript);
    (finding.rule, finding.level) = ("S10".into(), Level::Error);
    finding.args = vec![("characters", "U+202E".into())];
    opened.findings = vec![finding];
    testing::open(&mut app, opened, Aim::Review);
    let picture = screen(&mut app, 100, 24);
    assert!(!picture.contains(['\u{202e}', '\u{200b}']), "{picture}");
    assert!(picture.contains("202E"), "{picture}");
    assert!(picture.contains("✗ y Approve The copy desk found errors"), "{picture}");
    assert!(asked(press(&mut app, "y y")).is_empty());
    // The comparison shows the same signs, in the running words and side by side, also where they
    // are all that differs.
    compared(&mut app, 2, 2, Some("Rapat rahasia selesai."));
    press(&mut app, "b");
    for width in [80, 160] {
        let picture = screen(&mut app, width, 24);
        assert!(!picture.contains(['\u{202e}', '\u{200b}']), "{picture}");
        assert!(picture.contains("⟦RLO⟧") && picture.contains("⟦ZWSP⟧"), "{picture}");
    }
}

#[test]
fn a_text_that_changes_under_its_reader_is_read_again() {
    let mut app = reading();
    press(&mut app, "y");
    let text = Manuscript { body: "Kalimat yang lain.".into(), ..testing::manuscript(2) };
    let row = testing::row(2, StageName::Submitted);
    let opened = testing::opened_as(row, text, 3);
    let requests = asked(testing::open(&mut app, opened, Aim::Refresh));
    assert!(matches!(requests[..], [Request::Compare { .. }]), "{requests:?}");
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("v3") && picture.contains("Kalimat yang lain"), "{picture}");
    // The question that was open was about another text.
    assert!(asked(press(&mut app, "y")).is_empty());
    let requests = asked(press(&mut app, "y"));
    let names = |request: &Request| matches!(request, Request::Act { deed: Deed::Approve { revision, .. }, .. } if revision == "3");
    assert!(requests.iter().any(names), "{requests:?}");
}

#[test]
fn a_comparison_of_another_revision_is_not_taken() {
    let mut app = testing::app_with(NUR, 2, Aim::Review);
    compared(&mut app, 2, 1, Some("lama"));
    assert!(!screen(&mut app, 80, 24).contains("since revision"));
    press(&mut app, "b");
    assert!(screen(&mut app, 80, 24).contains("no approved revision"));
}

#[test]
fn keys_walk_to_findings_and_scroll() {
    let mut app = testing::app(NUR);
    let text = Manuscript { body: "Kata.\n\n".repeat(60), ..testing::manuscript(3) };
    let row = testing::row(3, StageName::Submitted);
    let mut opened: Opened = testing::opened_as(row, text, 2);
    let mut last = opened.findings[0].clone();
    let at = opened.view.manuscript.body.rfind("Kata").unwrap();
    last.span = at..at + 4;
    opened.findings.push(last);
    testing::open(&mut app, opened, Aim::Review);
    let first = screen(&mut app, 80, 24);
    assert!(first.contains("Body, paragraph 1") && first.contains("Body, paragraph 60"), "{first}");
    press(&mut app, "f8 f8");
    let second = screen(&mut app, 80, 24);
    assert!(!second.contains("paragraph 1:"), "{second}");
    press(&mut app, "g");
    assert_eq!(screen(&mut app, 80, 24).lines().nth(2), first.lines().nth(2));
    press(&mut app, "end home space ctrl-u down up pgdn pgup");
    in_all_sizes(&mut app);
}

#[test]
fn later_gives_the_focus_back_and_loses_nothing() {
    let mut app = testing::app(NUR);
    assert_eq!(app.focus, crate::tui::layout::Pane::List);
    testing::open(&mut app, testing::opened(2), Aim::Review);
    assert!(asked(press(&mut app, "esc")).is_empty());
    assert_eq!(app.focus, crate::tui::layout::Pane::List);
    press(&mut app, "f7 e");
    assert_eq!(app.focus, crate::tui::layout::Pane::Editor);
    assert!(app.overlays().is_empty());
}
