//! Keeps the projections in step: what one more record changes in the tables that people read.
//!
//! The same code runs when a record is appended and when the tables are made again from the
//! ledger, so both give the same rows.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, named_params};

use super::content;
use super::error::sql;
use super::rows::{self, join_people, split_people};
use super::{StoreError, Tx};
use crate::domain::ids::{ArticleId, Digest, PersonId};
use crate::domain::manuscript::Manuscript;
use crate::domain::office::{Office, Setting, Unlawful};
use crate::domain::record::{Deed, Header, Record, RevisionId};
use crate::domain::stage::State;
use crate::domain::{fold, slug};

use super::append::AppendError;

/// The office as of the newest of its records, and where its people stand in their table.
pub(super) struct OfficeCache {
    pub(super) office: Office,
    rows: BTreeMap<PersonId, i64>,
    upto: i64,
}

impl OfficeCache {
    fn row_of(&self, person: &PersonId) -> Result<i64, StoreError> {
        self.rows
            .get(person)
            .copied()
            .ok_or_else(|| StoreError::damaged("look up a person", "a person is missing"))
    }

    fn person_at(&self, row: i64) -> Option<PersonId> {
        self.rows.iter().find(|(_, at)| **at == row).map(|(person, _)| *person)
    }
}

/// Folds the office's records: few, so it is read from the ledger and not from its projection.
pub(super) fn office(conn: &Connection) -> Result<Office, StoreError> {
    const DEED: &str = "read the office";
    let mut statement = conn
        .prepare_cached(
            "SELECT header FROM record WHERE article IS NULL ORDER BY lamport, writer, seq",
        )
        .map_err(sql(DEED))?;
    let mut records = statement.query([]).map_err(sql(DEED))?;
    let mut office = Office::default();
    while let Some(record) = records.next().map_err(sql(DEED))? {
        let bytes: String = record.get(0).map_err(sql(DEED))?;
        let header = Header::from_bytes(bytes.as_bytes())
            .map_err(|error| StoreError::damaged(DEED, error.to_string()))?;
        // What the law refused when it came changes nothing now.
        let _refused = office.apply(&header);
    }
    Ok(office)
}

fn newest_of_office(conn: &Connection) -> Result<i64, StoreError> {
    conn.prepare_cached("SELECT coalesce(max(id), 0) FROM record WHERE article IS NULL")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
        .map_err(sql("read the office"))
}

struct Before {
    row: i64,
    state: State,
}

impl Tx<'_> {
    /// Where an article stands, as this transaction sees it.
    pub fn state_of(&self, article: &ArticleId) -> Result<Option<State>, StoreError> {
        Ok(self.before(article)?.map(|before| before.state))
    }

    /// The office as this transaction sees it.
    pub fn office(&self) -> Result<Office, StoreError> {
        self.with_office(|cache| Ok::<_, StoreError>(cache.office.clone()))
    }

    fn with_office<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&mut OfficeCache) -> Result<T, E>,
    ) -> Result<T, E> {
        let upto = newest_of_office(self.conn)?;
        let mut slot = self.office.borrow_mut();
        if slot.as_ref().is_none_or(|cache| cache.upto != upto) {
            let office = office(self.conn)?;
            let rows = rows::people_rows(self.conn)?;
            *slot = Some(OfficeCache { office, rows, upto });
        }
        match slot.as_mut() {
            Some(cache) => look(cache),
            None => Err(StoreError::damaged("read the office", "no office").into()),
        }
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

    fn project_office(&self, header: &Header) -> Result<(), AppendError> {
        let mut office = self.office_before(header)?;
        office.apply(header)?;
        if let Some(deed) = header.deed() {
            self.write_office(deed, &office)?;
        }
        let rows = rows::people_rows(self.conn)?;
        let upto = newest_of_office(self.conn)?;
        self.office.replace(Some(OfficeCache { office, rows, upto }));
        Ok(())
    }

    fn office_before(&self, header: &Header) -> Result<Office, StoreError> {
        const DEED: &str = "read the office";
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT header FROM record
                 WHERE article IS NULL AND lamport < :lamport ORDER BY lamport, writer, seq",
            )
            .map_err(sql(DEED))?;
        let mut records = statement
            .query(named_params! { ":lamport": header.lamport.cast_signed() })
            .map_err(sql(DEED))?;
        let mut office = Office::default();
        while let Some(record) = records.next().map_err(sql(DEED))? {
            let bytes: String = record.get(0).map_err(sql(DEED))?;
            let header = Header::from_bytes(bytes.as_bytes())
                .map_err(|error| StoreError::damaged(DEED, error.to_string()))?;
            let _refused = office.apply(&header);
        }
        Ok(office)
    }

    fn write_office(&self, deed: &Deed, office: &Office) -> Result<(), StoreError> {
        match deed {
            Deed::OfficeCreated { settings } => {
                settings.iter().try_for_each(|(key, value)| self.write_setting(key, value))
            }
            Deed::SettingChanged { key, value } => self.write_setting(key, value),
            Deed::PersonAdded { person, .. } | Deed::PersonChanged { person, .. } => {
                self.write_person(office, person)
            }
            Deed::PersonRevoked { person, .. } => {
                self.write_person(office, person)?;
                self.write_writers(office)
            }
            _ => self.write_writers(office),
        }
    }

    fn write_setting(&self, key: &str, value: &Setting) -> Result<(), StoreError> {
        let value = match value {
            Setting::Flag(on) => on.to_string(),
            Setting::Note(digest) => content::note(self.content(digest)?, digest)?,
        };
        self.conn
            .execute(
                "INSERT INTO setting (key, value) VALUES (:key, :value)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                named_params! { ":key": key, ":value": value },
            )
            .map(|_changed| ())
            .map_err(sql("write a setting"))
    }

    fn write_person(&self, office: &Office, id: &PersonId) -> Result<(), StoreError> {
        let Some(person) = office.people.get(id) else { return Ok(()) };
        let full_name = match &person.full_name {
            Some(digest) => Some(content::note(self.content(digest)?, digest)?),
            None => None,
        };
        let roles: Vec<&str> = person.roles.iter().map(|role| role.word()).collect();
        self.conn
            .execute(
                "INSERT INTO person (id, name, full_name, roles, revoked)
                 VALUES (:id, :name, :full_name, :roles, :revoked)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name,
                   full_name = excluded.full_name, roles = excluded.roles,
                   revoked = excluded.revoked",
                named_params! {
                    ":id": id.0.as_bytes(),
                    ":name": content::note(self.content(&person.name)?, &person.name)?,
                    ":full_name": full_name,
                    ":roles": roles.join(","),
                    ":revoked": person.revoked,
                },
            )
            .map(|_changed| ())
            .map_err(sql("write a person"))
    }

    fn write_writers(&self, office: &Office) -> Result<(), StoreError> {
        for (key, writer) in &office.writers {
            self.conn
                .execute(
                    "INSERT INTO writer (key, person, until, revoked, replaced)
                     VALUES (:key, (SELECT row FROM person WHERE id = :person), :until, :revoked,
                       :replaced)
                     ON CONFLICT (key) DO UPDATE SET person = excluded.person,
                       until = excluded.until, revoked = excluded.revoked,
                       replaced = excluded.replaced",
                    named_params! {
                        ":key": key.0,
                        ":person": writer.person.map(|id| id.0.into_bytes()),
                        ":until": writer.until.map(u64::cast_signed),
                        ":revoked": writer.revoked,
                        ":replaced": writer.replaced,
                    },
                )
                .map_err(sql("write a key"))?;
        }
        Ok(())
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
                let manuscript = match manuscript {
                    Some(manuscript) => manuscript,
                    None => {
                        stored =
                            content::manuscript(self.content(&saved.content)?, &saved.content)?;
                        &stored
                    }
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

    fn write_ends(
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
        let contributors = self.people_rows(saved)?;
        let words = i64::try_from(manuscript.words()).unwrap_or(i64::MAX);
        let row = match before {
            Some(before) => {
                self.conn
                    .prepare_cached(
                        "UPDATE article SET headline = :headline, section = :section,
                           contributors = :contributors, words = :words, number = :number,
                           rules = NULL, errors = NULL, warnings = NULL, suggestions = NULL
                         WHERE row = :row",
                    )
                    .and_then(|mut update| {
                        update.execute(named_params! {
                            ":row": before.row,
                            ":headline": manuscript.headline,
                            ":section": manuscript.section,
                            ":contributors": contributors,
                            ":words": words,
                            ":number": saved.number.cast_signed(),
                        })
                    })
                    .map_err(sql("change the list"))?;
                before.row
            }
            None => {
                let author = self.with_office(|cache| match saved.author {
                    Some(person) => cache.row_of(&person),
                    None => Err(StoreError::damaged("change the list", "nobody wrote the text")),
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
                            ":words": words,
                            ":number": saved.number.cast_signed(),
                        })
                    })
                    .map_err(sql("add to the list"))?;
                self.conn.last_insert_rowid()
            }
        };
        self.index_text(row, before.is_some(), manuscript)?;
        Ok(row)
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
        let flags = i64::from(state.returned())
            | i64::from(state.correction.is_some()) << 1
            | i64::from(state.live.is_some()) << 2;
        self.conn
            .prepare_cached(
                "UPDATE article SET stage = :stage, flags = :flags, slug = :slug,
                   updated_ms = :at, touched = :touched, due_ms = :due WHERE row = :row",
            )
            .and_then(|mut update| {
                update.execute(named_params! {
                    ":row": row,
                    ":stage": state.name().word(),
                    ":flags": flags,
                    ":slug": self.slug_of(row, state)?,
                    ":at": header.at.ms(),
                    ":touched": header.lamport.cast_signed(),
                    ":due": state.plan.due.map_or(i64::MAX, |due| due.ms()),
                })
            })
            .map_err(sql(DEED))?;
        self.count_stage(before, state)
    }

    /// The fixed slug, else the one chosen by hand, else the one that the headline gives.
    fn slug_of(&self, row: i64, state: &State) -> Result<String, rusqlite::Error> {
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
        let old = before.map(State::name);
        let new = after.name();
        if old == Some(new) {
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
        change(new.word(), 1)?;
        Ok(())
    }

    /// Keeps the search index in step, in the same transaction.
    fn index_text(&self, row: i64, known: bool, text: &Manuscript) -> Result<(), StoreError> {
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
        let names =
            [&text.byline, &text.credit, &text.place, &text.section].map(String::as_str).join("\n");
        let tags = text.tags.join("\n");
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
                        ":body": text.body,
                        ":names": names,
                        ":tags": tags,
                    })
                })
                .map_err(sql(DEED))?;
        }
        Ok(())
    }
}
