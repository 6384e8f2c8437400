//! Characters, blanks and punctuation (S).

mod after;
pub(super) mod around;
mod before;
mod blanks;
pub(super) mod characters;
mod doubled;
mod end;
mod reduplication;
mod scripts;
mod stacked;
mod stroke;
mod trailing;
mod twice;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    characters::RULE,
    scripts::RULE,
    blanks::RULE,
    trailing::RULE,
    before::RULE,
    after::RULE,
    stacked::RULE,
    stroke::RULE,
    end::RULE,
    doubled::RULE,
    twice::RULE,
    reduplication::RULE,
];
