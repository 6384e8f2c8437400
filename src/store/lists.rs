//! Pages of lists by key, each read from one covering index.
//!
//! One filter of stage, author and section is an index of its own in each order. Whatever else is
//! asked for is tested row by row on the way, and the way is bounded: a page that ends early says
//! where to go on.

use rusqlite::types::Value;
use rusqlite::{named_params, params_from_iter};

use super::error::sql;
use super::rows::{self, LIST};
use super::{Store, StoreError};
use crate::domain::stage::StageName;
use crate::domain::time::Timestamp;
pub use crate::domain::view::{Cursor, Key, Page, Sort};
use crate::domain::view::{Flags, ListRow, PersonRow};

/// A page reads at most so many rows, whatever it is asked for.
pub const MOST_ROWS_READ: usize = 20_000;

/// What a list shows. Rows of people are those of [`crate::domain::view::PersonRow`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these; all if empty.
    pub stages: Vec<StageName>,
    pub not_stages: Vec<StageName>,
    pub authors: Vec<i64>,
    pub not_authors: Vec<i64>,
    pub sections: Vec<String>,
    pub not_sections: Vec<String>,
    /// Words that must not occur, as an FTS5 expression: for queries that hold nothing else.
    pub without: Option<String>,
    pub returned: Option<bool>,
    pub updated_from: Option<Timestamp>,
    pub updated_before: Option<Timestamp>,
    pub due_from: Option<Timestamp>,
    pub due_before: Option<Timestamp>,
    pub no_due: bool,
    /// What lies in the trash, and nothing else; without it everything else.
    pub trashed: bool,
    /// Articles whose next step this person may take.
    pub waiting_for: Option<Waiting>,
}

/// A person as somebody who is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    pub person: i64,
    pub reviews: bool,
    pub single_eye: bool,
}

impl Filter {
    /// Does it wait for somebody who has nothing to do with these stages? To find that out row by
    /// row would take as long as a page may.
    fn is_of_nothing(&self) -> bool {
        self.waiting_for.is_some_and(|waiting| !waiting.reviews)
            && !self.stages.is_empty()
            && !self.stages.contains(&StageName::Draft)
    }

    /// Does a row pass what the index did not decide?
    pub fn admits(&self, row: &ListRow) -> bool {
        let due = row.due.unwrap_or(Timestamp::from_ms(i64::MAX));
        (self.stages.is_empty() || self.stages.contains(&row.stage))
            && !self.not_stages.contains(&row.stage)
            && (self.authors.is_empty() || self.authors.contains(&row.author))
            && !self.not_authors.contains(&row.author)
            && (self.sections.is_empty() || self.sections.contains(&row.section))
            && !self.not_sections.contains(&row.section)
            && self.trashed == row.flags.trashed()
            && self.returned.is_none_or(|returned| returned == row.flags.returned())
            && self.updated_from.is_none_or(|from| row.updated >= from)
            && self.updated_before.is_none_or(|before| row.updated < before)
            && self.due_from.is_none_or(|from| row.due.is_some() && due >= from)
            && self.due_before.is_none_or(|before| row.due.is_some() && due < before)
            && (!self.no_due || row.due.is_none())
            && self.waiting_for.is_none_or(|waiting| waiting.is_for(row))
    }
}

impl Waiting {
    pub fn of(person: &PersonRow, single_eye: bool) -> Self {
        Self { person: person.row, reviews: person.roles.may_review(), single_eye }
    }

    /// May this person take the article's next step?
    pub fn is_for(self, row: &ListRow) -> bool {
        if row.flags.trashed() {
            return false;
        }
        match row.stage {
            StageName::Draft => row.author == self.person,
            StageName::Submitted => {
                self.reviews && (self.single_eye || !row.contributors.contains(&self.person))
            }
            // Who wrote it may bring it out, too: the second pair of eyes has read it.
            StageName::Approved => self.reviews,
            // The clock's turn, or nobody's.
            StageName::Scheduled | StageName::Published | StageName::Withdrawn => false,
        }
    }
}

/// The column that an order goes by.
fn column(sort: Sort) -> &'static str {
    match sort {
        Sort::Updated => "touched",
        Sort::Created => "row",
        Sort::Due => "due_ms",
        Sort::Headline => "headline COLLATE NOCASE",
    }
}

/// Which way a page is read: on from a row, or back from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

impl Store {
    /// One page, `limit` rows at most, after `after`.
    pub fn page(
        &self,
        filter: &Filter,
        sort: Sort,
        limit: usize,
        after: Option<&Cursor>,
    ) -> Result<Page, StoreError> {
        self.read_page(filter, sort, limit, after, Way::On)
    }

    /// The page that ends before `before`, or at the end of the list, in the order of reading.
    /// Its `next` is where the page before it ends.
    pub fn page_before(
        &self,
        filter: &Filter,
        sort: Sort,
        limit: usize,
        before: Option<&Cursor>,
    ) -> Result<Page, StoreError> {
        let mut page = self.read_page(filter, sort, limit, before, Way::Back)?;
        page.rows.reverse();
        Ok(page)
    }

    fn read_page(
        &self,
        filter: &Filter,
        sort: Sort,
        limit: usize,
        from: Option<&Cursor>,
        way: Way,
    ) -> Result<Page, StoreError> {
        const DEED: &str = "read the list";
        let mut page = Page { rows: Vec::new(), next: None, cut: false };
        if filter.is_of_nothing() {
            return Ok(page);
        }
        let mut read = 0;
        let mut last_read = None;
        for (query, params) in statements(filter, sort, from, way) {
            let mut statement = self.conn.prepare_cached(&query).map_err(sql(DEED))?;
            let mut found = statement.query(params_from_iter(params)).map_err(sql(DEED))?;
            while let Some(row) = found.next().map_err(sql(DEED))? {
                let row = rows::list_row(row).map_err(sql(DEED))?;
                if page.rows.len() == limit {
                    // There is more, so the page has an end to go on from.
                    page.next = page.rows.last().map(|last| sort.cursor(last));
                    return Ok(page);
                }
                if read == MOST_ROWS_READ {
                    page.next = last_read;
                    page.cut = true;
                    return Ok(page);
                }
                read += 1;
                if read == MOST_ROWS_READ {
                    last_read = Some(sort.cursor(&row));
                }
                if filter.admits(&row) && self.lacks(filter.without.as_deref(), row.row)? {
                    page.rows.push(row);
                }
            }
        }
        Ok(page)
    }

    /// How many submitted texts somebody may approve, counted as far as `most`: as many rows as a
    /// page of them has, without making rows of them.
    pub fn count_to_review(&self, waiting: Waiting, most: u64) -> Result<u64, StoreError> {
        if !waiting.reviews {
            return Ok(0);
        }
        let wrote = if waiting.single_eye { None } else { Some(format!(",{},", waiting.person)) };
        let most = most.min(MOST_ROWS_READ as u64).cast_signed();
        self.conn
            .prepare_cached(TO_REVIEW)
            .and_then(|mut statement| {
                statement.query_row(named_params! { ":wrote": wrote, ":most": most }, |row| {
                    row.get::<_, i64>(0)
                })
            })
            .map(i64::cast_unsigned)
            .map_err(sql("count what waits"))
    }

    /// All articles in the order of creation, some at a time.
    pub fn list_rows_after(&self, row: i64, limit: usize) -> Result<Vec<ListRow>, StoreError> {
        let query = format!("SELECT {LIST} FROM article WHERE row > ?1 ORDER BY row LIMIT ?2");
        self.conn
            .prepare_cached(&query)
            .and_then(|mut statement| {
                statement
                    .query_map([row, super::articles::as_limit(limit)], rows::list_row)?
                    .collect()
            })
            .map_err(sql("read the list"))
    }

    /// Those that an export must look at, in the order of creation: drafts that are no corrections
    /// have neither a page nor a notice.
    pub fn outgoing(&self) -> Result<Vec<Bound>, StoreError> {
        self.conn
            .prepare_cached(OUTGOING)
            .and_then(|mut statement| {
                let read = |row: &rusqlite::Row<'_>| {
                    Ok(Bound {
                        row: row.get(0)?,
                        stage: row.get_ref(1)?.as_str()?.parse().unwrap_or(StageName::Draft),
                        flags: Flags(row.get(2)?),
                        touched: row.get(3)?,
                    })
                };
                statement.query_map([], read)?.collect()
            })
            .map_err(sql("read the list"))
    }
}

/// Answered by an index of its own, where the desk's tables are of this program.
const OUTGOING: &str = "SELECT row, stage, flags, touched FROM article
     WHERE flags & 2 OR stage NOT IN ('draft', 'submitted') ORDER BY row";

/// The law of [`Waiting::is_for`] for what was submitted; nothing of that lies in the trash.
const TO_REVIEW: &str = "SELECT count(*) FROM (
       SELECT 1 FROM article
       WHERE stage = 'submitted' AND (:wrote IS NULL OR instr(contributors, :wrote) = 0)
       LIMIT :most)";

/// An article that may be on its way out: no more than tells whether to look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    pub row: i64,
    pub stage: StageName,
    pub flags: Flags,
    /// The clock value of its newest record.
    pub touched: i64,
}

/// Where a statement begins.
#[derive(Clone, Copy)]
enum From<'a> {
    Start,
    /// Behind a row, among those with the same key.
    Row(&'a Cursor),
    /// Behind all rows with this key.
    Key(&'a Cursor),
}

/// The statements for one page, one after the other.
///
/// Two for a page behind a cursor: of `(key, row) > (?, ?)` `SQLite` uses the key alone, and many
/// rows have the same key, such as all those without a due date.
fn statements(
    filter: &Filter,
    sort: Sort,
    after: Option<&Cursor>,
    way: Way,
) -> Vec<(String, Vec<Value>)> {
    match after {
        None => vec![statement(filter, sort, From::Start, way)],
        Some(cursor) if sort == Sort::Created => {
            vec![statement(filter, sort, From::Row(cursor), way)]
        }
        Some(cursor) => [From::Row(cursor), From::Key(cursor)]
            .map(|from| statement(filter, sort, from, way))
            .into(),
    }
}

/// One statement: the filter that has an index, and the key to go on from.
fn statement(filter: &Filter, sort: Sort, from: From<'_>, way: Way) -> (String, Vec<Value>) {
    let mut tests = Vec::new();
    let mut params = Vec::new();
    let mut test = |column: &str, sign: &str, value: Value| {
        params.push(value);
        tests.push(format!("{column} {sign} ?{}", params.len()));
    };
    // Headlines have one index without filters: the others are tested row by row.
    if sort != Sort::Headline {
        if let [author] = filter.authors.as_slice() {
            test("author", "=", Value::Integer(*author));
        } else if let [stage] = filter.stages.as_slice() {
            test("stage", "=", Value::Text(stage.word().to_owned()));
        } else if let [section] = filter.sections.as_slice() {
            test("section", "=", Value::Text(section.clone()));
        }
    }
    let (beyond, order) =
        if sort.descends() == (way == Way::On) { ("<", "DESC") } else { (">", "ASC") };
    let key = column(sort);
    let value = |cursor: &Cursor| match &cursor.key {
        Key::Number(number) => Value::Integer(*number),
        Key::Text(text) => Value::Text(text.clone()),
    };
    match from {
        From::Start => {}
        From::Row(cursor) => {
            if sort != Sort::Created {
                test(key, "=", value(cursor));
            }
            test("row", beyond, Value::Integer(cursor.row));
        }
        From::Key(cursor) => test(key, beyond, value(cursor)),
    }
    let tests =
        if tests.is_empty() { String::new() } else { format!("WHERE {}", tests.join(" AND ")) };
    let order = match (sort, from) {
        (Sort::Created, _) | (_, From::Row(_)) => format!("row {order}"),
        _ => format!("{key} {order}, row {order}"),
    };
    (format!("SELECT {LIST} FROM article {tests} ORDER BY {order}"), params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_out_is_read_from_its_own_index() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("migrations/0001-desk.sql")).unwrap();
        conn.execute_batch(include_str!("migrations/0002-working.sql")).unwrap();
        let plan: String = conn
            .query_row(&format!("EXPLAIN QUERY PLAN {OUTGOING}"), [], |row| row.get(3))
            .unwrap();
        assert!(plan.contains("COVERING INDEX outgoing"), "{plan}");
    }

    #[test]
    fn what_waits_is_counted_in_one_covering_index() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("migrations/0001-desk.sql")).unwrap();
        let plan: Vec<String> = conn
            .prepare(&format!("EXPLAIN QUERY PLAN {TO_REVIEW}"))
            .unwrap()
            .query_map(named_params! { ":wrote": ",1,", ":most": 9 }, |row| row.get(3))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let plan = plan.join("; ");
        assert!(plan.contains("COVERING INDEX list_"), "{plan}");
        assert!(plan.contains("(stage=?)"), "{plan}");
    }

    /// Every order with every indexed filter must be answered by a covering index alone, without
    /// sorting.
    #[test]
    fn every_page_comes_from_one_covering_index() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("migrations/0001-desk.sql")).unwrap();
        let filters = [
            Filter::default(),
            Filter { stages: vec![StageName::Draft], ..Filter::default() },
            Filter { authors: vec![1], ..Filter::default() },
            Filter { sections: vec!["Umum".into()], ..Filter::default() },
        ];
        for sort in [Sort::Updated, Sort::Created, Sort::Due, Sort::Headline] {
            for filter in &filters {
                for after in [None, Some(Cursor { key: Key::Number(5), row: 5 })] {
                    let ways = [Way::On, Way::Back];
                    let statements =
                        ways.map(|way| statements(filter, sort, after.as_ref(), way)).concat();
                    for (query, params) in statements {
                        let plan: Vec<String> = conn
                            .prepare(&format!("EXPLAIN QUERY PLAN {query}"))
                            .unwrap()
                            .query_map(params_from_iter(params), |row| row.get(3))
                            .unwrap()
                            .collect::<Result<_, _>>()
                            .unwrap();
                        let plan = plan.join("; ");
                        let by_row = sort == Sort::Created && *filter == Filter::default();
                        assert!(by_row || plan.contains("COVERING INDEX list_"), "{query}: {plan}");
                        assert!(!plan.contains("TEMP B-TREE"), "{query}: {plan}");
                        let whole =
                            after.is_none() || query.contains("row >") || query.contains("row <");
                        assert!(
                            !whole || after.is_none() || plan.contains("row"),
                            "{query}: {plan}"
                        );
                    }
                }
            }
        }
    }
}
