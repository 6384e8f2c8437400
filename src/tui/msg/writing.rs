//! What is asked while somebody writes: files that were dropped, texts that go out, goals.

pub mod names;

use super::Told;
use crate::domain::ids::ArticleId;
use crate::domain::register::Register;
use crate::text::copied::{Extract, Form};

#[derive(Debug)]
pub enum Ask {
    /// Does a pasted text name files, and nothing else?
    Named { text: String },
    /// The words of files, as they stand.
    Texts { paths: Vec<String> },
    /// What is to be copied, in a form.
    Extract { form: Form, extract: Extract },
    /// The names that the desk knows: the list and what is new, or a few texts more. An answer
    /// has the round that it was asked in.
    Names { anew: bool, round: u64 },
    /// Which texts a publication now would make public.
    Due,
    /// The office's own list of names.
    Office(names::Ask),
    /// So many words are wanted of a text; nothing if the office's own number counts.
    Goal { article: ArticleId, words: Option<u32> },
}

#[derive(Debug)]
pub enum Answer {
    Named(Option<Vec<Named>>),
    Texts(Vec<Result<String, Told>>),
    Extracted {
        form: Form,
        text: String,
    },
    Office(names::List),
    /// How many, and the headlines of the first of them.
    Due {
        count: usize,
        headlines: Vec<String>,
    },
    /// The names that are known so far; what cannot be read of the office's own list is told by
    /// its lines.
    Names {
        register: Register,
        more: bool,
        round: u64,
        faults: Vec<(usize, String)>,
    },
}

/// A file that a pasted text names.
#[derive(Debug, Clone)]
pub struct Named {
    pub path: String,
    pub bytes: u64,
    /// Why it cannot be read.
    pub trouble: Option<Told>,
}

/// What was copied and did not reach a clipboard outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uncopied {
    /// Too many bytes for the terminal, and there is nothing else to take them.
    TooLong(usize),
    /// A program of this name failed or hung; the terminal had room for the text, or not.
    Program { name: &'static str, terminal: bool },
}
