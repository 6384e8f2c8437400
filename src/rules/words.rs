//! Words: standard, joined, apart, doubled, foreign, mistyped (E, M).

mod bound;
mod foreign;
mod hyphen;
mod opening;
mod particle;
mod pleonasm;
mod prefix;
mod preposition;
mod scar;
pub(super) mod shield;
pub(super) mod standard;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    standard::RULE,
    preposition::RULE,
    particle::RULE,
    hyphen::RULE,
    bound::RULE,
    foreign::RULE,
    opening::RULE,
    pleonasm::RULE,
    scar::RULE,
];
