//! The outbox as people see it, and what reviewers decide there.

use uuid::Uuid;

use super::error::Thing;
use super::{Desk, DeskError, Me};
use crate::domain::delivery::{Name, Op, Standing};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::outbox::{Entry, owed};
use crate::domain::people::Role;
use crate::store::outbox::Wanted;

/// A list shows so many rows, the newest.
pub const MOST: usize = 1_000;
/// The fewest characters of a short id that name a parcel.
const SHORTEST_NAME: usize = 6;

/// A row of the outbox with the names of what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    pub entry: Entry,
    /// The parcel's own short id.
    pub id: String,
    /// The article's.
    pub article: String,
    pub headline: String,
    /// The revision's number.
    pub revision: String,
}

/// Whose words stay where the other side has some of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// Ours go over what stands there now.
    Ours,
    /// Theirs stay, and the desk knows that they are others.
    Theirs,
    /// Both are brought together in a new revision; once that is approved, it goes over what stands
    /// there now.
    Merged,
}

impl Desk {
    pub fn outbox(&self, wanted: &Wanted) -> Result<Vec<OutboxRow>, DeskError> {
        self.store.outbox(wanted, MOST)?.into_iter().map(|entry| self.outbox_row(entry)).collect()
    }

    /// How many parcels go on by themselves or wait for a person, by where they stand.
    pub fn outbox_counts(&self) -> Result<Vec<(Standing, u64)>, DeskError> {
        Ok(self.store.outbox_counts()?)
    }

    pub fn outbox_row(&self, entry: Entry) -> Result<OutboxRow, DeskError> {
        let parcel = &entry.parcel;
        let row = self.find(&parcel.article.to_string())?;
        let list = self.store.list_row(row)?;
        let revision = self.label(&self.store.revision(&parcel.revision)?)?;
        let id = short(parcel.id);
        Ok(OutboxRow { entry, id, article: list.short, headline: list.headline, revision })
    }

    /// The parcel that a person means: by its id, or by the end of it as lists show it.
    pub fn parcel(&self, name: &str) -> Result<Entry, DeskError> {
        let thing = Thing::Parcel;
        let not_found = || DeskError::NotFound { thing, name: name.to_owned() };
        let id = match name.parse::<Uuid>() {
            Ok(id) => id,
            Err(_short) if name.len() < SHORTEST_NAME => return Err(not_found()),
            Err(_short) => {
                let wanted = name.to_lowercase();
                let ids = self.store.parcel_ids()?.into_iter();
                let mut found = ids.filter(|id| short(*id).starts_with(&wanted));
                let first = found.next().ok_or_else(not_found)?;
                if let Some(second) = found.next() {
                    let candidates = [first, second].into_iter().chain(found).take(9);
                    let candidates = candidates.map(|id| id.to_string()).collect();
                    return Err(DeskError::Ambiguous { thing, name: name.to_owned(), candidates });
                }
                first
            }
        };
        self.store.parcel(&id)?.ok_or_else(not_found)
    }

    /// Tries again now: what waits, what was refused and is mended, what was given up and may
    /// still go out. One that was taken is looked at again.
    pub fn retry(&mut self, me: &Me, id: Uuid) -> Result<Entry, DeskError> {
        self.decide(me, id, "retry", |entry, newest, wanted, now| {
            let standing = entry.parcel.standing;
            if standing.is_open() {
                entry.due =
                    Some(if standing == Standing::Unknown { now } else { now.max(entry.earliest) });
                return true;
            }
            if !newest {
                return false;
            }
            entry.due = Some(now.max(entry.earliest));
            if standing.is_done() {
                return entry.parcel.op != Op::Withdraw;
            }
            entry.parcel.standing = Standing::Queued;
            entry.void = false;
            wanted
        })
    }

    /// Gives a parcel up. What may have arrived is looked for once more, and not sent.
    pub fn cancel(&mut self, me: &Me, id: Uuid) -> Result<Entry, DeskError> {
        self.decide(me, id, "cancel", |entry, _newest, _wanted, now| {
            let standing = entry.parcel.standing;
            if !standing.is_open() && !standing.is_stuck() {
                return false;
            }
            entry.give_up();
            entry.due = entry.due.map(|_later| now);
            true
        })
    }

    /// Decides a conflict. What stands there becomes the base of the next comparison: whoever
    /// decided knew it, so it is no conflict any more.
    pub fn resolve(&mut self, me: &Me, id: Uuid, take: Resolution) -> Result<Entry, DeskError> {
        self.decide(me, id, "resolve", |entry, newest, wanted, now| {
            let standing = entry.parcel.standing;
            if !newest || !matches!(standing, Standing::Conflict | Standing::Differs) {
                return false;
            }
            if let Some(theirs) = entry.theirs.take() {
                let remote = &mut entry.parcel.remote;
                remote.digest = Some(Digest::of(theirs.as_bytes()));
                remote.base = Some(theirs);
                remote.token = None;
            }
            entry.parcel.trouble = None;
            match take {
                Resolution::Ours => {
                    entry.parcel.standing = Standing::Queued;
                    entry.due = Some(now.max(entry.earliest));
                    return wanted;
                }
                Resolution::Theirs if entry.parcel.op != Op::Withdraw => {
                    entry.parcel.standing = Standing::Differs;
                    entry.due = None;
                }
                Resolution::Theirs | Resolution::Merged => entry.end(),
            }
            true
        })
    }

    /// Somebody says where a text is that was copied by hand: it counts once that page was read.
    pub fn published_at(&mut self, me: &Me, id: Uuid, url: &str) -> Result<Entry, DeskError> {
        let url = url.trim();
        if !super::destinations::is_address(url, true) {
            return Err(DeskError::invalid("url", url));
        }
        self.decide(me, id, "retry", |entry, newest, wanted, now| {
            let standing = entry.parcel.standing;
            if !newest || !(standing.is_open() || standing.is_done()) {
                return false;
            }
            entry.parcel.remote.url = Some(url.to_owned());
            entry.due = Some(now.max(entry.earliest));
            wanted
        })
    }

    /// Queues what destinations lack of an article: for those that were added after its approval,
    /// and for an outbox that was lost. Says how many parcels that makes.
    pub fn queue(&mut self, me: &Me, name: &str, only: Option<&Name>) -> Result<usize, DeskError> {
        self.may(me, me.person.roles.may_review(), Role::Reviewer)?;
        let article = self.store.list_row(self.find(name)?)?.id;
        self.deed("queue the text", me, |pen| {
            let Some(state) = pen.tx.state_of(&article)? else { return Ok(0) };
            let mut places = pen.tx.places(&article, pen.tx.office()?.destinations.into_keys())?;
            places.retain(|place| only.is_none_or(|only| *only == place.destination));
            let changes = owed(&state, &places, pen.now);
            let count = changes.len();
            pen.queue(&article, changes)?;
            Ok(count)
        })
    }

    /// One decision of a reviewer, in one transaction. `act` is told whether the parcel is the
    /// newest of its place, and whether the office still wants it there; it says whether it may be.
    fn decide(
        &mut self,
        me: &Me,
        id: Uuid,
        action: &'static str,
        act: impl FnOnce(&mut Entry, bool, bool, crate::domain::time::Timestamp) -> bool,
    ) -> Result<Entry, DeskError> {
        self.may(me, me.person.roles.may_review(), Role::Reviewer)?;
        self.deed("decide on a parcel", me, |pen| {
            let name = id.to_string();
            let found = pen.tx.parcel(&id)?;
            let mut entry =
                found.ok_or(DeskError::NotFound { thing: Thing::Parcel, name: name.clone() })?;
            let standing = entry.parcel.standing;
            let newest = pen.tx.is_newest(&id)?;
            let state = pen.tx.state_of(&entry.parcel.article)?;
            let known = pen.tx.office()?.destinations.contains_key(&entry.parcel.destination);
            let wanted = known && state.is_some_and(|state| state.wants(&entry.parcel));
            if !act(&mut entry, newest, wanted, pen.now) {
                let name = short(id);
                return Err(DeskError::Parcel { name, action, standing });
            }
            pen.tx.put_parcel(&entry)?;
            Ok(entry)
        })
    }
}

/// As lists show a parcel.
pub fn short(id: Uuid) -> String {
    ArticleId(id).short()
}
