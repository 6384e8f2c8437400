//! S06: blanks around a stroke between two words (EYD V: the stroke has none).

use super::around::{Around, end, gap, is_word, letters, start};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S06",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU Kabupaten / Kota hadir.").finds("Kabupaten / Kota", &["Kabupaten/Kota"]),
        Example::body("KPU Kabupaten/ Kota hadir.").finds("Kabupaten/ Kota", &["Kabupaten/Kota"]),
        Example::body("Peserta dan / atau wakilnya hadir.").finds("dan / atau", &["dan/atau"]),
        Example::headline("KPU Kabupaten /Kota Hadir")
            .finds("Kabupaten /Kota", &["Kabupaten/Kota"]),
    ],
    right: &[
        Example::body("KPU Kabupaten/Kota dan/atau Bawaslu pada 7/2017."),
        Example::body("Hari: Senin / 17 November 2025, 3 / 4 bagian."),
        Example::body("> Padamu negeri / kami berjanji"),
        Example::body("Padamu negeri / kami berjanji / padamu negeri / kami berbakti"),
        Example::body("Buka /etc/hosts dan https://contoh.test/a / b"),
    ],
    run: Run::Piece(run),
};

/// With a blank before it alone, a stroke may begin a path or a name: `Andi /rif`.
fn is_pair(before: &str, behind: &str) -> bool {
    matches!(
        (before, behind),
        ("kabupaten", "kota") | ("desa", "kelurahan") | ("dan", "atau") | ("kelurahan", "desa")
    )
}

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    // Lines of a song or a poem are parted by strokes.
    if piece.part == Part::Quote || !piece.text.contains('/') {
        return;
    }
    let places: Vec<usize> =
        (1..piece.tokens().len()).filter(|at| piece.is_sign(*at, '/')).collect();
    let apart = |at: &usize| !piece.is_glued(*at) && !gap(piece, *at + 1).is_empty();
    if places.iter().filter(|at| apart(at)).count() > 2 {
        return;
    }
    let around = Around::of(piece);
    for at in places {
        let gaps = [gap(piece, at), gap(piece, at + 1)];
        let blank = gaps.iter().any(|gap| !gap.is_empty()) && !gaps.concat().contains('\n');
        let words = [at - 1, at + 1];
        let are_words = words.iter().all(|at| is_word(piece, *at) && letters(piece.word(*at)) > 1);
        let is_path = gaps[1].is_empty() && !is_pair(piece.low(at - 1), piece.low(at + 1))
            || piece.is_sign(at + 2, '/');
        if !blank || !are_words || is_path || around.is_table || found.is_full() {
            continue;
        }
        let mut finding = piece.finding(&RULE, start(piece, at - 1)..end(piece, at + 1));
        finding.fixes.push(format!("{}/{}", piece.word(at - 1), piece.word(at + 1)));
        found.push(finding);
    }
}
