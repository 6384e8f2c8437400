//! What people do at the workstation, by keys alone.

use super::pty::{Room, key};

#[test]
fn the_list_opens_and_is_left_as_it_was_found() {
    let room = Room::sample();
    let mut desk = room.open("ali", 80, 24);
    desk.shows(&["KPU Kabupaten Tanjung Damar", "ali", "Semua 47", "Buka"]);
    assert!(desk.is_alternate());
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    assert!(!desk.is_alternate());
}

#[test]
fn what_is_typed_is_saved_and_a_kill_loses_nothing() {
    let room = Room::sample();
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("/stage:draft");
    desk.shows(&["/ stage:draft"]);
    desk.keys(key::ENTER);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Simpan"]);
    desk.keys(key::CTRL_END);
    desk.keys(" Kalimat yang baru diketik.");
    desk.shows(&["Kalimat yang baru diketik.", "tersimpan"]);
    // Killed right after a key: the journal has it.
    desk.keys(" Dan satu lagi.");
    desk.shows(&["Dan satu lagi."]);
    desk.kill();
    let again = room.open("ali", 100, 30);
    again.shows(&["Dan satu lagi."]);
}

#[test]
fn two_workstations_see_each_other() {
    let room = Room::sample();
    let one = room.open("ali", 100, 30);
    let two = room.open("nur", 100, 30);
    one.shows(&["Semua 47"]);
    two.shows(&["Semua 47"]);
    one.keys("n");
    one.shows(&["Tulis judul di sini"]);
    two.shows(&["Semua 48"]);
}
