//! E10: more words than needed (`agar supaya`), or a preposition too many or too few
//! (`membahas tentang`, `sesuai prinsip`).

use super::shield::is_shielded;
use super::standard::replaced;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::tables::Table;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E10",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Hal itu disebabkan oleh karena hujan.")
            .finds("disebabkan oleh karena", &["disebabkan oleh", "karena"]),
        Example::body("Pemilu adalah merupakan hak.")
            .finds("adalah merupakan", &["merupakan", "adalah"]),
        Example::body("Rapat membahas tentang logistik.").finds("membahas tentang", &["membahas"]),
        Example::body("Panitia terdiri dari lima orang.").finds("terdiri dari", &["terdiri atas"]),
        Example::body("Agar supaya jelas, baca lagi.").finds("Agar supaya", &["Agar", "Supaya"]),
        Example::body("Bekerja sesuai prinsip itu.")
            .finds("sesuai prinsip", &["sesuai dengan prinsip"]),
    ],
    right: &[
        Example::body("Hal itu disebabkan oleh hujan agar jelas."),
        Example::body("Rapat membahas logistik sesuai dengan prinsip itu."),
        Example::body("Panitia terdiri atas lima orang, antara lain Ali."),
        Example::body("Ada buku tentang pemilu; isi buku itu adalah sejarah."),
        Example::body("Demi rakyat, untuk rakyat."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Pleonasm) {
        if found.is_full() {
            return;
        }
        if !is_shielded(piece, hit.tokens.clone()) {
            found.push(replaced(&RULE, piece, hit));
        }
    }
}
