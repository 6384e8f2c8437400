//! T03: a text that begins without town and date. Where both stand in their fields the page makes
//! the dateline of them, and nothing is missing.

use crate::domain::dateline::dateline;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T03",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Petugas Sortir Surat Suara.\n\nRapat ditutup.").finds("Petugas", &[]),
        Example::body("KPU Tanjung Damar menggelar rapat.")
            .on(2025, 10, 21)
            .finds("KPU", &["Tanjung Damar, 21 Oktober 2025 — KPU"]),
    ],
    right: &[
        Example::body("Mesuji, 21 Oktober 2025 — KPU membuka rapat."),
        Example::body("KPU membuka rapat.").at("Mesuji").on(2025, 10, 21),
        Example::body(""),
        Example::body("## Agenda"),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let text = page.manuscript;
    if page.anatomy.dateline.is_some() || !text.place.trim().is_empty() && text.date.is_some() {
        return;
    }
    let Some(lead) = page.lead() else { return };
    let Some(first) = lead.tokens().first() else { return };
    let mut finding = lead.finding(&RULE, first.span.clone());
    let place = if text.place.trim().is_empty() { page.house.place } else { text.place.trim() };
    if text.date.is_some() && !place.is_empty() {
        let own = dateline(place, text.date, page.language);
        finding.fixes.push(format!("{own} — {}", finding.text));
    }
    found.push(finding);
}
