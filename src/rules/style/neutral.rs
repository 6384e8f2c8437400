//! K01: words that take sides: praise of a contestant, a call to vote for one, nicknames of
//! camps, words that set groups against each other. The code of conduct of election organisers
//! (DKPP Regulation 2 of 2017, article 8) asks for neutrality.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::tables::{Hit, Table};
use crate::rules::token::Kind;
use crate::rules::words::shield::is_shielded;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "K01",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Warga mendukung calon terbaik itu.").finds("calon terbaik", &[]),
        Example::body("Pasangan calon nomor urut 2 layak dipilih.").finds("layak dipilih", &[]),
        Example::body("Ayo, coblos nomor 2 di TPS.").finds("coblos nomor", &[]),
        Example::body("Komentar para cebong ramai.").finds("cebong", &[]),
        Example::body("Paslon 01 menang telak di sana.").finds("menang telak", &[]),
        Example::body("Ia menyebut partai paling bersih di sana.").finds("paling bersih", &[]),
        Example::body("Calon itu pantas didukung warga.")
            .graded(Level::Suggestion)
            .finds("pantas didukung", &[]),
    ],
    right: &[
        Example::body("Pasangan calon nomor urut 2 memperoleh suara terbanyak."),
        Example::body("KPU mencari calon terbaik anggota PPK lewat seleksi."),
        Example::body("Pemilih mencoblos nomor urut; tata cara coblos nomor urut dijelaskan."),
        Example::body("Tim futsal kantor menang telak."),
        Example::body("“Dia calon terbaik,” kata seorang warga."),
        Example::body("Layanan terbaik bagi partai politik dan calon pemilih."),
        Example::body("Gudang paling bersih; gagasan itu pantas didukung warga."),
        Example::body("Nasi dari lokasi yang layak dipilih panitia."),
    ],
    run: Run::Piece(run),
};

/// So many words to either side a contestant is looked for.
const NEAR: usize = 6;

const CONTESTANTS: [&str; 34] = [
    "paslon",
    "calon",
    "caleg",
    "cabup",
    "cagub",
    "capres",
    "cawapres",
    "cawali",
    "kandidat",
    "partai",
    "parpol",
    "petahana",
    "urut",
    "pdip",
    "golkar",
    "gerindra",
    "pkb",
    "nasdem",
    "pks",
    "demokrat",
    "pan",
    "ppp",
    "psi",
    "perindo",
    "hanura",
    "gelora",
    "pbb",
    "garuda",
    "buruh",
    "pilpres",
    "pilgub",
    "pilbup",
    "koalisi",
    "pengusung",
];

/// Who is chosen by an office is no contestant.
const CHOSEN: [&str; 14] = [
    "anggota",
    "ppk",
    "pps",
    "kpps",
    "pantarlih",
    "penyelenggara",
    "petugas",
    "seleksi",
    "peserta",
    "pegawai",
    "duta",
    "panwaslu",
    "komisioner",
    "asn",
];

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Bias) {
        if found.is_full() {
            return;
        }
        let at = piece.tokens().get(hit.tokens.start).map_or(0, |token| token.span.start);
        if !takes_sides(piece, hit) || piece.is_quoted(at) || is_shielded(piece, hit.tokens.clone())
        {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(hit.tokens.clone()));
        if hit.entry.sure == "S" {
            finding.level = Level::Suggestion;
        }
        finding.args = vec![("x", finding.text.clone())];
        found.push(finding);
    }
}

fn takes_sides(piece: &Piece<'_>, hit: &Hit) -> bool {
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    let is = |list: &[&str], at: usize| list.contains(&piece.low(at));
    match hit.entry.class {
        "nickname" | "sara" => true,
        "praise" => {
            let around = start.saturating_sub(NEAR)..end + 3;
            !around.into_iter().any(|at| is(&CHOSEN, at))
        }
        "near" => {
            let around = start.saturating_sub(NEAR)..end + NEAR;
            let sentence = piece.sentence(start);
            around.into_iter().any(|at| sentence.contains(&at) && is(&CONTESTANTS, at))
        }
        "call" => {
            let open = hit.entry.wrong.ends_with("nomor") || hit.entry.wrong.ends_with("urut");
            let number = piece.tokens().get(end).is_some_and(|next| {
                next.kind == Kind::Number
                    || matches!(next.low.as_str(), "satu" | "dua" | "tiga" | "empat" | "lima")
            });
            // `hak pilih nomor 2`, `cara coblos nomor 2`.
            let told = matches!(piece.low(start.wrapping_sub(1)), "hak" | "cara" | "untuk");
            (!open || number) && !told
        }
        _ => false,
    }
}
