//! P07: where and when somebody was born. Of people whom the register knows it may be told.

use super::mask;
use crate::domain::calendar;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::is_number;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P07",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ani, lahir di Contoh, 1 Mei 1990, terdaftar.")
            .finds("lahir di Contoh, * Mei ****", &[]),
        Example::body("Ia lahir pada 1 Mei 1990 di desa itu.").finds("lahir pada * Mei ****", &[]),
        Example::body("Tempat, tanggal lahir: Contoh, 17 Agustus 2001.")
            .finds("lahir: Contoh, ** Agustus ****", &[]),
        Example::body("Ia mengisi TTL: Contoh, 01-05-1990.").finds("TTL: Contoh, **-**-****", &[]),
        Example::body("Mahasiswa yang lahir di Kenari pada 2 Agustus 2003 itu magang.")
            .finds("lahir di Kenari pada * Agustus ****", &[]),
        Example::body("Warga kelahiran Contoh, 5 Juni 1985, hadir.")
            .finds("kelahiran Contoh, * Juni ****", &[]),
    ],
    right: &[
        Example::body("Ani berusia 35 tahun."),
        Example::body("Siti Rahmawati, lahir di Contoh, 1 Mei 1990, memimpin rapat."),
        Example::body("Pemilih yang lahir sebelum 14 Februari 2007 boleh memilih."),
        Example::body("Bung Karno lahir di Surabaya, 6 Juni 1901."),
        Example::body(
            "Peringatan hari lahir Pancasila, 1 Juni 1945, dan hari lahir PGRI 25 November 1945.",
        ),
        Example::body("Undang-undang ini lahir pada 16 Agustus 2017."),
        Example::body("Bayi yang lahir pada 1 Januari 2025 diberi akta."),
    ],
    run: Run::Piece(run),
};

/// Tokens from the label to the end of the date.
const NEAR: usize = 9;
/// Before, it is history.
const OLDEST: u32 = 1935;

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        let low = piece.low(at);
        if !matches!(low, "lahir" | "ttl" | "kelahiran" | "dilahirkan") || found.is_full() {
            continue;
        }
        let Some(until) = date_behind(piece, at) else { continue };
        // A day of birth is somebody's: that of a law, a day of remembrance, of all who are born.
        let before = at.checked_sub(1).map_or("", |before| piece.low(before));
        let of_all = matches!(before, "hari" | "harlah" | "ini" | "itu")
            || before == "yang" && piece.low(at + 1) != "di";
        let sentence = piece.sentence(at);
        let known = piece.slice(piece.span(sentence.start..sentence.end));
        let is_known = page
            .house
            .register
            .people()
            .iter()
            .any(|person| !person.name.is_empty() && known.contains(person.name.as_str()));
        if of_all || is_known {
            continue;
        }
        let finding = piece.finding(&RULE, piece.span(at..until));
        let masked = mask::figures(&finding.text, 0, 0);
        found.push(mask::hidden(finding, masked, false));
    }
}

/// The end of a whole date behind a label, with a place between them or not.
fn date_behind(piece: &Piece<'_>, label: usize) -> Option<usize> {
    let until = (label + NEAR).min(piece.sentence(label).end);
    let first = (label + 1..until).find(|at| is_number(piece, *at))?;
    // `sebelum`, `setelah`, `antara`: a limit for many, no day of one.
    let between = (label + 1..first).map(|at| piece.low(at));
    let is_limit = |low: &str| {
        matches!(low, "sebelum" | "setelah" | "sesudah" | "antara" | "hingga" | "sampai" | "sejak")
    };
    if between.into_iter().any(is_limit) {
        return None;
    }
    let year = |at: usize| {
        let year: u32 = piece.word(at).parse().ok()?;
        (OLDEST..2100).contains(&year).then_some(at + 1)
    };
    let day: u32 = piece.word(first).split('/').next()?.parse().ok()?;
    if !(1..=31).contains(&day) {
        return None;
    }
    if calendar::month(piece.low(first + 1)).is_some() {
        return year(first + 2);
    }
    let parts: Vec<&str> = piece.word(first).split('/').collect();
    if let [_, _, written] = parts.as_slice() {
        let is_year = written.parse().is_ok_and(|year: u32| (OLDEST..2100).contains(&year));
        return is_year.then_some(first + 1);
    }
    (piece.is_sign(first + 1, '-') && piece.is_sign(first + 3, '-')).then(|| year(first + 4))?
}
