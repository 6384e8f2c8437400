//! Publishing over bad networks: what is in the outbox reaches its destination exactly once in
//! effect, and nothing is said to be published before it was read back.
//!
//! # How a parcel goes
//! Approving a text queues one parcel a destination, in the same transaction
//! ([`domain::delivery`](crate::domain::delivery)). A worker takes the oldest that is due, under a
//! lease that one process holds, has the text cleared and frozen, and hands both to the
//! destination's [`Speaker`]. That one *looks* before it makes anything, tells the desk through its
//! [`Pen`] before each request that may change something, and answers in one of five ways. Being
//! killed at any point loses nothing: the next attempt begins with a look.
//!
//! # What no destination does
//! Follow a redirect with credentials, talk to another origin than its own, believe an answer that
//! is not of the destination's own form, or put a secret into an error.

pub mod body;
pub mod classify;
pub mod folder;
pub mod ghost;
pub mod http;
pub mod ninjs;
pub mod page;
pub mod paste;
pub mod signature;
pub mod speakers;
mod surroundings;
#[cfg(test)]
pub(crate) mod testing;
pub mod theirs;
pub mod webhook;
pub mod wordpress;
pub mod worker;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::clock::Clock;
use crate::desk::{Desk, DeskError};
pub use crate::domain::delivery::Seen;
use crate::domain::delivery::{Answer, Destination, Frozen, Parcel, Remote, Trouble};
use crate::domain::time::Timestamp;

/// Speaks with one destination. Made anew for each run, with the destination's secret.
pub trait Speaker {
    /// Brings the parcel to its destination, or says why not. May be called again after any
    /// answer and after any interruption, with what [`Pen::commit`] kept last.
    fn deliver(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Answer;

    /// Looks at what readers see now of a text that was taken, and at stray copies of ours that a
    /// late request made; changes nothing else.
    fn look_back(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Seen;

    /// The guided check: from the name's address to a round trip that leaves nothing behind.
    /// Each step is told as it ends.
    fn check(&mut self, tell: &mut dyn FnMut(Step));
}

/// What a destination writes down while it works: each commit is on the disk when it returns.
pub trait Pen {
    /// Before a request that may change something: from here on an interruption means that it may
    /// have happened. [`Stopped`] means that somebody else has the parcel now, or that it is not to
    /// go out any more: nothing is sent.
    fn sending(&mut self, remote: &Remote) -> Result<(), Stopped>;
    /// What was learnt, while nothing is under way.
    fn commit(&mut self, remote: &Remote) -> Result<(), Stopped>;
    /// A line of the exchange for the tray: method, path, outcome; never a secret.
    fn told(&mut self, line: String);
    fn now(&self) -> Timestamp;
}

/// The parcel is not ours to send any more, or the desk cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the parcel may not be sent")]
pub struct Stopped;

/// One step of the guided check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which: `step-…` among the words.
    pub key: &'static str,
    pub verdict: Verdict,
    /// What was found, for the words: names, versions, counts; never a secret.
    pub values: BTreeMap<String, String>,
    /// What is wrong and what mends it.
    pub trouble: Option<Trouble>,
    /// What set-up may keep: the root that was found, a setting.
    pub found: Option<Destination>,
}

impl Step {
    pub fn of(
        key: &'static str,
        is_good: bool,
        values: BTreeMap<String, String>,
        trouble: Option<Trouble>,
    ) -> Self {
        let verdict = if is_good { Verdict::Good } else { Verdict::Bad };
        Self { key, verdict, values, trouble, found: None }
    }

    pub fn doubtful(key: &'static str, values: BTreeMap<String, String>, trouble: Trouble) -> Self {
        Self { key, verdict: Verdict::Doubtful, values, trouble: Some(trouble), found: None }
    }
}

/// How a step of the check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Good,
    /// Works, and somebody should know.
    Doubtful,
    Bad,
    /// Could not be looked at.
    Skipped,
}

/// How long everything waits: one value, so that a test runs in milliseconds and one test holds
/// what is shipped. All in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Waits {
    /// To a connection.
    pub connect: u64,
    /// To have sent a request, and to have its whole answer.
    pub send: u64,
    pub receive: u64,
    /// After a failed attempt, by its number; the last one repeats. Each is lengthened by up to a
    /// quarter, by chance.
    pub retries: Vec<u64>,
    /// So long a destination may still be working at a request whose answer was lost: nothing is
    /// made anew before.
    pub late: u64,
    /// After a publication, to the look for stray copies and at the public page; then by the same
    /// list of retries up to a day.
    pub sweep: u64,
    /// A lease is held so long, and renewed while it is in use.
    pub lease: u64,
}

impl Default for Waits {
    /// The times of the Standard Webhooks specification (its section on deliverability), with 15 s
    /// and 60 s before them for somebody who sits at the desk.
    fn default() -> Self {
        const SECOND: u64 = 1_000;
        const MINUTE: u64 = 60 * SECOND;
        const HOUR: u64 = 60 * MINUTE;
        Self {
            connect: 10 * SECOND,
            send: 30 * SECOND,
            receive: 60 * SECOND,
            retries: vec![
                5 * SECOND,
                15 * SECOND,
                MINUTE,
                5 * MINUTE,
                30 * MINUTE,
                2 * HOUR,
                5 * HOUR,
                10 * HOUR,
                14 * HOUR,
                20 * HOUR,
                24 * HOUR,
            ],
            late: 90 * SECOND,
            sweep: 90 * SECOND,
            lease: 2 * MINUTE,
        }
    }
}

/// Names waits of its own for a run, as JSON of [`Waits`]: for tests of the program, which cannot
/// wait for minutes. What it leaves out is as it is shipped.
pub const VARIABLE: &str = "REDAKSI_TEST_WAITS";

impl Waits {
    /// The shipped waits, or those that the environment sets.
    pub fn from_env() -> Self {
        let Some(text) = std::env::var_os(VARIABLE) else { return Self::default() };
        serde_json::from_str(&text.to_string_lossy()).unwrap_or_else(|error| {
            tracing::warn!(%error, "{VARIABLE} does not hold waits");
            Self::default()
        })
    }
}

/// What every speaker is given beside its destination and its secret.
#[derive(Clone)]
pub struct Means {
    pub clock: Arc<Clock>,
    pub waits: Waits,
    /// The office's name, for receivers that ask whose text it is.
    pub office: String,
    /// The sections of the office's texts, which a site shall have too.
    pub sections: Vec<String>,
}

impl Means {
    /// What speakers of a desk are given.
    pub fn of(desk: &Desk) -> Result<Self, DeskError> {
        let house = desk.house()?;
        let (office, sections) = (house.name, house.sections);
        Ok(Self { clock: desk.clock_handle(), waits: Waits::from_env(), office, sections })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tests run with waits of their own: these are the ones that people get.
    #[test]
    fn the_shipped_waits_are_those_of_the_papers() {
        let waits = Waits::default();
        assert_eq!((waits.connect, waits.send, waits.receive), (10_000, 30_000, 60_000));
        let seconds: Vec<u64> = waits.retries.iter().map(|ms| ms / 1_000).collect();
        assert_eq!(seconds, [5, 15, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
        // PHP's usual limit is 30 s, that of servers before it 60 s.
        assert!(waits.late >= 60_000 && waits.sweep >= waits.late, "{waits:?}");
        assert!(waits.lease > waits.connect + waits.send + waits.receive, "{waits:?}");
    }
}
