//! The panes of the workstation.

pub mod editor;
pub mod gutter;
pub mod list;
pub mod log;
pub mod meta;
pub mod preview;

use crate::domain::query::Hint;
use crate::lang::Arg;

/// What the sentence of a hint needs.
pub fn hint_args(hint: &Hint) -> [(&'static str, Arg<'_>); 3] {
    [
        ("word", hint.word.as_str().into()),
        ("filter", hint.filter.into()),
        ("suggestion", hint.suggestion.unwrap_or_default().into()),
    ]
}
