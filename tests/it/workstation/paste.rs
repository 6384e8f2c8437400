//! What is pasted is text and nothing else, however large, broken or cunning it is.

use super::pty::{Room, Workstation, key};

/// Keys that do something beyond the text, one after the other.
const CUNNING: &str = "y\rd\rY\x1b[17~y\x1b[18~y\x13\x1bx\x10keluar\r\x11\x11";

fn records(room: &Room) -> i64 {
    let file = rusqlite::Connection::open(room.desk().join("desk.db")).unwrap();
    file.query_row("SELECT count(*) FROM record", [], |row| row.get(0)).unwrap()
}

fn new_text(room: &Room) -> Workstation {
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Tempelan Besar\r");
    desk.shows(&["Tulis isi berita"]);
    desk
}

/// Saves, leaves, and gives the body that the desk has.
fn body(mut desk: Workstation, room: &Room) -> String {
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--query", "tempelan"]);
    let shown = room.json(&["show", rows[0]["id"].as_str().unwrap()]);
    shown["body"].as_str().unwrap().to_owned()
}

/// The mark of the end in the middle: what follows it is no key.
#[test]
fn nothing_is_done_by_what_follows_a_smuggled_end() {
    let room = Room::sample();
    let before = records(&room);
    let mut desk = room.open("nur", 100, 30);
    desk.shows(&["Semua 47"]);
    // In the list.
    desk.paste(&format!("judul\x1b[201~{CUNNING}"));
    desk.shows(&["Buat naskah dari tempelan?"]);
    desk.escape();
    // Before somebody else's text.
    desk.keys("2");
    desk.shows(&["[Tinjau 6]"]);
    desk.keys(key::ENTER);
    desk.shows(&["Tinjauan", "Setujui"]);
    desk.paste(&format!("x\x1b[201~{CUNNING}"));
    desk.steady();
    desk.shows(&["Tinjauan", "Setujui"]);
    assert!(!desk.text().contains("menandatangani"));
    desk.escape();
    desk.lacks("Tinjauan");
    // While the question itself is open.
    desk.keys(key::F7);
    desk.shows(&["Tinjauan", "Setujui"]);
    desk.keys("y");
    desk.shows(&["Anda menandatangani revisi"]);
    desk.paste(&format!("x\x1b[201~{CUNNING}"));
    desk.steady();
    desk.shows(&["Anda menandatangani revisi"]);
    assert_eq!(records(&room), before);
    desk.escape();
    desk.escape();
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    assert_eq!(records(&room), before);
}

#[test]
fn in_a_text_what_follows_a_smuggled_end_is_text_at_most() {
    let room = Room::sample();
    let desk = new_text(&room);
    let before = records(&room);
    desk.paste(&format!("awal \x1b[201~rm -rf{CUNNING}"));
    desk.shows(&["awal rm -rf"]);
    desk.steady();
    assert_eq!(records(&room), before);
    let rows = room.json(&["list", "--query", "stage:submitted author:ali", "--limit", "50"]);
    desk.shows(&["DRAF"]);
    let text = body(desk, &room);
    assert!(text.starts_with("awal rm -rf"), "{text}");
    let after = room.json(&["list", "--query", "stage:submitted author:ali", "--limit", "50"]);
    assert_eq!(rows, after);
}

/// Keys, pastes, what was cut, the person's own editor: all of them lead through one gate.
#[test]
fn no_way_into_a_text_lets_a_control_through() {
    let room = Room::sample();
    let script = room.dir.path().join("penyunting");
    let line = "#!/bin/sh\nprintf 'luar\\033[31m\\007\\302\\233m\\342\\200\\256\\r\\nbaris dua' >> \"$1\"\n";
    std::fs::File::create(&script)
        .and_then(|mut file| std::io::Write::write_all(&mut file, line.as_bytes()))
        .unwrap();
    std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let desk = room.open_with("ali", &[("VISUAL", script.to_str().unwrap())]);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Tempelan Besar\r");
    desk.shows(&["Tulis isi berita"]);
    // As keys: a one-character sequence, a turn of direction, a bell, a zero.
    desk.send("kunci\u{9b}31m\u{202e}\u{85}".as_bytes());
    desk.send(b"\x07\x00 ");
    desk.paste("tempel\u{1b}[31m\u{7}\u{0}\u{9b}31m\u{202e} ");
    desk.shows(&["tempel"]);
    desk.keys("\x01");
    desk.keys("\x18");
    desk.shows(&["Tulis isi berita"]);
    desk.keys("\x16");
    desk.shows(&["tempel"]);
    desk.keys("\x1be");
    desk.shows(&["luar", "Kembali dari penyunting luar"]);
    desk.keys("\r");
    desk.shows(&["luar", "Naskah dari penyunting luar sudah di sini"]);
    let text = body(desk, &room);
    let bad = text.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(bad, None, "{text:?}");
    for word in ["kunci", "tempel", "luar", "baris", "dua"] {
        assert!(text.contains(word), "{word} in {text:?}");
    }
}

/// Bytes that are no text, and line ends of every kind.
#[test]
fn broken_bytes_are_signs_and_line_ends_are_one_kind() {
    let room = Room::sample();
    let desk = new_text(&room);
    desk.send(b"\x1b[200~a\xff\xfe\xed\xa0\x80b\r\nc\rd\xe2\x80\xa8e\xc2\x85f e\xcc\x81\x1b[201~");
    desk.shows(&["f \u{e9}"]);
    // And as keys.
    desk.send(b"\xff\xc3");
    desk.steady();
    desk.send(b"z");
    desk.send(b"zz");
    desk.shows(&["zz"]);
    let text = body(desk, &room);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with('a') && lines[0].contains('\u{fffd}'), "{text:?}");
    assert_eq!(lines[1..4], ["c", "d", "e"], "{text:?}");
    assert!(lines[4].starts_with("f \u{e9}") && lines[4].ends_with("zz"), "{text:?}");
}

/// The most that the process ever had in memory, in bytes.
#[cfg(target_os = "linux")]
fn most(desk: &Workstation) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", desk.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() << 10
}

/// A hundred megabytes: refused in words, in a bounded room, and the next key is answered.
#[test]
#[cfg(target_os = "linux")]
fn a_paste_beyond_all_measure_is_refused_in_words() {
    const SIZE: usize = 100_000_000;
    // The reader of keys holds a paste whole until its end; nothing makes a third copy of it.
    const ROOM: usize = 3 * SIZE;
    let room = Room::sample();
    let mut desk = new_text(&room);
    desk.keys("Awal. ");
    desk.shows(&["Awal."]);
    let text = "rapat kerja ".repeat(SIZE / 12);
    desk.paste(&text);
    desk.keys("Lanjut.");
    desk.shows(&["terlalu panjang"]);
    desk.shows(&["Awal. Lanjut."]);
    desk.escape();
    // In the list it is refused, too, before anybody is asked anything.
    desk.keys("\x1b1");
    desk.paste(&text);
    desk.shows(&["terlalu panjang"]);
    assert!(!desk.text().contains("Buat naskah"));
    desk.escape();
    desk.keys("3");
    desk.shows(&["[Semua 48]"]);
    let most = most(&desk);
    assert!(most < ROOM, "{most} bytes");
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}
