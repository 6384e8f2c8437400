//! Findings for people and for programs.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::seen::{Place, Seen};
use super::{Checked, Source, documents};
use crate::cli::Front;
use crate::cli::out::{Failure, Tone};
use crate::desk::dismiss::Stood;
use crate::domain::finding::{Finding, Level};
use crate::lang::Words;
use crate::rules;
use crate::text::span::line_column;

/// The same finding in more places than this is told once, with their number.
const MOST_TOLD: usize = 3;

type Times = BTreeMap<(String, String), usize>;

/// In how many places each is.
fn times(seen: &[Seen]) -> Times {
    let mut times = Times::new();
    for Seen { finding, .. } in seen {
        *times.entry(key(finding)).or_default() += 1;
    }
    times
}

fn key(finding: &Finding) -> (String, String) {
    (finding.rule.to_string(), finding.words())
}

pub(super) fn document(source: &Source, text: &Checked, words: &Words) -> Value {
    let mut findings = documents_of(&text.findings, text, words, false);
    findings.extend(documents_of(&text.dismissed, text, words, true));
    json!({ "source": source.name(), "findings": findings })
}

fn documents_of(all: &[Seen], text: &Checked, words: &Words, stands: bool) -> Vec<Value> {
    let times = times(all);
    let of = |seen: &Seen| {
        let finding = &seen.finding;
        let field = rules::field_text(&text.manuscript, finding.field);
        let mut document = documents::finding(finding, Some(&field), words);
        let stood = text.stood.iter().rfind(|one| stands && one.is_of(finding));
        if let Some(map) = document.as_object_mut() {
            place(map, seen, text);
            map.insert("times".to_owned(), json!(times.get(&key(finding))));
            map.insert("dismissed".to_owned(), json!(stood.map(decision)));
        }
        document
    };
    all.iter().map(of).collect()
}

/// What line, column, start and end count from; and these, where that is not the field.
fn place(document: &mut Map<String, Value>, seen: &Seen, text: &Checked) {
    let file = text.file.as_deref().unwrap_or_default();
    let (within, place) = match &seen.place {
        Place::Field => (Some("field"), None),
        Place::File(span) => (Some("file"), Some((line_column(file, span.start), span))),
        Place::Nowhere => (None, None),
    };
    if within != Some("field") {
        for (key, value) in [
            ("line", place.map(|((line, _), _)| line)),
            ("column", place.map(|((_, column), _)| column)),
            ("start", place.map(|(_, span)| span.start)),
            ("end", place.map(|(_, span)| span.end)),
        ] {
            document.insert(key.to_owned(), json!(value));
        }
    }
    document.insert("within".to_owned(), json!(within));
}

fn decision(stood: &Stood) -> Value {
    json!({ "person": stood.by, "at": stood.at, "reason": stood.reason })
}

pub(super) fn print(front: &Front, source: &Source, text: &Checked) -> Result<(), Failure> {
    let words = front.printer.words();
    let name = source.name();
    if text.findings.is_empty() {
        let clean = words.say("check-clean", &[]);
        front.printer.spans(&[
            (Tone::Good, "✓ "),
            (Tone::Plain, &name),
            (Tone::Dim, "  "),
            (Tone::Dim, &clean),
        ])?;
    } else {
        front.printer.spans(&[(Tone::Strong, &name)])?;
    }
    let mut times = times(&text.findings);
    for seen in &text.findings {
        let many = match times.get_mut(&key(&seen.finding)) {
            Some(count) if *count == 0 => continue,
            Some(count) if *count > MOST_TOLD => Some(std::mem::take(count)),
            _ => None,
        };
        told(front, &seen.finding, &place_told(seen, text, words), many)?;
    }
    for Seen { finding, .. } in &text.dismissed {
        if let Some(stood) = text.stood.iter().rfind(|one| one.is_of(finding)) {
            stands(front, finding, stood)?;
        }
    }
    Ok(())
}

pub(super) fn failure(front: &Front, source: &Source, failure: &Failure) -> Result<(), Failure> {
    front.printer.spans(&[
        (Tone::Bad, "✗ "),
        (Tone::Strong, &source.name()),
        (Tone::Plain, "  "),
        (Tone::Plain, &failure.message),
    ])
}

/// What somebody let stand, and why.
fn stands(front: &Front, finding: &Finding, stood: &Stood) -> Result<(), Failure> {
    let by = stood.by.as_deref().unwrap_or("–");
    let values = [("name", by.into()), ("reason", stood.reason.as_str().into())];
    let told = front.printer.say("check-stands", &values);
    let what = format!("{} “{}”  ", finding.rule, finding.text);
    front.printer.spans(&[(Tone::Dim, "○ "), (Tone::Dim, &what), (Tone::Dim, &told)])
}

/// One finding for people: place, level, rule, sentence, and what could stand there instead.
pub fn line(front: &Front, finding: &Finding, text: Option<&str>) -> Result<(), Failure> {
    told(front, finding, &in_field(finding, text, front.printer.words()), None)
}

/// Line and column of the file, as other checkers tell them; with its name where they are a
/// field's.
fn place_told(seen: &Seen, text: &Checked, words: &Words) -> String {
    let file = text.file.as_deref().unwrap_or_default();
    match &seen.place {
        Place::Field => {
            let field = rules::field_text(&text.manuscript, seen.finding.field);
            in_field(&seen.finding, Some(&field), words)
        }
        Place::File(span) => {
            let (line, column) = line_column(file, span.start);
            format!("{line}:{column}  ")
        }
        Place::Nowhere => in_field(&seen.finding, None, words),
    }
}

fn in_field(finding: &Finding, text: Option<&str>, words: &Words) -> String {
    let field = words.say(&format!("field-{}", finding.field.word()), &[]);
    match text.map(|text| line_column(text, finding.span.start)) {
        Some((line, column)) => format!("{field} {line}:{column}  "),
        None => format!("{field}  "),
    }
}

fn told(front: &Front, finding: &Finding, place: &str, many: Option<usize>) -> Result<(), Failure> {
    let words = front.printer.words();
    let (sign, tone) = match finding.level {
        Level::Error => ("✗ ", Tone::Bad),
        Level::Warning => ("! ", Tone::Warn),
        Level::Suggestion => ("· ", Tone::Dim),
    };
    let level = words.say(&format!("level-{}", finding.level.word()), &[]);
    let many = many.map(|many| format!("  ×{}", words.number(many))).unwrap_or_default();
    let sentence = documents::message(finding, words);
    front.printer.spans(&[
        (tone, sign),
        (Tone::Dim, place),
        (tone, &format!("{level} {}  ", finding.rule)),
        (Tone::Plain, &sentence),
        (Tone::Strong, &many),
    ])?;
    if !finding.fixes.is_empty() {
        let fixes: Vec<String> =
            finding.fixes.iter().map(|fix| documents::fix(fix, words)).collect();
        let fixes = fixes.join(" · ");
        let fixes = words.say("finding-fix", &[("fix", fixes.into())]);
        front.printer.spans(&[(Tone::Plain, "    "), (Tone::Accent, &fixes)])?;
    }
    Ok(())
}
