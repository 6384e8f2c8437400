//! The lead: what, who, when, where (L).

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
