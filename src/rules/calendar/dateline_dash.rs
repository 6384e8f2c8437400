//! T06: a hyphen where the dateline ends with a dash.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T06",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Makassar, 30 Juli 2025 - KPU membuka rapat.").finds("-", &["—"]),
        Example::body("Makassar, 30 Juli 2025 – KPU membuka rapat.").finds("–", &["—"]),
    ],
    right: &[
        Example::body("Makassar, 30 Juli 2025 — KPU membuka rapat."),
        Example::body("KPU membuka rapat - lalu menutupnya."),
        Example::body("Makassar, Rabu (30/7/2025). KPU membuka rapat."),
        Example::body(""),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let (Some(dateline), Some(text)) = (&page.anatomy.dateline, page.body()) else { return };
    let words = text.content.get(dateline.span.clone()).unwrap_or_default();
    let end = words.trim_end().trim_end_matches(['*', '_']).len();
    let Some(dash) = words.get(..end).and_then(|words| words.chars().next_back()) else { return };
    if !matches!(dash, '-' | '–' | '‒' | '―') {
        return;
    }
    let start = dateline.span.start + end - dash.len_utf8();
    let mut finding = text.finding(&RULE, start..start + dash.len_utf8());
    finding.fixes.push("—".to_owned());
    found.push(finding);
}
