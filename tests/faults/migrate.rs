//! A desk of an older program gets new tables, and somebody pulls the plug: the desk is the old
//! one or the new one, and no record is missing.

use std::collections::BTreeMap;
use std::path::Path;

use redaksi::domain::ids::Digest;
use redaksi::store::Store;
use redaksi::store::backup::verify_file;
use redaksi::store::open::{How, SCHEMA};
use rusqlite::{Connection, OptionalExtension as _};

use crate::chance::Chance;
use crate::cut::{DISKS, left, materialise};
use crate::day::{self, Day, Trouble};
use crate::full::Disk;
use crate::office::Office;
use crate::shim::{self, Kind, Plan};
use crate::{Outcome, scratch, several};

/// The shape that the first program gave to desks.
const FIRST: i64 = 1;

/// Takes away what later migrations made.
fn make_old(path: &Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(&format!(
        "DROP INDEX outgoing; DROP TABLE working; DROP TABLE outbox; DROP TABLE remote;
         PRAGMA user_version = {FIRST}"
    ))
    .unwrap();
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

/// An old desk of a day's work, and its records.
fn old_desk(path: &Path) -> Vec<Digest> {
    let mut day = Day::at(path, None);
    for step in day::steps(2) {
        day.step(step).unwrap_or_else(|error| panic!("{step:?}: {error}"));
    }
    let acked = day.close();
    make_old(path);
    acked
}

pub(crate) fn power() -> Outcome {
    let folder = scratch("old");
    let path = folder.path().join("desk.db");
    let acked = old_desk(&path);
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
    // About the moment at which the tables become new. It moves with the machine, which may be
    // busier or quieter in the next round: each round draws it to the other side.
    let mut middle = start.elapsed();
    let mut chance = Chance::new(9);
    let mut failures = Vec::new();
    let (mut killed, mut old, mut new) = (0, 0, 0);
    let rounds = several(40, 150);
    for round in 0..rounds {
        make_old(&office.file());
        without_backups(&office);
        let before = office.digests();
        let end = middle * u32::try_from(chance.below(1_500)).unwrap() / 1_000;
        killed += usize::from(office.run_for("sari", &words, end).is_none());
        let verdict = shape(&office.file()).and_then(|shape| {
            old += usize::from(shape == FIRST);
            new += usize::from(shape == SCHEMA);
            middle = if shape == FIRST { middle * 9 / 8 } else { middle * 8 / 9 };
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

/// Each call of the disk fails once, or from there on, while the tables are made.
pub(crate) fn disk() -> Outcome {
    let folder = scratch("failing");
    let (old, path) = (folder.path().join("old.db"), folder.path().join("desk.db"));
    let acked = old_desk(&old);
    let mut failures = Vec::new();
    let (mut points, mut refused) = (0, 0);
    for (kind, lasting) in Kind::ALL.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
        for nth in 0.. {
            for end in ["", "-wal", "-shm", "-journal"] {
                let _absent = std::fs::remove_file(format!("{}{end}", path.display()));
            }
            std::fs::copy(&old, &path).unwrap();
            shim::arm(Plan { kind, nth, lasting });
            let opened = Store::open(&path, How { vfs: Some(shim::NAME), ..How::default() });
            let fired = shim::disarm() > 0;
            let honest = match opened {
                Ok(store) => {
                    drop(store);
                    true
                }
                Err(error) => {
                    refused += 1;
                    day::is_honest(&Trouble::Store(error))
                }
            };
            let verdict = shape(&path).and_then(|_shape| day::examine(&path, &acked, true));
            let name = format!("{kind:?} {nth} lasting {lasting}");
            failures.extend(verdict.err().map(|why| format!("{name}: {why}")));
            if !honest {
                failures.push(format!("{name}: a fault became something else"));
            }
            if !fired {
                break;
            }
            points += 1;
        }
    }
    if points < 20 || refused < 10 {
        failures.push("hardly any fault fired".to_owned());
    }
    Outcome::of(format!("{points} fault points, {refused} times refused"), &failures)
}

/// No room for the new tables, or for the backup before them: the desk stays the old one and can
/// be read, and with room again it is brought up to date.
pub(crate) fn full() -> Outcome {
    let disk = match Disk::small(16) {
        Ok(disk) => disk,
        Err(why) => return Outcome::of(format!("skipped: {why}"), &[]),
    };
    let office = Office::on(&disk.at);
    office.found();
    let id = office.draft(0);
    let words = ["new", "--headline", "Sesudah pembaruan"];
    let (mut failures, mut refused, mut done) = (Vec::new(), 0, 0);
    let size = std::fs::metadata(office.file()).unwrap().len();
    for step in [0, 1, 4, 8, 12, 16, 32, 64] {
        make_old(&office.file());
        without_backups(&office);
        // The reserve would be let go, and there would be room.
        let _absent = std::fs::remove_file(office.desk().join("reserve"));
        let before = office.digests();
        disk.fill(size * step / 16);
        let answer = office.run("sari", &words);
        let shape = shape(&office.file());
        if answer.is_done() {
            done += 1;
        } else {
            refused += 1;
            if answer.kind() != "disk_full" {
                failures.push(format!("{step}: {answer:?}"));
            }
            let read = office.run("sari", &["show", &id]);
            if !read.is_done() {
                failures.push(format!("{step}, reading: {read:?}"));
            }
        }
        if shape == Ok(SCHEMA) && !has_old_backup(&office) {
            failures.push(format!("{step}: new tables, and no backup from before"));
        }
        disk.free();
        let verdict = shape.and_then(|_shape| office.still_has(&before, 0));
        failures.extend(verdict.err().map(|why| format!("{step}: {why}")));
        let next = office.run("sari", &words);
        if !next.is_done() || self::shape(&office.file()) != Ok(SCHEMA) {
            failures.push(format!("{step}, with room again: {next:?}"));
        }
    }
    if refused == 0 || done == 0 {
        failures.push("the disk was always full, or never".to_owned());
    }
    Outcome::of(format!("{refused} times refused, {done} times done"), &failures)
}
