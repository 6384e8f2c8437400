//! The worker: takes up what is due, hands it to its destination, and has the desk write down what
//! came of it. The command `push` runs it for a while; the workstation gives it a thread and a desk
//! of its own.

mod alive;
mod pen;

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use uuid::Uuid;

use self::alive::Alive;
use self::pen::DeskPen;
use super::{Means, Seen, Speaker, Waits};
use crate::desk::deliver::{Finished, Hand, Job};
use crate::desk::{Desk, DeskError, House};
use crate::domain::delivery::{Answer, Destination, Name, Trouble};
use crate::domain::manuscript::Manuscript;
use crate::domain::outbox::Wait;
use crate::domain::time::Timestamp;

/// The machine's clock may be set, and a machine that slept does not count its sleep: at the
/// latest after so long the worker looks at the time again.
const LONGEST_SLEEP: u64 = 15 * 60 * 1_000;
/// After a failure of the desk itself.
const BREATH: u64 = 10_000;
const DAY: u64 = 24 * 60 * 60 * 1_000;
/// What the other side says is shown, and need not be all of it.
const LONGEST_WORDS: usize = 200;

/// Makes the speaker for a destination, or says why there is none.
pub type Maker<'a> = dyn FnMut(&Destination) -> Result<Box<dyn Speaker>, Trouble> + 'a;
/// Makes the body of a page from a cleared text.
pub type Body<'a> = &'a dyn Fn(&Manuscript, &House) -> String;

/// What a worker tells while it works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    Begun(Box<Job>),
    Ended(Box<Finished>),
    /// Nothing is due now; the next thing is at this moment.
    Idle(Option<Timestamp>),
}

/// What wakes a sleeping worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// Something was approved or decided, or the network came back.
    Nudge,
    Stop,
}

/// What a worker is given.
pub struct Worker<'a> {
    means: Means,
    body: Body<'a>,
    make: &'a mut Maker<'a>,
    tell: &'a mut dyn FnMut(News),
    /// Does it still go on? Asked between parcels and before each request that changes something.
    go_on: &'a dyn Fn() -> bool,
    only: Option<Name>,
    holder: String,
    /// Begun with the first work.
    alive: Option<Alive>,
    speakers: BTreeMap<Name, (Destination, Box<dyn Speaker>)>,
}

impl<'a> Worker<'a> {
    pub fn new(
        means: Means,
        body: Body<'a>,
        make: &'a mut Maker<'a>,
        tell: &'a mut dyn FnMut(News),
        go_on: &'a dyn Fn() -> bool,
    ) -> Self {
        let holder = means.clock.uuid().to_string();
        let speakers = BTreeMap::new();
        Self { means, body, make, tell, go_on, only: None, holder, alive: None, speakers }
    }

    /// Does only this destination's work.
    #[must_use]
    pub fn only(mut self, name: Option<Name>) -> Self {
        self.only = name;
        self
    }

    /// Does all that is due now: each parcel once. Says how many there were.
    pub fn drain(&mut self, desk: &mut Desk) -> Result<usize, DeskError> {
        // A secret that was changed meanwhile is read anew.
        self.speakers.clear();
        let alive = self.alive.get_or_insert_with(|| Alive::begin(desk, &self.holder));
        alive.bury_others(desk)?;
        let (only, holder, body) = (self.only.clone(), self.holder.clone(), self.body);
        let hand =
            Hand { holder: &holder, lease: ms(self.means.waits.lease), only: only.as_ref(), body };
        let mut done = 0;
        while (self.go_on)() {
            let Some(job) = desk.take_up(&hand)? else { break };
            (self.tell)(News::Begun(Box::new(job.clone())));
            let finished = self.work(desk, &hand, &job)?;
            (self.tell)(News::Ended(Box::new(finished)));
            done += 1;
        }
        Ok(done)
    }

    /// Works until it is told to stop, and sleeps while nothing is due.
    pub fn run(&mut self, desk: &mut Desk, calls: &Receiver<Call>) {
        loop {
            let next = self.drain(desk).and_then(|_done| desk.next_due(self.only.as_ref()));
            let sleep = match next {
                Ok(next) => {
                    (self.tell)(News::Idle(next));
                    next.map_or(LONGEST_SLEEP, |next| self.until(next).min(LONGEST_SLEEP))
                }
                Err(error) => {
                    tracing::warn!(%error, "the outbox could not be worked at");
                    (self.tell)(News::Idle(None));
                    BREATH
                }
            };
            match calls.recv_timeout(Duration::from_millis(sleep)) {
                Ok(Call::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Call::Nudge) | Err(RecvTimeoutError::Timeout) => {}
            }
            // Many things may have been decided while it slept.
            while let Ok(call) = calls.try_recv() {
                if call == Call::Stop {
                    return;
                }
            }
        }
    }

    /// Milliseconds from now to a moment.
    pub fn until(&self, moment: Timestamp) -> u64 {
        let now = self.means.clock.now();
        u64::try_from(moment.ms().saturating_sub(now.ms())).unwrap_or(0)
    }

    fn work(&mut self, desk: &mut Desk, hand: &Hand<'_>, job: &Job) -> Result<Finished, DeskError> {
        let id = job.entry.parcel.id;
        let mut speaker = match self.speaker(&job.destination) {
            Ok(speaker) => speaker,
            Err(trouble) => return self.cannot_speak(desk, hand, job, trouble),
        };
        let mut pen = DeskPen::new(desk, hand, id, &self.means.clock, self.go_on);
        let parcel = &job.entry.parcel;
        let finished = if job.is_look_back() {
            let seen = clipped_seen(speaker.look_back(parcel, &job.frozen, &mut pen));
            let lines = pen.into_lines();
            let next = self.next_look(job);
            desk.note_seen(hand, id, seen, &lines, next)
        } else {
            let answer = clipped(speaker.deliver(parcel, &job.frozen, &mut pen));
            let lines = pen.into_lines();
            let wait = self.wait(parcel.attempts);
            desk.finish(hand, id, answer, &lines, wait)
        };
        self.speakers.insert(job.destination.name.clone(), (job.destination.clone(), speaker));
        finished
    }

    fn speaker(&mut self, destination: &Destination) -> Result<Box<dyn Speaker>, Trouble> {
        match self.speakers.remove(&destination.name) {
            Some((known, speaker)) if known == *destination => Ok(speaker),
            _ => (self.make)(destination),
        }
    }

    /// What this program cannot speak is for a person to mend; a secret that is locked away now may
    /// be had later.
    fn cannot_speak(
        &mut self,
        desk: &mut Desk,
        hand: &Hand<'_>,
        job: &Job,
        trouble: Trouble,
    ) -> Result<Finished, DeskError> {
        let id: Uuid = job.entry.parcel.id;
        if job.is_look_back() {
            return desk.note_seen(hand, id, Seen::Later(trouble), &[], self.next_look(job));
        }
        let answer = if trouble.key == super::speakers::KIND_UNKNOWN {
            Answer::Refused(trouble)
        } else {
            Answer::NotNow { trouble, until: None }
        };
        desk.finish(hand, id, answer, &[], self.wait(job.entry.parcel.attempts))
    }

    fn wait(&self, attempts: u32) -> Wait {
        let now = self.means.clock.now();
        let Waits { retries, sweep, .. } = &self.means.waits;
        let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
        let base = retries.get(place).or(retries.last()).copied().unwrap_or(0);
        Wait { retry: now.plus_ms(ms(self.lengthened(base))), sweep: now.plus_ms(ms(*sweep)) }
    }

    /// Later looks go by the list of retries, for a day in all.
    fn next_look(&self, job: &Job) -> Option<Timestamp> {
        let looks = usize::try_from(job.entry.looks).unwrap_or(usize::MAX);
        let retries = &self.means.waits.retries;
        let past: u64 = retries.iter().take(looks).sum();
        let next = retries.get(looks).filter(|next| past.saturating_add(**next) <= DAY)?;
        Some(self.means.clock.now().plus_ms(ms(self.lengthened(*next))))
    }

    /// By up to a quarter, by chance: what failed together does not come back together.
    fn lengthened(&self, base: u64) -> u64 {
        let [chance, ..] = self.means.clock.salt();
        base.saturating_add(base / 4 * u64::from(chance) / 255)
    }
}

fn ms(time: u64) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
}

fn clip(text: &mut Option<String>) {
    if let Some(text) = text
        && let Some((at, _)) = text.char_indices().nth(LONGEST_WORDS)
    {
        text.truncate(at);
    }
}

fn clipped_trouble(mut trouble: Trouble) -> Trouble {
    clip(&mut trouble.exchange);
    clip(&mut trouble.said);
    trouble
}

fn clipped(answer: Answer) -> Answer {
    match answer {
        Answer::Taken(receipt) => Answer::Taken(receipt),
        Answer::NotNow { trouble, until } => {
            Answer::NotNow { trouble: clipped_trouble(trouble), until }
        }
        Answer::Refused(trouble) => Answer::Refused(clipped_trouble(trouble)),
        Answer::Conflict { trouble, theirs } => {
            Answer::Conflict { trouble: clipped_trouble(trouble), theirs }
        }
        Answer::Unknown { trouble } => Answer::Unknown { trouble: clipped_trouble(trouble) },
    }
}

fn clipped_seen(seen: Seen) -> Seen {
    match seen {
        Seen::Differs { trouble, theirs } => {
            Seen::Differs { trouble: clipped_trouble(trouble), theirs }
        }
        Seen::Later(trouble) => Seen::Later(clipped_trouble(trouble)),
        seen => seen,
    }
}
