//! A01: an acronym that the text does not spell out.

use super::glossary::{self, At, Short, known};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, Kind, capitalised, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "A01",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Menurut DKPP, perkara itu selesai. DKPP memutusnya.")
            .finds("DKPP", &["Dewan Kehormatan Penyelenggara Pemilihan Umum (DKPP)"]),
        Example::body("Data masuk ke Silandak.")
            .finds("Silandak", &["Sistem Layanan Data Kabupaten (Silandak)"]),
        Example::body("Bimtek itu diikuti operator.")
            .finds("Bimtek", &["Bimbingan teknis (bimtek)"]),
        Example::body("Anggota KPPS hadir. Kelompok penyelenggara pemungutan suara (KPPS) juga.")
            .finds("KPPS", &["Kelompok Penyelenggara Pemungutan Suara (KPPS)"]),
        Example::body("Rapat XKTB dibuka. Hasil XKTB dicatat.").finds("XKTB", &[]),
    ],
    right: &[
        Example::body(
            "Badan Kehormatan, yakni Dewan Kehormatan Penyelenggara Pemilu (DKPP), memutus; DKPP menutupnya.",
        ),
        Example::body("DKPP (Dewan Kehormatan Penyelenggara Pemilu) memutus."),
        Example::body(
            "KPU, DPRD, TNI, Polri, KTP, dan WIB sudah dikenal; begitu pula PDIP, PKS, PAN.",
        ),
        Example::body("Pleno digelar.").under("Rakor PDPB dan DKPP"),
        Example::body(
            "Data dari PT BCDE dan PT BCDE Tbk, CV XYZA, CV XYZA. Pasal XVI dan Pasal XVI.",
        ),
        Example::body("TIDAK ada yang tidak hadir, TIDAK ada. Cukup ABCD sekali."),
        Example::body("Dewan Kehormatan Penyelenggara Pemilu memutus. DKPP menutupnya."),
        Example::body("Nomor 12/PL.02.1-BA/6112/2025 dan e-PPID; surel sidalih@contoh.test."),
        Example::body("Forum Kota Damai (FKDX) berdiri. FKDX bekerja untuk FKDX."),
        Example::body("Forum Kota Damai Xaverius berdiri. FKDX bekerja untuk FKDX."),
        Example::body("“DKPP sudah memutus,” kata Ketua KPU Siti Rahmawati."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let shorts = &page.shorts().by_low;
    let asked = shorts.iter().filter_map(|(low, short)| {
        let first = short.first(page)?;
        let is_told = short.told.is_some_and(|told| told <= first);
        (!is_told && !is_public(page, low)).then_some((low, short, first))
    });
    let asked: Vec<(&String, &Short, At)> = asked.collect();
    let spelt = glossary::spelt(page, asked.iter().map(|(low, ..)| low.as_str()));
    let small = small_words(page, &asked);
    for (low, short, first) in asked {
        let Some(piece) = page.pieces.get(first.piece) else { continue };
        let stands_before = spelt
            .get(low.as_str())
            .is_some_and(|(piece, span)| (*piece, span.start) < (first.piece, first.token));
        if stands_before || is_of_a_firm(piece, first.token) {
            continue;
        }
        let known = known(page.house, low);
        let full = known.as_ref().and_then(|known| known.fulls.first().copied());
        let unknown = full.is_none();
        if unknown
            && (short.all.len() < 2
                || small.contains(low)
                || is_beside_capitals(piece, first.token)
                || is_spelt_by_initials(page, low))
        {
            continue;
        }
        let span = piece.span(first.token..first.token + 1);
        let mut finding = piece.finding(&RULE, span);
        finding.args =
            vec![("x", finding.text.clone()), ("full", full.unwrap_or("none").to_owned())];
        if let Some(full) = full {
            finding.fixes.push(fix(piece, first.token, full));
        }
        found.push(finding);
    }
}

fn is_public(page: &Page<'_>, low: &str) -> bool {
    known(page.house, low).is_some_and(|known| known.is_public)
}

fn fix(piece: &Piece<'_>, token: usize, full: &str) -> String {
    let word = piece.word(token);
    if full.starts_with(char::is_uppercase) {
        return format!("{full} ({word})");
    }
    // `Bimtek` has its capital from the sentence, like its long form.
    if piece.begins_sentence(token) && case(word) == Case::Capital {
        return format!("{} ({})", capitalised(full), word.to_lowercase());
    }
    format!("{} ({word})", glossary::styled(full, word))
}

/// Which of them the text has as common words, in small letters.
fn small_words(
    page: &Page<'_>,
    asked: &[(&String, &Short, At)],
) -> std::collections::HashSet<String> {
    let unlisted: std::collections::HashSet<&str> = asked
        .iter()
        .filter(|(_, short, _)| !short.is_listed)
        .map(|(low, ..)| low.as_str())
        .collect();
    let mut small = std::collections::HashSet::new();
    if unlisted.is_empty() {
        return small;
    }
    for piece in &page.pieces {
        for (at, token) in piece.tokens().iter().enumerate() {
            if unlisted.contains(token.low.as_str()) && case(piece.word(at)) != Case::Upper {
                small.insert(token.low.clone());
            }
        }
    }
    small
}

/// Firms, schools and parties are called by their letters.
fn is_of_a_firm(piece: &Piece<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).map_or("", |before| piece.low(before));
    matches!(
        before,
        "pt" | "cv"
            | "bank"
            | "partai"
            | "hotel"
            | "yayasan"
            | "universitas"
            | "stie"
            | "radio"
            | "rsud"
            | "ud"
            | "koperasi"
            | "toko"
            | "grup"
            | "kapal"
            | "km"
            | "klub"
    ) || piece.low(token + 1) == "tbk"
}

/// `RAPAT PLENO`: words in capitals beside one another are no acronyms.
fn is_beside_capitals(piece: &Piece<'_>, token: usize) -> bool {
    let is_upper = |at: usize| case(piece.word(at)) == Case::Upper && glossary_free(piece.word(at));
    is_upper(token + 1) || token.checked_sub(1).is_some_and(is_upper)
}

fn glossary_free(word: &str) -> bool {
    crate::domain::register::shipped::acronym(&word.to_lowercase()).is_none()
}

/// Do words in a row have these letters as their first ones?
fn is_spelt_by_initials(page: &Page<'_>, low: &str) -> bool {
    let letters: Vec<char> = low.chars().filter(|c| c.is_alphabetic()).collect();
    page.pieces.iter().any(|piece| {
        (0..piece.tokens().len()).any(|from| {
            piece.low(from).starts_with(letters.first().copied().unwrap_or(' '))
                && has_initials(piece, from, &letters)
        })
    })
}

fn has_initials(piece: &Piece<'_>, from: usize, letters: &[char]) -> bool {
    let mut at = from;
    let mut left = letters.iter();
    let mut next = left.next();
    while let Some(letter) = next {
        let Some(token) = piece.tokens().get(at) else { return false };
        let is_small =
            matches!(token.low.as_str(), "dan" | "di" | "ke" | "dari" | "untuk" | "atau");
        if token.kind == Kind::Word && token.low.starts_with(*letter) && token.low.len() > 1 {
            next = left.next();
        } else if !is_small && token.kind == Kind::Word || token.kind == Kind::Sign('.') {
            return false;
        }
        at += 1;
        if at > from + 16 {
            return false;
        }
    }
    true
}
