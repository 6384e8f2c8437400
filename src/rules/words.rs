//! Words: standard, joined, apart, doubled, foreign, mistyped (E, M).

mod standard;

use super::Rule;

pub(super) const RULES: &[Rule] = &[standard::RULE];
