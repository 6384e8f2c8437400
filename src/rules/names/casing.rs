//! A02: one acronym with different capitals.

use std::collections::BTreeMap;

use super::glossary::{At, known};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "A02",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Data SIPOL diperbarui. Operator Sipol hadir dan Sipol dibuka.")
            .finds("SIPOL", &["Sipol"]),
        Example::body("Operator Sidalih hadir. Aplikasi SIDALIH dibuka.")
            .finds("SIDALIH", &["Sidalih"]),
        Example::body("Data Silandak dan aplikasi SILANDAK.").finds("SILANDAK", &["Silandak"]),
        Example::body("Daftar DPTb dibacakan. DPTB lalu disahkan dan DPTb ditempel.")
            .finds("DPTB", &["DPTb"]),
        Example::headline("KPU Tanjung Damar Buka Layanan SIPOL")
            .over("Operator Sipol hadir dan Sipol dibuka.")
            .finds("SIPOL", &["Sipol"]),
    ],
    right: &[
        Example::body("Sipol dan Sipol; Pemilu serentak dan pemilu sela; Pilkada, pilkada."),
        Example::body("Rakor dibuka. Peserta rakor hadir dalam Rakor Nasional."),
        Example::body("Operator Sipol hadir.").under("KPU TANJUNG DAMAR BUKA LAYANAN SIPOL"),
        Example::body("Ma hadir, MA memutus; sim dan SIM; humas dan Humas KPU."),
    ],
    run: Run::Whole(run),
};

/// Written with a capital where the national event is meant, and small elsewhere.
fn is_free(low: &str) -> bool {
    low.starts_with("pemilu") || low.starts_with("pil")
}

fn run(page: &Page<'_>, found: &mut Found) {
    for (low, short) in &page.shorts().by_low {
        if short.all.len() < 2 || is_free(low) {
            continue;
        }
        let Some(known) = known(page.house, low).filter(|known| known.short.len() > 3) else {
            continue;
        };
        let mut ways: BTreeMap<&str, Vec<At>> = BTreeMap::new();
        for at in &short.all {
            let Some(piece) = page.pieces.get(at.piece) else { continue };
            let word = piece.word(at.token);
            // Small letters and the capital of a sentence say nothing.
            let says = match case(word) {
                Case::Lower => false,
                Case::Capital => case(known.short) != Case::Lower,
                _ => true,
            };
            if says {
                ways.entry(word).or_default().push(*at);
            }
        }
        let best = ways
            .iter()
            .max_by_key(|(word, places)| (places.len(), **word == known.short))
            .map(|(word, _)| *word);
        let Some(best) = best.filter(|_| ways.len() > 1) else { continue };
        for (word, places) in ways.iter().filter(|(word, _)| **word != best) {
            for at in places {
                let Some(piece) = page.pieces.get(at.piece) else { continue };
                let mut finding = piece.finding(&RULE, piece.span(at.token..at.token + 1));
                finding.args = vec![("a", best.to_owned()), ("b", (*word).to_owned())];
                finding.fixes.push(best.to_owned());
                found.push(finding);
            }
        }
    }
}
