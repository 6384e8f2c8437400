//! The trash: what goes in, who may throw what away, where it is still shown, and the way back.

use serde_json::{Value, json};

use super::Office;

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect()
}

fn drafts(office: &Office) -> Value {
    office.json("ali", &["info"])["stages"]["draft"].clone()
}

#[test]
fn a_draft_in_the_trash_is_in_no_other_list() {
    let office = Office::new();
    let kept = office.article("Rapat pleno terbuka");
    let id = office.article("Rapat yang batal");
    let said = office.json("ali", &["trash", &id]);
    assert_eq!((&said["id"], &said["stage"]), (&json!(id), &json!("draft")));
    for line in [
        &["list"][..],
        &["list", "--stage", "draft"],
        &["list", "--author", "ali"],
        &["list", "--sort", "headline"],
        &["list", "--waiting-for", "ali"],
        &["list", "--query", "rapat"],
        &["list", "--query", "rapat", "--sort", "relevance"],
        &["list", "--query", "-sosialisasi"],
        &["list", "--query", "-is:trash"],
    ] {
        assert_eq!(ids(&office.json("ali", line)), [&kept], "{line:?}");
    }
    for line in [
        &["list", "--trash"][..],
        &["list", "--trash", "--author", "ali", "--sort", "due"],
        &["list", "--query", "is:trash"],
        &["list", "--query", "is:sampah batal"],
        &["list", "--query", "batal", "--trash", "--sort", "relevance"],
    ] {
        let list = office.json("sri", line);
        assert_eq!(ids(&list), [&id], "{line:?}");
        assert_eq!(list[0]["waiting_for"], json!([]), "{line:?}");
    }
    assert_eq!(office.json("ali", &["list", "--trash", "--stage", "submitted"]), json!([]));
    assert_eq!(drafts(&office), 1);
    assert_eq!(office.json("ali", &["doctor", "--rebuild"])["equal"], true);
    assert!(office.json("nur", &["export"])["pages"] == 0);
    let shown = office.show(&id);
    assert_eq!(shown["trashed_at"], shown["updated_at"]);
    let said = office.says("ali", &["show", &id, "--lang", "en"]);
    assert!(said.contains("In the trash") && said.contains("until 20 Nov 2025"), "{said}");
    office.json("nur", &["untrash", &id]);
    assert_eq!(office.json("ali", &["list"]).as_array().unwrap().len(), 2);
    assert_eq!(office.show(&id)["trashed_at"], Value::Null);
    assert_eq!(
        (drafts(&office), ids(&office.json("ali", &["list", "--trash"])).len()),
        (json!(2), 0)
    );
    let doctor = office.json("kepala", &["doctor", "--rebuild"]);
    assert_eq!(doctor["equal"], true, "{doctor}");
}

#[test]
fn nothing_is_done_to_what_lies_in_the_trash() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    assert_eq!(office.refusal("ali", &["untrash", &id]), "out_of_turn");
    office.json("ali", &["trash", &id]);
    for (who, line) in [
        ("ali", &["trash", &id][..]),
        ("ali", &["edit", &id, "--headline", "Lain"]),
        ("ali", &["edit", &id, "--set", "due=2025-10-23"]),
        ("ali", &["submit", &id]),
        ("nur", &["return", &id, "--note", "x"]),
        ("nur", &["approve", &id, "--revision", "1"]),
        ("nur", &["schedule", &id, "--at", "2025-10-30"]),
        ("nur", &["withdraw", &id, "--reason", "x"]),
    ] {
        let run = office.call(line).by(who).json().lang("en").run();
        let error = run.error();
        assert_eq!((run.code, &error["kind"]), (1, &json!("out_of_turn")), "{run:?}");
        assert_eq!(error["details"]["trashed_at"], "2025-10-21T03:00:00.000Z", "{run:?}");
        assert!(error["hint"].as_str().unwrap().contains("redaksi untrash"), "{run:?}");
    }
    let report = office.json("ali", &["audit", "verify"]);
    assert_eq!(report["problems"], json!([]));
    office.json("ali", &["untrash", &id]);
    office.json("ali", &["submit", &id]);
    let log = office.json("ali", &["log", "--article", &id]);
    let kinds: Vec<_> = log.as_array().unwrap().iter().map(|row| row["kind"].clone()).collect();
    let want = ["article.submitted", "article.untrashed", "article.trashed", "revision.saved"];
    assert_eq!(kinds, want);
}

#[test]
fn only_own_drafts_that_were_never_approved_are_thrown_away() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    assert_eq!(office.refusal("nur", &["trash", &id]), "not_allowed");
    office.json("kepala", &["person", "add", "budi", "--role", "admin"]);
    assert_eq!(office.refusal("budi", &["trash", &id]), "not_allowed");
    office.json("nur", &["edit", &id, "--headline", "Rapat pleno terbuka"]);
    let run = office.call(&["trash", &id]).by("ali").json().lang("en").run();
    assert_eq!(run.error()["kind"], "not_allowed");
    assert_eq!(run.error()["details"]["contributors"], json!(["nur"]));
    assert!(run.error()["message"].as_str().unwrap().contains("nur"), "{run:?}");

    let id = office.article("Rapat kerja");
    office.json("ali", &["submit", &id]);
    assert_eq!(office.refusal("ali", &["trash", &id]), "out_of_turn");
    office.json("nur", &["return", &id, "--note", "Lengkapi."]);
    office.json("ali", &["trash", &id]);
    assert_eq!(ids(&office.json("ali", &["list", "--query", "is:returned is:trash"])), [&id]);
    office.json("ali", &["untrash", &id]);
    assert_eq!(office.show(&id)["returned"], true);
    office.clear(&id);
    // What was approved once is more than an own draft, whatever it is now.
    office.json("ali", &["edit", &id, "--set", "summary=Ringkas."]);
    assert_eq!(office.stage(&id), "draft");
    assert_eq!(office.refusal("ali", &["trash", &id]), "out_of_turn");

    let public = office.published("Rapat akhir");
    office.json("nur", &["correct", &public, "--reason", "Salah nama."]);
    assert_eq!(office.refusal("ali", &["trash", &public]), "out_of_turn");
    assert!(ids(&office.json("ali", &["list"])).contains(&public.as_str()));
    let out = office.path("percobaan").to_str().unwrap().to_owned();
    assert_eq!(office.json("ali", &["export", "--out", &out])["pages"], 1);
}

#[test]
fn after_thirty_days_there_is_no_way_back_and_nothing_is_lost() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.json("ali", &["trash", &id]);
    let at = |moment: &str, line: &[&str]| office.call(line).by("ali").json().at(moment).run();
    let (last, over) = ("2025-11-20T03:00:00Z", "2025-11-20T03:00:00.001Z");
    assert_eq!(ids(&at(last, &["list", "--trash"]).value()), [&id]);
    assert_eq!(at(over, &["list", "--trash"]).value(), json!([]));
    assert_eq!(at(over, &["list"]).value(), json!([]));
    let run = at(over, &["untrash", &id]);
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("out_of_turn")), "{run:?}");
    assert_eq!(run.error()["details"]["until"], "2025-11-20T03:00:00.000Z");
    let shown = at(over, &["show", &id]).value();
    assert_eq!((&shown["headline"], &shown["stage"]), (&json!("Rapat pleno"), &json!("draft")));
    let said = office.call(&["show", &id]).at(over).lang("en").ok().out;
    assert!(said.contains("no way back since"), "{said}");
    assert_eq!(at(last, &["untrash", &id]).value()["stage"], "draft");
}

#[test]
fn a_file_whose_article_was_thrown_away_is_taken_in_again() {
    let office = Office::new();
    let file = office.file("rilis.md", "# Rapat pleno\n\nIsi.\n");
    let first = office.json("ali", &["import", &file]);
    let known = office.json("ali", &["import", &file]);
    assert_eq!(known[0]["id"], first[0]["id"]);
    office.json("ali", &["trash", first[0]["id"].as_str().unwrap()]);
    let second = office.json("ali", &["import", &file]);
    assert_ne!(second[0]["id"], first[0]["id"]);
    assert_eq!(office.json("ali", &["import", &file])[0]["id"], second[0]["id"]);
}

#[test]
fn the_trash_speaks_both_languages() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    for (lang, into, again) in [
        ("en", "take it out with “redaksi untrash”", "in the trash since"),
        ("id", "ambil kembali dengan “redaksi untrash”", "di tempat sampah sejak"),
    ] {
        let run = office.call(&["trash", &id]).by("ali").lang(lang).ok();
        assert!(run.err.contains(into), "{run:?}");
        assert!(run.out.contains("Rapat pleno"), "{run:?}");
        let run = office.call(&["trash", &id]).by("ali").lang(lang).run();
        assert!(run.err.contains(again), "{run:?}");
        office.call(&["untrash", &id]).by("ali").lang(lang).ok();
    }
}
