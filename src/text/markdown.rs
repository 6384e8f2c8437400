//! The body of an article: Markdown into blocks with their places, into safe HTML, into plain text.
//!
//! `CommonMark` without raw HTML: tags are words and are shown as words. Nothing of a body is ever
//! lost on the page, whatever it holds.

mod html;
mod link;
mod page;
mod reader;
mod sign;
mod spans;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub use html::{Form, escape, escape_in, escape_to, html, html_after};
pub use page::{Passage, Words, page};
pub use reader::Looks;
pub use sign::{Fence, Sign, name_of, sign};
pub use spans::{Span, code, fence, spans};

/// A body above this is no longer read as Markdown: its lines are paragraphs as they stand.
const MAX_BODY: usize = 4 << 20;
/// Quotes and lists within each other; what is deeper is shown, but no deeper.
const MAX_DEPTH: usize = 24;

/// A part of a body that stands by itself on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// Bytes of the body, with the signs that make it what it is.
    pub span: Range<usize>,
    /// How many lists and quotes it stands in.
    pub depth: usize,
    pub quoted: bool,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    Heading(u8),
    /// The part of a list item before any block of its own; with its number in a numbered list.
    Item(Option<u64>),
    Code,
    /// Raw HTML: shown as it is written.
    Html,
    Rule,
}

fn parser(body: &str) -> Parser<'_> {
    Parser::new_ext(body, Options::empty())
}

fn level(level: HeadingLevel) -> u8 {
    level as u8
}

/// The blocks of a body, in their order.
pub fn blocks(body: &str) -> Vec<Block> {
    let mut reader = Blocks::default();
    if body.len() > MAX_BODY {
        reader.add(Kind::Paragraph, 0..body.len());
        return reader.found;
    }
    for (event, span) in parser(body).into_offset_iter() {
        match event {
            Event::Start(tag) => reader.enter(&tag, span),
            Event::End(tag) => reader.leave(tag),
            Event::Rule => reader.add(Kind::Rule, span),
            _ => {}
        }
    }
    reader.found
}

#[derive(Default)]
struct Blocks {
    found: Vec<Block>,
    /// The next number of each open list.
    lists: Vec<Option<u64>>,
    quotes: usize,
    /// The item that no inner block has ended yet.
    item: Option<usize>,
}

impl Blocks {
    fn enter(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph => self.add(Kind::Paragraph, span),
            Tag::Heading { level: of, .. } => self.add(Kind::Heading(level(*of)), span),
            Tag::CodeBlock(_) => self.add(Kind::Code, span),
            Tag::HtmlBlock => self.add(Kind::Html, span),
            Tag::BlockQuote(_) => {
                self.end_item(span.start);
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.end_item(span.start);
                self.lists.push(*first);
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = number.map(|n| n.saturating_add(1));
                    number
                });
                self.add(Kind::Item(number), span);
                self.item = Some(self.found.len() - 1);
            }
            _ => {}
        }
    }

    fn leave(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => self.item = None,
            _ => {}
        }
    }

    fn add(&mut self, kind: Kind, span: Range<usize>) {
        self.end_item(span.start);
        let depth = self.lists.len() + self.quotes;
        self.found.push(Block { kind, span, depth, quoted: self.quotes > 0 });
    }

    /// An item's own words stop where its first inner block begins.
    fn end_item(&mut self, at: usize) {
        let item = self.item.take().and_then(|index| self.found.get_mut(index));
        if let Some(item) = item {
            item.span.end = at.max(item.span.start);
        }
    }
}

/// The words of one line without its marks, and the addresses that stood behind them.
pub fn line_and_links(part: &str) -> (String, Vec<String>) {
    let (mut line, mut links) = (String::new(), Vec::new());
    for event in pulldown_cmark::Parser::new(part) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                line.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => line.push(' '),
            Event::Start(
                Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. },
            ) => links.push(format!("{dest_url} {title}").trim_end().to_owned()),
            _ => {}
        }
    }
    (line, links)
}

/// The words of a body without its signs, a block a line: for searching and for descriptions.
pub fn plain(body: &str) -> String {
    if body.len() > MAX_BODY {
        return body.to_owned();
    }
    let mut out = String::with_capacity(body.len());
    for event in parser(body) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                out.push_str(&text);
            }
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => new_line(&mut out),
            Event::Start(Tag::Item) | Event::End(_) if ends_line(&event) => new_line(&mut out),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn ends_line(event: &Event<'_>) -> bool {
    !matches!(
        event,
        Event::End(
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Link
                | TagEnd::Image
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
        )
    )
}

fn new_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// The first sentence of a plain text, or as many of its words as go into `max` characters.
pub fn first_sentence(plain: &str, max: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    let mut words = plain
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default()
        .split_whitespace()
        .peekable();
    while let Some(word) = words.next() {
        let more = word.chars().take(max + 1).count() + usize::from(length > 0);
        // One place is kept for the sign that says that there is more.
        if length + more + usize::from(words.peek().is_some()) > max {
            if length == 0 {
                out.extend(word.chars().take(max.saturating_sub(1)));
            }
            out.push('…');
            return out;
        }
        if length > 0 {
            out.push(' ');
        }
        out.push_str(word);
        length += more;
        if words.peek().is_some_and(|next| ends_sentence(word, next)) {
            return out;
        }
    }
    out
}

/// A full stop after a title or an initial ends nothing.
fn ends_sentence(word: &str, next: &str) -> bool {
    const SHORT: [&str; 6] = ["prof", "kab", "dkk", "hlm", "drs", "sdr"];
    let bare = word.trim_end_matches(['"', '”', '’', '\'', ')']);
    let begins = |c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘');
    if !next.starts_with(begins) {
        return false;
    }
    match bare.chars().next_back() {
        Some('!' | '?') => true,
        Some('.') => {
            let stem = bare.trim_end_matches('.');
            let short = stem.chars().filter(|c| c.is_alphanumeric()).count() < 3;
            !short && !stem.contains('.') && !SHORT.contains(&stem.to_lowercase().as_str())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_blocks(body: &str, want: &[(Kind, &str, usize)]) {
        let blocks = blocks(body);
        let got: Vec<_> = blocks
            .iter()
            .map(|b| (b.kind, body.get(b.span.clone()).unwrap().trim_end(), b.depth))
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn blocks_know_their_place() {
        check_blocks(
            "# Satu\n\nDua *tiga*.\n\n---\n<div>\n\n    kode\n",
            &[
                (Kind::Heading(1), "# Satu", 0),
                (Kind::Paragraph, "Dua *tiga*.", 0),
                (Kind::Rule, "---", 0),
                (Kind::Html, "<div>", 0),
                (Kind::Code, "kode", 0),
            ],
        );
    }

    #[test]
    fn items_are_counted_and_end_at_their_inner_blocks() {
        check_blocks(
            "3. satu\n4. dua\n   - dalam\n\n> kutip",
            &[
                (Kind::Item(Some(3)), "3. satu", 1),
                (Kind::Item(Some(4)), "4. dua", 1),
                (Kind::Item(None), "- dalam", 2),
                (Kind::Paragraph, "kutip", 1),
            ],
        );
        assert!(blocks("> kutip")[0].quoted);
    }

    #[test]
    fn plain_text_has_no_signs() {
        assert_eq!(
            plain("## Judul\n\nSatu **dua**\ntiga [empat](https://x.id).\n\n- a\n- b\n\n<b>c</b>"),
            "Judul\nSatu dua tiga empat.\na\nb\n<b>c</b>"
        );
        assert_eq!(plain(""), "");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_places_and_a_page(body in "([-*>#`\\[\\]()<!&;_~ \t\n1.a]|\\PC){0,80}") {
            for block in blocks(&body) {
                proptest::prop_assert!(body.get(block.span).is_some());
            }
            let mut out = String::new();
            html(&body, &mut out);
            proptest::prop_assert!(!out.contains("<script") && !out.contains("<img"));
            proptest::prop_assert!(first_sentence(&plain(&body), 20).chars().count() <= 20);
        }
    }

    #[track_caller]
    fn check_sentence(text: &str, max: usize, want: &str) {
        let got = first_sentence(text, max);
        assert_eq!(got, want);
        assert!(got.chars().count() <= max);
    }

    #[test]
    fn a_description_is_the_first_sentence() {
        check_sentence("Rapat dibuka Selasa. Hadir tiga orang.", 155, "Rapat dibuka Selasa.");
        check_sentence("Ketua Dr. H. Ali, S.H. Hadir. Lalu", 155, "Ketua Dr. H. Ali, S.H. Hadir.");
        check_sentence("“Kita siap.” Ia pulang.", 155, "“Kita siap.”");
        check_sentence("Biaya Rp5.000 per orang", 155, "Biaya Rp5.000 per orang");
        check_sentence("satu dua tiga", 9, "satu dua…");
        check_sentence(&"x".repeat(40), 10, "xxxxxxxxx…");
        check_sentence("\n\nbaris kedua\nketiga", 155, "baris kedua");
        check_sentence("", 155, "");
    }
}
