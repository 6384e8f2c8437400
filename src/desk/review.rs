//! The review: submit, send back, approve.

use super::edit::Seen;
use super::house::Gate;
use super::{Desk, DeskError, Me};
use crate::domain::finding::{Counts, Finding, Level};
use crate::domain::ids::ArticleId;
use crate::domain::manuscript::Manuscript;
use crate::domain::people::Role;
use crate::domain::record::{Deed, Gate as Gated, Origin};
use crate::domain::slug;
use crate::domain::stage::{Address, Refusal, Stage, StageName, State};
use crate::rules;
use crate::store::rows::RevisionRow;

/// Where an article stands after a deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub id: ArticleId,
    pub stage: StageName,
    pub revision: String,
    /// What the copy desk said, where it did not refuse.
    pub findings: Counts,
    /// Something to add in words: `late`, `unscheduled`.
    pub headline: String,
}

/// Longer remarks belong into the text.
const LONGEST_NOTE: usize = 4_000;

impl Desk {
    /// Hands the newest revision to the reviewers. What is missing is told at once; errors of the
    /// copy desk refuse, warnings only where the office says so.
    pub fn submit(&mut self, me: &Me, name: &str) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let head = self.store.head(row)?;
        let state = self.store.state(row)?;
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        state.not_in_trash("submit").map_err(|refusal| self.refused(me, refusal, &head))?;
        if !matches!(state.stage, Stage::Draft { .. }) {
            let refusal = Refusal::OutOfTurn { action: "submit", stage: state.name() };
            return Err(self.refused(me, refusal, &head));
        }
        let house = self.house()?;
        let manuscript = self.store.manuscript(&head.content)?;
        let missing = manuscript.missing();
        if !missing.is_empty() {
            return Err(self.refused(me, Refusal::Invalid(missing), &head));
        }
        let report = self.copydesk_for(row, &manuscript)?.report(&manuscript);
        let found = report.findings;
        let gate = match house.gate {
            Gate::Errors => Level::Error,
            Gate::Warnings => Level::Warning,
        };
        let grave: Vec<Finding> =
            found.iter().filter(|finding| finding.level >= gate).cloned().collect();
        if !grave.is_empty() {
            return Err(self.refused(me, Refusal::Findings(grave), &head));
        }
        let counts = Counts::of(&found);
        let dismissed = u32::try_from(report.dismissed.len()).unwrap_or(u32::MAX);
        let deed = Deed::ArticleSubmitted {
            revision: head.record,
            findings: Gated { dismissed, ..Gated::from(counts) },
            rules: rules::VERSION.to_owned(),
        };
        self.review_deed("submit the text", me, &id, deed, &head)?;
        self.standing(row, counts)
    }

    /// Takes a submitted text back from the reviewers, as long as none has decided. The law has no
    /// deed for it: as with any edit the text goes back to draft by a new revision, here of the
    /// same words.
    pub fn take_back(&mut self, me: &Me, name: &str) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let list = self.store.list_row(row)?;
        let head = self.store.head(row)?;
        let state = self.store.state(row)?;
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        if state.waiting() != Some(head.record) {
            let refusal = Refusal::OutOfTurn { action: "take-back", stage: state.name() };
            return Err(self.refused(me, refusal, &head));
        }
        let text = self.store.manuscript(&head.content)?;
        let seen = Seen { head: head.record, content: head.content };
        self.save_over(me, &list.id, &list.short, Some(&text), seen, None, Origin::Restore)
            .map_err(|error| self.with_names(error, &head))?;
        self.standing(row, Counts::default())
    }

    /// Sends a submitted text back to its author with a remark.
    pub fn send_back(&mut self, me: &Me, name: &str, note: &str) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let head = self.store.head(row)?;
        self.may(me, me.person.roles.may_review(), Role::Reviewer)?;
        let note = remark("note", note)?;
        let revision = head.record;
        self.deed("send the text back", me, |pen| {
            let note = pen.note(&note)?;
            pen.write(&id, Deed::ArticleReturned { revision, note })
        })
        .map_err(|error| self.with_names(error, &head))?;
        self.standing(row, Counts::default())
    }

    /// Approves the revision that was read. The address of the page is fixed here, by the first
    /// approval or one after `correct --path`.
    pub fn approve(
        &mut self,
        me: &Me,
        name: &str,
        read: &str,
        note: Option<&str>,
    ) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let list = self.store.list_row(row)?;
        self.may(me, me.person.roles.may_review(), Role::Reviewer)?;
        let read = self.revision_named(row, read)?;
        let state = self.store.state(row)?;
        let manuscript = self.store.manuscript(&read.content)?;
        let Address { slug, path } = self.address(&state, &manuscript, &list.short)?;
        let single_eye = self.house()?.single_eye;
        let note = note.map(|note| remark("note", note)).transpose()?;
        let revision = read.record;
        let content = read.content;
        self.deed("approve the text", me, |pen| {
            let note = note.map(|note| pen.note(&note)).transpose()?;
            let deed = Deed::ArticleApproved { revision, note, slug, path, single_eye };
            pen.write_about(&list.id, deed, content, None)
        })
        .map_err(|error| self.with_names(error, &read))?;
        self.standing(row, Counts::default())
    }

    /// The page's address: the fixed one, or the one that headline and date give.
    fn address(
        &self,
        state: &State,
        manuscript: &Manuscript,
        short: &str,
    ) -> Result<Address, DeskError> {
        if let Some(fixed) = state.address.as_ref().filter(|_| !state.readdress) {
            return Ok(fixed.clone());
        }
        let slug =
            state.plan.slug.clone().unwrap_or_else(|| slug::slug(&manuscript.headline, short));
        let date = match manuscript.date {
            Some(date) => date,
            None => self.today()?,
        };
        Ok(Address { path: slug::path(date, &slug), slug })
    }

    /// One record of a text's way, with the law's refusals in names.
    pub(super) fn review_deed(
        &mut self,
        name: &'static str,
        me: &Me,
        id: &ArticleId,
        deed: Deed,
        revision: &RevisionRow,
    ) -> Result<(), DeskError> {
        self.deed(name, me, |pen| pen.write(id, deed).map(|_appended| ()))
            .map_err(|error| self.with_names(error, revision))
    }

    pub(super) fn standing(&self, row: i64, findings: Counts) -> Result<Standing, DeskError> {
        let list = self.store.list_row(row)?;
        let state = self.store.state(row)?;
        let head = match state.stage {
            Stage::Submitted { revision }
            | Stage::Approved { revision }
            | Stage::Scheduled { revision, .. }
            | Stage::Published { revision } => self.store.revision(&revision)?,
            _ => self.store.head(row)?,
        };
        Ok(Standing {
            id: list.id,
            stage: state.name(),
            revision: self.label(&head)?,
            findings,
            headline: list.headline,
        })
    }

    pub(super) fn refused(&self, me: &Me, refusal: Refusal, read: &RevisionRow) -> DeskError {
        let error = DeskError::Refused {
            who: me.person.name.clone(),
            contributors: Vec::new(),
            read: String::new(),
            waiting: None,
            refusal: Box::new(refusal),
        };
        self.with_names(error, read)
    }

    /// Puts names to what the law speaks of by id.
    pub(super) fn with_names(&self, error: DeskError, read: &RevisionRow) -> DeskError {
        let DeskError::Refused { who, refusal, .. } = error else { return error };
        let people = self.store.people().unwrap_or_default();
        let contributors = match &*refusal {
            Refusal::OwnWork { contributors }
            | Refusal::OthersWork { contributors }
            | Refusal::SecondPerson { contributors, .. } => people
                .iter()
                .filter(|person| contributors.contains(&person.id))
                .map(|person| person.name.clone())
                .collect(),
            _ => Vec::new(),
        };
        let waiting = match &*refusal {
            Refusal::Stale { waiting: Some(waiting), .. } => {
                self.store.revision(waiting).ok().and_then(|row| self.label(&row).ok())
            }
            _ => None,
        };
        let read = self.label(read).unwrap_or_default();
        DeskError::Refused { who, contributors, read, waiting, refusal }
    }
}

/// A remark for people: some words, and not too many.
pub(super) fn remark(field: &str, text: &str) -> Result<String, DeskError> {
    let cleaned = crate::text::sanitise::clean(text);
    let words = cleaned.text.trim();
    if words.is_empty() || words.chars().count() > LONGEST_NOTE {
        return Err(DeskError::invalid(field, text));
    }
    Ok(words.to_owned())
}
