//! Reading what the desk has: one article, its revisions, people, settings.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Params, Row, named_params, params_from_iter};

use super::error::sql;
use super::rows::{self, LIST, REVISION, RevisionRow};
use super::{Fault, Store, StoreError, Tx};
use crate::domain::ids::{ArticleId, Digest, WriterKey};
use crate::domain::record::{Header, Record, RevisionId};
use crate::domain::stage::{StageName, State};
use crate::domain::time::Timestamp;
use crate::domain::view::{ListRow, PersonRow};

/// The fewest characters of a short id that name an article.
const SHORTEST_NAME: usize = 6;

/// A row of the ledger.
pub struct LedgerRow {
    pub id: i64,
    pub record: Record,
    pub header: Header,
}

pub(super) const END_OF_CHAIN: &str =
    "SELECT seq FROM record WHERE writer = :writer ORDER BY seq DESC LIMIT 1";

impl Store {
    fn one<T>(
        &self,
        deed: &'static str,
        query: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        self.conn
            .prepare_cached(query)
            .and_then(|mut statement| statement.query_row(params, read).optional())
            .map_err(sql(deed))
    }

    pub(super) fn all<T>(
        &self,
        deed: &'static str,
        query: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        self.conn
            .prepare_cached(query)
            .and_then(|mut statement| statement.query_map(params, read)?.collect())
            .map_err(sql(deed))
    }

    /// The article that a person means: by its id, its slug, or the start of its short id.
    pub fn find(&self, name: &str) -> Result<i64, StoreError> {
        const DEED: &str = "find the article";
        if let Ok(id) = name.parse::<ArticleId>() {
            let query = "SELECT row FROM article WHERE id = :id";
            let found =
                self.one(DEED, query, named_params! { ":id": id.0.as_bytes() }, |row| row.get(0))?;
            return found.ok_or_else(|| StoreError::new(DEED, Fault::NotFound));
        }
        let query = "SELECT row FROM article WHERE slug = :slug";
        if let Some(row) =
            self.one(DEED, query, named_params! { ":slug": name }, |row| row.get(0))?
        {
            return Ok(row);
        }
        let start = name.to_ascii_lowercase();
        if start.len() < SHORTEST_NAME || !start.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(StoreError::new(DEED, Fault::NotFound));
        }
        let found: Vec<i64> = self.all(
            DEED,
            "SELECT row FROM article WHERE short >= :start AND short < :start || '~' LIMIT 9",
            named_params! { ":start": start },
            |row| row.get(0),
        )?;
        match found.as_slice() {
            [row] => Ok(*row),
            [] => Err(StoreError::new(DEED, Fault::NotFound)),
            several => Err(StoreError::new(DEED, Fault::Ambiguous(several.len()))),
        }
    }

    pub fn list_row(&self, row: i64) -> Result<ListRow, StoreError> {
        const DEED: &str = "read the article";
        self.one(
            DEED,
            &format!("SELECT {LIST} FROM article WHERE row = :row"),
            named_params! { ":row": row },
            rows::list_row,
        )?
        .ok_or_else(|| StoreError::new(DEED, Fault::NotFound))
    }

    pub fn slug(&self, row: i64) -> Result<String, StoreError> {
        const DEED: &str = "read the article";
        self.one(
            DEED,
            "SELECT slug FROM article WHERE row = :row",
            named_params! { ":row": row },
            |row| row.get(0),
        )?
        .ok_or_else(|| StoreError::new(DEED, Fault::NotFound))
    }

    /// Has an article this slug, or had once, so that a page or a redirection may stand there?
    /// The article that asks does not count.
    pub fn slug_is_taken(&self, slug: &str, asks: Option<i64>) -> Result<bool, StoreError> {
        const DEED: &str = "look for the slug";
        let params = named_params! { ":slug": slug, ":row": asks };
        let now = "SELECT 1 FROM article WHERE slug = :slug AND row IS NOT :row";
        // Only a choice by hand comes here, so that the states may be read through.
        let once = "SELECT 1 FROM article_state
                    WHERE instr(state, '/' || :slug || '.html\"') AND article IS NOT :row LIMIT 1";
        Ok(self.one(DEED, now, params, |_row| Ok(()))?.is_some()
            || self.one(DEED, once, params, |_row| Ok(()))?.is_some())
    }

    pub fn state(&self, row: i64) -> Result<State, StoreError> {
        const DEED: &str = "read the article's state";
        let json: Option<String> = self.one(
            DEED,
            "SELECT state FROM article_state WHERE article = :row",
            named_params! { ":row": row },
            |row| row.get(0),
        )?;
        rows::state(&json.ok_or_else(|| StoreError::new(DEED, Fault::NotFound))?)
    }

    /// The newest revision; where two desks worked apart, the one with the greatest number.
    pub fn head(&self, row: i64) -> Result<RevisionRow, StoreError> {
        const DEED: &str = "read the newest revision";
        self.one(
            DEED,
            &format!(
                "SELECT {REVISION} FROM revision WHERE article = :row AND head = 1
                 ORDER BY number DESC, record LIMIT 1"
            ),
            named_params! { ":row": row },
            rows::revision_row,
        )?
        .ok_or_else(|| StoreError::new(DEED, Fault::NotFound))
    }

    pub fn revision(&self, id: &RevisionId) -> Result<RevisionRow, StoreError> {
        rows::revision(&self.conn, id)?
            .ok_or_else(|| StoreError::new("read a revision", Fault::NotFound))
    }

    /// Revisions with one number: more than one where two desks worked apart.
    pub fn revisions_numbered(
        &self,
        row: i64,
        number: u64,
    ) -> Result<Vec<RevisionRow>, StoreError> {
        self.all(
            "read a revision",
            &format!(
                "SELECT {REVISION} FROM revision WHERE article = :row AND number = :number
                 ORDER BY record LIMIT 16"
            ),
            named_params! { ":row": row, ":number": number.cast_signed() },
            rows::revision_row,
        )
    }

    /// The newest revisions, newest first.
    pub fn revisions(&self, row: i64, limit: usize) -> Result<Vec<RevisionRow>, StoreError> {
        self.all(
            "read the history",
            &format!(
                "SELECT {REVISION} FROM revision WHERE article = :row
                 ORDER BY number DESC, record LIMIT :limit"
            ),
            named_params! { ":row": row, ":limit": as_limit(limit) },
            rows::revision_row,
        )
    }

    /// The records of one article, in order.
    pub fn records_of(&self, article: &ArticleId) -> Result<Vec<LedgerRow>, StoreError> {
        self.ledger(
            "SELECT id, digest, header, signature FROM record WHERE article = ?1
             ORDER BY lamport, writer, seq",
            vec![Value::Blob(article.0.as_bytes().to_vec())],
        )
    }

    /// The newest records, newest first; of one article, and since a time, if wanted.
    pub fn records(
        &self,
        article: Option<&ArticleId>,
        since: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<LedgerRow>, StoreError> {
        let since = Value::Integer(since.map_or(i64::MIN, Timestamp::ms));
        let limit = Value::Integer(as_limit(limit));
        match article {
            Some(id) => self.ledger(
                "SELECT id, digest, header, signature FROM record
                 WHERE article = ?1 AND at_ms >= ?2
                 ORDER BY lamport DESC, writer DESC, seq DESC LIMIT ?3",
                vec![Value::Blob(id.0.as_bytes().to_vec()), since, limit],
            ),
            None => self.ledger(
                "SELECT id, digest, header, signature FROM record WHERE at_ms >= ?1
                 ORDER BY lamport DESC, writer DESC, seq DESC LIMIT ?2",
                vec![since, limit],
            ),
        }
    }

    /// One record by its digest.
    pub fn record(&self, digest: &Digest) -> Result<Record, StoreError> {
        const DEED: &str = "read a record";
        self.one(
            DEED,
            "SELECT digest, header, signature FROM record WHERE digest = :digest",
            named_params! { ":digest": digest.0 },
            |row| {
                Ok(Record {
                    digest: Digest(row.get(0)?),
                    header: row.get_ref(1)?.as_bytes()?.to_vec(),
                    signature: row.get(2)?,
                })
            },
        )?
        .ok_or_else(|| StoreError::new(DEED, Fault::NotFound))
    }

    fn ledger(&self, query: &str, params: Vec<Value>) -> Result<Vec<LedgerRow>, StoreError> {
        const DEED: &str = "read the ledger";
        let raw: Vec<(i64, Record)> = self.all(DEED, query, params_from_iter(params), |row| {
            let record = Record {
                digest: Digest(row.get(1)?),
                header: row.get_ref(2)?.as_bytes()?.to_vec(),
                signature: row.get(3)?,
            };
            Ok((row.get(0)?, record))
        })?;
        raw.into_iter()
            .map(|(id, record)| {
                let header = Header::from_bytes(&record.header)
                    .map_err(|error| StoreError::damaged(DEED, error.to_string()))?;
                Ok(LedgerRow { id, record, header })
            })
            .collect()
    }

    /// The last record of each writer: what is noted outside, so that a cut tail can be seen.
    pub fn chain_ends(&self) -> Result<Vec<(WriterKey, u64, Digest)>, StoreError> {
        self.all(
            "read the ends of the chains",
            "SELECT writer, max(seq), digest FROM record GROUP BY writer ORDER BY writer",
            [],
            |row| {
                let seq: i64 = row.get(1)?;
                Ok((WriterKey(row.get(0)?), seq.cast_unsigned(), Digest(row.get(2)?)))
            },
        )
    }

    /// The newest number in one chain; nothing where it has no record. A start asks: it must not
    /// read the ledger for it.
    pub fn chain_end(&self, writer: &WriterKey) -> Result<Option<u64>, StoreError> {
        let params = named_params! { ":writer": writer.0 };
        self.one("read the end of a chain", END_OF_CHAIN, params, |row| {
            row.get(0).map(i64::cast_unsigned)
        })
    }

    /// The newest record in the order that all desks agree on.
    pub fn newest_record(&self) -> Result<Option<Digest>, StoreError> {
        self.one(
            "read the newest record",
            "SELECT digest FROM record ORDER BY lamport DESC, writer DESC LIMIT 1",
            [],
            |row| row.get(0).map(Digest),
        )
    }

    pub fn has_record(&self, digest: &Digest) -> Result<bool, StoreError> {
        let query = "SELECT 1 FROM record WHERE digest = :digest";
        let found = self.one(
            "look for a record",
            query,
            named_params! { ":digest": digest.0 },
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    /// When the first record was written, by its writer's clock.
    pub fn born(&self) -> Result<Option<Timestamp>, StoreError> {
        self.one(
            "read the first record",
            "SELECT at_ms FROM record ORDER BY id LIMIT 1",
            [],
            |row| row.get(0).map(Timestamp::from_ms),
        )
    }

    /// The keys that a person may sign with, from the projection, in the order of the office.
    pub fn keys_in_use(&self, person: &PersonRow) -> Result<Vec<WriterKey>, StoreError> {
        if person.revoked {
            return Ok(Vec::new());
        }
        let query = "SELECT key FROM writer
                     WHERE person = :person AND until IS NULL AND NOT revoked AND NOT replaced
                     ORDER BY key";
        let params = named_params! { ":person": person.row };
        self.all("read the keys of a person", query, params, |row| row.get(0).map(WriterKey))
    }

    /// All keys that were ever enrolled, from the projection: also where the ledger is damaged.
    pub fn writers(&self) -> Result<Vec<WriterKey>, StoreError> {
        self.all("read the keys", "SELECT key FROM writer ORDER BY key", [], |row| {
            row.get(0).map(WriterKey)
        })
    }

    /// What stands for the office as it is, and for the history that made it so: the digest of its
    /// newest record, in numbers. After a restored backup it is another, wherever the row lies.
    pub fn office_mark(&self) -> Result<[i64; 4], StoreError> {
        let query = "SELECT digest FROM record WHERE article IS NULL
                     ORDER BY lamport DESC, writer DESC, seq DESC LIMIT 1";
        let digest: Option<[u8; 32]> = self.one("read the office", query, [], |row| row.get(0))?;
        let digest = digest.unwrap_or_default();
        let part = |at: usize| {
            let bytes = digest.iter().skip(8 * at).take(8);
            bytes.fold(0, |sum: i64, byte| sum << 8 | i64::from(*byte))
        };
        Ok([part(0), part(1), part(2), part(3)])
    }

    pub fn people(&self) -> Result<Vec<PersonRow>, StoreError> {
        self.all(
            "read the people",
            "SELECT row, id, name, full_name, roles, revoked FROM person ORDER BY row",
            [],
            rows::person_row,
        )
    }

    pub fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.all("read the settings", "SELECT key, value FROM setting ORDER BY key", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.one(
            "read a setting",
            "SELECT value FROM setting WHERE key = :key",
            named_params! { ":key": key },
            |row| row.get(0),
        )
    }

    /// How many articles are in each stage: kept, not counted.
    pub fn stage_counts(&self) -> Result<Vec<(StageName, u64)>, StoreError> {
        let counts: Vec<(String, i64)> = self.all(
            "read the counts",
            "SELECT stage, n FROM stage_count ORDER BY stage",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(counts
            .into_iter()
            .filter_map(|(stage, n)| Some((stage.parse().ok()?, n.cast_unsigned())))
            .collect())
    }

    pub fn local(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.one(
            "read a local value",
            "SELECT value FROM local WHERE key = :key",
            named_params! { ":key": key },
            |row| row.get(0),
        )
    }

    /// The article that was made from a file with this digest.
    pub fn seen(&self, file: &Digest) -> Result<Option<ArticleId>, StoreError> {
        self.one(
            "look for the file",
            "SELECT article FROM import_seen WHERE file = :file",
            named_params! { ":file": file.0 },
            |row| row.get::<_, [u8; 16]>(0),
        )
        .map(|found| found.map(|bytes| ArticleId(uuid::Uuid::from_bytes(bytes))))
    }
}

impl Tx<'_> {
    /// The newest revision of an article, as this transaction sees it.
    pub fn head_of(&self, article: &ArticleId) -> Result<Option<RevisionId>, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT revision.record FROM article
                 JOIN revision ON revision.article = article.row AND revision.head = 1
                 WHERE article.id = :id ORDER BY revision.number DESC, revision.record LIMIT 1",
            )
            .and_then(|mut statement| {
                statement
                    .query_row(named_params! { ":id": article.0.as_bytes() }, |row| {
                        row.get(0).map(Digest)
                    })
                    .optional()
            })
            .map_err(sql("read the newest revision"))
    }

    pub fn set_local(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.conn
            .execute(
                "INSERT INTO local (key, value) VALUES (:key, :value)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                named_params! { ":key": key, ":value": value },
            )
            .map(|_changed| ())
            .map_err(sql("write a local value"))
    }

    pub fn note_seen(
        &self,
        file: &Digest,
        article: &ArticleId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.conn
            .execute(
                "INSERT INTO import_seen (file, article, at_ms) VALUES (:file, :article, :at)
                 ON CONFLICT (file) DO UPDATE SET article = excluded.article, at_ms = excluded.at_ms",
                named_params! {
                    ":file": file.0, ":article": article.0.as_bytes(), ":at": at.ms(),
                },
            )
            .map(|_changed| ())
            .map_err(sql("note the file"))
    }
}

pub(super) fn as_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
