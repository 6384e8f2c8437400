//! What the copy desk found in the open text: what of it is shown, what waits until somebody asks
//! for it, and what was let stand.

use std::collections::HashMap;

use super::fix::part_of;
use super::{Doc, Part};
use crate::domain::finding::{Field, Finding, Level};
use crate::editor::marks::Mark;
use crate::tui::msg::Office;
use crate::tui::msg::checks::{Checked, Stood};

/// Beside the findings that are shown.
#[derive(Debug, Default)]
pub struct Found {
    /// Are suggestions shown?
    suggestions: bool,
    /// Those that are not.
    aside: Vec<Finding>,
    dismissed: Vec<Finding>,
    /// Who let what stand, if that was asked.
    stood: Option<Vec<Stood>>,
    /// The version of the text that all of them are of.
    version: u64,
    /// Rises whenever any of this changes.
    round: u64,
}

impl Found {
    pub(super) fn of(office: &Office) -> Self {
        Self { suggestions: office.suggestions, ..Self::default() }
    }

    /// Suggestions that are not shown.
    pub fn aside(&self) -> usize {
        self.aside.len()
    }

    /// Findings in the text as it stands that somebody let stand.
    pub fn dismissed(&self) -> &[Finding] {
        &self.dismissed
    }

    /// None until the desk has answered.
    pub fn stood(&self) -> Option<&[Stood]> {
        self.stood.as_deref()
    }
}

/// What a mark of a finding is called.
fn kind_of(level: Level) -> u8 {
    match level {
        Level::Suggestion => 0,
        Level::Warning => 1,
        Level::Error => 2,
    }
}

pub fn level_of(kind: u8) -> Level {
    match kind {
        0 => Level::Suggestion,
        1 => Level::Warning,
        _ => Level::Error,
    }
}

impl Doc {
    /// All that was found in the words as they stand.
    pub(super) fn found_are(&mut self, findings: Vec<Finding>, dismissed: Vec<Finding>) {
        self.found.version = self.saving.version;
        self.found.dismissed = dismissed;
        let shown = |finding: &Finding| self.found.suggestions || finding.level > Level::Suggestion;
        let (findings, aside) = findings.into_iter().partition(shown);
        self.findings = findings;
        self.found.aside = aside;
        self.mark_findings();
    }

    /// Findings of a text that has moved on since are dropped: the next look is on its way.
    pub fn checked(&mut self, checked: Checked) {
        let Checked { version, body, mut findings, mut dismissed, changed } = checked;
        // That of a long text may come when another is open.
        if version != self.saving.version || !self.body.is(&body) {
            return;
        }
        self.set_changes(changed);
        self.shift(&mut findings);
        self.shift(&mut dismissed);
        findings.extend(self.merged.iter().cloned());
        self.found_are(findings, dismissed);
    }

    /// Were the words as they stand looked at?
    pub fn is_checked(&self) -> bool {
        self.found.version == self.saving.version
    }

    /// Names the state of the findings and of the text that they lie in.
    pub fn found_round(&self) -> (u64, u64) {
        (self.found.round, self.saving.version)
    }

    /// Shows suggestions, or puts them aside. Those of words that have changed since come with the
    /// next look at the text.
    pub fn show_suggestions(&mut self, shown: bool) {
        if self.found.suggestions == shown {
            return;
        }
        self.found.suggestions = shown;
        let is_new = self.is_checked();
        let mut all = self.located_all();
        let aside = std::mem::take(&mut self.found.aside);
        all.extend(aside.into_iter().filter(|_| is_new));
        all.sort_by_key(|finding| (finding.field, finding.span.start));
        let (version, dismissed) = (self.found.version, std::mem::take(&mut self.found.dismissed));
        self.found_are(all, dismissed);
        self.found.version = version;
    }

    /// What was let stand is told no more, before the text is looked at again.
    pub fn let_stand(&mut self, rule: &str, words: &str) {
        let is_it = |finding: &Finding| finding.rule == rule && finding.words() == words;
        let (gone, left) = self.located_all().into_iter().partition(is_it);
        self.findings = left;
        self.found.aside.retain(|finding| !is_it(finding));
        let gone: Vec<Finding> = gone;
        self.found.dismissed.extend(gone);
        self.problem = None;
        self.mark_findings();
    }

    pub fn stood_are(&mut self, rows: Vec<Stood>) {
        self.found.stood = Some(rows);
        self.found.round += 1;
    }

    /// What must be filled before a review and is not.
    pub fn missing(&self) -> impl Iterator<Item = &'static str> {
        let blank = |text: &str| text.trim().is_empty();
        let headline = self.headline.text();
        let fields = [
            ("headline", blank(&headline)),
            ("body", self.words() == 0 && blank(&self.body.text())),
            ("section", blank(self.field("section"))),
            ("place", blank(self.field("place"))),
            ("date", blank(self.field("date"))),
        ];
        fields.into_iter().filter_map(|(name, missing)| missing.then_some(name))
    }

    /// The shown findings in the places that they have now. Those whose words went are left out.
    pub fn located_all(&self) -> Vec<Finding> {
        let places = |part: Part| -> HashMap<usize, std::ops::Range<usize>> {
            let marks = self.editor_of(part).marks().iter();
            marks.map(|mark| (mark.id, mark.range.clone())).collect()
        };
        let (headline, body) = (places(Part::Headline), places(Part::Body));
        let located = |(index, finding): (usize, &Finding)| {
            let mut finding = finding.clone();
            let places = match part_of(finding.field) {
                Some(Part::Headline) => &headline,
                Some(Part::Body) => &body,
                None => return Some(finding),
            };
            // What has no width has no mark either.
            if !finding.span.is_empty() {
                finding.span = places.get(&index)?.clone();
            }
            Some(finding)
        };
        self.findings.iter().enumerate().filter_map(located).collect()
    }

    /// Puts the findings as marks under the texts that they are about.
    pub(super) fn mark_findings(&mut self) {
        self.found.round += 1;
        for part in [Part::Headline, Part::Body] {
            let here = |(_, finding): &(usize, &Finding)| part_of(finding.field) == Some(part);
            let marks = self.findings.iter().enumerate().filter(here).map(|(id, finding)| Mark {
                range: finding.span.clone(),
                kind: kind_of(finding.level),
                id,
            });
            let marks = marks.collect();
            self.editor_mut(part).set_marks(marks);
        }
    }

    /// A manuscript has no blanks at the ends of its headline and body; the editors may have some,
    /// and findings count from the manuscript's beginning.
    fn shift(&self, findings: &mut [Finding]) {
        let headline = self.headline.text();
        let headline = headline.len() - headline.trim_start().len();
        let body = self.body.text();
        let body = body.len() - body.trim_start_matches('\n').len();
        for finding in findings {
            let by = match finding.field {
                Field::Headline => headline,
                Field::Body => body,
                _ => 0,
            };
            finding.span = finding.span.start + by..finding.span.end + by;
        }
    }
}
