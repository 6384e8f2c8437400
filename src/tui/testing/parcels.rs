//! For tests: a desk with two destinations, and parcels in every state.

use uuid::Uuid;

use super::{MOMENT, article, record, reply};
use crate::domain::delivery::{Kind, Op, Parcel, Remote, Standing, Trouble};
use crate::domain::outbox::{Entry, Has};
use crate::domain::time::Timestamp;
use crate::tui::app::App;
use crate::tui::msg::Reply;
use crate::tui::msg::publishing::{Answer, Live, Overview, Row, Shown, Texts};

/// So many minutes after the moment of all tests.
pub fn minutes(count: i64) -> Timestamp {
    Timestamp::from_ms(MOMENT + count * 60_000)
}

pub fn trouble(key: &str) -> Trouble {
    Trouble {
        key: key.to_owned(),
        values: [("host".to_owned(), "contoh.example".to_owned())].into(),
        at: minutes(-2),
        exchange: Some("POST /masuk: 503".to_owned()),
        said: None,
    }
}

/// The parcel of article `n` for a destination.
pub fn entry(n: u8, destination: &str, standing: Standing) -> Entry {
    let done = standing.is_done();
    let parcel = Parcel {
        id: Uuid::from_u128(u128::from(n)),
        article: article(n),
        destination: destination.parse().unwrap_or_else(|bad| panic!("{bad:?}")),
        op: Op::Publish,
        revision: record(n, 2),
        standing,
        attempts: u32::from(standing != Standing::Queued),
        queued: minutes(-30),
        due: minutes(4),
        trouble: None,
        remote: Remote {
            url: done.then(|| format!("https://contoh.example/berita-{n}")),
            ..Remote::default()
        },
    };
    Entry {
        parcel,
        void: false,
        looks: 0,
        earliest: minutes(-30),
        due: standing.is_open().then(|| minutes(4)),
        has: if done { Has::Yes } else { Has::No },
        had: Has::No,
        theirs: None,
        exchange: Vec::new(),
    }
}

pub fn row(n: u8, destination: &str, standing: Standing) -> Row {
    let kind = if destination == "situs" { Kind::Webhook } else { Kind::Paste };
    let entry = entry(n, destination, standing);
    Row { entry, headline: format!("Berita nomor {n}"), revision: "2".into(), kind: Some(kind) }
}

/// One of each kind: waiting, refused, published, seen, other words there, cancelled.
pub fn rows() -> Vec<Row> {
    let mut waits = row(1, "situs", Standing::Waiting);
    waits.entry.parcel.trouble = Some(trouble("maintenance"));
    waits.entry.parcel.attempts = 2;
    waits.entry.exchange = vec!["POST /masuk: 503".into(), "POST /masuk: 503".into()];
    let mut conflict = row(2, "situs", Standing::Conflict);
    conflict.entry.parcel.trouble = Some(trouble("bad-answer"));
    let mut by_hand = row(3, "lembar", Standing::Waiting);
    by_hand.entry.parcel.trouble = Some(trouble("by-hand"));
    by_hand.entry.due = Some(minutes(60 * 24 * 365 * 10));
    let visible = row(4, "situs", Standing::Visible);
    let cancelled = row(5, "lembar", Standing::Cancelled);
    let unsure = row(6, "situs", Standing::Unknown);
    vec![waits, unsure, conflict, by_hand, visible, cancelled]
}

/// The desk says what is on its way.
pub fn overview(app: &mut App, rows: &[Row]) {
    let live = |row: &Row| Live {
        article: row.entry.parcel.article,
        destination: row.entry.parcel.destination.clone(),
        op: row.entry.parcel.op,
        standing: row.entry.parcel.standing,
        due: row.entry.due,
        trouble: row.entry.parcel.trouble.as_ref().map(|trouble| trouble.key.clone()),
    };
    let is_live = |row: &&Row| {
        let standing = row.entry.parcel.standing;
        standing.is_open() || standing.is_stuck()
    };
    let name = |name: &str| name.parse().unwrap_or_else(|bad| panic!("{bad:?}"));
    let destinations = vec![(name("situs"), Kind::Webhook), (name("lembar"), Kind::Paste)];
    let live = rows.iter().filter(is_live).map(live).collect();
    reply(app, Reply::Publishing(Answer::Overview(Overview { destinations, live, idle: false })));
}

pub fn tray(app: &mut App, rows: Vec<Row>) {
    reply(app, Reply::Publishing(Answer::Tray(rows)));
}

/// A parcel's page, with the texts of a conflict and a sheet where those are due.
pub fn parcel(app: &mut App, row: &Row) {
    let fields = |body: &str| vec![("headline", row.headline.clone()), ("body", body.to_owned())];
    let texts = (row.entry.parcel.standing == Standing::Conflict).then(|| Texts {
        base: fields("Rapat dimulai pukul delapan."),
        ours: fields("Rapat dimulai pukul sembilan."),
        theirs: fields("Rapat dimulai pukul delapan di aula."),
    });
    let sheet = match row.kind {
        Some(Kind::Paste) => vec![("title", row.headline.clone()), ("body", "<p>Isi.</p>".into())],
        _ => Vec::new(),
    };
    let form = "https://contoh.example/formulir".to_owned();
    let shown = Box::new(Shown { row: row.clone(), texts, sheet, form });
    reply(app, Reply::Publishing(Answer::Parcel(shown)));
}
