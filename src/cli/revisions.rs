//! `history`, `diff`, `restore`.

use serde_json::{Value, json};

use super::args::revisions::{Diff, History, Restore};
use super::args::values::DiffFormat;
use super::out::badge::Badge;
use super::out::table::{Cell, Table};
use super::out::{Failure, Tone};
use super::{Exit, Front, documents, show, time};
use crate::desk::Intent;
use crate::desk::revisions::Text;
use crate::domain::view::HistoryRow;
use crate::text::diff::{self, Change};

/// Lines around a change in the unified form, as in patches.
const CONTEXT: usize = 3;

fn document(row: &HistoryRow) -> Value {
    json!({
        "revision": documents::revision(&row.label),
        "digest": row.content,
        "record": row.record,
        "author": row.author,
        "at": row.at,
        "words": row.words,
        "stage": row.stage,
        "erased": row.erased,
    })
}

pub fn history(front: &mut Front, args: &History) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let rows = desk.history(&args.article).map_err(|error| front.refuse(error))?;
    if front.printer.json_wanted() {
        front.printer.json(&rows.iter().map(document).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    let words = front.printer.words();
    let zone = desk.house().map_err(|error| front.refuse(error))?.zone;
    let say = |key: &str| words.say(key, &[]);
    let mut table = Table::new()
        .number(&say("label-revision"))
        .column(&say("label-stage"))
        .column(&say("label-author"))
        .column(&say("label-when"))
        .number(&say("label-words"))
        .column(&say("label-digest"));
    for row in &rows {
        let badge = Badge::of(row.stage.word(), false, false);
        let count = if row.erased {
            say("erase-mark")
        } else {
            words.number(i64::try_from(row.words).unwrap_or(i64::MAX))
        };
        table.row(vec![
            row.label.as_str().into(),
            badge.map_or_else(|| Cell::from(row.stage.word()), |badge| badge.cell(words)),
            row.author.as_deref().unwrap_or_default().into(),
            time::full(row.at, zone, words).as_str().into(),
            count.as_str().into(),
            Cell::from(row.content.short().as_str()).tone(Tone::Dim),
        ]);
    }
    front.printer.table(&table)?;
    Ok(Exit::Done)
}

/// The fields that differ, with their texts on both sides.
fn fields(old: &Text, new: &Text) -> Vec<(&'static str, String, String)> {
    let both = old.manuscript.fields().into_iter().zip(new.manuscript.fields());
    both.filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| (field, old, new))
        .collect()
}

pub fn diff(front: &mut Front, args: &Diff) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let label =
        |name: &Option<super::args::values::RevisionName>| name.as_ref().map(ToString::to_string);
    let (old, new) = desk
        .pair(&args.article, label(&args.from).as_deref(), label(&args.to).as_deref())
        .map_err(|error| front.refuse(error))?;
    let changed = fields(&old, &new);
    if front.printer.json_wanted() || args.format == DiffFormat::Json {
        front.printer.json(&json!({
            "from": documents::revision(&old.label),
            "to": documents::revision(&new.label),
            "fields": changed.iter().map(|(field, old, new)| as_json(field, old, new)).collect::<Vec<_>>(),
        }))?;
        return Ok(Exit::Done);
    }
    let words = front.printer.words();
    let values = [("from", old.label.as_str().into()), ("to", new.label.as_str().into())];
    if changed.is_empty() {
        front.printer.note(&words.say("diff-none", &values));
        return Ok(Exit::Done);
    }
    front.printer.spans(&[(Tone::Dim, &words.say("diff-of", &values))])?;
    for (field, old, new) in &changed {
        front.printer.line("")?;
        front.printer.spans(&[(Tone::Strong, &words.say(&format!("field-{field}"), &[]))])?;
        match args.format {
            DiffFormat::Unified => front.printer.text(&diff::unified(old, new, CONTEXT))?,
            _ => by_words(front, old, new)?,
        }
    }
    Ok(Exit::Done)
}

fn as_json(field: &str, old: &str, new: &str) -> Value {
    let parts: Vec<Value> = diff::words(old, new)
        .into_iter()
        .map(|(change, text)| {
            let change = match change {
                Change::Equal => "equal",
                Change::Insert => "insert",
                Change::Delete => "delete",
            };
            json!({ "change": change, "text": text })
        })
        .collect();
    json!({ "field": field, "old": old, "new": new, "parts": parts })
}

/// Words that went and words that came, marked also where there is no colour.
fn by_words(front: &Front, old: &str, new: &str) -> Result<(), Failure> {
    let mut line: Vec<(Tone, String)> = Vec::new();
    for (change, text) in diff::words(old, new) {
        let (tone, open, close) = match change {
            Change::Equal => (Tone::Plain, "", ""),
            Change::Insert => (Tone::Added, "{+", "+}"),
            Change::Delete => (Tone::Removed, "[-", "-]"),
        };
        for (i, part) in text.split('\n').enumerate() {
            if i > 0 {
                flush(front, &mut line)?;
            }
            if !part.is_empty() {
                line.push((tone, format!("{open}{part}{close}")));
            }
        }
    }
    flush(front, &mut line)
}

fn flush(front: &Front, line: &mut Vec<(Tone, String)>) -> Result<(), Failure> {
    let spans: Vec<(Tone, &str)> = line.iter().map(|(tone, text)| (*tone, text.as_str())).collect();
    front.printer.spans(&spans)?;
    line.clear();
    Ok(())
}

pub fn restore(front: &mut Front, args: &Restore) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let id = desk
        .restore(&me, &args.article, &args.revision.to_string())
        .map_err(|error| front.refuse(error))?;
    let view = desk.article(&id.to_string(), None).map_err(|error| front.refuse(error))?;
    show::print(front, &desk, &view)?;
    front.done(desk)
}
