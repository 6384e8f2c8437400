//! How articles are named, and where the common options may stand.

use serde_json::Value;

use super::Office;

#[test]
fn an_article_has_three_names() {
    let office = Office::new();
    let id = office.article("Rapat pleno terbuka");
    let shown = office.show(&id);
    let short = shown["short_id"].as_str().unwrap();
    let slug = shown["slug"].as_str().unwrap();
    assert_eq!(short.len(), 8);
    let (upper, six) = (id.to_uppercase(), short.get(..6).unwrap());
    for name in [id.as_str(), short, slug, &upper, &short.to_uppercase(), six] {
        assert_eq!(office.show(name)["id"], *id, "{name}");
    }
    let few = short.get(..5).unwrap();
    for name in [few, "tidak-ada", "", "00000000-0000-7000-8000-000000000000", "%", "______"] {
        let run = office.call(&["show", name]).json().run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("not_found")), "{name}");
        assert_eq!(run.error()["details"]["name"], name);
    }
}

#[test]
fn a_name_of_two_articles_names_none() {
    let office = Office::new();
    let one = office.article("Rapat satu");
    let two = office.article("Rapat dua");
    office.json("ali", &["edit", &one, "--set", "slug=rapat-tahunan"]);
    // The same address cannot be taken twice.
    let line = ["edit", &two, "--set", "slug=rapat-tahunan"];
    assert_eq!(office.refusal("ali", &line), "invalid");
    assert_eq!(office.show("rapat-tahunan")["id"], *one);
}

#[test]
fn a_slug_follows_the_headline_until_the_approval() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let first = office.show(&id)["slug"].clone();
    assert!(first.as_str().unwrap().starts_with("rapat-pleno-"), "{first}");
    office.json("ali", &["edit", &id, "--headline", "Pleno rekapitulasi"]);
    let second = office.show(&id)["slug"].clone();
    assert!(second.as_str().unwrap().starts_with("pleno-rekapitulasi-"), "{second}");
    office.clear(&id);
    office.json("ali", &["edit", &id, "--headline", "Judul baru"]);
    assert_eq!(office.show(&id)["slug"], second);
    let line = ["edit", &id, "--set", "slug=lain"];
    assert_eq!(office.refusal("ali", &line), "invalid");
}

#[test]
fn common_options_stand_before_and_after_the_command() {
    let office = Office::new();
    office.article("Rapat pleno");
    let desk = office.desk();
    let desk = desk.to_str().unwrap();
    for line in [
        &["--desk", desk, "--as", "ali", "--json", "--lang", "en", "list"][..],
        &["list", "--desk", desk, "--as", "ali", "--json", "--lang", "en"],
        &["--json", "list", "--desk", desk],
        &["person", "--json", "list", "--desk", desk],
    ] {
        let run = office.call(line).without("REDAKSI_DESK").ok();
        assert!(!run.value().as_array().unwrap().is_empty(), "{run:?}");
    }
    // The line is stronger than the environment.
    let line = ["--desk", desk, "--as", "ali", "new", "--headline", "x", "--json"];
    let run = office.call(&line).env("REDAKSI_DESK", "/tidak/ada").by("nur").ok();
    assert_eq!(run.value()["author"], "ali");
    // An empty variable is none.
    let run = office.call(&["list"]).env("REDAKSI_AS", "").env("REDAKSI_LANG", "").run();
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn a_path_that_is_not_absolute_is_the_same_desk() {
    let office = Office::new();
    let run = office.call(&["--desk", "desk", "info", "--json"]).without("REDAKSI_DESK").ok();
    let told = run.value()["desk"].as_str().unwrap().to_owned();
    assert_eq!(std::path::Path::new(&told), office.desk());
}

#[test]
fn standard_input_is_a_file_too() {
    let office = Office::new();
    let run = office.call(&["import", "-"]).by("ali").json().stdin("Rapat pleno\n\nIsi naskah.");
    let taken = run.ok().value();
    assert_eq!(taken[0]["source"], "-");
    assert_eq!(taken[0]["headline"], "Rapat pleno");
    let run = office.call(&["new", "--headline", "x", "--body-file", "-"]).by("ali").json();
    assert_eq!(run.stdin("Isi dari pipa.\r\nDua.\n").ok().value()["body"], "Isi dari pipa.\nDua.");
    let id = taken[0]["id"].as_str().unwrap();
    let run = office.call(&["edit", id, "--body-file", "-"]).by("ali").json().stdin("Baru.");
    assert_eq!(run.ok().value()["body"], "Baru.");
    let run = office.call(&["check", "-"]).json().stdin("Judul\n\nPada Rabu (21/10/2025).").run();
    assert_eq!(run.code, 4, "{run:?}");
    assert_eq!(run.value()[0]["source"], "-");
    let run = office.call(&["import", "-"]).by("ali").json().stdin("").run();
    assert_eq!(run.code, 1, "{run:?}");
}

#[test]
fn a_save_over_another_is_a_conflict_and_the_text_is_kept() {
    let office = Office::new();
    let id = office.article("Rapat");
    office.json("ali", &["edit", &id, "--set", "summary=satu"]);
    let body = office.file("lama.md", "Naskah yang lama.");
    let line = ["edit", &id, "--body-file", &body, "--base", "1"];
    let run = office.call(&line).by("nur").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("conflict")), "{run:?}");
    let files: Vec<_> = std::fs::read_dir(office.desk().join("rescued")).unwrap().collect();
    assert_eq!(files.len(), 1);
    let path = files[0].as_ref().unwrap().path();
    assert!(std::fs::read_to_string(&path).unwrap().contains("Naskah yang lama."));
    assert!(run.out.contains(path.to_str().unwrap()), "{run:?}");
    assert_eq!(office.show(&id)["revision"], 2);
    assert_ne!(office.show(&id)["body"], Value::from("Naskah yang lama."));
    office.json("ali", &["edit", &id, "--base", "2", "--set", "summary=dua"]);
}
