//! T10: a nought before the day of a date in words.

use crate::domain::calendar::month;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T10",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Pada 07 Februari 2024.").finds("07", &["7"]),
        Example::body("tanggal 01 Mei").finds("01", &["1"]),
    ],
    right: &[
        Example::body("Pada 7 Februari 2024 dan 10 Mei."),
        Example::body("Pukul 07.30 WIB, ruang 07, nomor 007."),
        Example::body("Pada (07/02/2024)."),
        Example::body("Kode 07 Meiko."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        let word = piece.word(at);
        if word.len() != 2
            || !word.starts_with('0')
            || word == "00"
            || month(piece.low(at + 1)).is_none()
        {
            continue;
        }
        let Some(day) = word.strip_prefix('0').filter(|day| day.parse::<u32>().is_ok()) else {
            continue;
        };
        let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
        finding.fixes.push(day.to_owned());
        found.push(finding);
    }
}
