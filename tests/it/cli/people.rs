//! People and their keys: passphrases, keys that were brought, access that ends.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;

use super::Office;

/// A private file with a passphrase.
fn secret(office: &Office, name: &str, words: &str, mode: u32) -> String {
    let path = office.file(name, words);
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    path
}

#[test]
fn a_passphrase_opens_the_key_and_nothing_else_does() {
    let office = Office::empty();
    let file = secret(&office, "kata", "kuda baterai staples\n", 0o600);
    office.found(&["--passphrase-file", &file]);
    let new = ["new", "--headline", "x"];
    let run = office.call(&new).json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("passphrase")), "{run:?}");
    let wrong = secret(&office, "salah", "bukan ini\n", 0o600);
    let run = office.call(&new).json().env("REDAKSI_PASSPHRASE_FILE", &wrong).run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("passphrase")), "{run:?}");
    let empty = secret(&office, "kosong", "", 0o600);
    let run = office.call(&new).json().env("REDAKSI_PASSPHRASE_FILE", &empty).run();
    assert_eq!(run.code, 1, "{run:?}");
    office.call(&[&new[..], &["--passphrase-file", &file]].concat()).json().ok();
    // Without the line's end, and by the environment.
    let bare = secret(&office, "tanpa", "kuda baterai staples", 0o600);
    office.call(&new).json().env("REDAKSI_PASSPHRASE_FILE", &bare).ok();
    // Nobody needs a key to read.
    office.call(&["list"]).ok();
    let open = secret(&office, "terbuka", "kuda baterai staples\n", 0o644);
    let run = office.call(&new).json().env("REDAKSI_PASSPHRASE_FILE", &open).run();
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.error()["hint"].as_str().unwrap().contains("chmod 600"), "{run:?}");
    let run = office.call(&new).json().env("REDAKSI_PASSPHRASE_FILE", "/tidak/ada").run();
    assert_eq!(run.code, 1, "{run:?}");
    assert!(!run.out.contains("kuda baterai"), "{run:?}");
}

#[test]
fn a_prompt_is_never_shown_to_a_program() {
    let office = Office::new();
    for args in [
        &["person", "add", "dewi", "--role", "editor", "--ask-passphrase"][..],
        &["person", "passphrase", "ali"],
    ] {
        let run = office.call(args).by("kepala").json().run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("passphrase")), "{run:?}");
        let run = office.call(args).by("kepala").run();
        assert_eq!(run.code, 1, "{run:?}");
    }
    assert_eq!(office.json("ali", &["person", "list"]).as_array().unwrap().len(), 4);
}

#[test]
fn a_passphrase_is_set_from_a_file() {
    let office = Office::new();
    let file = secret(&office, "kata", "kuda baterai staples\n", 0o600);
    office.json("ali", &["person", "passphrase", "ali", "--passphrase-file", &file]);
    assert_eq!(office.refusal("ali", &["new"]), "passphrase");
    office.json("ali", &["new", "--passphrase-file", &file]);
    let id = office.json("ali", &["list"])[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(office.refusal("ali", &["edit", &id, "--headline", "x"]), "passphrase");
}

#[test]
fn who_brought_a_public_key_acts_elsewhere() {
    let office = Office::new();
    let key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBdmeE9lfYiJWjBb7k4IK+NM6lhIbqL13a28twylp9o8 d\n";
    let file = office.file("dewi.pub", key);
    let line = ["person", "add", "dewi", "--role", "editor", "--public-key", &file];
    let added = office.call(&line).by("kepala").json().run();
    assert_eq!(added.code, 0, "{added:?}");
    let run = office.call(&["new", "--headline", "x"]).by("dewi").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("no_key")), "{run:?}");
    // The same person under two names would be four eyes of one head.
    let line = ["person", "add", "dewi2", "--role", "reviewer", "--public-key", &file];
    assert_eq!(office.refusal("kepala", &line), "duplicate_name");
    for (name, bytes) in [("rsa.pub", "ssh-rsa AAAA x\n"), ("rusak.pub", "halo"), ("nol.pub", "")] {
        let file = office.file(name, bytes);
        let line = ["person", "add", "eka", "--role", "editor", "--public-key", &file];
        let kind = office.refusal("kepala", &line);
        assert!(kind == "invalid" || kind == "damaged", "{name}: {kind}");
    }
    let line = ["person", "add", "eka", "--role", "editor", "--public-key", "/tidak/ada.pub"];
    assert_eq!(office.call(&line).by("kepala").json().run().code, 1);
}

#[test]
fn names_are_short_words_and_each_has_one_owner() {
    let office = Office::new();
    let long = "a".repeat(41);
    for name in ["", "dua kata", "a/b", "..", ".a", "\u{1b}[2J", "a\u{202e}b", &long] {
        let line = ["person", "add", name, "--role", "editor"];
        assert_eq!(office.refusal("kepala", &line), "invalid", "{name:?}");
    }
    let line = ["person", "add", "ali", "--role", "editor"];
    assert_eq!(office.refusal("kepala", &line), "duplicate_name");
    for full_name in ["E\u{1b}[31mka", "E\u{202e}ka", "E\nka", "E\tka", " ", &"a".repeat(201)] {
        let line = ["person", "add", "eka", "--full-name", full_name, "--role", "editor"];
        assert_eq!(office.refusal("kepala", &line), "invalid", "{full_name:?}");
        let new = Office::empty();
        let line = ["init", "--office", "KPU", "--place", "Contoh", "--timezone", "Asia/Jakarta"];
        let rest = ["--person", "kepala", "--full-name", full_name];
        assert_eq!(new.refusal("", &[&line[..], &rest].concat()), "invalid", "{full_name:?}");
    }
}

#[test]
fn access_ends_and_what_was_signed_stays() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.clear(&id);
    let line = ["person", "revoke", "ali", "--reason", "Pindah tugas"];
    let gone = office.json("kepala", &line);
    assert_eq!(gone[0]["revoked"], true);
    assert_eq!(office.refusal("kepala", &line), "revoked");
    for args in [&["new"][..], &["edit", &id, "--headline", "x"]] {
        assert_eq!(office.refusal("ali", args), "revoked", "{args:?}");
    }
    assert_eq!(office.show(&id)["author"], "ali");
    let line = ["person", "revoke", "kepala", "--reason", "x"];
    assert_eq!(office.refusal("kepala", &line), "not_allowed");
    assert_eq!(office.refusal("kepala", &["person", "revoke", "x", "--reason", "x"]), "not_found");
    assert_eq!(office.refusal("kepala", &["person", "revoke", "sri", "--reason", " "]), "invalid");
    // A name may be given again; the records of its first owner stay theirs.
    office.json("kepala", &["person", "add", "ali", "--role", "reviewer"]);
    let list = office.says("ali", &["person", "list"]);
    assert_eq!(list.matches("ali").count(), 2, "{list}");
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
}

#[test]
fn approvals_of_somebody_who_was_let_go_fall_back() {
    let office = Office::new();
    let public = office.published("Rapat terbit");
    let waiting = office.article("Rapat menunggu");
    office.clear(&waiting);
    let scheduled = office.article("Rapat terjadwal");
    office.clear(&scheduled);
    office.json("nur", &["schedule", &scheduled, "--at", "2025-10-22"]);
    let held = office.article("Rapat lain");
    office.clear(&held);
    office.json("kepala", &["person", "revoke", "nur", "--reason", "Akun diambil alih"]);
    assert_eq!(office.json("sri", &["export", "--publish"])["pages"], 1);
    for id in [&waiting, &held, &scheduled] {
        assert_eq!(office.stage(id), "submitted", "{}", office.show(id)["headline"]);
    }
    // What is out stays out.
    assert_eq!(office.stage(&public), "published");
    let revision = office.show(&held)["revision"].to_string();
    office.json("sri", &["approve", &held, "--revision", &revision]);
    assert_eq!(office.json("sri", &["export", "--publish"])["pages"], 2);
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
}

#[test]
fn words_under_a_lapsed_approval_are_still_their_writers() {
    let office = Office::new();
    let body = office.file("isi.md", super::SOUND);
    let made = office.json("sri", &["new", "--headline", "Rapat", "--body-file", &body]);
    let id = made["id"].as_str().unwrap();
    office.json("sri", &["submit", id]);
    office.json("nur", &["approve", id, "--revision", "1"]);
    office.json("kepala", &["person", "revoke", "nur", "--reason", "Akun diambil alih"]);
    office.json("ali", &["edit", id, "--set", "summary=Ringkas."]);
    office.json("ali", &["submit", id]);
    assert_eq!(office.refusal("sri", &["approve", id, "--revision", "2"]), "own_work");
}

#[test]
fn one_person_alone_says_so() {
    let office = Office::empty();
    office.found(&["--single-eye"]);
    let body = office.file("isi.md", super::SOUND);
    let made = office.json("kepala", &["new", "--headline", "Rapat", "--body-file", &body]);
    let id = made["id"].as_str().unwrap();
    assert_eq!(made["single_eye"], true);
    office.json("kepala", &["submit", id]);
    assert_eq!(office.show(id)["waiting_for"], json!(["kepala"]));
    office.json("kepala", &["approve", id, "--revision", "1"]);
    let log = office.json("kepala", &["log", "--article", id]);
    assert_eq!(log[0]["body"]["single_eye"], true, "{log}");
    let report = office.json("kepala", &["export", "--publish"]);
    assert_eq!(report["pages"], 1);
    let path = office.show(id)["path"].as_str().unwrap().to_owned();
    let path = office.desk().join("site").join(path.trim_start_matches('/'));
    let page = fs::read_to_string(path).unwrap();
    assert!(page.contains("tanpa pemeriksa kedua"), "{page}");
}
