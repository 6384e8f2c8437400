//! The publishable fields of an article, and the bytes that an approval is bound to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::Digest;
use super::room::room;
use super::seal::canonical;
use super::words;

/// A manuscript: what a reader of the page will see, and nothing else.
///
/// Absent text is empty, an absent date is `None`. Text is NFC with LF line ends; the body is
/// Markdown with one paragraph a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manuscript {
    /// Always [`Manuscript::VERSION`].
    pub v: u8,
    pub kind: Kind,
    pub headline: String,
    pub summary: String,
    pub section: String,
    /// Trimmed, without duplicates (compared without case), sorted by bytes: see [`tags`].
    pub tags: Vec<String>,
    pub place: String,
    pub date: Option<NaiveDate>,
    pub event_from: Option<NaiveDate>,
    pub event_to: Option<NaiveDate>,
    pub byline: String,
    pub credit: String,
    pub language: String,
    pub body: String,
    pub media: Vec<Media>,
}

/// The word that tells manuscripts from notes among contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Manuscript,
}

/// A picture of an article, by the digest of its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Media {
    pub digest: Digest,
    pub caption: String,
    pub credit: String,
    pub alt: String,
}

impl Default for Manuscript {
    fn default() -> Self {
        Self {
            v: Self::VERSION,
            kind: Kind::Manuscript,
            headline: String::new(),
            summary: String::new(),
            section: String::new(),
            tags: Vec::new(),
            place: String::new(),
            date: None,
            event_from: None,
            event_to: None,
            byline: String::new(),
            credit: String::new(),
            language: String::new(),
            body: String::new(),
            media: Vec::new(),
        }
    }
}

/// Says why some bytes are not a manuscript.
#[derive(Debug, thiserror::Error)]
pub enum BadManuscript {
    #[error("the stored text is not a manuscript")]
    Form(#[source] serde_json::Error),
    #[error("the stored text is a manuscript of version {0}, which this program does not know")]
    Version(u8),
}

impl Manuscript {
    pub const VERSION: u8 = 1;

    /// The canonical bytes (RFC 8785): the same manuscript gives the same bytes everywhere.
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::bytes_with(&self.but_body(), ("body", &self.body))
    }

    /// A copy without the body, which may be long.
    #[must_use]
    pub fn but_body(&self) -> Self {
        Self {
            v: self.v,
            kind: self.kind,
            headline: self.headline.clone(),
            summary: self.summary.clone(),
            section: self.section.clone(),
            tags: self.tags.clone(),
            place: self.place.clone(),
            date: self.date,
            event_from: self.event_from,
            event_to: self.event_to,
            byline: self.byline.clone(),
            credit: self.credit.clone(),
            language: self.language.clone(),
            body: String::new(),
            media: self.media.clone(),
        }
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadManuscript> {
        let manuscript = match long_body(bytes) {
            Some((body, rest)) => {
                let rest = [BODY, rest].concat();
                let but_body = serde_json::from_slice(&rest).map_err(BadManuscript::Form)?;
                Self { body, ..but_body }
            }
            None => serde_json::from_slice(bytes).map_err(BadManuscript::Form)?,
        };
        if manuscript.v != Self::VERSION {
            return Err(BadManuscript::Version(manuscript.v));
        }
        Ok(manuscript)
    }

    /// Every field that a person fills, by its name and as it is written in one line, in the order
    /// of the page; the body is the last.
    pub fn fields(&self) -> [(&'static str, String); 12] {
        self.fields_with(self.body.clone())
    }

    /// The same without a copy of the body.
    pub fn into_fields(mut self) -> [(&'static str, String); 12] {
        let body = std::mem::take(&mut self.body);
        self.fields_with(body)
    }

    fn fields_with(&self, body: String) -> [(&'static str, String); 12] {
        let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        [
            ("headline", self.headline.clone()),
            ("summary", self.summary.clone()),
            ("section", self.section.clone()),
            ("tags", self.tags.join(", ")),
            ("place", self.place.clone()),
            ("date", date(self.date)),
            ("event_from", date(self.event_from)),
            ("event_to", date(self.event_to)),
            ("byline", self.byline.clone()),
            ("credit", self.credit.clone()),
            ("language", self.language.clone()),
            ("body", body),
        ]
    }

    /// Words of the body: runs of characters between white space that hold a letter or a digit.
    pub fn words(&self) -> usize {
        words::count(&self.body)
    }

    /// Names of the fields that must be filled before a text can be submitted and are not.
    pub fn missing(&self) -> Vec<&'static str> {
        let blank = |text: &str| text.trim().is_empty();
        [
            ("headline", blank(&self.headline)),
            ("body", blank(&self.body)),
            ("section", blank(&self.section)),
            ("place", blank(&self.place)),
            ("date", self.date.is_none()),
        ]
        .into_iter()
        .filter_map(|(field, missing)| missing.then_some(field))
        .collect()
    }
}

/// Puts tags into their one form: trimmed, the first of each spelling without case, by bytes.
pub fn tags<'a>(raw: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let mut tags: Vec<String> = raw
        .into_iter()
        .map(str::trim)
        .filter(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase()))
        .map(str::to_owned)
        .collect();
    tags.sort();
    tags
}

/// How a manuscript begins, since its keys are sorted.
const BODY: &[u8] = br#"{"body":""#;
/// A shorter body is read with all the rest.
const LONG: usize = 128 << 10;

/// The body of a long manuscript, and the bytes from the end of it on; none if it is not written in
/// the one form. It is read here, since a reader of any JSON copies it twice.
fn long_body(bytes: &[u8]) -> Option<(String, &[u8])> {
    let written = bytes.strip_prefix(BODY).filter(|rest| rest.len() > LONG)?;
    let text = std::str::from_utf8(written).ok()?;
    let mut body = String::with_capacity(room(text.len()));
    let mut rest = text;
    loop {
        // Both are looked for one by one: that is far quicker than for either.
        let line = rest.get(..rest.find('\\').unwrap_or(rest.len()))?;
        let end = line.find('"');
        let piece = line.get(..end.unwrap_or(line.len()))?;
        // No control character stands in a string as it is.
        if piece.bytes().fold(u8::MAX, u8::min) < b' ' {
            return None;
        }
        body.push_str(piece);
        if let Some(end) = end {
            let from = written.len() - rest.len() + end;
            return Some((body, written.get(from..)?));
        }
        let mut escape = rest.get(line.len() + 1..)?.chars();
        body.push(match escape.next()? {
            'n' => '\n',
            't' => '\t',
            sign @ ('"' | '\\') => sign,
            _ => return None,
        });
        rest = escape.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_one_form() {
        assert_eq!(tags([" rakor", "Pemilu", "RAKOR", ""]), ["Pemilu", "rakor"]);
    }

    #[test]
    fn every_key_is_always_there() {
        let text = String::from_utf8(Manuscript::default().to_bytes()).unwrap();
        assert_eq!(
            text,
            r#"{"body":"","byline":"","credit":"","date":null,"event_from":null,"event_to":null,"headline":"","kind":"manuscript","language":"","media":[],"place":"","section":"","summary":"","tags":[],"v":1}"#
        );
    }

    #[test]
    fn what_is_missing_is_told_at_once() {
        let manuscript = Manuscript { headline: "Rapat".into(), ..Manuscript::default() };
        assert_eq!(manuscript.missing(), ["body", "section", "place", "date"]);
    }

    /// A long text of these pieces, over and over.
    fn long(pieces: &str) -> Manuscript {
        let body = pieces.repeat(2 * LONG / pieces.len() + 1);
        Manuscript { headline: "Judul \"satu\"".into(), body, ..Manuscript::default() }
    }

    #[test]
    fn a_long_body_is_read_as_a_short_one_is() {
        for pieces in ["kata é日 ", "a\n\n\"b\"\\\t", "\\", "\"", "\n", "bel\u{7} \u{1f}x"] {
            let text = long(pieces);
            let bytes = text.to_bytes();
            assert_eq!(Manuscript::from_bytes(&bytes).unwrap(), text, "{pieces:?}");
            assert_eq!(serde_json::from_slice::<Manuscript>(&bytes).unwrap(), text);
            assert_eq!(bytes, canonical::bytes_of(&text));
            assert_eq!(long_body(&bytes).is_some(), !pieces.contains('\u{7}'), "{pieces:?}");
        }
    }

    #[test]
    fn a_long_body_that_is_no_string_is_no_text() {
        let bytes = long("kata ").to_bytes();
        let at = LONG + 7;
        for damage in [b"\n", b"\x1f", b"\xff", b"\"", b"\\"] {
            let mut bytes = bytes.clone();
            bytes[at..=at].copy_from_slice(damage);
            assert!(Manuscript::from_bytes(&bytes).is_err(), "{damage:?}");
        }
        assert!(Manuscript::from_bytes(&bytes[..at]).is_err());
        assert!(Manuscript::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    }
}
