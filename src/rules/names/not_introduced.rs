//! A03: a long form and its short form, and nothing that says they are one.

use super::glossary::{self, known};
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "A03",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Seluruh satuan kerja hadir. Tiap satker melapor.")
            .finds("satuan kerja", &["satuan kerja (satker)"]),
        Example::body(
            "Dewan Kehormatan Penyelenggara Pemilu bersidang.\n\nPutusan DKPP dibacakan.",
        )
        .finds(
            "Dewan Kehormatan Penyelenggara Pemilu",
            &["Dewan Kehormatan Penyelenggara Pemilu (DKPP)"],
        ),
        Example::body("Sistem Layanan Data Kabupaten dibuka. Data Silandak lengkap.")
            .finds("Sistem Layanan Data Kabupaten", &["Sistem Layanan Data Kabupaten (Silandak)"]),
    ],
    right: &[
        Example::body("Seluruh satuan kerja (satker) hadir. Tiap satker melapor."),
        Example::body(
            "Komisi Pemilihan Umum hadir. KPU rapat. Anggota Dewan Perwakilan Rakyat, DPR.",
        ),
        Example::body("Tiap satker melapor. Seluruh satuan kerja hadir."),
        Example::body("Seluruh satuan kerja hadir."),
        Example::body("Satker (satuan kerja) hadir, dan satuan kerja itu, satker, melapor."),
        Example::body("“Semua satuan kerja hadir,” kata Ketua KPU. Satker melapor."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let shorts = &page.shorts().by_low;
    let asked = shorts.iter().filter(|(low, short)| {
        short.is_listed
            && short.told.is_none()
            && known(page.house, low).is_some_and(|known| !known.is_public)
    });
    let spelt = glossary::spelt(page, asked.clone().map(|(low, _)| low.as_str()));
    for (low, short) in asked {
        let Some((number, tokens)) = spelt.get(low.as_str()) else { continue };
        let Some(piece) = page.pieces.get(*number) else { continue };
        // `rapat koordinasi nasional` is no `rakor`.
        let goes_on =
            matches!(piece.low(tokens.end), "nasional" | "wilayah" | "daerah" | "tambahan")
                || piece.is_sign(tokens.end, '(');
        let span = piece.span(tokens.clone());
        if piece.field != Field::Body || goes_on || piece.is_quoted(span.start) {
            continue;
        }
        let later = short.all.iter().find(|at| (at.piece, at.token) > (*number, tokens.end));
        let Some(word) = later.and_then(|at| Some(page.pieces.get(at.piece)?.word(at.token)))
        else {
            continue;
        };
        let short = known(page.house, low).map_or(word, |known| {
            if known.short.chars().all(char::is_lowercase) { known.short } else { word }
        });
        let mut finding = piece.finding(&RULE, span);
        finding.args = vec![("full", finding.text.clone()), ("x", short.to_owned())];
        finding.fixes.push(format!("{} ({short})", finding.text));
        found.push(finding);
    }
}
