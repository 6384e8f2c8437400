//! What the outbox does when an article changes: one function of the state before, the state after
//! and what is known of each destination. The desk calls it in the transaction of the record, so
//! that nothing is approved and not queued, and nothing is withdrawn and still sent.

mod entry;

use std::collections::BTreeSet;

use uuid::Uuid;

pub use entry::{Entry, Over, Told, Wait};

use super::delivery::{Name, Op, Parcel, Standing};
use super::record::RevisionId;
use super::stage::State;
use super::time::Timestamp;

/// Has a destination the article?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Has {
    #[default]
    No,
    /// Something was begun there, and what came of it is not known for sure.
    Maybe,
    Yes,
}

/// The newest row of an article for one destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    pub id: Uuid,
    pub op: Op,
    pub revision: RevisionId,
    pub standing: Standing,
    /// Nobody clears it any more: it is looked for, and not sent.
    pub void: bool,
}

/// What is known of an article at one destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub destination: Name,
    /// One of the office's to this day.
    pub known: bool,
    pub has: Has,
    pub last: Option<Last>,
    /// The revisions that were ever queued for it, and the newest that it took.
    pub queued: BTreeSet<RevisionId>,
    pub taken: Option<RevisionId>,
}

/// What happens to the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A new row, which overtakes the one that is open or stuck there.
    Add { destination: Name, op: Op, revision: RevisionId, due: Timestamp },
    /// May not go out before this, and may then.
    Move { row: Uuid, due: Timestamp },
    /// Nothing of it was sent: it is over.
    Cancel { row: Uuid },
    /// It may have reached the destination: it is looked for, and not sent again.
    Void { row: Uuid },
}

/// What the state after says that the one before did not.
enum Turn {
    Cleared(RevisionId, Timestamp),
    Moved(RevisionId, Timestamp),
    Voided(RevisionId),
    Withdrawn(Option<RevisionId>),
    Nothing,
}

/// Does a change of an article mean anything for the outbox? For most it does not.
pub fn matters(before: Option<&State>, after: &State) -> bool {
    !matches!(turn(before, after), Turn::Nothing)
}

/// What a change of an article means for the outbox.
pub fn changes(
    before: Option<&State>,
    after: &State,
    places: &[Place],
    now: Timestamp,
) -> Vec<Change> {
    let turn = turn(before, after);
    let mut changes = Vec::new();
    for place in places {
        match turn {
            Turn::Cleared(revision, due) if place.known => {
                changes.push(place.add(place.op(), revision, due));
            }
            Turn::Moved(revision, due) => {
                let row = place.live().filter(|last| last.is_of(revision) && !last.void);
                changes.extend(row.map(|last| Change::Move { row: last.id, due }));
            }
            Turn::Voided(revision) => {
                let Some(row) = place.live().filter(|last| last.is_of(revision)) else { continue };
                match place.overtaken(after) {
                    Some((op, revision)) => changes.push(place.add(op, revision, now)),
                    None => changes.extend(row.ended()),
                }
            }
            Turn::Withdrawn(revision) => {
                let revision = revision.or(place.last.as_ref().map(|last| last.revision));
                match revision.filter(|_| place.known && place.has > Has::No) {
                    Some(revision) => changes.push(place.add(Op::Withdraw, revision, now)),
                    None => changes.extend(place.live().and_then(Last::ended)),
                }
            }
            Turn::Cleared(..) | Turn::Nothing => {}
        }
    }
    changes
}

/// What destinations lack of the text that may go out, or is public: for those that were added
/// later, and for an outbox that was lost. Only if somebody asks for it.
pub fn owed(state: &State, places: &[Place], now: Timestamp) -> Vec<Change> {
    let wanted = match (&state.clearance, &state.live) {
        (Some(clearance), _) => due(state).map(|due| (clearance.revision, due)),
        (None, Some(live)) => Some((live.revision, now)),
        (None, None) => None,
    };
    let missing = |place: &Place| match wanted {
        Some((revision, due)) if place.taken != Some(revision) => {
            Some(place.add(place.op(), revision, due))
        }
        Some(_) => None,
        None => place.overtaken(state).map(|(op, revision)| place.add(op, revision, now)),
    };
    let idle = |place: &&Place| place.known && place.live().is_none();
    places.iter().filter(idle).filter_map(missing).collect()
}

/// The later of approval, schedule and embargo.
pub fn due(state: &State) -> Option<Timestamp> {
    let due = state.due()?;
    Some(state.plan.embargo.map_or(due, |embargo| due.max(embargo)))
}

impl State {
    /// Shall this parcel reach its destination, as things stand?
    pub fn wants(&self, parcel: &Parcel) -> bool {
        let is_of = |revision: RevisionId| revision == parcel.revision;
        match parcel.op {
            Op::Withdraw => self.withdrawal.is_some() && self.live.is_none(),
            Op::Publish | Op::Correct => {
                self.clearance.as_ref().is_some_and(|clearance| is_of(clearance.revision))
                    || self.live.as_ref().is_some_and(|live| is_of(live.revision))
            }
        }
    }
}

fn turn(before: Option<&State>, after: &State) -> Turn {
    let was = before.and_then(|state| state.clearance.as_ref());
    if let Some(clearance) = &after.clearance {
        let Some(due_now) = due(after) else { return Turn::Nothing };
        return match was {
            Some(was) if was.approval == clearance.approval => {
                if before.and_then(due) == Some(due_now) {
                    Turn::Nothing
                } else {
                    Turn::Moved(clearance.revision, due_now)
                }
            }
            _ => Turn::Cleared(clearance.revision, due_now),
        };
    }
    let withdrawn = before.and_then(|state| state.withdrawal.as_ref());
    if after.withdrawal.is_some() && after.withdrawal.as_ref() != withdrawn {
        let live = before.and_then(|state| state.live.as_ref()).map(|live| live.revision);
        return Turn::Withdrawn(live.or(was.map(|clearance| clearance.revision)));
    }
    match was {
        Some(was) if after.live.as_ref().is_none_or(|live| live.approval != was.approval) => {
            Turn::Voided(was.revision)
        }
        _ => Turn::Nothing,
    }
}

impl Place {
    pub fn new(destination: Name, known: bool) -> Self {
        let (queued, has) = (BTreeSet::new(), Has::No);
        Self { destination, known, has, last: None, queued, taken: None }
    }

    /// Takes in one more row of this place, which must come in order.
    pub fn push(&mut self, parcel: &Parcel, void: bool) {
        let (is_done, is_text) = (parcel.standing.is_done(), parcel.op != Op::Withdraw);
        if is_text {
            self.queued.insert(parcel.revision);
        }
        if is_done && is_text {
            self.taken = Some(parcel.revision);
        } else if is_done
            || (parcel.attempts > 0 && !(is_text && self.taken == Some(parcel.revision)))
        {
            // What was tried may have happened, whatever became of the row.
            self.taken = None;
        }
        self.last = Some(Last {
            id: parcel.id,
            op: parcel.op,
            revision: parcel.revision,
            standing: parcel.standing,
            void,
        });
    }

    /// The row that goes on by itself or waits for a person.
    fn live(&self) -> Option<&Last> {
        self.last.as_ref().filter(|last| last.standing.is_open() || last.standing.is_stuck())
    }

    /// What was on its way here when a text overtook it that now nobody clears: the one that is
    /// public elsewhere, or the withdrawal of what may be here.
    fn overtaken(&self, state: &State) -> Option<(Op, RevisionId)> {
        if !self.known {
            return None;
        }
        if let Some(live) = &state.live {
            let lacks = self.queued.contains(&live.revision) && self.taken != Some(live.revision);
            return lacks.then(|| (self.op(), live.revision));
        }
        let gone = state.withdrawal.is_some() && self.has > Has::No;
        self.last.as_ref().filter(|_| gone).map(|last| (Op::Withdraw, last.revision))
    }

    /// What brings a text to where it may have been before.
    fn op(&self) -> Op {
        if self.has == Has::Yes { Op::Correct } else { Op::Publish }
    }

    fn add(&self, op: Op, revision: RevisionId, due: Timestamp) -> Change {
        Change::Add { destination: self.destination.clone(), op, revision, due }
    }
}

impl Last {
    fn is_of(&self, revision: RevisionId) -> bool {
        self.revision == revision && self.op != Op::Withdraw
    }

    /// How a row ends that nobody clears any more.
    pub fn ended(&self) -> Option<Change> {
        match self.standing {
            _ if self.void => None,
            Standing::Sending | Standing::Unknown => Some(Change::Void { row: self.id }),
            _ => Some(Change::Cancel { row: self.id }),
        }
    }
}

#[cfg(test)]
#[path = "outbox/tests.rs"]
mod tests;
