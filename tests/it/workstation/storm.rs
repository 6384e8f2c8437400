//! Storms of keys, pastes and sizes: nothing breaks, and the desk holds what the screen shows.

use super::pty::{Room, key};

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
