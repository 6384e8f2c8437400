//! After approval: schedule, correct, withdraw; and the gate through which texts leave.

use super::review::{Standing, remark};
use super::{Desk, DeskError, Me};
use crate::domain::finding::Counts;
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::people::Role;
use crate::domain::record::{Deed, Header};
use crate::domain::seal::clear::{Cleared, Evidence, NotCleared, clear};
use crate::domain::stage::{Refusal, Stage, StageName, State};
use crate::domain::time::Timestamp;
use crate::store::content::Content;

/// Later than this after its scheduled time a publication is told as late.
pub const LATE_MS: i64 = 5 * 60 * 1_000;

/// Which text of an article an export takes where two are cleared: the public one and a
/// correction that was approved and not yet published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// The public one, else the approved and due one: what is out, or would be.
    Live,
    /// The approved and due one, else the public one: what will be out.
    Due,
    /// The public one alone.
    Public,
}

/// What an export shall write for one article.
#[derive(Debug)]
pub enum Outgoing {
    Page(Box<Cleared>, Story),
    /// A page that was public once: a notice in its place.
    Notice {
        path: String,
        at: Timestamp,
        reason: Digest,
    },
    /// Nothing that may leave.
    Nothing,
}

impl Desk {
    /// Sets the time from which the approved text may go out.
    pub fn schedule(&mut self, me: &Me, name: &str, at: Timestamp) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let state = self.store.state(row)?;
        let head = self.store.head(row)?;
        self.may(me, me.person.roles.may_review(), Role::Reviewer)?;
        state.not_in_trash("schedule").map_err(|refusal| self.refused(me, refusal, &head))?;
        let (Stage::Approved { revision } | Stage::Scheduled { revision, .. }) = state.stage else {
            let refusal = Refusal::OutOfTurn { action: "schedule", stage: state.name() };
            return Err(self.refused(me, refusal, &head));
        };
        if at <= self.clock.now() {
            return Err(DeskError::invalid("at", at.to_string()));
        }
        if let Some(until) = state.plan.embargo.filter(|embargo| at < *embargo) {
            return Err(self.refused(me, Refusal::Embargoed { until }, &head));
        }
        let deed = Deed::ArticleScheduled { revision, at };
        self.review_deed("schedule the text", me, &id, deed, &head)?;
        self.standing(row, Counts::default())
    }

    pub fn unschedule(&mut self, me: &Me, name: &str) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let head = self.store.head(row)?;
        let revision = match self.store.state(row)?.clearance {
            Some(clearance) => clearance.revision,
            None => head.record,
        };
        self.review_deed(
            "unschedule the text",
            me,
            &id,
            Deed::ArticleUnscheduled { revision },
            &head,
        )?;
        self.standing(row, Counts::default())
    }

    /// Opens a public or withdrawn text for a correction. The public one stays until the
    /// corrected one is approved and out.
    pub fn correct(
        &mut self,
        me: &Me,
        name: &str,
        reason: &str,
        path: bool,
    ) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let head = self.store.head(row)?;
        self.may(me, me.person.roles.may_review(), Role::Reviewer)?;
        let reason = remark("reason", reason)?;
        self.deed("open a correction", me, |pen| {
            let reason = pen.note(&reason)?;
            pen.write(&id, Deed::ArticleCorrected { reason, path })
        })
        .map_err(|error| self.with_names(error, &head))?;
        self.standing(row, Counts::default())
    }

    /// Takes a text back at once: one reviewer's act, since it protects the public.
    pub fn withdraw(&mut self, me: &Me, name: &str, reason: &str) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let head = self.store.head(row)?;
        self.may(me, me.person.roles.may_review(), Role::Reviewer)?;
        let reason = remark("reason", reason)?;
        self.deed("withdraw the text", me, |pen| {
            let reason = pen.note(&reason)?;
            pen.write(&id, Deed::ArticleWithdrawn { reason })
        })
        .map_err(|error| self.with_names(error, &head))?;
        self.standing(row, Counts::default())
    }

    /// How many texts a publication now would make public, and the headlines of the first of them.
    pub fn due(&self, most: usize) -> Result<(usize, Vec<String>), DeskError> {
        let now = self.clock.now();
        let (mut count, mut headlines) = (0, Vec::new());
        for bound in self.store.outgoing()? {
            let waits = matches!(bound.stage, StageName::Approved | StageName::Scheduled);
            if waits && is_due(&self.store.state(bound.row)?, now) {
                count += 1;
                if headlines.len() < most {
                    headlines.push(self.store.list_row(bound.row)?.headline);
                }
            }
        }
        Ok((count, headlines))
    }

    /// What an export shall write for the article in `row`: both signatures and both digests are
    /// checked over the very bytes that come out of here.
    pub fn outgoing(&self, row: i64, take: Take, now: Timestamp) -> Result<Outgoing, DeskError> {
        let state = self.store.state(row)?;
        let live = state.live.as_ref().map(|live| (live.approval, live.revision));
        let due = state
            .clearance
            .as_ref()
            .filter(|_| is_due(&state, now))
            .map(|clearance| (clearance.approval, clearance.revision));
        let chosen = match take {
            Take::Live => live.or(due),
            Take::Due => due.or(live),
            Take::Public => live,
        };
        if let Some((approval, revision)) = chosen {
            let cleared = self.cleared(approval, revision, &state, now)?;
            let story = self.story(state, &cleared)?;
            return Ok(Outgoing::Page(Box::new(cleared), story));
        }
        // The notice stays while a withdrawn text is being corrected.
        Ok(match (&state.withdrawal, state.moved.last()) {
            (Some(withdrawal), Some(path)) => Outgoing::Notice {
                path: path.clone(),
                at: withdrawal.at,
                reason: withdrawal.reason,
            },
            _ => Outgoing::Nothing,
        })
    }

    pub(super) fn cleared(
        &self,
        approval: Digest,
        revision: Digest,
        state: &State,
        now: Timestamp,
    ) -> Result<Cleared, DeskError> {
        let approval = self.store.record(&approval)?;
        let saved = self.store.record(&revision)?;
        // Only to find the bytes: the gate reads the whole header, and holds them to it.
        let digest = Header::content_of(&saved.header)
            .ok_or(DeskError::NotCleared(NotCleared::OtherText))?;
        let Content::Bytes(content) = self.store.content(&digest)? else {
            return Err(DeskError::NotCleared(NotCleared::NoApproval));
        };
        let history = self.store.office_history()?;
        clear(&Evidence {
            approval: &approval,
            revision: &saved,
            content: &content,
            state,
            history: &history,
            now,
        })
        .map_err(DeskError::NotCleared)
    }

    /// What a page tells of its text beside the text: corrections, and where it was before.
    pub(super) fn story(&self, state: State, cleared: &Cleared) -> Result<Story, DeskError> {
        let mut corrections = self.correction_reasons(&state.corrections)?;
        // A correction that goes out with this very text.
        if let (Some(reason), false) = (&state.correction, cleared.is_live()) {
            corrections.push((cleared.since(), self.store.note(reason)?));
        }
        let mut moved = state.moved;
        moved.extend(state.live.map(|live| live.path));
        moved.retain(|path| path != cleared.path());
        Ok(Story { corrections, moved })
    }

    /// Notes that a destination has these texts, which makes them public. Those that are public
    /// in this very text already are passed over.
    pub fn note_taken(
        &mut self,
        destination: &str,
        taken: &[(ArticleId, Digest)],
    ) -> Result<Vec<Late>, DeskError> {
        let now = self.clock.now();
        let mut late = Vec::new();
        let mut open = Vec::new();
        for (id, revision) in taken {
            let row = self.find(&id.to_string())?;
            let state = self.store.state(row)?;
            let by = match state.stage {
                Stage::Scheduled { at, .. } => now.ms().saturating_sub(at.ms()).max(0),
                _ => 0,
            };
            if by > LATE_MS {
                late.push(Late { id: *id, by_ms: by });
            }
            if is_open(&state, *revision, now) {
                open.push((*id, *revision, by.cast_unsigned()));
            }
        }
        // Short transactions, and a breath between them: others want to write too.
        for batch in open.chunks(super::import::BATCH) {
            self.service_deed("note the publication", |pen| {
                for (id, revision, late_ms) in batch {
                    // Another run may have noted it since, or an edit voided the approval while
                    // the pages were written: then there is nothing to note.
                    let state = pen.tx.state_of(id)?;
                    if !state.is_some_and(|state| is_open(&state, *revision, now)) {
                        continue;
                    }
                    let destination = destination.to_owned();
                    let deed =
                        Deed::DeliveryTaken { destination, revision: *revision, late_ms: *late_ms };
                    pen.write(id, deed)?;
                }
                Ok(())
            })?;
            std::thread::sleep(super::import::BREATH);
        }
        Ok(late)
    }
}

/// What a page tells beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    pub corrections: Vec<(Timestamp, String)>,
    /// Old paths, which lead to the present one.
    pub moved: Vec<String>,
}

/// A publication that came after its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    pub id: ArticleId,
    pub by_ms: i64,
}

fn is_due(state: &State, now: Timestamp) -> bool {
    let embargo = state.plan.embargo;
    state.due().is_some_and(|due| due <= now) && embargo.is_none_or(|embargo| embargo <= now)
}

/// Waits this very text for its delivery? Its approval stands and its time has come; a correction
/// may bring the same text out again, at another address.
fn is_open(state: &State, revision: Digest, now: Timestamp) -> bool {
    is_due(state, now)
        && state.clearance.as_ref().is_some_and(|cleared| cleared.revision == revision)
}
