//! One line of a site's manifest: what it tells of a file, and how it is read and written.

use std::fmt::Write as _;
use std::ops::Range;

use crate::domain::ids::Digest;
use crate::domain::time::Timestamp;
use crate::export::lists::Entry;
use crate::text::span::slice;

/// Hexadecimal digits of a digest.
const HEX: usize = 64;

/// What tells an article in one state from every other: its row, and the clock value of its newest
/// record. True of one desk and one history of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub row: i64,
    pub touched: i64,
}

/// A file that this run made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) struct Made {
    pub(in crate::export) digest: Digest,
    /// Of what the file was made from; zeros if it is made anew at every run.
    pub(in crate::export) key: Digest,
    pub(in crate::export) size: u64,
    pub(in crate::export) lead: String,
    pub(in crate::export) facts: Option<Facts>,
}

/// What the next run needs to list an article that it does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) struct Facts {
    pub(in crate::export) mark: Mark,
    pub(in crate::export) published: Timestamp,
    pub(in crate::export) updated: Timestamp,
    pub(in crate::export) section: String,
    pub(in crate::export) headline: String,
}

/// The places of a file's line in the text.
pub(in crate::export) struct Line {
    pub(super) span: Range<usize>,
    pub(super) path: Range<usize>,
    /// Where the lead ends, and with it the line of what is no article.
    pub(super) lead: usize,
    pub(super) size: u64,
    pub(super) state: State,
    pub(super) facts: Option<Known>,
}

/// Facts that stay in the text.
pub(super) struct Known {
    pub(super) mark: Mark,
    published: Timestamp,
    updated: Timestamp,
    section: usize,
    headline: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Not wanted so far.
    Left,
    /// A dead run may have changed the file.
    Unsure,
    /// Taken over as it is.
    Kept,
    /// This run has a line of its own for the file.
    Replaced,
}

impl Line {
    /// What lists show of it, if the line tells.
    pub(super) fn entry<'t>(&self, text: &'t str) -> Option<Entry<'t>> {
        let known = self.facts.as_ref()?;
        Some(Entry {
            path: slice(text, self.path.clone()),
            headline: slice(text, known.headline..self.span.end - 1),
            section: slice(text, known.section..known.headline - 1),
            lead: self.lead_words(text),
            published: known.published,
            updated: known.updated,
            key: self.key(text),
        })
    }

    pub(super) fn lead_words<'t>(&self, text: &'t str) -> &'t str {
        slice(text, self.path.end + 1..self.lead)
    }

    pub(super) fn digest<'t>(&self, text: &'t str) -> &'t str {
        slice(text, self.span.start..self.span.start + HEX)
    }

    pub(super) fn key<'t>(&self, text: &'t str) -> &'t str {
        let start = self.span.start + HEX + 1;
        slice(text, start..start + HEX)
    }
}

/// Finds the parts of a line that begins at `start` of the whole.
pub(super) fn read_line(line: &str, start: usize) -> Option<Line> {
    // Two digests, each with a blank behind it.
    let blank = |at: usize| line.as_bytes().get(at) == Some(&b' ');
    (blank(HEX) && blank(2 * HEX + 1)).then_some(())?;
    let (size, _) = line.get(2 * (HEX + 1)..)?.split_once(' ')?;
    let path = 2 * (HEX + 1) + size.len() + 1;
    let (name, rest) = line.get(path..)?.strip_suffix('\n')?.split_once('\t')?;
    let words = path + name.len() + 1;
    let lead = words + rest.find('\t').unwrap_or(rest.len());
    Some(Line {
        span: start..start + line.len(),
        path: start + path..start + path + name.len(),
        lead: start + lead,
        size: size.parse().ok()?,
        state: State::Left,
        facts: line.get(lead + 1..line.len() - 1).and_then(|facts| known(facts, start + lead + 1)),
    })
}

/// Reads the facts of an article that begin at `start` of the whole.
fn known(text: &str, start: usize) -> Option<Known> {
    let mut words = text.splitn(6, '\t');
    let mut number = || words.next()?.parse::<i64>().ok();
    let mark = Mark { row: number()?, touched: number()? };
    let (published, updated) = (Timestamp::from_ms(number()?), Timestamp::from_ms(number()?));
    let (section, headline) = (words.next()?, words.next()?);
    let headline = start + text.len() - headline.len();
    Some(Known { mark, published, updated, section: headline - 1 - section.len(), headline })
}

pub(super) fn write_line(path: &str, made: &Made, out: &mut String) {
    for digest in [&made.digest, &made.key] {
        out.push_str(hex(digest).as_str());
        out.push(' ');
    }
    // Writing into a string cannot fail.
    let _infallible = write!(out, "{} {path}\t", made.size);
    out.extend(made.lead.chars().filter(|c| !c.is_control()));
    if let Some(facts) = &made.facts {
        let Mark { row, touched } = facts.mark;
        let (published, updated) = (facts.published.ms(), facts.updated.ms());
        let (section, headline) = (&facts.section, &facts.headline);
        let _infallible =
            write!(out, "\t{row}\t{touched}\t{published}\t{updated}\t{section}\t{headline}");
    }
    out.push('\n');
}

/// A digest as it stands in a line.
#[derive(Debug, Clone, Copy)]
pub(in crate::export) struct Hex([u8; HEX]);

impl Hex {
    pub(in crate::export) fn as_str(&self) -> &str {
        // Nothing but digits.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl PartialEq<Hex> for &str {
    fn eq(&self, other: &Hex) -> bool {
        self.as_bytes() == other.0
    }
}

/// As `Display`, many times faster: a large site compares thousands of them at every run.
pub(in crate::export) fn hex(digest: &Digest) -> Hex {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = [0; HEX];
    for (pair, byte) in out.chunks_exact_mut(2).zip(digest.0) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    Hex(out)
}
