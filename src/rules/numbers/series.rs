//! R03: the same thing counted in figures and in words within one sentence.

use super::count;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{is_number, is_word};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "R03",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ada 24 data pemilih ganda serta dua data lain.").finds("dua", &["2"]),
        Example::body("Hadir 12 orang dari kota dan tiga orang dari desa.").finds("tiga", &["3"]),
        Example::body("Sebanyak dua belas orang dan 30 orang lain hadir.")
            .finds("dua belas", &["12"]),
        Example::body("Ada 15 buku, dua peta, dan 30 kaus.").finds("dua", &["2"]),
    ],
    right: &[
        Example::body("Ada 24 data pemilih ganda serta 2 data lain."),
        Example::body("Ada dua data ganda. Lalu ada 24 data lain."),
        Example::body("Rapat dua hari dihadiri 24 orang."),
        Example::body("Pada 24 Mei dua orang hadir."),
        Example::body("Ada 24 data, lalu rapat membahas hal lain; sisanya dua data."),
    ],
    run: Run::Piece(run),
};

/// Tokens between the two numbers.
const NEAR: usize = 12;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for sentence in &piece.look.sentences {
        let mut figure: Option<usize> = None;
        let mut word: Option<(usize, usize, u64)> = None;
        let mut at = sentence.start;
        while at < sentence.end && !found.is_full() {
            if piece.is_sign(at, ';') || piece.is_sign(at, ':') {
                (figure, word) = (None, None);
            }
            if is_number(piece, at) && count::is_counted(piece.low(at + 1)) {
                figure = Some(at);
            } else if is_word(piece, at)
                && let Some((number, end)) = count::words(piece, at).filter(|(n, _)| *n > 1)
            {
                if count::is_counted(piece.low(end)) {
                    word = Some((at, end, number));
                }
                if is_between(piece, at, end) {
                    told(piece, at, end, number, found);
                    break;
                }
                at = end - 1;
            }
            if let (Some(figure), Some((from, end, number))) = (figure, word)
                && piece.low(figure + 1) == piece.low(end)
            {
                if figure.abs_diff(from) <= NEAR {
                    told(piece, from, end, number, found);
                }
                break;
            }
            at += 1;
        }
    }
}

fn told(piece: &Piece<'_>, from: usize, end: usize, number: u64, found: &mut Found) {
    let mut finding = piece.finding(&RULE, piece.span(from..end));
    finding.fixes.push(count::grouped(&number.to_string()));
    found.push(finding);
}

/// Words of a member of a series, with its joint.
const MEMBER: usize = 5;

/// `15 buku, dua peta, dan 30 kaus`: figures stand before and behind, each beyond a joint.
fn is_between(piece: &Piece<'_>, from: usize, end: usize) -> bool {
    let joint = |at: usize| piece.is_sign(at, ',') || matches!(piece.low(at), "dan" | "serta");
    let plain = |at: usize| is_word(piece, at) || joint(at);
    let Some(last) = from.checked_sub(1).filter(|at| joint(*at)) else { return false };
    let before = (from.saturating_sub(MEMBER)..last).rev().find(|at| !plain(*at) || joint(*at));
    let behind = (end..end + MEMBER).find(|at| joint(*at));
    let next = behind.map(|at| if joint(at + 1) { at + 2 } else { at + 1 });
    before.is_some_and(|at| is_number(piece, at) && is_word(piece, at + 1))
        && behind.is_some_and(|at| (end..at).all(|at| is_word(piece, at)) && at > end)
        && next.is_some_and(|at| is_number(piece, at) && is_word(piece, at + 1))
}
