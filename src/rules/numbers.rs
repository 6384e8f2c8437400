//! Numbers, money, times (R).

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
