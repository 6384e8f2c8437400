//! Erasing by law: the words of an article go for good, and the ledger says that they did.
//!
//! The digests stay, so that every record still verifies. What was copied elsewhere is not
//! reached: backups, pages on a server, a file on somebody's stick.

use std::path::PathBuf;

use super::review::{Standing, remark};
use super::{Desk, DeskError, Me};
use crate::domain::finding::Counts;
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::people::Role;
use crate::domain::record::Deed;
use crate::domain::stage::{Action, Facts, Stage};
use crate::domain::time::Timestamp;
use crate::paths::private;
use crate::store::{Fault, StoreError};

/// Saves that had no place, in the desk's folder; in the other, pages of the person's own editor
/// and what the journal of keys kept.
const RESCUED: &str = "rescued";
const COPIES: [&str; 3] = [RESCUED, "edit", "journal"];
/// The way back of a text holds the words of all its revisions.
const PAST: &str = "undo";

/// What an erasure would take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    pub short: String,
    pub headline: String,
    /// The one revision that was named; all of them without.
    pub revision: Option<String>,
    /// What is not erased yet: texts, and notes of the review.
    pub contents: Vec<Digest>,
    /// The page's address, which approvals have signed and which therefore stays.
    pub path: Option<String>,
    /// A page was out once.
    pub was_public: bool,
}

/// What an erasure left.
#[derive(Debug)]
pub struct Erased {
    pub standing: Standing,
    /// Files with copies of the text on this machine that could not be removed.
    pub left: Vec<PathBuf>,
    /// The desk's file was written anew without the words.
    pub scrubbed: bool,
}

impl Desk {
    /// What an erasure would take, or why it may not be: to be known before anybody is asked
    /// whether it is meant.
    pub fn erasure(
        &self,
        me: &Me,
        name: &str,
        revision: Option<&str>,
    ) -> Result<Erasure, DeskError> {
        let row = self.find(name)?;
        let list = self.store.list_row(row)?;
        self.may(me, me.person.roles.may_administer(), Role::Admin)?;
        let named = revision.map(|label| self.revision_named(row, label)).transpose()?;
        let state = self.store.state(row)?;
        if let Err(refusal) = state.after(&Action::Erase, &me.actor(), &Facts::default()) {
            return Err(self.refused(me, refusal, &self.store.head(row)?));
        }
        let mut contents = match &named {
            Some(named) => vec![named.content],
            None => self.contents_of(&list.id)?,
        };
        contents.sort_unstable();
        contents.dedup();
        let mut left = Vec::new();
        for digest in contents {
            if !self.store.is_erased(&digest)? {
                left.push(digest);
            }
        }
        self.check_others(row, &left)?;
        Ok(Erasure {
            short: list.short,
            headline: list.headline,
            revision: named.map(|named| self.label(&named)).transpose()?,
            contents: left,
            was_public: !state.moved.is_empty(),
            path: state.address.map(|address| address.path),
        })
    }

    /// Every text and note that the article's records speak of. Why something was erased stays.
    fn contents_of(&self, id: &ArticleId) -> Result<Vec<Digest>, DeskError> {
        let mut contents = Vec::new();
        for entry in self.store.records_of(id)? {
            let Some(deed) = entry.header.deed() else { continue };
            if !matches!(deed, Deed::ContentErased { .. }) {
                contents.extend(entry.header.content);
                contents.extend(deed.notes());
            }
        }
        Ok(contents)
    }

    /// When words of an article were erased last; never, for most. One whose newest text is erased
    /// is being erased to this day: whatever still holds its words must not write them down.
    pub fn erased_at(&self, id: &ArticleId) -> Result<Option<Timestamp>, DeskError> {
        let mut last = None;
        for entry in self.store.records_of(id)? {
            if matches!(entry.header.deed(), Some(Deed::ContentErased { .. })) {
                last = last.max(Some(entry.header.at));
            }
        }
        if last.is_some() {
            let head = self.store.head(self.find(&id.to_string())?)?;
            if self.store.is_erased(&head.content)? {
                last = Some(Timestamp::from_ms(i64::MAX));
            }
        }
        Ok(last)
    }

    /// The same words are stored once, also where two articles have them: both lose them. Those
    /// that readers see, or soon will, must be stopped by a reviewer first.
    fn check_others(&self, row: i64, contents: &[Digest]) -> Result<(), DeskError> {
        for other in self.store.articles_with(contents)? {
            let state = self.store.state(other)?;
            let at_rest = matches!(state.stage, Stage::Draft { .. } | Stage::Withdrawn { .. });
            if other != row && (state.live.is_some() || !at_rest) {
                return Err(DeskError::Shared { short: self.store.list_row(other)?.short });
            }
        }
        Ok(())
    }

    /// Erases all that an article says, or one revision of it. Where everything is erased already
    /// nothing is recorded, and the file is scrubbed all the same: it may have failed before.
    pub fn erase(
        &mut self,
        me: &Me,
        name: &str,
        revision: Option<&str>,
        reason: &str,
    ) -> Result<Erased, DeskError> {
        let reason = remark("reason", reason)?;
        let erasure = self.erasure(me, name, revision)?;
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let head = self.store.head(row)?;
        if !erasure.contents.is_empty() {
            self.deed("erase the text", me, |pen| {
                // Somebody saved just now: what they wrote would stay.
                if pen.tx.head_of(&id)? != Some(head.record) {
                    return Err(StoreError::new("erase the text", Fault::Busy).into());
                }
                let reason = pen.note(&reason)?;
                pen.tx.erase(&erasure.contents)?;
                pen.write(&id, Deed::ContentErased { contents: erasure.contents.clone(), reason })
            })
            .map_err(|error| self.with_names(error, &head))?;
        }
        let mut left = self.remove_copies(&erasure.short, &[PAST]);
        if revision.is_none() {
            left.extend(self.remove_copies(&erasure.short, &COPIES));
        }
        let scrubbed = self.store.scrub();
        if let Err(error) = &scrubbed {
            tracing::warn!(%error, "the file was not scrubbed");
        }
        let standing = self.standing(row, Counts::default())?;
        Ok(Erased { standing, left, scrubbed: scrubbed.is_ok() })
    }

    /// Removes what was kept aside of an article's text.
    fn remove_copies(&self, short: &str, folders: &[&str]) -> Vec<PathBuf> {
        let start = format!("{short}-");
        let mut left = Vec::new();
        for name in folders {
            let home = if *name == RESCUED { &self.dir } else { &self.state };
            let folder = home.join(name);
            for file in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                let own = file.file_name().to_string_lossy().starts_with(&start);
                if own && private::remove_private(&file.path()).is_err() {
                    left.push(file.path());
                }
            }
        }
        left
    }
}
