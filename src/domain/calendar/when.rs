//! Dates, spans and moments as people type them at a prompt. The day comes before the month.

use chrono::{
    Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Weekday,
};

use super::super::time::Timestamp;
use super::super::zone::Zone;
use super::{month, nearest, shifted, weekday};

/// What is longer was not typed as a date.
const LONGEST: usize = 64;

/// A hundred years: longer spans are slips of the finger.
const LONGEST_SPAN_DAYS: i64 = 36_525;

/// A date as people type it: `21/10`, `21-10-2025`, `2025-10-21`, `21 Oktober 2025`, `kemarin`,
/// `senin depan`, `next tue`. Without a year it is the nearest such day to `today`.
pub fn parse_when(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.to_lowercase().replace(',', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [word] => relative(word, today)
            .or_else(|| in_figures(word, today))
            .or_else(|| coming(word, today)),
        ["hari", "ini"] => Some(today),
        ["tadi", "malam"] => shifted(today, -1),
        // “Minggu depan” may mean next week or next Sunday; most say it of the week, and `ahad`
        // is there for the day.
        ["minggu" | "pekan", "depan"] | ["next", "week"] => shifted(today, 7),
        ["minggu" | "pekan", "lalu"] | ["last", "week"] => shifted(today, -7),
        [day, "depan"] | ["next", day] => coming(day, shifted(today, 1)?),
        [day, "lalu" | "kemarin"] | ["last", day] => going(day, shifted(today, -1)?),
        [day, "ini"] | ["this", day] => coming(day, today),
        // A weekday before a date that says all by itself must be true.
        [day, date @ ..] if weekday(day).is_some() => {
            in_words(date, today).filter(|date| Some(date.weekday()) == weekday(day))
        }
        words => in_words(words, today),
    }
}

fn relative(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = match word {
        "today" | "sekarang" | "now" => 0,
        "tomorrow" | "besok" | "esok" => 1,
        "yesterday" | "kemarin" => -1,
        "lusa" => 2,
        _ => return None,
    };
    shifted(today, days)
}

/// The first such weekday from `from` on.
fn coming(word: &str, from: NaiveDate) -> Option<NaiveDate> {
    let day = weekday(word)?;
    shifted(from, days_between(from.weekday(), day))
}

/// The last such weekday up to `from`.
fn going(word: &str, from: NaiveDate) -> Option<NaiveDate> {
    let day = weekday(word)?;
    shifted(from, -days_between(day, from.weekday()))
}

fn days_between(from: Weekday, to: Weekday) -> i64 {
    i64::from(to.days_since(from))
}

/// `21/10`, `21-10-2025`, `21.10.2025`, `2025-10-21`. Two figures with a point are a time of day,
/// so a date with points needs its year.
fn in_figures(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let mark = ['/', '-', '.'].into_iter().find(|mark| word.contains(*mark))?;
    let parts: Vec<&str> = word.split(mark).collect();
    match parts.as_slice() {
        [day, month] if mark != '.' => nearest(figures(day, 2)?, figures(month, 2)?, today),
        [year, month, day] if year.len() == 4 => date(year, figures(month, 2)?, day),
        [day, month, year] => date(year, figures(month, 2)?, day),
        _ => None,
    }
}

/// `21 oktober`, `21 oktober 2025`, `oktober 21 2025`, and figures that stand alone.
fn in_words(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    match words {
        [one] => in_figures(one, today),
        [day, name] | [name, day] if month(name).is_some() => {
            nearest(figures(day, 2)?, month(name)?, today)
        }
        [day, name, year] | [name, day, year] if month(name).is_some() => {
            date(year, month(name)?, day)
        }
        _ => None,
    }
}

fn date(year: &str, month: u32, day: &str) -> Option<NaiveDate> {
    let year = match year.len() {
        2 => figures(year, 2)? + 2000,
        4 => figures(year, 4)?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, figures(day, 2)?)
}

/// A number of at most `longest` ASCII figures and nothing else.
fn figures(text: &str, longest: usize) -> Option<u32> {
    let fits =
        (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// A length of time: `30m`, `12h`, `2d`, `3w`, `2 hari`, `1 minggu`.
pub fn parse_span(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(end)?;
    let number = i64::from(figures(number, 6)?);
    let span = match unit.trim().to_lowercase().as_str() {
        "m" | "min" | "minute" | "minutes" | "menit" => TimeDelta::try_minutes(number),
        "h" | "hour" | "hours" | "j" | "jam" => TimeDelta::try_hours(number),
        "d" | "day" | "days" | "hari" => TimeDelta::try_days(number),
        "w" | "week" | "weeks" | "minggu" | "pekan" => TimeDelta::try_weeks(number),
        _ => None,
    }?;
    (span.num_days() <= LONGEST_SPAN_DAYS).then_some(span)
}

/// A moment as people type it for a schedule, a deadline or an embargo: RFC 3339,
/// `2026-11-22 09:00`, `22/11 09.00`, `besok pukul 9.30 WITA`, `+2h`, `2 jam lagi`.
///
/// A date alone means `hour` of that day in `zone`: the caller knows whether a deadline (the end
/// of the day) or a start is asked for. A time alone is today's.
pub fn parse_moment(text: &str, now: Timestamp, zone: Zone, hour: NaiveTime) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    if let Some(moment) = from_now(text, now) {
        return Some(moment);
    }
    let today = now.utc().with_timezone(&zone).date_naive();
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = match lower.split_once('t') {
        // `2026-11-22T09:00` without a zone, as form fields of browsers send it.
        Some((date, time)) if clock(time).is_some() && date.contains('-') => vec![date, time],
        _ => lower.split_whitespace().collect(),
    };
    let said = words.last().and_then(|word| spoken_zone(word));
    if said.is_some() {
        words.pop();
    }
    let time = words.last().and_then(|word| clock(word));
    if time.is_some() {
        words.pop();
        words.pop_if(|word| matches!(*word, "pukul" | "jam" | "at"));
    } else if said.is_some() {
        return None;
    }
    let date = if words.is_empty() { today } else { parse_when(&words.join(" "), today)? };
    let local = date.and_time(time.unwrap_or(hour));
    match said {
        Some(offset) => Some(offset.from_local_datetime(&local).single()?.to_utc().into()),
        None => in_zone(local, zone),
    }
}

fn from_now(text: &str, now: Timestamp) -> Option<Timestamp> {
    let span = text
        .strip_prefix('+')
        .or_else(|| text.strip_suffix("lagi"))
        .or_else(|| text.strip_prefix("in "))?;
    Some(now.plus_ms(parse_span(span)?.num_milliseconds()))
}

/// `9.30`, `09:00`, `23:59:59`.
fn clock(word: &str) -> Option<NaiveTime> {
    let mark = ['.', ':'].into_iter().find(|mark| word.contains(*mark))?;
    let parts: Vec<&str> = word.split(mark).collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (hour, minute, &"00"),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    if minute.len() != 2 || second.len() != 2 {
        return None;
    }
    NaiveTime::from_hms_opt(figures(hour, 2)?, figures(minute, 2)?, figures(second, 2)?)
}

/// The three zones of Indonesia by the names that stand behind a time.
fn spoken_zone(word: &str) -> Option<FixedOffset> {
    let hours = match word {
        "wib" => 7,
        "wita" => 8,
        "wit" => 9,
        "utc" => 0,
        _ => return None,
    };
    FixedOffset::east_opt(hours * 3600)
}

/// A local time in the zone: the first of two where the clock goes back, an hour later where it
/// was put forward and the time does not exist.
fn in_zone(local: NaiveDateTime, zone: Zone) -> Option<Timestamp> {
    let later = || local.checked_add_signed(TimeDelta::hours(1));
    let moment = zone
        .from_local_datetime(&local)
        .earliest()
        .or_else(|| zone.from_local_datetime(&later()?).earliest())?;
    Some(moment.to_utc().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A Thursday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 10, 23).unwrap()
    }

    #[track_caller]
    fn when(text: &str, want: &str) {
        let got = parse_when(text, today()).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn dates_in_figures() {
        when("21/10", "2025-10-21");
        when("2-1", "2026-01-02");
        when("21-10-2025", "2025-10-21");
        when("21.10.2025", "2025-10-21");
        when("21/10/25", "2025-10-21");
        when("2025-10-21", "2025-10-21");
        when("31/4", "");
        when("21.10", "");
        when("1/2/3/4", "");
        when("٢١/١٠", "");
    }

    #[test]
    fn dates_in_words() {
        when("21 Oktober 2025", "2025-10-21");
        when(" 21  oct 2025 ", "2025-10-21");
        when("October 21, 2025", "2025-10-21");
        when("1 Nop", "2025-11-01");
        when("Selasa, 21 Oktober 2025", "2025-10-21");
        when("Rabu, 21 Oktober 2025", "");
        when("29 Februari 2025", "");
        when("rapat", "");
        when("", "");
    }

    #[test]
    fn days_from_today() {
        when("hari ini", "2025-10-23");
        when("TODAY", "2025-10-23");
        when("besok", "2025-10-24");
        when("yesterday", "2025-10-22");
        when("lusa", "2025-10-25");
        when("kamis", "2025-10-23");
        when("kamis depan", "2025-10-30");
        when("next tue", "2025-10-28");
        when("senin lalu", "2025-10-20");
        when("last thursday", "2025-10-16");
        when("minggu depan", "2025-10-30");
        when("ahad depan", "2025-10-26");
    }

    #[test]
    fn spans() {
        for (text, minutes) in [
            ("2d", Some(2880)),
            ("3w", Some(30240)),
            ("12h", Some(720)),
            ("2 hari", Some(2880)),
            ("1 Minggu", Some(10080)),
            ("45 menit", Some(45)),
            ("2", None),
            ("d", None),
            ("-2d", None),
            ("999999w", None),
            ("2 ekor", None),
        ] {
            assert_eq!(parse_span(text).map(|span| span.num_minutes()), minutes, "{text}");
        }
    }

    #[track_caller]
    fn moment(text: &str, want: &str) {
        let now = "2025-10-23T04:00:00Z".parse().unwrap();
        let hour = NaiveTime::from_hms_opt(23, 59, 0).unwrap();
        let got = parse_moment(text, now, Zone::JAKARTA, hour);
        assert_eq!(got.map(|time| time.to_string()).unwrap_or_default(), want, "{text}");
    }

    #[test]
    fn moments() {
        moment("2026-11-22T09:00:00+08:00", "2026-11-22T01:00:00.000Z");
        moment("2026-11-22T09:00", "2026-11-22T02:00:00.000Z");
        moment("2026-11-22 09:00", "2026-11-22T02:00:00.000Z");
        moment("22/11 09.00", "2025-11-22T02:00:00.000Z");
        moment("besok 09.00", "2025-10-24T02:00:00.000Z");
        moment("besok pukul 9.30 WITA", "2025-10-24T01:30:00.000Z");
        moment("tomorrow at 9:30", "2025-10-24T02:30:00.000Z");
        moment("13:00", "2025-10-23T06:00:00.000Z");
        moment("22 November 2025", "2025-11-22T16:59:00.000Z");
        moment("Sabtu, 22 November 2025, 08.15", "2025-11-22T01:15:00.000Z");
        moment("+2h", "2025-10-23T06:00:00.000Z");
        moment("2 jam lagi", "2025-10-23T06:00:00.000Z");
        moment("besok 24.00", "");
        moment("besok WIB", "");
        moment("kapan-kapan", "");
        moment("", "");
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_the_next_one() {
        let now = "2026-03-01T00:00:00Z".parse().unwrap();
        let berlin = "Europe/Berlin".parse().unwrap();
        let got = parse_moment("2026-03-29 02:30", now, berlin, NaiveTime::MIN);
        assert_eq!(got.map(|time| time.to_string()).unwrap(), "2026-03-29T01:30:00.000Z");
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(text in "\\PC{0,40}") {
            let now = Timestamp::from_ms(1_700_000_000_000);
            let _any = parse_when(&text, today());
            let _any = parse_span(&text);
            let _any = parse_moment(&text, now, Zone::JAYAPURA, NaiveTime::MIN);
        }

        #[test]
        fn a_date_is_read_back_from_its_words(days in 0i64..40_000) {
            let date = shifted(NaiveDate::from_ymd_opt(1960, 1, 1).unwrap(), days).unwrap();
            for language in ["id", "en"] {
                let words = super::super::date_in_words(date, language);
                prop_assert_eq!(parse_when(&words, today()), Some(date));
            }
            prop_assert_eq!(parse_when(&date.to_string(), today()), Some(date));
        }
    }
}
