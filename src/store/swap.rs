//! Puts another file in the place of the desk's, so that nothing left over can undo it.
//!
//! A write-ahead log that stays beside a new file is replayed into it: the restore would be gone
//! without a word. So the log goes first, and what goes was kept before. The order:
//!
//! 1. Nobody else has the desk open; its log is emptied into it, if it can still be read.
//! 2. The file and what lies beside it get a second name, which is the copy that is kept.
//! 3. The new file takes the name that announces it. From here on every opening goes forward.
//! 4. Log, journal and shared memory go; then the new file takes the desk's name in one step.
//!
//! A stop before 3 leaves the old desk, one after it the new one, as soon as it is opened.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::sql;
use super::{Fault, StoreError};

const DEED: &str = "put the backup in place";

/// Announces a file that takes the desk's place.
const COMING: &str = "-restore";

/// What `SQLite` keeps beside a file, in the order in which it may go: without its log a file is
/// older, without its shared memory it is the same.
const BESIDE: [&str; 3] = ["-wal", "-journal", "-shm"];

/// Long enough for a commit of somebody else to end.
const PATIENCE: Duration = Duration::from_secs(1);

/// Puts `replacement`, a proved copy in the same folder, in the place of `live`, which is kept as
/// `keep_as`, also in the same folder. A damaged desk can be replaced like any other.
pub fn swap_in(live: &Path, replacement: &Path, keep_as: &Path) -> Result<(), StoreError> {
    if BESIDE.iter().any(|suffix| beside(replacement, suffix).exists()) {
        return Err(StoreError::damaged(DEED, "the backup is not one file"));
    }
    if keep_as.exists() {
        return Err(StoreError::new(DEED, Fault::Exists));
    }
    let coming = beside(live, COMING);
    let held = hold(replacement)?;
    let alone = alone(live)?;
    let alone = keep(live, keep_as, alone)?;
    sync_folder(live)?;
    std::fs::rename(replacement, &coming).map_err(io)?;
    sync_folder(live)?;
    put(live, &coming)?;
    drop((alone, held));
    Ok(())
}

/// Ends what [`swap_in`] began before the program or the power went; says if there was something.
pub fn finish_swap(live: &Path) -> Result<bool, StoreError> {
    let coming = beside(live, COMING);
    if !coming.exists() {
        return Ok(false);
    }
    let held = hold(&coming)?;
    // Whoever held it until now may have put it in place.
    if !coming.exists() {
        return Ok(false);
    }
    let alone = alone(live)?;
    put(live, &coming)?;
    drop((alone, held));
    Ok(true)
}

fn put(live: &Path, coming: &Path) -> Result<(), StoreError> {
    for suffix in BESIDE {
        remove(&beside(live, suffix))?;
    }
    // The log must not come back after a power cut that the new name survived.
    sync_folder(live)?;
    std::fs::rename(coming, live).map_err(io)?;
    sync_folder(live)
}

/// Only one program at a time swaps. Where the file system knows no such locks, none is taken.
fn hold(path: &Path) -> Result<File, StoreError> {
    let file = File::open(path).map_err(io)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(StoreError::new(DEED, Fault::Busy)),
        Err(TryLockError::Error(_)) | Ok(()) => Ok(file),
    }
}

/// Proves that nobody else has the desk open, and keeps it so; `None` where the file is missing or
/// so damaged that `SQLite` cannot lock it.
fn alone(live: &Path) -> Result<Option<Connection>, StoreError> {
    if !live.exists() {
        return Ok(None);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let lock = || -> Result<Connection, StoreError> {
        let conn =
            Connection::open_with_flags(super::open::resolved(live), flags).map_err(sql(DEED))?;
        conn.busy_timeout(PATIENCE).map_err(sql(DEED))?;
        // A log can be given up only by the last who uses it, and is empty then.
        let mode: String = conn
            .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
            .map_err(sql(DEED))?;
        if mode != "delete" {
            return Err(StoreError::new(DEED, Fault::Busy));
        }
        conn.execute_batch("BEGIN EXCLUSIVE").map_err(sql(DEED))?;
        Ok(conn)
    };
    match lock() {
        Ok(conn) => Ok(Some(conn)),
        Err(StoreError { fault: Fault::Damaged(_), .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives the desk's file and what lies beside it a second name. Where the file system has no such
/// names they are copied; reading the file drops the lock on it, which is taken again.
fn keep(
    live: &Path,
    keep_as: &Path,
    alone: Option<Connection>,
) -> Result<Option<Connection>, StoreError> {
    let mut copied = false;
    for suffix in BESIDE.iter().chain(&[""]) {
        let (from, to) = (beside(live, suffix), beside(keep_as, suffix));
        if !from.exists() {
            continue;
        }
        if std::fs::hard_link(&from, &to).is_err() {
            std::fs::copy(&from, &to).map_err(io)?;
            File::open(&to).and_then(|file| file.sync_all()).map_err(io)?;
            copied = true;
        }
    }
    if !copied {
        return Ok(alone);
    }
    drop(alone);
    self::alone(live)
}

pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}

#[expect(clippy::disallowed_methods, reason = "the file was kept under a second name before")]
fn remove(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        done => done.map_err(io),
    }
}

fn sync_folder(of: &Path) -> Result<(), StoreError> {
    let folder = of.parent().filter(|parent| !parent.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all()).map_err(io)
}

fn io(error: std::io::Error) -> StoreError {
    StoreError::io(DEED, error)
}
