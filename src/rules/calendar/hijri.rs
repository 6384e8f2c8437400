//! T08: a month or feast of the Hijri calendar that is not at the date the text gives.
//!
//! The calendar is the tabular one (thirty years of 10,631 days, leap years 2, 5, 7, 10, 13, 16,
//! 18, 21, 24, 26 and 29), which differs from what is seen or decreed by two days at the most;
//! the rule leaves twice that.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::date_in_words;
use crate::domain::finding::Level;
use crate::rules::calendar::written::dates;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T08",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Rapat pada bulan Syawal ini dibuka Jumat, 25 Maret 2022.")
            .finds("Jumat, 25 Maret 2022", &[]),
        Example::body("Buka puasa Ramadan digelar pada 12 Mei 2025.").finds("12 Mei 2025", &[]),
    ],
    right: &[
        Example::body("Rapat pada bulan Syawal ini dibuka Rabu, 25 Mei 2022."),
        Example::body("Menjelang Ramadan, KPU pada 4 Januari 2025 membuka posko."),
        Example::body("Ramadan tahun lalu ramai. Rapat dibuka 12 Mei 2025."),
        Example::body("Peringatan Maulid Nabi digelar Senin (8/9/2025)."),
        Example::body("Pak Ramadan hadir pada 12 Mei 2025."),
        Example::body("Buka puasa Ramadan digelar pada 12 Maret 2025."),
    ],
    run: Run::Whole(run),
};

/// Names with the month that they mean.
const MONTHS: [(&str, i64); 10] = [
    ("ramadan", 9),
    ("ramadhan", 9),
    ("syawal", 10),
    ("idulfitri", 10),
    ("zulhijah", 12),
    ("iduladha", 12),
    ("muharam", 1),
    ("muharram", 1),
    ("rabiulawal", 3),
    ("maulid", 3),
];

/// Words before the month that put the event outside of it.
const BESIDE: [&str; 17] = [
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
    "sejak",
    "untuk",
];
/// Words behind it that do.
const AFTER: [&str; 4] = ["lalu", "depan", "mendatang", "silam"];
/// How many words on either side count.
const NEAR: usize = 5;

/// Days around a month that still are told with it.
const SLACK: i64 = 4;

fn run(page: &Page<'_>, found: &mut Found) {
    let lead = page.lead().map(|lead| (lead, dates(page, lead, 0..lead.tokens().len())));
    // A text that names two months tells of another time than its lead.
    let mut months = page.pieces.iter().flat_map(|piece| {
        let named = move |at: usize| MONTHS.iter().find(move |(name, _)| *name == piece.low(at));
        (0..piece.tokens().len()).filter_map(named).map(|(_, month)| *month)
    });
    let first = months.next();
    let lead = lead.filter(|_| months.all(|month| Some(month) == first));
    for piece in page.pieces.iter().filter(|piece| piece.part != Part::Headline) {
        for at in 0..piece.tokens().len() {
            let low = piece.low(at);
            let Some((_, month)) = MONTHS.iter().find(|(name, _)| *name == low) else { continue };
            if !is_time(piece, at) || is_beside(piece, at) {
                continue;
            }
            let here = dates(page, piece, piece.sentence(at));
            // What a month is told of later in the text, the lead has dated.
            let of_lead = lead.as_ref().filter(|_| here.is_empty() && !piece.is_lead);
            let (place, of) = match of_lead {
                Some((lead, dates)) => (*lead, dates.as_slice()),
                None => (piece, here.as_slice()),
            };
            let [(span, date)] = of else { continue };
            if is_in(*date, *month) {
                continue;
            }
            let mut finding = place.finding(&RULE, span.clone());
            finding.args = vec![
                ("month", piece.word(at).to_owned()),
                ("date", date_in_words(*date, page.language)),
                ("year", date.year().to_string()),
            ];
            found.push(finding);
        }
    }
}

fn is_beside(piece: &Piece<'_>, at: usize) -> bool {
    let sentence = piece.sentence(at);
    let before = at.saturating_sub(NEAR).max(sentence.start)..at;
    let after = at + 1..(at + 1 + NEAR).min(sentence.end);
    before.into_iter().any(|at| BESIDE.contains(&piece.low(at)))
        || after.into_iter().any(|at| AFTER.contains(&piece.low(at)))
}

/// The month as a time, and no name of a person: with the word for it, or as a feast.
fn is_time(piece: &Piece<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| piece.low(before));
    let next = piece.low(at + 1);
    piece.low(at).starts_with("idul")
        || piece.low(at) == "maulid"
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
        || next.is_empty()
            && piece.word(at + 1).parse::<u32>().is_ok_and(|year| (1400..1500).contains(&year))
}

fn is_in(date: NaiveDate, month: i64) -> bool {
    (-SLACK..=SLACK)
        .filter_map(|days| crate::domain::calendar::shifted(date, days))
        .any(|date| hijri_month(date) == month || month == 3 && hijri_month(date) == 4)
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
