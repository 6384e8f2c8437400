//! Ways to look at a text: what changed since it was approved, and its page beside it.

use std::io::Write as _;

use super::pty::{Room, key};

#[test]
fn what_differs_from_the_public_text_has_a_sign_and_the_page_shows_it() {
    let room = Room::sample();
    let public = room.json(&["list", "--stage", "published"]);
    let id = public[0]["id"].as_str().unwrap();
    let reason = "Angka di alinea kedua.";
    room.json(&["correct", id, "--reason", reason, "--as", "nur"]);
    let desk = room.open("ali", 170, 40);
    desk.shows(&["Semua 47"]);
    desk.keys("3");
    desk.keys("/stage:draft");
    desk.shows(&["/ stage:draft"]);
    desk.keys(key::ENTER);
    desk.steady();
    desk.keys(key::ENTER);
    desk.shows(&["2 Naskah", "Simpan"]);
    desk.lacks("┊");
    desk.keys(key::CTRL_END);
    desk.keys(" *Kalimat baru.*");
    desk.shows(&["*Kalimat baru.*", "┊"]);
    desk.keys("\x1bp");
    desk.shows(&["4 Pratinjau", "*Kalimat baru.*", "▸"]);
    desk.until("the page has it without its signs", |screen| {
        screen.matches("Kalimat baru.").count() == 2 && screen.matches("*Kalimat").count() == 1
    });
}

#[test]
fn what_differs_from_a_text_that_was_approved_and_never_public_has_a_sign() {
    let room = Room::sample();
    let approved = room.json(&["list", "--stage", "approved"]);
    let id = approved[0]["id"].as_str().unwrap();
    let body = room.json(&["show", id])["body"].as_str().unwrap().to_owned();
    let path = room.desk().join("isi.md");
    let mut file = std::fs::File::create(&path).unwrap();
    write!(file, "{body}\n\nKalimat yang baru.\n").unwrap();
    room.json(&["edit", id, "--as", "ali", "--body-file", path.to_str().unwrap()]);
    let desk = room.open("ali", 170, 40);
    desk.shows(&["Semua 47"]);
    desk.keys("3");
    desk.keys("/stage:draft");
    desk.shows(&["/ stage:draft"]);
    desk.keys(key::ENTER);
    desk.steady();
    desk.keys(key::ENTER);
    desk.shows(&["2 Naskah", "Simpan"]);
    desk.keys(key::CTRL_END);
    desk.shows(&["▎Kalimat yang baru."]);
    desk.lacks("┊");
    desk.keys("\x1b[1;5H");
    desk.keys("Kata ");
    desk.shows(&["┊Kata KPU", "▎Kalimat yang baru."]);
}
