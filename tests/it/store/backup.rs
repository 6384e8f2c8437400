//! Backups under writing, proofs that find damage, and a restore that nothing left over undoes.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use redaksi::store::backup::{Verified, verify_file};
use redaksi::store::open::How;
use redaksi::store::swap::{finish_swap, swap_in};
use redaksi::store::{Fault, Store, StoreError};

use super::testdesk::{TestDesk, empty_file};

fn backed_up(store: &Store, file: &Path) {
    empty_file(file);
    store.backup_to(file, || std::thread::sleep(Duration::from_millis(1))).unwrap();
}

fn with(path: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", path.display()))
}

fn articles(store: &Store) -> u64 {
    store.stage_counts().unwrap().iter().map(|(_, n)| n).sum()
}

#[test]
fn a_backup_is_one_good_file() {
    let mut desk = TestDesk::new(4);
    desk.fill(60);
    let file = desk.beside("copy.db");
    backed_up(&desk.store, &file);
    assert!(!with(&file, "-wal").exists() && !with(&file, "-journal").exists());
    let before = fs::read(&file).unwrap();
    assert_eq!(before[18..20], [1, 1], "the copy has no log");
    let report = verify_file(&file, &mut |_| ()).unwrap();
    assert!(report.is_good(), "{report:?}");
    assert_eq!(report.office, Some(desk.office));
    let last = desk.store.records(None, None, 1).unwrap().remove(0);
    assert_eq!((report.head, report.newest_at), (last.record.digest, Some(last.header.at)));
    let name = Verified::of(&report, last.header.at).unwrap();
    assert!(name.name().is_of(&desk.office));
    assert_eq!(fs::read(&file).unwrap(), before, "a proof changes nothing");
    assert_eq!(fs::read_dir(desk.dir.path()).unwrap().count(), 4, "desk, log, memory, copy");
}

/// What `SQLite` copies without a word is found in the copy, and such a copy is nobody's newest.
#[test]
fn a_copy_of_damage_does_not_count() {
    let cases = [
        "UPDATE content SET data = zeroblob(length(data)) WHERE id = 9",
        "UPDATE article_text SET body = 'lain' WHERE article = 2",
        "UPDATE revision SET number = 9 WHERE article = 2",
        "DROP TRIGGER record_is_never_changed",
        "CREATE TRIGGER more AFTER INSERT ON record BEGIN DELETE FROM stage_count; END",
    ];
    for (at, damage) in cases.into_iter().enumerate() {
        let mut desk = TestDesk::new(5);
        desk.fill(12);
        rusqlite::Connection::open(&desk.path).unwrap().execute_batch(damage).unwrap();
        let file = desk.beside(&format!("copy{at}.db"));
        backed_up(&desk.store, &file);
        let report = verify_file(&file, &mut |_| ()).unwrap();
        assert!(!report.is_good(), "{damage}");
        assert!(Verified::of(&report, report.newest_at.unwrap()).is_none());
    }
}

/// Two programs write all the time; the copy is of one moment and ends in good time.
#[test]
fn a_backup_is_made_while_others_write() {
    let mut desk = TestDesk::new(6);
    desk.fill(300);
    let stop = AtomicBool::new(false);
    let (path, file) = (desk.path.clone(), desk.beside("copy.db"));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for name in ["satu", "dua"] {
            let (path, stop) = (&path, &stop);
            scope.spawn(move || {
                let mut other = Store::open(path, How::default()).unwrap();
                let mut n = 0;
                while !stop.load(Ordering::Relaxed) {
                    n += 1;
                    let text = n.to_string();
                    other.write("test", |tx| tx.set_local(name, &text)).unwrap();
                    std::thread::sleep(Duration::from_millis(1));
                }
            });
        }
        backed_up(&desk.store, &file);
        stop.store(true, Ordering::Relaxed);
    });
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert!(verify_file(&file, &mut |_| ()).unwrap().is_good());
}

/// A desk with more in it than its backup, whose last program died: the log still lies there.
struct Died {
    desk: TestDesk,
    live: PathBuf,
    backup: PathBuf,
    keep: PathBuf,
}

fn died() -> Died {
    let mut desk = TestDesk::new(7);
    desk.fill(20);
    let folder = desk.beside("rumah");
    fs::create_dir(&folder).unwrap();
    let at = |name: &str| folder.join(name);
    let (live, backup, keep) = (at("desk.db"), at("backup.db"), at("replaced.db"));
    backed_up(&desk.store, &backup);
    desk.fill(40);
    for suffix in ["", "-wal", "-shm"] {
        fs::copy(with(&desk.path, suffix), with(&live, suffix)).unwrap();
    }
    assert!(fs::metadata(with(&live, "-wal")).unwrap().len() > 100_000);
    Died { desk, live, backup, keep }
}

#[test]
fn a_log_that_was_left_does_not_undo_a_restore() {
    let Died { desk, live, backup, keep } = died();
    swap_in(&live, &backup, &keep).unwrap();
    assert_eq!(articles(&Store::open(&live, How::default()).unwrap()), 20);
    let kept = Store::open(&keep, How::default()).unwrap();
    assert_eq!(articles(&kept), articles(&desk.store), "what was replaced is kept, log and all");
    assert!(!backup.exists());
}

#[test]
fn a_desk_that_cannot_be_opened_can_be_replaced() {
    // With its log `SQLite` finds another first page; with noise for a log it finds none.
    for (damage, noise) in [(0..100, false), (100..4_096, false), (0..100, true), (0..4_096, true)]
    {
        let Died { desk: _desk, live, backup, keep } = died();
        let mut bytes = fs::read(&live).unwrap();
        bytes[damage].fill(0xa5);
        fs::write(&live, &bytes).unwrap();
        if noise {
            fs::write(with(&live, "-wal"), vec![7; 50_000]).unwrap();
            fs::write(with(&live, "-journal"), b"left by an older program").unwrap();
            assert!(Store::open(&live, How::default()).is_err());
        }
        swap_in(&live, &backup, &keep).unwrap();
        assert_eq!(articles(&Store::open(&live, How::default()).unwrap()), 20);
        if noise {
            assert_eq!(fs::read(&keep).unwrap(), bytes, "kept as it was");
            assert!(!with(&live, "-journal").exists());
        }
    }
}

#[test]
fn a_desk_in_use_is_not_replaced() {
    let Died { desk: _desk, live, backup, keep } = died();
    let other = Store::open(&live, How::default()).unwrap();
    let error = swap_in(&live, &backup, &keep).unwrap_err();
    assert!(matches!(error, StoreError { fault: Fault::Busy, .. }), "{error:?}");
    assert_eq!(articles(&other), 60);
    assert!(backup.exists() && !keep.exists());
    drop(other);
    swap_in(&live, &backup, &keep).unwrap();
}

/// Stops at each step, with the files as they lie then.
#[test]
fn a_stop_between_leaves_the_old_desk_or_the_new() {
    let link = |from: &Path, to: &Path| fs::hard_link(from, to).unwrap();
    for stop in 0..5 {
        let Died { desk: _desk, live, backup, keep } = died();
        if stop > 0 {
            link(&live, &keep);
            link(&with(&live, "-wal"), &with(&keep, "-wal"));
        }
        if stop > 1 {
            fs::rename(&backup, with(&live, "-restore")).unwrap();
        }
        if stop > 2 {
            fs::remove_file(with(&live, "-wal")).unwrap();
        }
        if stop > 3 {
            fs::remove_file(with(&live, "-shm")).unwrap();
        }
        let store = Store::open(&live, How::default()).unwrap();
        assert_eq!(articles(&store), if stop > 1 { 20 } else { 60 }, "stopped after step {stop}");
        assert!(!finish_swap(&live).unwrap(), "nothing is left to do");
        assert!(store.verify(&[], &mut |_| ()).unwrap().problems.is_empty());
    }
}
