//! N02: a name that the office's list spells in another way.

use std::ops::Range;

use super::alike::distance;
use super::person::{self, Listed, is_near, is_slip, simple, sounds_alike};
use super::term::role;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "N02",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Ketua KPU Siti Rahmawti membuka rapat.").finds("Rahmawti", &["Rahmawati"]),
        Example::body("Rapat dibuka Hj. Siti Rachmawati, S.H., di aula.")
            .finds("Rachmawati", &["Rahmawati"]),
        Example::headline("Baharudin Lubis Lantik PPS").finds("Baharudin", &["Baharuddin"]),
        Example::body("Rapat dibuka Siti Rahma Wati di aula.").finds("Rahma Wati", &["Rahmawati"]),
        Example::body("Hadir Siti Rahmawaty.").finds("Rahmawaty", &["Rahmawati"]),
        Example::body("Ketua KPU Kabupaten Tanjung Damar, Siti Rahmawatik, membuka rapat.")
            .finds("Rahmawatik", &["Rahmawati"]),
        Example::body("Ketua KPU Kabupaten Tanjung Damar Siti Rahmwati membuka rapat.")
            .finds("Rahmwati", &["Rahmawati"]),
        Example::body("Kata Baharudin, rapat selesai.").finds("Baharudin", &["Baharuddin"]),
    ],
    right: &[
        Example::body("Siti Rahmawati, Ma'ruf Asyari, dan Baharuddin Lubis hadir."),
        Example::body("SITI RAHMAWATI hadir bersama Baharuddin."),
        // Other people.
        Example::body("Siti Rahmawan, Siti Rahma, dan Sita Rahmawati hadir."),
        Example::body("Siti Rahmawatik dan Bendahara Siti Rahmawatil hadir."),
        Example::body("Ketua KPU Kabupaten Tanjung Damar Siti Rahmawati hadir."),
        Example::body(
            "Ketua KPU Kabupaten Tanjung Damar, Rahmawan Siti, dan Ketua DPRD Siti Rahmawatik.",
        ),
        Example::body("Ahmad Baharudin hadir bersama Siti Rohmawati Dewi Lestari Putri."),
        Example::body("https://contoh.test/Siti-Rahmawti dan siti rahmawti"),
    ],
    run: Run::Whole(run),
};

/// Shorter names that stand alone have too many neighbours.
const SHORTEST: usize = 8;

fn run(page: &Page<'_>, found: &mut Found) {
    let listed = person::listed(page.house.register);
    if listed.is_empty() {
        return;
    }
    for piece in &page.pieces {
        for name in person::names(piece) {
            let at: Vec<usize> = name.filter(|at| !piece.low(*at).is_empty()).collect();
            let words: Vec<String> = at.iter().map(|at| simple(piece.low(*at))).collect();
            if listed.iter().any(|one| words.ends_with(&one.words)) {
                continue;
            }
            let slip = match words.as_slice() {
                [word] => misspelt_word(&listed, word),
                _ => listed.iter().find_map(|one| misspelt(piece, &at, &words, one)),
            };
            if let Some(slip) = slip {
                tell(piece, &at, &slip, found);
            }
        }
    }
}

/// What is written in another way than the list has it.
struct Slip<'a> {
    one: &'a Listed<'a>,
    /// Words of the text, and those of the list that should stand there.
    written: Range<usize>,
    own: Range<usize>,
}

fn misspelt_word<'a>(listed: &'a [Listed<'a>], word: &str) -> Option<Slip<'a>> {
    if word.len() < SHORTEST || listed.iter().any(|one| one.words.iter().any(|own| own == word)) {
        return None;
    }
    listed.iter().find_map(|one| {
        let near = one.words.iter().position(|own| {
            own.len() >= SHORTEST && is_slip(own, word) && distance(own, word, 1).is_some()
        })?;
        Some(Slip { one, written: 0..1, own: near..near + 1 })
    })
}

fn misspelt<'a>(
    piece: &Piece<'_>,
    at: &[usize],
    words: &[String],
    one: &'a Listed<'a>,
) -> Option<Slip<'a>> {
    let own = one.words.len();
    if own < 2 {
        return None;
    }
    // A word more or less where a name is written together or apart.
    (own - 1..=own + 1).filter(|count| *count > 1 && *count <= words.len()).find_map(|count| {
        (0..=words.len() - count).rev().find_map(|from| {
            let is_titled = at.get(from).is_some_and(|first| is_titled(piece, *first, one));
            // In a headline verbs have capitals too; a place runs on into the name behind a title.
            let is_whole = from == 0 && count == words.len();
            let is_last = is_titled && from + count == words.len();
            if !is_whole && !is_last && piece.part != Part::Headline {
                return None;
            }
            slip(words.get(from..from + count)?, from, one, is_titled)
        })
    })
}

/// Does the title that the list has stand before the name?
fn is_titled(piece: &Piece<'_>, at: usize, one: &Listed<'_>) -> bool {
    role(piece, at, &one.person.title).is_some_and(|role| role.is_same && role.words > 1)
}

/// The words in which a name differs, where the others are the same.
fn slip<'a>(
    window: &[String],
    from: usize,
    one: &'a Listed<'a>,
    is_titled: bool,
) -> Option<Slip<'a>> {
    let same = |pair: &(&String, &String)| pair.0 == pair.1;
    let first = window.iter().zip(&one.words).take_while(same).count();
    let least = window.len().min(one.words.len());
    let pairs = window.iter().rev().zip(one.words.iter().rev());
    let last = pairs.take_while(same).count().min(least - first);
    let written = first..window.len() - last;
    let own = first..one.words.len() - last;
    let (text, list) = (window.get(written.clone())?, one.words.get(own.clone())?);
    let is_slip = match (text, list) {
        ([a], [b]) => is_slip(a, b) || sounds_alike(a, b) || is_titled && is_near(a, b),
        ([], _) | (_, []) => false,
        _ => text.concat() == list.concat(),
    };
    (is_slip && first + last > 0).then(|| Slip {
        one,
        written: from + written.start..from + written.end,
        own,
    })
}

fn tell(piece: &Piece<'_>, at: &[usize], slip: &Slip<'_>, found: &mut Found) {
    let words = at.get(slip.written.clone()).unwrap_or_default();
    let ends = words.first().zip(words.last());
    let Some(((first, last), right)) = ends.zip(slip.one.shown.get(slip.own.clone())) else {
        return;
    };
    let mut finding = piece.finding(&RULE, piece.span(*first..last + 1));
    let whole = slip.one.shown.join(" ");
    finding.args = vec![("x", finding.text.clone()), ("y", whole)];
    finding.fixes.push(right.join(" "));
    found.push(finding);
}
