//! What a site folder says of itself: that it is ours, of which kind, and each file in it.
//!
//! A line a file, since a site of a hundred thousand articles reads and writes it at every run:
//! digest, key, size, path, and behind a tab the words that lists show of an article.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use super::write::allowed;
use crate::domain::ids::Digest;

const NAME: &str = "redaksi-site";
const VERSION: &str = "1";

/// What a site folder is for. A trial is never written over what readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Trial,
    Published,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Published => "published",
        }
    }
}

/// A file as it was when it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) digest: Digest,
    /// Of what the file was made from; zeros if it is made anew at every run.
    pub(super) key: Digest,
    pub(super) size: u64,
    pub(super) lead: Arc<str>,
}

impl Known {
    /// A file of which only the name is known: an unfinished run was about to write it.
    pub(super) fn unsure() -> Self {
        Self { digest: Digest::ZERO, key: Digest::ZERO, size: u64::MAX, lead: Arc::from("") }
    }
}

/// A manifest as it is read.
pub(super) struct Manifest {
    pub(super) kind: Kind,
    pub(super) files: HashMap<Arc<str>, Known>,
}

/// Reads a manifest; `None` if it is not one of this version. A line that cannot be read is left
/// out: its file will be written again if it is wanted, and is not ours to remove if it is not.
pub(super) fn read(text: &str) -> Option<Manifest> {
    let mut lines = text.lines();
    let mut head = lines.next()?.split(' ');
    if head.next() != Some(NAME) || head.next() != Some(VERSION) {
        return None;
    }
    let kind = match head.next()? {
        "trial" => Kind::Trial,
        "published" => Kind::Published,
        _ => return None,
    };
    Some(Manifest { kind, files: lines.filter_map(line).collect() })
}

fn line(line: &str) -> Option<(Arc<str>, Known)> {
    let (facts, lead) = line.split_once('\t')?;
    let mut facts = facts.split(' ');
    let digest = facts.next()?.parse().ok()?;
    let key = facts.next()?.parse().ok()?;
    let size = facts.next()?.parse().ok()?;
    let path = facts.next().filter(|path| allowed(path))?;
    Some((Arc::from(path), Known { digest, key, size, lead: Arc::from(lead) }))
}

/// The text of a manifest.
pub(super) fn write(kind: Kind, files: &BTreeMap<Arc<str>, Known>) -> String {
    let mut out = String::with_capacity(64 + files.len() * 400);
    // Writing into a string cannot fail.
    let _infallible = writeln!(out, "{NAME} {VERSION} {}", kind.word());
    for (path, known) in files {
        hex(&known.digest, &mut out);
        out.push(' ');
        hex(&known.key, &mut out);
        let _infallible = write!(out, " {} {path}\t", known.size);
        out.extend(known.lead.chars().filter(|c| !c.is_control()));
        out.push('\n');
    }
    out
}

/// As `Display`, many times faster: a large site writes this at every run.
fn hex(digest: &Digest, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    for byte in digest.0 {
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let known = Known {
            digest: Digest::of(b"a"),
            key: Digest::of(b"b"),
            size: 7,
            lead: Arc::from("Rapat, dua jam…"),
        };
        let files = BTreeMap::from([(Arc::from("2025/10/a-1.html"), known.clone())]);
        let manifest = read(&write(Kind::Published, &files)).unwrap();
        assert_eq!(manifest.kind, Kind::Published);
        assert_eq!(manifest.files, HashMap::from([(Arc::from("2025/10/a-1.html"), known)]));
    }

    #[test]
    fn a_hostile_manifest_names_no_foreign_file() {
        let zero = Digest::ZERO;
        for path in ["../a.html", "/etc/passwd", "a/../../b.html", ".git/config", "a b.html"] {
            let text = format!("redaksi-site 1 trial\n{zero} {zero} 1 {path}\t\n");
            assert_eq!(read(&text).unwrap().files.len(), 0, "{path}");
        }
    }

    #[test]
    fn other_texts_are_no_manifest() {
        for text in ["", "redaksi-site 2 trial\n", "redaksi-site 1 else\n", "{}"] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
