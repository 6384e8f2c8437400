//! Words: standard, joined, apart, doubled, foreign, mistyped (E, M).

mod bare_verb;
mod bound;
mod capital;
mod foreign;
mod hyphen;
mod opening;
mod pairs;
mod particle;
mod pleonasm;
mod prefix;
mod preposition;
mod scar;
pub(super) mod shield;
mod split;
pub(super) mod standard;
mod subject;
mod typo;

use super::Rule;

pub(super) const SPELLING: &str = typo::RULE.id;
pub(super) use typo::meant;

pub(super) const RULES: &[Rule] = &[
    standard::RULE,
    preposition::RULE,
    particle::RULE,
    hyphen::RULE,
    bound::RULE,
    capital::RULE,
    foreign::RULE,
    opening::RULE,
    pleonasm::RULE,
    pairs::RULE,
    subject::RULE,
    split::RULE,
    bare_verb::RULE,
    scar::RULE,
    typo::RULE,
];
