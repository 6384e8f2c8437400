//! The bytes of a journal.
//!
//! A preamble of 16 bytes (magic, version, checksum), then frames: `length u32, checksum u32,
//! seq u64, op`, numbers little-endian. The checksum is the CRC-32 of length, seq and op. Frame 0
//! holds the head as JSON, frame 1 the texts at the start; whoever reads stops at the first frame
//! that is not whole or not the next.

use std::io::{self, Read};

use super::fields::{Field, Texts};
use crate::text::edit::Edit;

const MAGIC: [u8; 8] = *b"REDAKSIJ";
/// The version that this program writes.
pub(super) const VERSION: u32 = 1;
pub(super) const PREAMBLE: usize = 16;
const FRAME_HEAD: usize = 16;

/// The longest all texts of a journal may be together, in bytes.
pub const LONGEST: usize = 48 << 20;
/// The longest op: a snapshot of the longest texts, with room for its numbers.
const LONGEST_OP: usize = LONGEST + (1 << 16);

const EDIT: u8 = 1;
const SNAPSHOT: u8 = 2;

/// What a frame says was done.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Op<'a> {
    Edit { field: Field, at: usize, removed: usize, inserted: &'a str },
    Snapshot(Box<Texts>),
}

pub(super) fn preamble(version: u32) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(version.to_le_bytes());
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

/// Adds one frame whose op `fill` writes.
pub(super) fn put(out: &mut Vec<u8>, seq: u64, fill: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend([0; FRAME_HEAD]);
    fill(out);
    let Some((head, op)) =
        out.get_mut(start..).and_then(|frame| frame.split_first_chunk_mut::<FRAME_HEAD>())
    else {
        return;
    };
    // An op is never near 4 GiB: texts are held to their limit before they come here.
    let len = u32::try_from(op.len()).unwrap_or(u32::MAX).to_le_bytes();
    head[..4].copy_from_slice(&len);
    head[4..8].copy_from_slice(&checksum(len, seq, op).to_le_bytes());
    head[8..].copy_from_slice(&seq.to_le_bytes());
}

fn checksum(len: [u8; 4], seq: u64, op: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&len);
    hasher.update(&seq.to_le_bytes());
    hasher.update(op);
    hasher.finalize()
}

fn put_number(out: &mut Vec<u8>, number: usize) {
    out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

pub(super) fn put_edit(out: &mut Vec<u8>, field: Field, edit: &Edit) {
    out.extend([EDIT, field.number()]);
    put_number(out, edit.at);
    put_number(out, edit.removed.len());
    out.extend(edit.inserted.as_bytes());
}

pub(super) fn put_snapshot(out: &mut Vec<u8>, texts: &Texts) {
    out.push(SNAPSHOT);
    for field in Field::ALL {
        let (len, pieces) = texts.pieces(field);
        if len > 0 {
            out.push(field.number());
            put_number(out, len);
            pieces.for_each(|piece| out.extend(piece.as_bytes()));
        }
    }
}

/// Takes an op apart; none where it is not one.
pub(super) fn parse(op: &[u8]) -> Option<Op<'_>> {
    let (kind, mut rest) = op.split_first()?;
    match *kind {
        EDIT => {
            let field = take_field(&mut rest)?;
            let (at, removed) = (take_number(&mut rest)?, take_number(&mut rest)?);
            let inserted = std::str::from_utf8(rest).ok()?;
            Some(Op::Edit { field, at, removed, inserted })
        }
        SNAPSHOT => {
            let mut texts = Texts::default();
            while !rest.is_empty() {
                let field = take_field(&mut rest)?;
                let len = take_number(&mut rest)?;
                let (text, after) = rest.split_at_checked(len)?;
                texts.set(field, std::str::from_utf8(text).ok()?);
                rest = after;
            }
            Some(Op::Snapshot(Box::new(texts)))
        }
        _ => None,
    }
}

fn take_field(rest: &mut &[u8]) -> Option<Field> {
    let (number, after) = rest.split_first()?;
    *rest = after;
    Field::numbered(*number)
}

fn take_number(rest: &mut &[u8]) -> Option<usize> {
    let (number, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

/// What the first bytes of a file say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Journal,
    Newer(u32),
    Damaged,
    Foreign,
}

/// Reads frames, never beyond the first that is damaged.
pub(super) struct Frames<R> {
    source: R,
    /// So many bytes are left, by the length of the file: no frame can be longer.
    left: u64,
    next: u64,
    op: Vec<u8>,
}

impl<R: Read> Frames<R> {
    /// `len` is the length of the whole source.
    pub(super) fn new(mut source: R, len: u64) -> (Kind, Self) {
        let mut preamble = [0; PREAMBLE];
        let whole = source.read_exact(&mut preamble).is_ok();
        let left = len.saturating_sub(PREAMBLE as u64);
        (kind(whole, &preamble), Self { source, left, next: 0, op: Vec::new() })
    }

    /// Everything was read, to the last byte.
    pub(super) fn is_at_end(&self) -> bool {
        self.left == 0
    }

    /// The op of the next frame; none at the end and at the first damage.
    pub(super) fn next_op(&mut self) -> Option<&[u8]> {
        self.read().ok().filter(|good| *good)?;
        Some(&self.op)
    }

    fn read(&mut self) -> io::Result<bool> {
        let mut head = [0; FRAME_HEAD];
        if self.left < FRAME_HEAD as u64 {
            return Ok(false);
        }
        self.source.read_exact(&mut head)?;
        let (len, rest) = head.split_first_chunk::<4>().ok_or(io::ErrorKind::InvalidData)?;
        let (sum, seq) = rest.split_first_chunk::<4>().ok_or(io::ErrorKind::InvalidData)?;
        let seq = seq.first_chunk::<8>().map_or(0, |seq| u64::from_le_bytes(*seq));
        let size = usize::try_from(u32::from_le_bytes(*len)).unwrap_or(usize::MAX);
        let after = self.left - FRAME_HEAD as u64;
        if seq != self.next || size > LONGEST_OP || size as u64 > after {
            return Ok(false);
        }
        self.op.resize(size, 0);
        self.source.read_exact(&mut self.op)?;
        if u32::from_le_bytes(*sum) != checksum(*len, seq, &self.op) {
            return Ok(false);
        }
        self.left = after - size as u64;
        self.next += 1;
        Ok(true)
    }
}

fn kind(whole: bool, bytes: &[u8; PREAMBLE]) -> Kind {
    let (said, sum) = bytes.split_at(PREAMBLE - 4);
    let (magic, version) = said.split_at(MAGIC.len());
    let version = version.first_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    if !whole || magic != MAGIC {
        return Kind::Foreign;
    }
    match version {
        _ if sum != crc32fast::hash(said).to_le_bytes() => Kind::Damaged,
        VERSION => Kind::Journal,
        version => Kind::Newer(version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(at: usize, removed: &str, inserted: &str) -> Edit {
        Edit { at, removed: removed.to_owned(), inserted: inserted.to_owned() }
    }

    #[test]
    fn ops_come_back() {
        let mut out = Vec::new();
        put_edit(&mut out, Field::Body, &edit(7, "é", "“pasar”"));
        let want = Op::Edit { field: Field::Body, at: 7, removed: 2, inserted: "“pasar”" };
        assert_eq!(parse(&out), Some(want));
        out.clear();
        let texts = Texts::from([(Field::Headline, "Pasar"), (Field::Embargo, "besok")]);
        put_snapshot(&mut out, &texts);
        assert_eq!(parse(&out), Some(Op::Snapshot(Box::new(texts))));
    }

    #[test]
    fn what_is_no_op_is_none() {
        for op in [
            &b""[..],
            &[9],
            &[EDIT],
            &[EDIT, 200, 0, 0, 0, 0, 0, 0, 0, 0],
            &[EDIT, 1, 0, 0, 0, 0, 0, 0, 0],
            &[EDIT, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF],
            &[SNAPSHOT, 1, 5, 0, 0, 0, b'a'],
            &[SNAPSHOT, 1, 0xFF, 0xFF, 0xFF, 0xFF],
            &[SNAPSHOT, 1, 1, 0, 0, 0, 0x80],
            &[SNAPSHOT, 77],
        ] {
            assert_eq!(parse(op), None, "{op:?}");
        }
    }

    #[track_caller]
    fn check(bytes: &[u8], want: Kind, ops: usize, at_end: bool) {
        let (kind, mut frames) = Frames::new(bytes, bytes.len() as u64);
        let mut found = 0;
        while frames.next_op().is_some() {
            found += 1;
        }
        assert_eq!((kind, found, frames.is_at_end()), (want, ops, at_end));
    }

    #[test]
    fn frames_are_read_up_to_the_first_that_is_not_the_next() {
        let mut bytes = preamble(VERSION);
        put(&mut bytes, 0, |op| op.extend(b"nol"));
        put(&mut bytes, 1, |op| op.extend(b"satu"));
        check(&bytes, Kind::Journal, 2, true);
        let two = bytes.len();
        put(&mut bytes, 3, |op| op.extend(b"tiga"));
        check(&bytes, Kind::Journal, 2, false);
        bytes.truncate(two);
        bytes.extend([0; 64]);
        check(&bytes, Kind::Journal, 2, false);
        bytes.truncate(two);
        // A length that no memory holds.
        bytes.extend([0xFF; 40]);
        check(&bytes, Kind::Journal, 2, false);
    }

    #[test]
    fn the_first_bytes_tell_the_kind() {
        check(b"", Kind::Foreign, 0, true);
        check(b"SQLite format 3\0SQLite", Kind::Foreign, 0, false);
        check(&preamble(9), Kind::Newer(9), 0, true);
        let mut flipped = preamble(VERSION);
        flipped[8] ^= 4;
        check(&flipped, Kind::Damaged, 0, true);
    }
}
