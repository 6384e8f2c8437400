//! The site's folder: the only place that writes pages.
//!
//! Each file is written beside its place and renamed into it, so that a reader has the old page or
//! the new one. Nothing is opened through a link: what lies outside the folder cannot be reached,
//! even if somebody swaps a folder for a link while a run is under way.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fd::{AsFd as _, OwnedFd};
use rustix::fs::{self, AtFlags, FileType, FlockOperation, Mode, OFlags, ResolveFlags};
use rustix::io::Errno;

use super::TemplateError;
use super::manifest::{Kind, Manifest};

/// The manifest, which is also the mark by which a folder is known as ours.
const MANIFEST: &str = ".redaksi-site";
/// The files that a run is writing and that the manifest does not know yet.
const UNDER_WAY: &str = ".redaksi-site.new";
/// The name of a file that is being written, in the folder that it is for. The note that is taken
/// before tells the next run where a dead one may have left it.
const TEMPORARY: &str = ".redaksi-site.tmp";
const MAX_MANIFEST: u64 = 1 << 30;
/// Open folders that are kept: a site has one a month and two a section.
const MAX_OPEN: usize = 128;

const PAGE_MODE: Mode = Mode::from_raw_mode(0o644);
const FOLDER_MODE: Mode = Mode::from_raw_mode(0o755);
const FOLDER: OFlags =
    OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// Says why a site was not written, or not to its end. What was there before is still whole.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{0} is the root, the home folder or a git work tree: not a folder for a site")]
    Reserved(PathBuf),
    #[error("{0} holds files that are not of a site of ours")]
    Foreign(PathBuf),
    #[error("{0} holds the published site, and this is a trial")]
    Published(PathBuf),
    #[error("another run is writing to {0}")]
    Busy(PathBuf),
    #[error("{0} in the site's folder is a link or no folder")]
    Link(String),
    #[error("{0:?} is not a path that a site may have")]
    Path(String),
    #[error("two pages want the path {0}")]
    Twice(String),
    #[error("the disk is full: {path} was not written")]
    Full { path: String, source: io::Error },
    #[error("{path} lies on a disk that can only be read")]
    ReadOnly { path: String, source: io::Error },
    #[error("could not {deed} {path}")]
    Io { deed: &'static str, path: String, source: io::Error },
    #[error(transparent)]
    Template(#[from] TemplateError),
}

/// May a site have this path (without the slash before it)? Words of `[a-z0-9-]`, and a name of
/// one of three kinds at the end.
pub(super) fn allowed(path: &str) -> bool {
    let endings = [".html", ".xml", ".css"];
    let Some(stem) = endings.iter().find_map(|end| path.strip_suffix(end)) else { return false };
    let (mut word, mut words) = (0, 1);
    for byte in stem.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' if word < 120 => word += 1,
            b'/' if word > 0 => (word, words) = (0, words + 1),
            _ => return false,
        }
    }
    word > 0 && words <= 4
}

/// An open site folder, locked against a second run.
pub(super) struct Folder {
    root: Arc<OwnedFd>,
    shown: PathBuf,
    folders: HashMap<String, Arc<OwnedFd>>,
    /// The folder that was asked for last: articles of a month come together.
    last: Option<(String, Arc<OwnedFd>)>,
    under_way: Option<File>,
}

impl Folder {
    /// Opens a folder for a site of this kind, or refuses it. A new folder is marked at once.
    pub(super) fn open(out: &Path, kind: Kind) -> Result<(Self, Manifest), WriteError> {
        let (root, created) = open_root(out)?;
        let mut folder = Self {
            root: Arc::new(root),
            shown: out.to_owned(),
            folders: HashMap::new(),
            last: None,
            under_way: None,
        };
        if created {
            fs::fchmod(&folder.root, FOLDER_MODE).map_err(|e| folder.io("make", "", e))?;
        }
        folder.refuse_reserved()?;
        // A file system without locks has other troubles than two runs at once.
        if let Err(Errno::WOULDBLOCK) =
            fs::flock(&folder.root, FlockOperation::NonBlockingLockExclusive)
        {
            return Err(WriteError::Busy(out.to_owned()));
        }
        let known = match folder.read(MANIFEST)? {
            Some(text) => {
                Some(Manifest::read(text).ok_or_else(|| WriteError::Foreign(out.to_owned()))?)
            }
            None if folder.is_empty()? => None,
            None => return Err(WriteError::Foreign(out.to_owned())),
        };
        let was = known.as_ref().map(|known| known.kind);
        if (was, kind) == (Some(Kind::Published), Kind::Trial) {
            return Err(WriteError::Published(out.to_owned()));
        }
        let mut manifest = known.unwrap_or_else(|| Manifest::empty(kind));
        if was != Some(kind) {
            manifest = manifest.marked(kind);
            place(&folder.root, MANIFEST, manifest.text().as_bytes())?;
        }
        for path in folder.clear()? {
            manifest.doubt(&path);
        }
        Ok((folder, manifest))
    }

    /// The paths that a dead run may have written; what it was writing is removed.
    fn clear(&mut self) -> Result<Vec<String>, WriteError> {
        let noted = self.read(UNDER_WAY)?.unwrap_or_default();
        let paths: Vec<String> = noted.lines().filter(|p| allowed(p)).map(str::to_owned).collect();
        self.unlink("", TEMPORARY)?;
        for folder in paths.iter().map(|path| split(path).0).collect::<BTreeSet<_>>() {
            self.unlink(folder, TEMPORARY)?;
        }
        Ok(paths)
    }

    /// Writes a file into its place.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.note(path)?;
        let (folder, name) = split(path);
        // What shall be made is there, or an error was told.
        let Some(fd) = self.reach(folder, true)? else { return Ok(()) };
        place(&fd, name, bytes)
    }

    /// The size of a file, if there is one and it is no link.
    pub(super) fn size(&mut self, path: &str) -> Result<Option<u64>, WriteError> {
        let (folder, name) = split(path);
        let Some(fd) = self.reach(folder, false)? else { return Ok(None) };
        match fs::statat(&fd, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile => {
                Ok(u64::try_from(stat.st_size).ok())
            }
            Ok(_) | Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(self.io("look at", path, error)),
        }
    }

    /// Removes a file of an earlier run, and the folders that it leaves empty.
    pub(super) fn remove(&mut self, path: &str) -> Result<(), WriteError> {
        let (mut folder, name) = split(path);
        self.unlink(folder, name)?;
        while !folder.is_empty() {
            let (above, last) = split(folder);
            let Some(fd) = self.reach(above, false)? else { break };
            // A folder with anything in it stays.
            if fs::unlinkat(&fd, last, AtFlags::REMOVEDIR).is_err() {
                break;
            }
            self.folders.remove(folder);
            self.last = None;
            folder = above;
        }
        Ok(())
    }

    /// Makes all that was written last, then says so in the manifest.
    pub(super) fn finish(
        &mut self,
        manifest: impl FnOnce(&mut io::BufWriter<&File>) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        fs::syncfs(&self.root).map_err(|e| self.io("sync", "", e))?;
        place_with(&self.root, MANIFEST, |file| {
            let mut out = io::BufWriter::with_capacity(1 << 16, file);
            manifest(&mut out)?;
            out.flush()
        })?;
        fs::fsync(&self.root).map_err(|e| self.io("sync", "", e))?;
        self.under_way = None;
        self.unlink("", UNDER_WAY)
    }

    /// Writes the names of files to come, for a run that finds this one dead.
    fn note(&mut self, path: &str) -> Result<(), WriteError> {
        let file = match self.under_way.take() {
            Some(file) => Ok(file),
            None => fs::openat(
                &self.root,
                UNDER_WAY,
                OFlags::WRONLY
                    | OFlags::CREATE
                    | OFlags::APPEND
                    | OFlags::NOFOLLOW
                    | OFlags::CLOEXEC,
                PAGE_MODE,
            )
            .map(File::from)
            .map_err(|e| self.io("write", UNDER_WAY, e)),
        };
        let file = self.under_way.insert(file?);
        // One call, so that a killed run leaves whole lines.
        file.write_all(format!("{path}\n").as_bytes())
            .map_err(|source| failed("write", UNDER_WAY, source))
    }

    fn read(&self, name: &str) -> Result<Option<String>, WriteError> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let fd = match fs::openat(&self.root, name, flags, Mode::empty()) {
            Ok(fd) => fd,
            Err(Errno::NOENT) => return Ok(None),
            Err(Errno::LOOP) => return Err(WriteError::Link(name.to_owned())),
            Err(error) => return Err(self.io("read", name, error)),
        };
        let file = File::from(fd);
        let told = file.metadata().map_or(0, |meta| meta.len().min(MAX_MANIFEST));
        // One byte more than there should be: the end is seen without growing.
        let mut bytes = Vec::with_capacity(usize::try_from(told).unwrap_or(0) + 1);
        file.take(MAX_MANIFEST)
            .read_to_end(&mut bytes)
            .map_err(|source| failed("read", name, source))?;
        let text = String::from_utf8(bytes);
        Ok(Some(text.unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned())))
    }

    fn unlink(&mut self, folder: &str, name: &str) -> Result<(), WriteError> {
        let Some(fd) = self.reach(folder, false)? else { return Ok(()) };
        match fs::unlinkat(&fd, name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(error) => Err(self.io("remove", name, error)),
        }
    }

    fn is_empty(&self) -> Result<bool, WriteError> {
        let entries = fs::Dir::read_from(&self.root).map_err(|e| self.io("read", "", e))?;
        for entry in entries {
            let entry = entry.map_err(|e| self.io("read", "", e))?;
            if !matches!(entry.file_name().to_bytes(), b"." | b"..") {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Compared by what they are, not by how they are spelt.
    fn refuse_reserved(&self) -> Result<(), WriteError> {
        let own = fs::fstat(&self.root).map_err(|e| self.io("look at", "", e))?;
        let reserved = [Some(PathBuf::from("/")), std::env::home_dir()];
        let same = reserved.into_iter().flatten().any(|path| {
            fs::stat(&path).is_ok_and(|it| (it.st_dev, it.st_ino) == (own.st_dev, own.st_ino))
        });
        if same || fs::statat(&self.root, ".git", AtFlags::SYMLINK_NOFOLLOW).is_ok() {
            return Err(WriteError::Reserved(self.shown.clone()));
        }
        Ok(())
    }

    /// The folder, opened and kept; `None` if it is not there and shall not be made.
    fn reach(&mut self, folder: &str, make: bool) -> Result<Option<Arc<OwnedFd>>, WriteError> {
        if folder.is_empty() {
            return Ok(Some(self.root.clone()));
        }
        if let Some((_, fd)) = self.last.as_ref().filter(|(last, _)| last == folder) {
            return Ok(Some(fd.clone()));
        }
        if let Some(fd) = self.folders.get(folder) {
            self.last = Some((folder.to_owned(), fd.clone()));
            return Ok(Some(fd.clone()));
        }
        let fd = match beneath(&self.root, folder) {
            Err(Errno::NOENT) if make => self.make(folder),
            other => other,
        };
        match fd {
            Ok(fd) => {
                if self.folders.len() >= MAX_OPEN {
                    self.folders.clear();
                }
                let fd = Arc::new(fd);
                self.folders.insert(folder.to_owned(), fd.clone());
                Ok(Some(fd))
            }
            Err(Errno::NOENT) => Ok(None),
            Err(Errno::LOOP | Errno::NOTDIR | Errno::XDEV) => {
                Err(WriteError::Link(folder.to_owned()))
            }
            Err(error) => Err(self.io("open", folder, error)),
        }
    }

    fn make(&self, folder: &str) -> Result<OwnedFd, Errno> {
        let mut at = fs::openat(&self.root, ".", FOLDER, Mode::empty())?;
        for word in folder.split('/') {
            let made = match fs::mkdirat(&at, word, Mode::RWXU) {
                Ok(()) => true,
                Err(Errno::EXIST) => false,
                Err(error) => return Err(error),
            };
            at = fs::openat(&at, word, FOLDER, Mode::empty())?;
            if made {
                fs::fchmod(&at, FOLDER_MODE)?;
            }
        }
        Ok(at)
    }

    fn io(&self, deed: &'static str, path: &str, error: Errno) -> WriteError {
        let path = if path.is_empty() { self.shown.display().to_string() } else { path.to_owned() };
        failed(deed, &path, error.into())
    }
}

/// May a site be written here? Into nothing, an empty folder, or a site of ours; nothing is touched.
pub fn may_hold_a_site(out: &Path) -> io::Result<bool> {
    let entries = match std::fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Made with the folders above it, if there is a place to begin.
            return Ok(out.ancestors().skip(1).any(Path::is_dir));
        }
        Err(error) => return Err(error),
    };
    let is_empty = entries.into_iter().next().is_none();
    Ok((is_empty || out.join(MANIFEST).is_file()) && !out.join(".git").exists())
}

/// Writes beside the place, then renames: the old file stays whole until the new one is.
fn place(folder: &OwnedFd, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
    place_with(folder, name, |mut file| file.write_all(bytes))
}

fn place_with(
    folder: &OwnedFd,
    name: &str,
    write: impl FnOnce(&File) -> io::Result<()>,
) -> Result<(), WriteError> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let written = fs::openat(folder, TEMPORARY, flags, Mode::RUSR | Mode::WUSR)
        .map_err(io::Error::from)
        .and_then(|fd| {
            let file = File::from(fd);
            write(&file)?;
            // Whatever the umask is, a web server must be able to read it.
            fs::fchmod(file.as_fd(), PAGE_MODE)?;
            if name == MANIFEST {
                file.sync_data()?;
            }
            fs::renameat(folder, TEMPORARY, folder, name)?;
            Ok(())
        });
    written.map_err(|source| {
        // It is removed at the next run if it cannot be now; the first error is the one to tell.
        let _left = fs::unlinkat(folder, TEMPORARY, AtFlags::empty());
        failed("write", name, source)
    })
}

fn open_root(out: &Path) -> Result<(OwnedFd, bool), WriteError> {
    let failed_here = |deed, source| failed(deed, &out.display().to_string(), source);
    let created = !out.exists();
    if created {
        std::fs::create_dir_all(out).map_err(|source| failed_here("make", source))?;
    }
    // The folder itself is the person's choice: a link to it is followed.
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let root = fs::open(out, flags, Mode::empty()).map_err(|e| failed_here("open", e.into()))?;
    Ok((root, created))
}

/// Opens a folder below another without passing any link: by one call where the system has it,
/// else word by word.
fn beneath(root: &OwnedFd, folder: &str) -> Result<OwnedFd, Errno> {
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    match fs::openat2(root, folder, FOLDER, Mode::empty(), resolve) {
        // Old kernels and some containers do not know the call; a rename elsewhere may disturb it.
        Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN | Errno::INVAL) => by_word(root, folder),
        answer => answer,
    }
}

fn by_word(root: &OwnedFd, folder: &str) -> Result<OwnedFd, Errno> {
    let mut at = fs::openat(root, ".", FOLDER, Mode::empty())?;
    for word in folder.split('/') {
        at = fs::openat(&at, word, FOLDER, Mode::empty())?;
    }
    Ok(at)
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn failed(deed: &'static str, path: &str, source: io::Error) -> WriteError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            WriteError::Full { path, source }
        }
        io::ErrorKind::ReadOnlyFilesystem => WriteError::ReadOnly { path, source },
        _ => WriteError::Io { deed, path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_from_a_list() {
        for good in
            ["index.html", "2025/10/rapat-1a2b3c.html", "rubrik/umum/halaman/1.html", "rss.xml"]
        {
            assert!(allowed(good), "{good}");
        }
        for bad in [
            "",
            "../a.html",
            "/a.html",
            "a/../b.html",
            "a//b.html",
            "A.html",
            "a.php",
            "a",
            ".html",
            "a/.html",
            "a\0.html",
            "é.html",
            "a.html/",
            "c:\\a.html",
            "a b.html",
            "a.b.html",
            "a/b/c/d/e.html",
        ] {
            assert!(!allowed(bad), "{bad}");
        }
        assert!(!allowed(&format!("{}.html", "a".repeat(121))));
    }

    #[test]
    fn what_the_disk_refuses_has_its_own_name() {
        let failed = |kind: io::ErrorKind| failed("write", "a.html", kind.into());
        assert!(matches!(failed(io::ErrorKind::StorageFull), WriteError::Full { .. }));
        assert!(matches!(failed(io::ErrorKind::ReadOnlyFilesystem), WriteError::ReadOnly { .. }));
        assert!(matches!(failed(io::ErrorKind::PermissionDenied), WriteError::Io { .. }));
    }

    #[test]
    fn both_ways_of_opening_pass_no_link() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
        std::os::unix::fs::symlink("/tmp", folder.path().join("a/out")).unwrap();
        let (root, _) = open_root(folder.path()).unwrap();
        for open in [beneath, by_word] {
            assert!(open(&root, "a/b").is_ok());
            assert!(matches!(open(&root, "a/out"), Err(Errno::LOOP | Errno::NOTDIR)));
            assert_eq!(open(&root, "a/none").unwrap_err(), Errno::NOENT);
        }
    }
}
