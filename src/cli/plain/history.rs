//! The revisions of an article: heard, and made the newest again.

use super::menu::{Pick, Place};
use super::verb::Verb;
use super::{Talk, Talked};
use crate::domain::ids::ArticleId;
use crate::domain::view::HistoryRow;

pub(super) const CHOICES: &[Verb] = &[Verb::Read, Verb::Restore];

/// As many revisions are told; older ones are named by their numbers.
const MOST: usize = 20;

impl Talk<'_> {
    pub(super) fn history(&mut self, id: ArticleId) -> Talked<()> {
        let mut is_new = true;
        loop {
            let Some(rows) = self.got(self.desk.history(&id.to_string())) else { return Ok(()) };
            let mut page = vec![self.word("plain-history", &[("count", rows.len().into())])];
            page.extend(rows.iter().take(MOST).map(|row| self.revision(row)));
            let place = Place::of(&page, CHOICES);
            if is_new {
                self.arrive(&place);
            }
            is_new = false;
            let (verb, said) = match self.choose(&place)? {
                Pick::Verb(verb, said) if !said.is_empty() => (verb, said),
                Pick::Verb(verb, _) => match self.ask("plain-which-revision", &[])? {
                    Some(said) => (verb, said),
                    None => continue,
                },
                _ => return Ok(()),
            };
            let name = id.to_string();
            let Some(view) = self.got(self.desk.article(&name, Some(&said))) else { continue };
            if verb == Verb::Read {
                self.read_text(&view.manuscript, &view.revision.label)?;
            } else if self.yes("plain-restore", &[("revision", said.as_str().into())])? {
                self.restore(id, &said);
                is_new = true;
            }
        }
    }

    fn restore(&mut self, id: ArticleId, label: &str) {
        let restored = self.desk.restore(&self.me, &id.to_string(), label);
        if self.got(restored).is_some()
            && let Some(view) = self.view(&id)
        {
            let now = view.revision.label.as_str();
            self.tell("plain-restored", &[("from", label.into()), ("revision", now.into())]);
        }
    }

    fn revision(&self, row: &HistoryRow) -> String {
        let author = row.author.as_deref().unwrap_or_default();
        let words = if row.erased {
            self.word("erase-mark", &[])
        } else {
            self.word("plain-words", &[("count", row.words.into())])
        };
        let values = [
            ("revision", row.label.as_str().into()),
            ("stage", self.stage(row.stage, false, false).into()),
            ("author", author.into()),
            ("at", self.when(row.at).into()),
            ("words", words.into()),
        ];
        self.word("plain-revision", &values)
    }
}
