//! `log`: what was done at the desk, newest first.

use serde_json::{Value, json};

use super::args::care::Log;
use super::args::values::LogFormat;
use super::out::csv::Csv;
use super::out::table::{Cell, Table};
use super::out::{Failure, Kind, Tone};
use super::{Exit, Front, documents, time};
use crate::desk::Intent;
use crate::domain::time::Timestamp;
use crate::domain::view::LogRow;
use crate::domain::zone::Zone;

/// Records shown where no beginning is asked for; with one, all since then up to the second.
const SHOWN: usize = 100;
const MOST: usize = 100_000;

pub fn run(front: &mut Front, args: &Log) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let now = desk.clock().now();
    let since = match &args.since {
        Some(text) => Some(time::since(text, now, house.zone).map_err(|bad| {
            let words = front.printer.words();
            let form = words.say(bad.0, &[]);
            let values = [
                ("value", text.as_str().into()),
                ("what", "--since".into()),
                ("form", form.into()),
            ];
            Failure::keyed(Kind::Usage, "usage-bad-form", words, &values)
                .details(json!({ "argument": "--since", "value": text }))
        })?),
        None => None,
    };
    let limit = if since.is_some() || args.article.is_some() { MOST } else { SHOWN };
    let rows =
        desk.log(args.article.as_deref(), since, limit).map_err(|error| front.refuse(error))?;
    if front.printer.json_wanted() || args.format == LogFormat::Json {
        front.printer.json(&rows.iter().map(document).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    if args.format == LogFormat::Csv {
        let mut csv = Csv::new(&["at", "person", "kind", "article", "headline", "note", "record"]);
        for row in &rows {
            csv.push(&[
                row.header.at.to_string(),
                row.person.clone().unwrap_or_default(),
                row.header.said.kind().to_owned(),
                row.header.article.map(|id| id.to_string()).unwrap_or_default(),
                row.headline.clone().unwrap_or_default(),
                row.note.clone().unwrap_or_default(),
                row.digest.to_string(),
            ]);
        }
        front.printer.csv(&csv)?;
        return Ok(Exit::Done);
    }
    table(front, &rows, now, house.zone)
}

fn table(front: &Front, rows: &[LogRow], now: Timestamp, zone: Zone) -> Result<Exit, Failure> {
    let words = front.printer.words();
    let say = |key: &str| words.say(key, &[]);
    let mut table = Table::new()
        .column(&say("label-when"))
        .column(&say("label-person"))
        .column(&say("label-deed"))
        .wide(&say("field-headline"))
        .column(&say("label-id"));
    for row in rows {
        let kind = row.header.said.kind();
        let deed = format!("deed-{}", kind.replace('.', "-"));
        let deed = if words.has(&deed) { say(&deed) } else { kind.to_owned() };
        let headline = row.headline.as_deref().filter(|headline| !headline.is_empty());
        let about: Vec<&str> = headline.into_iter().chain(row.note.as_deref()).collect();
        let about = about.join(" – ");
        let short = row.header.article.map(|id| id.short()).unwrap_or_default();
        table.row(vec![
            Cell::from(time::near(row.header.at, now, zone, words).as_str()).tone(Tone::Dim),
            row.person.as_deref().unwrap_or("redaksi").into(),
            deed.as_str().into(),
            about.as_str().into(),
            Cell::from(short.as_str()).tone(Tone::Dim),
        ]);
    }
    front.printer.table(&table)?;
    Ok(Exit::Done)
}

fn document(row: &LogRow) -> Value {
    let header: Value = serde_json::from_slice(&row.header.to_bytes()).unwrap_or_default();
    json!({
        "record": row.digest,
        "kind": row.header.said.kind(),
        "at": row.header.at,
        "person": row.person,
        "writer": row.header.writer,
        "seq": row.header.seq,
        "article": row.header.article,
        "headline": row.headline.as_deref().map(documents::some),
        "note": row.note,
        "body": header["body"],
    })
}
