//! Terminals without room: nothing breaks, nothing that was typed is lost, and the way out is open.

use super::pty::{Room, Workstation, key};

#[test]
fn a_terminal_without_room_is_no_fault_and_can_be_left() {
    let room = Room::sample();
    for (columns, rows) in [(10, 4), (1, 1), (0, 0), (3, 200), (300, 2)] {
        let mut desk = room.open("ali", columns, rows);
        // Something is drawn as soon as it is there.
        while desk.bytes().len() < 40 {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        desk.keys("ndxy\r");
        desk.paste("tempelan\rdua");
        std::thread::sleep(std::time::Duration::from_millis(200));
        desk.keys(key::CTRL_Q);
        assert_eq!(desk.ended(), 0, "{columns}×{rows}");
    }
    let rows = room.json(&["list", "--limit", "100"]);
    assert_eq!(rows.as_array().unwrap().len(), 47);
}

#[test]
fn a_terminal_that_gets_room_is_used() {
    let room = Room::sample();
    let mut desk = room.open("ali", 0, 0);
    std::thread::sleep(std::time::Duration::from_millis(300));
    desk.resize(100, 30);
    desk.shows(&["KPU Kabupaten Tanjung Damar", "Semua 47"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}

/// A new article with a headline, and the caret in its empty text.
fn new_text(room: &Room) -> Workstation {
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Ukuran\r");
    desk.shows(&["Tulis isi berita"]);
    desk
}

/// Letters between sizes of every kind; those without room in between.
#[test]
fn a_storm_of_sizes_loses_no_letter() {
    let room = Room::sample();
    let mut desk = new_text(&room);
    let mut typed = String::new();
    for (round, (columns, rows)) in
        [(40, 10), (200, 60), (76, 12), (119, 31), (160, 48), (60, 20), (41, 11), (130, 10)]
            .into_iter()
            .enumerate()
    {
        let word = format!("kata{round} ");
        for (step, letter) in word.chars().enumerate() {
            let wider = u16::try_from(step).unwrap();
            desk.resize(columns + wider, rows + wider);
            desk.keys(&letter.to_string());
        }
        typed.push_str(&word);
        desk.shows(&[word.trim()]);
        for (columns, rows) in [(10, 4), (1, 1), (0, 0), (500, 200), (1, 300)] {
            desk.resize(columns, rows);
        }
        desk.resize(100, 30);
        desk.shows(&[word.trim(), "Ukuran"]);
    }
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "ukuran"]);
    let shown = room.json(&["show", rows[0]["id"].as_str().unwrap()]);
    assert_eq!(shown["body"].as_str().unwrap().trim(), typed.trim());
}

/// Sizes that change while a long paste is on its way.
#[test]
fn a_paste_survives_sizes() {
    let room = Room::sample();
    let mut desk = new_text(&room);
    let text = "rapat kerja ".repeat(20_000);
    desk.keys("\x1b[200~");
    for (at, part) in text.as_bytes().chunks(40_000).enumerate() {
        desk.send(part);
        let (columns, rows) = [(1, 1), (0, 0), (500, 200), (10, 4), (80, 24)][at % 5];
        desk.resize(columns, rows);
    }
    desk.resize(100, 30);
    desk.steady();
    desk.keys("\x1b[201~");
    desk.shows(&["40.000 kata"]);
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "ukuran"]);
    let shown = room.json(&["show", rows[0]["id"].as_str().unwrap()]);
    assert_eq!(shown["body"].as_str().unwrap().trim(), text.trim());
}
