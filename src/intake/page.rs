//! A page in the making: readers of rich formats put text and blocks in, Markdown comes out.

use super::MAX_FILE;
use super::error::IntakeError;
use super::note::{Note, NoteKind};
use super::runs::{self, Ink, Run};
use crate::domain::characters::is_blank;

/// How deep a list may be nested; deeper items stand at this depth.
const DEEPEST: usize = 4;

/// The list of items whose marks were typed.
const TYPED: u32 = u32::MAX;

fn bullet(text: &str) -> Option<&str> {
    text.strip_prefix(['-', '•', '●', '▪', '·'])
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Paragraph,
    Heading(u8),
    Item {
        /// Tells neighbouring lists apart.
        list: u32,
        number: Option<u32>,
        depth: usize,
    },
    Quote,
}

#[derive(Debug, Default)]
pub(super) struct Page {
    markdown: String,
    runs: Vec<Run>,
    style: Style,
    /// The style of the last block, and its depth if it was an item.
    last: Option<Style>,
    /// The list of the last item that was not nested.
    top_list: Option<u32>,
    /// Neighbouring lists alternate between two sets of marks, or Markdown would join them.
    other_marks: bool,
    headed: bool,
    /// Links that are named once and used often may make a large page of a small file.
    overflowed: bool,
    pub(super) lost_marks: usize,
    pub(super) links_dropped: Vec<String>,
}

impl Page {
    pub(super) fn push(&mut self, text: &str, ink: &Ink) {
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.ink == *ink => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), ink: ink.clone() }),
        }
    }

    /// Does the line in the making end in a blank, or is there none yet?
    pub(super) fn ends_blank(&self) -> bool {
        self.runs.last().is_none_or(|run| run.text.ends_with([' ', '\t', '\n']))
    }

    pub(super) fn has_words(&self) -> bool {
        !self.runs.is_empty()
    }

    pub(super) fn is_headed(&self) -> bool {
        self.headed
    }

    pub(super) fn style(&self) -> Style {
        self.style
    }

    /// Ends the block; what follows has the style `base`, unless an item or a heading waits for
    /// its words.
    pub(super) fn paragraph(&mut self, base: Style) {
        self.flush();
        if !matches!(self.style, Style::Item { .. } | Style::Heading(_)) {
            self.style = base;
        }
    }

    /// Ends the block; what follows has the style `next`.
    pub(super) fn block(&mut self, next: Style) {
        self.flush();
        self.style = next;
    }

    fn flush(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        if runs.iter().all(|run| run.text.trim_matches([' ', '\t', '\n']).is_empty()) {
            return;
        }
        if self.markdown.len() > MAX_FILE {
            self.overflowed = true;
            return;
        }
        if self.style == Style::Paragraph {
            self.style = self.typed(&mut runs);
        }
        let (line, lost) = runs::line(runs);
        self.lost_marks += lost;
        let line = line.trim_end_matches([' ', '\t', '\n']).replace('\n', " ");
        let style = self.placed();
        let (join, mark) = self.marks(style);
        if self.last.is_some() {
            self.markdown.push_str(join);
        }
        self.markdown.push_str(&mark);
        self.markdown.push_str(&line);
        self.last = Some(style);
        // An item has one mark; what follows in it stands below it. A heading is one block.
        if matches!(self.style, Style::Item { .. } | Style::Heading(_)) {
            self.style = Style::Paragraph;
        }
    }

    /// A paragraph that begins with a list mark somebody typed is an item of a list.
    fn typed(&self, runs: &mut [Run]) -> Style {
        let Some(first) = runs.first_mut() else { return Style::Paragraph };
        let words = first.text.trim_start_matches(is_blank);
        let digits = words.bytes().take_while(u8::is_ascii_digit).count().min(4);
        let number = words.get(..digits).and_then(|digits| digits.parse().ok());
        let before = match self.last {
            Some(Style::Item { list: TYPED, number, .. }) => number.unwrap_or_default(),
            _ => 0,
        };
        // “2025. Tahun itu” goes on with a sentence; a list begins with 1 and counts on.
        let number = number.filter(|number| *number == before + 1);
        let mark = if number.is_some() { words.get(digits..) } else { Some(words) };
        let mark = mark.unwrap_or_default();
        let sign = if number.is_some() { mark.strip_prefix('.') } else { bullet(mark) };
        let Some(rest) = sign.filter(|rest| rest.starts_with(is_blank)) else {
            return Style::Paragraph;
        };
        let rest = rest.trim_start_matches(is_blank).to_owned();
        if rest.is_empty() {
            return Style::Paragraph;
        }
        first.text = rest;
        Style::Item { list: TYPED, number, depth: 0 }
    }

    /// The style that the block can have where it stands.
    fn placed(&mut self) -> Style {
        match self.style {
            Style::Heading(1) if self.headed => Style::Heading(2),
            Style::Heading(1) => {
                self.headed = true;
                Style::Heading(1)
            }
            Style::Item { list, number, depth } => {
                let room = match self.last {
                    Some(Style::Item { depth: last, .. }) => last + 1,
                    _ => 0,
                };
                Style::Item { list, number, depth: depth.min(room).min(DEEPEST) }
            }
            style => style,
        }
    }

    fn marks(&mut self, style: Style) -> (&'static str, String) {
        match style {
            Style::Paragraph => ("\n\n", String::new()),
            Style::Heading(level) => {
                ("\n\n", format!("{} ", "#".repeat(usize::from(level.min(6)))))
            }
            Style::Quote if self.last == Some(Style::Quote) => ("\n>\n", "> ".to_owned()),
            Style::Quote => ("\n\n", "> ".to_owned()),
            Style::Item { list, number, depth } => {
                let before =
                    self.top_list.filter(|_| matches!(self.last, Some(Style::Item { .. })));
                if depth == 0 {
                    self.other_marks = match before {
                        Some(last) if last == list => self.other_marks,
                        Some(_) => !self.other_marks,
                        None => false,
                    };
                    self.top_list = Some(list);
                }
                let mark = match (number, self.other_marks) {
                    (Some(number), false) => format!("{number}. "),
                    (Some(number), true) => format!("{number}) "),
                    (None, false) => "- ".to_owned(),
                    (None, true) => "* ".to_owned(),
                };
                // Only a list that begins with 1 may follow the words of an item at once.
                let begins =
                    matches!(self.last, Some(Style::Item { depth: last, .. }) if last < depth);
                let late = begins && number.is_some_and(|number| number != 1);
                let joined = !late && (depth > 0 || before == Some(list));
                (if joined { "\n" } else { "\n\n" }, format!("{}{mark}", "    ".repeat(depth)))
            }
        }
    }

    /// The Markdown, with notes on what it could not hold.
    pub(super) fn finish(mut self, notes: &mut Vec<Note>) -> Result<String, IntakeError> {
        self.block(Style::Paragraph);
        if self.overflowed {
            return Err(IntakeError::TooLarge { limit: MAX_FILE, found: self.markdown.len() });
        }
        if self.lost_marks > 0 {
            notes.push(Note::counted(NoteKind::MarkupDropped, self.lost_marks));
        }
        if !self.links_dropped.is_empty() {
            notes.push(Note::list(NoteKind::LinksDropped, &self.links_dropped));
        }
        Ok(self.markdown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(list: u32, number: Option<u32>, depth: usize) -> Style {
        Style::Item { list, number, depth }
    }

    #[test]
    fn blocks_become_markdown() {
        let mut page = Page::default();
        for (style, text) in [
            (Style::Heading(1), "Judul"),
            (Style::Heading(1), "Lagi"),
            (item(1, Some(1), 0), "satu"),
            (item(2, None, 3), "anak"),
            (item(1, Some(2), 0), "dua"),
            (item(3, Some(1), 0), "lain"),
            (Style::Quote, "k"),
            (Style::Quote, "l"),
            (Style::Paragraph, "  "),
            (Style::Paragraph, "1.\u{a0}tulis"),
            (Style::Paragraph, "2. tangan"),
            (Style::Paragraph, "2025. Tahun"),
            (Style::Paragraph, "- butir"),
            (Style::Paragraph, "-akhir"),
        ] {
            page.block(style);
            page.push(text, &Ink::default());
        }
        assert_eq!(
            page.finish(&mut Vec::new()).unwrap(),
            "# Judul\n\n## Lagi\n\n1. satu\n    - anak\n2. dua\n\n1) lain\n\n> k\n>\n> l\n\n1. tulis\n2. tangan\n\n2025\\. Tahun\n\n- butir\n\n-akhir"
        );
    }
}
