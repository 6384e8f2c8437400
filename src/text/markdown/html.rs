//! Markdown into HTML that can do nothing but be read.

use std::fmt::{self, Write as _};

use pulldown_cmark::{LinkType, Tag};

use super::reader::{Seen, walk};
use super::{MAX_BODY, MAX_DEPTH, level, link};
use crate::text::span::slice;

/// For whom HTML is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For browsers.
    Page,
    /// For a site that puts what it is sent through a filter of its own (as `WordPress` does with
    /// what most accounts send) and through macros and typography when it shows it. It is written
    /// as the filter would write it, so that it comes back byte for byte, and holds nothing that
    /// a macro begins with.
    Filtered,
}

/// Writes the HTML of a body. The page's headline is its only `h1`: headings begin at `h2`.
pub fn html(body: &str, out: &mut String) {
    html_in(Form::Page, body, out);
}

fn html_in(form: Form, body: &str, out: &mut String) {
    if body.len() > MAX_BODY {
        return lines(form, body, out);
    }
    let mut writer = Writer { form, out, open: Vec::new() };
    walk(body, |seen| writer.see(&seen));
}

/// The same with words of HTML before it: they open the first paragraph, and stand alone before a
/// list or a heading.
pub fn html_after(form: Form, lead: &str, body: &str, out: &mut String) {
    if lead.is_empty() {
        return html_in(form, body, out);
    }
    out.push_str("<p>");
    out.push_str(lead);
    out.push(' ');
    let at = out.len();
    html_in(form, body, out);
    if out.get(at..).is_some_and(|text| text.starts_with("<p>")) {
        out.replace_range(at..at + 3, "");
    } else {
        out.insert_str(at, "</p>\n");
    }
}

fn lines(form: Form, body: &str, out: &mut String) {
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str("<p>");
        escape_in(form, line, out);
        out.push_str("</p>\n");
    }
}

struct Writer<'a> {
    form: Form,
    out: &'a mut String,
    /// How each open element ends; empty for those that were too deep to begin.
    open: Vec<&'static str>,
}

impl Writer<'_> {
    fn see(&mut self, seen: &Seen<'_>) {
        match seen {
            Seen::Start(tag, _) => self.start(tag),
            Seen::End(_) => {
                let end = self.open.pop().unwrap_or_default();
                self.out.push_str(end);
            }
            Seen::Words { text, is_code, .. } => {
                self.out.push_str(if *is_code { "<code>" } else { "" });
                escape_in(self.form, text, self.out);
                self.out.push_str(if *is_code { "</code>" } else { "" });
            }
            // Where a link goes stands in its first tag.
            Seen::Address(_) => {}
            Seen::Break { hard } => self.line_break(*hard),
            Seen::Rule(_) => self.out.push_str(match self.form {
                Form::Page => "<hr>\n",
                Form::Filtered => "<hr />\n",
            }),
        }
    }

    fn line_break(&mut self, hard: bool) {
        self.out.push_str(match (hard, self.form) {
            (true, Form::Page) => "<br>\n",
            (true, Form::Filtered) => "<br />\n",
            (false, Form::Page) => "\n",
            // Typography takes the end of a line for a break.
            (false, Form::Filtered) => " ",
        });
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if let Tag::Link { link_type, dest_url, .. } = tag {
            return self.link(*link_type, dest_url);
        }
        if self.open.len() >= MAX_DEPTH {
            self.out.push('\n');
            self.open.push("");
            return;
        }
        let (begin, end) = match tag {
            Tag::Paragraph | Tag::HtmlBlock => ("<p>", "</p>\n"),
            Tag::Heading { level: of, .. } => match level(*of) {
                1 => ("<h2>", "</h2>\n"),
                2 => ("<h3>", "</h3>\n"),
                3 => ("<h4>", "</h4>\n"),
                4 => ("<h5>", "</h5>\n"),
                _ => ("<h6>", "</h6>\n"),
            },
            Tag::BlockQuote(_) => ("<blockquote>\n", "</blockquote>\n"),
            Tag::CodeBlock(_) => ("<pre><code>", "</code></pre>\n"),
            Tag::List(None) => ("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => ("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                // Writing into a string cannot fail.
                let _infallible = writeln!(self.out, "<ol start=\"{first}\">");
                ("", "</ol>\n")
            }
            Tag::Item => ("<li>", "</li>\n"),
            Tag::Emphasis => ("<em>", "</em>"),
            Tag::Strong => ("<strong>", "</strong>"),
            // The other tags belong to extensions that the parser is not asked for.
            _ => ("", ""),
        };
        self.out.push_str(begin);
        self.open.push(end);
    }

    fn link(&mut self, kind: LinkType, address: &str) {
        self.out.push_str("<a href=\"");
        self.out.push_str(link::scheme(kind));
        let at = self.out.len();
        link::write(address, self.out);
        if self.form == Form::Filtered {
            let written = self.out.split_off(at);
            self.out.push_str(&written.replace("&#39;", "%27").replace('[', "%5B"));
        }
        self.out.push_str("\" rel=\"noopener\">");
        self.open.push("</a>");
    }
}

/// Writes text for HTML or XML, between tags or in an attribute. Characters that are no text
/// (controls, noncharacters) are left out: neither format can hold them.
pub fn escape(text: &str, out: &mut String) {
    // Writing into a string cannot fail.
    let _infallible = escape_to(text, out);
}

/// As [`escape`], between tags of this form.
pub fn escape_in(form: Form, text: &str, out: &mut String) {
    if form == Form::Page {
        return escape(text, out);
    }
    let mut written = String::with_capacity(text.len() + text.len() / 8);
    escape(text, &mut written);
    // Quotes need no sign between tags, and the filter has another one for the single quote. A
    // bracket begins a macro; a backslash before a nought is taken for the end of a string in C.
    for piece in written.split_inclusive([';', '[', '\\']) {
        let (rest, instead) = match piece {
            _ if piece.ends_with("&quot;") => (6, "\""),
            _ if piece.ends_with("&#39;") => (5, "'"),
            _ if piece.ends_with('[') => (1, "&#091;"),
            _ if piece.ends_with('\\') => (1, "&#092;"),
            _ => (0, ""),
        };
        out.push_str(slice(piece, 0..piece.len() - rest));
        out.push_str(instead);
    }
}

/// As [`escape`], into anything that takes text.
pub fn escape_to(text: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        // The bytes that begin no character of interest are most of any text.
        let special = matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7f | 0xc2 | 0xef..)
            || (byte < 0x20 && byte != b'\n' && byte != b'\t');
        if !special {
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            c if c.is_control() || nothing(c) => "",
            _ => continue,
        };
        out.write_str(slice(text, done..at))?;
        out.write_str(instead)?;
        done = at + c.len_utf8();
    }
    out.write_str(slice(text, done..text.len()))
}

/// Is it one of the code points that Unicode keeps free of characters?
fn nothing(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {

    use super::*;

    #[track_caller]
    fn check(body: &str, want: &str) {
        let mut out = String::new();
        html(body, &mut out);
        assert_eq!(out.trim_end(), want, "{body}");
    }

    #[test]
    fn markdown_becomes_elements() {
        check(
            "Satu *dua* **tiga** `empat`",
            "<p>Satu <em>dua</em> <strong>tiga</strong> <code>empat</code></p>",
        );
        check("# A\n\n###### B", "<h2>A</h2>\n<h6>B</h6>");
        check("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>");
        check("5. a", "<ol start=\"5\">\n<li>a</li>\n</ol>");
        check("- a\n\n  b", "<ul>\n<li><p>a</p>\n<p>b</p>\n</li>\n</ul>");
        check("> a", "<blockquote>\n<p>a</p>\n</blockquote>");
        check("a  \nb\nc", "<p>a<br>\nb\nc</p>");
        check("---", "<hr>");
        check("```rust\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>");
    }

    #[track_caller]
    fn filtered(body: &str, want: &str) {
        let mut out = String::new();
        html_after(Form::Filtered, "", body, &mut out);
        assert_eq!(out.trim_end(), want, "{body}");
    }

    #[test]
    fn a_filter_finds_nothing_to_change() {
        filtered("a  \nb\nc", "<p>a<br />\nb c</p>");
        filtered("---", "<hr />");
        filtered("\"a\" 'b' & <c>; &amp;", "<p>\"a\" 'b' &amp; &lt;c&gt;; &amp;</p>");
        filtered("a [gallery] C:\\01", "<p>a &#091;gallery] C:&#092;01</p>");
        filtered("&amp;quot; &amp;#39;", "<p>&amp;quot; &amp;#39;</p>");
        filtered(
            "[a](https://x.id/?b='1'&c=[2])",
            "<p><a href=\"https://x.id/?b=%271%27&amp;c=%5B2]\" rel=\"noopener\">a</a></p>",
        );
        filtered("```\n[a]\n```", "<pre><code>&#091;a]\n</code></pre>");
    }

    #[test]
    fn raw_html_is_text() {
        check("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>");
        check("a <b onclick='x'>c", "<p>a &lt;b onclick=&#39;x&#39;&gt;c</p>");
        check("<!-- a -->", "<p>&lt;!-- a --&gt;</p>");
        check("a &lt;b&gt; &amp;amp;", "<p>a &lt;b&gt; &amp;amp;</p>");
    }

    #[test]
    fn links_go_where_they_may() {
        check(
            "[a](https://x.id/?b=1&c)",
            "<p><a href=\"https://x.id/?b=1&amp;c\" rel=\"noopener\">a</a></p>",
        );
        check(
            "<humas@x.id>",
            "<p><a href=\"mailto:humas@x.id\" rel=\"noopener\">humas@x.id</a></p>",
        );
        check("[*a*](javascript:b)", "<p>[*a*](javascript:b)</p>");
        check("[a][r]\n\n[r]: data:x", "<p>[a][r] (data:x)</p>");
        check("[a](https://kpu.go.id@evil/)", "<p>[a](https://kpu.go.id@evil/)</p>");
        check("[a](java&#10;script:b)", "<p>[a](java&amp;#10;script:b)</p>");
        check("![foto *a*](https://x.id/a.jpg) b", "<p>![foto *a*](https://x.id/a.jpg) b</p>");
        check(
            "[![a](b)](https://x.id)",
            "<p><a href=\"https://x.id\" rel=\"noopener\">![a](b)</a></p>",
        );
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        check("a\u{1b}[31mb\u{9b}c\u{ffff}d&#27;e\u{feff}", "<p>a[31mbcde\u{feff}</p>");
    }

    #[test]
    fn depth_has_an_end() {
        let mut out = String::new();
        html(&format!("{} dalam", ">".repeat(5000)), &mut out);
        assert_eq!(out.matches("<blockquote>").count(), MAX_DEPTH);
        assert_eq!(out.matches("</blockquote>").count(), MAX_DEPTH);
        assert!(out.contains("dalam"));
    }

    #[test]
    fn a_body_of_any_size_is_shown() {
        let mut out = String::new();
        html(&"*a* <b>\n".repeat(MAX_BODY / 8 + 1), &mut out);
        assert!(out.starts_with("<p>*a* &lt;b&gt;</p>\n"));
    }

    /// What this thread has worked: other work on the machine does not count.
    fn cpu_time() -> std::time::Duration {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        std::time::Duration::new(time.tv_sec.cast_unsigned(), u32::try_from(time.tv_nsec).unwrap())
    }

    #[test]
    fn hostile_bodies_take_time_by_their_length() {
        for part in [
            "[", "![", "*a ", "**a*_", "`", "<", "<!--", "[a](", "> ", "- ", "&#", "_a__",
            "[a]: b\n", "1. ",
        ] {
            let time = |times: usize| {
                let body = part.repeat(times);
                let start = cpu_time();
                html(&body, &mut String::new());
                cpu_time().saturating_sub(start)
            };
            let (small, large) = (time(4_000), time(32_000));
            // Eight times the text; quadratic would be 64 times, and noise has its share.
            assert!(large.as_millis() < 60 || large < small * 40, "{part}: {small:?} {large:?}");
        }
    }
}
