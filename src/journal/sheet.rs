//! The file below a journal: where it ends, how far it can be trusted, and how it is replaced.

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::paths::{Deed, PathError, private};

/// The extension of a journal in use or left behind.
pub(super) const EXTENSION: &str = "rjl";
/// The extension of one that is about to take another's place.
pub(super) const UNBORN: &str = "tmp";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    Whole,
    /// Part of a frame may stand behind the last that is whole.
    Torn,
    /// A sync failed: nobody knows what of the file is on the disk.
    Suspect,
}

pub(super) struct Sheet {
    file: Arc<File>,
    /// Up to here the file holds whole frames.
    good: u64,
    trust: Trust,
    unsynced: bool,
    /// The name of the file in its folder is not durable yet.
    unnamed: bool,
}

impl Sheet {
    /// A file whose name nothing had before, with these bytes: who looks for journals finds it
    /// empty or whole, whenever the process is killed. If they cannot be written, there is none.
    pub(super) fn begin(
        folder: &Path,
        stem: &str,
        bytes: &[u8],
    ) -> Result<(PathBuf, Self), PathError> {
        let (path, _empty) = Self::create(folder, stem)?;
        match Self::replace(&path, bytes, false) {
            Ok(sheet) => Ok((path, sheet)),
            Err(error) => {
                let _stays_empty = private::remove_private(&path);
                Err(error)
            }
        }
    }

    /// A journal left by another process of our number is never written over.
    fn create(folder: &Path, stem: &str) -> Result<(PathBuf, Self), PathError> {
        let mut number = 0_u32;
        loop {
            let path = folder.join(format!("{stem}-{number}.{EXTENSION}"));
            match private::create_private_file(&path) {
                Ok(file) => {
                    lock(&file);
                    return Ok((path, Self::new(file, 0)));
                }
                Err(PathError::Io { source, .. })
                    if source.kind() == ErrorKind::AlreadyExists && number < u32::MAX =>
                {
                    number += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// A file with these bytes in the place of another: whoever looks finds one or the other,
    /// whole.
    pub(super) fn replace(path: &Path, bytes: &[u8], durable: bool) -> Result<Self, PathError> {
        let unborn = path.with_extension(UNBORN);
        private::remove_private(&unborn)?;
        let file = private::create_private_file(&unborn)?;
        let placed = fill(&file, bytes, durable).and_then(|()| std::fs::rename(&unborn, path));
        if let Err(source) = placed {
            let _stays = private::remove_private(&unborn);
            return Err(PathError::io(Deed::Write, path, source));
        }
        Ok(Self::new(file, bytes.len() as u64))
    }

    fn new(file: File, good: u64) -> Self {
        let file = Arc::new(file);
        Self { file, good, trust: Trust::Whole, unsynced: good > 0, unnamed: true }
    }

    /// One write, where the system takes it in one piece.
    pub(super) fn append(&mut self, path: &Path, bytes: &[u8]) -> Result<(), PathError> {
        let torn = self.trust == Trust::Torn;
        let cut = if torn { self.file.set_len(self.good) } else { Ok(()) };
        self.trust = Trust::Torn;
        // What the write says is the better reason, so it is asked first.
        let written = self.file.write_all_at(bytes, self.good).and(cut);
        written.map_err(|source| PathError::io(Deed::Write, path, source))?;
        self.trust = Trust::Whole;
        self.good += bytes.len() as u64;
        self.unsynced = true;
        Ok(())
    }

    pub(super) fn is_unsynced(&self) -> bool {
        self.unsynced
    }

    pub(super) fn is_suspect(&self) -> bool {
        self.trust == Trust::Suspect
    }

    /// From here on it counts as synced, until more is written to it.
    pub(super) fn begin_sync(&mut self, path: &Path) -> Sync {
        self.unsynced = false;
        let unnamed = std::mem::take(&mut self.unnamed);
        Sync { file: Arc::clone(&self.file), path: path.to_owned(), unnamed }
    }

    /// A sync failed. Nothing follows from that of a file that was replaced meanwhile.
    pub(super) fn doubt(&mut self, sync: &Sync) {
        if Arc::ptr_eq(&self.file, &sync.file) {
            self.trust = Trust::Suspect;
        }
    }

    /// Lets the file be taken for one that nobody writes.
    pub(super) fn unlock(&self) {
        let _goes_with_the_file = self.file.unlock();
    }

    #[cfg(test)]
    pub(super) fn exchange(&mut self, other: Arc<File>) -> Arc<File> {
        std::mem::replace(&mut self.file, other)
    }
}

/// A sync that can be done without holding up the writer.
pub(super) struct Sync {
    file: Arc<File>,
    path: PathBuf,
    unnamed: bool,
}

impl Sync {
    pub(super) fn run(&self) -> Result<(), PathError> {
        let failed = |source| PathError::io(Deed::Sync, &self.path, source);
        self.file.sync_data().map_err(failed)?;
        if self.unnamed { sync_name(&self.path) } else { Ok(()) }
    }
}

/// Makes the name of a file or folder durable. Some file systems know no such sync, and need none.
pub(super) fn sync_name(path: &Path) -> Result<(), PathError> {
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    match private::sync_dir(above.unwrap_or(Path::new("."))) {
        Err(PathError::Io { source, .. })
            if matches!(source.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        other => other,
    }
}

/// Tells others that a process writes this file. Where the file system has no locks, they look
/// for the process itself.
fn lock(file: &File) {
    if let Err(error) = file.lock() {
        tracing::warn!(%error, "the journal could not be locked");
    }
}

fn fill(file: &File, bytes: &[u8], durable: bool) -> std::io::Result<()> {
    lock(file);
    file.write_all_at(bytes, 0)?;
    if durable { file.sync_all() } else { Ok(()) }
}
