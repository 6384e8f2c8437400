//! A text as News in JSON, ninjs 3.1 (IPTC, 2025): what receivers of calls are handed.
//!
//! The schema allows no property that it does not name, so what it has no place for (single eye,
//! digests) goes into `altIds`, and the reasons of corrections into `edNote`.

use serde_json::{Map, Value, json};

use crate::domain::delivery::Frozen;

/// What a receiver may hold the document to.
const SCHEMA: &str = "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";

/// The document of a text, by the office named.
pub fn document(frozen: &Frozen, office: &str) -> Value {
    let mut document = Map::new();
    let mut put = |key: &str, value: Value| {
        document.insert(key.to_owned(), value);
    };
    put("uri", json!(format!("urn:uuid:{}", frozen.article)));
    put("standard", json!({ "name": "ninjs", "version": "3.1", "schema": SCHEMA }));
    put("type", json!("text"));
    put("representationType", json!("full"));
    put("version", json!(frozen.number.to_string()));
    put("firstCreated", json!(frozen.published));
    put("versionCreated", json!(frozen.withdrawn.as_ref().map_or(frozen.updated, |(at, _)| *at)));
    let status = if frozen.withdrawn.is_some() { "canceled" } else { "usable" };
    put("pubStatus", json!(status));
    put("headlines", json!([text("main", "text/plain", &frozen.headline)]));
    if !frozen.summary.is_empty() {
        put("descriptions", json!([text("summary", "text/plain", &frozen.summary)]));
    }
    // What was taken back is not handed out again.
    if frozen.withdrawn.is_none() {
        put("bodies", json!([text("main", "text/html", &frozen.html)]));
    }
    for (key, value) in [
        ("language", &frozen.language),
        ("by", &frozen.byline),
        ("located", &frozen.place),
        ("slugline", &frozen.slug),
        ("copyrightHolder", &frozen.credit),
    ] {
        if !value.is_empty() {
            put(key, json!(value));
        }
    }
    put("organisations", json!([{ "name": office, "rel": "author" }]));
    let tags = frozen.tags.iter().map(|tag| json!({ "name": tag, "rel": "tag" }));
    let section =
        (!frozen.section.is_empty()).then(|| json!({ "name": frozen.section, "rel": "section" }));
    put("subjects", section.into_iter().chain(tags).collect());
    put(
        "altIds",
        json!([
            { "role": "redaksi-revision", "value": frozen.revision },
            { "role": "redaksi-content", "value": frozen.content },
        ]),
    );
    let notes = frozen.corrections.iter().map(|(at, reason)| format!("{at}: {reason}"));
    let gone = frozen.withdrawn.iter().map(|(at, reason)| format!("{at}: {reason}"));
    let notes: Vec<String> = notes.chain(gone).collect();
    if !notes.is_empty() {
        put("edNote", json!(notes.join("\n")));
    }
    Value::Object(document)
}

fn text(role: &str, kind: &str, value: &str) -> Value {
    json!({ "role": role, "contentType": kind, "value": value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::push::testing::frozen;

    /// The properties that the schema names, and no other, are allowed.
    const ALLOWED: [&str; 20] = [
        "uri",
        "standard",
        "type",
        "representationType",
        "version",
        "firstCreated",
        "versionCreated",
        "pubStatus",
        "headlines",
        "descriptions",
        "bodies",
        "language",
        "by",
        "located",
        "slugline",
        "copyrightHolder",
        "organisations",
        "subjects",
        "altIds",
        "edNote",
    ];

    #[test]
    fn a_text_is_handed_over_whole() {
        let document = document(&frozen(), "Kantor Contoh");
        assert!(document.as_object().unwrap().keys().all(|key| ALLOWED.contains(&key.as_str())));
        assert_eq!(document["uri"], "urn:uuid:0198f3a2-b7c4-7aaa-8bbb-1234567890ab");
        assert_eq!(document["version"], "3");
        assert_eq!(document["pubStatus"], "usable");
        assert_eq!(document["headlines"][0]["value"], "Kantor Contoh Buka Layanan");
        assert_eq!(document["bodies"][0]["contentType"], "text/html");
        assert_eq!(document["bodies"][0]["value"], frozen().html);
        assert_eq!(document["firstCreated"], "2026-10-06T02:00:00.000Z");
        assert_eq!(
            document["subjects"],
            json!([
                { "name": "Berita", "rel": "section" },
                { "name": "layanan", "rel": "tag" },
                { "name": "pemilih", "rel": "tag" },
            ])
        );
        assert!(document.get("edNote").is_none());
    }

    #[test]
    fn what_was_taken_back_is_not_handed_out_again() {
        let at = "2026-10-07T01:00:00Z".parse().unwrap();
        let withdrawn = Frozen {
            withdrawn: Some((at, "Salah tanggal.".into())),
            summary: String::new(),
            ..frozen()
        };
        let document = document(&withdrawn, "Kantor Contoh");
        assert_eq!(document["pubStatus"], "canceled");
        assert_eq!(document["versionCreated"], "2026-10-07T01:00:00.000Z");
        assert_eq!(document["edNote"], "2026-10-07T01:00:00.000Z: Salah tanggal.");
        assert!(document.get("bodies").is_none() && document.get("descriptions").is_none());
    }
}
