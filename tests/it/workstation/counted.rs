//! What lists tell of findings is counted while nobody waits: after a save, and where somebody
//! looks at a list that does not know it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::pty::{Room, Workstation, key};

const PATIENCE: Duration = Duration::from_secs(20);

fn made(room: &Room) -> String {
    let body = room.dir.path().join("isi.md");
    std::fs::File::create(&body)
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"Rapat membahas resiko banjir."))
        .unwrap();
    let body = body.to_string_lossy().into_owned();
    let made = room.json(&["new", "--headline", "Zigzag", "--body-file", &body, "--as", "ali"]);
    made["id"].as_str().unwrap().to_owned()
}

fn counts(room: &Room, id: &str) -> Value {
    let rows = room.json(&["list", "--query", "stage:draft author:ali", "--limit", "50"]);
    let row = rows.as_array().unwrap().iter().find(|row| row["id"] == id);
    row.unwrap_or_else(|| panic!("{rows}"))["findings"].clone()
}

fn warnings(room: &Room, id: &str) -> Option<u64> {
    counts(room, id)["warning"].as_u64()
}

/// Nothing is known of any text, as after a restored backup or with newer rules.
fn forget(room: &Room) {
    let conn = rusqlite::Connection::open(room.desk().join(redaksi::desk::FILE)).unwrap();
    let forget = "UPDATE article SET rules = NULL, errors = NULL, warnings = NULL,
                  suggestions = NULL";
    conn.execute(forget, []).unwrap();
}

fn until(room: &Room, desk: &Workstation, id: &str, fits: impl Fn(Option<u64>) -> bool) {
    let begin = Instant::now();
    while !fits(warnings(room, id)) {
        assert!(begin.elapsed() < PATIENCE, "{:?}\n{}", counts(room, id), desk.text());
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_list_that_is_looked_at_is_counted_and_counted_anew_for_another_office() {
    let room = Room::sample();
    let id = made(&room);
    let first = warnings(&room, &id).unwrap();
    assert!(first > 0);
    forget(&room);
    assert_eq!(counts(&room, &id), json!(null));
    let mut desk = room.open("ali", 110, 32);
    desk.shows(&["Semua 48", "Zigzag"]);
    until(&room, &desk, &id, |now| now == Some(first));
    // A word of the office is right in all its texts.
    room.json(&["words", "add", "resiko", "--as", "nur"]);
    until(&room, &desk, &id, |now| now == Some(first - 1));
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}

#[test]
fn a_text_that_was_saved_is_counted() {
    let room = Room::sample();
    let id = made(&room);
    let first = warnings(&room, &id).unwrap();
    let desk = room.open("ali", 110, 32);
    desk.shows(&["Semua 48"]);
    desk.keys("/Zigzag\r");
    desk.shows(&["1/1"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "resiko banjir"]);
    desk.keys(key::CTRL_END);
    desk.keys(" Rapat  usai.");
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi 2"]);
    until(&room, &desk, &id, |now| now == Some(first + 1));
}
