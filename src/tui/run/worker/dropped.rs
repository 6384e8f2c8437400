//! Files that were dropped on the terminal: whether they are there, and their words.

use super::super::files;
use super::Worker;
use crate::desk::DeskError;
use crate::intake;
use crate::tui::msg::{Named, Reply, Told};

impl Worker {
    /// The files that a pasted text names, each with its size or why it cannot be read.
    pub(super) fn named(&mut self, text: &str) -> Reply {
        let files = files::dropped(text).map(|paths| {
            let look = |path: String| {
                let (bytes, trouble) = match files::size(&path) {
                    Ok(bytes) => (bytes, None),
                    Err(error) => (0, Some(self.lender.tell(error, self.lang))),
                };
                Named { path, bytes, trouble }
            };
            paths.into_iter().map(look).collect()
        });
        Reply::Named(files)
    }

    pub(super) fn texts(&mut self, paths: &[String]) -> Reply {
        Reply::Texts(paths.iter().map(|path| self.text(path)).collect())
    }

    fn text(&mut self, path: &str) -> Result<String, Told> {
        let read = files::read(path).and_then(|bytes| {
            let source = intake::Source { name: path, bytes: &bytes, format: None };
            intake::words_of(&source).map_err(DeskError::Intake)
        });
        read.map_err(|error| {
            let told = self.lender.tell(error, self.lang);
            // The intake knows no names.
            let name = path.rsplit('/').next().unwrap_or(path);
            let message = if told.message.contains(name) {
                told.message
            } else {
                format!("{name}: {}", told.message)
            };
            Told { message, ..told }
        })
    }
}
