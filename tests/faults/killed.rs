//! The program is killed at any moment: what it acknowledged is there, and the next run works.

use std::time::{Duration, Instant};

use redaksi::domain::record::Deed;

use crate::chance::Chance;
use crate::office::{INIT, Office};
use crate::{Outcome, several};

/// A moment below `longest`.
fn moment(chance: &mut Chance, longest: Duration) -> Duration {
    Duration::from_micros(chance.below(usize::try_from(longest.as_micros()).unwrap()) as u64)
}

/// How long a command takes here today.
fn took(office: &Office, who: &str, words: &[&str]) -> Duration {
    let start = Instant::now();
    office.run(who, words).done();
    start.elapsed()
}

/// A morning's work until the program is ended: the records that were acknowledged.
fn work_until(office: &Office, number: usize, end: Duration) -> (usize, bool) {
    let start = Instant::now();
    let left = || end.saturating_sub(start.elapsed());
    let file = office.text(number, 4);
    let Some(answer) = office.run_for("sari", &["import", &file], left()) else {
        return (0, true);
    };
    let id = answer.done().document[0]["id"].as_str().unwrap().to_owned();
    let edit = ["edit", &id, "--set", "place=Kendari", "--set", "date=2026-06-03"];
    if office.run_for("sari", &edit, left()).is_none() {
        return (1, true);
    }
    let Some(answer) = office.run_for("sari", &["submit", &id], left()) else {
        return (2, true);
    };
    let revision = answer.done().document["revision"].to_string();
    let approve = ["approve", &id, "--revision", &revision];
    match office.run_for("budi", &approve, left()) {
        None => (3, true),
        Some(answer) => (3 + usize::from(answer.is_done()), false),
    }
}

pub(crate) fn commands() -> Outcome {
    let office = Office::new();
    let usual = took(&office, "sari", &["import", &office.text(0, 4)]);
    let mut chance = Chance::new(5);
    let mut failures = Vec::new();
    let (mut killed, mut acked, mut silent) = (0, 0, 0);
    let wanted = several(100, 200);
    let (mut longest, mut rounds) = (usual * 8, 0);
    while killed < wanted && rounds < wanted * 5 {
        rounds += 1;
        let round = rounds;
        let before = office.digests();
        let end = moment(&mut chance, longest);
        let start = Instant::now();
        let (known, ended) = work_until(&office, round, end);
        killed += usize::from(ended);
        if !ended {
            // The morning was over first: the moments must lie within one, on a busy machine too.
            longest = longest.min(start.elapsed());
        }
        acked += known;
        if let Err(why) = office.still_has(&before, known) {
            failures.push(format!("round {round}, ended after {end:?}: {why}"));
        }
        // A commit may be there whose acknowledgement never came.
        silent += office.digests().len() - before.len() - known;
        let next = office.run("sari", &["new", "--headline", "Sesudah itu"]);
        if !next.is_done() {
            failures.push(format!("round {round}: the next command: {next:?}"));
        }
    }
    if killed < wanted {
        failures.push(format!("only {killed} of {rounds} were killed"));
    }
    let figures = format!(
        "{rounds} rounds, {killed} killed, {acked} records acknowledged, {silent} there without \
         an acknowledgement"
    );
    Outcome::of(figures, &failures)
}

pub(crate) fn founding() -> Outcome {
    let usual = took(&Office::empty(), "sari", &INIT);
    let mut chance = Chance::new(6);
    let mut failures = Vec::new();
    let (mut none, mut whole) = (0, 0);
    let rounds = several(40, 100);
    for round in 0..rounds {
        let office = Office::empty();
        let end = moment(&mut chance, usual);
        let _any = office.run_for("sari", &INIT, end);
        if office.file().exists() {
            whole += 1;
        } else {
            none += 1;
            let again = office.run("sari", &INIT);
            if !again.is_done() {
                failures.push(format!("round {round}, ended after {end:?}: again: {again:?}"));
                continue;
            }
        }
        if let Err(why) = office.audit() {
            failures.push(format!("round {round}, ended after {end:?}: {why}"));
        }
    }
    let figures = format!("{rounds} times: {none} times no desk, {whole} times a whole one");
    Outcome::of(figures, &failures)
}

/// Deliveries in the ledger, and how many revisions they are of.
pub(crate) fn deliveries(office: &Office) -> (usize, usize) {
    let taken: Vec<_> = office
        .ledger()
        .iter()
        .filter_map(|row| match row.header.deed() {
            Some(Deed::DeliveryTaken { revision, .. }) => Some(*revision),
            _ => None,
        })
        .collect();
    let distinct: std::collections::BTreeSet<_> = taken.iter().collect();
    (taken.len(), distinct.len())
}

pub(crate) fn publishing() -> Outcome {
    let office = Office::new();
    office.run("budi", &["export", "--publish"]).done();
    let mut chance = Chance::new(7);
    let mut failures = Vec::new();
    let mut killed = 0;
    let mut ids = vec![office.approved(0)];
    let usual = took(&office, "budi", &["export", "--publish"]);
    let rounds = several(20, 60);
    for round in 1..=rounds {
        ids.push(office.approved(round));
        let end = moment(&mut chance, usual);
        killed += usize::from(office.run_for("budi", &["export", "--publish"], end).is_none());
        let next = office.run("budi", &["export", "--publish"]);
        if !next.is_done() {
            failures.push(format!("round {round}, ended after {end:?}: the next: {next:?}"));
        }
        if let Some(id) = ids.iter().find(|id| !office.page(id).is_file()) {
            failures.push(format!("round {round}: no page of {id}"));
        }
    }
    let (taken, distinct) = deliveries(&office);
    if taken != ids.len() || distinct != ids.len() {
        failures.push(format!("{taken} deliveries of {distinct} texts, {} approved", ids.len()));
    }
    let last = office.run("budi", &["export", "--publish"]).done();
    if last.document["written"] != 0 || last.document["removed"] != 0 {
        failures.push(format!("the site was not finished: {last:?}"));
    }
    failures.extend(office.audit().err());
    let figures =
        format!("{rounds} rounds, {killed} killed; {taken} deliveries of {} texts", ids.len());
    Outcome::of(figures, &failures)
}

pub(crate) fn care() -> Outcome {
    let office = Office::new();
    for number in 0..4 {
        office.approved(number);
    }
    let backup = office.desk().with_file_name("backup.db");
    let backup = backup.to_str().unwrap();
    let mut chance = Chance::new(8);
    let mut failures = Vec::new();
    let mut figures = Vec::new();
    let commands: [&[&str]; 3] = [
        &["backup", "--out", backup],
        &["restore-backup", backup, "--force"],
        &["doctor", "--rebuild", "--fix"],
    ];
    for words in commands {
        let name = words[0];
        let start = Instant::now();
        let probe = office.run("sari", words);
        let usual = start.elapsed();
        if !probe.is_done() {
            failures.push(format!("{name}: {probe:?}"));
            continue;
        }
        let rounds = several(15, 40);
        let mut killed = 0;
        for round in 0..rounds {
            let before = office.digests();
            if name != "doctor" {
                let _absent = std::fs::remove_file(backup);
            }
            if name == "restore-backup" {
                // What comes back must be what is there, or the loss would be meant.
                office.run("sari", commands[0]).done();
            }
            let end = moment(&mut chance, usual);
            killed += usize::from(office.run_for("sari", words, end).is_none());
            if let Err(why) = office.still_has(&before, 0) {
                failures.push(format!("{name} {round}, ended after {end:?}: {why}"));
            }
            if name == "backup" {
                let _absent = std::fs::remove_file(backup);
            }
            let next = office.run("sari", words);
            if !next.is_done() {
                failures.push(format!("{name} {round}: the next: {next:?}"));
            }
        }
        figures.push(format!("{name} {rounds} times, {killed} killed"));
    }
    Outcome::of(figures.join("; "), &failures)
}
