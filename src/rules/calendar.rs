//! Dates: weekdays, the calendar, datelines (T, D).

mod dateline;
pub(super) mod dates;
mod no_such_date;
mod weekday;

use super::Rule;

pub(super) const RULES: &[Rule] = &[weekday::RULE, no_such_date::RULE, dateline::RULE];
