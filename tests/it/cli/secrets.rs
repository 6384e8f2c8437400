//! A destination's secret: not on the line of a command, not in what a child is given, and in no
//! file but its own.

use std::fs;
use std::path::PathBuf;

use super::Office;

/// Words that stand nowhere but in the secrets.
const KEPT: &str = "whsec_a2VuYXJpLWRpc2ltcGFuLWRhbGFtLWJlcmthcw==";
const SAID: &str = "whsec_a2VuYXJpLWRpdWNhcGthbi1wZW5nZWxvbGE=";
/// What a password manager would be, and one that looks at who calls it.
const MANAGER: &str = "#!/bin/sh
{
    for part in cmdline environ; do
        for process in $$ $PPID; do
            echo \"$part\"
            tr '\\000' '\\n' </proc/$process/$part
        done
    done
} >\"$(dirname \"$0\")/seen\"
printf '%s\\n' \"$(rev <\"$(dirname \"$0\")/gudang\")\"
";

#[track_caller]
fn holds_none(what: &str, bytes: &[u8]) {
    for secret in [KEPT, SAID] {
        let held = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!held, "{what}");
    }
}

/// A desk with two destinations on this machine's closed port: one has its secret in a file, the
/// other is asked for it.
fn office() -> Office {
    let office = Office::new();
    // Written backwards, so that the search of all files finds what the program wrote alone.
    let backwards: String = SAID.chars().rev().collect();
    office.file("gudang", backwards + "\n");
    let manager = office.file("pengelola", MANAGER);
    office.file(
        "desk/redaksi.toml",
        format!(
            "[destination.kab]\nallow_insecure_loopback = true\n\
             [destination.prov]\nallow_insecure_loopback = true\n\
             secret_command = [\"sh\", {manager:?}]\n"
        ),
    );
    let add = |name, more: &[&str]| {
        let line = ["destination", "add", name, "--kind", "webhook", "--url", "http://127.0.0.1:9"];
        office.json("kepala", &[&line, more].concat());
    };
    let file = super::outbox::secret(&office, KEPT);
    add("kab", &["--secret-file", &file]);
    redaksi::paths::private::remove_private(file.as_ref()).unwrap();
    add("prov", &[]);
    office
}

#[test]
fn a_secret_is_shown_to_no_other_process_and_kept_in_no_other_file() {
    let office = office();
    office.clear(&office.article("Rapat pleno"));
    let line = ["push", "--once"];
    let run = office.call(&line).by("ali").json().run();
    assert_eq!(run.code, 3, "{run:?}");
    holds_none("what is told", format!("{run:?}").as_bytes());
    let seen = fs::read_to_string(office.path("seen")).unwrap();
    assert!(seen.contains("--once") && seen.contains("PATH="), "{seen}");
    holds_none("a child and its parent", seen.as_bytes());
    for name in ["kab", "prov"] {
        let test = office.call(&["destination", "test", name]).by("ali").json().run();
        holds_none("the check", format!("{test:?}").as_bytes());
    }
    office.json("kepala", &["backup"]);
    let own = office.desk().join("secrets/kab");
    assert!(fs::read_to_string(&own).unwrap().starts_with(KEPT));
    let mut ways: Vec<PathBuf> = vec![office.path("")];
    let mut files = Vec::new();
    while let Some(folder) = ways.pop() {
        for found in fs::read_dir(&folder).unwrap() {
            let found = found.unwrap();
            if found.file_type().unwrap().is_dir() {
                ways.push(found.path());
            } else if found.path() != own {
                let path = found.path().display().to_string();
                holds_none(&path, &fs::read(found.path()).unwrap());
                files.push(path);
            }
        }
    }
    for kind in ["/backups/", "/desk.db", "/state/"] {
        assert!(files.iter().any(|path| path.contains(kind)), "{kind}: {files:?}");
    }
}
