//! What two places say of the same thing: the text and its fields, the text and other articles
//! (X).

mod event;
mod others;

use super::Rule;

pub(super) const RULES: &[Rule] = &[event::OTHER_DAY, event::TO_COME, others::RULE];
