//! Walking the ledger: every column of every record, every content, every chain, and the law.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, named_params};

use super::agree::{Folded, People, Sums};
use super::content::{self, Content};
use super::error::sql;
use super::{Fault, Store, StoreError, open};
use crate::domain::fold;
use crate::domain::ids::{ArticleId, Digest, WriterKey};
use crate::domain::office::{History, Unlawful};
use crate::domain::record::{Deed, Header, LAMPORT_LEAP, Record};
use crate::domain::seal::sshsig;

/// Beyond so many, problems are counted and not listed.
const MOST_LISTED: usize = 1_000;

/// What is wrong with a ledger, in one place of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// The row of the record, where it is about one.
    pub row: Option<i64>,
    pub digest: Option<Digest>,
    /// What the words for it need: the column, the reason.
    pub detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The row cannot be read as a record.
    Unreadable,
    /// The digest is not that of the header.
    Digest,
    /// A column differs from the signed header.
    Column,
    Signature,
    /// The writer's chain has a gap, a fork, or a wrong link.
    Chain,
    /// A record is named that is not there, or comes after.
    Parent,
    /// A content is missing, changed, or gone without a record of its erasure.
    Content,
    /// The law refuses the record: it is there and changes nothing.
    Law,
    /// What lists show is not what the ledger says.
    Projection,
    /// A table, an index or a trigger of the file is not as this program made it.
    Schema,
    /// A head that was noted outside is not in the ledger: its end was cut.
    Head,
}

impl ProblemKind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Digest => "digest",
            Self::Column => "column",
            Self::Signature => "signature",
            Self::Chain => "chain",
            Self::Parent => "parent",
            Self::Content => "content",
            Self::Law => "law",
            Self::Projection => "projection",
            Self::Schema => "schema",
            Self::Head => "head",
        }
    }
}

/// What a walk found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub records: u64,
    pub contents: u64,
    pub articles: u64,
    /// Records whose digest, columns, signature and chain hold.
    pub verified: u64,
    pub people: usize,
    /// The key that signed the first record: what all others rest on.
    pub genesis: Option<WriterKey>,
    pub problems: Vec<Problem>,
    /// More problems than are listed.
    pub unlisted: u64,
}

impl Report {
    fn note(&mut self, kind: ProblemKind, at: Option<(i64, Option<Digest>)>, detail: &str) {
        if self.problems.len() >= MOST_LISTED {
            self.unlisted += 1;
            return;
        }
        let (row, digest) = at.map_or((None, None), |(row, digest)| (Some(row), digest));
        self.problems.push(Problem { kind, row, digest, detail: detail.to_owned() });
    }
}

/// A row of `record` as it lies in the file, with nothing believed.
struct RawRow {
    id: i64,
    writer: Vec<u8>,
    seq: i64,
    digest: Vec<u8>,
    kind: String,
    article: Option<Vec<u8>>,
    lamport: i64,
    at_ms: i64,
    header: Vec<u8>,
    signature: Vec<u8>,
}

const RAW: &str =
    "SELECT id, writer, seq, digest, kind, article, lamport, at_ms, header, signature FROM record";

fn raw(row: &Row<'_>) -> rusqlite::Result<RawRow> {
    let bytes =
        |at: usize| -> rusqlite::Result<Vec<u8>> { Ok(row.get_ref(at)?.as_bytes()?.to_vec()) };
    Ok(RawRow {
        id: row.get(0)?,
        writer: bytes(1)?,
        seq: row.get(2)?,
        digest: bytes(3)?,
        kind: String::from_utf8_lossy(&bytes(4)?).into_owned(),
        article: row.get(5)?,
        lamport: row.get(6)?,
        at_ms: row.get(7)?,
        header: bytes(8)?,
        signature: bytes(9)?,
    })
}

/// A head that was noted outside the file.
pub type Noted = (WriterKey, u64, Digest);

impl Store {
    /// Walks everything. `noted` are heads from outside; `tick` hears how many rows were done.
    pub fn verify(&self, noted: &[Noted], tick: &mut dyn FnMut(u64)) -> Result<Report, StoreError> {
        const DEED: &str = "verify the ledger";
        // One snapshot: what others write meanwhile is the next walk's.
        let snapshot = self.conn.unchecked_transaction().map_err(sql(DEED))?;
        let mut walk = Walk::default();
        self.walk_office(&mut walk)?;
        self.walk_records(&mut walk, tick)?;
        self.walk_articles(&mut walk)?;
        self.walk_contents(&mut walk, tick)?;
        self.check_depths(&mut walk.report)?;
        self.compare_schema(&mut walk.report)?;
        for (writer, seq, digest) in noted {
            // A backup came back, the person began a new chain, and the ledger says so.
            let replaced = walk.office.last().and_then(|office| office.writers.get(writer));
            if replaced.is_some_and(|writer| writer.replaced) {
                continue;
            }
            if !self.has(writer, *seq, digest)? {
                let short = writer.file_stem();
                walk.report.note(ProblemKind::Head, None, &format!("{short} {seq}"));
            }
        }
        walk.report.people = walk.office.last().map_or(0, |office| office.people.len());
        drop(snapshot);
        Ok(walk.report)
    }

    fn has(&self, writer: &WriterKey, seq: u64, digest: &Digest) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT 1 FROM record WHERE writer = :writer AND seq = :seq AND digest = :digest",
            )
            .and_then(|mut statement| {
                statement.exists(named_params! {
                    ":writer": writer.0, ":seq": seq.cast_signed(), ":digest": digest.0,
                })
            })
            .map_err(sql("verify the ledger"))
    }

    /// Folds the office first: who could sign what, at every place of the ledger.
    fn walk_office(&self, walk: &mut Walk) -> Result<(), StoreError> {
        const DEED: &str = "verify the ledger";
        let mut statement = self
            .conn
            .prepare(&format!("{RAW} WHERE article IS NULL ORDER BY lamport, writer, seq"))
            .map_err(sql(DEED))?;
        let mut found = statement.query([]).map_err(sql(DEED))?;
        while let Some(row) = found.next().map_err(sql(DEED))? {
            // What cannot be read is named by the next walk.
            let Ok(row) = raw(row) else { continue };
            let Some((record, header)) = row.parsed() else { continue };
            if let Err(unlawful) = walk.office.push(&header) {
                let at = Some((row.id, Some(record.digest)));
                walk.report.note(ProblemKind::Law, at, &unlawful.to_string());
            } else if let Some(Deed::ContentErased { contents, .. }) = header.deed() {
                walk.erased.extend(contents);
            }
        }
        let office = walk.office.last().cloned().unwrap_or_default();
        for what in self.office_differs(&office)? {
            walk.report.note(ProblemKind::Projection, None, &what);
        }
        Ok(())
    }

    fn walk_records(&self, walk: &mut Walk, tick: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
        const DEED: &str = "verify the ledger";
        let mut statement = self.conn.prepare(&format!("{RAW} ORDER BY id")).map_err(sql(DEED))?;
        let mut found = statement.query([]).map_err(sql(DEED))?;
        while let Some(row) = found.next().map_err(sql(DEED))? {
            walk.report.records += 1;
            tick(walk.report.records);
            match raw(row) {
                Ok(row) => walk.record(&self.conn, &row)?,
                Err(error) => {
                    let id = row.get(0).unwrap_or_default();
                    walk.report.note(ProblemKind::Unreadable, Some((id, None)), &error.to_string());
                }
            }
        }
        Ok(())
    }

    /// Folds each article by itself and holds the result to the tables.
    fn walk_articles(&self, walk: &mut Walk) -> Result<(), StoreError> {
        const DEED: &str = "verify the ledger";
        let mut statement = self
            .conn
            .prepare(&format!(
                "{RAW} WHERE article IS NOT NULL ORDER BY article, lamport, writer, seq"
            ))
            .map_err(sql(DEED))?;
        let mut found = statement.query([]).map_err(sql(DEED))?;
        let people = self.people_by_row()?;
        let mut current: Option<(ArticleId, Folded)> = None;
        while let Some(row) = found.next().map_err(sql(DEED))? {
            // What cannot be read was named by the first walk.
            let Ok(row) = raw(row) else { continue };
            let Some((record, header)) = row.parsed() else { continue };
            let Some(article) = header.article else { continue };
            if current.as_ref().is_none_or(|(id, _)| *id != article) {
                if let Some((id, folded)) = current.take() {
                    self.hold_to_tables(&id, folded, &people, walk)?;
                }
                current = Some((article, Folded::default()));
            }
            let Some((_, folded)) = &mut current else { continue };
            match folded.article.push(&record, &header, &walk.office) {
                Err(unlawful) => {
                    let at = Some((row.id, Some(record.digest)));
                    walk.report.note(ProblemKind::Law, at, &unlawful.to_string());
                }
                Ok(()) => match header.deed() {
                    Some(Deed::RevisionSaved { .. }) => folded.shown = Some(record.digest),
                    Some(Deed::ContentErased { contents, .. }) => walk.erased.extend(contents),
                    _ => {}
                },
            }
        }
        if let Some((id, folded)) = current {
            self.hold_to_tables(&id, folded, &people, walk)?;
        }
        for table in self.sums_differ(&walk.sums)? {
            walk.report.note(ProblemKind::Projection, None, table);
        }
        Ok(())
    }

    fn hold_to_tables(
        &self,
        id: &ArticleId,
        mut folded: Folded,
        people: &People,
        walk: &mut Walk,
    ) -> Result<(), StoreError> {
        walk.report.articles += 1;
        folded.article.settle(&walk.office, None);
        walk.sums.ends += i64::try_from(folded.article.ends.len()).unwrap_or(i64::MAX);
        if let Some(state) = &folded.article.state {
            walk.sums.articles += 1;
            *walk.sums.stages.entry(state.name()).or_default() += 1;
        }
        let differs = match self.article_differs(id, &folded, people) {
            // A row that cannot be read is not the one that the ledger gives.
            Err(error) if is_of_the_file(&error) => Some("unreadable"),
            found => found?,
        };
        if let Some(table) = differs {
            let detail = format!("{} {table}", id.short());
            walk.report.note(ProblemKind::Projection, None, &detail);
        }
        Ok(())
    }

    fn walk_contents(&self, walk: &mut Walk, tick: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
        const DEED: &str = "verify the texts";
        let mut statement =
            self.conn.prepare("SELECT id, digest FROM content ORDER BY id").map_err(sql(DEED))?;
        let mut found = statement.query([]).map_err(sql(DEED))?;
        while let Some(row) = found.next().map_err(sql(DEED))? {
            walk.report.contents += 1;
            tick(walk.report.records + walk.report.contents);
            let id: i64 = row.get(0).map_err(sql(DEED))?;
            let digest = row
                .get_ref(1)
                .ok()
                .and_then(|value| value.as_bytes().ok())
                .and_then(|bytes| Digest::try_from(bytes).ok());
            let verdict = match digest {
                None => Some("unreadable digest".to_owned()),
                Some(digest) => match content::read(&self.conn, &self.packer, &digest) {
                    Ok(Content::Bytes(_)) => None,
                    Ok(Content::Erased) if walk.erased.contains(&digest) => None,
                    Ok(Content::Erased) => Some(format!("erased without a record {digest}")),
                    Err(error) if is_of_the_file(&error) => Some(error.fault.to_string()),
                    Err(error) => return Err(error),
                },
            };
            if let Some(detail) = verdict {
                walk.report.note(ProblemKind::Content, None, &format!("content {id}: {detail}"));
            }
        }
        Ok(())
    }

    /// How deep a delta lies bounds its readers, and is no part of what a digest covers.
    fn check_depths(&self, report: &mut Report) -> Result<(), StoreError> {
        const DEED: &str = "verify the texts";
        let mut statement = self
            .conn
            .prepare(
                "SELECT delta.id FROM content AS delta
                 LEFT JOIN content AS base ON base.digest = delta.base
                 WHERE delta.base IS NOT NULL AND base.depth IS NOT delta.depth - 1",
            )
            .map_err(sql(DEED))?;
        let mut found = statement.query([]).map_err(sql(DEED))?;
        while let Some(row) = found.next().map_err(sql(DEED))? {
            let id: i64 = row.get(0).map_err(sql(DEED))?;
            report.note(ProblemKind::Content, None, &format!("content {id}: depth"));
        }
        Ok(())
    }

    /// Compares tables, indexes and triggers with those of a fresh desk: a dropped trigger is a
    /// door left open, and one more does what nobody asked for. Statistics may come by themselves.
    fn compare_schema(&self, report: &mut Report) -> Result<(), StoreError> {
        let ours = schema(&self.conn)?;
        let fresh = open::fresh_schema(self.schema)?;
        for (name, wanted) in &fresh {
            match ours.get(name) {
                Some(found) if found == wanted => {}
                _ => report.note(ProblemKind::Schema, None, name),
            }
        }
        for name in ours.keys().filter(|name| !fresh.contains_key(*name)) {
            if !name.starts_with("table sqlite_stat") {
                report.note(ProblemKind::Schema, None, name);
            }
        }
        Ok(())
    }
}

/// Is this about what the file holds? A disk that does not answer or memory that ran out says
/// nothing about the ledger, and must not be told as damage.
fn is_of_the_file(error: &StoreError) -> bool {
    matches!(error.fault, Fault::Damaged(_) | Fault::NotFound)
}

/// The SQL of everything in a file, by type and name.
pub(super) fn schema(conn: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    conn.prepare("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema")
        .and_then(|mut statement| {
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
        .map_err(sql("read the schema"))
}

#[derive(Default)]
struct Walk {
    report: Report,
    office: History,
    sums: Sums,
    /// The end of each writer's chain so far.
    chains: BTreeMap<WriterKey, (u64, Digest)>,
    erased: BTreeSet<Digest>,
    lamport: u64,
}

impl RawRow {
    fn parsed(&self) -> Option<(Record, Header)> {
        let record = Record {
            digest: Digest::try_from(self.digest.as_slice()).ok()?,
            header: self.header.clone(),
            signature: self.signature.as_slice().try_into().ok()?,
        };
        let header = Header::parse(&record.header).ok()?;
        Some((record, header))
    }

    /// The first column that is not what the header says.
    fn differing_column(&self, header: &Header) -> Option<&'static str> {
        [
            ("writer", self.writer == header.writer.0),
            ("seq", self.seq == header.seq.cast_signed()),
            ("kind", self.kind == header.said.kind()),
            (
                "article",
                self.article.as_deref()
                    == header.article.as_ref().map(|id| id.0.as_bytes().as_slice()),
            ),
            ("lamport", self.lamport == header.lamport.cast_signed()),
            ("at_ms", self.at_ms == header.at.ms()),
        ]
        .into_iter()
        .find_map(|(column, same)| (!same).then_some(column))
    }
}

impl Walk {
    fn record(&mut self, conn: &Connection, row: &RawRow) -> Result<(), StoreError> {
        let digest = Digest::of(&row.header);
        let at = Some((row.id, Some(digest)));
        let before = self.report.problems.len();
        if row.digest != digest.0 {
            self.report.note(ProblemKind::Digest, at, "");
        }
        let header = match Header::from_bytes(&row.header) {
            Ok(header) => header,
            Err(error) => {
                self.report.note(ProblemKind::Unreadable, at, &error.to_string());
                return Ok(());
            }
        };
        if let Some(column) = row.differing_column(&header) {
            self.report.note(ProblemKind::Column, at, column);
        }
        let signature: Result<[u8; 64], _> = row.signature.as_slice().try_into();
        if !signature
            .is_ok_and(|signature| sshsig::verify(&header.writer, &row.header, &signature).is_ok())
        {
            self.report.note(ProblemKind::Signature, at, "");
        }
        self.chain(&header, digest, at);
        if self.office.last().is_none_or(|office| office.id != Some(header.office)) {
            self.report.note(ProblemKind::Law, at, &Unlawful::OtherOffice.to_string());
        }
        self.parents(conn, &header, at)?;
        self.contents(conn, &header, at)?;
        if self.report.genesis.is_none() {
            self.report.genesis = Some(header.writer);
        }
        self.report.verified += u64::from(self.report.problems.len() == before);
        Ok(())
    }

    fn chain(&mut self, header: &Header, digest: Digest, at: Option<(i64, Option<Digest>)>) {
        let (seq, prev) = self.chains.get(&header.writer).copied().unwrap_or((0, Digest::ZERO));
        if header.seq != seq + 1 || header.prev != prev {
            let detail = format!("{} {}", header.writer.file_stem(), header.seq);
            self.report.note(ProblemKind::Chain, at, &detail);
        }
        // Goes on from what is there, so that one gap is one problem.
        self.chains.insert(header.writer, (header.seq, digest));
        if header.lamport > self.lamport.saturating_add(LAMPORT_LEAP) {
            self.report.note(ProblemKind::Chain, at, "lamport");
        }
        self.lamport = self.lamport.max(header.lamport);
    }

    fn parents(
        &mut self,
        conn: &Connection,
        header: &Header,
        at: Option<(i64, Option<Digest>)>,
    ) -> Result<(), StoreError> {
        for parent in header.parents.iter().chain(&fold::names(header)) {
            let earlier: bool = conn
                .prepare_cached(
                    "SELECT 1 FROM record
                     WHERE digest = :digest AND lamport < :lamport AND article IS :article",
                )
                .and_then(|mut statement| {
                    statement.exists(named_params! {
                        ":digest": parent.0,
                        ":lamport": header.lamport.cast_signed(),
                        ":article": header.article.map(|id| id.0.into_bytes()),
                    })
                })
                .map_err(sql("verify the ledger"))?;
            if !earlier {
                self.report.note(ProblemKind::Parent, at, &parent.short());
            }
        }
        Ok(())
    }

    fn contents(
        &mut self,
        conn: &Connection,
        header: &Header,
        at: Option<(i64, Option<Digest>)>,
    ) -> Result<(), StoreError> {
        let notes = header.deed().map(Deed::notes).unwrap_or_default();
        for wanted in header.content.iter().chain(&notes) {
            let there = conn
                .prepare_cached("SELECT 1 FROM content WHERE digest = :digest")
                .and_then(|mut statement| statement.exists(named_params! { ":digest": wanted.0 }))
                .map_err(sql("verify the ledger"))?;
            if !there {
                self.report.note(ProblemKind::Content, at, &format!("missing {}", wanted.short()));
            }
        }
        Ok(())
    }
}
