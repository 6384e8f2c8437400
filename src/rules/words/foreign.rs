//! E08: foreign words that have an Indonesian equal. Law 24 of 2009 and Presidential Regulation 63
//! of 2019 ask public offices for Indonesian. Between quotation marks, in italics and in the
//! brackets behind the Indonesian word a foreign one is in its place.

use super::shield::{is_emphasised, is_known, is_shielded};
use super::standard::replaced;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::tables::{Hit, Table};
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E08",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ia menjadi keynote speaker acara itu.")
            .finds("keynote speaker", &["pembicara kunci"]),
        Example::body("Kunjungi website kami.").finds("website", &["laman", "situs web"]),
        Example::headline("KPU Gelar Workshop Arsip").finds("Workshop", &["Lokakarya"]),
        Example::body("Rapat lewat Zoom Meeting dibuka.").finds("Zoom Meeting", &["Zoom"]),
        Example::body("Linknya ada di bawah.").finds("Linknya", &["Tautannya", "Pranalanya"]),
        Example::body("Para stakeholder hadir.").finds("stakeholder", &["pemangku kepentingan"]),
    ],
    right: &[
        Example::body("Kunjungi laman dan unduh formulir lewat Zoom."),
        Example::body("Ia menyebutnya “keynote speaker” dan *workshop* serta _rundown_."),
        Example::body("Situs web (website) dan daring (online) sudah tersedia."),
        Example::body("Aplikasi Google Drive Link dan Kompas Online dipakai."),
        Example::body("Buka www.contoh.test/download atau akun @online."),
        Example::body("The workshop is for the stakeholder of the year."),
    ],
    run: Run::Piece(run),
};

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Foreign) {
        if found.is_full() {
            return;
        }
        if is_known(page, piece, &hit.tokens) || is_in_place(piece, hit) {
            continue;
        }
        found.push(replaced(&RULE, piece, hit));
    }
}

/// Is it marked as foreign, explained, English among English, or part of a name?
fn is_in_place(piece: &Piece<'_>, hit: &Hit) -> bool {
    let words = &hit.tokens;
    let at = piece.tokens().get(words.start).map_or(0, |token| token.span.start);
    let glossed =
        words.start > 0 && piece.is_sign(words.start - 1, '(') && piece.is_sign(words.end, ')');
    glossed
        || piece.is_quoted(at)
        || is_single_quoted(piece, words)
        || is_emphasised(piece, words)
        || is_shielded(piece, words.clone())
        || hit.entry.class != "name" && is_in_name(piece, words)
}

/// `‘website’`: single marks are no quotations for others, here they are.
fn is_single_quoted(piece: &Piece<'_>, words: &std::ops::Range<usize>) -> bool {
    let mark =
        |at: usize| piece.is_sign(at, '‘') || piece.is_sign(at, '’') || piece.is_sign(at, '\'');
    words.start > 0 && mark(words.start - 1) && mark(words.end)
}

/// Capitals among other capitals, in running text: `Kompas Online`.
fn is_in_name(piece: &Piece<'_>, words: &std::ops::Range<usize>) -> bool {
    if matches!(piece.part, Part::Headline | Part::Heading) {
        return false;
    }
    let is_capital = |at: usize| {
        piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word)
            && case(piece.word(at)) != Case::Lower
    };
    is_capital(words.start)
        && (words.start > 0 && is_capital(words.start - 1) || is_capital(words.end))
}
