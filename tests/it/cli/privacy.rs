//! What others on the machine can see: nothing of the desk, and the whole site.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use super::{Office, SOUND};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![folder.to_owned()];
    let mut next = 0;
    while let Some(path) = all.get(next).cloned() {
        next += 1;
        if path.is_dir() {
            all.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    all
}

#[test]
fn a_desk_is_private_whatever_the_mask() {
    for mask in ["022", "000"] {
        let office = Office::empty();
        let call =
            |who: &str, args: &[&str]| office.call(args).by(who).json().umask(mask).ok().value();
        let line = ["init", "--office", "KPU Contoh", "--place", "Contoh"];
        let rest = ["--timezone", "Asia/Jakarta", "--person", "kepala"];
        call("", &[&line[..], &rest].concat());
        call("kepala", &["person", "add", "nur", "--role", "reviewer"]);
        let body = office.file("isi.md", SOUND);
        let made = call("kepala", &["new", "--headline", "Rapat", "--body-file", &body]);
        let id = made["id"].as_str().unwrap();
        call("kepala", &["edit", id, "--set", "summary=x"]);
        let stale = ["edit", id, "--set", "summary=y", "--base", "1"];
        assert_eq!(office.call(&stale).by("kepala").umask(mask).run().code, 1);
        call("kepala", &["submit", id]);
        call("nur", &["approve", id, "--revision", "2"]);
        call("nur", &["export", "--publish"]);
        let script = "#!/bin/sh\nprintf 'x' >> \"$1\"\n";
        let editor = office.file("editor", script);
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
        let second = call("kepala", &["new", "--headline", "Dua", "--body-file", &body]);
        let second = second["id"].as_str().unwrap();
        office.call(&["edit", second]).by("kepala").umask(mask).env("EDITOR", editor).ok();
        let out = office.path("situs");
        call("nur", &["export", "--out", out.to_str().unwrap()]);

        let site = office.desk().join("site");
        for path in [below(&office.desk()), below(&office.path("state"))].concat() {
            if path.starts_with(&site) {
                continue;
            }
            let want = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&path), want, "{} with umask {mask}", path.display());
        }
        for path in below(&out) {
            // The marker and the manifest are for the next run alone.
            let hidden =
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if !hidden {
                let want = if path.is_dir() { 0o755 } else { 0o644 };
                assert_eq!(mode(&path), want, "{} with umask {mask}", path.display());
            }
        }
    }
}

#[test]
fn a_desk_that_others_could_change_is_refused_with_the_command_that_mends_it() {
    let office = Office::new();
    for (path, wrong, wanted) in [
        (office.desk(), 0o777, "700"),
        (office.desk(), 0o770, "700"),
        (office.desk().join("desk.db"), 0o666, "600"),
        (office.desk().join("keys"), 0o755, "700"),
    ] {
        let right = mode(&path);
        fs::set_permissions(&path, fs::Permissions::from_mode(wrong)).unwrap();
        let run = office.call(&["new", "--headline", "x"]).by("ali").json().run();
        assert_eq!(run.code, 1, "{run:?}");
        let fix = format!("chmod {wanted} {}", path.display());
        assert!(run.error()["hint"].as_str().unwrap().contains(&fix), "{run:?}");
        fs::set_permissions(&path, fs::Permissions::from_mode(right)).unwrap();
    }
    office.json("ali", &["new", "--headline", "x"]);
}

#[test]
fn a_key_that_others_can_read_signs_nothing() {
    let office = Office::new();
    for entry in fs::read_dir(office.desk().join("keys")).unwrap() {
        let path = entry.unwrap().path();
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let run = office.call(&["new", "--headline", "x"]).by("ali").json().run();
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.error()["hint"].as_str().unwrap().contains("chmod 600"), "{run:?}");
}

#[test]
fn a_linked_database_is_refused() {
    let office = Office::new();
    let other = office.path("lain.db");
    fs::rename(office.desk().join("desk.db"), &other).unwrap();
    symlink(&other, office.desk().join("desk.db")).unwrap();
    let before = fs::read(&other).unwrap();
    for args in [&["list"][..], &["new", "--headline", "x"], &["audit", "verify"]] {
        let run = office.call(args).by("ali").json().run();
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.out.contains("desk.db"), "{run:?}");
    }
    assert_eq!(fs::read(&other).unwrap(), before);
}

#[test]
fn settings_in_the_present_folder_are_nobodys() {
    let office = Office::new();
    for name in ["redaksi.toml", "config.toml"] {
        office.file(name, "ini bukan toml [[");
    }
    office.file("isi.html", "x");
    let run = office.call(&["list"]).json().ok();
    assert_eq!(run.err, "");
}

#[test]
fn the_persons_own_language_counts() {
    let office = Office::new();
    fs::create_dir_all(office.path("config/redaksi")).unwrap();
    office.file("config/redaksi/config.toml", "language = \"en\"\n");
    let run = office.call(&["show", "x"]).without("REDAKSI_LANG").run();
    assert!(run.err.starts_with("✗ error:"), "{run:?}");
    office.file("config/redaksi/config.toml", "");
    // Then the desk's, before the locale's.
    let run = office.call(&["show", "x"]).without("REDAKSI_LANG").env("LANG", "en_GB.UTF-8").run();
    assert!(run.err.starts_with("✗ galat:"), "{run:?}");
}
