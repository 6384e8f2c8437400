//! E04: where a hyphen joins: before capitals (`se-NTB`), between a prefix and figures (`ke-4`,
//! `2020-an`): EYD V, on the hyphen.

use super::shield::is_shielded;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E04",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Rapat KPU se NTB dibuka.").finds("se NTB", &["se-NTB"]),
        Example::headline("Rapim KPU Se Indonesia").finds("Se Indonesia", &["Se-Indonesia"]),
        Example::body("KPU seIndonesia hadir.").finds("seIndonesia", &["se-Indonesia"]),
        Example::body("KPU se - NTB hadir.").finds("se - NTB", &["se-NTB"]),
        Example::body("Rapim ke IV digelar.").finds("ke IV", &["ke-4", "IV"]),
        Example::body("Lihat lampiran ke III dan laporan.").finds("ke III", &["ke-3", "III"]),
        Example::body("Apel HUT RI ke 80 di lapangan.").finds("ke 80", &["ke-80"]),
        Example::body("Untuk kali ke 3 rapat ditunda.").finds("ke 3", &["ke-3"]),
        Example::body("Ini rapat ke2 kami.").finds("ke2", &["ke-2"]),
        Example::body("Sejak tahun 2020 an arsip rapi.").finds("2020 an", &["2020-an"]),
        Example::body("Warga tahun 1990an.").finds("1990an", &["1990-an"]),
        Example::body("Abad ke-XX telah lewat.")
            .graded(Level::Suggestion)
            .finds("ke-XX", &["ke-20", "XX"]),
    ],
    right: &[
        Example::body("KPU se-NTB, ke-4, 2020-an, dan Abad XX benar."),
        Example::body("Logistik dikirim ke 15 kecamatan dan ke TPS 3; laporan ke KPU."),
        Example::body("Jumlahnya naik dari 70 ke 80 kursi, dari tahap II ke III."),
        Example::body("Rombongan KPU RI ke 38 provinsi."),
        Example::body("Akun pindah ke X, nomor 2 dan seterusnya."),
        Example::body("Sekretaris se tempat itu; sepuluh an."),
        Example::body("Pindah ke Vila dan ke MI negeri."),
        Example::body("Perjalanan dari KPU Contoh ke KPU lain."),
    ],
    run: Run::Piece(run),
};

/// What is counted by an ordinal.
const COUNTED: [&str; 30] = [
    "abad",
    "angkatan",
    "anniversary",
    "batch",
    "bagian",
    "edisi",
    "episode",
    "gelombang",
    "harlah",
    "hut",
    "jilid",
    "kali",
    "milad",
    "natalis",
    "pekan",
    "peringatan",
    "peringkat",
    "periode",
    "pertemuan",
    "putaran",
    "rakernas",
    "rakornas",
    "rapim",
    "sesi",
    "seri",
    "tahap",
    "tahun",
    "termin",
    "urutan",
    "volume",
];

/// A birthday makes an ordinal of the name it is of.
const BIRTHDAYS: [&str; 7] =
    ["hut", "ulang", "dirgahayu", "harlah", "kemerdekaan", "milad", "natalis"];

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for (at, token) in piece.tokens().iter().enumerate() {
        if found.is_full() {
            return;
        }
        let made = match token.kind {
            Kind::Word if token.low == "se" => whole(piece, at),
            Kind::Word if token.low == "ke" => ordinal(piece, at),
            Kind::Word => joined(piece, at),
            Kind::Number => decade(piece, at),
            _ => None,
        };
        let Some((words, fixes)) = made else { continue };
        if is_shielded(piece, words.clone()) {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(words));
        // Joined rightly, only the figures are those of a century.
        if finding.text.starts_with("ke-") {
            finding.level = Level::Suggestion;
        }
        finding.args = vec![("y", fixes.first().cloned().unwrap_or_default())];
        finding.fixes = fixes;
        found.push(finding);
    }
}

type Fix = (std::ops::Range<usize>, Vec<String>);

/// The place behind blanks and a hyphen that stands apart.
fn behind(piece: &Piece<'_>, at: usize) -> usize {
    if piece.is_sign(at + 1, '-') { at + 2 } else { at + 1 }
}

/// `se NTB`, `se - NTB`.
fn whole(piece: &Piece<'_>, at: usize) -> Option<Fix> {
    let name = behind(piece, at);
    let is_joined = (at + 1..=name).all(|at| piece.is_glued(at));
    let word = piece.word(name);
    let is_name = piece.tokens().get(name)?.kind == Kind::Word && case(word) != Case::Lower;
    // `Se` is a name of its own in the middle of other names.
    let stands = piece.word(at) == "se" || at > 0 && piece.word(at) == "Se";
    (is_name && stands && !is_joined && !piece.is_glued(at))
        .then(|| (at..name + 1, vec![format!("{}-{word}", piece.word(at))]))
}

/// `ke 80` and `ke IV` where something is counted.
fn ordinal(piece: &Piece<'_>, at: usize) -> Option<Fix> {
    let number = behind(piece, at);
    let is_joined = (at + 1..=number).all(|at| piece.is_glued(at));
    let (word, token) = (piece.word(number), piece.tokens().get(number)?);
    if comes_from(piece, at) {
        return None;
    }
    let ke = piece.word(at);
    if token.kind == Kind::Number {
        let short = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
        return (short && !is_joined && is_counted(piece, at))
            .then(|| (at..number + 1, vec![format!("{ke}-{word}")]));
    }
    let value = roman(word)?;
    let fixes = vec![format!("{ke}-{value}"), word.to_owned()];
    (is_joined || is_counted(piece, at) || value > 1 && word.len() > 1 && is_meeting(piece, at))
        .then(|| (at..number + 1, fixes))
}

/// `dari tahap II ke III`: a way and no ordinal.
fn comes_from(piece: &Piece<'_>, at: usize) -> bool {
    (at.saturating_sub(6)..at).any(|at| piece.low(at) == "dari")
}

fn is_counted(piece: &Piece<'_>, at: usize) -> bool {
    COUNTED.contains(&piece.low(at.wrapping_sub(1)))
        || (at.saturating_sub(5)..at).any(|at| BIRTHDAYS.contains(&piece.low(at)))
}

fn is_meeting(piece: &Piece<'_>, at: usize) -> bool {
    matches!(
        piece.low(at.wrapping_sub(1)),
        "rapat"
            | "rakor"
            | "rapim"
            | "kongres"
            | "muktamar"
            | "musyawarah"
            | "konferensi"
            | "presiden"
            | "pilkada"
            | "pemilu"
            | "lampiran"
            | "laporan"
            | "sidang"
            | "babak"
            | "triwulan"
            | "semester"
    )
}

/// `ke80`, `seIndonesia`, `1990an`.
fn joined(piece: &Piece<'_>, at: usize) -> Option<Fix> {
    let word = piece.word(at);
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if piece.is_glued(at) && !piece.is_sign(at - 1, '(') {
        return None;
    }
    if let Some(rest) = word.strip_prefix("ke").filter(|rest| figures(rest) && rest.len() <= 3) {
        return Some((at..at + 1, vec![format!("ke-{rest}")]));
    }
    if let Some(rest) = word.strip_suffix("an").filter(|rest| figures(rest) && rest.ends_with('0'))
    {
        return Some((at..at + 1, vec![format!("{rest}-an")]));
    }
    let rest = word.strip_prefix("se")?;
    let name = matches!(case(rest), Case::Upper | Case::Capital) && rest.len() > 2;
    (name && rest.starts_with(char::is_uppercase)).then(|| (at..at + 1, vec![format!("se-{rest}")]))
}

/// `2020 an`.
fn decade(piece: &Piece<'_>, at: usize) -> Option<Fix> {
    let year = piece.word(at);
    let round = year.len() == 4 && year.ends_with('0') && year.bytes().all(|b| b.is_ascii_digit());
    (round && piece.word(at + 1) == "an" && !piece.is_glued(at + 1))
        .then(|| (at..at + 2, vec![format!("{year}-an")]))
}

/// The value of a Roman number as people count meetings: up to 39.
fn roman(word: &str) -> Option<u32> {
    let tens = word.bytes().take_while(|b| *b == b'X').count();
    let ones = match word.get(tens..)? {
        "" if tens > 0 => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    // `X` alone is a network, `I` alone a letter.
    let value = u32::try_from(tens).ok()? * 10 + ones;
    (tens <= 3 && word != "X" && word != "I" && word != "V").then_some(value)
}
