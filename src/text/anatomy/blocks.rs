//! A text in blocks, line by line: paragraphs, list items, headings, quotes, code.

use super::{Block, Furniture, Kind, Marks, Part, furniture};
use crate::domain::characters::is_blank;
use crate::text::span::slice;

/// Widths, in characters, at which people and mail programs break lines.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=120;

/// How much shorter than the widest a line broken by hand may be.
const SLACK: usize = 10;

/// A line with fewer characters is an item of a list, or a name.
const LEAST: usize = 30;

#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) furniture: Vec<Part>,
    pub(super) blocks: Vec<Block>,
}

/// A line without its end.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
    indent: usize,
}

impl<'a> Line<'a> {
    fn words(&self) -> &'a str {
        self.text.trim_start_matches([' ', '\t'])
    }

    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Where the words begin.
    fn inner(&self) -> usize {
        self.end() - self.words().len()
    }
}

/// What is known of the line above.
#[derive(Debug, Clone, Copy, Default)]
struct Above {
    /// In characters.
    width: usize,
    /// No mark ends it.
    is_open: bool,
}

struct Scanner {
    marks: Marks,
    scan: Scan,
    /// Nothing of a block stands on the line above.
    gap: bool,
    shared: bool,
    fence: Option<(u8, usize)>,
    /// The width at which the whole text is broken into lines, if it is.
    width: Option<usize>,
    above: Above,
    /// Somebody is speaking at the end of the block so far.
    is_quoting: bool,
    number: u32,
    list_indent: usize,
}

pub(super) fn scan(text: &str, marks: Marks) -> Scan {
    let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let mut scanner = Scanner {
        marks,
        scan: Scan::default(),
        gap: true,
        shared: false,
        fence: None,
        width: WRAPPED.contains(&widest).then_some(widest),
        above: Above::default(),
        is_quoting: false,
        number: 0,
        list_indent: 0,
    };
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let indent =
            line.chars().take_while(|c| is_blank(*c)).map(|c| if c == '\t' { 4 } else { 1 });
        scanner.line(Line { start, text: line, indent: indent.sum() });
        let last = line.trim_end_matches(is_blank).chars().next_back();
        let is_open = last.is_some_and(|last| last.is_alphanumeric() || last == ',');
        scanner.above = Above { width: line.chars().count(), is_open };
        start += whole.len();
    }
    scanner.scan
}

/// Is a quotation open behind the line?
fn quoting(line: &str, before: bool) -> bool {
    line.chars().fold(before, |open, c| match c {
        '“' | '„' | '«' => true,
        '”' | '»' => false,
        '"' => !open,
        _ => open,
    })
}

impl Scanner {
    fn line(&mut self, line: Line<'_>) {
        if self.in_fence(line) {
            return;
        }
        if line.words().is_empty() {
            self.gap = true;
            return;
        }
        let network = self.shared && furniture::is_network(line.text);
        let kind = furniture::kind(line.text).or(network.then_some(Furniture::Share));
        if let Some(kind) = kind {
            self.shared = kind == Furniture::Share || kind == Furniture::Blank && self.shared;
            self.scan.furniture.push(Part { kind, span: line.start..line.end() });
            self.gap = true;
            return;
        }
        self.shared = false;
        let taken = match self.marks {
            Marks::Plain => self.item(line) || self.wrapped(line),
            Marks::Markdown => self.marked(line) || self.item(line) || self.lazy(line),
        };
        if !taken {
            self.push(Kind::Paragraph, line);
        }
        self.gap = false;
    }

    fn push(&mut self, kind: Kind, line: Line<'_>) {
        let start = if self.marks == Marks::Plain { line.inner() } else { line.start };
        self.scan.blocks.push(Block { kind, span: start..line.end() });
        self.is_quoting = quoting(line.text, false);
    }

    fn extend(&mut self, line: Line<'_>) -> bool {
        if let Some(last) = self.scan.blocks.last_mut() {
            last.span.end = line.end();
        }
        self.is_quoting = quoting(line.text, self.is_quoting);
        true
    }

    fn last(&self) -> Option<Kind> {
        self.scan.blocks.last().map(|block| block.kind)
    }

    /// Does the line go on where the one above had no room left?
    fn wrapped(&mut self, line: Line<'_>) -> bool {
        let open = matches!(self.last(), Some(Kind::Paragraph | Kind::ListItem { .. }));
        if self.gap || !open {
            return false;
        }
        if matches!(self.last(), Some(Kind::ListItem { .. })) && line.indent >= 2 {
            return self.extend(line);
        }
        let words = line.words();
        let signed = words.starts_with('(') && words.trim_end().ends_with(')');
        let first = words.split(is_blank).next().unwrap_or_default().chars().count();
        let full = self.width.is_some_and(|width| self.above.width + 1 + first + SLACK > width);
        // A sentence that stops in the middle of a line and goes on in small letters was broken,
        // whatever the other lines are like.
        let goes_on = self.above.width >= LEAST
            && self.above.is_open
            && (words.starts_with(char::is_lowercase) || self.is_quoting);
        (full || goes_on) && !signed && self.extend(line)
    }

    /// Lines inside a fenced block, and the lines that open and close it.
    fn in_fence(&mut self, line: Line<'_>) -> bool {
        if self.marks == Marks::Plain {
            return false;
        }
        let words = line.words();
        let mark = words.bytes().next().filter(|b| matches!(b, b'`' | b'~')).unwrap_or_default();
        let length = words.bytes().take_while(|b| *b == mark).count();
        if let Some((open, least)) = self.fence {
            self.extend(line);
            let closes = mark == open
                && length >= least
                && slice(words, length..words.len()).trim().is_empty();
            if closes {
                self.fence = None;
            }
            self.gap = closes;
            return true;
        }
        let info = slice(words, length..words.len());
        let opens =
            mark != 0 && length >= 3 && line.indent < 4 && !(mark == b'`' && info.contains('`'));
        if opens {
            self.fence = Some((mark, length));
            self.push(Kind::Code, line);
        }
        opens
    }

    /// Headings, rules, quotes and indented code.
    fn marked(&mut self, line: Line<'_>) -> bool {
        let words = line.words();
        if line.indent >= 4 {
            let code = matches!(self.last(), Some(Kind::Code)) && line.indent >= 4 && !self.gap;
            if code {
                return self.extend(line);
            }
            if self.gap && !matches!(self.last(), Some(Kind::ListItem { .. })) {
                self.push(Kind::Code, line);
                return true;
            }
            return false;
        }
        let level = words.bytes().take_while(|b| *b == b'#').count();
        let after = slice(words, level..words.len());
        if (1..=6).contains(&level) && (after.is_empty() || after.starts_with([' ', '\t'])) {
            self.push(Kind::Heading(u8::try_from(level).unwrap_or(6)), line);
            return true;
        }
        self.underline(line) || self.rule(line) || self.quote(line)
    }

    fn underline(&mut self, line: Line<'_>) -> bool {
        let words = line.words().trim_end();
        let level = match words.bytes().next() {
            Some(b'=') => 1,
            Some(b'-') => 2,
            _ => return false,
        };
        let sign = words.chars().next().unwrap_or_default();
        if self.gap || self.last() != Some(Kind::Paragraph) || !words.chars().all(|c| c == sign) {
            return false;
        }
        if let Some(last) = self.scan.blocks.last_mut() {
            last.kind = Kind::Heading(level);
        }
        self.extend(line)
    }

    fn rule(&mut self, line: Line<'_>) -> bool {
        let signs: Vec<char> = line.words().chars().filter(|c| !matches!(c, ' ' | '\t')).collect();
        let rule = signs.len() >= 3
            && signs.first().is_some_and(|sign| {
                matches!(sign, '*' | '-' | '_') && signs.iter().all(|c| c == sign)
            });
        if rule {
            self.push(Kind::Rule, line);
        }
        rule
    }

    fn quote(&mut self, line: Line<'_>) -> bool {
        if !line.words().starts_with('>') {
            return false;
        }
        if !self.gap && self.last() == Some(Kind::Quote) {
            return self.extend(line);
        }
        self.push(Kind::Quote, line);
        true
    }

    /// Lines that go on with a Markdown block.
    fn lazy(&mut self, line: Line<'_>) -> bool {
        match self.last() {
            Some(Kind::ListItem { .. }) if !self.gap || line.indent >= 2 => self.extend(line),
            Some(Kind::Paragraph | Kind::Quote) if !self.gap => self.extend(line),
            _ => false,
        }
    }

    fn item(&mut self, line: Line<'_>) -> bool {
        let words = line.words().trim_start_matches(is_blank);
        let Some((number, width)) = marker(words, self.marks) else { return false };
        let rest = slice(words, width..words.len());
        let content = rest.trim_start_matches(is_blank);
        // In plain text “2025. Tahun itu” is a sentence unless it is the next of a list.
        let counted = number.is_none_or(|n| n == 1 || n == self.number.saturating_add(1));
        if self.marks == Marks::Plain && (!counted || content.is_empty()) {
            return false;
        }
        let inside = matches!(self.last(), Some(Kind::ListItem { .. }));
        let nested = inside && line.indent >= 2 && line.indent > self.list_indent;
        if !nested {
            self.list_indent = line.indent;
            self.number = number.unwrap_or(self.number);
        }
        let kind = Kind::ListItem { number, nested, words: line.end() - content.len() };
        self.push(kind, line);
        true
    }
}

/// The number, if it has one, and the length of a list mark with a blank behind it.
fn marker(words: &str, marks: Marks) -> Option<(Option<u32>, usize)> {
    let first = words.chars().next()?;
    let bullet = match marks {
        Marks::Plain => matches!(first, '-' | '•' | '●' | '▪' | '◦' | '·'),
        Marks::Markdown => matches!(first, '-' | '*' | '+'),
    };
    let blank_at = |at: usize| slice(words, at..words.len()).starts_with(is_blank);
    if bullet {
        let width = first.len_utf8();
        // Signs that are nothing but bullets need no blank.
        return (blank_at(width) || matches!(first, '•' | '●' | '▪')).then_some((None, width));
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let sign = words.as_bytes().get(digits)?;
    let ends = *sign == b'.' || *sign == b')' && marks == Marks::Markdown;
    if !(1..=9).contains(&digits) || !ends || !blank_at(digits + 1) {
        return None;
    }
    Some((Some(slice(words, 0..digits).parse().ok()?), digits + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, marks: Marks, want: &[&str]) {
        let got: Vec<String> = scan(text, marks)
            .blocks
            .into_iter()
            .map(|block| {
                let name = match block.kind {
                    Kind::Paragraph => "p".to_owned(),
                    Kind::Heading(level) => format!("h{level}"),
                    Kind::ListItem { number: Some(number), nested, .. } => {
                        format!("{}{number}", if nested { "nested" } else { "" })
                    }
                    Kind::ListItem { nested, .. } => if nested { "sub" } else { "-" }.to_owned(),
                    Kind::Quote => "q".to_owned(),
                    Kind::Code => "code".to_owned(),
                    Kind::Rule => "rule".to_owned(),
                };
                format!("{name}:{}", slice(text, block.span).replace('\n', "|"))
            })
            .collect();
        assert_eq!(got, want, "{text:?}");
    }

    #[test]
    fn plain_lines_are_blocks() {
        check("Satu.\nDua.\n\n Tiga.", Marks::Plain, &["p:Satu.", "p:Dua.", "p:Tiga."]);
        check("# Satu\n> dua", Marks::Plain, &["p:# Satu", "p:> dua"]);
        check(
            "Syarat:\n1. warga;\n2.\tcukup umur;\n   - atau kawin.\n• sehat",
            Marks::Plain,
            &["p:Syarat:", "1:1. warga;", "2:2.\tcukup umur;", "sub:- atau kawin.", "-:• sehat"],
        );
        check(
            "2025. Tahun itu sepi.\n1) bukan",
            Marks::Plain,
            &["p:2025. Tahun itu sepi.", "p:1) bukan"],
        );
    }

    #[test]
    fn broken_lines_are_joined() {
        let text = "Petugas memeriksa berkas yang masuk sejak\npagi dan menyimpannya di lemari.\nWarga menunggu.\n(ali)";
        check(
            text,
            Marks::Plain,
            &[
                "p:Petugas memeriksa berkas yang masuk sejak|pagi dan menyimpannya di lemari.|Warga menunggu.",
                "p:(ali)",
            ][..],
        );
        let text =
            format!("Warga {} dan\nseterusnya hadir.\nRapat usai,\nlalu", "datang ".repeat(30));
        assert_eq!(scan(&text, Marks::Plain).blocks.len(), 3);
        let text = "“Melalui kegiatan ini kami berharap kinerja\nOPD semakin meningkat,” ujarnya.\nRapat usai.";
        let long = format!("{text}\n{}", "kata ".repeat(40));
        assert_eq!(scan(&long, Marks::Plain).blocks.len(), 3);
        let long = format!("Pendek\nSatu {}.\nAkhir", "kata ".repeat(30));
        assert_eq!(scan(&long, Marks::Plain).blocks.len(), 3);
    }

    #[test]
    fn markdown_blocks_are_known() {
        check(
            "# A\nisi\nisi\n\n> q\n> q\n\n***\n- x\n  y\n\n  z\n\n    kode",
            Marks::Markdown,
            &["h1:# A", "p:isi|isi", "q:> q|> q", "rule:***", "-:- x|  y||  z||    kode"],
        );
        check("A\n---\n\n    k\n    k", Marks::Markdown, &["h2:A|---", "code:    k|    k"]);
        check("```\n# a\n\n```\nb", Marks::Markdown, &["code:```|# a||```", "p:b"]);
        check("~~~\nterbuka", Marks::Markdown, &["code:~~~|terbuka"]);
    }

    #[test]
    fn names_of_networks_are_furniture_below_a_share_line_only() {
        let scan = scan("facebook\n\nBagikan:\n\nfacebook\nline", Marks::Plain);
        assert_eq!((scan.blocks.len(), scan.furniture.len()), (1, 3));
    }
}
