//! Contents: manuscripts and notes, each stored once by its SHA-256 and packed.
//!
//! The first text of an article and every sixteenth after it are packed whole, the others against
//! the text they grew from: a revision that changes a sentence costs a few hundred bytes.

use std::cell::RefCell;
use std::io::Read as _;

use rusqlite::{Connection, OptionalExtension, named_params};
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::CParameter;

use super::error::sql;
use super::{Store, StoreError, Tx};
use crate::domain::ids::Digest;
use crate::domain::manuscript::{BadManuscript, Manuscript};
use crate::domain::note::Note;
use crate::domain::room::room;

/// A reader follows at most this many deltas.
const DEEPEST: i64 = 15;
/// Larger than any manuscript that intake lets in.
const LARGEST: usize = 64 << 20;
/// What is shorter than this does not get shorter.
const WORTH_PACKING: usize = 96;
/// The default of zstd: a good ratio at a few microseconds a kilobyte.
const LEVEL: i32 = 3;
/// As a power of two: a window in which two texts of the largest size stand.
const WIDEST: u32 = 27;

/// Packs and unpacks with tables that are made once: they cost more than a short text.
#[derive(Default)]
pub struct Packer {
    pack: Option<Compressor<'static>>,
    unpack: Option<Decompressor<'static>>,
}

impl Packer {
    fn pack(&mut self, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        let packer = match &mut self.pack {
            Some(packer) => packer,
            none => none.insert(Compressor::new(LEVEL)?),
        };
        packed(packer, bytes)
    }

    fn unpack(&mut self, bytes: &[u8], len: usize) -> std::io::Result<Vec<u8>> {
        let unpacker = match &mut self.unpack {
            Some(unpacker) => unpacker,
            none => none.insert(Decompressor::new()?),
        };
        unpacked(unpacker, bytes, len)
    }
}

/// The memory of a long text goes back to the system with it.
fn packed(packer: &mut Compressor<'_>, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(room(zstd::zstd_safe::compress_bound(bytes.len())));
    packer.compress_to_buffer(bytes, &mut out)?;
    Ok(out)
}

/// The same as with a dictionary, of which only the end would be looked at: what a long text has in
/// common with its parent is found wherever it stands.
fn delta_of_long(parent: &[u8], bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let window = (parent.len() + bytes.len()).next_power_of_two().ilog2();
    let mut packer = Compressor::new(LEVEL)?;
    packer.set_parameter(CParameter::EnableLongDistanceMatching(true))?;
    packer.set_parameter(CParameter::WindowLog(window.min(WIDEST)))?;
    let referred = packer.context_mut().ref_prefix(parent);
    referred.map_err(|code| std::io::Error::other(zstd::zstd_safe::get_error_name(code)))?;
    packed(&mut packer, bytes)
}

fn unpacked(unpacker: &mut Decompressor<'_>, bytes: &[u8], len: usize) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(room(len));
    unpacker.decompress_to_buffer(bytes, &mut out)?;
    Ok(out)
}

struct Row {
    len: usize,
    enc: String,
    base: Option<Digest>,
    depth: i64,
    data: Option<Vec<u8>>,
}

/// What became of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Bytes(Vec<u8>),
    /// Erased by law: the digest remains.
    Erased,
}

/// Data of more bytes are read past the memory of `SQLite`, which would keep them for long.
const LONG: i64 = 1 << 20;
/// The digest of so many bytes is reckoned beside the reading of them.
const WORTH_A_THREAD: usize = 1 << 20;

/// How a content is packed, without its data.
fn row(conn: &Connection, digest: &Digest) -> Result<Option<Row>, StoreError> {
    select(
        conn,
        digest,
        "SELECT len, enc, base, depth, NULL, id, NULL FROM content WHERE digest = :digest",
    )
}

fn row_with_data(conn: &Connection, digest: &Digest) -> Result<Option<Row>, StoreError> {
    select(
        conn,
        digest,
        "SELECT len, enc, base, depth, iif(length(data) > 1 << 20, NULL, data), id, length(data)
         FROM content WHERE digest = :digest",
    )
}

fn select(conn: &Connection, digest: &Digest, query: &str) -> Result<Option<Row>, StoreError> {
    conn.prepare_cached(query)
        .and_then(|mut statement| {
            statement
                .query_row(named_params! { ":digest": digest.0 }, |row| {
                    let base: Option<[u8; 32]> = row.get(2)?;
                    let long: Option<i64> = row.get(6)?;
                    let data = match long.filter(|bytes| *bytes > LONG) {
                        Some(bytes) => Some(long_data(conn, row.get(5)?, bytes)?),
                        None => row.get(4)?,
                    };
                    Ok(Row {
                        len: usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX),
                        enc: row.get(1)?,
                        base: base.map(Digest),
                        depth: row.get(3)?,
                        data,
                    })
                })
                .optional()
        })
        .map_err(sql("read a text"))
}

fn long_data(conn: &Connection, id: i64, bytes: i64) -> rusqlite::Result<Vec<u8>> {
    let mut data = Vec::with_capacity(room(usize::try_from(bytes).unwrap_or_default()));
    let blob = conn.blob_open(c"main", c"content", c"data", id, true)?;
    match blob.take(bytes.cast_unsigned()).read_to_end(&mut data) {
        Ok(_length) => Ok(data),
        Err(error) => Err(error
            .downcast()
            .unwrap_or_else(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))),
    }
}

/// Reads a content and holds it to its digest: damaged bytes never come out of here.
pub(super) fn read(
    conn: &Connection,
    packer: &RefCell<Packer>,
    digest: &Digest,
) -> Result<Content, StoreError> {
    let content = unverified(conn, packer, digest)?;
    match &content {
        Content::Bytes(bytes) if Digest::of(bytes) != *digest => Err(changed(digest)),
        _ => Ok(content),
    }
}

fn changed(digest: &Digest) -> StoreError {
    StoreError::damaged("read a text", format!("changed content {digest}"))
}

/// The same as a manuscript. That of a long text is read while its bytes are held to the digest.
fn read_manuscript(
    conn: &Connection,
    packer: &RefCell<Packer>,
    digest: &Digest,
) -> Result<Manuscript, StoreError> {
    let bytes = match unverified(conn, packer, digest)? {
        Content::Bytes(bytes) if bytes.len() > WORTH_A_THREAD => bytes,
        Content::Bytes(bytes) if Digest::of(&bytes) != *digest => return Err(changed(digest)),
        content => return manuscript(content, digest),
    };
    let (is, text) = std::thread::scope(|scope| {
        let is = scope.spawn(|| Digest::of(&bytes));
        let text = Manuscript::from_bytes(&bytes);
        (is.join().unwrap_or_else(|_panicked| Digest::of(&bytes)), text)
    });
    if is != *digest {
        return Err(changed(digest));
    }
    text.map_err(|error| not_a_text(digest, &error))
}

/// The bytes as they are unpacked, of the length that was stored.
fn unverified(
    conn: &Connection,
    packer: &RefCell<Packer>,
    digest: &Digest,
) -> Result<Content, StoreError> {
    const DEED: &str = "read a text";
    let broken = |what: &str| StoreError::damaged(DEED, format!("{what} {digest}"));
    // From the wanted text down to a whole one, then up again.
    let mut chain = Vec::new();
    let mut next = Some(*digest);
    while let Some(wanted) = next {
        let row = row_with_data(conn, &wanted)?.ok_or_else(|| broken("missing content"))?;
        if chain.len() > usize::try_from(DEEPEST).unwrap_or(0) || row.len > LARGEST {
            return Err(broken("endless content"));
        }
        next = row.base;
        if row.data.is_none() {
            return Ok(Content::Erased);
        }
        chain.push(row);
    }
    let mut bytes = Vec::new();
    for row in chain.iter().rev() {
        let data = row.data.as_deref().unwrap_or_default();
        bytes = match row.enc.as_str() {
            "plain" => data.to_vec(),
            "zstd" => packer
                .borrow_mut()
                .unpack(data, row.len)
                .map_err(|_damaged| broken("unreadable content"))?,
            "delta" => Decompressor::with_dictionary(&bytes)
                .and_then(|mut unpacker| unpacked(&mut unpacker, data, row.len))
                .map_err(|_damaged| broken("unreadable content"))?,
            _ => return Err(broken("unknown encoding of content")),
        };
    }
    if chain.first().is_some_and(|row| row.len != bytes.len()) {
        return Err(changed(digest));
    }
    Ok(Content::Bytes(bytes))
}

impl Store {
    pub fn content(&self, digest: &Digest) -> Result<Content, StoreError> {
        read(&self.conn, &self.packer, digest)
    }

    pub fn manuscript(&self, digest: &Digest) -> Result<Manuscript, StoreError> {
        read_manuscript(&self.conn, &self.packer, digest)
    }

    /// The words of a note; empty if they were erased.
    pub fn note(&self, digest: &Digest) -> Result<String, StoreError> {
        note(self.content(digest)?, digest)
    }
}

pub(super) fn manuscript(content: Content, digest: &Digest) -> Result<Manuscript, StoreError> {
    match content {
        Content::Bytes(bytes) => {
            Manuscript::from_bytes(&bytes).map_err(|error| not_a_text(digest, &error))
        }
        Content::Erased => Ok(Manuscript::default()),
    }
}

fn not_a_text(digest: &Digest, error: &BadManuscript) -> StoreError {
    StoreError::damaged("read a text", format!("{digest}: {error}"))
}

pub(super) fn note(content: Content, digest: &Digest) -> Result<String, StoreError> {
    match content {
        Content::Bytes(bytes) => Note::from_bytes(&bytes)
            .map(|note| note.text)
            .map_err(|error| StoreError::damaged("read a note", format!("{digest}: {error}"))),
        Content::Erased => Ok(String::new()),
    }
}

impl Tx<'_> {
    pub(super) fn content(&self, digest: &Digest) -> Result<Content, StoreError> {
        read(self.conn, self.packer, digest)
    }

    /// Stores some bytes, once; `base` is the content that they grew from.
    pub fn put(&self, bytes: &[u8], base: Option<Digest>) -> Result<Digest, StoreError> {
        const DEED: &str = "store a text";
        let digest = Digest::of(bytes);
        if row(self.conn, &digest)?.is_some() {
            return self.put_again(bytes, digest);
        }
        let packed = self.pack(bytes, base).map_err(|error| StoreError::io(DEED, error))?;
        self.conn
            .prepare_cached(
                "INSERT INTO content (digest, len, enc, base, depth, data)
                 VALUES (:digest, :len, :enc, :base, :depth, :data)",
            )
            .and_then(|mut statement| {
                statement.execute(named_params! {
                    ":digest": digest.0,
                    ":len": i64::try_from(bytes.len()).unwrap_or(i64::MAX),
                    ":enc": packed.enc,
                    ":base": packed.base.map(|base| base.0),
                    ":depth": packed.depth,
                    ":data": packed.data,
                })
            })
            .map_err(sql(DEED))?;
        Ok(digest)
    }

    /// The content is there; but if it was damaged or erased, who writes it again must not lose
    /// it.
    fn put_again(&self, bytes: &[u8], digest: Digest) -> Result<Digest, StoreError> {
        let found = self.content(&digest);
        if matches!(found, Ok(Content::Bytes(_))) {
            return Ok(digest);
        }
        self.put_whole(bytes, digest)?;
        if matches!(found, Ok(Content::Erased)) {
            self.show_anew(&[digest])?;
        }
        Ok(digest)
    }

    /// Packs what has a row already by itself: what it could lean on may have grown from it, or
    /// is about to go.
    pub(super) fn put_whole(&self, bytes: &[u8], digest: Digest) -> Result<(), StoreError> {
        const DEED: &str = "store a text again";
        let packed = self.pack(bytes, None).map_err(|error| StoreError::io(DEED, error))?;
        let params = named_params! {
            ":digest": digest.0,
            ":len": i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            ":enc": packed.enc,
            ":data": packed.data,
        };
        // Those that lean on it are nearer to a whole text now.
        self.conn
            .execute(
                "WITH RECURSIVE below (digest) AS (
                   SELECT digest FROM content WHERE base = :digest
                   UNION SELECT content.digest FROM content JOIN below ON base = below.digest)
                 UPDATE content SET depth = depth
                   - (SELECT depth FROM content AS mended WHERE mended.digest = :digest)
                 WHERE digest IN below",
                named_params! { ":digest": digest.0 },
            )
            .and_then(|_moved| {
                self.conn.execute(
                    "UPDATE content SET len = :len, enc = :enc, base = NULL, depth = 0,
                       data = :data WHERE digest = :digest",
                    params,
                )
            })
            .map(|_stored| ())
            .map_err(sql(DEED))
    }

    pub fn put_note(&self, note: &Note) -> Result<Digest, StoreError> {
        self.put(&note.to_bytes(), None)
    }

    fn pack(&self, bytes: &[u8], base: Option<Digest>) -> std::io::Result<Packed> {
        if bytes.len() < WORTH_PACKING {
            return Ok(Packed { enc: "plain", base: None, depth: 0, data: bytes.to_vec() });
        }
        let parent = base.and_then(|base| {
            let depth = row(self.conn, &base).ok()??.depth + 1;
            let Content::Bytes(parent) = self.content(&base).ok()? else { return None };
            (depth <= DEEPEST).then_some((base, depth, parent))
        });
        if let Some((base, depth, parent)) = parent {
            let data = if bytes.len() > WORTH_A_THREAD {
                delta_of_long(&parent, bytes)?
            } else {
                packed(&mut Compressor::with_dictionary(LEVEL, &parent)?, bytes)?
            };
            return Ok(Packed { enc: "delta", base: Some(base), depth, data });
        }
        let data = self.packer.borrow_mut().pack(bytes)?;
        Ok(Packed { enc: "zstd", base: None, depth: 0, data })
    }
}

struct Packed {
    enc: &'static str,
    base: Option<Digest>,
    depth: i64,
    data: Vec<u8>,
}
