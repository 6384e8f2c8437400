//! W02: links whose words do not say where they lead (WCAG 2.2, 2.4.4): a list of links read
//! aloud is a list of “here”.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "W02",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Formulir: [klik di sini](https://contoh.test/a).")
            .finds("klik di sini", &[]),
        Example::body("Unduh [di sini](https://contoh.test/a).").finds("di sini", &[]),
        Example::body("Beritanya: [Selengkapnya](https://contoh.test/a)")
            .finds("Selengkapnya", &[]),
        Example::body("Foto: [klik tautan berikut](https://contoh.test/a).")
            .finds("klik tautan berikut", &[]),
        Example::body("See [here](https://contoh.test/a).").english().finds("here", &[]),
        Example::body("Lihat [**link ini**](https://contoh.test/a).").finds("**link ini**", &[]),
    ],
    right: &[
        Example::body("Unduh [formulir pindah memilih](https://contoh.test/a)."),
        Example::body("Antrean dibuka di sini (lantai 2)."),
        Example::body("Simak ![di sini](foto.jpg)."),
        Example::body("Kata [di sini] dalam kurung saja."),
        Example::body("```\n[di sini](a)\n```"),
    ],
    run: Run::Piece(run),
};

const EMPTY: [&str; 43] = [
    "di sini",
    "disini",
    "sini",
    "klik di sini",
    "klik disini",
    "klik",
    "klik ini",
    "klik link ini",
    "klik tautan ini",
    "link",
    "link ini",
    "link berikut",
    "tautan",
    "tautan ini",
    "tautan berikut",
    "berikut",
    "berikut ini",
    "ini",
    "selengkapnya",
    "baca selengkapnya",
    "lihat",
    "lihat selengkapnya",
    "here",
    "click here",
    "read more",
    "more",
    "this link",
    "this",
    "baca",
    "laman ini",
    "klik tautan berikut",
    "klik link berikut",
    "klik tautan",
    "halaman ini",
    "halaman berikut",
    "laman berikut",
    "situs ini",
    "unduh di sini",
    "baca di sini",
    "lihat di sini",
    "simak di sini",
    "tekan di sini",
    "kunjungi tautan ini",
];

/// A longer text between brackets says enough.
const LONGEST: usize = 60;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut open = None;
    let mut before = ' ';
    for (at, c) in piece.text.char_indices() {
        if found.is_full() {
            return;
        }
        match c {
            '[' => open = (before != '!' && before != '\\').then_some(at + 1),
            ']' => {
                let span = open.take().map(|start| start..at);
                let leads = piece.text.get(at + 1..).is_some_and(|rest| rest.starts_with('('));
                let Some(span) = span.filter(|span| leads && span.len() <= LONGEST) else {
                    before = c;
                    continue;
                };
                let words = piece.slice(span.clone());
                let bare = words.trim_matches(['*', '_', ' ', '.', '»', '…']).to_lowercase();
                if EMPTY.contains(&bare.as_str()) {
                    let mut finding = piece.finding(&RULE, span);
                    finding.args = vec![("x", bare)];
                    found.push(finding);
                }
            }
            _ => {}
        }
        before = c;
    }
}
