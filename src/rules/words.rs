//! Words: standard, joined, apart, doubled, foreign, mistyped (E, M).

mod hyphen;
mod particle;
mod prefix;
mod preposition;
pub(super) mod shield;
pub(super) mod standard;

use super::Rule;

pub(super) const RULES: &[Rule] =
    &[standard::RULE, preposition::RULE, particle::RULE, hyphen::RULE];
