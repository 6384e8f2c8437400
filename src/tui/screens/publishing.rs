//! The screens of publishing: what is on its way, what needs somebody, and where texts go.

use super::scenes::{At, Scene, then};
use crate::domain::delivery::{Destination, Kind, Standing};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::msg::publishing::{Answer, Place, Row, Step, Verdict};
use crate::tui::msg::{Aim, Reply};
use crate::tui::testing::parcels::{self, entry};
use crate::tui::testing::{ALI, NUR, RATNA, article, press, reply, type_in};

pub(super) const PUBLISHING: &[(&str, Scene)] = &[
    ("tray-nowhere", |at| {
        let mut app = then(at.app(ALI), "alt-5");
        parcels::tray(&mut app, Vec::new());
        app
    }),
    ("tray-empty", |at| tray(at, NUR, Vec::new())),
    ("tray", |at| then(tray(at, NUR, parcels::rows()), "left")),
    ("tray-needed", |at| tray(at, NUR, parcels::rows())),
    ("tray-done", |at| then(tray(at, NUR, parcels::rows()), "right")),
    ("tray-waiting", waiting),
    ("tray-conflict", conflict),
    ("tray-compare", |at| then(conflict(at), "c")),
    ("tray-ours", |at| then(conflict(at), "o")),
    ("tray-cancel", |at| then(tray(at, NUR, parcels::rows()), "left down x")),
    ("tray-sheet", sheet),
    ("published", published),
    ("approving", |at| {
        let mut app = at.with(NUR, 2, Aim::Review);
        parcels::overview(&mut app, &[]);
        then(app, "y")
    }),
    ("destinations-none", |at| destinations(at, Vec::new())),
    ("destinations", |at| destinations(at, places())),
    ("destination-form", form),
    ("destination-check", check),
];

fn tray(at: At, me: i64, rows: Vec<Row>) -> App {
    let mut app = at.app(me);
    parcels::overview(&mut app, &rows);
    press(&mut app, "alt-5");
    parcels::tray(&mut app, rows);
    app
}

fn waiting(at: At) -> App {
    let mut app = then(tray(at, NUR, parcels::rows()), "left enter");
    parcels::parcel(&mut app, &parcels::rows()[0]);
    app
}

fn conflict(at: At) -> App {
    let mut app = then(tray(at, NUR, parcels::rows()), "enter");
    parcels::parcel(&mut app, &parcels::rows()[2]);
    app
}

fn sheet(at: At) -> App {
    let mut app = then(tray(at, NUR, parcels::rows()), "down enter");
    parcels::parcel(&mut app, &parcels::rows()[3]);
    then(app, "enter 1")
}

/// An open text that is public at one place and not at the other; the list has all signs.
fn published(at: At) -> App {
    let mut app = at.with(NUR, 4, Aim::Edit);
    parcels::overview(&mut app, &parcels::rows());
    let rows = vec![entry(4, "lembar", Standing::Differs), entry(4, "situs", Standing::Visible)];
    reply(&mut app, Reply::Publishing(Answer::Of { article: article(4), rows }));
    app
}

fn places() -> Vec<Place> {
    let place = |name: &str, kind, url: &str, ready| Place {
        destination: Destination {
            name: name.parse().unwrap_or_else(|bad| panic!("{bad:?}")),
            kind,
            url: url.to_owned(),
            settings: [("account".to_owned(), "humas".to_owned())].into(),
        },
        ready,
        by_command: false,
    };
    vec![
        place("situs", Kind::WordPress, "https://contoh.example/", true),
        place("jembatan", Kind::Webhook, "https://contoh.example/masuk", false),
    ]
}

fn destinations(at: At, places: Vec<Place>) -> App {
    let mut app = at.app(RATNA);
    app.perform(Action::UiDestinations);
    reply(&mut app, Reply::Publishing(Answer::Destinations(places)));
    app
}

fn form(at: At) -> App {
    let mut app = then(destinations(at, places()), "a tab");
    type_in(&mut app, "situs-baru");
    press(&mut app, "tab tab tab");
    type_in(&mut app, "rahasia besar");
    app
}

fn check(at: At) -> App {
    let mut app = then(destinations(at, places()), "t");
    let name = places()[0].destination.name.clone();
    let step = |verdict, trouble| Step {
        key: "reach".into(),
        verdict,
        values: [].into(),
        trouble,
        found: None,
    };
    let bad = Some(parcels::trouble("no-secret"));
    for step in [step(Some(Verdict::Good), None), step(Some(Verdict::Bad), bad), step(None, None)] {
        reply(
            &mut app,
            Reply::Publishing(Answer::Step { name: name.clone(), step: Box::new(step) }),
        );
    }
    reply(&mut app, Reply::Publishing(Answer::Checked(name)));
    app
}
