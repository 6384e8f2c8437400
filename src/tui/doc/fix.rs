//! Findings in the open text: where they are now, how the caret gets there, and what they suggest
//! put in their place.

use std::ops::Range;

use super::{Doc, Part};
use crate::domain::finding::{Field, Finding};
use crate::editor::command::{Command, Motion};
use crate::text::changed::Run;
use crate::tui::msg::{Effect, Now};

/// The editor that a field of a finding is written in, if it is one of the two.
pub fn part_of(field: Field) -> Option<Part> {
    match field {
        Field::Headline => Some(Part::Headline),
        Field::Body => Some(Part::Body),
        _ => None,
    }
}

/// A finding and what shall stand in its place.
pub type Change<'a> = (&'a Finding, &'a str);

impl Doc {
    /// A finding with the place that it has now: what was typed since has moved it.
    pub fn located(&self, index: usize) -> Option<Finding> {
        let mut finding = self.findings.get(index)?.clone();
        let marks = part_of(finding.field).map(|part| self.editor_of(part).marks());
        let mark = marks.and_then(|marks| marks.iter().find(|mark| mark.id == index));
        if let Some(mark) = mark {
            finding.span = mark.range.clone();
        }
        Some(finding)
    }

    /// The words around a place of a field: those before it, in it, and after it.
    pub fn around(&self, finding: &Finding, reach: usize) -> (String, String, String) {
        let text = match part_of(finding.field) {
            Some(part) => self.editor_of(part).slice(near(&finding.span, reach, self, part)),
            None => return split(self.field(finding.field.word()), &finding.span, reach),
        };
        let part = part_of(finding.field).unwrap_or_default();
        let from = near(&finding.span, reach, self, part).start;
        let span = finding.span.start.saturating_sub(from)..finding.span.end.saturating_sub(from);
        split(&text, &span, reach)
    }

    /// Sends the caret to a finding; `false` if it lies in neither editor.
    pub fn go_to_finding(&mut self, index: usize, now: Now) -> bool {
        let Some(finding) = self.located(index) else { return false };
        let Some(part) = part_of(finding.field) else { return false };
        self.part = part;
        self.problem = Some(index);
        let motion = Motion::To(finding.span.start);
        self.editor_mut(part).run(Command::Move { motion, select: false }, now.editing());
        true
    }

    /// Sends the caret to a finding by its place; nothing if that is in neither editor.
    pub fn go_to(&mut self, finding: &Finding, now: Now) {
        let Some(part) = part_of(finding.field) else { return };
        self.part = part;
        let marks = self.editor_of(part).marks().iter();
        let mark = marks.clone().find(|mark| mark.range == finding.span).map(|mark| mark.id);
        self.problem = mark;
        let motion = Motion::To(finding.span.start);
        self.editor_mut(part).run(Command::Move { motion, select: false }, now.editing());
    }

    /// Puts suggestions in the places of findings; those whose words have changed are passed over.
    /// All of one field are one step of undo. Says how many were done.
    pub fn fix(&mut self, changes: &[Change<'_>], now: Now) -> (usize, Vec<Effect>) {
        let (mut done, mut effects) = (0, Vec::new());
        for part in [Part::Headline, Part::Body] {
            let replaced: Vec<(Range<usize>, String)> = changes
                .iter()
                .filter(|(finding, _)| part_of(finding.field) == Some(part))
                .filter(|(finding, _)| {
                    finding.is_of(&self.editor_of(part).slice(finding.span.clone()))
                })
                .map(|(finding, fix)| (finding.span.clone(), (*fix).to_owned()))
                .collect();
            done += replaced.len();
            let command = match replaced.as_slice() {
                [] => continue,
                [(range, text)] => Command::Replace { range: range.clone(), text: text.clone() },
                _ => Command::ReplaceEach(replaced),
            };
            self.part = part;
            effects.extend(self.run(command, now).1);
        }
        // From the back: what is replaced moves only what comes after it.
        let mut others: Vec<&Change<'_>> =
            changes.iter().filter(|(finding, _)| part_of(finding.field).is_none()).collect();
        others.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.span.start));
        for (finding, fix) in others {
            let name = finding.field.word();
            let mut value = self.field(name).to_owned();
            if value.get(finding.span.clone()).is_some_and(|words| finding.is_of(words)) {
                value.replace_range(finding.span.clone(), fix);
                effects.extend(self.set(name, value, now));
                done += 1;
            }
        }
        (done, effects)
    }

    /// Marks the lines that are not as they were approved: a manuscript's body begins with its
    /// first words, and the editor may have lines before them.
    pub(super) fn set_changes(&mut self, mut changed: Vec<Run>) {
        if !changed.is_empty() {
            let body = self.body.text();
            let above = body.len() - body.trim_start_matches('\n').len();
            for run in &mut changed {
                run.lines = run.lines.start + above..run.lines.end + above;
            }
        }
        self.body.set_changes(changed);
    }
}

/// A range that reaches beyond another on both sides, in whole characters.
fn near(span: &Range<usize>, reach: usize, doc: &Doc, part: Part) -> Range<usize> {
    let editor = doc.editor_of(part);
    // A character has four bytes at most; which of these begin one, the editor knows.
    let start = span.start.saturating_sub(reach * 4);
    let end = (span.end + reach * 4).min(editor.len_bytes());
    let start = (start..=span.start).find(|at| !editor.slice(*at..span.start).is_empty());
    let end = (span.end..=end).rev().find(|at| !editor.slice(span.end..*at).is_empty());
    start.unwrap_or(span.start)..end.unwrap_or(span.end)
}

fn split(text: &str, span: &Range<usize>, reach: usize) -> (String, String, String) {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let before: Vec<char> = part(0..span.start).chars().rev().take(reach).collect();
    let after: String = part(span.end..text.len()).chars().take(reach).collect();
    let before: String = before.into_iter().rev().collect();
    // The paragraph of the place says enough.
    let before = before.rsplit('\n').next().unwrap_or_default().to_owned();
    let after = after.split('\n').next().unwrap_or_default().to_owned();
    (before, part(span.clone()).to_owned(), after)
}
