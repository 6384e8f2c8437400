//! A body as its page has it: passages with their words, for a screen that shows no signs.

use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::reader::{Looks, Seen, walk};
use super::{Kind, MAX_BODY, level};
use crate::text::span::slice;

/// A part of a page that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub kind: Kind,
    /// How many lists and how many quotes it stands in.
    pub lists: usize,
    pub quotes: usize,
    /// The line of the body that it begins in, from 0.
    pub line: usize,
    pub words: Vec<Words>,
}

/// Words of the same looks. The address of a link is [`Looks::SIGN`]: the page has it, too, but
/// shows it nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub looks: Looks,
    pub text: String,
}

/// The passages of a body, in their order.
pub fn page(body: &str) -> Vec<Passage> {
    let mut pages = Pages { body, found: Vec::new(), lists: Vec::new(), quotes: 0, at: 0, line: 0 };
    if body.len() > MAX_BODY {
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            pages.begin(Kind::Paragraph, 0);
            pages.add(Looks::default(), line);
        }
        return pages.found;
    }
    walk(body, |seen| pages.see(seen));
    pages.found
}

struct Pages<'a> {
    body: &'a str,
    found: Vec<Passage>,
    /// The next number of each open list.
    lists: Vec<Option<u64>>,
    quotes: usize,
    /// Lines are counted up to here.
    at: usize,
    line: usize,
}

impl Pages<'_> {
    fn see(&mut self, seen: Seen<'_>) {
        match seen {
            Seen::Start(tag, span) => self.start(tag, &span),
            Seen::End(TagEnd::BlockQuote(_)) => self.quotes = self.quotes.saturating_sub(1),
            Seen::End(TagEnd::List(_)) => {
                self.lists.pop();
            }
            Seen::End(_) => {}
            Seen::Words { text, looks, .. } => self.add(looks, text),
            Seen::Address(address) => self.address(address),
            Seen::Break { hard } => self.add(Looks::default(), if hard { "\n" } else { " " }),
            Seen::Rule(span) => self.begin(Kind::Rule, span.start),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                let last = self.found.last();
                let in_item = last.is_some_and(|last| {
                    matches!(last.kind, Kind::Item(_))
                        && last.words.is_empty()
                        && (last.lists, last.quotes) == (self.lists.len(), self.quotes)
                });
                // The first words of an item stand behind its sign.
                if !in_item {
                    self.begin(Kind::Paragraph, span.start);
                }
            }
            Tag::Heading { level: of, .. } => self.begin(Kind::Heading(level(*of)), span.start),
            Tag::CodeBlock(_) => self.begin(Kind::Code, span.start),
            Tag::HtmlBlock => self.begin(Kind::Html, span.start),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => {
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = number.map(|n| n.saturating_add(1));
                    number
                });
                self.begin(Kind::Item(number), span.start);
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: Kind, at: usize) {
        let at = at.max(self.at);
        self.line += slice(self.body, self.at..at).matches('\n').count();
        self.at = at;
        let (lists, quotes, line) = (self.lists.len(), self.quotes, self.line);
        self.found.push(Passage { kind, lists, quotes, line, words: Vec::new() });
    }

    fn add(&mut self, looks: Looks, text: &str) {
        if self.found.is_empty() {
            self.begin(Kind::Paragraph, 0);
        }
        let Some(passage) = self.found.last_mut() else { return };
        match passage.words.last_mut() {
            Some(last) if last.looks == looks => last.text.push_str(text),
            _ => passage.words.push(Words { looks, text: text.to_owned() }),
        }
    }

    /// An address that is what the link says needs not be told again.
    fn address(&mut self, address: &str) {
        let last = self.found.last().and_then(|passage| passage.words.last());
        if last.is_some_and(|words| words.text != address) {
            self.add(Looks::SIGN, &format!(" ({address})"));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::html;
    use super::*;

    #[track_caller]
    fn check(body: &str, want: &[(Kind, usize, usize, usize, &str)]) {
        let found = page(body);
        let told: Vec<_> = found
            .iter()
            .map(|one| {
                let text: String = one.words.iter().map(|words| words.text.as_str()).collect();
                (one.kind, one.lists, one.quotes, one.line, text)
            })
            .collect();
        let told: Vec<_> =
            told.iter().map(|(a, b, c, d, text)| (*a, *b, *c, *d, text.as_str())).collect();
        assert_eq!(told, want, "{body:?}");
    }

    #[test]
    fn passages_know_where_they_stand() {
        check(
            "# Judul\n\nSatu *dua*\ntiga.\n\n---",
            &[
                (Kind::Heading(1), 0, 0, 0, "Judul"),
                (Kind::Paragraph, 0, 0, 2, "Satu dua tiga."),
                (Kind::Rule, 0, 0, 5, ""),
            ],
        );
        check(
            "3. a\n4. b\n   - c\n\n> d\n> - e",
            &[
                (Kind::Item(Some(3)), 1, 0, 0, "a"),
                (Kind::Item(Some(4)), 1, 0, 1, "b"),
                (Kind::Item(None), 2, 0, 2, "c"),
                (Kind::Paragraph, 0, 1, 4, "d"),
                (Kind::Item(None), 1, 1, 5, "e"),
            ],
        );
        check(
            "- a\n\n  b\n\n- c",
            &[
                (Kind::Item(None), 1, 0, 0, "a"),
                (Kind::Paragraph, 1, 0, 2, "b"),
                (Kind::Item(None), 1, 0, 4, "c"),
            ],
        );
    }

    #[test]
    fn links_tell_where_they_go() {
        check(
            "[a](https://x.id) <https://y.id>  \n[b](javascript:c)",
            &[(Kind::Paragraph, 0, 0, 0, "a (https://x.id) https://y.id\n[b](javascript:c)")],
        );
    }

    proptest! {
        /// What is read here is what the page says.
        #[test]
        fn the_page_has_the_same_words(
            body in "(\n|\n\n|> |- |1\\. |# |a|b c|\\*|\\*\\*| |`|\\[x\\]\\(https://x\\.id\\)|<b>|  ){0,24}",
        ) {
            let mut out = String::new();
            html(&body, &mut out);
            let mut words = String::new();
            for part in out.split('<') {
                let text = part.split_once('>').map_or(part, |(_, text)| text);
                words.push_str(text);
            }
            let words = words.replace("&lt;", "<").replace("&gt;", ">");
            let own: String = page(&body)
                .iter()
                .flat_map(|passage| &passage.words)
                .filter(|words| !words.looks.has(Looks::SIGN))
                .map(|words| words.text.as_str())
                .collect();
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&own), bare(&words));
        }
    }
}
