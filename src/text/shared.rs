//! A text that several hold at once: a copy costs nothing, however long it is, and each holder may
//! go on to change its own.

use ropey::Rope;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared(Rope);

impl Eq for Shared {}

impl Shared {
    pub fn rope(&self) -> &Rope {
        &self.0
    }
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
