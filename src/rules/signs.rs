//! Characters, blanks and punctuation (S).

mod blanks;
mod characters;
mod scripts;

use super::Rule;

pub(super) const RULES: &[Rule] = &[characters::RULE, scripts::RULE, blanks::RULE];
