//! Brings what is whole out of a damaged file into a fresh desk. The damaged file is only read.
//!
//! A record counts if its digest and its signature fit, a text if its digest fits: there is
//! nothing to guess. Where a text is lost its place is kept empty, so that the history around it
//! still folds; `verify` names it as gone without a record.

mod deliveries;
mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::named_params;
use rusqlite::types::Value;
use uuid::Uuid;

use super::error::sql;
use super::rebuild::{BATCH, Folded};
use super::{Store, StoreError, Tx};
use crate::domain::ids::{ArticleId, Digest, PersonId, WriterKey};
use crate::domain::record::{Deed, Header, Record};
use crate::domain::seal::sshsig;
use crate::domain::time::Timestamp;
use crate::domain::view::Working;
use deliveries::Deliveries;
use pages::Pages;

const DEED: &str = "salvage the desk";

/// Articles that lost something are named up to this number.
const MOST_LISTED: usize = 1_000;

const RECORD_COLUMNS: usize = 10;
const CONTENT_COLUMNS: usize = 7;
const WORKING_COLUMNS: usize = 5;

/// What came out of a damaged file. Local values are not salvaged, since they can be set again; but
/// what was being written can not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// Rows that look like records, of which some may be there twice.
    pub records_read: u64,
    pub records_kept: u64,
    /// Gaps in the writers' chains. What was lost from the end of one leaves no gap.
    pub records_lost: u64,
    /// Kept records that change nothing, since what they build on is lost.
    pub records_refused: u64,
    pub contents_kept: u64,
    /// Texts and notes that kept records speak of.
    pub contents_lost: u64,
    /// Texts that were being written and are in no revision.
    pub copies_kept: u64,
    /// Deliveries, and what is known of texts at destinations.
    pub deliveries_kept: u64,
    /// Articles that lost a record or a text, as far as one can tell: the first thousand.
    pub harmed: BTreeSet<ArticleId>,
}

/// Where a record lies: small, since all of them are sorted in memory.
struct Place {
    lamport: u64,
    writer: u32,
    page: u32,
    seq: u64,
    cell: u16,
}

#[derive(Default)]
struct Search {
    places: Vec<Place>,
    writers: Vec<WriterKey>,
    numbers: BTreeMap<WriterKey, u32>,
    /// Texts erased by law: the bytes of some may still lie in free pages.
    erased: BTreeSet<Digest>,
    /// The newest of each person's working copies: nothing but their form speaks for them.
    copies: BTreeMap<(ArticleId, PersonId), Working>,
    deliveries: Deliveries,
    told: Salvaged,
    pages_done: u64,
}

/// Salvages `damaged`, and what its log holds, into `fresh`, an empty file with its private mode.
/// `tick` hears how many pages and records were done.
pub fn salvage(
    damaged: &Path,
    fresh: &Path,
    tick: &mut dyn FnMut(u64),
) -> Result<Salvaged, StoreError> {
    let mut pages = Pages::open(damaged).map_err(|error| StoreError::io(DEED, error))?;
    let mut desk = Store::create_unsynced(fresh)?;
    let mut search = Search::default();
    for page in pages.numbers() {
        search.look_for_records(&mut pages, page);
        search.step(tick);
    }
    search.sort();
    search.keep_contents(&mut pages, &mut desk, tick)?;
    desk.write(DEED, |tx| search.drop_broken_deltas(tx))?;
    search.keep_records(&mut pages, &mut desk, tick)?;
    search.keep_copies(&mut desk)?;
    let deliveries = std::mem::take(&mut search.deliveries);
    search.told.deliveries_kept = deliveries.keep(&mut desk, &search.erased)?;
    search.told.records_lost = gaps(&desk)?;
    desk.finish(fresh)?;
    Ok(search.told)
}

impl Search {
    fn step(&mut self, tick: &mut dyn FnMut(u64)) {
        self.pages_done += 1;
        tick(self.pages_done);
    }

    fn look_for_records(&mut self, pages: &mut Pages, page: u32) {
        for (cell, row) in pages.rows(page, RECORD_COLUMNS) {
            let Some((record, header)) = as_record(&row) else { continue };
            self.told.records_read += 1;
            if let Some(Deed::ContentErased { contents, .. }) = header.deed()
                && is_signed(&record, &header)
            {
                self.erased.extend(contents);
            }
            let writer = *self.numbers.entry(header.writer).or_insert_with(|| {
                self.writers.push(header.writer);
                u32::try_from(self.writers.len() - 1).unwrap_or(u32::MAX)
            });
            let (lamport, seq) = (header.lamport, header.seq);
            self.places.push(Place { lamport, writer, page, seq, cell });
        }
        for (_, row) in pages.rows(page, CONTENT_COLUMNS) {
            if let [_, Value::Blob(digest), _, Value::Text(_), _, _, Value::Null] = row.as_slice() {
                self.erased.extend(Digest::try_from(digest.as_slice()).ok());
            }
        }
        for (_, row) in pages.rows(page, WORKING_COLUMNS) {
            let Some(copy) = as_copy(&row) else { continue };
            let known = self.copies.get(&(copy.article, copy.person));
            if known.is_none_or(|known| known.saved < copy.saved) {
                self.copies.insert((copy.article, copy.person), copy);
            }
        }
        self.deliveries.look(pages, page);
    }

    /// A copy that became a revision, or was erased, may still lie in a free page.
    fn keep_copies(&mut self, desk: &mut Store) -> Result<(), StoreError> {
        for copy in std::mem::take(&mut self.copies).into_values() {
            let digest = Digest::of(&copy.text.to_bytes());
            if self.erased.contains(&digest) || desk.content(&digest).is_ok() {
                continue;
            }
            desk.keep_working(&copy, true)?;
            self.told.copies_kept += 1;
        }
        Ok(())
    }

    /// Into the ledger's order, in which the fold must come.
    fn sort(&mut self) {
        let writers = &self.writers;
        let key = |place: &Place| writers.get(place.writer as usize).map(|key| key.0);
        self.places.sort_by(|a, b| {
            (a.lamport, key(a), a.seq, a.page).cmp(&(b.lamport, key(b), b.seq, b.page))
        });
    }

    fn keep_contents(
        &mut self,
        pages: &mut Pages,
        desk: &mut Store,
        tick: &mut dyn FnMut(u64),
    ) -> Result<(), StoreError> {
        let mut numbers = pages.numbers().peekable();
        while numbers.peek().is_some() {
            desk.write(DEED, |tx| {
                for page in numbers.by_ref().take(BATCH) {
                    for (_, row) in pages.rows(page, CONTENT_COLUMNS) {
                        self.told.contents_kept += u64::from(tx.keep(&row, &self.erased)?);
                    }
                    self.step(tick);
                }
                Ok::<_, StoreError>(())
            })?;
        }
        Ok(())
    }

    /// A delta can be read only once all that it stands on is there, so those come last.
    fn drop_broken_deltas(&mut self, tx: &Tx<'_>) -> Result<(), StoreError> {
        let deltas: Vec<[u8; 32]> = tx
            .conn
            .prepare("SELECT digest FROM content WHERE base IS NOT NULL")
            .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
            .map_err(sql(DEED))?;
        let broken: Vec<Digest> =
            deltas.into_iter().map(Digest).filter(|digest| tx.content(digest).is_err()).collect();
        for digest in &broken {
            tx.forget(digest)?;
        }
        self.told.contents_kept -= broken.len() as u64;
        Ok(())
    }

    fn keep_records(
        &mut self,
        pages: &mut Pages,
        desk: &mut Store,
        tick: &mut dyn FnMut(u64),
    ) -> Result<(), StoreError> {
        let places = std::mem::take(&mut self.places);
        for batch in places.chunks(BATCH) {
            desk.write(DEED, |tx| {
                for place in batch {
                    let rows = pages.rows(place.page, RECORD_COLUMNS);
                    let row = rows.iter().find(|(cell, _)| *cell == place.cell);
                    if let Some((record, header)) = row.and_then(|(_, row)| as_record(row)) {
                        self.keep_record(tx, &record, &header)?;
                    }
                    self.step(tick);
                }
                Ok::<_, StoreError>(())
            })?;
        }
        Ok(())
    }

    fn keep_record(
        &mut self,
        tx: &Tx<'_>,
        record: &Record,
        header: &Header,
    ) -> Result<(), StoreError> {
        if !is_signed(record, header) {
            return Ok(());
        }
        match tx.insert(record, header) {
            Ok(()) => self.told.records_kept += 1,
            // An older copy of the page had it too.
            Err(error) if error.blames_the_row() => return Ok(()),
            Err(error) => return Err(error),
        }
        let mut harmed = false;
        let notes = header.deed().map(Deed::notes).unwrap_or_default();
        for wanted in header.content.iter().chain(&notes) {
            if tx.keep_place(wanted)? && !self.erased.contains(wanted) {
                self.told.contents_lost += 1;
                harmed = true;
            }
        }
        if tx.replay(record, header)? != Folded::Done {
            self.told.records_refused += 1;
            harmed = true;
        }
        if let Some(article) = header.article.filter(|_| harmed)
            && self.told.harmed.len() < MOST_LISTED
        {
            self.told.harmed.insert(article);
        }
        Ok(())
    }
}

/// A row as a working copy, if its text is a manuscript.
fn as_copy(row: &[Value]) -> Option<Working> {
    let [
        Value::Blob(article),
        Value::Blob(person),
        Value::Blob(base),
        Value::Blob(text),
        Value::Integer(saved),
    ] = row
    else {
        return None;
    };
    Some(Working {
        article: ArticleId(Uuid::from_slice(article).ok()?),
        person: PersonId(Uuid::from_slice(person).ok()?),
        base: Digest::try_from(base.as_slice()).ok()?,
        text: super::working::text_of(text).ok()?,
        saved: Timestamp::from_ms(*saved),
    })
}

/// A row as a record, if its digest fits and its header can be read.
fn as_record(row: &[Value]) -> Option<(Record, Header)> {
    let [
        _,
        Value::Blob(_),
        _,
        Value::Blob(digest),
        _,
        _,
        _,
        _,
        Value::Text(header),
        Value::Blob(seal),
    ] = row
    else {
        return None;
    };
    let digest = Digest::try_from(digest.as_slice()).ok()?;
    if Digest::of(header.as_bytes()) != digest {
        return None;
    }
    let parsed = Header::from_bytes(header.as_bytes()).ok()?;
    let signature = seal.as_slice().try_into().ok()?;
    Some((Record { digest, header: header.clone().into_bytes(), signature }, parsed))
}

fn is_signed(record: &Record, header: &Header) -> bool {
    sshsig::verify(&header.writer, &record.header, &record.signature).is_ok()
}

impl Tx<'_> {
    /// Takes over a row of packed bytes, if they unpack to what the digest says. Of a delta that
    /// is not known yet.
    fn keep(&self, row: &[Value], erased: &BTreeSet<Digest>) -> Result<bool, StoreError> {
        let [_, Value::Blob(digest), len, Value::Text(enc), base, depth, data] = row else {
            return Ok(false);
        };
        let Ok(digest) = Digest::try_from(digest.as_slice()) else { return Ok(false) };
        if erased.contains(&digest) || *data == Value::Null {
            return Ok(false);
        }
        let kept = self
            .conn
            .prepare_cached(
                "INSERT INTO content (digest, len, enc, base, depth, data)
                 VALUES (:digest, :len, :enc, :base, :depth, :data)
                 ON CONFLICT (digest) DO NOTHING",
            )
            .and_then(|mut insert| {
                insert.execute(named_params! {
                    ":digest": digest.0, ":len": len, ":enc": enc, ":base": base,
                    ":depth": depth, ":data": data,
                })
            })
            .map_err(sql(DEED));
        match kept {
            Ok(0) => return Ok(false),
            Ok(_one) => {}
            // Not a row that any desk wrote.
            Err(error) if error.blames_the_row() => return Ok(false),
            Err(error) => return Err(error),
        }
        if enc == "delta" || self.content(&digest).is_ok() {
            return Ok(true);
        }
        self.forget(&digest)?;
        Ok(false)
    }

    fn forget(&self, digest: &Digest) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("DELETE FROM content WHERE digest = :digest")
            .and_then(|mut delete| delete.execute(named_params! { ":digest": digest.0 }))
            .map(|_gone| ())
            .map_err(sql(DEED))
    }

    /// Keeps the place of a text that is not there; says if there was one to keep.
    fn keep_place(&self, digest: &Digest) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO content (digest, len, enc, depth) VALUES (:digest, 0, 'plain', 0)
                 ON CONFLICT (digest) DO NOTHING",
            )
            .and_then(|mut insert| insert.execute(named_params! { ":digest": digest.0 }))
            .map(|inserted| inserted > 0)
            .map_err(sql(DEED))
    }
}

fn gaps(desk: &Store) -> Result<u64, StoreError> {
    desk.conn
        .query_row(
            "SELECT coalesce(sum(last - n), 0)
             FROM (SELECT max(seq) AS last, count(*) AS n FROM record GROUP BY writer)",
            [],
            |row| row.get::<_, i64>(0),
        )
        .map(i64::cast_unsigned)
        .map_err(sql(DEED))
}
