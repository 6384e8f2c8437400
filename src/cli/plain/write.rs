//! Writing, paragraph by paragraph, or all of it in the person's own editor.

use super::draft::Draft;
use super::menu::{Pick, Place};
use super::paragraphs::Paragraphs;
use super::verb::Verb;
use super::{Talk, Talked};
use crate::cli::in_editor;
use crate::desk::edit::Change;
use crate::domain::ids::ArticleId;
use crate::domain::manuscript::Manuscript;

pub(super) const CHOICES: &[Verb] = &[
    Verb::Paragraph,
    Verb::Whole,
    Verb::Replace,
    Verb::Insert,
    Verb::Delete,
    Verb::Move,
    Verb::Undo,
    Verb::Editor,
    Verb::Save,
];

impl Talk<'_> {
    pub(super) fn write(&mut self, id: ArticleId) -> Talked<()> {
        let Some(mut draft) = self.take_up(id)? else { return Ok(()) };
        let mut is_new = true;
        loop {
            let body = Paragraphs::of(&draft.text.body);
            let state = if draft.is_changed() { "plain-write-changed" } else { "plain-write-same" };
            let count = [("count", body.len().into())];
            let page =
                vec![format!("{}, {}", self.word("plain-write", &count), self.word(state, &[]))];
            let place = Place::of(&page, CHOICES);
            if is_new {
                self.arrive(&place);
            }
            is_new = false;
            match self.choose(&place)? {
                Pick::Verb(Verb::Whole, _) => {
                    (0..body.len()).for_each(|at| self.paragraph(&body, at));
                }
                Pick::Verb(Verb::Undo, _) => self.undo(&mut draft),
                Pick::Verb(Verb::Editor, _) => self.hand_over(&mut draft)?,
                Pick::Verb(Verb::Save, _) if self.save(&mut draft)? => return Ok(()),
                Pick::Verb(Verb::Save, _) => {}
                Pick::Verb(verb, rest) => self.change(&mut draft, body, verb, &rest)?,
                Pick::Back => return self.put_down(&mut draft),
                _ => {}
            }
        }
    }

    /// One change to one paragraph.
    fn change(
        &mut self,
        draft: &mut Draft,
        mut body: Paragraphs,
        verb: Verb,
        rest: &str,
    ) -> Talked<()> {
        let (first, second) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let count = body.len();
        let is_insert = verb == Verb::Insert;
        let Some(first) = self.which(first, is_insert, count)? else { return Ok(()) };
        let place = if is_insert && first == "0" { Some(0) } else { body.number(&first) };
        let Some(at) = place else {
            self.no_paragraph(&first, count);
            return Ok(());
        };
        let said = match verb {
            Verb::Paragraph => {
                self.paragraph(&body, at);
                return Ok(());
            }
            Verb::Delete => {
                body.delete(at);
                "plain-deleted"
            }
            Verb::Move => match self.target(second, &body)? {
                Some(to) => {
                    body.shift(at, to);
                    "plain-shifted"
                }
                None => return Ok(()),
            },
            _ => {
                if !is_insert {
                    self.paragraph(&body, at);
                }
                let key = if is_insert { "plain-new-paragraph" } else { "plain-new-words" };
                let Some(text) = self.new_words(second, key)? else { return Ok(()) };
                if is_insert {
                    body.insert(if first == "0" { 0 } else { at + 1 }, text);
                    "plain-inserted"
                } else {
                    body.replace(at, text);
                    "plain-replaced"
                }
            }
        };
        self.put(draft, Manuscript { body: body.body(), ..draft.text.clone() });
        self.tell(said, &[("number", first.into())]);
        Ok(())
    }

    /// The number of a paragraph, as it was said with the command or is asked for.
    fn which(&self, said: &str, is_insert: bool, count: usize) -> Talked<Option<String>> {
        if !said.is_empty() {
            return Ok(Some(said.to_owned()));
        }
        let key = if is_insert { "plain-after-which" } else { "plain-which" };
        let said = self.ask(key, &[("count", count.into())])?;
        // Nought is before the first.
        Ok(said.or_else(|| is_insert.then(|| "0".to_owned())))
    }

    /// The words of a paragraph: said with the command, or asked for.
    fn new_words(&self, said: &str, key: &str) -> Talked<Option<String>> {
        if said.trim().is_empty() { self.ask(key, &[]) } else { Ok(Some(said.trim().to_owned())) }
    }

    fn target(&self, said: &str, body: &Paragraphs) -> Talked<Option<usize>> {
        let count = body.len();
        let said = self.new_words(said, "plain-where-to")?;
        let Some(said) = said else { return Ok(None) };
        let to = body.number(&said);
        if to.is_none() {
            self.no_paragraph(&said, count);
        }
        Ok(to)
    }

    /// The whole text in `$EDITOR`. What comes back is saved at once, and its page stays if that
    /// cannot be.
    fn hand_over(&mut self, draft: &mut Draft) -> Talked<()> {
        let Some(mut view) = self.view(&draft.id) else { return Ok(()) };
        view.manuscript = draft.text.clone();
        self.tell("plain-editor-opens", &[]);
        let (front, desk) = (self.front, &self.desk);
        let written = match self.ears.lend(|| in_editor::write(front, desk, &view)) {
            Ok(written) => written,
            Err(failure) => {
                self.fail(&failure);
                return Ok(());
            }
        };
        let mut changes = draft.changes();
        let is_other = |change: &Change| !written.changes.iter().any(|w| w.field == change.field);
        changes.retain(is_other);
        changes.extend(written.changes.iter().cloned());
        if changes.is_empty() {
            self.tell("plain-nothing-new", &[]);
            written.tidy();
        } else if self.save_changes(draft, &changes)? {
            written.tidy();
        } else {
            let place = written.place().to_string_lossy();
            self.tell("editor-kept", &[("place", place.as_ref().into())]);
        }
        Ok(())
    }
}
