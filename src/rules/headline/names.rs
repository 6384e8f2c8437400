//! J08: a name that headline and text spell in two ways.

use std::collections::BTreeMap;

use crate::domain::finding::Level;
use crate::rules::lexicon::lexicon;
use crate::rules::names::alike::distance;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Part;
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "J08",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::headline("Afiffudin Buka Rakor")
            .over("Rakor dibuka oleh Afifuddin, lalu Afifuddin menutupnya.")
            .finds("Afiffudin", &["Afifuddin"]),
        Example::headline("KPU Sungai Rinba Gelar Apel")
            .over("KPU Sungai Rimba menggelar apel di halaman kantor KPU Sungai Rimba.")
            .finds("Rinba", &["Rimba"]),
    ],
    right: &[
        Example::headline("Afifuddin Buka Rakor").over("Rakor dibuka oleh Afifuddin."),
        Example::headline("KPU Bahas Anggaran").over("Bahan rapat: Anggara hadir di Bahasan."),
        Example::headline("Ketua Sampaikan Pesan")
            .over("Ketua KPU Sampikan hadir. Ia sampaikan pesan."),
        Example::headline("Admin Harus Cekatan").over("Rapat dibuka Amin. Lalu Amin pulang."),
        Example::headline("Siti Buka Rakor").over(""),
    ],
    run: Run::Whole(run),
};

/// Shorter words have too many neighbours.
const SHORTEST: usize = 5;
/// From so many letters on two may differ.
const LONG: usize = 8;

/// Of a word of so many letters one place in the body is enough.
const SURE: usize = 7;

/// How a word stands in the body.
#[derive(Default)]
struct Seen {
    /// Inside sentences, with a capital.
    as_name: usize,
    is_small: bool,
}

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(headline) = page.headline() else { return };
    let mut seen: Option<BTreeMap<&str, (Seen, &str)>> = None;
    for (at, token) in headline.tokens().iter().enumerate() {
        let letters = token.low.chars().count();
        let is_name = token.kind == Kind::Word && case(headline.word(at)) == Case::Capital;
        // A word of the language is no name that was spelt wrongly.
        if !is_name || letters < SHORTEST || lexicon().is_listed(&token.low) {
            continue;
        }
        let seen = seen.get_or_insert_with(|| seen_in_body(page));
        if seen.contains_key(token.low.as_str()) {
            continue;
        }
        let most = if letters >= LONG { 2 } else { 1 };
        let near = seen.iter().filter(|(low, (entry, _))| {
            entry.as_name >= if letters >= SURE { 1 } else { 2 }
                && !entry.is_small
                && low.chars().next() == token.low.chars().next()
                && !headline.tokens().iter().any(|other| other.low == **low)
                // `Anggara` and `Anggaran` are two words.
                && !low.starts_with(token.low.as_str())
                && !token.low.starts_with(**low)
                && distance(low, &token.low, most).is_some()
        });
        let Some((_, (_, right))) = near.max_by_key(|(_, (entry, _))| entry.as_name) else {
            continue;
        };
        let mut finding = headline.finding(&RULE, token.span.clone());
        finding.args = vec![("a", finding.text.clone()), ("b", (*right).to_owned())];
        finding.fixes.push((*right).to_owned());
        found.push(finding);
    }
}

/// The words of the body, with one as it is written.
fn seen_in_body<'p>(page: &'p Page<'_>) -> BTreeMap<&'p str, (Seen, &'p str)> {
    let mut seen: BTreeMap<&str, (Seen, &str)> = BTreeMap::new();
    for piece in page.pieces.iter().filter(|piece| piece.part != Part::Headline) {
        let words = piece.tokens().iter().enumerate();
        for (at, token) in words.filter(|(_, token)| token.kind == Kind::Word) {
            let word = piece.word(at);
            let (entry, _) = seen.entry(&token.low).or_insert_with(|| (Seen::default(), word));
            entry.is_small |= case(word) == Case::Lower;
            entry.as_name += usize::from(case(word) == Case::Capital && !piece.begins_sentence(at));
        }
    }
    seen
}
