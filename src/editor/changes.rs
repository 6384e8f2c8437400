//! Lines that are not as they were when they were compared last. They move with the text until
//! somebody compares again.

use crate::text::changed::{Line, Run};

/// Runs of lines in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes(Vec<Run>);

impl Changes {
    pub(super) fn new(runs: Vec<Run>) -> Self {
        Self(runs)
    }

    pub(super) fn of(&self, line: usize) -> Option<Line> {
        let end = self.0.partition_point(|run| run.lines.start <= line);
        let last = self.0.get(end.checked_sub(1)?)?;
        last.lines.contains(&line).then_some(last.how)
    }

    /// Takes over a change in line `first`, at its beginning or behind it: line ends that went
    /// and that came.
    pub(super) fn edited(&mut self, first: usize, at_start: bool, lines: (usize, usize)) {
        if lines == (0, 0) {
            return;
        }
        let (gone, come) = lines;
        // What is written before a line moves that line, and of lines that go whole the next stays.
        let first_moved = if at_start { first } else { first + 1 };
        let moved = |line: usize| {
            if line < first_moved {
                Some(line)
            } else if line < first_moved + gone {
                None
            } else {
                Some(line - gone + come)
            }
        };
        self.0.retain_mut(|run| {
            let mut left = run.lines.clone().filter_map(moved);
            // A long run is cut at its ends alone.
            let Some(start) = left.next() else { return false };
            let end = moved(run.lines.end - 1).unwrap_or(first_moved.saturating_sub(1));
            run.lines = start..end.max(start) + 1;
            true
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::Editor;
    use super::super::command::Command;
    use super::*;

    /// The signs of the lines after an edit.
    #[track_caller]
    fn check(range: std::ops::Range<usize>, text: &str, want: &str) {
        let mut editor = Editor::new("a\nb\nc\nd\ne");
        let run = |lines, how| Run { lines, how };
        editor.set_changes(vec![
            run(1..3, Line::Changed),
            run(3..4, Line::Below),
            run(4..5, Line::Added),
        ]);
        editor.run(Command::Replace { range, text: text.to_owned() }, 0);
        let signs: String = (0..editor.paragraphs())
            .map(|line| match editor.change_of(line) {
                None => '.',
                Some(Line::Added) => '+',
                Some(Line::Changed) => '~',
                Some(Line::Below) => '-',
            })
            .collect();
        assert_eq!(signs, want);
    }

    #[test]
    fn signs_move_with_their_lines() {
        check(0..0, "x", ".~~-+");
        check(0..0, "\n", "..~~-+");
        check(1..1, "\nx", "..~~-+");
        check(3..3, "\n", ".~~~-+");
        check(0..2, "", "~~-+");
        check(3..5, "", ".~-+");
        check(1..7, "", ".+");
        check(6..9, "", ".~~+");
    }
}
