//! Neutrality and tone (K).

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
