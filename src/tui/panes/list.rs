//! The list as a value: a window onto a long list that is read in pages, a selected row, and rows
//! that are marked. It asks for pages before they are needed and never holds the whole.

use std::collections::{BTreeSet, VecDeque};

use crate::domain::ids::ArticleId;
use crate::domain::query::Hint;
use crate::domain::view::{Cursor, ListRow, Page};
use crate::tui::msg::{Look, Request, Where};

mod draw;

pub use draw::{Hit, draw, fit, hit, places};

/// Rows of a page.
const PAGE: usize = 100;
/// The longest page: what a person who holds a key down may run ahead.
const LONGEST_PAGE: usize = 1_000;
/// Rows that are kept at most; more are dropped at the far side.
const WINDOW: usize = 2_000;
/// A page is asked for when the selection comes this near to an end of what is loaded, not counting
/// the rows that may stand above or below it on the screen.
const AHEAD: usize = 50;
/// Rows of the first and of the last page beyond those: the first picture waits for its page, and no
/// longer than it needs.
const SPARE: usize = 10;

/// What is beyond an end of the window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Beyond {
    /// Nothing: the list ends here.
    #[default]
    Nothing,
    More(Cursor),
}

/// What a page was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The list from its beginning or its end, selecting that row.
    First,
    Last,
    Below,
    Above,
    /// The same rows again, after somebody changed something.
    Again,
}

#[derive(Debug, Default)]
pub struct List {
    pub look: Look,
    rows: VecDeque<ListRow>,
    above: Beyond,
    below: Beyond,
    /// Rows before the window, where that is known.
    before: Option<u64>,
    total: Option<u64>,
    selected: usize,
    /// The first row on the screen.
    top: usize,
    /// Rows that the screen has room for, where that is known: of no more than a quarter of a
    /// window, since what is read at one end drops rows at the other.
    room: usize,
    /// Steps that wait for a page.
    owed: i64,
    ticket: u64,
    asked: Option<Why>,
    /// A change came while a page was on its way.
    stale: bool,
    /// The article that is selected as soon as it is there.
    wanted: Option<ArticleId>,
    loaded: bool,
    pub marked: BTreeSet<ArticleId>,
    pub anchor: Option<ArticleId>,
    pub hints: Vec<Hint>,
}

impl List {
    /// Begins anew with another look.
    pub fn show(&mut self, look: Look) -> Request {
        self.look = look;
        self.owed = 0;
        self.ask(Why::First)
    }

    fn ask(&mut self, why: Why) -> Request {
        self.ticket += 1;
        self.asked = Some(why);
        let ahead = usize::try_from(self.owed.unsigned_abs()).unwrap_or(LONGEST_PAGE);
        let limit = match why {
            Why::Again => self.rows.len().max(PAGE),
            Why::First | Why::Last if self.room > 0 && ahead == 0 => self.room + AHEAD + SPARE,
            _ => (ahead + PAGE).min(LONGEST_PAGE),
        };
        let at = match (why, &self.above, &self.below) {
            (Why::Last, ..) => Where::Back(None),
            (Why::Above, Beyond::More(cursor), _) => Where::Back(Some(cursor.clone())),
            (Why::Below, _, Beyond::More(cursor)) => Where::On(Some(cursor.clone())),
            (Why::Again, Beyond::More(first), _) => Where::On(Some(first.clone())),
            _ => Where::On(None),
        };
        Request::Page { ticket: self.ticket, look: self.look.clone(), at, limit }
    }

    /// A page has come. Gives the next question, if the selection is near an end.
    pub fn take(
        &mut self,
        ticket: u64,
        page: Page,
        hints: Vec<Hint>,
        total: Option<u64>,
    ) -> Option<Request> {
        if ticket != self.ticket {
            return None;
        }
        let why = self.asked.take()?;
        self.hints = hints;
        self.total = total;
        self.loaded = true;
        match why {
            Why::First | Why::Last => self.begin(why, page),
            Why::Below => self.extend_below(page),
            Why::Above => self.extend_above(page),
            Why::Again => self.replace(page),
        }
        self.pay();
        if let Some(wanted) = self.wanted.filter(|wanted| self.row(wanted).is_some()) {
            self.select(&wanted);
            self.wanted = None;
        }
        if std::mem::take(&mut self.stale) {
            return Some(self.ask(Why::Again));
        }
        self.wants()
    }

    /// The page did not come.
    pub fn refused(&mut self, ticket: u64) {
        if ticket == self.ticket {
            self.asked = None;
            self.owed = 0;
            self.loaded = true;
        }
    }

    fn begin(&mut self, why: Why, page: Page) {
        let next = beyond(page.next);
        let count = page.rows.len() as u64;
        self.rows = page.rows.into();
        if why == Why::First {
            (self.above, self.below) = (Beyond::Nothing, next);
            self.before = Some(0);
            self.selected = 0;
            self.top = 0;
        } else {
            (self.above, self.below) = (next, Beyond::Nothing);
            self.before = match self.above {
                Beyond::Nothing => Some(0),
                Beyond::More(_) => self.total.map(|total| total.saturating_sub(count)),
            };
            self.selected = self.rows.len().saturating_sub(1);
        }
    }

    fn extend_below(&mut self, page: Page) {
        self.rows.extend(page.rows);
        self.below = beyond(page.next);
        let spare = self.rows.len().saturating_sub(WINDOW).min(self.selected);
        if spare > 0 {
            self.rows.drain(..spare);
            self.selected -= spare;
            self.top = self.top.saturating_sub(spare);
            self.before = self.before.map(|before| before + spare as u64);
            self.above = self.edge(0);
        }
    }

    fn extend_above(&mut self, page: Page) {
        let count = page.rows.len();
        for row in page.rows.into_iter().rev() {
            self.rows.push_front(row);
        }
        self.above = beyond(page.next);
        self.selected += count;
        self.top += count;
        self.before = match self.above {
            Beyond::Nothing => Some(0),
            Beyond::More(_) => self.before.map(|before| before.saturating_sub(count as u64)),
        };
        if self.rows.len() > WINDOW {
            self.rows.truncate(WINDOW.max(self.selected + 1));
            self.below = self.edge(self.rows.len() - 1);
        }
    }

    fn edge(&self, index: usize) -> Beyond {
        let cursor = self.rows.get(index).map(|row| self.look.sort.cursor(row));
        cursor.map_or(Beyond::Nothing, Beyond::More)
    }

    /// The same place of the list, as it is now: the selection stays with its article.
    fn replace(&mut self, page: Page) {
        let chosen = self.selected().map(|row| row.id);
        let kept = match self.above {
            // The row at the edge is where the page was read from, so it is not in it.
            Beyond::More(_) => self.rows.pop_front(),
            Beyond::Nothing => None,
        };
        self.rows = page.rows.into();
        if let Some(kept) = kept {
            self.rows.push_front(kept);
        }
        self.below = beyond(page.next);
        let found = self.rows.iter().position(|row| Some(row.id) == chosen);
        let last = self.rows.len().saturating_sub(1);
        self.selected = found.unwrap_or(self.selected.min(last));
        self.top = self.top.min(last);
    }

    /// Takes the steps that waited for rows.
    fn pay(&mut self) {
        let owed = std::mem::take(&mut self.owed);
        if owed != 0 {
            self.walk(owed);
        }
    }

    fn walk(&mut self, by: i64) {
        let last = self.rows.len().saturating_sub(1);
        let here = i64::try_from(self.selected).unwrap_or(0);
        let wish = here.saturating_add(by).saturating_add(self.owed);
        let end = i64::try_from(last).unwrap_or(0);
        let reached = wish.clamp(0, end);
        self.selected = usize::try_from(reached).unwrap_or(0);
        let rest = wish - reached;
        let more = if rest > 0 { &self.below } else { &self.above };
        // Steps beyond the end of the list are no steps.
        self.owed = if *more == Beyond::Nothing { 0 } else { rest };
    }

    /// Some rows down, or up if negative.
    pub fn step(&mut self, by: i64) -> Option<Request> {
        self.wanted = None;
        self.walk(by);
        self.wants()
    }

    pub fn to_start(&mut self) -> Option<Request> {
        if self.above == Beyond::Nothing {
            self.selected = 0;
            self.owed = 0;
            return None;
        }
        self.owed = 0;
        Some(self.ask(Why::First))
    }

    pub fn to_end(&mut self) -> Option<Request> {
        if self.below == Beyond::Nothing {
            self.selected = self.rows.len().saturating_sub(1);
            self.owed = 0;
            return None;
        }
        self.owed = 0;
        Some(self.ask(Why::Last))
    }

    /// Reads the same rows again.
    pub fn refresh(&mut self) -> Option<Request> {
        if self.asked.is_some() {
            self.stale = true;
            return None;
        }
        let why = if self.rows.is_empty() { Why::First } else { Why::Again };
        Some(self.ask(why))
    }

    /// The page that will be needed next.
    fn wants(&mut self) -> Option<Request> {
        if self.asked.is_some() {
            return None;
        }
        let near_end = self.selected + self.room + AHEAD >= self.rows.len() || self.owed > 0;
        if near_end && self.below != Beyond::Nothing {
            return Some(self.ask(Why::Below));
        }
        let near_start = self.selected < self.room + AHEAD || self.owed < 0;
        (near_start && self.above != Beyond::Nothing).then(|| self.ask(Why::Above))
    }

    pub fn selected(&self) -> Option<&ListRow> {
        self.rows.get(self.selected)
    }

    /// Selects a row by its place on the screen; `None` where there is none.
    pub fn select_shown(&mut self, place: usize) -> Option<&ListRow> {
        let index = self.top + place;
        if index >= self.rows.len() {
            return None;
        }
        self.selected = index;
        self.owed = 0;
        self.selected()
    }

    pub fn select(&mut self, article: &ArticleId) -> bool {
        let found = self.rows.iter().position(|row| row.id == *article);
        if let Some(index) = found {
            self.selected = index;
        }
        found.is_some()
    }

    /// Selects an article, now or when it comes with the next page. Says whether it is there.
    pub fn prefer(&mut self, article: ArticleId) -> bool {
        let found = self.select(&article);
        self.wanted = (!found).then_some(article);
        found
    }

    pub fn row(&self, article: &ArticleId) -> Option<&ListRow> {
        self.rows.iter().find(|row| row.id == *article)
    }

    /// The rows on a screen that has room for `room`, and which of them is selected.
    pub fn shown(&self, room: usize) -> (impl Iterator<Item = &ListRow>, usize) {
        (self.rows.iter().skip(self.top).take(room), self.selected.saturating_sub(self.top))
    }

    /// Scrolls as little as shows the selection. Gives the next question, if there is room for more
    /// rows than before.
    pub fn reveal(&mut self, room: usize) -> Option<Request> {
        let known = room.min(WINDOW / 4);
        let grew = known > std::mem::replace(&mut self.room, known);
        if self.selected < self.top {
            self.top = self.selected;
        } else if room > 0 && self.selected >= self.top + room {
            self.top = self.selected + 1 - room;
        }
        // No blank rows below while there is something above.
        self.top = self.top.min(self.rows.len().saturating_sub(room));
        if grew { self.wants() } else { None }
    }

    /// The place of the selection, from 1, and how many there are, where that is known.
    pub fn place(&self) -> (Option<u64>, Option<u64>) {
        if self.rows.is_empty() {
            return (None, Some(0));
        }
        let place = self.before.map(|before| before + self.selected as u64 + 1);
        let known = match (&self.below, self.before) {
            (Beyond::Nothing, Some(before)) => Some(before + self.rows.len() as u64),
            _ => self.total,
        };
        (place, known)
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The first answer has come.
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Is something on its way that the selection waits for?
    pub fn is_waiting(&self) -> bool {
        self.owed != 0
    }

    /// Are other rows on their way, in place of those that are here?
    pub fn is_replaced(&self) -> bool {
        matches!(self.asked, Some(Why::First | Why::Last))
    }

    /// Will another row be selected as soon as an answer comes?
    pub fn is_due(&self) -> bool {
        self.is_replaced() || self.is_waiting()
    }

    /// Marks or unmarks the selected row.
    pub fn toggle_mark(&mut self) {
        let Some(id) = self.selected().map(|row| row.id) else { return };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.anchor = Some(id);
    }

    /// Marks all rows from the last marked one to the selected one.
    pub fn mark_range(&mut self) {
        let from = self.anchor.and_then(|id| self.rows.iter().position(|row| row.id == id));
        let from = from.unwrap_or(self.selected);
        let (low, high) = (from.min(self.selected), from.max(self.selected));
        let ids: Vec<ArticleId> = self.rows.range(low..=high).map(|row| row.id).collect();
        self.marked.extend(ids);
    }

    /// Marks all loaded rows; if all are, none.
    pub fn mark_all(&mut self) {
        let all: BTreeSet<ArticleId> = self.rows.iter().map(|row| row.id).collect();
        if self.marked == all {
            self.marked.clear();
        } else {
            self.marked = all;
        }
    }

    /// The rows that a deed is meant for: the marked ones, else the selected one.
    pub fn targets(&self) -> Vec<&ListRow> {
        if self.marked.is_empty() {
            return self.selected().into_iter().collect();
        }
        self.rows.iter().filter(|row| self.marked.contains(&row.id)).collect()
    }
}

fn beyond(next: Option<Cursor>) -> Beyond {
    next.map_or(Beyond::Nothing, Beyond::More)
}

#[cfg(test)]
mod tests;
