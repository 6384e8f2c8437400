//! What belongs to a person and not into public (P).

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
