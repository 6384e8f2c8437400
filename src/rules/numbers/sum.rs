//! R07: parts that do not add up to their total: `10 orang, terdiri atas 6 laki-laki dan 5
//! perempuan`. Only people are added, and only where a sentence says nothing else: of whatever may
//! overlap or be left out the rule is not sure, and silent.

use std::ops::Range;

use super::count;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{is_number, is_word, sign};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "R07",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Hadir 10 orang, terdiri atas 6 laki-laki dan 5 perempuan.")
            .finds("10 orang", &[]),
        Example::body("Ada 10 orang: 6 laki-laki, 5 perempuan.").finds("10 orang", &[]),
        Example::body("Sebanyak 2.150 pemilih, rinciannya 1.000 laki-laki dan 1.151 perempuan.")
            .finds("2.150 pemilih", &[]),
        Example::body("Ada 12 peserta, yakni enam pria, tiga wanita, dan dua anak.")
            .finds("12 peserta", &[]),
        Example::body("Tercatat 100 TPS, terdiri dari 60 TPS reguler dan 50 TPS khusus.")
            .finds("100 TPS", &[]),
        Example::body("Hadir 10 orang (6 laki-laki dan 5 perempuan).").finds("10 orang", &[]),
        Example::body("Dari 60 orang itu, 34 orang baru dilantik, terdiri atas 22 laki-laki dan 13 perempuan.")
            .finds("34 orang", &[]),
        Example::body(
            "Jumlah pemilih 471.621 orang dengan rincian 235.000 pemilih laki-laki dan 236.622 pemilih perempuan.",
        )
        .finds("471.621 orang", &[]),
    ],
    right: &[
        Example::body("Hadir 11 orang, terdiri atas 6 laki-laki dan 5 perempuan."),
        Example::body("Ada 5 kecamatan, terdiri atas 40 desa dan 3 kelurahan."),
        Example::body("Hadir 10 orang, terdiri atas 6 laki-laki dan 5 perempuan, termasuk 1 ketua."),
        Example::body("Hadir 24 peserta, yakni masing-masing 2 orang dari tiap desa dan 3 staf."),
        Example::body("Hadir 10 orang, di antaranya 6 laki-laki dan 3 perempuan."),
        Example::body("Hadir 10 orang, yakni 6 laki-laki, 4 perempuan, dan beberapa anak."),
        Example::body("Hadir sekitar 10 orang, yakni 6 laki-laki dan 5 perempuan."),
        Example::body("Ada 2.151 pemilih, yakni 1.000 laki-laki dan 1.151 perempuan yang tersebar di 24 desa."),
        Example::body("Ada 100 perkara, terdiri dari 90 perkara ditolak, 6 perkara dicabut, 2 perkara gugur dan 2 perkara lainnya."),
    ],
    run: Run::Piece(run),
};

const PEOPLE: [&str; 36] = [
    "orang",
    "peserta",
    "pemilih",
    "anggota",
    "jiwa",
    "warga",
    "pegawai",
    "pelamar",
    "pendaftar",
    "personel",
    "penduduk",
    "siswa",
    "mahasiswa",
    "petugas",
    "relawan",
    "staf",
    "komisioner",
    "laki",
    "perempuan",
    "pria",
    "wanita",
    "putra",
    "putri",
    "ketua",
    "sekretaris",
    "pelajar",
    "guru",
    "anak",
    "siswi",
    "penerima",
    "pasien",
    "tenaga",
    "santri",
    "dokter",
    "perawat",
    "dosen",
];
/// Words that make a sum unsure.
const UNSURE: [&str; 20] = [
    "masing",
    "sekitar",
    "lebih",
    "hampir",
    "termasuk",
    "antaranya",
    "beberapa",
    "sisanya",
    "lainnya",
    "sebagian",
    "minimal",
    "maksimal",
    "kurang",
    "tiap",
    "setiap",
    "selain",
    "ditambah",
    "dikurangi",
    "atau",
    "per",
];
/// Tokens between a total and what it is made of.
const NEAR: usize = 8;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for sentence in &piece.look.sentences {
        let unsure = sentence.clone().any(|at| UNSURE.contains(&piece.low(at)));
        let mut at = sentence.start;
        while at < sentence.end && !unsure && !found.is_full() {
            let Some((total, behind)) = is_start(piece, at).then(|| count::at(piece, at)).flatten()
            else {
                at += 1;
                continue;
            };
            if let Some(parts) = colon(piece, behind, sentence.end)
                .and_then(|from| parts(piece, piece.low(behind), from..sentence.end))
            {
                let sum: u64 = parts.iter().sum();
                if sum != total {
                    told(piece, at..behind + 1, total, &parts, found);
                }
                break;
            }
            at = behind;
        }
    }
}

/// A number of things, not of an article or a day.
fn is_start(piece: &Piece<'_>, at: usize) -> bool {
    is_number(piece, at) || is_word(piece, at)
}

fn told(piece: &Piece<'_>, span: Range<usize>, total: u64, parts: &[u64], found: &mut Found) {
    let grouped = |value: u64| count::grouped(&value.to_string());
    let terms: Vec<String> = parts.iter().map(|part| grouped(*part)).collect();
    let mut finding = piece.finding(&RULE, piece.span(span));
    finding.args = vec![
        ("parts", terms.join(" + ")),
        ("sum", grouped(parts.iter().sum())),
        ("total", grouped(total)),
    ];
    found.push(finding);
}

/// Where the parts begin: behind `terdiri atas`, `yakni`, a colon or a bracket that follow the
/// counted thing closely.
fn colon(piece: &Piece<'_>, noun: usize, until: usize) -> Option<usize> {
    if !is_word(piece, noun) {
        return None;
    }
    let mut at = noun + 1;
    let stop = until.min(noun + 1 + NEAR);
    while at < stop {
        match (piece.low(at), piece.low(at + 1)) {
            ("terdiri", "atas" | "dari") => return Some(at + 2),
            ("yakni" | "yaitu" | "rinciannya" | "meliputi", _) => {
                return Some(if piece.is_sign(at + 1, ':') { at + 2 } else { at + 1 });
            }
            ("dengan", "rincian" | "komposisi") => {
                let colon = piece.is_sign(at + 2, ':') || piece.is_sign(at + 2, ',');
                return Some(if colon { at + 3 } else { at + 2 });
            }
            _ => {}
        }
        match sign(piece, at) {
            Some(':' | '(') => return Some(at + 1),
            Some(',') => {}
            Some(_) => return None,
            None if is_number(piece, at) => return None,
            None => {}
        }
        at += 1;
    }
    None
}

/// The parts, if the rest of the sentence holds nothing but them.
fn parts(piece: &Piece<'_>, total: &str, range: Range<usize>) -> Option<Vec<u64>> {
    let mut parts = Vec::new();
    let mut at = range.start;
    loop {
        let (value, noun) = count::at(piece, at)?;
        if !is_part(piece, total, noun) {
            return None;
        }
        parts.push(value);
        at = words_behind(piece, noun, range.end);
        let mut joint = at;
        while matches!(sign(piece, joint), Some(',' | ';'))
            || matches!(piece.low(joint), "dan" | "serta")
        {
            joint += 1;
        }
        if joint == at || joint >= range.end {
            break;
        }
        at = joint;
    }
    // What follows could be a part too.
    let closed = (at..range.end).all(|at| is_tail(piece, at)) || piece.is_sign(at, ')');
    let more = says_more(piece, at..range.end);
    (parts.len() > 1 && (closed || !more)).then_some(parts)
}

fn is_tail(piece: &Piece<'_>, at: usize) -> bool {
    matches!(sign(piece, at), Some('.' | ')' | '!' | '?' | '”' | '"' | '*' | '_'))
}

fn says_more(piece: &Piece<'_>, range: Range<usize>) -> bool {
    // `yang tersebar di 24 desa` tells of another thing.
    let relative = matches!(piece.low(range.start), "yang" | "dari" | "di" | "pada" | "se");
    !relative && range.len() > 1
}

/// A part is of the same things as the total, or both are of people.
fn is_part(piece: &Piece<'_>, total: &str, noun: usize) -> bool {
    let low = piece.low(noun);
    low == total || PEOPLE.contains(&total) && PEOPLE.contains(&low)
}

/// The end of the words that tell what a part is.
fn words_behind(piece: &Piece<'_>, noun: usize, until: usize) -> usize {
    let mut at = noun;
    while at < until
        && (is_word(piece, at) || piece.is_sign(at, '-'))
        && !matches!(piece.low(at), "dan" | "serta" | "yang" | "dari" | "di" | "pada" | "se")
    {
        at += 1;
    }
    at
}
