//! The text goes to the person's own editor and comes back, whatever that does meanwhile.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use redaksi::paths::private;

use super::pty::{Room, Workstation, key};

const ALT_E: &str = "\x1be";

/// An editor of a few words of shell; it gets the page as its first argument.
fn editor(room: &Room, script: &str) -> String {
    let path = room.dir.path().join("penyunting");
    private::replace_private(&path, format!("#!/bin/sh\n{script}\n").as_bytes()).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    path.to_string_lossy().into_owned()
}

fn pages(room: &Room) -> Vec<PathBuf> {
    let desks = std::fs::read_dir(room.state()).into_iter().flatten().flatten();
    let files = desks.flat_map(|desk| std::fs::read_dir(desk.path().join("edit")));
    files.flatten().flatten().map(|file| file.path()).collect()
}

fn open(room: &Room, script: &str) -> Workstation {
    let editor = editor(room, script);
    let desk = room.open_with("ali", &[("EDITOR", &editor), ("VISUAL", "")]);
    desk.shows(&["Semua 47"]);
    desk.keys("/stage:draft\r");
    desk.shows(&["1/13"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Simpan"]);
    desk
}

#[test]
fn the_page_is_private_and_what_comes_back_is_shown_taken_and_undone() {
    let room = Room::sample();
    // It asks for a key: the terminal is a plain one, with echo, and the key is its own.
    let script = "stat -c %a \"$1\" > \"$0.mode\"; stty -a | grep -c ' echo ' > \"$0.echo\"\n\
                  printf 'TEKAN: '; read answer; printf 'Dari luar %s.\\n' \"$answer\" >> \"$1\"";
    let desk = open(&room, script);
    desk.keys(ALT_E);
    desk.shows(&["TEKAN:"]);
    assert!(!desk.is_alternate(), "the terminal is lent as it was found");
    desk.keys("sekali\r");
    desk.shows(&["Kembali dari penyunting luar", "Dari luar sekali."]);
    assert!(desk.is_alternate());
    desk.keys(key::ENTER);
    desk.shows(&["Naskah dari penyunting luar sudah di sini"]);
    assert!(pages(&room).is_empty(), "{:?}", pages(&room));
    desk.keys(key::CTRL_END);
    desk.shows(&["Dari luar sekali."]);
    desk.keys(key::CTRL_Z);
    desk.lacks("Dari luar sekali.");
    let said = |name: &str| {
        let path = room.dir.path().join(format!("penyunting.{name}"));
        std::fs::read_to_string(path).unwrap().trim().to_owned()
    };
    assert_eq!((said("mode").as_str(), said("echo").as_str()), ("600", "1"));
}

#[test]
fn what_is_thrown_away_and_what_cannot_be_taken_is_kept_for_reading() {
    for (script, answer) in [
        ("echo Tambahan. >> \"$1\"", "Kembali dari penyunting luar"),
        ("echo Tambahan. >> \"$1\"; exit 3", "berakhir dengan kegagalan"),
        ("printf '\\377\\376Tambahan.' > \"$1\"", "bukan UTF-8"),
    ] {
        let room = Room::sample();
        let desk = open(&room, script);
        desk.keys(ALT_E);
        desk.shows(&[answer]);
        desk.escape();
        desk.keys(key::CTRL_END);
        desk.steady();
        assert!(!desk.text().contains("Tambahan."), "{script}: {}", desk.text());
        let [page] = &pages(&room)[..] else { panic!("{script}: {:?}", pages(&room)) };
        let kept = private::read_limited(page, 1 << 20, private::Links::Refuse).unwrap();
        assert!(kept.windows(9).any(|part| part == b"Tambahan."), "{script}");
    }
}

#[test]
fn an_editor_that_empties_removes_or_kills_itself_changes_nothing() {
    for (script, answer) in [
        (": > \"$1\"", "kembali kosong"),
        ("rm \"$1\"", "hilang"),
        ("kill -9 $$", "berakhir dengan kegagalan"),
        (":", "Tidak ada yang diubah"),
    ] {
        let room = Room::sample();
        let desk = open(&room, script);
        desk.keys(ALT_E);
        desk.shows(&[answer]);
        desk.keys("Z");
        desk.shows(&["belum tersimpan"]);
        desk.keys(key::CTRL_Z);
        assert!(pages(&room).is_empty(), "{script}: {:?}", pages(&room));
    }
    let room = Room::sample();
    let desk = room.open_with("ali", &[("EDITOR", "tiada-penyunting -w"), ("VISUAL", "")]);
    desk.shows(&["Semua 47"]);
    desk.keys("/stage:draft\r");
    desk.shows(&["1/13"]);
    desk.keys(key::ENTER);
    desk.shows(&["DRAF", "Simpan"]);
    desk.keys(ALT_E);
    desk.shows(&["tiada-penyunting"]);
}
