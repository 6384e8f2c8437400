//! Looking through the text paragraph by paragraph, and the hits that are shown.

use std::ops::Range;

use super::Editor;
use crate::text::search::Pattern;

/// A paragraph longer than this is read in parts.
const LONG: usize = 256 << 10;
/// How much of it is looked through at once.
const STEP: usize = 64 << 10;
/// What is read before and behind such a part: a longer hit is cut there.
const BESIDE: usize = 4 << 10;

/// The hits on the view, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    hits: Vec<Range<usize>>,
    current: Option<Range<usize>>,
}

/// A part of a paragraph that is looked through at once.
struct Window {
    text: Range<usize>,
    /// Where hits of this part begin.
    begins: Range<usize>,
}

impl Editor {
    /// Tells the hits that begin in a span, until `hit` says no. Stops after so many bytes, and
    /// gives the place from which to go on.
    pub fn find(
        &self,
        pattern: &Pattern,
        span: Range<usize>,
        budget: usize,
        hit: &mut dyn FnMut(Range<usize>) -> bool,
    ) -> usize {
        self.through(span, budget, |text, begins, start| {
            let mut last = None;
            let mut goes_on = true;
            pattern.hits(text, begins, &mut |found| {
                last = Some(start + found.end);
                goes_on = hit(start + found.start..start + found.end);
                goes_on
            });
            (last, goes_on)
        })
    }

    /// The same, each with what comes in its place.
    pub fn changes(
        &self,
        pattern: &Pattern,
        span: Range<usize>,
        template: &str,
        hit: &mut dyn FnMut(Range<usize>, String) -> bool,
    ) {
        self.through(span, usize::MAX, |text, begins, start| {
            let mut last = None;
            let mut goes_on = true;
            pattern.changes(text, begins, template, &mut |found, with| {
                last = Some(start + found.end);
                goes_on = hit(start + found.start..start + found.end, with);
                goes_on
            });
            (last, goes_on)
        });
    }

    /// Gives the parts of a span one by one: their text, where hits in it begin, and where it
    /// begins itself.
    fn through(
        &self,
        span: Range<usize>,
        budget: usize,
        mut look: impl FnMut(&str, Range<usize>, usize) -> (Option<usize>, bool),
    ) -> usize {
        let end = span.end.min(self.buffer.len());
        let (mut at, mut read) = (self.buffer.floor_char(span.start), 0_usize);
        while at < end && read < budget {
            let window = self.window(at, end);
            let text = self.buffer.slice(window.text.clone());
            let start = window.text.start;
            let begins = window.begins.start - start..window.begins.end - start;
            read = read.saturating_add(window.begins.len() + 1);
            let (last, goes_on) = look(&text, begins, start);
            if !goes_on {
                return last.unwrap_or(at);
            }
            at = last.unwrap_or(at).max(window.begins.end);
            if at == self.buffer.paragraph_at(at).end {
                at += 1;
            }
        }
        at.min(end)
    }

    fn window(&self, at: usize, end: usize) -> Window {
        let paragraph = self.buffer.paragraph_at(at);
        let ends = paragraph.end.min(end);
        if paragraph.len() <= LONG {
            return Window { begins: at..ends.max(at), text: paragraph };
        }
        let until = self.buffer.floor_char(ends.min(at.saturating_add(STEP))).max(at);
        let from = self.buffer.floor_char(at.saturating_sub(BESIDE)).max(paragraph.start);
        let to = self.buffer.floor_char(until.saturating_add(BESIDE)).min(paragraph.end);
        Window { text: from..to, begins: at..until }
    }

    /// The start of the paragraph that a byte is in.
    pub fn paragraph_start(&self, byte: usize) -> usize {
        self.buffer.paragraph_at(byte.min(self.buffer.len())).start
    }

    /// The part of the text that is on the view, with what stands beside it in its paragraphs.
    pub fn on_view(&self) -> Range<usize> {
        let mut rows = self.visible_rows();
        let Some(first) = rows.next() else { return 0..0 };
        let end = rows.last().map_or(first.range.end, |row| row.range.end);
        let start = self.buffer.paragraph_at(first.range.start).start;
        self.buffer.floor_char(start.max(first.range.start.saturating_sub(BESIDE)))..end
    }

    /// Shows these hits, in their order, and one of them as the current one.
    pub fn show_found(&mut self, hits: Vec<Range<usize>>, current: Option<Range<usize>>) {
        self.found = Found { hits, current };
    }

    /// The hits that share a byte with `range`, and whether they are the current one.
    pub fn found_within(&self, range: Range<usize>) -> impl Iterator<Item = (&Range<usize>, bool)> {
        let found = &self.found;
        let from = found.hits.partition_point(|hit| hit.end <= range.start);
        let hits = found.hits.iter().skip(from).take_while(move |hit| hit.start < range.end);
        hits.map(|hit| (hit, found.current.as_ref() == Some(hit)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::editor::command::Command;
    use crate::text::search::{Choice, Query};

    fn pattern(words: &str, choices: &[Choice]) -> Pattern {
        Pattern::new(&Query::new(words, choices)).unwrap()
    }

    fn all(editor: &Editor, pattern: &Pattern, budget: usize) -> Vec<Range<usize>> {
        let (mut hits, mut at, end) = (Vec::new(), 0, editor.len_bytes());
        while at < end {
            let next = editor.find(pattern, at..end, budget, &mut |hit| {
                hits.push(hit);
                true
            });
            assert!(next > at, "{next} after {at}");
            at = next;
        }
        hits
    }

    fn replace_all(editor: &mut Editor, pattern: &Pattern, template: &str) {
        let mut changes = Vec::new();
        editor.changes(pattern, 0..editor.len_bytes(), template, &mut |hit, with| {
            changes.push((hit, with));
            true
        });
        editor.run(Command::ReplaceEach(changes), 0);
    }

    #[test]
    fn a_paragraph_of_any_length_is_looked_through_in_parts() {
        // Every place of a hit relative to the edges of the parts comes up.
        let text = "rapat pléno, ".repeat(60_000);
        let editor = Editor::new(&text);
        let hits = all(&editor, &pattern("pleno", &[]), 1);
        let want: Vec<_> =
            text.match_indices("pléno").map(|(at, hit)| at..at + hit.len()).collect();
        assert_eq!(hits, want);
        let edges = all(&editor, &pattern("^rapat|pléno, $", &[Choice::Regex]), STEP);
        assert_eq!(edges, [0..5, text.len() - 8..text.len()]);
    }

    #[test]
    fn an_expression_ends_with_its_paragraph() {
        let editor = Editor::new("satu\n\ndua\ntiga\n");
        assert_eq!(all(&editor, &pattern(r"[^x]+", &[Choice::Regex]), 1), [0..4, 6..9, 10..14]);
        assert_eq!(all(&editor, &pattern(r"^\w|\w$", &[Choice::Regex]), 99).len(), 6);
        assert_eq!(all(&Editor::new(""), &pattern("a", &[]), 9), Vec::<Range<usize>>::new());
    }

    #[test]
    fn what_is_on_the_view_is_found_by_its_rows() {
        let mut editor = Editor::new(&"satu dua tiga\n".repeat(50));
        editor.set_size(8, 4);
        let view = editor.on_view();
        let mut hits = Vec::new();
        editor.find(&pattern("dua", &[]), view, 9_999, &mut |hit| {
            hits.push(hit);
            true
        });
        assert_eq!(hits, [5..8, 19..22]);
        editor.show_found(hits, Some(19..22));
        let within: Vec<_> =
            editor.found_within(7..30).map(|(hit, now)| (hit.start, now)).collect();
        assert_eq!(within, [(5, false), (19, true)]);
        assert_eq!(editor.found_within(8..19).count(), 0);
    }

    proptest! {
        #[test]
        fn replacing_all_is_what_strings_do_and_one_step_back(
            text in "[ab é\n\u{1f33e}]{0,60}",
            words in "[abé]{1,2}",
            with in "[abé\n]{0,3}",
        ) {
            let mut editor = Editor::new(&text);
            let exact = pattern(&words, &[Choice::Case, Choice::Marks]);
            replace_all(&mut editor, &exact, &with);
            prop_assert_eq!(editor.text(), text.replace(&words, &with));
            editor.run(Command::Undo, 0);
            prop_assert_eq!(editor.text(), text);
        }

        #[test]
        fn parts_find_what_the_whole_does(text in "[abAB é\n]{0,80}", budget in 1..20_usize) {
            let editor = Editor::new(&text);
            for (words, choices) in [("ab", &[][..]), ("b.?", &[Choice::Regex])] {
                let pattern = pattern(words, choices);
                prop_assert_eq!(all(&editor, &pattern, budget), all(&editor, &pattern, usize::MAX));
            }
        }
    }
}
