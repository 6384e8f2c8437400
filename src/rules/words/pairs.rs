//! E11: conjunctions that go in pairs: `antara … dan`, `baik … maupun`, `bukan … melainkan`,
//! `tidak hanya … tetapi juga`.

use std::ops::Range;

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E11",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Kerja sama antara KPU dengan Polri dibahas.").finds("dengan", &["dan"]),
        Example::body("Rapat dibuka, baik secara luring dan daring.").finds("dan", &["maupun"]),
        Example::body("Diikuti satker, mulai dari provinsi maupun kota.")
            .finds("maupun", &["hingga"]),
        Example::body("Itu bukan hanya tugas KPU, tetapi juga warga.")
            .finds("tetapi", &["melainkan"]),
        Example::body("Kini wajib. Baik tim kampanye ataupun relawan mendaftar.")
            .finds("ataupun", &["maupun"]),
        Example::body("Itu bukan tanda malas, tetapi tanda hemat.").finds("tetapi", &["melainkan"]),
        Example::body("Itu tidak hanya hak, melainkan juga amanat.")
            .finds("melainkan", &["tetapi"]),
    ],
    right: &[
        Example::body("Kerja sama antara KPU dan Polri sesuai dengan aturan."),
        Example::body("Rapat antara lain dibuka dengan doa, di antara warga dengan anak."),
        Example::body("Dijalankan dengan baik dan benar, baik luring maupun daring."),
        Example::body("Mulai dari provinsi hingga kota, baik KPU maupun Bawaslu."),
        Example::body("Itu bukan hanya tugas KPU, melainkan juga warga. Tetapi ia diam."),
        Example::body("Kesepakatan antara dua pihak yang sesuai dengan aturan."),
        Example::body(
            "Itu bukan tugas mudah, tetapi kami siap. Baik, pagi ataupun sore bisa. Baik buruknya ataupun lambatnya layanan dinilai.",
        ),
        Example::body("Bukan hari ini. Tidak hanya itu, tetapi juga lusa."),
    ],
    run: Run::Piece(run),
};

/// The second part of a pair stands no further off.
const FAR: usize = 24;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    if matches!(piece.part, Part::Headline | Part::Heading) {
        return;
    }
    for (at, token) in piece.tokens().iter().enumerate() {
        if found.is_full() {
            return;
        }
        let wrong = match token.low.as_str() {
            "antara" => between(piece, at),
            "baik" => both(piece, at),
            "mulai" => from(piece, at),
            "bukan" | "tidak" => only(piece, at),
            _ => None,
        };
        let Some((second, right, pair)) = wrong else { continue };
        let mut finding = piece.finding(&RULE, piece.span(second..second + 1));
        let first = piece.low(at);
        finding.args =
            vec![("x", format!("{first} … {}", finding.text)), ("y", format!("{first} … {pair}"))];
        finding.fixes.push(right.to_owned());
        found.push(finding);
    }
}

/// Where the second part stands, what is right there, and how the pair goes.
type Wrong = (usize, &'static str, &'static str);

/// The tokens behind, up to the sentence's end and not too far.
fn ahead(piece: &Piece<'_>, at: usize, far: usize) -> Range<usize> {
    at + 1..piece.sentence(at).end.min(at + 1 + far)
}

/// `antara A dengan B`.
fn between(piece: &Piece<'_>, at: usize) -> Option<Wrong> {
    if piece.low(at + 1) == "lain" || piece.low(at.wrapping_sub(1)) == "di" {
        return None;
    }
    let second = ahead(piece, at, 7).find(|at| piece.low(*at) == "dengan")?;
    // Verbs that bring a `dengan` of their own, or the right word in time.
    let ends = |at: usize| {
        let low = piece.low(at);
        matches!(piece.tokens().get(at).map(|token| token.kind), Some(Kind::Sign(',' | ':' | ';')))
            || matches!(low, "dan" | "yang" | "serta" | "atau" | "sama" | "sesuai" | "terkait")
            || ["ber", "me", "di", "ter", "se"].iter().any(|verb| low.starts_with(verb))
                && low.len() > 5
                && piece.word(at).starts_with(char::is_lowercase)
    };
    (second > at + 1 && !(at + 1..second).any(ends)).then_some((second, "dan", "dan"))
}

/// `, baik secara luring dan daring`.
fn both(piece: &Piece<'_>, at: usize) -> Option<Wrong> {
    if piece.begins_sentence(at) && !piece.low(at + 1).starts_with("buruk") {
        let mut rest = ahead(piece, at, 8).take_while(|at| !piece.is_sign(*at, ','));
        let second = rest.find(|at| matches!(piece.low(*at), "ataupun" | "maupun"))?;
        return (piece.low(second) == "ataupun").then_some((second, "maupun", "maupun"));
    }
    let opens = at > 0 && (piece.is_sign(at - 1, ',') || piece.is_sign(at - 1, '('));
    let next = matches!(
        piece.low(at + 1),
        "dari"
            | "secara"
            | "di"
            | "oleh"
            | "untuk"
            | "sebagai"
            | "bagi"
            | "kepada"
            | "pada"
            | "melalui"
            | "dalam"
            | "itu"
    );
    if !opens || !next {
        return None;
    }
    let rest = ahead(piece, at, FAR);
    if rest.clone().any(|at| piece.low(at) == "maupun") {
        return None;
    }
    let second = rest
        .take(9)
        .take_while(|at| !piece.is_sign(*at, ','))
        .find(|at| matches!(piece.low(*at), "dan" | "ataupun" | "atau" | "serta"))?;
    Some((second, "maupun", "maupun"))
}

/// `mulai dari A maupun B`.
fn from(piece: &Piece<'_>, at: usize) -> Option<Wrong> {
    if piece.low(at + 1) != "dari" {
        return None;
    }
    let stop = |at: &usize| !matches!(piece.low(*at), "hingga" | "sampai" | "baik" | "ke");
    let second = ahead(piece, at, 16).take_while(stop).find(|at| piece.low(*at) == "maupun")?;
    Some((second, "hingga", "hingga"))
}

/// `bukan hanya … tetapi`, `tidak hanya … melainkan`.
fn only(piece: &Piece<'_>, at: usize) -> Option<Wrong> {
    if piece.low(at) == "bukan" {
        // `bukan A, tetapi A lain`: the word that comes again is what is corrected.
        let again = ahead(piece, at, 12).find(|at| piece.is_sign(*at, ',')).filter(|comma| {
            piece.low(comma + 1) == "tetapi"
                && !piece.low(at + 1).is_empty()
                && piece.low(comma + 2) == piece.low(at + 1)
        });
        if let Some(comma) = again {
            return Some((comma + 1, "melainkan", "melainkan"));
        }
    }
    if !matches!(piece.low(at + 1), "hanya" | "saja" | "sekadar" | "cuma") {
        return None;
    }
    let second = ahead(piece, at, FAR)
        .find(|at| matches!(piece.low(*at), "tetapi" | "tapi" | "melainkan" | "namun"))?;
    let right = if piece.low(at) == "bukan" { "melainkan" } else { "tetapi" };
    let is_right = piece.low(second) == right
        || piece.low(second) == "namun" && piece.low(second + 1) != "juga";
    (!is_right).then_some((second, right, right))
}
