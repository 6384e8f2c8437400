//! The office's part of the projections: settings, people, keys, and what their records void.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use super::super::append::AppendError;
use super::super::error::sql;
use super::super::{StoreError, Tx, content, rows};
use crate::domain::ids::PersonId;
use crate::domain::office::{Office, Setting};
use crate::domain::people::Role;
use crate::domain::record::{Deed, Header};

/// The office as of the newest of its records, and where its people stand in their table.
pub(in crate::store) struct OfficeCache {
    pub(in crate::store) office: Office,
    rows: BTreeMap<PersonId, i64>,
    upto: i64,
}

impl OfficeCache {
    pub(super) fn row_of(&self, person: &PersonId) -> Result<i64, StoreError> {
        self.rows
            .get(person)
            .copied()
            .ok_or_else(|| StoreError::damaged("look up a person", "a person is missing"))
    }

    pub(super) fn person_at(&self, row: i64) -> Option<PersonId> {
        self.rows.iter().find(|(_, at)| **at == row).map(|(person, _)| *person)
    }
}

/// Hands over the office's records before a place of the ledger, or all of them, in order: few, so
/// they are read from the ledger and not from a projection.
pub(in crate::store) fn office_records(
    conn: &Connection,
    before: Option<u64>,
    mut each: impl FnMut(&Header),
) -> Result<(), StoreError> {
    const DEED: &str = "read the office";
    let mut statement = conn
        .prepare_cached(
            "SELECT header FROM record
             WHERE article IS NULL AND lamport < :before ORDER BY lamport, writer, seq",
        )
        .map_err(sql(DEED))?;
    let before = before.map_or(i64::MAX, u64::cast_signed);
    let mut records = statement.query(named_params! { ":before": before }).map_err(sql(DEED))?;
    while let Some(record) = records.next().map_err(sql(DEED))? {
        let bytes: String = record.get(0).map_err(sql(DEED))?;
        // That their bytes have the one form was seen when they came, and `audit verify` looks again.
        let header = Header::parse(bytes.as_bytes())
            .map_err(|error| StoreError::damaged(DEED, error.to_string()))?;
        each(&header);
    }
    Ok(())
}

/// The office as its records make it.
pub(in crate::store) fn office(
    conn: &Connection,
    before: Option<u64>,
) -> Result<Office, StoreError> {
    let mut office = Office::default();
    office_records(conn, before, |header| {
        // What the law refused when it came changes nothing now.
        let _refused = office.apply(header);
    })?;
    Ok(office)
}

/// The plus sign keeps `SQLite` from walking the ledger backwards until an office's record comes.
pub(in crate::store) const NEWEST_OF_OFFICE: &str =
    "SELECT coalesce(max(+id), 0) FROM record WHERE article IS NULL";

pub(in crate::store) fn newest_of_office(conn: &Connection) -> Result<i64, StoreError> {
    conn.prepare_cached(NEWEST_OF_OFFICE)
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
        .map_err(sql("read the office"))
}

impl Tx<'_> {
    /// The office as this transaction sees it.
    pub fn office(&self) -> Result<Office, StoreError> {
        self.with_office(|cache| Ok::<_, StoreError>(cache.office.clone()))
    }

    /// Do texts go anywhere but into the site?
    pub fn has_destinations(&self) -> Result<bool, StoreError> {
        self.with_office(|cache| Ok(!cache.office.destinations.is_empty()))
    }

    pub(super) fn with_office<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&mut OfficeCache) -> Result<T, E>,
    ) -> Result<T, E> {
        let upto = newest_of_office(self.conn)?;
        let mut slot = self.office.borrow_mut();
        if slot.as_ref().is_none_or(|cache| cache.upto != upto) {
            let office = office(self.conn, None)?;
            let rows = rows::people_rows(self.conn)?;
            *slot = Some(OfficeCache { office, rows, upto });
        }
        match slot.as_mut() {
            Some(cache) => look(cache),
            None => Err(StoreError::damaged("read the office", "no office").into()),
        }
    }

    pub(super) fn project_office(&self, header: &Header) -> Result<(), AppendError> {
        let mut office = office(self.conn, Some(header.lamport))?;
        office.apply(header)?;
        if let Some(deed) = header.deed() {
            self.write_office(deed, &office)?;
        }
        if let Some(Deed::PersonRevoked { person, .. }) = header.deed() {
            self.void_approvals(*person, header)?;
        }
        let rows = rows::people_rows(self.conn)?;
        let upto = newest_of_office(self.conn)?;
        self.office.replace(Some(OfficeCache { office, rows, upto }));
        Ok(())
    }

    /// What a revoked person approved and nobody has taken waits for another reviewer.
    fn void_approvals(&self, person: PersonId, header: &Header) -> Result<(), StoreError> {
        const DEED: &str = "void approvals";
        let approved: Vec<(i64, String)> = self
            .conn
            .prepare_cached(
                "SELECT article.row, article_state.state FROM article
                 JOIN article_state ON article_state.article = article.row
                 WHERE stage IN ('approved', 'scheduled')",
            )
            .and_then(|mut statement| {
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
            })
            .map_err(sql(DEED))?;
        for (row, json) in approved {
            let before = rows::state(&json)?;
            let Some((voided, after)) = before.without(person) else { continue };
            self.write_state(row, Some(&before), &after, header)?;
            self.conn
                .prepare_cached("UPDATE revision SET approved = 0 WHERE record = :record")
                .and_then(|mut update| update.execute(named_params! { ":record": voided.0 }))
                .map_err(sql(DEED))?;
        }
        Ok(())
    }

    fn write_office(&self, deed: &Deed, office: &Office) -> Result<(), StoreError> {
        match deed {
            Deed::OfficeCreated { settings } => {
                settings.iter().try_for_each(|(key, value)| self.write_setting(key, value))?;
                self.write_writers(office)
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
        let roles: Vec<&str> = person.roles.iter().map(Role::word).collect();
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
}
