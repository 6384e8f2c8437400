//! A text that goes to the person's own editor and comes back.

/// What came of it. Paths are those of the page on the disk that holds what was written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returned {
    /// Another text, cleaned; so many characters that are never text were left out.
    Text {
        text: String,
        dropped: usize,
        path: String,
    },
    Same,
    /// The editor ended with a failure; what it had written, if anything, is kept.
    Discarded {
        kept: Option<String>,
    },
    /// Nothing was left of the text.
    Emptied,
    /// The page is gone.
    Gone,
    /// It is not UTF-8.
    NotText {
        path: String,
    },
    TooLong {
        path: String,
    },
    /// It cannot be read, or the terminal did not come back.
    Unreadable {
        path: String,
        why: String,
    },
    /// No editor is named, or none of this name is there.
    NoProgram,
    NotFound {
        name: String,
    },
    /// It did not start, or the page could not be made.
    NotStarted {
        why: String,
    },
}
