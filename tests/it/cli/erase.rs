//! Words that go for good: out of the file, out of every answer, and the ledger still whole.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::Office;

/// A word that no other text has, in the one form that the index keeps as well.
const SECRET: &str = "qxzwrahasia";

/// Has a file below the folder this word? Backups are told of and not reached.
fn is_in(folder: &Path, word: &str) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return !path.ends_with("backups") && is_in(&path, word);
        }
        let bytes = fs::read(&path).unwrap();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    })
}

fn with_secret(office: &Office) -> String {
    let id = office.article(&format!("Nama {SECRET}"));
    for extra in ["satu", "dua", "tiga"] {
        let body = format!("Rapat tentang {SECRET} di kantor.\n\nTambahan {extra}.\n");
        let body = office.file("isi.md", body.repeat(4));
        office.json("ali", &["edit", &id, "--body-file", &body, "--set", "due=2025-12-01"]);
    }
    id
}

#[track_caller]
fn erase(office: &Office, id: &str, more: &[&str]) -> Value {
    let line = ["erase", id, "--reason", "Permintaan pemilik data", "--yes"];
    office.json("kepala", &[&line[..], more].concat())
}

/// The ledger verifies, and the tables are what it makes of them.
#[track_caller]
fn sound(office: &Office) {
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
    let rebuilt = office.json("ali", &["doctor", "--rebuild"]);
    assert_eq!(rebuilt["equal"], true, "{rebuilt}");
    let looks = office.call(&["doctor"]).by("ali").json().run().value();
    let search = looks["checks"].as_array().unwrap().iter().find(|look| look["check"] == "search");
    assert_eq!(search.unwrap()["good"], true, "{looks}");
}

fn records(office: &Office) -> usize {
    office.json("ali", &["log"]).as_array().unwrap().len()
}

#[test]
fn an_erased_article_leaves_no_word() {
    let office = Office::new();
    let id = with_secret(&office);
    office.json("ali", &["submit", &id]);
    office.json("nur", &["return", &id, "--note", &format!("Hapus {SECRET}.")]);
    let rescued = office.desk().join("rescued");
    let short = office.show(&id)["short_id"].as_str().unwrap().to_owned();
    fs::create_dir_all(&rescued).unwrap();
    office.file(&format!("desk/rescued/{short}-1.json"), SECRET);
    office.file("desk/rescued/00000000-1.json", "milik naskah lain");
    assert!(is_in(&office.desk(), SECRET));
    let answer = erase(&office, &id, &[]);
    assert_eq!((&answer["erased"], &answer["revision"]), (&json!(5), &Value::Null));
    assert_eq!(answer["backups"], json!([office.desk().join("backups")]));
    assert!(!is_in(&office.desk(), SECRET), "the word is still in the desk's folder");
    assert_eq!(fs::read_dir(&rescued).unwrap().count(), 1);
    let row = &office.json("ali", &["list"])[0];
    assert_eq!((&row["headline"], &row["words"]), (&Value::Null, &json!(0)));
    assert_eq!(office.json("ali", &["list", "--query", SECRET]), json!([]));
    let run = office.call(&["show", &id]).by("ali").json().ok();
    assert_eq!((&run.value()["erased"], &run.value()["body"]), (&json!(true), &Value::Null));
    assert!(run.err.contains("erased"), "{run:?}");
    assert!(!run.value()["slug"].as_str().unwrap().contains(SECRET), "{run:?}");
    let history = office.json("ali", &["history", &id]);
    assert!(history.as_array().unwrap().iter().all(|row| row["erased"] == true), "{history}");
    assert!(office.says("ali", &["history", &id]).contains("erased"));
    for line in [["diff", &id, "1", "2"], ["restore", &id, "--revision", "1"]] {
        let run = office.call(&line).by("ali").json().run();
        let error = run.error();
        assert_eq!(
            (&error["kind"], &error["details"]["erased"]),
            (&json!("not_found"), &json!(true))
        );
    }
    let log = office.json("ali", &["log", "--article", &id]);
    assert_eq!((&log[0]["kind"], &log[0]["person"]), (&json!("content.erased"), &json!("kepala")));
    assert_eq!(log[0]["note"], "Permintaan pemilik data");
    assert_eq!((&log[1]["kind"], &log[1]["note"]), (&json!("article.returned"), &Value::Null));
    sound(&office);
    // A second time there is nothing to erase, and nothing to record.
    let before = records(&office);
    assert_eq!(erase(&office, &id, &[])["erased"], 0);
    assert_eq!(records(&office), before);
    // The article itself can be written again.
    office.json("ali", &["edit", &id, "--headline", "Judul baru"]);
    assert_eq!(office.show(&id)["headline"], "Judul baru");
    sound(&office);
}

#[test]
fn one_revision_goes_and_those_that_grew_from_it_stay() {
    let office = Office::new();
    let id = with_secret(&office);
    let newest = office.show(&id)["body"].clone();
    office.json("ali", &["submit", &id]);
    office.json("nur", &["approve", &id, "--revision", "4"]);
    for revision in ["2", "1"] {
        let answer = erase(&office, &id, &["--revision", revision]);
        assert_eq!((&answer["erased"], &answer["stage"]), (&json!(1), &json!("draft")));
        let gone = office.json("ali", &["show", &id, "--revision", revision]);
        assert_eq!((&gone["erased"], &gone["headline"]), (&json!(true), &Value::Null));
    }
    let shown = office.show(&id);
    assert_eq!((&shown["erased"], &shown["body"]), (&json!(false), &newest));
    let third = office.json("ali", &["show", &id, "--revision", "3"]);
    assert!(third["body"].as_str().unwrap().contains("Tambahan dua"), "{third}");
    assert_eq!(office.json("ali", &["list", "--query", SECRET]).as_array().unwrap().len(), 1);
    sound(&office);
    // It is read and approved once more before it goes out.
    assert_eq!(office.json("nur", &["export", "--publish"])["pages"], 0);
    office.clear(&id);
    assert_eq!(office.json("nur", &["export", "--publish"])["pages"], 1);
}

#[test]
fn what_readers_see_is_withdrawn_first() {
    let office = Office::new();
    office.json("kepala", &["person", "add", "tata", "--role", "admin"]);
    let id = with_secret(&office);
    office.clear(&id);
    office.json("nur", &["export", "--publish"]);
    let line = ["erase", &id, "--reason", "Permintaan", "--yes"];
    assert_eq!(office.refusal("nur", &line), "not_allowed");
    let run = office.call(&line).by("tata").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("out_of_turn")), "{run:?}");
    assert!(run.error()["hint"].as_str().unwrap().contains("withdraw"), "{run:?}");
    office.json("nur", &["correct", &id, "--reason", "Keliru."]);
    assert_eq!(office.refusal("tata", &line), "out_of_turn");
    let page = office
        .desk()
        .join("site")
        .join(office.show(&id)["path"].as_str().unwrap().trim_start_matches('/'));
    assert!(fs::read_to_string(&page).unwrap().contains(SECRET));
    office.json("nur", &["withdraw", &id, "--reason", &format!("Memuat {SECRET}.")]);
    let run = office.call(&line).by("tata").ok();
    assert!(run.err.contains("export --publish") && run.err.contains("backup"), "{run:?}");
    assert_eq!(office.stage(&id), "withdrawn");
    office.json("nur", &["export", "--publish"]);
    let notice = fs::read_to_string(&page).unwrap();
    assert!(notice.contains("noindex") && !notice.contains("Memuat"), "{notice}");
    // Its address was signed with the approval, and is all that the pages still say of it.
    let words = notice.replace(page.file_name().unwrap().to_str().unwrap(), "");
    assert!(!words.contains(SECRET), "{notice}");
    sound(&office);
}

/// The old pages are somebody's as long as they read: it is said, and a second run finishes.
#[test]
fn a_file_that_others_read_is_scrubbed_later() {
    let office = Office::new();
    let id = with_secret(&office);
    let line = ["erase", &id, "--reason", "Permintaan", "--yes"];
    let reader = rusqlite::Connection::open(office.desk().join("desk.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM record;").unwrap();
    let run = office.call(&line).by("kepala").ok();
    assert!(run.err.contains("erase once more"), "{run:?}");
    assert_eq!(office.show(&id)["erased"], true);
    drop(reader);
    let run = office.call(&line).by("kepala").ok();
    assert!(!run.err.contains("erase once more"), "{run:?}");
    assert!(!is_in(&office.desk(), SECRET));
    sound(&office);
}

#[test]
fn a_script_says_that_it_means_it() {
    let office = Office::new();
    let id = office.article("Rapat");
    let before = records(&office);
    for line in [["erase", &id, "--reason", "Permintaan"], ["erase", &id, "--yes", "--json"]] {
        let run = office.call(&line).by("kepala").json().run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (2, Some("usage")), "{run:?}");
    }
    let run = office.call(&["erase", &id, "--reason", " ", "--yes"]).by("kepala").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("invalid")), "{run:?}");
    let line = ["erase", &id, "--revision", "9", "--reason", "Permintaan", "--yes"];
    assert_eq!(office.refusal("kepala", &line), "not_found");
    assert_eq!(records(&office), before);
}

#[test]
fn the_same_words_elsewhere_are_thought_of() {
    let office = Office::new();
    let file =
        office.file("rilis.md", format!("# Nama {SECRET}\n\nRapat {SECRET} berlangsung lama.\n"));
    let line = ["import", "--again", &file];
    let made = |office: &Office| office.json("ali", &line)[0]["id"].as_str().unwrap().to_owned();
    let (one, two) = (made(&office), made(&office));
    for set in ["place=Contoh", "date=2025-10-21"] {
        office.json("ali", &["edit", &two, "--set", set]);
    }
    office.json("ali", &["submit", &two]);
    let line = ["erase", &one, "--reason", "Permintaan", "--yes"];
    let run = office.call(&line).by("kepala").json().run();
    let other = office.show(&two)["short_id"].clone();
    assert_eq!(
        (&run.error()["kind"], &run.error()["details"]["article"]),
        (&json!("out_of_turn"), &other)
    );
    office.json("nur", &["return", &two, "--note", "Tahan."]);
    erase(&office, &one, &[]);
    assert_eq!(office.json("ali", &["show", &two, "--revision", "1"])["erased"], true);
    assert_eq!(office.show(&two)["erased"], false);
    sound(&office);
    erase(&office, &two, &[]);
    assert!(!is_in(&office.desk(), SECRET));
    // Who brings the file in once more has the words again, and the tables know it.
    made(&office);
    assert_eq!(office.json("ali", &["show", &one, "--revision", "1"])["erased"], false);
    sound(&office);
}
