//! Keeps the projections in step: what one more record changes in the tables that people read.
//!
//! The same code runs when a record is appended and when the tables are made again from the
//! ledger, so both give the same rows.

mod office;

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, named_params};

use super::content;
use super::error::sql;
use super::rows::{self, join_people, split_people};
use super::{StoreError, Tx};
use crate::domain::ids::{ArticleId, Digest, PersonId};
use crate::domain::manuscript::Manuscript;
use crate::domain::office::Unlawful;
use crate::domain::record::{Header, Record, RevisionId};
use crate::domain::stage::State;
use crate::domain::time::Timestamp;
use crate::domain::{fold, slug};

use super::append::AppendError;
#[cfg(test)]
pub(super) use office::NEWEST_OF_OFFICE;
pub(super) use office::{OfficeCache, newest_of_office, office, office_records};

struct Before {
    row: i64,
    state: State,
}

impl Tx<'_> {
    /// Where an article stands, as this transaction sees it.
    pub fn state_of(&self, article: &ArticleId) -> Result<Option<State>, StoreError> {
        Ok(self.before(article)?.map(|before| before.state))
    }

    /// Folds one record, already in its table, into the projections.
    pub(super) fn project(
        &self,
        record: &Record,
        header: &Header,
        manuscript: Option<&Manuscript>,
    ) -> Result<(), AppendError> {
        match header.article {
            None => self.project_office(header),
            Some(article) => self.project_article(article, record, header, manuscript),
        }
    }

    fn project_article(
        &self,
        article: ArticleId,
        record: &Record,
        header: &Header,
        manuscript: Option<&Manuscript>,
    ) -> Result<(), AppendError> {
        self.write_ends(&article, record.digest, &header.parents)?;
        let before = self.before(&article)?;
        let named = fold::names(header);
        let outcome = self.with_office(|cache| {
            let who = cache.office.actor(&header.writer, header.seq)?;
            let known = fold::Known {
                heads: match &before {
                    Some(before) => self.heads(before.row)?,
                    None => Vec::new(),
                },
                named: named
                    .iter()
                    .filter_map(|id| self.revision_of(id, cache).transpose())
                    .collect::<Result<_, _>>()?,
                single_eye: cache.office.single_eye(),
            };
            let state = before.as_ref().map(|before| &before.state);
            fold::step(state, header, record.digest, &who, &known).map_err(AppendError::from)
        })?;
        let Some(outcome) = outcome else { return Ok(()) };
        let row = match &outcome.saved {
            Some(saved) => {
                let stored;
                let manuscript = if let Some(manuscript) = manuscript {
                    manuscript
                } else {
                    stored = content::manuscript(self.content(&saved.content)?, &saved.content)?;
                    &stored
                };
                let row = self.write_text(&article, before.as_ref(), saved, header, manuscript)?;
                self.write_revision(row, record.digest, saved, manuscript.words())?;
                row
            }
            None => before.as_ref().map(|before| before.row).ok_or(Unlawful::UnknownArticle)?,
        };
        if let Some(approved) = outcome.approved {
            self.conn
                .prepare_cached("UPDATE revision SET approved = 1 WHERE record = :record")
                .and_then(|mut update| update.execute(named_params! { ":record": approved.0 }))
                .map_err(sql("mark a revision as approved"))?;
        }
        self.write_state(row, before.as_ref().map(|before| &before.state), &outcome.state, header)?;
        Ok(())
    }

    pub(super) fn write_ends(
        &self,
        article: &ArticleId,
        digest: Digest,
        parents: &[Digest],
    ) -> Result<(), StoreError> {
        const DEED: &str = "note the article's newest record";
        for parent in parents {
            self.conn
                .prepare_cached(
                    "DELETE FROM article_end WHERE article = :article AND digest = :digest",
                )
                .and_then(|mut delete| {
                    delete.execute(
                        named_params! { ":article": article.0.as_bytes(), ":digest": parent.0 },
                    )
                })
                .map_err(sql(DEED))?;
        }
        self.conn
            .prepare_cached("INSERT INTO article_end (article, digest) VALUES (:article, :digest)")
            .and_then(|mut insert| {
                insert.execute(
                    named_params! { ":article": article.0.as_bytes(), ":digest": digest.0 },
                )
            })
            .map(|_inserted| ())
            .map_err(sql(DEED))
    }

    fn before(&self, article: &ArticleId) -> Result<Option<Before>, StoreError> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT article.row, article_state.state FROM article
                 JOIN article_state ON article_state.article = article.row WHERE id = :id",
            )
            .and_then(|mut statement| {
                statement
                    .query_row(named_params! { ":id": article.0.as_bytes() }, |row| {
                        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
                    })
                    .optional()
            })
            .map_err(sql("read an article's state"))?;
        found.map(|(row, state)| Ok(Before { row, state: rows::state(&state)? })).transpose()
    }

    fn heads(&self, article: i64) -> Result<Vec<RevisionId>, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT record FROM revision WHERE article = :article AND head = 1 ORDER BY record",
            )
            .and_then(|mut statement| {
                statement
                    .query_map(named_params! { ":article": article }, |row| row.get(0).map(Digest))?
                    .collect()
            })
            .map_err(sql("read the newest revisions"))
    }

    fn revision_of(
        &self,
        id: &RevisionId,
        cache: &OfficeCache,
    ) -> Result<Option<fold::Revision>, StoreError> {
        let found = rows::revision(self.conn, id)?;
        Ok(found.map(|found| {
            let people: BTreeSet<PersonId> = split_people(&found.contributors)
                .into_iter()
                .filter_map(|row| cache.person_at(row))
                .collect();
            fold::Revision {
                number: found.number,
                base: found.base,
                content: found.content,
                author: found.author.and_then(|row| cache.person_at(row)),
                at: found.at,
                contributors: people,
                approved: found.approved,
            }
        }))
    }

    /// Writes what lists and search show of the newest text.
    fn write_text(
        &self,
        id: &ArticleId,
        before: Option<&Before>,
        saved: &fold::Revision,
        header: &Header,
        manuscript: &Manuscript,
    ) -> Result<i64, AppendError> {
        let row = if let Some(before) = before {
            self.change_article(before.row, saved, manuscript)?;
            before.row
        } else {
            self.insert_article(id, saved, header, manuscript)?
        };
        self.index_text(row, before.is_some(), manuscript)?;
        Ok(row)
    }

    fn change_article(
        &self,
        row: i64,
        saved: &fold::Revision,
        manuscript: &Manuscript,
    ) -> Result<(), StoreError> {
        let contributors = self.people_rows(saved)?;
        self.conn
            .prepare_cached(
                "UPDATE article SET headline = :headline, section = :section,
                   contributors = :contributors, words = :words, number = :number,
                   rules = NULL, errors = NULL, warnings = NULL, suggestions = NULL
                 WHERE row = :row",
            )
            .and_then(|mut update| {
                update.execute(named_params! {
                    ":row": row,
                    ":headline": manuscript.headline,
                    ":section": manuscript.section,
                    ":contributors": contributors,
                    ":words": i64::try_from(manuscript.words()).unwrap_or(i64::MAX),
                    ":number": saved.number.cast_signed(),
                })
            })
            .map(|_changed| ())
            .map_err(sql("change the list"))
    }

    fn insert_article(
        &self,
        id: &ArticleId,
        saved: &fold::Revision,
        header: &Header,
        manuscript: &Manuscript,
    ) -> Result<i64, StoreError> {
        const DEED: &str = "add to the list";
        let contributors = self.people_rows(saved)?;
        let author = self.with_office(|cache| match saved.author {
            Some(person) => cache.row_of(&person),
            None => Err(StoreError::damaged(DEED, "nobody wrote the text")),
        })?;
        self.conn
            .prepare_cached(
                "INSERT INTO article (id, short, slug, headline, section, stage, flags,
                   author, contributors, created_ms, updated_ms, touched, words, number)
                 VALUES (:id, :short, :short, :headline, :section, 'draft', 0, :author,
                   :contributors, :at, :at, :touched, :words, :number)",
            )
            .and_then(|mut insert| {
                insert.execute(named_params! {
                    ":id": id.0.as_bytes(),
                    ":short": id.short(),
                    ":headline": manuscript.headline,
                    ":section": manuscript.section,
                    ":author": author,
                    ":contributors": contributors,
                    ":at": header.at.ms(),
                    ":touched": header.lamport.cast_signed(),
                    ":words": i64::try_from(manuscript.words()).unwrap_or(i64::MAX),
                    ":number": saved.number.cast_signed(),
                })
            })
            .map_err(sql(DEED))?;
        Ok(self.conn.last_insert_rowid())
    }

    fn people_rows(&self, revision: &fold::Revision) -> Result<String, StoreError> {
        self.with_office(|cache| {
            let rows: Result<Vec<i64>, _> =
                revision.contributors.iter().map(|person| cache.row_of(person)).collect();
            Ok(join_people(rows?))
        })
    }

    fn write_revision(
        &self,
        article: i64,
        record: RevisionId,
        saved: &fold::Revision,
        words: usize,
    ) -> Result<(), AppendError> {
        const DEED: &str = "write a revision";
        for base in &saved.base {
            self.conn
                .prepare_cached("UPDATE revision SET head = 0 WHERE record = :record")
                .and_then(|mut update| update.execute(named_params! { ":record": base.0 }))
                .map_err(sql(DEED))?;
        }
        let contributors = self.people_rows(saved)?;
        let author =
            self.with_office(|cache| saved.author.map(|person| cache.row_of(&person)).transpose())?;
        let base: Vec<u8> = saved.base.iter().flat_map(|digest| digest.0).collect();
        self.conn
            .prepare_cached(
                "INSERT INTO revision (record, article, number, content, author, at_ms, base,
                   contributors, words, approved, head)
                 VALUES (:record, :article, :number, :content, :author, :at, :base,
                   :contributors, :words, 0, 1)",
            )
            .and_then(|mut insert| {
                insert.execute(named_params! {
                    ":record": record.0,
                    ":article": article,
                    ":number": saved.number.cast_signed(),
                    ":content": saved.content.0,
                    ":author": author,
                    ":at": saved.at.ms(),
                    ":base": base,
                    ":contributors": contributors,
                    ":words": i64::try_from(words).unwrap_or(i64::MAX),
                })
            })
            .map_err(sql(DEED))?;
        Ok(())
    }

    fn write_state(
        &self,
        row: i64,
        before: Option<&State>,
        state: &State,
        header: &Header,
    ) -> Result<(), StoreError> {
        const DEED: &str = "write an article's state";
        let json = serde_json::to_string(state)
            .map_err(|error| StoreError::damaged(DEED, error.to_string()))?;
        self.conn
            .prepare_cached(
                "INSERT INTO article_state (article, state) VALUES (:row, :state)
                 ON CONFLICT (article) DO UPDATE SET state = excluded.state",
            )
            .and_then(|mut put| put.execute(named_params! { ":row": row, ":state": json }))
            .map_err(sql(DEED))?;
        self.conn
            .prepare_cached(
                "UPDATE article SET stage = :stage, flags = :flags, slug = :slug,
                   updated_ms = :at, touched = :touched, due_ms = :due WHERE row = :row",
            )
            .and_then(|mut update| {
                update.execute(named_params! {
                    ":row": row,
                    ":stage": state.name().word(),
                    ":flags": rows::packed(state),
                    ":slug": self.slug_of(row, state)?,
                    // What lies in the trash goes by the time at which it came there.
                    ":at": state.trashed.unwrap_or(header.at).ms(),
                    ":touched": header.lamport.cast_signed(),
                    ":due": state.plan.due.map_or(i64::MAX, Timestamp::ms),
                })
            })
            .map_err(sql(DEED))?;
        self.count_stage(before, state)
    }

    /// The fixed slug, else the one chosen by hand, else the one that the headline gives.
    pub(super) fn slug_of(&self, row: i64, state: &State) -> Result<String, rusqlite::Error> {
        if let Some(address) = state.address.as_ref().filter(|_| !state.readdress) {
            return Ok(address.slug.clone());
        }
        let (headline, short): (String, String) = self
            .conn
            .prepare_cached("SELECT headline, short FROM article WHERE row = :row")?
            .query_row(named_params! { ":row": row }, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(state.plan.slug.clone().unwrap_or_else(|| slug::slug(&headline, &short)))
    }

    fn count_stage(&self, before: Option<&State>, after: &State) -> Result<(), StoreError> {
        let counted = |state: &State| state.trashed.is_none().then(|| state.name());
        let (old, new) = (before.and_then(counted), counted(after));
        if old == new {
            return Ok(());
        }
        let change = |stage: &str, by: i64| {
            self.conn
                .prepare_cached(
                    "INSERT INTO stage_count (stage, n) VALUES (:stage, max(0, :by))
                     ON CONFLICT (stage) DO UPDATE SET n = n + :by",
                )
                .and_then(|mut put| put.execute(named_params! { ":stage": stage, ":by": by }))
                .map_err(sql("count stages"))
        };
        if let Some(old) = old {
            change(old.word(), -1)?;
        }
        if let Some(new) = new {
            change(new.word(), 1)?;
        }
        Ok(())
    }

    /// Keeps the search index in step, in the same transaction.
    pub(super) fn index_text(
        &self,
        row: i64,
        known: bool,
        text: &Manuscript,
    ) -> Result<(), StoreError> {
        const DEED: &str = "index the text";
        if known {
            // An external-content index must be told the old words to forget them.
            self.conn
                .prepare_cached(
                    "INSERT INTO word (word, rowid, headline, body, names, tags)
                     SELECT 'delete', article, headline, body, names, tags
                     FROM article_text WHERE article = :row",
                )
                .and_then(|mut forget| forget.execute(named_params! { ":row": row }))
                .map_err(sql(DEED))?;
        }
        let (names, tags) = rows::indexed(text);
        for statement in [
            "INSERT INTO article_text (article, headline, body, names, tags)
             VALUES (:row, :headline, :body, :names, :tags)
             ON CONFLICT (article) DO UPDATE SET headline = excluded.headline,
               body = excluded.body, names = excluded.names, tags = excluded.tags",
            "INSERT INTO word (rowid, headline, body, names, tags)
             VALUES (:row, :headline, :body, :names, :tags)",
        ] {
            self.conn
                .prepare_cached(statement)
                .and_then(|mut put| {
                    put.execute(named_params! {
                        ":row": row,
                        ":headline": text.headline,
                        ":body": rows::searched(&text.body),
                        ":names": names,
                        ":tags": tags,
                    })
                })
                .map_err(sql(DEED))?;
        }
        Ok(())
    }
}
