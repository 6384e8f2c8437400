//! What a person is told about a place: the keys of the sentences and the values in them.

use std::io;

use super::{Deed, PathError};

impl Deed {
    /// The verb, which the sentences choose their own by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Create => "create",
            Self::Open => "open",
            Self::Read => "read",
            Self::Write => "write",
            Self::Sync => "sync",
            Self::Remove => "remove",
            Self::Measure => "measure",
        }
    }
}

impl PathError {
    /// The kind of error that the command line tells.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk_full",
                io::ErrorKind::ReadOnlyFilesystem => "read_only",
                _ => "io",
            },
            Self::TooLarge { .. } | Self::NotAFile { .. } | Self::NotAFolder { .. } => "invalid",
            _ => "io",
        }
    }

    /// The key of the sentence.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoHome => "path-no-home",
            Self::Io { .. } => "path-io",
            Self::OpenToOthers { .. } => "path-open-to-others",
            Self::Foreign { .. } => "path-foreign",
            Self::Symlink { .. } => "path-symlink",
            Self::NotAFolder { .. } => "path-not-a-folder",
            Self::NotAFile { .. } => "path-not-a-file",
            Self::TooLarge { .. } => "path-too-large",
        }
    }

    /// The key of the sentence that says what to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoHome => Some("path-no-home-hint"),
            Self::OpenToOthers { .. } | Self::Foreign { .. } => Some("path-fix-hint"),
            Self::Symlink { .. } => Some("path-symlink-hint"),
            Self::Io { .. } if self.kind() == "disk_full" => Some("path-disk-full-hint"),
            _ => None,
        }
    }

    /// The values in both sentences.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let mut values = Vec::new();
        match self {
            Self::NoHome => {}
            Self::Io { deed, path, source } => values.extend([
                ("path", path.display().to_string()),
                ("deed", deed.word().to_owned()),
                ("cause", cause(source).to_owned()),
                ("system", source.to_string()),
            ]),
            Self::OpenToOthers { path, mode, .. } => values
                .extend([("path", path.display().to_string()), ("mode", format!("{mode:04o}"))]),
            Self::Foreign { path, owner, us } => values.extend([
                ("path", path.display().to_string()),
                ("owner", owner.to_string()),
                ("us", us.to_string()),
            ]),
            Self::TooLarge { path, limit } => {
                values.extend([("path", path.display().to_string()), ("limit", limit.to_string())]);
            }
            Self::Symlink { path } | Self::NotAFolder { path } | Self::NotAFile { path } => {
                values.push(("path", path.display().to_string()));
            }
        }
        values.extend(self.fix().map(|fix| ("fix", fix)));
        values
    }
}

/// The causes that have words of their own; the system's words for all others are shown as they
/// are.
fn cause(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "missing",
        io::ErrorKind::PermissionDenied => "denied",
        io::ErrorKind::AlreadyExists => "exists",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "full",
        io::ErrorKind::ReadOnlyFilesystem => "read-only",
        _ => "other",
    }
}

/// Holds a sentence to its words: it is there in both languages, and asks for no value that it
/// does not get.
#[cfg(test)]
#[track_caller]
pub(crate) fn check_sentence(key: &str, values: &[(&'static str, String)]) {
    for file in [
        include_str!("../../assets/lang/id/care.ftl"),
        include_str!("../../assets/lang/en/care.ftl"),
    ] {
        let (_, rest) = file.split_once(&format!("\n{key} = ")).unwrap_or_else(|| panic!("{key}"));
        // A sentence ends where a line begins with the next key.
        let end = rest
            .match_indices('\n')
            .find(|(at, _)| !rest.get(at + 1..).is_some_and(|line| line.starts_with([' ', '}'])))
            .map_or(rest.len(), |(at, _)| at);
        for asked in rest.get(..end).unwrap_or(rest).split('$').skip(1) {
            let name: String = asked.chars().take_while(char::is_ascii_alphanumeric).collect();
            assert!(values.iter().any(|(given, _)| *given == name), "{key} asks for {name}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    #[test]
    fn each_failure_has_its_sentences() {
        let path = || PathBuf::from("/x");
        for error in [
            PathError::NoHome,
            PathError::io(Deed::Look, &path(), io::ErrorKind::NotFound.into()),
            PathError::io(Deed::Sync, &path(), io::ErrorKind::StorageFull.into()),
            PathError::OpenToOthers { path: path(), mode: 0o666, wanted: 0o600 },
            PathError::Foreign { path: path(), owner: 1, us: 2 },
            PathError::Symlink { path: path() },
            PathError::NotAFolder { path: path() },
            PathError::NotAFile { path: path() },
            PathError::TooLarge { path: path(), limit: 3 },
        ] {
            for key in std::iter::once(error.word()).chain(error.hint()) {
                check_sentence(key, &error.values());
            }
        }
    }

    #[test]
    fn a_failure_has_a_kind_a_cause_and_a_way_out() {
        for (error, kind, cause, hint) in [
            (io::ErrorKind::StorageFull, "disk_full", "full", Some("path-disk-full-hint")),
            (io::ErrorKind::ReadOnlyFilesystem, "read_only", "read-only", None),
            (io::ErrorKind::PermissionDenied, "io", "denied", None),
            (io::ErrorKind::Interrupted, "io", "other", None),
        ] {
            let error = PathError::io(Deed::Write, Path::new("/x"), error.into());
            assert_eq!((error.kind(), error.hint()), (kind, hint));
            assert!(error.values().contains(&("cause", cause.to_owned())), "{error:?}");
        }
    }
}
