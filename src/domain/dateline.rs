//! The dateline: built from place and date, never typed.

use chrono::{Datelike as _, NaiveDate};

use super::calendar;

/// `Mesuji, 21 Oktober 2025`. What is missing is left out.
pub fn dateline(place: &str, date: Option<NaiveDate>, language: &str) -> String {
    let place = place.trim();
    match date {
        None => place.to_owned(),
        Some(date) if place.is_empty() => long_date(date, language),
        Some(date) => format!("{place}, {}", long_date(date, language)),
    }
}

/// `21 Oktober 2025`, or `21 October 2025` in English.
pub fn long_date(date: NaiveDate, language: &str) -> String {
    calendar::date_in_words(date, tongue(language))
}

/// `Selasa, 21 Oktober 2025`.
pub fn weekday_date(date: NaiveDate, language: &str) -> String {
    let day = calendar::weekday_name(date.weekday(), tongue(language));
    format!("{day}, {}", long_date(date, language))
}

/// English for `en` and its kin; whatever else a text is in, the office's months are Indonesian.
fn tongue(language: &str) -> &'static str {
    let first = language.split(['-', '_']).next().unwrap_or_default();
    if first.eq_ignore_ascii_case("en") { "en" } else { "id" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(place: &str, day: Option<(i32, u32, u32)>, language: &str, want: &str) {
        let date = day.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
        assert_eq!(dateline(place, date, language), want);
    }

    #[test]
    fn datelines_are_built_from_what_there_is() {
        check("Mesuji", Some((2025, 10, 21)), "id", "Mesuji, 21 Oktober 2025");
        check("Mesuji", Some((2025, 10, 21)), "en-GB", "Mesuji, 21 October 2025");
        check(" Kota Bima ", Some((2025, 8, 1)), "", "Kota Bima, 1 Agustus 2025");
        check("", Some((2025, 2, 3)), "id", "3 Februari 2025");
        check("Banten", None, "id", "Banten");
        check("", None, "id", "");
    }

    #[test]
    fn the_weekday_is_counted_from_the_date() {
        let date = NaiveDate::from_ymd_opt(2025, 10, 21).unwrap();
        assert_eq!(weekday_date(date, "id"), "Selasa, 21 Oktober 2025");
        assert_eq!(weekday_date(date, "en"), "Tuesday, 21 October 2025");
    }
}
