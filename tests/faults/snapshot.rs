//! The power is cut at a real disk: a snapshot of the image that a file system writes to, taken in
//! one moment while somebody works, is what a machine finds that lost its power then. What the
//! kernel still held in memory is not in it.
//!
//! The image lies on an XFS, whose reflinks make such snapshots; both are loop mounts, so this
//! needs root.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use redaksi::domain::ids::Digest;

use crate::autosave::{Moment, loss};
use crate::chance::Chance;
use crate::day::{Day, Step};
use crate::full::run;
use crate::{Outcome, scratch, several};

/// A mounted file system, until this goes.
struct Mount(PathBuf);

impl Mount {
    fn of(image: &Path, at: &Path) -> Result<Self, String> {
        std::fs::create_dir_all(at).unwrap();
        run("mount", &["-o", "loop", text(image), text(at)])?;
        Ok(Self(at.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _best_effort = run("umount", &[text(&self.0)]);
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn image(path: &Path, megabytes: u64) {
    std::fs::File::create(path).unwrap().set_len(megabytes << 20).unwrap();
}

/// A disk that can be looked at in any moment.
struct Disk {
    // In the order in which they go.
    work: Mount,
    outer: Mount,
    folder: tempfile::TempDir,
}

impl Disk {
    fn new() -> Result<Self, String> {
        let folder = scratch("snapshots");
        let store = folder.path().join("store");
        image(&store, 1_024);
        run("mkfs.xfs", &["-q", "-m", "reflink=1", text(&store)])?;
        let outer = Mount::of(&store, &folder.path().join("outer"))?;
        let disk = outer.0.join("disk");
        image(&disk, 128);
        run("mkfs.ext4", &["-q", "-F", "-b", "4096", text(&disk)])?;
        let work = Mount::of(&disk, &folder.path().join("work"))?;
        Ok(Self { work, outer, folder })
    }

    fn snapshot(&self, number: usize) -> Result<PathBuf, String> {
        let to = self.outer.0.join(format!("cut-{number}"));
        run("cp", &["--reflink=always", text(&self.outer.0.join("disk")), text(&to)])?;
        Ok(to)
    }

    /// The disk of a snapshot, mounted as after a restart.
    fn after(&self, snapshot: &Path) -> Result<Mount, String> {
        Mount::of(snapshot, &self.folder.path().join("after"))
    }
}

/// How somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// Saves, one after the other.
    Saves,
    /// As the workstation does: each 250 ms, one full commit a second, now and then a save.
    Autosaves,
    /// Without any full commit: this must lose, or the snapshots are no power cuts.
    Light,
}

impl Work {
    /// The next step, whether it is a full commit, and the rest before it.
    fn next(self, number: usize, since_full: Duration) -> (Step, bool, Duration) {
        let second = since_full >= Duration::from_secs(1);
        match self {
            Self::Saves => (Step::Edit(number % 2), true, Duration::from_millis(3)),
            Self::Autosaves if number % 11 == 10 => {
                (Step::SaveKept(number % 2), true, Duration::from_millis(250))
            }
            Self::Autosaves => (Step::Keep(number % 2, second), second, Duration::from_millis(250)),
            Self::Light => (Step::Keep(number % 2, false), false, Duration::from_millis(20)),
        }
    }

    /// Snapshots, and the longest time between two of them in milliseconds.
    fn cuts(self) -> (usize, usize) {
        match self {
            Self::Saves => (several(20, 60), 200),
            Self::Autosaves => (several(16, 60), 1_500),
            Self::Light => (several(5, 20), 500),
        }
    }
}

/// Works until told to stop: what was acknowledged, moment by moment, and when.
fn work(
    path: &Path,
    how: Work,
    stop: &AtomicBool,
    known: &AtomicUsize,
) -> (Vec<Digest>, Vec<Moment>, Vec<Instant>) {
    let mut day = Day::at(path, None);
    let (mut moments, mut times) = (Vec::new(), Vec::new());
    let mut act = |day: &mut Day, step: Step, full: bool| {
        day.step(step).unwrap_or_else(|error| panic!("{step:?}: {error}"));
        moments.push(Moment::of(day, full));
        times.push(Instant::now());
        known.store(moments.len(), SeqCst);
    };
    for step in [Step::Found, Step::People, Step::New(0), Step::New(1)] {
        act(&mut day, step, true);
    }
    let mut last = Instant::now();
    for number in 0.. {
        if stop.load(SeqCst) {
            break;
        }
        let (step, full, rest) = how.next(number, last.elapsed());
        std::thread::sleep(rest);
        if full {
            last = Instant::now();
        }
        act(&mut day, step, full);
    }
    (day.close(), moments, times)
}

/// A snapshot, and how much was acknowledged just before it and just after.
struct Cut {
    file: PathBuf,
    at: Instant,
    known: usize,
    end: usize,
}

/// Somebody works, and the disk is looked at again and again.
fn cuts(disk: &Disk, how: Work, known: &AtomicUsize) -> Result<Vec<Cut>, String> {
    let (count, longest) = how.cuts();
    let mut chance = Chance::new(0x5A95_0000);
    while known.load(SeqCst) < 4 {
        std::thread::sleep(Duration::from_millis(1));
    }
    (0..count)
        .map(|number| {
            let rest = Duration::from_millis(chance.below(longest) as u64 + 10);
            std::thread::sleep(rest);
            let (before, at) = (known.load(SeqCst), Instant::now());
            let file = disk.snapshot(number)?;
            // One more may have been written and not be acknowledged yet.
            Ok(Cut { file, at, known: before, end: known.load(SeqCst) + 1 })
        })
        .collect()
}

#[derive(Default)]
struct Told {
    figures: String,
    failures: Vec<String>,
}

fn cut_at(how: Work) -> Result<Told, String> {
    let disk = Disk::new()?;
    let (stop, known) = (AtomicBool::new(false), AtomicUsize::new(0));
    let path = disk.work.0.join("desk.db");
    let (cuts, (acked, moments, times)) = std::thread::scope(|scope| {
        let worker = scope.spawn(|| work(&path, how, &stop, &known));
        let cuts = cuts(&disk, how, &known);
        stop.store(true, SeqCst);
        (cuts, worker.join().unwrap())
    });
    let mut told = Told::default();
    let (mut lossy, mut worst, mut longest) = (0, 0, Duration::ZERO);
    let cuts = cuts?;
    for (number, cut) in cuts.iter().enumerate() {
        let whole = number % 4 == 0;
        let bounds = (cut.known, cut.end);
        let found = disk
            .after(&cut.file)
            .and_then(|after| loss(&moments, &acked, &after.0.join("desk.db"), bounds, whole));
        match found {
            Ok(0) => {}
            Ok(lost) => {
                lossy += 1;
                worst = worst.max(lost);
                // The oldest of what is lost was written this long before.
                longest = longest.max(cut.at.duration_since(times[cut.known - lost]));
            }
            Err(why) => told.failures.push(format!("{how:?}, snapshot {number}: {why}")),
        }
        std::fs::remove_file(&cut.file).unwrap();
    }
    let right = match how {
        Work::Saves => lossy == 0,
        // What is older than a second was in a full commit; a slow disk makes that later.
        Work::Autosaves => longest <= Duration::from_millis(2_500),
        Work::Light => lossy > 0,
    };
    if !right {
        told.failures.push(format!("{how:?}: {lossy} with a loss, the longest {longest:?}"));
    }
    told.figures = format!(
        "{how:?}: {} snapshots, {} commits, {lossy} with a loss, of {worst} commits and {} ms at \
         most",
        cuts.len(),
        moments.len(),
        longest.as_millis()
    );
    Ok(told)
}

pub(crate) fn power() -> Outcome {
    let mut figures = Vec::new();
    let mut failures = Vec::new();
    for how in [Work::Saves, Work::Autosaves, Work::Light] {
        match cut_at(how) {
            Err(why) => return Outcome::passed_over(why),
            Ok(told) => {
                figures.push(told.figures);
                failures.extend(told.failures);
            }
        }
    }
    Outcome::of(figures.join("; "), &failures)
}
