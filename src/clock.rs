//! The only home of time and chance: the moment, new ids, salts.
//!
//! Whoever needs them gets a [`Clock`], so that tests set both and a replay never asks.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use rand_core::{OsRng, RngCore as _};
use uuid::Uuid;

use crate::domain::time::{BadTime, Timestamp};

/// Names a moment (RFC 3339) at which a run shall believe to be: for tests of the program and for
/// demonstrations that look the same each time. It forges nothing that the machine's own clock
/// could not: the time in a record is its writer's claim, and order never depends on it.
pub const VARIABLE: &str = "REDAKSI_TEST_CLOCK";

/// Says that the variable [`VARIABLE`] does not hold a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{VARIABLE} is not a time: {text:?}")]
pub struct BadClock {
    pub text: String,
    #[source]
    source: BadTime,
}

/// Tells the time and throws the dice.
#[derive(Debug)]
pub struct Clock {
    time: Time,
    chance: Chance,
}

#[derive(Debug)]
enum Time {
    System,
    /// A set moment, which moves on by `step` milliseconds each time it is asked.
    Set {
        ms: AtomicI64,
        step: i64,
    },
}

#[derive(Debug)]
enum Chance {
    System,
    /// 1, 2, 3 …: distinct within one clock, the same in each run.
    Counted(AtomicU64),
}

impl Clock {
    /// The machine's clock and its random numbers.
    pub fn system() -> Self {
        Self { time: Time::System, chance: Chance::System }
    }

    /// The machine's clock, or the moment that the environment sets.
    ///
    /// Ids stay random: two runs at the same set moment must not make the same article.
    pub fn from_env() -> Result<Self, BadClock> {
        std::env::var_os(VARIABLE).map_or_else(
            || Ok(Self::system()),
            |value| Self::told(value.to_string_lossy().into_owned()),
        )
    }

    fn told(text: String) -> Result<Self, BadClock> {
        match text.parse::<Timestamp>() {
            Ok(at) => Ok(Self {
                time: Time::Set { ms: AtomicI64::new(at.ms()), step: 0 },
                chance: Chance::System,
            }),
            Err(source) => Err(BadClock { text, source }),
        }
    }

    /// For tests: stands still, with ids and salts that are the same in each run.
    pub fn fixed(at: Timestamp) -> Self {
        Self::stepping(at, 0)
    }

    /// For tests: as [`Clock::fixed`], but each look at it lets `step` milliseconds pass.
    pub fn stepping(from: Timestamp, step: i64) -> Self {
        Self {
            time: Time::Set { ms: AtomicI64::new(from.ms()), step },
            chance: Chance::Counted(AtomicU64::new(0)),
        }
    }

    /// Lets time pass on a clock that was set; the machine's own goes its own way.
    pub fn advance(&self, by: i64) {
        if let Time::Set { ms, .. } = &self.time {
            ms.fetch_add(by, Ordering::Relaxed);
        }
    }

    pub fn now(&self) -> Timestamp {
        match &self.time {
            Time::System => system_now(),
            Time::Set { ms, step } => Timestamp::from_ms(ms.fetch_add(*step, Ordering::Relaxed)),
        }
    }

    /// A new id, version 7: ids sort by the time at which they were made.
    pub fn uuid(&self) -> Uuid {
        let ms = match &self.time {
            Time::System => system_now().ms(),
            // Making an id is not looking at the clock: it does not step.
            Time::Set { ms, .. } => ms.load(Ordering::Relaxed),
        };
        let mut random = [0; 10];
        self.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(ms).unwrap_or(0), &random)
            .into_uuid()
    }

    /// What keeps a short erased note from being guessed by its digest.
    pub fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        self.fill(&mut salt);
        salt
    }

    fn fill(&self, bytes: &mut [u8]) {
        match &self.chance {
            // A machine without random numbers can make no key and no id: nothing is left to do.
            Chance::System => OsRng.fill_bytes(bytes),
            Chance::Counted(count) => {
                let count = (count.fetch_add(1, Ordering::Relaxed) + 1).to_be_bytes();
                // At the end, where the short id of an article comes from.
                for (byte, digit) in bytes.iter_mut().rev().zip(count.iter().rev()) {
                    *byte = *digit;
                }
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
fn system_now() -> Timestamp {
    let since = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    };
    Timestamp::from_ms(since)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Timestamp {
        "2025-10-21T12:00:00+07:00".parse().unwrap()
    }

    #[test]
    fn a_fixed_clock_repeats_itself_in_each_run() {
        let (one, two) = (Clock::fixed(noon()), Clock::fixed(noon()));
        assert_eq!((one.now(), one.now()), (noon(), noon()));
        assert_eq!((one.uuid(), one.salt()), (two.uuid(), two.salt()));
        assert_ne!(one.uuid(), one.uuid());
        assert_eq!(one.uuid().get_version_num(), 7);
        one.advance(1500);
        assert_eq!(one.now(), noon().plus_ms(1500));
    }

    #[test]
    fn a_stepping_clock_moves_when_it_is_read() {
        let clock = Clock::stepping(noon(), 1000);
        assert_eq!(clock.now(), noon());
        let early = clock.uuid();
        assert_eq!(clock.now(), noon().plus_ms(1000));
        assert!(early < clock.uuid(), "later ids sort later");
    }

    #[test]
    fn the_system_goes_forward_and_never_repeats() {
        let clock = Clock::system();
        assert!(clock.now() > noon());
        assert_ne!(clock.uuid(), clock.uuid());
        assert_ne!(clock.salt(), clock.salt());
        clock.advance(-1_000_000_000_000);
        assert!(clock.now() > noon());
    }

    #[test]
    fn a_told_time_is_fixed_but_its_ids_are_not() {
        let told = |text: &str| Clock::told(text.to_owned());
        let clock = told("2025-10-21T05:00:00Z").unwrap();
        assert_eq!(clock.now(), noon());
        assert_ne!(clock.uuid(), told("2025-10-21T05:00:00Z").unwrap().uuid());
        assert_eq!(told("kemarin").unwrap_err().text, "kemarin");
    }
}
