//! Rows of tables into values of the domain, and back: nowhere else.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::StoreError;
use super::error::sql;
use crate::domain::finding::Counts;
use crate::domain::ids::{ArticleId, Digest, PersonId};
use crate::domain::manuscript::Manuscript;
use crate::domain::people::{Role, Roles};
use crate::domain::record::RevisionId;
use crate::domain::stage::{StageName, State};
use crate::domain::time::Timestamp;
use crate::domain::view::{Flags, ListRow, PersonRow};

/// A row of `revision`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    pub record: RevisionId,
    pub article: i64,
    pub number: u64,
    pub content: Digest,
    pub author: Option<i64>,
    pub at: Timestamp,
    pub base: Vec<RevisionId>,
    pub contributors: String,
    pub words: u64,
    pub approved: bool,
    pub head: bool,
}

pub(super) const REVISION: &str = "record, article, number, content, author, at_ms, base,
    contributors, words, approved, head";

pub(super) fn revision_row(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    let base: Vec<u8> = row.get("base")?;
    Ok(RevisionRow {
        record: Digest(row.get("record")?),
        article: row.get("article")?,
        number: row.get::<_, i64>("number")?.cast_unsigned(),
        content: Digest(row.get("content")?),
        author: row.get("author")?,
        at: Timestamp::from_ms(row.get("at_ms")?),
        base: base.chunks_exact(32).filter_map(|chunk| chunk.try_into().ok()).collect(),
        contributors: row.get("contributors")?,
        words: row.get::<_, i64>("words")?.cast_unsigned(),
        approved: row.get("approved")?,
        head: row.get("head")?,
    })
}

pub(super) fn revision(
    conn: &Connection,
    id: &RevisionId,
) -> Result<Option<RevisionRow>, StoreError> {
    conn.prepare_cached(&format!("SELECT {REVISION} FROM revision WHERE record = :record"))
        .and_then(|mut statement| {
            statement.query_row(named_params! { ":record": id.0 }, revision_row).optional()
        })
        .map_err(sql("read a revision"))
}

/// The columns of a list row, in every covering index.
pub(super) const LIST: &str = "row, id, short, headline, section, stage, flags, author,
    contributors, created_ms, updated_ms, touched, due_ms, words, number, rules, errors, warnings,
    suggestions";

/// The bits of `article.flags`: 1 sent back, 2 a correction is in work, 4 a text is public. The
/// column has room for no fourth. But under a public text a draft is always a correction, so that
/// 4 without 2 in a draft is free: it stands for the trash.
pub(super) fn packed(state: &State) -> i64 {
    i64::from(state.returned())
        | i64::from(state.correction.is_some()) << 1
        | i64::from(state.live.is_some() || state.trashed.is_some()) << 2
}

fn unpacked(bits: u8, stage: StageName) -> Flags {
    let trashed = stage == StageName::Draft && bits & 6 == 4;
    Flags(if trashed { bits ^ 4 | 8 } else { bits })
}

/// By position and not by name: this runs for every row of every list.
pub(super) fn list_row(row: &Row<'_>) -> rusqlite::Result<ListRow> {
    let id: [u8; 16] = row.get(1)?;
    let stage: &str = row.get_ref(5)?.as_str()?;
    let stage = stage.parse().unwrap_or(StageName::Draft);
    let due: i64 = row.get(12)?;
    let rules: Option<i64> = row.get(15)?;
    Ok(ListRow {
        row: row.get(0)?,
        id: ArticleId(uuid::Uuid::from_bytes(id)),
        short: row.get(2)?,
        headline: row.get(3)?,
        section: row.get(4)?,
        stage,
        flags: unpacked(row.get(6)?, stage),
        author: row.get(7)?,
        contributors: split_people(row.get_ref(8)?.as_str()?),
        created: Timestamp::from_ms(row.get(9)?),
        updated: Timestamp::from_ms(row.get(10)?),
        touched: row.get(11)?,
        due: (due != i64::MAX).then(|| Timestamp::from_ms(due)),
        words: row.get::<_, i64>(13)?.cast_unsigned(),
        number: row.get::<_, i64>(14)?.cast_unsigned(),
        rules,
        findings: match rules {
            Some(_) => Some(Counts {
                error: row.get(16)?,
                warning: row.get(17)?,
                suggestion: row.get(18)?,
            }),
            None => None,
        },
    })
}

pub(super) fn person_row(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    let id: [u8; 16] = row.get("id")?;
    let roles: String = row.get("roles")?;
    Ok(PersonRow {
        row: row.get("row")?,
        id: PersonId(uuid::Uuid::from_bytes(id)),
        name: row.get("name")?,
        full_name: row.get("full_name")?,
        roles: Roles::of(roles.split(',').filter_map(|word| word.parse::<Role>().ok())),
        revoked: row.get("revoked")?,
    })
}

pub(super) fn people_rows(conn: &Connection) -> Result<BTreeMap<PersonId, i64>, StoreError> {
    conn.prepare_cached("SELECT id, row FROM person")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| {
                    let id: [u8; 16] = row.get(0)?;
                    Ok((PersonId(uuid::Uuid::from_bytes(id)), row.get(1)?))
                })?
                .collect()
        })
        .map_err(sql("read the people"))
}

/// Only the law makes a state: what cannot be read as one is damage.
pub(super) fn state(json: &str) -> Result<State, StoreError> {
    serde_json::from_str(json)
        .map_err(|error| StoreError::damaged("read an article's state", error.to_string()))
}

/// People as a list column holds them: `,1,3,`.
pub(super) fn join_people(mut rows: Vec<i64>) -> String {
    rows.sort_unstable();
    rows.iter().fold(String::from(","), |text, row| text + &row.to_string() + ",")
}

pub(super) fn split_people(text: &str) -> Vec<i64> {
    text.split(',').filter_map(|row| row.parse().ok()).collect()
}

/// So much of a body is searched. A text of this length is a book; the index of all its words
/// would be made again with each save, and take longer than all the rest.
const SEARCHED: usize = 1 << 20;

/// The part of a body that is searched: up to a blank, so that no word is cut.
pub(super) fn searched(body: &str) -> &str {
    if body.len() <= SEARCHED {
        return body;
    }
    let head = body.get(..body.floor_char_boundary(SEARCHED)).unwrap_or(body);
    head.rfind(char::is_whitespace).and_then(|end| head.get(..end)).unwrap_or(head)
}

/// What of a text is searched beside headline and body: its names, and its tags.
pub(super) fn indexed(text: &Manuscript) -> (String, String) {
    let names = [&text.byline, &text.credit, &text.place, &text.section].map(String::as_str);
    (names.join("\n"), text.tags.join("\n"))
}
