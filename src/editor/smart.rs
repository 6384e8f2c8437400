//! Keys that become the signs of print: a step of its own, so that undo gives the key back.

use super::Editor;
use super::command::Outcome;
use super::history::Kind;
use crate::text::smart::{Instead, instead, is_fence};

/// So much of a line before the caret is looked at.
const HEAD: usize = 2 << 10;
/// So many lines above are looked through for the beginning of a block of code.
const ABOVE: usize = 400;
/// More than a fence has before its signs.
const FENCE: usize = 16;

impl Editor {
    /// Types a key; where a sign of print is meant, that takes its place in a second step.
    pub(super) fn type_smart(&mut self, key: char, now_ms: i64, outcome: &mut Outcome) {
        self.put(key.encode_utf8(&mut [0; 4]), Kind::Typing, now_ms, outcome);
        if !matches!(key, '"' | '\'' | '-') {
            return;
        }
        let end = self.caret.saturating_sub(1);
        let line = self.buffer.paragraph_at(end);
        // A line that goes on from further away begins with no sign of its own.
        let start = self.buffer.floor_char(line.start.max(end.saturating_sub(HEAD)));
        let before = self.buffer.slice(start..end).into_owned();
        let Some(Instead { takes, sign }) = instead(&before, key) else { return };
        if !self.is_in_fence(line.start) {
            self.change(end - takes..self.caret, sign, Kind::Whole, now_ms, outcome);
        }
    }

    /// Does a block of code that began above reach to this line?
    fn is_in_fence(&self, start: usize) -> bool {
        let index = self.buffer.paragraph_of(start);
        let fences = (index.saturating_sub(ABOVE)..index).filter(|above| {
            let line = self.buffer.paragraph(*above);
            let end = self.buffer.floor_char(line.end.min(line.start + FENCE));
            is_fence(&self.buffer.slice(line.start..end))
        });
        fences.count() % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::command::{Command, Motion};
    use super::*;

    fn at_end(text: &str) -> Editor {
        let mut editor = Editor::prose(text);
        editor.run(Command::Move { motion: Motion::TextEnd, select: false }, 0);
        editor
    }

    fn type_in(editor: &mut Editor, keys: &str) {
        for key in keys.chars() {
            editor.run(Command::TypeSmart(key), 0);
        }
    }

    #[test]
    fn one_undo_gives_the_key_back_and_it_stays() {
        #[track_caller]
        fn check(keys: &str, smart: &str, undone: &str, more: &str, want: &str) {
            let mut editor = at_end("Kata ");
            type_in(&mut editor, keys);
            assert_eq!(editor.text(), format!("Kata {smart}"));
            editor.run(Command::Undo, 0);
            assert_eq!(editor.text(), format!("Kata {undone}"));
            assert_eq!(editor.caret(), editor.len_bytes());
            type_in(&mut editor, more);
            assert_eq!(editor.text(), format!("Kata {want}"));
        }
        check("\"", "“", "\"", "x", "\"x");
        check("a'", "a’", "a'", "b", "a'b");
        check("a--", "a–", "a--", "-", "a---");
        check("a---", "a—", "a–-", "b", "a–-b");
    }

    #[test]
    fn the_edits_are_told_in_their_order() {
        let mut editor = at_end("Kata ");
        let mut model = editor.text();
        for key in "\"ya\"--".chars() {
            for edit in editor.run(Command::TypeSmart(key), 0).edits {
                edit.apply(&mut model).unwrap();
            }
        }
        assert_eq!((model.as_str(), editor.text().as_str()), ("Kata “ya”–", "Kata “ya”–"));
    }

    #[test]
    fn code_between_fences_is_left_alone_and_a_selection_goes() {
        let mut editor = at_end("```\nx = ");
        type_in(&mut editor, "\"a--b\"");
        assert_eq!(editor.text(), "```\nx = \"a--b\"");
        let mut editor = at_end("```\nx\n```\n");
        type_in(&mut editor, "\"a\"");
        assert!(editor.text().ends_with("“a”"));
        let mut editor = at_end("Kata");
        editor.run(Command::SelectAll, 0);
        type_in(&mut editor, "\"");
        assert_eq!(editor.text(), "“");
    }

    #[test]
    fn a_line_without_end_costs_what_its_end_does() {
        let mut editor = at_end(&"kata ".repeat(400_000));
        type_in(&mut editor, "\"ya\"");
        assert!(editor.text().ends_with("kata “ya”"));
    }
}
