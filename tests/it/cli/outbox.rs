//! Destinations and the outbox by commands.
#![expect(
    clippy::disallowed_methods,
    reason = "a foreign folder and a typed text are no private files"
)]

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

/// The site as files is a destination like others: written once for all that is due, and a page
/// that was taken back is a notice.
#[test]
fn a_folder_is_a_destination() {
    let office = Office::new();
    let out = office.path("situs");
    let url = out.to_str().unwrap();
    office.json("kepala", &["destination", "add", "web", "--kind", "folder", "--url", url]);
    let tested = office.json("ali", &["destination", "test", "web"]);
    assert_eq!(
        (&tested[0]["step"], &tested[0]["verdict"]),
        (&"folder-place".into(), &"good".into())
    );
    let first = office.article("Rapat pleno");
    let second = office.article("Layanan pemilih");
    office.clear(&first);
    office.clear(&second);
    let rows = office.json("ali", &["push", "--once"]);
    let states: Vec<_> = rows.as_array().unwrap().iter().map(|row| &row["state"]).collect();
    assert_eq!(states, ["published", "published"]);
    let page = |slug: &str| {
        let found = walk(&out).into_iter().find(|path| path.to_str().unwrap().contains(slug));
        std::fs::read_to_string(found.unwrap()).unwrap()
    };
    assert!(page("rapat-pleno").contains("Rapat pleno"));
    let shown = office.json("ali", &["show", &first]);
    assert_eq!(shown["stage"], "published");
    let taken = office.json("ali", &["log"]);
    let taken = taken.as_array().unwrap().iter().filter(|row| row["kind"] == "delivery.taken");
    assert_eq!(taken.count(), 2);
    office.json("nur", &["withdraw", &second, "--reason", "Angkanya salah."]);
    let rows = office.json("ali", &["push", "--once"]);
    assert_eq!(
        (&rows[0]["operation"], &rows[0]["state"]),
        (&"withdraw".into(), &"published".into())
    );
    assert!(page("layanan-pemilih").contains("Angkanya salah."));
    assert!(page("rapat-pleno").contains("Rapat pleno"));
}

/// A folder of somebody else's is left as it is.
#[test]
fn a_foreign_folder_is_refused() {
    let office = Office::new();
    let out = office.path("lain");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("catatan.txt"), "milik orang").unwrap();
    let url = out.to_str().unwrap();
    office.json("kepala", &["destination", "add", "web", "--kind", "folder", "--url", url]);
    let run = office.call(&["destination", "test", "web"]).by("ali").json().run();
    assert_eq!((run.code, &run.value()[0]["trouble"]["key"]), (3, &"folder-foreign".into()));
    office.clear(&office.article("Rapat pleno"));
    let run = office.call(&["push", "--once"]).by("ali").json().run();
    assert_eq!((run.code, &run.value()[0]["state"]), (3, &"refused".into()), "{run:?}");
    assert_eq!(run.value()[0]["error"]["kind"], "folder-not-written");
    assert_eq!(walk(&out), [out.join("catatan.txt")]);
    std::fs::remove_file(out.join("catatan.txt")).unwrap();
    let id = run.value()[0]["id"].as_str().unwrap().to_owned();
    office.json("nur", &["outbox", "retry", &id]);
    assert_eq!(office.json("ali", &["push", "--once"])[0]["state"], "published");
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found
}

/// Writes into the row of a parcel what its destination would have answered.
fn conflicting(office: &Office, theirs: &serde_json::Value, base: &serde_json::Value) {
    let file = rusqlite::Connection::open(office.desk().join("desk.db")).unwrap();
    let theirs = theirs.to_string();
    file.execute("UPDATE outbox SET standing = 'conflict', due_ms = NULL, theirs = ?1", [theirs])
        .unwrap();
    let base = serde_json::json!({ "base": base.to_string() }).to_string();
    file.execute(
        "INSERT OR REPLACE INTO remote (article, destination, has, remote)
         SELECT article, destination, 2, ?1 FROM outbox",
        [base],
    )
    .unwrap();
}

/// The body of the newest revision as it goes out.
fn sent(office: &Office, id: &str) -> String {
    let clock = std::sync::Arc::new(redaksi::clock::Clock::system());
    let intent = redaksi::desk::Intent::Read;
    let desk = redaksi::desk::Desk::open(&office.desk(), &office.path("state"), clock, intent);
    let desk = desk.unwrap();
    let text = desk.article(id, None).unwrap().manuscript;
    let html = redaksi::push::speakers::body(&text, &desk.house().unwrap());
    assert!(html.contains("tiga.") && html.contains("enam."), "{html}");
    html
}

/// What stands there becomes a draft of the desk, in the desk's own signs.
#[test]
fn words_of_a_conflict_become_a_draft() {
    let want = "*Satu* **dua** tiga empat.\n\nLima enam tujuh.";
    for take in ["remote", "merged"] {
        let office = Office::new();
        added(&office);
        let id = office.article("Rapat pleno");
        let body = office.path("isi.md");
        std::fs::write(&body, "*Satu* **dua** tiga.\n\nLima enam.\n").unwrap();
        let body = body.to_str().unwrap();
        office.json("ali", &["edit", &id, "--body-file", body]);
        office.clear(&id);
        // As it was sent, and as somebody changed it there.
        let base = sent(&office, &id);
        let theirs = base.replace("tiga.", "tiga empat.").replace("enam.", "enam tujuh.");
        let post = |html: &str| serde_json::json!({ "title": "Rapat pleno", "content": html, "excerpt": "" });
        conflicting(&office, &post(&theirs), &post(&base));
        let row = office.json("ali", &["outbox"])[0]["id"].as_str().unwrap().to_owned();
        let resolve = ["outbox", "resolve", &row, "--take", take];
        let told = office.call(&resolve).by("nur").lang("en").ok();
        assert!(
            told.err.contains("in a draft of") || told.err.contains("are in a draft"),
            "{told:?}"
        );
        let shown = office.json("ali", &["show", &id]);
        assert_eq!(shown["stage"], "draft");
        assert_eq!(shown["body"].as_str().unwrap().trim(), want, "{take}");
    }
}
/// The same decisions by ear: a delivery is heard, tried again, and its conflict decided.
#[test]
fn in_plain_mode_deliveries_are_heard_and_decided() {
    let office = Office::new();
    let spoken = |who: &str, said: &[&str]| office.talk(who, "en", said);
    assert!(!spoken("nur", &["q"]).contains("outbox"), "nothing is sent from here");
    added(&office);
    let id = office.article("Rapat pleno");
    let body = office.path("isi.md");
    std::fs::write(&body, "Satu dua tiga.\n\nLima enam.\n").unwrap();
    office.json("ali", &["edit", &id, "--body-file", body.to_str().unwrap()]);
    office.clear(&id);
    let heard = spoken("nur", &["o", "1", "t", "r", "0", "0", "q"]);
    for said in [
        "1 delivery is not over.",
        "1. queued, publish, “Rapat pleno”, to kab.",
        "Tried 0 times, queued ",
        "“t” is no choice here",
        "It is due now",
    ] {
        assert!(heard.contains(said), "{said}: {heard}");
    }
    let base = sent(&office, &id);
    let post =
        |html: &str| serde_json::json!({ "title": "Rapat pleno", "content": html, "excerpt": "" });
    let theirs = base.replace("tiga.", "tiga empat.");
    conflicting(&office, &post(&theirs), &post(&base));
    let refused = spoken("ali", &["outbox", "1", "both", "y", "0", "0", "q"]);
    assert!(refused.contains("ali may not do this"), "{refused}");
    let heard = spoken("nur", &["antrean", "1", "b", "n", "keduanya", "y", "0", "0", "q"]);
    for said in ["other words there, publish", "Go ahead, y or n?", "in a draft of"] {
        assert!(heard.contains(said), "{said}: {heard}");
    }
    let shown = office.json("ali", &["show", &id]);
    assert_eq!(shown["body"].as_str().unwrap().trim(), "Satu dua tiga empat.\n\nLima enam.");
    let heard = spoken("nur", &["o", "q"]);
    assert!(heard.contains("Nothing is on its way."), "{heard}");
}

/// The settings of this machine name a store that this build has not: nothing is kept elsewhere.
#[cfg(not(feature = "keyring"))]
#[test]
fn a_key_store_that_is_not_there_is_told() {
    let office = Office::new();
    added(&office);
    let settings = "[destination.kab]\nkey_store = true\n";
    std::fs::write(office.desk().join("redaksi.toml"), settings).unwrap();
    let file = secret(&office, "kunci");
    let change = ["destination", "change", "kab", "--secret-file", &file];
    let run = office.call(&change).by("kepala").lang("en").run();
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("built without the system's key store"), "{run:?}");
    assert!(!office.desk().join("secrets/kab").exists());
}

/// A build with a key store, on a machine where none runs.
#[cfg(feature = "keyring")]
#[test]
fn a_key_store_that_does_not_answer_is_told() {
    let office = Office::new();
    added(&office);
    let settings = "[destination.kab]\nkey_store = true\n";
    std::fs::write(office.desk().join("redaksi.toml"), settings).unwrap();
    let file = secret(&office, "kunci");
    let change = ["destination", "change", "kab", "--secret-file", &file];
    let nowhere = office.path("tidak-ada").display().to_string();
    let run = office
        .call(&change)
        .by("kepala")
        .lang("en")
        .env("DBUS_SESSION_BUS_ADDRESS", &format!("unix:path={nowhere}"))
        .run();
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("key store did not give or take"), "{run:?}");
    assert!(!run.err.contains("kunci") && !office.desk().join("secrets/kab").exists());
}
