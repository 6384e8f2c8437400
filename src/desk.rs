//! The desk: what people do. Each deed is checked here, done in one transaction, and leaves one
//! record or a few; the command line and the workstation call the same functions.

pub mod act;
pub mod care;
pub mod copydesk;
pub mod counted;
pub mod create;
pub mod deliver;
pub mod destinations;
pub mod dictionary;
pub mod dismiss;
pub mod edit;
pub mod erase;
pub mod error;
pub mod house;
pub mod hunspell;
pub mod import;
pub mod look;
pub mod names_file;
pub mod outbox;
pub mod own_rules;
pub mod people;
pub mod publish;
pub mod register;
pub mod review;
pub mod revisions;
pub mod sample;
pub mod screen;
pub mod search;
pub mod trash;
pub mod working;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use act::{Me, SignedIn};
pub use error::DeskError;
pub use house::House;

use crate::clock::Clock;
use crate::config::{self, Machine};
use crate::keys::Keyring;
use crate::paths::place::{self, Filesystem};
use crate::paths::reserve::Reserve;
use crate::paths::{self, PathError, private};
use crate::store::open::How;
use crate::store::verify::Noted;
use crate::store::{Fault, Store, StoreError, swap};

/// The name of the database in the desk's folder.
pub const FILE: &str = "desk.db";

/// An open desk.
pub struct Desk {
    dir: PathBuf,
    state: PathBuf,
    store: Store,
    keyring: Keyring,
    clock: Arc<Clock>,
    machine: Machine,
    notices: Vec<Notice>,
    kept: copydesk::Kept,
    uncounted: counted::Uncounted,
}

/// What is wanted of a desk that is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Read,
    Write,
}

/// Something that a person should know about the desk, and that stops nothing.
#[derive(Debug)]
pub enum Notice {
    /// Opened for one process at a time: the file system may not keep shared memory coherent.
    Exclusive { system: String },
    /// A service copies the folder elsewhere while it changes.
    Cloud { service: &'static str },
    /// The disk was full, so the reserve was let go.
    ReserveUsed,
    /// The settings file counted for nothing.
    ConfigIgnored(PathError),
    /// The folder or the disk cannot be written to.
    ReadOnly,
    /// The write-ahead log has grown large: a long reader keeps it from being emptied.
    LargeLog { bytes: u64 },
}

/// Above this the write-ahead log is worth a word.
const LARGE_LOG: u64 = 64 << 20;

impl Desk {
    /// Opens the desk in `dir`. A damaged file, one of another program or of a newer version, or
    /// one on a network is refused and left as it is.
    pub fn open(
        dir: &Path,
        state: &Path,
        clock: Arc<Clock>,
        intent: Intent,
    ) -> Result<Self, DeskError> {
        let path = dir.join(FILE);
        // A restore that was cut short is finished before anybody looks at the file.
        swap::finish_swap(&path)?;
        if !path.exists() {
            return Err(DeskError::NoDesk { dir: dir.to_owned(), has_backups: has_backups(dir) });
        }
        let mut notices = Vec::new();
        paths::check_desk_folder(dir)?;
        let frozen = place::is_frozen(dir)?;
        let read_only = frozen || intent == Intent::Read;
        if frozen && intent != Intent::Read {
            notices.push(Notice::ReadOnly);
        }
        let exclusive = look_at_disk(dir, &mut notices)?;
        let reserve = Reserve::of(dir);
        if reserve.yield_if_full()? {
            notices.push(Notice::ReserveUsed);
        } else if !read_only {
            // Put back once there is room again; without it the desk still works.
            let _kept = reserve.keep();
        }
        let found = config::machine(dir)?;
        notices.extend(found.ignored.map(Notice::ConfigIgnored));
        let how = How { read_only, exclusive, frozen, as_it_is: true, vfs: None };
        let store = match Store::open(&path, how) {
            Err(error) if !read_only && is_unwritable(&error) => {
                notices.push(Notice::ReadOnly);
                Store::open(&path, How { read_only: true, ..how })
            }
            opened => opened,
        }
        .map_err(|error| DeskError::of_file(error, &path, dir))?;
        if let Ok(log) = std::fs::metadata(dir.join("desk.db-wal"))
            && log.len() > LARGE_LOG
        {
            notices.push(Notice::LargeLog { bytes: log.len() });
        }
        let mut desk = Self {
            dir: dir.to_owned(),
            state: state.to_owned(),
            store,
            keyring: Keyring::at(dir),
            clock,
            machine: found.settings,
            notices,
            kept: copydesk::Kept::default(),
            uncounted: counted::Uncounted::default(),
        };
        desk.use_state_folder()?;
        desk.bring_up_to_date()?;
        Ok(desk)
    }

    /// The state folder has a room for each desk, by its id.
    fn use_state_folder(&mut self) -> Result<(), DeskError> {
        let id = self.store.local("desk")?.unwrap_or_else(|| "desk".to_owned());
        self.state = self.state.join(id);
        self.keyring = Keyring::at(&self.dir).with_state(&self.state);
        if !self.store.is_read_only() {
            private::create_private_dir(&self.state)?;
        }
        Ok(())
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where this machine keeps what belongs to this desk and is no part of it.
    pub fn state_dir(&self) -> &Path {
        &self.state
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The clock, for whoever outlives the desk.
    pub fn clock_handle(&self) -> Arc<Clock> {
        Arc::clone(&self.clock)
    }

    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// What was noticed on opening, once.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Is this the first time that this is to be said at this desk? Remembered on this machine, also
    /// by those who only read; where that cannot be written down, it is said once more.
    pub fn is_news(&self, what: &str) -> bool {
        let told = self.state.join("told");
        let mark = told.join(what);
        if mark.exists() {
            return false;
        }
        let kept = private::create_private_dir(&told)
            .and_then(|()| private::create_private_file(&mark).map(drop));
        if let Err(error) = kept {
            tracing::debug!(%error, "it will be said again");
        }
        true
    }

    /// The folder of the published site.
    pub fn site_dir(&self) -> PathBuf {
        self.machine.site.clone().unwrap_or_else(|| self.dir.join("site"))
    }

    /// The ends of the chains as they were noted outside the file: a cut tail cannot be seen from
    /// inside.
    pub fn noted_heads(&self) -> Result<Vec<Noted>, DeskError> {
        Ok(self
            .store
            .writers()?
            .into_iter()
            .filter_map(|key| self.keyring.noted_seq(&key).map(|(seq, digest)| (key, seq, digest)))
            .collect())
    }

    /// A clean end: what was saved is counted for lists, and the log is emptied into the file.
    /// Never a reason to fail.
    pub fn close(mut self) {
        self.count_saved();
        self.store.tidy();
    }
}

/// Refuses a network, and says whether only one process at a time may use the file.
fn look_at_disk(dir: &Path, notices: &mut Vec<Notice>) -> Result<bool, DeskError> {
    if let Some(service) = place::cloud_service(dir) {
        notices.push(Notice::Cloud { service });
    }
    match place::filesystem_kind(dir)? {
        Filesystem::Local => Ok(false),
        Filesystem::Network(system) => {
            Err(DeskError::NetworkFolder { dir: dir.to_owned(), system })
        }
        Filesystem::Unknown(system) => {
            notices.push(Notice::Exclusive { system });
            Ok(true)
        }
    }
}

fn is_unwritable(error: &StoreError) -> bool {
    matches!(error.fault, Fault::ReadOnly)
}

fn has_backups(dir: &Path) -> bool {
    std::fs::read_dir(dir.join("backups")).is_ok_and(|mut files| {
        files.any(|file| {
            file.is_ok_and(|file| file.path().extension().is_some_and(|end| end == "db"))
        })
    })
}
