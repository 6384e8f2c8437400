//! Findings for people and for programs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

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
fn times(findings: &[Finding]) -> Times {
    let mut times = Times::new();
    for finding in findings {
        *times.entry(key(finding)).or_default() += 1;
    }
    times
}

fn key(finding: &Finding) -> (String, String) {
    (finding.rule.to_string(), finding.words())
}

pub(super) fn document(source: &Source, text: &Checked, words: &Words) -> Value {
    let mut findings = documents_of(&text.report.findings, text, words, false);
    findings.extend(documents_of(&text.report.dismissed, text, words, true));
    json!({ "source": source.name(), "findings": findings })
}

fn documents_of(findings: &[Finding], text: &Checked, words: &Words, stands: bool) -> Vec<Value> {
    let times = times(findings);
    let of = |finding: &Finding| {
        let field = rules::field_text(&text.manuscript, finding.field);
        let mut document = documents::finding(finding, Some(&field), words);
        let stood = text.stood.iter().rfind(|one| stands && one.is_of(finding));
        if let Some(map) = document.as_object_mut() {
            map.insert("times".to_owned(), json!(times.get(&key(finding))));
            map.insert("dismissed".to_owned(), json!(stood.map(decision)));
        }
        document
    };
    findings.iter().map(of).collect()
}

fn decision(stood: &Stood) -> Value {
    json!({ "person": stood.by, "at": stood.at, "reason": stood.reason })
}

pub(super) fn print(front: &Front, source: &Source, text: &Checked) -> Result<(), Failure> {
    let words = front.printer.words();
    let name = source.name();
    if text.report.findings.is_empty() {
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
    let mut times = times(&text.report.findings);
    for finding in &text.report.findings {
        let field = rules::field_text(&text.manuscript, finding.field);
        match times.get_mut(&key(finding)) {
            Some(count) if *count == 0 => {}
            Some(count) if *count > MOST_TOLD => {
                let many = std::mem::take(count);
                told(front, finding, Some(&field), Some(many))?;
            }
            _ => told(front, finding, Some(&field), None)?,
        }
    }
    for finding in &text.report.dismissed {
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
    told(front, finding, text, None)
}

fn told(
    front: &Front,
    finding: &Finding,
    text: Option<&str>,
    many: Option<usize>,
) -> Result<(), Failure> {
    let words = front.printer.words();
    let (sign, tone) = match finding.level {
        Level::Error => ("✗ ", Tone::Bad),
        Level::Warning => ("! ", Tone::Warn),
        Level::Suggestion => ("· ", Tone::Dim),
    };
    let field = words.say(&format!("field-{}", finding.field.word()), &[]);
    let place = match text.map(|text| line_column(text, finding.span.start)) {
        Some((line, column)) => format!("{field} {line}:{column}  "),
        None => format!("{field}  "),
    };
    let level = words.say(&format!("level-{}", finding.level.word()), &[]);
    let many = many.map(|many| format!("  ×{}", words.number(many))).unwrap_or_default();
    let sentence = documents::message(finding, words);
    front.printer.spans(&[
        (tone, sign),
        (Tone::Dim, &place),
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
