//! The words: both languages say the same things, and the source and the files agree on the keys.

use std::collections::{BTreeMap, BTreeSet};

use redaksi::lang::{Lang, files};

use crate::source;

/// Keys that the source puts together from a family's name and a word: a rule, a kind, a command.
const FAMILIES: &[&str] = &[
    "finding-",
    "note-",
    "intake-error-",
    "error-",
    "hint-",
    "help-",
    "stage-",
    "deed-",
    "field-",
    "level-",
    "role-",
    "problem-",
    "invalid-",
    "doctor-",
    "action-",
    "menu-",
    "context-",
    "keymap-",
    "acted-",
    "plain-verb-",
    "plain-do-",
    "ask-",
    "find-",
    "theme-",
    "trouble-",
    "tray-ask-",
    "tray-do-",
    "tray-did-",
    "paste-",
    "dest-about-",
    "step-",
    "step-",
    "standing-",
    "operation-",
    "kind-",
    "secret-",
    "parcel-no-",
    "own-fault-",
    "own-broken-",
    "names-no-",
    "names-group-",
    "names-sort-",
    "names-about-",
    "names-wrong-",
];

/// The keys of a language file, each with all that it says.
fn messages(text: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut last = None;
    for line in text.lines() {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if let Some((key, rest)) = line.split_once('=').filter(|_| begins) {
            found.insert(key.trim().to_owned(), rest.to_owned());
            last = Some(key.trim().to_owned());
        } else if line.starts_with('#') {
            last = None;
        } else if let Some(message) = last.as_ref().and_then(|key| found.get_mut(key)) {
            message.push('\n');
            message.push_str(line);
        }
    }
    found
}

fn all(lang: Lang) -> BTreeMap<String, String> {
    files(lang).iter().flat_map(|(_, text)| messages(text)).collect()
}

/// What stands after each `sign`, as far as a name goes.
fn names(message: &str, sign: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let after = message.split(sign).skip(1).map(|rest| {
        let rest = rest.trim_start();
        rest.split(|c| !is_name(c)).next().unwrap_or_default().to_owned()
    });
    after.filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_file_is_in_the_program() {
    for lang in Lang::ALL {
        let prefix = format!("assets/lang/{lang}/");
        let there: BTreeSet<_> =
            source::files(&prefix, "ftl").into_iter().map(|f| f.path).collect();
        let listed = files(lang).iter().map(|(name, _)| format!("{prefix}{name}.ftl"));
        assert_eq!(there, listed.collect());
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_values() {
    for ((name, id), (other, en)) in files(Lang::Id).iter().zip(files(Lang::En)) {
        assert_eq!(name, other);
        let (id, en) = (messages(id), messages(en));
        let keys =
            |found: &BTreeMap<String, String>| found.keys().cloned().collect::<BTreeSet<_>>();
        let (in_id, in_en) = (keys(&id), keys(&en));
        let apart: Vec<_> = in_id.symmetric_difference(&in_en).collect();
        assert!(apart.is_empty(), "{name}.ftl: in one language only: {apart:?}");
        for (key, message) in &id {
            assert_eq!(names(message, "$"), names(&en[key], "$"), "{name}.ftl: {key}");
        }
    }
}

#[test]
fn the_words_hold_no_hidden_character() {
    for lang in Lang::ALL {
        for (name, text) in files(lang) {
            for (at, line) in text.lines().enumerate() {
                let shown = redaksi::visible::Visible::line(line);
                assert_eq!(shown.as_str(), line, "{lang}/{name}.ftl:{}", at + 1);
            }
        }
    }
}

#[test]
fn every_key_that_the_source_says_is_there() {
    let known = all(Lang::Id);
    let mut missing = Vec::new();
    for file in source::files("src", "rs") {
        let text = source::without_tests(&file.path, &file.text);
        for (at, _) in text.match_indices("say(") {
            let rest = text.get(at + 4..).unwrap().trim_start();
            let Some(key) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            if !known.contains_key(key) {
                missing.push(format!("{}: {key}", file.path));
            }
        }
    }
    assert!(missing.is_empty(), "no words for:\n{}", missing.join("\n"));
}

#[test]
fn every_key_is_used() {
    let known = all(Lang::Id);
    let mut used: BTreeSet<String> = known.values().flat_map(|text| names(text, "{")).collect();
    for file in source::files("src", "rs") {
        let parts = source::parts(source::without_tests(&file.path, &file.text));
        used.extend(parts.literals.into_iter().map(|(_, literal)| literal));
    }
    let is_used = |key: &str| {
        used.contains(key)
            || key.strip_suffix("-hint").is_some_and(|key| used.contains(key))
            || FAMILIES.iter().any(|family| key.starts_with(family))
    };
    let idle: Vec<_> = known.keys().filter(|key| !is_used(key)).collect();
    assert!(idle.is_empty(), "nobody says: {idle:?}");
}

#[test]
fn messages_and_names_are_read() {
    let text =
        "# a = b\none = { $count ->\n    [one] { $what } = x\n   *[other] {two}\n}\n\ntwo = y\n";
    let found = messages(text);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["one", "two"]);
    let of = |sign| names(&found["one"], sign).into_iter().collect::<Vec<_>>();
    assert_eq!(of("$"), ["count", "what"]);
    assert_eq!(of("{"), ["two"]);
}
