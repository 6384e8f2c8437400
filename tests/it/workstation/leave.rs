//! What is left in the state folder when somebody goes: nothing, unless something is unsaved.

use super::pty::{Room, key};

/// Journals that are still to be offered.
fn journals(room: &Room) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![room.state()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.parent().is_some_and(|parent| parent.ends_with("journal")) {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn a_text_that_was_left_and_saved_leaves_no_journal() {
    let room = Room::sample();
    let mut desk = room.open_draft();
    desk.keys(key::CTRL_END);
    desk.keys(" Sebelum pindah.");
    desk.shows(&["Sebelum pindah."]);
    assert_eq!(journals(&room).len(), 1);
    // Another text: the first is saved on the way.
    desk.keys("\x1b1");
    desk.keys(key::DOWN);
    desk.keys(key::DOWN);
    desk.keys(key::ENTER);
    desk.lacks("Sebelum pindah.");
    desk.steady();
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    assert_eq!(journals(&room), Vec::<std::path::PathBuf>::new());
}
