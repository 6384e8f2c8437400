//! A locked file tells that a worker lives. The system unlocks it when its process ends, however
//! that happens: what the worker held on this machine is then free at once, and not only when its
//! lease runs out.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::desk::{Desk, DeskError};
use crate::paths::private;

/// Below the folder of what belongs to this machine.
const FOLDER: &str = "push";

/// The file of a worker, as long as it lives.
pub(super) struct Alive {
    folder: PathBuf,
    holder: String,
    /// Without one others wait for the lease, as they do for another machine's.
    file: Option<File>,
}

impl Alive {
    pub(super) fn begin(desk: &Desk, holder: &str) -> Self {
        let folder = desk.state_dir().join(FOLDER);
        let file = locked(&folder, holder)
            .inspect_err(|error| tracing::warn!("no sign of life: {error}"))
            .ok();
        Self { folder, holder: holder.to_owned(), file }
    }

    /// Frees what workers held that live no more.
    pub(super) fn bury_others(&self, desk: &mut Desk) -> Result<(), DeskError> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for name in files.filter_map(|file| file.file_name().into_string().ok()) {
            if name == self.holder || Uuid::try_parse(&name).is_err() {
                continue;
            }
            let path = self.folder.join(&name);
            let Ok(file) = File::open(&path) else { continue };
            if file.try_lock().is_ok() {
                desk.free_parcels_of(&name)?;
                remove(&path);
            }
        }
        Ok(())
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        // Whatever a panic interrupted is for others to look at.
        if self.file.take().is_some() && !std::thread::panicking() {
            remove(&self.folder.join(&self.holder));
        }
    }
}

/// Nobody sees the file before it is locked.
fn locked(folder: &Path, holder: &str) -> std::io::Result<File> {
    private::create_private_dir(folder).map_err(std::io::Error::other)?;
    let coming = folder.join(format!("{holder}.new"));
    let file = private::create_private_file(&coming).map_err(std::io::Error::other)?;
    let placed = file
        .try_lock()
        .map_err(std::io::Error::from)
        .and_then(|()| fs::rename(&coming, folder.join(holder)));
    if placed.is_err() {
        remove(&coming);
    }
    placed.map(|()| file)
}

fn remove(path: &Path) {
    if let Err(error) = private::remove_private(path) {
        tracing::debug!("a sign of life stays: {error}");
    }
}
