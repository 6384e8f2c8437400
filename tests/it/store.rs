//! The desk's file under bad weather: rebuilt, copied, damaged, salvaged, swapped, mistaken.

#![expect(
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    reason = "these tests damage files, and roll dice"
)]

mod backup;
mod damage;
mod mistaken;
mod rebuild;
mod salvage;
mod testdesk;
mod working;

/// A revision of a text as long as a book takes what was changed in it, wherever that stands.
#[test]
fn a_small_change_of_a_long_text_takes_little_room() {
    use std::fmt::Write as _;

    let mut desk = crate::support::Office::new();
    let id = desk.draft("ali", "Buku");
    let mut body = String::new();
    for number in 0_u64..80_000 {
        // Words that do not come again.
        write!(body, "{:x} ", number.wrapping_mul(0x9e37_79b9_7f4a_7c15)).unwrap();
    }
    desk.edit("ali", &id, &body).unwrap();
    for at in [10, 600_000, 1_200_000] {
        body.insert_str(at, "kata baru ");
        desk.edit("ali", &id, &body).unwrap();
        let largest: i64 = desk
            .file()
            .query_row("SELECT length(data) FROM content ORDER BY id DESC LIMIT 1", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert!(largest < 10_000, "{largest} bytes");
        let stored = desk.desk.article(&id, None).unwrap().manuscript.body;
        assert!(stored == body, "another text came back");
    }
    desk.assert_sound();
}
