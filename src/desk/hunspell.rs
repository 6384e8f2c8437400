//! The machine's Hunspell dictionary of Indonesian, where it has one. It is read when a text is
//! first checked and never at the start: that takes some twenty milliseconds.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::rules::{Speller, SpellerError};

/// Where systems keep it, without the ending.
const HOMES: [&str; 6] = [
    "/usr/share/hunspell/id_ID",
    "/usr/local/share/hunspell/id_ID",
    "/usr/share/myspell/dicts/id_ID",
    "/usr/lib/libreoffice/share/extensions/dict-id/id_ID",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-id/id_ID",
    r"C:\Program Files\LibreOffice\share\extensions\dict-id\id_ID",
];

/// Why a dictionary that is there cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    #[error("read the dictionary {}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("take in the dictionary {}", path.display())]
    Form { path: PathBuf, source: SpellerError },
}

/// The dictionary that somebody named, with or without an ending, or else the machine's.
pub fn speller(named: Option<&Path>) -> Result<Option<Speller>, DictionaryError> {
    match named {
        Some(path) => read(path).map(Some),
        None => first_of(HOMES.iter().map(Path::new)),
    }
}

/// Names another dictionary than the machine's; empty for none.
pub const VARIABLE: &str = "REDAKSI_HUNSPELL";

/// The dictionary of this process, read when it is asked for first. One that cannot be read is
/// none: the shipped word list speaks alone then, and the log says why.
pub fn shared() -> Option<&'static Speller> {
    static SHARED: OnceLock<Option<Speller>> = OnceLock::new();
    let read = || {
        let named = std::env::var_os(VARIABLE);
        if named.as_ref().is_some_and(|path| path.is_empty()) {
            return None;
        }
        speller(named.as_deref().map(Path::new)).unwrap_or_else(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "no dictionary");
            None
        })
    };
    SHARED.get_or_init(read).as_ref()
}

fn first_of<'a>(
    mut homes: impl Iterator<Item = &'a Path>,
) -> Result<Option<Speller>, DictionaryError> {
    let there = |path: &&Path| ["aff", "dic"].iter().all(|end| path.with_extension(end).is_file());
    homes.find(there).map(read).transpose()
}

fn read(path: &Path) -> Result<Speller, DictionaryError> {
    let bytes = |end: &str| {
        let path = path.with_extension(end);
        limited(&path).map_err(|source| DictionaryError::Read { path, source })
    };
    let (aff, dic) = (bytes("aff")?, bytes("dic")?);
    Speller::new(&aff, &dic)
        .map_err(|source| DictionaryError::Form { path: path.to_owned(), source })
}

/// One byte more than a dictionary may have tells that it is too long.
fn limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(Speller::LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the files of these folders are thrown away")]

    use super::*;

    #[test]
    fn a_dictionary_is_found_by_its_two_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("id_ID");
        assert!(first_of([path.as_path()].into_iter()).unwrap().is_none());
        std::fs::write(path.with_extension("aff"), "SET UTF-8\n").unwrap();
        assert!(matches!(speller(Some(&path)), Err(DictionaryError::Read { .. })));
        std::fs::write(path.with_extension("dic"), "1\ngurindam\n").unwrap();
        let speller = first_of([folder.path(), path.as_path()].into_iter()).unwrap().unwrap();
        assert!(speller.knows("gurindamnya") && !speller.knows("gurindan"));
        std::fs::write(path.with_extension("aff"), "PFX A Y many\n").unwrap();
        let named = super::speller(Some(&path.with_extension("dic")));
        assert!(matches!(named, Err(DictionaryError::Form { .. })));
    }
}
