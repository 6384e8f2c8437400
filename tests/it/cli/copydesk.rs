//! The copy desk at the edge: what may stand, the office's words and rules, and whole folders.
#![expect(clippy::disallowed_methods, reason = "files of a folder that is thrown away go")]

use std::fs;

use serde_json::{Value, json};

use super::{Office, keys};

/// A wrong weekday, which is an error, and a doubled blank, which is a warning.
const FAULTY: &str = "KPU Kabupaten Contoh menggelar rapat pada Senin (21/10/2025).\n\n\
    Rapat  membahas persiapan rekapitulasi.\n";

/// An article by `ali` with these words; its id.
fn article(office: &Office, body: &str) -> String {
    let body = office.file("isi.md", body);
    let made = office.json("ali", &["new", "--headline", "Rapat pleno", "--body-file", &body]);
    made["id"].as_str().unwrap().to_owned()
}

fn found(office: &Office, args: &[&str]) -> Vec<(String, Value)> {
    let run = office.call(args).by("ali").json().run();
    let list = run.value()[0]["findings"].as_array().unwrap().clone();
    // Others may find more in these words; these are about two rules.
    list.into_iter()
        .filter(|one| one["rule"] == "T01" || one["rule"] == "S01")
        .map(|one| (one["rule"].as_str().unwrap().to_owned(), one["dismissed"].clone()))
        .collect()
}

fn rules_of(found: &[(String, Value)]) -> Vec<&str> {
    found.iter().map(|(rule, _)| rule.as_str()).collect()
}

#[test]
fn what_was_let_stand_lives_through_edits() {
    let office = Office::new();
    let id = article(&office, FAULTY);
    assert_eq!(rules_of(&found(&office, &["check", &id])), ["T01", "S01"]);
    let dismiss = |rule| vec!["dismiss", &*id, rule, "--reason", "Begitu dalam surat."];
    for (who, rule, kind) in
        [("ali", "T01", "not_allowed"), ("kepala", "T01", "not_found"), ("ali", "T02", "not_found")]
    {
        let line = match who {
            "kepala" => vec!["dismiss", &*id, rule, "--words", "rabu", "--reason", "x"],
            _ => dismiss(rule),
        };
        assert_eq!(office.refusal(who, &line), kind, "{who} {rule}");
    }
    let run = office.call(&["dismiss", &id, "T01"]).by("nur").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (2, Some("usage")), "{run:?}");
    assert_eq!(office.refusal("ali", &["submit", &id]), "findings");
    let done = office.json("nur", &dismiss("t01"));
    let want =
        ["dismissed", "findings", "id", "level", "places", "revision", "rule", "stage", "words"];
    assert_eq!(keys(&done), want);
    assert_eq!((&done["rule"], &done["level"]), (&json!("T01"), &json!("error")));
    assert_eq!((&done["places"], &done["findings"]["error"]), (&json!(1), &json!(0)));
    assert_eq!(office.refusal("sri", &dismiss("T01")), "exists");
    let list = office.json("ali", &["list"]);
    assert_eq!(list[0]["findings"], json!({ "error": 0, "warning": 1, "suggestion": 0 }));
    let said = office.says("ali", &dismiss("S01"));
    assert!(said.contains("S01") && said.contains("1 place"), "{said}");
    assert!(found(&office, &["check", &id]).is_empty());
    let body = office.file("lain.md", format!("Pembuka baru.\n\n{FAULTY}"));
    office.json("ali", &["edit", &id, "--body-file", &body]);
    assert!(found(&office, &["check", &id]).is_empty());
    let all = found(&office, &["check", &id, "--dismissed"]);
    assert_eq!(rules_of(&all), ["T01", "S01"]);
    assert_eq!(all[0].1["person"], "nur");
    assert_eq!(all[0].1["reason"], "Begitu dalam surat.");
    let says = office.says("ali", &["check", &id, "--dismissed"]);
    assert!(says.contains("stands; nur: Begitu dalam surat."), "{says}");
    office.json("ali", &["submit", &id]);
    let log = office.json("ali", &["log", "--article", &id]);
    assert_eq!(log[0]["body"]["findings"], json!({ "error": 0, "warning": 0, "dismissed": 2 }));
    let says = office.call(&["log", "--article", &id]).lang("id").ok().out;
    assert!(says.contains("membiarkan temuan") && says.contains("Begitu dalam surat."), "{says}");
    let back = office.json("ali", &["dismiss", &id, "T01", "--undo"]);
    assert_eq!((&back["dismissed"], &back["findings"]["error"]), (&json!(false), &json!(1)));
    assert_eq!(office.refusal("ali", &["dismiss", &id, "T01", "--undo"]), "not_found");
    assert_eq!(rules_of(&found(&office, &["check", &id])), ["T01"]);
    assert_eq!(office.json("ali", &["doctor", "--rebuild"])["equal"], true);
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
}

#[test]
fn two_articles_of_one_event_are_held_against_each_other() {
    let office = Office::new();
    let make = |headline: &str, body: &str| {
        let body = office.file("isi.md", body);
        let made = office.json("ali", &["new", "--headline", headline, "--body-file", &body]);
        let id = made["id"].as_str().unwrap().to_owned();
        office.json("ali", &["edit", &id, "--set", "date=2025-10-22"]);
        id
    };
    make(
        "KPU Kabupaten Contoh Tetapkan Daftar Pemilih Triwulan Ketiga",
        "KPU menetapkan 182.415 pemilih, Senin (20/10/2025). Rapat dibuka Ketua KPU Siti Rahmawati.",
    );
    let headline = "Rapat Pleno KPU Kabupaten Contoh Tetapkan Daftar Pemilih";
    let other = make(
        headline,
        "KPU menetapkan 182.415 pemilih, Selasa (21/10/2025). Rapat ditutup Sekretaris KPU Siti Rahmawati.",
    );
    let told = |id: &str| {
        let run = office.call(&["check", id]).by("ali").json().run();
        let all = run.value()[0]["findings"].as_array().unwrap().clone();
        let ours = all.into_iter().filter(|one| one["rule"] == "X03");
        ours.map(|one| (one["text"].clone(), one["fixes"][0].clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&other),
        [
            (json!("Selasa (21/10/2025)"), json!("Senin (20/10/2025)")),
            (json!("Sekretaris KPU Siti Rahmawati"), json!("Ketua KPU Siti Rahmawati")),
        ]
    );
    let says = office.call(&["check", &other]).by("ali").lang("en").run().out;
    assert!(says.contains("which tells of the same event"), "{says}");
    // The same kind of day a week later is another event.
    let later = make(headline, "KPU menetapkan 190.200 pemilih, Selasa (21/10/2025).");
    assert!(told(&later).iter().all(|(text, _)| text != "Selasa (21/10/2025)"));
}

#[test]
fn a_refusal_says_who_may_decide() {
    let office = Office::new();
    let id = article(&office, FAULTY);
    let body = office.file("sri.md", format!("Tambahan.\n\n{FAULTY}"));
    office.json("sri", &["edit", &id, "--body-file", &body]);
    let line = ["dismiss", &id, "T01", "--reason", "x"];
    for (who, lang, word) in [
        ("ali", "en", "a reviewer who wrote nothing in the text"),
        ("ali", "id", "peninjau yang tidak ikut menulis"),
        ("sri", "en", "another reviewer must decide"),
        ("sri", "id", "peninjau lain yang harus memutuskan"),
    ] {
        let run = office.call(&line).by(who).lang(lang).run();
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
        assert!(run.err.contains(word) && run.err.contains("ali"), "{run:?}");
    }
    office.json("kepala", &["office", "set", "single_eye=true"]);
    office.json("sri", &line);
    let twice = article(&office, "Rapat pada Senin (21/10/2025) dan Rabu (21/10/2025).");
    let line = ["dismiss", &twice, "T01", "--reason", "x"];
    let run = office.call(&line).by("nur").json().run();
    assert_eq!(run.error()["kind"], "ambiguous", "{run:?}");
    let words = run.error()["details"]["candidates"].clone();
    assert_eq!(words.as_array().unwrap().len(), 2, "{words}");
    let words = words[0].as_str().unwrap().trim_matches(['“', '”']).to_owned();
    office.json("nur", &["dismiss", &twice, "T01", "--words", &words, "--reason", "x"]);
    assert_eq!(found(&office, &["check", &twice]).len(), 1);
}

#[test]
fn the_office_has_words_of_its_own() {
    let office = Office::new();
    assert_eq!(office.refusal("ali", &["words", "add", "Silon"]), "not_allowed");
    for bad in ["dua kata", "", "\u{202e}x", "12"] {
        assert_eq!(office.refusal("nur", &["words", "add", "Silon", bad]), "invalid", "{bad:?}");
    }
    let added = office.json("nur", &["words", "add", "Silon", "Sirekap", "silon"]);
    assert_eq!(added, json!({ "words": ["Silon", "Sirekap"], "added": true }));
    let again = office.json("kepala", &["words", "add", "SILON"]);
    assert_eq!(again["words"], json!([]));
    let list = office.json("ali", &["words", "list"]);
    assert_eq!(keys(&list[0]), ["at", "person", "word"]);
    assert_eq!((&list[0]["word"], &list[0]["person"]), (&json!("Silon"), &json!("nur")));
    assert_eq!(office.refusal("nur", &["words", "remove", "Sirekap", "Sidalih"]), "not_found");
    let says = office.says("nur", &["words", "remove", "sirekap"]);
    assert_eq!(says, "Told again from now on: sirekap\n");
    let says = office.says("ali", &["words", "list"]);
    assert!(says.contains("Silon") && !says.contains("Sirekap"), "{says}");
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
    assert_eq!(office.json("ali", &["doctor", "--rebuild"])["equal"], true);
}

#[test]
fn a_folder_is_checked_whole_and_in_order() {
    let office = Office::empty();
    let folder = office.path("rilis");
    fs::create_dir_all(folder.join("2025")).unwrap();
    let write = |name: &str, text: &[u8]| {
        fs::File::create(folder.join(name)).and_then(|mut file| {
            use std::io::Write as _;
            file.write_all(text)
        })
    };
    let many = "Rapat  usai. ".repeat(6);
    write("2025/a.txt", format!("Judul\n\n{many}").as_bytes()).unwrap();
    write("b.md", "# Judul\n\nRapat pada Senin (21/10/2025).\n".as_bytes()).unwrap();
    write("c.docx", b"PK\x03\x04 rusak").unwrap();
    write("d.txt", "Judul\n\nRapat usai.".as_bytes()).unwrap();
    write("e.png", b"x").unwrap();
    let run = office.call(&["check", "rilis"]).json().run();
    assert_eq!((run.code, run.err.as_str()), (1, ""), "{run:?}");
    let all = run.value();
    let sources: Vec<&str> =
        all.as_array().unwrap().iter().map(|one| one["source"].as_str().unwrap()).collect();
    assert_eq!(sources, ["rilis/2025/a.txt", "rilis/b.md", "rilis/c.docx", "rilis/d.txt"]);
    let first = all[0]["findings"].as_array().unwrap();
    let blanks: Vec<_> = first.iter().filter(|one| one["rule"] == "S01").collect();
    assert!(blanks.len() > 3 && blanks.iter().all(|one| one["times"] == blanks.len()), "{first:?}");
    assert_eq!(blanks[0]["dismissed"], Value::Null);
    assert_eq!(keys(&all[2]), ["error", "source"]);
    let says = office.call(&["check", "rilis", "--level", "error"]).run();
    assert!(
        says.out.contains("✓ rilis/d.txt") && says.out.contains("✗ rilis/c.docx  "),
        "{says:?}"
    );
    let says = office.call(&["check", "rilis"]).run();
    let told: Vec<&str> = says.out.lines().filter(|line| line.contains("S01")).collect();
    assert!(told.len() == 1 && told[0].ends_with(&format!("×{}", blanks.len())), "{says:?}");
    assert!(says.err.contains("Texts: 4"), "{says:?}");
    fs::remove_file(folder.join("c.docx")).unwrap();
    assert_eq!(office.call(&["check", "rilis"]).run().code, 4);
    fs::create_dir(office.path("kosong")).unwrap();
    let run = office.call(&["check", "kosong"]).json().ok();
    assert_eq!(run.value(), json!([]));
}

/// What SARIF 2.1.0 asks of the parts that are there.
fn is_sarif(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-2.1.0.json"));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "redaksi");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["shortDescription"]["text"].as_str().unwrap().len() > 5, "{rule}");
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level), "{rule}");
    }
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.starts_with('/') && !uri.contains(' '), "{uri}");
        let Some(region) = place.get("region") else { continue };
        let number = |key: &str| region[key].as_u64().unwrap();
        assert!(number("startLine") >= 1 && number("startColumn") >= 1);
        assert!(number("endLine") >= number("startLine"));
        assert!(number("byteLength") >= number("charLength"));
    }
}

#[test]
fn other_programs_read_sarif() {
    let office = Office::new();
    let text = "Judul é\n\nMesuji, 21 Oktober 2025 – Rapat é pada Senin (21/10/2025).\n";
    office.file("rilis lama.txt", text);
    office.file("bersih.txt", "Judul\n\nRapat usai.\n");
    let run = office.call(&["check", "bersih.txt", "--format", "sarif", "--level", "error"]).ok();
    is_sarif(&run.value());
    assert_eq!(run.value()["runs"][0]["results"], json!([]));
    let run = office.call(&["check", "rilis lama.txt", "--format", "sarif"]).run();
    assert_eq!(run.code, 4);
    let log = run.value();
    is_sarif(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let weekday = results.iter().find(|one| one["ruleId"] == "T01").unwrap();
    assert_eq!(weekday["level"], "error");
    let place = &weekday["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "rilis%20lama.txt");
    let region = &place["region"];
    let at = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
    let bytes = at("byteOffset")..at("byteOffset") + at("byteLength");
    assert_eq!(text.get(bytes), region["snippet"]["text"].as_str());
    let characters: String = text.chars().skip(at("charOffset")).take(at("charLength")).collect();
    assert_eq!(characters, region["snippet"]["text"].as_str().unwrap());
    assert_eq!(region["startLine"], 3);
    let id = article(&office, FAULTY);
    office.json("nur", &["dismiss", &id, "T01", "--reason", "Kutipan."]);
    let log = office.call(&["check", &id, "--format", "sarif", "--dismissed"]).ok().value();
    is_sarif(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let weekday = results.iter().find(|one| one["ruleId"] == "T01").unwrap();
    assert_eq!(weekday["suppressions"][0]["justification"], "Kutipan.");
}

const OWN: &str = r#"
[[rule]]
id = "rapat-koordinasi"
kind = "substitution"
level = "error"
words = { "rakor" = "rapat koordinasi" }
message.id = "Tulis rapat koordinasi."
message.en = "Write rapat koordinasi."
why = "Pedoman kantor."
examples.wrong = ["Peserta rakor hadir."]
examples.right = ["Peserta rapat koordinasi hadir."]
"#;

#[test]
fn a_rule_of_the_office_refuses_only_when_it_was_tried_and_accepted() {
    let office = Office::new();
    let write = |text: &str| drop(office.file("desk/rules.toml", text));
    let body = "KPU Kabupaten Contoh menggelar rakor pada Selasa (21/10/2025).\n\nRakor usai.\n";
    let public = office.published("Rapat lama");
    let id = article(&office, body);
    write(OWN);
    let suggested = office.call(&["check", &id, "--level", "suggestion"]).json().ok().value();
    let own: Vec<&Value> = suggested[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["rule"] == "rapat-koordinasi")
        .collect();
    assert_eq!(own.len(), 2, "{suggested}");
    assert_eq!((&own[0]["level"], &own[0]["text"]), (&json!("suggestion"), &json!("rakor")));
    assert_eq!(
        (&own[0]["message"], &own[0]["fixes"][0]),
        (&json!("Write rapat koordinasi."), &json!("rapat koordinasi"),)
    );
    let said = office.call(&["check", &id, "--level", "suggestion"]).lang("id").ok().out;
    assert!(
        said.contains("Tulis rapat koordinasi.") && said.contains("Rapat koordinasi"),
        "{said}"
    );
    let tried = office.json("ali", &["rules", "try"]);
    assert_eq!((&tried[0]["hits"], &tried[0]["texts"]), (&json!(2), &json!(2)), "{tried}");
    assert_eq!((&tried[0]["stood_percent"], &tried[0]["accepted"]), (&json!(0), &json!(false)));
    assert_eq!(tried[0]["samples"][0]["text"], "rakor");
    assert_eq!(office.refusal("ali", &["rules", "accept", "rapat-koordinasi"]), "not_allowed");
    assert_eq!(office.refusal("nur", &["rules", "accept", "lain"]), "not_found");
    office.json("ali", &["submit", &id]);
    office.json("nur", &["return", &id, "--note", "x"]);
    let accepted = office.json("nur", &["rules", "accept", "rapat-koordinasi"]);
    assert_eq!(accepted["accepted"], true);
    assert_eq!(office.json("nur", &["rules", "try"]), json!([]));
    assert_eq!(office.refusal("ali", &["submit", &id]), "findings");
    // The same rule with other words is another rule.
    write(&OWN.replace("\"rapat koordinasi\" }", "\"Rapat Koordinasi\" }"));
    office.json("ali", &["submit", &id]);
    assert_eq!(office.stage(&public), "published");
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
    assert_eq!(office.json("ali", &["doctor", "--rebuild"])["equal"], true);
}

#[test]
fn a_broken_file_of_rules_leaves_the_last_good_ones() {
    let office = Office::new();
    let file = office.file("desk/rules.toml", OWN);
    let tested = office.json("ali", &["rules", "test"]);
    assert_eq!(tested, json!({ "rules": 1, "failing": [] }));
    let bad = OWN.replace("examples.right = [\"Peserta rapat", "examples.right = [\"Peserta rakor");
    let other = office.file("calon.toml", &bad);
    let run = office.call(&["rules", "test", &other]).json().run();
    assert_eq!((run.code, &run.value()["failing"][0]["broken"]), (1, &json!("alarm")), "{run:?}");
    office.file("desk/rules.toml", &bad);
    assert_eq!(office.refusal("nur", &["rules", "accept", "rapat-koordinasi"]), "invalid");
    office.file("desk/rules.toml", OWN);
    office.json("ali", &["rules", "list"]);
    office.file("desk/rules.toml", OWN.replace("level = \"error\"", "level = \"fatal\""));
    let run = office.call(&["rules", "list"]).lang("en").ok();
    assert!(run.err.contains("rules.toml, line 5") && run.out.contains("rapat-koord"), "{run:?}");
    let run = office.call(&["rules", "test"]).json().run();
    assert_eq!((run.code, &run.error()["details"]["line"]), (1, &json!(5)), "{run:?}");
    let isi = office.file("x.txt", "Judul\n\nPeserta rakor hadir.");
    let run = office.call(&["check", &isi, "--level", "suggestion"]).ok();
    assert!(run.err.contains("line 5") && run.out.contains("rapat-koordinasi"), "{run:?}");
    assert!(file.ends_with("rules.toml"));
}

#[test]
fn every_rule_can_be_explained() {
    let office = Office::empty();
    let list = office.call(&["rules", "list"]).json().ok().value();
    let list = list.as_array().unwrap();
    assert!(list.len() > 5);
    for rule in list {
        assert_eq!(
            keys(rule),
            ["accepted", "kind", "level", "own", "rule", "speaks_as", "why"],
            "{rule}"
        );
        assert!(rule["why"].as_str().unwrap().len() > 20, "{rule}");
    }
    let shown = office.call(&["rules", "show", "t01"]).json().ok().value();
    assert_eq!(keys(&shown), ["level", "right", "rule", "why", "wrong"]);
    assert_eq!(keys(&shown["wrong"][0]), ["fixes", "found", "text"]);
    let says = office.call(&["rules", "show", "T01"]).lang("id").ok().out;
    assert!(says.starts_with("T01  galat\n") && says.contains("✓ "), "{says}");
    assert_eq!(office.refusal("ali", &["rules", "show", "Z99"]), "not_found");
}
