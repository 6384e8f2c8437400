//! The frame of the command line, from outside: languages, streams, exit codes.

use std::io::Read;
use std::process::{Command, Output, Stdio};

fn redaksi(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redaksi"));
    command.args(args).env_clear().stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    redaksi(args).output().unwrap()
}

#[test]
fn alone_it_shows_the_overview_in_the_language_of_the_locale() {
    for (variable, value, want) in [
        ("LANG", "id_ID.UTF-8", "Pemakaian:"),
        ("LANG", "en_GB.UTF-8", "Usage:"),
        ("LANG", "C", "Usage:"),
        ("REDAKSI_LANG", "id", "Pemakaian:"),
    ] {
        let output = redaksi(&[]).env(variable, value).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(want), "{variable}={value}: {text}");
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn options_of_every_command_stand_on_either_side() {
    for args in [["--lang", "id", "help", "list"], ["help", "list", "--lang", "id"]] {
        let output = run(&args);
        assert!(String::from_utf8(output.stdout).unwrap().starts_with("Daftar naskah"), "{args:?}");
    }
}

#[test]
fn a_refused_line_is_a_document_for_programs_and_words_for_people() {
    for args in [["lits", "--json"], ["--json", "lits"]] {
        let output = run(&args);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stderr.is_empty());
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told["error"]["kind"], "usage");
        assert_eq!(told["error"]["details"]["argument"], "lits");
    }
    let output = run(&["--json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with(r#"{"error":{"kind":"usage","#));
    let output = run(&["lits"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("✗ error: ") && text.contains("list"), "{text}");
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn colour_is_the_readers_choice() {
    let output = run(&["lits", "--color", "always"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains('\u{1b}'));
    let output = redaksi(&["lits"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!String::from_utf8(output.stderr).unwrap().contains('\u{1b}'));
}

#[test]
fn what_was_typed_is_not_obeyed_by_the_terminal() {
    let output = run(&["\u{1b}]0;x\u{7}"]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("⟦U+001B⟧") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_variable_without_meaning_is_refused() {
    let output = redaksi(&["help"]).env("REDAKSI_LANG", "fr").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("REDAKSI_LANG"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = redaksi(&["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = redaksi(&["help"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no room left"));
}

#[test]
fn every_shell_gets_its_completion() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("restore-backup"), "{shell}");
    }
}
