//! Quotations and who said them (Q).

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
