//! Commands that change the text.

use std::ops::Range;

use super::Editor;
use super::command::{Outcome, Reach};
use super::history::{History, Kind, Way};
use crate::text::edit::Edit;

impl Editor {
    /// In place of the selection, or at the caret.
    pub(super) fn put(&mut self, text: &str, kind: Kind, now_ms: i64, outcome: &mut Outcome) {
        if text.is_empty() {
            return;
        }
        let range = self.selection().unwrap_or(self.caret..self.caret);
        self.change(range, text, kind, now_ms, outcome);
    }

    pub(super) fn erase(&mut self, reach: Reach, now_ms: i64, outcome: &mut Outcome) {
        let (range, kind) = match self.selection() {
            Some(range) => (range, Kind::Whole),
            None => self.erased(reach),
        };
        if range.is_empty() {
            return;
        }
        // A line end that goes is a step of its own, as one that comes.
        let kind = if self.buffer.slice(range.clone()) == "\n" { Kind::Whole } else { kind };
        self.change(range, "", kind, now_ms, outcome);
    }

    fn erased(&mut self, reach: Reach) -> (Range<usize>, Kind) {
        let caret = self.caret;
        match reach {
            Reach::GraphemeBack => (self.buffer.previous(caret)..caret, Kind::ErasingBack),
            Reach::Grapheme => (caret..self.buffer.next(caret), Kind::Erasing),
            Reach::WordBack => (self.buffer.word_left(caret)..caret, Kind::Whole),
            Reach::Word => (caret..self.buffer.word_right(caret), Kind::Whole),
            Reach::RowStart => (self.spot_at(caret).range.start..caret, Kind::Whole),
            Reach::RowEnd => (caret..self.spot_at(caret).range.end, Kind::Whole),
        }
    }

    pub(super) fn change(
        &mut self,
        range: Range<usize>,
        text: &str,
        kind: Kind,
        now_ms: i64,
        outcome: &mut Outcome,
    ) {
        let before = self.place();
        let edit = self.edit(range, text);
        // Words put in place of the same words leave the marks on them where they are.
        if !edit.is_empty() {
            self.apply(&edit);
        }
        // What came may join with a mark behind it.
        self.caret = self.buffer.ceil(edit.at + edit.inserted.len());
        self.anchor = None;
        if !edit.is_empty() {
            self.history.add(kind, vec![edit.clone()], (before, self.place()), now_ms);
            outcome.edits.push(edit);
        }
    }

    pub(super) fn replace_each(
        &mut self,
        mut changes: Vec<(Range<usize>, String)>,
        now_ms: i64,
        outcome: &mut Outcome,
    ) {
        self.replace_around(&mut changes, None, now_ms, outcome);
    }

    /// The same; the caret goes to a place of the new text, if one is given.
    pub(super) fn replace_around(
        &mut self,
        changes: &mut Vec<(Range<usize>, String)>,
        caret: Option<usize>,
        now_ms: i64,
        outcome: &mut Outcome,
    ) {
        let before = self.place();
        changes.sort_by_key(|(range, _)| range.start);
        let mut free_from = 0;
        changes.retain(|(range, _)| {
            let free = range.start >= free_from && range.start <= range.end;
            if free {
                free_from = range.end;
            }
            free
        });
        // From the last to the first, so that no change moves the place of another.
        for (range, text) in changes.drain(..).rev() {
            let edit = self.edit(range, &text);
            if !edit.is_empty() {
                self.apply(&edit);
                self.caret = edit.follow(self.caret);
                outcome.edits.push(edit);
            }
        }
        if outcome.edits.is_empty() {
            return;
        }
        self.caret = self.buffer.ceil(caret.unwrap_or(self.caret));
        self.anchor = None;
        self.history.add(Kind::Whole, outcome.edits.clone(), (before, self.place()), now_ms);
    }

    /// Goes a way through the history.
    pub(super) fn follow(
        &mut self,
        way: impl FnOnce(&mut History) -> Option<Way>,
        outcome: &mut Outcome,
    ) {
        let Some((edits, place)) = way(&mut self.history) else { return };
        for edit in edits {
            if !self.buffer.has(edit.at, &edit.removed) {
                // A past that was kept somewhere may be another text's: it leads nowhere.
                self.history = History::new();
                break;
            }
            self.apply(&edit);
            outcome.edits.push(edit);
        }
        self.caret = self.buffer.floor(place.caret.min(self.buffer.len()));
        let anchor = |anchor: usize| self.buffer.floor(anchor.min(self.buffer.len()));
        self.anchor = place.anchor.map(anchor);
    }

    /// The edit that puts `text` in place of a range, which is cut to whole characters.
    fn edit(&self, range: Range<usize>, text: &str) -> Edit {
        let at = self.buffer.floor_char(range.start);
        let end = self.buffer.floor_char(range.end).max(at);
        let removed = self.buffer.slice(at..end).into_owned();
        Edit { at, removed, inserted: text.to_owned() }
    }

    /// Changes the text and all that stands on it, but for the caret.
    fn apply(&mut self, edit: &Edit) {
        let bytes = (edit.removed.len(), edit.inserted.len());
        let lines = (edit.removed.matches('\n').count(), edit.inserted.matches('\n').count());
        let paragraph = self.buffer.paragraph_of(edit.at);
        let local = edit.at - self.buffer.paragraph(paragraph).start;
        let range = edit.at..edit.at + bytes.0;
        let words = self.buffer.words_if(&range, &edit.removed);
        self.words = self.words - words + self.buffer.words_if(&range, &edit.inserted);
        self.buffer.replace(range, &edit.inserted);
        self.layout.edited(paragraph, local, bytes, lines);
        self.marks.edited(edit);
        self.markup.edited(&self.buffer, paragraph, lines);
        self.changes.edited(paragraph, local == 0, lines);
        self.view.follow(edit);
    }
}
