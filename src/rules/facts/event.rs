//! X01: the lead gives another day than the field of the event. X02: the text tells of an event as
//! done that is still to come when the text appears.

use chrono::NaiveDate;

use crate::domain::calendar::date_in_words;
use crate::domain::finding::Level;
use crate::rules::calendar::written::dates;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const OTHER_DAY: Rule = Rule {
    id: "X01",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("KPU membuka rapat pada 20 Oktober 2025 di aula.")
            .on(2025, 10, 21)
            .told_of(2025, 10, 19)
            .finds("20 Oktober 2025", &["19 Oktober 2025"]),
        Example::body("KPU membuka rapat, Senin (20/10/2025).")
            .on(2025, 10, 21)
            .told_of(2025, 10, 19)
            .finds("Senin (20/10/2025)", &["Minggu (19/10/2025)"]),
    ],
    right: &[
        Example::body("KPU membuka rapat pada 20 Oktober 2025.").told_of(2025, 10, 20),
        Example::body("KPU membuka rapat pada 20 Oktober 2025."),
        Example::body("Dari 18 Oktober 2025 sampai 20 Oktober 2025 rapat dibuka.")
            .told_of(2025, 10, 19),
        Example::body("Rapat dibuka.\n\nPeraturan tanggal 4 Mei 2024 berlaku.")
            .told_of(2025, 10, 19),
    ],
    run: Run::Whole(other_day),
};

pub(super) const TO_COME: Rule = Rule {
    id: "X02",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[Example::body("KPU telah membuka rapat di aula.")
        .on(2025, 10, 21)
        .told_of(2025, 10, 29)
        .finds("telah", &[])],
    right: &[
        Example::body("KPU akan membuka rapat di aula.").on(2025, 10, 21).told_of(2025, 10, 29),
        Example::body("KPU telah membuka rapat.").on(2025, 10, 21).told_of(2025, 10, 20),
        Example::body("KPU telah membuka rapat.").on(2025, 10, 21),
        Example::body("KPU mengumumkan jadwal.").on(2025, 10, 21).told_of(2025, 10, 29),
    ],
    run: Run::Whole(to_come),
};

fn other_day(page: &Page<'_>, found: &mut Found) {
    let (Some(from), Some(lead)) = (page.manuscript.event_from, page.lead()) else { return };
    let to = page.manuscript.event_to.unwrap_or(from);
    let told = dates(page, lead, 0..lead.tokens().len());
    let [(span, date)] = told.as_slice() else { return };
    // The day on which the text appears is no day of the event.
    if (from..=to).contains(date) || Some(*date) == page.manuscript.date {
        return;
    }
    let mut finding = lead.finding(&OTHER_DAY, span.clone());
    finding.args =
        vec![("a", date_in_words(*date, page.language)), ("b", date_in_words(from, page.language))];
    finding.fixes.extend(rewritten(&finding.text, *date, from, page.language));
    found.push(finding);
}

/// The words for another date, where they are of a form that can be made again.
pub(super) fn rewritten(
    words: &str,
    old: NaiveDate,
    new: NaiveDate,
    language: &str,
) -> Option<String> {
    use chrono::Datelike;
    let forms = |date: NaiveDate| {
        let day = crate::domain::calendar::weekday_name(date.weekday(), language);
        let figures = format!("{}/{}/{}", date.day(), date.month(), date.year());
        let long = date_in_words(date, language);
        [long.clone(), figures.clone(), format!("{day}, {long}"), format!("{day} ({figures})")]
    };
    let at = forms(old).iter().position(|form| form == words)?;
    forms(new).into_iter().nth(at)
}

fn to_come(page: &Page<'_>, found: &mut Found) {
    let text = page.manuscript;
    let (Some(event), Some(date), Some(lead)) = (text.event_from, text.date, page.lead()) else {
        return;
    };
    if event <= date {
        return;
    }
    let sentence = lead.sentence(0);
    let is_announced =
        sentence.clone().any(|at| matches!(lead.low(at), "akan" | "bakal" | "rencana"));
    let done = sentence.into_iter().find(|at| matches!(lead.low(*at), "telah" | "sudah" | "usai"));
    let Some(done) = done.filter(|_| !is_announced) else { return };
    let mut finding = lead.finding(&TO_COME, lead.span(done..done + 1));
    finding.args = vec![
        ("event", date_in_words(event, page.language)),
        ("date", date_in_words(date, page.language)),
    ];
    found.push(finding);
}
