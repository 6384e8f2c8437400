//! Refusals: kind, sentence, hint, facts, and the exit code, for people and for programs.

use serde_json::json;

use super::Office;

#[track_caller]
fn usage(office: &Office, args: &[&str]) -> serde_json::Value {
    let run = office.call(args).json().run();
    assert_eq!((run.code, run.err.as_str()), (2, ""), "{run:?}");
    let error = run.error();
    assert_eq!(error["kind"], "usage", "{run:?}");
    assert!(error["hint"].is_string(), "{run:?}");
    error
}

#[test]
fn a_line_that_means_nothing_is_a_document_too() {
    let office = Office::new();
    for (args, argument, hint) in [
        (&["lits"][..], "lits", "list"),
        (&["list", "--sotr", "due"], "--sotr", "--sort"),
        (&["list", "--sort", "size"], "--sort", "updated"),
        (&["list", "--stage", "drfat"], "--stage", "draft"),
        (&["show"], "<ARTICLE>", "redaksi show"),
        (&["show", "a", "b"], "b", "redaksi show"),
        (&["approve", "a"], "--revision", "redaksi approve"),
        (&["approve", "a", "--revision", "satu"], "--revision", "redaksi help"),
        (&["edit", "a", "--set", "tanpa-nilai"], "--set", "redaksi help"),
        (&["person"], "", "add"),
        (&["person", "add", "x"], "--role", "redaksi person add"),
        (&["person", "add", "x", "--role", "chef"], "--role", "editor"),
        (&["import"], "<FILE>", "redaksi import"),
        (&["check"], "<ARTICLE|FILE>", "redaksi check"),
        (&["--lang", "fr", "list"], "--lang", "en"),
        (&["return", "a"], "--note", "redaksi return"),
        (&["withdraw", "a"], "--reason", "redaksi withdraw"),
        (&["schedule", "a"], "--at", "redaksi schedule"),
        (&["check", "a", "--format", "xml"], "--format", "human"),
    ] {
        let error = usage(&office, args);
        let told = error["details"]["argument"].as_str().unwrap_or_default();
        assert!(told.starts_with(argument), "{args:?}: {error}");
        assert!(error["hint"].as_str().unwrap().contains(hint), "{args:?}: {error}");
    }
    // A program that asks for a document never gets the screen.
    usage(&office, &[]);
}

#[test]
fn people_are_told_on_stderr() {
    let office = Office::new();
    let run = office.call(&["lits"]).run();
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("✗ error: ") && run.err.contains("\n→ "), "{run:?}");
    let run = office.call(&["show", "tidak-ada"]).run();
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    let want = "✗ error: “tidak-ada” was not found.\n";
    assert!(run.err.starts_with(want), "{run:?}");
    let run = office.call(&["show", "tidak-ada"]).lang("id").run();
    assert!(run.err.starts_with("✗ galat: "), "{run:?}");
    assert!(run.err.contains("“tidak-ada”"), "{run:?}");
}

#[test]
fn with_several_people_it_must_be_said_who_acts() {
    let office = Office::new();
    let run = office.call(&["new", "--headline", "x"]).json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("who")), "{run:?}");
    assert_eq!(run.error()["details"]["names"], json!(["kepala", "ali", "nur", "sri"]));
    assert_eq!(office.refusal("siapa", &["new", "--headline", "x"]), "not_found");
    // Reading needs nobody.
    for args in [&["list"][..], &["log"], &["audit", "verify"], &["info"], &["person", "list"]] {
        office.call(args).ok();
    }
    let alone = Office::empty();
    alone.found(&[]);
    let run = alone.call(&["new", "--headline", "x", "--json"]).ok();
    assert_eq!(run.value()["author"], "kepala");
}

#[test]
fn without_a_desk_it_is_said_how_to_make_one() {
    let office = Office::empty();
    let commands = [
        &["list"][..],
        &["show", "x"],
        &["new"],
        &["log"],
        &["export"],
        &["audit", "verify"],
        &["info"],
        &["person", "list"],
        &["office", "show"],
    ];
    for args in commands {
        let run = office.call(args).json().run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("not_found")), "{run:?}");
        assert!(run.error()["hint"].as_str().unwrap().contains("redaksi init"), "{run:?}");
    }
    assert!(!office.desk().exists(), "looking for a desk has made something");
}

#[test]
fn environment_that_means_nothing_is_named() {
    let office = Office::new();
    for (name, value) in [("REDAKSI_LANG", "fr"), ("REDAKSI_TEST_CLOCK", "besok")] {
        let run = office.call(&["list"]).json().env(name, value).run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (2, Some("usage")), "{run:?}");
        assert!(run.error()["message"].as_str().unwrap().contains(value), "{run:?}");
    }
}

#[test]
fn files_that_are_no_desk_are_left_as_they_are() {
    for bytes in [&b"Ini bukan basis data."[..], &[0; 8192], b""] {
        let office = Office::new();
        office.file("desk/desk.db", bytes);
        for end in ["-wal", "-shm"] {
            let _gone = std::fs::rename(
                office.desk().join(format!("desk.db{end}")),
                office.path(&format!("old{end}")),
            );
        }
        let run = office.call(&["list"]).json().run();
        assert_eq!(run.code, 1, "{run:?}");
        let kind = run.error()["kind"].clone();
        assert!(kind == "damaged" || kind == "foreign_file", "{run:?}");
        assert_eq!(std::fs::read(office.desk().join("desk.db")).unwrap(), bytes);
    }
}

#[test]
fn settings_of_the_machine_that_are_unknown_are_an_error_with_the_right_command() {
    let office = Office::new();
    office.file("desk/redaksi.toml", "timezone = \"Asia/Jakarta\"\n");
    let run = office.call(&["list"]).json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("invalid")), "{run:?}");
    assert!(run.error()["hint"].as_str().unwrap().contains("office set"), "{run:?}");
    office.file("desk/redaksi.toml", "ini bukan toml");
    let run = office.call(&["list"]).json().run();
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.contains("redaksi.toml"), "{run:?}");
}

#[test]
fn remarks_have_words_and_an_end() {
    let office = Office::new();
    let id = office.article("Rapat");
    office.json("ali", &["submit", &id]);
    let long = "kata ".repeat(2_000);
    for note in ["", "   ", &long] {
        assert_eq!(office.refusal("nur", &["return", &id, "--note", note]), "invalid");
    }
    for args in [&["withdraw", &id, "--reason", "x"][..], &["correct", &id, "--reason", "x"]] {
        assert_eq!(office.refusal("nur", args), "out_of_turn", "{args:?}");
    }
    assert_eq!(office.stage(&id), "submitted");
}

#[test]
fn a_published_text_is_not_edited_in_place() {
    let office = Office::new();
    let id = office.article("Rapat");
    office.json("ali", &["edit", &id, "--headline", "Rapat pleno"]);
    office.clear(&id);
    office.json("nur", &["export", "--publish"]);
    let run = office.call(&["edit", &id, "--headline", "Lain"]).by("ali").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("out_of_turn")), "{run:?}");
    assert!(run.error()["hint"].as_str().unwrap().contains("redaksi correct"), "{run:?}");
    assert_eq!(office.refusal("ali", &["restore", &id, "--revision", "1"]), "out_of_turn");
    assert_eq!(office.refusal("ali", &["submit", &id]), "out_of_turn");
    assert_eq!(office.refusal("nur", &["schedule", &id, "--at", "2025-11-01"]), "out_of_turn");
}
