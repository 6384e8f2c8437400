//! Where things lie, and how private they are: folders of the platform, files that nobody else
//! can read from the moment they exist, and what kind of disk is below.

pub mod place;
pub mod private;
pub mod reserve;
pub(crate) mod words;

use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use rustix::fs::Mode;

/// What was tried with a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Look,
    Create,
    Open,
    Read,
    Write,
    Sync,
    Remove,
    Measure,
}

/// Says what is wrong with a place.
#[derive(Debug, thiserror::Error)]
pub enum PathError {
    #[error("no home folder is known")]
    NoHome,
    #[error("could not {} {}", deed.word(), path.display())]
    Io {
        deed: Deed,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// Others could change it, or read what is secret in it.
    #[error("{} is open to others (mode {mode:04o})", path.display())]
    OpenToOthers { path: PathBuf, mode: u32, wanted: u32 },
    #[error("{} belongs to the user {owner}, not to {us}", path.display())]
    Foreign { path: PathBuf, owner: u32, us: u32 },
    #[error("{} is a symbolic link", path.display())]
    Symlink { path: PathBuf },
    #[error("{} is not a folder", path.display())]
    NotAFolder { path: PathBuf },
    #[error("{} is not a plain file", path.display())]
    NotAFile { path: PathBuf },
    #[error("{} is larger than {limit} bytes", path.display())]
    TooLarge { path: PathBuf, limit: u64 },
}

impl PathError {
    pub(crate) fn io(deed: Deed, path: &Path, source: io::Error) -> Self {
        Self::Io { deed, path: path.to_owned(), source }
    }

    /// The command that mends it, where there is one.
    pub fn fix(&self) -> Option<String> {
        match self {
            Self::OpenToOthers { path, wanted, .. } => {
                Some(format!("chmod {wanted:o} {}", quoted(path)))
            }
            Self::Foreign { path, us, .. } => Some(format!("sudo chown -R {us} {}", quoted(path))),
            _ => None,
        }
    }
}

/// A path as one word of a shell's command line.
fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+@%,:".contains(c);
    if text.starts_with('/') && text.chars().all(plain) {
        return text.into_owned();
    }
    // A path that begins with `-` must not become an option.
    let dot = if text.starts_with('-') { "./" } else { "" };
    format!("'{dot}{}'", text.replace('\'', r"'\''"))
}

/// The platform's folders for this program; the environment and the command line may name others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The desk that is opened when none is named.
    pub desk: PathBuf,
    /// The person's own `config.toml`.
    pub config: PathBuf,
    /// Journals, the log, crash files: what is this machine's and not the desk's.
    pub state: PathBuf,
}

impl Folders {
    pub fn of_platform() -> Result<Self, PathError> {
        let dirs = ProjectDirs::from("", "", "redaksi").ok_or(PathError::NoHome)?;
        let state =
            dirs.state_dir().map_or_else(|| dirs.data_local_dir().join("state"), Into::into);
        Ok(Self { desk: dirs.data_dir().into(), config: dirs.config_dir().into(), state })
    }
}

/// From here on, whatever this process makes is closed to others, also what libraries make for
/// us. To be called before the first thread starts.
pub fn close_umask() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

/// The files of a desk that could be turned against it: by a link to another file, or by another
/// owner.
const GUARDED: [&str; 4] = ["desk.db", "desk.db-wal", "desk.db-shm", "reserve"];

/// Refuses a desk folder that others could change.
///
/// The folder may itself be reached by a link, which is a choice of its owner; what lies in it
/// may not.
pub fn check_desk_folder(desk: &Path) -> Result<(), PathError> {
    let folder =
        std::fs::metadata(desk).map_err(|source| PathError::io(Deed::Look, desk, source))?;
    if !folder.is_dir() {
        return Err(PathError::NotAFolder { path: desk.to_owned() });
    }
    ours(desk, &folder, 0o022, 0o700)?;
    for name in GUARDED {
        let path = desk.join(name);
        if let Some(file) = look(&path)? {
            if file.is_dir() {
                return Err(PathError::NotAFile { path });
            }
            ours(&path, &file, 0o022, 0o600)?;
        }
    }
    for name in ["keys", "secrets"] {
        let path = desk.join(name);
        if let Some(folder) = look(&path)? {
            if !folder.is_dir() {
                return Err(PathError::NotAFolder { path });
            }
            ours(&path, &folder, 0o077, 0o700)?;
        }
    }
    Ok(())
}

/// Can others change this file? Then what it says counts for nothing.
pub fn check_unshared(path: &Path) -> Result<(), PathError> {
    let file = std::fs::metadata(path).map_err(|source| PathError::io(Deed::Look, path, source))?;
    ours(path, &file, 0o022, 0o600)
}

/// Can others read or change this secret? Then it is one no longer.
pub fn check_secret(path: &Path) -> Result<(), PathError> {
    let Some(file) = look(path)? else { return Ok(()) };
    ours(path, &file, 0o077, 0o600)
}

fn look(path: &Path) -> Result<Option<std::fs::Metadata>, PathError> {
    match std::fs::symlink_metadata(path) {
        Ok(file) if file.is_symlink() => Err(PathError::Symlink { path: path.to_owned() }),
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(PathError::io(Deed::Look, path, source)),
    }
}

fn ours(
    path: &Path,
    file: &std::fs::Metadata,
    forbidden: u32,
    wanted: u32,
) -> Result<(), PathError> {
    let us = rustix::process::geteuid().as_raw();
    if file.uid() != us {
        return Err(PathError::Foreign { path: path.to_owned(), owner: file.uid(), us });
    }
    let mode = file.mode() & 0o7777;
    if mode & forbidden != 0 {
        return Err(PathError::OpenToOthers { path: path.to_owned(), mode, wanted });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn chmod(path: &Path, mode: u32) {
        set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    fn desk() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        chmod(dir.path(), 0o700);
        drop(private::create_private_file(&dir.path().join("desk.db")).unwrap());
        private::create_private_dir(&dir.path().join("keys")).unwrap();
        dir
    }

    #[test]
    fn a_private_desk_is_accepted() {
        let dir = desk();
        check_desk_folder(dir.path()).unwrap();
        chmod(dir.path(), 0o755);
        check_desk_folder(dir.path()).unwrap();
    }

    #[track_caller]
    fn check_mode(name: &str, mode: u32, fix: &str) {
        let dir = desk();
        let path = if name.is_empty() { dir.path().to_owned() } else { dir.path().join(name) };
        chmod(&path, mode);
        let error = check_desk_folder(dir.path()).unwrap_err();
        assert!(matches!(error, PathError::OpenToOthers { mode: m, .. } if m == mode), "{error}");
        assert_eq!(error.fix().unwrap(), format!("{fix} {}", path.display()));
    }

    #[test]
    fn what_others_may_change_is_refused_with_the_command_that_mends_it() {
        check_mode("", 0o770, "chmod 700");
        check_mode("", 0o1777, "chmod 700");
        check_mode("desk.db", 0o620, "chmod 600");
        check_mode("keys", 0o750, "chmod 700");
    }

    #[test]
    fn a_link_in_place_of_a_file_is_refused() {
        for name in GUARDED {
            let dir = tempfile::tempdir().unwrap();
            symlink("/etc/passwd", dir.path().join(name)).unwrap();
            let error = check_desk_folder(dir.path()).unwrap_err();
            assert!(matches!(error, PathError::Symlink { .. }), "{name}: {error}");
        }
    }

    #[test]
    fn a_foreign_file_names_both_users() {
        let dir = desk();
        let file = std::fs::metadata(dir.path()).unwrap();
        // Only the superuser can give files away, so the law is asked about a system folder too.
        let root = std::fs::metadata("/").unwrap();
        assert!(ours(dir.path(), &file, 0o022, 0o700).is_ok());
        if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(dir.path().join("desk.db"), Some(54321), None).unwrap();
            let error = check_desk_folder(dir.path()).unwrap_err();
            assert!(matches!(error, PathError::Foreign { owner: 54321, us: 0, .. }), "{error}");
            assert!(error.fix().unwrap().starts_with("sudo chown -R 0 /"));
        } else {
            assert!(matches!(
                ours(Path::new("/"), &root, 0o022, 0o700),
                Err(PathError::Foreign { owner: 0, .. })
            ));
        }
    }

    #[test]
    fn a_missing_or_wrong_folder_is_named() {
        let dir = desk();
        assert!(matches!(
            check_desk_folder(&dir.path().join("tiada")),
            Err(PathError::Io { deed: Deed::Look, .. })
        ));
        assert!(matches!(
            check_desk_folder(&dir.path().join("desk.db")),
            Err(PathError::NotAFolder { .. })
        ));
    }

    #[test]
    fn a_path_in_a_command_is_one_harmless_word() {
        for (path, want) in [
            ("/srv/desk", "/srv/desk"),
            ("/srv/my desk", "'/srv/my desk'"),
            ("/a'; rm -rf ~", r"'/a'\''; rm -rf ~'"),
            ("-c!x", "'./-c!x'"),
        ] {
            assert_eq!(quoted(Path::new(path)), want);
        }
    }
}
