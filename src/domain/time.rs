//! A moment: milliseconds since 1970 in UTC, written as RFC 3339 with three decimals and `Z`.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// A moment, exact to the millisecond.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

/// The first and last moments of the years 1 and 9999: what RFC 3339 can say.
const SPAN: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

/// Says that a text is not a moment in RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time in RFC 3339")]
pub struct BadTime;

impl Timestamp {
    /// A moment from milliseconds since 1970; what lies outside the years 1 to 9999 is cut to them.
    pub fn from_ms(ms: i64) -> Self {
        Self(ms.clamp(*SPAN.start(), *SPAN.end()))
    }

    pub fn ms(self) -> i64 {
        self.0
    }

    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self::from_ms(self.0.saturating_add(ms))
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(time: DateTime<Utc>) -> Self {
        Self::from_ms(time.timestamp_millis())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let time = DateTime::parse_from_rfc3339(text).map_err(|_form| BadTime)?;
        Ok(Self::from_ms(time.timestamp_millis()))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_in_one_form() {
        let time: Timestamp = "2025-10-21T09:30:00+07:00".parse().unwrap();
        assert_eq!(time.to_string(), "2025-10-21T02:30:00.000Z");
        assert_eq!(time.to_string().parse(), Ok(time));
        assert_eq!(Timestamp::from_ms(i64::MAX).to_string(), "9999-12-31T23:59:59.999Z");
    }
}
