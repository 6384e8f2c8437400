//! What a journal's bytes say: the texts at the start, and as far as every byte is sound.

use std::io::Read;

use super::fields::{Field, Texts};
use super::frame::{self, Frames, Kind, Op};
use super::head::Head;
use crate::paths::PathError;

/// What a journal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    pub head: Head,
    /// The texts that the work began from.
    pub base: Texts,
    /// The texts at the end of what is sound.
    pub now: Texts,
    /// Edits that stood in the file by themselves; those that made room for a whole text do not.
    pub edits: u64,
    /// More stood in the file than could be read: the end of a write that was cut off, or damage.
    pub damaged: bool,
}

impl Recovered {
    pub fn has_unsaved(&self) -> bool {
        self.now != self.base
    }
}

/// Says why nothing can be had from a file.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("not a journal")]
    Foreign,
    #[error("a journal of version {0}, which this program does not know")]
    Newer(u32),
    #[error("the journal is damaged from its beginning")]
    Damaged,
    #[error("the journal could not be read")]
    Path(#[source] PathError),
}

/// Reads a journal of `len` bytes. Whatever is in them costs no more memory than the texts.
pub(super) fn replay(source: impl Read, len: u64) -> Result<Recovered, Unreadable> {
    let (kind, mut frames) = Frames::new(source, len);
    match kind {
        Kind::Journal => {}
        Kind::Newer(version) => return Err(Unreadable::Newer(version)),
        Kind::Damaged => return Err(Unreadable::Damaged),
        Kind::Foreign => return Err(Unreadable::Foreign),
    }
    let head = frames.next_op().ok_or(Unreadable::Damaged)?;
    let head: Head = serde_json::from_slice(head).map_err(|_form| Unreadable::Damaged)?;
    let base = match frames.next_op().and_then(frame::parse) {
        Some(Op::Snapshot(texts)) if texts.digests() == head.digests => *texts,
        _ => return Err(Unreadable::Damaged),
    };
    let mut now = base.clone();
    let (mut edits, mut sound) = (0, true);
    while sound && let Some(op) = frames.next_op() {
        match frame::parse(op) {
            Some(Op::Edit { field, at, removed, inserted }) => {
                sound = splice(&mut now, field, at, removed, inserted).is_some();
                edits += u64::from(sound);
            }
            Some(Op::Snapshot(texts)) => now = *texts,
            None => sound = false,
        }
    }
    let damaged = !sound || !frames.is_at_end();
    Ok(Recovered { head, base, now, edits, damaged })
}

/// None, and nothing changed, where the edit does not fit.
fn splice(
    texts: &mut Texts,
    field: Field,
    at: usize,
    removed: usize,
    inserted: &str,
) -> Option<()> {
    let fits =
        texts.size().saturating_add(inserted.len()) <= frame::LONGEST.saturating_add(removed);
    let end = at.checked_add(removed).filter(|_| fits)?;
    texts.splice(field, at..end, inserted)
}
