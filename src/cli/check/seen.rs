//! Findings with their places. Those of an article count from the beginning of their field, those
//! of a file from the beginning of the file if it is plain text or Markdown in UTF-8.

use std::ops::Range;

use crate::domain::finding::{Field, Finding};
use crate::intake::{Reading, Taken, Trace};
use crate::rules::taken;
use crate::text::span::slice;

/// A finding, and where it lies.
pub(super) struct Seen {
    pub(super) finding: Finding,
    pub(super) place: Place,
}

pub(super) enum Place {
    /// Where the finding says.
    Field,
    /// In these bytes of the file.
    File(Range<usize>),
    /// It was in the file and is in no field.
    Nowhere,
}

impl Seen {
    pub(super) fn of_field(finding: Finding) -> Self {
        Self { finding, place: Place::Field }
    }
}

/// What was found in a file's fields and what intake took out, in the order of the file.
pub(super) fn of_file(findings: Vec<Finding>, read: &Reading, file: Option<&str>) -> Vec<Seen> {
    let trace = file.and_then(|file| read.origin.trace(&read.manuscript, file));
    let text = file.unwrap_or_default();
    let taken = of_taken(&findings, read, trace.as_ref(), text);
    let seen = |mut finding: Finding| {
        let span = trace.as_ref().and_then(|trace| place(&mut finding, trace, text));
        Seen { finding, place: span.map_or(Place::Field, Place::File) }
    };
    let mut all: Vec<Seen> = findings.into_iter().map(seen).collect();
    // The headline stood above the body, the others below it.
    let body = all.iter().position(|seen| seen.finding.field == Field::Body).unwrap_or(all.len());
    let headlines = taken.iter().take_while(|seen| seen.finding.rule == "J04").count();
    let mut taken = taken.into_iter();
    all.splice(body..body, taken.by_ref().take(headlines));
    all.extend(taken);
    if trace.is_some() {
        in_order(&mut all);
    }
    all
}

/// What intake took out, the headline first.
fn of_taken(known: &[Finding], read: &Reading, trace: Option<&Trace>, file: &str) -> Vec<Seen> {
    let told = |kind: Taken, words: &str| match kind {
        Taken::Headline => taken::headline(words, &read.manuscript.headline, known),
        Taken::Furniture => taken::furniture(words),
        Taken::Blanks => taken::blanks(words),
        Taken::EndMark => taken::end_mark(words),
        Taken::Characters => taken::characters(words),
    };
    if let Some(trace) = trace {
        let seen = |(kind, span): &(Taken, Range<usize>)| {
            let finding = told(*kind, slice(file, span.clone()))?;
            Some(Seen { finding, place: Place::File(span.clone()) })
        };
        return trace.taken().iter().filter_map(seen).collect();
    }
    let seen = |(kind, words): (Taken, &str)| {
        Some(Seen { finding: told(kind, words.trim())?, place: Place::Nowhere })
    };
    // Lines of blanks are how pages are made: without a place they tell nobody anything.
    read.origin.taken().filter(|(kind, _)| *kind != Taken::Blanks).filter_map(seen).collect()
}

fn place(finding: &mut Finding, trace: &Trace, file: &str) -> Option<Range<usize>> {
    let span = trace.place(finding.field, &finding.span)?;
    let words = slice(file, span.clone());
    if finding.is_of(words) {
        return Some(span);
    }
    let is_written_anew = finding.hidden.is_none() && bare(&finding.text) == words;
    is_written_anew.then(|| {
        words.clone_into(&mut finding.text);
        finding.fixes.iter_mut().for_each(|fix| *fix = bare(fix));
        span
    })
}

/// Without the strokes that plain text gets on its way into Markdown.
fn bare(words: &str) -> String {
    let mut chars = words.chars().peekable();
    let mut out = String::with_capacity(words.len());
    while let Some(c) = chars.next() {
        if c != '\\' || chars.peek().is_some_and(|next| !next.is_ascii_punctuation()) {
            out.push(c);
        } else {
            out.extend(chars.next());
        }
    }
    out
}

/// What has no place of its own stays behind the one before it.
fn in_order(all: &mut Vec<Seen>) {
    let mut last = 0;
    let mut keyed: Vec<(usize, Seen)> = Vec::with_capacity(all.len());
    for seen in all.drain(..) {
        if let Place::File(span) = &seen.place {
            last = span.start;
        }
        keyed.push((last, seen));
    }
    keyed.sort_by_key(|(at, _)| *at);
    all.extend(keyed.into_iter().map(|(_, seen)| seen));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_of_markdown_are_none_of_the_file() {
        for (written, plain) in
            [("\\*\\*\\*", "***"), ("a\\b", "a\\b"), ("\\\\", "\\"), ("\\", ""), ("1\\. ", "1. ")]
        {
            assert_eq!(bare(written), plain, "{written}");
        }
    }
}
