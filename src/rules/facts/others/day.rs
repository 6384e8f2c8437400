//! Two articles of one event whose leads name different days. Offices tell of much that happens
//! again and again, with nearly the same headline: only what they count or quote alike makes two
//! texts those of one event.

use std::collections::BTreeSet;

use super::{Beside, shared, single_numbers, tell};
use crate::domain::calendar::date_in_words;
use crate::rules::calendar::written::dates;
use crate::rules::facts::event::rewritten;
use crate::rules::numbers::value::value;
use crate::rules::page::{Found, Page};

/// Words of four letters and more that the headlines share.
const SHARED: usize = 4;
/// Letters of a quotation that nobody says twice.
const LONG_QUOTATION: usize = 40;
/// Other days are those of a meeting that went on.
const NEAR_DAYS: i64 = 3;

pub(super) fn compare(page: &Page<'_>, other: &Beside<'_>, found: &mut Found) {
    let headline = &other.page.manuscript.headline;
    if shared(&page.manuscript.headline, headline) < SHARED || !is_of_one_event(page, other.page) {
        return;
    }
    let (Some(lead), Some(their_lead)) = (page.lead(), other.page.lead()) else { return };
    let ours = dates(page, lead, 0..lead.tokens().len());
    let theirs = dates(other.page, their_lead, 0..their_lead.tokens().len());
    let ([(span, our)], [(_, their)]) = (ours.as_slice(), theirs.as_slice()) else { return };
    if our == their || (*our - *their).num_days().abs() > NEAR_DAYS {
        return;
    }
    let words = lead.slice(span.clone());
    let right = rewritten(words, *our, *their, page.language)
        .unwrap_or_else(|| date_in_words(*their, page.language));
    let from = lead.tokens().partition_point(|token| token.span.start < span.start);
    let to = lead.tokens().partition_point(|token| token.span.end <= span.end);
    tell(lead, from..to, &right, "date", other, found);
}

fn is_of_one_event(a: &Page<'_>, b: &Page<'_>) -> bool {
    let numbers = |page: &Page<'_>| -> BTreeSet<(String, u64)> {
        let single = single_numbers(page).into_iter();
        single.filter_map(|(noun, (piece, at))| Some((noun, value(piece.word(at))?))).collect()
    };
    let quotations = |page: &Page<'_>| -> BTreeSet<String> {
        let quoted = page.of_body().flat_map(|piece| {
            piece.look.quotations.iter().map(|one| piece.slice(one.span.clone()).to_owned())
        });
        quoted.filter(|words| words.len() >= LONG_QUOTATION).collect()
    };
    !numbers(a).is_disjoint(&numbers(b)) || !quotations(a).is_disjoint(&quotations(b))
}
