//! A manuscript cut into its pieces: headline, summary, and the body's paragraphs in their order.

use std::ops::Range;

use super::keeper::Keeper;
use super::page::same_words;
use super::piece::{Part, Piece};
use crate::domain::finding::Field;
use crate::domain::manuscript::Manuscript;
use crate::text::anatomy::{Anatomy, Block, Kind};
use crate::text::span::slice;

/// The pieces that hold words.
pub(super) fn all<'a>(
    manuscript: &'a Manuscript,
    anatomy: &Anatomy,
    keeper: &Keeper,
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for (field, part, text) in [
        (Field::Headline, Part::Headline, &manuscript.headline),
        (Field::Summary, Part::Summary, &manuscript.summary),
    ] {
        if !text.trim().is_empty() {
            pieces.push(whole(field, part, text, keeper));
        }
    }
    let mut has_lead = false;
    for block in &anatomy.blocks {
        let Some(mut piece) = of_block(&manuscript.body, block, anatomy, keeper) else { continue };
        let has_words = !slice(piece.text, piece.prose.clone()).trim().is_empty();
        piece.is_lead = !has_lead
            && piece.part == Part::Paragraph
            && has_words
            && !same_words(piece.text, &manuscript.headline);
        has_lead |= piece.is_lead;
        pieces.push(piece);
    }
    if let Some(last) = pieces.iter_mut().rev().find(|piece| piece.field == Field::Body) {
        last.is_last = true;
    }
    pieces
}

fn whole<'a>(field: Field, part: Part, text: &'a str, keeper: &Keeper) -> Piece<'a> {
    Piece {
        field,
        part,
        at: 0,
        text,
        prose: 0..text.len(),
        dateline: None,
        is_lead: false,
        is_last: true,
        look: keeper.look(text, 0..text.len()),
    }
}

fn of_block<'a>(
    body: &'a str,
    block: &Block,
    anatomy: &Anatomy,
    keeper: &Keeper,
) -> Option<Piece<'a>> {
    let part = match block.kind {
        Kind::Paragraph => Part::Paragraph,
        Kind::Heading(_) => Part::Heading,
        Kind::ListItem { .. } => Part::Item,
        Kind::Quote => Part::Quote,
        Kind::Code | Kind::Rule => return None,
    };
    let text = slice(body, block.span.clone());
    let mut prose = 0..text.len();
    prose.start = match block.kind {
        Kind::ListItem { words, .. } => words.saturating_sub(block.span.start).min(text.len()),
        Kind::Heading(_) | Kind::Quote => {
            text.len() - text.trim_start_matches(['#', '>', ' ']).len()
        }
        _ => 0,
    };
    let inside = |span: &Range<usize>| block.span.start <= span.start && span.end <= block.span.end;
    let dateline = anatomy.dateline.as_ref().map(|dateline| &dateline.span);
    let dateline = dateline
        .filter(|span| inside(span))
        .map(|span| span.start - block.span.start..span.end - block.span.start);
    if let Some(dateline) = &dateline {
        prose.start = dateline.end;
    }
    if let Some(byline) = anatomy.byline.as_ref().filter(|byline| inside(&byline.span)) {
        prose.end = (byline.span.start - block.span.start).max(prose.start);
    }
    let look = keeper.look(text, prose.clone());
    let (at, field) = (block.span.start, Field::Body);
    Some(Piece { field, part, at, text, prose, dateline, is_lead: false, is_last: false, look })
}
