//! The desk's file: the only SQL of the house.
//!
//! One deed is one `BEGIN IMMEDIATE` transaction ([`Store::write`]). Records are appended by
//! [`Tx::append`] alone, which also keeps the projections in step.

mod agree;
pub mod append;
pub mod articles;
pub mod backup;
pub mod compare;
pub mod content;
mod erase;
pub mod error;
pub mod findings;
mod history;
pub mod lists;
pub mod open;
pub mod outbox;
mod project;
pub mod rebuild;
pub mod rows;
pub mod salvage;
pub mod search;
pub mod swap;
pub mod verify;
mod working;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use error::{Fault, StoreError};

use crate::domain::office::{History, Office};
use content::Packer;
use project::OfficeCache;

/// An open desk file.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    read_only: bool,
    /// The shape that the tables have.
    schema: i64,
    /// With a write-ahead log a light commit may be lost, but breaks nothing.
    log: bool,
    /// A commit may be light at the moment.
    lowered: Cell<bool>,
    packer: RefCell<Packer>,
    office: RefCell<Option<OfficeCache>>,
    folded: RefCell<history::Cached<Office>>,
    history: RefCell<history::Cached<History>>,
}

/// A transaction that will write. It ends with [`Store::write`].
pub struct Tx<'a> {
    conn: &'a Connection,
    packer: &'a RefCell<Packer>,
    office: &'a RefCell<Option<OfficeCache>>,
}

impl Store {
    fn over(conn: Connection, path: PathBuf, read_only: bool, schema: i64) -> Self {
        let mode = conn.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
        Self {
            conn,
            path,
            read_only,
            schema,
            log: mode.is_ok_and(|mode| mode == "wal"),
            lowered: Cell::new(false),
            packer: RefCell::default(),
            office: RefCell::default(),
            folded: RefCell::default(),
            history: RefCell::default(),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Does one deed in one transaction that takes the write lock at its start. Whatever goes
    /// wrong, the transaction is rolled back, also where `SQLite` left it open by itself (after
    /// running out of memory, for one).
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        deed: &'static str,
        act: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(deed, true, act)
    }

    /// The same; a commit that need not be `durable` by itself is not brought to the disk.
    fn write_as<T, E: From<StoreError>>(
        &mut self,
        deed: &'static str,
        durable: bool,
        act: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.read_only {
            return Err(StoreError::new(deed, Fault::ReadOnly).into());
        }
        let level = self.set_durable(durable || !self.log, deed);
        let result = level.map_err(E::from).and_then(|()| self.try_write(deed, act));
        if result.is_err() {
            // The caches may know of what did not happen.
            self.office.replace(None);
            self.heal();
        }
        if !durable {
            // Should this fail, the next commit sees to it before it begins.
            let _next_time = self.set_durable(true, deed);
        }
        result
    }

    /// How safe the next commit is. `SQLite` changes that between transactions alone.
    fn set_durable(&self, durable: bool, deed: &'static str) -> Result<(), StoreError> {
        if self.lowered.get() != durable {
            return Ok(());
        }
        // Taken for low until it is known to be high.
        self.lowered.set(true);
        let level = if durable { "FULL" } else { "NORMAL" };
        self.conn
            .pragma_update(None, "synchronous", level)
            .map_err(|error| StoreError::sql(deed, error))?;
        self.lowered.set(!durable);
        Ok(())
    }

    fn try_write<T, E: From<StoreError>>(
        &mut self,
        deed: &'static str,
        act: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = Transaction::new(&mut self.conn, TransactionBehavior::Immediate)
            .map_err(|error| StoreError::sql(deed, error))?;
        let value = act(&Tx { conn: &tx, packer: &self.packer, office: &self.office })?;
        tx.commit().map_err(|error| StoreError::sql(deed, error))?;
        Ok(value)
    }

    /// Rolls back what an error left open: after some errors `SQLite` stays inside the
    /// transaction, and the next BEGIN would fail for a reason of the past.
    fn heal(&self) {
        for _ in 0..3 {
            if self.conn.is_autocommit() || self.conn.execute_batch("ROLLBACK").is_ok() {
                break;
            }
        }
        // The index of words keeps in memory what it had half read when the disk failed, and the
        // next write would call the file malformed. Read anew, the schema makes the index anew.
        let _best_effort = self.conn.execute_batch("PRAGMA writable_schema = RESET");
    }

    /// Reads many things under one lock, and as they were at one moment. Short enough, or what
    /// others write meanwhile cannot be moved into the file.
    pub fn reading<T>(&self, act: impl FnOnce() -> T) -> Result<T, StoreError> {
        let deed = "begin to read";
        self.conn.execute_batch("BEGIN").map_err(|error| StoreError::sql(deed, error))?;
        let result = act();
        // Nothing was written: there is nothing that could not be kept.
        let _ended = self.conn.execute_batch("COMMIT");
        Ok(result)
    }

    /// Two programs race for a row: how often this desk changed, to notice the other's commits.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.conn
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|error| StoreError::sql("look for changes", error))
    }

    /// How long others that hold the file are waited for from here on; as ever without a time.
    pub fn wait_for_others(&self, time: Option<Duration>) {
        // The file is there: nothing can refuse this.
        let _set = self.conn.busy_timeout(time.unwrap_or(open::BUSY_WAIT));
    }

    /// Empties the write-ahead log into the file: for a clean end, and never a reason to fail.
    ///
    /// The planner is given no statistics. Those of a desk of ten records say that a scan is as
    /// good as an index, and a program that then writes a hundred thousand would scan for each.
    pub fn tidy(&self) {
        if !self.read_only {
            // Somebody who reads for long would hold up the end of every command.
            self.wait_for_others(Some(Duration::ZERO));
            let _best_effort = self.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);");
            self.wait_for_others(None);
        }
    }
}

/// The version of `SQLite` that is part of this program.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}
