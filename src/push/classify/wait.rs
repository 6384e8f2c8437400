//! How long the other side asks us to wait, and what time it has.

use chrono::{DateTime, NaiveDateTime};

use crate::domain::time::Timestamp;
use crate::push::http::Reply;

/// Longer waits are not believed.
const LONGEST: i64 = 24 * 60 * 60 * 1_000;

/// The value of `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Milliseconds from now.
    For(i64),
    /// A moment of the other side's clock.
    Until(Timestamp),
}

impl Wait {
    pub(crate) fn of(reply: &Reply) -> Option<Self> {
        let text = reply.header("retry-after")?.trim();
        let seconds = text.parse::<u32>().ok();
        let wait = seconds.map(|seconds| Self::For(i64::from(seconds).saturating_mul(1_000)));
        wait.or_else(|| date(text).map(Self::Until))
    }

    /// On our clock, which theirs is `skew` milliseconds ahead of.
    pub fn until(self, now: Timestamp, skew: i64) -> Timestamp {
        let until = match self {
            Self::For(ms) => now.plus_ms(ms),
            Self::Until(at) => at.plus_ms(-skew),
        };
        until.clamp(now, now.plus_ms(LONGEST))
    }
}

/// A date of RFC 9110, in each of its three forms.
pub(crate) fn date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc2822(text) {
        return Some(Timestamp::from_ms(at.timestamp_millis()));
    }
    let old = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    let at = old.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    Some(at.and_utc().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_three_ages_are_read() {
        let want: Timestamp = "1994-11-06T08:49:37Z".parse().unwrap();
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(date(text), Some(want), "{text}");
        }
        assert_eq!(date("besok"), None);
    }

    #[test]
    fn a_time_of_theirs_is_put_on_our_clock() {
        let now: Timestamp = "2026-11-21T05:00:00Z".parse().unwrap();
        let ahead = 600_000;
        assert_eq!(Wait::For(5_000).until(now, ahead), now.plus_ms(5_000));
        let theirs = now.plus_ms(ahead + 30_000);
        assert_eq!(Wait::Until(theirs).until(now, ahead), now.plus_ms(30_000));
        assert_eq!(Wait::Until(now.plus_ms(-1)).until(now, 0), now);
        assert_eq!(Wait::For(i64::MAX).until(now, 0), now.plus_ms(LONGEST));
    }
}
