//! R05: a number in figures and again in words: `5 (lima)`. Contracts do so; in a release it only
//! takes place, and the two may differ.

use super::count;
use super::value::value as figures;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::is_number;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "R05",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Masa jabatan 5 (lima) tahun.").finds("5 (lima)", &["lima"]),
        Example::body("Ada 24 (dua puluh empat) data.").finds("24 (dua puluh empat)", &["24"]),
        Example::body("Hadir 12 (dua belas) orang.").finds("12 (dua belas)", &["dua belas"]),
        Example::body("Masa jabatan 5 (enam) tahun.").graded(Level::Warning).finds("5 (enam)", &[]),
    ],
    right: &[
        Example::body("Masa jabatan lima tahun dan 24 data."),
        Example::body("Pasal 5 (dua ayat) dan ayat 3 (tiga huruf)."),
        Example::body("Suara sah 120 (60 persen)."),
        Example::body("Ada 2.150 (dua ribu lebih) orang."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        if !is_number(piece, at) || !piece.is_sign(at + 1, '(') || found.is_full() {
            continue;
        }
        let Some(figure) = figures(piece.word(at)) else { continue };
        let Some((spelt, end)) = count::words(piece, at + 2) else { continue };
        if !piece.is_sign(end, ')') {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at..end + 1));
        if figure == spelt {
            let words = piece.slice(piece.span(at + 2..end));
            let fix = if end - at - 2 <= 2 { words } else { piece.word(at) };
            finding.fixes.push(fix.to_owned());
            finding.args = vec![("kind", "same".to_owned())];
        } else {
            finding.level = Level::Warning;
            finding.args = vec![("kind", "differs".to_owned())];
        }
        found.push(finding);
    }
}
