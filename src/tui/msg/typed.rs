//! A text on its way from the screen to the desk. Whoever types waits for no copy of a long one: it
//! is made in one piece where it is needed.

use crate::domain::manuscript::Manuscript;
use crate::editor::Editor;
use crate::text::sanitise::trimmed;
use crate::text::shared::{Shared, whole};
use crate::tui::app::offer::blank;
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

/// A long text in its editor, which was made before it came to the screen.
#[derive(Debug, Clone)]
pub struct Ready {
    pub editor: Editor,
    /// A form left places open in it.
    pub has_blanks: bool,
}

/// The beginning of a long text: to be looked at until that is open, and for nothing else, since it
/// comes from what lists and search show, and is held to no digest.
#[derive(Debug)]
pub struct Coming {
    pub headline: Editor,
    pub body: Editor,
}

impl Coming {
    pub fn of(headline: &str, body: &str) -> Self {
        Self { headline: Editor::new(headline), body: Editor::prose(body) }
    }
}

impl Ready {
    pub fn of(body: &str) -> Self {
        Self { editor: Editor::prose(body), has_blanks: blank(body, 0).is_some() }
    }
}

/// The same with each in one piece.
pub fn fields(words: &Words) -> Fields {
    words.iter().map(|(name, text)| (*name, whole(text.rope()))).collect()
}
