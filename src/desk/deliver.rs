//! The desk's side of a delivery: a parcel is taken up under a lease, cleared again, frozen, and
//! what came of it is written down together with the record of it.

use uuid::Uuid;

use super::act::Pen;
use super::{Desk, DeskError, House};
use crate::domain::delivery::{
    Answer, Destination, Frozen, Name, Op, Parcel, Remote, Seen, Standing, Trouble,
};
use crate::domain::ids::Digest;
use crate::domain::manuscript::Manuscript;
use crate::domain::outbox::{Entry, Told, Wait};
use crate::domain::record::Deed;
use crate::domain::seal::clear::{Cleared, NotCleared};
use crate::domain::stage::{Stage, State};
use crate::domain::time::Timestamp;
use crate::store::{Fault, Tx};

/// Whoever works at the outbox.
pub struct Hand<'a> {
    /// Tells workers apart, also those of other programs.
    pub holder: &'a str,
    /// So long a lease is held, in milliseconds.
    pub lease: i64,
    /// Does only this destination's work.
    pub only: Option<&'a Name>,
    /// Makes the body of a page from a cleared text: fixed with the parcel, and never made again.
    pub body: &'a dyn Fn(&Manuscript, &House) -> String,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub destination: Destination,
    pub entry: Entry,
    pub frozen: Frozen,
}

impl Job {
    /// Was it taken before, and is only looked at again?
    pub fn is_look_back(&self) -> bool {
        self.entry.parcel.standing.is_done()
    }
}

/// What was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    pub entry: Entry,
    /// A text that came out so much after its scheduled time.
    pub late_ms: u64,
    /// Somebody else has the parcel now: nothing was written.
    pub lost: bool,
}

/// What becomes of a parcel that was taken up.
enum Fate {
    Send(Box<Frozen>),
    /// Not before this.
    Later(Timestamp),
    /// As things stand it is not sent; what may have arrived is looked for.
    Not(&'static str),
}

impl Desk {
    /// When something is to be done next.
    pub fn next_due(&self, only: Option<&Name>) -> Result<Option<Timestamp>, DeskError> {
        Ok(self.store.next_due(only, self.clock.now())?)
    }

    /// Gives free what a worker held that is known to live no more.
    pub fn free_parcels_of(&mut self, holder: &str) -> Result<(), DeskError> {
        self.store.write("free what nobody works at", |tx| Ok(tx.end_leases(holder)?))
    }

    /// The next thing to be done, with the lease on it. Its approval is checked here, over the very
    /// bytes that are frozen; nothing leaves that fails it.
    pub fn take_up(&mut self, hand: &Hand<'_>) -> Result<Option<Job>, DeskError> {
        loop {
            let now = self.clock.now();
            let held = self.store.write("take up a parcel", |tx| {
                let Some(mut entry) = tx.next_parcel(hand.only, now)? else {
                    return Ok::<_, DeskError>(None);
                };
                if !tx.hold(&entry.parcel, hand.holder, now, now.plus_ms(hand.lease))? {
                    return Ok(None);
                }
                // Committed as it was found, but for what a dead worker was sending.
                let before = entry.parcel.standing;
                entry.taken_up();
                tx.put_parcel(&entry)?;
                Ok(Some((entry, before)))
            })?;
            let Some((entry, before)) = held else { return Ok(None) };
            // One that fails keeps its lease for a while: others come first.
            if let Some(job) = self.prepare(hand, entry, before, now)? {
                return Ok(Some(job));
            }
        }
    }

    /// Clears and freezes what was taken up. None: there is nothing to send, which is written down.
    fn prepare(
        &mut self,
        hand: &Hand<'_>,
        mut entry: Entry,
        before: Standing,
        now: Timestamp,
    ) -> Result<Option<Job>, DeskError> {
        let held = entry.clone();
        let known = self.destination(&entry.parcel.destination);
        let fate = match &known {
            Ok(_destination) => self.fate(hand, &entry, now)?,
            Err(DeskError::NotFound { .. }) => Fate::Not("unknown-destination"),
            Err(_damaged) => Fate::Not("unreadable"),
        };
        let was_sent = entry.parcel.standing == Standing::Unknown;
        let frozen = match fate {
            Fate::Send(frozen) => Some(*frozen),
            // Looked for, and sent only when its time has come.
            Fate::Later(_) if was_sent => self.store.frozen(&entry.parcel.id)?,
            Fate::Later(until) => {
                entry.parcel.standing = before;
                (entry.due, entry.earliest) = (Some(until), until);
                None
            }
            Fate::Not(_) if was_sent && known.is_ok() => {
                entry.void = true;
                self.store.frozen(&entry.parcel.id)?
            }
            Fate::Not(why) => {
                refuse(&mut entry, why, now);
                None
            }
        };
        let job = frozen.zip(known.ok());
        if job.is_none() && was_sent && entry.parcel.standing == Standing::Unknown {
            refuse(&mut entry, "nothing-kept", now);
        }
        let (id, holder) = (entry.parcel.id, hand.holder);
        let kept = self.store.write("freeze a parcel", |tx| {
            // Somebody withdrew the text, or edited it, while it was looked at.
            let still = tx.parcel(&id)?.is_some_and(|now| now == held);
            if !still || !tx.holds(&entry.parcel, holder)? {
                tx.let_go(&entry.parcel, holder)?;
                return Ok::<_, DeskError>(false);
            }
            match &job {
                Some((frozen, _)) => tx.freeze(&id, frozen)?,
                None => tx.let_go(&entry.parcel, holder)?,
            }
            tx.put_parcel(&entry)?;
            Ok(true)
        })?;
        let job = job.filter(|_| kept);
        Ok(job.map(|(frozen, destination)| Job { destination, entry, frozen }))
    }

    fn fate(&self, hand: &Hand<'_>, entry: &Entry, now: Timestamp) -> Result<Fate, DeskError> {
        let parcel = &entry.parcel;
        let state = match self.find(&parcel.article.to_string()) {
            Ok(row) => self.store.state(row)?,
            Err(DeskError::NotFound { .. }) => return Ok(Fate::Not("unreadable")),
            Err(error) => return Err(error),
        };
        let frozen = self.store.frozen(&parcel.id)?;
        if parcel.standing.is_done() {
            return Ok(frozen.map_or(Fate::Not("nothing-kept"), |it| Fate::Send(Box::new(it))));
        }
        if parcel.op == Op::Withdraw {
            return self.withdrawal(hand, parcel, &state, frozen);
        }
        if entry.void {
            return Ok(Fate::Not("not-cleared"));
        }
        let approval = match (&state.clearance, &state.live) {
            (Some(clearance), _) if clearance.revision == parcel.revision => clearance.approval,
            (_, Some(live)) if live.revision == parcel.revision => live.approval,
            _ => return Ok(Fate::Not("not-cleared")),
        };
        let cleared = match self.cleared(approval, parcel.revision, &state, now) {
            Ok(cleared) => cleared,
            Err(DeskError::NotCleared(NotCleared::Early(until))) => return Ok(Fate::Later(until)),
            Err(DeskError::NotCleared(_)) => return Ok(Fate::Not("not-cleared")),
            Err(DeskError::Store(error))
                if matches!(error.fault, Fault::Damaged(_) | Fault::NotFound) =>
            {
                return Ok(Fate::Not("unreadable"));
            }
            Err(error) => return Err(error),
        };
        if let Some(frozen) = frozen {
            // What was fixed is what was approved, whoever wrote in the file since.
            let same = frozen.content == cleared.content() && frozen.revision == parcel.revision;
            return Ok(if same { Fate::Send(Box::new(frozen)) } else { Fate::Not("not-cleared") });
        }
        Ok(Fate::Send(Box::new(self.freeze(hand, parcel, state, &cleared)?)))
    }

    /// A withdrawal keeps the words of what it takes away, and says why.
    fn withdrawal(
        &self,
        hand: &Hand<'_>,
        parcel: &Parcel,
        state: &State,
        own: Option<Frozen>,
    ) -> Result<Fate, DeskError> {
        if let Some(own) = own {
            return Ok(Fate::Send(Box::new(own)));
        }
        let Some(withdrawal) = state.withdrawal.as_ref().filter(|_| state.wants(parcel)) else {
            return Ok(Fate::Not("not-cleared"));
        };
        let sent = self.store.frozen_at(&parcel.article, &parcel.destination)?;
        let mut frozen = match sent {
            Some(sent) => sent,
            // Lost with the file that had it: made again, for its address and its words.
            None => self.frozen_of(hand, parcel, state)?,
        };
        frozen.revision = parcel.revision;
        frozen.withdrawn = Some((withdrawal.at, self.store.note(&withdrawal.reason)?));
        Ok(Fate::Send(Box::new(frozen)))
    }

    fn freeze(
        &self,
        hand: &Hand<'_>,
        parcel: &Parcel,
        state: State,
        cleared: &Cleared,
    ) -> Result<Frozen, DeskError> {
        let mut frozen = self.frozen_of(hand, parcel, &state)?;
        let file = cleared.path().rsplit('/').next().unwrap_or_default();
        file.strip_suffix(".html").unwrap_or(file).clone_into(&mut frozen.slug);
        frozen.content = cleared.content();
        (frozen.published, frozen.updated) = (cleared.first(), cleared.since());
        frozen.single_eye = cleared.single_eye();
        frozen.corrections = self.story(state, cleared)?.corrections;
        Ok(frozen)
    }

    /// The text of a revision in the form that is sent, with what is known without its approval.
    fn frozen_of(
        &self,
        hand: &Hand<'_>,
        parcel: &Parcel,
        state: &State,
    ) -> Result<Frozen, DeskError> {
        let revision = self.store.revision(&parcel.revision)?;
        let text = self.store.manuscript(&revision.content)?;
        let house = self.house()?;
        let html = (hand.body)(&text, &house);
        let address = state.address.clone();
        let own = |word: String, other: &str| if word.is_empty() { other.to_owned() } else { word };
        Ok(Frozen {
            v: 1,
            article: parcel.article,
            revision: parcel.revision,
            number: revision.number,
            content: revision.content,
            html,
            slug: address.map(|address| address.slug).unwrap_or_default(),
            language: own(text.language, &house.language),
            headline: text.headline,
            summary: text.summary,
            section: text.section,
            tags: text.tags,
            place: text.place,
            byline: text.byline,
            credit: text.credit,
            published: revision.at,
            updated: revision.at,
            corrections: Vec::new(),
            single_eye: false,
            withdrawn: None,
        })
    }

    /// Before a request that may change something: on the disk when this returns. False: the
    /// parcel is somebody else's now, or may not go out; nothing is sent.
    pub fn note_sending(
        &mut self,
        hand: &Hand<'_>,
        id: Uuid,
        remote: &Remote,
        lines: &[String],
    ) -> Result<bool, DeskError> {
        let now = self.clock.now();
        self.at_work(hand, id, lines, now, |entry| entry.sending(remote, now).is_ok())
    }

    /// What was learnt while nothing was under way.
    pub fn note_learnt(
        &mut self,
        hand: &Hand<'_>,
        id: Uuid,
        remote: &Remote,
        lines: &[String],
    ) -> Result<bool, DeskError> {
        let now = self.clock.now();
        self.at_work(hand, id, lines, now, |entry| {
            entry.learnt(remote);
            true
        })
    }

    fn at_work(
        &mut self,
        hand: &Hand<'_>,
        id: Uuid,
        lines: &[String],
        now: Timestamp,
        act: impl FnOnce(&mut Entry) -> bool,
    ) -> Result<bool, DeskError> {
        self.store.write("keep where a delivery stands", |tx| {
            let Some(mut entry) = ours(tx, hand, id)? else { return Ok(false) };
            tx.hold(&entry.parcel, hand.holder, now, now.plus_ms(hand.lease))?;
            let may = act(&mut entry);
            entry.note(lines);
            tx.put_parcel(&entry)?;
            Ok(may)
        })
    }

    /// What came of an attempt, and the record of it, in one transaction.
    pub fn finish(
        &mut self,
        hand: &Hand<'_>,
        id: Uuid,
        answer: Answer,
        lines: &[String],
        wait: Wait,
    ) -> Result<Finished, DeskError> {
        let recorded = matches!(answer, Answer::Taken(_) | Answer::Conflict { .. });
        self.conclude(hand, id, lines, recorded, |tx, entry| {
            let overtaken = !tx.is_newest(&id)?;
            let told = entry.answered(answer, overtaken, wait);
            if matches!(told, Told::Taken | Told::Removed) {
                tx.thin(&id)?;
            }
            Ok(told)
        })
    }

    /// What a later look found, and when the next one is due.
    pub fn note_seen(
        &mut self,
        hand: &Hand<'_>,
        id: Uuid,
        seen: Seen,
        lines: &[String],
        next: Option<Timestamp>,
    ) -> Result<Finished, DeskError> {
        let recorded = matches!(seen, Seen::Differs { .. });
        self.conclude(hand, id, lines, recorded, |tx, entry| {
            let next = next.filter(|_| tx.is_newest(&id).unwrap_or(true));
            Ok(entry.seen(seen, next))
        })
    }

    fn conclude(
        &mut self,
        hand: &Hand<'_>,
        id: Uuid,
        lines: &[String],
        recorded: bool,
        act: impl FnOnce(&Tx<'_>, &mut Entry) -> Result<Told, DeskError>,
    ) -> Result<Finished, DeskError> {
        let work = |tx: &Tx<'_>| -> Result<Option<(Entry, Told)>, DeskError> {
            let Some(mut entry) = ours(tx, hand, id)? else { return Ok(None) };
            let told = act(tx, &mut entry)?;
            entry.note(lines);
            tx.put_parcel(&entry)?;
            tx.let_go(&entry.parcel, hand.holder)?;
            Ok(Some((entry, told)))
        };
        let done = if recorded {
            self.service_deed("note what a destination answered", |pen| {
                let Some((entry, told)) = work(pen.tx)? else { return Ok(None) };
                let late_ms = record(pen, &entry.parcel, told)?;
                Ok(Some((entry, late_ms)))
            })?
        } else {
            self.store
                .write("note what a destination answered", work)?
                .map(|(entry, _nothing_told)| (entry, 0))
        };
        let Some((entry, late_ms)) = done else {
            let name = id.to_string();
            let gone = || DeskError::NotFound { thing: super::error::Thing::Parcel, name };
            let entry = self.store.parcel(&id)?.ok_or_else(gone)?;
            return Ok(Finished { entry, late_ms: 0, lost: true });
        };
        Ok(Finished { entry, late_ms, lost: false })
    }
}

/// The row, if its lease is still the hand's.
fn ours(tx: &Tx<'_>, hand: &Hand<'_>, id: Uuid) -> Result<Option<Entry>, DeskError> {
    let Some(entry) = tx.parcel(&id)? else { return Ok(None) };
    Ok(if tx.holds(&entry.parcel, hand.holder)? { Some(entry) } else { None })
}

/// Writes what the ledger is told, signed by the desk's own key; gives how late a text came out.
fn record(pen: &Pen<'_>, parcel: &Parcel, told: Told) -> Result<u64, DeskError> {
    let (destination, revision) = (parcel.destination.clone(), parcel.revision);
    let deed = match told {
        Told::Nothing => return Ok(0),
        Told::Removed => Deed::DeliveryRemoved { destination, revision },
        Told::Conflict => Deed::DeliveryConflict { destination, revision },
        Told::Taken => match pen.tx.state_of(&parcel.article)? {
            Some(state) if state.trashed.is_none() && state.wants(parcel) => {
                let late_ms = late(&state, revision, pen.now);
                let destination = destination.as_str().to_owned();
                pen.write(&parcel.article, Deed::DeliveryTaken { destination, revision, late_ms })?;
                return Ok(late_ms);
            }
            // It was on its way when somebody took its approval back: it is out, and nobody
            // clears it.
            _ => Deed::DeliveryConflict { destination, revision },
        },
    };
    pen.write(&parcel.article, deed)?;
    Ok(0)
}

fn late(state: &State, revision: Digest, now: Timestamp) -> u64 {
    match state.stage {
        Stage::Scheduled { at, revision: scheduled } if scheduled == revision => {
            now.ms().saturating_sub(at.ms()).max(0).cast_unsigned()
        }
        _ => 0,
    }
}

/// Nothing was sent, and nothing will be before somebody mends it.
fn refuse(entry: &mut Entry, why: &str, now: Timestamp) {
    entry.parcel.trouble = Some(Trouble {
        key: why.to_owned(),
        values: std::collections::BTreeMap::new(),
        at: now,
        exchange: None,
        said: None,
    });
    entry.due = None;
    if entry.parcel.standing.is_open() {
        entry.parcel.standing = if entry.void { Standing::Cancelled } else { Standing::Refused };
    }
}
