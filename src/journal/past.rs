//! The way back of a text, kept over restarts: one file for each article and person, beside the
//! journals and as private as they are.
//!
//! The file is the preamble of a journal with a magic of its own, and one frame: the head as JSON,
//! then for each part its text, if that is not too long, and its tree; numbers little-endian.
//! It is made anew each time and takes the old one's place whole. What cannot be read is put
//! aside, where nothing looks for it, and goes after a month.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::ids::{ArticleId, Digest};
use crate::domain::record::RevisionId;
use crate::domain::time::Timestamp;
use crate::paths::private::{self, Links};
use crate::paths::{Deed, PathError};
use crate::text::edit::Edit;
use crate::text::past::{Kind, Place, Step, Tree};
use crate::text::shared::Shared;

mod bytes;

const MAGIC: [u8; 8] = *b"REDAKSIU";
const VERSION: u32 = 1;
const EXTENSION: &str = "undo";
const ASIDE: &str = "old";

/// A longer text is kept by its digest alone.
const LONGEST_TEXT: usize = 1 << 20;
/// No file that was made here is longer.
const LARGEST: u64 = 64 << 20;
/// Files that were not written for so long go.
const KEPT_MS: i64 = 30 * 86_400_000;
/// All of them together; the oldest go first.
const ALL_BYTES: u64 = 256 << 20;

/// Headline and body.
pub const PARTS: usize = 2;

/// Whose way back it is, and of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub article: ArticleId,
    pub person: String,
    /// The revision that the text grew from.
    pub base: RevisionId,
    pub at: Timestamp,
    digests: [Digest; PARTS],
}

/// One text and how it came to be. Times in the tree are of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub text: Shared,
    pub tree: Tree,
}

/// What a file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub head: Head,
    /// None for a text that was too long.
    pub texts: [Option<String>; PARTS],
    pub trees: [Tree; PARTS],
}

/// Why a file says nothing.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("not the past of a text, or damaged")]
    Damaged,
    #[error("the past of a text in a form of version {0}, which this program does not know")]
    Newer(u32),
    #[error("the past of another text or person")]
    Foreign,
    #[error("the past of a text could not be read")]
    Path(#[source] PathError),
}

impl Kept {
    /// Is it of these very texts?
    pub fn says(&self, texts: [&str; PARTS]) -> bool {
        texts.map(|text| Digest::of(text.as_bytes())) == self.head.digests
    }
}

/// The file of an article and a person. An erasure finds it by the beginning of its name.
fn path_of(folder: &Path, article: &ArticleId, person: &str) -> PathBuf {
    let person = Digest::of(person.as_bytes()).to_string();
    let person = person.get(..16).unwrap_or_default();
    folder.join(format!("{}-{person}.{EXTENSION}", article.short()))
}

/// Keeps the past of a text in place of what was kept of it. One with no steps leaves no file.
pub fn keep(
    folder: &Path,
    (article, person): (ArticleId, &str),
    (base, at): (RevisionId, Timestamp),
    parts: &[Part; PARTS],
) -> Result<(), PathError> {
    let path = path_of(folder, &article, person);
    if parts.iter().all(|part| part.tree.is_bare()) {
        return private::remove_private(&path);
    }
    let digests = parts
        .each_ref()
        .map(|part| Digest::of_pieces(part.text.rope().chunks().map(str::as_bytes)));
    let head = Head { article, person: person.to_owned(), base, at, digests };
    private::create_private_dir(folder)?;
    private::replace_private_lightly(&path, &bytes::of(&head, parts))
}

/// What is kept of an article's past for a person; nothing if nothing is.
pub fn find(folder: &Path, article: &ArticleId, person: &str) -> Result<Option<Kept>, Unreadable> {
    let path = path_of(folder, article, person);
    if !path.exists() {
        return Ok(None);
    }
    let read = private::read_limited(&path, LARGEST, Links::Refuse).map_err(Unreadable::Path)?;
    let kept = bytes::parse(&read)?;
    let own = kept.head.article == *article && kept.head.person == person;
    if own { Ok(Some(kept)) } else { Err(Unreadable::Foreign) }
}

/// Takes it away: its words are not to be anywhere any more.
pub fn forget(folder: &Path, article: &ArticleId, person: &str) -> Result<(), PathError> {
    private::remove_private(&path_of(folder, article, person))
}

/// It does not belong to the text as it is: it is kept for a while, and not looked at again.
pub fn set_aside(folder: &Path, article: &ArticleId, person: &str) -> Result<(), PathError> {
    let path = path_of(folder, article, person);
    let aside = path.with_extension(ASIDE);
    std::fs::rename(&path, &aside).map_err(|source| PathError::io(Deed::Write, &path, source))
}

/// Takes away what nobody wrote for a month, and the oldest of what is too much together.
pub fn prune(folder: &Path, now: Timestamp) -> Result<usize, PathError> {
    let (mut removed, mut bytes) = (0, 0_u64);
    for (modified, path) in super::find::files(folder, &[EXTENSION, ASIDE])? {
        bytes = bytes.saturating_add(std::fs::metadata(&path).map_or(0, |file| file.len()));
        if modified.plus_ms(KEPT_MS) < now || bytes > ALL_BYTES {
            private::remove_private(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests;
