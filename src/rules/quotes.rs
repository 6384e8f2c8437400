//! Quotations and who said them (Q).

mod comma;
mod indirect;
mod mixed;
mod no_comma;
mod saying;
mod small;
mod source;
mod unnamed;
mod unpaired;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    mixed::RULE,
    unpaired::RULE,
    comma::RULE,
    no_comma::RULE,
    source::RULE,
    unnamed::RULE,
    indirect::RULE,
    small::RULE,
];
