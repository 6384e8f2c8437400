//! The lead: what, who, when, where (L).

mod long;
mod questions;

use super::Rule;

pub(super) const RULES: &[Rule] =
    &[questions::WHEN, questions::WHERE, long::RULE, questions::WHO, questions::WHAT];
