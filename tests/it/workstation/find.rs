//! Finding and replacing in a text, and in all drafts.

use super::pty::{Room, key};

/// A release with a word of its own, several times.
fn release(headline: &str) -> String {
    format!(
        "{headline}\r\rTanjung Damar, 5 Oktober 2026 — Kantor membagikan zamrud pada Senin \
         (5/10/2026).\r\rZamrud itu disimpan. Zamrud lain menyusul.\r\r(ali)\r"
    )
}

#[test]
fn words_are_found_replaced_and_taken_back() {
    let room = Room::sample();
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    for (headline, count) in [
        ("Pembagian Zamrud Pertama", 48),
        ("Pembagian Zamrud Kedua", 49),
        ("Pembagian Zamrud Ketiga", 50),
    ] {
        desk.paste(&release(headline));
        desk.shows(&["Buat naskah dari tempelan?", headline]);
        desk.keys(key::ENTER);
        desk.shows(&["DRAF", &format!("Semua {count}"), "Zamrud lain menyusul"]);
        if count < 50 {
            desk.keys(key::ALT_1);
            desk.shows(&["Buka"]);
        }
    }
    desk.keys(key::CTRL_F);
    desk.keys("zámrud");
    desk.shows(&["Cari:", "dari 4"]);
    desk.keys(key::ENTER);
    desk.shows(&["3 dari 4"]);
    desk.keys(key::CTRL_R);
    desk.shows(&["Ganti:"]);
    desk.keys("safir");
    desk.keys(key::ALT_A);
    desk.shows(&["4 diganti", "safir lain menyusul", "Pembagian safir Ketiga"]);
    desk.keys(key::CTRL_Z);
    desk.shows(&["Zamrud lain menyusul", "Pembagian Zamrud Ketiga"]);
    desk.escape();
    in_drafts(&mut desk, &room);
}

/// One of the drafts is open, one is changed by the desk, and one moves on meanwhile.
fn in_drafts(desk: &mut super::pty::Workstation, room: &Room) {
    desk.lacks("Cari:");
    desk.keys(key::CTRL_P);
    desk.keys("semua draf");
    desk.shows(&["Cari di semua draf"]);
    desk.keys(key::ENTER);
    desk.shows(&["Enter mencari", "mrud"]);
    desk.keys("\tsafir");
    desk.keys(key::ENTER);
    desk.shows(&["12 dari 12 tempat dipilih, 3 draf", "«Zamrud → safir»"]);
    // The second hit of the open draft stays.
    desk.keys(key::DOWN);
    desk.keys(key::DOWN);
    desk.keys(" ");
    desk.shows(&["11 dari 12"]);
    let first = room.json(&["list", "--query", "\"Zamrud Pertama\""]);
    let id = first[0]["id"].as_str().unwrap();
    room.json(&["edit", id, "--as", "ali", "--set", "summary=Ringkas."]);
    desk.keys(key::ALT_A);
    desk.shows(&["7 tempat diganti dalam 2 draf.", "1 draf dibiarkan"]);
    desk.shows(&["Pembagian Zamrud Pertama · naskah sudah berubah"]);
    desk.escape();
    desk.lacks("Cari di semua draf");
    desk.keys(key::CTRL_S);
    desk.shows(&["v2"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "safir"]);
    let mut words = 0;
    for row in rows.as_array().unwrap() {
        let shown = room.json(&["show", row["id"].as_str().unwrap()]);
        let text = format!("{} {}", shown["headline"], shown["body"]);
        assert_eq!(shown["revision"], 2, "{shown}");
        words += text.matches("safir").count();
        assert_eq!(
            text.to_lowercase().matches("zamrud").count(),
            4 - text.matches("safir").count()
        );
    }
    assert_eq!((rows.as_array().unwrap().len(), words), (2, 7), "{rows}");
}
