//! Furniture of pages, bylines, readability and what a page needs (F, Y, B, W, I).

mod unfilled;

use super::Rule;

pub(super) const RULES: &[Rule] = &[unfilled::RULE];
