//! R04: long numbers of counted things without points (EYD V). Years, letters, rooms and whatever
//! else has a number stay as they are.

use super::count;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::is_number;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "R04",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ada 471621 pemilih di sana.").finds("471621", &["471.621"]),
        Example::body("Sebanyak 2150 orang hadir.").finds("2150", &["2.150"]),
        Example::body("Jumlahnya bertambah 1874 orang.").finds("1874", &["1.874"]),
        Example::body("Dana Rp5000000 cair.").finds("5000000", &["5.000.000"]),
        Example::body("Jumlahnya mencapai 15000 pada akhir bulan.").finds("15000", &["15.000"]),
    ],
    right: &[
        Example::body("Ada 471.621 pemilih dan 999 orang."),
        Example::body("Pada 2024 pemilih datang; tahun 2024 pemilih lebih banyak."),
        Example::body("Kode pos 35145, nomor 12345, NIP 198001012005012001."),
        Example::body("Pemilu 2024 peserta lama hadir."),
        Example::body("Ruang 1204 unit baru."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        let word = piece.word(at);
        let is_long = (4..=12).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        if !is_long || !is_number(piece, at) || word.starts_with('0') || found.is_full() {
            continue;
        }
        let before = at.checked_sub(1).map_or("", |at| piece.low(at));
        let sum = matches!(
            before,
            "sebanyak" | "sejumlah" | "mencapai" | "total" | "berjumlah" | "rp" | "sebesar"
        );
        let is_counted = count::is_counted(piece.low(at + 1));
        // Four figures are a year more often than not.
        let fits = if word.len() == 4 {
            let year = word.starts_with("19") || word.starts_with("20");
            let is_name = matches!(before, "ruang" | "kamar" | "nomor" | "no" | "kode" | "pasal");
            before == "rp" || is_counted && (sum || !year && !is_name)
        } else {
            sum || is_counted
        };
        if fits {
            let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
            finding.fixes.push(count::grouped(word));
            found.push(finding);
        }
    }
}
