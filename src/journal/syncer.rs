//! One thread that makes durable what was typed, for all journals of the process. It sleeps for
//! good while nothing waits.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::JournalError;
use super::writer::Writer;

/// From the first byte that is not durable to the sync: so much is lost when the power goes.
const DELAY: Duration = Duration::from_millis(250);

pub(super) type Shared = Mutex<Writer>;

struct Job {
    due: Instant,
    journal: Weak<Shared>,
}

/// None where the system has no thread left.
static QUEUE: LazyLock<Option<Sender<Job>>> = LazyLock::new(|| {
    let (queue, jobs) = channel();
    let thread = std::thread::Builder::new().name("journal".to_owned());
    thread.spawn(move || run(&jobs)).ok().map(|_runs_on| queue)
});

/// All wait equally long, so the first that was told is the first that is due.
fn run(jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        std::thread::sleep(job.due.saturating_duration_since(Instant::now()));
        if let Some(journal) = job.journal.upgrade() {
            // Whoever writes next sees in the journal's health what failed.
            let _told_there = sync(&journal, false);
        }
    }
}

/// Has the journal synced soon.
pub(super) fn tell(journal: &Arc<Shared>) {
    let job = Job { due: Instant::now() + DELAY, journal: Arc::downgrade(journal) };
    let told = QUEUE.as_ref().is_some_and(|queue| queue.send(job).is_ok());
    if !told {
        let _told_there = sync(journal, false);
    }
}

/// Makes durable what the journal holds. Who types meanwhile does not wait for the disk.
pub(super) fn sync(journal: &Shared, by_all_means: bool) -> Result<(), JournalError> {
    // The second time for the file that took the place of one that failed.
    for _ in 0..2 {
        let Some(sync) = lock(journal).begin_sync(by_all_means)? else { break };
        let Err(error) = sync.run() else { break };
        lock(journal).distrust(&sync, &error)?;
    }
    Ok(())
}

/// A panic elsewhere is no reason to stop writing.
pub(super) fn lock(journal: &Shared) -> MutexGuard<'_, Writer> {
    journal.lock().unwrap_or_else(PoisonError::into_inner)
}
