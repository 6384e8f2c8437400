//! HTML into tags and text, in one pass.
//!
//! A walk over a tree would cost what the nesting of the tags costs, and a page can nest them as
//! deep as it likes. Tags and text one after the other are enough to make paragraphs of them.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// Names that may stand without a semicolon.
const BARE: [&str; 14] = [
    "nbsp", "quot", "copy", "amp", "lt", "gt", "reg", "deg", "shy", "middot", "laquo", "raquo",
    "eacute", "egrave",
];

/// Elements whose content is no markup.
const RAW: [&str; 8] =
    ["script", "style", "iframe", "noembed", "noframes", "xmp", "textarea", "title"];

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(Cow<'a, str>),
    Start(Tag),
    End(String),
    /// The content of an element that holds no markup.
    Raw(String, Cow<'a, str>),
}

/// A start tag with the few attributes that matter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) href: Option<String>,
    pub(super) alt: Option<String>,
    pub(super) start: Option<String>,
    pub(super) hidden: bool,
}

/// What stands at a `<`.
enum Markup {
    Comment,
    Start(Tag),
    End(String),
}

pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    raw: Option<String>,
    /// A tag was never closed: from there on quotes do not protect what is between them, and
    /// where no `>` is left, `<` is a letter. Both keep the pass linear and every word.
    unquoted: bool,
    no_more_tags: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, raw: None, unquoted: false, no_more_tags: false }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn raw(&mut self, name: String) -> Token<'a> {
        let rest = self.rest();
        let closes = |at: &usize| {
            let after = at + 2 + name.len();
            rest.get(at + 2..after).is_some_and(|end| end.eq_ignore_ascii_case(&name))
        };
        let end = rest.match_indices("</").map(|(at, _)| at).find(closes).unwrap_or(rest.len());
        self.at += end;
        let content = rest.get(..end).unwrap_or_default();
        let markup = !matches!(name.as_str(), "textarea" | "title");
        Token::Raw(name, if markup { Cow::Borrowed(content) } else { decode(content) })
    }

    /// The tag or comment at the cursor; `None` if the `<` there is a letter.
    fn markup(&mut self) -> Option<Markup> {
        let rest = self.rest();
        let second = rest.chars().nth(1)?;
        if let Some(comment) = rest.strip_prefix("<!--") {
            let length = comment.find("-->").map_or(comment.len(), |end| end + 3);
            self.at += 4 + length;
            return Some(Markup::Comment);
        }
        if matches!(second, '!' | '?') {
            self.at += rest.find('>')? + 1;
            return Some(Markup::Comment);
        }
        let closing = second == '/';
        let skip = if closing { 2 } else { 1 };
        let name_at = rest.get(skip..)?;
        if !name_at.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let length = name_at
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .unwrap_or(name_at.len());
        let name = name_at.get(..length.min(64))?.to_ascii_lowercase();
        let (tag, end) = self.tag(name, skip + length)?;
        self.at += end;
        Some(if closing { Markup::End(tag.name) } else { Markup::Start(tag) })
    }

    /// Attributes up to the `>`; the length of the whole tag.
    fn tag(&mut self, name: String, from: usize) -> Option<(Tag, usize)> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut tag = Tag { name, ..Tag::default() };
        let mut at = from;
        loop {
            while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
                at += 1;
            }
            match bytes.get(at) {
                Some(b'>') => return Some((tag, at + 1)),
                None => return self.unclosed(tag, from),
                Some(_) => {}
            }
            let start = at;
            while bytes.get(at).is_some_and(|b| {
                !b.is_ascii_whitespace() && (*b != b'=' || at == start) && !matches!(b, b'>' | b'/')
            }) {
                at += 1;
            }
            let key = rest.get(start..at).unwrap_or_default();
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let mut value = "";
            if bytes.get(at) == Some(&b'=') {
                at += 1;
                while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                let quote = bytes.get(at).copied().filter(|b| matches!(b, b'"' | b'\''));
                let quote = quote.filter(|_| !self.unquoted);
                at += usize::from(quote.is_some());
                let ends = |b: &u8| match quote {
                    Some(quote) => *b == quote,
                    None => b.is_ascii_whitespace() || *b == b'>',
                };
                let tail = bytes.get(at..).unwrap_or_default();
                let length = tail.iter().position(ends).unwrap_or(tail.len());
                value = rest.get(at..at + length).unwrap_or_default();
                at += length + usize::from(quote.is_some());
            }
            tag.attribute(key, value);
        }
    }

    fn unclosed(&mut self, tag: Tag, from: usize) -> Option<(Tag, usize)> {
        self.unquoted = true;
        let Some(end) = self.rest().find('>') else {
            self.no_more_tags = true;
            return None;
        };
        // The attributes of a broken tag are not believed.
        (end >= from).then(|| (Tag { name: tag.name, ..Tag::default() }, end + 1))
    }
}

impl Tag {
    fn attribute(&mut self, key: &str, value: &str) {
        let short = |value: &str| {
            let mut end = value.len().min(8_000);
            while !value.is_char_boundary(end) {
                end -= 1;
            }
            decode(value.get(..end).unwrap_or_default()).into_owned()
        };
        let first = |slot: &mut Option<String>, value: String| {
            slot.get_or_insert(value);
        };
        match key.to_ascii_lowercase().as_str() {
            "href" => first(&mut self.href, short(value)),
            "alt" => first(&mut self.alt, decode(value).into_owned()),
            "start" => first(&mut self.start, short(value)),
            "hidden" => self.hidden = true,
            "style" => {
                let style: String =
                    short(value).to_ascii_lowercase().split_ascii_whitespace().collect();
                self.hidden |=
                    style.contains("display:none") || style.contains("visibility:hidden");
            }
            _ => {}
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw(name));
        }
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if rest.starts_with('<') && !self.no_more_tags {
                match self.markup() {
                    Some(Markup::Start(tag)) => {
                        if RAW.contains(&tag.name.as_str()) {
                            self.raw = Some(tag.name.clone());
                        }
                        return Some(Token::Start(tag));
                    }
                    Some(Markup::End(name)) => return Some(Token::End(name)),
                    Some(Markup::Comment) => continue,
                    None => {}
                }
            }
            let skip = usize::from(rest.starts_with('<'));
            let end = match rest.get(skip..).and_then(|tail| tail.find('<')) {
                Some(end) if !self.no_more_tags => end + skip,
                _ => rest.len(),
            };
            self.at += end;
            return Some(Token::Text(decode(rest.get(..end).unwrap_or_default())));
        }
    }
}

/// Text with its character references resolved; what is none stays.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let taken = reference(rest, &mut decoded);
        if taken == 0 {
            decoded.push('&');
        }
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Writes the reference at the start of `rest` and gives its length, 0 if it is none.
fn reference(rest: &str, decoded: &mut String) -> usize {
    let name = rest.get(1..).unwrap_or_default();
    let length =
        name.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let word = name.get(..length).unwrap_or_default();
    let closed = usize::from(name.as_bytes().get(length) == Some(&b';'));
    if let Some(digits) = word.strip_prefix('#') {
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits.parse(),
        };
        let Ok(code) = code else { return 0 };
        decoded.push(numbered(code));
        return 1 + length + closed;
    }
    if closed == 1
        && let Some(text) = resolve_html5_entity(word)
    {
        decoded.push_str(text);
        return 2 + length;
    }
    let bare = BARE.iter().find(|bare| word.starts_with(*bare)).filter(|_| closed == 0);
    match bare.and_then(|bare| resolve_html5_entity(bare).map(|text| (bare, text))) {
        Some((bare, text)) => {
            decoded.push_str(text);
            1 + bare.len()
        }
        None => 0,
    }
}

/// Old pages write the numbers of Windows-1252.
fn numbered(code: u32) -> char {
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9f) => {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        _ => char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(html: &str) -> String {
        let shown: Vec<String> = Tokens::new(html)
            .map(|token| match token {
                Token::Text(text) => text.into_owned(),
                Token::Start(tag) => match tag.href {
                    Some(href) => format!("<{} {href}>", tag.name),
                    None => format!("<{}>", tag.name),
                },
                Token::End(name) => format!("</{name}>"),
                Token::Raw(name, text) => format!("{name}={text}"),
            })
            .collect();
        shown.join("|")
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        for (html, want) in [
            ("<P class=x>a<br/>b</P >", "<p>|a|<br>|b|</p>"),
            ("<a title='>' HREF=\"x y\" href=z>a</a>", "<a x y>|a|</a>"),
            ("a<!-- <p> -->b<!doctype html><?x?>", "a|b"),
            ("<script>a<b</script>c", "<script>|script=a<b|</script>|c"),
            ("<title>a&amp;b</title>", "<title>|title=a&b|</title>"),
            ("1 < 2 <3 a<", "1 |< 2 |<3 a|<"),
            ("&nbsp;&#8220;&#x201d;&#150;&ldquo;&nbspa&amp;lt;&zz;&", "\u{a0}“”–“\u{a0}a&lt;&zz;&"),
            ("<p title=\"a>kata <b>dua</b>", "<p>|kata |<b>|dua|</b>"),
            ("kata <p kata lain", "kata |<p kata lain"),
        ] {
            assert_eq!(show(html), want, "{html}");
        }
    }
}
