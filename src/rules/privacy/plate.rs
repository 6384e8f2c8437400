//! P09: number plates of vehicles, near a word that speaks of one.

use super::mask;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{is_number, is_word};
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P09",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Mobil warga berpelat B 1234 XYZ parkir di sana.")
            .finds("B **** XYZ", &["B **** XYZ"]),
        Example::body("Motor dengan nopol BE 12 AB hilang.").finds("BE ** AB", &["BE ** AB"]),
        Example::body("Kendaraan AB 4321 C ditemukan.").finds("AB **** C", &["AB **** C"]),
    ],
    right: &[
        Example::body("Rapat membahas B 1234 XYZ di aula."),
        Example::body("Mobil KPU RI 1 dan UU 7 RI dibahas."),
        Example::body("Mobil B **** XYZ parkir."),
        Example::body("Kendaraan itu milik A 2025 orang."),
    ],
    run: Run::Piece(run),
};

const VEHICLES: [&str; 12] = [
    "nopol",
    "pelat",
    "plat",
    "berpelat",
    "berplat",
    "mobil",
    "motor",
    "kendaraan",
    "polisi",
    "truk",
    "bus",
    "sepeda",
];
const NEAR: usize = 8;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut named = None;
    for at in 0..piece.tokens().len() {
        if VEHICLES.contains(&piece.low(at)) {
            named = Some(at);
        }
        if named.is_none_or(|named| at - named > NEAR) || found.is_full() {
            continue;
        }
        let figures = piece.word(at + 1);
        let is_plate = is_code(piece, at, 2)
            && is_number(piece, at + 1)
            && figures.len() <= 4
            && figures.bytes().all(|byte| byte.is_ascii_digit())
            && is_code(piece, at + 2, 3);
        if is_plate {
            let finding = piece.finding(&RULE, piece.span(at..at + 3));
            let masked = mask::figures(&finding.text, 0, 0);
            found.push(mask::hidden(finding, masked, true));
        }
    }
}

/// So many capitals at most; `RI` is a state and no region.
fn is_code(piece: &Piece<'_>, at: usize, most: usize) -> bool {
    let word = piece.word(at);
    let is_upper = case(word) == Case::Upper || word.len() == 1 && case(word) == Case::Capital;
    is_word(piece, at) && word.len() <= most && is_upper && word.is_ascii() && word != "RI"
}
