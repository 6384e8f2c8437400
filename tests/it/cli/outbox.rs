//! Destinations and the outbox by commands.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;

use super::Office;

fn added(office: &Office) {
    let line = ["destination", "add", "kab", "--kind", "wordpress"];
    let rest = ["--url", "https://kab.contoh.id/", "--set", "user=redaksi"];
    let made = office.json("kepala", &[&line, &rest[..]].concat());
    assert_eq!(made[0]["name"], "kab");
    assert_eq!(made[0]["kind"], "wordpress");
    assert_eq!(made[0]["url"], "https://kab.contoh.id");
    assert_eq!(made[0]["state"], "no_secret");
}

/// A file that nobody else can read.
pub(super) fn secret(office: &Office, words: &str) -> String {
    let path = office.path("sandi");
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&path)
        .unwrap();
    file.write_all(words.as_bytes()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn destinations_are_added_changed_and_removed() {
    let office = Office::new();
    added(&office);
    assert_eq!(office.refusal("nur", &["destination", "remove", "kab"]), "not_allowed");
    let again = ["destination", "add", "kab", "--kind", "paste"];
    assert_eq!(office.refusal("kepala", &again), "duplicate_name");
    let file = secret(&office, "kata-kunci-rahasia\n");
    let change = ["destination", "change", "kab", "--secret-file", &file, "--set", "user="];
    let changed = office.json("kepala", &change);
    assert_eq!(changed[0]["state"], "ready");
    assert_eq!(changed[0]["settings"], serde_json::json!({}));
    let listed = office.json("ali", &["destination", "list"]);
    assert_eq!(listed, changed);
    let log = office.json("ali", &["log"]);
    assert_eq!(log[0]["kind"], "destination.changed");
    assert!(!log.to_string().contains("rahasia"));
    for bad in ["http://kab.contoh.id", "https://a:b@kab.contoh.id", "kab"] {
        let line = ["destination", "change", "kab", "--url", bad];
        assert_eq!(office.refusal("kepala", &line), "invalid", "{bad}");
    }
    office.json("kepala", &["destination", "remove", "kab"]);
    assert_eq!(office.json("ali", &["destination", "list"]), serde_json::json!([]));
    assert!(!office.desk().join("secrets/kab").exists());
    assert_eq!(office.refusal("kepala", &["destination", "remove", "kab"]), "not_found");
}

#[test]
fn what_does_not_arrive_ends_with_its_own_code() {
    let office = Office::new();
    added(&office);
    let id = office.article("Rapat pleno");
    office.clear(&id);
    let queued = office.json("ali", &["outbox"]);
    assert_eq!((&queued[0]["state"], &queued[0]["destination"]), (&"queued".into(), &"kab".into()));
    assert_eq!(queued[0]["article"], id.as_str());
    let run = office.call(&["push", "--once"]).by("ali").json().run();
    assert_eq!(run.code, 3, "{run:?}");
    let rows = run.value();
    assert_eq!(rows[0]["state"], "waiting");
    assert_eq!(rows[0]["error"]["kind"], "no-secret");
    assert_eq!(rows[0]["attempts"], 1);
    // Nothing is due now: nothing is tried, and nothing fails.
    let run = office.call(&["push", "--once"]).by("ali").json().ok();
    assert_eq!(run.value(), serde_json::json!([]));
    let parcel = rows[0]["id"].as_str().unwrap();
    assert_eq!(office.refusal("ali", &["outbox", "cancel", parcel]), "not_allowed");
    let cancelled = office.json("nur", &["outbox", "cancel", parcel]);
    assert_eq!(cancelled[0]["state"], "cancelled");
    assert_eq!(office.refusal("nur", &["outbox", "cancel", parcel]), "out_of_turn");
    assert_eq!(office.json("ali", &["outbox"]), serde_json::json!([]));
    assert_eq!(office.json("ali", &["outbox", "list", "--all"])[0]["state"], "cancelled");
    let queued = office.json("nur", &["outbox", "queue", &id]);
    let parcel = queued[0]["id"].as_str().unwrap();
    assert_eq!(office.json("nur", &["outbox", "retry", parcel])[0]["state"], "queued");
    let shown = office.json("ali", &["outbox", "show", parcel]);
    assert_eq!(shown["exchange"], serde_json::json!([]));
    let resolve = ["outbox", "resolve", parcel, "--take", "local"];
    assert_eq!(office.refusal("nur", &resolve), "out_of_turn");
    assert_eq!(office.refusal("nur", &["outbox", "show", "tiadaini"]), "not_found");
}

#[test]
fn people_read_what_is_on_its_way() {
    let office = Office::new();
    for lang in ["id", "en"] {
        let run = office.call(&["outbox"]).by("ali").lang(lang).ok();
        assert!(run.out.is_empty() && !run.err.is_empty(), "{run:?}");
    }
    added(&office);
    office.clear(&office.article("Rapat pleno"));
    let told = office.call(&["push", "--once"]).by("ali").lang("en").run();
    assert_eq!(told.code, 3);
    assert!(told.out.contains("waiting to try again"), "{told:?}");
    assert!(told.err.contains("One delivery has not arrived."), "{told:?}");
    let tested = office.call(&["destination", "test", "kab"]).by("ali").lang("en").run();
    assert_eq!(tested.code, 3);
    assert!(tested.out.contains('✗') && tested.out.contains('→'), "{tested:?}");
    let id = office.json("ali", &["outbox"])[0]["id"].as_str().unwrap().to_owned();
    let shown = office.call(&["outbox", "show", &id]).by("ali").lang("en").ok();
    assert!(shown.out.contains("Rapat pleno") && shown.out.contains("kab"), "{shown:?}");
    // A kind that nobody speaks is for a person to mend.
    let file = secret(&office, "kunci");
    office.json("kepala", &["destination", "change", "kab", "--secret-file", &file]);
    office.json("nur", &["outbox", "retry", &id]);
    let run = office.call(&["push", "--once"]).by("ali").json().run();
    assert_eq!(run.code, 3, "{run:?}");
}
