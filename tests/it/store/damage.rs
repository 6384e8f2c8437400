//! Eight kinds of damage: whatever changes a row is found, and nothing panics.

use std::fs;
use std::path::Path;

use redaksi::store::backup::verify_file;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use crate::support;

use super::testdesk::{Dice, TestDesk, empty_file};

const PAGE: usize = 4_096;
const SECTOR: usize = 512;
const TRIALS: u64 = 12;

type Damage = fn(&mut Vec<u8>, &mut Dice);

const KINDS: [(&str, Damage); 8] = [
    ("a bit", |bytes, dice| {
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
    }),
    ("a byte", |bytes, dice| {
        let at = dice.below(bytes.len());
        bytes[at] = bytes[at].wrapping_add(1 + dice.below(255) as u8);
    }),
    ("thirty bytes", |bytes, dice| {
        for _ in 0..30 {
            let at = dice.below(bytes.len());
            bytes[at] = dice.next() as u8;
        }
    }),
    ("a sector of zeros", |bytes, dice| {
        let at = dice.below(bytes.len() / SECTOR) * SECTOR;
        bytes[at..][..SECTOR].fill(0);
    }),
    ("a sector of noise", |bytes, dice| {
        let at = dice.below(bytes.len() / SECTOR) * SECTOR;
        bytes[at..][..SECTOR].copy_from_slice(&dice.bytes(SECTOR));
    }),
    ("a page of noise", |bytes, dice| {
        let at = dice.below(bytes.len() / PAGE) * PAGE;
        bytes[at..][..PAGE].copy_from_slice(&dice.bytes(PAGE));
    }),
    ("two pages in each other's place", |bytes, dice| {
        let pages = bytes.len() / PAGE;
        let (a, b) = (dice.below(pages) * PAGE, dice.below(pages) * PAGE);
        for at in 0..PAGE {
            bytes.swap(a + at, b + at);
        }
    }),
    ("a lost end", |bytes, dice| {
        let left = dice.below(bytes.len());
        bytes.truncate(left);
    }),
];

/// Every row of every table that is no desk's own matter; `None` if something cannot be read.
fn rows(path: &Path) -> Option<Vec<(&'static str, Vec<Value>)>> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    support::rows(&conn, &["sqlite_schema"]).ok()
}

#[test]
fn damage_that_changes_anything_is_found() {
    let mut desk = TestDesk::new(21);
    desk.fill(40);
    let whole = desk.beside("whole.db");
    empty_file(&whole);
    desk.store.backup_to(&whole, || ()).unwrap();
    let bytes = fs::read(&whole).unwrap();
    let right = rows(&whole).unwrap();
    let damaged = desk.beside("damaged.db");
    let mut dice = Dice(31);
    let (mut changed, mut found) = (0, 0);
    for (kind, damage) in KINDS {
        for trial in 0..TRIALS {
            let mut bytes = bytes.clone();
            damage(&mut bytes, &mut dice);
            fs::write(&damaged, &bytes).unwrap();
            let good = verify_file(&damaged, &mut |_| ()).is_ok_and(|report| report.is_good());
            found += u64::from(!good);
            if rows(&damaged).as_ref() != Some(&right) {
                changed += 1;
                assert!(!good, "{kind}, trial {trial}: changed and not found");
            }
        }
    }
    println!("{changed} of {} changed a row, {found} were found", KINDS.len() as u64 * TRIALS);
    assert!(changed * 3 > KINDS.len() as u64 * TRIALS, "the damage is too mild to prove anything");
}
