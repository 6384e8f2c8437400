//! `import`: files into drafts, each with its own answer.

use std::path::Path;

use serde_json::{Value, json};

use super::args::texts::Import;
use super::args::values::ImportFormat;
use super::out::{Failure, Kind, Tone};
use super::{Exit, Front, documents};
use crate::desk::import::{BATCH, BREATH, File, Imported};
use crate::desk::{Desk, DeskError, Me};
use crate::intake::{Format, MAX_PACKED};
use crate::lang::Words;

/// What stands for standard input, and how its words are taken.
const STDIN: &str = "-";

pub fn run(front: &mut Front, args: &Import) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let mut answers = Vec::new();
    let mut failed = false;
    let total = args.files.len() as u64;
    let progress = front.printer.progress("import-progress", total);
    for files in args.files.chunks(BATCH) {
        for (source, answer) in batch(front, &mut desk, &me, args, files)? {
            failed |= answer.is_err();
            answers.push(report(front, &desk, &source, answer)?);
        }
        progress.at(answers.len() as u64);
        std::thread::sleep(BREATH);
    }
    drop(progress);
    if front.printer.json_wanted() {
        front.printer.json(&answers)?;
    }
    front.done(desk)?;
    Ok(if failed { Exit::Partly } else { Exit::Done })
}

type Answer = (String, Result<Imported, Failure>);

/// Reads some files and writes them in one transaction.
fn batch(
    front: &Front,
    desk: &mut Desk,
    me: &Me,
    args: &Import,
    files: &[std::path::PathBuf],
) -> Result<Vec<Answer>, Failure> {
    let limit = MAX_PACKED as u64;
    let read: Vec<(String, Result<Vec<u8>, Failure>)> = files
        .iter()
        .map(|file| (file.to_string_lossy().into_owned(), read(front, file, limit)))
        .collect();
    let sound: Vec<File<'_>> = read
        .iter()
        .filter_map(|(name, bytes)| {
            let bytes = bytes.as_ref().ok()?;
            Some(File {
                name,
                bytes,
                format: format(args.format),
                section: args.section.as_deref(),
                again: args.again,
            })
        })
        .collect();
    let mut written = desk.import(me, &sound).map_err(|error| front.refuse(error))?.into_iter();
    drop(sound);
    Ok(read
        .into_iter()
        .map(|(name, bytes)| {
            let answer = match bytes {
                Err(failure) => Err(failure),
                Ok(_) => match written.next() {
                    Some(answer) => answer.map_err(|error| front.refuse(error)),
                    None => Err(Failure::new(Kind::Internal, front.printer.words(), &[])),
                },
            };
            (name, answer)
        })
        .collect())
}

fn read(front: &Front, file: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    if file.is_dir() {
        let source = std::io::Error::from(std::io::ErrorKind::IsADirectory);
        return Err(front.refuse(DeskError::Read { path: file.to_owned(), source }));
    }
    front.read_file(file, limit)
}

fn format(format: ImportFormat) -> Option<Format> {
    match format {
        ImportFormat::Auto => None,
        ImportFormat::Text => Some(Format::Text),
        ImportFormat::Markdown => Some(Format::Markdown),
        ImportFormat::Html => Some(Format::Html),
        ImportFormat::Docx => Some(Format::Docx),
        ImportFormat::Json => Some(Format::Json),
    }
}

/// One file's answer: printed at once for people, kept as a document for programs.
fn report(
    front: &Front,
    desk: &Desk,
    source: &str,
    answer: Result<Imported, Failure>,
) -> Result<Value, Failure> {
    let words = front.printer.words();
    let imported = match answer {
        Ok(imported) => imported,
        Err(failure) => {
            if !front.printer.json_wanted() {
                let name = if source == STDIN { "stdin" } else { source };
                front.printer.spans(&[(Tone::Bad, "✗ "), (Tone::Plain, name)])?;
                front.printer.fail(&failure);
            }
            let mut document = json!(failure.document());
            document["source"] = source.into();
            return Ok(document);
        }
    };
    let notes = told(&imported, words);
    let id = imported.id.to_string();
    let view = desk.article(&id, None).map_err(|error| front.refuse(error))?;
    if !front.printer.json_wanted() {
        let headline = &view.manuscript.headline;
        front.printer.spans(&[
            (Tone::Good, "✓ "),
            (Tone::Dim, &view.row.short),
            (Tone::Plain, "  "),
            (Tone::Strong, headline),
        ])?;
        for (_, sentence) in &notes {
            front.printer.note(sentence);
        }
        return Ok(Value::Null);
    }
    let texts: Vec<Value> =
        notes.iter().map(|(kind, text)| json!({ "kind": kind, "text": text })).collect();
    Ok(json!({
        "id": view.row.id,
        "short_id": view.row.short,
        "headline": documents::some(&view.manuscript.headline),
        "place": documents::some(&view.manuscript.place),
        "date": view.manuscript.date,
        "byline": documents::some(&view.manuscript.byline),
        "section": documents::some(&view.manuscript.section),
        "words": view.manuscript.words(),
        "stage": view.state.name(),
        "notes": texts,
        "source": source,
    }))
}

/// The notes of a reading: the word for programs and the sentence for people.
pub(super) fn told(imported: &Imported, words: &Words) -> Vec<(String, String)> {
    let mut notes: Vec<(String, String)> = imported
        .notes
        .iter()
        .map(|note| {
            let word = note.kind.word();
            let count = i64::try_from(note.count).unwrap_or(i64::MAX);
            let values = [("text", note.text.as_str().into()), ("count", count.into())];
            (word.to_owned(), words.say(&format!("note-{word}"), &values))
        })
        .collect();
    if imported.duplicate {
        notes.push(("duplicate".to_owned(), words.say("note-duplicate", &[])));
    }
    notes
}
