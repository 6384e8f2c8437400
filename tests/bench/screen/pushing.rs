//! Keys while the workstation's own thread brings texts to a receiver.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use redaksi::clock::Clock;
use redaksi::desk::edit::Change;
use redaksi::desk::{Desk, Intent, Me};
use redaksi::domain::delivery::{Destination, Kind};
use redaksi::keys::secret::Secret;
use redaksi::paths::private;

use super::programs::{self, QUIT, Spot};
use super::{DOCUMENT, KEYS, QUIET, ROUNDS, ratios};
use crate::fill::Filled;
use crate::measure::{Judge, median};
use crate::net::http::{Reply, Server};

const TEXTS: usize = 200;
/// The receiver takes its time over each, so that they last as long as the keys do.
const PACE: Duration = Duration::from_millis(25);
/// Fewer than so many in a round, and nothing was measured.
const LEAST: usize = 20;
const SECRET: &str = "whsec_a3VuY2ktdGVzLXlhbmctdGlkYWstcmFoYXNpYQ==";

/// A receiver that holds every call back until it is let go.
struct Receiver {
    server: Server,
    flows: Arc<AtomicBool>,
    taken: Arc<AtomicUsize>,
}

impl Receiver {
    fn start() -> Self {
        let (flows, taken) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let (open, count) = (Arc::clone(&flows), Arc::clone(&taken));
        let server = Server::start(move |_call| {
            while !open.load(Ordering::SeqCst) {
                std::thread::sleep(PACE);
            }
            std::thread::sleep(PACE);
            count.fetch_add(1, Ordering::SeqCst);
            Reply::new(200, "application/json", "{}")
        });
        Self { server, flows, taken }
    }
}

fn desk(filled: &Filled) -> Desk {
    let clock = Arc::new(Clock::system());
    Desk::open(&filled.dir(), &filled.state(), clock, Intent::Write).unwrap()
}

fn me(desk: &mut Desk, name: &str) -> Me {
    let person = desk.who(Some(name)).unwrap();
    desk.unlock(person, None).unwrap()
}

/// Gives the desk a destination and as many texts as are to go there.
fn queue(filled: &Filled, url: &str) {
    let settings = b"[destination.jembatan]\nallow_insecure_loopback = true\n";
    private::replace_private(&filled.dir().join("redaksi.toml"), settings).unwrap();
    let mut desk = desk(filled);
    let kepala = me(&mut desk, "kepala");
    let destination = Destination {
        name: "jembatan".parse().unwrap(),
        kind: Kind::Webhook,
        url: url.to_owned(),
        settings: [("require-echo".to_owned(), "no".to_owned())].into(),
    };
    desk.add_destination(&kepala, &destination).unwrap();
    desk.keep_secret(&destination.name, &Secret::new(SECRET).unwrap()).unwrap();
    let (ali, nur) = (me(&mut desk, "ali"), me(&mut desk, "nur"));
    for number in 0..TEXTS {
        let headline = format!("Layanan kantor nomor {number}");
        let changes = [Change::new("headline", headline), Change::new("body", "Kantor itu buka.")];
        let id = desk.new_article(&ali, &changes).unwrap().to_string();
        desk.submit(&ali, &id).unwrap();
        desk.approve(&nur, &id, "1", None).unwrap();
    }
    desk.close();
}

/// The middle of the times to the first sign of each key, in milliseconds.
fn typed(filled: &Filled, begin: impl FnOnce()) -> f64 {
    let mut session = programs::redaksi_with(filled, &programs::prose(DOCUMENT), Spot::End);
    begin();
    let text = programs::typed(KEYS);
    let times: Vec<f64> = text
        .bytes()
        .filter_map(|key| session.ask(std::slice::from_ref(&key), QUIET).first_ms)
        .collect();
    session.end(QUIT);
    median(&times)
}

pub(crate) fn run(judge: &mut Judge) {
    let (mut still, mut pushing, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    for _round in 0..ROUNDS {
        let filled = Filled::new(super::FEW, super::FEW / 2);
        still.push(typed(&filled, || {}));
        let receiver = Receiver::start();
        queue(&filled, &receiver.server.url());
        pushing.push(typed(&filled, || receiver.flows.store(true, Ordering::SeqCst)));
        counts.push(receiver.taken.load(Ordering::SeqCst));
        receiver.flows.store(true, Ordering::SeqCst);
    }
    let least = counts.iter().min().copied().unwrap_or(0);
    let value = format!("{:.2} / {:.2} ms, {least} sent", median(&pushing), median(&still));
    assert!(least >= LEAST, "{counts:?} texts went out");
    judge.at_most("key while texts go out / at rest", &value, &ratios(&pushing, &still), 1.2);
}
