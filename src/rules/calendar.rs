//! Dates: weekdays, the calendar, datelines (T, D).

mod dateline;
mod dateline_dash;
mod dateline_date;
pub(super) mod dates;
mod hijri;
mod no_dateline;
mod no_such_date;
mod no_year;
mod nought;
mod range;
pub(super) mod relative;
mod seat;
mod weekday;
pub(super) mod written;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    weekday::RULE,
    no_such_date::RULE,
    dateline::RULE,
    no_dateline::RULE,
    seat::RULE,
    dateline_date::RULE,
    dateline_dash::RULE,
    range::RULE,
    hijri::RULE,
    no_year::RULE,
    nought::RULE,
    relative::RULE,
];
