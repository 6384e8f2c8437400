//! Rows of a damaged file, read from its pages without asking `SQLite` for a way to them.
//!
//! One bad page above the leaves hides hundreds of good ones from everybody who comes through the
//! tree; here each leaf is read by itself. Nothing that comes out is believed: a row counts when
//! its digest fits. The form is that of <https://www.sqlite.org/fileformat2.html>.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use rusqlite::types::Value;

/// What `SQLite` makes files with, where the first page cannot say.
const USUAL_SIZE: usize = 4_096;
/// The type of a page that holds rows of a table.
const LEAF: u8 = 13;
/// The types of pages that hold rows of a table without row numbers: at the ends of its tree, and
/// on the way there.
const KEYED_LEAF: u8 = 10;
const KEYED_NODE: u8 = 2;
/// Before the pages of the log, and before each of them.
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// The pages of a file, newest first where its log has newer ones.
pub(super) struct Pages {
    file: File,
    log: Option<File>,
    /// Where in the log the newest of a page begins.
    frames: BTreeMap<u32, u64>,
    size: usize,
    count: u32,
}

impl Pages {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut head = [0; 18];
        let size = match file.read_exact(&mut head) {
            Ok(()) => page_size(u16::from_be_bytes([head[16], head[17]])).unwrap_or(USUAL_SIZE),
            Err(_short) => USUAL_SIZE,
        };
        let count = u32::try_from(file.metadata()?.len().div_ceil(size as u64)).unwrap_or(u32::MAX);
        let mut pages = Self { file, log: None, frames: BTreeMap::new(), size, count };
        let mut name = path.as_os_str().to_owned();
        name.push("-wal");
        if let Ok(log) = File::open(name) {
            // A log that cannot be read has nothing to add.
            let _no_log = pages.read_log(log);
        }
        Ok(pages)
    }

    /// The pages that there are to ask for, those that the log alone has among them.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> + use<> {
        let beyond: Vec<u32> =
            self.frames.range(self.count.saturating_add(1)..).map(|(page, _)| *page).collect();
        (1..=self.count).chain(beyond)
    }

    /// Finds the newest committed form of each page in the log.
    fn read_log(&mut self, mut log: File) -> io::Result<()> {
        let mut head = [0; LOG_HEAD];
        log.read_exact(&mut head)?;
        let salts = head.get(16..24).unwrap_or_default().to_vec();
        let len = log.metadata()?.len();
        let step = (FRAME_HEAD + self.size) as u64;
        let mut open = BTreeMap::new();
        let mut at = LOG_HEAD as u64;
        while at + step <= len {
            let mut frame = [0; FRAME_HEAD];
            log.seek(SeekFrom::Start(at))?;
            log.read_exact(&mut frame)?;
            // Other salts: left from before the log began anew.
            if frame.get(8..16) != Some(salts.as_slice()) {
                break;
            }
            let word = |at: usize| be_u32(&frame, at).unwrap_or_default();
            open.insert(word(0), at + FRAME_HEAD as u64);
            if word(4) != 0 {
                self.frames.append(&mut open);
            }
            at += step;
        }
        self.log = Some(log);
        Ok(())
    }

    fn page(&mut self, number: u32) -> Option<Vec<u8>> {
        let mut page = vec![0; self.size];
        let from_log = match (self.frames.get(&number), &mut self.log) {
            (Some(at), Some(log)) => {
                log.seek(SeekFrom::Start(*at)).and_then(|_at| log.read_exact(&mut page)).is_ok()
            }
            _ => false,
        };
        if !from_log {
            let at = u64::from(number.checked_sub(1)?) * self.size as u64;
            self.file.seek(SeekFrom::Start(at)).ok()?;
            self.file.read_exact(&mut page).ok()?;
        }
        Some(page)
    }

    /// The rows of one page that have as many columns as `wanted` says, with their places in it.
    pub(super) fn rows(&mut self, number: u32, wanted: usize) -> Vec<(u16, Vec<Value>)> {
        let Some(page) = self.page(number) else { return Vec::new() };
        // The first page begins with the file's own head.
        let head = if number == 1 { 100 } else { 0 };
        if page.get(head) != Some(&LEAF) {
            return Vec::new();
        }
        let cells = be_u16(&page, head + 3).unwrap_or_default();
        let most = self.size - 35;
        (0..cells)
            .map_while(|cell| Some((cell, be_u16(&page, head + 8 + 2 * usize::from(cell))?)))
            .filter_map(|(cell, at)| {
                let mut rest = page.get(usize::from(at)..)?;
                let len = usize::try_from(varint(&mut rest)?).ok()?;
                let _row_number = varint(&mut rest)?;
                Some((cell, self.row(rest, len, most, wanted)?))
            })
            .collect()
    }

    /// The same of a page of a table without row numbers.
    pub(super) fn keyed_rows(&mut self, number: u32, wanted: usize) -> Vec<Vec<Value>> {
        let Some(page) = self.page(number) else { return Vec::new() };
        // Each cell of a node begins with the page below it.
        let (list, below) = match page.first() {
            Some(&KEYED_LEAF) => (8, 0),
            Some(&KEYED_NODE) => (12, 4),
            _ => return Vec::new(),
        };
        let cells = be_u16(&page, 3).unwrap_or_default();
        let most = (self.size - 12) * 64 / 255 - 23;
        (0..cells)
            .map_while(|cell| be_u16(&page, list + 2 * usize::from(cell)))
            .filter_map(|at| {
                let mut rest = page.get(usize::from(at) + below..)?;
                let len = usize::try_from(varint(&mut rest)?).ok()?;
                self.row(rest, len, most, wanted)
            })
            .collect()
    }

    fn row(&mut self, rest: &[u8], len: usize, most: usize, wanted: usize) -> Option<Vec<Value>> {
        let local = local_len(self.size, most, len);
        let here = rest.get(..local)?;
        // Before a long row is put together, its form must be right.
        let form = Form::read(here, wanted)?;
        if form.total() != Some(len) {
            return None;
        }
        let mut payload = here.to_vec();
        if local < len {
            self.follow(be_u32(rest, local)?, len, &mut payload)?;
        }
        form.values(&payload)
    }

    /// Collects the rest of a long row from its chain of pages; the length ends every circle.
    fn follow(&mut self, mut next: u32, len: usize, payload: &mut Vec<u8>) -> Option<()> {
        let pages = usize::try_from(self.count).ok()?.checked_add(self.frames.len())?;
        if len > self.size.checked_mul(pages)? {
            return None;
        }
        while payload.len() < len {
            let page = self.page(next)?;
            next = be_u32(&page, 0)?;
            let more = (len - payload.len()).min(self.size - 4);
            payload.extend_from_slice(page.get(4..4 + more)?);
        }
        Some(())
    }
}

/// 512 to 65,536, in powers of two; the largest is written as 1.
fn page_size(written: u16) -> Option<usize> {
    match written {
        1 => Some(65_536),
        size if size >= 512 && size.is_power_of_two() => Some(usize::from(size)),
        _ => None,
    }
}

/// How much of a row lies in its page, of which it may take so much.
fn local_len(size: usize, most: usize, len: usize) -> usize {
    if len <= most {
        return len;
    }
    let least = (size - 12) * 32 / 255 - 23;
    let fitting = least + (len - least) % (size - 4);
    if fitting <= most { fitting } else { least }
}

/// The types of a row's columns.
struct Form {
    head: usize,
    types: Vec<u64>,
}

impl Form {
    fn read(payload: &[u8], wanted: usize) -> Option<Self> {
        let mut rest = payload;
        let head = usize::try_from(varint(&mut rest)?).ok()?;
        let mut types = payload.get(payload.len() - rest.len()..head)?;
        let mut read = Vec::with_capacity(wanted);
        while !types.is_empty() {
            if read.len() == wanted {
                return None;
            }
            read.push(varint(&mut types)?);
        }
        (read.len() == wanted).then_some(Self { head, types: read })
    }

    /// Bytes of the whole row.
    fn total(&self) -> Option<usize> {
        self.types.iter().try_fold(self.head, |sum, kind| sum.checked_add(width(*kind)?))
    }

    fn values(&self, payload: &[u8]) -> Option<Vec<Value>> {
        let mut at = self.head;
        self.types
            .iter()
            .map(|kind| {
                let bytes = payload.get(at..at.checked_add(width(*kind)?)?)?;
                at += bytes.len();
                value(*kind, bytes)
            })
            .collect()
    }
}

fn width(kind: u64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        _ => usize::try_from((kind - 12) / 2).ok(),
    }
}

fn value(kind: u64, bytes: &[u8]) -> Option<Value> {
    Some(match kind {
        0 => Value::Null,
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => {
            let negative = bytes.first().is_some_and(|first| first & 0x80 != 0);
            let start = if negative { -1 } else { 0 };
            Value::Integer(bytes.iter().fold(start, |sum, byte| (sum << 8) | i64::from(*byte)))
        }
        // Our tables have no floats.
        7 => return None,
        _ if kind.is_multiple_of(2) => Value::Blob(bytes.to_vec()),
        _ => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
    })
}

/// Seven bits a byte, at most nine bytes, the last of which gives all eight.
fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for at in 0..9 {
        let (byte, left) = rest.split_first()?;
        *rest = left;
        if at == 8 {
            return Some((value << 8) | u64::from(*byte));
        }
        value = (value << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn be_u16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
