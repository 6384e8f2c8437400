//! How far a key has signed, noted outside the desk file.
//!
//! A desk that came back from a backup has forgotten its last records; going on from there would
//! fork the writer's chain. The note knows better: it lies beside the key and once more in the
//! state folder.

use std::path::PathBuf;

use super::{KeyError, Keyring};
use crate::domain::ids::{Digest, WriterKey};
use crate::paths::private::{self, Links};

/// A note is one short line.
const LIMIT: u64 = 512;

impl Keyring {
    /// Notes the last record of a writer, in both places. A note never goes back.
    ///
    /// Both places are tried even if the first fails: one note is enough to be warned.
    pub fn note_seq(&self, key: &WriterKey, seq: u64, head: &Digest) -> Result<(), KeyError> {
        let line = format!("{seq} {head} {key}\n");
        let mut failure = None;
        for path in self.notes(key) {
            if read(&path, key).is_some_and(|(noted, _)| noted >= seq) {
                continue;
            }
            // Not synced: after each commit this would cost as much as the commit, and a note
            // that the power took away only warns a little later.
            if let Err(error) = private::replace_private_lightly(&path, line.as_bytes()) {
                failure = Some(error);
            }
        }
        failure.map_or(Ok(()), |error| Err(error.into()))
    }

    /// The last record that was noted for this key: the later of the two notes.
    pub fn noted_seq(&self, key: &WriterKey) -> Option<(u64, Digest)> {
        self.notes(key).filter_map(|path| read(&path, key)).max_by_key(|(seq, _)| *seq)
    }

    fn notes(&self, key: &WriterKey) -> impl Iterator<Item = PathBuf> {
        let name = format!("{}.seq", key.file_stem());
        let beside = self.folder.join(&name);
        std::iter::once(beside).chain(self.state.as_ref().map(|state| state.join(name)))
    }
}

/// A note that is damaged or about another key says nothing.
fn read(path: &std::path::Path, key: &WriterKey) -> Option<(u64, Digest)> {
    let bytes = private::read_limited(path, LIMIT, Links::Refuse).ok()?;
    let text = str::from_utf8(&bytes).ok()?;
    let mut words = text.strip_suffix('\n')?.split(' ');
    let (seq, head) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    (words.next()?.parse() == Ok(*key) && words.next().is_none()).then_some((seq, head))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: WriterKey = WriterKey([7; 32]);

    fn keyring() -> (tempfile::TempDir, Keyring) {
        let dir = tempfile::tempdir().unwrap();
        let (desk, state) = (dir.path().join("desk"), dir.path().join("state"));
        private::create_private_dir(&desk.join("keys")).unwrap();
        private::create_private_dir(&state).unwrap();
        let ring = Keyring::at(&desk).with_state(&state);
        (dir, ring)
    }

    #[test]
    fn the_later_note_counts_and_none_goes_back() {
        let (_dir, ring) = keyring();
        assert_eq!(ring.noted_seq(&KEY), None);
        ring.note_seq(&KEY, 4, &Digest([4; 32])).unwrap();
        ring.note_seq(&KEY, 3, &Digest([3; 32])).unwrap();
        assert_eq!(ring.noted_seq(&KEY), Some((4, Digest([4; 32]))));
        // The desk folder comes back from a copy with an old note, or with none.
        let beside = ring.notes(&KEY).next().unwrap();
        let old = format!("2 {} {KEY}\n", Digest([2; 32]));
        private::replace_private(&beside, old.as_bytes()).unwrap();
        assert_eq!(ring.noted_seq(&KEY), Some((4, Digest([4; 32]))));
        private::remove_private(&beside).unwrap();
        assert_eq!(ring.noted_seq(&KEY), Some((4, Digest([4; 32]))));
    }

    #[test]
    fn damaged_and_foreign_notes_say_nothing() {
        let (_dir, ring) = keyring();
        let (digest, other) = (Digest::ZERO, WriterKey([8; 32]));
        for text in [
            String::new(),
            "7".to_owned(),
            format!("7 {digest} {KEY}"),
            format!("-7 {digest} {KEY}\n"),
            format!("7 {digest} {other}\n"),
            format!("7 {digest} {KEY} lagi\n"),
            format!("7 abc {KEY}\n"),
            "x".repeat(10_000),
        ] {
            for path in ring.notes(&KEY) {
                private::replace_private(&path, text.as_bytes()).unwrap();
            }
            assert_eq!(ring.noted_seq(&KEY), None, "{text:?}");
        }
        ring.note_seq(&KEY, 1, &digest).unwrap();
        assert_eq!(ring.noted_seq(&KEY), Some((1, digest)));
    }

    #[test]
    fn one_lost_folder_is_told_and_the_other_note_is_written() {
        let (dir, ring) = keyring();
        let ring = ring.with_state(&dir.path().join("tiada"));
        assert!(ring.note_seq(&KEY, 1, &Digest::ZERO).is_err());
        assert_eq!(ring.noted_seq(&KEY), Some((1, Digest::ZERO)));
    }
}
