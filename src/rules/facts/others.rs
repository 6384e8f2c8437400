//! X03: another article of the desk tells of the same event with another number, or spells
//! somebody's name otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::finding::Level;
use crate::rules::names::alike::distance;
use crate::rules::numbers::value::value;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Look, Piece};
use crate::rules::token::{Case, Kind, Token, case};
use crate::rules::{Example, Neighbour, Rule, Run, Speaks};
use crate::text::span::slice;

/// The examples are held against the article `a12` of the office that the tests have.
pub(super) const RULE: Rule = Rule {
    id: "X03",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU menetapkan 182.451 pemilih di aula kantor.")
            .under("KPU Tanjung Damar Tetapkan Pemilih Triwulan Keempat")
            .told_of(2025, 10, 20)
            .finds("182.451", &["182.415"]),
        Example::body("Ketua KPU Sity Rahmawati menutup rapat pleno di aula.")
            .under("KPU Tanjung Damar Tetapkan Pemilih Triwulan Keempat")
            .told_of(2025, 10, 20)
            .finds("Sity Rahmawati", &["Siti Rahmawati"]),
    ],
    right: &[
        Example::body("KPU menetapkan 182.415 pemilih di aula.")
            .under("KPU Tanjung Damar Tetapkan Pemilih Triwulan Keempat")
            .told_of(2025, 10, 20),
        Example::body("KPU menetapkan 182.451 pemilih di aula.")
            .under("KPU Tanjung Damar Tetapkan Pemilih Triwulan Keempat")
            .told_of(2025, 7, 2),
        Example::body("KPU menetapkan 182.451 pemilih di aula.")
            .under("Simulasi Logistik Digelar")
            .told_of(2025, 10, 20),
        Example::body("KPU menetapkan 30 anggota dan 40 pemilih muda.")
            .under("KPU Tanjung Damar Tetapkan Pemilih Triwulan Keempat")
            .told_of(2025, 10, 20),
    ],
    run: Run::Whole(run),
};

/// Smaller numbers count too many other things.
const SMALLEST: u64 = 100;
/// Words of four letters and more that two headlines share if they tell of one event.
const SHARED: usize = 3;
const LONG_WORD: usize = 4;
/// Letters of a name; in shorter ones one letter makes another name.
const LONG_NAME: usize = 9;

fn run(page: &Page<'_>, found: &mut Found) {
    let day = page.manuscript.event_from.or(page.manuscript.date);
    for other in page.house.neighbours {
        let same_day = day.is_some() && day == other.event_date.or(other.date);
        if same_day && tell_the_same(&page.manuscript.headline, &other.headline) {
            compare(page, other, found);
        }
    }
}

fn tell_the_same(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() >= LONG_WORD).map(str::to_lowercase).collect()
    };
    words(a).intersection(&words(b)).count() >= SHARED
}

fn compare(page: &Page<'_>, other: &Neighbour, found: &mut Found) {
    let look = Look::new(&other.body, 0..other.body.len());
    let (numbers, names) = (counted(&other.body, &look.tokens), named(&other.body, &look.tokens));
    let here: Vec<(&Piece<'_>, BTreeMap<String, Vec<usize>>)> =
        page.of_body().map(|piece| (piece, counted(piece.text, piece.tokens()))).collect();
    for (piece, counts) in &here {
        for (noun, places) in counts {
            let alone = here.iter().filter(|(_, counts)| counts.contains_key(noun)).count() == 1;
            let ([at], Some([theirs])) = (places.as_slice(), numbers.get(noun).map(Vec::as_slice))
            else {
                continue;
            };
            let right =
                look.tokens.get(*theirs).map_or("", |token| slice(&other.body, token.span.clone()));
            if alone && value(piece.word(*at)) != value(right) {
                tell(piece, *at..*at + 1, right, "number", other, found);
            }
        }
    }
    let own: BTreeSet<String> =
        page.of_body().flat_map(|piece| named(piece.text, piece.tokens()).into_keys()).collect();
    for piece in page.of_body() {
        for (name, at) in named(piece.text, piece.tokens()) {
            let near = names.keys().find(|right| {
                !own.contains(*right)
                    && !names.contains_key(&name)
                    && distance(&name, right, 1) == Some(1)
            });
            if let Some(right) = near {
                let words = name.split(' ').count();
                tell(piece, at..at + words, right, "name", other, found);
            }
        }
    }
}

fn tell(
    piece: &Piece<'_>,
    tokens: std::ops::Range<usize>,
    right: &str,
    kind: &str,
    other: &Neighbour,
    found: &mut Found,
) {
    let mut finding = piece.finding(&RULE, piece.span(tokens));
    finding.args = vec![
        ("kind", kind.to_owned()),
        ("x", finding.text.clone()),
        ("y", right.to_owned()),
        ("other", other.number.clone()),
    ];
    finding.fixes.push(right.to_owned());
    found.push(finding);
}

/// Numbers by the noun behind them, as tokens.
fn counted(text: &str, tokens: &[Token]) -> BTreeMap<String, Vec<usize>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let [number, noun] = pair else { continue };
        let large = value(slice(text, number.span.clone())).is_some_and(|value| value >= SMALLEST);
        if number.kind == Kind::Number
            && large
            && noun.low.len() >= LONG_WORD
            && !is_year(text, number)
        {
            found.entry(noun.low.clone()).or_default().push(at);
        }
    }
    found
}

fn is_year(text: &str, number: &Token) -> bool {
    let figures = slice(text, number.span.clone());
    figures.len() == 4 && figures.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// Two words with capitals, with where they begin.
fn named(text: &str, tokens: &[Token]) -> BTreeMap<String, usize> {
    let is_name = |token: &Token| {
        token.kind == Kind::Word && case(slice(text, token.span.clone())) == Case::Capital
    };
    let mut found = BTreeMap::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let [first, last] = pair else { continue };
        let words = slice(text, first.span.start..last.span.end);
        let apart = words.contains(' ');
        if is_name(first) && is_name(last) && apart && words.chars().count() >= LONG_NAME {
            found.entry(words.to_owned()).or_insert(at);
        }
    }
    found
}
