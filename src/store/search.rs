//! Full-text search: newest first while one types, by relevance among the newest.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{OptionalExtension, named_params};

use super::error::sql;
use super::lists::{Cursor, Filter, Key, MOST_ROWS_READ, Page};
use super::{Store, StoreError};
use crate::domain::view::ListRow;

/// Relevance is judged among so many of the newest matches: a common word then costs no more
/// than a rare one.
const RANKED_AMONG: usize = 1_000;

/// So many of those are read and weighed, or as many as are asked for: first what has the words
/// where they tell most, then the newest. To read a thousand texts takes longer than one waits.
const WEIGHED: usize = 64;

/// The index has an own part for beginnings of so many letters. Those of longer ones are merged
/// in memory before the first row is given: common words take a hundred megabytes.
const SHORT_BEGINNING: usize = 3;

/// A beginning that more words have is left to the index.
const MOST_WORDS: usize = 64;

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

    /// The best matches among the newest thousand, of those that the filter admits. `any` is an
    /// expression for one of the words; `weigh` says how good a text is.
    pub fn search_ranked(
        &self,
        expression: &str,
        any: Option<&str>,
        filter: &Filter,
        limit: usize,
        weigh: &dyn Fn([&str; 4]) -> f64,
    ) -> Result<Vec<ListRow>, StoreError> {
        let newest = self.newest(expression, i64::MIN)?;
        let oldest = newest.last().copied().unwrap_or(i64::MAX);
        let most = limit.max(WEIGHED);
        let standing_out = [
            Some(format!("{{headline}} : ({expression})")),
            any.map(|any| format!("({{headline names tags}} : ({any})) AND ({expression})")),
        ];
        let mut chosen = Vec::new();
        let mut seen = HashSet::new();
        let mut choose = |rows: &[i64]| -> Result<bool, StoreError> {
            for row in rows {
                if chosen.len() == most {
                    return Ok(true);
                }
                // A column filter holds for words with a minus too: it may find what is no match.
                if newest.binary_search_by(|other| row.cmp(other)).is_ok()
                    && seen.insert(*row)
                    && filter.admits(&self.list_row(*row)?)
                {
                    chosen.push(*row);
                }
            }
            Ok(false)
        };
        let mut full = false;
        for better in standing_out.iter().flatten() {
            full = full || choose(&self.newest(better, oldest)?)?;
        }
        if !full {
            choose(&newest)?;
        }
        self.best(chosen, limit, weigh)
    }

    /// Rows of the newest matches down to one, newest first.
    fn newest(&self, expression: &str, oldest: i64) -> Result<Vec<i64>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT rowid FROM word WHERE word MATCH :match AND rowid >= :oldest
                 ORDER BY rowid DESC LIMIT :most",
            )
            .map_err(sql("search"))?;
        let most = i64::try_from(RANKED_AMONG).unwrap_or(i64::MAX);
        let given = named_params! { ":match": expression, ":oldest": oldest, ":most": most };
        let rows = statement.query_map(given, |row| row.get(0)).map_err(sql("search"))?;
        rows.collect::<Result<_, _>>().map_err(sql("search"))
    }

    /// Those with the greatest weight, of equals the newest.
    fn best(
        &self,
        rows: Vec<i64>,
        limit: usize,
        weigh: &dyn Fn([&str; 4]) -> f64,
    ) -> Result<Vec<ListRow>, StoreError> {
        let mut weighed: Vec<(f64, i64)> = Vec::with_capacity(rows.len());
        for row in rows {
            weighed.push((self.over_text(row, weigh)?, row));
        }
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        weighed.into_iter().take(limit).map(|(_weight, row)| self.list_row(row)).collect()
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

    /// The headline and so many characters of a body as the index has them, if that is longer than
    /// so many bytes.
    pub fn beginning(
        &self,
        row: i64,
        longer_than: usize,
        characters: usize,
    ) -> Result<Option<(String, String)>, StoreError> {
        let as_number = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
        self.conn
            .prepare_cached(
                "SELECT headline, substr(body, 1, :most) FROM article_text
                 WHERE article = :row AND octet_length(body) > :long",
            )
            .and_then(|mut statement| {
                let given = named_params! {
                    ":row": row, ":most": as_number(characters), ":long": as_number(longer_than),
                };
                statement.query_row(given, |row| Ok((row.get(0)?, row.get(1)?))).optional()
            })
            .map_err(sql("read the beginning of a text"))
    }

    /// The tags of so many of the newest articles, those that are used most first.
    pub fn tags(&self, articles: usize) -> Result<Vec<String>, StoreError> {
        const DEED: &str = "read the tags";
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT tags FROM article_text WHERE tags <> '' ORDER BY article DESC LIMIT :most",
            )
            .map_err(sql(DEED))?;
        let most = i64::try_from(articles).unwrap_or(i64::MAX);
        let mut rows = statement.query(named_params! { ":most": most }).map_err(sql(DEED))?;
        let mut counted: BTreeMap<String, u64> = BTreeMap::new();
        while let Some(row) = rows.next().map_err(sql(DEED))? {
            let tags: String = row.get(0).map_err(sql(DEED))?;
            for tag in tags.lines().filter(|tag| !tag.is_empty()) {
                *counted.entry(tag.to_owned()).or_default() += 1;
            }
        }
        let mut tags: Vec<(String, u64)> = counted.into_iter().collect();
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(tags.into_iter().map(|(tag, _)| tag).collect())
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

    /// The words of this desk's texts that begin like this, in small letters without accents.
    /// None if the index itself serves better: for few letters, and for very many words.
    pub fn words_from(&self, beginning: &str) -> Result<Vec<String>, StoreError> {
        const DEED: &str = "look for words";
        let plain = beginning.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if beginning.len() <= SHORT_BEGINNING || !plain {
            return Ok(Vec::new());
        }
        // One row for each place of a word. That the rows are not counted makes it possible to go
        // from word to word, each from its first place to beyond it.
        self.conn
            .prepare_cached(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.place
                 USING fts5vocab (main, word, instance)",
            )
            .and_then(|mut statement| statement.execute([]))
            .map_err(sql(DEED))?;
        let mut next = self
            .conn
            .prepare_cached(
                "SELECT term FROM temp.place WHERE term >= :from AND term < :end LIMIT 1",
            )
            .map_err(sql(DEED))?;
        let mut from = beginning.to_ascii_lowercase();
        // Behind all letters that a word can have.
        let end = format!("{from}{}", char::MAX);
        let mut words: Vec<String> = Vec::new();
        while let Some(word) = next
            .query_row(named_params! { ":from": from, ":end": end }, |row| row.get::<_, String>(0))
            .optional()
            .map_err(sql(DEED))?
        {
            if words.len() == MOST_WORDS {
                return Ok(Vec::new());
            }
            // No word between these two: the figure is the least of all letters.
            from = format!("{word}0");
            words.push(word);
        }
        Ok(words)
    }

    /// Holds the search index to the texts that it was made from.
    pub fn check_search(&self) -> Result<(), StoreError> {
        self.conn
            .execute("INSERT INTO word (word, rank) VALUES ('integrity-check', 1)", [])
            .map(|_checked| ())
            .map_err(sql("check the search index"))
    }
}
