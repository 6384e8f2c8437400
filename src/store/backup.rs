//! Copies of the desk's file: made while others write, proved before they count, kept by plan.
//!
//! `SQLite` copies damage without a word, so the proof is over the copy and reads everything:
//! pages, records, texts, search index.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use chrono::{DateTime, Datelike as _, NaiveDateTime, Timelike as _, Utc};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::error::sql;
use super::open::{How, resolved};
use super::verify::Report;
use super::{Fault, Store, StoreError};
use crate::domain::ids::{Digest, OfficeId};
use crate::domain::time::Timestamp;

const BACK_UP: &str = "back up the desk";
const PROVE: &str = "prove a backup";

/// Pages a step: a writer waits for one step at most.
const STEP: i32 = 64;

/// Damage of pages is told this many times; one would do.
const MOST_LISTED: i64 = 20;

/// How many are kept: the newest of so many hours, days and months that have any.
const HOURS: usize = 24;
const DAYS: usize = 14;
const MONTHS: usize = 12;

impl Store {
    /// Copies the desk into `file`, an empty file with its private mode. `pause` is called between
    /// steps, so that others get the disk; a millisecond is enough.
    pub fn backup_to(&self, file: &Path, pause: impl FnMut()) -> Result<(), StoreError> {
        self.hold_little();
        let copied = self.copy_to(file, pause);
        self.hold_more();
        copied
    }

    fn copy_to(&self, file: &Path, mut pause: impl FnMut()) -> Result<(), StoreError> {
        // With one snapshot held open, no writer can make the copy begin again from its start.
        let snapshot = self.conn.unchecked_transaction().map_err(sql(BACK_UP))?;
        let _begun: bool = snapshot
            .query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
            .map_err(sql(BACK_UP))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let mut copy = Connection::open_with_flags(resolved(file), flags).map_err(sql(BACK_UP))?;
        // A copy that is not whole counts for nothing: it is synced once, at its end.
        copy.pragma_update(None, "synchronous", "OFF").map_err(sql(BACK_UP))?;
        {
            let backup = Backup::new(&snapshot, &mut copy).map_err(sql(BACK_UP))?;
            loop {
                match backup.step(STEP).map_err(sql(BACK_UP))? {
                    StepResult::Done => break,
                    _ => pause(),
                }
            }
        }
        drop(snapshot);
        // The header came along and says "WAL"; a copy is one file.
        let mode: String = copy
            .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
            .map_err(sql(BACK_UP))?;
        if mode != "delete" {
            return Err(StoreError::new(BACK_UP, Fault::Busy));
        }
        copy.close().map_err(|(_copy, error)| StoreError::sql(BACK_UP, error))?;
        File::open(file)
            .and_then(|file| file.sync_all())
            .map_err(|error| StoreError::io(BACK_UP, error))
    }
}

impl Store {
    /// What is wrong with the file's pages, in `SQLite`'s words.
    pub fn check_pages(&self) -> Result<Vec<String>, StoreError> {
        pages(&self.conn)
    }

    /// Does the search index fit the texts that it was made from? `SQLite` answers that only
    /// where it could write, though it does not.
    pub fn search_fits(&self) -> Result<bool, StoreError> {
        if self.read_only {
            return Ok(true);
        }
        match self.check_search() {
            Err(StoreError { fault: Fault::Damaged(_), .. }) => Ok(false),
            checked => checked.map(|()| true),
        }
    }
}

/// What the proof of a copy found.
#[derive(Debug, Clone)]
pub struct BackupReport {
    /// Whose desk it is; `None` in one where no office was made yet.
    pub office: Option<OfficeId>,
    /// What the walk over records and texts found.
    pub report: Report,
    /// What is wrong with the pages, in `SQLite`'s words.
    pub pages: Vec<String>,
    /// The search index fits the texts.
    pub search: bool,
    /// The last record in the ledger's order; zeros in an empty ledger.
    pub head: Digest,
    pub newest_at: Option<Timestamp>,
}

impl BackupReport {
    pub fn is_good(&self) -> bool {
        self.pages.is_empty() && self.search && self.report.problems.is_empty()
    }
}

/// Reads a copy from its first page to its last, without changing it. An error is one of opening
/// and reading: such a copy is not good either.
pub fn verify_file(path: &Path, tick: &mut dyn FnMut(u64)) -> Result<BackupReport, StoreError> {
    let store = Store::open(path, How { read_only: true, ..How::default() })?;
    store.hold_little();
    let pages = pages(&store.conn)?;
    let report = store.verify(&[], tick)?;
    let newest: Option<([u8; 32], i64)> = store
        .conn
        .query_row(
            "SELECT digest, at_ms FROM record ORDER BY lamport DESC, writer DESC, seq DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
        .map_err(sql(PROVE))?;
    let office = store.office()?.id;
    drop(store);
    Ok(BackupReport {
        office,
        report,
        pages,
        search: search_fits(path)?,
        head: newest.map_or(Digest::ZERO, |(digest, _)| Digest(digest)),
        newest_at: newest.map(|(_, at)| Timestamp::from_ms(at)),
    })
}

/// What `SQLite` says about its own pages and indexes; nothing if all is well.
pub(super) fn pages(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let told: Vec<String> = conn
        .prepare(&format!("PRAGMA integrity_check({MOST_LISTED})"))
        .and_then(|mut check| check.query_map([], |row| row.get(0))?.collect())
        .map_err(sql(PROVE))?;
    Ok(if told == ["ok"] { Vec::new() } else { told })
}

/// Holds the search index to the texts. `SQLite` does that only where it could write, though it
/// does not; a copy that nobody can write, or that was not made by us, has had its index checked
/// by itself among the pages, and the rest is left to the day when it is put in place.
fn search_fits(path: &Path) -> Result<bool, StoreError> {
    let mut head = [0; 20];
    let begun = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    begun.map_err(|error| StoreError::io(PROVE, error))?;
    // Bytes 18 and 19 are 1 in a file without a write-ahead log: opening it writes nothing.
    if !head.ends_with(&[1, 1]) {
        return Ok(true);
    }
    let checked = Store::open(path, How { exclusive: true, as_it_is: true, ..How::default() })
        .and_then(|store| {
            store.hold_little();
            store.check_search()
        });
    match checked.map_err(|error| error.fault) {
        Err(Fault::Damaged(_)) => Ok(false),
        Err(Fault::Sql(error))
            if error.sqlite_error_code() != Some(rusqlite::ErrorCode::CannotOpen) =>
        {
            Err(StoreError::sql(PROVE, error))
        }
        Ok(()) | Err(Fault::ReadOnly | Fault::Sql(_)) => Ok(true),
        Err(fault) => Err(StoreError::new(PROVE, fault)),
    }
}

/// The name of a backup, which says whose it is, from when, and how far its ledger goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupName {
    /// The moment in UTC, to the second.
    at: NaiveDateTime,
    office: String,
    head: String,
}

const TIME: &str = "%Y%m%dT%H%M%SZ";
const HEX: usize = 8;

/// The name for a copy that was made at `at`.
pub fn backup_name(office: &OfficeId, at: Timestamp, head: &Digest) -> BackupName {
    // The end of an id is its random part: the start of all offices of a day is the same.
    let simple = office.0.simple().to_string();
    BackupName {
        at: at.utc().naive_utc().with_nanosecond(0).unwrap_or_default(),
        office: simple.chars().skip(simple.len() - HEX).collect(),
        head: head.short(),
    }
}

/// Reads a file's name; `None` if it is not one that [`backup_name`] gives.
pub fn parse_backup_name(name: &str) -> Option<BackupName> {
    let mut parts = name.strip_prefix("redaksi-")?.strip_suffix(".db")?.split('-');
    let (office, at, head) = (parts.next()?, parts.next()?, parts.next()?);
    let hex = |text: &str| {
        text.len() == HEX && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let at = NaiveDateTime::parse_from_str(at, TIME).ok()?;
    let read = BackupName { at, office: office.to_owned(), head: head.to_owned() };
    (hex(office) && hex(head) && parts.next().is_none() && read.to_string() == name).then_some(read)
}

impl BackupName {
    pub fn at(&self) -> Timestamp {
        self.utc().into()
    }

    pub fn is_of(&self, office: &OfficeId) -> bool {
        backup_name(office, self.at(), &Digest::ZERO).office == self.office
    }

    fn utc(&self) -> DateTime<Utc> {
        self.at.and_utc()
    }
}

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "redaksi-{}-{}-{}.db", self.office, self.at.format(TIME), self.head)
    }
}

/// A backup that was proved good: only such a one lets older ones go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified(BackupName);

impl Verified {
    /// The name under which a good copy is kept; `None` for one that is not good.
    pub fn of(report: &BackupReport, at: Timestamp) -> Option<Self> {
        let office = report.office.filter(|_| report.is_good())?;
        Some(Self(backup_name(&office, at, &report.head)))
    }

    pub fn name(&self) -> &BackupName {
        &self.0
    }
}

/// A backup in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub name: BackupName,
    pub bytes: u64,
}

/// Which backups may go, now that `newest` is proved: never that one, never another office's.
///
/// The newest of each of 24 hours, 14 days and 12 months stays, counted by those that have any,
/// so that a desk which slept keeps what it had. If they are together larger than `budget`, those
/// that stand for an hour alone go first, then those for a day: every backup holds the whole
/// ledger up to its time, so what a far one gives is a time before some damage. One from the
/// future of `now` was made by a wrong clock: it takes no other's place, and stays.
pub fn plan_rotation<'a>(
    existing: &'a [Kept],
    newest: &Verified,
    now: Timestamp,
    budget: u64,
) -> Vec<&'a BackupName> {
    let newest = newest.name();
    let mut ours: Vec<&Kept> =
        existing.iter().filter(|kept| kept.name.office == newest.office).collect();
    ours.sort_by(|a, b| b.name.cmp(&a.name));
    let (mut hours, mut days, mut months) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut left: u64 = ours.iter().map(|kept| kept.bytes).sum();
    // By how much each is worth: what is in no row goes in any case.
    let mut ranked = Vec::new();
    for kept in ours {
        let (at, name) = (kept.name.utc(), &kept.name);
        if name != newest && name.at() > now {
            continue;
        }
        let day = at.num_days_from_ce();
        // Each is asked, since one backup may stand for an hour, a day and a month.
        let hour = first_of(&mut hours, (day, at.hour()), HOURS);
        let daily = first_of(&mut days, day, DAYS);
        let monthly = first_of(&mut months, (at.year(), at.month()), MONTHS);
        let worth = match (monthly, daily, hour) {
            (true, _, _) => 3,
            (_, true, _) => 2,
            (_, _, true) => 1,
            _ => 0,
        };
        if name != newest {
            ranked.push((worth, kept));
        }
    }
    // Among equals the oldest first.
    ranked.sort_by(|(a, old), (b, new)| (a, &old.name).cmp(&(b, &new.name)));
    let mut gone = Vec::new();
    for (worth, kept) in ranked {
        if worth == 0 || left > budget {
            left = left.saturating_sub(kept.bytes);
            gone.push(&kept.name);
        }
    }
    gone
}

/// Is this the newest of its hour, day or month, and is there room for one more of those?
fn first_of<T: Ord>(seen: &mut BTreeSet<T>, slot: T, room: usize) -> bool {
    seen.len() < room && seen.insert(slot)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(number: u128) -> OfficeId {
        OfficeId(uuid::Uuid::from_u128(number))
    }

    fn kept(at: &str) -> Kept {
        let name = backup_name(&office(7), at.parse().unwrap(), &Digest::of(at.as_bytes()));
        Kept { name, bytes: 10 }
    }

    #[test]
    fn a_name_has_one_form() {
        let at: Timestamp = "2025-10-21T02:30:05.999Z".parse().unwrap();
        let name = backup_name(&office(0x1234), at, &Digest::ZERO);
        assert_eq!(name.to_string(), "redaksi-00001234-20251021T023005Z-00000000.db");
        assert_eq!(parse_backup_name(&name.to_string()), Some(name.clone()));
        assert!(name.is_of(&office(0x1234)) && !name.is_of(&office(0x1235)));
        for wrong in [
            "redaksi-00001234-20251021T023005Z-0000000.db",
            "redaksi-00001234-20251021T023005Z-00000000.db.tmp",
            "redaksi-00001234-20251321T023005Z-00000000.db",
            "redaksi-00001234-20251021T023005Z-0000000A.db",
            "redaksi-00001234-20251021T023005Z-00000000-1.db",
            "redaksi-é0000123-20251021T023005Z-00000000.db",
            "",
        ] {
            assert_eq!(parse_backup_name(wrong), None, "{wrong}");
        }
    }

    /// What stays of `existing` after the last of it was proved.
    fn staying(existing: &[Kept], budget: u64) -> Vec<String> {
        let newest = Verified(existing.last().unwrap().name.clone());
        let now = newest.name().at().plus_ms(1_000);
        let gone = plan_rotation(existing, &newest, now, budget);
        existing
            .iter()
            .filter(|kept| !gone.contains(&&kept.name))
            .map(|kept| kept.name.at().to_string().chars().take(13).collect())
            .collect()
    }

    #[test]
    fn hours_days_and_months_are_kept() {
        // One every half hour for forty days.
        let end: Timestamp = "2025-10-21T12:30:00Z".parse().unwrap();
        let mut all: Vec<Kept> = (0..40 * 48)
            .map(|i| kept(&end.plus_ms(-1_800_000 * i64::from(i)).to_string()))
            .collect();
        all.reverse();
        let stay = staying(&all, u64::MAX);
        assert!(stay.contains(&"2025-10-21T12".to_owned()), "{stay:?}");
        assert!(stay.contains(&"2025-10-20T14".to_owned()), "an hour of yesterday: {stay:?}");
        assert!(stay.contains(&"2025-10-08T23".to_owned()), "a day of two weeks ago: {stay:?}");
        assert!(stay.contains(&"2025-09-30T23".to_owned()), "a month: {stay:?}");
        assert!(stay.len() <= HOURS + DAYS + MONTHS + 1, "{}", stay.len());
        assert!(stay.len() >= HOURS + DAYS - 1, "{}", stay.len());
    }

    #[test]
    fn a_small_budget_takes_the_hours_first_and_never_the_newest() {
        let all = [
            kept("2025-08-31T10:00:00Z"),
            kept("2025-10-20T23:00:00Z"),
            kept("2025-10-21T09:00:00Z"),
            kept("2025-10-21T10:00:00Z"),
            kept("2025-10-21T11:00:00Z"),
            kept("2025-10-21T12:00:00Z"),
        ];
        assert_eq!(staying(&all, 60).len(), 6);
        assert!(!staying(&all, 50).contains(&"2025-10-21T09".to_owned()));
        let three = staying(&all, 30);
        assert_eq!(three, ["2025-08-31T10", "2025-10-20T23", "2025-10-21T12"]);
        assert_eq!(staying(&all, 0), ["2025-10-21T12"]);
    }

    #[test]
    fn others_and_the_future_stay_out_of_the_plan() {
        let newest = kept("2025-10-21T12:00:00Z");
        let mut other = kept("2020-01-01T00:00:00Z");
        other.name.office = "ffffffff".to_owned();
        let all = [other, kept("2031-01-01T00:00:00Z"), newest.clone()];
        let now = newest.name.at();
        assert!(plan_rotation(&all, &Verified(newest.name), now, 0).is_empty());
    }
}
