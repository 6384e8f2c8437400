//! The file of one journal: each edit goes to it at once, and what cannot is owed to it.
//!
//! The texts are held here too. So the file can be made again from memory when it cannot be
//! trusted any more, and an edit that does not fit is told before it is written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fields::{Field, Texts};
use super::head::Head;
use super::sheet::{Sheet, Sync};
use super::{Health, JournalError, frame, sheet};
use crate::domain::room::room;
use crate::paths::{PathError, private};
use crate::text::edit::Edit;

/// After so many bytes of edits, or of as many as the texts have, all texts are written again:
/// recovery is quick, and the file is never far longer than the work in it.
const SNAPSHOT_EVERY: usize = 256 << 10;

/// So much room is kept for what is owed.
const ROOM: usize = 64 << 10;

pub(super) struct Writer {
    path: PathBuf,
    pub(super) sheet: Sheet,
    head: Head,
    base: Texts,
    now: Texts,
    /// Of the frame made last, and of the last that the file holds.
    seq: u64,
    written: u64,
    /// Frames that the file does not hold yet.
    owed: Vec<u8>,
    since_snapshot: usize,
    /// The syncer was told, and has not come yet.
    awaited: bool,
    rewritten: bool,
    failure: Option<Arc<PathError>>,
    /// The file is gone, or is somebody else's now.
    pub(super) closed: bool,
}

impl Writer {
    pub(super) fn begin(folder: &Path, head: Head, base: Texts) -> Result<Self, JournalError> {
        if base.size() > frame::LONGEST {
            return Err(JournalError::TooLong { limit: frame::LONGEST });
        }
        if !folder.exists() {
            private::create_private_dir(folder)?;
            // Once: a folder that the power takes away takes its files with it.
            sheet::sync_name(folder)?;
        }
        let (bytes, seq) = start(&head, &base, &base);
        let (path, sheet) = Sheet::begin(folder, &head.stem(), &bytes)?;
        Ok(Self {
            path,
            sheet,
            now: base.clone(),
            head,
            base,
            seq,
            written: seq,
            owed: Vec::new(),
            since_snapshot: 0,
            awaited: false,
            rewritten: false,
            failure: None,
            closed: false,
        })
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
        self.now
            .apply(field, edit)
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
        let done = if self.sheet.is_suspect() {
            self.rewrite()
        } else {
            match self.append() {
                // Another file would need more room than the rest of this one.
                Err(error) if error.kind() != "disk_full" => {
                    self.note_doubt(&error);
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

    fn append(&mut self) -> Result<(), PathError> {
        if self.owed.is_empty() {
            return Ok(());
        }
        self.sheet.append(&self.path, &self.owed)?;
        self.owed.clear();
        // A whole text went through it: the room for that is not needed with each key.
        self.owed.shrink_to(ROOM);
        self.written = self.seq;
        Ok(())
    }

    fn rewrite(&mut self) -> Result<(), PathError> {
        self.replace(self.head.clone(), self.base.clone(), true)?;
        self.rewritten = true;
        Ok(())
    }

    /// The file begins again: with these, and with the texts as they are now.
    fn replace(&mut self, head: Head, base: Texts, durable: bool) -> Result<(), PathError> {
        let (bytes, seq) = start(&head, &base, &self.now);
        self.sheet = Sheet::replace(&self.path, &bytes, durable)?;
        (self.head, self.base) = (head, base);
        (self.seq, self.written) = (seq, seq);
        self.owed.clear();
        self.since_snapshot = 0;
        Ok(())
    }

    /// Is it time to tell the syncer? Says yes once until the syncer came.
    pub(super) fn wants_sync(&mut self) -> bool {
        self.sheet.is_unsynced() && !std::mem::replace(&mut self.awaited, true)
    }

    /// What is to be synced; nothing if all is, unless it is asked for by all means.
    pub(super) fn begin_sync(&mut self, by_all_means: bool) -> Result<Option<Sync>, JournalError> {
        self.awaited = false;
        if self.closed {
            return Ok(None);
        }
        if !self.owed.is_empty() || self.sheet.is_suspect() {
            self.flush()?;
        }
        if !self.sheet.is_unsynced() && !by_all_means {
            return Ok(None);
        }
        Ok(Some(self.sheet.begin_sync(&self.path)))
    }

    /// After a failed sync the system may have dropped what it could not write, and says so only
    /// once: all is written again to another file.
    pub(super) fn distrust(&mut self, sync: &Sync, error: &PathError) -> Result<(), JournalError> {
        self.sheet.doubt(sync);
        if self.closed || !self.sheet.is_suspect() {
            return Ok(());
        }
        self.note_doubt(error);
        self.flush()
    }

    /// Once, and not with each key.
    fn note_doubt(&self, error: &PathError) {
        if self.failure.is_none() {
            tracing::warn!(%error, "the journal is written anew");
        }
    }
}

/// The first bytes of a journal, and the number of the last frame in them.
fn start(head: &Head, base: &Texts, now: &Texts) -> (Vec<u8>, u64) {
    let mut bytes = frame::preamble(frame::VERSION);
    bytes.reserve_exact(room(base.size()));
    let head = serde_json::to_vec(head).unwrap_or_default();
    frame::put(&mut bytes, 0, |op| op.extend(head));
    frame::put(&mut bytes, 1, |op| frame::put_snapshot(op, base));
    if now == base {
        return (bytes, 1);
    }
    frame::put(&mut bytes, 2, |op| frame::put_snapshot(op, now));
    (bytes, 2)
}
