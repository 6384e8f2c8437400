//! Making the tables again from the ledger, in a fresh file.
//!
//! The fold is the one that runs when a record is appended, so a desk whose tables were kept in
//! step is equal, row by row, to its own rebuild: see [`Store::compare`].

use std::path::Path;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Row, named_params, params_from_iter};

use super::append::AppendError;
use super::error::sql;
use super::open::How;
use super::{Store, StoreError, Tx};
use crate::domain::ids::Digest;
use crate::domain::record::{Header, Record};

const DEED: &str = "rebuild the desk";

/// Nobody waits for a fresh file, so a transaction may be longer here than in a live desk.
pub(super) const BATCH: usize = 1_000;

/// What went into a fresh file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rebuilt {
    pub records: u64,
    pub contents: u64,
    /// Records that the law refuses: they are there, and change nothing.
    pub refused: u64,
    /// Records that cannot be read, or whose text is gone: `verify` names them.
    pub broken: u64,
}

/// What became of a record of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folded {
    Done,
    Refused,
    Broken,
}

impl Store {
    /// Makes a desk in `fresh`, an empty file with its private mode, from this one's ledger, its
    /// contents and its local tables. `tick` hears how many rows were done.
    pub fn rebuild_into(
        &self,
        fresh: &Path,
        tick: &mut dyn FnMut(u64),
    ) -> Result<Rebuilt, StoreError> {
        // One snapshot: what others write meanwhile is not in the fresh file.
        let snapshot = self.conn.unchecked_transaction().map_err(sql(DEED))?;
        let mut desk = Self::create_unsynced(fresh)?;
        let mut rebuilt = Rebuilt {
            contents: copy(
                &self.conn,
                &mut desk,
                "SELECT id, digest, len, enc, base, depth, data FROM content ORDER BY id",
                "INSERT INTO content (id, digest, len, enc, base, depth, data)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                tick,
            )?,
            ..Rebuilt::default()
        };
        self.fold_into(&mut desk, &mut rebuilt, tick)?;
        for (since, select, insert) in LOCAL {
            // A desk of an older program that was opened to read has fewer tables.
            if self.schema < since {
                continue;
            }
            copy(&self.conn, &mut desk, select, insert, &mut |_row| ())?;
        }
        drop(snapshot);
        desk.finish(fresh)?;
        Ok(rebuilt)
    }

    /// A fresh desk that need not survive a power cut before [`Store::finish`].
    pub(super) fn create_unsynced(fresh: &Path) -> Result<Self, StoreError> {
        let desk = Self::create(fresh, How::default())?;
        desk.conn.pragma_update(None, "synchronous", "OFF").map_err(sql(DEED))?;
        Ok(desk)
    }

    /// Empties the write-ahead log and brings the file to the disk.
    pub(super) fn finish(self, fresh: &Path) -> Result<(), StoreError> {
        self.conn.pragma_update(None, "synchronous", "FULL").map_err(sql(DEED))?;
        self.tidy();
        self.conn.close().map_err(|(_conn, error)| StoreError::sql(DEED, error))?;
        // The checkpoints of an unsynced desk left pages with the system alone.
        std::fs::File::open(fresh)
            .and_then(|file| file.sync_all())
            .map_err(|error| StoreError::io(DEED, error))
    }

    fn fold_into(
        &self,
        desk: &mut Self,
        rebuilt: &mut Rebuilt,
        tick: &mut dyn FnMut(u64),
    ) -> Result<(), StoreError> {
        let mut statement = self
            .conn
            .prepare(
                "SELECT id, writer, seq, digest, kind, article, lamport, at_ms, header, signature
                 FROM record ORDER BY lamport, writer, seq",
            )
            .map_err(sql(DEED))?;
        let mut rows = statement.query([]).map_err(sql(DEED))?;
        let mut more = true;
        while more {
            more = desk.write(DEED, |tx| {
                for _ in 0..BATCH {
                    let Some(row) = rows.next().map_err(sql(DEED))? else { return Ok(false) };
                    tx.copy_row(
                        row,
                        "INSERT INTO record (id, writer, seq, digest, kind, article, lamport,
                           at_ms, header, signature)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                    )?;
                    rebuilt.records += 1;
                    tick(rebuilt.contents + rebuilt.records);
                    match as_record(row) {
                        None => rebuilt.broken += 1,
                        Some((record, header)) => match tx.replay(&record, &header)? {
                            Folded::Done => {}
                            Folded::Refused => rebuilt.refused += 1,
                            Folded::Broken => rebuilt.broken += 1,
                        },
                    }
                }
                Ok::<_, StoreError>(true)
            })?;
        }
        Ok(())
    }
}

/// What is true of this desk alone, and the first shape that has it: copied, and the counts of the
/// copy desk by the article's id, since row numbers are each file's own.
const LOCAL: [(i64, &str, &str); 7] = [
    (1, "SELECT key, value FROM local", "INSERT INTO local (key, value) VALUES (?1, ?2)"),
    (
        1,
        "SELECT file, article, at_ms FROM import_seen",
        "INSERT INTO import_seen (file, article, at_ms) VALUES (?1, ?2, ?3)",
    ),
    (
        1,
        "SELECT name, holder, until_ms FROM lease",
        "INSERT INTO lease (name, holder, until_ms) VALUES (?1, ?2, ?3)",
    ),
    (
        1,
        "SELECT id, rules, errors, warnings, suggestions FROM article WHERE rules IS NOT NULL",
        "UPDATE article SET rules = ?2, errors = ?3, warnings = ?4, suggestions = ?5
         WHERE id = ?1",
    ),
    (
        2,
        "SELECT article, person, base, text, saved_ms FROM working",
        "INSERT INTO working (article, person, base, text, saved_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
    ),
    (
        3,
        "SELECT row, id, article, destination, op, revision, standing, void, attempts, looks,
           queued_ms, earliest_ms, due_ms, rank, had, trouble, theirs, frozen, exchange
         FROM outbox ORDER BY row",
        "INSERT INTO outbox (row, id, article, destination, op, revision, standing, void, attempts,
           looks, queued_ms, earliest_ms, due_ms, rank, had, trouble, theirs, frozen, exchange)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
           ?19)",
    ),
    (
        3,
        "SELECT article, destination, has, remote FROM remote",
        "INSERT INTO remote (article, destination, has, remote) VALUES (?1, ?2, ?3, ?4)",
    ),
];

/// Hands every row of one file to a statement in another, with nothing read into it.
fn copy(
    from: &Connection,
    to: &mut Store,
    select: &str,
    insert: &str,
    tick: &mut dyn FnMut(u64),
) -> Result<u64, StoreError> {
    let mut statement = from.prepare(select).map_err(sql(DEED))?;
    let mut rows = statement.query([]).map_err(sql(DEED))?;
    let mut done = 0;
    let mut more = true;
    while more {
        more = to.write(DEED, |tx| {
            for _ in 0..BATCH {
                let Some(row) = rows.next().map_err(sql(DEED))? else { return Ok(false) };
                tx.copy_row(row, insert)?;
                done += 1;
                tick(done);
            }
            Ok::<_, StoreError>(true)
        })?;
    }
    Ok(done)
}

/// A row of the ledger as the fold takes it, if its digest is that of its header.
fn as_record(row: &Row<'_>) -> Option<(Record, Header)> {
    let header = row.get_ref(8).ok()?.as_bytes().ok()?.to_vec();
    let digest = Digest::try_from(row.get_ref(3).ok()?.as_blob().ok()?).ok()?;
    let signature = row.get_ref(9).ok()?.as_blob().ok()?.try_into().ok()?;
    if Digest::of(&header) != digest {
        return None;
    }
    let parsed = Header::from_bytes(&header).ok()?;
    Some((Record { digest, header, signature }, parsed))
}

impl Tx<'_> {
    fn copy_row(&self, row: &Row<'_>, insert: &str) -> Result<(), StoreError> {
        let columns = row.as_ref().column_count();
        let values: Result<Vec<ToSqlOutput<'_>>, _> =
            (0..columns).map(|at| row.get_ref(at).map(ToSqlOutput::Borrowed)).collect();
        values
            .and_then(|values| self.conn.prepare_cached(insert)?.execute(params_from_iter(values)))
            .map(|_copied| ())
            .map_err(sql(DEED))
    }

    /// Folds a record that the ledger holds already. One that is refused, or whose text is gone,
    /// changes nothing but the ends of its article's graph: it is there, and others may name it.
    pub(super) fn replay(&self, record: &Record, header: &Header) -> Result<Folded, StoreError> {
        self.savepoint("SAVEPOINT replay")?;
        let folded = match self.project(record, header, None) {
            Ok(()) => Folded::Done,
            Err(AppendError::Law(_)) => Folded::Refused,
            Err(AppendError::Store(error)) if error.blames_the_row() => Folded::Broken,
            Err(AppendError::Store(error)) => return Err(error),
            Err(AppendError::Sign(error)) => {
                return Err(StoreError::damaged(DEED, error.to_string()));
            }
        };
        if folded != Folded::Done {
            self.savepoint("ROLLBACK TO replay")?;
            // The cache may know of what did not happen.
            self.office.replace(None);
            if let Some(article) = &header.article {
                self.write_ends(article, record.digest, &header.parents)?;
            }
        }
        self.savepoint("RELEASE replay")?;
        Ok(folded)
    }

    fn savepoint(&self, command: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(command)
            .and_then(|mut statement| statement.execute(named_params! {}))
            .map(|_done| ())
            .map_err(sql(DEED))
    }
}

#[cfg(test)]
mod tests {
    /// They run before each record and at each start, and must not cost more in a long ledger than
    /// in a short one.
    #[test]
    fn the_newest_records_of_the_office_and_of_a_chain_come_from_their_indexes() {
        use crate::store::{articles::END_OF_CHAIN, project::NEWEST_OF_OFFICE};
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("migrations/0001-desk.sql")).unwrap();
        let plan_of = |query: &str| -> String {
            let query = format!("EXPLAIN QUERY PLAN {query}");
            conn.query_row(&query, [], |row| row.get(3)).unwrap()
        };
        let plan = plan_of(NEWEST_OF_OFFICE);
        assert!(plan.contains("record_of_office"), "{plan}");
        let plan = plan_of(&END_OF_CHAIN.replace(":writer", "x''"));
        assert!(plan.contains("COVERING INDEX") && plan.contains("(writer=?)"), "{plan}");
    }
}
