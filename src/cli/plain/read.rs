//! Reading: the fields of the page first, then paragraph by paragraph. What was read to its end
//! may be approved.

use super::menu::{Pick, Place};
use super::paragraphs::Paragraphs;
use super::verb::Verb;
use super::voice::quoted;
use super::{Talk, Talked};
use crate::domain::manuscript::Manuscript;
use crate::domain::view::ArticleView;

pub(super) const CHOICES: &[Verb] = &[Verb::Next, Verb::Previous, Verb::Paragraph, Verb::Whole];

impl Talk<'_> {
    /// Reads a revision; notes it if its end was reached with nothing left out.
    pub(super) fn read_all(&mut self, view: &ArticleView) -> Talked<()> {
        if self.read_text(&view.manuscript, &view.revision.label)? {
            self.read = Some((view.row.id, view.revision.label.clone()));
        }
        Ok(())
    }

    /// Says whether everything was read.
    pub(super) fn read_text(&self, text: &Manuscript, label: &str) -> Talked<bool> {
        let body = Paragraphs::of(&text.body);
        for line in self.front_matter(text) {
            self.line(&line);
        }
        let count = body.len();
        let mut heard = vec![false; count];
        let mut at = 0;
        loop {
            if at < count {
                self.paragraph(&body, at);
                if let Some(heard) = heard.get_mut(at) {
                    *heard = true;
                }
            } else {
                self.tell("plain-read-end", &[("revision", label.into())]);
                return Ok(heard.iter().all(|heard| *heard));
            }
            at = loop {
                let page = Vec::new();
                let place = Place { enter: true, ..Place::of(&page, CHOICES) };
                match self.choose(&place)? {
                    Pick::Enter | Pick::Verb(Verb::Next, _) => break at + 1,
                    Pick::Verb(Verb::Previous, _) => break at.saturating_sub(1),
                    Pick::Verb(Verb::Paragraph, rest) => match body.number(&rest) {
                        Some(there) => break there,
                        None => self.no_paragraph(&rest, count),
                    },
                    Pick::Verb(Verb::Whole, _) => {
                        for rest in at + 1..count {
                            self.paragraph(&body, rest);
                            if let Some(heard) = heard.get_mut(rest) {
                                *heard = true;
                            }
                        }
                        break count;
                    }
                    Pick::Back => return Ok(false),
                    _ => {}
                }
            };
        }
    }

    pub(super) fn paragraph(&self, body: &Paragraphs, at: usize) {
        let values = [
            ("number", (at + 1).into()),
            ("count", body.len().into()),
            ("text", quoted(body.get(at)).into()),
        ];
        self.tell("plain-paragraph", &values);
    }

    pub(super) fn no_paragraph(&self, said: &str, count: usize) {
        let said: String = said.chars().take(20).collect();
        let values = [("said", quoted(&said).into()), ("count", count.into())];
        self.tell("plain-no-paragraph", &values);
    }

    /// What stands on the page beside the body, as far as it is filled.
    fn front_matter(&self, text: &Manuscript) -> Vec<String> {
        let fields = text.fields().into_iter();
        fields
            .filter(|(field, value)| *field != "body" && !value.is_empty())
            .map(|(field, value)| format!("{}: {}", self.field(field), self.value(field, &value)))
            .collect()
    }
}
