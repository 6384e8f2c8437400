//! The receivers that are shipped for other people's sites, run by their real interpreters, with our
//! own speaker and a faulty network between them.

use std::collections::BTreeMap;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use redaksi::clock::Clock;
use redaksi::domain::delivery::{
    Answer, Destination, Frozen, Kind, Op, Parcel, Receipt, Remote, Standing,
};
use redaksi::domain::ids::{ArticleId, Digest};
use redaksi::domain::time::Timestamp;
use redaksi::keys::secret::Secret;
use redaksi::push::http::Machine;
use redaksi::push::webhook::Webhook;
use redaksi::push::{Means, Pen, Speaker as _, Stopped, Waits};

use crate::net::proxy::{Faults, Proxy};
use crate::{Outcome, scratch, several};

const BRIDGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/bridge");
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwbXZ1mAxo4Qo=";
/// Calls of one text at once.
const AT_ONCE: usize = 10;
const ATTEMPTS: usize = 60;

/// A receiver that runs, and the file it keeps its calls in.
struct Bridge {
    child: Child,
    port: u16,
    url: String,
    db: std::path::PathBuf,
}

impl Drop for Bridge {
    fn drop(&mut self) {
        // PHP's server answers by processes of its own, which would live on.
        let group = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(group) = group {
            let _gone = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _status = self.child.wait();
    }
}

impl Bridge {
    fn start(interpreter: &str, dir: &Path) -> std::io::Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let db = dir.join(format!("{interpreter}.db"));
        let mut command = Command::new(interpreter);
        if interpreter == "php" {
            let address = format!("127.0.0.1:{port}");
            command.args(["-S", &address, "-t", BRIDGES]).env("PHP_CLI_SERVER_WORKERS", "4");
        } else {
            command.args([&format!("{BRIDGES}/receiver.py"), "--port", &port.to_string()]);
            command.env("PYTHONDONTWRITEBYTECODE", "1");
        }
        command.env("REDAKSI_SECRET", SECRET).env("REDAKSI_BRIDGE_DB", &db);
        command.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let child = command.spawn()?;
        let bridge = Self { child, port, url: format!("http://127.0.0.1:{port}/receiver.php"), db };
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > end {
                return Err(std::io::Error::other("the receiver does not answer"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(bridge)
    }

    fn count(&self, query: &str) -> i64 {
        let db = rusqlite::Connection::open(&self.db).unwrap();
        db.query_row(query, [], |row| row.get(0)).unwrap()
    }
}

/// Nobody is told and nothing is kept: the speaker alone is looked at.
struct Nowhere(Arc<Clock>);

impl Pen for Nowhere {
    fn sending(&mut self, _remote: &Remote) -> Result<(), Stopped> {
        Ok(())
    }

    fn commit(&mut self, _remote: &Remote) -> Result<(), Stopped> {
        Ok(())
    }

    fn told(&mut self, _line: String) {}

    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

fn speaker(url: &str, clock: &Arc<Clock>) -> Webhook {
    let destination = Destination {
        name: "jembatan".parse().unwrap(),
        kind: Kind::Webhook,
        url: url.to_owned(),
        settings: BTreeMap::new(),
    };
    let waits = Waits { connect: 2_000, send: 2_000, receive: 10_000, ..Waits::default() };
    let means = Means {
        clock: Arc::clone(clock),
        waits,
        office: "Kantor Contoh".to_owned(),
        sections: Vec::new(),
    };
    let machine = Machine { allow_insecure_loopback: true, ..Machine::default() };
    Webhook::new(&destination, &Secret::new(SECRET).unwrap(), &machine, means).unwrap()
}

fn frozen(number: u128, op: Op, clock: &Clock) -> (Parcel, Frozen) {
    let article = ArticleId(uuid::Uuid::from_u128((0x7 << 76) | (0x8 << 60) | number));
    let at = clock.now();
    let revision = Digest::of(format!("{number} {op:?}").as_bytes());
    let parcel = Parcel {
        id: clock.uuid(),
        article,
        destination: "jembatan".parse().unwrap(),
        op,
        revision,
        standing: Standing::Queued,
        attempts: 0,
        queued: at,
        due: at,
        trouble: None,
        remote: Remote::default(),
    };
    let frozen = Frozen {
        v: 1,
        article,
        revision,
        number: 1,
        content: revision,
        headline: format!("Kantor nomor {number} buka layanan"),
        summary: String::new(),
        html: format!("<p>Naskah {number} & kata “sulit” <em>{op:?}</em></p>\n"),
        language: "id".to_owned(),
        section: "Berita".to_owned(),
        tags: vec!["layanan".to_owned()],
        place: "Contoh".to_owned(),
        byline: "ali".to_owned(),
        credit: String::new(),
        slug: format!("kantor-{number}"),
        published: at,
        updated: at,
        corrections: Vec::new(),
        single_eye: false,
        withdrawn: (op == Op::Withdraw).then(|| (at, "Salah tanggal.".to_owned())),
    };
    (parcel, frozen)
}

/// Calls until somebody says that it is done; how often it took.
fn delivered(
    url: &str,
    clock: &Arc<Clock>,
    parcel: &Parcel,
    text: &Frozen,
) -> Result<usize, String> {
    for attempt in 1..=ATTEMPTS {
        // A new one each time, as after a restart.
        let mut speaker = speaker(url, clock);
        match speaker.deliver(parcel, text, &mut Nowhere(Arc::clone(clock))) {
            Answer::Taken(_) => return Ok(attempt),
            Answer::NotNow { .. } | Answer::Unknown { .. } => {}
            other => return Err(format!("{other:?}")),
        }
    }
    Err("never taken".to_owned())
}

/// Does nobody answer there any more? The processes of a group that was ended go one after the
/// other, and only the first of them is ours to wait for.
fn falls_silent(port: u16) -> bool {
    let end = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(("127.0.0.1", port)).is_ok() {
        if Instant::now() > end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    true
}

pub(crate) fn run() -> Outcome {
    let mut figures = Vec::new();
    let mut failures = Vec::new();
    for interpreter in ["php", "python3"] {
        let works =
            if interpreter == "php" { "exit(extension_loaded('pdo_sqlite') ? 0 : 1);" } else { "" };
        let flag = if interpreter == "php" { "-r" } else { "-c" };
        let there = Command::new(interpreter).args([flag, works]).stdout(Stdio::null()).status();
        if !there.is_ok_and(|status| status.success()) {
            return Outcome::passed_over(format!("no {interpreter} with SQLite here"));
        }
        let dir = scratch(interpreter);
        match Bridge::start(interpreter, dir.path()) {
            Ok(bridge) => {
                figures.push(look(interpreter, &bridge, &mut failures));
                let port = bridge.port;
                drop(bridge);
                if !falls_silent(port) {
                    failures.push(format!("{interpreter}: somebody still answers"));
                }
            }
            Err(error) => failures.push(format!("{interpreter}: {error}")),
        }
    }
    Outcome::of(figures.join("; "), &failures)
}

fn look(interpreter: &str, bridge: &Bridge, failures: &mut Vec<String>) -> String {
    let mut fail = |what: String| failures.push(format!("{interpreter}: {what}"));
    let clock = Arc::new(Clock::system());
    at_once(bridge, &clock, &mut fail);
    out_of_turn(bridge, &clock, &mut fail);
    wrong_clock(bridge, &mut fail);
    let texts = several(20, 200);
    let seed = 20_261_122;
    let late = Duration::from_millis(40);
    let faults = Faults { seed, probability: 0.45, late, slow: late, ..Faults::default() };
    let proxy = Proxy::new(bridge.url.trim_end_matches("/receiver.php"), faults);
    let url = format!("{}/receiver.php", proxy.url());
    let mut calls = 0;
    for number in 0..texts {
        for op in [Op::Publish, Op::Correct, Op::Withdraw] {
            let (parcel, text) = frozen(1_000 + number as u128, op, &clock);
            // The next deed comes later, by the clock that tells which is newer.
            std::thread::sleep(Duration::from_millis(2));
            match delivered(&url, &clock, &parcel, &text) {
                Ok(attempts) => calls += attempts,
                Err(error) => fail(format!("{op:?} {number}: {error}")),
            }
        }
    }
    proxy.settle();
    let wanted = i64::try_from(texts).unwrap_or(0);
    let rows = "uri LIKE 'urn:uuid:%' AND headline LIKE 'Kantor nomor 1___ %'";
    let all = bridge.count(&format!("SELECT count(*) FROM article WHERE {rows}"));
    let gone = bridge.count(&format!("SELECT count(*) FROM article WHERE {rows} AND html IS NULL"));
    if (all, gone) != (wanted, wanted) {
        fail(format!("{all} articles and {gone} taken back of {wanted}"));
    }
    format!("{interpreter} {texts} texts through 45 % faults, 3 deeds each, {calls} calls")
}

/// The same call at ten places at once is done once.
fn at_once(bridge: &Bridge, clock: &Arc<Clock>, fail: &mut dyn FnMut(String)) {
    let (parcel, text) = frozen(1, Op::Publish, clock);
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let call =
            || speaker(&bridge.url, clock).deliver(&parcel, &text, &mut Nowhere(Arc::clone(clock)));
        let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(call)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let taken = answers.iter().filter(|answer| matches!(answer, Answer::Taken(Receipt { .. })));
    if taken.count() != AT_ONCE {
        fail(format!("at once: {answers:?}"));
    }
    let calls = bridge.count(&format!("SELECT count(*) FROM call WHERE id = '{}'", parcel.key()));
    let articles = bridge.count("SELECT count(*) FROM article");
    if (calls, articles) != (1, 1) {
        fail(format!("at once: {calls} calls and {articles} articles"));
    }
}

/// An older call that comes after a newer one is answered and changes nothing.
fn out_of_turn(bridge: &Bridge, clock: &Arc<Clock>, fail: &mut dyn FnMut(String)) {
    let (older, text) = frozen(2, Op::Publish, clock);
    std::thread::sleep(Duration::from_millis(2));
    let (newer, gone) = frozen(2, Op::Withdraw, clock);
    for (parcel, text) in [(&newer, &gone), (&older, &text)] {
        if let Err(error) = delivered(&bridge.url, clock, parcel, text) {
            fail(format!("out of turn: {error}"));
        }
    }
    let shown = bridge.count(
        "SELECT count(*) FROM article WHERE headline LIKE 'Kantor nomor 2 %' AND html IS NOT NULL",
    );
    if shown != 0 {
        fail("out of turn: what was taken back is there again".to_owned());
    }
}

/// A clock that is wrong by ten minutes is found out from the receiver's answer.
fn wrong_clock(bridge: &Bridge, fail: &mut dyn FnMut(String)) {
    for minutes in [-10, 10] {
        let at = Clock::system().now().plus_ms(minutes * 60_000);
        let clock = Arc::new(Clock::stepping(at, 1));
        let (parcel, text) = frozen(if minutes < 0 { 3 } else { 4 }, Op::Publish, &clock);
        match delivered(&bridge.url, &clock, &parcel, &text) {
            Ok(1) => {}
            other => fail(format!("a clock {minutes} min off: {other:?}")),
        }
    }
}
