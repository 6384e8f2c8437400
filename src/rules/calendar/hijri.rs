//! T08: a month or feast of the Hijri calendar that is not at the date the text gives.
//!
//! The calendar is the tabular one (thirty years of 10,631 days, leap years 2, 5, 7, 10, 13, 16,
//! 18, 21, 24, 26 and 29), which differs from what is seen or decreed by two days at the most;
//! the rule leaves twice that.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::date_in_words;
use crate::domain::finding::Level;
use crate::rules::calendar::relative::has_date;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T08",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Rapat pada bulan Syawal ini dibuka Jumat, 25 Maret 2022.")
            .finds("Syawal", &[]),
        Example::body("Buka puasa Ramadan digelar pada 12 Mei 2025.").finds("Ramadan", &[]),
    ],
    right: &[
        Example::body("Rapat pada bulan Syawal ini dibuka Rabu, 25 Mei 2022."),
        Example::body("Menjelang Ramadan, KPU pada 4 Januari 2025 membuka posko."),
        Example::body("Ramadan tahun lalu ramai. Rapat dibuka 12 Mei 2025."),
        Example::body("Pak Ramadan hadir pada 12 Mei 2025."),
        Example::body("Buka puasa Ramadan digelar pada 12 Maret 2025."),
    ],
    run: Run::Piece(run),
};

/// Names with the month that they mean.
const MONTHS: [(&str, i64); 9] = [
    ("ramadan", 9),
    ("ramadhan", 9),
    ("syawal", 10),
    ("idulfitri", 10),
    ("zulhijah", 12),
    ("iduladha", 12),
    ("muharam", 1),
    ("muharram", 1),
    ("rabiulawal", 3),
];

/// Words that put the event before or after the month.
const BESIDE: [&str; 18] = [
    "menjelang",
    "jelang",
    "sebelum",
    "menyambut",
    "sambut",
    "memasuki",
    "menghadapi",
    "persiapan",
    "setelah",
    "sesudah",
    "seusai",
    "usai",
    "pasca",
    "hingga",
    "sampai",
    "lalu",
    "depan",
    "mendatang",
];

/// Days around a month that still are told with it.
const SLACK: i64 = 4;

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        let low = piece.low(at);
        let Some((_, month)) = MONTHS.iter().find(|(name, _)| *name == low) else { continue };
        let sentence = piece.sentence(at);
        if !is_time(piece, at) || !has_date(piece, sentence.clone()) {
            continue;
        }
        if sentence.clone().any(|at| BESIDE.contains(&piece.low(at))) {
            continue;
        }
        let Some(date) = only_date(page, piece, sentence) else { continue };
        if is_in(date, *month) {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
        finding.args = vec![
            ("month", finding.text.clone()),
            ("date", date_in_words(date, page.language)),
            ("year", date.year().to_string()),
        ];
        found.push(finding);
    }
}

/// The month as a time, and no name of a person: with the word for it, or as a feast.
fn is_time(piece: &Piece<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| piece.low(before));
    let next = piece.low(at + 1);
    piece.low(at).starts_with("idul")
        || matches!(
            before,
            "bulan"
                | "suci"
                | "puasa"
                | "safari"
                | "suasana"
                | "pada"
                | "di"
                | "momen"
                | "raya"
                | "tarawih"
        )
        || matches!(next, "ini" | "tahun")
        || next.len() == 0
            && piece.word(at + 1).parse::<u32>().is_ok_and(|year| (1400..1500).contains(&year))
}

/// The one date that the sentence has in words or figures with its year.
fn only_date(
    page: &Page<'_>,
    piece: &Piece<'_>,
    sentence: std::ops::Range<usize>,
) -> Option<NaiveDate> {
    let mut dates = sentence.filter_map(|at| date_at(page, piece, at));
    let first = dates.next()?;
    dates.all(|other| other == first).then_some(first)
}

fn date_at(page: &Page<'_>, piece: &Piece<'_>, at: usize) -> Option<NaiveDate> {
    use crate::domain::calendar::{month, nearest};
    let word = piece.word(at);
    if let Some((day, rest)) = word.split_once('/') {
        let (month, year) =
            rest.split_once('/').map_or((rest, None), |(month, year)| (month, Some(year)));
        let (day, month) = (day.parse().ok()?, month.parse().ok()?);
        return match year {
            Some(year) => NaiveDate::from_ymd_opt(year.parse().ok()?, month, day),
            None => nearest(day, month, page.near).filter(|_| page.manuscript.date.is_some()),
        };
    }
    let day = word.parse().ok()?;
    let month = month(piece.low(at + 1))?;
    let year = piece.word(at + 2).parse().ok().filter(|year| (1900..2200).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn is_in(date: NaiveDate, month: i64) -> bool {
    (-SLACK..=SLACK)
        .filter_map(|days| crate::domain::calendar::shifted(date, days))
        .any(|date| hijri_month(date) == month)
}

/// The month of the tabular Hijri calendar, 1 to 12.
fn hijri_month(date: NaiveDate) -> i64 {
    // Days since 1 Muharam of the year 1: 19 July 622 in the proleptic Gregorian calendar.
    let days = i64::from(date.num_days_from_ce()) - 227_015;
    let year = (30 * days + 10_646).div_euclid(10_631);
    let start = (year - 1) * 354 + (3 + 11 * year).div_euclid(30);
    ((days - start) * 2).div_euclid(59).clamp(0, 11) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(year: i32, month: u32, day: u32, want: i64) {
        assert_eq!(hijri_month(NaiveDate::from_ymd_opt(year, month, day).unwrap()), want);
    }

    /// The middles of months as Indonesia's ministry of religion set them.
    #[test]
    fn months_are_those_of_the_calendars() {
        check(2022, 5, 16, 10);
        check(2022, 3, 25, 8);
        check(2024, 3, 25, 9);
        check(2025, 3, 15, 9);
        check(2025, 4, 14, 10);
        check(2025, 6, 6, 12);
        check(2025, 7, 10, 1);
        check(2026, 3, 5, 9);
        check(2030, 1, 20, 9);
    }
}
