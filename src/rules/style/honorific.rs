//! K02: honorifics and superlatives that a report does without: `beliau`, `Bapak Bupati`,
//! `spektakuler`, `oknum`.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::tables::Table;
use crate::rules::token::{Case, Kind, case};
use crate::rules::words::shield::{is_named, is_shielded};
use crate::rules::words::standard::replaced;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "K02",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Beliau berpesan agar warga hadir.").finds("Beliau", &["Ia"]),
        Example::body("Acara itu sukses besar.").finds("sukses besar", &[]),
        Example::body("Hadir juga Bapak Ali Firmansyah di aula.").finds("Bapak Ali", &["Ali"]),
        Example::body("Antusiasme warga luar biasa.").finds("luar biasa", &[]),
    ],
    right: &[
        Example::body("Ia berpesan agar warga hadir."),
        Example::body("“Beliau berpesan begitu,” kata Ali."),
        Example::body("Rapat luar biasa, kejadian luar biasa, dan sekolah luar biasa."),
        Example::body("Hari Ibu Nasional di Ibu Kota; para Bapak/Ibu hadir."),
        Example::body("Seorang bapak dan ibu datang ke TPS."),
        Example::body("PT Dahsyat Makmur mencetak formulir."),
    ],
    run: Run::Piece(run),
};

/// Before these words the extraordinary is a term.
const TERMS: [&str; 16] = [
    "rapat",
    "kejadian",
    "keadaan",
    "kondisi",
    "kongres",
    "munas",
    "musyawarah",
    "muktamar",
    "sekolah",
    "hukum",
    "kejahatan",
    "duta",
    "pleno",
    "sidang",
    "cuti",
    "rups",
];

/// Names that such a word begins.
const NAMES: [&str; 8] =
    ["kota", "pertiwi", "negara", "pembangunan", "proklamator", "bangsa", "pendiri", "nasional"];

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Bias) {
        if found.is_full() {
            return;
        }
        let first = hit.tokens.start;
        let at = piece.tokens().get(first).map_or(0, |token| token.span.start);
        let term = hit.entry.wrong == "luar biasa"
            && (TERMS.contains(&piece.low(first.wrapping_sub(1)))
                || first > 1 && piece.low(first - 1) == "besar");
        let name =
            hit.entry.class == "hype" && !piece.begins_sentence(first) && is_named(piece, first);
        if !matches!(hit.entry.class, "honorific" | "hype")
            || term
            || name
            || piece.is_quoted(at)
            || is_shielded(piece, hit.tokens.clone())
        {
            continue;
        }
        found.push(replaced(&RULE, piece, hit));
    }
    addressed(piece, found);
}

/// `Bapak Ali`: the name alone.
fn addressed(piece: &Piece<'_>, found: &mut Found) {
    for (at, token) in piece.tokens().iter().enumerate() {
        if found.is_full() {
            return;
        }
        if !matches!(token.low.as_str(), "bapak" | "ibu" | "bpk")
            || case(piece.word(at)) != Case::Capital
            || piece.is_quoted(token.span.start)
        {
            continue;
        }
        let next = piece.word(at + 1);
        let named = piece.tokens().get(at + 1).is_some_and(|next| next.kind == Kind::Word)
            && case(next) == Case::Capital
            && !NAMES.contains(&piece.low(at + 1));
        // `Hari Ibu`, `Bapak/Ibu`, a village named so.
        let of_name = at > 0 && (is_named(piece, at - 1) || piece.is_sign(at - 1, '/'));
        if !named || of_name || piece.begins_sentence(at) && piece.low(at) == "ibu" {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at..at + 2));
        finding.args = vec![("x", finding.text.clone()), ("y", next.to_owned())];
        finding.fixes.push(next.to_owned());
        found.push(finding);
    }
}
