//! A paragraph, list item, quote, heading or headline as the rules see it: its words, sentences
//! and what stands between quotation marks.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::Rule;
use super::page::addresses;
use super::tables::{self, Hit, Table};
use super::token::{self, Kind, Token};
use crate::domain::finding::{Field, Finding};
use crate::text::anatomy::{self, Quotation};
use crate::text::span::slice;

/// What a piece is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Headline,
    Summary,
    Paragraph,
    /// A heading within the body.
    Heading,
    Item,
    Quote,
}

pub(super) struct Piece<'a> {
    pub(super) field: Field,
    pub(super) part: Part,
    /// Where it begins in its field, in bytes. All other spans count from here.
    pub(super) at: usize,
    pub(super) text: &'a str,
    /// The words without marks of Markdown before them, without dateline and byline.
    pub(super) prose: Range<usize>,
    /// The dateline before the prose, if it has one.
    pub(super) dateline: Option<Range<usize>>,
    /// The first paragraph of the body.
    pub(super) is_lead: bool,
    /// The last piece of its field.
    pub(super) is_last: bool,
    pub(super) look: Arc<Look>,
}

/// What is found in a piece by reading it once; it depends on the piece's text alone.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) tokens: Vec<Token>,
    /// Ranges of tokens.
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) quotations: Vec<Quotation>,
    pub(super) hits: Vec<Hit>,
}

impl Look {
    pub(super) fn new(text: &str, prose: Range<usize>) -> Self {
        let tokens = token::tokens(text, prose.clone(), &addresses(text));
        let sentences = token::sentences(text, &tokens);
        let quotations = anatomy::quotations(text, prose);
        let hits = tables::hits(&tokens);
        Self { tokens, sentences, quotations, hits }
    }
}

impl<'a> Piece<'a> {
    /// Bound to what a look depends on.
    pub(super) fn key(text: &str, prose: &Range<usize>) -> u64 {
        let mut hasher = DefaultHasher::new();
        (text, prose).hash(&mut hasher);
        hasher.finish()
    }

    pub(super) fn tokens(&self) -> &[Token] {
        &self.look.tokens
    }

    /// A token's words as they stand in the text; empty where there is none.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens().get(at).map_or("", |token| slice(self.text, token.span.clone()))
    }

    /// A word in small letters; empty for what is no word.
    pub(super) fn low(&self, at: usize) -> &str {
        self.tokens().get(at).map_or("", |token| token.low.as_str())
    }

    pub(super) fn is_sign(&self, at: usize, sign: char) -> bool {
        self.tokens().get(at).is_some_and(|token| token.kind == Kind::Sign(sign))
    }

    /// Does the token stand right behind the one before it?
    pub(super) fn is_glued(&self, at: usize) -> bool {
        token::is_glued(self.tokens(), at)
    }

    /// The bytes from the first to the last of these tokens.
    pub(super) fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let (first, last) =
            (self.tokens().get(tokens.start), self.tokens().get(tokens.end.wrapping_sub(1)));
        first.zip(last).map_or(0..0, |(first, last)| first.span.start..last.span.end)
    }

    pub(super) fn slice(&self, span: Range<usize>) -> &'a str {
        slice(self.text, span)
    }

    /// The sentence that holds a token, as a range of tokens.
    pub(super) fn sentence(&self, token: usize) -> Range<usize> {
        let after = self.look.sentences.partition_point(|range| range.end <= token);
        self.look.sentences.get(after).cloned().unwrap_or(0..0)
    }

    /// Does a sentence begin with this token?
    pub(super) fn begins_sentence(&self, token: usize) -> bool {
        let sentence = self.sentence(token);
        (sentence.start..token).all(|at| {
            !matches!(self.tokens().get(at), Some(Token { kind: Kind::Word | Kind::Number, .. }))
        })
    }

    /// Is the byte between quotation marks?
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.look.quotations.iter().any(|quotation| quotation.span.contains(&at))
    }

    /// What a table has of this piece, in order.
    pub(super) fn hits(&self, table: Table) -> impl Iterator<Item = &Hit> {
        self.look.hits.iter().filter(move |hit| hit.entry.table == table)
    }

    /// A finding at bytes of this piece.
    pub(super) fn finding(&self, rule: &Rule, span: Range<usize>) -> Finding {
        Finding {
            rule: rule.id.into(),
            level: rule.level,
            field: self.field,
            text: self.slice(span.clone()).to_owned(),
            span: self.at + span.start..self.at + span.end,
            hidden: None,
            args: Vec::new(),
            fixes: Vec::new(),
        }
    }
}
