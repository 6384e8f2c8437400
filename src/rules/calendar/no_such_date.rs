//! T02: a date that no calendar has.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar;
use crate::domain::finding::{Field, Level};
use crate::rules::calendar::dates::{Meaning, Mention};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T02",
    level: Level::Error,
    wrong: &[
        Example::body("Berlaku sampai 31 April 2025 pukul 12.00.")
            .finds("31 April 2025", &["30 April 2025", "1 Mei 2025"]),
        Example::body("Rabu, 31 April 2025, di aula")
            .finds("Rabu, 31 April 2025", &["Rabu, 30 April 2025", "Kamis, 1 Mei 2025"]),
        Example::body("Kamis (31/4) di aula")
            .on(2025, 4, 28)
            .finds("Kamis (31/4)", &["Kamis (1/5)", "Rabu (30/4)"]),
        Example::body("Rapat 29 Februari 2025")
            .within(Field::Summary)
            .finds("29 Februari 2025", &["28 Februari 2025", "1 Maret 2025"]),
        Example::body("Senin (12/31/2025)").finds("Senin (12/31/2025)", &["Rabu (31/12/2025)"]),
        Example::body("Sisanya disetor sebelum 31/11/2025.").finds("31/11/2025", &["30/11/2025"]),
        Example::body("Selasa (45/15/2025)").finds("Selasa (45/15/2025)", &[]),
    ],
    right: &[
        Example::body("Kamis, 29 Februari 2024 dan 30 April 2025."),
        Example::body("31 Maret 2025; Pasal 31 April; Edisi 31 April 2025; (15–31 April 2025)"),
        Example::body("Sabtu, 29 Februari di aula").on(2026, 2, 20),
        Example::body("Senin (40/50), Senin (31/13)"),
        Example::body("Nomor 31/11/2025 dan surat No. 31/11/2025; 30/11/2025; 31/13/2025"),
        Example::body("www.contoh.test/Rabu,31/4/2025"),
    ],
    speaks: Speaks::Any,
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, findings: &mut Found) {
    in_figures(page, findings);
    for text in page.prose() {
        for mention in text.mentions(page) {
            if findings.is_full() {
                return;
            }
            if mention.meaning(page.near) != Meaning::NoSuchDate || is_american(page, mention) {
                continue;
            }
            let mut finding = text.finding(&RULE, mention.span.clone());
            finding.args.push(("date", finding.text.clone()));
            let mut dates = neighbours(mention, page.near);
            // The date that fits the weekday is the likelier one.
            if let Some(day) = &mention.weekday {
                dates.sort_by_key(|date| date.weekday() != day.value);
            }
            finding.fixes =
                dates.into_iter().map(|date| mention.rewritten(&text.content, date)).collect();
            findings.push(finding);
        }
    }
}

/// `31/11/2025` without a day of the week. Numbers of letters look alike, so no other sign of a
/// date is doubted: a month of the year, its year, and a day that some month has.
fn in_figures(page: &Page<'_>, findings: &mut Found) {
    for piece in page.pieces.iter().filter(|_| calendar::is_indonesian(page.language)) {
        for (at, token) in piece.tokens().iter().enumerate() {
            let word = piece.slice(token.span.clone());
            let mut parts = word.split('/').map(str::parse::<u32>);
            let (Some(Ok(day)), Some(Ok(month)), Some(Ok(year)), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let is_date = (1..=31).contains(&day)
                && (1..=12).contains(&month)
                && (1990..2100).contains(&year);
            let Ok(written) = i32::try_from(year) else { continue };
            let before = at.checked_sub(1).map_or("", |before| piece.low(before));
            let is_alone = matches!(
                before,
                "sebelum"
                    | "pada"
                    | "tanggal"
                    | "hingga"
                    | "sampai"
                    | "sejak"
                    | "lambat"
                    | "per"
                    | "hari"
            );
            if !is_date || !is_alone || NaiveDate::from_ymd_opt(written, month, day).is_some() {
                continue;
            }
            let mut finding = piece.finding(&RULE, token.span.clone());
            finding.args.push(("date", word.to_owned()));
            let next = NaiveDate::from_ymd_opt(written, month, 1)
                .and_then(|first| first.checked_add_months(chrono::Months::new(1)));
            if let Some(last) = next.and_then(|next| next.pred_opt()) {
                finding.fixes.push(format!("{}/{month}/{year}", last.day()));
            }
            findings.push(finding);
        }
    }
}

/// In an English text `12/31/2025` has the month first.
fn is_american(page: &Page<'_>, mention: &Mention) -> bool {
    !calendar::is_indonesian(page.language) && mention.in_figures && mention.day.value <= 12
}

/// Day and month the other way round; else the last day of the month and the day after it.
fn neighbours(mention: &Mention, near: NaiveDate) -> Vec<NaiveDate> {
    let (day, month) = (mention.day.value, mention.month.value);
    let year = mention.written_year();
    if mention.in_figures
        && let Some(date) = NaiveDate::from_ymd_opt(year.unwrap_or(near.year()), day, month)
    {
        return vec![date];
    }
    let first = match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, 1),
        None => calendar::nearest(1, month, near),
    };
    let Some(first) = first.filter(|_| day <= 31) else { return Vec::new() };
    let next = first.checked_add_months(chrono::Months::new(1));
    let last = next.and_then(|next| next.pred_opt());
    last.into_iter().chain(next).filter(|date| mention.can_mean(*date, near)).collect()
}
