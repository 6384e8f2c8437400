//! What was on its way, and what is out: a desk that forgot it might publish twice. Nothing but
//! their form speaks for these rows, so they are believed to the safe side: what may have been sent
//! is looked for, and not sent again before.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{named_params, params_from_iter};

use super::super::error::sql;
use super::super::{Store, StoreError, Tx};
use super::DEED;
use super::pages::Pages;
use crate::domain::delivery::Standing;
use crate::domain::ids::Digest;

const PARCEL_COLUMNS: usize = 19;
const REMOTE_COLUMNS: usize = 4;

/// A row of the outbox as the file has it, and what is told of it by its columns.
struct Parcel {
    values: Vec<Value>,
    queued: i64,
    /// Tries and later looks: an older copy of the row has fewer.
    done: i64,
}

/// An article and a destination.
type Place = (Vec<u8>, String);
/// Has it the text, and what is known of it there.
type Known = (i64, String);

#[derive(Default)]
pub(super) struct Deliveries {
    parcels: BTreeMap<Vec<u8>, Parcel>,
    remotes: BTreeMap<Place, Known>,
}

impl Deliveries {
    pub(super) fn look(&mut self, pages: &mut Pages, page: u32) {
        for (_, row) in pages.rows(page, PARCEL_COLUMNS) {
            let Some((id, parcel)) = as_parcel(row) else { continue };
            if self.parcels.get(&id).is_none_or(|known| known.done < parcel.done) {
                self.parcels.insert(id, parcel);
            }
        }
        for row in pages.keyed_rows(page, REMOTE_COLUMNS) {
            let Some((place, new)) = as_remote(row) else { continue };
            // The fuller one is the later one, but for a withdrawal, after which a look is in order.
            let fuller = |old: &(i64, String)| (old.0, old.1.len()) < (new.0, new.1.len());
            if self.remotes.get(&place).is_none_or(fuller) {
                self.remotes.insert(place, new);
            }
        }
    }

    /// Says how many rows there were.
    pub(super) fn keep(
        self,
        desk: &mut Store,
        erased: &BTreeSet<Digest>,
    ) -> Result<u64, StoreError> {
        let mut parcels: Vec<_> = self.parcels.into_iter().collect();
        parcels.sort_by(|(a, one), (b, other)| (one.queued, a).cmp(&(other.queued, b)));
        desk.write(DEED, |tx| {
            let mut kept = 0;
            for ((article, destination), (has, remote)) in &self.remotes {
                kept += tx.keep_remote(article, destination, *has, remote)?;
            }
            for (_, parcel) in &parcels {
                kept += tx.keep_parcel(&parcel.values)?;
            }
            tx.doubt_unknown_places()?;
            // Words that were erased by law may still lie in free pages.
            let erased: Vec<Digest> = erased.iter().copied().collect();
            tx.empty_frozen(&erased)?;
            Ok(kept)
        })
    }
}

/// A row as a parcel, with its id. What is open may have been sent: if anything was fixed to be.
fn as_parcel(mut row: Vec<Value>) -> Option<(Vec<u8>, Parcel)> {
    let [
        Value::Null,
        Value::Blob(id),
        Value::Blob(_),
        Value::Text(_),
        Value::Text(_),
        Value::Blob(_),
        Value::Text(standing),
        Value::Integer(_),
        Value::Integer(attempts),
        Value::Integer(looks),
        Value::Integer(queued),
        Value::Integer(earliest),
        due,
        _,
        _,
        _,
        _,
        frozen,
        Value::Text(_),
    ] = row.as_mut_slice()
    else {
        return None;
    };
    let known: Standing = standing.parse().ok()?;
    if known.is_open() {
        let fixed = matches!(frozen, Value::Blob(_));
        let safe = if fixed { Standing::Unknown } else { Standing::Queued };
        safe.word().clone_into(standing);
        if *due == Value::Null {
            *due = Value::Integer(*earliest);
        }
    }
    let (id, queued, done) = (id.clone(), *queued, attempts.saturating_add(*looks));
    Some((id, Parcel { values: row, queued, done }))
}

fn as_remote(row: Vec<Value>) -> Option<(Place, Known)> {
    match <[Value; REMOTE_COLUMNS]>::try_from(row) {
        Ok(
            [
                Value::Blob(article),
                Value::Text(destination),
                Value::Integer(has),
                Value::Text(remote),
            ],
        ) => Some(((article, destination), (has, remote))),
        _ => None,
    }
}

/// A row that no desk wrote is left out.
fn counted(kept: Result<usize, StoreError>) -> Result<u64, StoreError> {
    match kept {
        Ok(count) => Ok(count as u64),
        Err(error) if error.blames_the_row() => Ok(0),
        Err(error) => Err(error),
    }
}

impl Tx<'_> {
    fn keep_remote(
        &self,
        article: &[u8],
        destination: &str,
        has: i64,
        remote: &str,
    ) -> Result<u64, StoreError> {
        let kept = self.conn.execute(
            "INSERT INTO remote (article, destination, has, remote)
             SELECT :article, :destination, :has, :remote
             WHERE EXISTS (SELECT 1 FROM article WHERE id = :article)",
            named_params! {
                ":article": article, ":destination": destination, ":has": has, ":remote": remote,
            },
        );
        counted(kept.map_err(sql(DEED)))
    }

    /// A parcel says that a text may be where nothing else is known of it.
    fn doubt_unknown_places(&self) -> Result<(), StoreError> {
        self.conn
            .execute(
                "INSERT INTO remote (article, destination, has, remote)
                 SELECT article, destination, 1, '{}' FROM outbox
                 WHERE standing NOT IN ('queued', 'cancelled')
                 ON CONFLICT (article, destination) DO NOTHING",
                [],
            )
            .map(|_doubted| ())
            .map_err(sql(DEED))
    }

    /// Takes over a parcel of a text that is still known, in the order of queueing: what is newer
    /// has taken the place of what is older.
    fn keep_parcel(&self, values: &[Value]) -> Result<u64, StoreError> {
        if let [_, _, article, destination, ..] = values {
            self.conn
                .execute(
                    "UPDATE outbox SET standing = 'cancelled', due_ms = NULL
                     WHERE article = ?1 AND destination = ?2
                       AND standing NOT IN ('published', 'visible', 'differs')",
                    [article, destination],
                )
                .map_err(sql(DEED))?;
        }
        let kept = self.conn.execute(
            "INSERT INTO outbox (row, id, article, destination, op, revision, standing, void,
               attempts, looks, queued_ms, earliest_ms, due_ms, rank, had, trouble, theirs, frozen,
               exchange)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
               ?18, ?19
             WHERE EXISTS (SELECT 1 FROM revision WHERE record = ?6)
               AND ?3 IN (SELECT id FROM article)",
            params_from_iter(values),
        );
        counted(kept.map_err(sql(DEED)))
    }
}
