//! Acronyms, names and titles (A, N).

pub(super) mod alike;
mod casing;
mod degrees;
mod expansion;
pub(super) mod glossary;
mod not_introduced;
mod unexpanded;

use super::Rule;

pub(super) const RULES: &[Rule] =
    &[unexpanded::RULE, casing::RULE, not_introduced::RULE, expansion::RULE, degrees::RULE];
