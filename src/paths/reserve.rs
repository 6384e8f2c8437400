//! A mebibyte kept back in the desk folder, so that a desk on a full disk can still be opened.
//!
//! On small file systems a full disk kills the process that maps the shared memory of a database.
//! Letting go of this file first makes just enough room to open, and to free more from within.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rustix::fs::FallocateFlags;
use rustix::io::Errno;

use super::{Deed, PathError, place, private};

/// The size of the reserve, and the free space below which it is let go.
pub const SIZE: u64 = 1 << 20;

/// Below this the reserve is not made: it would itself be what fills the disk.
const COMFORT: u64 = 16 * SIZE;

/// The reserve of one desk.
#[derive(Debug, Clone)]
pub struct Reserve {
    desk: PathBuf,
}

impl Reserve {
    pub fn of(desk: &Path) -> Self {
        Self { desk: desk.to_owned() }
    }

    fn path(&self) -> PathBuf {
        self.desk.join("reserve")
    }

    /// Makes the reserve if it is missing and there is room. Says whether it is there now.
    pub fn keep(&self) -> Result<bool, PathError> {
        if self.path().exists() {
            return Ok(true);
        }
        if place::space(&self.desk)?.free < COMFORT {
            return Ok(false);
        }
        let path = self.path();
        let file = private::create_private_file(&path)?;
        if let Err(source) = fill(&file) {
            // Half a reserve would pass for a whole one.
            private::remove_private(&path)?;
            return Err(PathError::io(Deed::Write, &path, source));
        }
        Ok(true)
    }

    /// Before opening a desk: lets the reserve go if the disk is full. Says whether it did.
    pub fn yield_if_full(&self) -> Result<bool, PathError> {
        self.yield_below(SIZE)
    }

    fn yield_below(&self, free: u64) -> Result<bool, PathError> {
        if place::space(&self.desk)?.free >= free || !self.path().exists() {
            return Ok(false);
        }
        private::remove_private(&self.path())?;
        private::sync_dir(&self.desk)?;
        Ok(true)
    }
}

/// Takes real blocks: a file with holes would hold nothing back.
fn fill(mut file: &File) -> std::io::Result<()> {
    match rustix::fs::fallocate(file, FallocateFlags::empty(), 0, SIZE) {
        Ok(()) => {}
        // Not every file system can; then bytes are written.
        Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::INVAL) => {
            let block = [0xA5; 1 << 14];
            for _ in 0..SIZE >> 14 {
                file.write_all(&block)?;
            }
        }
        Err(error) => return Err(error.into()),
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    #[test]
    fn the_reserve_has_real_blocks_and_can_be_let_go() {
        let dir = tempfile::tempdir().unwrap();
        let reserve = Reserve::of(dir.path());
        if !reserve.keep().unwrap() {
            println!("skipped: this disk is nearly full");
            return;
        }
        assert!(reserve.keep().unwrap(), "the second time it is there already");
        let file = std::fs::metadata(reserve.path()).unwrap();
        assert_eq!(file.len(), SIZE);
        assert!(file.blocks() * 512 >= SIZE, "{} blocks", file.blocks());
        assert_eq!(file.mode() & 0o777, 0o600);
        assert!(!reserve.yield_if_full().unwrap(), "the disk has room");
        assert!(reserve.yield_below(u64::MAX).unwrap());
        assert!(!reserve.path().exists());
        assert!(!reserve.yield_below(u64::MAX).unwrap(), "it can be let go once");
    }
}
