//! Care of the desk from the command line: backups, restore, rebuild, salvage, the doctor.

#![expect(clippy::disallowed_methods, reason = "files are damaged and lost on purpose")]

use std::fs;

use serde_json::json;

use super::{Office, copy};

/// The newest file of the backups' folder.
fn backup(office: &Office) -> String {
    office.json("ali", &["backup"])["file"].as_str().unwrap().to_owned()
}

#[test]
fn a_backup_is_proved_before_it_counts_and_comes_back() {
    let office = Office::new();
    let kept = office.article("Sebelum cadangan");
    let made = office.json("ali", &["backup"]);
    assert_eq!(made["records"], made["verified"]);
    let file = made["file"].as_str().unwrap().to_owned();
    let lost = office.article("Setelah cadangan");
    assert_eq!(office.refusal("ali", &["restore-backup", &file]), "not_allowed");
    let back = office.json("kepala", &["restore-backup", &file]);
    assert!(fs::metadata(back["replaced"].as_str().unwrap()).unwrap().len() > 0);
    assert_eq!(office.stage(&kept), "draft");
    assert_eq!(office.refusal("ali", &["show", &lost]), "not_found");
    // The chain of whoever wrote since would fork: a new key goes on, and nothing is wrong.
    office.article("Rantai baru");
    let kinds: Vec<_> =
        office.json("ali", &["log"]).as_array().unwrap().iter().take(2).cloned().collect();
    assert_eq!(kinds[1]["kind"], "writer.enrolled");
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
}

#[test]
fn a_backup_never_takes_the_place_of_a_file() {
    let office = Office::new();
    let file = office.file("catatan.db", "milik orang lain");
    assert_eq!(office.refusal("ali", &["backup", "--out", &file]), "exists");
    assert_eq!(fs::read_to_string(&file).unwrap(), "milik orang lain");
}

#[test]
fn a_backup_of_another_office_needs_to_be_meant() {
    let (office, other) = (Office::new(), Office::empty());
    other.found(&[]);
    let file = other.path("lain.db");
    let file = file.to_str().unwrap();
    other.json("kepala", &["backup", "--out", file]);
    assert_eq!(office.refusal("kepala", &["restore-backup", file]), "invalid");
    assert_eq!(office.json("kepala", &["person", "list"]).as_array().unwrap().len(), 4);
    office.json("kepala", &["restore-backup", file, "--force"]);
    assert_eq!(office.json("kepala", &["person", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_damaged_backup_brings_nothing_back() {
    let office = Office::new();
    let file = backup(&office);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&file, bytes).unwrap();
    assert_eq!(office.refusal("kepala", &["restore-backup", &file]), "damaged");
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
    assert_eq!(office.refusal("kepala", &["restore-backup", "tidak-ada.db"]), "not_found");
}

#[test]
fn a_damaged_desk_is_offered_its_newest_good_backup() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let file = backup(&office);
    let desk = office.desk().join("desk.db");
    fs::write(&desk, vec![0x5a; 65_536]).unwrap();
    let run = office.call(&["list"]).by("ali").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("damaged")), "{run:?}");
    assert_eq!(run.error()["details"]["backup"], json!(file));
    // Nothing was deleted: what was damaged is kept aside.
    let back = office.json("kepala", &["restore-backup", &file]);
    assert_eq!(fs::read(back["replaced"].as_str().unwrap()).unwrap(), vec![0x5a; 65_536]);
    assert_eq!(office.stage(&id), "draft");
}

#[test]
fn a_lost_desk_is_not_made_anew_over_its_backups() {
    let office = Office::new();
    backup(&office);
    for end in ["", "-wal", "-shm"] {
        let _absent = fs::remove_file(office.desk().join(format!("desk.db{end}")));
    }
    let line = ["init", "--office", "Lain", "--place", "Lain", "--timezone", "Asia/Jakarta"];
    let again = [&line[..], &["--person", "kepala"]].concat();
    assert_eq!(office.refusal("kepala", &again), "exists");
}

#[test]
fn tables_that_were_changed_are_found_and_made_again() {
    let office = Office::new();
    let id = office.article("Judul benar");
    let equal = office.json("ali", &["doctor", "--rebuild"]);
    assert_eq!((equal["equal"].as_bool(), equal["replaced"].is_null()), (Some(true), true));
    let file = rusqlite::Connection::open(office.desk().join("desk.db")).unwrap();
    file.execute("UPDATE article SET headline = 'Judul palsu'", []).unwrap();
    drop(file);
    let run = office.call(&["doctor", "--rebuild"]).by("ali").json().run();
    assert_eq!((run.code, run.value()["equal"].as_bool()), (1, Some(false)), "{run:?}");
    assert_eq!(office.refusal("ali", &["doctor", "--rebuild", "--fix"]), "not_allowed");
    office.json("kepala", &["doctor", "--rebuild", "--fix"]);
    assert_eq!(office.json("ali", &["list"])[0]["headline"], "Judul benar");
    assert_eq!(office.json("ali", &["doctor", "--rebuild"])["equal"], true);
    assert_eq!(office.stage(&id), "draft");
}

#[test]
fn what_can_be_saved_is_saved_beside_the_damaged_file() {
    let office = Office::new();
    office.article("Rapat pleno");
    let before = fs::read(office.desk().join("desk.db")).unwrap();
    let saved = office.json("ali", &["doctor", "--salvage"]);
    assert_eq!(saved["records_lost"], 0);
    assert_eq!(fs::read(office.desk().join("desk.db")).unwrap(), before);
    office.json("kepala", &["restore-backup", saved["file"].as_str().unwrap()]);
    assert_eq!(office.json("ali", &["list"])[0]["headline"], "Rapat pleno");
}

#[test]
fn the_doctor_says_what_it_looked_at() {
    let office = Office::new();
    let run = office.call(&["doctor"]).by("ali").json().run();
    assert_eq!(
        (run.code, run.value()["good"].as_bool()),
        (1, Some(false)),
        "no backup yet: {run:?}"
    );
    backup(&office);
    assert_eq!(office.json("ali", &["doctor"])["good"], true);
}

#[test]
fn an_old_desk_is_backed_up_after_a_command_that_wrote() {
    let office = Office::new();
    let backups = || fs::read_dir(office.desk().join("backups")).unwrap().count();
    assert_eq!(backups(), 0);
    office.call(&["new", "--headline", "Esok"]).by("ali").at("2025-10-22T03:00:00Z").json().ok();
    assert_eq!(backups(), 1);
    office.call(&["new", "--headline", "Esok"]).by("ali").at("2025-10-22T03:10:00Z").json().ok();
    assert_eq!(backups(), 1, "the last one is fresh");
}

#[test]
fn the_sqlite_inside_is_one_that_loses_no_commits() {
    let office = Office::new();
    let version = office.json("ali", &["info"])["sqlite"].as_str().unwrap().to_owned();
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
    assert!(parts >= vec![3, 51, 3], "{version}");
    // A copy of the folder is a desk like the first.
    let twin = Office::empty();
    copy(&office.desk(), &twin.desk());
    assert_eq!(twin.json("ali", &["audit", "verify"])["problems"], json!([]));
}
