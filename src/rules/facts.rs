//! What two places say of the same thing: within a text, its fields, and other articles.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
