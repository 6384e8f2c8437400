//! N01: two spellings of one name in a text.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::person::{is_known, is_slip, names, simple, words};
use crate::domain::finding::Level;
use crate::rules::names::alike::distance;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Part;
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "N01",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Anggota KPU Eberta Kawima hadir. Menurut Eberta Kawima, cukup. Kata Eberta Kawina, siap.")
            .finds("Kawina", &["Kawima"]),
        Example::body("KPU Provinsi hadir. Ketua KPU Provinsi membuka rapat KPU Provinsji.")
            .finds("Provinsji", &["Provinsi"]),
        Example::body("Kata Yulianto Sudrajat, siap. Yulianto Sudrajat dan Yulianto Sudrajta hadir.")
            .finds("Sudrajta", &["Sudrajat"]),
    ],
    right: &[
        Example::body("Anggota Siti Aminah, Siti Aminatun, dan Siti Aminah hadir bersama Siti Amina."),
        Example::body("Agus Susanto dan Agus Susanti; Agus Susanto lagi. Nur Hasan, Nur Hasanah, Nur Hasanah."),
        Example::body("Divisi Penyelenggara dan Divisi Penyelenggaraan, Divisi Penyelenggaraan."),
        Example::body("Data Pemilu dan Data Pemilih, lalu Data Pemilih. Laki-laki, Kabupaten-Kabupaten."),
        Example::body("KPU Lampung Selatan, Lampung Selatan, dan Lampung Selatan; Kutai Barat dan Kutai Timur."),
        Example::body("Andi Firmansyah hadir. Menurut Andi Firmansah, cukup."),
        Example::body("Ia membaca Perawatan Mesin dan Peralatan Mesin, lalu Peralatan Mesin; perawatan dan peralatan."),
    ],
    run: Run::Whole(run),
};

/// Letters that a name has at least.
const LETTERS: usize = 9;
/// Names that differ in one word are compared with so many others.
const MOST: usize = 8;
/// So many words that stand alone are compared with.
const MOST_SINGLE: usize = 100;

/// Where a name or a word stands first, and how often it is there.
struct Seen {
    piece: usize,
    token: usize,
    count: usize,
}

/// What a text has with a capital, and what it writes small.
#[derive(Default)]
struct Words<'p> {
    names: BTreeMap<Vec<String>, Seen>,
    /// Long words inside sentences, whether or not they are part of a name.
    singles: BTreeMap<&'p str, Seen>,
    small: HashSet<&'p str>,
}

fn run(page: &Page<'_>, found: &mut Found) {
    let words = collect(page);
    // The place of a word, and how it is written elsewhere.
    let mut wrong: BTreeMap<(usize, usize), &str> = BTreeMap::new();
    let groups = groups(&words);
    for ((which, rest), group) in &groups {
        let letters: usize = rest.iter().map(|word| word.chars().count()).sum();
        for (word, name) in group.iter().take(MOST).filter(|(_, name)| name.count == 1) {
            let is_long = letters + word.chars().count() >= LETTERS;
            let mut others = group.iter().take(MOST).filter(|(_, often)| often.count > 1);
            let other = others.find(|(other, _)| is_slip(word, other) && !is_known(word));
            if let Some((_, other)) = other.filter(|_| is_long) {
                let right = page
                    .pieces
                    .get(other.piece)
                    .map_or("", |piece| piece.word(other.token + which));
                wrong.entry((name.piece, name.token + which)).or_insert(right);
            }
        }
    }
    singles(page, &words, &mut wrong);
    for ((piece, at), right) in wrong {
        let Some(piece) = page.pieces.get(piece) else { continue };
        let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
        finding.args = vec![("a", right.to_owned()), ("b", finding.text.clone())];
        finding.fixes.push(right.to_owned());
        found.push(finding);
    }
}

/// A place in a name, and its other words.
type Rest<'w> = (usize, Vec<&'w str>);

/// Names that have all words but one in common lie together.
fn groups<'w>(words: &'w Words<'_>) -> HashMap<Rest<'w>, Vec<(&'w str, &'w Seen)>> {
    let mut groups: HashMap<Rest<'w>, Vec<(&str, &Seen)>> = HashMap::new();
    for (name, seen) in words.names.iter().filter(|(name, _)| name.len() > 1) {
        for which in 0..name.len() {
            let mut rest: Vec<&str> = name.iter().map(String::as_str).collect();
            let word = rest.remove(which);
            if !words.small.contains(word) {
                groups.entry((which, rest)).or_default().push((word, seen));
            }
        }
    }
    groups.retain(|_, group| group.len() > 1);
    groups
}

/// The headline is compared with the text by a rule of its own.
fn collect<'p>(page: &'p Page<'_>) -> Words<'p> {
    let mut found = Words::default();
    let pieces = page.pieces.iter().enumerate().filter(|(_, piece)| piece.part != Part::Headline);
    for (number, piece) in pieces {
        let seen = |token| Seen { piece: number, token, count: 0 };
        for (at, token) in
            piece.tokens().iter().enumerate().filter(|(_, token)| token.low.len() > 4)
        {
            match case(piece.word(at)) {
                Case::Lower => {
                    found.small.insert(&token.low);
                }
                Case::Capital if token.low.len() + 1 >= LETTERS && !piece.begins_sentence(at) => {
                    found.singles.entry(&token.low).or_insert_with(|| seen(at)).count += 1;
                }
                _ => {}
            }
        }
        for name in names(piece) {
            // An initial among the words is a sign more than the words.
            let words: Vec<String> = words(piece, &name).iter().map(|low| simple(low)).collect();
            if words.len() == name.len() && words.len() > 1 {
                found.names.entry(words).or_insert_with(|| seen(name.start)).count += 1;
            }
        }
    }
    found
}

/// Words that stand alone are compared with those that names of places and bodies are made of:
/// `Provinsji`.
fn singles<'w>(
    page: &'w Page<'_>,
    words: &Words<'_>,
    wrong: &mut BTreeMap<(usize, usize), &'w str>,
) {
    let rights: Vec<(&&str, &Seen)> = words
        .singles
        .iter()
        .filter(|(low, seen)| seen.count > 1 && is_known(low))
        .take(MOST_SINGLE)
        .collect();
    for (low, seen) in
        words.singles.iter().filter(|(low, seen)| seen.count == 1 && low.len() >= LETTERS)
    {
        let near = rights.iter().find(|(right, _)| {
            right.get(..2) == low.get(..2)
                && is_slip(low, right)
                && distance(low, right, 1).is_some()
        });
        if let Some((_, right)) = near
            && !is_known(low)
            && !words.small.contains(low)
        {
            let right = page.pieces.get(right.piece).map_or("", |piece| piece.word(right.token));
            wrong.entry((seen.piece, seen.token)).or_insert(right);
        }
    }
}
