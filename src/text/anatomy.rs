//! The parts of a release: furniture, headline, dateline, paragraphs, lists, quotes, byline.
//!
//! All parts are byte ranges of one cleaned text, so that intake can cut them out and the copy
//! desk can point at them. Nothing is decided here about what happens to a part.

mod blocks;
mod byline;
mod dateline;
mod furniture;
mod head;
mod quotation;

use std::ops::Range;

use chrono::{NaiveDate, Weekday};

pub use furniture::bare;

/// How a text marks its blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Nothing but lines: signs such as `#` mean themselves.
    Plain,
    Markdown,
}

/// What is known of a text before it is read.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    pub marks: Marks,
    /// Sections of the office, besides those that every office has.
    pub sections: &'a [String],
    /// A top heading is the headline wherever it stands, not only at the beginning.
    pub heading_anywhere: bool,
}

/// A release taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anatomy {
    pub furniture: Vec<Part>,
    pub section_line: Option<Range<usize>>,
    pub headline: Option<Range<usize>>,
    pub repeated_headline: Option<Range<usize>>,
    pub dateline: Option<Dateline>,
    /// What is left of the text in its order; the first paragraph still holds the dateline, the
    /// last one the byline.
    pub blocks: Vec<Block>,
    /// `***` or `-30-` below the text.
    pub end_mark: Option<Range<usize>>,
    pub byline: Option<Byline>,
    /// What people say, in the order of the text.
    pub quotations: Vec<Quotation>,
}

/// A line that belongs to the page and not to the release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub kind: Furniture,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Furniture {
    /// “Bagikan:” and the names of the networks.
    Share,
    /// How often a page was seen.
    Counter,
    /// A line of no-break spaces.
    Blank,
}

/// A block of the text: one or more lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    Heading(u8),
    /// `number` is `None` for a bullet; the words of the item begin at the offset `words`.
    ListItem {
        number: Option<u32>,
        nested: bool,
        words: usize,
    },
    Quote,
    Code,
    Rule,
}

/// The beginning of a release: who sends it from where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// With the dash and the blanks after it.
    pub span: Range<usize>,
    pub place: Option<Range<usize>>,
    /// An office that stands where a place should.
    pub office: Option<Range<usize>>,
    pub day: u32,
    pub month: u32,
    pub year: Option<i32>,
    pub weekday: Option<Weekday>,
    /// An emphasis that the dateline opened and the text behind it closes.
    pub reopen: Option<&'static str>,
}

impl Dateline {
    /// The date, with `year` where the text names none and the weekday allows it.
    pub fn date(&self, year: Option<i32>) -> Option<NaiveDate> {
        use chrono::Datelike;
        if let Some(written) = self.year {
            return NaiveDate::from_ymd_opt(written, self.month, self.day);
        }
        let year = year?;
        [year, year - 1]
            .into_iter()
            .filter_map(|year| NaiveDate::from_ymd_opt(year, self.month, self.day))
            .find(|date| self.weekday.is_none_or(|named| named == date.weekday()))
    }
}

/// Who wrote it, in brackets at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// With the brackets and, inside a paragraph, the blanks before them.
    pub span: Range<usize>,
    pub name: Range<usize>,
}

/// Words between quotation marks, of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks; to the end of the block if the closing one is missing.
    pub span: Range<usize>,
    pub open: char,
    pub close: Option<char>,
}

/// Takes a whole release apart.
pub fn read(text: &str, shape: &Shape<'_>) -> Anatomy {
    let scan = blocks::scan(text, shape.marks);
    let mut anatomy =
        Anatomy { furniture: scan.furniture, blocks: scan.blocks, ..Anatomy::default() };
    head::take(text, shape, &mut anatomy);
    finish(text, shape.marks, anatomy)
}

/// Takes the body of an article apart: no headline is looked for.
pub fn read_body(text: &str, marks: Marks) -> Anatomy {
    let scan = blocks::scan(text, marks);
    let anatomy = Anatomy { furniture: scan.furniture, blocks: scan.blocks, ..Anatomy::default() };
    finish(text, marks, anatomy)
}

/// What people say in one block of a text.
pub fn quotations(text: &str, span: Range<usize>) -> Vec<Quotation> {
    quotation::find(text, span)
}

fn finish(text: &str, marks: Marks, mut anatomy: Anatomy) -> Anatomy {
    // A line under the headline may stand before the paragraph with the dateline.
    let head = anatomy.headline.as_ref().map_or(0, |headline| headline.end);
    anatomy.dateline = anatomy
        .blocks
        .iter()
        .filter(|block| block.span.start >= head)
        .take(2)
        .filter(|block| block.kind == Kind::Paragraph)
        .find_map(|block| dateline::find(text, block.span.clone(), marks));
    byline::take(text, &mut anatomy);
    anatomy.quotations = anatomy
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, Kind::Code | Kind::Rule))
        .flat_map(|block| quotation::find(text, block.span.clone()))
        .collect();
    anatomy
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::slice;

    const PLAIN: Shape<'static> =
        Shape { marks: Marks::Plain, sections: &[], heading_anywhere: false };

    #[test]
    fn a_release_as_it_stands_on_a_page_is_taken_apart() {
        let text = "Berita Terkini\n\nKPU Contoh Buka Posko\n\nKPU Contoh Buka Posko\n\n\u{a0}\n\
            Contoh, 21 Oktober 2025 — Posko dibuka.\n\nWarga datang. (Humas KPU Contoh)\n\n\
            Bagikan:\n\nfacebook twitter whatapps\n\nDilihat 12 Kali.";
        let anatomy = read(text, &PLAIN);
        let at = |span: &Option<Range<usize>>| span.clone().map(|span| slice(text, span));
        assert_eq!(at(&anatomy.section_line), Some("Berita Terkini"));
        assert_eq!(at(&anatomy.headline), Some("KPU Contoh Buka Posko"));
        assert_eq!(at(&anatomy.repeated_headline), Some("KPU Contoh Buka Posko"));
        let dateline = anatomy.dateline.unwrap();
        assert_eq!(slice(text, dateline.span), "Contoh, 21 Oktober 2025 — ");
        assert_eq!(slice(text, anatomy.byline.unwrap().name), "Humas KPU Contoh");
        assert_eq!(anatomy.furniture.len(), 4);
        assert_eq!(anatomy.blocks.len(), 2);
    }

    #[test]
    fn a_missing_year_comes_from_outside_if_the_weekday_allows() {
        let anatomy = read_body("Contoh, Senin (17/11) – Rapat.", Marks::Plain);
        let dateline = anatomy.dateline.unwrap();
        assert_eq!(dateline.date(None), None);
        assert_eq!(dateline.date(Some(2025)), NaiveDate::from_ymd_opt(2025, 11, 17));
        assert_eq!(dateline.date(Some(2026)), NaiveDate::from_ymd_opt(2025, 11, 17));
        assert_eq!(dateline.date(Some(2024)), None);
    }
}
