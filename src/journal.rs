//! The keystroke journal: every edit is in a file when its key has been handled.
//!
//! It is the first of three layers of saving, apart from the desk file: nothing typed is lost when
//! the process dies, and a quarter of a second with one sync when the power goes. Each open text
//! has a [`Journal`], which starts with the whole text that the work began from, so that recovery
//! needs nothing else. [`saved`](Journal::saved) starts it again when the desk has its text for
//! good, and [`finish`](Journal::finish) takes it away. What a crash leaves behind, [`find()`] finds.

mod fields;
mod find;
mod frame;
mod head;
pub mod past;
mod replay;
mod sheet;
mod syncer;
mod writer;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

pub use self::fields::{Field, Texts};
pub use self::find::{Found, find, find_set_aside, prune};
pub use self::frame::LONGEST;
pub use self::head::{Head, Subject};
pub use self::replay::{Recovered, Unreadable};
use self::syncer::Shared;
use self::writer::Writer;
use crate::clock::Clock;
use crate::domain::ids::ArticleId;
use crate::domain::record::RevisionId;
use crate::domain::time::Timestamp;
use crate::paths::PathError;
use crate::text::edit::{Edit, EditError};

/// Says what is wrong with a journal. No edit is lost by any of these while the process lives.
#[derive(Debug, Clone, thiserror::Error)]
pub enum JournalError {
    /// It is tried again with the next edit.
    #[error("the journal could not be written")]
    Disk(#[source] Arc<PathError>),
    /// The editor and the journal disagree about the text: [`Journal::set`] makes them agree.
    #[error("the journal knows another text of the field {field}")]
    Misfit {
        field: &'static str,
        #[source]
        source: EditError,
    },
    #[error("texts of more than {limit} bytes are not journaled")]
    TooLong { limit: usize },
    #[error("{} is being written by a running process", path.display())]
    InUse { path: PathBuf },
}

impl From<Arc<PathError>> for JournalError {
    fn from(error: Arc<PathError>) -> Self {
        Self::Disk(error)
    }
}

impl From<PathError> for JournalError {
    fn from(error: PathError) -> Self {
        Arc::new(error).into()
    }
}

/// How it stands with a journal, for the status line.
#[derive(Debug, Clone)]
pub enum Health {
    Good,
    /// The disk failed once; all was written to another file, which holds everything.
    Rewritten,
    /// What was typed last is in memory alone.
    Failing(Arc<PathError>),
}

/// The journal of one open text.
pub struct Journal {
    shared: Arc<Shared>,
}

impl Journal {
    /// Makes a new file in `folder`, which is made if it is missing. `texts` are what the desk
    /// has, which the work begins from.
    pub fn begin(
        folder: &Path,
        subject: Subject,
        texts: Texts,
        clock: &Clock,
    ) -> Result<Self, JournalError> {
        let head = Head::new(subject, &texts, clock);
        let writer = Writer::begin(folder, head, texts)?;
        let journal = Self { shared: Arc::new(Mutex::new(writer)) };
        journal.with(|_writer| Ok(()))?;
        Ok(journal)
    }

    /// Writes one edit. When this returns well, the death of the process cannot undo it.
    pub fn edit(&mut self, field: Field, edit: &Edit) -> Result<(), JournalError> {
        self.with(|writer| writer.edit(field, edit))
    }

    /// Writes all texts as they are now: what came back from an older journal, or a change that
    /// was no edit.
    pub fn set(&mut self, texts: Texts) -> Result<(), JournalError> {
        self.with(|writer| writer.set(texts))
    }

    /// Makes what was typed durable before it returns: before a signal ends the process, when the
    /// window loses the focus.
    pub fn sync_now(&self) -> Result<(), JournalError> {
        syncer::sync(&self.shared, true)
    }

    /// The desk holds `texts` for good, as this revision: the journal begins again from there.
    /// What was typed while the desk saved stays in it. After a failure it goes on as before.
    pub fn saved(
        &mut self,
        article: ArticleId,
        base: RevisionId,
        texts: Texts,
    ) -> Result<(), JournalError> {
        self.with(|writer| {
            let digests = texts.digests();
            let article = Some(article);
            let head = Head { article, base: Some(base), digests, ..writer.head().clone() };
            writer.saved(head, texts)
        })
    }

    pub fn has_unsaved(&self) -> bool {
        syncer::lock(&self.shared).has_unsaved()
    }

    pub fn health(&self) -> Health {
        syncer::lock(&self.shared).health()
    }

    pub fn path(&self) -> PathBuf {
        syncer::lock(&self.shared).path().to_owned()
    }

    /// Takes the file away, if nothing in it is unsaved; else it stays for the next start. Says
    /// whether it is gone.
    pub fn finish(self) -> Result<bool, JournalError> {
        let mut writer = syncer::lock(&self.shared);
        if writer.has_unsaved() {
            return Ok(false);
        }
        crate::paths::private::remove_private(writer.path())?;
        writer.closed = true;
        Ok(true)
    }

    /// The person wants none of it: the file is kept for a while as [`Found::set_aside`] does.
    pub fn set_aside(self, at: Timestamp) -> Result<PathBuf, JournalError> {
        self.sync_now()?;
        let mut writer = syncer::lock(&self.shared);
        let path = find::rename_aside(writer.path(), at)?;
        writer.closed = true;
        Ok(path)
    }

    fn with(
        &self,
        deed: impl FnOnce(&mut Writer) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        let (done, wants_sync) = {
            let mut writer = syncer::lock(&self.shared);
            (deed(&mut writer), writer.wants_sync())
        };
        if wants_sync {
            syncer::tell(&self.shared);
        }
        done
    }
}

impl Drop for Journal {
    /// What is unsaved stays in the file.
    fn drop(&mut self) {
        let _told_in_the_log = self.sync_now();
        syncer::lock(&self.shared).sheet.unlock();
    }
}
