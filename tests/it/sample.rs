//! The sample office: it is filled by lawful deeds alone, and shows what it shall show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use redaksi::clock::Clock;
use redaksi::desk::{Desk, sample};
use redaksi::domain::view::ArticleView;
use tempfile::TempDir;

use crate::source::root;
use crate::support::folder;

fn sample() -> (TempDir, Desk) {
    let folder = folder();
    let morning = "2026-11-20T09:00:00+07:00".parse().unwrap();
    let clock = Arc::new(Clock::stepping(morning, 1_000));
    let rooms = (folder.path().join("desk"), folder.path().join("state"));
    let desk = sample::make(&rooms.0, &rooms.1, clock).unwrap();
    (folder, desk)
}

fn articles(desk: &Desk) -> Vec<ArticleView> {
    let rows = desk.store().list_rows_after(0, 1_000).unwrap();
    rows.iter().map(|row| desk.article(&row.id.to_string(), None).unwrap()).collect()
}

/// The entries of `office.toml`, as plain tables.
fn entries() -> Vec<toml::Table> {
    let text = std::fs::read_to_string(root().join("assets/sample/office.toml")).unwrap();
    let book: toml::Table = toml::from_str(&text).unwrap();
    let entries = book["article"].as_array().unwrap();
    entries.iter().map(|entry| entry.as_table().unwrap().clone()).collect()
}

#[test]
fn every_article_ends_where_the_book_says_and_the_ledger_is_sound() {
    let (_folder, desk) = sample();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for view in articles(&desk) {
        let (flags, stage) = (view.row.flags, view.state.name().word());
        let stage = match stage {
            "draft" if flags.returned() => "returned",
            "draft" if flags.correcting() => "correcting",
            stage => stage,
        };
        assert_eq!(flags.correcting() || stage == "published", flags.live(), "{stage}");
        *found.entry(stage.to_owned()).or_default() += 1;
    }
    let mut want: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries() {
        *want.entry(entry["stage"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    assert_eq!(found, want);
    assert_eq!(want.values().sum::<usize>(), 47);
    let report = desk.store().verify(&desk.noted_heads().unwrap(), &mut |_| ()).unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

#[test]
fn planted_mistakes_are_found_and_hold_back_drafts_alone() {
    let (_folder, desk) = sample();
    let mut by_headline: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for view in articles(&desk) {
        let rules: BTreeSet<String> =
            desk.findings_in(&view).unwrap().iter().map(|f| f.rule.to_string()).collect();
        let is_wrong = rules.contains("T01");
        assert!(!is_wrong || view.state.name().word() == "draft", "{}", view.manuscript.headline);
        by_headline.insert(view.manuscript.headline, rules);
    }
    let with = |rule: &str| by_headline.values().filter(|rules| rules.contains(rule)).count();
    let planted = |word: &str| {
        let is = |entry: &&toml::Table| {
            entry["mistakes"].as_array().unwrap().iter().any(|said| said.as_str() == Some(word))
        };
        entries().iter().filter(is).count()
    };
    assert_eq!((with("T01"), planted("weekday")), (3, 3));
    assert!(with("S01") >= planted("blanks"), "{} of {}", with("S01"), planted("blanks"));
}

#[test]
fn every_file_of_the_sample_is_spoken_of() {
    let spoken: BTreeSet<String> = entries()
        .iter()
        .flat_map(|entry| [entry.get("file"), entry.get("edit")])
        .flatten()
        .map(|name| name.as_str().unwrap().trim_start_matches("articles/").to_owned())
        .collect();
    let there: BTreeSet<String> = std::fs::read_dir(root().join("assets/sample/articles"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, spoken);
}

/// The demonstration, in a room of its own.
fn demo(room: &TempDir, args: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_redaksi"))
        .arg("demo")
        .args(args)
        .env_clear()
        .env("TMPDIR", room.path())
        .env("HOME", room.path())
        .env("REDAKSI_STATE", room.path().join("state"))
        .env("REDAKSI_HUNSPELL", "")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_demonstration_goes_all_the_way_and_leaves_a_site() {
    let room = folder();
    let desk = room.path().join("meja");
    let desk_name = desk.to_str().unwrap();
    for lang in ["id", "en"] {
        let desk = desk.join(lang);
        let (code, out, err) = demo(&room, &["--desk", desk.to_str().unwrap(), "--lang", lang]);
        assert_eq!(code, 0, "{out}\n{err}");
        assert!(out.contains("[-Rabu-]{+Kamis+}"), "{out}");
        // The two refusals are talk, not data.
        assert_eq!(err.matches('✗').count(), 2, "{err}");
        assert!(out.contains(desk.join("site/index.html").to_str().unwrap()), "{out}");
        let home = std::fs::read_to_string(desk.join("site/index.html")).unwrap();
        assert!(home.contains("Posko Cek Data Pemilih"));
        assert!(!home.contains("Kesiapan Simulasi"), "a draft left the house");
    }
    let (code, _, err) = demo(&room, &["--desk", &format!("{desk_name}/id")]);
    assert_eq!(code, 1, "an existing desk is left alone: {err}");
}

#[test]
fn a_program_gets_the_place_of_a_filled_desk() {
    let room = folder();
    let (code, out, _) = demo(&room, &["--json"]);
    assert_eq!(code, 0);
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    let desk = std::path::PathBuf::from(told["desk"].as_str().unwrap());
    assert!(desk.join("desk.db").is_file() && desk.starts_with(room.path()));
    assert_eq!(told["site"].as_str().unwrap(), desk.join("site").to_str().unwrap());
    let (code, out, _) = demo(&room, &["--print"]);
    assert_eq!(code, 0);
    assert!(std::path::Path::new(out.trim_end()).join("desk.db").is_file());
}
