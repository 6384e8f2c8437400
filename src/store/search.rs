//! Full-text search: newest first while one types, by relevance within the newest thousand.

use rusqlite::{OptionalExtension, named_params};

use super::error::sql;
use super::lists::{Cursor, Filter, Key, MOST_ROWS_READ, Page};
use super::{Store, StoreError};
use crate::domain::view::ListRow;

/// Relevance is judged among so many of the newest matches: a common word then costs no more
/// than a rare one.
const RANKED_AMONG: i64 = 1_000;

/// A match in the headline weighs as much as ten in the body, one in names or tags as four.
const WEIGHTS: &str = "10.0, 1.0, 4.0, 4.0";

/// A match with the words around it; `\u{2}` and `\u{3}` stand around each word that was found,
/// since no text can hold them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub row: ListRow,
    pub snippet: String,
}

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

    /// The best matches among the newest thousand, with the words around each.
    pub fn search_ranked(
        &self,
        expression: &str,
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<Match>, StoreError> {
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
        while let Some(row) = found.next().map_err(sql(DEED))? {
            if best.len() == limit {
                break;
            }
            let row = self.list_row(row.get(0).map_err(sql(DEED))?)?;
            if filter.admits(&row) {
                best.push(Match { snippet: self.snippet(expression, row.row)?, row });
            }
        }
        Ok(best)
    }

    /// The words around a match, made for rows that are shown and no others.
    pub fn snippet(&self, expression: &str, row: i64) -> Result<String, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT snippet(word, -1, char(2), char(3), '…', 12) FROM word
                 WHERE word MATCH :match AND rowid = :row",
            )
            .and_then(|mut statement| {
                statement
                    .query_row(named_params! { ":match": expression, ":row": row }, |row| {
                        row.get(0)
                    })
                    .optional()
            })
            .map(Option::unwrap_or_default)
            .map_err(sql("search"))
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
    pub fn known_words(&self, words: &[String]) -> Result<Vec<String>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT 1 FROM vocabulary WHERE term = :term")
            .map_err(sql("search"))?;
        let mut known = Vec::new();
        for word in words {
            if statement.exists(named_params! { ":term": word }).map_err(sql("search"))? {
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
