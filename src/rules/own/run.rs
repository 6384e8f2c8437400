//! What a rule of the office finds in a page.

use std::collections::HashMap;
use std::ops::Range;

use super::{Needs, OwnRule, Run};
use crate::domain::finding::{Field, Finding};
use crate::rules::page::{Found, Page, field_text};
use crate::rules::piece::Piece;
use crate::rules::token::{self, Kind};

/// So many fixes are offered.
const MOST_FIXES: usize = 5;

/// Phrases that are looked for as whole words, capitals or not, by their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    all: Vec<Phrase>,
    by_first: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Phrase {
    words: String,
    /// Its words and signs in small letters.
    lows: Vec<String>,
    fixes: Vec<String>,
}

impl Phrases {
    /// Says whether it is a phrase at all.
    pub(super) fn add(&mut self, words: &str, fixes: Vec<String>) -> bool {
        let words = words.trim();
        let lows: Vec<String> = token::tokens(words, 0..words.len(), &[])
            .iter()
            .map(|one| low(words, one).to_owned())
            .collect();
        let Some(first) = lows.first().filter(|low| low.starts_with(char::is_alphanumeric)) else {
            return false;
        };
        self.by_first.entry(first.clone()).or_default().push(self.all.len());
        self.all.push(Phrase { words: words.to_owned(), lows, fixes });
        true
    }

    /// The longest phrase that begins with a token: which one, and how many tokens it has.
    fn at(&self, piece: &Piece<'_>, token: usize) -> Option<(usize, usize)> {
        let first = piece.tokens().get(token).map(|one| low(piece.text, one))?;
        let fits = |place: &&usize| {
            let lows = self.all.get(**place).map_or(&[][..], |phrase| &phrase.lows);
            lows.iter().enumerate().skip(1).all(|(ahead, want)| {
                let there = piece.tokens().get(token + ahead).map(|one| low(piece.text, one));
                there == Some(want.as_str())
            })
        };
        let size = |place: &usize| self.all.get(*place).map_or(0, |phrase| phrase.lows.len());
        let places = self.by_first.get(first)?.iter().filter(fits);
        let longest = *places.max_by_key(|place| size(place))?;
        Some((longest, size(&longest)))
    }

    /// All places in a piece, none within another.
    fn hits(&self, piece: &Piece<'_>) -> Vec<(usize, Range<usize>)> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < piece.tokens().len() {
            let Some((place, size)) = self.at(piece, at) else {
                at += 1;
                continue;
            };
            hits.push((place, piece.span(at..at + size)));
            at += size.max(1);
        }
        hits
    }

    fn is_in(&self, page: &Page<'_>) -> bool {
        page.pieces.iter().any(|piece| !self.hits(piece).is_empty())
    }
}

fn low<'a>(text: &'a str, token: &'a token::Token) -> &'a str {
    match token.kind {
        Kind::Word => &token.low,
        // What is in an address is no word.
        Kind::Address => "",
        _ => text.get(token.span.clone()).unwrap_or_default(),
    }
}

impl OwnRule {
    pub(super) fn run(&self, page: &Page<'_>, found: &mut Found) {
        match &self.run {
            Run::Words(phrases) => self.words(phrases, page, found),
            Run::Pattern { pattern, fix } => {
                for piece in &page.pieces {
                    let mut each = |hit: Range<usize>, fixed: Option<String>| {
                        let fixes = fixed.into_iter().collect();
                        found.push(self.finding(piece, hit, fixes));
                        !found.is_full()
                    };
                    let prose = piece.prose.clone();
                    match fix {
                        Some(fix) => pattern.changes(piece.text, prose, fix, &mut |hit, fixed| {
                            each(hit, Some(fixed))
                        }),
                        None => pattern.hits(piece.text, prose, &mut |hit| each(hit, None)),
                    }
                }
            }
            Run::Spellings(phrases) => self.spellings(phrases, page, found),
            Run::Required { when, needs } => self.required(when.as_ref(), needs, page, found),
        }
    }

    fn words(&self, phrases: &Phrases, page: &Page<'_>, found: &mut Found) {
        for piece in &page.pieces {
            for (place, span) in phrases.hits(piece) {
                let Some(phrase) = phrases.all.get(place) else { continue };
                let old = piece.slice(span.clone());
                let fixes = phrase.fixes.iter().take(MOST_FIXES);
                let fixes: Vec<String> = fixes.map(|fix| token::in_case_of(old, fix)).collect();
                // A rule about capitals leaves alone what is as it says.
                if !fixes.iter().any(|fix| fix == old) {
                    found.push(self.finding(piece, span, fixes));
                }
            }
        }
    }

    /// Of several spellings the one that the text has most; among equals the one listed first.
    fn spellings(&self, phrases: &Phrases, page: &Page<'_>, found: &mut Found) {
        let mut counts = vec![0_usize; phrases.all.len()];
        let mut hits = Vec::new();
        for piece in &page.pieces {
            for (place, span) in phrases.hits(piece) {
                if let Some(count) = counts.get_mut(place) {
                    *count += 1;
                }
                hits.push((piece, place, span));
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        let Some(kept) = counts.iter().position(|count| *count == most && most > 0) else { return };
        let fix = phrases.all.get(kept).map_or("", |phrase| &phrase.words);
        for (piece, place, span) in hits {
            if place != kept {
                let fix = match token::case(piece.slice(span.clone())) {
                    token::Case::Capital => token::capitalised(fix),
                    _ => fix.to_owned(),
                };
                found.push(self.finding(piece, span, vec![fix]));
            }
        }
    }

    fn required(&self, when: Option<&Phrases>, needs: &Needs, page: &Page<'_>, found: &mut Found) {
        let is_there = match needs {
            Needs::Field(field) => !field_text(page.manuscript, *field).trim().is_empty(),
            Needs::Phrase(phrases) => phrases.is_in(page),
        };
        if is_there || page.pieces.is_empty() {
            return;
        }
        if let Some(when) = when {
            let first = page.pieces.iter().find_map(|piece| {
                when.hits(piece).into_iter().next().map(|(_, span)| (piece, span))
            });
            found.0.extend(first.map(|(piece, span)| self.finding(piece, span, Vec::new())));
        } else {
            let text = page.manuscript.headline.clone();
            let (field, span) = (Field::Headline, 0..text.len());
            found.push(self.told(field, span, text, Vec::new()));
        }
    }

    fn finding(&self, piece: &Piece<'_>, span: Range<usize>, fixes: Vec<String>) -> Finding {
        let text = piece.slice(span.clone()).to_owned();
        self.told(piece.field, piece.at + span.start..piece.at + span.end, text, fixes)
    }

    fn told(&self, field: Field, span: Range<usize>, text: String, fixes: Vec<String>) -> Finding {
        let [id, en] = self.message.clone();
        Finding {
            rule: self.id.to_string().into(),
            level: self.speaks_as(),
            field,
            span,
            text,
            hidden: None,
            args: vec![("id", id), ("en", en), ("why", self.why.clone())],
            fixes,
        }
    }
}
