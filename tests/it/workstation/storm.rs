//! Storms of keys, pastes and sizes: nothing breaks, and the desk holds what the screen shows.

use std::time::{Duration, Instant};

use redaksi::editor::Editor;
use redaksi::editor::command::{Command, Motion, Reach};

use super::pty::{Room, Workstation, key};

#[test]
fn sizes_of_every_kind_are_survived() {
    let room = Room::sample();
    let mut desk = room.open("ali", 80, 24);
    desk.shows(&["Semua 47"]);
    desk.keys(key::ENTER);
    for (columns, rows) in
        [(10, 4), (1, 1), (40, 8), (39, 7), (200, 60), (120, 3), (3, 120), (76, 12), (80, 24)]
    {
        desk.resize(columns, rows);
        desk.keys("x");
        std::thread::sleep(std::time::Duration::from_millis(30));
    }
    desk.shows(&["KPU Kabupaten Tanjung Damar"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}

#[test]
fn a_paste_into_the_list_never_runs_keys() {
    let room = Room::sample();
    let desk = room.open("ali", 80, 24);
    desk.shows(&["Semua 47"]);
    desk.paste("dyq\rn\x1b[201~dddd");
    std::thread::sleep(std::time::Duration::from_millis(300));
    let rows = room.json(&["list", "--limit", "100"]);
    assert_eq!(rows.as_array().unwrap().len(), 47);
}

/// Keys that come faster than they can be taken in are seen to be taken in.
#[test]
fn a_flood_is_shown_while_it_goes_on() {
    let room = Room::sample();
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Banjir\r");
    desk.shows(&["Tulis isi berita"]);
    desk.paste(&"Air naik di gudang logistik. ".repeat(300));
    desk.shows(&["gudang logistik."]);
    let begun = Instant::now();
    // No burst that could be a paste.
    desk.keys(&"a\x1b[D".repeat(4_000));
    desk.keys("SELESAI");
    let (mut last, mut sent, mut longest) = (Instant::now(), desk.bytes().len(), Duration::ZERO);
    while !desk.text().contains("SELESAI") {
        assert!(begun.elapsed() < Duration::from_mins(2), "{}", desk.text());
        std::thread::sleep(Duration::from_millis(10));
        let now = desk.bytes().len();
        if now != sent {
            longest = longest.max(last.elapsed());
            (last, sent) = (Instant::now(), now);
        }
    }
    println!("{:?} of {:?} without a frame", longest, begun.elapsed());
    assert!(longest < Duration::from_millis(1_500), "{longest:?} of {:?}", begun.elapsed());
}

/// Nothing that a text may hold is obeyed by the terminal.
#[test]
fn hostile_text_reaches_the_screen_as_signs() {
    let room = Room::sample();
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.paste("Judul \u{202e}balik\u{9b}31m dan \u{7}lonceng");
    desk.shows(&["⟦RLO⟧balik"]);
    let bytes = desk.bytes();
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains('\u{202e}') && !text.contains('\u{9b}'));
    // Every title ends with a bell, and nothing else rings it.
    let bells = text.matches('\u{7}').count();
    let titles = text.matches("\u{1b}]").count();
    assert!(bells <= titles, "{bells} bells, {titles} sequences");
}

/// What a person may do with a text, as keys and as a command of the model.
fn deeds(random: &mut impl FnMut(u32) -> u32, model: &Editor) -> (String, Vec<Command>) {
    let moved = |motion, select| Command::Move { motion, select };
    let letters = ["a", "k", "é", "日", "👩\u{200d}🌾", " ", " ", ".", "“", "\u{a0}"];
    let (keys, command) = match random(14) {
        0 => ("\r".into(), Command::Enter),
        1 => ("\x7f".into(), Command::Backspace),
        2 => ("\x1b[3~".into(), Command::Erase(Reach::Grapheme)),
        // At the very start the caret would go up into the headline.
        3 if model.caret() > 0 => ("\x1b[D".into(), moved(Motion::Left, false)),
        4 => ("\x1b[C".into(), moved(Motion::Right, false)),
        5 => ("\x1b[1;2D".into(), moved(Motion::Left, true)),
        6 => ("\x1b[1;2C".into(), moved(Motion::Right, true)),
        7 => ("\x1b[1;5C".into(), moved(Motion::WordRight, false)),
        8 => ("\x1b[1;5H".into(), moved(Motion::TextStart, false)),
        9 => (key::CTRL_END.into(), moved(Motion::TextEnd, false)),
        10 => {
            let text = ["tempelan", "dua baris\nrapat", "kata “kutip” — garis"];
            let text = text[random(3) as usize];
            let keys = format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r"));
            (keys, Command::Paste(text.to_owned()))
        }
        _ => {
            let letter = letters[random(10) as usize];
            // A picture of several characters comes as several keys.
            let keys = letter.chars().map(|c| Command::Type(c.to_string())).collect();
            return (letter.to_owned(), keys);
        }
    };
    (keys, vec![command])
}

fn new_text(room: &Room) -> Workstation {
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Badai\r");
    desk.shows(&["Tulis isi berita"]);
    desk
}

/// Keys, pastes and sizes by chance; gives what a model of the text makes of them.
fn storm(desk: &Workstation, steps: usize, mut seed: u32) -> Editor {
    let mut random = |below: u32| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed % below
    };
    let mut model = Editor::new("");
    let mut keys = String::new();
    for step in 0..steps {
        let (typed, commands) = deeds(&mut random, &model);
        keys.push_str(&typed);
        for command in commands {
            model.run(command, 0);
        }
        if step % 40 == 39 {
            desk.keys(&std::mem::take(&mut keys));
            if random(4) == 0 {
                desk.resize(
                    40 + u16::try_from(random(120)).unwrap(),
                    8 + u16::try_from(random(40)).unwrap(),
                );
            }
        }
    }
    desk.keys(&keys);
    desk.resize(100, 30);
    // What is typed last is seen: all before it has been handled, however busy the machine is.
    desk.keys(&format!("{}{LAST}", key::CTRL_END));
    model.run(Command::Move { motion: Motion::TextEnd, select: false }, 0);
    for letter in LAST.chars() {
        model.run(Command::Type(letter.to_string()), 0);
    }
    desk.shows(&[LAST]);
    model
}

const LAST: &str = "habisbadai";

/// Ten thousand keys, pastes and sizes: the desk holds what a model of the text holds.
#[test]
fn after_a_storm_of_keys_the_desk_holds_what_the_model_holds() {
    let room = Room::sample();
    let mut desk = new_text(&room);
    let steps = if std::env::var_os("REDAKSI_LONG").is_some() { 40_000 } else { 10_000 };
    let model = storm(&desk, steps, 0x2545_f491);
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "badai"]);
    let shown = room.json(&["show", rows[0]["id"].as_str().unwrap()]);
    let body = shown["body"].as_str().unwrap_or_default();
    let want = redaksi::text::sanitise::clean(&model.text()).text;
    let want = want.trim_matches('\n');
    let at = body.bytes().zip(want.bytes()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| -> String {
        let start = text.floor_char_boundary(at.saturating_sub(60));
        text.get(start..).unwrap().chars().take(120).collect()
    };
    assert!(body == want, "the desk has {:?}, the model {:?}", near(body), near(want));
}

/// The same, but the desk can keep nothing, and the program is killed: the journal holds it all.
#[test]
fn after_a_storm_and_a_kill_the_journal_holds_what_the_model_holds() {
    use redaksi::journal::{Field, find};
    let room = Room::sample();
    let mut desk = new_text(&room);
    desk.shows(&["✓ tersimpan"]);
    let file = rusqlite::Connection::open(room.desk().join("desk.db")).unwrap();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    let model = storm(&desk, 1_000, 0x9e37_79b9);
    desk.kill();
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(room.state()).unwrap() {
        for found in find(&entry.unwrap().path().join("journal")).unwrap() {
            texts.push(found.what.unwrap().now.get(Field::Body));
        }
    }
    assert_eq!(texts, [model.text()]);
}

/// Whoever is revoked while they sit there reads and writes nothing more.
#[test]
fn a_person_who_is_revoked_is_signed_out() {
    let room = Room::sample();
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys(key::ENTER);
    desk.shows(&["Radio Warga", "Sudah ditarik"]);
    room.json(&["person", "revoke", "ali", "--reason", "pindah", "--as", "ratna"]);
    desk.shows(&["Masuk", "Nur Hidayah"]);
    desk.lacks("Radio Warga");
}

/// A desk that another program holds is waited for, and nothing typed is lost.
#[test]
fn a_locked_desk_is_waited_for() {
    let room = Room::sample();
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    let file = rusqlite::Connection::open(room.desk().join("desk.db")).unwrap();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.keys("Judul di meja terkunci");
    desk.shows(&["Judul di meja terkunci", "GAGAL menyimpan"]);
    // It goes on: typing does not wait for the desk.
    desk.keys(" lanjut");
    desk.shows(&["terkunci lanjut", "sedang dipakai"]);
    file.execute_batch("ROLLBACK").unwrap();
    drop(file);
    desk.shows(&["✓ tersimpan"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "terkunci"]);
    assert_eq!(rows[0]["headline"], "Judul di meja terkunci lanjut");
}

/// Every column that holds words, on the screens that show them.
#[test]
fn no_column_of_the_desk_is_obeyed_by_the_terminal() {
    let room = Room::sample();
    let evil = "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e";
    let made = room.json(&["new", "--headline", &format!("Jahat {evil}"), "--as", "nur"]);
    let id = made["id"].as_str().unwrap().to_owned();
    let body = room.dir.path().join("isi.md");
    std::fs::File::create(&body)
        .and_then(|mut file| std::io::Write::write_all(&mut file, evil.repeat(40).as_bytes()))
        .unwrap();
    let body = body.to_string_lossy().into_owned();
    let fields =
        ["summary", "tags", "place", "byline", "credit"].map(|f| format!("{f}={f} {evil}"));
    let mut line = vec!["edit", &id, "--as", "nur", "--body-file", &body];
    line.extend(fields.iter().flat_map(|field| ["--set", field.as_str()]));
    assert_eq!(room.json(&line)["error"], serde_json::Value::Null);
    let mut desk = room.open("nur", 160, 48);
    desk.shows(&["Jahat a⟦RLO⟧b"]);
    desk.keys(key::ENTER);
    desk.shows(&["Tag       tags", "Nama      byline", "d⟦BOM⟧"]);
    for keys in [key::F8, key::ALT_3, key::ALT_2, key::CTRL_P] {
        desk.keys(keys);
        desk.steady();
    }
    desk.keys("riwayat");
    desk.keys(key::ENTER);
    desk.steady();
    desk.escape();
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let bytes = desk.bytes();
    let shown = String::from_utf8_lossy(&bytes);
    for bad in ['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{9b}', '\u{9d}'] {
        assert!(!shown.contains(bad), "{bad:?} reached the terminal");
    }
    assert!(!shown.contains("]52;"), "something was put on the clipboard");
}

/// A paste of ten million letters is one step, and one step back.
#[test]
fn a_huge_paste_is_one_step() {
    let room = Room::sample();
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Panjang\r");
    desk.shows(&["Tulis isi berita"]);
    desk.paste(&"rapat kerja ".repeat(100_000));
    desk.shows(&["Ditempel 200.000 kata"]);
    desk.keys(key::CTRL_Z);
    desk.shows(&["Tulis isi berita"]);
    // More than any text may have is refused, in words.
    desk.paste(&"rapat kerja ".repeat(1_500_000));
    desk.shows(&["terlalu panjang"]);
    desk.escape();
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}
