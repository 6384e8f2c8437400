//! Full-text search: newest first while one types, by relevance within the newest thousand.

use rusqlite::named_params;

use super::error::sql;
use super::lists::{Cursor, Filter, Key, MOST_ROWS_READ, Page};
use super::{Store, StoreError};
use crate::domain::view::ListRow;

/// Relevance is judged among so many of the newest matches: a common word then costs no more
/// than a rare one.
const RANKED_AMONG: i64 = 1_000;

/// A match in the headline weighs as much as ten in the body, one in names or tags as four.
const WEIGHTS: &str = "10.0, 1.0, 4.0, 4.0";

impl Store {
    /// Matches of an FTS5 expression, newest article first, after the row of `after`.
    pub fn search(
        &self,
        expression: &str,
        filter: &Filter,
        limit: usize,
        after: Option<&Cursor>,
    ) -> Result<Page, StoreError> {
        const DEED: &str = "search";
        let before = after.map_or(i64::MAX, |cursor| cursor.row);
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT rowid FROM word WHERE word MATCH :match AND rowid < :before
                 ORDER BY rowid DESC",
            )
            .map_err(sql(DEED))?;
        let mut found = statement
            .query(named_params! { ":match": expression, ":before": before })
            .map_err(sql(DEED))?;
        let mut page = Page { rows: Vec::new(), next: None, cut: false };
        let at = |row: i64| Some(Cursor { key: Key::Number(row), row });
        let mut read = 0;
        while let Some(row) = found.next().map_err(sql(DEED))? {
            if page.rows.len() == limit {
                page.next = page.rows.last().and_then(|last| at(last.row));
                return Ok(page);
            }
            let row = self.list_row(row.get(0).map_err(sql(DEED))?)?;
            read += 1;
            if filter.admits(&row) {
                page.rows.push(row);
            } else if read >= MOST_ROWS_READ {
                page.next = at(row.row);
                page.cut = true;
                return Ok(page);
            }
        }
        Ok(page)
    }

    /// The best matches among the newest thousand, of those that the filter admits.
    pub fn search_ranked(
        &self,
        expression: &str,
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        const DEED: &str = "search";
        let query = format!(
            "SELECT rowid FROM (
               SELECT rowid, bm25(word, {WEIGHTS}) AS score FROM word WHERE word MATCH :match
               ORDER BY rowid DESC LIMIT {RANKED_AMONG})
             ORDER BY score, rowid DESC"
        );
        let mut statement = self.conn.prepare_cached(&query).map_err(sql(DEED))?;
        let mut found =
            statement.query(named_params! { ":match": expression }).map_err(sql(DEED))?;
        let mut best = Vec::new();
        while best.len() < limit
            && let Some(row) = found.next().map_err(sql(DEED))?
        {
            let row = self.list_row(row.get(0).map_err(sql(DEED))?)?;
            if filter.admits(&row) {
                best.push(row);
            }
        }
        Ok(best)
    }

    /// Looks at the text of an article as the index has it: headline, body, names, tags. The text
    /// is lent and not copied; an article without one has four empty fields.
    pub fn over_text<T>(
        &self,
        row: i64,
        look: impl FnOnce([&str; 4]) -> T,
    ) -> Result<T, StoreError> {
        const DEED: &str = "read the text";
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT headline, body, names, tags FROM article_text WHERE article = :row",
            )
            .map_err(sql(DEED))?;
        let mut found = statement.query(named_params! { ":row": row }).map_err(sql(DEED))?;
        let Some(row) = found.next().map_err(sql(DEED))? else { return Ok(look([""; 4])) };
        let field = |at: usize| row.get_ref(at).and_then(|text| Ok(text.as_str()?));
        let fields = [field(0), field(1), field(2), field(3)];
        let [headline, body, names, tags] = fields.map(|field| field.map_err(sql(DEED)));
        Ok(look([headline?, body?, names?, tags?]))
    }

    /// Does the text of an article lack what an expression finds?
    pub(super) fn lacks(&self, expression: Option<&str>, row: i64) -> Result<bool, StoreError> {
        let Some(expression) = expression else { return Ok(true) };
        self.conn
            .prepare_cached("SELECT 1 FROM word WHERE word MATCH :match AND rowid = :row")
            .and_then(|mut statement| {
                statement.exists(named_params! { ":match": expression, ":row": row })
            })
            .map(|found| !found)
            .map_err(sql("search"))
    }

    /// Those of some words that occur in this desk's texts.
    ///
    /// Each is looked for until its first row: `vocabulary` would count all rows of a word before
    /// it gives the word.
    pub fn known_words(&self, words: &[String]) -> Result<Vec<String>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT 1 FROM word WHERE word MATCH :match LIMIT 1")
            .map_err(sql("search"))?;
        let mut known = Vec::new();
        for word in words {
            let quoted = format!("\"{}\"", word.replace('"', "\"\""));
            if statement.exists(named_params! { ":match": quoted }).map_err(sql("search"))? {
                known.push(word.clone());
            }
        }
        Ok(known)
    }

    /// Holds the search index to the texts that it was made from.
    pub fn check_search(&self) -> Result<(), StoreError> {
        self.conn
            .execute("INSERT INTO word (word, rank) VALUES ('integrity-check', 1)", [])
            .map(|_checked| ())
            .map_err(sql("check the search index"))
    }
}
