//! How far back, as people type it: a span, a moment that is past, or a number of steps.

use crate::domain::zone::Zone;
use chrono::NaiveTime;

use super::super::time::Timestamp;
use super::when::parse_moment;

/// What is longer was not typed as a time.
const LONGEST: usize = 64;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Longer spans are slips of the finger.
const LONGEST_SPAN: i64 = 36_525 * DAY;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    At(Timestamp),
    Steps(usize),
    /// As far as it goes.
    Oldest,
}

/// Reads `10 menit`, `an hour ago`, `1 jam 30 menit lalu`, `setengah jam`, `09:30`,
/// `kemarin 14.05`, `5 langkah`, `awal`. A time of day that is still to come was yesterday's.
pub fn parse_back(text: &str, now: Timestamp, zone: Zone) -> Option<Back> {
    let text = text.trim().to_lowercase();
    if text.len() > LONGEST {
        return None;
    }
    let parted = parted(&text);
    let is_filler = |word: &&str| matches!(*word, "yang" | "dan" | "and" | "the" | "sekitar");
    let mut words: Vec<&str> = parted.split_whitespace().filter(|word| !is_filler(word)).collect();
    while words.pop_if(|word| is_ending(word)).is_some() {}
    match words.as_slice() {
        ["awal" | "semula" | "terlama" | "oldest" | "beginning" | "start" | "first"] => {
            return Some(Back::Oldest);
        }
        [count, "langkah" | "step" | "steps"] => {
            return usize::try_from(number(count)?).ok().map(Back::Steps);
        }
        ["selangkah"] => return Some(Back::Steps(1)),
        _ => {}
    }
    match span(&words) {
        Some(ms) => Some(Back::At(now.plus_ms(-ms))),
        None => moment(&text, now, zone).map(Back::At),
    }
}

/// `10m` is two words.
fn parted(text: &str) -> String {
    let mut parted = String::with_capacity(text.len() + 4);
    let mut last = ' ';
    for c in text.chars() {
        if last.is_ascii_digit() && c.is_alphabetic() || last.is_alphabetic() && c.is_ascii_digit()
        {
            parted.push(' ');
        }
        parted.push(c);
        last = c;
    }
    parted
}

fn is_ending(word: &str) -> bool {
    matches!(word, "ago" | "earlier" | "before" | "back" | "lalu" | "tadi" | "sebelumnya")
}

fn span(words: &[&str]) -> Option<i64> {
    let mut left = words;
    let mut all = 0_i64;
    while !left.is_empty() {
        let (ms, rest) = match left {
            ["setengah" | "half", "a" | "an", one, rest @ ..]
            | ["setengah" | "half", one, rest @ ..] => (unit(one)? / 2, rest),
            ["half-hour" | "half-an-hour", rest @ ..] => (HOUR / 2, rest),
            [count, one, rest @ ..] if number(count).is_some() => {
                (number(count)?.checked_mul(unit(one)?)?, rest)
            }
            [one, rest @ ..] => (unit(one.strip_prefix("se")?)?, rest),
            [] => break,
        };
        all = all.checked_add(ms)?;
        left = rest;
    }
    (0 < all && all <= LONGEST_SPAN).then_some(all)
}

fn unit(word: &str) -> Option<i64> {
    Some(match word {
        "s" | "sec" | "secs" | "second" | "seconds" | "detik" | "dtk" => SECOND,
        "m" | "min" | "mins" | "minute" | "minutes" | "menit" | "mnt" => MINUTE,
        "h" | "hr" | "hrs" | "hour" | "hours" | "j" | "jam" => HOUR,
        "d" | "day" | "days" | "hari" => DAY,
        "w" | "week" | "weeks" | "minggu" | "pekan" => 7 * DAY,
        _ => return None,
    })
}

/// In figures, or in the words of small ones.
fn number(word: &str) -> Option<i64> {
    const WORDS: [(&str, &str); 10] = [
        ("satu", "one"),
        ("dua", "two"),
        ("tiga", "three"),
        ("empat", "four"),
        ("lima", "five"),
        ("enam", "six"),
        ("tujuh", "seven"),
        ("delapan", "eight"),
        ("sembilan", "nine"),
        ("sepuluh", "ten"),
    ];
    if word.len() <= 6 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok();
    }
    if matches!(word, "a" | "an" | "sebuah") {
        return Some(1);
    }
    let place = WORDS.iter().position(|(id, en)| *id == word || *en == word)?;
    i64::try_from(place).ok().map(|place| place + 1)
}

fn moment(text: &str, now: Timestamp, zone: Zone) -> Option<Timestamp> {
    let at = parse_moment(text, now, zone, NaiveTime::MIN)?;
    if at <= now {
        return Some(at);
    }
    let mut words = text.split_whitespace().filter(|word| !matches!(*word, "pukul" | "jam" | "at"));
    let is_clock = |word: &str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let clock_alone = words.next().is_some_and(is_clock) && words.next().is_none();
    let before = at.plus_ms(-DAY);
    (clock_alone && before <= now).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_say_how_far_back_in_many_ways() {
        #[track_caller]
        fn check(text: &str, minutes: i64) {
            let now: Timestamp = "2026-10-06T09:41:00+07:00".parse().unwrap();
            let at = match parse_back(text, now, Zone::JAKARTA) {
                Some(Back::At(at)) => (now.ms() - at.ms()) / MINUTE,
                other => panic!("{text}: {other:?}"),
            };
            assert_eq!(at, minutes, "{text}");
        }
        for text in ["10 menit", "10m", "10 minutes ago", "sepuluh menit yang lalu", "10 mnt tadi"]
        {
            check(text, 10);
        }
        for text in ["an hour ago", "1 jam", "1h", "sejam lalu", "Satu Jam", "one hour earlier"] {
            check(text, 60);
        }
        check("setengah jam", 30);
        check("half an hour ago", 30);
        check("1 jam 30 menit", 90);
        check("1h30m", 90);
        check("2 hari lalu", 2_880);
        check("seminggu", 10_080);
        check("120 detik", 2);
        check("09:30", 11);
        check("09.30", 11);
        check("jam 9.30", 11);
        check("hari ini 09.00", 41);
        check("kemarin 09.41", 1_440);
        // Still to come today: it was yesterday.
        check("10:41", 1_380);
        check("pukul 10.41", 1_380);
    }

    #[test]
    fn steps_are_counted_and_the_rest_is_not_understood() {
        #[track_caller]
        fn check(text: &str, want: Option<Back>) {
            let now: Timestamp = "2026-10-06T09:41:00+07:00".parse().unwrap();
            assert_eq!(parse_back(text, now, Zone::JAKARTA), want, "{text}");
        }
        for text in ["5 langkah", "5 steps", "five steps ago", "5 langkah lalu", " 5  STEPS "] {
            check(text, Some(Back::Steps(5)));
        }
        check("selangkah", Some(Back::Steps(1)));
        check("a step", Some(Back::Steps(1)));
        check("awal", Some(Back::Oldest));
        for text in [
            "",
            "besok",
            "2 jam lagi",
            "+2h",
            "sepotong",
            "10",
            "menit",
            "0 menit",
            "999999w",
            "-5 menit",
            "5 langkah kaki",
            "lusa 10.00",
            "half",
            "se",
            "٥ menit",
        ] {
            check(text, None);
        }
        check(&"1 jam ".repeat(40), None);
    }
}
