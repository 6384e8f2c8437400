//! Pages of the list, and how many wait.

use super::{Answer, Failed, Worker};
use crate::store::lists::Filter;
use crate::tui::msg::{Look, Reply, Tab, Where};

/// Waiting articles are counted up to here; more are `999+`.
const MOST_COUNTED: u64 = 1_000;

impl Worker {
    /// The filter of a tab; without anybody signed in all is shown.
    fn filter(&self, tab: Tab) -> Result<Filter, Failed> {
        let Some(person) = self.person() else { return Ok(Filter::default()) };
        Ok(match tab {
            Tab::All => Filter::default(),
            Tab::Mine => Filter { authors: vec![person.row], ..Filter::default() },
            Tab::Review => self.desk.review_filter(&person.name)?,
        })
    }

    pub(super) fn page(&mut self, ticket: u64, look: &Look, at: Where, limit: usize) -> Answer {
        let mine = self.person().map(|person| person.name.as_str());
        let mut search = self.desk.read_query(&look.query, mine, true)?;
        search.narrow(self.filter(look.tab)?);
        let page = match &at {
            Where::On(after) => self.desk.found(&search, look.sort, limit, after.as_ref())?,
            Where::Back(before) => {
                self.desk.found_before(&search, look.sort, limit, before.as_ref())?
            }
        };
        self.counting.look_at(&page.rows);
        let whole = look.tab == Tab::All && look.query.trim().is_empty();
        let total = whole.then(|| self.all()).transpose()?;
        Ok(Reply::Page { ticket, at, page, hints: search.hints, total })
    }

    fn all(&self) -> Result<u64, Failed> {
        Ok(self.desk.store().stage_counts()?.iter().map(|(_, count)| count).sum())
    }

    pub(super) fn counts(&self) -> Answer {
        let all = self.all()?;
        let review = match &self.me {
            Some(me) => self.desk.count_to_review(me.name(), MOST_COUNTED)?,
            None => all.min(MOST_COUNTED),
        };
        Ok(Reply::Counts { review, all })
    }
}
