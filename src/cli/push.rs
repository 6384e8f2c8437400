//! `push`: brings what is in the outbox to its destinations.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::args::push::Push;
use super::out::{Failure, Kind};
use super::speak::Speakers;
use super::{Exit, Front, outbox, time};
use crate::desk::outbox::MOST;
use crate::desk::publish::LATE_MS;
use crate::desk::{Desk, DeskError, Intent};
use crate::domain::delivery::{Destination, Standing};
use crate::domain::outbox::Entry;
use crate::domain::time::Timestamp;
use crate::push::Means;
use crate::push::speakers::body;
use crate::push::worker::{News, Worker};
use crate::store::outbox::Wanted;

/// Between two looks at the time, while nothing is due.
const LONGEST_NAP: Duration = Duration::from_secs(5);

pub fn run(front: &mut Front, args: &Push) -> Result<Exit, Failure> {
    let mut desk = front.open(Intent::Write)?;
    if desk.store().is_read_only() {
        let place = desk.dir().to_string_lossy();
        let values = [("place", place.as_ref().into())];
        return Err(Failure::new(Kind::ReadOnly, front.printer.words(), &values));
    }
    let done = work(front, &mut desk, args)?;
    let rows: Result<Vec<_>, _> = done.into_values().map(|entry| desk.outbox_row(entry)).collect();
    let rows = rows.map_err(|error| front.refuse(error))?;
    if rows.is_empty() && !front.printer.json_wanted() {
        front.printer.note(&front.printer.say("push-nothing", &[]));
    } else {
        outbox::print(front, &desk, &rows)?;
    }
    let next = desk.next_due(args.destination.as_ref()).map_err(|error| front.refuse(error))?;
    if let (Some(next), Some(zone), false) = (next, front.zone, front.printer.json_wanted()) {
        let at = time::full(next, zone, front.printer.words());
        front.printer.note(&front.printer.say("push-next", &[("at", at.into())]));
    }
    let missing = rows.iter().filter(|row| !is_there(&row.entry)).count();
    front.done(desk)?;
    if missing == 0 {
        return Ok(Exit::Done);
    }
    if !front.printer.json_wanted() {
        let values = [("count", missing.into())];
        front.printer.warn(&front.printer.say("push-some-not-there", &values));
        front.printer.note(&front.printer.say("push-some-not-there-hint", &[]));
    }
    Ok(Exit::NotThere)
}

/// Given up on purpose is no failure of this run.
fn is_there(entry: &Entry) -> bool {
    let standing = entry.parcel.standing;
    standing == Standing::Cancelled || (standing.is_done() && standing != Standing::Differs)
}

/// Works until everything is there, or the time that may be waited has passed. What was touched, by
/// its id and so in its order.
fn work(front: &Front, desk: &mut Desk, args: &Push) -> Result<BTreeMap<Uuid, Entry>, Failure> {
    let end = Instant::now() + Duration::from_secs(args.wait.into());
    let means = Means::of(desk).map_err(|error| front.refuse(error))?;
    let speakers = Speakers::of(front, desk, &means)?;
    let touched = RefCell::new(BTreeMap::new());
    let mut make = |destination: &Destination| speakers.make(destination);
    let mut tell = |news| {
        if let News::Ended(finished) = news {
            told_late(front, &finished.entry, finished.late_ms);
            touched.borrow_mut().insert(finished.entry.parcel.id, finished.entry);
        }
    };
    let go_on = || true;
    let mut worker = Worker::new(means.clone(), &body, &mut make, &mut tell, &go_on)
        .only(args.destination.clone());
    let refuse = |error: DeskError| front.refuse(error);
    loop {
        worker.drain(desk).map_err(refuse)?;
        if args.once {
            break;
        }
        let Some(next) = next_open(desk, args).map_err(refuse)? else { break };
        let nap = Duration::from_millis(worker.until(next));
        let left = end.saturating_duration_since(Instant::now());
        if nap > left || left.is_zero() {
            break;
        }
        std::thread::sleep(nap.clamp(Duration::from_millis(50), LONGEST_NAP));
    }
    drop(worker);
    let mut touched = touched.into_inner();
    // What waits for a person, or did not pass the gate, did not get there either.
    let stuck = of_standing(args, Standing::is_stuck);
    let stuck = desk.store().outbox(&stuck, MOST).map_err(|error| refuse(error.into()))?;
    touched.extend(stuck.into_iter().map(|entry| (entry.parcel.id, entry)));
    Ok(touched)
}

fn of_standing(args: &Push, is: impl Fn(Standing) -> bool) -> Wanted {
    Wanted {
        article: None,
        destination: args.destination.clone(),
        standings: Standing::ALL.into_iter().filter(|it| is(*it)).collect(),
    }
}

/// When the next parcel is due that is not there yet: nobody waits for later looks.
fn next_open(desk: &Desk, args: &Push) -> Result<Option<Timestamp>, DeskError> {
    let rows = desk.store().outbox(&of_standing(args, Standing::is_open), MOST)?;
    Ok(rows.iter().filter_map(|row| row.due).min())
}

fn told_late(front: &Front, entry: &Entry, late_ms: u64) {
    let late = i64::try_from(late_ms).unwrap_or(i64::MAX);
    if late > LATE_MS {
        let values =
            [("article", entry.parcel.article.short().into()), ("minutes", (late / 60_000).into())];
        front.printer.note(&front.printer.say("push-late", &values));
    }
}
