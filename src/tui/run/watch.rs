//! Watches the desk's files and the person's key map, so that what others do is seen at once and
//! nothing has to look by the clock.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Event;
use crate::desk::{FILE, names_file};

/// Kept as long as it is to watch.
pub(super) struct Watch {
    desk: Arc<AtomicBool>,
    keys: Arc<AtomicBool>,
    /// None where the system cannot watch: what others do is then seen with the next deed.
    _watcher: Option<RecommendedWatcher>,
}

impl Watch {
    pub(super) fn begin(dir: &Path, keys: Option<&Path>, events: Sender<Event>) -> Self {
        let (touched, rekeyed) = (Arc::default(), Arc::default());
        let watcher = watcher(dir, keys, &touched, &rekeyed, events)
            .inspect_err(|error| tracing::warn!("no watch: {error}"))
            .ok();
        Self { desk: touched, keys: rekeyed, _watcher: watcher }
    }

    /// Were the desk's files written to since this was asked last?
    pub(super) fn desk_touched(&self) -> bool {
        self.desk.swap(false, Ordering::AcqRel)
    }

    pub(super) fn keys_touched(&self) -> bool {
        self.keys.swap(false, Ordering::AcqRel)
    }
}

fn watcher(
    dir: &Path,
    keys: Option<&Path>,
    touched: &Arc<AtomicBool>,
    rekeyed: &Arc<AtomicBool>,
    events: Sender<Event>,
) -> notify::Result<RecommendedWatcher> {
    let log = dir.join(format!("{FILE}-wal"));
    let file = dir.join(FILE);
    // The log is written before its text can be read. What is noted beside a key comes after that,
    // and is the news that counts.
    let notes = dir.join("keys");
    let noted = notes.clone();
    let names = dir.join(names_file::FILE);
    let own_keys: Option<PathBuf> = keys.map(Path::to_owned);
    let (touched, rekeyed) = (Arc::clone(touched), Arc::clone(rekeyed));
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        let about = |path: &Path| event.paths.iter().any(|seen| seen == path);
        // Many writes are one piece of news.
        let is_note = event.paths.iter().any(|seen| seen.parent() == Some(&noted));
        let is_desk = is_note || about(&log) || about(&file) || about(&names);
        let desk = is_desk && !touched.swap(true, Ordering::AcqRel);
        let keys = own_keys.as_deref().is_some_and(about) && !rekeyed.swap(true, Ordering::AcqRel);
        if desk || keys {
            let _nobody = events.send(Event::Touched);
        }
    })?;
    watcher.watch(dir, RecursiveMode::NonRecursive)?;
    if notes.is_dir() {
        watcher.watch(&notes, RecursiveMode::NonRecursive)?;
    }
    // Editors put a new file in the old one's place: the folder is watched, not the file.
    if let Some(folder) = keys.and_then(Path::parent).filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}
