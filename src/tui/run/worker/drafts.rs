//! Looking through drafts a few at a time, so that nobody waits, and changing them one by one.

use std::collections::BTreeSet;

use super::{Answer as Done, Failed, Worker, base_of};
use crate::desk::edit::Change;
use crate::desk::search::Search;
use crate::desk::{DeskError, Me};
use crate::domain::ids::ArticleId;
use crate::domain::stage::StageName;
use crate::domain::view::{Cursor, ListRow, Sort};
use crate::store::lists::Filter;
use crate::text::search::Pattern;
use crate::tui::msg::drafts::{Answer, Ask, Found, Left, SHOWN, Sought};
use crate::tui::msg::{Base, Reply};

/// Drafts that are looked through between two other requests.
const AT_ONCE: usize = 20;

impl Worker {
    pub(super) fn drafts(&mut self, ask: Ask) -> Done {
        let answer = match ask {
            Ask::Look { sought, everyone, after } => {
                self.look_through(&sought, everyone, after.as_ref())?
            }
            Ask::Replace { sought, article, base, stay } => {
                self.replace_in(&sought, article, &base, &stay)?
            }
        };
        Ok(Reply::Drafts(answer))
    }

    fn me(&self) -> Result<&Me, Failed> {
        Ok(self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?)
    }

    fn look_through(
        &self,
        sought: &Sought,
        everyone: bool,
        after: Option<&Cursor>,
    ) -> Result<Answer, Failed> {
        let me = self.me()?;
        let authors = if everyone { Vec::new() } else { vec![me.person.row] };
        let filter = Filter { stages: vec![StageName::Draft], authors, ..Filter::default() };
        let search = Search { filter, ..Search::default() };
        // By age: what is changed meanwhile keeps its place.
        let page = self.desk.found(&search, Sort::Created, AT_ONCE, after)?;
        let (mut found, mut unread) = (Vec::new(), 0);
        if let Ok(pattern) = Pattern::new(&sought.query) {
            for row in &page.rows {
                match self.found_in(&pattern, &sought.template, row) {
                    Ok(one) => found.extend(one),
                    Err(_) => unread += 1,
                }
            }
        }
        let (ticket, looked) = (sought.ticket, page.rows.len());
        Ok(Answer::Looked { ticket, found, looked, unread, next: page.next })
    }

    fn found_in(
        &self,
        pattern: &Pattern,
        template: &str,
        row: &ListRow,
    ) -> Result<Option<Found>, DeskError> {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let name = row.id.to_string();
        if self.desk.may_edit(me, &name).is_err() {
            return Ok(None);
        }
        let view = self.desk.article(&name, None)?;
        let (headline, body) = (&view.manuscript.headline, &view.manuscript.body);
        let (mut places, first) = pattern.places(headline, template, SHOWN);
        let (more, second) = pattern.places(body, template, SHOWN - places.len());
        places.extend(more);
        let count = first + second;
        let (article, author, base) = (row.id, row.author, base_of(&view));
        let headline = headline.clone();
        Ok((count > 0).then_some(Found { article, headline, author, base, places, count }))
    }

    /// One draft becomes a new revision, if it is what was looked through.
    fn replace_in(
        &mut self,
        sought: &Sought,
        article: ArticleId,
        base: &Base,
        stay: &BTreeSet<usize>,
    ) -> Result<Answer, Failed> {
        let ticket = sought.ticket;
        let left = |why| Ok(Answer::Left { ticket, article, why });
        let name = article.to_string();
        let view = match self.desk.article(&name, None) {
            Ok(view) => view,
            Err(error) => return left(Left::Told(self.lender.tell(error, self.lang))),
        };
        if view.state.name() != StageName::Draft || view.row.flags.trashed() {
            return left(Left::NoDraft);
        }
        if base_of(&view).record != base.record {
            return left(Left::Moved);
        }
        if view.unsaved {
            return left(Left::Unsaved);
        }
        let Ok(pattern) = Pattern::new(&sought.query) else { return left(Left::Moved) };
        let text = &view.manuscript;
        let mut first = 0;
        let (headline, in_headline) =
            pattern.replaced(&text.headline, &sought.template, &mut |number| {
                first = number + 1;
                !stay.contains(&number)
            });
        let (body, in_body) = pattern.replaced(&text.body, &sought.template, &mut |number| {
            !stay.contains(&(first + number))
        });
        let changes = [Change::new("headline", headline), Change::new("body", body)];
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        match self.desk.edit_article(me, &name, &changes, Some(&base.label)) {
            Ok(_id) => Ok(Answer::Replaced { ticket, article, count: in_headline + in_body }),
            Err(error) => left(Left::Told(self.lender.tell(error, self.lang))),
        }
    }
}
