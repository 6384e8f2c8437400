//! A desk that another program holds: keys go on, the footer says what is not saved, and all of it
//! is saved when the desk is free.

use std::time::Duration;

use super::pty::{Room, Workstation, key};

const FOOT: &str = "GAGAL menyimpan";

fn open(room: &Room) -> Workstation {
    let desk = room.open_draft();
    desk.keys("\x1b[1;5H");
    desk
}

fn held(room: &Room) -> rusqlite::Connection {
    let file = rusqlite::Connection::open(room.desk().join("desk.db")).unwrap();
    file.execute_batch("BEGIN EXCLUSIVE").unwrap();
    file
}

fn free(file: &rusqlite::Connection) {
    file.execute_batch("ROLLBACK").unwrap();
}

#[test]
fn keys_are_answered_while_the_desk_is_held_and_a_short_while_is_not_told() {
    let room = Room::sample();
    let mut desk = open(&room);
    let file = held(&room);
    for word in ["Satu ", "dua ", "tiga "] {
        desk.keys(word);
        desk.shows(&[word.trim()]);
        std::thread::sleep(Duration::from_millis(500));
    }
    // What needs no desk is done at once.
    desk.keys(key::CTRL_P);
    desk.shows(&["Enter Pilih"]);
    desk.escape();
    desk.lacks("Enter Pilih");
    std::thread::sleep(Duration::from_millis(1_500));
    free(&file);
    desk.shows(&["Satu dua tiga", "✓ tersimpan"]);
    assert!(!desk.text().contains(FOOT));
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}

#[test]
fn the_list_is_there_although_somebody_else_writes() {
    let room = Room::sample();
    let file = held(&room);
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47", "1/"]);
    free(&file);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}

#[test]
fn a_step_on_a_held_desk_is_refused_in_words_and_can_be_done_again() {
    let room = Room::sample();
    let mut desk = open(&room);
    desk.keys("Awal ");
    desk.shows(&["Awal", "✓ tersimpan"]);
    let file = held(&room);
    desk.keys(key::F6);
    desk.keys("lalu ");
    desk.shows(&["Awal lalu"]);
    desk.shows(&[FOOT, "sedang dipakai"]);
    let rows = room.json(&["list", "--query", "stage:submitted author:ali", "--limit", "50"]);
    let before = rows.as_array().unwrap().len();
    free(&file);
    desk.shows(&["✓ tersimpan"]);
    desk.lacks(FOOT);
    desk.keys(key::F6);
    desk.shows(&["TINJAU", "Diajukan"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "stage:submitted author:ali", "--limit", "50"]);
    assert_eq!(rows.as_array().unwrap().len(), before + 1);
    let shown = room.json(&["list", "--query", "stage:submitted author:ali", "--limit", "1"]);
    let shown = room.json(&["show", shown[0]["id"].as_str().unwrap()]);
    assert!(shown["body"].as_str().unwrap().starts_with("Awal lalu "), "{shown}");
}

#[test]
fn leaving_waits_for_the_desk_and_loses_nothing() {
    let room = Room::sample();
    let mut desk = open(&room);
    let file = held(&room);
    desk.keys("Terakhir. ");
    desk.shows(&["Terakhir."]);
    desk.keys(key::CTRL_Q);
    std::thread::sleep(Duration::from_secs(1));
    free(&file);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "stage:draft author:ali", "--limit", "1"]);
    let shown = room.json(&["show", rows[0]["id"].as_str().unwrap()]);
    assert!(shown["body"].as_str().unwrap().starts_with("Terakhir. "), "{shown}");
}
