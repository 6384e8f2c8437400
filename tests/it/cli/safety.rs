//! Words from outside cannot command a terminal.

use serde_json::Value;

use super::Office;

/// Sets the title, copies to the clipboard, clears the screen, turns the line about.
const EVIL: &str = "Rapat\u{1b}]0;x\u{7}\u{1b}]52;c;cm0=\u{7}\u{9b}2J\u{1b}[2J\u{202e}hci\u{2066}\u{200b}\u{e0041}\r";

#[track_caller]
fn is_tame(text: &str) {
    let wild = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
            || matches!(c, '\u{e0000}'..='\u{e007f}')
    };
    if let Some(found) = text.chars().find(|c| wild(*c)) {
        panic!("U+{:04X} in {text:?}", u32::from(found));
    }
}

#[test]
fn nothing_from_outside_reaches_the_terminal_raw() {
    let office = Office::new();
    let file = office.file("jahat\u{1b}[31m\u{202e}.md", format!("# {EVIL}\n\nIsi {EVIL} dan.\n"));
    let mut ids = Vec::new();
    for args in [
        vec!["import", &file],
        vec!["import", "/tidak/\u{1b}[2Jada\u{202e}"],
        vec!["new", "--headline", EVIL, "--body-file", &file],
        vec!["show", EVIL],
        vec!["list", "--query", EVIL],
        vec!["list", "--author", EVIL],
        vec!["list", "--after", EVIL],
        vec!["list", "--stage", EVIL],
        vec!["check", &file],
        vec![EVIL],
        vec!["office", "set", EVIL],
        vec!["new", "--template", EVIL],
        vec!["log", "--since", EVIL],
        vec!["schedule", "x", "--at", EVIL],
        vec!["--desk", "/tmp/\u{1b}[2J", "list"],
        vec!["export", "--out", "/proc/\u{1b}[2J\u{202e}"],
        vec!["import", "--format", EVIL, "x"],
    ] {
        for lang in ["en", "id"] {
            let run = office.call(&args).by("ali").lang(lang).run();
            is_tame(&run.out);
            is_tame(&run.err);
            assert_ne!(run.code, 70, "{run:?}");
        }
    }
    for row in office.json("ali", &["list"]).as_array().unwrap() {
        ids.push(row["id"].as_str().unwrap().to_owned());
    }
    assert!(ids.len() >= 2);
    for id in &ids {
        let byline = format!("byline=Humas {EVIL}");
        let summary = format!("summary={EVIL}");
        office.call(&["edit", id, "--set", &byline, "--set", &summary]).by("ali").run();
        office.call(&["submit", id]).by("ali").run();
        office.call(&["return", id, "--note", EVIL]).by("nur").run();
        for args in [
            &["show", id][..],
            &["show", id, "--format", "markdown"],
            &["show", id, "--format", "html"],
            &["check", id],
            &["history", id],
            &["diff", id],
            &["diff", id, "--format", "unified"],
            &["submit", id],
        ] {
            for color in ["never", "auto"] {
                let line = [args, &["--color", color]].concat();
                let run = office.call(&line).by("ali").run();
                is_tame(&run.out);
                is_tame(&run.err);
            }
        }
        // Programs get the same words, escaped.
        let run = office.call(&["show", id, "--json"]).ok();
        assert!(!run.out.trim_end().chars().any(|c| c.is_ascii_control()), "{run:?}");
    }
    for args in [
        &["list"][..],
        &["list", "--format", "csv"],
        &["log"],
        &["log", "--format", "csv"],
        &["person", "list"],
        &["info"],
        &["office", "show"],
        &["audit", "verify"],
    ] {
        let run = office.call(args).ok();
        is_tame(&run.out.replace("\r\n", "\n"));
        is_tame(&run.err);
    }
}

#[test]
fn an_escape_in_json_is_written_as_one() {
    let office = Office::new();
    let run = office.call(&["show", "a\u{1b}[2Jb\u{7}"]).json().run();
    assert!(run.out.contains(r"a\u001b[2Jb\u0007"), "{run:?}");
    let name = run.error()["details"]["name"].clone();
    assert_eq!(name, Value::from("a\u{1b}[2Jb\u{7}"));
}

#[test]
fn colour_is_for_those_who_want_it() {
    let office = Office::new();
    office.article("Rapat");
    for args in [&["list"][..], &["list", "--color", "never"], &["show", "x"]] {
        let run = office.call(args).run();
        is_tame(&run.out);
        is_tame(&run.err);
    }
    let run = office.call(&["list", "--color", "always"]).ok();
    assert!(run.out.contains("\u{1b}["), "{run:?}");
    let run = office.call(&["list", "--color", "never"]).env("NO_COLOR", "").ok();
    is_tame(&run.out);
    let run = office.call(&["list"]).env("NO_COLOR", "1").ok();
    is_tame(&run.out);
    // Asked for and still no colour in data.
    let run = office.call(&["list", "--color", "always", "--json"]).ok();
    is_tame(&run.out);
}
