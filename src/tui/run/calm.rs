//! What others write is looked at at once when the desk was quiet, and else now and then: somebody
//! who writes all the time, as the worker does that brings texts out, would have everything read
//! and drawn again for each line.

use std::time::{Duration, Instant};

/// So long after one look the next may follow.
pub(super) const PAUSE: Duration = Duration::from_millis(250);

#[derive(Debug, Default)]
pub(super) struct Calm {
    looked: Option<Instant>,
    /// Something was written that nobody looked at.
    owes: bool,
}

impl Calm {
    /// Somebody wrote. Is it to be looked at now? If not, it is due later.
    pub(super) fn wrote(&mut self, now: Instant) -> bool {
        self.owes = true;
        self.is_time(now)
    }

    /// Is something due that was not looked at? It counts as looked at from here on.
    pub(super) fn is_time(&mut self, now: Instant) -> bool {
        let is_time = self.owes && self.looked.is_none_or(|looked| looked + PAUSE <= now);
        if is_time {
            *self = Self { looked: Some(now), owes: false };
        }
        is_time
    }

    /// When to look again; none while nobody writes.
    pub(super) fn due(&self) -> Option<Instant> {
        self.looked.filter(|_| self.owes).map(|looked| looked + PAUSE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_looked_at_at_once_the_others_together_and_the_last_is_not_lost() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut calm = Calm::default();
        assert_eq!(calm.due(), None);
        assert!(calm.wrote(at(0)));
        assert_eq!(calm.due(), None);
        for ms in [1, 100, 249] {
            assert!(!calm.wrote(at(ms)));
            assert_eq!(calm.due(), Some(at(250)));
        }
        assert!(!calm.is_time(at(249)));
        assert!(calm.is_time(at(250)));
        assert!(!calm.is_time(at(600)), "nothing was written since");
        assert_eq!(calm.due(), None);
        assert!(calm.wrote(at(600)));
    }
}
