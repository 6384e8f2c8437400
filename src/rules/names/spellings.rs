//! N01: two spellings of one name in a text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::person::{
    is_known, is_near, is_presented, is_said, is_slip, names, presenter, simple, sounds_alike,
    words,
};
use crate::domain::finding::Level;
use crate::rules::names::alike::distance;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
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
        Example::body("Ketua KPU Kota Damar, Ilham Daeng Pawerung, hadir.\n\nPada akhir acara, Ilham Daeng Pawerungh menyerahkan buku.")
            .finds("Pawerungh", &["Pawerung"]),
        Example::body("Anggota KPU Tanjung Damar Arga Situmeang hadir. “Siap,” kata Arga Situmeng.")
            .finds("Situmeng", &["Situmeang"]),
        Example::body("Pengajar, Dra. Sulasmi Handayani, M.Hum., hadir. “Siap,” kata Sulasmi Handayari.")
            .finds("Handayari", &["Handayani"]),
        Example::body("Ketua KPU Rudy Hartanto hadir. “Siap,” kata Rudi. “Ya,” ujar Rudi Hartanto.")
            .finds("Rudy", &["Rudi"]),
    ],
    right: &[
        Example::body("Ketua KPU Agus Salim Harahap dan anggota KPU Agus Selim Harahap hadir. “Ya,” kata Agus Salim Harahap."),
        Example::body("Ketua KPU Agus Susanto hadir. “Siap,” kata Agus Susanti. Menurut Agus Sutanto, warga Rimba, cukup."),
        Example::body("Ketua KPU Nur Hasan hadir. “Siap,” kata Nur Hasanah. Bupati Andi Firmansyah dan Andi Firmansah hadir."),
        Example::body("Ketua KPU Siti Aminah hadir. Peserta: Siti Amina, Siti Aminatun, dan Siti Amini."),
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
/// So many people of a text are compared.
const MOST_PEOPLE: usize = 64;
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
            let is_one = |other: &str| is_slip(word, other) || sounds_alike(word, other);
            let other = others.find(|(other, _)| is_one(other) && !is_known(word));
            let count = rest.len() + 1;
            if let Some((_, other)) =
                other.filter(|(_, other)| is_long && !are_two(page, name, other, count))
            {
                let right = page
                    .pieces
                    .get(other.piece)
                    .map_or("", |piece| piece.word(other.token + which));
                wrong.entry((name.piece, name.token + which)).or_insert(right);
            }
        }
    }
    presented(page, &words, &mut wrong);
    singles(page, &words, &mut wrong);
    for ((piece, at), right) in wrong {
        let Some(piece) = page.pieces.get(piece) else { continue };
        let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
        finding.args = vec![("a", right.to_owned()), ("b", finding.text.clone())];
        finding.fixes.push(right.to_owned());
        found.push(finding);
    }
}

/// Are these presented as two people: by other roles, or both as members?
fn are_two(page: &Page<'_>, one: &Seen, other: &Seen, count: usize) -> bool {
    let role = |seen: &Seen| {
        let piece = page.pieces.get(seen.piece)?;
        presenter(piece, &(seen.token..seen.token + count))
    };
    role(one)
        .zip(role(other))
        .is_some_and(|(one, other)| one != other || matches!(one, "anggota" | "komisioner"))
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

/// A name as it stands at one place.
struct Place {
    piece: usize,
    /// Its first token; the words stand side by side.
    token: usize,
    words: Vec<String>,
}

/// Somebody is presented with a role, and later somebody with nearly that name acts who is
/// presented nowhere: the same person. Two with roles of their own are two.
fn presented<'p>(
    page: &'p Page<'_>,
    all: &Words<'_>,
    wrong: &mut BTreeMap<(usize, usize), &'p str>,
) {
    let (known, others) = places(page);
    for other in &others {
        let is_known_so = known.iter().any(|one| one.words == other.words);
        let mut before =
            known.iter().filter(|one| (one.piece, one.token) < (other.piece, other.token));
        let Some((one, which)) = before.find_map(|one| Some((one, differs(one, other, all)?)))
        else {
            continue;
        };
        if is_known_so {
            continue;
        }
        let at = |place: &Place| (place.piece, place.token + which);
        let word = |place: &Place| {
            page.pieces.get(place.piece).map_or("", |piece| piece.word(place.token + which))
        };
        // What the text has oftener is right; at first sight people are spelt with care.
        let (bad, good) = if count(page, word(other)) > count(page, word(one)) {
            (one, other)
        } else {
            (other, one)
        };
        wrong.entry(at(bad)).or_insert(word(good));
    }
}

/// Who is presented with a role or a title, and who acts without one.
fn places(page: &Page<'_>) -> (Vec<Place>, Vec<Place>) {
    let (mut known, mut others) = (Vec::new(), Vec::new());
    let pieces = page.pieces.iter().enumerate();
    for (number, piece) in pieces.filter(|(_, piece)| piece.part == Part::Paragraph) {
        for name in names(piece) {
            // Degrees behind it are no part of it.
            let is_word = |at: &usize| {
                !(piece.low(*at).len() < 2 || piece.is_sign(at + 1, '.') && piece.is_glued(at + 2))
            };
            let count = name.clone().take_while(is_word).count();
            let name = name.start..name.start + count;
            if count < 2 {
                continue;
            }
            let words: Vec<String> = words(piece, &name).iter().map(|low| simple(low)).collect();
            let is_presented = is_presented(piece, &name);
            if is_presented && known.len() < MOST_PEOPLE {
                // `Ketua KPU Kabupaten Contoh Ali Akbar`: the place runs on into the name.
                known.extend((0..count - 1).filter_map(|from| {
                    let words = words.get(from..)?.to_vec();
                    Some(Place { piece: number, token: name.start + from, words })
                }));
            } else if !is_presented && others.len() < MOST_PEOPLE && acts(piece, &name) {
                others.push(Place { piece: number, token: name.start, words });
            }
        }
    }
    (known, others)
}

/// Does somebody of this name speak or do something here?
fn acts(piece: &Piece<'_>, name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).map_or("", |before| piece.low(before));
    let (word, next) = (piece.word(name.end), piece.low(name.end));
    is_said(before)
        || before == "menurut"
        || case(word) == Case::Lower
            && next.len() > 5
            && (next.starts_with("me") || next.starts_with("ber"))
}

/// The only word in which two names differ, by a slip.
fn differs(one: &Place, other: &Place, all: &Words<'_>) -> Option<usize> {
    if one.words.len() != other.words.len() {
        return None;
    }
    let mut pairs = one.words.iter().zip(&other.words).enumerate().filter(|(_, (a, b))| a != b);
    let (which, (a, b)) = pairs.next()?;
    let letters: usize = other.words.iter().map(|word| word.chars().count()).sum();
    let is_name = |word: &str| !is_known(word) && !all.small.contains(word);
    // Amina and Aminah, Susanto and Susanti are often two people where nothing else is said.
    let is_one = is_slip(a, b)
        || sounds_alike(a, b)
        || is_near(a, b)
            && a.len().abs_diff(b.len()) == 1
            && (a.starts_with(b.as_str()) || b.starts_with(a.as_str()));
    (pairs.next().is_none() && letters >= LETTERS && is_one && is_name(b)).then_some(which)
}

/// How often a text has a word.
fn count(page: &Page<'_>, word: &str) -> usize {
    let low = word.to_lowercase();
    let tokens = page.pieces.iter().flat_map(Piece::tokens);
    tokens.filter(|token| token.low == low).count()
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
