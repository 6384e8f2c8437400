//! What can go wrong with the desk's file, by what a person can do about it.

use rusqlite::ErrorCode;

/// A deed in the desk's file that failed.
#[derive(Debug, thiserror::Error)]
#[error("cannot {deed}")]
pub struct StoreError {
    pub deed: &'static str,
    #[source]
    pub fault: Fault,
}

/// Why it failed.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("another program is writing")]
    Busy,
    #[error("the disk is full")]
    DiskFull,
    #[error("the desk is read-only")]
    ReadOnly,
    #[error("the file is damaged: {0}")]
    Damaged(String),
    #[error("the file belongs to another program")]
    Foreign,
    #[error("the file was written by a newer version (schema {found}, this program knows {known})")]
    Newer { found: i64, known: i64 },
    #[error("there is no desk")]
    Missing,
    #[error("there is a desk already")]
    Exists,
    #[error("the SQLite in this program is {0}, older than 3.51.3")]
    OldSqlite(String),
    #[error("not found")]
    NotFound,
    #[error("a name fits {0} articles")]
    Ambiguous(usize),
    #[error(transparent)]
    Io(std::io::Error),
    #[error(transparent)]
    Sql(rusqlite::Error),
}

impl StoreError {
    pub fn new(deed: &'static str, fault: Fault) -> Self {
        Self { deed, fault }
    }

    pub fn damaged(deed: &'static str, what: impl Into<String>) -> Self {
        Self::new(deed, Fault::Damaged(what.into()))
    }

    pub fn io(deed: &'static str, error: std::io::Error) -> Self {
        let fault = match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Fault::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem => Fault::ReadOnly,
            _ => Fault::Io(error),
        };
        Self::new(deed, fault)
    }

    /// Is it the fault of what was to be written, and not that of the disk? A constraint speaks of
    /// the row: two people of one name, for one, which a desk never appends.
    pub(super) fn blames_the_row(&self) -> bool {
        match &self.fault {
            Fault::Damaged(_) => true,
            Fault::Sql(error) => error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation),
            _ => false,
        }
    }

    /// Sorts an error of `SQLite` by what it means to a person.
    pub fn sql(deed: &'static str, error: rusqlite::Error) -> Self {
        let fault = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Busy,
            Some(ErrorCode::DiskFull) => Fault::DiskFull,
            Some(ErrorCode::ReadOnly) => Fault::ReadOnly,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Fault::Damaged(error.to_string())
            }
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                Fault::Io(std::io::Error::other(error))
            }
            _ => match error {
                rusqlite::Error::QueryReturnedNoRows => Fault::NotFound,
                // A column of another type than the schema's: the file was changed by hand.
                rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Fault::Damaged(error.to_string()),
                other => Fault::Sql(other),
            },
        };
        Self::new(deed, fault)
    }
}

/// Names the deed when a statement fails: `statement.map_err(sql("list articles"))`.
pub(super) fn sql(deed: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    move |error| StoreError::sql(deed, error)
}
