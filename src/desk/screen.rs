//! What a screen asks beside what people do: pages of lists in both directions, the fields of a
//! text as words, the last remark, and what this machine remembers.

use super::edit::Change;
use super::search::Search;
use super::{Desk, DeskError, Me};
use crate::domain::ids::ArticleId;
use crate::domain::record::{Deed, RevisionId};
use crate::domain::stage::{Plan, StageName};
use crate::domain::time::Timestamp;
use crate::domain::view::{ArticleView, Cursor, Page, PersonRow, Sort};
use crate::store::lists::Filter;
use crate::text::shared::{Shared, whole};

/// Rows that are read to find the end of what words found.
const FAR: usize = 1_000;
/// Records that are looked through for the last remark.
const RECENT: usize = 50;
/// What is longer is not there at once.
const LONG: usize = 512 << 10;
/// Characters: more than a screen shows.
const SHOWN: usize = 16 << 10;

impl Desk {
    /// A filter for submitted texts that this person may approve.
    pub fn review_filter(&self, name: &str) -> Result<Filter, DeskError> {
        let filter = self.waiting_filter(name)?;
        Ok(Filter { stages: vec![StageName::Submitted], ..filter })
    }

    /// How many submitted texts this person may approve, counted as far as `most`.
    pub fn count_to_review(&self, name: &str, most: u64) -> Result<u64, DeskError> {
        let waiting = self.waiting(name)?;
        Ok(self.store.count_to_review(waiting, most)?)
    }

    /// The page that ends before a row, or at the end. What words found has no way back of its
    /// own: it is read from the beginning, and so far only.
    pub fn found_before(
        &self,
        search: &Search,
        sort: Sort,
        limit: usize,
        before: Option<&Cursor>,
    ) -> Result<Page, DeskError> {
        if search.nothing {
            return Ok(Page { rows: Vec::new(), next: None, cut: false });
        }
        let Some(expression) = &search.expression else {
            return Ok(self.store.page_before(&search.filter, sort, limit, before)?);
        };
        let mut page = self.store.search(expression, &search.filter, FAR, None)?;
        let end = before
            .and_then(|before| page.rows.iter().position(|row| row.row <= before.row))
            .unwrap_or(page.rows.len());
        page.rows.truncate(end);
        page.rows.drain(..end.saturating_sub(limit));
        page.next = None;
        Ok(page)
    }

    /// Every field that may be set, as text that sets it to what it is.
    pub fn fields_of(&self, view: &ArticleView) -> Result<Vec<(&'static str, String)>, DeskError> {
        let plan = self.plan_fields(&view.state.plan)?;
        Ok(view.manuscript.fields().into_iter().chain(plan).collect())
    }

    /// The same of a revision by its label, with nothing else read for it.
    pub fn fields_at(
        &self,
        name: &str,
        label: &str,
    ) -> Result<Vec<(&'static str, String)>, DeskError> {
        let row = self.find(name)?;
        let plan = self.plan_fields(&self.store.state(row)?.plan)?;
        let text = self.store.manuscript(&self.revision_named(row, label)?.content)?;
        Ok(text.into_fields().into_iter().chain(plan).collect())
    }

    /// How a long text begins that takes a while to be opened: headline and body, as lists and search
    /// have them. Nothing of one that this person has begun to write anew.
    pub fn beginning(
        &self,
        me: Option<&Me>,
        article: &ArticleId,
    ) -> Result<Option<(String, String)>, DeskError> {
        let found = self.store.beginning(self.find(&article.to_string())?, LONG, SHOWN)?;
        let is_written = match me.filter(|_| found.is_some()) {
            Some(me) => self.store.has_working(article, &me.person.id)?,
            None => false,
        };
        Ok(found.filter(|_| !is_written))
    }

    /// Saves a revision of a text as it was typed upon another: only what is not as it was counts.
    pub fn edit_typed(
        &mut self,
        me: &Me,
        name: &str,
        fields: &[(&'static str, Shared)],
        base: &str,
    ) -> Result<ArticleId, DeskError> {
        let row = self.find(name)?;
        let plan = self.plan_fields(&self.store.state(row)?.plan)?;
        let content = self.revision_named(row, base)?.content;
        let text = self.store.manuscript(&content)?;
        let but_body = text.but_body().into_fields();
        let is_old = |name: &str, typed: &Shared| {
            if name == "body" {
                return *typed.rope() == text.body.as_str();
            }
            let mut old = but_body.iter().chain(&plan);
            old.any(|(own, value)| *own == name && *typed.rope() == value.as_str())
        };
        let changes: Vec<Change> = fields
            .iter()
            .filter(|(name, typed)| !is_old(name, typed))
            .map(|(name, typed)| Change::new(*name, whole(typed.rope())))
            .collect();
        self.edit_known(me, name, &changes, Some(base), Some((content, text)))
    }

    /// The newest revision: its label and its record.
    pub fn newest(&self, name: &str) -> Result<(String, RevisionId), DeskError> {
        let head = self.store.head(self.find(name)?)?;
        Ok((self.label(&head)?, head.record))
    }

    fn plan_fields(&self, plan: &Plan) -> Result<[(&'static str, String); 3], DeskError> {
        let zone = self.house()?.zone;
        let moment = |at: Option<Timestamp>| {
            at.map(|at| at.utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string())
                .unwrap_or_default()
        };
        Ok([
            ("slug", plan.slug.clone().unwrap_or_default()),
            ("due", moment(plan.due)),
            ("embargo", moment(plan.embargo)),
        ])
    }

    /// Who sent a text back, and what they said, if that was the last word on it.
    pub fn last_remark(&self, article: &ArticleId) -> Result<Option<(String, String)>, DeskError> {
        let log = self.log(Some(&article.to_string()), None, RECENT)?;
        let last = log.into_iter().find(|row| {
            !matches!(
                row.header.deed(),
                Some(Deed::RevisionSaved { .. } | Deed::ArticlePlanned { .. })
            )
        });
        Ok(last.and_then(|row| match (row.header.deed(), row.person, row.note) {
            (Some(Deed::ArticleReturned { .. }), Some(person), Some(note)) => Some((person, note)),
            _ => None,
        }))
    }

    /// The label of a revision by its record.
    pub fn label_of(&self, revision: &RevisionId) -> Result<String, DeskError> {
        self.label(&self.store.revision(revision)?)
    }

    /// So many words are wanted of a text, whoever writes it; nothing if the office's own number
    /// counts. It is no part of the text: this machine alone keeps it.
    pub fn set_goal(&mut self, article: &ArticleId, words: Option<u32>) -> Result<(), DeskError> {
        let value = words.map(|words| words.to_string()).unwrap_or_default();
        self.remember(None, &goal_of(article), &value)
    }

    pub fn goal(&self, article: &ArticleId) -> Result<Option<u32>, DeskError> {
        Ok(self.recall(None, &goal_of(article))?.and_then(|value| value.parse().ok()))
    }

    /// Keeps something that is true of this machine and person only.
    pub fn remember(
        &mut self,
        person: Option<&PersonRow>,
        key: &str,
        value: &str,
    ) -> Result<(), DeskError> {
        let key = of_person(person, key);
        self.store
            .write("remember a setting", |tx| tx.set_local(&key, value))
            .map_err(DeskError::Store)
    }

    pub fn recall(
        &self,
        person: Option<&PersonRow>,
        key: &str,
    ) -> Result<Option<String>, DeskError> {
        Ok(self.store.local(&of_person(person, key))?)
    }
}

fn goal_of(article: &ArticleId) -> String {
    format!("goal.{article}")
}

fn of_person(person: Option<&PersonRow>, key: &str) -> String {
    let own = |person: &PersonRow| format!("screen.{}.{key}", person.row);
    person.map_or_else(|| format!("screen.{key}"), own)
}
