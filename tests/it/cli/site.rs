//! From the desk to the pages: word for word, nothing that runs, and drafts stay at home.

use std::fs;
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};

use super::Office;

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "html") {
                found.push(path);
            }
        }
    }
    found
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn a_cleared_text_becomes_a_page_that_runs_nothing() {
    let office = Office::new();
    let headline = r#"Rapat "A" & <script>alert(1)</script> </script><img src=x onerror=1>"#;
    let body = office.file(
        "isi.md",
        "Isi <script>alert(2)</script> dan [tautan](javascript:alert(3)) serta {{ 7*7 }}.\n\n\
         1. satu\n2. dua\n",
    );
    let made = office.json("ali", &["new", "--headline", headline, "--body-file", &body]);
    office.clear(made["id"].as_str().unwrap());
    office.article("Naskah rahasia");
    let out = office.path("situs");
    let line = ["export", "--out", out.to_str().unwrap(), "--base-url", "https://contoh.test"];
    let report = office.json("ali", &line);
    assert_eq!(report["out"], out.to_str().unwrap());
    assert_eq!(report["pages"], 1);
    assert_eq!(report["removed"], 0);
    let mut with_headline = 0;
    for path in pages(&out) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("Naskah rahasia"), "{}", path.display());
        let page = Html::parse_document(&text);
        assert_eq!(texts(&page, "script:not([type='application/ld+json'])").len(), 0);
        assert_eq!(texts(&page, "[onerror]").len(), 0);
        let every = Selector::parse("a[href]").unwrap();
        for link in page.select(&every) {
            let target = link.value().attr("href").unwrap();
            assert!(!target.trim().to_lowercase().starts_with("javascript"), "{target}");
        }
        for data in texts(&page, "script[type='application/ld+json']") {
            serde_json::from_str::<serde_json::Value>(&data).unwrap();
        }
        if texts(&page, "h1").iter().any(|h1| h1.trim() == headline) {
            with_headline += 1;
            assert!(texts(&page, "body").concat().contains("{{ 7*7 }}"));
            assert_eq!(texts(&page, "script[type='application/ld+json']").len(), 1);
            let numbered = texts(&page, "ol > li");
            assert!(numbered.windows(2).any(|pair| pair == ["satu", "dua"]), "{numbered:?}");
        }
    }
    assert_eq!(with_headline, 1);
    let again = office.json("ali", &line);
    assert_eq!(again["written"], 0, "{again}");
    assert_eq!(again["unchanged"], report["written"], "{again}");
}

#[test]
fn a_trial_changes_no_stage_and_a_publication_does() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.clear(&id);
    let out = office.path("coba");
    let report = office.json("ali", &["export", "--out", out.to_str().unwrap()]);
    assert_eq!(report["pages"], 1);
    assert_eq!(office.stage(&id), "approved");
    assert_eq!(office.show(&id)["published_at"], serde_json::Value::Null);
    let report = office.json("nur", &["export", "--publish"]);
    assert_eq!(report["pages"], 1);
    let shown = office.show(&id);
    assert_eq!(shown["stage"], "published");
    assert_eq!(shown["live_revision"], 1);
    assert_eq!(shown["published_at"], "2025-10-21T03:00:00.000Z");
    let run = office.call(&["export"]).by("ali").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("exists")), "{run:?}");
    let before = office.json("ali", &["log"]).as_array().unwrap().len();
    office.json("nur", &["export", "--publish"]);
    let after = office.json("ali", &["log"]).as_array().unwrap().len();
    assert_eq!(before, after, "a second publication of the same text leaves no record");
}

#[test]
fn only_some_articles() {
    let office = Office::new();
    let (one, two) = (office.article("Rapat satu"), office.article("Rapat dua"));
    let three = office.article("Rapat tiga");
    for id in [&one, &two, &three] {
        office.clear(id);
    }
    let out = office.path("coba");
    let line = ["export", "--out", out.to_str().unwrap(), "--only", &one, &two];
    assert_eq!(office.json("ali", &line)["pages"], 2);
    assert_eq!(office.refusal("ali", &["export", "--only", "tidak-ada"]), "not_found");
    // What is public stays when one more goes out.
    office.json("nur", &["export", "--publish", "--only", &one]);
    let again = office.json("nur", &["export", "--publish", "--only", &three]);
    assert_eq!((again["pages"].as_u64(), again["removed"].as_u64()), (Some(2), Some(0)));
    assert_eq!(office.stage(&one), "published");
    assert_eq!(office.stage(&two), "approved");
    assert_eq!(office.stage(&three), "published");
}

#[test]
fn without_an_address_no_page_names_one() {
    let office = Office::new();
    let id = office.article("Rapat satu");
    office.clear(&id);
    let out = office.path("coba");
    let run = office.call(&["export", "--out", out.to_str().unwrap()]).by("ali").ok();
    assert!(run.out.contains("1 page"), "{run:?}");
    assert!(run.err.contains("no site address"), "{run:?}");
    let again = office.call(&["export", "--out", out.to_str().unwrap()]).by("ali").ok();
    assert_eq!(again.err, "", "said once");
    for path in pages(&out) {
        let page = Html::parse_document(&fs::read_to_string(&path).unwrap());
        for selector in ["link[rel='canonical']", "meta[property='og:url']", "link[type*='rss']"] {
            assert!(texts(&page, selector).is_empty(), "{}: {selector}", path.display());
        }
    }
    assert!(!out.join("feed.xml").exists() && !out.join("rss.xml").exists());
}

#[test]
fn an_address_is_one_of_a_site() {
    let office = Office::new();
    let out = office.path("coba");
    let line = ["export", "--out", out.to_str().unwrap(), "--base-url"];
    for bad in ["javascript:alert(1)", "ftp://contoh.example", "contoh.example", "https://a b"] {
        assert_eq!(office.refusal("ali", &[&line[..], &[bad]].concat()), "invalid", "{bad}");
    }
    assert!(!out.exists(), "a refused export has written something");
    // Empty is none, whatever the office says.
    office.json("kepala", &["office", "set", "site_url=https://contoh.example"]);
    let run = office.call(&[&line[..], &[""]].concat()).by("ali").ok();
    assert!(run.err.contains("no site address"), "{run:?}");
}

#[test]
fn a_broken_template_is_told_and_nothing_is_published() {
    let office = Office::new();
    let id = office.article("Rapat satu");
    office.clear(&id);
    fs::create_dir(office.desk().join("pages")).unwrap();
    office.file("desk/pages/article.html", "{% if %}");
    let run = office.call(&["export", "--publish"]).by("nur").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("template")), "{run:?}");
    assert_eq!(office.stage(&id), "approved");
}
