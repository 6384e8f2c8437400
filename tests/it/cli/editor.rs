//! `edit` in the person's own editor.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::Office;

/// A small program that changes the page.
fn script(office: &Office, name: &str, text: &str) -> String {
    let path = office.file(name, format!("#!/bin/sh\n{text}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn what_was_written_there_is_a_new_revision() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let editor =
        script(&office, "ganti", r#"sed -i 's/^headline: .*/headline: Judul: baru/' "$1""#);
    let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", &editor).ok();
    assert_eq!(run.value()["revision"], 2);
    assert_eq!(run.value()["headline"], "Judul: baru");
    assert_eq!(run.value()["body"], office.json("ali", &["show", &id, "--revision", "1"])["body"]);
    // VISUAL comes first, and may have arguments.
    let editor = script(&office, "tambah", r#"[ "$1" = -x ] && printf '\nTambahan.\n' >> "$2""#);
    let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", "false");
    let run = run.env("VISUAL", format!("{editor} -x")).ok();
    assert!(run.value()["body"].as_str().unwrap().ends_with("\n\nTambahan."), "{run:?}");
    // Nothing changed: nothing is saved.
    let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", "true").ok();
    assert_eq!(run.value()["revision"], 3);
    let left = fs::read_dir(office.path("state"))
        .unwrap()
        .flat_map(|desk| fs::read_dir(desk.unwrap().path().join("edit")).into_iter().flatten());
    assert_eq!(left.count(), 0, "pages are left behind");
}

#[test]
fn an_editor_that_fails_discards() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let editor = script(&office, "rusak", r#"printf 'lain' > "$1"; exit 3"#);
    for editor in ["false", editor.as_str()] {
        let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", editor).run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("invalid")), "{run:?}");
    }
    assert_eq!(office.show(&id)["revision"], 1);
}

#[test]
fn a_page_that_is_none_is_kept() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let editor = script(&office, "hapus", r#"printf 'Satu jam kerja.' > "$1""#);
    let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", &editor).run();
    assert_eq!(run.code, 1, "{run:?}");
    let kept = run.error()["details"]["path"].as_str().unwrap().to_owned();
    assert_eq!(fs::read_to_string(kept).unwrap(), "Satu jam kerja.");
    assert_eq!(office.show(&id)["revision"], 1);
}

#[test]
fn a_text_that_may_not_be_changed_is_refused_before_the_work() {
    let office = Office::new();
    let id = office.published("Rapat pleno");
    let mark = office.path("dibuka");
    let editor = script(&office, "tandai", &format!("touch {}", mark.display()));
    let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", &editor).run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("out_of_turn")), "{run:?}");
    assert!(!mark.exists());
}

#[test]
fn what_cannot_be_saved_is_not_lost() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let line = r#"sed -i 's/^date: .*/date: kapan-kapan/' "$1"; printf 'Sejam.\n' >> "$1""#;
    let editor = script(&office, "salah", line);
    let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", &editor).run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("invalid")), "{run:?}");
    let kept = run.error()["details"]["path"].as_str().unwrap().to_owned();
    assert!(run.err.contains(&kept), "{run:?}");
    assert!(fs::read_to_string(&kept).unwrap().contains("Sejam."));
    assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn somebody_saved_meanwhile() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let program = env!("CARGO_BIN_EXE_redaksi");
    let editor = script(
        &office,
        "lama",
        &format!(
            "{program} --as nur edit {id} --set summary=nur >/dev/null || exit 9\n\
             printf '\\nDari ali.\\n' >> \"$1\""
        ),
    );
    let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", &editor).run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("conflict")), "{run:?}");
    let rescued = fs::read_dir(office.desk().join("rescued")).unwrap().next().unwrap().unwrap();
    assert!(fs::read_to_string(rescued.path()).unwrap().contains("Dari ali."));
    assert_eq!(office.show(&id)["summary"], "nur");
}

#[test]
fn no_shell_reads_the_line() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let mark = office.path("celaka");
    for line in [
        format!("true; touch {}", mark.display()),
        format!("true $(touch {})", mark.display()),
        format!("true | touch {}", mark.display()),
        "./ganti".to_owned(),
        "program-yang-tidak-ada".to_owned(),
        "   ".to_owned(),
    ] {
        let run = office.call(&["edit", &id]).by("ali").json().env("EDITOR", &line).run();
        assert!(!mark.exists(), "{line}");
        assert!(run.code == 2 || office.show(&id)["revision"] == 1, "{run:?}");
    }
    let run = office.call(&["edit", &id]).by("ali").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (2, Some("usage")), "{run:?}");
    assert!(run.error()["hint"].as_str().unwrap().contains("EDITOR"), "{run:?}");
}
