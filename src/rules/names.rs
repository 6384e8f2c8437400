//! Acronyms, names and titles (A, N).

pub(super) mod alike;

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
