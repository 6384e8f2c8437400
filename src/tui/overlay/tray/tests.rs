//! The tray by its keys: groups, decisions, conflicts, sheets, and what is told.

use crate::domain::delivery::{Op, Standing};
use crate::tui::app::App;
use crate::tui::msg::publishing::{Answer, Ask, Decision, News, Row};
use crate::tui::msg::{Deed, Effect, Reply, Request};
use crate::tui::testing::parcels::{self, entry, row, rows};
use crate::tui::testing::{
    ALI, NUR, app, article, asked, in_all_sizes, press, reply, screen, type_in, wait,
};

fn open(me: i64) -> App {
    let mut app = app(me);
    parcels::overview(&mut app, &rows());
    press(&mut app, "alt-5");
    parcels::tray(&mut app, rows());
    app
}

/// The decisions among what is asked.
fn decisions(effects: Vec<Effect>) -> Vec<Decision> {
    let decision = |request| match request {
        Request::Publishing(Ask::Decide { decision, .. }) => Some(decision),
        _ => None,
    };
    asked(effects).into_iter().filter_map(decision).collect()
}

#[test]
fn what_needs_somebody_comes_first_and_groups_turn() {
    let mut app = open(NUR);
    for picture in in_all_sizes(&mut app) {
        assert!(picture.contains("[Needs you 2]") && !picture.ends_with("none"), "{picture}");
        assert!(picture.contains("▌≠") && picture.contains("Berita nomor 2"), "{picture}");
    }
    press(&mut app, "right");
    assert!(screen(&mut app, 80, 24).contains("https://contoh.example/berita-4"));
    press(&mut app, "tab");
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("[On its way 2]") && picture.contains("next try in 4"), "{picture}");
    // What comes meanwhile leaves the chosen row where it is.
    press(&mut app, "down");
    parcels::tray(&mut app, rows());
    assert!(screen(&mut app, 80, 24).contains("▌? not sure yet"));
    press(&mut app, "esc");
    assert!(app.overlays().is_empty());
}

#[test]
fn reviewers_try_again_and_others_are_told_who_may() {
    let mut app = open(NUR);
    assert_eq!(decisions(press(&mut app, "left r")), [Decision::Retry]);
    let mut app = open(ALI);
    assert_eq!(decisions(press(&mut app, "left r")), []);
    assert!(screen(&mut app, 80, 24).contains("Reviewers decide"));
    assert_eq!(decisions(press(&mut app, "x")), []);
}

#[test]
fn a_cancelled_delivery_is_asked_about_and_what_is_known_is_said() {
    let mut app = open(NUR);
    press(&mut app, "left x");
    assert!(screen(&mut app, 80, 24).contains("Nothing of it has gone to situs"));
    assert_eq!(decisions(press(&mut app, "enter")), [], "what is safe has the focus");
    press(&mut app, "down x");
    let told = screen(&mut app, 80, 24);
    assert!(told.contains("It may be at situs already"), "{told}");
    assert_eq!(decisions(press(&mut app, "tab enter")), [Decision::Cancel]);
    let mut row = rows().remove(1);
    row.entry.parcel.standing = Standing::Cancelled;
    let (decision, row) = (Decision::Cancel, Box::new(row));
    reply(
        &mut app,
        Reply::Publishing(Answer::Decided { decision, row, clashes: Vec::new(), unread: false }),
    );
    assert_eq!(app.overlays().len(), 1);
    assert!(screen(&mut app, 80, 24).contains("Cancelled: Berita nomor 6"));
}

#[test]
fn a_conflict_is_compared_in_three_ways_before_it_is_decided() {
    let mut app = open(NUR);
    press(&mut app, "enter");
    parcels::parcel(&mut app, &rows()[2]);
    for key in ["o Ours", "c compare"] {
        let picture = screen(&mut app, 80, 24);
        assert!(picture.to_lowercase().contains(&key.to_lowercase()), "{picture}");
    }
    for (title, words) in [
        ("From ours to theirs", "aula"),
        ("What they changed", "aula"),
        ("What we changed", "sembilan"),
    ] {
        press(&mut app, "c");
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains(title) && picture.contains(words), "{title}: {picture}");
        }
    }
    press(&mut app, "esc t");
    let told = screen(&mut app, 80, 24);
    assert!(told.contains("Here a correction with"), "{told}");
    assert_eq!(decisions(press(&mut app, "tab enter")), [Decision::Theirs]);
}

#[test]
fn a_sheet_is_copied_field_by_field_and_the_page_is_checked() {
    let mut app = open(NUR);
    press(&mut app, "down enter");
    parcels::parcel(&mut app, &rows()[3]);
    press(&mut app, "enter");
    let copied = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        })
    };
    assert_eq!(copied(press(&mut app, "enter")).as_deref(), Some("Berita nomor 3"));
    assert_eq!(copied(press(&mut app, "2")).as_deref(), Some("<p>Isi.</p>"));
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("✓ 1 Title") && picture.contains("✓ 2 Text"), "{picture}");
    assert_eq!(decisions(press(&mut app, "enter")), []);
    assert!(screen(&mut app, 80, 24).contains("Give the public address"));
    type_in(&mut app, "https://contoh.example/b3");
    let wanted = Decision::At("https://contoh.example/b3".into());
    assert_eq!(decisions(press(&mut app, "enter")), [wanted]);
    for picture in in_all_sizes(&mut app) {
        assert!(picture.contains("contoh.example/b3"), "{picture}");
    }
}

fn ended(app: &mut App, standing: Standing, was: Standing, op: Op) -> String {
    let mut entry = entry(1, "situs", standing);
    entry.parcel.op = op;
    entry.parcel.trouble = Some(parcels::trouble("maintenance"));
    app.notes.dismiss();
    let headline = "Berita nomor 1".to_owned();
    let news = News::Ended { entry: Box::new(entry), headline, was };
    reply(app, Reply::Publishing(Answer::News(news)));
    screen(app, 120, 24)
}

#[test]
fn what_became_of_it_is_told_in_words_that_promise_no_more_than_is_known() {
    use Standing::{Published, Refused, Sending, Unknown, Visible, Waiting};
    let mut app = app(NUR);
    parcels::overview(&mut app, &[]);
    for (standing, was, op, words) in [
        (Published, Sending, Op::Publish, "Published at situs"),
        (Visible, Published, Op::Publish, "Readers see it at situs"),
        (Visible, Sending, Op::Publish, "and readers see it"),
        (Published, Sending, Op::Withdraw, "Taken away at situs"),
        (Unknown, Sending, Op::Publish, "Not sure yet whether"),
        (Waiting, Sending, Op::Publish, "contoh.example is under"),
        (Refused, Sending, Op::Publish, "situs does not take it"),
    ] {
        let told = ended(&mut app, standing, was, op);
        assert!(told.contains(words), "{words}: {told}");
    }
    app.notes.dismiss();
    let told = ended(&mut app, Unknown, Unknown, Op::Publish);
    assert!(!told.contains("Not sure yet"), "it was told before: {told}");
}

#[test]
fn the_header_says_the_most_pressing_thing_and_gives_way_where_there_is_no_room() {
    let mut app = app(NUR);
    let head = |app: &mut App, width| screen(app, width, 24).lines().next().unwrap().to_owned();
    assert!(!head(&mut app, 160).contains('⇪'));
    let queued = vec![row(1, "situs", Standing::Queued), row(2, "situs", Standing::Queued)];
    parcels::overview(&mut app, &queued);
    assert!(head(&mut app, 160).contains("⇪ 2 queued"));
    assert!(head(&mut app, 80).contains("⇪ 2") && head(&mut app, 80).contains("◆ 2 to review"));
    assert!(!head(&mut app, 40).contains('⇪'));
    let begun = News::Begun { destination: "situs".parse().unwrap(), looks: false };
    reply(&mut app, Reply::Publishing(Answer::News(begun)));
    assert!(head(&mut app, 160).contains("⇪ sending"));
    reply(&mut app, Reply::Publishing(Answer::News(News::Idle)));
    let mut offline = row(1, "situs", Standing::Waiting);
    offline.entry.parcel.trouble = Some(parcels::trouble("no-network"));
    parcels::overview(&mut app, &[offline]);
    assert!(head(&mut app, 160).contains("⇪ offline, 1 queued"));
    parcels::overview(&mut app, &rows());
    assert!(head(&mut app, 160).contains("⇪ 2 need you"));
    parcels::overview(&mut app, &[]);
    assert!(head(&mut app, 160).contains("⇪ all sent"));
    wait(&mut app, 30_000);
    assert!(!head(&mut app, 160).contains('⇪'), "not for ever");
}

#[test]
fn words_that_nobody_could_read_are_told() {
    let mut app = open(NUR);
    let (decision, row) = (Decision::Merged, Box::new(rows().remove(2)));
    let decided = Answer::Decided { decision, row, clashes: Vec::new(), unread: true };
    reply(&mut app, Reply::Publishing(decided));
    assert!(screen(&mut app, 120, 30).contains("The words that stand there cannot"));
}

/// Texts that arrive by the dozen are looked at together; what somebody did, at once.
#[test]
fn what_moves_is_read_again_now_and_then_and_the_last_of_it_too() {
    let mut app = app(NUR);
    parcels::overview(&mut app, &rows());
    let looks = |effects: Vec<Effect>| {
        let requests = asked(effects).into_iter();
        requests.filter(|it| matches!(it, Request::Publishing(Ask::Overview))).count()
    };
    let arrives = |app: &mut App| {
        let (entry, headline) = (entry(1, "situs", Standing::Published), "Berita".to_owned());
        let was = Standing::Sending;
        let news = News::Ended { entry: Box::new(entry), headline, was };
        looks(reply(app, Reply::Publishing(Answer::News(news))))
    };
    assert_eq!(arrives(&mut app), 1);
    let mut later = 0;
    for _ in 0..20 {
        later += arrives(&mut app) + looks(wait(&mut app, 20));
    }
    assert_eq!(later, 1, "in 400 milliseconds");
    let due = app.deadline().unwrap().saturating_sub(app.now.ms);
    assert!((1..=250).contains(&due), "{due}");
    assert_eq!(looks(wait(&mut app, due)), 1, "the last of them");
    let quiet: usize = (0..20).map(|_| looks(wait(&mut app, 100))).sum();
    assert_eq!(quiet, 0);
    assert_eq!(arrives(&mut app), 1);
    assert_eq!(looks(reply(&mut app, Reply::Publishing(Answer::Retried(1)))), 1);
}

#[test]
fn approving_and_withdrawing_say_where() {
    let mut app = app(NUR);
    parcels::overview(&mut app, &[]);
    let acted = |deed| Reply::Acted {
        deed,
        article: article(2),
        stage: crate::domain::stage::StageName::Approved,
        headline: "Berita nomor 2".into(),
        plan: crate::domain::stage::Plan::default(),
    };
    reply(&mut app, acted(Deed::Approve { revision: "2".into(), note: None }));
    assert!(screen(&mut app, 120, 30).contains("It goes to: situs, lembar"));
    let rows = vec![entry(2, "lembar", Standing::Queued), entry(2, "situs", Standing::Visible)];
    reply(&mut app, Reply::Publishing(Answer::Of { article: article(2), rows }));
    app.notes.dismiss();
    reply(&mut app, acted(Deed::Withdraw { reason: "Keliru".into() }));
    assert!(screen(&mut app, 120, 30).contains("It is taken away at: situs"));
}

/// On a desk without destinations nothing more is asked than before.
#[test]
fn without_destinations_nothing_is_asked_about_them() {
    let mut app = app(NUR);
    let deed = Deed::Approve { revision: "2".into(), note: None };
    let effects = reply(
        &mut app,
        Reply::Acted {
            deed,
            article: article(2),
            stage: crate::domain::stage::StageName::Approved,
            headline: String::new(),
            plan: crate::domain::stage::Plan::default(),
        },
    );
    assert!(!asked(effects).iter().any(|request| matches!(request, Request::Publishing(_))));
    press(&mut app, "alt-5");
    let rows: Vec<Row> = Vec::new();
    parcels::tray(&mut app, rows);
    assert!(screen(&mut app, 80, 24).contains("There is no destination yet"));
}
