//! Somebody sits at the workstation when a disk fills up or gives out. The screen says what is not
//! saved, no word is lost, and what could not be saved is saved when there is room again.

use std::path::{Path, PathBuf};

use redaksi::journal::{Field, find};

use crate::full::Disk;
use crate::pty::{Room, Workstation, key};
use crate::{Outcome, scratch};

/// A disk that takes a desk with its sample.
const ROOMY: usize = 24;

/// An open draft with the caret at its end.
fn typing(room: &Room) -> Workstation {
    let desk = room.open_draft();
    desk.keys(key::CTRL_END);
    desk
}

/// All that the journals hold.
fn journaled(state: &Path) -> String {
    let mut text = String::new();
    for desk in std::fs::read_dir(state).into_iter().flatten().flatten() {
        for found in find(&desk.path().join("journal")).into_iter().flatten() {
            text.extend(found.what.iter().map(|what| what.now.get(Field::Body)));
        }
    }
    text
}

/// Some draft on the desk ends with these words.
fn saved(room: &Room, words: &str) -> Result<(), String> {
    let rows = room.json(&["list", "--query", "stage:draft", "--limit", "1"]);
    let shown = room.json(&["show", rows[0]["id"].as_str().unwrap_or_default()]);
    let body = shown["body"].as_str().unwrap_or_default();
    if body.ends_with(words) { Ok(()) } else { Err(format!("not saved: {shown}")) }
}

/// Is the program left when the disk is full? Only by somebody who was asked.
fn asks(desk: &Workstation, words: &str) {
    desk.keys(key::CTRL_Q);
    desk.shows(&["Tetap di sini", words]);
    desk.escape();
    desk.lacks("Tetap di sini");
}

fn leave(mut desk: Workstation, failures: &mut Vec<String>) {
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi"]);
    desk.keys(key::CTRL_Q);
    if desk.ended() != 0 {
        failures.push("it did not end well".to_owned());
    }
}

/// The desk's disk is full; the journal's is not.
pub(crate) fn full() -> Outcome {
    let disk = match Disk::small(ROOMY) {
        Ok(disk) => disk,
        Err(why) => return Outcome::passed_over(why),
    };
    let mut failures = Vec::new();
    let state = scratch("state");
    let room = Room::sample_in(disk.at.join("desk"), state.path().join("state"));
    let desk = typing(&room);
    desk.keys(" Sebelum penuh.");
    desk.shows(&["Sebelum penuh.", "tersimpan"]);
    disk.fill(0);
    desk.keys(" Selagi penuh.");
    // What is said covers nothing of what is written.
    desk.shows(&["GAGAL menyimpan", "Tidak ada ruang lagi", "Selagi penuh."]);
    desk.escape();
    if !journaled(&room.state()).contains("Sebelum penuh. Selagi penuh.") {
        failures.push("the journal does not hold what was typed".to_owned());
    }
    asks(&desk, "di jurnal");
    desk.keys(" Terus.");
    desk.shows(&["Selagi penuh. Terus.", "GAGAL menyimpan"]);
    disk.free();
    desk.shows(&["tersimpan"]);
    desk.lacks("GAGAL");
    leave(desk, &mut failures);
    failures.extend(saved(&room, "Sebelum penuh. Selagi penuh. Terus.").err());
    Outcome::of("typed on, asked when left, saved when there was room", &failures)
}

/// One disk for both, and it fills up while somebody types.
pub(crate) fn both_full() -> Outcome {
    let disk = match Disk::small(ROOMY) {
        Ok(disk) => disk,
        Err(why) => return Outcome::passed_over(why),
    };
    let mut failures = Vec::new();
    let room = Room::sample_in(disk.at.join("desk"), disk.at.join("state"));
    let desk = typing(&room);
    desk.keys(" Sebelum penuh.");
    desk.shows(&["Sebelum penuh.", "tersimpan"]);
    disk.fill(0);
    // More than what was left of the last block.
    desk.keys(&" Selagi penuh, jauh lebih panjang.".repeat(200));
    desk.shows(&["jurnal ketikan GAGAL ditulis"]);
    desk.escape();
    asks(&desk, "hilang");
    desk.keys(" Akhir.");
    desk.shows(&["panjang. Akhir."]);
    // Nobody touches a key: it mends itself.
    disk.free();
    desk.shows(&["tersimpan"]);
    desk.lacks("GAGAL");
    if !journaled(&room.state()).ends_with("panjang. Akhir.") {
        failures.push("the journal does not hold what was typed".to_owned());
    }
    leave(desk, &mut failures);
    failures.extend(saved(&room, "panjang. Akhir.").err());
    Outcome::of("said so, asked when left, mended without a key", &failures)
}

/// The disk was full before the first key: not even the journal's file can be made.
pub(crate) fn no_journal() -> Outcome {
    let disk = match Disk::small(ROOMY) {
        Ok(disk) => disk,
        Err(why) => return Outcome::passed_over(why),
    };
    let mut failures = Vec::new();
    let room = Room::sample_in(disk.at.join("desk"), disk.at.join("state"));
    let mut desk = typing(&room);
    disk.fill(0);
    desk.keys(" Kunci pertama.");
    desk.shows(&["jurnal ketikan GAGAL ditulis"]);
    disk.free();
    desk.shows(&["tersimpan"]);
    desk.lacks("GAGAL");
    desk.escape();
    if !journaled(&room.state()).ends_with("Kunci pertama.") {
        failures.push("the journal does not hold what was typed".to_owned());
    }
    desk.keys(" Kedua.");
    desk.shows(&["Kunci pertama. Kedua."]);
    desk.kill();
    let again = room.open("ali", 100, 30);
    again.shows(&["Kunci pertama. Kedua."]);
    drop(again);
    Outcome::of("a journal was made when there was room", &failures)
}

/// The desk's disk gives out; everything that was typed is there when it is back.
pub(crate) fn read_only() -> Outcome {
    let disk = match Disk::ext4(ROOMY) {
        Ok(disk) => disk,
        Err(why) => return Outcome::passed_over(why),
    };
    let mut failures = Vec::new();
    let state = scratch("state");
    let room = Room::sample_in(disk.at.join("desk"), state.path().join("state"));
    let mut desk = typing(&room);
    desk.keys(" Sebelum rusak.");
    desk.shows(&["Sebelum rusak.", "tersimpan"]);
    if let Err(why) = disk.give_out() {
        return Outcome::passed_over(why);
    }
    desk.keys(" Sesudah rusak.");
    desk.shows(&["GAGAL menyimpan", "Esc menutup"]);
    desk.escape();
    desk.keys(" Masih mengetik.");
    desk.shows(&["Sesudah rusak. Masih mengetik."]);
    asks(&desk, "di jurnal");
    desk.keys(key::CTRL_Q);
    desk.shows(&["Keluar juga"]);
    desk.keys("\t\r");
    desk.ended();
    drop(desk);
    if let Err(why) = disk.again() {
        return Outcome::of("", &[why]);
    }
    let again = room.open("ali", 100, 30);
    again.shows(&["Naskah belum tersimpan", "Lanjutkan"]);
    again.keys(key::ENTER);
    again.shows(&["Sesudah rusak. Masih mengetik."]);
    leave(again, &mut failures);
    failures.extend(saved(&room, "Masih mengetik.").err());
    Outcome::of("typed on, left by choice, taken up again", &failures)
}

/// The journal's disk gives out; the desk's is well.
pub(crate) fn state_lost() -> Outcome {
    let disk = match Disk::ext4(ROOMY) {
        Ok(disk) => disk,
        Err(why) => return Outcome::passed_over(why),
    };
    let mut failures = Vec::new();
    let folder = scratch("desk");
    let desk_dir: PathBuf = folder.path().join("desk");
    let room = Room::sample_in(desk_dir, disk.at.join("state"));
    let desk = typing(&room);
    desk.keys(" Sebelum rusak.");
    desk.shows(&["Sebelum rusak.", "tersimpan"]);
    if let Err(why) = disk.give_out() {
        return Outcome::passed_over(why);
    }
    desk.keys(" Sesudah rusak.");
    desk.shows(&["jurnal ketikan GAGAL ditulis", "Esc menutup"]);
    desk.escape();
    desk.shows(&["Sesudah rusak."]);
    leave(desk, &mut failures);
    failures.extend(saved(&room, "Sesudah rusak.").err());
    Outcome::of("said so, and the desk saved", &failures)
}
