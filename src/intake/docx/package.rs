//! The archive around a document: parts are read by name, in memory, within limits; nothing is
//! ever unpacked to a file, and archives inside the archive stay closed.

use std::io::{Cursor, Read};

use zip::{HasZipMetadata, ZipArchive};

use crate::intake::error::IntakeError;

/// The most bytes that one part may unpack to, all of them together, and the most parts.
const PART: u64 = 32 << 20;
const TOTAL: u64 = 64 << 20;
const PARTS: usize = 1_000;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, IntakeError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(IntakeError::Archive)?;
        if archive.len() > PARTS {
            return Err(IntakeError::TooManyParts { limit: PARTS, found: archive.len() });
        }
        if archive.has_duplicate_names() {
            return Err(IntakeError::FalseParts { what: "duplicate" });
        }
        let mut total = 0_u64;
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(IntakeError::Archive)?;
            if entry.encrypted() {
                return Err(IntakeError::Encrypted);
            }
            if entry.is_symlink() {
                return Err(IntakeError::FalseParts { what: "symlink" });
            }
            if !is_inside(entry.name_raw()) {
                return Err(IntakeError::FalseParts { what: "name" });
            }
            if entry.size() > PART {
                return Err(IntakeError::Bomb { limit: PART });
            }
            total = total.saturating_add(entry.get_metadata().uncompressed_size);
        }
        if total > TOTAL {
            return Err(IntakeError::Bomb { limit: TOTAL });
        }
        if archive.has_overlapping_entries().map_err(IntakeError::Archive)? {
            return Err(IntakeError::FalseParts { what: "overlap" });
        }
        Ok(Self { archive, left: TOTAL })
    }

    /// The text of a part, if there is one of that name.
    pub(super) fn part(&mut self, name: &'static str) -> Result<Option<String>, IntakeError> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let entry = self.archive.by_index(at).map_err(IntakeError::Archive)?;
        let said = entry.size();
        let limit = PART.min(self.left);
        let mut bytes = Vec::new();
        // What the list of parts says is a claim; one byte more than it is a lie.
        let read = entry
            .take(said.min(limit) + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| IntakeError::Unpack { part: name, source })?;
        let read = u64::try_from(read).unwrap_or(u64::MAX);
        if read > limit {
            return Err(IntakeError::Bomb { limit });
        }
        if read != said {
            return Err(IntakeError::FalseParts { what: "size" });
        }
        self.left -= read;
        let text = String::from_utf8(bytes).map_err(|error| IntakeError::Encoding {
            offset: error.utf8_error().valid_up_to(),
            encoding: "UTF-8",
        })?;
        Ok(Some(text))
    }

    fn count(&self, wanted: impl Fn(&[u8]) -> bool) -> usize {
        self.archive.file_names_raw().filter(|name| wanted(name)).count()
    }

    pub(super) fn has_headers(&self) -> bool {
        self.count(|name| name.starts_with(b"word/header") || name.starts_with(b"word/footer")) > 0
    }

    /// Files inside the document: they stay closed.
    pub(super) fn objects(&self) -> usize {
        self.count(|name| name.starts_with(b"word/embeddings/") && !name.ends_with(b"/"))
    }
}

/// A name that leads nowhere but into the archive.
fn is_inside(name: &[u8]) -> bool {
    let absolute = name.starts_with(b"/") || name.get(1) == Some(&b':');
    let odd = name.iter().any(|byte| matches!(byte, b'\\' | 0));
    !absolute && !odd && !name.split(|byte| *byte == b'/').any(|part| part == b"..")
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn names_lead_into_the_archive_alone() {
        for name in ["/etc/x", "../x", "word/../../x", "C:x", "word\\x", "a\0b", ".."] {
            assert!(!is_inside(name.as_bytes()), "{name:?}");
        }
        for name in ["word/document.xml", "[Content_Types].xml", "word/a..b"] {
            assert!(is_inside(name.as_bytes()), "{name:?}");
        }
    }
}
