//! Q06: somebody of an office speaks and has no name. Who speaks for an office is told.

use super::saying::{is_saying, is_verb};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::is_word;
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "Q06",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("“Kami siap,” ujar salah satu komisioner KPU Contoh seusai kegiatan.")
            .finds("salah satu komisioner", &[]),
        Example::body("Menurut seorang pejabat KPU, rapat ditunda.").finds("seorang pejabat", &[]),
        Example::body("“Kami siap,” kata salah seorang anggota KPU.")
            .finds("salah seorang anggota", &[]),
        Example::body("Seorang narasumber mengatakan rapat ditunda.")
            .finds("Seorang narasumber", &[]),
    ],
    right: &[
        Example::body("“Kami siap,” ujar anggota KPU Contoh, Budi."),
        Example::body("“Kami siap,” ujar salah satu komisioner KPU Contoh, Budi Santoso."),
        Example::body("“Kami siap,” kata seorang anggota KPPS bernama Ani."),
        Example::body("“Kami siap,” kata salah satu komisioner Budi Santoso."),
        Example::body("Rapat dihadiri salah satu komisioner KPU."),
        Example::body("“Kami siap,” kata seorang warga."),
        Example::body("Ia menyampaikan materi sebagai salah satu narasumber."),
    ],
    run: Run::Piece(run),
};

const PEOPLE: [&str; 13] = [
    "komisioner",
    "pejabat",
    "narasumber",
    "anggota",
    "pegawai",
    "staf",
    "petugas",
    "pimpinan",
    "sumber",
    "pengurus",
    "penyelenggara",
    "ketua",
    "kepala",
];
/// A name comes within so many words.
const NEAR: usize = 12;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        let noun = match (piece.low(at), piece.low(at + 1)) {
            ("salah", "satu" | "seorang") => at + 2,
            ("seorang", _) if at == 0 || piece.low(at - 1) != "salah" => at + 1,
            _ => continue,
        };
        if !PEOPLE.contains(&piece.low(noun)) || found.is_full() {
            continue;
        }
        let before = at.checked_sub(1).map_or("", |at| piece.low(at));
        let after = (noun + 1..=noun + 3).find(|at| is_saying(piece.low(*at)));
        let speaks = is_verb(before)
            || before == "menurut"
            || piece.begins_sentence(at) && after.is_some_and(|at| piece.low(at).starts_with("me"));
        if !speaks || is_named(piece, noun) {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at..noun + 1));
        finding.args = vec![("x", finding.text.to_lowercase())];
        found.push(finding);
    }
}

/// Does a name follow: behind a comma or brackets, after `bernama`, or two capitals in a row?
fn is_named(piece: &Piece<'_>, noun: usize) -> bool {
    let until = piece.sentence(noun).end.min(noun + NEAR);
    let capital = |at: usize| is_word(piece, at) && case(piece.word(at)) == Case::Capital;
    (noun + 1..until).any(|at| {
        let low = piece.low(at);
        let aside = piece.is_sign(at, ',') || piece.is_sign(at, '(');
        aside && capital(at + 1)
            || matches!(low, "bernama" | "yakni" | "yaitu" | "inisial" | "berinisial")
            || capital(at) && (at == noun + 1 || capital(at + 1))
    })
}
