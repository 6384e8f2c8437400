//! T01: a day of the week that its date does not fall on.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::calendar;
use crate::domain::finding::{Field, Level};
use crate::rules::calendar::dates::{Meaning, Mention};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T01",
    level: Level::Error,
    wrong: &[
        Example::body("Pleno digelar Rabu, 25 Maret 2022, di aula.").finds(
            "Rabu, 25 Maret 2022",
            &["Jumat, 25 Maret 2022", "Rabu, 23 Maret 2022", "Rabu, 25 Mei 2022"],
        ),
        Example::body("Rapat Senin (18/11/2025) dibuka.").finds(
            "Senin (18/11/2025)",
            &["Selasa (18/11/2025)", "Senin (17/11/2025)", "Senin (18/8/2025)"],
        ),
        Example::body("Rapat Senin (18/11) dibuka.")
            .on(2025, 11, 20)
            .finds("Senin (18/11)", &["Selasa (18/11)", "Senin (17/11)"]),
        Example::body("Pada JUMAT, 01-01-2026 kantor tutup.").finds(
            "JUMAT, 01-01-2026",
            &["KAMIS, 01-01-2026", "JUMAT, 02-01-2026", "JUMAT, 01-05-2026"],
        ),
        Example::body("Rapat Kamis, 31/12, di aula.")
            .on(2026, 1, 2)
            .finds("Kamis, 31/12", &["Rabu, 31/12", "Kamis, 1/1"]),
        Example::body("Bimtek Kamis 30 Des 2025").within(Field::Headline).finds(
            "Kamis 30 Des 2025",
            &["Selasa 30 Des 2025", "Kamis 1 Jan 2026", "Kamis 30 Okt 2025", "Kamis 30 Jan 2025"],
        ),
        Example::body("Sidang Jum’at tanggal 5 Nopember 2025 ditunda.").finds(
            "Jum’at tanggal 5 Nopember 2025",
            &[
                "Rabu tanggal 5 Nopember 2025",
                "Jum’at tanggal 7 Nopember 2025",
                "Jum’at tanggal 5 Desember 2025",
                "Jum’at tanggal 5 September 2025",
            ],
        ),
        Example::body("They met on Monday, March 25, 2025.").english().finds(
            "Monday, March 25, 2025",
            &["Tuesday, March 25, 2025", "Monday, March 24, 2025", "Monday, August 25, 2025"],
        ),
        Example::body("Thursday 22nd May 2026").english().on(2026, 5, 20).finds(
            "Thursday 22nd May 2026",
            &[
                "Friday 22nd May 2026",
                "Thursday 21st May 2026",
                "Thursday 22nd January 2026",
                "Thursday 22nd October 2026",
            ],
        ),
        Example::body("Hari: rabu / 25 Maret 2022").finds(
            "rabu / 25 Maret 2022",
            &["Jumat / 25 Maret 2022", "rabu / 23 Maret 2022", "rabu / 25 Mei 2022"],
        ),
        Example::body("Rabu malam (25/3/2022)").finds(
            "Rabu malam (25/3/2022)",
            &["Jumat malam (25/3/2022)", "Rabu malam (23/3/2022)", "Rabu malam (25/5/2022)"],
        ),
        Example::body("Rabu (4/9/2025) dan sesudahnya").finds(
            "Rabu (4/9/2025)",
            &["Kamis (4/9/2025)", "Rabu (3/9/2025)", "Rabu (4/6/2025)", "Rabu (9/4/2025)"],
        ),
    ],
    right: &[
        // Nothing says of which year it is: on the 17th of November of 2024 it would be a Sunday.
        Example::body("Rapat Minggu (17/11) dan Senin (17/11) dibuka."),
        // Of 2020.
        Example::body("Rapat anggaran dibuka Selasa (21/1)."),
        Example::body("Rabu, 23 Maret 2022 dan Selasa (21/10/2025)."),
        Example::body("Senin (17/11), Jum'at (21-11), Ahad, 23/11.").on(2025, 11, 20),
        Example::body("Kamis (1/1) dan Rabu (31/12).").on(2026, 1, 2),
        Example::body("Rabu (18/5) jauh dari tanggal naskah.").on(2025, 11, 20),
        Example::body("Senin dan Selasa, 4 Maret 2025; Senin-Rabu (3-5/3/2025)."),
        Example::body("Selasa dan Rabu (4-5 Maret 2025), Senin (3/3 dan 6/3)."),
        Example::body("Pada Senin, 10.30 WIB; Senin 3/4 peserta; Senin, 3/4 anggota hadir."),
        Example::body("setiap minggu 4 Maret 2025, Minggu ke-2, rabu (25/3/2022)"),
        Example::body("https://contoh.test/Rabu,25/3/2022"),
        Example::body("Wednesday, 25 March 2022"),
        Example::body("Friday, 25 March 2022; Tuesday, March 25th, 2025; Friday (3/25/2022)")
            .english(),
        Example::body("Rabu, 25 Maret 2022").within(Field::Byline),
    ],
    speaks: Speaks::Any,
    run: Run::Whole(run),
};

/// Editors choose among fixes at a glance.
const MOST_FIXES: usize = 5;

fn run(page: &Page<'_>, findings: &mut Found) {
    for text in page.prose() {
        for mention in text.mentions(page) {
            if findings.is_full() {
                return;
            }
            let Some(day) = &mention.weekday else { continue };
            let Meaning::Date(date) = mention.meaning(page.near) else { continue };
            if date.weekday() == day.value
                || is_american(page, mention, day.value)
                || may_be_of_another_year(page, mention)
            {
                continue;
            }
            let mut finding = text.finding(&RULE, mention.span.clone());
            finding.args = vec![
                ("day", date.day().to_string()),
                ("month", month_key(date)),
                ("year", date.year().to_string()),
                ("right", day_key(date.weekday())),
                ("written", day_key(day.value)),
            ];
            for candidate in candidates(mention, day.value, date, page.near) {
                let fix = mention.rewritten(&text.content, candidate);
                if finding.fixes.len() < MOST_FIXES && !finding.fixes.contains(&fix) {
                    finding.fixes.push(fix);
                }
            }
            findings.push(finding);
        }
    }
}

/// Within a few years a day of the year falls on every weekday: in a text without a date of its own
/// an unwritten year may be any.
fn may_be_of_another_year(page: &Page<'_>, mention: &Mention) -> bool {
    page.manuscript.date.is_none() && mention.written_year().is_none()
}

/// In an English text `3/25/2022` may have the month first, and then be right.
fn is_american(page: &Page<'_>, mention: &Mention, day: Weekday) -> bool {
    !calendar::is_indonesian(page.language)
        && swapped(mention, page.near).is_some_and(|date| date.weekday() == day)
}

fn swapped(mention: &Mention, near: NaiveDate) -> Option<NaiveDate> {
    let (day, month) = (mention.month.value, mention.day.value);
    let date = match mention.written_year() {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        None => calendar::nearest(day, month, near),
    };
    date.filter(|_| mention.in_figures)
}

/// What the writer may have meant, the likeliest first: another weekday; the nearest date with
/// this weekday; another month; day and month the wrong way round.
fn candidates(mention: &Mention, day: Weekday, date: NaiveDate, near: NaiveDate) -> Vec<NaiveDate> {
    let close =
        (1..=3).flat_map(|days| [-days, days]).filter_map(|days| calendar::shifted(date, days));
    let mut months: Vec<NaiveDate> = (1..=12)
        .filter(|month| *month != date.month())
        .filter_map(|month| NaiveDate::from_ymd_opt(date.year(), month, date.day()))
        .collect();
    months.sort_by_key(|other| other.signed_duration_since(date).num_days().abs());
    let others = close.chain(months).chain(swapped(mention, near));
    let fitting = others.filter(|other| other.weekday() == day && mention.can_mean(*other, near));
    std::iter::once(date).chain(fitting).collect()
}

/// The words by which the language files choose a month and a day.
fn month_key(date: NaiveDate) -> String {
    calendar::month_name(date.month(), "en").get(..3).unwrap_or_default().to_lowercase()
}

fn day_key(day: Weekday) -> String {
    calendar::weekday_name(day, "en").get(..3).unwrap_or_default().to_lowercase()
}
