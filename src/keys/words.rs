//! What a person is told about a key: the keys of the sentences and the values in them.

use super::KeyError;

impl KeyError {
    /// The kind of error that the command line tells.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NoKey { .. } => "no_key",
            Self::PassphraseMissing
            | Self::PassphraseWrong
            | Self::PassphrasesDiffer
            | Self::PassphraseEmpty
            | Self::PassphraseTooLong { .. }
            | Self::NoTerminal
            | Self::Prompt(_) => "passphrase",
            Self::Broken { .. } | Self::OtherKey { .. } => "damaged",
            Self::NotEd25519 { .. } | Self::Unsound { .. } | Self::TooMuchWork { .. } => "invalid",
            Self::Format(_) => "internal",
            Self::Path(error) => error.kind(),
        }
    }

    /// Did the passphrase alone stand in the way? Then asking again may help.
    pub fn is_passphrase(&self) -> bool {
        self.kind() == "passphrase"
    }

    /// The key of the sentence.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoKey { .. } => "key-not-here",
            Self::PassphraseMissing => "key-passphrase-missing",
            Self::PassphraseWrong => "key-passphrase-wrong",
            Self::PassphrasesDiffer => "key-passphrases-differ",
            Self::PassphraseEmpty => "key-passphrase-empty",
            Self::PassphraseTooLong { .. } => "key-passphrase-too-long",
            Self::NoTerminal => "key-no-terminal",
            Self::Prompt(_) => "key-prompt-failed",
            Self::Broken { .. } => "key-broken",
            Self::NotEd25519 { .. } => "key-not-ed25519",
            Self::OtherKey { .. } => "key-other",
            Self::Unsound { .. } => "key-unsound",
            Self::TooMuchWork { .. } => "key-too-much-work",
            Self::Format(_) => "key-format",
            Self::Path(error) => error.word(),
        }
    }

    /// The key of the sentence that says what to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoKey { .. } => Some("key-not-here-hint"),
            Self::PassphraseMissing | Self::NoTerminal | Self::Prompt(_) => {
                Some("key-passphrase-hint")
            }
            Self::Broken { .. } | Self::OtherKey { .. } => Some("key-broken-hint"),
            Self::NotEd25519 { .. } | Self::Unsound { .. } => Some("key-not-ed25519-hint"),
            Self::TooMuchWork { .. } => Some("key-too-much-work-hint"),
            Self::Path(error) => error.hint(),
            _ => None,
        }
    }

    /// The values in both sentences.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoKey { key } => vec![("key", key.file_stem())],
            Self::PassphraseTooLong { limit } => vec![("limit", limit.to_string())],
            Self::Broken { path, .. } | Self::NotEd25519 { path } | Self::Unsound { path } => {
                vec![("path", path.display().to_string())]
            }
            Self::OtherKey { path, found } => {
                vec![("path", path.display().to_string()), ("key", found.file_stem())]
            }
            Self::TooMuchWork { path, rounds } => {
                vec![("path", path.display().to_string()), ("rounds", rounds.to_string())]
            }
            Self::Path(error) => error.values(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::domain::ids::WriterKey;
    use crate::paths::words::check_sentence;
    use crate::paths::{Deed, PathError};

    #[test]
    fn each_failure_has_its_sentences() {
        let (path, key) = (|| PathBuf::from("/x"), WriterKey([1; 32]));
        let io = || std::io::Error::from(std::io::ErrorKind::NotFound);
        for error in [
            KeyError::NoKey { key },
            KeyError::PassphraseMissing,
            KeyError::PassphraseWrong,
            KeyError::PassphrasesDiffer,
            KeyError::PassphraseEmpty,
            KeyError::PassphraseTooLong { limit: 1 },
            KeyError::NoTerminal,
            KeyError::Prompt(io()),
            KeyError::Broken { path: path(), source: ssh_key::Error::Crypto },
            KeyError::NotEd25519 { path: path() },
            KeyError::OtherKey { path: path(), found: key },
            KeyError::Unsound { path: path() },
            KeyError::TooMuchWork { path: path(), rounds: 1 },
            KeyError::Format(ssh_key::Error::Crypto),
            KeyError::Path(PathError::io(Deed::Read, Path::new("/x"), io())),
        ] {
            for key in std::iter::once(error.word()).chain(error.hint()) {
                check_sentence(key, &error.values());
            }
        }
    }
}
