//! Numbers, money, times (R).

mod count;
mod opening;
mod percent;
mod rupiah;
mod series;
mod sum;
mod thousands;
mod time;
mod twice;
pub(super) mod value;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    rupiah::RULE,
    percent::RULE,
    series::RULE,
    thousands::RULE,
    twice::RULE,
    opening::RULE,
    sum::RULE,
    time::RULE,
];
