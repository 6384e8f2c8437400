//! Why the desk did not do something: values, to which the edge finds words.

use std::path::{Path, PathBuf};

use super::names_file::Unchanged;
use crate::config::ConfigError;
use crate::domain::delivery::Standing;
use crate::domain::office::Unlawful;
use crate::domain::record::SignError;
use crate::domain::seal::clear::NotCleared;
use crate::domain::stage::Refusal;
use crate::intake::IntakeError;
use crate::keys::KeyError;
use crate::keys::secret::SecretError;
use crate::paths::PathError;
use crate::store::append::AppendError;
use crate::store::open::is_sqlite;
use crate::store::{Fault, StoreError};

/// What was looked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Article,
    Revision,
    Person,
    Setting,
    Form,
    Backup,
    Destination,
    Parcel,
    Finding,
    Word,
    Rule,
}

impl Thing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Revision => "revision",
            Self::Person => "person",
            Self::Setting => "setting",
            Self::Form => "form",
            Self::Backup => "backup",
            Self::Destination => "destination",
            Self::Parcel => "parcel",
            Self::Finding => "finding",
            Self::Word => "word",
            Self::Rule => "rule",
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error("there is no desk in {}", dir.display())]
    NoDesk { dir: PathBuf, has_backups: bool },
    #[error("there is a desk already in {}", dir.display())]
    DeskExists { dir: PathBuf, has_backups: bool },
    #[error("{} lies on a network ({system})", dir.display())]
    NetworkFolder { dir: PathBuf, system: &'static str },
    #[error("no {} is called {name}", thing.word())]
    NotFound { thing: Thing, name: String },
    #[error("{name} fits more than one {}", thing.word())]
    Ambiguous { thing: Thing, name: String, candidates: Vec<String> },
    /// The value of one field or option is not one.
    #[error("{value:?} does not fit {field}")]
    Invalid { field: String, value: String },
    #[error("{name} is taken")]
    DuplicateName { name: String },
    #[error("it is not said who acts")]
    Who { names: Vec<String> },
    #[error("the key of {name} is not on this machine")]
    NoKey { name: String },
    #[error("the key of {name} cannot be opened")]
    Key {
        name: String,
        #[source]
        source: KeyError,
    },
    #[error("{name} may not act any more")]
    Revoked { name: String },
    /// The law's answer, with the names that it does not know.
    #[error("refused")]
    Refused {
        who: String,
        contributors: Vec<String>,
        /// The labels of the revisions read and waiting.
        read: String,
        waiting: Option<String>,
        #[source]
        refusal: Box<Refusal>,
    },
    /// The newest revision is another than the one that was changed.
    #[error("the text has moved on to revision {head}")]
    Conflict { base: String, head: String, rescued: Option<PathBuf> },
    /// The words of a revision are gone by law.
    #[error("the words of revision {name} were erased")]
    Erased { name: String },
    /// Another article, public or on its way, has the very words that should be erased.
    #[error("article {short} has the same words")]
    Shared { short: String },
    /// The office's own rules have a fault.
    #[error("{} cannot be used", path.display())]
    Rules {
        path: PathBuf,
        #[source]
        fault: crate::rules::own::Fault,
    },
    /// An entry of the office's list of names was not changed.
    #[error("the list of names was not changed: {}", why.word())]
    Names { name: String, why: Unchanged },
    /// Somebody let the finding stand before.
    #[error("{rule} stands for {words:?} already")]
    Stands { rule: String, words: String },
    #[error("the last administrator cannot go")]
    LastAdmin,
    #[error("the ledger does not allow it")]
    Unlawful(#[source] Unlawful),
    #[error("the text may not leave the house")]
    NotCleared(#[source] NotCleared),
    /// What a row of the outbox is or waits for leaves no room for the act.
    #[error("the parcel {name} is {}", standing.word())]
    Parcel { name: String, action: &'static str, standing: Standing },
    #[error("the secret of {name} cannot be had")]
    Secret {
        name: String,
        #[source]
        source: SecretError,
    },
    #[error("the file cannot be taken in")]
    Intake(#[from] IntakeError),
    #[error("{} cannot be read", path.display())]
    Read {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("{} is damaged", path.display())]
    Damaged {
        path: PathBuf,
        /// The newest good backup, if there is one.
        backup: Option<PathBuf>,
        #[source]
        source: Box<StoreError>,
    },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Path(#[from] PathError),
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl DeskError {
    pub(super) fn invalid(field: impl Into<String>, value: impl Into<String>) -> Self {
        Self::Invalid { field: field.into(), value: value.into() }
    }

    /// Not found and ambiguous get the name that was asked for; the rest is the store's.
    pub(super) fn looking_for(thing: Thing, name: &str, error: StoreError) -> Self {
        match error.fault {
            Fault::NotFound => Self::NotFound { thing, name: name.to_owned() },
            Fault::Ambiguous(_) => {
                Self::Ambiguous { thing, name: name.to_owned(), candidates: Vec::new() }
            }
            _ => Self::Store(error),
        }
    }

    pub(super) fn of_file(error: StoreError, path: &Path, dir: &Path) -> Self {
        match error.fault {
            // Beside backups of a desk garbage is what became of it.
            Fault::Foreign if !is_sqlite(path) && super::has_backups(dir) => Self::Damaged {
                path: path.to_owned(),
                backup: super::care::newest_good(dir),
                source: Box::new(error),
            },
            // An empty file where a desk was is a lost desk, not a place for a new one.
            Fault::Damaged(_) | Fault::Missing => Self::Damaged {
                path: path.to_owned(),
                backup: super::care::newest_good(dir),
                source: Box::new(error),
            },
            _ => Self::Store(error),
        }
    }
}

impl From<AppendError> for DeskError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Store(error) => Self::Store(error),
            AppendError::Sign(error) => Self::Sign(error),
            AppendError::Law(Unlawful::Refused(refusal)) => Self::Refused {
                who: String::new(),
                contributors: Vec::new(),
                read: String::new(),
                waiting: None,
                refusal: Box::new(refusal),
            },
            AppendError::Law(Unlawful::LastAdmin) => Self::LastAdmin,
            AppendError::Law(unlawful) => Self::Unlawful(unlawful),
        }
    }
}
