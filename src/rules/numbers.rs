//! Numbers, money, times (R).

pub(super) mod value;

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
