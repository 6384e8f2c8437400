//! What the paragraphs on the view are as Markdown: read once, and again when they were changed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::buffer::Buffer;
use super::landmarks::{Landmarks, Stands};
use super::layout::Paragraph;
use crate::text::markdown::{Span, code, fence, spans};

/// So much of a paragraph is read, which is more than a page's longest has, and what lies beyond is
/// shown as plain words: a text of one paragraph would else be read whole with every key.
const READ: usize = 2 << 10;
/// More paragraphs than a screen shows.
const KEPT: usize = 512;

#[derive(Debug, Clone, Default)]
pub(super) struct Markup {
    /// None for a text that is no Markdown at all.
    landmarks: Option<Landmarks>,
    kept: BTreeMap<usize, Known>,
}

/// A paragraph, and what of other paragraphs it was read with.
#[derive(Debug, Clone)]
struct Known {
    spans: Vec<Span>,
    stands: Stands,
    /// It may hold references.
    refers: bool,
}

impl Markup {
    pub(super) fn of(text: &str) -> Self {
        Self { landmarks: Some(Landmarks::of(text)), ..Self::default() }
    }

    /// Reads a paragraph, unless it is known.
    pub(super) fn read(&mut self, buffer: &Buffer, paragraph: &Paragraph) {
        let Some(landmarks) = &self.landmarks else { return };
        let stands = landmarks.stands(paragraph.index);
        if self.kept.get(&paragraph.index).is_some_and(|known| known.stands == stands) {
            return;
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let Range { start, end } = paragraph.range.clone();
        let known = match stands {
            Stands::Code => Known { spans: code(end - start), stands, refers: false },
            Stands::Fence => Known { spans: fence(end - start), stands, refers: false },
            Stands::Free => {
                let end = buffer.floor_char(end.min(start.saturating_add(READ)));
                let text = buffer.slice(start..end);
                let spans = spans(&text, |name| landmarks.address(name));
                Known { spans, stands, refers: text.contains('[') }
            }
        };
        self.kept.insert(paragraph.index, known);
    }

    /// The parts of a paragraph that lie within some of its bytes, counted from those.
    pub(super) fn within(&self, index: usize, range: &Range<usize>) -> Vec<Span> {
        let Some(Known { spans, .. }) = self.kept.get(&index) else { return Vec::new() };
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
    pub(super) fn edited(&mut self, buffer: &Buffer, first: usize, lines: (usize, usize)) {
        let Some(landmarks) = &mut self.landmarks else { return };
        self.kept.remove(&first);
        if landmarks.edited(buffer, first, lines) {
            self.kept.retain(|_, known| !known.refers);
        }
        if lines == (0, 0) {
            return;
        }
        let below = self.kept.split_off(&(first + 1));
        let moved = below.into_iter().filter_map(|(paragraph, known)| {
            (paragraph > first + lines.0).then(|| (paragraph - lines.0 + lines.1, known))
        });
        self.kept.extend(moved);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Editor;
    use super::super::command::{Command, Motion};
    use crate::text::markdown::{Looks, Span};

    fn seen(editor: &Editor) -> Vec<(String, Vec<Span>)> {
        editor.visible_rows().map(|row| (row.text().to_owned(), row.markup().to_vec())).collect()
    }

    proptest::proptest! {
        /// What was kept over changes is what reading anew gives.
        #[test]
        fn kept_parts_are_true(
            text in "(\\*a\\*|- |# |b c |`|\n|\n```\n|\n~~~|\\[r\\]|\n\n\\[r\\]: https://x\\.id\n){0,30}",
            edits in proptest::collection::vec(
                (0..90_usize, 0..9_usize, "(\\*|a|- |\n|\n```|~~~\n|\\[r\\]|: https:b\n|\\[s\\]){0,3}"),
                1..12,
            ),
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
    fn fences_and_references_reach_other_paragraphs() {
        let looks = |editor: &Editor, row: usize| {
            let rows = seen(editor);
            rows[row].1.iter().map(|span| span.looks).collect::<Vec<_>>()
        };
        let mut editor = Editor::prose("[a][r]\n\n*b*\n\n[r]: https://x.id");
        editor.set_size(20, 9);
        assert!(looks(&editor, 0).contains(&Looks::LINK));
        let put = |editor: &mut Editor, at: usize, text: &str| {
            editor.run(Command::Replace { range: at..at, text: text.into() }, 0);
        };
        put(&mut editor, 0, "~~~\n");
        assert_eq!(looks(&editor, 0), [Looks::MARKER]);
        assert_eq!((looks(&editor, 1), looks(&editor, 3)), (vec![Looks::CODE], vec![Looks::CODE]));
        put(&mut editor, 10, "\n~~~");
        assert_eq!(
            (looks(&editor, 1), looks(&editor, 2)),
            (vec![Looks::CODE], vec![Looks::MARKER])
        );
        assert!(looks(&editor, 4).contains(&Looks::EMPHASIS));
        editor.run(Command::Replace { range: 0..4, text: String::new() }, 0);
        // What was the end is the beginning now, and the address is code.
        assert!(!looks(&editor, 0).contains(&Looks::LINK));
        assert_eq!(looks(&editor, 5), [Looks::CODE]);
    }

    /// In a long text with many fences a key costs what it changes.
    #[test]
    fn a_key_reads_no_other_paragraph() {
        let mut editor = Editor::prose(&"kata [a][r]\n\n```\nkode\n```\n\n".repeat(2_000));
        editor.set_size(40, 20);
        let begun = std::time::Instant::now();
        for step in 0..2_000 {
            editor.run(Command::Type(if step % 40 == 39 { "\n" } else { "a" }.into()), step);
        }
        assert!(begun.elapsed().as_millis() < 4_000, "{:?}", begun.elapsed());
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
