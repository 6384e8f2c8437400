//! One document whose parts are printed as they come: a list of any length needs no memory.

use serde::Serialize;

use super::{Failure, Printer, json};

/// A document that has begun. It is closed by [`Stream::end`].
#[derive(Debug)]
pub struct Stream<'a> {
    printer: &'a Printer,
    head: String,
    tail: &'static str,
    begun: bool,
}

impl Printer {
    /// Begins a document; `head` is JSON of our own up to its list.
    /// Nothing is printed before its first part or its end.
    pub fn stream(&self, head: impl Into<String>, tail: &'static str) -> Stream<'_> {
        Stream { printer: self, head: head.into(), tail, begun: false }
    }
}

impl Stream<'_> {
    pub fn push(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let Printer { setting, words, .. } = self.printer;
        let text = json::document(value, setting.terminal.out)
            .map_err(|source| Failure::internal(&source, words))?;
        let before = if self.begun { "," } else { self.head.as_str() };
        self.printer.raw(&format!("{before}{}", text.trim_end()))?;
        self.begun = true;
        Ok(())
    }

    pub fn end(self) -> Result<(), Failure> {
        let head = if self.begun { "" } else { self.head.as_str() };
        self.printer.raw(&format!("{head}{}\n", self.tail))
    }
}
