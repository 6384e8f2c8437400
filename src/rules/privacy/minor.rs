//! P10: children and victims with their full names, and what somebody is ill with: data of
//! persons of the special kind.

use super::mask;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{is_number, is_word};
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P10",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Korban, Budi Santoso (15 tahun), dirawat.").finds("BS", &["BS"]),
        Example::body("Siswa Ani Rahma Sari (14) ikut bertanya.").finds("ARS", &["ARS"]),
        Example::body("Di sana Budi Santoso yang berusia 12 tahun ditemukan.").finds("BS", &["BS"]),
        Example::body("Korban pencabulan bernama Ani Rahma melapor.").finds("AR", &["AR"]),
        Example::body("Petugas merawat Rizky Ananda Putra, 9 tahun, di sana.")
            .finds("RAP", &["RAP"]),
        Example::body("Peserta Budi Santoso yang menderita asma hadir.").finds("BS", &["BS"]),
        Example::body("Warga Budi Santoso mengidap penyakit jantung.").finds("BS", &["BS"]),
    ],
    right: &[
        Example::body("BS (15 tahun) dirawat."),
        Example::body("Budi Santoso (35 tahun) hadir bersama Ani Rahma (42)."),
        Example::body("KPU Kabupaten Contoh (15 tahun) dan Pasal Tiga (3)."),
        Example::body("Pemilih pemula berusia 17 tahun hadir."),
        Example::body("Program Kota Sehat berusia 12 tahun."),
        Example::body("Sebanyak 12 anak hadir bersama Budi Santoso."),
        Example::body("Budi Santoso menjabat 5 tahun."),
        Example::body("Ketua KPU Siti Rahmawati mengidap flu."),
    ],
    run: Run::Piece(run),
};

/// Words of offices, places and texts, which are written like names.
const NO_NAMES: [&str; 62] = [
    "kpu",
    "bawaslu",
    "kabupaten",
    "kota",
    "provinsi",
    "kecamatan",
    "desa",
    "kelurahan",
    "pasal",
    "ayat",
    "lampiran",
    "komisi",
    "pemilihan",
    "umum",
    "pemilu",
    "program",
    "divisi",
    "bagian",
    "ketua",
    "anggota",
    "kepala",
    "sekretaris",
    "tahun",
    "undang",
    "peraturan",
    "republik",
    "indonesia",
    "sekolah",
    "dinas",
    "badan",
    "panitia",
    "partai",
    "hari",
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "sabtu",
    "minggu",
    "siswa",
    "korban",
    "warga",
    "pelajar",
    "anak",
    "santri",
    "pemilih",
    "masyarakat",
    "peserta",
    "pasien",
    "petugas",
    "ibu",
    "bapak",
    "saudara",
    "mahasiswa",
    "guru",
    "seorang",
    "menurut",
    "dalam",
    "saat",
    "pada",
    "kata",
];
const OF_CHILDREN: [&str; 14] = [
    "korban",
    "siswa",
    "siswi",
    "pelajar",
    "santri",
    "anak",
    "bocah",
    "balita",
    "remaja",
    "murid",
    "putra",
    "putri",
    "tersangka",
    "pelaku",
];
const CRIMES: [&str; 7] =
    ["pencabulan", "perkosaan", "pemerkosaan", "pelecehan", "kekerasan", "perdagangan", "asusila"];

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for sentence in &piece.look.sentences {
        let has = |words: &[&str]| sentence.clone().any(|at| words.contains(&piece.low(at)));
        let (of_child, of_crime) = (has(&OF_CHILDREN), has(&["korban"]) && has(&CRIMES));
        let mut at = sentence.start;
        while at < sentence.end && !found.is_full() {
            let end = name(piece, at, sentence.end);
            if end < at + 2 {
                at = end.max(at + 1);
                continue;
            }
            let child = age(piece, end)
                .is_some_and(|(age, sure)| (1..18).contains(&age) && (sure || of_child));
            let victim = of_crime && at >= 1 && matches!(piece.low(at - 1), "bernama" | "korban");
            let verb = if piece.low(end) == "yang" { end + 1 } else { end };
            let ill = matches!(piece.low(verb), "mengidap" | "menderita" | "terinfeksi");
            let words = piece.slice(piece.span(at..end));
            if (child || victim || ill) && !is_known(page, words) {
                let finding = piece.finding(&RULE, piece.span(at..end));
                found.push(mask::hidden(finding, mask::initials(words), true));
            }
            at = end;
        }
    }
}

/// The end of a row of words that may be somebody's name.
fn name(piece: &Piece<'_>, from: usize, until: usize) -> usize {
    let of_name = |at: usize| {
        is_word(piece, at)
            && case(piece.word(at)) == Case::Capital
            && !NO_NAMES.contains(&piece.low(at))
            && (at == from || !piece.is_glued(at))
    };
    // Behind a word of an office there is its name.
    let of_office = from.checked_sub(1).is_some_and(|before| {
        let low = piece.low(before);
        is_word(piece, before)
            && NO_NAMES.contains(&low)
            && !OF_CHILDREN.contains(&low)
            && !matches!(
                low,
                "warga"
                    | "pemilih"
                    | "peserta"
                    | "pasien"
                    | "menurut"
                    | "kata"
                    | "ibu"
                    | "bapak"
                    | "saudara"
                    | "saat"
                    | "pada"
                    | "dalam"
                    | "seorang"
                    | "petugas"
                    | "mahasiswa"
                    | "guru"
            )
    });
    let mut at = from;
    while at < until && of_name(at) {
        at += 1;
    }
    if of_office && at > from { from.max(at - 1) } else { at }
}

/// The age behind a name, and whether it is told in words: `(15)`, `(15 tahun)`, `berusia 15`.
fn age(piece: &Piece<'_>, end: usize) -> Option<(u32, bool)> {
    let figure =
        |at: usize| is_number(piece, at).then(|| piece.word(at).parse::<u32>().ok()).flatten();
    if piece.is_sign(end, '(') {
        let sure = piece.low(end + 2) == "tahun" || piece.low(end + 2) == "thn";
        let closed = sure || piece.is_sign(end + 2, ')');
        return Some((figure(end + 1).filter(|_| closed)?, sure));
    }
    if piece.is_sign(end, ',') && piece.low(end + 2) == "tahun" {
        return Some((figure(end + 1)?, true));
    }
    let label = (end..end + 3).find(|at| matches!(piece.low(*at), "berusia" | "berumur"))?;
    Some((figure(label + 1)?, piece.low(label + 2) == "tahun"))
}

fn is_known(page: &Page<'_>, words: &str) -> bool {
    page.house.register.people().iter().any(|person| person.name == words)
}
