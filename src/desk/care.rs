//! Care of the desk: backups that are proved before they count, restoring one, making the tables
//! again, and saving what can be saved.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::Thing;
use super::{Desk, DeskError, FILE, Me};
use crate::domain::ids::OfficeId;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::paths::private;
use crate::paths::{PathError, place};
use crate::store::backup::{
    BackupName, BackupReport, Kept, Verified, parse_backup_name, plan_rotation, verify_file,
};
use crate::store::compare::Difference;
use crate::store::open::How;
use crate::store::rebuild::Rebuilt;
use crate::store::salvage::{self, Salvaged};
use crate::store::{Store, StoreError, swap};

/// Between two steps of a copy others may write.
const PAUSE: Duration = Duration::from_millis(1);
/// No backup takes this long: what is older and not proved never will be.
const ABANDONED: Duration = Duration::from_hours(1);
/// A backup older than this is made again after a command that wrote.
const FRESH_MS: i64 = 3_600_000;
/// A larger desk is not copied after a command: that would be felt.
const SMALL: u64 = 256 << 20;
/// Of the free space, backups together take at most one part in so many.
const SHARE: u64 = 5;
/// So many of the newest backups are looked at when a good one is wanted.
const TRIED: usize = 3;

/// A backup that was made and proved.
#[derive(Debug)]
pub struct Backup {
    pub file: PathBuf,
    pub bytes: u64,
    pub report: BackupReport,
    pub removed: Vec<PathBuf>,
    /// Further folders that could not be given a copy, with the reason.
    pub failed: Vec<(PathBuf, DeskError)>,
}

/// What should happen after a command that wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    No,
    Now,
    /// The desk is large: it is said, and left to the person.
    Later,
}

/// Tables that were made again, and where they differ from those in use.
#[derive(Debug)]
pub struct Rebuild {
    pub rebuilt: Rebuilt,
    pub differences: Vec<Difference>,
    /// The fresh file took the place of the old one, which was kept here.
    pub replaced: Option<PathBuf>,
}

/// A desk that was brought back.
#[derive(Debug)]
pub struct Restored {
    pub report: BackupReport,
    /// Where the replaced file went, if there was one.
    pub kept: Option<PathBuf>,
}

impl Desk {
    /// Copies the desk, reads the copy from its first page to its last, and only then lets older
    /// backups go.
    pub fn backup(&self, out: Option<&Path>) -> Result<Backup, DeskError> {
        let folder = self.dir.join("backups");
        private::create_private_dir(&folder)?;
        let (unproved, wanted) = match out {
            Some(file) if file.exists() => {
                return Err(DeskError::DeskExists { dir: file.to_owned(), has_backups: false });
            }
            Some(file) => (beside(file, &format!(".unproved-{}", self.stamp())), Some(file)),
            None => {
                // Two programs may begin in the same moment.
                let name = format!("unproved-{}-{}.db", self.stamp(), std::process::id());
                (folder.join(name), None)
            }
        };
        let prefix = wanted.and_then(Path::file_name).map_or_else(
            || "unproved-".to_owned(),
            |name| format!("{}.unproved-", name.to_string_lossy()),
        );
        forget_unproved(unproved.parent().unwrap_or(&folder), &prefix);
        drop(private::create_private_file(&unproved)?);
        let made = self.prove(&unproved);
        let report = match made {
            Ok(report) => report,
            Err(error) => {
                // What is not proved is no backup.
                private::remove_private(&unproved)?;
                return Err(error);
            }
        };
        let verified = Verified::of(&report, self.clock.now());
        let Some(verified) = verified else {
            private::remove_private(&unproved)?;
            let what = StoreError::damaged("back the desk up", "the copy has problems");
            return Err(DeskError::Damaged {
                path: self.dir.join(FILE),
                backup: self.newest_good_backup(),
                source: Box::new(what),
            });
        };
        let own = wanted.is_none();
        let file = match wanted {
            Some(file) => file.to_owned(),
            None => folder.join(verified.name().to_string()),
        };
        std::fs::rename(&unproved, &file)
            .map_err(|source| DeskError::Read { path: file.clone(), source })?;
        if let Some(folder) = file.parent() {
            private::sync_dir(folder)?;
        }
        let bytes = std::fs::metadata(&file).map_or(0, |file| file.len());
        let (removed, failed) =
            if own { (self.rotate(&verified)?, self.copies(&file)) } else { Default::default() };
        Ok(Backup { file, bytes, report, removed, failed })
    }

    /// A desk of an older program gets the tables of this one, after a backup of it as it is.
    pub(super) fn bring_up_to_date(&mut self) -> Result<(), DeskError> {
        if self.store.is_current() || self.store.is_read_only() {
            return Ok(());
        }
        match self.backup(None) {
            Ok(made) => tracing::info!(file = %made.file.display(), "backup before new tables"),
            // There is no good copy of what is damaged, and new tables take nothing from it.
            Err(error @ DeskError::Damaged { .. }) => {
                tracing::warn!(%error, "no backup before new tables");
            }
            Err(error) => return Err(error),
        }
        Ok(self.store.migrate()?)
    }

    fn prove(&self, unproved: &Path) -> Result<BackupReport, DeskError> {
        self.store.backup_to(unproved, || std::thread::sleep(PAUSE))?;
        Ok(verify_file(unproved, &mut |_done| {})?)
    }

    /// Lets the backups go that are no longer wanted, now that a newer one is proved.
    fn rotate(&self, newest: &Verified) -> Result<Vec<PathBuf>, DeskError> {
        let folder = self.dir.join("backups");
        let kept = kept_in(&folder);
        let budget = place::space(&self.dir)?.free / SHARE;
        let mut removed = Vec::new();
        for name in plan_rotation(&kept, newest, self.clock.now(), budget) {
            let path = folder.join(name.to_string());
            private::remove_private(&path)?;
            removed.push(path);
        }
        Ok(removed)
    }

    /// Copies a proved backup to the further folders. One that fails does not undo the backup.
    fn copies(&self, file: &Path) -> Vec<(PathBuf, DeskError)> {
        let mut failed = Vec::new();
        for folder in &self.machine.backups {
            let copy = || -> Result<(), DeskError> {
                private::create_private_dir(folder)?;
                let name = file.file_name().unwrap_or_default();
                copy_private(file, &folder.join(name))
            };
            if let Err(error) = copy() {
                failed.push((folder.clone(), error));
            }
        }
        failed
    }

    /// Is a backup due after a command that wrote?
    pub fn backup_due(&self) -> Result<Due, DeskError> {
        let newest = kept_in(&self.dir.join("backups")).iter().map(|kept| kept.name.at()).max();
        let since = match newest {
            Some(at) => at,
            None => match self.store.born()? {
                Some(at) => at,
                None => return Ok(Due::No),
            },
        };
        if self.clock.now().ms() - since.ms() < FRESH_MS {
            return Ok(Due::No);
        }
        let bytes = std::fs::metadata(self.dir.join(FILE)).map_or(0, |file| file.len());
        Ok(if bytes < SMALL { Due::Now } else { Due::Later })
    }

    /// When the newest backup was made.
    pub fn newest_backup(&self) -> Option<Timestamp> {
        kept_in(&self.dir.join("backups")).iter().map(|kept| kept.name.at()).max()
    }

    fn newest_good_backup(&self) -> Option<PathBuf> {
        newest_good(&self.dir)
    }

    /// Makes every table again from the ledger in a fresh file, and compares. With `fix`, an
    /// administrator lets the fresh file take the old one's place.
    pub fn rebuild(
        self,
        fix: Option<&Me>,
        tick: &mut dyn FnMut(u64),
    ) -> Result<Rebuild, DeskError> {
        if let Some(me) = fix {
            self.may(me, me.person.roles.may_administer(), Role::Admin)?;
        }
        let fresh = self.dir.join(format!("desk.db.rebuilt-{}", self.stamp()));
        drop(private::create_private_file(&fresh)?);
        let made = self.made_again(&fresh, tick);
        let (rebuilt, differences) = match made {
            Ok(made) => made,
            Err(error) => {
                private::remove_private(&fresh)?;
                return Err(error);
            }
        };
        let replaced = if fix.is_some() && !differences.is_empty() {
            let kept = self.aside();
            let live = self.dir.join(FILE);
            drop(self.store);
            swap::swap_in(&live, &fresh, &kept)?;
            Some(kept)
        } else {
            for end in ["", "-wal", "-shm"] {
                private::remove_private(&beside(&fresh, end))?;
            }
            None
        };
        Ok(Rebuild { rebuilt, differences, replaced })
    }

    fn made_again(
        &self,
        fresh: &Path,
        tick: &mut dyn FnMut(u64),
    ) -> Result<(Rebuilt, Vec<Difference>), DeskError> {
        let rebuilt = self.store.rebuild_into(fresh, tick)?;
        // Opened by one process alone it has no log beside it, and can be put in place as it is.
        let other = Store::open(fresh, How { exclusive: true, ..How::default() })?;
        Ok((rebuilt, self.store.compare(&other)?))
    }

    /// Where a replaced file is kept.
    fn aside(&self) -> PathBuf {
        aside(&self.dir, &self.stamp())
    }

    fn stamp(&self) -> String {
        stamp(self.clock.now())
    }
}

/// Brings a backup back. The file that it replaces is kept, with its log: a log that was left
/// lying would undo the restore.
pub fn restore(
    dir: &Path,
    file: &Path,
    force: bool,
    now: Timestamp,
) -> Result<Restored, DeskError> {
    if !file.is_file() {
        let name = file.to_string_lossy().into_owned();
        return Err(DeskError::NotFound { thing: Thing::Backup, name });
    }
    private::create_private_dir(dir)?;
    let coming = dir.join(format!("desk.db.restored-{}", stamp(now)));
    copy_private(file, &coming)?;
    let checked = proved_for(dir, &coming, force);
    let report = match checked {
        Ok(report) => report,
        Err(error) => {
            private::remove_private(&coming)?;
            return Err(error);
        }
    };
    let live = dir.join(FILE);
    let kept = aside(dir, &stamp(now));
    let had_one = live.exists();
    swap::swap_in(&live, &coming, &kept)?;
    Ok(Restored { report, kept: had_one.then_some(kept) })
}

/// A copy is brought in only if it is whole and of this office.
fn proved_for(dir: &Path, coming: &Path, force: bool) -> Result<BackupReport, DeskError> {
    // Opened by one process alone it becomes one file, without a log beside it.
    drop(Store::open(coming, How { exclusive: true, ..How::default() })?);
    let report = verify_file(coming, &mut |_done| {})?;
    if !report.is_good() {
        let source = StoreError::damaged("restore the backup", "the backup has problems");
        return Err(DeskError::Damaged {
            path: coming.to_owned(),
            backup: None,
            source: Box::new(source),
        });
    }
    let ours = office_of(&dir.join(FILE));
    if let (Some(ours), false) = (ours, force)
        && report.office != Some(ours)
    {
        return Err(DeskError::invalid("backup-office", coming.to_string_lossy()));
    }
    Ok(report)
}

fn office_of(file: &Path) -> Option<OfficeId> {
    let store = Store::open(file, How { read_only: true, ..How::default() }).ok()?;
    store.office().ok()?.id
}

/// Saves what can be read from a damaged file into a fresh one, and never touches the old.
pub fn salvage(
    dir: &Path,
    out: Option<&Path>,
    now: Timestamp,
    tick: &mut dyn FnMut(u64),
) -> Result<(PathBuf, Salvaged), DeskError> {
    let fresh = if let Some(file) = out {
        file.to_owned()
    } else {
        let folder = dir.join("rescued");
        private::create_private_dir(&folder)?;
        folder.join(format!("salvaged-{}.db", stamp(now)))
    };
    if fresh.exists() {
        return Err(DeskError::DeskExists { dir: fresh, has_backups: false });
    }
    drop(private::create_private_file(&fresh)?);
    let saved = salvage::salvage(&dir.join(FILE), &fresh, tick)?;
    Ok((fresh, saved))
}

/// The newest backup that is whole.
pub(super) fn newest_good(dir: &Path) -> Option<PathBuf> {
    let folder = dir.join("backups");
    let mut kept = kept_in(&folder);
    kept.sort_by_key(|kept| std::cmp::Reverse(kept.name.at()));
    kept.iter()
        .take(TRIED)
        .map(|kept| folder.join(kept.name.to_string()))
        .find(|file| verify_file(file, &mut |_done| {}).is_ok_and(|report| report.is_good()))
}

/// Removes what backups left that were cut short, unless it is so young that one may be under way.
/// Nothing depends on it, so nothing fails with it.
fn forget_unproved(folder: &Path, prefix: &str) {
    let Ok(files) = std::fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let old = file
            .metadata()
            .and_then(|about| about.modified())
            .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > ABANDONED));
        if old && file.file_name().to_string_lossy().starts_with(prefix) {
            let _left = private::remove_private(&file.path());
        }
    }
}

fn kept_in(folder: &Path) -> Vec<Kept> {
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    files
        .filter_map(|file| {
            let file = file.ok()?;
            let name: BackupName = parse_backup_name(file.file_name().to_str()?)?;
            Some(Kept { name, bytes: file.metadata().ok()?.len() })
        })
        .collect()
}

fn copy_private(from: &Path, to: &Path) -> Result<(), DeskError> {
    let failed = |source| DeskError::Read { path: from.to_owned(), source };
    let mut source = std::fs::File::open(from).map_err(failed)?;
    let mut copy = private::create_private_file(to)?;
    let done = std::io::copy(&mut source, &mut copy).and_then(|_bytes| copy.sync_all());
    done.map_err(|source| {
        let _tidy: Result<(), PathError> = private::remove_private(to);
        DeskError::Read { path: to.to_owned(), source }
    })
}

/// Where a replaced file is kept: beside the desk, since only a rename is one step.
fn aside(dir: &Path, stamp: &str) -> PathBuf {
    dir.join(format!("replaced-{stamp}.db"))
}

fn stamp(now: Timestamp) -> String {
    now.utc().format("%Y%m%dT%H%M%S%3fZ").to_string()
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
