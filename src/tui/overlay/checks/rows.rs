//! The rows of the desk check: findings by how grave they are, then by place, the same words of a
//! rule in one row where they are many; then what was let stand.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::finding::{Field, Finding, Level};
use crate::tui::doc::Doc;
use crate::tui::msg::checks::Stood;

/// The same words so often are told place by place; more often, in one row.
const APART: usize = 3;
/// Bytes of a paragraph that tell whether it has words.
const HEAD: usize = 64;

#[derive(Debug)]
pub(super) enum Entry {
    Found {
        /// The places of the row, the first in the text first; never none.
        same: Vec<Finding>,
        /// The paragraph of that, counted from one; none in a field.
        paragraph: Option<usize>,
    },
    Stood {
        stood: Stood,
        /// Is there anything in the text that it is about?
        is_here: bool,
    },
}

impl Entry {
    /// None of what was let stand.
    pub(super) fn level(&self) -> Option<Level> {
        match self {
            Self::Found { same, .. } => same.first().map(|finding| finding.level),
            Self::Stood { .. } => None,
        }
    }
}

/// The rows, and what they were made of.
#[derive(Debug)]
pub(super) struct Laid {
    round: (u64, u64),
    dismissed: bool,
    pub(super) entries: Arc<[Entry]>,
}

impl Laid {
    pub(super) fn of(doc: &Doc, dismissed: bool) -> Self {
        let mut entries = found(doc);
        if dismissed {
            entries.extend(stood(doc));
        }
        Self { round: doc.found_round(), dismissed, entries: entries.into() }
    }

    pub(super) fn is_of(&self, doc: &Doc, dismissed: bool) -> bool {
        self.round == doc.found_round() && self.dismissed == dismissed
    }
}

fn found(doc: &Doc) -> Vec<Entry> {
    let mut all = doc.located_all();
    all.sort_by(|a, b| {
        let place = |finding: &Finding| (finding.field, finding.span.start);
        b.level.cmp(&a.level).then(place(a).cmp(&place(b)))
    });
    let key = |finding: &Finding| (finding.level, finding.rule.clone(), finding.words());
    let mut often: HashMap<_, usize> = HashMap::new();
    for finding in &all {
        *often.entry(key(finding)).or_default() += 1;
    }
    let numbers = paragraphs(doc, &all);
    let mut folded: HashMap<_, usize> = HashMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    for finding in all {
        let key = key(&finding);
        let is_often = often.get(&key).is_some_and(|count| *count > APART);
        if let Some(first) = folded.get(&key).copied() {
            if let Some(Entry::Found { same, .. }) = entries.get_mut(first) {
                same.push(finding);
            }
            continue;
        }
        if is_often {
            folded.insert(key, entries.len());
        }
        let paragraph = (finding.field == Field::Body).then(|| {
            let line = doc.body.line_of(finding.span.start).0;
            numbers.get(line.saturating_sub(1)).copied().unwrap_or(line)
        });
        entries.push(Entry::Found { same: vec![finding], paragraph });
    }
    entries
}

/// The number of each line's paragraph: empty lines are none. Read only where something was found.
fn paragraphs(doc: &Doc, all: &[Finding]) -> Vec<usize> {
    if all.iter().all(|finding| finding.field != Field::Body) {
        return Vec::new();
    }
    let mut number = 0;
    let numbered = doc.body.paragraph_heads(HEAD).map(|head| {
        number += usize::from(!head.trim().is_empty());
        number.max(1)
    });
    numbered.collect()
}

fn stood(doc: &Doc) -> Vec<Entry> {
    let here = doc.found.dismissed();
    let rows = doc.found.stood().unwrap_or_default().iter();
    let entry = |stood: &Stood| {
        let is_it =
            |finding: &Finding| finding.rule == stood.rule && finding.words() == stood.words;
        Entry::Stood { stood: stood.clone(), is_here: here.iter().any(is_it) }
    };
    rows.map(entry).collect()
}
