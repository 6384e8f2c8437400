//! What people do at the workstation, by keys alone.

use super::pty::{Room, Workstation, key};

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
    // Quicker than the list: what is opened is the first of what was found.
    desk.keys("/stage:draft");
    desk.keys(key::ENTER);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Simpan"]);
    desk.keys(key::CTRL_END);
    desk.keys(" Kalimat yang baru diketik.");
    desk.shows(&["Kalimat yang baru diketik.", "✓ tersimpan"]);
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

/// A release of our own: a doubled blank is in it.
const RELEASE: &str = "KPU Tanjung Damar Latih Petugas Layanan\r\
    \r\
    Tanjung Damar, 5 Oktober 2026 — Komisi Pemilihan Umum Kabupaten Tanjung Damar melatih \
    petugas layanan pada Senin (5/10/2026).\r\
    \r\
    Pelatihan  diikuti dua belas petugas dari enam kecamatan.\r\
    \r\
    (ali)\r";

/// From a paste to a page, by keys alone.
#[test]
fn a_release_comes_in_is_mended_reviewed_by_somebody_else_and_goes_out() {
    let room = Room::sample();
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.paste(RELEASE);
    desk.shows(&["Buat naskah dari tempelan?", "Latih Petugas Layanan"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Semua 48", "1 peringatan", "melatih petugas layanan"]);
    // A field of the details: a tag.
    desk.keys(key::ALT_3);
    desk.shows(&["3 Data", "Rubrik", "Senin, 5 Oktober 2026"]);
    desk.keys(key::DOWN);
    desk.keys("pelatihan");
    desk.keys(key::ENTER);
    desk.shows(&["pelatihan"]);
    // The finding, and its repair.
    desk.keys(key::ALT_2);
    desk.keys(key::F8);
    desk.shows(&["Spasi ganda"]);
    desk.keys(key::F4);
    desk.shows(&["Perbaiki"]);
    desk.keys(key::ENTER);
    desk.shows(&["Pelatihan diikuti dua belas"]);
    desk.lacks("1 peringatan");
    desk.keys(key::F6);
    desk.shows(&["TINJAU", "Diajukan"]);
    let waiting = room.json(&["list", "--stage", "submitted", "--query", "\"Latih Petugas\""]);
    assert_eq!(waiting.as_array().unwrap().len(), 1, "{waiting}");
    // Nobody approves what they wrote.
    desk.keys(key::F7);
    desk.shows(&["Perlu peran peninjau"]);
    review(&desk);
    publish(&mut desk, &room);
}

/// Another person reads it and approves it.
fn review(desk: &Workstation) {
    desk.keys(key::CTRL_P);
    desk.keys("ganti orang");
    desk.shows(&["Ganti orang"]);
    desk.keys(key::ENTER);
    desk.shows(&["Masuk", "Nur Hidayah"]);
    desk.keys(key::DOWN);
    desk.keys(key::DOWN);
    desk.keys(key::ENTER);
    desk.shows(&["nur (peninjau)"]);
    desk.keys("2");
    desk.shows(&["[Tinjau 7]"]);
    desk.keys(key::ENTER);
    desk.shows(&["Tinjauan", "Latih Petugas Layanan", "Setujui"]);
    desk.keys("y");
    desk.shows(&["Anda menandatangani revisi"]);
    // Enter alone signs nothing.
    desk.keys(key::ENTER);
    desk.lacks("Anda menandatangani revisi");
    desk.keys("y");
    desk.shows(&["Anda menandatangani revisi"]);
    desk.keys("y");
    desk.shows(&["Disetujui"]);
    desk.escape();
}

/// The site is written and said to be public.
fn publish(desk: &mut Workstation, room: &Room) {
    desk.lacks("Tinjauan");
    desk.keys(key::CTRL_P);
    desk.keys("ekspor");
    desk.keys(key::ENTER);
    desk.shows(&["(•) Coba", "( ) Terbitkan"]);
    desk.keys(key::DOWN);
    desk.keys(" ");
    desk.shows(&["(•) Terbitkan"]);
    desk.keys("t");
    desk.shows(&["Situs ditulis"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "\"Latih Petugas Layanan\""]);
    assert_eq!(rows[0]["stage"], "published", "{rows}");
    let shown = room.json(&["show", rows[0]["id"].as_str().unwrap()]);
    let page =
        room.desk().join("site").join(shown["path"].as_str().unwrap().trim_start_matches('/'));
    let page = std::fs::read_to_string(&page).unwrap();
    assert!(page.contains("Pelatihan diikuti dua belas petugas"), "{page}");
    assert_eq!(room.json(&["audit", "verify"])["problems"], serde_json::json!([]));
}

#[test]
fn two_saves_in_a_row_do_not_meet_each_other() {
    let room = Room::sample();
    let mut desk = room.open_draft();
    desk.keys(key::CTRL_END);
    // All at once: type, save, type on, leave.
    desk.keys(" Satu.\u{13} Dua.\u{11}");
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "stage:draft", "--limit", "1"]);
    let shown = room.json(&["show", rows[0]["id"].as_str().unwrap()]);
    let body = shown["body"].as_str().unwrap();
    assert!(body.ends_with("Satu. Dua."), "{body}");
    assert_eq!(shown["unsaved"], false);
}
