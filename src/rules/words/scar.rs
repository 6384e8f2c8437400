//! M01: what machine translation leaves behind: `luring` comes back as `memikat`, `daring` as
//! `berani`. Only listed collocations, and only in a text that speaks of elections.

use super::shield::{is_emphasised, is_shielded};
use super::standard::replaced;
use crate::domain::calendar::month;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::tables::Table;
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "M01",
    level: Level::Error,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU menggelar rapat secara memikat maupun berani.")
            .finds("memikat maupun berani", &["luring maupun daring"]),
        Example::body("Petugas KPPS membuka kotak vokal.").finds("kotak vokal", &["kotak suara"]),
        Example::body("Jumlah vokal sah di TPS dihitung.").finds("vokal sah", &["suara sah"]),
        Example::body("KPU membahas tindak hasil pemeriksaan lebih lanjut.")
            .finds("tindak hasil pemeriksaan lebih lanjut", &["tindak lanjut hasil pemeriksaan"]),
        Example::body("KPU menunda pleno sampai copot 25 November 2024.")
            .finds("copot", &["tanggal"]),
        Example::body("Hasil pemilu diumumkan pada jatuh 23 Agustus.").finds("jatuh", &["tanggal"]),
        Example::body("Rapat KPU menjelang massa tenang.")
            .finds("menjelang massa tenang", &["menjelang masa tenang"]),
        Example::body("Sosialisasi KPU untuk pemilih awal.")
            .graded(Level::Suggestion)
            .finds("pemilih awal", &["pemilih pemula"]),
    ],
    right: &[
        Example::body("KPU menggelar rapat secara luring maupun daring."),
        Example::body("Penampilan penari itu memikat maupun berani."),
        Example::body("KPU berterima kasih kepada peserta yang berani bertanya."),
        Example::body("HUT KPU jatuh pada 5 Mei; Iduladha jatuh 17 Juni. Ban copot 2 kali."),
        Example::body("KPU berharap massa tenang; aturan itu berbunyi sah di TPS."),
        Example::body("Latihan vokal diikuti petugas TPS."),
        Example::body("Kata “kotak vokal” muncul di naskah KPU."),
    ],
    run: Run::Whole(run),
};

/// Words by which a text speaks of elections.
const CONTEXT: [&str; 20] = [
    "kpu",
    "kip",
    "bawaslu",
    "dkpp",
    "kpps",
    "ppk",
    "pps",
    "tps",
    "pemilu",
    "pilkada",
    "pemilihan",
    "pemilih",
    "coblos",
    "mencoblos",
    "kampanye",
    "caleg",
    "paslon",
    "dpt",
    "rekapitulasi",
    "pantarlih",
];

fn run(page: &Page<'_>, found: &mut Found) {
    let mut context = None;
    for piece in &page.pieces {
        for hit in piece.hits(Table::Scar) {
            let words = hit.tokens.clone();
            let at = piece.tokens().get(words.start).map_or(0, |token| token.span.start);
            if found.is_full() || !*context.get_or_insert_with(|| is_of_elections(page)) {
                return;
            }
            // Who quotes such words, quotes them.
            if is_short_quotation(piece, at)
                || is_emphasised(piece, &words)
                || is_shielded(piece, words)
            {
                continue;
            }
            let mut finding = replaced(&RULE, piece, hit);
            if hit.entry.sure == "S" {
                finding.level = Level::Suggestion;
            }
            found.push(finding);
        }
        for at in dates(piece) {
            if found.is_full() || !*context.get_or_insert_with(|| is_of_elections(page)) {
                return;
            }
            let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
            finding.args = vec![("x", finding.text.clone()), ("y", "tanggal".to_owned())];
            finding.fixes.push("tanggal".to_owned());
            found.push(finding);
        }
    }
}

/// `copot 25 November`, `pada jatuh 23 Agustus`: a date whose *tanggal* was taken for the verb,
/// to fall off.
fn dates<'p>(piece: &'p Piece<'_>) -> impl Iterator<Item = usize> + 'p {
    piece.tokens().iter().enumerate().filter_map(|(at, token)| {
        let is_verb = match token.low.as_str() {
            "copot" => true,
            "jatuh" => matches!(
                piece.low(at.wrapping_sub(1)),
                "pada" | "sampai" | "hingga" | "sejak" | "per" | "mulai" | "dari"
            ),
            _ => false,
        };
        let is_day = || piece.tokens().get(at + 1).is_some_and(|day| day.kind == Kind::Number);
        let named = || piece.word(at + 2).len() > 2 && month(piece.word(at + 2)).is_some();
        (is_verb && is_day() && named() && !piece.is_quoted(token.span.start)).then_some(at)
    })
}

fn is_of_elections(page: &Page<'_>) -> bool {
    page.pieces
        .iter()
        .any(|piece| piece.tokens().iter().any(|token| CONTEXT.contains(&token.low.as_str())))
}

/// A word that is spoken of, not a sentence that somebody says.
fn is_short_quotation(piece: &Piece<'_>, at: usize) -> bool {
    let quotation = piece.look.quotations.iter().find(|quotation| quotation.span.contains(&at));
    quotation.is_some_and(|quotation| quotation.span.len() < 60 && quotation.close.is_some())
}
