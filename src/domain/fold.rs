//! An article as a pure fold over its records.
//!
//! [`step`] is one record's effect, and the only such code: the store calls it with facts from its
//! tables when a record is appended, [`Article`] calls it with facts from memory when the ledger is
//! read as a whole. So the tables can be proved equal to the ledger.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::{Digest, PersonId};
use super::office::{History, Unlawful};
use super::people::Actor;
use super::record::{Deed, Header, Position, Record, RevisionId};
use super::stage::{Action, Address, Facts, Plan, State};
use super::time::Timestamp;

/// What the fold knows of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// 1 + the largest number among its base: a pure function of its ancestors.
    pub number: u64,
    pub base: Vec<RevisionId>,
    pub content: Digest,
    pub author: Option<PersonId>,
    pub at: Timestamp,
    /// Who wrote since the text was last approved, this revision included.
    pub contributors: BTreeSet<PersonId>,
    pub approved: bool,
}

/// What one record does to an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub state: State,
    pub saved: Option<Revision>,
    /// The revision that this record approved.
    pub approved: Option<RevisionId>,
}

/// What [`step`] must know of the article beside its state.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub heads: Vec<RevisionId>,
    /// The revisions that the record names, in its order.
    pub named: Vec<Revision>,
    pub single_eye: bool,
}

/// The revisions that a record names: their facts are what [`step`] needs.
pub fn names(header: &Header) -> Vec<RevisionId> {
    match header.deed() {
        Some(Deed::RevisionSaved { base, .. }) => base.clone(),
        Some(
            Deed::ArticleSubmitted { revision, .. }
            | Deed::ArticleReturned { revision, .. }
            | Deed::ArticleApproved { revision, .. }
            | Deed::ArticleScheduled { revision, .. }
            | Deed::ArticleUnscheduled { revision }
            | Deed::ArticleTrashed { revision }
            | Deed::DeliveryTaken { revision, .. }
            | Deed::DeliveryRemoved { revision, .. }
            | Deed::DeliveryConflict { revision, .. }
            | Deed::FindingDismissed { revision, .. },
        ) => vec![*revision],
        _ => Vec::new(),
    }
}

/// The effect of one record on an article: `None` if the record is not for an article, or of a
/// kind that only a newer program knows.
pub fn step(
    before: Option<&State>,
    header: &Header,
    digest: Digest,
    who: &Actor,
    known: &Known,
) -> Result<Option<Outcome>, Unlawful> {
    let Some(deed) = header.deed() else { return Ok(None) };
    if header.article.is_none() {
        return Ok(None);
    }
    if known.named.len() != names(header).len() {
        return Err(Unlawful::UnknownRevision);
    }
    if let Deed::RevisionSaved { base, .. } = deed {
        return save(before, header, base, who, known).map(Some);
    }
    let Some(action) = action(deed, header, digest) else { return Ok(None) };
    let before = before.ok_or(Unlawful::UnknownArticle)?;
    let contributors =
        known.named.first().map(|revision| revision.contributors.clone()).unwrap_or_default();
    if let (Deed::ArticleApproved { .. }, Some(named)) = (deed, known.named.first())
        && header.content != Some(named.content)
    {
        // An approval is bound to the bytes that were read.
        return Err(Unlawful::BadForm);
    }
    let facts = Facts { heads: known.heads.clone(), contributors, single_eye: known.single_eye };
    let state = before.after(&action, who, &facts)?;
    let approved = match action {
        Action::Approve { read, .. } => Some(read),
        _ => None,
    };
    Ok(Some(Outcome { state, saved: None, approved }))
}

fn save(
    before: Option<&State>,
    header: &Header,
    base: &[RevisionId],
    who: &Actor,
    known: &Known,
) -> Result<Outcome, Unlawful> {
    let content = header.content.ok_or(Unlawful::BadForm)?;
    let state = match before {
        None if base.is_empty() => State::born(who)?,
        None => return Err(Unlawful::UnknownArticle),
        Some(_) if base.is_empty() => return Err(Unlawful::Twice),
        Some(state) => state.after(&Action::Save, who, &Facts::default())?,
    };
    let inherited = known.named.iter().filter(|parent| !parent.approved);
    let contributors: BTreeSet<PersonId> = inherited
        .flat_map(|parent| parent.contributors.iter().copied())
        .chain(who.person())
        .collect();
    let number = 1 + known.named.iter().map(|parent| parent.number).max().unwrap_or(0);
    let saved = Revision {
        number,
        base: base.to_vec(),
        content,
        author: who.person(),
        at: header.at,
        contributors,
        approved: false,
    };
    Ok(Outcome { state, saved: Some(saved), approved: None })
}

fn action(deed: &Deed, header: &Header, digest: Digest) -> Option<Action> {
    Some(match deed {
        Deed::ArticleSubmitted { revision, .. } => Action::Submit { revision: *revision },
        Deed::ArticleReturned { revision, .. } => Action::SendBack { revision: *revision },
        Deed::ArticleApproved { revision, slug, path, .. } => Action::Approve {
            read: *revision,
            record: digest,
            address: Address { slug: slug.clone(), path: path.clone() },
            at: header.at,
        },
        Deed::ArticleScheduled { revision, at } => {
            Action::Schedule { revision: *revision, at: *at }
        }
        Deed::ArticleUnscheduled { revision } => Action::Unschedule { revision: *revision },
        Deed::ArticlePlanned { slug, due, embargo, assignee, priority } => Action::Plan(Plan {
            slug: slug.clone(),
            due: *due,
            embargo: *embargo,
            assignee: *assignee,
            priority: *priority,
        }),
        Deed::ArticleCorrected { reason, path } => Action::Correct { reason: *reason, path: *path },
        Deed::ArticleWithdrawn { reason } => Action::Withdraw { reason: *reason, at: header.at },
        Deed::DeliveryTaken { revision, .. } => Action::Publish { revision: *revision },
        Deed::DeliveryRemoved { .. } | Deed::DeliveryConflict { .. } => Action::Report,
        Deed::ArticleTrashed { revision } => Action::Trash { revision: *revision, at: header.at },
        Deed::ArticleUntrashed {} => Action::Untrash,
        Deed::ContentErased { .. } => Action::Erase,
        Deed::FindingDismissed { rule, level, revision, words, reason } => Action::Dismiss {
            revision: *revision,
            record: digest,
            rule: rule.clone(),
            level: *level,
            words: *words,
            reason: *reason,
            at: header.at,
        },
        Deed::FindingUndismissed { dismissal } => Action::Undismiss { dismissal: *dismissal },
        _ => return None,
    })
}

/// An article, folded in memory: the oracle that tables are held against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    pub state: Option<State>,
    pub revisions: BTreeMap<RevisionId, Revision>,
    /// Revisions that no other grew from.
    pub heads: BTreeSet<RevisionId>,
    /// Records that no other followed.
    pub ends: BTreeSet<Digest>,
    /// Where the last record stood.
    last: Option<Position>,
}

impl Article {
    /// Folds one more record, which must come in order. A record that the law refuses changes
    /// nothing but the ends of the graph: it is there, and what follows may name it.
    pub fn push(
        &mut self,
        record: &Record,
        header: &Header,
        history: &History,
    ) -> Result<(), Unlawful> {
        let position = header.position();
        self.settle(history, Some(position));
        self.last = Some(position);
        for parent in &header.parents {
            self.ends.remove(parent);
        }
        self.ends.insert(record.digest);
        let office = history.before(position).ok_or(Unlawful::OtherOffice)?;
        let who = office.actor(&header.writer, header.seq)?;
        let known = Known {
            heads: self.heads.iter().copied().collect(),
            named: names(header).iter().filter_map(|id| self.revisions.get(id).cloned()).collect(),
            single_eye: office.single_eye(),
        };
        let Some(outcome) = step(self.state.as_ref(), header, record.digest, &who, &known)? else {
            return Ok(());
        };
        self.state = Some(outcome.state);
        if let Some(revision) = outcome.saved {
            for base in &revision.base {
                self.heads.remove(base);
            }
            self.heads.insert(record.digest);
            self.revisions.insert(record.digest, revision);
        }
        if let Some(approved) = outcome.approved.and_then(|id| self.revisions.get_mut(&id)) {
            approved.approved = true;
        }
        Ok(())
    }

    /// Takes in what happened at the office since the last record, up to a place or to the end:
    /// who may not act any more approves nothing.
    pub fn settle(&mut self, history: &History, before: Option<Position>) {
        let Some(state) = &mut self.state else { return };
        for person in history.revoked_between(self.last, before) {
            let Some((voided, next)) = state.without(person) else { continue };
            *state = next;
            // Who wrote the text still wrote it: the next approval must look at them all.
            if let Some(revision) = self.revisions.get_mut(&voided) {
                revision.approved = false;
            }
        }
    }
}
