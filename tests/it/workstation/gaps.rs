//! Keys that come close after each other, where a program reads one while the next arrives.

use std::time::{Duration, Instant};

use super::pty::Room;

/// Letters that no text of the sample has beside each other.
const PAIR: [&str; 2] = ["q", "z"];

/// The second key may come after the first was counted and before it was read; left in the reader
/// of keys it would be told only with a third one, and an Esc would be no Esc.
#[test]
fn of_two_keys_a_moment_apart_none_waits_for_a_third() {
    let room = Room::sample();
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    for gap in (0..300).map(|round| Duration::from_micros(round % 60)) {
        desk.keys(PAIR[0]);
        let start = Instant::now();
        while start.elapsed() < gap {
            std::hint::spin_loop();
        }
        desk.keys(PAIR[1]);
        desk.shows(&[&PAIR.concat()]);
        desk.keys("\x7f\x7f");
        desk.lacks(&PAIR.concat());
    }
}
