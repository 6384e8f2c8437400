//! T05: a dateline of another day than the text, or of a day to come. That a text is old is no
//! mistake of its dateline: archives are checked too.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::date_in_words;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::anatomy::Dateline;
use crate::text::span::slice;

pub(super) const RULE: Rule = Rule {
    id: "T05",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Mesuji, 21 Oktober 2025 — Rapat dibuka.")
            .on(2025, 11, 12)
            .finds("21 Oktober 2025", &["12 November 2025"]),
        Example::body("Mesuji, 21 Oktober 2026 — Rapat dibuka.").finds("21 Oktober 2026", &[]),
        // The text's own date is no better: nothing is offered.
        Example::body("Mesuji, 21 Oktober 2025 — Rapat dibuka.")
            .on(2027, 6, 30)
            .finds("21 Oktober 2025", &[]),
    ],
    right: &[
        Example::body("Mesuji, 21 Oktober 2025 — Rapat dibuka.").on(2025, 10, 21),
        Example::body("Mesuji, 21 Oktober 2020 — Rapat dibuka."),
        Example::body("Rapat 21 Oktober 2025 dibuka.").on(2025, 11, 12),
        Example::body("Mesuji (21/10) — Rapat dibuka.").on(2025, 10, 21),
    ],
    run: Run::Whole(run),
};

/// Texts are written some days before they appear.
const AHEAD: i64 = 31;

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(dateline) = &page.anatomy.dateline else { return };
    let Some(written) = dateline.date(Some(page.near.year())) else { return };
    let other = page.manuscript.date.filter(|date| *date != written);
    let is_ahead =
        |date: NaiveDate| date.signed_duration_since(page.house.today).num_days() > AHEAD;
    if other.is_none() && !is_ahead(written) {
        return;
    }
    let Some(text) = page.body() else { return };
    let span = date_span(&text.content, dateline);
    let mut finding = text.finding(&RULE, span);
    let right = other.unwrap_or(page.house.today);
    finding.args = vec![
        ("a", date_in_words(written, page.language)),
        ("b", date_in_words(right, page.language)),
    ];
    if let Some(date) = other.filter(|date| !is_ahead(*date))
        && finding.text == date_in_words(written, page.language)
    {
        finding.fixes.push(date_in_words(date, page.language));
    }
    found.push(finding);
}

/// From the first figure to the last one of the dateline, so the place stays out of it.
fn date_span(body: &str, dateline: &Dateline) -> std::ops::Range<usize> {
    let words = slice(body, dateline.span.clone());
    let first = words.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let last = words.rfind(|c: char| c.is_ascii_digit()).map_or(words.len(), |at| at + 1);
    dateline.span.start + first..dateline.span.start + last
}
