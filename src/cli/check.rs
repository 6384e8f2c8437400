//! `check`: what the copy desk says of articles and files.

use std::path::Path;

use serde_json::{Value, json};

use super::args::texts::Check;
use super::args::values::CheckFormat;
use super::out::{Failure, Tone};
use super::{Exit, Front, documents};
use crate::desk::copydesk::CopyDesk;
use crate::desk::{Desk, DeskError, Intent};
use crate::domain::finding::{Finding, Level};
use crate::domain::manuscript::Manuscript;
use crate::intake::{self, Hints, MAX_PACKED, Source};
use crate::rules;
use crate::text::span::line_column;

/// A text that was checked.
struct Checked {
    source: String,
    manuscript: Manuscript,
    findings: Vec<Finding>,
}

pub fn run(front: &mut Front, args: &Check) -> Result<Exit, Failure> {
    let places = front.places()?;
    // A file can be checked on a machine that has no desk.
    let desk = if places.desk.join(crate::desk::FILE).exists() {
        Some(front.open(Intent::Read)?)
    } else {
        None
    };
    let lowest = args.level.unwrap_or(Level::Warning);
    let mut checked = Vec::new();
    for source in &args.sources {
        checked.push(check(front, desk.as_ref(), source)?);
    }
    let errors = checked
        .iter()
        .any(|text| text.findings.iter().any(|finding| finding.level == Level::Error));
    for text in &mut checked {
        text.findings.retain(|finding| finding.level >= lowest);
    }
    if front.printer.json_wanted() || args.format == CheckFormat::Json {
        let words = front.printer.words();
        let documents: Vec<Value> = checked.iter().map(|text| document(text, words)).collect();
        front.printer.json(&documents)?;
    } else {
        for text in &checked {
            print(front, text)?;
        }
    }
    Ok(if errors { Exit::Found } else { Exit::Done })
}

fn check(front: &Front, desk: Option<&Desk>, source: &std::ffi::OsStr) -> Result<Checked, Failure> {
    let name = source.to_string_lossy().into_owned();
    let path = Path::new(source);
    if let (Some(desk), false) = (desk, path.is_file() || name == "-") {
        let view = desk.article(&name, None).map_err(|error| front.refuse(error))?;
        let findings = desk.findings_in(&view).map_err(|error| front.refuse(error))?;
        return Ok(Checked { source: name, manuscript: view.manuscript, findings });
    }
    let bytes = front.read_file(path, MAX_PACKED as u64)?;
    let about = match desk {
        Some(desk) => Some(desk.copydesk().map_err(|error| front.refuse(error))?),
        None => None,
    };
    let today = match &about {
        Some(about) => about.today(),
        None => front.clock()?.now().utc().date_naive(),
    };
    let hints = Hints {
        sections: about.as_ref().map_or(&[], |about| about.house().sections.as_slice()),
        year: Some(chrono::Datelike::year(&today)),
    };
    let read = intake::read(&Source { name: &name, bytes: &bytes, format: None }, &hints)
        .map_err(|error| front.refuse(DeskError::Intake(error)))?;
    let plain = rules::House::plain(today, "id");
    let about = about.as_ref().map_or(plain, CopyDesk::about);
    let findings = rules::check(&read.manuscript, &about);
    Ok(Checked { source: name, manuscript: read.manuscript, findings })
}

fn document(text: &Checked, words: &crate::lang::Words) -> Value {
    let findings: Vec<Value> = text
        .findings
        .iter()
        .map(|finding| {
            let field = rules::field_text(&text.manuscript, finding.field);
            documents::finding(finding, Some(&field), words)
        })
        .collect();
    json!({ "source": text.source, "findings": findings })
}

fn print(front: &Front, text: &Checked) -> Result<(), Failure> {
    let words = front.printer.words();
    if text.findings.is_empty() {
        let clean = words.say("check-clean", &[]);
        return front.printer.spans(&[
            (Tone::Good, "✓ "),
            (Tone::Plain, &text.source),
            (Tone::Dim, "  "),
            (Tone::Dim, &clean),
        ]);
    }
    front.printer.spans(&[(Tone::Strong, &text.source)])?;
    for finding in &text.findings {
        let field = rules::field_text(&text.manuscript, finding.field);
        line(front, finding, Some(&field))?;
    }
    Ok(())
}

/// One finding for people: place, level, rule, sentence, and what could stand there instead.
pub fn line(front: &Front, finding: &Finding, text: Option<&str>) -> Result<(), Failure> {
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
    let sentence = documents::message(finding, words);
    front.printer.spans(&[
        (tone, sign),
        (Tone::Dim, &place),
        (tone, &format!("{level} {}  ", finding.rule)),
        (Tone::Plain, &sentence),
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
