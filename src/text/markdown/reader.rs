//! The one reading of Markdown, for the page, the screen and what is copied: which words are shown,
//! and how.

use std::ops::{BitOr, Range};

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{MAX_DEPTH, link, parser};
use crate::text::span::slice;

/// What some words are; several things at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Looks(u8);

impl Looks {
    pub const EMPHASIS: Self = Self(1);
    pub const STRONG: Self = Self(1 << 1);
    pub const LINK: Self = Self(1 << 2);
    pub const CODE: Self = Self(1 << 3);
    pub const HEADING: Self = Self(1 << 4);
    pub const QUOTE: Self = Self(1 << 5);
    /// It is not read on the page: it makes other words what they are.
    pub const SIGN: Self = Self(1 << 6);
    /// The sign before a paragraph: of a list, a quote, a heading.
    pub const MARKER: Self = Self(1 << 7);

    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_plain(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Looks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a reader comes by.
pub(super) enum Seen<'a> {
    /// A block or a part of a line begins. Such a tag ends, unless it is shown as its source.
    Start(&'a Tag<'a>, Range<usize>),
    End(TagEnd),
    /// Words as they are read, where they stand in the source, and where their own signs begin.
    Words {
        text: &'a str,
        span: Range<usize>,
        from: usize,
        looks: Looks,
        /// They stand in a line of other words.
        is_code: bool,
    },
    /// Where the link goes that has just ended.
    Address(&'a str),
    Break {
        hard: bool,
    },
    Rule(Range<usize>),
}

/// Reads a text from its beginning to its end.
pub(super) fn walk(body: &str, see: impl FnMut(Seen<'_>)) {
    let mut reader = Reader { body, see, open: Vec::new(), skipped: 0 };
    for (event, span) in parser(body).into_offset_iter() {
        reader.event(event, span);
    }
}

/// The same of a part of a text: `address` knows where the references of the whole lead.
pub(super) fn walk_part<'a>(
    part: &'a str,
    address: impl Fn(&str) -> Option<&'a str>,
    see: impl FnMut(Seen<'_>),
) {
    let resolve = |link: BrokenLink<'a>| Some((address(&link.reference)?.into(), "".into()));
    let parser = Parser::new_with_broken_link_callback(part, Options::empty(), Some(resolve));
    let mut reader = Reader { body: part, see, open: Vec::new(), skipped: 0 };
    for (event, span) in parser.into_offset_iter() {
        reader.event(event, span);
    }
}

/// An element that has begun.
struct Open<'a> {
    looks: Looks,
    address: Option<CowStr<'a>>,
}

struct Reader<'a, F> {
    body: &'a str,
    see: F,
    open: Vec<Open<'a>>,
    /// Open elements inside a link that is shown as its source.
    skipped: usize,
}

impl<'a, F: FnMut(Seen<'_>)> Reader<'a, F> {
    fn looks(&self) -> Looks {
        self.open.last().map_or(Looks::default(), |open| open.looks)
    }

    fn event(&mut self, event: Event<'a>, span: Range<usize>) {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        let looks = self.looks();
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => {
                let open = self.open.pop();
                (self.see)(Seen::End(tag));
                if let Some(address) = open.and_then(|open| open.address) {
                    (self.see)(Seen::Address(&address));
                }
            }
            Event::Code(text) => {
                let (from, looks) = (span.start, looks | Looks::CODE);
                let span = inside(self.body, span);
                (self.see)(Seen::Words { text: &text, span, from, looks, is_code: true });
            }
            Event::SoftBreak => (self.see)(Seen::Break { hard: false }),
            Event::HardBreak => (self.see)(Seen::Break { hard: true }),
            Event::Rule => (self.see)(Seen::Rule(span)),
            Event::TaskListMarker(_) => {}
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => {
                let from = span.start;
                (self.see)(Seen::Words { text: &text, span, from, looks, is_code: false });
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Range<usize>) {
        let before = self.looks();
        if let Tag::Image { link_type, dest_url, .. } | Tag::Link { link_type, dest_url, .. } = &tag
        {
            let is_link = matches!(tag, Tag::Link { .. });
            let goes = is_link && link::allowed(&format!("{}{dest_url}", link::scheme(*link_type)));
            if !goes {
                return self.source(*link_type, dest_url, span);
            }
        }
        (self.see)(Seen::Start(&tag, span));
        // Elements that are too deep are read, but are nothing of their own; a link always is.
        let too_deep = self.open.len() >= MAX_DEPTH;
        let (own, address) = match tag {
            Tag::Link { dest_url, .. } => (Looks::LINK, Some(dest_url)),
            _ if too_deep => (Looks::default(), None),
            Tag::Heading { .. } => (Looks::HEADING, None),
            Tag::BlockQuote(_) => (Looks::QUOTE, None),
            Tag::CodeBlock(_) => (Looks::CODE, None),
            Tag::Emphasis => (Looks::EMPHASIS, None),
            Tag::Strong => (Looks::STRONG, None),
            _ => (Looks::default(), None),
        };
        self.open.push(Open { looks: before | own, address });
    }

    /// A picture, or a link that goes nowhere, is read as it is written, so that nothing of it is
    /// lost. The address of a reference stands elsewhere, where it is not shown: it is added.
    fn source(&mut self, kind: LinkType, address: &str, span: Range<usize>) {
        let (looks, from, end) = (self.looks(), span.start, span.end);
        let text = slice(self.body, span.clone());
        (self.see)(Seen::Words { text, span, from, looks, is_code: false });
        if !matches!(kind, LinkType::Inline | LinkType::Autolink | LinkType::Email) {
            let text = format!(" ({address})");
            let span = end..end;
            (self.see)(Seen::Words { text: &text, span, from: end, looks, is_code: false });
        }
        self.skipped = 1;
    }
}

/// The words between the signs of a piece of code.
fn inside(body: &str, span: Range<usize>) -> Range<usize> {
    let whole = slice(body, span.clone());
    let signs = whole.len() - whole.trim_start_matches('`').len();
    let words = span.start + signs..(span.end - signs.min(whole.len())).max(span.start + signs);
    let text = slice(body, words.clone());
    let padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    if padded { words.start + 1..words.end - 1 } else { words }
}
