//! Q08: speech that begins with a small letter: `kata dia, “kami yakin …”` (EYD V: direct speech
//! begins with a capital).

use super::saying::{is_saying, last_sign, token_at, words};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{end, is_word, start};
use crate::rules::token::{Case, capitalised, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "Q08",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ani berkata, “kami yakin dapat bekerja.”").finds("kami", &["Kami"]),
        Example::body("Kata dia, \"kami yakin dapat bekerja.\"").finds("kami", &["Kami"]),
        Example::body("Ani menegaskan: “semua petugas harus siap!”").finds("semua", &["Semua"]),
    ],
    right: &[
        Example::body("Ani berkata, “Kami yakin dapat bekerja.”"),
        Example::body("“Kami,” kata Ani, “yakin dapat bekerja.”"),
        Example::body("Ani menyebut “kami yakin dapat bekerja” sebagai semboyan."),
        Example::body("Ani berkata, “… kami yakin dapat bekerja.”"),
        Example::body("Istilah itu, “daftar pemilih yang bersih,” dipakai semua."),
        Example::body("Ani menyebut sistem itu, “e-Rekap dipakai semua TPS.”"),
    ],
    run: Run::Piece(run),
};

/// The verb stands so many tokens before the quotation at most.
const NEAR: usize = 8;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut before = 0;
    for quotation in &piece.look.quotations {
        let open = token_at(piece, quotation.span.start);
        let from = std::mem::replace(&mut before, token_at(piece, quotation.span.end));
        if quotation.close.is_none() || open < 2 || found.is_full() {
            continue;
        }
        let close = token_at(piece, quotation.span.end - 1);
        let sign_before = piece.is_sign(open - 1, ',') || piece.is_sign(open - 1, ':');
        let first = open + 1;
        let is_small = is_word(piece, first)
            && case(piece.word(first)) == Case::Lower
            && !piece.is_sign(first + 1, '-');
        let ends = matches!(last_sign(piece, close), Some('.' | '!' | '?' | ','));
        if !sign_before || !is_small || !ends || words(piece, open..close) < 4 {
            continue;
        }
        let sentence = piece.sentence(open).start;
        // Speech that was broken off by its verb goes on in small letters.
        let is_rest = from > sentence;
        let says =
            (sentence.max(open.saturating_sub(NEAR))..open).any(|at| is_saying(piece.low(at)));
        if is_rest || !says {
            continue;
        }
        let mut finding = piece.finding(&RULE, start(piece, first)..end(piece, first));
        finding.fixes.push(capitalised(piece.word(first)));
        found.push(finding);
    }
}
