//! After the approval: times, corrections, withdrawals, and what readers then see.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::Office;

/// The file of an article's page in the published site.
fn page(office: &Office, id: &str) -> PathBuf {
    let path = office.show(id)["path"].as_str().unwrap().to_owned();
    office.desk().join("site").join(path.trim_start_matches('/'))
}

fn text(path: &PathBuf) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_scheduled_text_waits_for_its_time() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.clear(&id);
    let line = ["schedule", &id, "--at", "2025-10-22 07:00"];
    assert_eq!(office.json("nur", &line)["stage"], "scheduled");
    assert_eq!(office.json("nur", &["export", "--publish"])["pages"], 0);
    assert_eq!(office.stage(&id), "scheduled");
    let early = "2025-10-21T23:59:59Z";
    let call = |at: &str| office.call(&["export", "--publish"]).by("nur").json().at(at).ok();
    assert_eq!(call(early).value()["pages"], 0);
    // Three minutes are not late.
    let run = call("2025-10-22T00:03:00Z");
    assert_eq!(run.value()["pages"], 1);
    assert!(!run.err.contains("after its time"), "{run:?}");
    let shown = office.show(&id);
    assert_eq!(shown["stage"], "published");
    assert_eq!(shown["published_at"], "2025-10-22T00:00:00.000Z");
}

#[test]
fn a_late_publication_is_told_and_written_down() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.clear(&id);
    office.json("nur", &["schedule", &id, "--at", "2025-10-22 07:00"]);
    let late = "2025-10-22T00:42:00Z";
    let run = office.call(&["export", "--publish"]).by("nur").at(late).ok();
    assert!(run.err.contains("went out 42 minutes after its time"), "{run:?}");
    let log = office.json("ali", &["log", "--article", &id]);
    assert_eq!(log[0]["kind"], "delivery.taken");
    assert_eq!(log[0]["body"]["late_ms"], 42 * 60_000);
}

#[test]
fn times_that_cannot_be() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.clear(&id);
    for at in ["2025-10-21 09:59", "2020-01-01", "2025-10-21T03:00:00Z"] {
        assert_eq!(office.refusal("nur", &["schedule", &id, "--at", at]), "invalid", "{at}");
    }
    for at in ["besok", "2025-02-30", "25:00", ""] {
        let run = office.call(&["schedule", &id, "--at", at]).by("nur").json().run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (2, Some("usage")), "{run:?}");
    }
    assert_eq!(office.refusal("nur", &["unschedule", &id]), "out_of_turn");
    // A second time takes the place of the first.
    office.json("nur", &["schedule", &id, "--at", "2025-10-23"]);
    office.json("nur", &["schedule", &id, "--at", "2025-10-24"]);
    assert_eq!(office.show(&id)["scheduled_at"], "2025-10-23T17:00:00.000Z");
    office.json("nur", &["unschedule", &id]);
    assert_eq!(office.stage(&id), "approved");
}

#[test]
fn an_embargo_holds() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.json("ali", &["edit", &id, "--set", "embargo=2025-10-23 12:00"]);
    office.clear(&id);
    let run = office.call(&["schedule", &id, "--at", "2025-10-23 11:59"]).by("nur").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("embargoed")), "{run:?}");
    assert_eq!(run.error()["details"]["until"], "2025-10-23T05:00:00.000Z");
    // People are told in the office's own time.
    assert!(run.error()["message"].as_str().unwrap().contains("23 Oct 2025 12:00 WIB"), "{run:?}");
    let line = ["schedule", &id, "--at", "2025-10-20 08:00"];
    let run = office.call(&line).by("nur").lang("id").run();
    assert!(run.err.contains("20 Okt 2025 08.00 WIB"), "{run:?}");
    // Approved is not enough to go out before.
    assert_eq!(office.json("nur", &["export", "--publish"])["pages"], 0);
    let coba = office.path("coba");
    let line = ["export", "--out", coba.to_str().unwrap()];
    assert_eq!(office.json("ali", &line)["pages"], 0);
    assert_eq!(office.stage(&id), "approved");
    let noon = "2025-10-23T05:00:00Z";
    let run = office.call(&["export", "--publish"]).by("nur").json().at(noon).ok();
    assert_eq!(run.value()["pages"], 1);
}

#[test]
fn the_public_text_stays_while_a_correction_is_in_work() {
    let office = Office::new();
    let id = office.published("Rapat pleno");
    let at = page(&office, &id);
    let first = text(&at);
    let said = office.json("nur", &["correct", &id, "--reason", "Nama ketua keliru."]);
    assert_eq!(said["stage"], "draft");
    assert_eq!(office.show(&id)["correcting"], true);
    office.json("ali", &["edit", &id, "--headline", "Rapat pleno terbuka"]);
    office.json("nur", &["export", "--publish"]);
    assert_eq!(text(&at), first, "a draft reached the public page");
    let revision = office.show(&id)["revision"].to_string();
    office.json("ali", &["submit", &id]);
    assert_eq!(office.refusal("ali", &["approve", &id, "--revision", &revision]), "not_allowed");
    office.json("nur", &["approve", &id, "--revision", &revision]);
    assert_eq!(text(&at), first);
    let later = "2025-10-22T03:00:00Z";
    office.call(&["export", "--publish"]).by("nur").json().at(later).ok();
    let second = text(&at);
    assert!(second.contains("Rapat pleno terbuka"), "{second}");
    assert!(second.contains("Nama ketua keliru."), "readers are not told");
    let shown = office.show(&id);
    assert_eq!(shown["live_revision"], 2);
    assert_eq!(shown["correcting"], false);
    assert_eq!(shown["published_at"], "2025-10-21T03:00:00.000Z");
    let report = office.json("nur", &["export", "--publish"]);
    assert_eq!(report["written"], 0, "{report}");
}

#[test]
fn a_new_path_leaves_the_way_from_the_old() {
    let office = Office::new();
    let id = office.published("Rapat pleno");
    let old = page(&office, &id);
    office.json("nur", &["correct", &id, "--reason", "Judul keliru.", "--path"]);
    office.json("ali", &["edit", &id, "--headline", "Rapat koordinasi"]);
    office.clear(&id);
    office.json("nur", &["export", "--publish"]);
    let new = page(&office, &id);
    assert_ne!(old, new);
    assert!(text(&new).contains("<h1"), "{}", text(&new));
    let moved = text(&old);
    let name = new.file_name().unwrap().to_str().unwrap();
    assert!(moved.contains("http-equiv=\"refresh\"") && moved.contains(name), "{moved}");
    let report = office.json("nur", &["export", "--publish"]);
    assert_eq!(report["written"], 0, "{report}");
    assert!(old.exists());
    // A correction that asks for no new path keeps the one it has.
    office.json("nur", &["correct", &id, "--reason", "Satu huruf."]);
    office.json("ali", &["edit", &id, "--headline", "Lain sama sekali"]);
    office.clear(&id);
    office.json("nur", &["export", "--publish"]);
    assert_eq!(page(&office, &id), new);
}

#[test]
fn a_withdrawn_page_tells_that_it_was_there() {
    let office = Office::new();
    let id = office.published("Rapat rahasia");
    let other = office.published("Rapat lain");
    let at = page(&office, &id);
    assert!(text(&at).contains("Rapat rahasia"));
    let reason = "Nama korban tertulis.";
    assert_eq!(office.refusal("ali", &["withdraw", &id, "--reason", reason]), "not_allowed");
    let said = office.json("nur", &["withdraw", &id, "--reason", reason]);
    assert_eq!(said["stage"], "withdrawn");
    assert_eq!(office.show(&id)["live_revision"], Value::Null);
    office.json("nur", &["export", "--publish"]);
    let gone = text(&at);
    assert!(!gone.contains("Rapat rahasia"), "{gone}");
    assert!(gone.contains(reason), "{gone}");
    for path in ["index.html", "sitemap.xml"] {
        let path = office.desk().join("site").join(path);
        if let Ok(text) = fs::read_to_string(path) {
            assert!(!text.contains("Rapat rahasia"), "{text}");
        }
    }
    assert!(text(&page(&office, &other)).contains("Rapat lain"));
    // It can come back as a correction, reviewed like any other.
    assert_eq!(office.refusal("ali", &["edit", &id, "--headline", "x"]), "out_of_turn");
    office.json("nur", &["correct", &id, "--reason", "Nama dihapus."]);
    office.json("ali", &["edit", &id, "--headline", "Rapat tanpa nama"]);
    // Until then the notice stays where the page was.
    assert_eq!(office.json("nur", &["export", "--publish"])["removed"], 0);
    assert!(text(&at).contains(reason));
    office.clear(&id);
    office.json("nur", &["export", "--publish"]);
    assert!(text(&page(&office, &id)).contains("Rapat tanpa nama"));
    assert_eq!(office.stage(&id), "published");
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
}

#[test]
fn what_never_went_out_leaves_no_page_behind() {
    let office = Office::new();
    let id = office.article("Rapat batal");
    office.clear(&id);
    office.json("nur", &["schedule", &id, "--at", "2025-10-25"]);
    office.json("nur", &["withdraw", &id, "--reason", "Batal."]);
    let report = office.json("nur", &["export", "--publish"]);
    assert_eq!(report["pages"], 0);
    assert_eq!(office.stage(&id), "withdrawn");
    assert!(!office.desk().join("site/2025").exists());
}

#[test]
fn an_edit_voids_the_approval_and_says_what_is_lost() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.clear(&id);
    office.json("nur", &["schedule", &id, "--at", "2025-10-25"]);
    let run = office.call(&["edit", &id, "--set", "summary=Baru."]).by("ali").json().ok();
    assert!(run.err.contains("approval no longer counts"), "{run:?}");
    let edited = run.value();
    assert_eq!(edited["stage"], "draft");
    assert_eq!(edited["scheduled_at"], Value::Null);
    let later = "2025-10-26T00:00:00Z";
    let run = office.call(&["export", "--publish"]).by("nur").json().at(later).ok();
    assert_eq!(run.value()["pages"], 0);
    // Plans are no part of the text: they void nothing.
    office.clear(&id);
    office.json("ali", &["edit", &id, "--set", "due=2025-10-30"]);
    assert_eq!(office.stage(&id), "approved");
    // Nor does a save that changes nothing.
    office.json("ali", &["edit", &id, "--set", "summary=Baru."]);
    assert_eq!(office.stage(&id), "approved");
}
