//! Queries as people mistype them: always an answer, never an error of the index.

use std::sync::Arc;

use redaksi::clock::Clock;
use redaksi::desk::{Desk, Intent};
use redaksi::store::lists::Sort;

use serde_json::json;

use super::{NOW, Office};

#[test]
fn what_is_not_understood_is_told_beside_the_answer() {
    let office = Office::new();
    office.article("Rapat pleno terbuka");
    office.article("Sosialisasi pemilih");
    #[track_caller]
    fn check(office: &Office, query: &str, found: usize, talk: &str) {
        let run = office.call(&["list", "--query", query]).by("ali").json().ok();
        assert_eq!(run.value().as_array().unwrap().len(), found, "{run:?}");
        assert!(run.err.contains(talk), "{run:?}");
        assert!(!talk.is_empty() || run.err.is_empty(), "{run:?}");
    }
    check(&office, "pleno", 1, "");
    check(&office, "plen*", 1, "");
    check(&office, "\"pleno terbuka\"", 1, "");
    check(&office, "\"terbuka pleno\"", 0, "");
    check(&office, "-pleno", 1, "");
    check(&office, "pleno -terbuka", 0, "");
    check(&office, "", 2, "");
    check(&office, "   ", 2, "");
    check(&office, "stage:draf", 2, "");
    check(&office, "stge:draft", 0, "stage");
    check(&office, "stage:drfat", 2, "draft");
    check(&office, "stage:", 2, "stage");
    check(&office, "\"pleno", 1, "pleno");
    check(&office, "older:banyak", 2, "banyak");
    check(&office, "newer:2d", 2, "");
    check(&office, "older:2d", 0, "");
    check(&office, "due:none", 2, "");
    check(&office, "NEAR(pleno terbuka)", 0, "");
    check(&office, "pleno AND", 0, "");
    check(&office, "*", 2, "");
    check(&office, "'; DROP TABLE record; --", 0, "");
    let many = "kata ".repeat(400);
    let run = office.call(&["list", "--query", &many]).by("ali").json().ok();
    assert!(!run.err.is_empty(), "{run:?}");
}

#[test]
fn any_text_is_a_query() {
    let office = Office::new();
    office.article("Rapat pleno terbuka");
    let clock = Arc::new(Clock::fixed(NOW.parse().unwrap()));
    let desk = Desk::open(&office.desk(), &office.path("state"), clock, Intent::Read).unwrap();
    const PIECES: &[&str] = &[
        "pleno",
        "rapat",
        "\"",
        "“",
        "*",
        "-",
        ":",
        "(",
        ")",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "^",
        "+",
        "{",
        "}",
        "'",
        "''",
        ";",
        "--",
        "\\",
        "\0",
        "%",
        "_",
        ",",
        ".",
        "stage:",
        "stage:draft",
        "author:",
        "author:ali",
        "is:mine",
        "older:",
        "older:2d",
        "newer:9999999999w",
        "due:",
        "due:besok",
        "due:2025-02-30",
        "tag:",
        "tag:\"a b\"",
        "place:-",
        "section:\"",
        "waiting:x",
        "é",
        "e\u{301}",
        "\u{202e}",
        "\u{1f600}",
        "日本語",
        "\t",
        "\n",
        "\u{a0}",
        "a:b:c",
        "--x",
        "-\"",
        "-*",
        "rowid:1",
        "headline:x",
        "memper*",
        "ber-",
        "1e999",
        "\u{ffff}",
    ];
    // A small generator of our own: the same queries in each run.
    let mut seed: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    for _ in 0..1_500 {
        let count = 1 + next(9);
        let query: String =
            (0..count).flat_map(|_| [PIECES[next(PIECES.len())], ["", " "][next(2)]]).collect();
        for typing in [false, true] {
            let search = desk.read_query(&query, Some("ali"), typing);
            let search = search.unwrap_or_else(|error| panic!("{query:?}: {error:?}"));
            let page = desk.found(&search, Sort::Updated, 5, None);
            page.unwrap_or_else(|error| panic!("{query:?}: {error:?}"));
            let ranked = desk.found_ranked(&search, 5);
            for found in ranked.unwrap_or_else(|error| panic!("{query:?}: {error:?}")) {
                // What the index found is found again in the text.
                assert!(!found.snippet.marks.is_empty(), "{query:?}: {found:?}");
            }
        }
    }
}

#[test]
fn the_best_match_has_the_word_in_its_headline() {
    let office = Office::new();
    let body = office.file("isi2.md", "Rapat membahas sosialisasi, sosialisasi, dan sosialisasi.");
    let headline = office.article("Sosialisasi pemilih pemula");
    office.json("ali", &["new", "--headline", "Rapat lain", "--body-file", &body]);
    let found = office.json("ali", &["list", "--query", "sosialisasi", "--sort", "relevance"]);
    assert_eq!(found[0]["id"], json!(headline));
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert!(found[1]["snippet"].as_str().unwrap().contains("membahas sosialisasi"));
    let said = office.says("ali", &["list", "--query", "sosialisasi", "--sort", "relevance"]);
    assert!(said.contains("«Sosialisasi» pemilih pemula"), "{said}");
    let none = ["list", "--query", "sosialisasi stage:approved", "--sort", "relevance"];
    assert_eq!(office.json("ali", &none), json!([]));
}

#[test]
fn filters_hold_before_the_best_are_counted() {
    let office = Office::new();
    let submitted = office.article("Sosialisasi pemilih");
    office.json("ali", &["submit", &submitted]);
    for _ in 0..3 {
        // Of equals the newest is the best.
        office.article("Sosialisasi pemilih");
    }
    let query = "sosialisasi stage:submitted";
    let list = ["list", "--query", query, "--sort", "relevance", "--limit", "1"];
    assert_eq!(office.json("ali", &list)[0]["id"], json!(submitted));
}

/// An article with a tag.
fn imported(office: &Office, headline: &str, tag: &str) {
    let text = json!({ "headline": headline, "body": "Panitia membahas tahapan.", "tags": [tag] });
    let file = office.file(&format!("{headline}.json"), text.to_string());
    office.json("ali", &["import", &file]);
}

#[test]
fn what_is_not_wanted_is_left_out_beside_a_tag_too() {
    let office = Office::new();
    imported(&office, "Rapat pleno", "pilkada");
    imported(&office, "Sosialisasi", "pilkada");
    imported(&office, "Pengumuman", "logistik");
    for (query, count) in [
        ("tag:pilkada", 2),
        ("tag:pilkada -rapat", 1),
        ("tahapan -tag:pilkada", 1),
        ("-tag:pilkada", 1),
        ("-tag:pilkada -pengumuman", 0),
        ("tag:logistik tahapan -rapat", 1),
    ] {
        for sort in ["updated", "relevance"] {
            let found = office.json("ali", &["list", "--query", query, "--sort", sort]);
            assert_eq!(found.as_array().unwrap().len(), count, "{query} by {sort}");
        }
    }
    let list = ["list", "--query", "tag:pilkada", "--sort", "relevance"];
    assert!(office.says("ali", &list).contains("«pilkada»"));
}
