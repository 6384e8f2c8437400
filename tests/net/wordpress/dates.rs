//! Dates as `WordPress` reads and writes them: loosely, in the site's zone, to the second.
#![expect(clippy::string_slice, reason = "cut where a character was just found")]

use chrono::{DateTime, NaiveDate, TimeDelta};

/// Seconds since 1970.
pub(crate) type Moment = i64;

/// Published later than this from now is scheduled.
const MINUTE: i64 = 60;

/// A date as `WordPress` takes it: with a time, and a day that may roll into the next month. What has
/// no offset is so many seconds ahead of UTC.
pub(crate) fn read(text: &str, ahead: i64) -> Option<Moment> {
    let (date, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (time, zone) = rest.split_at_checked(8)?;
    let fraction =
        zone.strip_prefix('.').map(|zone| zone.trim_start_matches(|c: char| c.is_ascii_digit()));
    let ahead = offset(fraction.unwrap_or(zone), ahead)?;
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time, ':')?;
    if !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || hour > 23
        || minute > 59
        || second > 59
    {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, u32::try_from(month).ok()?, 1)?;
    let seconds = hour * 3600 + minute * 60 + second;
    let local =
        first.and_hms_opt(0, 0, 0)? + TimeDelta::days(day - 1) + TimeDelta::seconds(seconds);
    Some(local.and_utc().timestamp() - ahead)
}

fn numbers(text: &str, between: char) -> Option<[i64; 3]> {
    let mut parts = text.split(between).map(|part| part.parse::<i64>().ok());
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

fn offset(text: &str, ahead: i64) -> Option<i64> {
    match text {
        "" => return Some(ahead),
        "Z" | "z" => return Some(0),
        _ => {}
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = &text[1..];
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    Some(sign * (hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60))
}

/// `2025-10-21T10:00:00`, so many seconds ahead of UTC.
pub(crate) fn written(moment: Moment, ahead: i64) -> String {
    formatted(moment + ahead, "%Y-%m-%dT%H:%M:%S")
}

pub(crate) fn formatted(moment: Moment, pattern: &str) -> String {
    DateTime::from_timestamp(moment, 0).unwrap_or_default().format(pattern).to_string()
}

/// As the `Date` header has it.
pub(crate) fn http(moment: Moment) -> String {
    formatted(moment, "%a, %d %b %Y %H:%M:%S GMT")
}

/// What `publish` and `future` become for a post of this date.
pub(crate) fn settled(status: &str, date: Moment, now: Moment) -> &'static str {
    match status {
        "publish" | "future" if date - now >= MINUTE => "future",
        "publish" | "future" => "publish",
        "pending" => "pending",
        "private" => "private",
        _ => "draft",
    }
}
