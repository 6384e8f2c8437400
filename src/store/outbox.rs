//! The outbox: what is to be brought where, and what is known of the other side. Local tables,
//! written in the same transaction as the record that moves them.

mod due;
mod frozen;

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, named_params};
use uuid::Uuid;

use super::error::sql;
use super::{Store, StoreError, Tx, rows};
use crate::domain::delivery::{Name, Op, Parcel, Remote, Standing};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::outbox::{Change, Entry, Has, Place};
use crate::domain::stage::State;
use crate::domain::time::Timestamp;

const READ: &str = "read the outbox";
const WRITE: &str = "write the outbox";

/// The first shape of a desk that has the tables. An older one that was opened to read lacks them.
const SINCE: i64 = 3;

const COLUMNS: &str = "outbox.id, outbox.article, outbox.destination, op, revision, standing, void,
    attempts, looks, queued_ms, earliest_ms, due_ms, had, trouble, theirs, exchange,
    coalesce(has, 0) AS has, coalesce(remote, '{}') AS remote";
const TABLES: &str = "outbox LEFT JOIN remote
    ON remote.article = outbox.article AND remote.destination = outbox.destination";

/// Which rows are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub article: Option<ArticleId>,
    pub destination: Option<Name>,
    /// All, if there are none.
    pub standings: Vec<Standing>,
}

impl Store {
    pub(super) fn has_outbox(&self) -> bool {
        self.schema >= SINCE
    }

    /// Rows of the outbox, the newest first.
    pub fn outbox(&self, wanted: &Wanted, most: usize) -> Result<Vec<Entry>, StoreError> {
        if !self.has_outbox() {
            return Ok(Vec::new());
        }
        let standings: Vec<&str> = wanted.standings.iter().map(|it| it.word()).collect();
        let listed =
            (!standings.is_empty()).then(|| serde_json::Value::from(standings).to_string());
        let article = wanted.article.map(|id| id.0.into_bytes());
        let destination = wanted.destination.as_ref().map(Name::as_str);
        let most = super::articles::as_limit(most);
        let mut query = format!("SELECT {COLUMNS} FROM {TABLES} WHERE true");
        let mut params: Vec<(&str, &dyn ToSql)> = vec![(":most", &most)];
        if let Some(article) = &article {
            query += " AND outbox.article = :article";
            params.push((":article", article));
        }
        if let Some(destination) = &destination {
            query += " AND outbox.destination = :destination";
            params.push((":destination", destination));
        }
        if let Some(listed) = &listed {
            query += " AND standing IN (SELECT value FROM json_each(:standings))";
            params.push((":standings", listed));
        }
        query += " ORDER BY outbox.row DESC LIMIT :most";
        self.all(READ, &query, params.as_slice(), raw)?.into_iter().map(Raw::entry).collect()
    }

    pub fn parcel(&self, id: &Uuid) -> Result<Option<Entry>, StoreError> {
        if self.has_outbox() { entry(&self.conn, id) } else { Ok(None) }
    }

    /// The ids of all rows, in their order: to find one by the end of its name.
    pub fn parcel_ids(&self) -> Result<Vec<Uuid>, StoreError> {
        if !self.has_outbox() {
            return Ok(Vec::new());
        }
        self.all(READ, "SELECT id FROM outbox ORDER BY id", [], |row| {
            row.get(0).map(Uuid::from_bytes)
        })
    }

    /// How many rows go on by themselves or wait for a person, by where they stand.
    pub fn outbox_counts(&self) -> Result<Vec<(Standing, u64)>, StoreError> {
        if !self.has_outbox() {
            return Ok(Vec::new());
        }
        let query = "SELECT standing, count(*) FROM outbox WHERE standing IN ('queued', 'looking',
            'sending', 'unknown', 'waiting', 'conflict', 'refused') GROUP BY standing";
        let counts: Vec<(String, i64)> =
            self.all(READ, query, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let counts = counts.into_iter();
        Ok(counts
            .filter_map(|(word, count)| Some((word.parse().ok()?, count.cast_unsigned())))
            .collect())
    }
}

impl Tx<'_> {
    pub fn parcel(&self, id: &Uuid) -> Result<Option<Entry>, StoreError> {
        entry(self.conn, id)
    }

    /// What is known of an article at each destination: those of the office, and those that were.
    pub fn places(
        &self,
        article: &ArticleId,
        office: impl Iterator<Item = Name>,
    ) -> Result<Vec<Place>, StoreError> {
        let mut places: BTreeMap<Name, Place> =
            office.map(|name| (name.clone(), Place::new(name, true))).collect();
        let id = article.0.as_bytes();
        let known: Vec<(String, i64)> = self
            .conn
            .prepare_cached("SELECT destination, has FROM remote WHERE article = :article")
            .and_then(|mut statement| {
                let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
                statement.query_map(named_params! { ":article": id }, read)?.collect()
            })
            .map_err(sql(READ))?;
        for (name, has) in known {
            let name: Name = name.parse().map_err(damaged)?;
            places.entry(name.clone()).or_insert_with(|| Place::new(name, false)).has = as_has(has);
        }
        let query = format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE outbox.article = :article ORDER BY outbox.row"
        );
        let rows: Vec<Raw> = self
            .conn
            .prepare_cached(&query)
            .and_then(|mut statement| {
                statement.query_map(named_params! { ":article": id }, raw)?.collect()
            })
            .map_err(sql(READ))?;
        for row in rows {
            let entry = row.entry()?;
            let name = entry.parcel.destination.clone();
            let place = places.entry(name.clone());
            place.or_insert_with(|| Place::new(name, false)).push(&entry.parcel, entry.void);
        }
        Ok(places.into_values().collect())
    }

    /// Is there no newer row of the same article and destination?
    pub fn is_newest(&self, id: &Uuid) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT NOT EXISTS (SELECT 1 FROM outbox AS old JOIN outbox AS new
                   ON new.article = old.article AND new.destination = old.destination
                   AND new.row > old.row WHERE old.id = :id)",
            )
            .and_then(|mut statement| {
                statement.query_row(named_params! { ":id": id.as_bytes() }, |row| row.get(0))
            })
            .map_err(sql(READ))
    }

    /// The articles that wait for their delivery.
    pub fn waiting(&self) -> Result<Vec<(ArticleId, State)>, StoreError> {
        let rows: Vec<([u8; 16], String)> = self
            .conn
            .prepare_cached(
                "SELECT id, state FROM article
                 JOIN article_state ON article_state.article = article.row
                 WHERE stage IN ('approved', 'scheduled')",
            )
            .and_then(|mut statement| {
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
            })
            .map_err(sql(READ))?;
        rows.into_iter()
            .map(|(id, state)| Ok((ArticleId(Uuid::from_bytes(id)), rows::state(&state)?)))
            .collect()
    }

    /// Does to the outbox what a change of an article means for it.
    pub fn queue(
        &self,
        article: &ArticleId,
        changes: Vec<Change>,
        now: Timestamp,
        mut new_id: impl FnMut() -> Uuid,
    ) -> Result<(), StoreError> {
        for change in changes {
            match change {
                Change::Add { destination, op, revision, due } => {
                    self.overtake(article, &destination)?;
                    self.add_parcel(&Parcel {
                        id: new_id(),
                        article: *article,
                        destination,
                        op,
                        revision,
                        standing: Standing::Queued,
                        attempts: 0,
                        queued: now,
                        due,
                        trouble: None,
                        remote: Remote::default(),
                    })?;
                }
                Change::Move { row, due } => self.change(&row, |entry| {
                    entry.earliest = due;
                    // What may have arrived is looked for all the same.
                    let sent =
                        matches!(entry.parcel.standing, Standing::Sending | Standing::Unknown);
                    if entry.due.is_some() && !sent {
                        entry.due = Some(due);
                    }
                })?,
                Change::Cancel { row } => self.change(&row, Entry::end)?,
                Change::Void { row } => self.change(&row, |entry| entry.void = true)?,
            }
        }
        Ok(())
    }

    fn change(&self, id: &Uuid, act: impl FnOnce(&mut Entry)) -> Result<(), StoreError> {
        if let Some(mut entry) = self.parcel(id)? {
            act(&mut entry);
            self.put_parcel(&entry)?;
        }
        Ok(())
    }

    /// One row of an article and destination at a time: the newer one looks before it sends, and
    /// so takes care of what the older one may have left there.
    fn overtake(&self, article: &ArticleId, destination: &Name) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE outbox SET standing = CASE
                     WHEN standing IN ('published', 'visible', 'differs') THEN standing
                     ELSE 'cancelled' END, due_ms = NULL
                 WHERE article = :article AND destination = :destination
                   AND (due_ms IS NOT NULL OR standing IN ('conflict', 'refused'))",
            )
            .and_then(|mut update| {
                update.execute(named_params! {
                    ":article": article.0.as_bytes(),
                    ":destination": destination.as_str(),
                })
            })
            .map(|_overtaken| ())
            .map_err(sql(WRITE))
    }

    fn add_parcel(&self, parcel: &Parcel) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO outbox (id, article, destination, op, revision, standing, void,
                   attempts, looks, queued_ms, earliest_ms, due_ms, rank, had, exchange)
                 VALUES (:id, :article, :destination, :op, :revision, 'queued', 0, 0, 0, :queued,
                   :due, :due, :rank, 0, '[]')",
            )
            .and_then(|mut insert| {
                insert.execute(named_params! {
                    ":id": parcel.id.as_bytes(),
                    ":article": parcel.article.0.as_bytes(),
                    ":destination": parcel.destination.as_str(),
                    ":op": parcel.op.word(),
                    ":revision": parcel.revision.0,
                    ":queued": parcel.queued.ms(),
                    ":due": parcel.due.ms(),
                    ":rank": i64::from(parcel.op != Op::Withdraw),
                })
            })
            .map(|_added| ())
            .map_err(sql(WRITE))
    }

    /// Keeps how a row stands now, and what is known of the other side.
    pub fn put_parcel(&self, entry: &Entry) -> Result<(), StoreError> {
        let parcel = &entry.parcel;
        let trouble = parcel.trouble.as_ref().map(json).transpose()?;
        self.conn
            .prepare_cached(
                "UPDATE outbox SET standing = :standing, void = :void, attempts = :attempts,
                   looks = :looks, earliest_ms = :earliest, due_ms = :due, rank = :rank,
                   had = :had, trouble = :trouble, theirs = :theirs, exchange = :exchange
                 WHERE id = :id",
            )
            .and_then(|mut update| {
                update.execute(named_params! {
                    ":id": parcel.id.as_bytes(),
                    ":standing": parcel.standing.word(),
                    ":void": entry.void,
                    ":attempts": parcel.attempts,
                    ":looks": entry.looks,
                    ":earliest": entry.earliest.ms(),
                    ":due": entry.due.map(Timestamp::ms),
                    ":rank": entry.rank(),
                    ":had": entry.had as i64,
                    ":trouble": trouble,
                    ":theirs": entry.theirs,
                    ":exchange": serde_json::Value::from(entry.exchange.clone()).to_string(),
                })
            })
            .map_err(sql(WRITE))?;
        self.put_remote(entry)
    }

    fn put_remote(&self, entry: &Entry) -> Result<(), StoreError> {
        let parcel = &entry.parcel;
        let remote = json(&parcel.remote)?;
        // What knows nothing needs no row, but takes the place of what was known.
        let query = if entry.has == Has::No && parcel.remote == Remote::default() {
            "UPDATE remote SET has = :has, remote = :remote
             WHERE article = :article AND destination = :destination"
        } else {
            "INSERT INTO remote (article, destination, has, remote)
             VALUES (:article, :destination, :has, :remote)
             ON CONFLICT (article, destination) DO UPDATE
             SET has = excluded.has, remote = excluded.remote"
        };
        self.conn
            .prepare_cached(query)
            .and_then(|mut put| {
                put.execute(named_params! {
                    ":article": parcel.article.0.as_bytes(),
                    ":destination": parcel.destination.as_str(),
                    ":has": entry.has as i64,
                    ":remote": remote,
                })
            })
            .map(|_put| ())
            .map_err(sql(WRITE))
    }

    /// A destination is gone: nothing is sent there any more, and nothing can be looked at.
    pub fn close_destination(&self, name: &Name) -> Result<usize, StoreError> {
        self.conn
            .execute(
                "UPDATE outbox SET due_ms = NULL, standing = CASE
                     WHEN standing IN ('published', 'visible', 'differs') THEN standing
                     ELSE 'cancelled' END
                 WHERE destination = :destination
                   AND (due_ms IS NOT NULL OR standing IN ('conflict', 'refused'))",
                named_params! { ":destination": name.as_str() },
            )
            .map_err(sql(WRITE))
    }

    /// Another place has this name now: what was known of it says nothing but that a text may be
    /// there.
    pub fn doubt_remotes(&self, name: &Name) -> Result<(), StoreError> {
        self.conn
            .execute(
                "UPDATE remote SET remote = '{}', has = min(has, 1)
                 WHERE destination = :destination",
                named_params! { ":destination": name.as_str() },
            )
            .map(|_doubted| ())
            .map_err(sql(WRITE))
    }
}

/// A row as the file has it, before anything is believed of it.
struct Raw {
    id: [u8; 16],
    article: [u8; 16],
    words: [String; 3],
    revision: [u8; 32],
    void: bool,
    counts: [u32; 2],
    times: [i64; 2],
    due: Option<i64>,
    had: i64,
    has: i64,
    trouble: Option<String>,
    theirs: Option<String>,
    exchange: String,
    remote: String,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        article: row.get(1)?,
        words: [row.get(2)?, row.get(3)?, row.get(5)?],
        revision: row.get(4)?,
        void: row.get(6)?,
        counts: [row.get(7)?, row.get(8)?],
        times: [row.get(9)?, row.get(10)?],
        due: row.get(11)?,
        had: row.get(12)?,
        trouble: row.get(13)?,
        theirs: row.get(14)?,
        exchange: row.get(15)?,
        has: row.get(16)?,
        remote: row.get(17)?,
    })
}

impl Raw {
    fn entry(self) -> Result<Entry, StoreError> {
        let [destination, op, standing] = self.words;
        let [queued, earliest] = self.times.map(Timestamp::from_ms);
        let due = self.due.map(Timestamp::from_ms);
        let trouble = self.trouble.as_deref().map(serde_json::from_str).transpose();
        let parcel = Parcel {
            id: Uuid::from_bytes(self.id),
            article: ArticleId(Uuid::from_bytes(self.article)),
            destination: destination.parse().map_err(damaged)?,
            op: op.parse().map_err(damaged)?,
            revision: Digest(self.revision),
            standing: standing.parse().map_err(damaged)?,
            attempts: self.counts[0],
            queued,
            due: due.unwrap_or(earliest),
            trouble: trouble.map_err(damaged)?,
            remote: serde_json::from_str(&self.remote).map_err(damaged)?,
        };
        Ok(Entry {
            parcel,
            void: self.void,
            looks: self.counts[1],
            earliest,
            due,
            has: as_has(self.has),
            had: as_has(self.had),
            theirs: self.theirs,
            exchange: serde_json::from_str(&self.exchange).map_err(damaged)?,
        })
    }
}

fn entry(conn: &Connection, id: &Uuid) -> Result<Option<Entry>, StoreError> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM {TABLES} WHERE outbox.id = :id"))
        .and_then(|mut statement| {
            statement.query_row(named_params! { ":id": id.as_bytes() }, raw).optional()
        })
        .map_err(sql(READ))?
        .map(Raw::entry)
        .transpose()
}

fn as_has(number: i64) -> Has {
    match number {
        0 => Has::No,
        1 => Has::Maybe,
        _ => Has::Yes,
    }
}

fn damaged(error: impl std::fmt::Display) -> StoreError {
    StoreError::damaged(READ, error.to_string())
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::damaged(WRITE, error.to_string()))
}
