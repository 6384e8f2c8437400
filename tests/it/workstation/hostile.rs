//! Whatever a text, a name or a file holds: the terminal obeys nothing of it, and people see it.

use std::path::Path;

use super::pty::{Room, Workstation, key};

/// Something of every kind that a terminal obeys or a reader does not see.
const EVIL: &str = "a\u{1b}]52;c;cm0=\u{7}b\u{1b}]0;palsu\u{7}c\u{1b}[3J\u{9b}31md\u{9d}0;x\u{9c}e\u{1b}P$q\u{1b}\\\
    f\u{1b}]8;;https://jahat.example\u{1b}\\g\u{7f}h\u{8}i\u{e}j\u{85}k\u{90}l";
/// The same as far as a desk takes it: turns of direction, blanks without width, tags, signs.
const UNSEEN: &str = "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{61c}f\u{2060}g\u{ad}h\u{e0041}i\u{fff9}j\
    \u{200e}k\u{180e}l\u{3164}m\u{115f}n\u{fe0f}o\u{200d}p";
const HIDDEN: [char; 16] = [
    '\u{202e}',
    '\u{2066}',
    '\u{200b}',
    '\u{feff}',
    '\u{61c}',
    '\u{2060}',
    '\u{ad}',
    '\u{e0041}',
    '\u{fff9}',
    '\u{200e}',
    '\u{180e}',
    '\u{2028}',
    '\u{2029}',
    '\u{3164}',
    '\u{115f}',
    '\u{85}',
];

/// One sequence at the beginning of `rest`, after its ESC; gives its length.
fn own(rest: &str) -> Option<usize> {
    if rest.starts_with("]0;") {
        let end = rest.find('\u{7}')?;
        let title = rest.get(3..end)?;
        let is_own = title.starts_with("redaksi") && !title.contains(|c: char| c.is_control());
        return is_own.then_some(end + 1);
    }
    if rest.starts_with("]11;?") {
        return rest.find("\u{1b}\\").map(|end| end + 2);
    }
    let body = rest.strip_prefix('[')?;
    let last = body.find(|c: char| !matches!(c, '0'..='9' | ';' | ':' | '?' | '>' | '='))?;
    // Places, colours, modes, and the title put by and taken back; the whole screen is cleared
    // before it is drawn.
    let is_known = matches!(body.as_bytes()[last], b'H' | b'G' | b'm' | b'h' | b'l' | b't');
    (is_known || body.starts_with("2J")).then_some(last + 2)
}

/// Nothing went to the terminal but text that is seen and what the program itself says.
#[track_caller]
fn is_obeyed_by_nobody(desk: &Workstation) {
    let bytes = desk.bytes();
    let shown = String::from_utf8(bytes).unwrap();
    let mut rest = shown.as_str();
    while let Some(at) = rest.find(|c: char| c.is_control() || HIDDEN.contains(&c)) {
        let (before, from) = rest.split_at(at);
        let told = from.strip_prefix('\u{1b}').and_then(own);
        let around: String = before.chars().rev().take(60).collect();
        let around: String = around.chars().rev().collect();
        let after: String = from.chars().take(40).collect();
        let length = told.unwrap_or_else(|| panic!("…{around:?} then {after:?}"));
        rest = from.get(1 + length..).unwrap();
    }
}

/// Every screen that is reached by a key from an open text.
fn look_around(desk: &Workstation) {
    for keys in [key::F8, key::ALT_3, key::ALT_2, key::CTRL_P, "\x1b", "\x1bOQ", "\x1b", "\x1b6"] {
        desk.keys(keys);
        desk.steady();
    }
    for word in ["riwayat", "tinjauan", "lompat"] {
        desk.keys(key::ALT_2);
        desk.keys(key::CTRL_P);
        desk.keys(word);
        desk.steady();
        desk.keys(key::ENTER);
        desk.steady();
        desk.escape();
        desk.escape();
    }
}

/// Rows that somebody else's program wrote past every check, in every column that holds words.
#[test]
fn no_row_of_the_file_is_obeyed() {
    let room = Room::sample();
    let file = rusqlite::Connection::open(room.desk().join("desk.db")).unwrap();
    let evil = UNSEEN.to_owned() + EVIL;
    for column in [
        "article.headline",
        "article.slug",
        "article.section",
        "article_text.headline",
        "article_text.body",
        "article_text.names",
        "article_text.tags",
        "person.full_name",
    ] {
        let (table, column) = column.split_once('.').unwrap();
        let sql = format!("UPDATE {table} SET {column} = ?1 || {column}");
        assert!(file.execute(&sql, [&evil]).unwrap() > 0, "{sql}");
    }
    let sql = "UPDATE setting SET value = ?1 || value WHERE key IN ('name', 'place')";
    assert!(file.execute(sql, [&evil]).unwrap() > 0);
    drop(file);
    let mut desk = room.open("nur", 160, 48);
    desk.shows(&["a⟦RLO⟧b"]);
    for tab in ["1", "2", "3", "/stage:draft\r", key::ENTER] {
        desk.keys(tab);
        desk.steady();
    }
    look_around(&desk);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    is_obeyed_by_nobody(&desk);
}

/// What comes by the front door: a text, a note, a file's name, and what is told of them.
#[test]
fn no_text_that_came_in_is_obeyed() {
    let room = Room::sample();
    let headline = format!("Jahat {UNSEEN}");
    let body = room.dir.path().join("isi.md");
    write(&body, &format!("{UNSEEN}\u{2028}{UNSEEN}\n\n{EVIL}"));
    let body = body.to_string_lossy().into_owned();
    let made = room.json(&["new", "--headline", &headline, "--body-file", &body, "--as", "ali"]);
    assert!(made["id"].is_string(), "{made}");
    let mut desk = room.open("ali", 160, 48);
    desk.shows(&["Jahat a⟦RLO⟧b"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "⟦BOM⟧"]);
    look_around(&desk);
    // Dangerous characters are errors: nothing is submitted with them.
    desk.keys(key::ALT_2);
    desk.keys(key::F6);
    desk.shows(&["galat"]);
    desk.steady();
    desk.escape();
    // A file whose name is a sequence, and that is not there.
    desk.keys("\x1b1");
    desk.keys("i");
    desk.steady();
    desk.paste(&format!("/tidak/{UNSEEN}/ada.md"));
    desk.keys(key::ENTER);
    desk.steady();
    desk.escape();
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let rows = room.json(&["list", "--stage", "submitted", "--query", "Jahat"]);
    assert_eq!(rows, serde_json::json!([]));
    is_obeyed_by_nobody(&desk);
}

fn write(path: &Path, text: &str) {
    std::fs::File::create(path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
        .unwrap();
}

/// A desk in a folder with such a name, and a trouble that names it: on the screen, in the log.
#[test]
fn the_log_can_be_looked_at() {
    let dir = tempfile::tempdir().unwrap();
    let desk_dir = dir.path().join("meja\u{1b}]0;palsu\u{7}\u{202e}\u{9b}2J");
    let room = Room::sample_in(desk_dir, dir.path().join("catatan"));
    let mut desk = room.open("ali", 120, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    let file = rusqlite::Connection::open(room.desk().join("desk.db")).unwrap();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.keys(&format!("Judul {UNSEEN} ini"));
    desk.shows(&["GAGAL menyimpan"]);
    file.execute_batch("ROLLBACK").unwrap();
    desk.shows(&["✓ tersimpan"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    is_obeyed_by_nobody(&desk);
    let (mut logs, mut open) = (0, vec![room.state()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if name.starts_with("redaksi.log") || name.starts_with("crash") {
                logs += 1;
                let text = std::fs::read_to_string(&path).unwrap();
                let bad =
                    text.chars().find(|c| (c.is_control() && *c != '\n') || HIDDEN.contains(c));
                assert_eq!(bad, None, "{name}: {text:?}");
                assert!(text.contains("WARN"), "{text}");
                assert!(!text.contains("Judul"), "{text}");
            }
        }
    }
    assert_eq!(logs, 1);
}

/// Marks without end on one letter: the list and the editor draw a few of them, and keys are
/// answered.
#[test]
fn a_pile_of_marks_is_cut_everywhere() {
    let room = Room::sample();
    let pile = format!("Ta\u{301}{}mpak", "\u{335}".repeat(100_000));
    let body = room.dir.path().join("isi.md");
    write(&body, &format!("Awal {pile} akhir."));
    let headline = format!("Zalgo {} judul", "e\u{301}".to_owned() + &"\u{335}".repeat(150));
    let body = body.to_string_lossy().into_owned();
    room.json(&["new", "--headline", &headline, "--body-file", &body, "--as", "ali"]);
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Zalgo"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Awal", "akhir."]);
    desk.keys("/tampak");
    desk.keys(key::CTRL_END);
    for letter in ["x", "y", "z"] {
        desk.keys(letter);
    }
    desk.shows(&["akhir.xyz", "✓ tersimpan"]);
    desk.keys(key::CTRL_S);
    desk.shows(&["Tersimpan sebagai revisi"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let shown = String::from_utf8(desk.bytes()).unwrap();
    assert!(!shown.contains(&"\u{335}".repeat(9)), "more marks than a letter may show");
    let marks = shown.matches('\u{335}').count();
    assert!(marks < 2_000, "{marks} marks went to the terminal");
}

/// A tab has its room.
#[test]
fn tabs_are_blanks() {
    let room = Room::sample();
    let desk = room.open("ali", 120, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Rapat\r");
    desk.shows(&["Tulis isi berita"]);
    desk.paste("aa\tbb");
    desk.shows(&["aa  bb"]);
}
