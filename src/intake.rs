//! The intake: files and pasted text in, one manuscript each out, with a note on everything that
//! was changed, taken off or not found. No word of a text vanishes without a note.

mod assemble;
mod decode;
mod docx;
mod drift;
mod error;
mod escape;
mod html;
mod json;
mod note;
mod origin;
mod page;
mod runs;

use std::str::FromStr;

use crate::domain::manuscript::Manuscript;
use crate::text::anatomy::{Marks, Shape};
use crate::text::sanitise;

pub use error::IntakeError;
pub use note::{Note, NoteKind};
pub use origin::{Origin, Taken, Trace};

/// The largest file that is read as text.
pub const MAX_FILE: usize = 16 << 20;

/// The largest word processor file; what it unpacks to has limits of its own.
pub const MAX_PACKED: usize = 64 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Html,
    Docx,
    Json,
}

/// A word that names no format.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no format: text, markdown, html, docx or json")]
pub struct NoFormat(pub String);

impl FromStr for Format {
    type Err = NoFormat;

    fn from_str(word: &str) -> Result<Self, NoFormat> {
        Ok(match word {
            "text" => Self::Text,
            "markdown" => Self::Markdown,
            "html" => Self::Html,
            "docx" => Self::Docx,
            "json" => Self::Json,
            _ => return Err(NoFormat(word.to_owned())),
        })
    }
}

/// A file as it came.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file's name, to guess the format by.
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub format: Option<Format>,
}

/// What the desk knows and the file may not say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The office's sections, in its spelling.
    pub sections: &'a [String],
    /// The year of a date without one.
    pub year: Option<i32>,
    /// The text is read to be judged and not to be kept: its dateline stays where it can be
    /// judged, and only its date is understood.
    pub is_judged: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub manuscript: Manuscript,
    pub notes: Vec<Note>,
    pub origin: Origin,
}

/// The text of a file in any encoding that is known: for bodies that are taken as they are.
pub fn text_of(bytes: &[u8]) -> Result<String, IntakeError> {
    decode::decode(bytes, &mut Vec::new())
}

/// HTML as the desk writes texts, with nothing taken out of it; what has no words is empty.
pub fn markdown_of(html: &str) -> String {
    let source = Source { name: "", bytes: html.as_bytes(), format: Some(Format::Html) };
    words_of(&source).unwrap_or_default()
}

/// All words of a file, in Markdown, with nothing taken out or put into a field.
pub fn words_of(source: &Source<'_>) -> Result<String, IntakeError> {
    let (format, text) = marked(source, &mut Vec::new())?;
    let text = match format {
        Format::Json => json::read(&text, Vec::new())?.manuscript.body,
        Format::Html => html::read(&text, &mut Vec::new())?,
        _ => text,
    };
    let cleaned = sanitise::clean(&text).text;
    if cleaned.trim().is_empty() { Err(IntakeError::Empty) } else { Ok(cleaned) }
}

/// Reads one file into one manuscript. What the text does not say stays empty.
pub fn read(source: &Source<'_>, hints: &Hints<'_>) -> Result<Reading, IntakeError> {
    let mut notes = Vec::new();
    let (format, text) = marked(source, &mut notes)?;
    match format {
        Format::Json => json::read(&text, notes),
        Format::Html => {
            let page = html::read(&text, &mut notes)?;
            draft(&page, Marks::Markdown, true, hints, notes)
        }
        Format::Docx => draft(&text, Marks::Markdown, true, hints, notes),
        Format::Markdown => draft(&text, Marks::Markdown, false, hints, notes),
        Format::Text => draft(&text, Marks::Plain, false, hints, notes),
    }
}

/// The characters of a file and what they are written in.
fn marked(source: &Source<'_>, notes: &mut Vec<Note>) -> Result<(Format, String), IntakeError> {
    if source.bytes.is_empty() {
        return Err(IntakeError::Empty);
    }
    let format = source.format.unwrap_or_else(|| guess(source));
    let limit = if format == Format::Docx { MAX_PACKED } else { MAX_FILE };
    if source.bytes.len() > limit {
        return Err(IntakeError::TooLarge { limit, found: source.bytes.len() });
    }
    let text = match format {
        Format::Docx => docx::read(source.bytes, notes)?,
        _ => decode::decode(source.bytes, notes)?,
    };
    Ok((format, text))
}

/// From text in its marks to fields and body.
fn draft(
    raw: &str,
    marks: Marks,
    is_converted: bool,
    hints: &Hints<'_>,
    mut notes: Vec<Note>,
) -> Result<Reading, IntakeError> {
    let cleaned = sanitise::clean(raw);
    if !cleaned.text.chars().any(|c| !c.is_whitespace()) {
        return Err(IntakeError::Empty);
    }
    note::cleaning(&cleaned, &mut notes);
    // A page may have much above its headline; who writes text begins with it.
    let shape = Shape { marks, sections: hints.sections, heading_anywhere: is_converted };
    let mut origin = Origin::default();
    let manuscript = assemble::assemble(&cleaned.text, &shape, hints, &mut notes, &mut origin);
    // A title that says what the headline says is not lost.
    notes.retain(|note| note.kind != NoteKind::TitleDropped || note.text != manuscript.headline);
    let origin = origin.of(cleaned.text, !is_converted);
    Ok(Reading { manuscript, notes, origin })
}

/// By the name first, then by how the file begins.
fn guess(source: &Source<'_>) -> Format {
    let extension = source.name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    match extension.as_deref() {
        Some("txt" | "text") => return Format::Text,
        Some("md" | "markdown") => return Format::Markdown,
        Some("html" | "htm" | "xhtml") => return Format::Html,
        Some("docx") => return Format::Docx,
        Some("json") => return Format::Json,
        _ => {}
    }
    let start = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source.bytes);
    if start.starts_with(b"PK\x03\x04") {
        return Format::Docx;
    }
    let start = start.get(..start.len().min(512)).unwrap_or_default();
    let start = String::from_utf8_lossy(start).trim_start().to_ascii_lowercase();
    if start.starts_with("{\"") || start.starts_with("{\n") || start.starts_with("{ ") {
        Format::Json
    } else if ["<!doctype html", "<html", "<p", "<div", "<h1", "<body", "<article"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        Format::Html
    } else {
        Format::Text
    }
}

#[cfg(test)]
mod tests;
