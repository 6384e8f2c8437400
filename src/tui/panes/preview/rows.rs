//! A page in rows of words: broken at blanks, with the signs of lists and quotes before them.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::markdown::{Kind, Looks, Passage, Words, page};
use crate::visible::Visible;

/// Lists and quotes in each other are shifted no further.
const DEEPEST: usize = 6;
const BULLETS: [&str; 2] = ["• ", "◦ "];

/// A row of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Row {
    pub(super) pieces: Vec<Piece>,
    /// The line of the body that its passage begins in.
    pub(super) line: usize,
    /// The first row of its passage.
    pub(super) is_first: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Piece {
    pub(super) looks: Looks,
    pub(super) text: Visible,
}

/// Headline, dateline and body.
pub(super) fn rows(headline: &str, lead: Option<&str>, body: &str, columns: u16) -> Vec<Row> {
    let columns = usize::from(columns);
    let mut passages = page(body);
    let mut above = vec![alone(vec![Words { looks: Looks::HEADING, text: headline.to_owned() }])];
    if let Some(lead) = lead {
        let lead = Words { looks: Looks::STRONG, text: lead.to_owned() };
        match passages.first_mut().filter(|first| takes_lead(first)) {
            Some(first) => first.words.insert(0, lead),
            None => above.push(alone(vec![lead])),
        }
    }
    let mut rows = Vec::new();
    for passage in &above {
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        // They are no passages of the body.
        let own = passage_rows(passage, columns).into_iter();
        rows.extend(own.map(|row| Row { is_first: false, ..row }));
    }
    let mut before = None;
    for passage in &passages {
        if !before.is_some_and(|before| is_next_item(before, passage)) {
            let line = rows.last().map_or(0, |row| row.line);
            rows.push(Row { line, ..Row::default() });
        }
        before = Some(passage);
        rows.extend(passage_rows(passage, columns));
    }
    rows
}

/// The dateline opens the first paragraph; before a list or a heading it stands alone.
fn takes_lead(first: &Passage) -> bool {
    matches!(first.kind, Kind::Paragraph | Kind::Html) && first.lists + first.quotes == 0
}

/// Does an item stand right below another one? A list of another kind stands apart.
fn is_next_item(before: &Passage, passage: &Passage) -> bool {
    let (Kind::Item(before_has), Kind::Item(has)) = (before.kind, passage.kind) else {
        return false;
    };
    before.lists != passage.lists || before_has.is_some() == has.is_some()
}

/// What is said below a page.
pub(super) fn note(text: &str, columns: u16, line: usize) -> Vec<Row> {
    let words = vec![Words { looks: Looks::SIGN, text: text.to_owned() }];
    let mut rows = vec![Row { line, ..Row::default() }];
    rows.extend(passage_rows(&Passage { line, ..alone(words) }, usize::from(columns)));
    rows
}

fn alone(words: Vec<Words>) -> Passage {
    Passage { kind: Kind::Paragraph, lists: 0, quotes: 0, line: 0, words }
}

fn passage_rows(passage: &Passage, columns: usize) -> Vec<Row> {
    let quotes = "│ ".repeat(passage.quotes.min(DEEPEST));
    let lists = passage.lists.min(DEEPEST);
    let shift = "  ".repeat(lists.saturating_sub(1));
    let sign = match passage.kind {
        Kind::Item(Some(number)) => format!("{number}. "),
        Kind::Item(None) => BULLETS[usize::from(lists > 1)].to_owned(),
        _ if lists > 0 => "  ".to_owned(),
        _ => String::new(),
    };
    let before = quotes.width() + shift.width() + sign.width();
    let mut wrap =
        Wrap { rows: Vec::new(), used: 0, columns: columns.saturating_sub(before).max(8) };
    wrap.rows.push(Vec::new());
    if passage.kind == Kind::Rule {
        wrap.word(Looks::SIGN, &"─".repeat(columns.min(12)));
    }
    for words in &passage.words {
        let mut looks = words.looks;
        if matches!(passage.kind, Kind::Code) {
            looks = Looks::CODE;
        }
        for (at, line) in words.text.trim_end_matches('\n').split('\n').enumerate() {
            if at > 0 {
                wrap.end();
            }
            for word in line.split_inclusive(' ') {
                wrap.word(looks, word);
            }
        }
    }
    let blank = " ".repeat(sign.width());
    let mut rows = Vec::new();
    for (at, pieces) in wrap.rows.into_iter().enumerate() {
        let mut row = Row { line: passage.line, is_first: at == 0, ..Row::default() };
        let own = if at == 0 { &sign } else { &blank };
        for (looks, text) in [
            (Looks::SIGN, quotes.as_str()),
            (Looks::default(), shift.as_str()),
            (Looks::MARKER, own.as_str()),
        ] {
            if !text.is_empty() {
                row.pieces.push(Piece { looks, text: Visible::line(text) });
            }
        }
        row.pieces.extend(
            pieces.into_iter().map(|(looks, text)| Piece { looks, text: Visible::line(&text) }),
        );
        rows.push(row);
    }
    rows
}

struct Wrap {
    rows: Vec<Vec<(Looks, String)>>,
    used: usize,
    columns: usize,
}

impl Wrap {
    fn end(&mut self) {
        self.rows.push(Vec::new());
        self.used = 0;
    }

    fn word(&mut self, looks: Looks, word: &str) {
        // What hides takes room once it is shown.
        let word = Visible::line(word);
        let (word, own) = (word.as_str(), word.as_str().trim_end_matches(' '));
        if self.used > 0 && self.used + own.width() > self.columns {
            self.end();
        }
        if own.width() <= self.columns {
            let fits = self.used + word.width() <= self.columns;
            return self.put(looks, if fits { word } else { own });
        }
        for cluster in word.graphemes(true) {
            if self.used > 0 && self.used + cluster.width() > self.columns {
                self.end();
            }
            self.put(looks, cluster);
        }
    }

    fn put(&mut self, looks: Looks, text: &str) {
        self.used += text.width();
        let Some(row) = self.rows.last_mut() else { return };
        match row.last_mut() {
            Some((last, words)) if *last == looks => words.push_str(text),
            _ => row.push((looks, text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(headline: &str, lead: Option<&str>, body: &str, columns: u16) -> Vec<String> {
        let text = |row: &Row| -> String { row.pieces.iter().map(|p| p.text.as_str()).collect() };
        let rows = rows(headline, lead, body, columns);
        rows.iter().map(|row| text(row).trim_end().to_owned()).collect()
    }

    #[test]
    fn a_page_reads_as_it_will() {
        let body = "Rapat *pleno* dibuka di aula kantor.\n\n## Agenda\n\n1. Buka\n2. Tutup rapat \
                    dengan doa\n   - lama\n\n> Kami siap hadir di sini.\n\n[a](https://x.id)\n\n---";
        assert_eq!(
            shown("Judul panjang sekali", Some("Sambas, Senin — "), body, 20),
            [
                "Judul panjang sekali",
                "",
                "Sambas, Senin —",
                "Rapat pleno dibuka",
                "di aula kantor.",
                "",
                "Agenda",
                "",
                "1. Buka",
                "2. Tutup rapat",
                "   dengan doa",
                "  ◦ lama",
                "",
                "│ Kami siap hadir di",
                "│ sini.",
                "",
                "a (https://x.id)",
                "",
                "────────────",
            ]
        );
        assert_eq!(shown("", None, "", 20), [""]);
        let quoted = shown("a", Some("Sambas — "), "> b\n\nc", 20);
        assert_eq!(quoted, ["a", "", "Sambas —", "", "│ b", "", "c"]);
        assert_eq!(shown("a", Some("Sambas — "), "- b", 20), ["a", "", "Sambas —", "", "• b"]);
    }

    proptest::proptest! {
        #[test]
        fn rows_have_room_and_go_down_the_text(
            body in "(\n|\n\n|> |- |1\\. |# |a|日本|bcdefghijklmnop |\\*|\u{202e}|`|    ){0,30}", columns in 20..60_u16,
        ) {
            let mut line = 0;
            for row in rows("Judul", Some("Sambas — "), &body, columns) {
                let width: usize = row.pieces.iter().map(|piece| piece.text.width()).sum();
                proptest::prop_assert!(width <= usize::from(columns).max(24), "{row:?}");
                proptest::prop_assert!(row.line >= line && row.line <= body.matches('\n').count());
                line = row.line;
            }
        }
    }
}
