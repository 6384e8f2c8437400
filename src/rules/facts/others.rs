//! X03: another article of the desk tells of the same event with another number, on another day,
//! or gives somebody another name or role.

mod day;
mod role;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::finding::Level;
use crate::domain::manuscript::Manuscript;
use crate::rules::names::alike::distance;
use crate::rules::numbers::value::value;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, Kind, Token, case};
use crate::rules::{Example, House, Keeper, Rule, Run, Speaks};
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
        Example::body("KPU menetapkan 182.415 pemilih di aula, Selasa (21/10/2025).")
            .under("KPU Tanjung Damar Tetapkan Daftar Pemilih Triwulan Keempat")
            .on(2025, 10, 22)
            .finds("Selasa (21/10/2025)", &["Senin (20/10/2025)"]),
        Example::body("Sekretaris KPU Siti Rahmawati menutup rapat pleno di aula.")
            .under("KPU Tanjung Damar Tetapkan Pemilih Triwulan Keempat")
            .told_of(2025, 10, 20)
            .finds("Sekretaris KPU Siti Rahmawati", &["Ketua KPU Siti Rahmawati"]),
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
        Example::body("KPU menetapkan 182.415 pemilih di aula, Senin (20/10/2025).")
            .under("KPU Tanjung Damar Tetapkan Daftar Pemilih Triwulan Keempat")
            .on(2025, 10, 22),
        Example::body("KPU menggelar rapat di aula, Selasa (21/10/2025).")
            .under("KPU Tanjung Damar Tetapkan Daftar Pemilih Triwulan Keempat")
            .on(2025, 10, 22),
        Example::body("Ketua KPU Kabupaten Tanjung Damar, Siti Rahmawati, hadir.")
            .under("KPU Tanjung Damar Tetapkan Pemilih Triwulan Keempat")
            .told_of(2025, 10, 20),
        Example::body(
            "Ketua Divisi Hukum Siti Rahmawati dan mantan Sekretaris KPU Siti Rahmawati.",
        )
        .under("KPU Tanjung Damar Tetapkan Pemilih Triwulan Keempat")
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

/// Releases of one event are dated so near to each other.
const NEAR_DAYS: i64 = 3;

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(day) = page.manuscript.event_from.or(page.manuscript.date) else { return };
    let house = House { neighbours: &[], ..*page.house };
    for other in page.house.neighbours {
        let Some(their_day) = other.event_date.or(other.date) else { continue };
        let shared = shared(&page.manuscript.headline, &other.headline);
        if shared < SHARED || (their_day - day).num_days().abs() > NEAR_DAYS {
            continue;
        }
        let text = Manuscript {
            headline: other.headline.clone(),
            date: other.date,
            language: page.language.to_owned(),
            body: other.body.clone(),
            ..Manuscript::default()
        };
        let theirs =
            Beside { number: &other.number, page: &Page::new(&text, &house, &Keeper::default()) };
        if their_day == day {
            numbers_and_names(page, &theirs, found);
            role::compare(page, &theirs, found);
        }
        day::compare(page, &theirs, found);
    }
}

/// The other article.
struct Beside<'a> {
    number: &'a str,
    page: &'a Page<'a>,
}

fn shared(a: &str, b: &str) -> usize {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() >= LONG_WORD).map(str::to_lowercase).collect()
    };
    words(a).intersection(&words(b)).count()
}

/// The words that stand where there is one number of a noun in a text; by the noun.
fn single_numbers<'p>(page: &'p Page<'_>) -> BTreeMap<String, (&'p Piece<'p>, usize)> {
    let mut found: BTreeMap<String, Vec<(&Piece<'_>, usize)>> = BTreeMap::new();
    for piece in page.of_body() {
        for (noun, places) in counted(piece.text, piece.tokens()) {
            found.entry(noun).or_default().extend(places.into_iter().map(|at| (piece, at)));
        }
    }
    let single = found.into_iter().filter_map(|(noun, places)| match places.as_slice() {
        [place] => Some((noun, *place)),
        _ => None,
    });
    single.collect()
}

fn numbers_and_names(page: &Page<'_>, other: &Beside<'_>, found: &mut Found) {
    let theirs = single_numbers(other.page);
    for (noun, (piece, at)) in single_numbers(page) {
        let Some((there, right)) = theirs.get(&noun) else { continue };
        let right = there.word(*right);
        if value(piece.word(at)) != value(right) {
            tell(piece, at..at + 1, right, "number", other, found);
        }
    }
    let names_of = |page: &Page<'_>| -> BTreeSet<String> {
        page.of_body().flat_map(|piece| named(piece.text, piece.tokens()).into_keys()).collect()
    };
    let (own, names) = (names_of(page), names_of(other.page));
    for piece in page.of_body() {
        for (name, at) in named(piece.text, piece.tokens()) {
            let near = names.iter().find(|right| {
                !own.contains(*right)
                    && !names.contains(&name)
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
    other: &Beside<'_>,
    found: &mut Found,
) {
    let mut finding = piece.finding(&RULE, piece.span(tokens));
    finding.args = vec![
        ("kind", kind.to_owned()),
        ("x", finding.text.clone()),
        ("y", right.to_owned()),
        ("other", other.number.to_owned()),
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
