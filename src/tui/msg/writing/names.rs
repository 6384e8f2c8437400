//! What is asked about the office's own list of names, and what the desk answers.

use crate::domain::register::own::{Listed, Own};

#[derive(Debug)]
pub enum Ask {
    /// All of it.
    List,
    /// A new entry, or another one in the place of one that was shown.
    Keep {
        was: Option<Listed>,
        own: Own,
    },
    Remove(Listed),
    /// What was removed last.
    PutBack,
}

/// The list as it is now.
#[derive(Debug, Clone, Default)]
pub struct List {
    pub done: Option<Done>,
    pub rows: Vec<Listed>,
    /// Lines that cannot be read, and why.
    pub faults: Vec<(usize, String)>,
    /// The name of what was removed last and can be put back.
    pub back: Option<String>,
}

/// What was done to it just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    Kept(Own),
    Removed(Own),
    PutBack(Own),
}
