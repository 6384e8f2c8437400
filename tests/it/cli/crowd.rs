//! Several at once, and readers that go away.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::json;

use super::Office;

#[test]
fn several_people_work_at_once() {
    let office = Office::new();
    let people = ["ali", "nur", "sri", "kepala"];
    std::thread::scope(|scope| {
        for (n, who) in people.iter().cycle().take(12).enumerate() {
            let office = &office;
            scope.spawn(move || {
                let headline = format!("Naskah {n}");
                let made = office.json(who, &["new", "--headline", &headline]);
                let id = made["id"].as_str().unwrap();
                office.json(who, &["edit", id, "--set", "summary=Ringkas."]);
                office.json(who, &["list", "--query", "naskah"]);
            });
        }
    });
    assert_eq!(office.json("ali", &["list"]).as_array().unwrap().len(), 12);
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
}

#[test]
fn two_saves_of_one_text_are_one_and_a_conflict() {
    let office = Office::new();
    let id = office.article("Rapat");
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6)
            .map(|n| {
                let (office, id) = (&office, &id);
                scope.spawn(move || {
                    let summary = format!("summary=Ringkas {n}.");
                    let line = ["edit", id, "--base", "1", "--set", &summary];
                    let run = office.call(&line).by("ali").json().run();
                    assert!(run.code == 0 || run.error()["kind"] == "conflict", "{run:?}");
                    run.code
                })
            })
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    assert_eq!(office.show(&id)["revision"], 2);
    let rescued = std::fs::read_dir(office.desk().join("rescued")).unwrap().count();
    assert_eq!(rescued, 5, "a text that lost is not there any more");
}

/// The program on the office's desk, with stdout of the test's choosing.
fn program(office: &Office, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redaksi"));
    command
        .args(args)
        .env("REDAKSI_DESK", office.desk())
        .env("REDAKSI_STATE", office.path("state"))
        .env("REDAKSI_HUNSPELL", "")
        .env("REDAKSI_LANG", "en")
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    command
}

#[test]
fn a_reader_that_goes_away_ends_the_writing() {
    let office = Office::new();
    let body = office.file("isi.md", "kata ".repeat(200_000));
    let made = office.json("ali", &["new", "--headline", "x", "--body-file", &body]);
    let id = made["id"].as_str().unwrap();
    for args in [&["show", id][..], &["show", id, "--json"], &["log"], &["help"]] {
        let mut child = program(&office, args).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {output:?}");
        assert!(output.stderr.is_empty(), "{args:?}: {output:?}");
    }
}

#[test]
fn a_full_disk_below_stdout_is_told() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else { return };
    if (&full).write(b"x").is_ok() {
        return;
    }
    let office = Office::new();
    office.article("Rapat");
    for args in [&["list"][..], &["list", "--json"], &["info"]] {
        let full = full.try_clone().unwrap();
        let output = program(&office, args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {output:?}");
        let talk = String::from_utf8(output.stderr).unwrap();
        assert!(talk.contains("stdout"), "{args:?}: {talk}");
    }
}
