//! Enter and Backspace in lists and quotes.

use std::ops::Range;

use super::Editor;
use super::command::{Outcome, Reach};
use super::history::Kind;
use super::lists::{HEAD, Lead, renumbered};

impl Editor {
    pub(super) fn enter(&mut self, now_ms: i64, outcome: &mut Outcome) {
        if !self.goes_on(now_ms, outcome) {
            self.put("\n", Kind::Whole, now_ms, outcome);
        }
    }

    pub(super) fn backspace(&mut self, now_ms: i64, outcome: &mut Outcome) {
        let line = self.buffer.paragraph_at(self.caret);
        let head = self.head(&line);
        let lead = Lead::of(&head);
        let behind = lead.filter(|lead| self.caret == line.start + lead.len());
        match behind {
            Some(lead) if self.selection().is_none() => {
                let taken = lead.taken();
                let range = line.start + taken.start..line.start + taken.end;
                self.change(range, "", Kind::Whole, now_ms, outcome);
            }
            _ => self.erase(Reach::GraphemeBack, now_ms, outcome),
        }
    }

    /// Enter as a list has it; `false` outside of one.
    fn goes_on(&mut self, now_ms: i64, outcome: &mut Outcome) -> bool {
        let caret = self.caret;
        let index = self.buffer.paragraph_of(caret);
        let line = self.buffer.paragraph(index);
        let head = self.head(&line);
        let Some(lead) = Lead::of(&head) else { return false };
        if self.selection().is_some() || caret < line.start + lead.len() {
            return false;
        }
        let is_empty = line.len() <= HEAD && head.get(lead.len()..).is_none_or(is_blank);
        if is_empty {
            let range = line.start + lead.taken().start..line.end;
            self.change(range, "", Kind::Whole, now_ms, outcome);
            return true;
        }
        let below = self.head_of(index + 1);
        let next = lead.next(below.as_deref().and_then(Lead::of).as_ref());
        let come = caret + 1 + next.len();
        // What would stand at the beginning of the new item is no more than a gap.
        let gap = self.blanks_from(caret, line.end);
        let mut changes = vec![(caret..caret + gap, format!("\n{next}"))];
        let numbers = renumbered(&lead, |distance| self.head_of(index + distance));
        for (distance, bytes, number) in numbers {
            let start = self.buffer.paragraph(index + distance).start;
            changes.push((start + bytes.start..start + bytes.end, number));
        }
        self.replace_around(&mut changes, Some(come), now_ms, outcome);
        true
    }

    /// The beginning of a line, as far as its lead may go.
    fn head(&self, line: &Range<usize>) -> String {
        let end = self.buffer.floor_char(line.end.min(line.start + HEAD));
        self.slice(line.start..end)
    }

    fn head_of(&self, index: usize) -> Option<String> {
        (index < self.buffer.paragraphs()).then(|| self.head(&self.buffer.paragraph(index)))
    }

    fn blanks_from(&self, caret: usize, end: usize) -> usize {
        let end = self.buffer.floor_char(end.min(caret + HEAD));
        let text = self.slice(caret..end);
        text.len() - text.trim_start_matches(' ').len()
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::command::{Command, Motion};
    use super::*;

    /// The caret stands at `|`, before and after.
    #[track_caller]
    fn check(command: &Command, before: &str, after: &str) {
        let mut editor = at(before);
        let text = editor.text();
        editor.run(command.clone(), 0);
        let mut now = editor.text();
        now.insert(editor.caret(), '|');
        assert_eq!(now, after, "{before:?}");
        let is_changed = editor.text() != text;
        editor.run(Command::Undo, 0);
        assert_eq!(editor.text(), text, "one step takes it back");
        assert!(is_changed);
    }

    fn at(marked: &str) -> Editor {
        let caret = marked.find('|').unwrap_or_default();
        let mut editor = Editor::prose(&marked.replacen('|', "", 1));
        editor.set_size(40, 20);
        editor.run(Command::Move { motion: Motion::To(caret), select: false }, 0);
        editor
    }

    #[test]
    fn enter_goes_on_with_a_list_and_ends_it() {
        let check = |before, after| check(&Command::Enter, before, after);
        check("satu|", "satu\n|");
        check("- satu|", "- satu\n- |");
        check("- sa|tu", "- sa\n- |tu");
        check("- satu| dua", "- satu\n- |dua");
        check("- satu\n- |", "- satu\n|");
        check("- satu\n-  |\nx", "- satu\n|\nx");
        check("  - |", "|");
        check("|- satu", "\n|- satu");
        check("-| satu", "-\n| satu");
        check("> satu|", "> satu\n> |");
        check("> - |", "> |");
        check("> |", "|");
        check("1. a|\n2. b\n3. c\n\n4. d", "1. a\n2. |\n3. b\n4. c\n\n4. d");
        check("8) a|\n9) b\n10) c", "8) a\n9) |\n10) b\n11) c");
        check("1. a|\n1. b", "1. a\n1. |\n1. b");
        check("1. a\n2. |\n3. c", "1. a\n|\n3. c");
    }

    #[test]
    fn backspace_takes_the_sign_of_an_item_first() {
        let check = |before, after| check(&Command::Backspace, before, after);
        check("- |satu", "|satu");
        check("- s|atu", "- |atu");
        check("-| satu", "| satu");
        check("a\n12. |b", "a\n|b");
        check("> > |b", "> |b");
        check("a\n|b", "a|b");
    }

    #[test]
    fn what_is_marked_goes_and_no_list_is_made_of_it() {
        let mut editor = at("- satu| dua");
        editor.run(Command::Move { motion: Motion::WordRight, select: true }, 0);
        editor.run(Command::Enter, 0);
        assert_eq!(editor.text(), "- satu\n");
    }

    proptest! {
        /// Whatever the text: Enter adds one line end or ends an item, and one step takes it back.
        #[test]
        fn enter_is_one_step(
            text in "(- |1\\. |2\\. |> |  |a|bc|\n){0,20}", place in 0..60_usize,
        ) {
            for command in [Command::Enter, Command::Backspace] {
                let mut editor = Editor::prose(&text);
                editor.set_size(20, 9);
                let place = place % (text.len() + 1);
                editor.run(Command::Move { motion: Motion::To(place), select: false }, 0);
                let outcome = editor.run(command, 0);
                let mut replayed = text.clone();
                for edit in &outcome.edits {
                    prop_assert_eq!(edit.apply(&mut replayed), Ok(()));
                }
                prop_assert_eq!(&replayed, &editor.text());
                if !outcome.edits.is_empty() {
                    editor.run(Command::Undo, 0);
                }
                prop_assert_eq!(&editor.text(), &text);
                prop_assert_eq!(editor.caret(), place);
            }
        }
    }
}
