//! Acronyms, names and titles (A, N).

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
