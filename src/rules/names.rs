//! Acronyms, names and titles (A, N).

pub(super) mod alike;
mod casing;
mod degrees;
mod expansion;
pub(super) mod glossary;
mod list;
mod no_role;
mod not_introduced;
pub(super) mod person;
mod spellings;
mod stranger;
mod term;
mod unexpanded;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    unexpanded::RULE,
    casing::RULE,
    not_introduced::RULE,
    expansion::RULE,
    spellings::RULE,
    list::RULE,
    stranger::RULE,
    no_role::RULE,
    term::RULE,
    degrees::RULE,
];
