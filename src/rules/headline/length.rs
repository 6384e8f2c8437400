//! J01: a headline that is cut where others list it, or that has too many words to be read at a
//! glance.

use crate::domain::finding::Level;
use crate::domain::words;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "J01",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::headline(LONG).finds(LONG, &[]),
        Example::headline(WORDY).graded(Level::Suggestion).finds(WORDY, &[]),
    ],
    right: &[
        Example::headline("KPU Tanjung Damar Tetapkan 182.415 Pemilih"),
        Example::headline(""),
        Example::headline(
            "Enam Belas Kata Masih Boleh Dan Ini Baru Sembilan Saja Lalu Dua Lagi Enam",
        ),
        Example::body(LONG),
    ],
    run: Run::Whole(run),
};

const LONG: &str = "Penyelenggara Pemilihan Umum Kabupaten Tanjung Damar Menyelenggarakan Pemutakhiran Berkelanjutan Bersama Masyarakat Setempat";
const WORDY: &str =
    "KPU Buka Posko di Desa dan di Kota agar Warga Dapat Cek Nama di DPT Mulai Kini";

/// More words are too many, however short they are.
const MOST_WORDS: usize = 16;

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(headline) = page.headline() else { return };
    let text = headline.text.trim();
    let (characters, count) = (text.chars().count(), words::count(text));
    let limit = usize::try_from(page.house.headline_limit).unwrap_or(usize::MAX);
    if characters <= limit && count <= MOST_WORDS {
        return;
    }
    let start = headline.text.len() - headline.text.trim_start().len();
    let mut finding = headline.finding(&RULE, start..start + text.len());
    let (kind, n, most) = if characters > limit {
        ("characters", characters, limit)
    } else {
        finding.level = Level::Suggestion;
        ("words", count, MOST_WORDS)
    };
    finding.args =
        vec![("kind", kind.to_owned()), ("n", n.to_string()), ("limit", most.to_string())];
    found.push(finding);
}
