//! Q05: speech of which the text does not tell whose it is.

use std::ops::Range;

use super::saying::{is_saying, last_sign, token_at, words};
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::signs::around::{end, is_word, start};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "Q05",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("“Data sudah siap dan lengkap semua.” Rapat lalu ditutup.")
            .finds("“Data", &[]),
        Example::body("Rapat dibuka. “Petugas akan datang ke semua rumah warga.”\n\nWarga pulang.")
            .finds("“Petugas", &[]),
        Example::body("Ani mengatakan rapat usai.\n\n“Petugas akan datang ke semua rumah warga.”")
            .graded(Level::Suggestion)
            .finds("“Petugas", &[]),
    ],
    right: &[
        Example::body("“Data sudah siap dan lengkap semua,” kata Ani."),
        Example::body("Ani menegaskan hal itu. “Data sudah siap dan lengkap semua.”"),
        Example::body("Rapat bertema “Data yang Siap dan Lengkap untuk Semua”."),
        Example::body("Spanduk itu bertuliskan “Ayo datang ke TPS pada hari Rabu!”"),
        Example::body("Ani: “Data sudah siap dan lengkap semua.”"),
        Example::body("> “Data sudah siap dan lengkap semua.”"),
        Example::body("Judulnya “Data.”"),
    ],
    run: Run::Whole(run),
};

const SPEECH: usize = 5;
/// What stands in quotation marks behind these is written or sung, and nobody's speech here.
const TITLES: [&str; 24] = [
    "bertema",
    "bertemakan",
    "bertajuk",
    "berjudul",
    "tema",
    "tajuk",
    "judul",
    "judulnya",
    "temanya",
    "slogan",
    "moto",
    "jargon",
    "tagline",
    "lagu",
    "film",
    "buku",
    "bertuliskan",
    "tulisan",
    "pasal",
    "ayat",
    "yel",
    "spanduk",
    "pantun",
    "topik",
];

fn run(page: &Page<'_>, found: &mut Found) {
    let pieces: Vec<&Piece<'_>> = page.of_body().collect();
    let whole = |piece: &&Piece<'_>| tells(piece, 0..piece.tokens().len());
    let told: Vec<bool> = pieces.iter().map(whole).collect();
    for (at, piece) in pieces.iter().enumerate() {
        if piece.part != Part::Paragraph || piece.field != Field::Body {
            continue;
        }
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let told_near = near.filter_map(|at| told.get(at)).any(|told| *told);
        for quotation in &piece.look.quotations {
            if quotation.close.is_none() || found.is_full() {
                continue;
            }
            let open = token_at(piece, quotation.span.start);
            let close = token_at(piece, quotation.span.end - 1);
            if !is_speech(piece, open, close) || tells(piece, around(piece, open, close)) {
                continue;
            }
            let mut finding = piece.finding(&RULE, start(piece, open)..end(piece, open + 1));
            if told_near || told.get(at).is_some_and(|told| *told) {
                finding.level = Level::Suggestion;
            }
            found.push(finding);
            break;
        }
    }
}

/// The quotation with the sentence before and the one behind it.
fn around(piece: &Piece<'_>, open: usize, close: usize) -> Range<usize> {
    let from = piece.sentence(piece.sentence(open).start.saturating_sub(1)).start;
    from..piece.sentence(piece.sentence(close).end).end.max(piece.tokens().len().min(close + 8))
}

/// Is there a word that makes somebody speak, or a title, or a colon with a name before it?
fn tells(piece: &Piece<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| {
        let low = piece.low(at);
        is_saying(low) || TITLES.contains(&low) || piece.is_sign(at, ':')
    })
}

/// Whole sentences of five words and more; a title has no full stop.
fn is_speech(piece: &Piece<'_>, open: usize, close: usize) -> bool {
    let ends = matches!(last_sign(piece, close), Some('.' | '!' | '?' | ','));
    let begins = is_word(piece, open + 1)
        && piece.word(open + 1).starts_with(char::is_uppercase)
        && piece.begins_sentence(open);
    ends && begins && words(piece, open..close) >= SPEECH
}
