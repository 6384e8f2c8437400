//! T04: a dateline of another town than the office's, or of the office itself instead of a town.

use std::ops::Range;

use crate::domain::finding::{Field, Finding, Level};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::span::slice;

pub(super) const RULE: Rule = Rule {
    id: "T04",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU Banten, Rabu, 25 Mei 2022 - Rapat dibuka.")
            .finds("KPU Banten", &["Tanjung Damar"]),
        Example::body("Sungai Rimba, 21 Oktober 2025 — Rapat dibuka.")
            .finds("Sungai Rimba", &["Tanjung Damar"]),
        Example::body("TANJUNG DAMAR, 21 Oktober 2025 — Rapat dibuka.")
            .graded(Level::Suggestion)
            .finds("TANJUNG DAMAR", &["Tanjung Damar"]),
        Example::body("Sungai Rimba")
            .within(Field::Place)
            .finds("Sungai Rimba", &["Tanjung Damar"]),
    ],
    right: &[
        Example::body("Tanjung Damar, 21 Oktober 2025 — Rapat dibuka."),
        Example::body("Kota Tanjung Damar, 21 Oktober 2025 — Rapat dibuka."),
        Example::body("Rapat dibuka."),
        Example::body("Tanjung Damar").within(Field::Place),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let seat = page.house.place.trim();
    let body = page.manuscript.body.as_str();
    let of_body = page.anatomy.dateline.as_ref().and_then(|dateline| {
        let span = dateline.place.clone().or_else(|| dateline.office.clone())?;
        Some((Field::Body, span, dateline.place.is_none()))
    });
    let place = page.manuscript.place.as_str();
    let of_field = (Field::Place, 0..place.len(), false);
    for (field, span, is_office) in of_body.into_iter().chain([of_field]) {
        let text = if field == Field::Body { body } else { place };
        let words = slice(text, span.clone());
        if words.trim().is_empty() {
            continue;
        }
        let is_seat = bare(words) == bare(seat);
        if !is_office && (is_seat || seat.is_empty()) {
            if let Some(calm) = in_small(words).filter(|_| field == Field::Body) {
                let mut finding = at(page, field, span, words);
                finding.level = Level::Suggestion;
                finding.fixes = vec![if is_seat { seat.to_owned() } else { calm }];
                found.push(finding);
            }
            continue;
        }
        let mut finding = at(page, field, span, words);
        finding.fixes.extend(Some(seat.to_owned()).filter(|seat| !seat.is_empty()));
        found.push(finding);
    }
}

fn at(page: &Page<'_>, field: Field, span: Range<usize>, words: &str) -> Finding {
    let known = if page.house.place.is_empty() { "no" } else { "yes" };
    let args = vec![
        ("x", words.to_owned()),
        ("city", page.house.place.to_owned()),
        ("known", known.to_owned()),
    ];
    Finding {
        rule: RULE.id.into(),
        level: RULE.level,
        field,
        text: words.to_owned(),
        span,
        hidden: None,
        args,
        fixes: Vec::new(),
    }
}

/// A town without the word for what it is, in small letters.
fn bare(place: &str) -> String {
    let low = place.trim().to_lowercase();
    let kinds = ["kota ", "kabupaten ", "kab. ", "provinsi "];
    kinds.iter().find_map(|kind| low.strip_prefix(kind)).unwrap_or(&low).to_owned()
}

/// A name that is all capitals, in capitals and small letters; short names are acronyms, such as
/// `DKI`.
fn in_small(words: &str) -> Option<String> {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    if letters().count() < 5 || letters().any(char::is_lowercase) {
        return None;
    }
    let word = |word: &str| crate::rules::token::capitalised(&word.to_lowercase());
    Some(words.split(' ').map(word).collect::<Vec<_>>().join(" "))
}
