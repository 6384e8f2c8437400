//! R01: money: `Rp5.000` (EYD V: no point and no blank behind the sign).

use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{gap, is_number};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "R01",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Anggaran Rp. 5.000.000 cair.").finds("Rp. 5.000.000", &["Rp5.000.000"]),
        Example::body("Anggaran Rp 5 juta cair.").finds("Rp 5", &["Rp5"]),
        Example::body("Anggaran Rp.5.000 cair.").finds("Rp.5.000", &["Rp5.000"]),
        Example::body("Sebesar RP 200 juta.").finds("RP 200", &["Rp200"]),
        Example::body("Sebesar RP200 juta.").finds("RP200", &["Rp200"]),
        Example::body("Dana Rp 5 Juta").within(Field::Headline).finds("Rp 5", &["Rp5"]),
    ],
    right: &[
        Example::body("Anggaran Rp5.000.000,00 dan Rp5 juta cair."),
        Example::body("Nilai tukar Rp terhadap dolar; kode IDR 5.000."),
        Example::body("Jumlahnya Rp … juta."),
        Example::body("Grup RP 1945-an, lihat https://contoh.test/Rp.5000"),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        if piece.low(at) != "rp" || found.is_full() {
            continue;
        }
        let number = if piece.is_sign(at + 1, '.') { at + 2 } else { at + 1 };
        if !is_number(piece, number) || gap(piece, number).contains('\n') {
            continue;
        }
        let amount = piece.word(number);
        let is_bare = number == at + 1 && piece.is_glued(number);
        // `RP 1945`: capitals may be short for something else.
        let is_money = piece.word(at) == "Rp"
            || amount.contains('.')
            || matches!(piece.low(number + 1), "juta" | "miliar" | "ribu" | "triliun")
            || is_bare;
        if !is_money || is_bare && piece.word(at) == "Rp" {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at..number + 1));
        finding.fixes.push(format!("Rp{amount}"));
        found.push(finding);
    }
}
