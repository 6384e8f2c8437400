//! Neutrality and tone (K).

mod ballot_order;
mod dignity;
mod honorific;
mod neutral;

use super::Rule;

pub(super) const RULES: &[Rule] =
    &[neutral::RULE, honorific::RULE, dignity::RULE, ballot_order::RULE];
