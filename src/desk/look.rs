//! Looking: one article, lists, the log.

use std::collections::BTreeMap;

use super::error::Thing;
use super::{Desk, DeskError};
use crate::domain::ids::Digest;
use crate::domain::record::Deed;
use crate::domain::time::Timestamp;
use crate::domain::view::{ArticleView, ListRow, LogRow, PersonRow};
use crate::store::lists::{Filter, Waiting};

/// Longer than any label, shorter than a headline: see [`Desk::waiting_for`].
const MOST_NAMES: usize = 50;

impl Desk {
    /// An article with the text of one revision, the newest if none is named.
    pub fn article(&self, name: &str, revision: Option<&str>) -> Result<ArticleView, DeskError> {
        let row = self.find(name)?;
        self.article_in(row, revision)
    }

    pub(super) fn article_in(
        &self,
        row: i64,
        revision: Option<&str>,
    ) -> Result<ArticleView, DeskError> {
        let list = self.store.list_row(row)?;
        let state = self.store.state(row)?;
        let people = self.store.people()?;
        let single_eye = self.house()?.single_eye;
        let shown = match revision {
            Some(label) => self.revision_named(row, label)?,
            None => self.store.head(row)?,
        };
        let stages = self.stages_of(&list.id)?;
        let live_revision = match &state.live {
            Some(live) => Some(self.store.revision(&live.revision)?.number),
            None => None,
        };
        Ok(ArticleView {
            slug: self.store.slug(row)?,
            revision: self.history_row(&shown, &people, &stages)?,
            manuscript: self.store.manuscript(&shown.content)?,
            author: Self::name_in(&people, list.author).unwrap_or_default(),
            contributors: list
                .contributors
                .iter()
                .filter_map(|row| Self::name_in(&people, *row))
                .collect(),
            waiting_for: Self::waiting_for(&list, &people, single_eye),
            unsaved: self.unsaved(&list.id)?,
            row: list,
            state,
            live_revision,
            single_eye,
        })
    }

    /// The names of those who may take the next step.
    pub fn waiting_for(row: &ListRow, people: &[PersonRow], single_eye: bool) -> Vec<String> {
        people
            .iter()
            .filter(|person| !person.revoked && Waiting::of(person, single_eye).is_for(row))
            .take(MOST_NAMES)
            .map(|person| person.name.clone())
            .collect()
    }

    /// A filter for what waits for this person. Nothing waits for somebody who left.
    pub fn waiting_filter(&self, name: &str) -> Result<Filter, DeskError> {
        Ok(Filter { waiting_for: Some(self.waiting(name)?), ..Filter::default() })
    }

    pub(super) fn waiting(&self, name: &str) -> Result<Waiting, DeskError> {
        let person = self.who(Some(name))?;
        if person.revoked {
            return Err(DeskError::NotFound { thing: Thing::Person, name: name.to_owned() });
        }
        Ok(Waiting::of(&person, self.house()?.single_eye))
    }

    /// The ledger's newest records, newest first; of one article and since a time, if wanted.
    pub fn log(
        &self,
        article: Option<&str>,
        since: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<LogRow>, DeskError> {
        let id = match article {
            Some(name) => Some(self.store.list_row(self.find(name)?)?.id),
            None => None,
        };
        let office = self.store.office()?;
        let people = self.store.people()?;
        let mut headlines: BTreeMap<_, Option<String>> = BTreeMap::new();
        let mut rows = Vec::new();
        for entry in self.store.records(id.as_ref(), since, limit)? {
            let person = office
                .writers
                .get(&entry.header.writer)
                .and_then(|writer| writer.person)
                .and_then(|id| people.iter().find(|person| person.id == id))
                .map(|person| person.name.clone());
            let headline = match entry.header.article {
                Some(article) => headlines
                    .entry(article)
                    .or_insert_with(|| {
                        let row = self.store.find(&article.to_string()).ok()?;
                        self.store.list_row(row).ok().map(|row| row.headline)
                    })
                    .clone(),
                None => None,
            };
            let note = match entry.header.deed().and_then(remark_of) {
                // One that was erased is as none.
                Some(digest) => Some(self.store.note(&digest)?).filter(|note| !note.is_empty()),
                None => None,
            };
            rows.push(LogRow {
                digest: entry.record.digest,
                header: entry.header,
                person,
                headline,
                note,
            });
        }
        Ok(rows)
    }

    /// The reasons of published corrections, in words.
    pub fn correction_reasons(
        &self,
        corrections: &[crate::domain::stage::Correction],
    ) -> Result<Vec<(Timestamp, String)>, DeskError> {
        corrections
            .iter()
            .map(|correction| Ok((correction.at, self.store.note(&correction.reason)?)))
            .collect()
    }

    pub fn note_text(&self, digest: &Digest) -> Result<String, DeskError> {
        Ok(self.store.note(digest)?)
    }
}

/// The remark that came with a deed, if one did.
fn remark_of(deed: &Deed) -> Option<Digest> {
    match deed {
        Deed::ArticleReturned { note, .. } => Some(*note),
        Deed::ArticleApproved { note, .. } => *note,
        Deed::ArticleCorrected { reason, .. }
        | Deed::ArticleWithdrawn { reason }
        | Deed::PersonRevoked { reason, .. }
        | Deed::ContentErased { reason, .. }
        | Deed::FindingDismissed { reason, .. } => Some(*reason),
        Deed::WordAdded { words } | Deed::WordRemoved { words } => Some(*words),
        Deed::PersonAdded { name, .. } => Some(*name),
        _ => None,
    }
}
