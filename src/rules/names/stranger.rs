//! N03: somebody speaks whom the text has not introduced.

use std::collections::HashSet;

use super::alike::distance;
use super::person::{
    is_explained, is_honorific, is_known, is_presented, is_role, is_said, is_thing, names, words,
};
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "N03",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU menggelar rapat pimpinan.\n\n“Tingkatkan kinerja,” tutup Mars.")
            .finds("Mars", &[]),
        Example::body("Rapat dibuka.\n\n“Semua siap,” kata Marsudi. Ia pulang.")
            .finds("Marsudi", &[]),
        Example::body(
            "Mars berpesan agar pimpinan KPU menjaga data dan semua satuan kerja hadir, tutup Mars",
        )
        .finds("Mars", &[]),
        Example::body("Menurut Lestari, data lengkap.").finds("Lestari", &[]),
    ],
    right: &[
        Example::body("Sekretaris KPU NTB Mars membuka rapat. “Siap,” tutup Mars."),
        Example::body(
            "Anggota KPU Yulianto Marsudi hadir. “Siap,” kata Yulianto. “Ya,” kata Yuli.",
        ),
        Example::body("“Siap,” kata Lestari, anggota KPU Tanjung Damar. Menurut Lestari, cukup."),
        Example::body(
            "“Siap,” kata Ketua KPU. “Ya,” ujar Bupati. Menurut Bawaslu dan menurut Mahkamah, cukup.",
        ),
        Example::body("“Siap,” kata Siti Rahmawati. “Ya,” kata Siti. Menurut Undang-Undang, sah."),
        Example::body("Divisi Teknis Penyelenggaraan, Zuriati, hadir. “Siap,” jelas Zuriati."),
        Example::body(
            "Plt. Sekretaris, Achmad Riyadi, akrab disapa Didi, hadir. “Siap,” terang Didi.",
        ),
        Example::body("Hadir:\n\n- Mars (Sekretaris)\n\n“Siap,” kata Mars."),
        Example::body(
            "Menurut Jakarta dan menurut Mesuji, data lengkap. Kata Senin berasal dari Arab. Tutup Mata.",
        ),
        Example::body("“Siap,” tutup KPU Mesuji. Jelas Allah Mahatahu. Pesan Natal dibacakan."),
        Example::body("“Siap,” kata Lestari.").under("Ketua KPU Lestari Buka Rapat"),
        Example::body("Pemohon hadir. “Siap,” kata Pemohon."),
        Example::body(
            "Kepala Bagian Umum, Hukum, Tata Usaha, dan Arsip KPU Tanjung Damar, Rosmaida br. Purba, hadir. “Siap,” kata Rosmaida.",
        ),
        Example::body(
            "Kepala Polsek Sungai Rimba, Ajun Komisaris Polisi I Gede Made Wirawan Putra, hadir. “Aman,” kata Gede.",
        ),
        Example::body("Anggota KPU Afdal Mubarak hadir. “Siap,” kata Afdhal."),
    ],
    run: Run::Whole(run),
};

/// A nickname has so many letters of a name at least.
const NICK: usize = 3;
/// A role belongs to a name within so many words before it.
const BEFORE: usize = 10;
/// A name that is as long may have a slip where it was introduced.
const LONG: usize = 5;

fn run(page: &Page<'_>, found: &mut Found) {
    let mut strangers = Vec::new();
    for (number, piece) in
        page.pieces.iter().enumerate().filter(|(_, piece)| piece.field == Field::Body)
    {
        for at in 1..piece.tokens().len() {
            if speaks_here(piece, at) {
                strangers.push((number, at));
            }
        }
    }
    if strangers.is_empty() {
        return;
    }
    let known = introduced(page, &strangers);
    let mut told = HashSet::new();
    for (number, at) in strangers {
        let Some(piece) = page.pieces.get(number) else { continue };
        let low = piece.low(at);
        if known.names.contains(low)
            || known.small.contains(low)
            || known.words.iter().any(|word| is_of(low, word))
            || !told.insert(low)
        {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
        finding.args = vec![("x", finding.text.clone())];
        found.push(finding);
    }
}

/// Is this the name, its short form, or the same with a slip? What is misspelt was introduced all
/// the same; the spelling is another rule's.
fn is_of(low: &str, word: &str) -> bool {
    let has_slip = low.len() >= LONG
        && low.chars().next() == word.chars().next()
        && distance(low, word, 1).is_some();
    low.len() >= NICK && word.starts_with(low) || has_slip
}

/// Is this a single name that somebody speaks by?
fn speaks_here(piece: &Piece<'_>, at: usize) -> bool {
    let low = piece.low(at);
    if case(piece.word(at)) != Case::Capital || low.chars().count() < NICK || piece.is_glued(at) {
        return false;
    }
    let verb = piece.low(at - 1);
    // `kata` and the like stand behind a quotation; `Kata Senin` is another thing.
    let said = is_said(verb)
        && at.checked_sub(2).is_some_and(|sign| {
            ['”', '"', '’', ',', '?', '!'].iter().any(|mark| piece.is_sign(sign, *mark))
        });
    let menurut = verb == "menurut" && piece.is_sign(at + 1, ',');
    let next = piece.word(at + 1);
    let is_alone = next.is_empty() || !next.starts_with(char::is_uppercase);
    let ends = menurut
        || ['.', ',', ';'].iter().any(|sign| piece.is_sign(at + 1, *sign))
        || at + 1 == piece.tokens().len()
        || matches!(
            piece.low(at + 1),
            "saat" | "usai" | "dalam" | "di" | "pada" | "kepada" | "seusai" | "ketika"
        );
    (said || menurut)
        && is_alone
        && ends
        && !piece.is_sign(at + 1, '-')
        && !is_role(low)
        && !is_honorific(low)
        && !is_thing(low)
        && !is_known(low)
        && !matches!(
            low,
            "beliau"
                | "allah"
                | "tuhan"
                | "nabi"
                | "ia"
                | "dia"
                | "termohon"
                | "terlapor"
                | "pengadu"
                | "teradu"
                | "pelapor"
                | "panitia"
                | "majelis"
                | "masyarakat"
                | "rasulullah"
                | "mereka"
                | "kami"
                | "kpu"
        )
        && !is_explained(piece, at)
}

/// Whom the text has introduced.
#[derive(Default)]
struct Introduced {
    /// Single names that stand with a role, in a list or behind `disapa`.
    names: HashSet<String>,
    /// Words of names of two words or more.
    words: HashSet<String>,
    /// Written small somewhere: no names.
    small: HashSet<String>,
}

fn introduced(page: &Page<'_>, strangers: &[(usize, usize)]) -> Introduced {
    let mut known = Introduced::default();
    let asked: HashSet<&str> = strangers
        .iter()
        .filter_map(|(number, at)| Some(page.pieces.get(*number)?.low(*at)))
        .collect();
    for (number, piece) in page.pieces.iter().enumerate() {
        for name in names(piece) {
            let all = words(piece, &name);
            if all.len() > 1 {
                known.words.extend(all.into_iter().map(str::to_owned));
            }
        }
        for (at, token) in piece.tokens().iter().enumerate() {
            if !asked.contains(token.low.as_str()) {
                continue;
            }
            if case(piece.word(at)) == Case::Lower {
                known.small.insert(token.low.clone());
            }
            let is_speaking = strangers.contains(&(number, at));
            let is_told = piece.part == Part::Item
                || at.checked_sub(1).is_some_and(|before| {
                    matches!(
                        piece.low(before),
                        "disapa" | "dipanggil" | "bernama" | "alias" | "panggilan" | "sapaan"
                    )
                })
                || is_presented(piece, &(at..at + 1))
                || (at.saturating_sub(BEFORE)..at).any(|before| is_role(piece.low(before)));
            if !is_speaking && is_told {
                known.names.insert(token.low.clone());
            }
        }
    }
    known
}
