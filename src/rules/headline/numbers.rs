//! J05: a number of the headline that the text does not have.

use std::collections::BTreeSet;

use crate::domain::finding::{Field, Level};
use crate::rules::numbers::value::{in_words, value};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "J05",
    level: Level::Error,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::headline("KPU Lantik 25 PPK")
            .over("KPU melantik 52 anggota PPK di aula.")
            .finds("25", &[]),
        Example::headline("KPU Tetapkan 182.415 Pemilih")
            .over("Ada 182.451 pemilih di kota.")
            .finds("182.415", &[]),
    ],
    right: &[
        Example::headline("KPU Lantik 25 PPK").over("KPU melantik dua puluh lima anggota PPK."),
        Example::headline("KPU Lantik 25 PPK").over("KPU melantik 25 anggota PPK."),
        Example::headline("Rapat Pemilu 2024").over("KPU membuka rapat."),
        Example::headline("3 Pesan Ketua KPU").over("Pertama, jujur. Kedua, adil. Ketiga, hadir."),
        Example::headline("3 Pesan Ketua KPU").over("Pesannya:\n\n1. jujur\n2. adil\n3. hadir"),
        Example::headline("HUT Ke-80 RI").over("KPU merayakan kemerdekaan."),
        Example::headline("Anggaran Rp1,2 Miliar Cair").over("Dana Rp1.200.000.000 cair."),
        Example::headline("182 Ribu Warga Memilih").over("Ada 182.415 pemilih."),
        Example::headline("KPU Buka Posko 24 Jam").over("Posko buka dua puluh empat jam."),
        Example::headline("SMAN 1 Menang").over("Sekolah itu menang."),
        Example::headline("KPU Lantik 25 PPK"),
    ],
    run: Run::Whole(run),
};

/// Years need not be said again; the text has its date.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2100;
/// A list that somebody announces is not longer.
const LONGEST_LIST: u64 = 20;

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(headline) = page.headline() else { return };
    let body = || page.pieces.iter().filter(|piece| piece.part != Part::Headline);
    if page.of_body().next().is_none() {
        return;
    }
    let mut known: Option<BTreeSet<u64>> = None;
    for (at, token) in headline.tokens().iter().enumerate() {
        if token.kind != Kind::Number || !counts(headline, at) {
            continue;
        }
        let Some(number) = value(headline.word(at)).filter(|number| !YEARS.contains(number)) else {
            continue;
        };
        let known = known.get_or_insert_with(|| body().flat_map(values).collect());
        if known.contains(&number) || is_said(page, number) {
            continue;
        }
        let mut finding = headline.finding(&RULE, token.span.clone());
        finding.args.push(("n", finding.text.clone()));
        found.push(finding);
    }
}

/// A number of things: no ordinal, no part of a name, not rounded.
fn counts(headline: &Piece<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    let joined = headline.is_glued(at) || headline.is_glued(at + 1);
    let next = headline.low(at + 1);
    let rounded =
        matches!(next, "ribu" | "juta" | "miliar" | "triliun" | "persen" | "ribuan" | "jutaan");
    let previous = before.map_or("", |before| headline.low(before));
    let is_named = matches!(
        previous,
        "sman"
            | "smkn"
            | "smpn"
            | "sdn"
            | "man"
            | "mtsn"
            | "nomor"
            | "no"
            | "pasal"
            | "divisi"
            | "ke"
            | "tahun"
            | "dapil"
            | "pukul"
            | "rp"
            | "tps"
            | "gate"
            | "tahap"
    );
    let is_part = headline.word(at).contains(['/', ':', ',']);
    !joined && !rounded && !is_named && !is_part
}

fn values<'a>(piece: &'a Piece<'_>) -> impl Iterator<Item = u64> + 'a {
    let numbers = piece.tokens().iter().filter(|token| token.kind == Kind::Number);
    numbers.filter_map(|token| value(piece.slice(token.span.clone())))
}

/// Is the number said in words, or by a list of so many items?
fn is_said(page: &Page<'_>, number: u64) -> bool {
    let words = in_words(number);
    let words: Vec<&str> = words.split(' ').collect();
    let ordinal = format!("ke{}", words.first().unwrap_or(&""));
    let has = |piece: &Piece<'_>| {
        (0..piece.tokens().len()).any(|at| {
            let is_word =
                words.iter().enumerate().all(|(step, word)| piece.low(at + step) == *word);
            let is_ordinal = words.len() == 1 && piece.low(at) == ordinal;
            is_word || is_ordinal
        })
    };
    let items = page.of_body().filter(|piece| piece.part == Part::Item).count();
    let is_listed =
        number <= LONGEST_LIST && u64::try_from(items).is_ok_and(|items| items >= number);
    is_listed || page.pieces.iter().filter(|piece| piece.field != Field::Headline).any(has)
}
