//! Files that are no desk, or not one for this program.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use redaksi::desk::{Desk, DeskError, FILE, Intent};
use redaksi::store::open::{How, SCHEMA};
use redaksi::store::{Fault, Store};
use rusqlite::Connection;

use super::testdesk::{Dice, TestDesk, empty_file};
use crate::support::Office;

type Expected = fn(&Fault) -> bool;

#[track_caller]
fn check(path: &Path, expected: Expected) {
    for read_only in [false, true] {
        let before = fs::read(path).unwrap();
        let begun = Instant::now();
        let error = Store::open(path, How { read_only, ..How::default() }).err().unwrap();
        assert!(expected(&error.fault), "{error:?}");
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        assert_eq!(fs::read(path).unwrap(), before, "it is left alone");
    }
}

fn made(desk: &TestDesk, name: &str, sql: &str) -> std::path::PathBuf {
    let path = desk.beside(name);
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    path
}

#[test]
fn other_files_are_refused_and_left_alone() {
    let desk = TestDesk::new(31);
    let foreign = |fault: &Fault| matches!(fault, Fault::Foreign);
    check(&made(&desk, "plain.db", "CREATE TABLE t (x)"), foreign);
    let endless = "CREATE TABLE t (x);
        CREATE VIEW article AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
          SELECT i AS row FROM n;
        CREATE TRIGGER evil AFTER INSERT ON t BEGIN DELETE FROM t; END;
        PRAGMA user_version = 1";
    check(&made(&desk, "evil.db", endless), foreign);
    let crowd = (0..2_000).map(|n| format!("CREATE TABLE t{n} (x)")).collect::<Vec<_>>().join(";");
    check(&made(&desk, "crowd.db", &format!("BEGIN; {crowd}; COMMIT")), foreign);

    let empty = desk.beside("empty.db");
    empty_file(&empty);
    check(&empty, |fault| matches!(fault, Fault::Missing));
    let path = desk.beside("nowhere.db");
    assert!(matches!(Store::open(&path, How::default()).err().unwrap().fault, Fault::Missing));
}

/// A file that is none of `SQLite` is somebody else's, unless anything speaks for a desk: one that
/// is called foreign would be given up, with all that can be saved from it.
#[test]
fn garbage_is_foreign_and_a_broken_desk_is_damaged() {
    let mut desk = TestDesk::new(35);
    desk.fill(20);
    let copy = desk.beside("copy.db");
    empty_file(&copy);
    desk.store.backup_to(&copy, || ()).unwrap();
    let whole = fs::read(&copy).unwrap();
    let page = 4_096;
    let noise = |len| Dice(7).bytes(len);
    let with = |range: std::ops::Range<usize>, bytes: &[u8]| {
        let mut file = whole.clone();
        file[range].copy_from_slice(bytes);
        file
    };
    let foreign = |fault: &Fault| matches!(fault, Fault::Foreign);
    let damaged = |fault: &Fault| matches!(fault, Fault::Damaged(_));
    let text = "Ini bukan basis data, hanya sebuah catatan yang cukup panjang. ".repeat(90);
    let cases: [(&str, Vec<u8>, Expected); 10] = [
        ("a text", text.into_bytes(), foreign),
        ("a short text", b"catatan".to_vec(), foreign),
        ("noise", noise(5 * page), foreign),
        ("a picture", [b"\x89PNG\r\n\x1a\n".to_vec(), noise(page)].concat(), foreign),
        ("zeros", vec![0; 4 * page], damaged),
        ("its first bytes broken", with(0..16, &noise(16)), damaged),
        ("its first sector broken", with(0..512, &noise(512)), damaged),
        ("its first page broken", with(0..page, &noise(page)), damaged),
        ("its first page empty", with(0..page, &vec![0; page]), damaged),
        ("cut in its first page", whole[..100].to_vec(), damaged),
    ];
    for (name, bytes, expected) in cases {
        println!("{name}");
        let path = desk.beside("case.db");
        fs::write(&path, bytes).unwrap();
        check(&path, expected);
    }
    // A log of SQLite beside it: there was a desk, or still is one in the log.
    for read_only in [false, true] {
        let path = desk.beside("case.db");
        fs::write(&path, noise(5 * page)).unwrap();
        let log = [&b"\x37\x7f\x06\x82"[..], &noise(page)].concat();
        fs::write(desk.beside("case.db-wal"), log).unwrap();
        let error = Store::open(&path, How { read_only, ..How::default() }).err().unwrap();
        assert!(damaged(&error.fault), "{error:?}");
    }
}

#[test]
fn a_desk_of_a_newer_program_is_left_alone() {
    let desk = TestDesk::new(32);
    let path = desk.beside("newer.db");
    empty_file(&path);
    desk.store.backup_to(&path, || ()).unwrap();
    let newer = format!("PRAGMA user_version = {}", SCHEMA + 1);
    Connection::open(&path).unwrap().execute_batch(&newer).unwrap();
    check(&path, |fault| matches!(fault, Fault::Newer { found, known } if *found == known + 1));
}

/// `cp` of the main file alone: what was in the log is not there, and no new desk is made of it.
#[test]
fn a_copy_without_its_log_is_no_desk() {
    let desk = TestDesk::new(33);
    let path = desk.beside("copy.db");
    fs::copy(&desk.path, &path).unwrap();
    check(&path, |fault| matches!(fault, Fault::Missing));
    assert!(Store::create(&desk.path, How::default()).is_err(), "nor is one made over another");
}

/// A folder may be a link, as many a home is; the desk's own file may not.
#[test]
fn links_are_followed_to_the_folder_and_no_further() {
    let desk = TestDesk::new(34);
    let (folder, file) = (desk.beside("rumah"), desk.beside("link.db"));
    std::os::unix::fs::symlink(desk.dir.path(), &folder).unwrap();
    std::os::unix::fs::symlink(&desk.path, &file).unwrap();
    let store = Store::open(&folder.join("desk.db"), How::default()).unwrap();
    empty_file(&folder.join("copy.db"));
    store.backup_to(&folder.join("copy.db"), || ()).unwrap();
    assert!(Store::open(&file, How::default()).is_err());
}

/// Garbage is somebody else's file, but beside backups it is what became of a desk.
#[test]
fn garbage_in_the_desks_place_is_damage_where_there_are_backups() {
    for with_backup in [false, true] {
        let office = Office::new();
        let dir = office.desk.dir().to_owned();
        if with_backup {
            office.desk.backup(None).unwrap();
        }
        let clock = office.clock.clone();
        office.desk.store().tidy();
        fs::write(dir.join(FILE), b"bukan meja ".repeat(2_000)).unwrap();
        for end in ["-wal", "-shm"] {
            let _absent = fs::remove_file(dir.join(format!("{FILE}{end}")));
        }
        match Desk::open(&dir, &dir, clock, Intent::Write).err().unwrap() {
            DeskError::Damaged { backup, .. } => assert!(with_backup && backup.is_some()),
            DeskError::Store(error) => {
                assert!(!with_backup && matches!(error.fault, Fault::Foreign), "{error:?}");
            }
            other => panic!("{other:?}"),
        }
    }
}
