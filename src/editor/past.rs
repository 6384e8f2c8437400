//! The text as it was: at another time, so many steps before, or in another branch. Looking changes
//! nothing.

use super::Editor;
use super::command::Outcome;
use super::history::{History, Kind};
use crate::text::edit::Edit;
use crate::text::past::{Limits, Tree};

/// Of each text so much of its way back is kept for another day.
const KEPT: Limits = Limits { steps: 100_000, bytes: 8 << 20 };

/// Which of the texts that once were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// By the clock of the commands.
    At(i64),
    /// So many steps before the current one, whichever branch they are on.
    Back(usize),
    Step(usize),
}

/// One of the texts that once were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    /// Its number, from 0 for the oldest to that of the newest.
    pub step: usize,
    /// None for the oldest.
    pub at_ms: Option<i64>,
    pub text: String,
}

impl Editor {
    /// How the text came to be what it is.
    pub fn past(&self) -> &Tree {
        self.history.tree()
    }

    /// As much of it as is worth keeping.
    pub fn kept_past(&self) -> Tree {
        self.past().within(KEPT)
    }

    /// Takes up a past that led to this very text, in place of its own. One that cannot be walked
    /// is refused.
    pub fn take_past(&mut self, tree: Tree) -> bool {
        let sound = tree.is_sound();
        if sound {
            self.history = History::of(tree);
        }
        sound
    }

    /// Adds a step to a past that led to another text: what has happened to it since.
    pub fn bridge_past(&mut self, from: &str, now_ms: i64) {
        let edit = Edit::between(from, &self.text());
        if !edit.is_empty() {
            let place = self.place();
            self.history.add(Kind::Whole, vec![edit], (place, place), now_ms);
            self.history.close();
        }
    }

    /// The text at another point of its past; none if that cannot be walked.
    pub fn glimpse(&self, when: When) -> Option<Glimpse> {
        let tree = self.past();
        let newest = tree.steps.len().saturating_sub(1);
        let step = match when {
            When::At(ms) => self.history.at(ms)?,
            When::Back(steps) => tree.current.saturating_sub(steps),
            When::Step(step) => step.min(newest),
        };
        let mut text = self.buffer.clone();
        for edit in self.history.way_to(step).unwrap_or_default().0 {
            if !text.has(edit.at, &edit.removed) {
                return None;
            }
            text.replace(edit.at..edit.at + edit.removed.len(), &edit.inserted);
        }
        let at_ms = tree.steps.get(step).map(|step| step.at_ms).filter(|ms| *ms != i64::MIN);
        Some(Glimpse { step, at_ms, text: text.text() })
    }

    /// Makes the text say this, as one step.
    pub(super) fn become_text(&mut self, text: &str, now_ms: i64, outcome: &mut Outcome) {
        let Edit { at, removed, inserted } = Edit::between(&self.text(), text);
        self.change(at..at + removed.len(), &inserted, Kind::Whole, now_ms, outcome);
    }
}

#[cfg(test)]
mod tests {
    use super::super::command::{Command, Motion};
    use super::*;

    fn type_in(editor: &mut Editor, words: &str, at_ms: i64) {
        editor.run(Command::Move { motion: Motion::TextEnd, select: false }, at_ms);
        editor.run(Command::Type(words.to_owned()), at_ms);
    }

    /// `satu`, then `dua` at 1 s, which is undone, and `tiga` at 60 s instead.
    fn branched() -> Editor {
        let mut editor = Editor::new("satu");
        type_in(&mut editor, " dua", 1_000);
        editor.run(Command::Undo, 30_000);
        type_in(&mut editor, " tiga", 60_000);
        editor
    }

    #[test]
    fn every_text_that_once_was_can_be_looked_at() {
        #[track_caller]
        fn check(when: When, want: &str, step: usize) {
            let editor = branched();
            let glimpse = editor.glimpse(when).unwrap();
            assert_eq!((glimpse.text.as_str(), glimpse.step), (want, step));
            assert_eq!(glimpse.at_ms.is_none(), step == 0);
            assert_eq!(editor.text(), "satu tiga");
        }
        check(When::At(0), "satu", 0);
        check(When::At(59_999), "satu dua", 1);
        check(When::At(60_000), "satu tiga", 2);
        check(When::Back(1), "satu dua", 1);
        check(When::Back(9), "satu", 0);
        check(When::Step(9), "satu tiga", 2);
    }

    #[test]
    fn an_older_text_comes_back_as_one_step() {
        let mut editor = branched();
        let text = editor.glimpse(When::Back(1)).unwrap().text;
        let outcome = editor.run(Command::Become(text), 70_000);
        assert_eq!((editor.text().as_str(), outcome.edits.len()), ("satu dua", 1));
        editor.run(Command::Undo, 70_000);
        assert_eq!(editor.text(), "satu tiga");
        assert!(editor.run(Command::Become("satu tiga".into()), 0).edits.is_empty());
    }

    #[test]
    fn a_past_goes_on_in_another_editor() {
        let tree = branched().past().clone();
        let mut editor = Editor::new("satu tiga, lalu empat");
        assert!(editor.take_past(tree.clone()));
        editor.bridge_past("satu tiga", 0);
        for want in ["satu tiga", "satu"] {
            editor.run(Command::Undo, 0);
            assert_eq!(editor.text(), want);
        }
        assert_eq!(editor.glimpse(When::Step(1)).unwrap().text, "satu dua");
        assert!(!editor.take_past(Tree { current: 99, ..tree }));
    }

    #[test]
    fn a_past_of_another_text_spoils_nothing() {
        let mut editor = Editor::new("lain");
        assert!(editor.take_past(branched().past().clone()));
        assert_eq!(editor.glimpse(When::Back(1)), None);
        assert!(editor.run(Command::Undo, 0).edits.is_empty());
        assert_eq!((editor.text().as_str(), editor.past().is_bare()), ("lain", true));
        type_in(&mut editor, " lagi", 0);
        editor.run(Command::Undo, 0);
        assert_eq!(editor.text(), "lain");
    }
}
