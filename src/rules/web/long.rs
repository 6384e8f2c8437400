//! B01 and B02: long sentences and long paragraphs. The limits are those of newsrooms; a reader on
//! a small screen loses the thread beyond them.

use std::ops::Range;

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

/// Ten words of a sentence.
macro_rules! ten {
    () => {
        "kantor itu membuka layanan bagi warga pada pagi dan sore "
    };
}

pub(super) const SENTENCE: Rule = Rule {
    id: "B01",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body(concat!("Awal.\n\nKini ", ten!(), ten!(), ten!(), ten!(), "besok."))
            .finds("Kini kantor itu membuka", &[]),
        Example::body(concat!("Awal. Lalu ", ten!(), ten!(), ten!(), ten!(), "besok."))
            .finds("Lalu kantor itu membuka", &[]),
        Example::body(concat!("Awal.\n\n- Maka ", ten!(), ten!(), ten!(), ten!(), "besok."))
            .finds("Maka kantor itu membuka", &[]),
    ],
    right: &[
        Example::body("Rapat itu singkat."),
        Example::body(concat!("Awal. Kini ", ten!(), ten!(), ten!(), "usai.")),
        Example::body(concat!(
            "Awal.\n\nKini ",
            ten!(),
            ten!(),
            "usai. Lalu ",
            ten!(),
            ten!(),
            "."
        )),
        Example::body("| a | b |\n|---|---|\n| c | d |"),
    ],
    run: Run::Piece(sentences),
};

pub(super) const PARAGRAPH: Rule = Rule {
    id: "B02",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body(concat!(
            ten!(),
            ten!(),
            ".\n\n",
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            "hingga malam hari."
        ))
        .finds("hingga malam hari.", &[]),
        Example::body(concat!(
            "Satu. ",
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ". Dua ",
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            "sampai sore tiba."
        ))
        .finds("sampai sore tiba.", &[]),
        Example::body(concat!(
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            ten!(),
            "dan begitu seterusnya (lihat peta)"
        ))
        .finds("(lihat peta)", &[]),
    ],
    right: &[
        Example::body("Rapat itu singkat. Warga pulang."),
        Example::body(concat!(ten!(), ten!(), ".\n\n", ten!(), ten!(), ".")),
        Example::body(concat!("- ", ten!(), ten!(), "\n- ", ten!(), ten!())),
        Example::headline(concat!(ten!(), ten!(), ten!())),
    ],
    run: Run::Piece(paragraph),
};

const MOST_OF_SENTENCE: usize = 40;
const MOST_OF_PARAGRAPH: usize = 110;
/// So many words of a long sentence are shown as its beginning.
const SHOWN: usize = 4;

fn is_word(piece: &Piece<'_>, at: usize) -> bool {
    // A word that is doubled counts once.
    piece
        .tokens()
        .get(at)
        .is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Address))
        && !(at > 1 && piece.is_sign(at - 1, '-') && piece.is_glued(at) && piece.is_glued(at - 1))
}

fn words(piece: &Piece<'_>, tokens: Range<usize>) -> usize {
    tokens.filter(|at| is_word(piece, *at)).count()
}

fn sentences(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let told = matches!(piece.part, Part::Paragraph | Part::Item | Part::Quote | Part::Summary);
    if !told || piece.text.starts_with('|') {
        return;
    }
    // The first sentence of the text is the lead's, which has a rule of its own.
    for sentence in piece.look.sentences.iter().skip(usize::from(piece.is_lead)) {
        if found.is_full() {
            return;
        }
        let count = words(piece, sentence.clone());
        if count <= MOST_OF_SENTENCE {
            continue;
        }
        let Some(first) = sentence.clone().find(|at| is_word(piece, *at)) else { continue };
        // Only its beginning: what else is found in the sentence shall be told too.
        let mut finding = piece.finding(&SENTENCE, piece.span(first..first + SHOWN));
        finding.args = limits(count, MOST_OF_SENTENCE);
        found.push(finding);
    }
}

fn paragraph(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let all = piece.tokens().len();
    if piece.part != Part::Paragraph || all <= MOST_OF_PARAGRAPH || piece.text.starts_with('|') {
        return;
    }
    let count = words(piece, 0..all);
    if count > MOST_OF_PARAGRAPH {
        let mut finding = piece.finding(&PARAGRAPH, piece.span(all.saturating_sub(4)..all));
        finding.args = limits(count, MOST_OF_PARAGRAPH);
        found.push(finding);
    }
}

fn limits(count: usize, most: usize) -> Vec<(&'static str, String)> {
    vec![("n", count.to_string()), ("limit", most.to_string())]
}
