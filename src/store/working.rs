//! Working copies: what somebody has written since the last revision. Kept each second and soon
//! replaced, so a commit of one may be lighter than that of a record: not lost when the program
//! dies, and lost with the power only until the next full commit of anything.
//!
//! A long text is packed: `SQLite` holds twice in memory what it puts into a row.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use uuid::Uuid;
use zstd::bulk::{Compressor, Decompressor};

use super::error::sql;
use super::{Store, StoreError, Tx};
use crate::domain::ids::{ArticleId, Digest, PersonId};
use crate::domain::manuscript::Manuscript;
use crate::domain::room::room;
use crate::domain::time::Timestamp;
use crate::domain::view::Working;

const KEEP: &str = "keep the text that is being written";
const READ: &str = "read the text that is being written";

/// The first shape of a desk that has the table. An older one that was opened to read lacks it.
const SINCE: i64 = 2;

/// A text of more bytes is packed, as quickly as can be: it is soon replaced.
const LONG: usize = 1 << 20;
const LEVEL: i32 = 1;
/// How what is packed begins; a manuscript begins with a brace.
const PACKED: [u8; 4] = 0xfd2f_b528_u32.to_le_bytes();
/// Larger than any manuscript.
const LARGEST: usize = 64 << 20;

impl Store {
    /// Keeps a text, in place of what was kept before. With `durable` it survives a power cut once
    /// this has returned, together with everything that was kept until then.
    pub fn keep_working(&mut self, copy: &Working, durable: bool) -> Result<(), StoreError> {
        let text = packed(copy.text.to_bytes()).map_err(|error| StoreError::io(KEEP, error))?;
        let put = |tx: &Tx<'_>| tx.put_working(copy, &text);
        if text.len() <= LONG {
            return self.write_as(KEEP, durable, put);
        }
        // The pages of a long text are written once and wanted no more.
        self.hold_little();
        let kept = self.write_as(KEEP, durable, put);
        self.hold_more();
        kept
    }

    /// What somebody is writing in an article.
    pub fn working(
        &self,
        article: &ArticleId,
        person: &PersonId,
    ) -> Result<Option<Working>, StoreError> {
        if self.schema < SINCE {
            return Ok(None);
        }
        one(&self.conn, article, person)
    }

    /// Is somebody writing in an article?
    pub fn has_working(&self, article: &ArticleId, person: &PersonId) -> Result<bool, StoreError> {
        if self.schema < SINCE {
            return Ok(false);
        }
        self.conn
            .prepare_cached("SELECT 1 FROM working WHERE article = :article AND person = :person")
            .and_then(|mut statement| {
                statement.exists(named_params! {
                    ":article": article.0.as_bytes(),
                    ":person": person.0.as_bytes(),
                })
            })
            .map_err(sql(READ))
    }

    /// What anybody is writing in an article.
    pub fn working_copies(&self, article: &ArticleId) -> Result<Vec<Working>, StoreError> {
        if self.schema < SINCE {
            return Ok(Vec::new());
        }
        let rows: Vec<Raw> = self
            .conn
            .prepare_cached(
                "SELECT person, base, text, saved_ms FROM working
                 WHERE article = :article ORDER BY person",
            )
            .and_then(|mut statement| {
                statement
                    .query_map(named_params! { ":article": article.0.as_bytes() }, raw)?
                    .collect()
            })
            .map_err(sql(READ))?;
        rows.into_iter().map(|row| copy_of(*article, row)).collect()
    }
}

impl Tx<'_> {
    fn put_working(&self, copy: &Working, text: &[u8]) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO working (article, person, base, text, saved_ms)
                 VALUES (:article, :person, :base, :text, :saved)
                 ON CONFLICT (article, person) DO UPDATE
                 SET base = excluded.base, text = excluded.text, saved_ms = excluded.saved_ms",
            )
            .and_then(|mut statement| {
                statement.execute(named_params! {
                    ":article": copy.article.0.as_bytes(),
                    ":person": copy.person.0.as_bytes(),
                    ":base": copy.base.0,
                    ":text": text,
                    ":saved": copy.saved.ms(),
                })
            })
            .map(|_kept| ())
            .map_err(sql(KEEP))
    }

    /// The same as [`Store::working`], as this transaction sees it.
    pub fn working(
        &self,
        article: &ArticleId,
        person: &PersonId,
    ) -> Result<Option<Working>, StoreError> {
        one(self.conn, article, person)
    }

    /// Forgets what somebody was writing in an article; says whether there was something.
    pub fn drop_working(&self, article: &ArticleId, person: &PersonId) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached("DELETE FROM working WHERE article = :article AND person = :person")
            .and_then(|mut statement| {
                statement.execute(named_params! {
                    ":article": article.0.as_bytes(),
                    ":person": person.0.as_bytes(),
                })
            })
            .map(|dropped| dropped > 0)
            .map_err(sql("drop the text that was being written"))
    }
}

/// Person, base, text, time.
type Raw = ([u8; 16], [u8; 32], Vec<u8>, i64);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn one(
    conn: &Connection,
    article: &ArticleId,
    person: &PersonId,
) -> Result<Option<Working>, StoreError> {
    conn.prepare_cached(
        "SELECT person, base, text, saved_ms FROM working
         WHERE article = :article AND person = :person",
    )
    .and_then(|mut statement| {
        statement
            .query_row(
                named_params! {
                    ":article": article.0.as_bytes(),
                    ":person": person.0.as_bytes(),
                },
                raw,
            )
            .optional()
    })
    .map_err(sql(READ))?
    .map(|row| copy_of(*article, row))
    .transpose()
}

/// The bytes as a row has them.
fn packed(text: Vec<u8>) -> std::io::Result<Vec<u8>> {
    if text.len() <= LONG {
        return Ok(text);
    }
    let mut out = Vec::with_capacity(room(zstd::zstd_safe::compress_bound(text.len())));
    Compressor::new(LEVEL)?.compress_to_buffer(&text, &mut out)?;
    Ok(out)
}

/// The text of a row.
pub(super) fn text_of(bytes: &[u8]) -> Result<Manuscript, StoreError> {
    let damaged = |why: &dyn std::fmt::Display| {
        StoreError::damaged(READ, format!("a text being written: {why}"))
    };
    let mut text = Cow::Borrowed(bytes);
    if bytes.starts_with(&PACKED) {
        let mut out = Vec::with_capacity(room(LARGEST));
        Decompressor::new()
            .and_then(|mut unpacker| unpacker.decompress_to_buffer(bytes, &mut out))
            .map_err(|error| damaged(&error))?;
        text = Cow::Owned(out);
    }
    Manuscript::from_bytes(&text).map_err(|bad| damaged(&bad))
}

fn copy_of(article: ArticleId, (person, base, text, saved): Raw) -> Result<Working, StoreError> {
    let text = text_of(&text)?;
    Ok(Working {
        article,
        person: PersonId(Uuid::from_bytes(person)),
        base: Digest(base),
        text,
        saved: Timestamp::from_ms(saved),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Fault;
    use crate::store::open::How;

    const FULL: i64 = 2;

    fn level(store: &Store) -> i64 {
        store.conn.pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap()
    }

    fn copy(body: &str) -> Working {
        Working {
            article: ArticleId(Uuid::from_u128(1)),
            person: PersonId(Uuid::from_u128(2)),
            base: Digest::ZERO,
            text: Manuscript { body: body.to_owned(), ..Manuscript::default() },
            saved: Timestamp::from_ms(5),
        }
    }

    fn desk(how: How<'_>) -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        std::fs::File::create_new(&path).unwrap();
        let store = Store::create(&path, how).unwrap();
        (dir, store)
    }

    fn during(store: &mut Store, durable: bool) -> i64 {
        store
            .write_as("look", durable, |tx| {
                tx.conn
                    .pragma_query_value(None, "synchronous", |row| row.get(0))
                    .map_err(sql("look"))
            })
            .unwrap()
    }

    #[test]
    fn only_a_light_commit_is_light() {
        let (_dir, mut store) = desk(How::default());
        assert_eq!((during(&mut store, false), level(&store)), (1, FULL));
        assert_eq!((during(&mut store, true), level(&store)), (FULL, FULL));
        for round in 0..40 {
            store.keep_working(&copy(&format!("{round}")), round % 4 == 0).unwrap();
            assert_eq!(level(&store), FULL);
        }
        let failed: Result<(), StoreError> =
            store.write_as("fail", false, |_tx| Err(StoreError::new("fail", Fault::DiskFull)));
        assert!(failed.is_err());
        assert_eq!(level(&store), FULL, "also after an error");
    }

    /// Without a write-ahead log a light commit could break the file when the power goes.
    #[test]
    fn without_a_log_every_commit_is_full() {
        let (_dir, mut store) = desk(How { exclusive: true, ..How::default() });
        assert_eq!(during(&mut store, false), FULL);
    }

    /// Should the level not come back, the next record does not do with less.
    #[test]
    fn a_level_that_stayed_low_is_raised_before_the_next_record() {
        let (_dir, mut store) = desk(How::default());
        store.conn.pragma_update(None, "synchronous", "NORMAL").unwrap();
        store.lowered.set(true);
        assert_eq!(during(&mut store, true), FULL);
    }

    #[test]
    fn one_copy_is_kept_for_each_person() {
        let (_dir, mut store) = desk(How::default());
        let (first, person) = (copy("satu"), copy("").person);
        let other = Working { person: PersonId(Uuid::from_u128(3)), ..copy("lain") };
        for kept in [&first, &other, &copy("dua")] {
            store.keep_working(kept, false).unwrap();
        }
        assert_eq!(store.working(&first.article, &person).unwrap(), Some(copy("dua")));
        assert_eq!(store.working_copies(&first.article).unwrap(), [copy("dua"), other.clone()]);
        let drop = |tx: &Tx<'_>| tx.drop_working(&first.article, &person);
        assert!(store.write("drop", drop).unwrap());
        assert!(!store.write("drop", drop).unwrap(), "there is nothing left to drop");
        assert_eq!(store.working(&first.article, &person).unwrap(), None);
        assert_eq!(store.working_copies(&first.article).unwrap(), [other]);
    }

    #[test]
    fn a_long_copy_takes_little_room_and_comes_back_whole() {
        let (_dir, mut store) = desk(How::default());
        let long = copy(&"Warga desa \"bertanya\".\n\n".repeat(LONG / 16));
        store.keep_working(&long, true).unwrap();
        assert_eq!(store.working(&long.article, &long.person).unwrap(), Some(long.clone()));
        assert_eq!(store.working_copies(&long.article).unwrap(), [long]);
        let bytes: i64 =
            store.conn.query_row("SELECT length(text) FROM working", [], |row| row.get(0)).unwrap();
        assert!(bytes < 1 << 16, "{bytes}");
    }

    #[test]
    fn a_copy_that_cannot_be_read_is_damage_and_no_panic() {
        for text in ["7b7d", "28b52ffd", "28b52ffd00ffff", ""] {
            let (_dir, mut store) = desk(How::default());
            store.keep_working(&copy("satu"), true).unwrap();
            let spoil = format!("UPDATE working SET text = x'{text}7d00'");
            store.conn.execute(&spoil, []).unwrap();
            let error = store.working(&copy("").article, &copy("").person).unwrap_err();
            assert!(matches!(error.fault, Fault::Damaged(_)), "{error:?}");
        }
    }
}
