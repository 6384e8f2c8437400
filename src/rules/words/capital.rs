//! E07: a capital in the middle of a sentence, on a word that the same text writes small
//! elsewhere. Names keep theirs, and so do titles before names: in doubt nothing is said.

use std::collections::HashMap;

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E07",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Pengawasan internal penting. Rapat di Internal organisasi berjalan.")
            .finds("Internal", &["internal"]),
        Example::body("Data dicatat dengan teliti. Semua bekerja dengan Teliti dan cepat.")
            .finds("Teliti", &["teliti"]),
        Example::body("Warga datang. Ada warga lain dan para Warga pulang.")
            .finds("Warga", &["warga"]),
    ],
    right: &[
        Example::body("Rapat internal dibuka di Ruang Internal Kantor."),
        Example::body("Ia menyukai melati. Rumah dekat Melati itu."),
        Example::body("Bahasan tentang Internal organisasi; hal internal lain."),
        Example::body("Para ketua hadir. Menurut Ketua KPU rapat usai bersama Ketua itu."),
        Example::body("Warga datang. “Warga” itu banyak; kata warga: Warga datang."),
        Example::headline("Rapat Internal dan Internal Kerja"),
    ],
    run: Run::Whole(run),
};

/// Words that offices write with a capital by habit, or that stand for one office or event.
const TITLES: [&str; 60] = [
    "ketua",
    "anggota",
    "komisioner",
    "sekretaris",
    "kepala",
    "divisi",
    "kantor",
    "aula",
    "kabupaten",
    "kota",
    "provinsi",
    "kecamatan",
    "desa",
    "kelurahan",
    "pemilu",
    "pemilihan",
    "pilkada",
    "rapat",
    "rakor",
    "rapim",
    "bimtek",
    "humas",
    "bupati",
    "gubernur",
    "walikota",
    "presiden",
    "pleno",
    "komisi",
    "badan",
    "panitia",
    "sekretariat",
    "dinas",
    "kementerian",
    "partai",
    "kasubbag",
    "kabag",
    "deputi",
    "direktur",
    "menteri",
    "hukum",
    "daerah",
    "nasional",
    "republik",
    "negara",
    "bangsa",
    "tuhan",
    "islam",
    "undang",
    "peraturan",
    "keputusan",
    "pasal",
    "tahun",
    "bulan",
    "jalan",
    "gedung",
    "hotel",
    "sekolah",
    "universitas",
    "bapak",
    "ibu",
];

/// Words before that introduce a title of something.
const INTRODUCING: [&str; 14] = [
    "tentang", "terkait", "bertema", "bertajuk", "berjudul", "bernama", "tema", "judul",
    "aplikasi", "program", "menurut", "kata", "ujar", "dekat",
];

/// More text than this is no release.
const MOST_WORDS: usize = 20_000;

fn run(page: &Page<'_>, found: &mut Found) {
    let paragraphs = || page.of_body().filter(|piece| piece.part == Part::Paragraph);
    if paragraphs().map(|piece| piece.tokens().len()).sum::<usize>() > MOST_WORDS {
        return;
    }
    let mut small: HashMap<&str, usize> = HashMap::new();
    let mut large: HashMap<&str, usize> = HashMap::new();
    for piece in paragraphs() {
        for (at, token) in piece.tokens().iter().enumerate() {
            if token.kind != Kind::Word || token.low.len() < 5 {
                continue;
            }
            match case(piece.word(at)) {
                Case::Lower => *small.entry(&token.low).or_default() += 1,
                Case::Capital if !piece.begins_sentence(at) => {
                    *large.entry(&token.low).or_default() += 1;
                }
                _ => {}
            }
        }
    }
    for piece in paragraphs() {
        for (at, token) in piece.tokens().iter().enumerate() {
            let low = token.low.as_str();
            let (Some(small), Some(large)) = (small.get(low), large.get(low)) else { continue };
            if found.is_full() || small < large || !is_stray(piece, at) {
                continue;
            }
            let mut finding = piece.finding(&RULE, token.span.clone());
            finding.args = vec![("x", finding.text.clone())];
            finding.fixes.push(low.to_owned());
            found.push(finding);
        }
    }
}

/// Small words to both sides, and nothing that would make a title of it.
fn is_stray(piece: &Piece<'_>, at: usize) -> bool {
    let Some(token) = piece.tokens().get(at) else { return false };
    let small = |at: usize| {
        piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word)
            && case(piece.word(at)) == Case::Lower
    };
    case(piece.word(at)) == Case::Capital
        && at > 0
        && small(at - 1)
        && small(at + 1)
        && !piece.is_glued(at)
        && !INTRODUCING.contains(&piece.low(at - 1))
        && !TITLES.contains(&token.low.as_str())
        && !piece.begins_sentence(at)
        && !piece.is_quoted(token.span.start)
}
