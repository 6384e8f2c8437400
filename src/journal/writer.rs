//! The file of one journal: each edit goes to it at once, and what cannot is owed to it.
//!
//! The texts are held here too. So the file can be made again from memory when it cannot be
//! trusted any more, and an edit that does not fit is told before it is written.

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fields::{Field, Texts};
use super::head::Head;
use super::{Health, JournalError, frame};
use crate::paths::{Deed, PathError, private};
use crate::text::edit::Edit;

/// After so many bytes of edits, or of as many as the texts have, all texts are written again:
/// recovery is quick, and the file is never far longer than the work in it.
const SNAPSHOT_EVERY: usize = 256 << 10;

/// The extension of a journal in use or left behind.
pub(super) const EXTENSION: &str = "rjl";
/// The extension of one that is about to take another's place.
pub(super) const UNBORN: &str = "tmp";

pub(super) struct Writer {
    path: PathBuf,
    file: Arc<File>,
    head: Head,
    base: Texts,
    now: Texts,
    /// Of the frame made last, and of the last that the file holds.
    seq: u64,
    written: u64,
    /// Up to here the file holds whole frames.
    good: u64,
    /// Frames that the file does not hold yet.
    owed: Vec<u8>,
    /// Part of a frame may stand behind `good`.
    torn: bool,
    /// A sync failed: nobody knows what of the file is on the disk.
    suspect: bool,
    since_snapshot: usize,
    unsynced: bool,
    /// The syncer was told, and has not come yet.
    awaited: bool,
    /// The name of the file in its folder is not durable yet.
    unnamed: bool,
    rewritten: bool,
    failure: Option<Arc<PathError>>,
    /// The file is gone, or is somebody else's now.
    pub(super) closed: bool,
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

/// Some file systems know no sync of a folder, and need none.
fn sync_name(path: &Path) -> Result<(), PathError> {
    match private::sync_dir(path.parent().unwrap_or(path)) {
        Err(PathError::Io { source, .. })
            if matches!(source.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        other => other,
    }
}

impl Writer {
    pub(super) fn begin(folder: &Path, head: Head, base: Texts) -> Result<Self, JournalError> {
        if base.size() > frame::LONGEST {
            return Err(JournalError::TooLong { limit: frame::LONGEST });
        }
        private::create_private_dir(folder).map_err(Arc::new)?;
        let (path, file) = create(folder, &head.stem()).map_err(Arc::new)?;
        let mut writer = Self {
            path,
            file: Arc::new(file),
            now: base.clone(),
            head,
            base,
            seq: 0,
            written: 0,
            good: 0,
            owed: Vec::new(),
            torn: false,
            suspect: false,
            since_snapshot: 0,
            unsynced: false,
            awaited: false,
            unnamed: true,
            rewritten: false,
            failure: None,
            closed: false,
        };
        (writer.owed, writer.seq) = start(&writer.head, &writer.base, &writer.now);
        if let Err(error) = writer.append() {
            // Nothing was typed yet: the caller decides whether to go on without a journal.
            let _stays_empty = private::remove_private(&writer.path);
            return Err(Arc::new(error).into());
        }
        Ok(writer)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn health(&self) -> Health {
        match &self.failure {
            Some(failure) => Health::Failing(Arc::clone(failure)),
            None if self.rewritten => Health::Rewritten,
            None => Health::Good,
        }
    }

    pub(super) fn has_unsaved(&self) -> bool {
        self.now != self.base
    }

    pub(super) fn edit(&mut self, field: Field, edit: &Edit) -> Result<(), JournalError> {
        let size = self.now.size().saturating_add(edit.inserted.len());
        if size.saturating_sub(edit.removed.len()) > frame::LONGEST {
            return Err(JournalError::TooLong { limit: frame::LONGEST });
        }
        edit.apply(self.now.get_mut(field))
            .map_err(|source| JournalError::Misfit { field: field.name(), source })?;
        let before = self.owed.len();
        self.seq += 1;
        frame::put(&mut self.owed, self.seq, |op| frame::put_edit(op, field, edit));
        self.since_snapshot += self.owed.len() - before;
        if self.since_snapshot > SNAPSHOT_EVERY.max(self.now.size()) {
            self.put_snapshot();
        }
        self.flush()
    }

    /// From here on the texts are these, however they came to be.
    pub(super) fn set(&mut self, texts: Texts) -> Result<(), JournalError> {
        if texts.size() > frame::LONGEST {
            return Err(JournalError::TooLong { limit: frame::LONGEST });
        }
        self.now = texts;
        self.put_snapshot();
        self.flush()
    }

    fn put_snapshot(&mut self) {
        // What is still owed is in the snapshot too: debts do not grow without end.
        self.owed.clear();
        self.seq = self.written + 1;
        let now = &self.now;
        frame::put(&mut self.owed, self.seq, |op| frame::put_snapshot(op, now));
        self.since_snapshot = 0;
    }

    /// `base` is durable elsewhere: the journal begins again from there, with what was typed
    /// since. If that fails, it goes on from where it began before.
    pub(super) fn saved(&mut self, head: Head, base: Texts) -> Result<(), JournalError> {
        // What the new file holds beyond the base may be durable in the old one alone.
        let durable = self.now != base;
        let replaced = self.replace(head, base, durable);
        if replaced.is_ok() {
            self.rewritten = false;
        }
        self.settle(replaced)
    }

    pub(super) fn head(&self) -> &Head {
        &self.head
    }

    /// Writes what is owed.
    fn flush(&mut self) -> Result<(), JournalError> {
        let done = if self.suspect {
            self.rewrite()
        } else {
            match self.append() {
                // Another file would need more room than the rest of this one.
                Err(error) if error.kind() != "disk_full" => {
                    tracing::warn!(%error, "the journal is written anew");
                    self.rewrite()
                }
                other => other,
            }
        };
        self.settle(done)
    }

    fn settle(&mut self, done: Result<(), PathError>) -> Result<(), JournalError> {
        match done {
            Ok(()) => {
                self.failure = None;
                Ok(())
            }
            Err(error) => {
                let error = Arc::new(error);
                if self.failure.is_none() {
                    tracing::error!(%error, "the journal cannot be written");
                }
                self.failure = Some(Arc::clone(&error));
                Err(error.into())
            }
        }
    }

    /// One write, where the system takes it in one piece.
    fn append(&mut self) -> Result<(), PathError> {
        let failed = |source| PathError::io(Deed::Write, &self.path, source);
        if self.owed.is_empty() {
            return Ok(());
        }
        let cut = if self.torn { self.file.set_len(self.good) } else { Ok(()) };
        self.torn = true;
        // What the write says is the better reason, so it is asked first.
        self.file.write_all_at(&self.owed, self.good).and(cut).map_err(failed)?;
        self.torn = false;
        self.good += self.owed.len() as u64;
        self.owed.clear();
        self.written = self.seq;
        self.unsynced = true;
        Ok(())
    }

    fn rewrite(&mut self) -> Result<(), PathError> {
        self.replace(self.head.clone(), self.base.clone(), true)?;
        self.rewritten = true;
        Ok(())
    }

    /// A new file in the place of the old: whoever looks finds one or the other, whole.
    fn replace(&mut self, head: Head, base: Texts, durable: bool) -> Result<(), PathError> {
        let (bytes, seq) = start(&head, &base, &self.now);
        let unborn = self.path.with_extension(UNBORN);
        private::remove_private(&unborn)?;
        let file = private::create_private_file(&unborn)?;
        if let Err(source) =
            fill(&file, &bytes, durable).and_then(|()| std::fs::rename(&unborn, &self.path))
        {
            let _stays = private::remove_private(&unborn);
            return Err(PathError::io(Deed::Write, &self.path, source));
        }
        *self = Self {
            path: std::mem::take(&mut self.path),
            file: Arc::new(file),
            now: std::mem::take(&mut self.now),
            head,
            base,
            seq,
            written: seq,
            good: bytes.len() as u64,
            owed: Vec::new(),
            torn: false,
            suspect: false,
            since_snapshot: 0,
            unsynced: true,
            unnamed: true,
            awaited: self.awaited,
            rewritten: self.rewritten,
            failure: self.failure.take(),
            closed: self.closed,
        };
        if durable { sync_name(&self.path) } else { Ok(()) }
    }

    /// Is it time to tell the syncer? Says yes once until the syncer came.
    pub(super) fn wants_sync(&mut self) -> bool {
        self.unsynced && !std::mem::replace(&mut self.awaited, true)
    }

    /// What is to be synced; nothing if all is, unless it is asked for by all means.
    pub(super) fn begin_sync(&mut self, by_all_means: bool) -> Result<Option<Sync>, JournalError> {
        self.awaited = false;
        if self.closed {
            return Ok(None);
        }
        if !self.owed.is_empty() || self.suspect {
            self.flush()?;
        }
        if !self.unsynced && !by_all_means {
            return Ok(None);
        }
        self.unsynced = false;
        let unnamed = std::mem::take(&mut self.unnamed);
        Ok(Some(Sync { file: Arc::clone(&self.file), path: self.path.clone(), unnamed }))
    }

    /// After a failed sync the system may have dropped what it could not write, and says so only
    /// once: all is written again to another file.
    pub(super) fn end_sync(
        &mut self,
        sync: &Sync,
        done: Result<(), PathError>,
    ) -> Result<(), JournalError> {
        let Err(error) = done else { return Ok(()) };
        if self.closed || !Arc::ptr_eq(&self.file, &sync.file) {
            return Ok(());
        }
        tracing::warn!(%error, "the journal is written anew");
        self.suspect = true;
        self.flush()
    }

    /// Lets the file be taken for one that nobody writes.
    pub(super) fn unlock(&self) {
        let _goes_with_the_file = self.file.unlock();
    }

    #[cfg(test)]
    pub(super) fn exchange_file(&mut self, other: File) -> Arc<File> {
        std::mem::replace(&mut self.file, Arc::new(other))
    }

    #[cfg(test)]
    pub(super) fn return_file(&mut self, file: Arc<File>) {
        self.file = file;
    }
}

/// A file that nothing had the name of before: a journal left by another process of our number
/// is never written over.
fn create(folder: &Path, stem: &str) -> Result<(PathBuf, File), PathError> {
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!("{stem}-{number}.{EXTENSION}"));
        match private::create_private_file(&path) {
            Ok(file) => {
                lock(&file);
                return Ok((path, file));
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

/// The first bytes of a journal, and the number of the last frame in them.
fn start(head: &Head, base: &Texts, now: &Texts) -> (Vec<u8>, u64) {
    let mut bytes = frame::preamble(frame::VERSION);
    let head = serde_json::to_vec(head).unwrap_or_default();
    frame::put(&mut bytes, 0, |op| op.extend(head));
    frame::put(&mut bytes, 1, |op| frame::put_snapshot(op, base));
    if now == base {
        return (bytes, 1);
    }
    frame::put(&mut bytes, 2, |op| frame::put_snapshot(op, now));
    (bytes, 2)
}
