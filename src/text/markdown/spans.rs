//! One paragraph as it is written, and what each part of it is: for showing Markdown in place.
//!
//! A paragraph is read on its own, as the page would read it if it stood alone. What only other
//! paragraphs tell is told by who asks: that it lies within a fence, where references lead.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::reader::{Looks, Seen, walk_part};
use crate::text::span::slice;

/// A part of a paragraph that is more than plain words, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    pub range: Range<usize>,
    pub looks: Looks,
}

/// A line within a fence: all of it is code.
pub fn code(length: usize) -> Vec<Span> {
    whole(length, Looks::CODE)
}

/// The line that begins or ends code.
pub fn fence(length: usize) -> Vec<Span> {
    whole(length, Looks::MARKER)
}

fn whole(length: usize, looks: Looks) -> Vec<Span> {
    if length == 0 { Vec::new() } else { vec![Span { range: 0..length, looks }] }
}

/// The parts of a paragraph that are not plain, in their order; none of them overlap. `address`
/// knows where the references of the whole text lead.
pub fn spans<'a>(paragraph: &'a str, address: impl Fn(&str) -> Option<&'a str>) -> Vec<Span> {
    if !may_hold_signs(paragraph) {
        return Vec::new();
    }
    let skipped = nested(paragraph);
    let text = slice(paragraph, skipped..paragraph.len());
    let mut parts = Parts { found: Vec::new(), at: skipped, skipped, begun: None, block: false };
    walk_part(text, address, |seen| parts.see(seen));
    parts.finish(paragraph)
}

/// Prose has none of these signs, and is most of what is written here.
fn may_hold_signs(text: &str) -> bool {
    let inner = |byte: &u8| matches!(byte, b'*' | b'_' | b'`' | b'[' | b'<' | b'\\' | b'&');
    let bare = text.trim_start_matches(' ');
    let first = bare.bytes().next();
    first.is_some_and(|byte| matches!(byte, b'#' | b'>' | b'-' | b'+' | b'~' | b'0'..=b'9' | b'\t'))
        || text.len() - bare.len() > 3
        || text.as_bytes().iter().any(inner)
}

/// An item far from the margin belongs to a list above it; alone it would be taken for code. Gives
/// the blanks before it.
fn nested(text: &str) -> usize {
    let bare = text.trim_start_matches([' ', '\t']);
    let number = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = if number.len() < bare.len() {
        number.starts_with(". ") || number.starts_with(") ")
    } else {
        ["- ", "* ", "+ "].iter().any(|sign| bare.starts_with(sign))
    };
    if is_item { text.len() - bare.len() } else { 0 }
}

struct Parts {
    found: Vec<Span>,
    /// What lies before is told already.
    at: usize,
    skipped: usize,
    /// Where the words of the paragraph begin, signs within the line included.
    begun: Option<usize>,
    /// Is there anything that the page knows of?
    block: bool,
}

impl Parts {
    fn see(&mut self, seen: Seen<'_>) {
        match seen {
            Seen::Start(tag, span) => {
                self.block = true;
                let holds_words =
                    matches!(tag, Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Link { .. });
                if holds_words {
                    self.begun.get_or_insert(span.start + self.skipped);
                }
            }
            Seen::Words { span, from, looks, .. } => {
                let range = span.start + self.skipped..span.end + self.skipped;
                self.begun.get_or_insert(from + self.skipped);
                self.signs(range.start);
                self.add(range, looks);
            }
            Seen::Rule(_) => self.block = true,
            Seen::End(_) | Seen::Address(_) | Seen::Break { .. } => {}
        }
    }

    /// Whatever was passed over is a sign: before the words one of the whole paragraph.
    fn signs(&mut self, until: usize) {
        let begun = self.begun.unwrap_or(until).clamp(self.at, until.max(self.at));
        let marker = if self.block { Looks::MARKER } else { Looks::SIGN };
        self.add(self.at..begun, marker);
        self.add(begun..until, Looks::SIGN);
    }

    fn add(&mut self, range: Range<usize>, looks: Looks) {
        if range.is_empty() {
            return;
        }
        self.at = self.at.max(range.end);
        match self.found.last_mut() {
            Some(last) if last.range.end == range.start && last.looks == looks => {
                last.range.end = range.end;
            }
            _ => self.found.push(Span { range, looks }),
        }
    }

    fn finish(mut self, paragraph: &str) -> Vec<Span> {
        self.signs(paragraph.len());
        self.found.retain(|span| {
            !span.looks.is_plain() && !slice(paragraph, span.range.clone()).trim().is_empty()
        });
        self.found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::html;
    use super::*;

    fn alone(paragraph: &str) -> Vec<Span> {
        spans(paragraph, |_| None)
    }

    #[test]
    fn references_lead_where_the_text_says() {
        #[track_caller]
        fn check(paragraph: &str, found: &[Span], want: &[&str]) {
            let links = found.iter().filter(|span| span.looks.has(Looks::LINK));
            let links: Vec<_> = links.map(|span| slice(paragraph, span.range.clone())).collect();
            assert_eq!(links, want, "{paragraph}");
        }
        let address = |name: &str| match name {
            "a" => Some("https://x.id"),
            "b" => Some("javascript:x"),
            _ => None,
        };
        for (paragraph, want) in [
            ("lihat [data *kami*][a] di", &["data ", "kami"][..]),
            ("[a][] dan [a]", &["a", "a"]),
            ("[x][b]", &[]),
            ("[x][c] [c]", &[]),
            ("`[a]`", &[]),
        ] {
            check(paragraph, &spans(paragraph, address), want);
        }
    }

    /// Each part with the letters of what it is.
    #[track_caller]
    fn check(paragraph: &str, want: &[(&str, &str)]) {
        let found = alone(paragraph);
        let told: Vec<(&str, String)> = found
            .iter()
            .map(|span| (slice(paragraph, span.range.clone()), letters(span.looks)))
            .collect();
        let told: Vec<_> = told.iter().map(|(text, looks)| (*text, looks.as_str())).collect();
        assert_eq!(told, want, "{paragraph:?}");
    }

    fn letters(looks: Looks) -> String {
        [
            (Looks::EMPHASIS, 'e'),
            (Looks::STRONG, 's'),
            (Looks::LINK, 'l'),
            (Looks::CODE, 'c'),
            (Looks::HEADING, 'h'),
            (Looks::QUOTE, 'q'),
            (Looks::SIGN, '.'),
            (Looks::MARKER, '#'),
        ]
        .into_iter()
        .filter_map(|(one, letter)| looks.has(one).then_some(letter))
        .collect()
    }

    #[test]
    fn words_are_told_apart_from_their_signs() {
        check("Rapat dibuka pukul 9.", &[]);
        check("a *b* c", &[("*", "."), ("b", "e"), ("*", ".")]);
        check("**b** c", &[("**", "."), ("b", "s"), ("**", ".")]);
        check("***b***", &[("***", "."), ("b", "es"), ("***", ".")]);
        check("a `b` c", &[("`", "."), ("b", "c"), ("`", ".")]);
        check("`` a`b ``", &[("`` ", "."), ("a`b", "c"), (" ``", ".")]);
        check("[a](https://x.id)", &[("[", "."), ("a", "l"), ("](https://x.id)", ".")]);
        check("<https://x.id>", &[("<", "."), ("https://x.id", "l"), (">", ".")]);
        check("a \\* b", &[("\\", ".")]);
        check("\\* b", &[("\\", ".")]);
        check("2 * 3 * 4", &[]);
        check("<b>tebal</b>", &[]);
        check("[*a*](javascript:b)", &[]);
        check("![a](https://x.id/a.jpg)", &[]);
    }

    #[test]
    fn the_sign_of_a_paragraph_stands_before_it() {
        check(
            "## Judul *b*",
            &[("## ", "#"), ("Judul ", "h"), ("*", "."), ("b", "eh"), ("*", ".")],
        );
        check("- a", &[("- ", "#")]);
        check("12) a", &[("12) ", "#")]);
        check("> a", &[("> ", "#"), ("a", "q")]);
        check("> - **a**", &[("> - ", "#"), ("**", "."), ("a", "sq"), ("**", ".")]);
        check("---", &[("---", "#")]);
        check("- ", &[("- ", "#")]);
        check("      - a *b*", &[("- ", "#"), ("*", "."), ("b", "e"), ("*", ".")]);
        check("    kode", &[("kode", "c")]);
        check("[a]: https://x.id", &[("[a]: https://x.id", ".")]);
        check("2026 dimulai", &[]);
        check("", &[]);
    }

    /// The words of a page, each letter with what it is.
    fn of_page(body: &str) -> Vec<(char, String)> {
        let mut page = String::new();
        html(body, &mut page);
        let (mut open, mut words) = (Vec::new(), Vec::new());
        let mut rest = page.as_str();
        while let Some(c) = rest.chars().next() {
            if let Some(tag) = rest.strip_prefix('<') {
                let (tag, after) = tag.split_once('>').unwrap();
                rest = after;
                match tag.strip_prefix('/') {
                    Some(name) => assert_eq!(open.pop(), Some(name)),
                    None if tag == "br" || tag == "hr" => {}
                    None => open.push(tag.split(' ').next().unwrap()),
                }
                continue;
            }
            let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
            let escaped = known.into_iter().find(|(name, _)| rest.starts_with(name));
            let (length, c) = escaped.map_or((c.len_utf8(), c), |(name, c)| (name.len(), c));
            rest = rest.split_at(length).1;
            let looks = [
                ("em", 'e'),
                ("strong", 's'),
                ("a", 'l'),
                ("code", 'c'),
                ("h2", 'h'),
                ("h3", 'h'),
                ("blockquote", 'q'),
            ];
            let mut told: Vec<char> = Vec::new();
            for (name, letter) in looks {
                if open.contains(&name) && !told.contains(&letter) {
                    told.push(letter);
                }
            }
            if c != '\n' {
                words.push((c, told.into_iter().collect()));
            }
        }
        words
    }

    /// The same out of the parts of the paragraph.
    fn of_spans(body: &str) -> Vec<(char, String)> {
        let found = alone(body);
        let at = |byte: usize| {
            let span = found.iter().find(|span| span.range.contains(&byte));
            span.map_or(Looks::default(), |span| span.looks)
        };
        body.char_indices()
            .map(|(byte, c)| (c, at(byte)))
            .filter(|(_, looks)| !looks.has(Looks::SIGN | Looks::MARKER))
            .map(|(c, looks)| (c, letters(looks)))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn the_page_says_the_same(
            body in "(>|- |1\\. |## |)(a|b c|é|\\*|\\*\\*|_|__| |`|``|\\[|\\]\\(https://x\\.id\\)|\\]\\(data:x\\)|!|<https://y\\.id>|<b>|\\\\\\*|\\.){0,14}",
        ) {
            prop_assume!(!body.starts_with("    "));
            // Blanks at the edges of a paragraph are nowhere on its page.
            let without = |words: Vec<(char, String)>| -> Vec<(char, String)> {
                words.into_iter().filter(|(c, _)| *c != ' ').collect()
            };
            prop_assert_eq!(without(of_spans(&body)), without(of_page(&body)));
        }

        #[test]
        fn parts_are_whole_and_in_order(body in "([-*>#`\\[\\]()<!&;_~ \t1.a]|\\PC){0,80}") {
            let mut at = 0;
            for span in alone(&body) {
                prop_assert!(span.range.start >= at && body.get(span.range.clone()).is_some());
                at = span.range.end;
            }
        }
    }
}
