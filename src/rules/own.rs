//! Rules that an office adds for itself.

use super::page::{Found, Page};

/// The office's own rules, compiled.
#[derive(Debug, Default)]
pub struct OwnRules {
    rules: Vec<OwnRule>,
}

#[derive(Debug)]
struct OwnRule {}

impl OwnRules {
    pub const fn none() -> Self {
        Self { rules: Vec::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

pub(super) fn run(page: &Page<'_>, _found: &mut Found) {
    debug_assert!(page.house.own.is_empty());
}
