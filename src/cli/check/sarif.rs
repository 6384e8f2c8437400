//! SARIF 2.1.0: findings for the programs that gather those of many checkers.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::place::{Region, in_file};
use super::{Checked, Place, Seen, Source, documents};
use crate::domain::finding::Level;
use crate::lang::Words;
use crate::rules::{self, House};

/// What closes the one document.
pub(super) const TAIL: &str = "]}]}";
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The rules as the document tells of them, and where each stands.
pub(super) struct Rules {
    told: Vec<Value>,
    places: BTreeMap<String, usize>,
    here: Option<PathBuf>,
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Suggestion => "note",
    }
}

impl Rules {
    pub(super) fn new(house: &House<'_>, words: &Words) -> Self {
        let mut rules =
            Self { told: Vec::new(), places: BTreeMap::new(), here: std::env::current_dir().ok() };
        for rule in rules::all() {
            let why = words.say(&format!("finding-{}-why", rule.id), &[]);
            rules.add(rule.id, rule.level, &why);
        }
        for rule in house.own.iter() {
            rules.add(rule.id.as_str(), rule.speaks_as(), &rule.why);
        }
        rules
    }

    fn add(&mut self, id: &str, gravest: Level, why: &str) {
        self.places.insert(id.to_owned(), self.told.len());
        let why = if why.is_empty() { id } else { why };
        self.told.push(json!({
            "id": id,
            "shortDescription": { "text": why },
            "defaultConfiguration": { "level": level(gravest) },
        }));
    }

    /// The document up to its first result.
    pub(super) fn head(&self) -> String {
        let driver = json!({
            "name": "redaksi",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": self.told,
        });
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\
             \"columnKind\":\"unicodeCodePoints\",\"results\":["
        )
    }

    pub(super) fn results(&self, source: &Source, text: &Checked, words: &Words) -> Vec<Value> {
        let uri = self.uri(source);
        let of = |seen: &Seen, stands: bool| {
            let finding = &seen.finding;
            let place = text.stood.iter().rfind(|one| stands && one.is_of(finding));
            let mut result = json!({
                "ruleId": finding.rule,
                "level": level(finding.level),
                "message": { "text": documents::message(finding, words) },
                "locations": [location(&uri, seen, text)],
            });
            if let (Some(map), Some(index)) =
                (result.as_object_mut(), self.places.get(&*finding.rule))
            {
                map.insert("ruleIndex".to_owned(), json!(index));
                if let Some(stood) = place {
                    let reason = &stood.reason;
                    let told = json!([{ "kind": "external", "justification": reason }]);
                    map.insert("suppressions".to_owned(), told);
                }
            }
            result
        };
        let found = text.findings.iter().map(|seen| of(seen, false));
        found.chain(text.dismissed.iter().map(|seen| of(seen, true))).collect()
    }

    /// Relative to where the command runs, so that it means the same on another machine.
    fn uri(&self, source: &Source) -> String {
        let Source::File(path) = source else { return escaped(&source.name()) };
        let below = self.here.as_ref().and_then(|here| path.strip_prefix(here).ok());
        let path: &Path = below.unwrap_or(path);
        let path = path.strip_prefix(".").unwrap_or(path).to_string_lossy();
        let path = escaped(&path.replace(std::path::MAIN_SEPARATOR, "/"));
        if path.starts_with('/') { format!("file://{path}") } else { path }
    }
}

fn location(uri: &str, seen: &Seen, text: &Checked) -> Value {
    let finding = &seen.finding;
    let region = match (&seen.place, &text.file) {
        (Place::File(span), Some(file)) => Some(Region::of(file, span.clone())),
        // An article's fields are texts of their own: places count from the field.
        (Place::Field, file) => {
            let field = rules::field_text(&text.manuscript, finding.field);
            match file {
                // Words that are in the file once are there, in whatever format.
                Some(file) => {
                    in_file(file, &field, &finding.span).map(|bytes| Region::of(file, bytes))
                }
                None => text.is_article.then(|| Region::of(&field, finding.span.clone())),
            }
        }
        _ => None,
    };
    let mut physical = json!({ "artifactLocation": { "uri": uri } });
    if let (Some(map), Some(region)) = (physical.as_object_mut(), region) {
        let Region { start, end, characters, bytes } = region;
        let told = json!({
            "startLine": start.0,
            "startColumn": start.1,
            "endLine": end.0,
            "endColumn": end.1,
            "charOffset": characters.start,
            "charLength": characters.len(),
            "byteOffset": bytes.start,
            "byteLength": bytes.len(),
            "snippet": { "text": finding.text },
        });
        map.insert("region".to_owned(), told);
    }
    let name = finding.field.word();
    json!({ "physicalLocation": physical, "logicalLocations": [{ "name": name }] })
}

/// A path as a part of an address.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            write!(out, "%{byte:02X}").unwrap_or_default();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_and_escaped() {
        let here = Some(PathBuf::from("/rumah/kerja"));
        let rules = Rules { told: Vec::new(), places: BTreeMap::new(), here };
        let uri = |path: &str| rules.uri(&Source::File(path.into()));
        assert_eq!(uri("rilis/a b.txt"), "rilis/a%20b.txt");
        assert_eq!(uri("./é.md"), "%C3%A9.md");
        assert_eq!(uri("/rumah/kerja/rilis/x.md"), "rilis/x.md");
        assert_eq!(uri("/lain/x.md"), "file:///lain/x.md");
        assert_eq!(rules.uri(&Source::Article("a:1".into())), "a%3A1");
    }
}
