//! A journal on disks that fail.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use super::*;

fn edit(at: usize, removed: &str, inserted: &str) -> Edit {
    Edit { at, removed: removed.to_owned(), inserted: inserted.to_owned() }
}

struct Desk {
    folder: tempfile::TempDir,
    journal: Journal,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let subject = Subject {
            desk: "meja".to_owned(),
            article: None,
            base: None,
            person: "sari".to_owned(),
        };
        let clock = Clock::fixed("2025-10-21T05:00:00Z".parse().unwrap());
        let texts = Texts::from([(Field::Body, "Pasar dibuka.")]);
        let journal = Journal::begin(&folder.path().join("journal"), subject, texts, &clock);
        Self { folder, journal: journal.unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    fn type_in(&mut self, word: &str) -> Result<(), JournalError> {
        self.journal.edit(Field::Body, &edit(0, "", word))
    }

    /// The body as a crash now would leave it.
    fn left(&self) -> String {
        let found = find(&self.path()).unwrap();
        let [found] = found.as_slice() else { panic!("{found:?}") };
        let what = found.what.as_ref().unwrap();
        assert!(!what.damaged);
        what.now.get(Field::Body)
    }

    fn exchange(&self, file: Arc<File>) -> Arc<File> {
        syncer::lock(&self.journal.shared).sheet.exchange(file)
    }

    /// Has the journal write into another file for a while.
    fn while_on(&mut self, device: File, deed: impl FnOnce(&mut Self)) {
        let real = self.exchange(device.into());
        deed(self);
        self.exchange(real);
    }
}

fn device(path: &str) -> File {
    File::options().write(true).open(path).unwrap()
}

#[test]
fn what_a_full_disk_refuses_is_written_with_the_next_edit() {
    let mut desk = Desk::new();
    desk.type_in("satu ").unwrap();
    desk.while_on(device("/dev/full"), |desk| {
        assert!(matches!(desk.type_in("dua "), Err(JournalError::Disk(_))));
        assert!(desk.type_in("tiga ").is_err());
        let Health::Failing(error) = desk.journal.health() else { panic!() };
        assert_eq!(error.kind(), "disk_full");
        assert_eq!(desk.left(), "satu Pasar dibuka.");
        assert!(desk.journal.sync_now().is_err());
    });
    desk.type_in("empat ").unwrap();
    assert!(matches!(desk.journal.health(), Health::Good));
    assert_eq!(desk.left(), "empat tiga dua satu Pasar dibuka.");
}

#[test]
fn debts_to_a_full_disk_do_not_grow_without_end() {
    let mut desk = Desk::new();
    let word = "kata ".repeat(2_000);
    desk.while_on(device("/dev/full"), |desk| {
        for _ in 0..200 {
            assert!(desk.type_in(&word).is_err());
            assert!(desk.journal.edit(Field::Body, &edit(0, &word, "")).is_err());
        }
    });
    desk.journal.sync_now().unwrap();
    assert_eq!(desk.left(), "Pasar dibuka.");
    let size = std::fs::metadata(desk.journal.path()).unwrap().len();
    assert!(size < 600 << 10, "{size}");
}

#[test]
fn another_failure_moves_all_to_another_file_at_once() {
    let mut desk = Desk::new();
    desk.type_in("satu ").unwrap();
    let closed = File::open("/dev/null").unwrap();
    desk.exchange(closed.into());
    desk.type_in("dua ").unwrap();
    assert!(matches!(desk.journal.health(), Health::Rewritten));
    assert_eq!(desk.left(), "dua satu Pasar dibuka.");
    desk.type_in("tiga ").unwrap();
    assert_eq!(desk.left(), "tiga dua satu Pasar dibuka.");
    assert_eq!(std::fs::read_dir(desk.path()).unwrap().count(), 1);
}

#[test]
fn a_failed_sync_moves_all_to_another_file_and_nobody_has_to_ask() {
    let mut desk = Desk::new();
    desk.journal.sync_now().unwrap();
    // Takes all that is written, and cannot be synced.
    desk.exchange(device("/dev/null").into());
    desk.type_in("satu ").unwrap();
    let start = Instant::now();
    while !matches!(desk.journal.health(), Health::Rewritten) {
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", desk.journal.health());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(start.elapsed() > Duration::from_millis(200), "it waits for more to sync at once");
    assert_eq!(desk.left(), "satu Pasar dibuka.");
}

#[test]
fn while_no_file_can_be_made_the_text_is_kept_and_tried_again() {
    let mut desk = Desk::new();
    desk.type_in("satu ").unwrap();
    let away = desk.folder.path().join("away");
    std::fs::rename(desk.path(), &away).unwrap();
    desk.exchange(device("/dev/null").into());
    assert!(desk.journal.sync_now().is_err());
    assert!(desk.type_in("dua ").is_err());
    assert!(matches!(desk.journal.health(), Health::Failing(_)));
    std::fs::rename(&away, desk.path()).unwrap();
    desk.type_in("tiga ").unwrap();
    assert!(matches!(desk.journal.health(), Health::Rewritten));
    assert_eq!(desk.left(), "tiga dua satu Pasar dibuka.");
}

#[test]
fn the_syncer_is_told_once_and_sleeps_when_all_is_durable() {
    let mut desk = Desk::new();
    desk.journal.sync_now().unwrap();
    let shared = Arc::clone(&desk.journal.shared);
    assert!(!syncer::lock(&shared).wants_sync());
    let body = |writer: &mut Writer| writer.edit(Field::Body, &edit(0, "", "x"));
    body(&mut syncer::lock(&shared)).unwrap();
    assert!(syncer::lock(&shared).wants_sync());
    body(&mut syncer::lock(&shared)).unwrap();
    assert!(!syncer::lock(&shared).wants_sync());
    assert!(syncer::lock(&shared).begin_sync(false).unwrap().is_some());
    assert!(syncer::lock(&shared).begin_sync(false).unwrap().is_none());
    desk.type_in("y").unwrap();
}

#[test]
fn a_save_that_cannot_begin_a_new_file_leaves_the_old_one_good() {
    let mut desk = Desk::new();
    desk.type_in("satu ").unwrap();
    let away = desk.folder.path().join("away");
    std::fs::rename(desk.path(), &away).unwrap();
    let article = "0192f0c1-2345-7abc-8def-00000000002f".parse().unwrap();
    let saved = Texts::from([(Field::Body, "satu Pasar dibuka.")]);
    let base = crate::domain::ids::Digest::of(b"revisi");
    assert!(desk.journal.saved(article, base, saved.clone()).is_err());
    std::fs::rename(&away, desk.path()).unwrap();
    desk.type_in("dua ").unwrap();
    assert_eq!(desk.left(), "dua satu Pasar dibuka.");
    desk.journal.saved(article, base, saved).unwrap();
    assert!(desk.journal.has_unsaved());
    assert_eq!(desk.left(), "dua satu Pasar dibuka.");
}

#[test]
fn a_name_that_is_taken_is_never_written_over() {
    let desk = Desk::new();
    let first = desk.journal.path();
    let head = syncer::lock(&desk.journal.shared).head().clone();
    let second = Writer::begin(&desk.path(), head, Texts::default()).unwrap();
    assert_ne!(second.path(), first);
    assert_eq!(second.path().extension(), Path::new("a.rjl").extension());
    assert_eq!(find(&desk.path()).unwrap().len(), 2);
}
