//! T09: a day without a year in a text that has no date to tell it by.

use chrono::{Datelike, NaiveDate};

use crate::domain::finding::{Finding, Level};
use crate::rules::calendar::dates::Meaning;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T09",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat dibuka Senin (17/3).").finds("Senin (17/3)", &["Senin (17/3/2025)"]),
        Example::body("Rapat dibuka Sabtu (5/7).").finds("Sabtu (5/7)", &["Sabtu (5/7/2025)"]),
        Example::body("Dirintis sejak (14/5).")
            .on(2025, 10, 21)
            .finds("(14/5)", &["(14/5/2025)", "(14/5/2024)"]),
    ],
    right: &[
        Example::body("Rapat dibuka Senin (17/11)."),
        Example::body("Rapat dibuka Senin (17/3).").on(2025, 3, 17),
        Example::body("Rapat dibuka Senin (17/3/2025)."),
        Example::body("Mesuji, 17 Maret 2025 — Rapat dibuka Senin (17/3)."),
        Example::body("Skor 17/3."),
        Example::body("Dirintis sejak (14/10).").on(2025, 10, 21),
    ],
    run: Run::Whole(run),
};

/// Days within which a missing year is understood.
const CLOSE: i64 = 60;

fn run(page: &Page<'_>, found: &mut Found) {
    alone(page, found);
    if page.manuscript.date.is_some()
        || page.anatomy.dateline.as_ref().is_some_and(|line| line.year.is_some())
    {
        return;
    }
    for text in page.prose() {
        for mention in text.mentions(page) {
            if mention.year.is_some() || !matches!(mention.meaning(page.near), Meaning::Unknown) {
                continue;
            }
            let named = mention.weekday.as_ref().map(|day| day.value);
            let fits = |year: i32| {
                let date = NaiveDate::from_ymd_opt(year, mention.month.value, mention.day.value);
                date.is_some_and(|date| named.is_none_or(|day| day == date.weekday()))
            };
            let finding = text.finding(&RULE, mention.span.clone());
            found.push(told(finding, page.near, fits));
        }
    }
}

/// `(14/5)` without a day of the week, far from the day of the text.
fn alone(page: &Page<'_>, found: &mut Found) {
    for piece in &page.pieces {
        for at in 1..piece.tokens().len() {
            if !piece.is_sign(at - 1, '(') || !piece.is_sign(at + 1, ')') {
                continue;
            }
            let parts = piece.word(at).split_once('/');
            let parsed =
                parts.and_then(|(day, month)| Some((day.parse().ok()?, month.parse().ok()?)));
            let Some((day, month)) = parsed else { continue };
            let before = at.checked_sub(2).map_or("", |before| piece.low(before));
            let dated = crate::domain::calendar::weekday(before).is_some();
            let Some(date) = crate::domain::calendar::nearest(day, month, page.near) else {
                continue;
            };
            if dated || date.signed_duration_since(page.near).num_days().abs() <= CLOSE {
                continue;
            }
            let finding = piece.finding(&RULE, piece.span(at - 1..at + 2));
            let past = |year: i32| {
                NaiveDate::from_ymd_opt(year, month, day).is_some_and(|date| date <= page.near)
            };
            found.push(told(finding, page.near, past));
        }
    }
}

fn told(mut finding: Finding, near: NaiveDate, fits: impl Fn(i32) -> bool) -> Finding {
    finding.args.push(("x", finding.text.clone()));
    for year in [near.year(), near.year() - 1].into_iter().filter(|year| fits(*year)) {
        if let Some(inside) = finding.text.strip_suffix(')') {
            finding.fixes.push(format!("{inside}/{year})"));
        }
    }
    finding
}
