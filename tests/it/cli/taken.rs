//! What a file loses on its way in is found in it: furniture, a headline written twice, end marks.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Office, keys};

/// A release as it is copied from a page.
const COPIED: &str = "Berita Terkini\n\nRapat é Digelar\n\nRapat é Digelar\n\n\
    Contoh, 21 Oktober 2025 - KPU Contoh menggelar rapat  pleno.\n\u{a0}\nWarga datang.\n\n\
    (Humas KPU Contoh)\n\n***\n\nBagikan:\n\nfacebook twitter whatapps\n\nDilihat 12 Kali.\n";

/// What is found in a file, with the rule first; each in the place that it tells.
#[track_caller]
fn found(office: &Office, name: &str, file: &str, level: &str) -> (i32, Vec<(String, Value)>) {
    let path = office.file(name, file);
    let run = office.call(&["check", &path, "--level", level]).json().run();
    let list = run.value()[0]["findings"].as_array().unwrap().clone();
    let mut last = 0;
    for one in &list {
        if one["within"] != "file" {
            continue;
        }
        let at = |key: &str| usize::try_from(one[key].as_u64().unwrap()).unwrap();
        assert_eq!(file.get(at("start")..at("end")), one["text"].as_str(), "{one} of {file:?}");
        let before = file.get(..at("start")).unwrap();
        let line = before.rsplit('\n').next().unwrap().chars().count();
        assert_eq!((at("line"), at("column")), (before.matches('\n').count() + 1, line + 1));
        assert!(last <= at("start"), "{list:?}");
        last = at("start");
    }
    let rule = |one: &Value| one["rule"].as_str().unwrap().to_owned();
    (run.code, list.into_iter().map(|one| (rule(&one), one)).collect())
}

fn taken(found: &[(String, Value)]) -> Vec<(&str, &str)> {
    let ours = ["J04", "F01", "F02", "S10"];
    let ours = found.iter().filter(|(rule, _)| ours.contains(&rule.as_str()));
    ours.map(|(rule, one)| (rule.as_str(), one["text"].as_str().unwrap())).collect()
}

#[test]
fn what_intake_takes_out_is_found_in_the_file() {
    let office = Office::empty();
    let (code, all) = found(&office, "a.txt", COPIED, "suggestion");
    assert_eq!(code, 4);
    let want = [
        ("J04", "Rapat é Digelar\n\n"),
        ("F02", "***"),
        ("F01", "Bagikan:"),
        ("F01", "facebook twitter whatapps"),
        ("F01", "Dilihat 12 Kali."),
    ];
    assert_eq!(taken(&all), want);
    let headline = &all.iter().find(|(rule, _)| rule == "J04").unwrap().1;
    assert_eq!((&headline["level"], &headline["line"]), (&json!("error"), &json!(5)));
    assert_eq!((&headline["fixes"], &headline["times"]), (&json!([""]), &json!(1)));
    let rules: Vec<&str> = all.iter().map(|(rule, _)| rule.as_str()).collect();
    for rule in ["T06", "S01", "S02"] {
        assert_eq!(rules.iter().filter(|one| **one == rule).count(), 1, "{rule} of {rules:?}");
    }
    let (_, fewer) = found(&office, "a.txt", COPIED, "warning");
    assert!(fewer.iter().all(|(rule, _)| rule != "F02"), "{fewer:?}");
    let once = COPIED.replacen("Rapat é Digelar\n\n", "", 1);
    assert_eq!(found(&office, "b.txt", &once, "warning").0, 0);
    let crlf = format!("\u{feff}{}", COPIED.replace('\n', "\r\n"));
    let (_, same) = found(&office, "c.txt", &crlf, "suggestion");
    assert_eq!(same.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), rules);
    let marked = "# Rapat Pleno\n\n**Rapat Pleno**\n\nRapat\u{7} usai di \\*aula\\*.\n\n-30-\n";
    let want = [("J04", "**Rapat Pleno**\n\n"), ("S10", "\u{7}"), ("F02", "-30-")];
    assert_eq!(taken(&found(&office, "d.md", marked, "suggestion").1), want);
    let (_, strokes) =
        found(&office, "e.txt", "Judul\n\nRapat usai.\n\nWarga pulang. ***\n", "suggestion");
    assert_eq!(taken(&strokes), [("F02", " ***")]);
}

#[test]
fn people_and_other_programs_are_told_of_it_too() {
    let office = Office::empty();
    let path = office.file("a.txt", COPIED);
    let says = office.call(&["check", &path]).lang("id").run();
    assert_eq!(says.code, 4);
    let line = |rule: &str| says.out.lines().find(|line| line.contains(rule)).unwrap();
    assert!(line("J04").contains("5:1  galat J04"), "{says:?}");
    assert!(line("Dilihat").contains("19:1  peringatan F01"), "{says:?}");
    let run = office.call(&["check", &path, "--format", "sarif"]).run();
    let results = run.value()["runs"][0]["results"].clone();
    let of = |rule: &str| -> Vec<&str> {
        let all = results.as_array().unwrap().iter().filter(|one| one["ruleId"] == rule);
        all.map(|one| {
            let region = &one["locations"][0]["physicalLocation"]["region"];
            let at = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
            COPIED.get(at("byteOffset")..at("byteOffset") + at("byteLength")).unwrap()
        })
        .collect()
    };
    assert_eq!(of("J04"), ["Rapat é Digelar\n\n"]);
    assert_eq!(of("F01"), ["Bagikan:", "facebook twitter whatapps", "Dilihat 12 Kali."]);
}

#[test]
fn formats_without_plain_text_have_words_and_no_places() {
    let office = Office::empty();
    let page =
        "<h1>Rapat Pleno</h1><p>Rapat Pleno</p><p>Rapat usai.</p><p>Dilihat&nbsp;12 kali</p>";
    let (code, all) = found(&office, "a.html", page, "warning");
    assert_eq!(
        (code, taken(&all)),
        (4, vec![("J04", "Rapat Pleno"), ("F01", "Dilihat\u{a0}12 kali")])
    );
    for (_, one) in all.iter().filter(|(rule, _)| rule == "J04" || rule == "F01") {
        for key in ["line", "column", "start", "end", "within"] {
            assert_eq!(one[key], Value::Null, "{one}");
        }
    }
    let says = office.call(&["check", "a.html"]).run();
    assert!(says.out.contains("Body  error J04"), "{says:?}");
    let run = office.call(&["check", "a.html", "--format", "sarif"]).run();
    let first = &run.value()["runs"][0]["results"][0];
    assert_eq!(keys(&first["locations"][0]["physicalLocation"]), ["artifactLocation"]);
    let wide: Vec<u8> = "\u{feff}Rapat Pleno\n\nRapat Pleno\n\nRapat usai.\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    office.file("b.txt", wide);
    let run = office.call(&["check", "b.txt"]).json().run();
    let first = &run.value()[0]["findings"][0];
    assert_eq!((run.code, &first["rule"], &first["start"]), (4, &json!("J04"), &Value::Null));
}

#[test]
fn import_tells_it_in_notes_as_before() {
    let office = Office::new();
    let path = office.file("a.txt", COPIED);
    let made = office.json("ali", &["import", &path]);
    let notes: Vec<&str> = made[0]["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note["kind"].as_str().unwrap())
        .collect();
    for kind in ["headline-repeated", "furniture", "end-mark", "dateline", "blank-lines"] {
        assert!(notes.contains(&kind), "{kind} of {notes:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Many files at once, since each run is a process.
    #[test]
    fn words_of_findings_stand_where_they_are_said_to(
        texts in proptest::collection::vec(
            "(Rapat Pleno\\n\\n|Berita\\n\\n){0,3}(Bagikan:|facebook|Dilihat 3 kali|\\*\\*\\*|-30-|\u{a0}|Ada resiko  besar[.] ?|- satu\\n- dua |1[.] \\*x\\* |\\(ali\\)|Contoh, 21 Oktober 2025 - |e\u{301}|é|\u{7}|\u{200b}|\\\\|_|\\n|\\n\\n|\\r\\n|[a-z ,“”]{1,20}){0,20}",
            20,
        ),
        marked in any::<bool>(),
    ) {
        let office = Office::empty();
        let names: Vec<String> = (0..texts.len())
            .map(|n| office.file(&format!("{n}.{}", if marked { "md" } else { "txt" }), &texts[n]))
            .collect();
        let mut line = vec!["check", "--level", "suggestion"];
        line.extend(names.iter().map(String::as_str));
        let run = office.call(&line).json().run();
        let all = run.value();
        for (text, of) in texts.iter().zip(all.as_array().unwrap()) {
            for one in of["findings"].as_array().into_iter().flatten() {
                if one["within"] == "file" {
                    let at = |key: &str| usize::try_from(one[key].as_u64().unwrap()).unwrap();
                    prop_assert_eq!(text.get(at("start")..at("end")), one["text"].as_str());
                } else {
                    // What was taken out of a text always has its place.
                    prop_assert_eq!(&one["within"], "field", "{}", one);
                }
            }
        }
    }
}
