//! What is sent: fixed when a parcel is first taken up, and emptied when its words are erased.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use uuid::Uuid;
use zstd::bulk::{compress, decompress};

use super::super::error::sql;
use super::super::{Store, StoreError, Tx};
use super::{READ, WRITE, damaged};
use crate::domain::delivery::{Frozen, Name};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::seal::canonical;

const LEVEL: i32 = 3;
/// Far above what a manuscript becomes as a page.
const LARGEST: usize = 64 << 20;

/// The length of the plain bytes in four bytes, and the bytes packed.
fn packed(frozen: &Frozen) -> Result<Vec<u8>, StoreError> {
    let plain = canonical::bytes_of(frozen);
    let length = u32::try_from(plain.len()).map_err(damaged)?;
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend(compress(&plain, LEVEL).map_err(damaged)?);
    Ok(bytes)
}

fn unpacked(bytes: &[u8]) -> Result<Frozen, StoreError> {
    let broken = || damaged("what was sent is damaged");
    let (length, packed) = bytes.split_first_chunk().ok_or_else(broken)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(damaged)?;
    if length > LARGEST {
        return Err(broken());
    }
    let plain = decompress(packed, length).map_err(damaged)?;
    serde_json::from_slice(&plain).map_err(damaged)
}

fn of(conn: &Connection, id: &Uuid) -> Result<Option<Frozen>, StoreError> {
    let bytes: Option<Vec<u8>> = conn
        .prepare_cached("SELECT frozen FROM outbox WHERE id = :id")
        .and_then(|mut statement| {
            statement.query_row(named_params! { ":id": id.as_bytes() }, |row| row.get(0)).optional()
        })
        .map(Option::flatten)
        .map_err(sql(READ))?;
    bytes.as_deref().map(unpacked).transpose()
}

impl Store {
    /// What was sent of a parcel, or will be.
    pub fn frozen(&self, id: &Uuid) -> Result<Option<Frozen>, StoreError> {
        if self.has_outbox() { of(&self.conn, id) } else { Ok(None) }
    }

    /// The newest that was ever sent of an article to a destination.
    pub fn frozen_at(
        &self,
        article: &ArticleId,
        destination: &Name,
    ) -> Result<Option<Frozen>, StoreError> {
        let query = "SELECT frozen FROM outbox WHERE article = :article
                       AND destination = :destination AND frozen IS NOT NULL
                     ORDER BY row DESC LIMIT 1";
        let params = named_params! {
            ":article": article.0.as_bytes(),
            ":destination": destination.as_str(),
        };
        let bytes: Option<Vec<u8>> = self
            .conn
            .prepare_cached(query)
            .and_then(|mut statement| statement.query_row(params, |row| row.get(0)).optional())
            .map_err(sql(READ))?;
        bytes.as_deref().map(unpacked).transpose()
    }
}

impl Tx<'_> {
    /// Fixes what is sent of a parcel: once, and for all of its attempts.
    pub fn freeze(&self, id: &Uuid, frozen: &Frozen) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE outbox SET frozen = :frozen WHERE id = :id AND frozen IS NULL")
            .and_then(|mut update| {
                update.execute(named_params! {
                    ":id": id.as_bytes(),
                    ":frozen": packed(frozen).map_err(|_zstd| rusqlite::Error::InvalidQuery)?,
                })
            })
            .map(|_frozen| ())
            .map_err(sql(WRITE))
    }

    /// A destination has taken a newer parcel: nobody asks for the words of the older ones.
    pub fn thin(&self, id: &Uuid) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE outbox AS old SET frozen = NULL, theirs = NULL, exchange = '[]'
                 FROM outbox AS new WHERE new.id = :id AND old.article = new.article
                   AND old.destination = new.destination AND old.row < new.row
                   AND old.frozen IS NOT NULL",
            )
            .and_then(|mut update| update.execute(named_params! { ":id": id.as_bytes() }))
            .map(|_thinned| ())
            .map_err(sql(WRITE))
    }

    /// The words of these texts are erased by law: from what was sent, and from what is known of
    /// the other side. What is told a destination to take a text away goes by its id and address.
    pub(in crate::store) fn empty_frozen(&self, contents: &[Digest]) -> Result<(), StoreError> {
        let hex = contents.iter().map(|digest| digest.to_string().to_uppercase());
        let listed = hex.collect::<serde_json::Value>().to_string();
        let rows: Vec<(i64, Option<Vec<u8>>)> = self
            .conn
            .prepare_cached(
                "SELECT outbox.row, frozen FROM outbox JOIN revision ON revision.record = revision
                 WHERE hex(content) IN (SELECT value FROM json_each(:contents))",
            )
            .and_then(|mut statement| {
                let params = named_params! { ":contents": listed };
                statement.query_map(params, |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
            })
            .map_err(sql(READ))?;
        for (row, frozen) in rows {
            let emptied = match frozen.as_deref() {
                Some(bytes) => Some(packed(&emptied(unpacked(bytes)?))?),
                None => None,
            };
            self.conn
                .execute(
                    "UPDATE outbox SET frozen = :frozen, theirs = NULL, trouble = NULL,
                       exchange = '[]' WHERE row = :row",
                    named_params! { ":row": row, ":frozen": emptied },
                )
                .and_then(|_emptied| {
                    self.conn.execute(
                        "UPDATE remote SET remote = json_set(remote, '$.base', NULL)
                         FROM outbox WHERE outbox.row = :row
                           AND remote.article = outbox.article
                           AND remote.destination = outbox.destination",
                        named_params! { ":row": row },
                    )
                })
                .map_err(sql(WRITE))?;
        }
        Ok(())
    }
}

fn emptied(frozen: Frozen) -> Frozen {
    Frozen {
        headline: String::new(),
        summary: String::new(),
        html: String::new(),
        section: String::new(),
        tags: Vec::new(),
        place: String::new(),
        byline: String::new(),
        credit: String::new(),
        corrections: Vec::new(),
        ..frozen
    }
}
