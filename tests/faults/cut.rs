//! The power goes: what may be on the disk afterwards, by the trace of a day, and is it a desk?
//!
//! What was synced is there. Of the rest anything may be: nothing, some of it, torn sectors, and
//! names of files too, since a folder is written as late as a file.

use std::collections::BTreeMap;
use std::path::Path;

use redaksi::domain::ids::Digest;
use rusqlite::{Connection, OpenFlags};

use crate::chance::Chance;
use crate::day::{self, Day};
use crate::shim::{self, Op, Trace};
use crate::{Outcome, scratch, several};

const SECTOR: usize = 512;

/// The day is long enough for the write-ahead log to be emptied on the way.
const ARTICLES: usize = 8;

/// What a disk does with what nobody synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Disk {
    /// None of it is there.
    Drops,
    /// Some of it is there.
    Keeps,
    /// Some sectors of it are there, and in the write-ahead log some hold anything.
    Tears,
    /// All but one thing is there.
    Forgets,
}

pub(crate) const DISKS: [Disk; 4] = [Disk::Drops, Disk::Keeps, Disk::Tears, Disk::Forgets];

fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}

/// The last sync of each file and of the folder, before the cut.
#[derive(Default)]
struct Synced {
    files: BTreeMap<usize, usize>,
    folder: Option<usize>,
    acked: usize,
}

impl Synced {
    fn of(ops: &[Op]) -> Self {
        let mut synced = Self::default();
        for (index, op) in ops.iter().enumerate() {
            match op {
                Op::Sync { file, folder } => {
                    synced.files.insert(*file, index);
                    if *folder {
                        synced.folder = Some(index);
                    }
                }
                Op::Delete { synced: true, .. } => synced.folder = Some(index),
                Op::Ack(records) => synced.acked = *records,
                _ => {}
            }
        }
        synced
    }

    /// Nothing can take this away any more.
    fn is_durable(&self, index: usize, op: &Op) -> bool {
        match op {
            Op::Write { file, .. } | Op::Truncate { file, .. } => {
                self.files.get(file).is_some_and(|last| index < *last)
            }
            Op::Create { .. } | Op::Delete { .. } => self.folder.is_some_and(|last| index <= last),
            Op::Sync { .. } | Op::Ack(_) => true,
        }
    }
}

/// The files that a power cut after `ops` leaves, and how much was acknowledged.
pub(crate) fn left(trace: &Trace, cut: usize, disk: Disk, chance: &mut Chance) -> (Files, usize) {
    let ops = &trace.ops[..cut];
    let synced = Synced::of(ops);
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut files: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    let mut logs = Vec::new();
    for start in &trace.start {
        names.insert(start.name.clone(), start.file);
        files.insert(start.file, start.bytes.clone());
    }
    let open: Vec<usize> = ops
        .iter()
        .enumerate()
        .filter(|(index, op)| !synced.is_durable(*index, op))
        .map(|(index, _)| index)
        .collect();
    let forgotten = if open.is_empty() { usize::MAX } else { open[chance.below(open.len())] };
    for (index, op) in ops.iter().enumerate() {
        let durable = synced.is_durable(index, op);
        let kept = durable
            || match disk {
                Disk::Drops => false,
                Disk::Keeps | Disk::Tears => chance.coin(),
                Disk::Forgets => index != forgotten,
            };
        match op {
            Op::Create { file, name } => {
                if name.ends_with("-wal") {
                    logs.push(*file);
                }
                if kept {
                    names.insert(name.clone(), *file);
                }
            }
            Op::Delete { name, .. } if kept => {
                names.remove(name);
            }
            Op::Write { file, at, bytes } => {
                let into = files.entry(*file).or_default();
                if !durable && disk == Disk::Tears {
                    tear(into, *at, bytes, logs.contains(file), chance);
                } else if kept {
                    put(into, *at, bytes);
                }
            }
            Op::Truncate { file, size } if kept => files.entry(*file).or_default().resize(*size, 0),
            _ => {}
        }
    }
    let named = names
        .into_iter()
        .map(|(name, file)| (name, files.get(&file).cloned().unwrap_or_default()))
        .collect();
    (named, synced.acked)
}

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Six sectors of ten arrive; where a checksum guards them, one of twenty is garbage.
fn tear(file: &mut Vec<u8>, at: usize, bytes: &[u8], guarded: bool, chance: &mut Chance) {
    for (index, sector) in bytes.chunks(SECTOR).enumerate() {
        let lot = chance.below(100);
        if lot < 60 {
            put(file, at + index * SECTOR, sector);
        } else if lot < 65 && guarded {
            let garbage: Vec<u8> = sector.iter().map(|_| chance.next().to_le_bytes()[0]).collect();
            put(file, at + index * SECTOR, &garbage);
        }
    }
}

/// Writes the files into a folder, under a desk's name.
pub(crate) fn materialise(files: &Files, folder: &Path) -> std::path::PathBuf {
    for end in ["", "-wal", "-shm", "-journal"] {
        let _absent = std::fs::remove_file(folder.join(format!("desk.db{end}")));
    }
    for (name, bytes) in files {
        let name = Path::new(name).file_name().unwrap();
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    folder.join("desk.db")
}

/// A day under the shim: its trace, and the records in order.
fn traced_day(folder: &Path) -> (Trace, Vec<Digest>) {
    let path = folder.join("desk.db");
    let mut day = Day::at(&path, Some(shim::NAME));
    shim::record();
    for step in day::steps(ARTICLES) {
        day.step(step).unwrap_or_else(|error| panic!("{step:?}: {error}"));
        shim::ack(day.acked.len());
    }
    let acked = day.close();
    (shim::taken(), acked)
}

fn count(trace: &Trace, wanted: impl Fn(&Op) -> bool) -> usize {
    trace.ops.iter().filter(|op| wanted(op)).count()
}

#[derive(Debug, Default)]
struct Tally {
    /// Cut before the first acknowledgement: there may be no desk yet.
    unborn: usize,
    whole: usize,
    failures: Vec<String>,
}

/// What one state comes to.
fn judge(trace: &Trace, acked: &[Digest], folder: &Path, state: usize, tally: &mut Tally) {
    let mut chance = Chance::new(0x5EED_0000 + state as u64);
    let cut = chance.below(trace.ops.len() + 1);
    let disk = DISKS[state % DISKS.len()];
    let (files, known) = left(trace, cut, disk, &mut chance);
    let path = materialise(&files, folder);
    if known == 0 {
        // Half-made: it may be no desk, but it must not bring the program down.
        tally.unborn += 1;
        let _any = day::examine(&path, &[], false);
        return;
    }
    let whole = state.is_multiple_of(10);
    tally.whole += usize::from(whole);
    if let Err(why) = day::examine(&path, &acked[..known], whole) {
        tally.failures.push(format!("state {state}, cut at {cut}, {disk:?}: {why}"));
    }
}

/// Many states, by several hands: each state is by its number alone.
fn judge_all(trace: &Trace, acked: &[Digest], states: usize) -> Tally {
    let hands = 2;
    let tallies = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..hands)
            .map(|hand| {
                scope.spawn(move || {
                    let folder = scratch("cut");
                    let mut tally = Tally::default();
                    for state in (hand..states).step_by(hands) {
                        judge(trace, acked, folder.path(), state, &mut tally);
                    }
                    tally
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect::<Vec<_>>()
    });
    tallies.into_iter().fold(Tally::default(), |mut sum, tally| {
        sum.unborn += tally.unborn;
        sum.whole += tally.whole;
        sum.failures.extend(tally.failures);
        sum
    })
}

pub(crate) fn power() -> Outcome {
    let folder = scratch("day");
    let (trace, acked) = traced_day(folder.path());
    let states = several(3_000, 10_000);
    let tally = judge_all(&trace, &acked, states);
    let figures = format!(
        "{} records; {} writes, {} syncs, {} names made or deleted; {states} states: {} before \
         the desk was made, chain and integrity_check of all others, full audit of {}; lost or \
         corrupt {}",
        acked.len(),
        count(&trace, |op| matches!(op, Op::Write { .. })),
        count(&trace, |op| matches!(op, Op::Sync { .. })),
        count(&trace, |op| matches!(op, Op::Create { .. } | Op::Delete { .. })),
        tally.unborn,
        tally.whole,
        tally.failures.len(),
    );
    Outcome::of(figures, &tally.failures)
}

/// Commits to a plain table without a sync: the states of this must be broken, or the knife is
/// blunt.
fn careless_day(folder: &Path) -> Trace {
    let path = folder.join("desk.db");
    std::fs::write(&path, b"").unwrap();
    shim::record();
    let conn =
        Connection::open_with_flags_and_vfs(&path, OpenFlags::default(), shim::NAME).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20;
         CREATE TABLE line (id INTEGER PRIMARY KEY, words TEXT NOT NULL);
         CREATE INDEX line_by_words ON line (words);",
    )
    .unwrap();
    for id in 1..=200_u32 {
        let words = format!("{} {id}", "kata ".repeat(id as usize % 60));
        conn.execute("INSERT INTO line (id, words) VALUES (?1, ?2)", (id, words)).unwrap();
        shim::ack(id as usize);
    }
    conn.close().unwrap();
    shim::taken()
}

/// The number of the last line, if the file is whole.
fn last_line(path: &Path) -> Result<usize, String> {
    day::sound(path)?;
    Connection::open(path)
        .and_then(|conn| {
            conn.query_row("SELECT count(*), coalesce(max(id), 0) FROM line", [], |row| {
                Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?))
            })
        })
        .map_err(|error| error.to_string())
        .and_then(
            |(count, last)| if count == last { Ok(last as usize) } else { Err("a gap".into()) },
        )
}

pub(crate) fn control() -> Outcome {
    let folder = scratch("careless");
    let trace = careless_day(folder.path());
    let states = 400;
    let (mut corrupt, mut lost) = (0, 0);
    let target = scratch("control");
    for state in 0..states {
        let mut chance = Chance::new(state as u64);
        let cut = chance.below(trace.ops.len() + 1);
        let (files, known) = left(&trace, cut, DISKS[state % DISKS.len()], &mut chance);
        let path = materialise(&files, target.path());
        match last_line(&path) {
            Err(_) if known > 0 => corrupt += 1,
            Ok(last) if last < known => lost += 1,
            _ => {}
        }
    }
    let figures = format!("{states} states without syncs: {corrupt} corrupt, {lost} with a loss");
    let blunt = corrupt + lost < states / 4;
    let failures =
        if blunt { vec!["the power cut of this test harms nothing".into()] } else { vec![] };
    Outcome::of(figures, &failures)
}
