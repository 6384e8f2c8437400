//! A text that several hold at once: a copy costs nothing, however long it is, and each holder may
//! go on to change its own.

use ropey::Rope;

use crate::domain::room::room;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared(Rope);

impl Eq for Shared {}

impl Shared {
    pub fn rope(&self) -> &Rope {
        &self.0
    }
}

/// The text in one piece.
pub fn whole(rope: &Rope) -> String {
    let mut text = String::with_capacity(room(rope.len_bytes()));
    text.extend(rope.chunks());
    text
}

impl From<&str> for Shared {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<Rope> for Shared {
    fn from(rope: Rope) -> Self {
        Self(rope)
    }
}
