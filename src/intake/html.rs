//! HTML into Markdown: headings, paragraphs, lists, quotes, emphasis and safe links. Everything
//! else is its words, and what is not shown on a page is left out with a note.

mod token;

use std::rc::Rc;

use super::error::IntakeError;
use super::note::{Note, NoteKind};
use super::page::{Page, Style};
use super::runs::{self, Ink};
use crate::text::anatomy::bare;
use token::{Tag, Token, Tokens};

const BLOCKS: [&str; 31] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "aside",
    "main",
    "body",
    "html",
    "head",
    "address",
    "form",
    "fieldset",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "center",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "table",
    "pre",
    "noscript",
    "option",
];

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param",
];

struct List {
    id: u32,
    next: Option<u32>,
}

/// A part that is not shown: until its end, only its words are kept, for a note.
struct Unseen {
    name: String,
    depth: usize,
}

#[derive(Default)]
struct Walk {
    page: Page,
    bold: usize,
    italic: usize,
    link: Option<Rc<str>>,
    lists: Vec<List>,
    list_count: u32,
    quotes: usize,
    pre: usize,
    /// Inside a drawing a title is no title of the page.
    drawings: usize,
    in_cell: bool,
    unseen: Option<Unseen>,
    unseen_words: String,
    unseen_parts: usize,
    title: String,
    scripts: usize,
    tables: usize,
    pictures: Vec<String>,
}

/// The page as Markdown; its headline is the first top heading, else the title.
pub(super) fn read(html: &str, notes: &mut Vec<Note>) -> Result<String, IntakeError> {
    let mut walk = Walk::default();
    for token in Tokens::new(html.strip_prefix('\u{feff}').unwrap_or(html)) {
        if walk.unseen.is_some() {
            walk.pass(&token);
            continue;
        }
        match token {
            Token::Text(text) => walk.text(&text),
            Token::Start(tag) => walk.start(tag),
            Token::End(name) => walk.end(&name),
            Token::Raw(name, text) => walk.raw(&name, &text),
        }
    }
    walk.finish(notes)
}

impl Walk {
    fn base(&self) -> Style {
        if self.quotes > 0 && self.lists.is_empty() { Style::Quote } else { Style::Paragraph }
    }

    fn text(&mut self, text: &str) {
        let ink = Ink { bold: self.bold > 0, italic: self.italic > 0, link: self.link.clone() };
        if self.pre > 0 {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.page.paragraph(self.base());
                }
                self.page.push(line.trim_end_matches('\r'), &ink);
            }
            return;
        }
        let mut folded = String::with_capacity(text.len());
        let mut blank = self.page.ends_blank();
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                if !blank {
                    folded.push(' ');
                }
                blank = true;
            } else {
                folded.push(c);
                blank = false;
            }
        }
        self.page.push(&folded, &ink);
    }

    fn start(&mut self, tag: Tag) {
        let void = VOID.contains(&tag.name.as_str());
        if tag.hidden && !void || tag.name == "template" {
            self.unseen = Some(Unseen { name: tag.name, depth: 1 });
            self.unseen_parts += 1;
            return;
        }
        match tag.name.as_str() {
            "b" | "strong" => self.bold += 1,
            "i" | "em" | "cite" => self.italic += 1,
            "a" => self.anchor(tag.href),
            "br" => match self.page.style() {
                style @ (Style::Paragraph | Style::Quote) => self.page.block(style),
                _ => self.text(" "),
            },
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = if tag.name == "h1" {
                    1
                } else if tag.name == "h2" {
                    2
                } else {
                    3
                };
                self.page.block(Style::Heading(level));
            }
            "ul" | "ol" | "menu" => {
                self.page.paragraph(self.base());
                self.list_count += 1;
                let first = tag.start.and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                let next = (tag.name == "ol").then_some(first);
                self.lists.push(List { id: self.list_count, next });
            }
            "li" => self.item(),
            "blockquote" => {
                self.quotes += 1;
                self.page.paragraph(self.base());
            }
            "tr" => {
                self.page.block(self.base());
                self.in_cell = false;
            }
            "td" | "th" => self.cell(),
            "hr" => self.page.block(self.base()),
            "img" => self.pictures.push(tag.alt.unwrap_or_default().trim().to_owned()),
            "svg" | "math" => self.drawings += 1,
            "table" => {
                self.tables += 1;
                self.page.paragraph(self.base());
            }
            "pre" => {
                self.pre += 1;
                self.page.paragraph(self.base());
            }
            "script" => self.scripts += 1,
            name if BLOCKS.contains(&name) => self.page.paragraph(self.base()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            "i" | "em" | "cite" => self.italic = self.italic.saturating_sub(1),
            "a" => self.link = None,
            "ul" | "ol" | "menu" => {
                self.lists.pop();
                self.page.block(self.base());
            }
            "blockquote" => {
                self.page.paragraph(self.base());
                self.quotes = self.quotes.saturating_sub(1);
                self.page.block(self.base());
            }
            "pre" => {
                self.pre = self.pre.saturating_sub(1);
                self.page.paragraph(self.base());
            }
            "svg" | "math" => self.drawings = self.drawings.saturating_sub(1),
            "tr" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.page.block(self.base());
                self.in_cell = false;
            }
            name if BLOCKS.contains(&name) => self.page.paragraph(self.base()),
            _ => {}
        }
    }

    fn anchor(&mut self, href: Option<String>) {
        self.link = None;
        let Some(href) = href else { return };
        match runs::address(&href) {
            Some(address) => self.link = Some(address.into()),
            None if href.trim().is_empty() || href.starts_with('#') => {}
            None => self.page.links_dropped.push(href.trim().to_owned()),
        }
    }

    fn item(&mut self) {
        let depth = self.lists.len().saturating_sub(1);
        let (list, number) = match self.lists.last_mut() {
            Some(list) => {
                let number = list.next;
                list.next = number.map(|number| number.saturating_add(1).min(999_999_999));
                (list.id, number)
            }
            None => (0, None),
        };
        self.page.block(Style::Item { list, number, depth });
    }

    /// Cells of a row stand in one line while they hold no blocks of their own.
    fn cell(&mut self) {
        if self.in_cell && self.page.has_words() {
            self.page.push(" | ", &Ink::default());
        }
        self.in_cell = true;
    }

    fn raw(&mut self, name: &str, text: &str) {
        match name {
            "title" if self.drawings == 0 && self.title.is_empty() => {
                text.clone_into(&mut self.title);
            }
            "title" | "textarea" | "xmp" => self.text(text),
            _ => {}
        }
    }

    fn pass(&mut self, token: &Token<'_>) {
        let Some(unseen) = &mut self.unseen else { return };
        match token {
            Token::Text(text) => {
                for word in text.split_whitespace() {
                    self.unseen_words.push_str(word);
                    self.unseen_words.push(' ');
                }
            }
            Token::Start(tag) if tag.name == unseen.name => unseen.depth += 1,
            Token::End(name) if *name == unseen.name => unseen.depth -= 1,
            _ => {}
        }
        if unseen.depth == 0 {
            self.unseen = None;
        }
    }

    fn finish(self, notes: &mut Vec<Note>) -> Result<String, IntakeError> {
        for (count, kind) in
            [(self.scripts, NoteKind::ScriptsDropped), (self.tables, NoteKind::TablesFlattened)]
        {
            if count > 0 {
                notes.push(Note::counted(kind, count));
            }
        }
        if self.unseen_parts > 0 {
            let text = self.unseen_words.trim_end().to_owned();
            notes.push(Note { kind: NoteKind::HiddenTextDropped, text, count: self.unseen_parts });
        }
        if !self.pictures.is_empty() {
            let count = self.pictures.len();
            let said: Vec<String> =
                self.pictures.into_iter().filter(|alt| !alt.is_empty()).collect();
            notes.push(Note::counted(NoteKind::PicturesDropped, count));
            if !said.is_empty() {
                notes.push(Note::on(NoteKind::PicturesDescribed, said.join("; ")));
            }
        }
        if self.page.is_headed() && !self.title.trim().is_empty() {
            let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
            notes.push(Note::on(NoteKind::TitleDropped, title));
        }
        let headed = self.page.is_headed();
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let markdown = self.page.finish(notes)?;
        if headed || title.is_empty() {
            return Ok(markdown);
        }
        Ok(titled(&markdown, title, notes))
    }
}

/// A page without a top heading: a lower one that begins the title is the headline, and the rest
/// of the title is the site's name; without such a one the title is the headline.
fn titled(markdown: &str, title: String, notes: &mut Vec<Note>) -> String {
    let heading = markdown
        .match_indices("## ")
        .filter(|(at, _)| *at == 0 || markdown.get(..*at).is_some_and(|up| up.ends_with("\n\n")))
        .take(5)
        .find(|(at, sign)| {
            let line = markdown.get(at + sign.len()..).and_then(|rest| rest.lines().next());
            let words = bare(line.unwrap_or_default());
            !words.is_empty() && title.starts_with(&words)
        });
    let Some((at, _)) = heading else {
        return format!("# {}\n\n{markdown}", super::escape::inline(&title));
    };
    notes.push(Note::on(NoteKind::TitleDropped, title));
    let (before, after) = markdown.split_at_checked(at).unwrap_or(("", markdown));
    format!("{before}{}", after.strip_prefix('#').unwrap_or(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, want: &str, said: &[&str]) {
        let mut notes = Vec::new();
        assert_eq!(read(html, &mut notes).unwrap(), want, "{html}");
        let notes: Vec<_> =
            notes.iter().map(|note| format!("{}:{}", note.kind.word(), note.text)).collect();
        assert_eq!(notes, said, "{html}");
    }

    #[test]
    fn a_page_becomes_markdown() {
        check(
            "<head><title>Judul &amp; isi</title></head><p>Satu\n <b>dua </b>tiga<br>empat</p>",
            "# Judul & isi\n\nSatu **dua** tiga\n\nempat",
            &[],
        );
        check(
            "<h1>Judul</h1><h2>A</h2><h4>B</h4><blockquote><p>k<p>l</blockquote>m",
            "# Judul\n\n## A\n\n### B\n\n> k\n>\n> l\n\nm",
            &[],
        );
        check(
            "<ul><li><p>a</p><ol start=3><li>b<li>c</ol><li>d</ul><p>e",
            "- a\n\n    3. b\n    4. c\n- d\n\ne",
            &[],
        );
        check(
            "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
            "a | b\n\n1 | 2",
            &["tables-flattened:"],
        );
        check("<h1><div>Judul</div></h1><h2>b<p>c", "# Judul\n\n## b\n\nc", &[]);
        check("<pre>a\n  b</pre><p>c\u{a0} d&nbsp;</p>", "a\n\nb\n\nc\u{a0} d\u{a0}", &[]);
        check("<p>a <a href='https://a.id/x'>b <i>c</i></a>.", "a [b _c_](https://a.id/x).", &[]);
        check("<nav>Beranda</nav><p>a</p><footer>Alamat</footer>", "Beranda\n\na\n\nAlamat", &[]);
    }

    #[test]
    fn a_title_finds_its_heading() {
        check(
            "<title>Judul Dua - Situs</title><p>a<h2>Lain</h2><h2>Judul Dua</h2><p>b",
            "a\n\n## Lain\n\n# Judul Dua\n\nb",
            &["title-dropped:Judul Dua - Situs"],
        );
    }

    #[test]
    fn what_may_act_is_left_out() {
        check("<p onclick='x()'>a<script>let kata;</script>b", "ab", &["scripts-dropped:"]);
        check(
            "<a href=' java&#x9;script:alert(1)'>a</a><a href='&#106;avascript:x'>b</a><a href='#x'>c</a>",
            "abc",
            &["links-dropped:java\tscript:alert(1), javascript:x"],
        );
        check(
            "<svg><title>t</title><set to=x /><animate/><text>a</text></svg><math><mi>b</mi></math>",
            "tab",
            &[],
        );
        check("<iframe src=x>isi</iframe><style>p{}</style>a", "a", &[]);
        check(
            "<img src=x onerror=y alt='Foto rapat'>a",
            "a",
            &["pictures-dropped:", "pictures-described:Foto rapat"],
        );
        check(
            "<p style='DISPLAY: none'>satu <b>dua</b></p>a<template>tiga</template>",
            "a",
            &["hidden-text-dropped:satu dua tiga"],
        );
        check("<p>&lt;script&gt; &#27;[31m</p>", "\\<script> \u{1b}[31m", &[]);
    }

    #[test]
    fn deep_and_broken_pages_cost_no_more_than_their_length() {
        let begin = std::time::Instant::now();
        for (unit, times) in [
            ("<div>", 100_000),
            ("<b><i>", 100_000),
            ("<ul><li>", 100_000),
            ("<blockquote>", 100_000),
            ("<a \"", 100_000),
            ("<p x='", 100_000),
            ("<!", 100_000),
            ("</", 100_000),
            ("&#", 100_000),
            ("<table><tr><td>", 100_000),
        ] {
            read(&format!("{}kata", unit.repeat(times)), &mut Vec::new()).unwrap();
        }
        let attributes = format!("<p {}>kata", "a=b ".repeat(100_000));
        assert_eq!(read(&attributes, &mut Vec::new()).unwrap(), "kata");
        assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    }
}
