//! The JSON of every command: all fields of the contract, and null for what is not there.

use serde_json::{Value, json};

use super::{NOW, Office, SOUND, keys};

const MOMENT: &str = "2025-10-21T03:00:00.000Z";

const SHOW: &[&str] = &[
    "id",
    "short_id",
    "slug",
    "stage",
    "revision",
    "digest",
    "headline",
    "summary",
    "section",
    "tags",
    "place",
    "date",
    "byline",
    "credit",
    "language",
    "body",
    "created_at",
    "updated_at",
    "live_revision",
    "event_from",
    "event_to",
    "due",
    "embargo",
    "author",
    "contributors",
    "published_at",
    "returned",
    "single_eye",
    "unsaved",
    "findings",
    "comments",
];

/// All the fields are there, whatever else is.
#[track_caller]
fn has(value: &Value, wanted: &[&str]) {
    let there = keys(value);
    let missing: Vec<_> = wanted.iter().filter(|key| !there.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:?} not in {value}");
}

#[test]
fn init_tells_where_the_desk_is() {
    let office = Office::empty();
    let line = ["init", "--office", "KPU Contoh", "--place", "Contoh", "--timezone"];
    let rest = ["Asia/Jayapura", "--person", "kepala", "--full-name", "Kepala Kantor"];
    let more = ["--site-url", "https://contoh.example/", "--single-eye"];
    let run = office.call(&[&line[..], &rest, &more].concat()).json().ok();
    let desk = office.desk().to_str().unwrap().to_owned();
    assert_eq!(run.value(), json!({ "desk": desk, "office": "KPU Contoh", "person": "kepala" }));
    let shown = office.json("kepala", &["office", "show"]);
    assert_eq!(shown["site_url"], "https://contoh.example");
    assert_eq!(shown["single_eye"], true);
    assert_eq!(shown["timezone"], "Asia/Jayapura");
    let people = office.json("kepala", &["person", "list"]);
    assert_eq!(people[0]["full_name"], "Kepala Kantor");
    assert_eq!(people[0]["roles"], json!(["admin", "editor", "reviewer"]));
    assert_eq!(office.refusal("kepala", &[&line[..], &rest].concat()), "exists");
}

#[test]
fn people_and_the_office() {
    let office = Office::new();
    let people = office.json("ali", &["person", "list"]);
    let people = people.as_array().unwrap();
    assert_eq!(people.len(), 4);
    for person in people {
        assert_eq!(keys(person), ["fingerprint", "full_name", "name", "revoked", "roles"]);
        assert!(person["fingerprint"].as_str().unwrap().starts_with("SHA256:"));
    }
    assert_eq!(people[1]["full_name"], Value::Null);
    let line = ["person", "add", "dewi", "--full-name", "Dewi Lestari", "--role", "editor,admin"];
    let added = office.json("kepala", &line);
    assert_eq!(added[0]["roles"], json!(["admin", "editor"]));
    let line = ["person", "revoke", "dewi", "--reason", "Pindah tugas"];
    let gone = office.json("kepala", &line);
    assert_eq!(gone[0]["revoked"], true);
    let office_keys = [
        "contacts",
        "gate",
        "headline_limit",
        "language",
        "name",
        "place",
        "sections",
        "single_eye",
        "site_url",
        "timezone",
        "typing",
        "word_goal",
    ];
    let shown = office.json("ali", &["office", "show"]);
    assert_eq!(keys(&shown), office_keys);
    assert_eq!(shown["site_url"], Value::Null);
    let set = ["office", "set", "site_url=https://a.example", "gate=warnings", "language=en"];
    let changed = office.json("kepala", &set);
    assert_eq!(keys(&changed), office_keys);
    assert_eq!(changed["gate"], "warnings");
    let changed = office.json("kepala", &["office", "set", "site_url=", "sections=Satu, Dua"]);
    let counted = office.json("kepala", &["office", "set", "word_goal=400", "headline_limit=70"]);
    assert_eq!((&counted["word_goal"], &counted["headline_limit"]), (&json!(400), &json!(70)));
    let counted = office.json("kepala", &["office", "set", "word_goal=", "headline_limit="]);
    assert_eq!((&counted["word_goal"], &counted["headline_limit"]), (&json!(null), &json!(110)));
    let lines = "contacts=(0562) 391-001; kpu.example; Jalan Merdeka 1, Sambas";
    let contacts = office.json("kepala", &["office", "set", lines])["contacts"].clone();
    assert_eq!(contacts, json!(["(0562) 391-001", "kpu.example", "Jalan Merdeka 1, Sambas"]));
    assert_eq!(changed["site_url"], Value::Null);
    assert_eq!(changed["sections"], json!(["Satu", "Dua"]));
}

#[test]
fn settings_that_mean_nothing_change_nothing() {
    let office = Office::new();
    let before = office.json("ali", &["office", "show"]);
    for (set, kind) in [
        ("timezone=Mars/Olympus", "invalid"),
        ("language=fr", "invalid"),
        ("gate=none", "invalid"),
        ("word_goal=banyak", "invalid"),
        ("word_goal=0", "invalid"),
        ("headline_limit=5", "invalid"),
        ("name=", "invalid"),
        ("single_eye=perhaps", "invalid"),
        ("site_url=javascript:alert(1)", "invalid"),
        ("warna=merah", "not_found"),
    ] {
        // The sound one before it must not be kept either.
        assert_eq!(office.refusal("kepala", &["office", "set", "place=Lain", set]), kind, "{set}");
    }
    assert_eq!(office.json("ali", &["office", "show"]), before);
}

#[test]
fn new_show_and_edit_print_the_article() {
    let office = Office::new();
    let made = office.json("ali", &["new"]);
    has(&made, SHOW);
    for absent in [
        "headline",
        "summary",
        "byline",
        "credit",
        "body",
        "live_revision",
        "event_from",
        "event_to",
        "due",
        "embargo",
        "published_at",
        "trashed_at",
    ] {
        assert_eq!(made[absent], Value::Null, "{absent}");
    }
    for (field, want) in [
        ("stage", json!("draft")),
        ("unsaved", json!(false)),
        ("revision", json!(1)),
        ("place", json!("Contoh")),
        ("date", json!("2025-10-21")),
        ("section", json!("Berita Terkini")),
        ("language", json!("id")),
        ("tags", json!([])),
        ("findings", json!([])),
        ("comments", json!([])),
        ("author", json!("ali")),
        ("contributors", json!(["ali"])),
        ("created_at", json!(MOMENT)),
        ("returned", json!(false)),
        ("single_eye", json!(false)),
    ] {
        assert_eq!(made[field], want, "{field}");
    }
    let id = made["id"].as_str().unwrap();
    assert_eq!(made["digest"].as_str().unwrap().len(), 64);
    let sets = [
        "summary=Ringkas",
        "tags=pleno, rapat",
        "place=Mesuji",
        "date=2025-10-20",
        "event_from=2025-10-19",
        "event_to=2025-10-20",
        "byline=Humas",
        "credit=KPU",
        "language=en",
        "slug=rapat-mesuji",
        "due=2025-10-22",
        "embargo=2025-10-22 07:00",
        "section=pengumuman",
    ];
    let mut line = vec!["edit", id, "--headline", "Rapat"];
    for set in &sets {
        line.extend(["--set", set]);
    }
    let edited = office.json("ali", &line);
    has(&edited, SHOW);
    assert_eq!(edited["tags"], json!(["pleno", "rapat"]));
    assert_eq!(edited["event_to"], "2025-10-20");
    assert_eq!(edited["slug"], "rapat-mesuji");
    assert_eq!(edited["embargo"], "2025-10-22T00:00:00.000Z");
    assert_eq!(edited["section"], "Pengumuman");
    let clear: Vec<String> = ["summary", "tags", "byline", "credit", "event_from", "event_to"]
        .iter()
        .chain(&["due", "embargo", "slug", "date", "place", "section"])
        .map(|field| format!("{field}="))
        .collect();
    let mut line = vec!["edit", id];
    for set in &clear {
        line.extend(["--set", set.as_str()]);
    }
    let cleared = office.json("ali", &line);
    for field in ["summary", "byline", "event_from", "due", "embargo", "date", "place", "section"] {
        assert_eq!(cleared[field], Value::Null, "{field}");
    }
    assert_eq!(cleared["tags"], json!([]));
    let old = office.json("ali", &["show", id, "--revision", "1"]);
    assert_eq!(old["headline"], Value::Null);
    assert_eq!(old["revision"], 1);
    assert_eq!(office.refusal("ali", &["show", id, "--revision", "99"]), "not_found");
}

#[test]
fn fields_that_do_not_fit_change_nothing() {
    let office = Office::new();
    let id = office.article("Rapat");
    for set in [
        "date=kemarin dulu",
        "date=2025-02-30",
        "section=Tidak Ada",
        "language=fr",
        "slug=Bukan Slug",
        "slug=../../etc",
        "due=nanti",
        "stage=published",
        "headline=a\nb\u{1b}",
    ] {
        let run = office.call(&["edit", &id, "--set", "summary=x", "--set", set]).by("ali").json();
        let run = run.run();
        if set.starts_with("headline") {
            // Typed text is cleaned, as a pasted one is.
            assert!(!run.value()["headline"].as_str().unwrap_or("").contains('\u{1b}'), "{run:?}");
        } else {
            assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("invalid")), "{run:?}");
        }
    }
}

#[test]
fn what_has_passed_is_taken_and_told() {
    let office = Office::new();
    let id = office.article("Rapat");
    let edit = |set: &str| office.call(&["edit", &id, "--set", set]).by("ali").json();
    for (field, kept) in
        [("due", "2025-10-20T16:59:00.000Z"), ("embargo", "2025-10-19T17:00:00.000Z")]
    {
        let run = edit(&format!("{field}=2025-10-20")).ok();
        assert_eq!(run.value()[field], kept);
        assert!(run.err.contains(field) && run.err.contains("already"), "{run:?}");
        let run = edit(&format!("{field}=2025-10-20 ")).lang("id").ok();
        assert!(run.err.contains("sudah lewat"), "{run:?}");
        // Said of what was set, not at every edit after it.
        assert_eq!(edit("summary=Ringkas.").ok().err, "");
        for later in ["2025-10-22", ""] {
            assert_eq!(edit(&format!("{field}={later}")).ok().err, "", "{field}={later}");
        }
    }
    // The day has still hours.
    assert_eq!(edit("due=2025-10-21").ok().err, "");
}

#[test]
fn both_days_of_an_event_can_move_at_once() {
    let office = Office::new();
    let id = office.article("Rapat");
    let set = |from: &str, to: &str| {
        let (from, to) = (format!("event_from={from}"), format!("event_to={to}"));
        office.call(&["edit", &id, "--set", &from, "--set", &to]).by("ali").json().run()
    };
    assert_eq!(set("2025-10-01", "2025-10-02").code, 0);
    assert_eq!(set("2025-11-01", "2025-11-03").value()["event_to"], "2025-11-03");
    let run = set("2025-11-05", "2025-11-03");
    assert_eq!(run.error()["details"]["fields"], json!(["event_to"]), "{run:?}");
    assert_eq!(office.show(&id)["event_from"], "2025-11-01");
}

#[test]
fn a_form_fills_a_new_article() {
    let office = Office::new();
    for form in ["rakor", "pleno", "sosialisasi", "pengumuman", "ralat"] {
        let made = office.json("ali", &["new", "--template", form]);
        assert!(made["body"].is_string(), "{made}");
        assert!(!made["body"].as_str().unwrap().contains("{place}"), "{made}");
    }
    let run = office.call(&["new", "--template", "../rakor"]).by("ali").json().run();
    assert_eq!(run.error()["kind"], "not_found");
    std::fs::create_dir(office.desk().join("forms")).unwrap();
    office.file("desk/forms/kami.md", "+++\nheadline = \"Dari {office}\"\n+++\nDi {place}.\n");
    let made = office.json("ali", &["new", "--template", "kami", "--headline", "Lain"]);
    assert_eq!(made["headline"], "Lain");
    assert_eq!(made["body"], "Di Contoh.");
    office.file("desk/forms/rusak.md", "+++\nheadline = \n+++\nDi {place}.\n");
    let run = office.call(&["new", "--template", "rusak"]).by("ali").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("template")), "{run:?}");
    assert_eq!(run.error()["details"]["line"], 2);
}

#[test]
fn lists_and_history() {
    let office = Office::new();
    assert_eq!(office.json("ali", &["list"]), json!([]));
    let id = office.article("Rapat pleno");
    office.json("ali", &["submit", &id]);
    let list = office.json("ali", &["list"]);
    has(
        &list[0],
        &[
            "id",
            "short_id",
            "headline",
            "stage",
            "author",
            "updated_at",
            "due_at",
            "words",
            "findings",
            "waiting_for",
            "cursor",
        ],
    );
    assert_eq!(keys(&list[0]["findings"]), ["error", "suggestion", "warning"]);
    assert_eq!(list[0]["due_at"], Value::Null);
    assert_eq!(list[0]["waiting_for"], json!(["kepala", "nur", "sri"]));
    let history = office.json("ali", &["history", &id]);
    has(&history[0], &["revision", "digest", "author", "at", "words", "stage"]);
    assert_eq!(history[0]["stage"], "submitted");
    assert_eq!(history[0]["at"], MOMENT);
    assert_eq!(history[0]["digest"], office.show(&id)["digest"]);
}

#[test]
fn a_comparison_has_its_parts() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.json("ali", &["edit", &id, "--headline", "Rapat pleno terbuka"]);
    let whole = office.json("ali", &["diff", &id]);
    assert_eq!((&whole["from"], &whole["to"]), (&json!(1), &json!(2)));
    assert_eq!(whole["fields"].as_array().unwrap().len(), 1);
    let field = &whole["fields"][0];
    assert_eq!(field["field"], "headline");
    let read = |change: &str| -> String {
        let parts = field["parts"].as_array().unwrap().iter();
        parts.filter(|part| part["change"] != change).filter_map(|p| p["text"].as_str()).collect()
    };
    assert_eq!(read("insert"), "Rapat pleno");
    assert_eq!(read("delete"), "Rapat pleno terbuka");
    assert_eq!(office.json("ali", &["diff", &id, "1", "2"]), whole);
    let says = office.says("ali", &["diff", &id, "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&says).unwrap(), whole);
    assert_eq!(office.json("ali", &["diff", &id, "2", "2"])["fields"], json!([]));
    let words = office.says("ali", &["diff", &id]);
    assert!(words.contains("Rapat pleno{+ terbuka+}"), "{words}");
    let lines = office.says("ali", &["diff", &id, "--format", "unified"]);
    assert!(lines.contains("-Rapat pleno\n+Rapat pleno terbuka\n"), "{lines}");
}

#[test]
fn each_deed_of_the_review_answers_alike() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let say = |who: &str, args: &[&str], stage: &str| {
        let said = office.json(who, args);
        has(&said, &["id", "stage", "revision"]);
        assert_eq!((&said["id"], &said["stage"]), (&json!(id), &json!(stage)), "{args:?}");
    };
    say("ali", &["trash", &id], "draft");
    say("ali", &["untrash", &id], "draft");
    say("ali", &["submit", &id], "submitted");
    say("nur", &["return", &id, "--note", "Lengkapi."], "draft");
    say("ali", &["submit", &id], "submitted");
    say("nur", &["approve", &id, "--revision", "1"], "approved");
    say("nur", &["schedule", &id, "--at", "2025-10-22 07:00"], "scheduled");
    assert_eq!(office.show(&id)["scheduled_at"], "2025-10-22T00:00:00.000Z");
    say("nur", &["unschedule", &id], "approved");
    office.json("nur", &["export", "--publish"]);
    say("nur", &["correct", &id, "--reason", "Salah nama."], "draft");
    assert_eq!(office.show(&id)["live_revision"], 1);
    say("nur", &["withdraw", &id, "--reason", "Keliru."], "withdrawn");
}

#[test]
fn an_import_tells_of_each_file() {
    let office = Office::new();
    let file =
        office.file("rilis.txt", format!("Rapat pleno\n\nContoh, 21 Oktober 2025 — {SOUND}"));
    let taken = office.json("ali", &["import", &file]);
    let taken = &taken[0];
    has(
        taken,
        &[
            "id", "short_id", "headline", "place", "date", "byline", "words", "stage", "notes",
            "source",
        ],
    );
    assert_eq!(taken["source"], *file);
    assert_eq!(taken["headline"], "Rapat pleno");
    assert_eq!(taken["place"], "Contoh");
    assert_eq!(taken["date"], "2025-10-21");
    assert_eq!(taken["byline"], Value::Null);
    for note in taken["notes"].as_array().unwrap() {
        assert_eq!(keys(note), ["kind", "text"]);
    }
}

#[test]
fn a_check_tells_the_place_of_each_finding() {
    let office = Office::new();
    let body = "Pembuka.\n\nRapat é pada Rabu (21/10/2025).\n";
    let file = office.file("isi.md", body);
    let made = office.json("ali", &["new", "--headline", "Rapat", "--body-file", &file]);
    let id = made["id"].as_str().unwrap();
    let run = office.call(&["check", id]).json().run();
    assert_eq!(run.code, 4, "{run:?}");
    let found = run.value();
    assert_eq!(found[0]["source"], id);
    let found = &found[0]["findings"][0];
    has(
        found,
        &["rule", "level", "field", "line", "column", "start", "end", "text", "message", "fixes"],
    );
    assert_eq!((&found["line"], &found["field"]), (&json!(3), &json!("body")));
    assert_eq!(found["column"], "Rapat é pada ".chars().count() + 1);
    let (start, end) = (found["start"].as_u64().unwrap(), found["end"].as_u64().unwrap());
    let span = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
    assert_eq!(body.get(span), found["text"].as_str());
    let fixes = found["fixes"].as_array().unwrap();
    assert!(fixes.contains(&json!("Selasa (21/10/2025)")), "{fixes:?}");
    let says = office.call(&["check", id, "--format", "json"]).run();
    assert_eq!(says.value(), run.value());
    let clean = office.article("Bersih");
    assert_eq!(
        office.json("ali", &["check", &clean]),
        json!([{ "source": clean, "findings": [] }])
    );
}

#[test]
fn the_log_and_the_report() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.clear(&id);
    let log = office.json("ali", &["log", "--article", &id]);
    let kinds: Vec<_> = log.as_array().unwrap().iter().map(|row| row["kind"].clone()).collect();
    assert_eq!(kinds, ["article.approved", "article.submitted", "revision.saved"]);
    assert_eq!(log[0]["person"], "nur");
    office.json("ali", &["new"]);
    let bare = office.json("ali", &["log"]);
    assert_eq!(bare[0]["headline"], Value::Null);
    assert_eq!(log[0]["at"], MOMENT);
    let says = office.says("ali", &["log", "--article", &id, "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&says).unwrap(), log);
    let csv = office.says("ali", &["log", "--article", &id, "--format", "csv"]);
    assert_eq!(csv.lines().count(), 4, "{csv}");
    let report = office.json("ali", &["audit", "verify"]);
    has(&report, &["records", "people", "verified", "problems"]);
    assert_eq!(report["people"], 4);
    let info = office.json("ali", &["info"]);
    assert_eq!(info["desk"], office.desk().to_str().unwrap());
    assert_eq!(info["records"], report["records"]);
}

#[test]
fn a_log_since_then() {
    let office = Office::new();
    let later = "2025-10-24T03:00:00Z";
    let call = |args: &[&str]| office.call(args).by("ali").at(later).json();
    let id = office.article("Rapat pleno");
    call(&["edit", &id, "--set", "summary=x"]).ok();
    let count = |since: &str| {
        let rows = call(&["log", "--since", since]).ok().value();
        rows.as_array().unwrap().len()
    };
    assert_eq!(count("2d"), 1);
    assert_eq!(count("2025-10-24"), 1);
    assert_eq!(count("71h"), 1);
    assert_eq!(count("4d"), count(NOW));
    assert!(count("1w") > 5);
    assert_eq!(count("2025-10-25T00:00:00Z"), 0);
    let run = call(&["log", "--since", "kemarin"]).run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (2, Some("usage")), "{run:?}");
    assert_eq!(run.error()["details"]["argument"], "--since");
}

#[test]
fn completions_are_a_script_of_each_shell() {
    let office = Office::empty();
    for (shell, sign) in
        [("bash", "complete -F"), ("zsh", "#compdef redaksi"), ("fish", "complete -c redaksi")]
    {
        let run = office.call(&["completions", shell]).ok();
        assert!(run.out.contains(sign), "{shell}");
        assert!(run.out.contains("withdraw") && run.err.is_empty(), "{shell}");
    }
    assert_eq!(office.call(&["completions", "tcsh"]).run().code, 2);
}
