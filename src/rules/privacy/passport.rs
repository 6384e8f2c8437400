//! P11: passport numbers: a letter or two and six or seven figures, near the word.

use super::mask;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P11",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Paspor nomor B1234567 hilang.").finds("B*****67", &["B*****67"]),
        Example::body("Nomor paspornya A7654321.").finds("A*****21", &["A*****21"]),
        Example::body("Her passport number is X1234567.")
            .english()
            .finds("X*****67", &["X*****67"]),
    ],
    right: &[
        Example::body("Petugas memeriksa paspor warga pada 2025."),
        Example::body("Formulir B1234567 tersedia."),
        Example::body("Paspor B*****67 hilang."),
        Example::body("Paspor dan formulir C1 serta DP4."),
    ],
    run: Run::Piece(run),
};

/// Words between the label and the number.
const NEAR: usize = 6;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut named = None;
    for at in 0..piece.tokens().len() {
        let low = piece.low(at);
        if low.starts_with("paspor") || low.starts_with("passport") {
            named = Some(at);
        }
        let near = named.is_some_and(|named| at - named <= NEAR);
        if near && is_number(low) && !found.is_full() {
            let finding = piece.finding(&RULE, piece.span(at..at + 1));
            let masked = mask::figures(&finding.text, 0, 2);
            found.push(mask::hidden(finding, masked, true));
        }
    }
}

fn is_number(low: &str) -> bool {
    let figures = low.trim_start_matches(|c: char| c.is_ascii_lowercase());
    matches!(low.len() - figures.len(), 1 | 2)
        && matches!(figures.len(), 6 | 7)
        && figures.bytes().all(|byte| byte.is_ascii_digit())
}
