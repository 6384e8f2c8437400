//! S03: a blank before a sign that belongs to the word before it (EYD V, use of punctuation).

use super::around::{Around, end, is_apart, is_number, is_word, sign, start};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S03",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Syaratnya antara lain : umur dan domisili.").finds("lain :", &["lain:"]),
        Example::body("Data , berkas, dan surat.").finds("Data ,", &["Data,"]),
        Example::body("Data ,berkas, dan surat.").finds("Data ,", &["Data, "]),
        Example::body("Apakah siap ?").finds("siap ?", &["siap?"]),
        Example::body("Rapat usai (Senin) .").finds(") .", &[")."]),
        Example::body("Rapat\u{a0}: dibuka").finds("Rapat\u{a0}:", &["Rapat:"]),
        Example::headline("Rapat Usai !").finds("Usai !", &["Usai!"]),
    ],
    right: &[
        Example::body("Syaratnya: umur; domisili, dan surat. Siap? Siap!"),
        Example::body("Skor 2 : 1, skala 1 : 1.000, pukul 09 : 00."),
        Example::body("Kata itu ... hilang, lalu … kembali."),
        Example::body("Domain .id dan berkas .pdf serta .NET dipakai."),
        Example::body("| Nama : | Umur |\n|---|---|"),
        Example::body("Pakai `a : b` saja :) dan :-) ya."),
        Example::body("Baris satu\n: keterangan"),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut around = None;
    for at in 1..piece.tokens().len() {
        let Some(mark @ (',' | ';' | ':' | '!' | '?' | '.')) = sign(piece, at) else { continue };
        if !is_apart(piece, at) || !closes(piece, at - 1) || !is_alone(piece, at, mark) {
            continue;
        }
        let around = around.get_or_insert_with(|| Around::of(piece));
        if around.is_table || around.is_code(start(piece, at)) || found.is_full() {
            continue;
        }
        let mut finding = piece.finding(&RULE, start(piece, at - 1)..end(piece, at));
        let behind = if piece.tokens().len() > at + 1 && piece.is_glued(at + 1) { " " } else { "" };
        let behind = if is_word(piece, at + 1) { behind } else { "" };
        finding.fixes.push(format!("{}{mark}{behind}", piece.word(at - 1)));
        finding.args = vec![("x", mark.to_string())];
        found.push(finding);
    }
}

/// Can a sign belong to this token? Not to another sign that opens something, or to a list mark.
fn closes(piece: &Piece<'_>, at: usize) -> bool {
    match piece.tokens().get(at).map(|token| token.kind) {
        Some(Kind::Word | Kind::Number | Kind::Address) => true,
        Some(Kind::Sign(before)) => matches!(before, ')' | ']' | '”' | '’' | '%'),
        None => false,
    }
}

/// Not one of several, and not the beginning of something else: a file's ending, a face, a score.
fn is_alone(piece: &Piece<'_>, at: usize, mark: char) -> bool {
    let next = at + 1;
    if next >= piece.tokens().len() || !piece.is_glued(next) {
        let is_score = mark == ':' && is_number(piece, at - 1) && is_number(piece, next);
        return !is_score;
    }
    match mark {
        // `data ,berkas`; with a figure behind it: `,5` of a price list.
        ',' => is_word(piece, next),
        '.' => {
            is_word(piece, next)
                && case(piece.word(next)) == Case::Capital
                && super::around::letters(piece.word(next)) > 2
        }
        ':' => is_word(piece, next) && sign(piece, next + 1) != Some(':'),
        '!' | '?' => matches!(sign(piece, next), Some('”' | '"' | ')' | '*' | '_')),
        _ => false,
    }
}
