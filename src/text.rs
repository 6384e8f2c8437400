//! Plain text work: what a desk does with words before it knows what they are for.

pub mod anatomy;
pub mod cell;
pub mod changed;
pub mod copied;
pub mod diff;
pub mod edit;
pub mod markdown;
pub mod merge;
pub mod names;
pub mod opening;
pub mod past;
pub mod sanitise;
pub mod search;
pub mod shared;
pub mod smart;
pub mod snippet;
pub mod span;

pub use crate::domain::words;
