//! Erasing by law: the bytes go, their digests stay, and the ledger still verifies.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::content::{self, Content};
use super::error::sql;
use super::{Fault, Store, StoreError, Tx, rows};
use crate::domain::ids::Digest;
use crate::domain::manuscript::Manuscript;

const DEED: &str = "erase a text";

/// Digests as the queries here take them: one JSON list of hexadecimal words.
fn listed(digests: &[Digest]) -> String {
    let words = digests.iter().map(|digest| digest.to_string().to_uppercase());
    words.collect::<serde_json::Value>().to_string()
}

/// The articles that hold one of these texts, each with that text. No index leads there: it is
/// asked for when something is erased, and when erased words are written again.
fn holders(conn: &Connection, digests: &[Digest]) -> Result<Vec<(i64, Digest)>, StoreError> {
    conn.prepare_cached(
        "SELECT DISTINCT article, content FROM revision
         WHERE hex(content) IN (SELECT value FROM json_each(:digests)) ORDER BY article",
    )
    .and_then(|mut statement| {
        statement
            .query_map(named_params! { ":digests": listed(digests) }, |row| {
                Ok((row.get(0)?, Digest(row.get(1)?)))
            })?
            .collect()
    })
    .map_err(sql("look for a text"))
}

impl Store {
    /// Was this content erased? What is damaged or missing was not.
    ///
    /// Only the type is asked for: whether it is NULL would be found by reading all of a long text.
    pub fn is_erased(&self, digest: &Digest) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached("SELECT typeof(data) = 'null' FROM content WHERE digest = :digest")
            .and_then(|mut statement| {
                statement
                    .query_row(named_params! { ":digest": digest.0 }, |row| row.get(0))
                    .optional()
            })
            .map(Option::unwrap_or_default)
            .map_err(sql("look for a text"))
    }

    /// Writes the file anew, so that no free page, no old part of the search index and no log keeps
    /// what was erased. Others may read meanwhile; one who reads for long keeps it from ending.
    pub fn scrub(&self) -> Result<(), StoreError> {
        const DEED: &str = "scrub the file";
        let temp =
            |place: &str| self.conn.pragma_update(None, "temp_store", place).map_err(sql(DEED));
        // A copy of a large desk does not belong into memory.
        temp("FILE")?;
        let written = self
            .conn
            .execute_batch("INSERT INTO word (word) VALUES ('optimize'); VACUUM")
            .map_err(sql(DEED));
        temp("MEMORY")?;
        written?;
        let busy: bool = self
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(sql(DEED))?;
        if busy { Err(StoreError::new(DEED, Fault::Busy)) } else { Ok(()) }
    }

    /// The articles of which a revision has one of these very texts.
    pub fn articles_with(&self, digests: &[Digest]) -> Result<Vec<i64>, StoreError> {
        let mut articles: Vec<i64> =
            holders(&self.conn, digests)?.into_iter().map(|(article, _)| article).collect();
        articles.dedup();
        Ok(articles)
    }
}

impl Tx<'_> {
    /// Erases contents: from their rows, from what stands on them, from lists and search. The file
    /// may have the words in places that nobody reads until [`Store::scrub`].
    pub fn erase(&self, digests: &[Digest]) -> Result<(), StoreError> {
        for child in self.leaning_on(digests)? {
            // What is damaged cannot be packed anew, and is told by those who verify.
            if let Ok(Content::Bytes(bytes)) = self.content(&child) {
                self.put_whole(&bytes, child)?;
            }
        }
        self.conn
            .execute(
                "UPDATE content SET enc = 'zstd', base = NULL, depth = 0, data = NULL
                 WHERE hex(digest) IN (SELECT value FROM json_each(:digests))",
                named_params! { ":digests": listed(digests) },
            )
            .map_err(sql(DEED))?;
        self.drop_grown_from(digests)?;
        self.empty_frozen(digests)?;
        self.show_anew(digests)
    }

    /// What somebody is writing over a text that goes has its words too.
    fn drop_grown_from(&self, digests: &[Digest]) -> Result<(), StoreError> {
        self.conn
            .execute(
                "DELETE FROM working WHERE base IN (SELECT record FROM revision
                 WHERE hex(content) IN (SELECT value FROM json_each(:digests)))",
                named_params! { ":digests": listed(digests) },
            )
            .map(|_dropped| ())
            .map_err(sql(DEED))
    }

    /// The contents that stay and are packed against one that goes.
    fn leaning_on(&self, digests: &[Digest]) -> Result<Vec<Digest>, StoreError> {
        let mut children = Vec::new();
        for digest in digests {
            let found: Vec<Digest> = self
                .conn
                .prepare_cached("SELECT digest FROM content WHERE base = :digest")
                .and_then(|mut statement| {
                    statement
                        .query_map(named_params! { ":digest": digest.0 }, |row| {
                            row.get(0).map(Digest)
                        })?
                        .collect()
                })
                .map_err(sql(DEED))?;
            children.extend(found.into_iter().filter(|child| !digests.contains(child)));
        }
        Ok(children)
    }

    /// Brings the tables in step with contents that went, or came back: as they would be, made
    /// again from the ledger with the contents as they are now.
    pub(super) fn show_anew(&self, digests: &[Digest]) -> Result<(), StoreError> {
        for (article, digest) in holders(self.conn, digests)? {
            let text = content::manuscript(self.content(&digest)?, &digest)?;
            let params = named_params! {
                ":article": article,
                ":content": digest.0,
                ":words": i64::try_from(text.words()).unwrap_or(i64::MAX),
            };
            self.conn
                .execute(
                    "UPDATE revision SET words = :words
                     WHERE article = :article AND content = :content",
                    params,
                )
                .map_err(sql(DEED))?;
            if self.shown(article)? == Some(digest) {
                self.show(article, &text)?;
            }
        }
        Ok(())
    }

    /// The text that lists show: that of the last revision that was saved.
    fn shown(&self, article: i64) -> Result<Option<Digest>, StoreError> {
        self.conn
            .query_row(
                "SELECT content FROM revision WHERE article = :article ORDER BY rowid DESC LIMIT 1",
                named_params! { ":article": article },
                |row| row.get(0).map(Digest),
            )
            .optional()
            .map_err(sql(DEED))
    }

    fn show(&self, article: i64, text: &Manuscript) -> Result<(), StoreError> {
        self.conn
            .execute(
                "UPDATE article SET headline = :headline, section = :section, words = :words,
                   rules = NULL, errors = NULL, warnings = NULL, suggestions = NULL
                 WHERE row = :article",
                named_params! {
                    ":article": article,
                    ":headline": text.headline,
                    ":section": text.section,
                    ":words": i64::try_from(text.words()).unwrap_or(i64::MAX),
                },
            )
            .map_err(sql(DEED))?;
        let state: String = self
            .conn
            .query_row(
                "SELECT state FROM article_state WHERE article = :article",
                named_params! { ":article": article },
                |row| row.get(0),
            )
            .map_err(sql(DEED))?;
        let slug = self.slug_of(article, &rows::state(&state)?).map_err(sql(DEED))?;
        self.conn
            .execute(
                "UPDATE article SET slug = :slug WHERE row = :article",
                named_params! { ":article": article, ":slug": slug },
            )
            .map_err(sql(DEED))?;
        self.index_text(article, true, text)
    }
}
