//! Furniture of pages, bylines, readability and what a page needs (F, Y, B, W, I).

mod byline;
mod end_mark;
mod furniture;
mod images;
mod links;
mod lists;
mod long;
mod unfilled;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    furniture::RULE,
    end_mark::RULE,
    byline::MISSING,
    byline::INITIALS,
    long::SENTENCE,
    long::PARAGRAPH,
    images::RULE,
    links::RULE,
    lists::RULE,
    unfilled::RULE,
];
