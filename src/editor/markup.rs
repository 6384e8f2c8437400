//! What the paragraphs on the view are as Markdown: read once, and again when they were changed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::buffer::Buffer;
use super::layout::Paragraph;
use crate::text::markdown::{Span, spans};

/// So much of a paragraph is read, which is more than a page's longest has, and what lies beyond is
/// shown as plain words: a text of one paragraph would else be read whole with every key.
const READ: usize = 2 << 10;
/// More paragraphs than a screen shows.
const KEPT: usize = 512;

#[derive(Debug, Clone, Default)]
pub(super) struct Markup {
    /// Is the text Markdown at all?
    on: bool,
    kept: BTreeMap<usize, Vec<Span>>,
}

impl Markup {
    pub(super) fn on() -> Self {
        Self { on: true, ..Self::default() }
    }

    /// Reads a paragraph, unless it is known.
    pub(super) fn read(&mut self, buffer: &Buffer, paragraph: &Paragraph) {
        if !self.on || self.kept.contains_key(&paragraph.index) {
            return;
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let Range { start, end } = paragraph.range.clone();
        let end = buffer.floor_char(end.min(start.saturating_add(READ)));
        self.kept.insert(paragraph.index, spans(&buffer.slice(start..end)));
    }

    /// The parts of a paragraph that lie within some of its bytes, counted from those.
    pub(super) fn within(&self, index: usize, range: &Range<usize>) -> Vec<Span> {
        let Some(spans) = self.kept.get(&index) else { return Vec::new() };
        let first = spans.partition_point(|span| span.range.end <= range.start);
        let found = spans.iter().skip(first).take_while(|span| span.range.start < range.end);
        found
            .map(|span| {
                let start = span.range.start.max(range.start) - range.start;
                let end = span.range.end.min(range.end) - range.start;
                Span { range: start..end, looks: span.looks }
            })
            .collect()
    }

    /// Takes over a change in a paragraph: line ends that went and that came.
    pub(super) fn edited(&mut self, first: usize, lines: (usize, usize)) {
        self.kept.remove(&first);
        if lines == (0, 0) {
            return;
        }
        let below = self.kept.split_off(&(first + 1));
        let moved = below.into_iter().filter_map(|(paragraph, spans)| {
            (paragraph > first + lines.0).then(|| (paragraph - lines.0 + lines.1, spans))
        });
        self.kept.extend(moved);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Editor;
    use super::super::command::{Command, Motion};
    use crate::text::markdown::Span;

    fn seen(editor: &Editor) -> Vec<(String, Vec<Span>)> {
        editor.visible_rows().map(|row| (row.text().to_owned(), row.markup().to_vec())).collect()
    }

    proptest::proptest! {
        /// What was kept over changes is what reading anew gives.
        #[test]
        fn kept_parts_are_true(
            text in "(\\*a\\*|- |# |b c |`|\n){0,30}",
            edits in proptest::collection::vec((0..60_usize, 0..5_usize, "(\\*|a|- |\n){0,3}"), 1..10),
        ) {
            let mut editor = Editor::prose(&text);
            editor.set_size(12, 9);
            for (at, removed, text) in edits {
                let at = at % (editor.len_bytes() + 1);
                let range = at..(at + removed).min(editor.len_bytes());
                editor.run(Command::Replace { range, text }, 0);
                let mut fresh = Editor::prose(&editor.text());
                fresh.set_size(12, 9);
                fresh.scroll_to(editor.top_byte());
                proptest::prop_assert_eq!(seen(&editor), seen(&fresh));
            }
        }
    }

    #[test]
    fn rows_have_their_own_parts_and_only_of_markdown() {
        let mut editor = Editor::prose("satu *dua tiga* empat");
        editor.set_size(11, 4);
        let rows = seen(&editor);
        assert_eq!(rows[0].0, "satu *dua ");
        let ranges = |row: usize| rows[row].1.iter().map(|s| s.range.clone()).collect::<Vec<_>>();
        assert_eq!(ranges(0), [5..6, 6..10]);
        assert_eq!(ranges(1), [0..4, 4..5]);
        let mut plain = Editor::new("satu *dua*");
        plain.set_size(11, 4);
        assert!(seen(&plain)[0].1.is_empty());
    }

    #[test]
    fn of_a_paragraph_without_end_only_the_beginning_is_read() {
        let mut editor = Editor::prose(&"*a* b ".repeat(200_000));
        editor.set_size(60, 9);
        assert!(!seen(&editor)[0].1.is_empty());
        let motion = Motion::TextEnd;
        editor.run(Command::Move { motion, select: false }, 0);
        assert!(seen(&editor)[0].1.is_empty());
    }
}
