//! Q04: no comma between what is said and who says it: `“Kami siap” ujar Ani`.

use super::saying::{is_speaker, is_sure_verb, is_verb, last_sign, token_at, words};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{end, is_number, is_word, start};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "Q04",
    level: Level::Error,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("“Kami perkuat pengawasan Internal” ujar Ani.")
            .finds("Internal”", &["Internal,”"]),
        Example::body("\"Kami siap bekerja\" katanya.").finds("bekerja\"", &["bekerja,\""]),
        Example::body("“Kami siap bekerja pada 2029” jelas Ketua KPU.").finds("2029”", &["2029,”"]),
        Example::body("“Kami siap bekerja.” ujar Ani.")
            .graded(Level::Warning)
            .finds("bekerja.”", &["bekerja,”"]),
    ],
    right: &[
        Example::body("“Kami siap bekerja,” ujar Ani. “Benarkah?” tanya Budi. “Siap!” seru Ani."),
        Example::body("Ia memakai istilah “golput” kata Ani."),
        Example::body("Slogan “Satu Suara untuk Semua” jelas menarik warga."),
        Example::body("Tajuk “Pemilu Damai” tutup rapat itu."),
        Example::body("“Kami siap bekerja.” Ujar-ujar itu lama."),
        Example::body("Buku “Kata demi Kata” tulis tangan."),
    ],
    run: Run::Piece(run),
};

/// So many words are speech and no title.
const SPEECH: usize = 3;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for quotation in &piece.look.quotations {
        if quotation.close.is_none() || found.is_full() {
            continue;
        }
        let open = token_at(piece, quotation.span.start);
        let close = token_at(piece, quotation.span.end - 1);
        let verb = close + 1;
        let low = piece.low(verb);
        let is_lower = piece.word(verb).starts_with(char::is_lowercase);
        let named = is_sure_verb(low) && (low.ends_with("nya") || is_speaker(piece, verb + 1))
            || is_verb(low) && is_speaker(piece, verb + 1);
        if !is_lower || !named || piece.is_glued(verb) || words(piece, open..close) < SPEECH {
            continue;
        }
        // A title in the middle of a sentence has words before it.
        if !piece.begins_sentence(open) && !ends_before(piece, open) {
            continue;
        }
        let inner = close.saturating_sub(1);
        let is_bare = is_word(piece, inner) || is_number(piece, inner);
        let is_point = last_sign(piece, close) == Some('.') && is_word(piece, close - 2);
        if !is_bare && !is_point {
            continue;
        }
        let first = if is_bare { inner } else { close - 2 };
        let mut finding = piece.finding(&RULE, start(piece, first)..end(piece, close));
        finding.fixes.push(format!("{},{}", piece.word(first), piece.word(close)));
        if is_point {
            finding.level = Level::Warning;
        }
        found.push(finding);
    }
}

/// Does a comma or a colon stand before the quotation?
fn ends_before(piece: &Piece<'_>, open: usize) -> bool {
    open.checked_sub(1).is_some_and(|at| piece.is_sign(at, ',') || piece.is_sign(at, ':'))
}
