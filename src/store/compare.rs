//! Two desks, row by row: proves that the tables are what the ledger makes of them.
//!
//! Each table is read from both files in the order of its key and merged, so that a million
//! articles take no more memory than two. Row numbers are each file's own: articles and people
//! are compared by their ids.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, Rows};

use super::error::sql;
use super::rows::{people_rows, split_people};
use super::{Store, StoreError};

const DEED: &str = "compare two desks";

/// After so many differences nobody reads on.
const MOST_LISTED: usize = 1_000;

/// A row that is not the same in both desks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub table: &'static str,
    /// The row's key: words as they are, bytes in hexadecimal.
    pub key: String,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Only the first desk has the row.
    Extra,
    /// Only the second desk has the row.
    Missing,
    /// Both have it, with another value in this column.
    Column(&'static str),
}

impl What {
    /// `extra`, `missing`, or the column's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Extra => "extra",
            Self::Missing => "missing",
            Self::Column(column) => column,
        }
    }
}

struct Table {
    name: &'static str,
    /// Gives the columns in order, sorted by the key.
    query: &'static str,
    /// How many of the columns are the key.
    keys: usize,
    columns: &'static [&'static str],
}

const TABLES: [Table; 9] = [
    Table {
        name: "setting",
        query: "SELECT key, value FROM setting ORDER BY key",
        keys: 1,
        columns: &["key", "value"],
    },
    Table {
        name: "person",
        query: "SELECT id, name, full_name, roles, revoked FROM person ORDER BY id",
        keys: 1,
        columns: &["id", "name", "full_name", "roles", "revoked"],
    },
    Table {
        name: "writer",
        query: "SELECT key, person.id, until, writer.revoked, replaced FROM writer
                LEFT JOIN person ON person.row = writer.person ORDER BY key",
        keys: 1,
        columns: &["key", "person", "until", "revoked", "replaced"],
    },
    Table {
        name: "article",
        query: "SELECT article.id, short, slug, headline, section, stage, flags, person.id,
                  contributors, created_ms, updated_ms, touched, due_ms, words, number
                FROM article LEFT JOIN person ON person.row = author ORDER BY article.id",
        keys: 1,
        columns: &[
            "id",
            "short",
            "slug",
            "headline",
            "section",
            "stage",
            "flags",
            "author",
            CONTRIBUTORS,
            "created_ms",
            "updated_ms",
            "touched",
            "due_ms",
            "words",
            "number",
        ],
    },
    Table {
        name: "article_state",
        query: "SELECT id, state FROM article
                LEFT JOIN article_state ON article_state.article = row ORDER BY id",
        keys: 1,
        columns: &["id", "state"],
    },
    Table {
        name: "article_end",
        query: "SELECT article, digest FROM article_end ORDER BY article, digest",
        keys: 2,
        columns: &["article", "digest"],
    },
    Table {
        name: "revision",
        query: "SELECT record, article.id, revision.number, content, person.id, at_ms, base,
                  revision.contributors, revision.words, approved, head
                FROM revision LEFT JOIN article ON article.row = revision.article
                LEFT JOIN person ON person.row = revision.author ORDER BY record",
        keys: 1,
        columns: &[
            "record",
            "article",
            "number",
            "content",
            "author",
            "at_ms",
            "base",
            CONTRIBUTORS,
            "words",
            "approved",
            "head",
        ],
    },
    Table {
        name: "article_text",
        query: "SELECT id, article_text.headline, body, names, tags FROM article
                LEFT JOIN article_text ON article_text.article = row ORDER BY id",
        keys: 1,
        columns: &["id", "headline", "body", "names", "tags"],
    },
    Table {
        name: "stage_count",
        query: "SELECT stage, n FROM stage_count WHERE n > 0 ORDER BY stage",
        keys: 1,
        columns: &["stage", "n"],
    },
];

/// The column that holds people by their row numbers.
const CONTRIBUTORS: &str = "contributors";

impl Store {
    /// The differences between this desk's tables and another's, the first thousand, rows that
    /// refer to nothing among them. The ledgers are not compared: `verify` reads those.
    pub fn compare(&self, other: &Self) -> Result<Vec<Difference>, StoreError> {
        let snapshots = (
            self.conn.unchecked_transaction().map_err(sql(DEED))?,
            other.conn.unchecked_transaction().map_err(sql(DEED))?,
        );
        let (ours, theirs) = (people(&self.conn)?, people(&other.conn)?);
        let mut found = Vec::new();
        for table in &TABLES {
            let mut a = self.conn.prepare(table.query).map_err(sql(DEED))?;
            let mut b = other.conn.prepare(table.query).map_err(sql(DEED))?;
            let a = Side { rows: a.query([]).map_err(sql(DEED))?, people: &ours };
            let b = Side { rows: b.query([]).map_err(sql(DEED))?, people: &theirs };
            merge(table, a, b, &mut found)?;
        }
        orphans(&self.conn, &mut found)?;
        drop(snapshots);
        Ok(found)
    }
}

type People = BTreeMap<i64, String>;

fn people(conn: &Connection) -> Result<People, StoreError> {
    Ok(people_rows(conn)?.into_iter().map(|(id, row)| (row, id.to_string())).collect())
}

struct Side<'a> {
    rows: Rows<'a>,
    people: &'a People,
}

impl Side<'_> {
    fn next(&mut self, table: &Table) -> Result<Option<Vec<Value>>, StoreError> {
        let people = self.people;
        let Some(row) = self.rows.next().map_err(sql(DEED))? else { return Ok(None) };
        let value = |(at, column): (usize, &&str)| {
            let value = row.get(at)?;
            Ok(match value {
                Value::Text(text) if *column == CONTRIBUTORS => Value::Text(named(people, &text)),
                value => value,
            })
        };
        let values: rusqlite::Result<_> = table.columns.iter().enumerate().map(value).collect();
        values.map(Some).map_err(sql(DEED))
    }
}

/// People by their ids, in the order of those.
fn named(people: &People, contributors: &str) -> String {
    let mut ids: Vec<&str> = split_people(contributors)
        .iter()
        .map(|row| people.get(row).map_or("?", String::as_str))
        .collect();
    ids.sort_unstable();
    ids.join(",")
}

fn merge(
    table: &Table,
    mut a: Side<'_>,
    mut b: Side<'_>,
    found: &mut Vec<Difference>,
) -> Result<(), StoreError> {
    let (mut ours, mut theirs) = (a.next(table)?, b.next(table)?);
    while found.len() < MOST_LISTED {
        let order = match (&ours, &theirs) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(ours), Some(theirs)) => by_key(table, ours, theirs),
        };
        let mut note = |row: &Option<Vec<Value>>, what| {
            let key = row.iter().flatten().take(table.keys).map(shown).collect::<Vec<_>>();
            found.push(Difference { table: table.name, key: key.join(" "), what });
        };
        match order {
            Ordering::Less => note(&ours, What::Extra),
            Ordering::Greater => note(&theirs, What::Missing),
            Ordering::Equal => {
                let pairs = ours.iter().flatten().zip(theirs.iter().flatten());
                for (column, _) in
                    table.columns.iter().zip(pairs).filter(|(_, (ours, theirs))| ours != theirs)
                {
                    note(&ours, What::Column(column));
                }
            }
        }
        if order != Ordering::Greater {
            ours = a.next(table)?;
        }
        if order != Ordering::Less {
            theirs = b.next(table)?;
        }
    }
    Ok(())
}

fn by_key(table: &Table, ours: &[Value], theirs: &[Value]) -> Ordering {
    let keys = ours.iter().zip(theirs).take(table.keys);
    keys.map(|(ours, theirs)| bytes(ours).cmp(bytes(theirs)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// All keys are words or bytes, which `SQLite` sorts alike.
fn bytes(value: &Value) -> &[u8] {
    match value {
        Value::Text(text) => text.as_bytes(),
        Value::Blob(bytes) => bytes,
        _ => &[],
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => {
            bytes(other).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
        }
    }
}

/// Rows that belong to an article or a person that is not there: the joins above do not see them.
fn orphans(conn: &Connection, found: &mut Vec<Difference>) -> Result<(), StoreError> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check").map_err(sql(DEED))?;
    let mut rows = statement.query([]).map_err(sql(DEED))?;
    while let Some(row) = rows.next().map_err(sql(DEED))? {
        if found.len() >= MOST_LISTED {
            return Ok(());
        }
        let table: String = row.get(0).map_err(sql(DEED))?;
        let known = TABLES.iter().find(|known| known.name == table);
        let number: Option<i64> = row.get(1).map_err(sql(DEED))?;
        found.push(Difference {
            table: known.map_or("?", |known| known.name),
            key: number.map_or_else(String::new, |number| number.to_string()),
            what: What::Extra,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sort would hold the whole table.
    #[test]
    fn every_table_is_read_in_the_order_of_an_index() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("migrations/0001-desk.sql")).unwrap();
        for table in &TABLES {
            let mut statement =
                conn.prepare(&format!("EXPLAIN QUERY PLAN {}", table.query)).unwrap();
            let plan: Vec<String> =
                statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
            let plan = plan.join("; ");
            assert!(!plan.contains("TEMP B-TREE"), "{}: {plan}", table.name);
            assert_eq!(
                conn.prepare(table.query).unwrap().column_count(),
                table.columns.len(),
                "{}",
                table.name
            );
        }
    }
}
