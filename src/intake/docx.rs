//! Word processor documents (DOCX) into Markdown: the text that a reader sees once all changes
//! are accepted, and notes on everything else.

mod lists;
mod package;
mod walk;
mod xml;

use super::error::IntakeError;
use super::note::{Note, NoteKind};
use super::page::Page;
use lists::{Numbering, Styles};
use package::Package;
use walk::Walk;

/// The document as Markdown.
pub(super) fn read(bytes: &[u8], notes: &mut Vec<Note>) -> Result<String, IntakeError> {
    let mut package = Package::open(bytes)?;
    let document = package
        .part("word/document.xml")?
        .ok_or(IntakeError::PartMissing { part: "word/document.xml" })?;
    let styles = match package.part("word/styles.xml")? {
        Some(text) => Styles::read(&text)?,
        None => Styles::default(),
    };
    let numbering = match package.part("word/numbering.xml")? {
        Some(text) => Numbering::read(&text)?,
        None => Numbering::default(),
    };
    let links = match package.part("word/_rels/document.xml.rels")? {
        Some(text) => lists::links(&text)?,
        None => lists::Links::default(),
    };
    let mut walk = Walk::new(&styles, &numbering, &links);
    walk.part("word/document.xml", &document)?;
    for (part, mark) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        if let Some(text) = package.part(part)? {
            walk.notes_part(part, mark, &text)?;
        }
    }
    if package.has_headers() {
        notes.push(Note::on(NoteKind::HeadersSkipped, ""));
    }
    let page: Page = walk.finish(package.objects(), notes);
    page.finish(notes)
}

#[cfg(test)]
mod tests;
