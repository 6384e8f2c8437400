//! Moments in the office's zone, read from what people type.
//!
//! Pure functions: the present arrives as an argument.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

use super::args::values::BadValue;
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;
pub use crate::lang::time::{date, full, near};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Reads a moment that someone typed, in the office's zone where no other is said:
/// `2025-10-21`, `2025-10-21 09:30`, `09.30` (today), or RFC 3339.
pub fn read(text: &str, now: Timestamp, zone: Zone) -> Result<Timestamp, BadValue> {
    let bad = BadValue("usage-form-time");
    let text = text.trim();
    if let Ok(moment) = text.parse() {
        return Ok(moment);
    }
    let whole = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H.%M", "%Y-%m-%dT%H:%M:%S"];
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").map(NaiveDateTime::from);
    let clock = || {
        let time = ["%H:%M", "%H.%M"].iter().find_map(|f| NaiveTime::parse_from_str(text, f).ok());
        time.map(|time| local(now, zone).date_naive().and_time(time))
    };
    let naive = whole
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .or_else(|| day().ok())
        .or_else(clock)
        .ok_or(bad)?;
    if !(1..=9999).contains(&naive.year()) {
        return Err(bad);
    }
    // Where clocks go back an hour, the first of two moments; where they go forward, none.
    let local = zone.from_local_datetime(&naive).earliest().ok_or(bad)?;
    Ok(Timestamp::from_ms(local.timestamp_millis()))
}

/// Reads the beginning of a span: a moment as [`read`] takes it, or how long ago: `2d`, `3h`.
pub fn since(text: &str, now: Timestamp, zone: Zone) -> Result<Timestamp, BadValue> {
    let text = text.trim();
    let unit = match text.chars().last() {
        Some('m') => MINUTE,
        Some('h') => HOUR,
        Some('d') => DAY,
        Some('w') => 7 * DAY,
        _ => return read(text, now, zone),
    };
    let count = text.get(..text.len() - 1).unwrap_or_default();
    let count: u32 = match count.parse() {
        Ok(count) if count_is_plain(text) => count,
        _ => return Err(BadValue("usage-form-since")),
    };
    Ok(now.plus_ms(-unit.saturating_mul(i64::from(count))))
}

fn count_is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn local(at: Timestamp, zone: Zone) -> DateTime<Zone> {
    at.utc().with_timezone(&zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JAKARTA: Zone = Zone::JAKARTA;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn typed_moments_are_of_the_office() {
        #[track_caller]
        fn check(text: &str, want: Option<&str>) {
            let now = at("2025-10-21T20:00:00Z");
            assert_eq!(read(text, now, JAKARTA).ok(), want.map(at), "{text}");
        }
        check("2025-10-21", Some("2025-10-21T00:00:00+07:00"));
        check("2025-10-21 09:30", Some("2025-10-21T09:30:00+07:00"));
        check("2025-10-21T09:30", Some("2025-10-21T09:30:00+07:00"));
        check("2025-10-21 09.30", Some("2025-10-21T09:30:00+07:00"));
        check("2025-10-21T09:30:00+09:00", Some("2025-10-21T09:30:00+09:00"));
        check("9:05", Some("2025-10-22T09:05:00+07:00"));
        check("2025-02-30", None);
        check("+12025-02-03", None);
        check("besok", None);
        check("", None);
    }

    #[test]
    fn a_span_begins_so_long_ago() {
        #[track_caller]
        fn check(text: &str, want: Option<&str>) {
            let now = at("2025-10-21T10:00:00+07:00");
            assert_eq!(since(text, now, JAKARTA).ok(), want.map(at), "{text}");
        }
        check("2d", Some("2025-10-19T10:00:00+07:00"));
        check("30m", Some("2025-10-21T09:30:00+07:00"));
        check("3h", Some("2025-10-21T07:00:00+07:00"));
        check("1w", Some("2025-10-14T10:00:00+07:00"));
        check("2025-10-01", Some("2025-10-01T00:00:00+07:00"));
        check("-2d", None);
        check("+2d", None);
        check("d", None);
        check("4294967295w", Some("0001-01-01T00:00:00Z"));
    }
}
