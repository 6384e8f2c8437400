//! Files and folders that are private from the moment they exist, and replaced whole or not at
//! all.

use std::fs::{DirBuilder, File};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use super::{Deed, PathError};

const PRIVATE: Mode = Mode::RUSR.union(Mode::WUSR);

/// Makes a folder, and the folders above it, with mode 0700. One that exists is left as it is.
pub fn create_private_dir(path: &Path) -> Result<(), PathError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|source| PathError::io(Deed::Create, path, source))
}

/// Makes a new file with mode 0600. Whatever lies there already, also a link to nowhere, is a
/// failure: somebody else may have put it there.
pub fn create_private_file(path: &Path) -> Result<File, PathError> {
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    rustix::fs::open(path, flags, PRIVATE)
        .map(File::from)
        .map_err(|source| PathError::io(Deed::Create, path, source.into()))
}

/// Opens a file to add to it, or makes it with mode 0600. One that was readable by others is
/// closed to them first.
pub fn append_private_file(path: &Path) -> Result<File, PathError> {
    let flags =
        OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let failed = |source: std::io::Error| PathError::io(Deed::Open, path, source);
    let file =
        rustix::fs::open(path, flags, PRIVATE).map(File::from).map_err(|e| failed(e.into()))?;
    let found = file.metadata().map_err(failed)?;
    if !found.is_file() {
        return Err(PathError::NotAFile { path: path.to_owned() });
    }
    if found.mode() & 0o077 != 0 {
        rustix::fs::fchmod(&file, PRIVATE).map_err(|e| failed(e.into()))?;
    }
    Ok(file)
}

/// Puts `bytes` in the place of what `path` held: a reader finds the old file or the new one, and
/// after a power cut too.
pub fn replace_private(path: &Path, bytes: &[u8]) -> Result<(), PathError> {
    replace(path, bytes, true)
}

/// As [`replace_private`], but a power cut may bring the old file back. For what is written
/// again soon.
pub fn replace_private_lightly(path: &Path, bytes: &[u8]) -> Result<(), PathError> {
    replace(path, bytes, false)
}

fn replace(path: &Path, bytes: &[u8], durable: bool) -> Result<(), PathError> {
    let failed = |source| PathError::io(Deed::Write, path, source);
    let dir = folder_of(path);
    // A temporary file has mode 0600 whatever the umask, and goes away if we fail.
    let mut temp = tempfile::Builder::new().prefix(".redaksi-").tempfile_in(dir).map_err(failed)?;
    temp.write_all(bytes).map_err(failed)?;
    if durable {
        temp.as_file().sync_all().map_err(failed)?;
    }
    temp.persist(path).map_err(|kept| failed(kept.error))?;
    if durable { sync_dir(dir) } else { Ok(()) }
}

/// Makes the names in a folder durable.
pub fn sync_dir(dir: &Path) -> Result<(), PathError> {
    File::open(dir)
        .and_then(|dir| dir.sync_all())
        .map_err(|source| PathError::io(Deed::Sync, dir, source))
}

/// Takes one file away; a file that is not there is no failure.
#[expect(clippy::disallowed_methods, reason = "this is where the other rooms' deletions end up")]
pub fn remove_private(path: &Path) -> Result<(), PathError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(PathError::io(Deed::Remove, path, error))
        }
        _ => Ok(()),
    }
}

/// What may stand between a path and its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    Follow,
    Refuse,
}

/// Opens a plain file to read it. A pipe or device in its place is refused and never waited for.
pub fn open_plain_file(path: &Path, links: Links) -> Result<File, PathError> {
    let mut flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    if links == Links::Refuse {
        flags |= OFlags::NOFOLLOW;
    }
    let failed = |source: std::io::Error| PathError::io(Deed::Read, path, source);
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(rustix::io::Errno::LOOP) if links == Links::Refuse => {
            return Err(PathError::Symlink { path: path.to_owned() });
        }
        Err(error) => return Err(failed(error.into())),
    };
    if file.metadata().map_err(failed)?.is_file() {
        Ok(file)
    } else {
        Err(PathError::NotAFile { path: path.to_owned() })
    }
}

/// Reads a plain file of at most `limit` bytes.
pub fn read_limited(path: &Path, limit: u64, links: Links) -> Result<Vec<u8>, PathError> {
    let failed = |source| PathError::io(Deed::Read, path, source);
    let file = open_plain_file(path, links)?;
    let found = file.metadata().map_err(failed)?;
    // With room for all at once: a buffer that grows would leave copies of a secret behind.
    let mut bytes = Vec::with_capacity(usize::try_from(found.len().min(limit)).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(PathError::TooLarge { path: path.to_owned(), limit });
    }
    Ok(bytes)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::PathBuf;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn folder() -> (tempfile::TempDir, impl Fn(&str) -> PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let base = dir.path().to_owned();
        (dir, move |name: &str| base.join(name))
    }

    #[test]
    fn all_is_private_under_any_umask() {
        const MARK: &str = "REDAKSI_TEST_UMASK";
        if std::env::var_os(MARK).is_some() {
            return make_one_of_each();
        }
        // The umask is the whole process's, so each is tried in a process of its own.
        for mask in ["000", "022"] {
            let run = std::process::Command::new("sh")
                .args(["-c", &format!("umask {mask}; exec \"$0\" \"$@\"")])
                .arg(std::env::current_exe().unwrap())
                .args(["--exact", "paths::private::tests::all_is_private_under_any_umask"])
                .env(MARK, mask)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&run.stdout);
            assert!(run.status.success() && said.contains("1 passed"), "umask {mask}: {said}");
        }
    }

    fn make_one_of_each() {
        let (_dir, at) = folder();
        create_private_dir(&at("dir/in")).unwrap();
        drop(create_private_file(&at("new")).unwrap());
        drop(append_private_file(&at("log")).unwrap());
        replace_private(&at("replaced"), b"isi").unwrap();
        replace_private_lightly(&at("lightly"), b"isi").unwrap();
        for name in ["dir", "dir/in"] {
            assert_eq!(mode(&at(name)), 0o700, "{name}");
        }
        for name in ["new", "log", "replaced", "lightly"] {
            assert_eq!(mode(&at(name)), 0o600, "{name}");
        }
    }

    #[test]
    fn a_file_or_link_that_waits_is_never_written_through() {
        let (_dir, at) = folder();
        symlink(at("target"), at("link")).unwrap();
        assert!(create_private_file(&at("link")).is_err());
        assert!(append_private_file(&at("link")).is_err());
        assert!(!at("target").exists());
        replace_private(&at("link"), b"isi").unwrap();
        assert!(!at("target").exists() && !at("link").is_symlink());
        assert!(create_private_file(&at("link")).is_err(), "it exists now");
    }

    #[test]
    fn a_replacement_is_whole_and_leaves_nothing_beside() {
        let (dir, at) = folder();
        replace_private(&at("a"), b"lama sekali").unwrap();
        replace_private(&at("a"), b"baru").unwrap();
        assert_eq!(read_limited(&at("a"), 4, Links::Refuse).unwrap(), b"baru");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(replace_private(&at("tiada/a"), b"x").is_err());
    }

    #[test]
    fn appending_closes_an_open_file_and_keeps_its_text() {
        let (_dir, at) = folder();
        replace_private(&at("log"), b"satu ").unwrap();
        std::fs::set_permissions(at("log"), std::fs::Permissions::from_mode(0o644)).unwrap();
        append_private_file(&at("log")).unwrap().write_all(b"dua").unwrap();
        assert_eq!(mode(&at("log")), 0o600);
        assert_eq!(read_limited(&at("log"), 99, Links::Refuse).unwrap(), b"satu dua");
    }

    #[test]
    fn reading_has_limits() {
        let (dir, at) = folder();
        replace_private(&at("a"), &[b'x'; 100]).unwrap();
        symlink(at("a"), at("link")).unwrap();
        assert!(matches!(
            read_limited(&at("a"), 99, Links::Follow),
            Err(PathError::TooLarge { limit: 99, .. })
        ));
        assert_eq!(read_limited(&at("link"), 100, Links::Follow).unwrap().len(), 100);
        assert!(matches!(
            read_limited(&at("link"), 100, Links::Refuse),
            Err(PathError::Symlink { .. })
        ));
        assert!(matches!(
            read_limited(dir.path(), 100, Links::Refuse),
            Err(PathError::NotAFile { .. })
        ));
        assert!(matches!(
            read_limited(Path::new("/dev/zero"), 100, Links::Follow),
            Err(PathError::NotAFile { .. })
        ));
    }

    #[test]
    fn removing_what_is_not_there_is_done() {
        let (_dir, at) = folder();
        drop(create_private_file(&at("a")).unwrap());
        remove_private(&at("a")).unwrap();
        remove_private(&at("a")).unwrap();
        assert!(!at("a").exists());
    }
}
