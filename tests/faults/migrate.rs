//! A desk of an older program gets new tables, and somebody pulls the plug: the desk is the old
//! one or the new one, and no record is missing.

use std::collections::BTreeMap;
use std::path::Path;

use redaksi::store::Store;
use redaksi::store::backup::verify_file;
use redaksi::store::open::{How, SCHEMA};
use rusqlite::{Connection, OptionalExtension as _};

use crate::chance::Chance;
use crate::cut::{DISKS, left, materialise};
use crate::day::{self, Day};
use crate::office::Office;
use crate::shim;
use crate::{Outcome, scratch, several};

/// The shape that the first program gave to desks.
const FIRST: i64 = 1;

/// Takes away what later migrations made.
fn make_old(path: &Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(&format!("DROP TABLE working; PRAGMA user_version = {FIRST}")).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_row| Ok(())).unwrap();
}

/// The shape that a file claims, if it has the tables of that shape.
fn shape(path: &Path) -> Result<i64, String> {
    let read = || -> rusqlite::Result<(i64, bool)> {
        let conn = Connection::open(path)?;
        let version = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let table = "SELECT 1 FROM sqlite_schema WHERE name = 'working'";
        let there = conn.query_row(table, [], |_row| Ok(())).optional()?.is_some();
        Ok((version, there))
    };
    match read().map_err(|error| format!("shape: {error}"))? {
        (FIRST, false) => Ok(FIRST),
        (SCHEMA, true) => Ok(SCHEMA),
        (version, there) => Err(format!("shape {version}, with the new table: {there}")),
    }
}

pub(crate) fn power() -> Outcome {
    let folder = scratch("old");
    let path = folder.path().join("desk.db");
    let mut day = Day::at(&path, None);
    for step in day::steps(2) {
        day.step(step).unwrap_or_else(|error| panic!("{step:?}: {error}"));
    }
    let acked = day.close();
    make_old(&path);
    shim::record();
    let how = How { vfs: Some(shim::NAME), ..How::default() };
    let store = Store::open(&path, how).unwrap();
    shim::ack(1);
    store.tidy();
    drop(store);
    let trace = shim::taken();
    let mut told: BTreeMap<i64, usize> = BTreeMap::new();
    let mut failures = Vec::new();
    let target = scratch("migrate");
    let states = several(400, 4_000);
    for state in 0..states {
        let mut chance = Chance::new(0x0716_0000 + state as u64);
        // Every moment has its turn.
        let cut = state % (trace.ops.len() + 1);
        let disk = DISKS[chance.below(DISKS.len())];
        let (files, known) = left(&trace, cut, disk, &mut chance);
        let path = materialise(&files, target.path());
        let verdict = shape(&path).and_then(|shape| {
            *told.entry(shape).or_default() += 1;
            if known > 0 && shape != SCHEMA {
                return Err("the new tables are gone again".to_owned());
            }
            // Opening it brings it up to date, whatever it was.
            day::examine(&path, &acked, true)?;
            self::shape(&path).map(|_new| ())
        });
        failures.extend(verdict.err().map(|why| format!("state {state}, {disk:?}: {why}")));
    }
    if told.len() < 2 {
        failures.push("the power was never cut before and after".to_owned());
    }
    let each: Vec<String> =
        told.iter().map(|(shape, count)| format!("{count} of shape {shape}")).collect();
    Outcome::of(format!("{states} states: {}", each.join(", ")), &failures)
}

/// Is there a proved copy of the desk as it was?
fn has_old_backup(office: &Office) -> bool {
    let files = std::fs::read_dir(office.desk().join("backups")).into_iter().flatten();
    let mut files = files.map(|file| file.unwrap().path());
    files.any(|file| {
        !file.file_name().unwrap().to_string_lossy().starts_with("unproved")
            && shape(&file) == Ok(FIRST)
            && verify_file(&file, &mut |_done| {}).is_ok_and(|report| report.is_good())
    })
}

fn without_backups(office: &Office) {
    let folder = office.desk().join("backups");
    for file in std::fs::read_dir(folder).into_iter().flatten() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
}

pub(crate) fn killed() -> Outcome {
    let office = Office::new();
    for number in 0..3 {
        office.approved(number);
    }
    let words = ["new", "--headline", "Sesudah pembaruan"];
    make_old(&office.file());
    let start = std::time::Instant::now();
    office.run("sari", &words).done();
    let usual = start.elapsed();
    let mut chance = Chance::new(9);
    let mut failures = Vec::new();
    let (mut killed, mut old, mut new) = (0, 0, 0);
    let rounds = several(40, 150);
    for round in 0..rounds {
        make_old(&office.file());
        without_backups(&office);
        let before = office.digests();
        // The tables come near the end of the command, after the backup.
        let end = usual * u32::try_from(chance.below(1_500)).unwrap() / 1_000;
        killed += usize::from(office.run_for("sari", &words, end).is_none());
        let verdict = shape(&office.file()).and_then(|shape| {
            old += usize::from(shape == FIRST);
            new += usize::from(shape == SCHEMA);
            if shape == SCHEMA && !has_old_backup(&office) {
                return Err("new tables, and no backup from before".to_owned());
            }
            office.still_has(&before, 0)
        });
        failures.extend(verdict.err().map(|why| format!("round {round}, {end:?}: {why}")));
        let next = office.run("sari", &words);
        if !next.is_done() || shape(&office.file()) != Ok(SCHEMA) {
            failures.push(format!("round {round}: the next command: {next:?}"));
        }
    }
    if old == 0 || new == 0 {
        failures.push("all were killed on the same side".to_owned());
    }
    let figures =
        format!("{rounds} rounds, {killed} killed; {old} desks were the old one, {new} the new");
    Outcome::of(figures, &failures)
}

/// Several programs find the old desk in the same moment.
pub(crate) fn crowd() -> Outcome {
    let office = Office::new();
    let mut failures = Vec::new();
    let (rounds, hands) = (several(6, 30), 4);
    for round in 0..rounds {
        make_old(&office.file());
        let before = office.digests();
        let words = ["new", "--headline", "Bersama-sama"];
        let children: Vec<_> = (0..hands).map(|_| office.start("sari", &words)).collect();
        for child in children {
            let answer = crate::office::Answer::of(&child.wait_with_output().unwrap());
            if !answer.is_done() {
                failures.push(format!("round {round}: {answer:?}"));
            }
        }
        let verdict = shape(&office.file()).and_then(|_shape| office.still_has(&before, hands));
        failures.extend(verdict.err().map(|why| format!("round {round}: {why}")));
    }
    Outcome::of(format!("{rounds} times {hands} programs at once"), &failures)
}
