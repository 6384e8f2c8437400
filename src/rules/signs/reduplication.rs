//! S11: a doubled word whose parts are held apart by blanks: `laki – laki` (EYD V: a hyphen
//! without blanks joins the parts).

use super::around::{gap, is_word, letters, sign};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S11",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ada enam laki – laki di aula.").finds("laki – laki", &["laki-laki"]),
        Example::body("Sesuai Undang – Undang itu.").finds("Undang – Undang", &["Undang-Undang"]),
        Example::body("Jangan disia – siakan.").finds("disia – siakan", &["disia-siakan"]),
        Example::body("Bekerja sebaik- baiknya.").finds("sebaik- baiknya", &["sebaik-baiknya"]),
        Example::body("Mereka hadir bersama -sama.").finds("bersama -sama", &["bersama-sama"]),
        Example::body("Menurut undang undang itu.").finds("undang undang", &["undang-undang"]),
        Example::body("Masing masing hadir.").finds("Masing masing", &["Masing-masing"]),
        Example::body("Menurut undang–undang itu.").finds("undang–undang", &["undang-undang"]),
    ],
    right: &[
        Example::body("Ada laki-laki, undang-undang, dan sebaik-baiknya."),
        Example::body("Rute Medan – Medan, Persib - Persib, KPU – KPU Kota."),
        Example::body("Kita bicara data — data yang akurat."),
        Example::body("Pukul 09.00 - 10.00, Senin – Selasa, ketua – anggota."),
        Example::body("Yang hadir orang, orang tua, dan anak."),
        Example::body("Rapat itu - itu rapat kerja."),
    ],
    run: Run::Piece(run),
};

/// Words that are often doubled.
const USUAL: [&str; 70] = [
    "alun", "anak", "bapak", "benar", "besar", "betul", "bukti", "cita", "daerah", "desa", "gara",
    "hak", "hal", "hari", "hati", "ibu", "isu", "kadang", "kecil", "kira", "kota", "kupu", "lain",
    "laki", "lama", "langkah", "lembaga", "macam", "masing", "mata", "mudah", "negara", "nilai",
    "olah", "orang", "pelan", "pihak", "pimpinan", "prinsip", "rata", "rekan", "ruang", "saling",
    "sama", "sayur", "sebisa", "sehari", "sekolah", "semata", "seolah", "siapa", "suara",
    "sungguh", "saat", "surat", "syarat", "tahap", "tahapan", "tahun", "tanda", "teman", "tiba",
    "tokoh", "tugas", "undang", "unsur", "upaya", "usaha", "warga", "waktu",
];
/// Rhetoric says these twice: `rapat itu - itu rapat kerja`.
const POINTING: [&str; 6] = ["di", "ini", "itu", "yang", "dan", "kami"];

pub(super) fn is_usual(low: &str) -> bool {
    USUAL.contains(&low)
}

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        if !is_word(piece, at) || found.is_full() {
            continue;
        }
        let second = match sign(piece, at + 1) {
            Some('-' | '–' | '—') => at + 2,
            Some(_) => continue,
            None => at + 1,
        };
        if !is_word(piece, second) || !is_parted(piece, at, second) {
            continue;
        }
        let is_part = |at: usize| matches!(sign(piece, at), Some('-' | '–')) && piece.is_glued(at);
        if at > 0 && is_part(at - 1) && piece.is_glued(at) || is_part(second + 1) {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at..second + 1));
        finding.fixes.push(format!("{}-{}", piece.word(at), piece.word(second)));
        finding.args = vec![("x", finding.fixes.concat())];
        found.push(finding);
    }
}

fn is_parted(piece: &Piece<'_>, at: usize, second: usize) -> bool {
    let (low, other) = (piece.low(at), piece.low(second));
    let blanks = (at + 1..=second).any(|at| !gap(piece, at).is_empty());
    let line = (at + 1..=second).any(|at| gap(piece, at).contains('\n'));
    if line || letters(low) < 3 || POINTING.contains(&low) {
        return false;
    }
    let same = low == other;
    match sign(piece, at + 1).filter(|_| second == at + 2) {
        Some('-') if !blanks => false,
        // A dash may set off an afterthought.
        None | Some('—') => same && is_usual(low),
        Some(_) if case(piece.word(at)) != Case::Lower => same && is_usual(low),
        Some(_) => same || is_affixed(low, other),
    }
}

const PREFIXES: [&str; 8] = ["di", "ber", "ter", "ke", "se", "me", "memper", ""];
const SUFFIXES: [&str; 6] = ["an", "kan", "i", "nya", "annya", ""];

/// `disia – siakan`: the end of the first word is the beginning of the second.
fn is_affixed(first: &str, second: &str) -> bool {
    PREFIXES.iter().filter_map(|prefix| first.strip_prefix(prefix)).any(|stem| {
        letters(stem) > 2
            && second.strip_prefix(stem).is_some_and(|suffix| SUFFIXES.contains(&suffix))
    })
}
