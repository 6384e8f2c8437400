//! Moments and dates in words, in the office's zone. Pure: the present arrives as an argument.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _};

use super::{Lang, Words};
use crate::domain::calendar;
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;

const MINUTE: i64 = 60_000;
/// Farther away than this many days, a date says more than a distance.
const NEAR: i64 = 7;

/// The moment in full: `21 Okt 2025 09.30 WIB`.
pub fn full(at: Timestamp, zone: Zone, words: &Words) -> String {
    let local = local(at, zone);
    format!("{} {} {}", short_date(&local, words), hour(&local, words), zone_name(&local))
}

/// The moment as seen from now: `baru saja`, `kemarin 14.05`, `2 hari lalu`, `21 Okt 2025`. It
/// changes with the minute of the clock alone: a screen that was drawn in this minute stays true.
pub fn near(at: Timestamp, now: Timestamp, zone: Zone, words: &Words) -> String {
    let (then, today) = (local(at, zone), local(now, zone));
    let clock = hour(&then, words);
    let days = then.date_naive().signed_duration_since(today.date_naive()).num_days();
    let minutes = (at.ms() - now.ms().div_euclid(MINUTE) * MINUTE) / MINUTE;
    let clock = [("clock", clock.into())];
    match (days, minutes) {
        (_, 0) => words.say("time-now", &[]),
        (_, -59..=-1) => words.say("time-minutes-ago", &[("count", (-minutes).into())]),
        (_, 1..=59) => words.say("time-in-minutes", &[("count", minutes.into())]),
        (0, _) => words.say("time-today", &clock),
        (-1, _) => words.say("time-yesterday", &clock),
        (1, _) => words.say("time-tomorrow", &clock),
        (days, _) if (-NEAR..0).contains(&days) => {
            words.say("time-days-ago", &[("count", (-days).into())])
        }
        (days, _) if (1..=NEAR).contains(&days) => {
            words.say("time-in-days", &[("count", days.into())])
        }
        _ => short_date(&then, words),
    }
}

/// The moment in the fewest letters: today's by its hour, `09.30`, others by their day, `20 Okt`, and
/// those of other years by their month, `Okt 2024`.
pub fn brief(at: Timestamp, now: Timestamp, zone: Zone, words: &Words) -> String {
    let (then, today) = (local(at, zone).date_naive(), local(now, zone).date_naive());
    if then == today {
        return clock(at, zone, words);
    }
    if then.year() == today.year() {
        return day_and_month(then, words);
    }
    let month = calendar::month_name(then.month(), words.lang().word());
    format!("{} {}", calendar::short(month), then.year())
}

/// A date in full: `21 Oktober 2025`.
pub fn date(date: NaiveDate, words: &Words) -> String {
    calendar::date_in_words(date, words.lang().word())
}

/// The hour: `09.30`.
pub fn clock(at: Timestamp, zone: Zone, words: &Words) -> String {
    hour(&local(at, zone), words)
}

/// The day of the week and the date: `Rab 22 Okt`.
pub fn day(at: Timestamp, zone: Zone, words: &Words) -> String {
    let (date, language) = (local(at, zone).date_naive(), words.lang().word());
    let weekday = calendar::short(calendar::weekday_name(date.weekday(), language));
    format!("{weekday} {}", day_and_month(date, words))
}

fn local(at: Timestamp, zone: Zone) -> DateTime<Zone> {
    at.utc().with_timezone(&zone)
}

fn short_date(local: &DateTime<Zone>, words: &Words) -> String {
    format!("{} {}", day_and_month(local.date_naive(), words), local.year())
}

/// `21 Okt`.
fn day_and_month(date: NaiveDate, words: &Words) -> String {
    let month = calendar::month_name(date.month(), words.lang().word());
    format!("{} {}", date.day(), calendar::short(month))
}

fn hour(local: &DateTime<Zone>, words: &Words) -> String {
    let mark = match words.lang() {
        Lang::Id => '.',
        Lang::En => ':',
    };
    format!("{:02}{mark}{:02}", local.hour(), local.minute())
}

/// `WIB`, `WITA`, `WIT`; for a zone whose hours have no name, `UTC+04:00`.
fn zone_name(local: &DateTime<Zone>) -> String {
    match local.offset().abbreviation() {
        name if !name.starts_with(['+', '-']) => name.to_owned(),
        _ => local.format("UTC%:z").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JAKARTA: Zone = Zone::JAKARTA;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_in_full_names_the_zone() {
        let moment = at("2025-10-21T02:30:00Z");
        for (zone, lang, want) in [
            (JAKARTA, Lang::Id, "21 Okt 2025 09.30 WIB"),
            (Zone::MAKASSAR, Lang::Id, "21 Okt 2025 10.30 WITA"),
            (Zone::JAYAPURA, Lang::En, "21 Oct 2025 11:30 WIT"),
            ("Asia/Dubai".parse().unwrap(), Lang::En, "21 Oct 2025 06:30 UTC+04:00"),
        ] {
            assert_eq!(full(moment, zone, &Words::of(lang)), want);
        }
        let day = NaiveDate::from_ymd_opt(2025, 8, 7).unwrap();
        assert_eq!(date(day, &Words::of(Lang::Id)), "7 Agustus 2025");
        assert_eq!(date(day, &Words::of(Lang::En)), "7 August 2025");
    }

    #[test]
    fn near_moments_are_told_from_now() {
        #[track_caller]
        fn check(then: &str, id: &str, en: &str) {
            let now = at("2025-10-21T10:00:00+07:00");
            assert_eq!(near(at(then), now, JAKARTA, &Words::of(Lang::Id)), id);
            assert_eq!(near(at(then), now, JAKARTA, &Words::of(Lang::En)), en);
        }
        check("2025-10-21T09:59:30+07:00", "baru saja", "just now");
        check("2025-10-21T09:55:00+07:00", "5 menit lalu", "5 minutes ago");
        check("2025-10-21T09:59:00+07:00", "1 menit lalu", "1 minute ago");
        check("2025-10-21T08:05:00+07:00", "hari ini 08.05", "today 08:05");
        check("2025-10-20T23:59:00+07:00", "kemarin 23.59", "yesterday 23:59");
        check("2025-10-19T00:00:00+07:00", "2 hari lalu", "2 days ago");
        check("2025-10-13T23:00:00+07:00", "13 Okt 2025", "13 Oct 2025");
        check("2025-10-21T10:30:00+07:00", "30 menit lagi", "in 30 minutes");
        check("2025-10-22T07:00:00+07:00", "besok 07.00", "tomorrow 07:00");
        check("2025-10-24T07:00:00+07:00", "3 hari lagi", "in 3 days");
        check("2026-01-05T07:00:00+07:00", "5 Jan 2026", "5 Jan 2026");
    }

    #[test]
    fn brief_moments_are_told_by_what_tells_them_apart() {
        #[track_caller]
        fn check(then: &str, id: &str, en: &str) {
            let now = at("2025-10-21T10:00:00+07:00");
            assert_eq!(brief(at(then), now, JAKARTA, &Words::of(Lang::Id)), id);
            assert_eq!(brief(at(then), now, JAKARTA, &Words::of(Lang::En)), en);
        }
        check("2025-10-21T09:05:00+07:00", "09.05", "09:05");
        check("2025-10-20T23:59:00+07:00", "20 Okt", "20 Oct");
        check("2024-10-21T10:00:00+07:00", "Okt 2024", "Oct 2024");
    }

    #[test]
    fn what_is_near_changes_with_the_minute_of_the_clock_alone() {
        let words = Words::of(Lang::En);
        let then = at("2025-10-21T09:57:20+07:00");
        for minute in ["09:57", "09:58", "10:00", "10:59", "11:00"] {
            let said = |second: &str| {
                let now = at(&format!("2025-10-21T{minute}:{second}+07:00"));
                near(then, now, JAKARTA, &words)
            };
            assert_eq!(said("00"), said("59.999"), "{minute}");
        }
    }
}
