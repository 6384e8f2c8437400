//! N02: a name that the office's list spells in another way.

use super::person::{self, Listed, is_slip, simple};
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
        Example::body("Kata Baharudin, rapat selesai.").finds("Baharudin", &["Baharuddin"]),
    ],
    right: &[
        Example::body("Siti Rahmawati, Ma'ruf Asyari, dan Baharuddin Lubis hadir."),
        Example::body("SITI RAHMAWATI hadir bersama Baharuddin."),
        // Other people.
        Example::body("Siti Rahmawan, Siti Rahma, dan Sita Rahmawati hadir."),
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
            if listed.iter().any(|one| one.words == words) {
                continue;
            }
            if let Some((which, one, word)) =
                misspelt(&listed, &words, piece.part == Part::Headline)
            {
                tell(piece, at.get(which).copied(), one, word, found);
            }
        }
    }
}

/// The word that is misspelt, whose it is and how it should be.
fn misspelt<'a>(
    listed: &'a [Listed<'a>],
    words: &[String],
    in_headline: bool,
) -> Option<(usize, &'a Listed<'a>, usize)> {
    listed.iter().find_map(|one| {
        if let [word] = words {
            let is_right = listed.iter().any(|other| other.words.contains(word));
            let near = one.words.iter().position(|own| {
                own.len() >= SHORTEST
                    && word.len() >= SHORTEST
                    && is_slip(own, word)
                    && super::alike::distance(own, word, 1).is_some()
            });
            return near.filter(|_| !is_right).map(|near| (0, one, near));
        }
        let count = one.words.len();
        // In a headline verbs have capitals too.
        if count < 2 || count > words.len() || count < words.len() && !in_headline {
            return None;
        }
        words.windows(count).enumerate().find_map(|(from, window)| {
            let pairs = window.iter().zip(&one.words).enumerate();
            let mut others = pairs.filter(|(_, (a, b))| a != b);
            let (which, (written, own)) = others.next()?;
            let is_one = others.next().is_none() && is_slip(written, own);
            is_one.then_some((from + which, one, which))
        })
    })
}

fn tell(piece: &Piece<'_>, at: Option<usize>, one: &Listed<'_>, word: usize, found: &mut Found) {
    let Some((at, right)) = at.zip(one.shown.get(word)) else { return };
    let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
    let whole = one.shown.join(" ");
    finding.args = vec![("x", finding.text.clone()), ("y", whole)];
    finding.fixes.push((*right).to_owned());
    found.push(finding);
}
