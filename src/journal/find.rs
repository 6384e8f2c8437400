//! What crashed sessions left behind. Looking changes nothing on disk; only a person's choice does.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io::{self, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use super::JournalError;
use super::replay::{Recovered, Unreadable, replay};
use super::sheet::{EXTENSION, UNBORN};
use crate::domain::time::Timestamp;
use crate::paths::private::{self, Links};
use crate::paths::{Deed, PathError};

/// The extension of a journal whose text was declined.
const ASIDE: &str = "done";

const DAY: i64 = 86_400_000;
/// So long a declined journal is kept.
const KEPT: i64 = 30 * DAY;

/// Of so many files the newest are looked at: nobody has more open.
const MOST: usize = 1_000;

/// A journal in the folder.
#[derive(Debug)]
pub struct Found {
    pub path: PathBuf,
    pub modified: Timestamp,
    /// A process that runs is writing it.
    pub live: bool,
    pub what: Result<Recovered, Unreadable>,
}

/// All journals in a folder, the newest first, those of running processes too. A folder that is
/// not there has none.
pub fn find(folder: &Path) -> Result<Vec<Found>, JournalError> {
    find_ending(folder, EXTENSION)
}

/// The journals that were set aside and are still kept.
pub fn find_set_aside(folder: &Path) -> Result<Vec<Found>, JournalError> {
    find_ending(folder, ASIDE)
}

fn find_ending(folder: &Path, extension: &str) -> Result<Vec<Found>, JournalError> {
    let mut files = files(folder, &[extension])?;
    files.truncate(MOST);
    Ok(files.into_iter().filter_map(|(modified, path)| look(path, modified)).collect())
}

/// The files with one of these extensions, the newest first.
pub(super) fn files(
    folder: &Path,
    extensions: &[&str],
) -> Result<Vec<(Timestamp, PathBuf)>, PathError> {
    let failed = |source| PathError::io(Deed::Look, folder, source);
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(failed)?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if !path.extension().and_then(OsStr::to_str).is_some_and(|e| extensions.contains(&e)) {
            continue;
        }
        // Its process may have taken it away just now.
        if let Ok(file) = std::fs::symlink_metadata(&path) {
            files.push((modified(&file), path));
        }
    }
    files.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.cmp(second)));
    Ok(files)
}

fn modified(file: &std::fs::Metadata) -> Timestamp {
    let ms = |span: std::time::Duration| i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
    let since = file.modified().map(|time| time.duration_since(std::time::UNIX_EPOCH));
    Timestamp::from_ms(match since {
        Ok(Ok(after)) => ms(after),
        Ok(Err(before)) => -ms(before.duration()),
        Err(_unknown) => 0,
    })
}

/// None for a file that is gone, or that holds nothing: its process was stopped, or its machine
/// lost power, before there was anything to keep.
fn look(path: PathBuf, modified: Timestamp) -> Option<Found> {
    match open(&path) {
        Ok((_, 0)) => None,
        Ok((file, len)) => {
            let held = is_held(&file);
            let what = replay(BufReader::new(file), len);
            let live = held.unwrap_or_else(|| may_still_run(&what));
            Some(Found { path, modified, live, what })
        }
        Err(PathError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            Some(Found { path, modified, live: false, what: Err(Unreadable::Path(error)) })
        }
    }
}

fn open(path: &Path) -> Result<(File, u64), PathError> {
    let file = private::open_plain_file(path, Links::Refuse)?;
    let len = file.metadata().map_err(|source| PathError::io(Deed::Look, path, source))?.len();
    Ok((file, len))
}

/// Does a process hold this file? None where the file system has no locks to ask.
fn is_held(file: &File) -> Option<bool> {
    match file.try_lock_shared() {
        Ok(()) => {
            let _goes_with_the_file = file.unlock();
            Some(false)
        }
        Err(TryLockError::WouldBlock) => Some(true),
        Err(TryLockError::Error(_none)) => None,
    }
}

fn may_still_run(what: &Result<Recovered, Unreadable>) -> bool {
    what.as_ref().is_ok_and(|recovered| recovered.head.may_still_run())
}

impl Found {
    /// The person declined the text: it is kept for thirty days and not offered again.
    pub fn set_aside(&self, at: Timestamp) -> Result<PathBuf, JournalError> {
        self.left_behind()?;
        Ok(rename_aside(&self.path, at)?)
    }

    /// Takes the file away. To be called when the desk has its text for good, and not before.
    pub fn remove(&self) -> Result<(), JournalError> {
        self.left_behind()?;
        Ok(private::remove_private(&self.path)?)
    }

    /// Asked again, for a person takes time to choose.
    fn left_behind(&self) -> Result<(), JournalError> {
        let held = match open(&self.path) {
            Ok((file, _)) => is_held(&file).unwrap_or(self.live),
            // Not a plain file: nobody's journal.
            Err(_other) => false,
        };
        if held { Err(JournalError::InUse { path: self.path.clone() }) } else { Ok(()) }
    }
}

/// The moment is in the name: it tells how long the file was kept, and makes the name the only one.
pub(super) fn rename_aside(path: &Path, at: Timestamp) -> Result<PathBuf, PathError> {
    let failed = |source| PathError::io(Deed::Write, path, source);
    let mut ms = at.ms();
    loop {
        let aside = path.with_extension(format!("{ms}.{ASIDE}"));
        // A second name, which must be free, and only then the first one away.
        match std::fs::hard_link(path, &aside) {
            Ok(()) => {
                private::remove_private(path)?;
                return Ok(aside);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => ms += 1,
            Err(error) if has_no_links(&error) => {
                std::fs::rename(path, &aside).map_err(failed)?;
                return Ok(aside);
            }
            Err(error) => return Err(failed(error)),
        }
    }
}

/// Some disks know one name a file.
fn has_no_links(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied)
}

/// Takes away what was declined thirty days ago, and files of killed processes that never held
/// anything. Says how many.
pub fn prune(folder: &Path, now: Timestamp) -> Result<usize, JournalError> {
    let mut removed = 0;
    for (modified, path) in files(folder, &[ASIDE, UNBORN, EXTENSION])? {
        let extension = path.extension().and_then(OsStr::to_str);
        let goes = match extension {
            Some(ASIDE) => set_aside_at(&path).is_some_and(|at| at.plus_ms(KEPT) < now),
            Some(extension) => {
                modified.plus_ms(DAY) < now && is_leftover(&path, extension == UNBORN)
            }
            None => false,
        };
        if goes {
            private::remove_private(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn set_aside_at(path: &Path) -> Option<Timestamp> {
    let ms = Path::new(path.file_stem()?).extension()?.to_str()?.parse().ok()?;
    Some(Timestamp::from_ms(ms))
}

/// Nobody holds it, and it is empty or never took its journal's place.
fn is_leftover(path: &Path, unborn: bool) -> bool {
    open(path).is_ok_and(|(file, len)| (unborn || len == 0) && is_held(&file) == Some(false))
}
