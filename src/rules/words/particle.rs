//! E03: the particle *pun* stands apart (`apa pun`) but for twelve words that have grown together
//! with it (`walaupun`): EYD V, on particles.

use super::shield::{is_known, is_plain, is_shielded};
use super::standard::replaced;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::tables::Table;
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E03",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Apapun hasilnya, kami terima.").finds("Apapun", &["Apa pun"]),
        Example::body("Di manapun TPS-nya.").finds("manapun", &["mana pun"]),
        Example::body("Seorang pemilihpun wajib didata.").finds("pemilihpun", &["pemilih pun"]),
        Example::body("Kegiatannyapun lancar.").finds("Kegiatannyapun", &["Kegiatannya pun"]),
        Example::body("Pelaksanaanpun berjalan.").finds("Pelaksanaanpun", &["Pelaksanaan pun"]),
        Example::body("Walau pun hujan, warga datang.").finds("Walau pun", &["Walaupun"]),
        Example::body("Siapa mau pun boleh.")
            .graded(Level::Suggestion)
            .finds("mau pun", &["maupun"]),
    ],
    right: &[
        Example::body("Adapun, meskipun, walaupun, kalaupun, ataupun, dan maupun benar."),
        Example::body("Bagaimanapun, biarpun, kendatipun, sekalipun, sungguhpun, andaipun."),
        Example::body("Apa pun, siapa pun, dan mereka pun terpisah."),
        Example::body("KPU menghimpun data, memohon ampun, di bawah rumpun bambu, terhimpun."),
        Example::body("Warga Desa Lampun dan Pak Sapun hadir."),
    ],
    run: Run::Piece(run),
};

/// Words before the particle that need no pattern to be known.
const WORDS: [&str; 61] = [
    "akan",
    "anggota",
    "apa",
    "bawaslu",
    "begitu",
    "belum",
    "berapa",
    "boleh",
    "bupati",
    "data",
    "desa",
    "dia",
    "harus",
    "hasil",
    "hasilnya",
    "ia",
    "ini",
    "itu",
    "jadi",
    "jumlah",
    "kabupaten",
    "kami",
    "kapan",
    "kecamatan",
    "ketua",
    "kita",
    "kota",
    "kpu",
    "lagi",
    "langkah",
    "logistik",
    "mana",
    "masih",
    "masyarakat",
    "mereka",
    "orang",
    "panitia",
    "partai",
    "pemilih",
    "pemilu",
    "peserta",
    "petugas",
    "pihak",
    "pilkada",
    "rakyat",
    "rapat",
    "saksi",
    "satu",
    "saya",
    "sedikit",
    "siapa",
    "sudah",
    "suara",
    "surat",
    "tak",
    "tetap",
    "tidak",
    "tps",
    "waktu",
    "warga",
    "yang",
];

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Standard).filter(|hit| hit.entry.class == "pun") {
        if found.is_full() {
            return;
        }
        // `di manapun`: the table's entry without the preposition is one of its own.
        if is_known(page, piece, &hit.tokens) || is_shielded(piece, hit.tokens.clone()) {
            continue;
        }
        let mut finding = replaced(&RULE, piece, hit);
        if hit.entry.sure == "S" {
            finding.level = Level::Suggestion;
        }
        found.push(finding);
    }
    for (at, token) in piece.tokens().iter().enumerate() {
        if found.is_full() {
            return;
        }
        let Some(before) = token.low.strip_suffix("pun").filter(|_| token.kind == Kind::Word)
        else {
            continue;
        };
        let words = at..at + 1;
        if !is_word(before)
            || !is_plain(piece, at)
            || piece.hits(Table::Standard).any(|hit| hit.tokens.contains(&at))
            || is_known(page, piece, &words)
            || is_shielded(piece, words)
        {
            continue;
        }
        let word = piece.word(at);
        let Some((head, tail)) = word.split_at_checked(word.len() - 3) else { continue };
        let fix = format!("{head} {tail}");
        let mut finding = piece.finding(&RULE, token.span.clone());
        finding.args = vec![("x", word.to_owned()), ("y", fix.clone())];
        finding.fixes.push(fix);
        found.push(finding);
    }
}

/// Is it a word without the particle? `menghim` and `seram` are none.
fn is_word(before: &str) -> bool {
    if WORDS.contains(&before) {
        return true;
    }
    let noun = (before.starts_with("pe") || before.starts_with("ke")) && before.ends_with("an");
    let verb = ["ber", "ter", "men", "mem", "di"].iter().any(|prefix| before.starts_with(prefix))
        && (before.ends_with("kan") || before.ends_with('i'));
    before.len() > 6 && (noun || verb || before.ends_with("nya"))
}
