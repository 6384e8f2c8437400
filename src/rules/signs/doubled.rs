//! S08: a word written twice.

use super::around::{gap, is_word, letters};
use super::reduplication::is_usual;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S08",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Daftar pemilih di Di Kota Contoh.").finds("di Di", &["di"]),
        Example::body("Rapat yang yang dibuka.").finds("yang yang", &["yang"]),
        Example::body("Rapat dan\ndan warga.").finds("dan\ndan", &["dan"]),
        Example::body("Petugas membuka membuka kotak.")
            .finds("membuka membuka", &["membuka", "membuka-membuka"]),
        Example::body("Warga pergi ke pasar Pasar lama.")
            .finds("pasar Pasar", &["pasar", "pasar-pasar"]),
        Example::body("Ketua KPU KPU Kota Contoh.").finds("KPU KPU", &["KPU"]),
        Example::headline("KPU untuk untuk Warga").finds("untuk untuk", &["untuk"]),
    ],
    right: &[
        Example::body("Undang-undang itu, masing-masing orang, di Kota Contoh di sana."),
        Example::body("Kios di pasar Pasar Minggu terbakar."),
        Example::body("Warga Bau Bau dan Pare Pare serta Yusuf Yusuf hadir."),
        Example::body("PEMILIH BAU BAU DATANG"),
        Example::body("Rapat dibuka. Dibuka oleh ketua; ketua lalu pulang, pulang ke rumah."),
        Example::body("Poin a a dan anak anak di rumah."),
        Example::body("He said that that had had an effect, bye bye.").english(),
        Example::body("Masing masing orang, blok **di** di sana"),
    ],
    run: Run::Piece(run),
};

/// Words that nobody means twice.
const FUNCTION: [&str; 53] = [
    "adalah", "agar", "akan", "and", "antara", "atas", "atau", "bagi", "bahwa", "belum", "bukan",
    "dalam", "dan", "dari", "dengan", "di", "for", "guna", "harus", "hingga", "in", "ini", "itu",
    "juga", "karena", "ke", "kepada", "lagi", "maupun", "melalui", "of", "oleh", "on", "pada",
    "para", "pun", "sampai", "sebagai", "secara", "sedang", "sehingga", "sejak", "serta",
    "setelah", "sudah", "telah", "terhadap", "the", "tidak", "to", "untuk", "with", "yang",
];
/// Said twice by right, or sounds.
const MEANT: [&str; 22] = [
    "had", "that", "is", "bye", "so", "very", "ha", "hi", "he", "ho", "bla", "blah", "cha", "yo",
    "pom", "boom", "la", "na", "tok", "dor", "no", "hore",
];

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let tokens = piece.tokens();
    for at in 1..tokens.len() {
        let low = piece.low(at);
        if low.is_empty() || low != piece.low(at - 1) || !is_word(piece, at) || found.is_full() {
            continue;
        }
        let gap = gap(piece, at);
        let hyphen = |at: usize| matches!(super::around::sign(piece, at), Some('-' | '–'));
        let is_part = at >= 2 && hyphen(at - 2) && piece.is_glued(at - 1)
            || hyphen(at + 1) && piece.is_glued(at + 1);
        if gap.is_empty() || is_part || letters(low) < 2 || MEANT.contains(&low) {
            continue;
        }
        let is_function = FUNCTION.binary_search(&low).is_ok();
        if !is_function && (is_name(piece, at) || is_usual(low)) {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at - 1..at + 1));
        let word = piece.word(at - 1);
        finding.fixes.push(word.to_owned());
        if !is_function && case(word) != Case::Upper {
            finding.fixes.push(format!("{word}-{low}"));
        }
        finding.args = vec![("x", word.to_owned())];
        found.push(finding);
    }
}

/// `Bau Bau` is a town. Short forms are no names, unless all around is in capitals too.
fn is_name(piece: &Piece<'_>, at: usize) -> bool {
    match case(piece.word(at)) {
        Case::Upper => {
            let upper = |at: usize| is_word(piece, at) && case(piece.word(at)) == Case::Upper;
            at >= 2 && upper(at - 2) || upper(at + 1)
        }
        Case::Lower => false,
        // `pasar Pasar Minggu`: the second one may begin a name, if it goes on.
        Case::Capital if case(piece.word(at - 1)) == Case::Lower => {
            piece.word(at + 1).starts_with(char::is_uppercase)
        }
        Case::Capital | Case::Mixed => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(FUNCTION.is_sorted());
    }
}
