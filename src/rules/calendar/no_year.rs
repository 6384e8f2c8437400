//! T09: a day without a year in a text that has no date to tell it by.

use chrono::Datelike;

use crate::domain::finding::Level;
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
    ],
    right: &[
        Example::body("Rapat dibuka Senin (17/11)."),
        Example::body("Rapat dibuka Senin (17/3).").on(2025, 3, 17),
        Example::body("Rapat dibuka Senin (17/3/2025)."),
        Example::body("Mesuji, 17 Maret 2025 — Rapat dibuka Senin (17/3)."),
        Example::body("Skor 17/3."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
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
            let mut finding = text.finding(&RULE, mention.span.clone());
            finding.args.push(("x", finding.text.clone()));
            let year = page.near.year();
            let named = mention.weekday.as_ref().map(|day| day.value);
            let fits = |year: &i32| {
                let date =
                    chrono::NaiveDate::from_ymd_opt(*year, mention.month.value, mention.day.value);
                date.is_some_and(|date| named.is_none_or(|day| day == date.weekday()))
            };
            for year in [year, year - 1].iter().filter(|year| fits(year)) {
                if let Some(inside) = finding.text.strip_suffix(')').filter(|_| mention.in_figures)
                {
                    finding.fixes.push(format!("{inside}/{year})"));
                }
            }
            found.push(finding);
        }
    }
}
