//! Opening the desk's file: the same few steps every time, in the order that keeps it whole.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::error::sql;
use super::swap::beside;
use super::{Fault, Store, StoreError};

/// "RDKS": tells a desk from other `SQLite` files.
pub const APPLICATION_ID: i64 = 0x5244_4b53;

/// How long one writer waits for another before it says "busy".
pub(super) const BUSY_WAIT: Duration = Duration::from_secs(5);

/// For the file's pages, in KiB as `SQLite` wants it. Its default of 2 MB holds a fraction of what one
/// batch of an import touches in all the indexes: it would be read again and again.
const CACHE: &str = "-16000";
/// For those of a long text, or of the whole file, that are wanted once.
const LITTLE: &str = "-1000";

/// Below this release `SQLite` could lose commits when a checkpoint raced with a reset of the
/// write-ahead log.
const OLDEST_SQLITE: i32 = 3_051_003;

const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001-desk.sql")),
    M::up(include_str!("migrations/0002-working.sql")),
    M::up(include_str!("migrations/0003-outbox.sql")),
];

/// The schema version that this program writes: the number of migrations.
#[expect(clippy::cast_possible_wrap, reason = "there are a handful of migrations")]
pub const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// How to open a desk's file.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked and answered by itself")]
pub struct How<'a> {
    pub read_only: bool,
    /// No shared memory: for file systems that may not keep it coherent.
    pub exclusive: bool,
    /// On a disk that nobody can write to: there `SQLite` can make no shared memory, and needs none.
    pub frozen: bool,
    /// A desk of an older program keeps its tables as they are, until [`Store::migrate`].
    pub as_it_is: bool,
    /// The `SQLite` file layer, where it is not the platform's own: tests cut the power in one.
    pub vfs: Option<&'a str>,
}

impl Store {
    /// Makes a new desk in an empty file that exists already with its private mode.
    pub fn create(path: &Path, how: How<'_>) -> Result<Self, StoreError> {
        const DEED: &str = "make the desk";
        let mut conn = connect(path, how, DEED)?;
        // A making that was cut short left the id and no table; it is begun again.
        let unmade = [0, APPLICATION_ID].contains(&application_id(&conn, DEED)?);
        if !unmade || has_tables(&conn, DEED)? {
            return Err(StoreError::new(DEED, Fault::Exists));
        }
        conn.pragma_update(None, "application_id", APPLICATION_ID).map_err(sql(DEED))?;
        prepare(&conn, how, DEED)?;
        migrate(&mut conn, MIGRATIONS, DEED)?;
        Ok(Self::over(conn, path.to_owned(), how.read_only, SCHEMA))
    }

    /// Opens a desk. A file of another program, of a newer version, or damaged is left alone.
    pub fn open(path: &Path, how: How<'_>) -> Result<Self, StoreError> {
        const DEED: &str = "open the desk";
        super::swap::finish_swap(path)?;
        if !path.exists() {
            return Err(StoreError::new(DEED, Fault::Missing));
        }
        let conn = connect(path, how, DEED)?;
        let version = recognise(&conn, DEED).map_err(|error| or_foreign(error, path))?;
        prepare(&conn, how, DEED)?;
        let mut store = Self::over(conn, path.to_owned(), how.read_only, version);
        if !store.is_current() && !how.read_only && !how.as_it_is {
            store.migrate()?;
        }
        Ok(store)
    }

    /// Has the desk the tables that this program knows? One of an older program that was opened to
    /// read may lack some.
    pub fn is_current(&self) -> bool {
        self.schema == SCHEMA
    }

    /// Gives a desk of an older program the tables of this one: all of them or, if the power goes,
    /// none.
    pub fn migrate(&mut self) -> Result<(), StoreError> {
        const DEED: &str = "bring the desk's tables up to date";
        if let Err(error) = migrate(&mut self.conn, MIGRATIONS, DEED) {
            // Another program may have done it in the same moment.
            if recognise(&self.conn, DEED)? != SCHEMA {
                return Err(error);
            }
        }
        self.schema = SCHEMA;
        Ok(())
    }
}

/// Opens the connection and sets what must hold before the first statement reads the schema.
fn connect(path: &Path, how: How<'_>, deed: &'static str) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        let version = rusqlite::version().to_owned();
        return Err(StoreError::new(deed, Fault::OldSqlite(version)));
    }
    let mode = if how.read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        // Never CREATE: the file was made with its private mode, or is not there.
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    let flags = mode | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let path = resolved(path);
    let conn = match how.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs),
        None if how.frozen => {
            // What lies in the log cannot be read without shared memory, and must not be missed.
            if has_log(&path) {
                return Err(StoreError::new(deed, Fault::ReadOnly));
            }
            Connection::open_with_flags(unchanging(&path), flags | OpenFlags::SQLITE_OPEN_URI)
        }
        None => Connection::open_with_flags(path, flags),
    }
    .map_err(sql(deed))?;
    conn.busy_timeout(BUSY_WAIT).map_err(sql(deed))?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        conn.set_db_config(config, on).map_err(sql(deed))?;
    }
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// The address by which `SQLite` opens a file that does not change while it is read.
fn unchanging(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(*byte));
            }
            // Writing to a string cannot fail.
            other => write!(uri, "%{other:02X}").unwrap_or_default(),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// The path with its folder's links followed: `SQLite` would refuse a link anywhere in it, and a
/// home folder is one on many machines. The file itself may still be none.
pub(super) fn resolved(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    match (folder.unwrap_or(Path::new(".")).canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// Tells a desk from anything else, and gives its schema version.
fn recognise(conn: &Connection, deed: &'static str) -> Result<i64, StoreError> {
    if application_id(conn, deed)? != APPLICATION_ID {
        let fault = if has_tables(conn, deed)? { Fault::Foreign } else { Fault::Missing };
        return Err(StoreError::new(deed, fault));
    }
    let found: i64 =
        conn.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sql(deed))?;
    if found == 0 {
        // A desk that was copied without its log. To make tables here would hide what is lost.
        return Err(StoreError::new(deed, Fault::Missing));
    }
    if found > SCHEMA {
        return Err(StoreError::new(deed, Fault::Newer { found, known: SCHEMA }));
    }
    Ok(found)
}

fn application_id(conn: &Connection, deed: &'static str) -> Result<i64, StoreError> {
    conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(sql(deed))
}

fn has_tables(conn: &Connection, deed: &'static str) -> Result<bool, StoreError> {
    conn.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
        .map_err(sql(deed))
}

fn prepare(conn: &Connection, how: How<'_>, deed: &'static str) -> Result<(), StoreError> {
    let set = |name: &str, value: &str| conn.pragma_update(None, name, value).map_err(sql(deed));
    if how.exclusive {
        set("locking_mode", "EXCLUSIVE")?;
    }
    if !how.read_only {
        set("journal_mode", if how.exclusive { "DELETE" } else { "WAL" })?;
        // An acknowledged record survives a power cut; the autosave of the workstation may
        // lower this for its own rows.
        set("synchronous", "FULL")?;
        set("journal_size_limit", "16777216")?;
        // A small log keeps the time to read it after a crash, and its share of the disk, small.
        set("wal_autocheckpoint", "400")?;
        set("secure_delete", "FAST")?;
    }
    for (name, value) in [
        ("foreign_keys", "ON"),
        // Without it INSERT OR REPLACE goes round the triggers that keep records.
        ("recursive_triggers", "ON"),
        ("cell_size_check", "ON"),
        ("trusted_schema", "OFF"),
        ("temp_store", "MEMORY"),
        ("cache_size", CACHE),
        // A memory-mapped file turns an error of the disk into the death of the program.
        ("mmap_size", "0"),
    ] {
        set(name, value)?;
    }
    Ok(())
}

impl Store {
    /// Before many pages are read or written once: they go through little memory. What was held is
    /// given back, and a process at rest stays small.
    pub(super) fn hold_little(&self) {
        let _best_effort = self.conn.pragma_update(None, "cache_size", LITTLE);
    }

    /// After that.
    pub(super) fn hold_more(&self) {
        let _best_effort = self.conn.execute_batch("PRAGMA shrink_memory");
        let _best_effort = self.conn.pragma_update(None, "cache_size", CACHE);
    }
}

fn migrate(
    conn: &mut Connection,
    migrations: &[M<'static>],
    deed: &'static str,
) -> Result<(), StoreError> {
    Migrations::from_slice(migrations).to_latest(conn).map_err(|error| match error {
        // The statements are ours: what they do not fit is a file that is not what it says.
        rusqlite_migration::Error::RusqliteError {
            err: err @ rusqlite::Error::SqlInputError { .. },
            ..
        } => StoreError::damaged(deed, err.to_string()),
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::sql(deed, err),
        other => StoreError::damaged(deed, other.to_string()),
    })
}

/// What the schema of a desk of this version looks like when nobody has touched it.
pub(super) fn fresh_schema(
    version: i64,
) -> Result<std::collections::BTreeMap<String, String>, StoreError> {
    const DEED: &str = "make a fresh schema";
    let mut conn = Connection::open_in_memory().map_err(sql(DEED))?;
    let known = usize::try_from(version).ok().and_then(|version| MIGRATIONS.get(..version));
    migrate(&mut conn, known.unwrap_or(MIGRATIONS), DEED)?;
    super::verify::schema(&conn)
}

/// How every file of `SQLite` begins, and how its logs do (in either order of bytes).
const BEGINNING: &[u8] = b"SQLite format 3\0";
const LOGS: [&[u8]; 2] = [b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"];
/// Where the id of the application stands.
const ID_AT: std::ops::Range<usize> = 68..72;
/// The first record of every desk is among its first pages.
const SEARCHED: u64 = 16 << 20;
const FIRST_RECORD: &[u8] = b"\"office.created\"";

/// Tells a file that never was a desk from one that was and is damaged. Only where nothing at all
/// speaks for a desk, somebody else's file lies here: a desk that is called foreign would be
/// given up.
fn or_foreign(error: StoreError, path: &Path) -> StoreError {
    match error.fault {
        Fault::Damaged(_) if !may_be_ours(path) => StoreError::new(error.deed, Fault::Foreign),
        _ => error,
    }
}

/// Is it a file of `SQLite` at all, by its first bytes?
pub fn is_sqlite(path: &Path) -> bool {
    start_of(path, 16) == BEGINNING
}

fn may_be_ours(path: &Path) -> bool {
    let bytes = start_of(path, SEARCHED);
    let head = bytes.get(..512).unwrap_or(&bytes);
    let id = APPLICATION_ID.to_be_bytes();
    head.starts_with(BEGINNING)
        || head.get(ID_AT).is_some_and(|found| id.ends_with(found))
        // Nothing but zeros is what a file system leaves after a crash.
        || head.iter().all(|byte| *byte == 0)
        || bytes.windows(FIRST_RECORD.len()).any(|found| found == FIRST_RECORD)
        || LOGS.iter().any(|log| start_of(&beside(path, "-wal"), 4) == **log)
}

/// The bytes at the start of a file; none where it cannot be read.
fn start_of(path: &Path, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    match File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)) {
        Ok(_length) => bytes,
        Err(_unreadable) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_disk_that_nobody_writes_to_the_desk_is_read() {
        let dir = tempfile::tempdir().unwrap();
        // What means something in an address means nothing here.
        let folder = dir.path().join("meja #1?a=%41 é");
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("desk.db");
        std::fs::File::create_new(&path).unwrap();
        drop(Store::create(&path, How::default()).unwrap());
        let files = || std::fs::read_dir(&folder).unwrap().count();
        assert_eq!(files(), 1);
        let how = How { read_only: true, frozen: true, ..How::default() };
        let store = Store::open(&path, how).unwrap();
        assert!(store.is_current() && store.is_read_only());
        assert_eq!(files(), 1, "a log or shared memory was made");
        drop(store);
        std::fs::copy(&path, folder.join("desk.db-wal")).unwrap();
        let error = Store::open(&path, how).err().unwrap();
        assert!(matches!(error.fault, Fault::ReadOnly), "{error:?}");
    }

    /// Through a connection as the program has it: another one can do what it likes.
    #[test]
    fn a_record_is_neither_changed_nor_deleted_nor_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        std::fs::File::create_new(&path).unwrap();
        drop(Store::create(&path, How::default()).unwrap());
        let conn = Store::open(&path, How::default()).unwrap().conn;
        conn.execute_batch(
            "INSERT INTO record VALUES
               (1, zeroblob(32), 1, zeroblob(32), 'a', NULL, 1, 0, '{}', zeroblob(64)),
               (2, zeroblob(32), 2, randomblob(32), 'a', NULL, 2, 0, '{}', zeroblob(64))",
        )
        .unwrap();
        for attempt in [
            "UPDATE record SET at_ms = 5 WHERE id = 1",
            "DELETE FROM record WHERE id = 1",
            "INSERT OR REPLACE INTO record SELECT * FROM record WHERE id = 1",
            "REPLACE INTO record SELECT 9, writer, seq, randomblob(32), kind, article, lamport,
               at_ms, header, signature FROM record WHERE id = 1",
            "UPDATE OR REPLACE record SET id = 1 WHERE id = 2",
        ] {
            let error = conn.execute(attempt, []).unwrap_err().to_string();
            assert!(error.contains("a record is never"), "{attempt}: {error}");
        }
        let rows: i64 = conn.query_row("SELECT sum(id) FROM record", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 3);
        // The defensive mode keeps the schema from being rewritten by hand.
        assert!(conn.execute("DELETE FROM sqlite_schema WHERE type = 'trigger'", []).is_err());
    }
}
