//! What stands around a sign: whether it is prose at all, and what parts it from its neighbours.

use std::ops::Range;

use crate::rules::piece::Piece;
use crate::rules::token::{Kind, Token};

/// Places of a piece where signs mean something else than in prose.
pub(in crate::rules) struct Around {
    /// Columns are parted by strokes and filled with blanks.
    pub(in crate::rules) is_table: bool,
    /// Between backticks.
    code: Vec<Range<usize>>,
}

impl Around {
    pub(in crate::rules) fn of(piece: &Piece<'_>) -> Self {
        let has_column = piece.text.contains('|');
        let is_row = |line: &str| line.trim_start().starts_with('|') || line.contains(" | ");
        Self { is_table: has_column && piece.text.lines().any(is_row), code: code(piece.text) }
    }

    pub(in crate::rules) fn is_code(&self, at: usize) -> bool {
        let after = self.code.partition_point(|span| span.end <= at);
        self.code.get(after).is_some_and(|span| span.start <= at)
    }
}

fn code(text: &str) -> Vec<Range<usize>> {
    let mut ticks = text.match_indices('`').map(|(at, _)| at);
    let mut found = Vec::new();
    while let (Some(open), Some(close)) = (ticks.next(), ticks.next()) {
        found.push(open..close + 1);
    }
    found
}

/// What stands between a token and the one before it.
pub(in crate::rules) fn gap<'a>(piece: &Piece<'a>, at: usize) -> &'a str {
    let tokens = piece.tokens();
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before
        .zip(tokens.get(at))
        .map_or("", |(before, token)| piece.slice(before.span.end..token.span.start))
}

/// Are there blanks before the token, on its own line?
pub(in crate::rules) fn is_apart(piece: &Piece<'_>, at: usize) -> bool {
    let gap = gap(piece, at);
    !gap.is_empty() && !gap.contains('\n')
}

pub(in crate::rules) fn kind(piece: &Piece<'_>, at: usize) -> Option<Kind> {
    piece.tokens().get(at).map(|token| token.kind)
}

pub(in crate::rules) fn sign(piece: &Piece<'_>, at: usize) -> Option<char> {
    match kind(piece, at)? {
        Kind::Sign(sign) => Some(sign),
        _ => None,
    }
}

pub(in crate::rules) fn is_word(piece: &Piece<'_>, at: usize) -> bool {
    kind(piece, at) == Some(Kind::Word)
}

pub(in crate::rules) fn is_number(piece: &Piece<'_>, at: usize) -> bool {
    kind(piece, at) == Some(Kind::Number)
}

/// Does the token at `at` stand right behind the one before it? There is one before.
pub(in crate::rules) fn follows(piece: &Piece<'_>, at: usize) -> bool {
    at > 0 && piece.is_glued(at)
}

/// The first byte of a token; the end of the piece where there is none.
pub(in crate::rules) fn start(piece: &Piece<'_>, at: usize) -> usize {
    piece.tokens().get(at).map_or(piece.text.len(), |token: &Token| token.span.start)
}

pub(in crate::rules) fn end(piece: &Piece<'_>, at: usize) -> usize {
    piece.tokens().get(at).map_or(piece.text.len(), |token: &Token| token.span.end)
}

pub(in crate::rules) fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}
