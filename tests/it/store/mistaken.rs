//! Files that are no desk, or not one for this program.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use redaksi::store::open::{How, SCHEMA};
use redaksi::store::{Fault, Store};
use rusqlite::Connection;

use super::testdesk::{TestDesk, empty_file};

#[track_caller]
fn check(path: &Path, expected: fn(&Fault) -> bool) {
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
    let text = desk.beside("text.db");
    fs::write(&text, "Ini bukan basis data, hanya sebuah catatan yang cukup panjang. ".repeat(9))
        .unwrap();
    check(&text, |fault| matches!(fault, Fault::Damaged(_)));
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
