//! What was found: drafts with their hits, those that stay as they are, and what became of each.

use std::collections::BTreeSet;

use crate::domain::stage::StageName;
use crate::text::search::Pattern;
use crate::tui::app::App;
use crate::tui::find::{Text, text_of};
use crate::tui::msg::drafts::{Found, Left, SHOWN};

/// A draft in the list.
#[derive(Debug)]
pub struct Row {
    pub found: Found,
    /// The numbers of hits that stay as they are.
    pub stay: BTreeSet<usize>,
    pub fate: Option<Fate>,
    /// The text that is open, as it was looked through.
    pub open: Option<Text>,
}

#[derive(Debug)]
pub enum Fate {
    Replaced(usize),
    Left(Left),
}

/// A line of the list: a draft, one of its hits, or those that are not shown one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Draft(usize),
    Hit(usize, usize),
    More(usize),
}

impl Line {
    pub fn row(self) -> usize {
        match self {
            Self::Draft(row) | Self::Hit(row, _) | Self::More(row) => row,
        }
    }
}

impl Row {
    pub fn new(found: Found) -> Self {
        Self { found, stay: BTreeSet::new(), fate: None, open: None }
    }

    /// So many of its hits are to be replaced.
    pub fn chosen(&self) -> usize {
        self.found.count - self.stay.len()
    }

    pub fn headline(&self, app: &App) -> String {
        let headline = self.found.headline.trim();
        if headline.is_empty() { app.say("drafts-no-headline", &[]) } else { headline.to_owned() }
    }

    /// The hits of a line.
    fn hits(&self, line: Line) -> std::ops::Range<usize> {
        match line {
            Line::Draft(_) => 0..self.found.count,
            Line::Hit(_, number) => number..number + 1,
            Line::More(_) => self.found.places.len()..self.found.count,
        }
    }

    /// Are all hits of a line to be replaced? None of them; or some.
    pub fn is_chosen(&self, line: Line) -> Option<bool> {
        let hits = self.hits(line);
        let stay = self.stay.range(hits.clone()).count();
        match stay {
            0 => Some(true),
            _ if stay == hits.len() => Some(false),
            _ => None,
        }
    }

    pub fn toggle(&mut self, line: Line) {
        let hits = self.hits(line);
        if self.is_chosen(line) == Some(true) {
            self.stay.extend(hits);
        } else {
            self.stay.retain(|number| !hits.contains(number));
        }
    }
}

/// All lines, from the first draft.
pub(super) fn lines(rows: &[Row]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        lines.push(Line::Draft(index));
        let shown = row.found.places.len();
        lines.extend((0..shown).map(|number| Line::Hit(index, number)));
        if row.found.count > shown {
            lines.push(Line::More(index));
        }
    }
    lines
}

/// The open text as it is typed, if it is one of the drafts that are looked through.
pub(super) fn of_open(app: &App, pattern: &Pattern, template: &str, everyone: bool) -> Option<Row> {
    let doc = app.doc.as_ref()?;
    let row = &doc.opened.view.row;
    let mine = app.me().is_some_and(|me| me.row == row.author);
    if doc.stage() != StageName::Draft || !doc.may_write() || !(mine || everyone) {
        return None;
    }
    let headline = doc.headline.text();
    let (mut places, first) = pattern.places(&headline, template, SHOWN);
    let (more, second) = pattern.places(&doc.body.text(), template, SHOWN - places.len());
    places.extend(more);
    let (article, author, base) = (doc.id(), row.author, doc.base.clone());
    let count = first + second;
    let found = Found { article, headline, author, base, places, count };
    let open = Some(text_of(doc));
    (count > 0).then(|| Row { open, ..Row::new(found) })
}
