//! A04: an acronym that is told to be short for something else than it is.

use super::glossary::{known, plain, styled};
use crate::domain::finding::Level;
use crate::rules::names::alike::distance;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "A04",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ketua Komisi Informasi Publik (KIP) Aceh hadir.")
            .finds("Komisi Informasi Publik", &["Komisi Independen Pemilihan"]),
        Example::body("Petugas Pemungutan Suara (PPS) dilantik.")
            .finds("Petugas Pemungutan Suara", &["Panitia Pemungutan Suara"]),
        Example::body("KPU menetapkan Daftar Pemilih Tambahan (DPT).")
            .finds("Daftar Pemilih Tambahan", &["Daftar Pemilih Tetap"]),
        Example::body("Anggota Badan Pengawasan Pemilu (**Bawaslu**) hadir.")
            .finds("Badan Pengawasan Pemilu", &["Badan Pengawas Pemilu"]),
        Example::body("Sistem Layanan Dana Kabupaten (Silandak) dibuka.")
            .finds("Sistem Layanan Dana Kabupaten", &["Sistem Layanan Data Kabupaten"]),
        Example::body("Kelompok Panitia Pemungutan Suara (KPPS) hadir.").finds(
            "Kelompok Panitia Pemungutan Suara",
            &["Kelompok Penyelenggara Pemungutan Suara"],
        ),
    ],
    right: &[
        Example::body("Komisi Independen Pemilihan (KIP) Aceh dan Komisi Informasi Publik (KIP)."),
        Example::body(
            "Dewan Kehormatan Penyelenggara Pemilu (DKPP); Badan Pengawas Pemilu (Bawaslu).",
        ),
        // Other bodies with the same letters.
        Example::body("Pusat Pelatihan Seni (PPS) dan Pejabat Pembuat Komitmen (PPK) hadir."),
        Example::body("Data Pemilih di TPS. Rapat (PPS) dan TPS (PPS). Komisi (KPU)."),
        Example::body("Sistem Informasi Anggota KPU dan Badan Adhoc (SIAKBA) dibuka."),
        Example::body("Divisi Keuangan, Umum dan Logistik (KUL) hadir."),
        Example::body("Daftar Pemilih Tetap Hasil Perbaikan (DPTHP), rapat koordinasi (Rakor)."),
        Example::body("Komisi Pemilihan Umum (KPU) dan KOMISI PEMILIHAN UMUM (KPU)"),
        Example::body(
            "Ketua Panitia Pemilihan Kecamatan (PPK) dan anggota Panitia Pemungutan Suara (PPS).",
        ),
    ],
    run: Run::Piece(run),
};

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for open in 1..piece.tokens().len() {
        if !piece.is_sign(open, '(') {
            continue;
        }
        let is_mark = |at: &usize| piece.is_sign(*at, '*') || piece.is_sign(*at, '_');
        let Some(at) = (open + 1..open + 4).find(|at| !is_mark(at)) else { continue };
        let Some(close) = (at + 1..at + 4).find(|at| !is_mark(at)) else { continue };
        let is_word = piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word);
        if is_word && piece.is_sign(close, ')') && piece.word(at).starts_with(char::is_uppercase) {
            look(page, piece, open, at, close, found);
        }
    }
}

/// Looks at the words before the bracket.
fn look(
    page: &Page<'_>,
    piece: &Piece<'_>,
    open: usize,
    at: usize,
    close: usize,
    found: &mut Found,
) {
    let Some(known) = known(page.house, piece.low(at)) else { return };
    let there = known.only.filter(|(place, _)| piece.word(close + 1) == *place);
    let fulls: Vec<&str> = there.map_or(known.fulls, |(_, full)| vec![full]);
    let longest = fulls.iter().map(|full| plain(full).len()).max().unwrap_or(0);
    let before = words_before(piece, open, longest + 2);
    let written: Vec<&str> = before.iter().rev().map(|at| piece.low(*at)).collect();
    if fulls.iter().any(|full| is_told(&plain(full), &written)) {
        return;
    }
    let near = fulls.iter().find_map(|full| {
        let words = plain(full);
        let start = written.len().checked_sub(words.len())?;
        let tail = written.get(start..)?;
        let same = tail.iter().zip(&words).filter(|(a, b)| **a == b.as_str()).count();
        let is_near = there.is_some() && tail.first() == words.first().map(String::as_str).as_ref()
            || is_slip(tail, &words, same);
        is_near.then_some((full, words.len()))
    });
    let Some((full, count)) = near else { return };
    let Some((first, last)) = before.get(count - 1).zip(before.first()) else { return };
    let span = piece.span(*first..last + 1);
    if piece.slice(span.clone()).chars().all(|c| !c.is_lowercase()) {
        return;
    }
    let mut finding = piece.finding(&RULE, span);
    finding.args = vec![("x", piece.word(at).to_owned()), ("g", (*full).to_owned())];
    finding.fixes.push(styled(full, &finding.text));
    found.push(finding);
}

/// The words before a bracket, the last one first, within the sentence.
fn words_before(piece: &Piece<'_>, open: usize, most: usize) -> Vec<usize> {
    let from = piece.sentence(open).start;
    let mut words = Vec::new();
    for at in (from..open).rev() {
        match piece.tokens().get(at).map(|token| token.kind) {
            Some(Kind::Word) => words.push(at),
            Some(Kind::Sign(',' | '-' | '/' | '*' | '_' | '“' | '”' | '"')) => {}
            _ => break,
        }
        if words.len() == most {
            break;
        }
    }
    words
}

/// Do the words end with the long form, whatever the blanks within it?
fn is_told(full: &[String], written: &[&str]) -> bool {
    let want = full.concat();
    let mut got = String::new();
    written.iter().rev().any(|word| {
        got.insert_str(0, word);
        got == want
    })
}

/// Other words than these, but meant to be them: most are the same, or one has a slip.
fn is_slip(tail: &[&str], words: &[String], same: usize) -> bool {
    let others = words.len() - same;
    match words.len() {
        0 | 1 => false,
        2 => {
            let slips = tail.iter().zip(words);
            let mut slips = slips.filter(|(a, b)| **a != b.as_str());
            others == 1 && slips.all(|(a, b)| b.len() > 6 && distance(a, b, 2).is_some())
        }
        3 | 4 => others == 1,
        _ => others <= 2,
    }
}
