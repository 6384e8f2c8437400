//! R06: a sentence that begins with figures (EYD V). Dates, lists and what somebody says are left
//! alone.

use super::count;
use super::value::value as figures;
use crate::domain::calendar;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::signs::around::{is_number, is_word, letters};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "R06",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("24 pemilih hadir di sana.").finds("24", &["Sebanyak 24"]),
        Example::body("Rapat dibuka. 2.150 orang lalu datang.").finds("2.150", &["Sebanyak 2.150"]),
        Example::body("Rapat dibuka. 2024 menjadi tahun yang sibuk.")
            .graded(Level::Suggestion)
            .finds("2024", &["Tahun 2024"]),
    ],
    right: &[
        Example::body("Sebanyak 24 pemilih hadir."),
        Example::body("17 November 2025 menjadi hari terakhir. 21/10/2025 juga."),
        Example::body("1. Satu\n2. Dua"),
        Example::body("Ani berkata, “24 pemilih hadir.”"),
        Example::body("Rapat dihadiri oleh Kab. 24 pemilih hadir."),
        Example::body("## 24 pemilih hadir"),
        Example::body("Menurut UU No. 7 Tahun 2017 dan Ps. 24 data itu sah."),
        Example::body("09.00 WIB rapat dibuka. 5 – 6 orang."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    if !matches!(piece.part, Part::Paragraph | Part::Quote) {
        return;
    }
    for sentence in &piece.look.sentences {
        let at = sentence.start;
        if !is_number(piece, at) || !ends_before(piece, at) || found.is_full() {
            continue;
        }
        let low = piece.low(at + 1);
        let word = piece.word(at);
        if calendar::month(low).is_some() || !is_word(piece, at + 1) || piece.is_glued(at + 1) {
            continue;
        }
        let Some(number) = figures(word) else { continue };
        let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
        if count::is_counted(low) {
            finding.fixes.push(format!("Sebanyak {word}"));
        } else if word.len() == 4
            && (1900..2100).contains(&number)
            && matches!(low, "menjadi" | "adalah" | "merupakan" | "akan" | "lalu" | "silam")
        {
            finding.level = Level::Suggestion;
            finding.fixes.push(format!("Tahun {word}"));
        } else {
            continue;
        }
        found.push(finding);
    }
}

/// Did a sentence really end there? A short word with a point may be short for something.
fn ends_before(piece: &Piece<'_>, at: usize) -> bool {
    let Some(point) = at.checked_sub(1) else { return true };
    let last = point.checked_sub(1).map_or("", |last| piece.word(last));
    piece.is_sign(point, '.') && letters(last) >= 4 || !piece.is_sign(point, '.')
}
