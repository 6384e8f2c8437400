//! Undo goes on over restarts, for whoever typed, and ends with an erasure.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::pty::{Room, Workstation, key};

const CTRL_Y: &str = "\x19";

/// What is kept of texts' pasts.
fn files(room: &Room) -> Vec<PathBuf> {
    let desks = std::fs::read_dir(room.state()).into_iter().flatten().flatten();
    let files = desks.flat_map(|desk| std::fs::read_dir(desk.path().join("undo")));
    let mut files: Vec<_> = files.flatten().flatten().map(|file| file.path()).collect();
    files.sort();
    files
}

fn leave(mut desk: Workstation) {
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}

/// Two steps at the end of the open draft, with a pause between them.
fn write(desk: &Workstation) {
    desk.keys(key::CTRL_END);
    desk.keys(" Kalimat-satu.");
    desk.shows(&["Kalimat-satu."]);
    std::thread::sleep(Duration::from_millis(1_200));
    desk.keys(" Kalimat-dua.");
    desk.shows(&["Kalimat-dua."]);
}

#[test]
fn what_was_typed_before_a_restart_is_taken_back_after_it() {
    let room = Room::sample();
    let desk = room.open_draft();
    write(&desk);
    leave(desk);
    assert_eq!(files(&room).len(), 1);
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Kalimat-satu. Kalimat-dua."]);
    desk.keys(key::CTRL_Z);
    desk.lacks("Kalimat-dua.");
    desk.shows(&["Kalimat-satu."]);
    // The blank before it was a step of its own.
    desk.keys(&key::CTRL_Z.repeat(2));
    desk.lacks("Kalimat-satu.");
    desk.keys(&CTRL_Y.repeat(3));
    desk.shows(&["Kalimat-satu. Kalimat-dua."]);
    leave(desk);
    // Another person has another way back: none.
    let desk = room.open_with("nur", &[]);
    desk.shows(&["Semua 47"]);
    leave(desk);
    assert_eq!(files(&room).len(), 1);
}

#[test]
fn a_kill_loses_at_most_the_steps_since_the_last_pause_and_no_word() {
    let room = Room::sample();
    let mut desk = room.open_draft();
    write(&desk);
    let end = Instant::now() + Duration::from_secs(20);
    while files(&room).is_empty() {
        assert!(Instant::now() < end, "nothing was kept in a pause");
        std::thread::sleep(Duration::from_millis(50));
    }
    desk.keys(" Kalimat-tiga.");
    desk.shows(&["Kalimat-tiga.", "✓ tersimpan"]);
    desk.until("the copy of the desk", |text| !text.contains("belum tersimpan"));
    desk.kill();
    // The text that was open is open again: by its journal, or by the place that was kept.
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Kalimat-dua. Kalimat-tiga.", "Simpan"]);
    desk.keys(key::CTRL_Z);
    desk.lacks("Kalimat-tiga.");
    // Where a pause came before the kill, the last words are two steps and not one.
    for _step in 0..2 {
        desk.keys(key::CTRL_Z);
        std::thread::sleep(Duration::from_millis(500));
        if !desk.text().contains("Kalimat-dua.") {
            break;
        }
    }
    desk.lacks("Kalimat-dua.");
    desk.shows(&["Kalimat-satu."]);
}

#[test]
fn a_damaged_file_is_put_aside_and_said_quietly() {
    let room = Room::sample();
    let desk = room.open_draft();
    write(&desk);
    leave(desk);
    let [path] = &files(&room)[..] else { panic!() };
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    redaksi::paths::private::replace_private(path, &bytes).unwrap();
    let desk = room.open("ali", 120, 30);
    desk.shows(&["Kalimat-dua.", "disisihkan"]);
    desk.escape();
    desk.keys(key::CTRL_Z);
    desk.steady();
    assert!(desk.text().contains("Kalimat-dua."), "{}", desk.text());
    let names: Vec<_> = files(&room);
    assert!(names.iter().any(|name| name.extension().is_some_and(|end| end == "old")), "{names:?}");
}

#[test]
fn an_erasure_leaves_no_way_back() {
    let room = Room::sample();
    let made = room.json(&["new", "--headline", "Warga Berhak Dilupakan", "--as", "ali"]);
    let id = made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 48"]);
    desk.keys("/stage:draft\r");
    desk.shows(&["1/14"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Simpan"]);
    desk.keys(key::CTRL_END);
    desk.keys(" Nama-yang-dihapus.");
    desk.shows(&["Nama-yang-dihapus."]);
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi"]);
    leave(desk);
    let [path] = &files(&room)[..] else { panic!() };
    let words = b"Nama-yang-dihapus";
    let says = |path: &PathBuf| std::fs::read(path).unwrap().windows(17).any(|part| part == words);
    assert!(says(path));
    // With the text open elsewhere, too: what that still holds is not written down again.
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Nama-yang-dihapus."]);
    let erased = room.json(&["erase", &id, "--reason", "Permintaan", "--yes", "--as", "ratna"]);
    assert!(erased["erased"].as_u64().is_some_and(|count| count > 0), "{erased}");
    assert!(files(&room).is_empty());
    desk.keys(" Lagi.");
    std::thread::sleep(Duration::from_millis(6_500));
    drop(desk);
    assert!(files(&room).is_empty(), "{:?}", files(&room));
}
