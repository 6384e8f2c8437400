//! Revisions: named, compared, brought back.

use std::collections::BTreeMap;

use super::edit::Seen;
use super::error::Thing;
use super::{Desk, DeskError, Me};
use crate::domain::ids::ArticleId;
use crate::domain::manuscript::Manuscript;
use crate::domain::people::Role;
use crate::domain::record::{Deed, Origin, RevisionId};
use crate::domain::stage::StageName;
use crate::domain::view::HistoryRow;
use crate::store::rows::RevisionRow;

/// A history shows at most so many revisions, the newest.
const LONGEST_HISTORY: usize = 10_000;

impl Desk {
    /// The article that a person means.
    pub fn find(&self, name: &str) -> Result<i64, DeskError> {
        self.store.find(name).map_err(|error| DeskError::looking_for(Thing::Article, name, error))
    }

    /// The revision with this label: `7`, or `7-3fa9c1d2`.
    pub(super) fn revision_named(&self, row: i64, label: &str) -> Result<RevisionRow, DeskError> {
        let not_found = || DeskError::NotFound { thing: Thing::Revision, name: label.to_owned() };
        let (number, digest) = match label.split_once('-') {
            Some((number, digest)) => (number, Some(digest)),
            None => (label, None),
        };
        let number: u64 = number.parse().map_err(|_no_number| not_found())?;
        let mut found = self.store.revisions_numbered(row, number)?;
        if let Some(digest) = digest {
            found.retain(|revision| revision.record.short() == digest);
        }
        match found.len() {
            0 => Err(not_found()),
            1 => Ok(found.swap_remove(0)),
            _ => Err(DeskError::Ambiguous {
                thing: Thing::Revision,
                name: label.to_owned(),
                candidates: found
                    .iter()
                    .map(|revision| format!("{}-{}", revision.number, revision.record.short()))
                    .collect(),
            }),
        }
    }

    /// A revision's number, with eight digits of its record where two desks gave it twice.
    pub(super) fn label(&self, revision: &RevisionRow) -> Result<String, DeskError> {
        let twins = self.store.revisions_numbered(revision.article, revision.number)?;
        Ok(match twins.len() {
            0 | 1 => revision.number.to_string(),
            _ => format!("{}-{}", revision.number, revision.record.short()),
        })
    }

    /// All revisions, newest first.
    pub fn history(&self, name: &str) -> Result<Vec<HistoryRow>, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let people = self.store.people()?;
        let stages = self.stages_of(&id)?;
        self.store
            .revisions(row, LONGEST_HISTORY)?
            .into_iter()
            .map(|revision| self.history_row(&revision, &people, &stages))
            .collect()
    }

    pub(super) fn history_row(
        &self,
        revision: &RevisionRow,
        people: &[crate::domain::view::PersonRow],
        stages: &BTreeMap<RevisionId, StageName>,
    ) -> Result<HistoryRow, DeskError> {
        Ok(HistoryRow {
            number: revision.number,
            label: self.label(revision)?,
            record: revision.record,
            content: revision.content,
            author: revision.author.and_then(|row| Self::name_in(people, row)),
            at: revision.at,
            words: revision.words,
            stage: stages.get(&revision.record).copied().unwrap_or(StageName::Draft),
            head: revision.head,
            erased: self.store.is_erased(&revision.content)?,
        })
    }

    /// The farthest that each revision came.
    pub(super) fn stages_of(
        &self,
        id: &ArticleId,
    ) -> Result<BTreeMap<RevisionId, StageName>, DeskError> {
        let mut stages = BTreeMap::new();
        let mut live = None;
        for entry in self.store.records_of(id)? {
            let (revision, stage) = match entry.header.deed() {
                Some(Deed::ArticleSubmitted { revision, .. }) => (*revision, StageName::Submitted),
                Some(Deed::ArticleReturned { revision, .. }) => (*revision, StageName::Draft),
                Some(
                    Deed::ArticleApproved { revision, .. } | Deed::ArticleUnscheduled { revision },
                ) => (*revision, StageName::Approved),
                Some(Deed::ArticleScheduled { revision, .. }) => (*revision, StageName::Scheduled),
                Some(Deed::DeliveryTaken { revision, .. }) => {
                    live = Some(*revision);
                    (*revision, StageName::Published)
                }
                Some(Deed::ArticleWithdrawn { .. }) => match live.take() {
                    Some(revision) => (revision, StageName::Withdrawn),
                    None => continue,
                },
                _ => continue,
            };
            stages.insert(revision, stage);
        }
        Ok(stages)
    }

    /// The revision that was approved last and not sent back since, whatever was written after it.
    pub fn last_approved(&self, id: &ArticleId) -> Result<Option<RevisionId>, DeskError> {
        let mut approved = Vec::new();
        for entry in self.store.records_of(id)? {
            match entry.header.deed() {
                Some(Deed::ArticleApproved { revision, .. }) => approved.push(*revision),
                Some(Deed::ArticleReturned { revision, .. }) => approved.retain(|r| r != revision),
                _ => {}
            }
        }
        Ok(approved.pop())
    }

    /// The texts of two revisions: by default the newest and the one that it grew from.
    pub fn pair(
        &self,
        name: &str,
        old: Option<&str>,
        new: Option<&str>,
    ) -> Result<(Text, Text), DeskError> {
        let row = self.find(name)?;
        let new = match new {
            Some(label) => self.revision_named(row, label)?,
            None => self.store.head(row)?,
        };
        let old = match old {
            Some(label) => self.revision_named(row, label)?,
            None => match new.base.first() {
                Some(base) => self.store.revision(base)?,
                None => new.clone(),
            },
        };
        let text = |revision: &RevisionRow| {
            let manuscript = self.words_of(revision)?;
            Ok::<_, DeskError>(Text { label: self.label(revision)?, manuscript })
        };
        Ok((text(&old)?, text(&new)?))
    }

    /// The text of a revision, if it was not erased: an empty one in its place would mislead.
    fn words_of(&self, revision: &RevisionRow) -> Result<Manuscript, DeskError> {
        if self.store.is_erased(&revision.content)? {
            return Err(DeskError::Erased { name: self.label(revision)? });
        }
        Ok(self.store.manuscript(&revision.content)?)
    }

    /// Makes an old text the newest again, as a new revision. Who restores contributes.
    pub fn restore(&mut self, me: &Me, name: &str, label: &str) -> Result<ArticleId, DeskError> {
        let row = self.find(name)?;
        let list = self.store.list_row(row)?;
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        let old = self.revision_named(row, label)?;
        let head = self.store.head(row)?;
        let manuscript = self.words_of(&old)?;
        if old.content == head.content {
            return Ok(list.id);
        }
        let seen = Seen { head: head.record, content: head.content };
        self.save_over(me, &list.id, &list.short, Some(&manuscript), seen, None, Origin::Restore)
            .map_err(|error| self.with_names(error, &head))?;
        Ok(list.id)
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub label: String,
    pub manuscript: Manuscript,
}
