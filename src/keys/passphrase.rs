//! A passphrase: wiped from memory when dropped, and never printed.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use zeroize::Zeroizing;

use super::KeyError;
use crate::paths::{Deed, PathError};

/// The longest passphrase: a limit on what is read, not on what is wise.
const LIMIT: usize = 1024;

/// What opens a key.
pub struct Passphrase(Zeroizing<Vec<u8>>);

impl Passphrase {
    pub fn new(bytes: Zeroizing<Vec<u8>>) -> Result<Self, KeyError> {
        if bytes.is_empty() {
            return Err(KeyError::PassphraseEmpty);
        }
        if bytes.len() > LIMIT {
            return Err(KeyError::PassphraseTooLong { limit: LIMIT });
        }
        Ok(Self(bytes))
    }

    /// The first line of a file that only its owner can read. A pipe will do, so that a
    /// password manager can give it without a file.
    pub fn from_file(path: &Path) -> Result<Self, KeyError> {
        let failed = |source: io::Error| PathError::io(Deed::Read, path, source);
        let file = File::open(path).map_err(failed)?;
        let mode = file.metadata().map_err(failed)?.mode() & 0o7777;
        if mode & 0o077 != 0 {
            let path = path.to_owned();
            return Err(PathError::OpenToOthers { path, mode, wanted: 0o600 }.into());
        }
        // Room for all at once: a buffer that grows would leave copies behind. One byte more for
        // the end of the line, and one to see that there is too much.
        let mut line = Zeroizing::new(Vec::with_capacity(LIMIT + 3));
        file.take(LIMIT as u64 + 2).read_to_end(&mut line).map_err(failed)?;
        if let Some(end) = line.iter().position(|byte| *byte == b'\n') {
            line.truncate(end);
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Self::new(line)
    }

    /// Asks on the terminal. Whether a question is allowed at all (not with `--json`) is for the
    /// caller to know.
    pub fn ask(question: &str) -> Result<Self, KeyError> {
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            return Err(KeyError::NoTerminal);
        }
        let text = rpassword::prompt_password(question).map_err(KeyError::Prompt)?;
        Self::new(Zeroizing::new(text.into_bytes()))
    }

    /// Asks twice for a new passphrase, since a slip would lock the key for good.
    pub fn ask_new(question: &str, again: &str) -> Result<Self, KeyError> {
        let first = Self::ask(question)?;
        let second = Self::ask(again)?;
        if first.0 == second.0 { Ok(first) } else { Err(KeyError::PassphrasesDiffer) }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(***)")
    }
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::paths::private::replace_private;

    fn read(bytes: &[u8], mode: u32) -> Result<Vec<u8>, KeyError> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sandi");
        replace_private(&path, bytes).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        Passphrase::from_file(&path).map(|passphrase| passphrase.bytes().to_vec())
    }

    #[test]
    fn the_first_line_counts() {
        for bytes in ["kopi pagi", "kopi pagi\n", "kopi pagi\r\n", "kopi pagi\nbaris dua\n"] {
            assert_eq!(read(bytes.as_bytes(), 0o600).unwrap(), b"kopi pagi", "{bytes:?}");
        }
        let longest = [b'x'; LIMIT];
        assert_eq!(read(&longest, 0o400).unwrap(), longest);
        assert_eq!(read(&[longest.as_slice(), b"\r\n"].concat(), 0o400).unwrap(), longest);
    }

    #[test]
    fn empty_and_endless_files_are_refused() {
        assert!(matches!(read(b"", 0o600), Err(KeyError::PassphraseEmpty)));
        assert!(matches!(read(b"\nsandi", 0o600), Err(KeyError::PassphraseEmpty)));
        let long = [b'x'; LIMIT + 1];
        assert!(matches!(read(&long, 0o600), Err(KeyError::PassphraseTooLong { .. })));
    }

    #[test]
    fn a_file_that_others_can_read_is_refused_with_the_command_that_mends_it() {
        for mode in [0o640, 0o604, 0o644] {
            let error = read(b"sandi", mode).unwrap_err();
            let KeyError::Path(error) = error else { panic!("{error}") };
            assert!(error.fix().unwrap().starts_with("chmod 600 /"), "{error}");
        }
    }

    #[test]
    fn a_passphrase_is_never_printed() {
        let secret = Passphrase::new(Zeroizing::new(b"rahasia".to_vec())).unwrap();
        assert_eq!(format!("{secret:?}"), "Passphrase(***)");
    }
}
