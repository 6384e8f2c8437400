//! Days, months and dates as people write them, in Indonesian and English.

mod back;
mod when;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

pub use back::{Back, parse_back};
pub use when::{parse_moment, parse_span, parse_when};

/// Spellings of the months beyond the full names: short forms, and the old ones that officials
/// still write.
const MONTH_FORMS: &[(&str, u32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("peb", 2),
    ("pebruari", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("agu", 8),
    ("ags", 8),
    ("agt", 8),
    ("agust", 8),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("okt", 10),
    ("oct", 10),
    ("nov", 11),
    ("nop", 11),
    ("nopember", 11),
    ("des", 12),
    ("dec", 12),
];

const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// From Monday, as chrono counts.
const DAYS_ID: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const DAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Spellings of the days beyond the full names. The apostrophes of Jum'at are taken out before.
const DAY_FORMS: &[(&str, Weekday)] = &[
    ("sen", Weekday::Mon),
    ("sel", Weekday::Tue),
    ("rab", Weekday::Wed),
    ("kam", Weekday::Thu),
    ("jum", Weekday::Fri),
    ("sab", Weekday::Sat),
    ("min", Weekday::Sun),
    ("ahad", Weekday::Sun),
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// The seven days in the order in which their names are kept.
const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// No name of a day or month is longer; what is longer need not be looked at.
const LONGEST: usize = 16;

/// The month that a word names, 1 to 12.
pub fn month(word: &str) -> Option<u32> {
    let word = bare(word)?;
    let full = |names: &[&str; 12]| {
        (1..)
            .zip(names)
            .find_map(|(number, name)| name.eq_ignore_ascii_case(&word).then_some(number))
    };
    full(&MONTHS_ID)
        .or_else(|| full(&MONTHS_EN))
        .or_else(|| MONTH_FORMS.iter().find(|(form, _)| *form == word).map(|&(_, number)| number))
}

/// The day of the week that a word names.
pub fn weekday(word: &str) -> Option<Weekday> {
    // Asked of every word of every text: nearly all begin as no day does.
    let first = word.chars().find(|c| !is_apostrophe(*c))?;
    if first.is_ascii() && DAY_LETTERS & letter(first as u8) == 0 {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return day_of(word);
    }
    day_of(&bare(word)?)
}

/// The same of a word without apostrophes.
fn day_of(word: &str) -> Option<Weekday> {
    let full = |names: &[&str; 7]| {
        let mut days = WEEK.iter().zip(names);
        days.find_map(|(day, name)| name.eq_ignore_ascii_case(word).then_some(*day))
    };
    let short = || DAY_FORMS.iter().find(|(form, _)| form.eq_ignore_ascii_case(word));
    full(&DAYS_ID).or_else(|| full(&DAYS_EN)).or_else(|| short().map(|&(_, day)| day))
}

/// The word in lower case without apostrophes and without the point of an abbreviation.
fn bare(word: &str) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.strip_suffix('.').unwrap_or(word);
    Some(word.chars().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase).collect())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// The letters that names of days begin with, a bit for each.
const DAY_LETTERS: u32 = {
    let (mut letters, mut at) = (0, 0);
    while at < WEEK.len() {
        letters |= letter(DAYS_ID[at].as_bytes()[0]) | letter(DAYS_EN[at].as_bytes()[0]);
        at += 1;
    }
    at = 0;
    while at < DAY_FORMS.len() {
        letters |= letter(DAY_FORMS[at].0.as_bytes()[0]);
        at += 1;
    }
    letters
};

/// The bit of a letter in either case; signs and figures have none.
const fn letter(byte: u8) -> u32 {
    if byte.is_ascii_alphabetic() { 1 << (byte.to_ascii_lowercase() - b'a') } else { 0 }
}

/// The name of a month in `id` or else English; a number that is no month has none.
pub fn month_name(month: u32, language: &str) -> &'static str {
    let names = if is_indonesian(language) { &MONTHS_ID } else { &MONTHS_EN };
    let place = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    place.and_then(|place| names.get(place)).copied().unwrap_or_default()
}

/// The name of a day of the week in `id` or else English.
pub fn weekday_name(day: Weekday, language: &str) -> &'static str {
    let names = if is_indonesian(language) { &DAYS_ID } else { &DAYS_EN };
    names.get(day.num_days_from_monday() as usize).copied().unwrap_or_default()
}

/// `Okt`, `Sab`: in both languages a name is cut after three letters.
pub fn short(name: &'static str) -> &'static str {
    name.get(..3).unwrap_or(name)
}

/// A date as a sentence holds it: `21 Oktober 2025`.
pub fn date_in_words(date: NaiveDate, language: &str) -> String {
    format!("{} {} {}", date.day(), month_name(date.month(), language), date.year())
}

/// The date of this day and month that lies nearest to `near`: a year that nobody wrote is that
/// of the neighbourhood, also at the turn of the year.
pub fn nearest(day: u32, month: u32, near: NaiveDate) -> Option<NaiveDate> {
    (near.year() - 1..=near.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|date| date.signed_duration_since(near).num_days().abs())
}

/// The date `days` later, or earlier if negative; `None` outside the calendar.
pub fn shifted(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::try_days(days)?)
}

/// Does the language tag mean Indonesian? Only its first part counts: `id-ID` does.
pub fn is_indonesian(language: &str) -> bool {
    let first = language.split(['-', '_']).next().unwrap_or_default();
    first.eq_ignore_ascii_case("id")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_many_spellings() {
        for (word, want) in [
            ("Oktober", Some(10)),
            ("OCTOBER", Some(10)),
            ("okt.", Some(10)),
            ("Nopember", Some(11)),
            ("Pebruari", Some(2)),
            ("mei", Some(5)),
            ("May", Some(5)),
            ("Agt", Some(8)),
            ("Oktoberfest", None),
            ("", None),
            (".", None),
            ("bulan", None),
        ] {
            assert_eq!(month(word), want, "{word}");
        }
    }

    #[test]
    fn days_have_many_spellings() {
        for (word, want) in [
            ("Jum'at", Some(Weekday::Fri)),
            ("Jum’at", Some(Weekday::Fri)),
            ("JUMAT", Some(Weekday::Fri)),
            ("Ahad", Some(Weekday::Sun)),
            ("Minggu", Some(Weekday::Sun)),
            ("rab", Some(Weekday::Wed)),
            ("tue", Some(Weekday::Tue)),
            ("Thursday", Some(Weekday::Thu)),
            ("rabun", None),
            ("hari", None),
        ] {
            assert_eq!(weekday(word), want, "{word}");
        }
    }

    #[test]
    fn every_name_is_read_back() {
        for language in ["id", "id-ID", "en"] {
            for number in 1..=12 {
                assert_eq!(month(month_name(number, language)), Some(number));
            }
            for day in WEEK {
                assert_eq!(weekday(weekday_name(day, language)), Some(day));
            }
        }
        assert_eq!(month_name(0, "id"), "");
        assert_eq!(month_name(13, "en"), "");
    }

    #[test]
    fn a_date_is_said_in_words() {
        let date = NaiveDate::from_ymd_opt(2025, 10, 21).unwrap();
        assert_eq!(date_in_words(date, "id"), "21 Oktober 2025");
        assert_eq!(date_in_words(date, "en"), "21 October 2025");
    }

    #[test]
    fn short_names_are_read_back() {
        for language in ["id", "en"] {
            for number in 1..=12 {
                assert_eq!(month(short(month_name(number, language))), Some(number));
            }
            for day in WEEK {
                assert_eq!(weekday(short(weekday_name(day, language))), Some(day));
            }
        }
        assert_eq!(short(month_name(8, "id")), "Agu");
        assert_eq!(short(weekday_name(Weekday::Fri, "id")), "Jum");
    }

    #[test]
    fn an_unwritten_year_is_that_of_the_neighbourhood() {
        let near = NaiveDate::from_ymd_opt(2026, 1, 3).unwrap();
        assert_eq!(nearest(30, 12, near), NaiveDate::from_ymd_opt(2025, 12, 30));
        assert_eq!(nearest(5, 1, near), NaiveDate::from_ymd_opt(2026, 1, 5));
        assert_eq!(nearest(31, 4, near), None);
    }

    #[test]
    fn every_name_of_a_day_is_known_by_its_first_letter() {
        let forms = DAY_FORMS.iter().map(|(form, day)| ((*form).to_owned(), *day));
        let names = [DAYS_ID, DAYS_EN].into_iter().flat_map(|names| WEEK.into_iter().zip(names));
        let names = names.map(|(day, name)| (name.to_owned(), day));
        for (name, day) in forms.chain(names) {
            for word in [name.to_uppercase(), name.to_lowercase(), format!("’{name}.")] {
                assert_eq!(weekday(&word), Some(day), "{word}");
            }
        }
        for word in ["", "'", "3", "—", "dan", "Senin3"] {
            assert_eq!(weekday(word), None, "{word}");
        }
    }
}
