//! A text on its way from the screen to the desk. Whoever types waits for no copy of a long one: it
//! is made in one piece where it is needed.

use crate::domain::manuscript::Manuscript;
use crate::text::shared::{Shared, whole};
use crate::tui::msg::Fields;

/// The fields of a text by name, as [`Fields`] without copies.
pub type Words = Vec<(&'static str, Shared)>;

/// A text as it stands.
#[derive(Debug)]
pub struct Typed {
    /// All but the body.
    rest: Manuscript,
    body: Shared,
}

impl Typed {
    pub fn new(rest: Manuscript, body: Shared) -> Self {
        Self { rest, body }
    }

    pub fn body(&self) -> &Shared {
        &self.body
    }

    pub fn into_manuscript(self) -> Manuscript {
        Manuscript { body: trimmed(whole(self.body.rope())), ..self.rest }
    }
}

/// Without line ends around it; a long text is not copied for that.
fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_end_matches('\n').len());
    let before = text.len() - text.trim_start_matches('\n').len();
    text.drain(..before);
    text
}

/// The same with each in one piece.
pub fn fields(words: &Words) -> Fields {
    words.iter().map(|(name, text)| (*name, whole(text.rope()))).collect()
}
