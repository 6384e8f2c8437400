//! Two people at one desk, each at a screen of their own: what one does the other sees, and no
//! word of either gives way unseen.

use super::pty::{Room, Workstation, key};

/// The newest draft, which is ali's.
fn draft(room: &Room) -> String {
    let rows = room.json(&["list", "--query", "stage:draft author:ali", "--limit", "1"]);
    rows[0]["id"].as_str().unwrap().to_owned()
}

/// A text of two paragraphs that both may write.
fn common(room: &Room) -> String {
    let body = room.dir.path().join("isi.md");
    std::fs::File::create(&body)
        .and_then(|mut file| {
            std::io::Write::write_all(
                &mut file,
                b"Alinea pertama menyebut gudang logistik.\n\nAlinea kedua menyebut jadwal apel.",
            )
        })
        .unwrap();
    let body = body.to_string_lossy().into_owned();
    let made = room.json(&[
        "new",
        "--headline",
        "Apel Bersama di Gudang",
        "--body-file",
        &body,
        "--as",
        "ali",
    ]);
    made["id"].as_str().unwrap().to_owned()
}

fn open(room: &Room, who: &str) -> Workstation {
    let desk = room.open(who, 110, 32);
    desk.shows(&["Semua 48"]);
    desk.keys("3/\"Apel Bersama\"\r");
    desk.shows(&["1/1"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Simpan", "gudang logistik"]);
    desk
}

fn body(room: &Room, id: &str) -> String {
    room.json(&["show", id])["body"].as_str().unwrap().to_owned()
}

/// Ali has saved, and nur, who wrote at the same time, is asked what shall stand.
fn clash(room: &Room) -> (String, Workstation, Workstation) {
    let id = common(room);
    let (ali, nur) = (open(room, "ali"), open(room, "nur"));
    nur.keys(key::CTRL_END);
    nur.keys(" Kata nur.");
    nur.shows(&["Kata nur."]);
    ali.keys("\x1b[1;5H");
    ali.keys("Kata ali. ");
    ali.keys(key::CTRL_S);
    ali.shows(&["Tersimpan sebagai revisi 2"]);
    nur.shows(&["Orang lain menyimpan naskah ini"]);
    nur.keys(key::CTRL_S);
    nur.shows(&["Gabungkan", "Bandingkan"]);
    (id, ali, nur)
}

#[test]
fn what_one_saves_the_other_sees_in_the_open_text() {
    let room = Room::sample();
    common(&room);
    let (ali, nur) = (open(&room, "ali"), open(&room, "nur"));
    ali.keys(key::CTRL_END);
    ali.keys(" Baru saja ditulis.");
    ali.keys(key::CTRL_S);
    nur.shows(&["Baru saja ditulis."]);
}

#[test]
fn two_texts_of_one_article_are_merged() {
    let room = Room::sample();
    let (id, _ali, mut nur) = clash(&room);
    nur.keys("g");
    nur.shows(&["Kata ali.", "Kata nur."]);
    nur.keys(key::CTRL_S);
    nur.shows(&["Tersimpan sebagai revisi 3"]);
    let text = body(&room, &id);
    assert!(text.starts_with("Kata ali. Alinea") && text.ends_with("Kata nur."), "{text}");
    nur.keys(key::CTRL_Q);
    assert_eq!(nur.ended(), 0);
}

#[test]
fn two_texts_are_compared_and_ones_own_stands_over_the_other() {
    let room = Room::sample();
    let (id, _ali, mut nur) = clash(&room);
    nur.keys("c");
    nur.shows(&["Kata ali.", "Kata nur."]);
    nur.escape();
    nur.shows(&["Gabungkan"]);
    nur.keys("m");
    nur.shows(&["Tersimpan sebagai revisi 3"]);
    assert!(body(&room, &id).ends_with("Kata nur."));
    // The other's words are a revision, which nothing takes away.
    let before = room.json(&["show", &id, "--revision", "2"]);
    assert!(before["body"].as_str().unwrap().starts_with("Kata ali."), "{before}");
    nur.keys(key::CTRL_Q);
    assert_eq!(nur.ended(), 0);
}

#[test]
fn the_others_text_is_taken_and_ones_own_lies_in_a_file() {
    let room = Room::sample();
    let (id, _ali, mut nur) = clash(&room);
    nur.keys("t");
    nur.shows(&["Kata ali."]);
    nur.lacks("Kata nur.");
    nur.keys(key::CTRL_Q);
    assert_eq!(nur.ended(), 0);
    assert!(!body(&room, &id).contains("Kata nur."));
    let rescued = std::fs::read_dir(room.desk().join("rescued")).unwrap();
    let texts: Vec<String> =
        rescued.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    assert!(texts.iter().any(|text| text.contains("Kata nur.")), "{texts:?}");
}

#[test]
fn a_question_that_is_put_off_is_asked_again_and_loses_nothing() {
    let room = Room::sample();
    let (id, _ali, mut nur) = clash(&room);
    nur.escape();
    nur.lacks("Gabungkan");
    nur.keys(" Lagi.");
    nur.shows(&["Kata nur. Lagi."]);
    // Nobody leaves without an answer.
    nur.keys(key::CTRL_Q);
    nur.shows(&["Gabungkan"]);
    nur.kill();
    let again = room.open("nur", 110, 32);
    again.shows(&["Kata nur. Lagi."]);
    assert!(!body(&room, &id).contains("Kata nur."));
}

/// Whoever is revoked reads nothing more; what they typed is a reviewer's to take over.
#[test]
fn what_a_revoked_person_typed_is_taken_over() {
    let room = Room::sample();
    let id = draft(&room);
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("/stage:draft author:ali\r");
    desk.shows(&["1/13"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Simpan"]);
    desk.keys(key::CTRL_END);
    desk.keys(" Yang terakhir dari ali.");
    desk.shows(&["Yang terakhir dari ali."]);
    room.json(&["person", "revoke", "ali", "--reason", "pindah", "--as", "ratna"]);
    desk.shows(&["Masuk", "Nur Hidayah"]);
    desk.lacks("Yang terakhir dari ali.");
    // Keys that come too late are nobody's.
    desk.keys("xyz");
    assert!(!body(&room, &id).contains("Yang terakhir"));
    desk.keys(key::DOWN);
    desk.until("nur to be chosen", |text| {
        let chosen = text.lines().any(|line| line.contains("(•)") && line.contains("Nur Hidayah"));
        if !chosen {
            desk.keys(key::DOWN);
        }
        chosen
    });
    desk.keys(key::ENTER);
    desk.shows(&["ali", "Lanjutkan"]);
    desk.keys(key::ENTER);
    desk.shows(&["Yang terakhir dari ali.", "nur"]);
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let text = body(&room, &id);
    assert!(text.ends_with("Yang terakhir dari ali."), "{text}");
    assert_eq!(room.json(&["audit", "verify"])["problems"], serde_json::json!([]));
}

/// The list is there before a key without a passphrase was opened. If that is none, nobody stays
/// signed in by it.
#[test]
fn whoever_has_a_damaged_key_is_signed_out_and_told_why() {
    let room = Room::sample();
    let mut damaged = 0;
    for entry in std::fs::read_dir(room.desk().join("keys")).unwrap() {
        let path = entry.unwrap().path();
        let is_private = path.is_file() && path.extension().is_none();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if is_private && text.contains("PRIVATE KEY") {
            // What it says of its cipher stays whole; the secret half is another.
            let cut = text.len() - 80;
            let mut bent = text.into_bytes();
            bent[cut] = if bent[cut] == b'A' { b'B' } else { b'A' };
            bent[cut - 5] = if bent[cut - 5] == b'A' { b'B' } else { b'A' };
            std::fs::File::create(&path)
                .and_then(|mut file| std::io::Write::write_all(&mut file, &bent))
                .unwrap();
            damaged += 1;
        }
    }
    assert!(damaged > 1);
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Masuk", "Nur Hidayah", "rusak"]);
    desk.keys(key::ENTER);
    desk.lacks("Semua 47");
}
