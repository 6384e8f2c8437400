//! What can be asked of the editor, and what it answers.

use std::ops::Range;

use crate::text::edit::Edit;

/// One deed of the person who writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// What a key types; undone word by word.
    Type(String),
    /// The same; straight quotes and double hyphens become the signs of print.
    TypeSmart(char),
    /// A line end and nothing more.
    Newline,
    /// What the Enter key does: in a list or a quote the next line goes on with it, and after an
    /// empty item it ends.
    Enter,
    /// What the Backspace key does: right behind the sign of an item it takes that.
    Backspace,
    /// Text that was cleaned already; one step of undo.
    Paste(String),
    Erase(Reach),
    /// The caret goes to the end of the new text.
    Replace {
        range: Range<usize>,
        text: String,
    },
    /// One step of undo, and the caret stays with its text. A range that overlaps the one before
    /// it is passed over.
    ReplaceEach(Vec<(Range<usize>, String)>),
    /// The text says this from now on, as one step of undo. What it has in common with it stays.
    Become(String),
    Move {
        motion: Motion,
        select: bool,
    },
    SelectAll,
    SelectWordAt(usize),
    SelectParagraphAt(usize),
    /// The selection is drawn on to this byte.
    DragTo(usize),
    /// The selected text is taken out and given back.
    Cut,
    Undo,
    Redo,
    /// To the text as it was so many milliseconds before, whichever branch that was on.
    Earlier {
        ms: i64,
    },
    Later {
        ms: i64,
    },
}

/// How far a deletion goes; a selection goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    GraphemeBack,
    Grapheme,
    WordBack,
    Word,
    RowStart,
    RowEnd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    /// By visual rows, in the column that the caret came from.
    Up,
    Down,
    PageUp,
    PageDown,
    RowStart,
    RowEnd,
    ParagraphUp,
    ParagraphDown,
    TextStart,
    TextEnd,
    To(usize),
}

/// What a command did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Applied one after the other to the text before, they give the text now.
    pub edits: Vec<Edit>,
    /// What was cut.
    pub text: Option<String>,
}
