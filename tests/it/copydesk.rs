//! The program's own Indonesian is held to the copy desk's rules of words.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use redaksi::domain::manuscript::Manuscript;
use redaksi::lang::{Lang, files};
use redaksi::rules::{self, House};

use crate::source::root;

/// Standard words, prepositions, particles and bound forms.
const RULES: [&str; 4] = ["E01", "E02", "E03", "E05"];

/// What the copy desk says of a text, as lines of rule, words and what is right.
fn said(name: &str, body: String) -> Vec<String> {
    let manuscript = Manuscript { body, language: "id".to_owned(), ..Manuscript::default() };
    let today = NaiveDate::from_ymd_opt(2025, 11, 20).unwrap();
    let findings = rules::check(&manuscript, &House::plain(today, "id"));
    let ours = findings.into_iter().filter(|finding| RULES.contains(&finding.rule.as_ref()));
    ours.map(|finding| format!("{name}: {} “{}” {:?}", finding.rule, finding.text, finding.fixes))
        .collect()
}

/// A message without what the program fills in, and without words in quotation marks, which are
/// spoken of and not used.
fn words_of(message: &str) -> String {
    let mut depth = 0_u32;
    let mut words = String::new();
    for c in message.chars() {
        match c {
            '{' | '“' | '`' if !(c == '`' && depth > 0) => {
                depth += 1;
                // A sign in its place keeps the words around it apart.
                words.push('…');
            }
            '}' | '”' | '`' => depth = depth.saturating_sub(1),
            _ if depth == 0 => words.push(c),
            _ => {}
        }
    }
    words
}

#[test]
fn the_program_writes_standard_indonesian() {
    let mut found = Vec::new();
    for (name, text) in files(Lang::Id) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((key, message)) = line.split_once(" = ") else {
                found.extend(said(name, words_of(line)));
                continue;
            };
            if !TYPED.contains(&key.trim()) {
                found.extend(said(&format!("{name}: {}", key.trim()), words_of(message)));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_forms_are_written_in_standard_indonesian() {
    let folder = root().join("assets/forms");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        if text.contains("language = \"id\"") {
            let body = text.rsplit("+++").next().unwrap_or_default();
            found.extend(said(&path.display().to_string(), words_of(body)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Articles of the sample that show what the copy desk finds have such words on purpose.
const SHOWN: [&str; 2] = ["038-kunjungan-siswa", "043-bimtek-aplikasi"];

/// Words that people type as they are, and that the program repeats so.
const TYPED: [&str; 1] = ["details-bad-date"];

#[test]
fn the_sample_is_written_in_standard_indonesian() {
    let folder = root().join("assets/sample/articles");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if !SHOWN.iter().any(|shown| name.starts_with(shown)) {
            found.extend(said(&name, text));
        }
    }
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
