//! Words that no rule about words should judge: code, tags, names of files, English among
//! Indonesian, names of people and places. Nothing here looks further than a few words.

use std::ops::Range;

use crate::rules::piece::{Part, Piece};
use crate::rules::token::{Case, Kind, case};

/// So many tokens to either side are looked at.
const NEAR: usize = 8;

/// Words that only English has.
const ENGLISH: [&str; 34] = [
    "the", "of", "for", "and", "with", "by", "is", "are", "was", "were", "has", "have", "this",
    "that", "from", "to", "in", "on", "an", "as", "at", "be", "will", "its", "their", "our", "we",
    "which", "been", "not", "or", "all", "your", "you",
];

/// Those of them that Indonesian text has as well, in names or by chance.
fn is_weak(low: &str) -> bool {
    matches!(low, "an" | "as" | "at" | "be" | "in" | "on" | "to" | "or" | "all")
}

/// Is it part of a tag, an account, a file's name, code, or a passage in English?
pub(in crate::rules) fn is_shielded(piece: &Piece<'_>, words: Range<usize>) -> bool {
    is_glued_to_code(piece, &words) || is_in_code(piece, &words) || is_english(piece, &words)
}

/// `#praktek`, `@kpu_survey`, `data_praktek`, `praktek.pdf`.
fn is_glued_to_code(piece: &Piece<'_>, words: &Range<usize>) -> bool {
    let before = words.start.wrapping_sub(1);
    let is_glued = |sign: char| piece.is_sign(before, sign) && piece.is_glued(words.start);
    let word_before_that = |at: usize| {
        piece.is_glued(at)
            && matches!(
                piece.tokens().get(at.wrapping_sub(1)),
                Some(token) if matches!(token.kind, Kind::Word | Kind::Number)
            )
    };
    if is_glued('#') || is_glued('@') || is_glued('_') && word_before_that(before) {
        return true;
    }
    let after = words.end;
    let goes_on = |sign: char| {
        piece.is_sign(after, sign)
            && piece.is_glued(after)
            && piece.is_glued(after + 1)
            && piece.word(after + 1).starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
    };
    goes_on('.') || goes_on('_') || goes_on('@')
}

/// Between two backticks that stand like brackets.
fn is_in_code(piece: &Piece<'_>, words: &Range<usize>) -> bool {
    let tick = |at: usize| piece.is_sign(at, '`');
    let opens = (words.start.saturating_sub(NEAR)..words.start).rev().find(|at| tick(*at));
    let closes = (words.end..words.end + NEAR).find(|at| tick(*at));
    opens.zip(closes).is_some_and(|(open, close)| piece.is_glued(open + 1) && piece.is_glued(close))
}

fn is_english(piece: &Piece<'_>, words: &Range<usize>) -> bool {
    let word = |at: usize| ENGLISH.contains(&piece.low(at));
    let beside = [words.start.wrapping_sub(1), words.end];
    if beside.into_iter().any(|at| word(at) && !is_weak(piece.low(at))) {
        return true;
    }
    let around = words.start.saturating_sub(NEAR)..words.end + NEAR;
    around.filter(|at| !words.contains(at) && word(*at)).count() > 1
}

/// Emphasis around a few words: how a foreign word is marked.
pub(in crate::rules) fn is_emphasised(piece: &Piece<'_>, words: &Range<usize>) -> bool {
    let mark = |at: usize| ['*', '_'].into_iter().find(|sign| piece.is_sign(at, *sign));
    let open = (words.start.saturating_sub(NEAR)..words.start)
        .rev()
        .find_map(|at| mark(at).map(|sign| (at, sign)));
    let close = (words.end..words.end + NEAR).find_map(|at| mark(at).map(|sign| (at, sign)));
    let Some(((open, sign), (close, other))) = open.zip(close) else { return false };
    // Two signs are strong emphasis, which says nothing about the language.
    let doubled = piece.is_sign(open.wrapping_sub(1), sign) && piece.is_glued(open);
    sign == other && !doubled && piece.is_glued(open + 1) && piece.is_glued(close)
}

/// Does the desk know the words as right?
pub(in crate::rules) fn is_known(
    page: &crate::rules::page::Page<'_>,
    piece: &Piece<'_>,
    words: &Range<usize>,
) -> bool {
    words.len() == 1 && page.house.words.contains(piece.low(words.start))
}

/// Is the word written as a name is: a capital that no beginning of a sentence asks for?
pub(in crate::rules) fn is_named(piece: &Piece<'_>, at: usize) -> bool {
    let is_capital = |at: usize| {
        piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word)
            && !matches!(case(piece.word(at)), Case::Lower)
    };
    if !is_capital(at) {
        return false;
    }
    matches!(piece.part, Part::Headline | Part::Heading)
        || !piece.begins_sentence(at)
        || is_capital(at + 1)
}

/// Is the letter case that of running text: small, or a capital that begins a sentence? Headlines
/// have capitals everywhere.
pub(in crate::rules) fn is_plain(piece: &Piece<'_>, at: usize) -> bool {
    match case(piece.word(at)) {
        Case::Lower => true,
        Case::Capital => {
            matches!(piece.part, Part::Headline | Part::Heading) || piece.begins_sentence(at)
        }
        Case::Upper => piece.part == Part::Headline,
        Case::Mixed => false,
    }
}
