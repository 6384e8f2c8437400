//! Four eyes, what is approved is what was read, and nothing in a file decides a stage.

use super::{Office, SOUND};

#[test]
fn a_text_goes_its_way_and_no_other() {
    let office = Office::new();
    let id = office.article("Rapat koordinasi di Contoh");
    assert_eq!(office.refusal("nur", &["approve", &id, "--revision", "1"]), "out_of_turn");
    office.json("ali", &["edit", &id, "--set", "summary=Ringkas."]);
    let sent = office.json("ali", &["submit", &id]);
    assert_eq!(sent["stage"], "submitted");
    assert_eq!(sent["revision"], 2);
    assert_eq!(office.refusal("ali", &["submit", &id]), "out_of_turn");
    assert_eq!(office.refusal("ali", &["approve", &id, "--revision", "2"]), "not_allowed");
    assert_eq!(office.refusal("nur", &["approve", &id, "--revision", "1"]), "stale");
    assert_eq!(office.refusal("nur", &["approve", &id, "--revision", "9"]), "not_found");
    assert_eq!(office.refusal("nur", &["schedule", &id, "--at", "2025-10-22"]), "out_of_turn");
    let approved = office.json("nur", &["approve", &id, "--revision", "2", "--note", "Baik."]);
    assert_eq!(approved["stage"], "approved");
    office.json("ali", &["edit", &id, "--set", "headline=Judul lain"]);
    assert_eq!(office.stage(&id), "draft");
    assert_eq!(office.refusal("nur", &["approve", &id, "--revision", "2"]), "out_of_turn");
}

#[test]
fn a_submitted_text_is_taken_back() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    assert_eq!(office.refusal("ali", &["submit", "--undo", &id]), "out_of_turn");
    office.json("ali", &["submit", &id]);
    let back = office.json("ali", &["submit", &id, "--undo"]);
    assert_eq!(back["stage"], "draft");
    assert_eq!(back["revision"], 2);
}

#[test]
fn nobody_approves_their_own_words() {
    let office = Office::new();
    let body = office.file("isi.md", SOUND);
    let made = office.json("nur", &["new", "--headline", "Rapat pleno", "--body-file", &body]);
    let id = made["id"].as_str().unwrap();
    office.json("nur", &["submit", id]);
    let run = office.call(&["approve", id, "--revision", "1"]).by("nur").json().run();
    let error = run.error();
    assert_eq!(error["kind"], "own_work");
    assert_eq!(error["details"]["contributors"], serde_json::json!(["nur"]));
    office.json("sri", &["return", id, "--note", "Lengkapi."]);
    assert_eq!(office.show(id)["returned"], true);
    // Whoever brings an old text back or mends a comma has contributed too.
    office.json("sri", &["edit", id, "--set", "summary=Ringkas."]);
    office.json("nur", &["submit", id]);
    assert_eq!(office.refusal("sri", &["approve", id, "--revision", "2"]), "own_work");
    office.json("kepala", &["approve", id, "--revision", "2"]);
    assert_eq!(office.stage(id), "approved");
}

#[test]
fn who_restores_contributes() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.json("ali", &["edit", &id, "--headline", "Rapat pleno terbuka"]);
    let back = office.json("nur", &["restore", &id, "--revision", "1"]);
    assert_eq!(back["revision"], 3);
    assert_eq!(back["headline"], "Rapat pleno");
    office.json("ali", &["submit", &id]);
    assert_eq!(office.refusal("nur", &["approve", &id, "--revision", "3"]), "own_work");
}

#[test]
fn a_file_brings_words_and_no_stage() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.clear(&id);
    let mut document = office.show(&id);
    for (key, value) in [
        ("stage", serde_json::json!("published")),
        ("live_revision", 1.into()),
        ("revision", 9.into()),
        ("contributors", serde_json::json!([])),
    ] {
        document[key] = value;
    }
    let file = office.file("salinan.json", document.to_string());
    let taken = office.json("ali", &["import", &file]);
    let taken = &taken[0];
    let copy = taken["id"].as_str().unwrap();
    assert_ne!(copy, id);
    let shown = office.show(copy);
    assert_eq!(shown["stage"], "draft");
    assert_eq!(shown["revision"], 1);
    assert_eq!(shown["live_revision"], serde_json::Value::Null);
    assert_eq!(shown["contributors"], serde_json::json!(["ali"]));
    assert_eq!(shown["headline"], "Rapat pleno");
    assert_eq!(shown["body"], document["body"]);
    let notes = taken["notes"].as_array().unwrap();
    let ignored = notes.iter().find(|note| note["kind"] == "ignored-fields").unwrap();
    assert!(ignored["text"].as_str().unwrap().contains("stage"), "{ignored}");
    let report = office.json("ali", &["audit", "verify"]);
    assert_eq!(report["problems"], serde_json::json!([]));
    assert_eq!(report["verified"], report["records"]);
}

#[test]
fn a_submission_wants_all_fields_and_no_error() {
    let office = Office::new();
    let made = office.json("ali", &["new"]);
    let id = made["id"].as_str().unwrap();
    let run = office.call(&["submit", id]).by("ali").json().run();
    assert_eq!(run.error()["kind"], "invalid");
    assert_eq!(run.error()["details"]["fields"], serde_json::json!(["headline", "body"]));
    let hint = run.error()["hint"].as_str().unwrap().to_owned();
    assert!(hint.contains("--set headline=… --body-file FILE"), "{hint}");
    for field in ["section=", "place=", "date="] {
        office.json("ali", &["edit", id, "--set", field]);
    }
    let run = office.call(&["submit", id]).by("ali").json().run();
    let fields = run.error()["details"]["fields"].clone();
    assert_eq!(fields, serde_json::json!(["headline", "body", "section", "place", "date"]));

    let body = office.file("salah.md", "Rapat pada Rabu (21/10/2025).\n");
    let wrong = office.json("ali", &["new", "--headline", "Rapat", "--body-file", &body]);
    let wrong = wrong["id"].as_str().unwrap();
    let run = office.call(&["submit", wrong]).by("ali").json().run();
    assert_eq!(run.code, 1);
    assert_eq!(run.error()["kind"], "findings");
    let found = run.error()["details"]["findings"].clone();
    assert_eq!(found[0]["level"], "error", "{run:?}");
}

#[test]
fn each_role_does_its_own() {
    let office = Office::new();
    office.json("kepala", &["person", "add", "budi", "--role", "admin"]);
    let id = office.article("Rapat pleno");
    office.json("ali", &["submit", &id]);
    #[track_caller]
    fn check(office: &Office, who: &str, args: &[&str]) {
        let run = office.call(args).by(who).json().run();
        assert_eq!(run.code, 1, "{run:?}");
        assert_eq!(run.error()["kind"], "not_allowed", "{run:?}");
    }
    for args in [
        &["return", &id, "--note", "x"][..],
        &["approve", &id, "--revision", "1"],
        &["schedule", &id, "--at", "2025-10-30"],
        &["unschedule", &id],
        &["correct", &id, "--reason", "x"],
        &["withdraw", &id, "--reason", "x"],
        &["export", "--publish"],
    ] {
        check(&office, "ali", args);
        check(&office, "budi", args);
    }
    for args in [
        &["new", "--headline", "x"][..],
        &["import", &office.file("a.txt", "Judul\n\nIsi.")],
        &["edit", &id, "--set", "summary=x"],
        &["submit", &id],
        &["restore", &id, "--revision", "1"],
    ] {
        check(&office, "budi", args);
    }
    for args in [
        &["person", "add", "x", "--role", "editor"][..],
        &["person", "revoke", "ali", "--reason", "x"],
        &["office", "set", "place=Lain"],
    ] {
        check(&office, "ali", args);
        check(&office, "nur", args);
    }
    assert_eq!(office.stage(&id), "submitted");
    assert_eq!(office.json("ali", &["list"]).as_array().unwrap().len(), 1);
}
