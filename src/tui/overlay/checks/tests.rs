//! The desk check: from what is listed to what is done about it.

use crate::domain::finding::{Finding, Level};
use crate::domain::manuscript::Manuscript;
use crate::domain::stage::StageName;
use crate::domain::time::Timestamp;
use crate::rules::{self, Rule};
use crate::tui::app::App;
use crate::tui::msg::checks::{Answer, Ask, Checked, Stood};
use crate::tui::msg::{Aim, Deed, Effect, Opened, Reply, Request, Told, What};
use crate::tui::testing::{
    self, ALI, NUR, app, asked, in_all_sizes, open, opened_as, press, reply, row, screen, type_in,
    wait,
};

const BODY: &str = "Rapat  kerja dibuka.\n\nPeserta  hadir pada  Senin  pagi di  aula.\n\nSelesai.";

fn found(rule: &'static str, level: Level, words: &str, nth: usize, fixes: &[&str]) -> Finding {
    let start = BODY.match_indices(words).nth(nth).unwrap().0;
    Finding {
        rule: rule.into(),
        level,
        field: crate::domain::finding::Field::Body,
        span: start..start + words.len(),
        text: words.to_owned(),
        hidden: None,
        args: Vec::new(),
        fixes: fixes.iter().map(|fix| (*fix).to_owned()).collect(),
    }
}

/// Five double blanks, an error with two ways out, a suggestion.
fn all() -> Vec<Finding> {
    let mut all: Vec<Finding> =
        (0..5).map(|nth| found("S01", Level::Warning, "  ", nth, &[" "])).collect();
    all.push(found("T01", Level::Error, "Senin", 0, &["Selasa", "Rabu"]));
    all.push(found("E07", Level::Suggestion, "Selesai", 0, &[]));
    all
}

fn text(findings: Vec<Finding>) -> Opened {
    let manuscript = Manuscript { body: BODY.into(), ..testing::manuscript(1) };
    Opened { findings, ..opened_as(row(1, StageName::Draft), manuscript, 2) }
}

fn with(me: i64, findings: Vec<Finding>) -> App {
    let mut app = app(me);
    open(&mut app, text(findings), Aim::Edit);
    app
}

fn body(app: &App) -> String {
    app.doc.as_ref().unwrap().body.text()
}

fn asks(effects: Vec<Effect>) -> Vec<Ask> {
    let asks = asked(effects).into_iter().filter_map(|request| match request {
        Request::Checks(ask) => Some(ask),
        _ => None,
    });
    asks.collect()
}

/// The row of the list that is chosen.
fn chosen(picture: &str) -> &str {
    picture.lines().find(|line| line.contains('▌')).unwrap_or_default()
}

#[test]
fn findings_are_listed_grave_first_and_many_of_the_same_in_one_row() {
    let mut app = with(ALI, all());
    press(&mut app, "alt-c");
    let picture = screen(&mut app, 80, 24);
    let at = |text: &str| picture.find(text).unwrap_or_else(|| panic!("{text}\n{picture}"));
    assert!(at("✗ 1 error, 5 warnings: cannot be submitted") < at("Errors (1)"), "{picture}");
    assert!(at("Errors (1)") < at("✗ T01 para 2: ") && at("T01") < at("Warnings (5)"));
    assert!(at("! S01 ×5 para 1: ") > at("Warnings (5)"), "{picture}");
    assert!(picture.contains("hadir pada  «Senin»  pagi di"), "{picture}");
    assert!(picture.contains("Rapat«␣␣»kerja dibuka."), "{picture}");
    assert!(picture.contains("1 suggestion hidden (s)") && !picture.contains("E07"), "{picture}");
    assert!(picture.contains("2 Peserta  hadir pada  «Senin» → «Rabu»"), "{picture}");
    for picture in in_all_sizes(&mut app) {
        assert!(chosen(&picture).contains("✗ T01") && !picture.ends_with("none"), "{picture}");
    }
    press(&mut app, "s");
    let picture = screen(&mut app, 80, 40);
    assert!(picture.contains("Suggestions (1)") && picture.contains("i E07 para 3"), "{picture}");
    assert!(app.office.as_ref().unwrap().suggestions);
    press(&mut app, "s");
    assert!(!screen(&mut app, 80, 40).contains("E07"));
}

#[test]
fn enter_goes_to_the_words_and_esc_back() {
    let mut app = with(ALI, all());
    press(&mut app, "alt-c enter");
    assert!(app.overlays().is_empty());
    assert_eq!(app.doc.as_ref().unwrap().body.caret(), BODY.find("Senin").unwrap());
    press(&mut app, "alt-c down down enter");
    assert_eq!(app.doc.as_ref().unwrap().body.caret(), BODY.find("  kerja").unwrap());
    press(&mut app, "alt-c alt-c");
    assert!(app.overlays().is_empty());
    press(&mut app, "alt-c esc");
    assert!(app.overlays().is_empty());
}

#[test]
fn figures_take_a_suggestion_and_a_row_stands_for_all_its_places() {
    let mut app = with(ALI, all());
    press(&mut app, "alt-c 2");
    assert_eq!(body(&app), BODY.replace("Senin", "Rabu"));
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("! 5 warnings, gate: errors. Can be submitted"), "{picture}");
    press(&mut app, "1");
    assert_eq!(body(&app), BODY.replace("Senin", "Rabu").replace("  ", " "));
    assert!(screen(&mut app, 80, 24).contains("5 places fixed"));
    press(&mut app, "esc ctrl-z");
    assert_eq!(body(&app), BODY.replace("Senin", "Rabu"), "one step of undo");
    let mut app = with(ALI, all());
    press(&mut app, "alt-c f4");
    assert!(screen(&mut app, 80, 24).contains("d Let it stand, with a reason"));
    press(&mut app, "1");
    assert_eq!(body(&app), BODY.replace("Senin", "Selasa"));
    press(&mut app, "a");
    assert_eq!(body(&app), BODY.replace("Senin", "Selasa").replace("  ", " "));
}

#[test]
fn to_let_stand_asks_for_a_reason_and_then_the_desk() {
    let mut app = with(ALI, all());
    press(&mut app, "alt-c down d");
    for picture in in_all_sizes(&mut app) {
        assert!(picture.contains("Reason:") && !picture.ends_with("none"), "{picture}");
    }
    assert!(asks(press(&mut app, "enter")).is_empty());
    assert!(screen(&mut app, 80, 24).contains("✗ Give a reason."));
    type_in(&mut app, "tabel lama");
    let ask = asks(press(&mut app, "enter"));
    let [Ask::Dismiss { article, rule, words, reason }] = ask.as_slice() else { panic!("{ask:?}") };
    assert_eq!((rule.as_str(), words.as_str(), reason.as_str()), ("S01", "", "tabel lama"));
    let told = Told { message: "tidak boleh".into(), ..Told::default() };
    reply(&mut app, Reply::Refused { what: What::Check, told });
    assert!(screen(&mut app, 80, 24).contains("✗ tidak boleh"));
    let (article, rule, words) = (*article, rule.clone(), words.clone());
    reply(&mut app, Reply::Checks(Answer::Dismissed { article, rule, words }));
    let picture = screen(&mut app, 80, 24);
    assert!(!picture.contains("Warnings") && picture.contains("5 let stand (r)"), "{picture}");
}

#[test]
fn an_error_in_ones_own_text_is_not_for_oneself_to_let_stand() {
    let mut app = with(ALI, all());
    press(&mut app, "alt-c d");
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("✗ An error may only be let stand by a reviewer"), "{picture}");
    type_in(&mut app, "memang begitu");
    assert!(asks(press(&mut app, "enter")).is_empty());
    let mut app = with(NUR, all());
    press(&mut app, "alt-c d");
    type_in(&mut app, "memang begitu");
    assert_eq!(asks(press(&mut app, "enter")).len(), 1);
}

#[test]
fn what_was_let_stand_is_shown_with_who_and_why_and_taken_back() {
    let mut app = app(ALI);
    let stands = found("T01", Level::Error, "Senin", 0, &[]);
    open(&mut app, Opened { dismissed: vec![stands], ..text(Vec::new()) }, Aim::Edit);
    let asked = asks(press(&mut app, "alt-c r"));
    assert!(matches!(asked.as_slice(), [Ask::Stood { .. }]), "{asked:?}");
    let stood = |words: &str| Stood {
        rule: "T01".into(),
        level: Level::Error,
        words: words.into(),
        by: "nur".into(),
        at: Timestamp::from_ms(testing::MOMENT - 3_600_000),
        reason: "kutipan surat".into(),
    };
    let rows = vec![stood("senin"), stood("kamis")];
    reply(&mut app, Reply::Checks(Answer::Stood { article: testing::article(1), rows }));
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("✓ Clean"), "{picture}");
    assert!(picture.contains("Let stand (2)") && picture.contains("nur: «senin»"), "{picture}");
    assert!(picture.contains("kutipan surat") && picture.contains("d takes it back"), "{picture}");
    in_all_sizes(&mut app);
    let asked = asks(press(&mut app, "d"));
    let [Ask::Undismiss { rule, words, .. }] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((rule.as_str(), words.as_str()), ("T01", "senin"));
    press(&mut app, "down");
    assert!(screen(&mut app, 80, 24).contains("does not have these words now"));
}

#[test]
fn a_text_is_looked_through_before_it_is_submitted() {
    let mut app = with(ALI, all());
    assert!(asked(press(&mut app, "f6")).is_empty());
    assert!(screen(&mut app, 80, 24).contains("Desk check"));
    assert!(asked(press(&mut app, "f6")).is_empty(), "the gate is closed");
    press(&mut app, "1");
    let requests = asked(press(&mut app, "f6"));
    assert!(matches!(requests.as_slice(), [Request::Save { .. }]), "{requests:?}");
    assert!(app.overlays().is_empty());
    // An office whose gate stops at warnings.
    let mut app = with(ALI, vec![found("S01", Level::Warning, "  ", 0, &[" "])]);
    app.office.as_mut().unwrap().strict = true;
    press(&mut app, "f6");
    assert!(screen(&mut app, 80, 24).contains("gate: warnings"));
    assert!(asked(press(&mut app, "f6")).is_empty());
    // Without anything to say it goes at once; what the desk finds all the same is shown.
    let mut app = with(ALI, Vec::new());
    let requests = asked(press(&mut app, "f6"));
    let [Request::Act { article, deed: Deed::Submit }] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    let what = What::Act { article: *article, deed: Deed::Submit };
    let told = Told { kind: "findings".into(), ..Told::default() };
    reply(&mut app, Reply::Refused { what, told });
    assert!(screen(&mut app, 80, 24).contains("Desk check"));
}

#[test]
fn a_reviewer_adds_a_word_to_the_dictionary_with_one_key() {
    let word = || vec![found("E07", Level::Warning, "Selesai", 0, &[])];
    let mut app = with(NUR, word());
    let asked = asks(press(&mut app, "alt-c k"));
    assert!(matches!(asked.as_slice(), [Ask::Word { word }] if word == "Selesai"), "{asked:?}");
    let looks =
        testing::asked(reply(&mut app, Reply::Checks(Answer::Word { word: "Selesai".into() })));
    assert!(looks.iter().any(|ask| matches!(ask, Request::Check { .. })), "{looks:?}");
    // In the text: what is found there, and what is selected.
    press(&mut app, "esc ctrl-home");
    assert_eq!(asks(press(&mut app, "f8 alt-i")).len(), 1);
    press(&mut app, "ctrl-home shift-end");
    assert!(asks(press(&mut app, "alt-i")).is_empty(), "a sentence is no word");
    // Whoever decides nothing for the office is told so.
    let mut app = with(ALI, word());
    assert!(asks(press(&mut app, "alt-c k")).is_empty());
    assert!(screen(&mut app, 80, 24).contains("reviewer"));
}

#[test]
fn a_look_comes_after_a_pause_and_one_at_other_words_is_dropped() {
    let mut app = with(ALI, Vec::new());
    press(&mut app, "ctrl-end");
    type_in(&mut app, " a");
    let looks = |effects: Vec<Effect>| -> Vec<(u64, crate::text::shared::Shared)> {
        let checks = asked(effects).into_iter().filter_map(|ask| match ask {
            Request::Check { version, text, .. } => Some((version, text.body().clone())),
            _ => None,
        });
        checks.collect()
    };
    assert!(looks(wait(&mut app, 299)).is_empty());
    let first = looks(wait(&mut app, 1));
    let [(version, body)] = first.as_slice() else { panic!("{}", first.len()) };
    let checked = |version: u64| {
        let findings = vec![found("S01", Level::Warning, "  ", 0, &[" "])];
        let (dismissed, changed, body) = (Vec::new(), Vec::new(), body.clone());
        Reply::Checked(Box::new(Checked { version, body, findings, dismissed, changed }))
    };
    type_in(&mut app, "b");
    reply(&mut app, checked(*version));
    assert!(app.doc.as_ref().unwrap().findings.is_empty());
    press(&mut app, "alt-c");
    assert!(screen(&mut app, 80, 24).contains("being read…"));
}

/// A text with what one rule says of it, and suggestions shown.
fn example(rule: &Rule, manuscript: Manuscript) -> App {
    let findings = rules::testing::said(rule, &manuscript);
    let mut app = app(NUR);
    app.office.as_mut().unwrap().suggestions = true;
    let opened = opened_as(row(1, StageName::Draft), manuscript, 2);
    open(&mut app, Opened { findings, ..opened }, Aim::Edit);
    app
}

#[test]
fn every_rule_is_listed_explained_and_let_stand() {
    let mut seen = 0;
    for rule in rules::all() {
        for wrong in rule.wrong {
            let mut app = example(rule, wrong.manuscript());
            press(&mut app, "alt-c");
            let picture = screen(&mut app, 160, 48);
            assert!(chosen(&picture).contains(&format!(" {} ", rule.id)), "{picture}");
            let why = app.say(&format!("finding-{}-why", rule.id), &[]);
            let head: Vec<&str> = why.split_whitespace().take(6).collect();
            assert!(picture.contains(&head.join(" ")), "{}: {why}\n{picture}", rule.id);
            press(&mut app, "d");
            let picture = screen(&mut app, 160, 48);
            assert!(picture.contains(rule.id) && picture.contains("Reason:"), "{picture}");
            assert!(asks(press(&mut app, "enter")).is_empty(), "{}", rule.id);
            type_in(&mut app, "kutipan");
            let asked = asks(press(&mut app, "enter"));
            let is_it =
                |ask: &Ask| matches!(ask, Ask::Dismiss { rule: asked, .. } if asked == rule.id);
            assert!(asked.len() == 1 && asked.iter().all(is_it), "{}: {asked:?}", rule.id);
            seen += 1;
        }
    }
    assert!(seen >= rules::all().count());
}
