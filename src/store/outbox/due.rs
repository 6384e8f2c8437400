//! What is due, and who works at it: a lease on an article and destination, held for a while, so
//! that two programs at one desk never send the same thing.

use rusqlite::{Connection, OptionalExtension as _, ToSql, named_params};

use super::super::error::sql;
use super::super::{Store, StoreError, Tx};
use super::{COLUMNS, READ, Raw, TABLES, WRITE, raw};
use crate::domain::delivery::{Name, Parcel};
use crate::domain::ids::hex_of;
use crate::domain::outbox::Entry;
use crate::domain::time::Timestamp;

/// Whether somebody holds the lease on a row of the outbox.
const HELD: &str = "lease.name = 'push/' || outbox.destination || '/' || lower(hex(outbox.article))
    AND until_ms > :now";

fn lease(parcel: &Parcel) -> String {
    format!("push/{}/{}", parcel.destination, hex_of(parcel.article.0.as_bytes()))
}

impl Store {
    /// When something is to be done next: nothing before that need be looked at. What somebody
    /// works at counts from the end of their lease, in case they died.
    pub fn next_due(
        &self,
        only: Option<&Name>,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        if !self.has_outbox() {
            return Ok(None);
        }
        let there = if only.is_some() { "outbox.destination = :only AND" } else { "" };
        let mut next: Option<i64> = None;
        for rank in 0..3_u8 {
            let query = format!(
                "SELECT due_ms FROM outbox WHERE {there} rank = :rank AND due_ms IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM lease WHERE {HELD})
                 ORDER BY due_ms, outbox.row LIMIT 1"
            );
            let found = self
                .conn
                .prepare_cached(&query)
                .and_then(|mut statement| {
                    let (now, name) = (now.ms(), only.map(Name::as_str));
                    let params = params(&rank, &now, name.as_ref());
                    statement.query_row(params.as_slice(), |row| row.get::<_, i64>(0)).optional()
                })
                .map_err(sql(READ))?;
            next = earlier(next, found);
        }
        let held = "SELECT min(until_ms) FROM lease
                    WHERE name >= 'push/' AND name < 'push0' AND until_ms > :now";
        let until = self
            .conn
            .prepare_cached(held)
            .and_then(|mut statement| {
                statement.query_row(named_params! { ":now": now.ms() }, |row| row.get(0))
            })
            .map_err(sql(READ))?;
        Ok(earlier(next, until).map(Timestamp::from_ms))
    }
}

fn earlier(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    a.into_iter().chain(b).min()
}

impl Tx<'_> {
    /// The row that should be worked at now, if nobody works at it: withdrawals first, then texts,
    /// then what is looked at again; of each the one that waited longest.
    pub fn next_parcel(
        &self,
        only: Option<&Name>,
        now: Timestamp,
    ) -> Result<Option<Entry>, StoreError> {
        for rank in 0..3 {
            if let Some(row) = next(self.conn, only, rank, now)? {
                return row.entry().map(Some);
            }
        }
        Ok(None)
    }

    /// Takes the lease on a parcel, or keeps it for longer; not if somebody else has it.
    pub fn hold(
        &self,
        parcel: &Parcel,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO lease (name, holder, until_ms) VALUES (:name, :holder, :until)
                 ON CONFLICT (name) DO UPDATE
                 SET holder = excluded.holder, until_ms = excluded.until_ms
                 WHERE lease.holder = excluded.holder OR lease.until_ms <= :now",
            )
            .and_then(|mut put| {
                put.execute(named_params! {
                    ":name": lease(parcel),
                    ":holder": holder,
                    ":until": until.ms(),
                    ":now": now.ms(),
                })
            })
            .map(|held| held > 0)
            .map_err(sql(WRITE))
    }

    /// Is it still ours? One that ran out is, until somebody else took it.
    pub fn holds(&self, parcel: &Parcel, holder: &str) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached("SELECT holder = :holder FROM lease WHERE name = :name")
            .and_then(|mut statement| {
                let params = named_params! { ":name": lease(parcel), ":holder": holder };
                statement.query_row(params, |row| row.get(0)).optional()
            })
            .map(Option::unwrap_or_default)
            .map_err(sql(READ))
    }

    /// Gives all free that somebody held.
    pub fn end_leases(&self, holder: &str) -> Result<(), StoreError> {
        self.conn
            .execute(
                "DELETE FROM lease WHERE name >= 'push/' AND name < 'push0' AND holder = :holder",
                named_params! { ":holder": holder },
            )
            .map(|_gone| ())
            .map_err(sql(WRITE))
    }

    /// Gives a parcel free for others.
    pub fn let_go(&self, parcel: &Parcel, holder: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("DELETE FROM lease WHERE name = :name AND holder = :holder")
            .and_then(|mut delete| {
                delete.execute(named_params! { ":name": lease(parcel), ":holder": holder })
            })
            .map(|_gone| ())
            .map_err(sql(WRITE))
    }
}

fn params<'a>(
    rank: &'a u8,
    now: &'a i64,
    only: Option<&'a &str>,
) -> Vec<(&'static str, &'a dyn ToSql)> {
    let mut params: Vec<(&str, &dyn ToSql)> = vec![(":rank", rank), (":now", now)];
    params.extend(only.map(|only| (":only", only as &dyn ToSql)));
    params
}

fn query(there: bool) -> String {
    let there = if there { "outbox.destination = :only AND" } else { "" };
    format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE {there} rank = :rank AND due_ms <= :now
           AND NOT EXISTS (SELECT 1 FROM lease WHERE {HELD})
         ORDER BY due_ms, outbox.row LIMIT 1"
    )
}

fn next(
    conn: &Connection,
    only: Option<&Name>,
    rank: u8,
    now: Timestamp,
) -> Result<Option<Raw>, StoreError> {
    conn.prepare_cached(&query(only.is_some()))
        .and_then(|mut statement| {
            let (now, name) = (now.ms(), only.map(Name::as_str));
            let params = params(&rank, &now, name.as_ref());
            statement.query_row(params.as_slice(), raw).optional()
        })
        .map_err(sql(READ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// It runs before each parcel, and must not cost more after a hundred thousand than before.
    #[test]
    fn the_next_parcel_comes_from_its_index() {
        let conn = Connection::open_in_memory().unwrap();
        for shape in [
            include_str!("../migrations/0001-desk.sql"),
            include_str!("../migrations/0002-working.sql"),
            include_str!("../migrations/0003-outbox.sql"),
        ] {
            conn.execute_batch(shape).unwrap();
        }
        for (there, index) in [(false, "outbox_due "), (true, "outbox_due_there ")] {
            let mut statement =
                conn.prepare(&format!("EXPLAIN QUERY PLAN {}", query(there))).unwrap();
            let params = params(&1, &5, there.then_some(&"situs"));
            let plan: Vec<String> = statement
                .query_map(params.as_slice(), |row| row.get(3))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let plan = plan.join("\n");
            assert!(plan.contains(index) && !plan.contains("SCAN"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}
