//! Headlines (J).

mod capitals;
mod full_stop;
mod length;
mod names;
mod numbers;
mod repeated;
mod shouting;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    length::RULE,
    capitals::RULE,
    full_stop::RULE,
    repeated::RULE,
    numbers::RULE,
    shouting::RULE,
    names::RULE,
];
