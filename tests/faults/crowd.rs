//! Several programs at one desk: nobody starves, nobody loses, nobody does a thing twice.

use std::process::Child;
use std::time::{Duration, Instant};

use redaksi::domain::record::Deed;
use rusqlite::{Connection, TransactionBehavior};
use rustix::process::{Pid, Signal, kill_process};

use crate::office::{Answer, Office};
use crate::{Outcome, killed, several};

/// Files for one hot importer.
fn pile(office: &Office, from: usize, count: usize, paragraphs: usize) -> Vec<String> {
    (from..from + count).map(|number| office.text(number, paragraphs)).collect()
}

fn import(office: &Office, files: &[String]) -> Child {
    let mut words = vec!["import"];
    words.extend(files.iter().map(String::as_str));
    office.start("sari", &words)
}

fn end_of(child: Child) -> Answer {
    Answer::of(&child.wait_with_output().unwrap())
}

/// Every 250 ms a save of one's own article. How long each took; what failed.
fn edit_often(office: &Office, id: &str, until: Instant) -> (Vec<Duration>, Vec<String>) {
    let (mut times, mut failures) = (Vec::new(), Vec::new());
    while Instant::now() < until {
        let start = Instant::now();
        let headline = format!("Versi {}", times.len());
        let answer = office.run("sari", &["edit", id, "--headline", &headline]);
        if !answer.is_done() {
            failures.push(format!("{} after {:?}", answer.kind(), start.elapsed()));
        }
        times.push(start.elapsed());
        std::thread::sleep(Duration::from_millis(250).saturating_sub(start.elapsed()));
    }
    (times, failures)
}

/// So many editors beside an importer that never rests.
fn beside_importer(editors: usize, time: Duration) -> (String, Vec<String>) {
    let office = Office::new();
    let ids: Vec<String> = (0..editors).map(|number| office.draft(number)).collect();
    let files = pile(&office, 1_000, 200, 4);
    let until = Instant::now() + time;
    let (mut times, mut failures, mut imported) = (Vec::new(), Vec::new(), 0);
    std::thread::scope(|scope| {
        let office = &office;
        let editors: Vec<_> =
            ids.iter().map(|id| scope.spawn(move || edit_often(office, id, until))).collect();
        while Instant::now() < until {
            let mut words = vec!["import", "--again"];
            words.extend(files.iter().map(String::as_str));
            let answer = office.run("rina", &words);
            if !answer.is_done() {
                failures.push(format!("import: {} {}", answer.kind(), answer.error));
            }
            imported += files.len();
        }
        for editor in editors {
            let (took, failed) = editor.join().unwrap();
            times.extend(took);
            failures.extend(failed);
        }
    });
    let saved =
        office.count(|deed| matches!(deed, Deed::RevisionSaved { base, .. } if !base.is_empty()));
    // Each draft was edited once when it was made.
    if saved != times.len() + editors - failures.len() {
        failures.push(format!("{} edits were acknowledged, {saved} are there", times.len()));
    }
    failures.extend(office.audit().err());
    times.sort();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    let longest = times.last().copied().unwrap_or_default();
    let figures = format!(
        "{editors} editors: {} edits, median {} ms, longest {} ms, {imported} imported beside them",
        times.len(),
        middle.as_millis(),
        longest.as_millis()
    );
    (figures, failures)
}

pub(crate) fn editors() -> Outcome {
    let time = Duration::from_secs(several(5, 20) as u64);
    let (two, mut failures) = beside_importer(2, time);
    let (four, others) = beside_importer(4, time);
    failures.extend(others);
    Outcome::of(format!("{two}; {four}; {} refused", failures.len()), &failures)
}

fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// Does somebody hold the write lock?
fn is_locked(office: &Office) -> bool {
    let mut conn = Connection::open(office.file()).unwrap();
    conn.busy_timeout(Duration::ZERO).unwrap();
    conn.transaction_with_behavior(TransactionBehavior::Immediate).is_err()
}

/// Stops an importer in the middle of a transaction.
fn stopped_in_transaction(office: &Office, files: &[String]) -> Option<Child> {
    let mut child = import(office, files);
    while child.try_wait().unwrap().is_none() {
        signal(&child, Signal::STOP);
        // The signal takes a moment.
        std::thread::sleep(Duration::from_millis(2));
        if is_locked(office) {
            return Some(child);
        }
        signal(&child, Signal::CONT);
        std::thread::sleep(Duration::from_micros(700));
    }
    None
}

pub(crate) fn stopped() -> Outcome {
    let office = Office::new();
    let id = office.draft(0);
    let files = pile(&office, 2_000, 250, 30);
    let before = office.digests();
    let mut failures = Vec::new();
    let Some(child) = stopped_in_transaction(&office, &files) else {
        let why = "the importer was never caught in a transaction".to_owned();
        return Outcome::of("nothing", &[why]);
    };
    let start = Instant::now();
    let (first, second, read) = std::thread::scope(|scope| {
        let office = &office;
        let edit = |who: &'static str, headline: &'static str| {
            let id = &id;
            scope.spawn(move || office.run(who, &["edit", id, "--headline", headline]))
        };
        let (first, second) = (edit("sari", "Satu"), edit("budi", "Dua"));
        let read = office.run("sari", &["show", &id]);
        let waited = (first.join().unwrap(), second.join().unwrap(), read);
        std::thread::sleep(Duration::from_secs(7).saturating_sub(start.elapsed()));
        waited
    });
    signal(&child, Signal::CONT);
    for answer in [&first, &second] {
        if answer.code != Some(1) || answer.kind() != "busy" {
            failures.push(format!("instead of busy: {answer:?}"));
        }
    }
    if !read.is_done() {
        failures.push(format!("reading beside it: {read:?}"));
    }
    let importer = end_of(child);
    if !importer.is_done() {
        failures.push(format!("the importer afterwards: {importer:?}"));
    }
    failures.extend(office.still_has(&before, files.len()).err());
    let after = office.run("sari", &["edit", &id, "--headline", "Tiga"]);
    if !after.is_done() {
        failures.push(format!("an edit afterwards: {after:?}"));
    }
    let figures = format!(
        "stopped for {:.1} s in a transaction; two editors got busy, a reader its text, {} \
         imported afterwards",
        start.elapsed().as_secs_f32(),
        files.len()
    );
    Outcome::of(figures, &failures)
}

pub(crate) fn approvers() -> Outcome {
    let office = Office::new();
    let mut failures = Vec::new();
    let rounds = several(12, 60);
    for round in 0..rounds {
        let (id, revision) = office.submitted(round);
        let words = ["approve", &id, "--revision", &revision];
        let (first, second) = (office.start("budi", &words), office.start("rina", &words));
        let answers = [end_of(first), end_of(second)];
        if answers.iter().filter(|answer| answer.is_done()).count() != 1 {
            failures.push(format!("round {round}: not one of two: {answers:?}"));
        }
        for answer in answers.iter().filter(|answer| !answer.is_done()) {
            if !matches!(answer.kind().as_str(), "out_of_turn" | "stale") {
                failures.push(format!("round {round}: the second was told {answer:?}"));
            }
        }
    }
    let approvals = office.count(|deed| matches!(deed, Deed::ArticleApproved { .. }));
    if approvals != rounds {
        failures.push(format!("{approvals} approvals of {rounds} texts"));
    }
    failures.extend(office.audit().err());
    Outcome::of(format!("{rounds} pairs, {approvals} approvals"), &failures)
}

pub(crate) fn publishers() -> Outcome {
    let office = Office::new();
    let mut failures = Vec::new();
    let (rounds, mut busy) = (several(10, 40), 0);
    for round in 0..rounds {
        office.approved(round);
        let words = ["export", "--publish"];
        let (first, second) = (office.start("budi", &words), office.start("rina", &words));
        for answer in [end_of(first), end_of(second)] {
            if answer.kind() == "busy" {
                busy += 1;
            } else if !answer.is_done() {
                failures.push(format!("round {round}: {answer:?}"));
            }
        }
    }
    office.run("budi", &["export", "--publish"]).done();
    let (taken, distinct) = killed::deliveries(&office);
    if (taken, distinct) != (rounds, rounds) {
        failures.push(format!("{taken} deliveries of {distinct} revisions in {rounds} rounds"));
    }
    failures.extend(office.audit().err());
    Outcome::of(format!("{rounds} pairs, {busy} found it busy, {taken} deliveries"), &failures)
}

/// A reader that holds on keeps the write-ahead log from being emptied: it grows, that is told,
/// and it is gone when the reader is.
pub(crate) fn reader() -> Outcome {
    const LARGE: u64 = 64 << 20;
    const BALLAST: &str = "INSERT INTO local (key, value)
        VALUES ('ballast', printf('%.*c', 1000000, ?1))
        ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    let office = Office::new();
    office.draft(0);
    let mut failures = Vec::new();
    let log = office.desk().join("desk.db-wal");
    let length = || std::fs::metadata(&log).map_or(0, |file| file.len());
    let conn = Connection::open(office.file()).unwrap();
    conn.execute_batch("BEGIN; SELECT count(*) FROM record;").unwrap();
    let quiet = office.run("sari", &["new", "--headline", "Log masih kecil"]).done();
    let files = pile(&office, 5_000, 50, 20);
    let answer = end_of(import(&office, &files));
    if !answer.is_done() {
        failures.push(format!("import beside a reader: {answer:?}"));
    }
    // Megabytes that nobody signed make the log large soon.
    let ballast = Connection::open(office.file()).unwrap();
    for letter in ["a", "b"].iter().cycle().take(80) {
        ballast.execute(BALLAST, [letter]).unwrap();
    }
    drop(ballast);
    let grown = length();
    let start = Instant::now();
    let told = office.run("sari", &["new", "--headline", "Di samping pembaca"]);
    let took = start.elapsed();
    if took > Duration::from_secs(3) {
        failures.push(format!("a command beside a reader took {took:?}"));
    }
    if told.error == quiet.error || told.error.trim().is_empty() {
        failures.push("a log of that size was not told".to_owned());
    }
    if grown <= LARGE {
        failures.push(format!("the log has only {grown} bytes"));
    }
    drop(conn);
    office.run("sari", &["new", "--headline", "Sesudah pembaca"]).done();
    if length() > 17 << 20 {
        failures.push(format!("{} bytes of log stay after the reader", length()));
    }
    failures.extend(office.audit().err());
    let figures = format!(
        "the log grew to {} MiB beside a reader, was told by a command of {} ms, and has {} bytes \
         after it",
        grown >> 20,
        took.as_millis(),
        length()
    );
    Outcome::of(figures, &failures)
}
