//! Setting up by its keys: who may, what is typed and never seen, the check, and removing.

use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::legal;
use crate::tui::msg::publishing::{Answer, Ask, Hidden};
use crate::tui::msg::{Effect, Reply, Request, Told, What};
use crate::tui::testing::{
    ALI, RATNA, app, asked, in_all_sizes, paste, press, reply, screen, type_in,
};

fn open() -> App {
    let mut app = app(RATNA);
    app.perform(Action::UiDestinations);
    reply(&mut app, Reply::Publishing(Answer::Destinations(Vec::new())));
    app
}

fn kept(effects: Vec<Effect>) -> Option<(String, bool, Option<Hidden>)> {
    asked(effects).into_iter().find_map(|request| match request {
        Request::Publishing(Ask::Keep { destination, is_new, secret }) => {
            let all =
                format!("{} {} {:?}", destination.name, destination.url, destination.settings);
            Some((all, is_new, secret))
        }
        _ => None,
    })
}

#[test]
fn only_an_administrator_sets_destinations_up() {
    let why = |me| legal::why_not(&app(me), Action::UiDestinations).map(|why| why.key);
    assert_eq!((why(ALI), why(RATNA)), (Some("why-not-admin"), None));
}

#[test]
fn a_destination_is_typed_in_and_its_secret_is_never_seen() {
    let mut app = open();
    press(&mut app, "a tab");
    type_in(&mut app, "Situs");
    press(&mut app, "tab");
    type_in(&mut app, "https://contoh.example/");
    press(&mut app, "tab");
    type_in(&mut app, "humas");
    press(&mut app, "tab");
    type_in(&mut app, "abcd ");
    paste(&mut app, "efgh\n");
    for picture in in_all_sizes(&mut app) {
        assert!(!picture.contains("abcd") && !picture.contains("efgh"), "{picture}");
        assert!(picture.contains("•••") && !picture.ends_with("none"), "{picture}");
    }
    press(&mut app, "tab tab tab");
    assert!(kept(press(&mut app, "enter")).is_none(), "the name has a capital");
    assert!(screen(&mut app, 80, 24).contains("lower case"));
    press(&mut app, "ctrl-u");
    type_in(&mut app, "situs");
    let (all, is_new, secret) =
        kept(press(&mut app, "shift-tab shift-tab shift-tab enter")).unwrap();
    assert_eq!(all, "situs https://contoh.example/ {\"account\": \"humas\"}");
    let Some(Hidden::Typed(secret)) = secret else { panic!("{secret:?}") };
    assert!(is_new && secret.bytes().as_slice() == b"abcd efgh");
    assert!(!format!("{secret:?}").contains("abcd"));
    // A refusal stays in the form, with all that was typed but the secret.
    let told = Told { message: "Alamatnya tidak dapat dipakai".into(), ..Told::default() };
    reply(&mut app, Reply::Refused { what: What::Other, told });
    let picture = screen(&mut app, 80, 24);
    assert!(picture.contains("Alamatnya tidak") && picture.contains("humas"), "{picture}");
}

#[test]
fn a_destination_that_was_kept_is_checked_at_once() {
    let mut app = open();
    press(&mut app, "a right right tab");
    type_in(&mut app, "jembatan");
    press(&mut app, "tab");
    type_in(&mut app, "https://contoh.example/masuk");
    let name: crate::domain::delivery::Name = "jembatan".parse().unwrap();
    let (_, _, secret) = kept(press(&mut app, "tab tab tab tab enter")).unwrap();
    assert!(secret.is_none());
    let again = asked(reply(&mut app, Reply::Publishing(Answer::Kept(name.clone()))));
    assert!(again.iter().any(|it| matches!(it, Request::Publishing(Ask::Overview))));
    let destination = crate::domain::delivery::Destination {
        name,
        kind: crate::domain::delivery::Kind::Webhook,
        url: "https://contoh.example/masuk".into(),
        settings: [].into(),
    };
    let place = crate::tui::msg::publishing::Place { destination, ready: true, by_command: true };
    let checks = asked(reply(&mut app, Reply::Publishing(Answer::Destinations(vec![place]))));
    assert!(checks.iter().any(|it| matches!(it, Request::Publishing(Ask::Check(_)))), "{checks:?}");
    for picture in in_all_sizes(&mut app) {
        assert!(picture.contains("Checking jembatan") && picture.contains("Looking"), "{picture}");
    }
}

#[test]
fn a_destination_is_removed_after_a_question() {
    let mut app = crate::tui::testing::app(RATNA);
    app.perform(Action::UiDestinations);
    let destination = crate::domain::delivery::Destination {
        name: "situs".parse().unwrap(),
        kind: crate::domain::delivery::Kind::Paste,
        url: String::new(),
        settings: [].into(),
    };
    let place = crate::tui::msg::publishing::Place { destination, ready: true, by_command: false };
    reply(&mut app, Reply::Publishing(Answer::Destinations(vec![place])));
    let removes =
        |effects| asked(effects).iter().any(|it| matches!(it, Request::Publishing(Ask::Remove(_))));
    assert!(!removes(press(&mut app, "d enter")));
    assert!(removes(press(&mut app, "d tab enter")));
    assert!(screen(&mut app, 80, 24).contains("stays there"));
}
