//! The lines that decide how others are read as Markdown: fences around code, and the addresses of
//! references. They are few, and with a key only the line that it changed is looked at.
//!
//! Lines within a list or a quote count as if they stood alone.

use std::collections::HashMap;
use std::ops::Range;

use super::buffer::Buffer;
use crate::text::markdown::{Fence, Sign, name_of, sign};

/// A longer line is no such sign.
const LONGEST: usize = 1 << 10;
/// A text with more of them is shown as if it had none: its keys would cost too much.
const MOST: usize = 4_096;

#[derive(Debug, Clone, Default)]
pub(super) struct Landmarks {
    /// By paragraph, in their order.
    all: Vec<(usize, Sign)>,
    /// Paragraphs in code, with the fences before and behind.
    fenced: Vec<Range<usize>>,
    /// Where references lead, by their names.
    addresses: HashMap<String, String>,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Free,
    Fence,
    Code,
}

impl Landmarks {
    pub(super) fn of(text: &str) -> Self {
        let lines = text.split('\n').enumerate().filter(|(_, line)| line.len() <= LONGEST);
        let all = lines.filter_map(|(at, line)| Some((at, sign(line)?))).collect();
        let mut found = Self { all, ..Self::default() };
        found.settle();
        found
    }

    pub(super) fn stands(&self, paragraph: usize) -> Stands {
        let next = self.fenced.partition_point(|range| range.end <= paragraph);
        match self.fenced.get(next).filter(|range| range.contains(&paragraph)) {
            None => Stands::Free,
            Some(range) if paragraph == range.start || paragraph + 1 == range.end => Stands::Fence,
            Some(_) => Stands::Code,
        }
    }

    pub(super) fn address(&self, name: &str) -> Option<&str> {
        let name = (!self.addresses.is_empty()).then(|| name_of(name))?;
        self.addresses.get(&name).map(String::as_str)
    }

    /// Takes over a change that begins in a paragraph: line ends that went and that came. Says
    /// whether a reference leads elsewhere now.
    pub(super) fn edited(
        &mut self,
        buffer: &Buffer,
        first: usize,
        (gone, came): (usize, usize),
    ) -> bool {
        let new: Vec<_> =
            (first..=first + came).filter_map(|at| Some((at, read(buffer, at)?))).collect();
        let from = self.all.partition_point(|(at, _)| *at < first);
        let to = self.all.partition_point(|(at, _)| *at <= first + gone);
        let moved = |at: usize| if at > first + gone { at - gone + came } else { at };
        if gone != came {
            self.all.iter_mut().skip(to).for_each(|(at, _)| *at = moved(*at));
        }
        if self.all.get(from..to) == Some(new.as_slice()) {
            if gone != came {
                for range in &mut self.fenced {
                    let end =
                        if range.end == usize::MAX { range.end } else { moved(range.end - 1) + 1 };
                    *range = moved(range.start)..end;
                }
            }
            return false;
        }
        self.all.splice(from..to, new);
        self.settle()
    }

    /// Finds again what the signs make of the text.
    fn settle(&mut self) -> bool {
        let (mut fenced, mut addresses) = (Vec::new(), HashMap::new());
        let mut open: Option<(usize, Fence)> = None;
        for (at, sign) in self.all.iter().filter(|_| self.all.len() <= MOST) {
            match (sign, open) {
                (Sign::Fence(fence), Some((from, begun))) if fence.closes(begun) => {
                    fenced.push(from..at + 1);
                    open = None;
                }
                (Sign::Fence(fence), None) if fence.opens() => open = Some((*at, *fence)),
                (Sign::Address { name, to }, None) => {
                    // Of two with one name the first counts.
                    addresses.entry(name.clone()).or_insert_with(|| to.clone());
                }
                _ => {}
            }
        }
        fenced.extend(open.map(|(from, _)| from..usize::MAX));
        self.fenced = fenced;
        let changed = self.addresses != addresses;
        self.addresses = addresses;
        changed
    }
}

fn read(buffer: &Buffer, paragraph: usize) -> Option<Sign> {
    let range = buffer.paragraph(paragraph);
    (range.len() <= LONGEST).then(|| sign(&buffer.slice(range))).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

    use super::*;

    /// The lines that the page has in fences, with these.
    fn of_page(text: &str) -> Vec<usize> {
        let part = |range: Range<usize>| text.get(range).unwrap();
        let line = |byte: usize| part(0..byte).matches('\n').count();
        let mut lines = Vec::new();
        for (event, span) in Parser::new(text).into_offset_iter() {
            if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) = event {
                let end = span.start + part(span.clone()).trim_end_matches('\n').len();
                lines.extend(line(span.start)..=line(end));
            }
        }
        lines
    }

    proptest! {
        #[test]
        fn fences_are_where_the_page_has_them(
            lines in proptest::collection::vec(
                prop_oneof![
                    Just("a"), Just(""), Just("```"), Just("~~~"), Just("````"), Just("```rust"),
                    Just("  ```"), Just("``` a`b"), Just("# b"), Just("~~~ x"), Just("[r]: https://x.id"),
                ],
                0..20,
            ),
        ) {
            let text = lines.join("\n");
            let marks = Landmarks::of(&text);
            let told: Vec<usize> = (0..lines.len())
                .filter(|at| marks.stands(*at) != Stands::Free && !lines[*at].is_empty())
                .collect();
            let page: Vec<usize> =
                of_page(&text).into_iter().filter(|at| !lines[*at].is_empty()).collect();
            prop_assert_eq!(told, page, "{}", text);
        }
    }

    #[test]
    fn a_text_of_nothing_but_signs_has_none() {
        let text = "```\n".repeat(MOST + 2);
        let mut marks = Landmarks::of(&text);
        assert_eq!(marks.stands(1), Stands::Free);
        let mut buffer = Buffer::new(&text);
        let begun = std::time::Instant::now();
        for _ in 0..2_000 {
            buffer.replace(0..0, "a");
            assert!(!marks.edited(&buffer, 0, (0, 0)));
        }
        assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
        buffer.replace(0..buffer.len(), "```\na");
        assert!(!marks.edited(&buffer, 0, (MOST + 2, 1)));
        assert_eq!((marks.stands(0), marks.stands(1)), (Stands::Fence, Stands::Code));
    }
}
