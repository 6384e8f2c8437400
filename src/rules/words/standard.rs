//! E01: words that are not standard, from the table. Source of the standard: the spelling rules
//! EYD V (decision 0424/I/BS.00.01/2022 of Indonesia's language agency) and its dictionary KBBI.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::tables::{Hit, Table};
use crate::rules::token::in_case_of;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E01",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ada resiko besar.").finds("resiko", &["risiko"]),
        Example::body("Resikonya besar.").finds("Resikonya", &["Risikonya"]),
        Example::body("RESIKO").finds("RESIKO", &["RISIKO"]),
    ],
    right: &[
        Example::body("Ada risiko, praktik, dan izin."),
        Example::body("Lihat https://contoh.test/resiko ya."),
    ],
    run: Run::Piece(run),
};

/// Classes of the table that other rules speak of.
const OF_OTHERS: [&str; 3] = ["depan", "pun", "bentuk-terikat"];

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Standard) {
        if hit.entry.sure == "R" || OF_OTHERS.contains(&hit.entry.class) {
            continue;
        }
        let mut finding = replaced(&RULE, piece, hit);
        if hit.entry.sure == "S" {
            finding.level = Level::Suggestion;
        }
        found.push(finding);
    }
}

/// A finding at an entry of a table, with what is right as its repair, in the case of the words.
pub(in crate::rules) fn replaced(
    rule: &Rule,
    piece: &Piece<'_>,
    hit: &Hit,
) -> crate::domain::finding::Finding {
    let span = piece.span(hit.tokens.clone());
    let words = piece.slice(span.clone());
    let mut finding = piece.finding(rule, span);
    for right in &hit.entry.right {
        let fix = in_case_of(words, &format!("{right}{}", hit.tail));
        if fix != words && !finding.fixes.contains(&fix) {
            finding.fixes.push(fix);
        }
    }
    let right = finding.fixes.first().cloned().unwrap_or_default();
    finding.args = vec![("x", words.to_owned()), ("y", right)];
    finding
}
