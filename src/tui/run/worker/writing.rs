//! What is asked while somebody writes: files that were dropped, texts that go out, goals.

use super::super::files;
use super::{Failed, Worker};
use crate::desk::DeskError;
use crate::desk::register::Learning;
use crate::intake;
use crate::tui::msg::writing::{Answer, Ask, Named};
use crate::tui::msg::{Reply, Told};

/// So many of the texts that would go out are named.
const DUE_SHOWN: usize = 5;

impl Worker {
    pub(super) fn writing(&mut self, ask: Ask) -> Result<Option<Reply>, Failed> {
        let answer = match ask {
            Ask::Named { text } => self.named(&text),
            Ask::Texts { paths } => {
                Answer::Texts(paths.iter().map(|path| self.text(path)).collect())
            }
            Ask::Extract { form, extract } => {
                Answer::Extracted { form, text: extract.written(form) }
            }
            Ask::Names { anew, round } => self.names(anew, round)?,
            Ask::Office(ask) => Answer::Office(self.office_names(ask)?),
            Ask::Due => {
                let (count, headlines) = self.desk.due(DUE_SHOWN)?;
                Answer::Due { count, headlines }
            }
            Ask::Goal { article, words } => {
                self.desk.set_goal(&article, words)?;
                return Ok(None);
            }
        };
        Ok(Some(Reply::Writing(answer)))
    }

    /// The list at once, then what a few texts more have.
    fn names(&mut self, anew: bool, round: u64) -> Result<Answer, Failed> {
        let learning = match self.learning.take() {
            Some(mut learning) if !anew => {
                let more = self.desk.learn(&mut learning);
                let learning = self.learning.insert(learning);
                let (register, more) = (learning.register(), more?);
                return Ok(Answer::Names { register, more, round, faults: told(learning) });
            }
            known => known.unwrap_or_default(),
        };
        self.listed = self.desk.register_stamp();
        let learning = self.learning.insert(self.desk.begin_register(learning)?);
        let register = learning.register();
        Ok(Answer::Names { register, more: true, round, faults: told(learning) })
    }

    /// The files that a pasted text names, each with its size or why it cannot be read.
    fn named(&mut self, text: &str) -> Answer {
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
        Answer::Named(files)
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

fn told(learning: &Learning) -> Vec<(usize, String)> {
    learning.faults().iter().map(|fault| (fault.line, fault.reason.clone())).collect()
}
