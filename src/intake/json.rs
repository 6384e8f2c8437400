//! Our own JSON, as `show` prints it: the fields of a manuscript, and nothing that only the desk
//! may say.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::assemble::missing;
use super::error::IntakeError;
use super::note::{self, Note, NoteKind};
use super::{Origin, Reading};
use crate::domain::manuscript::{self, Manuscript};
use crate::text::sanitise;

/// What the desk says of an article: named in one note and never believed.
const OURS: [&str; 35] = [
    "id",
    "short_id",
    "slug",
    "path",
    "stage",
    "revision",
    "digest",
    "record",
    "created_at",
    "updated_at",
    "published_at",
    "scheduled_at",
    "live_revision",
    "due",
    "embargo",
    "author",
    "contributors",
    "returned",
    "correcting",
    "erased",
    "single_eye",
    "unsaved",
    "findings",
    "comments",
    "v",
    "kind",
    "media",
    "words",
    "source",
    "notes",
    "waiting_for",
    "cursor",
    "assignee",
    "priority",
    "schedule",
];

pub(super) fn read(text: &str, mut notes: Vec<Note>) -> Result<Reading, IntakeError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut object = object(text)?;
    let mut strings = Strings::default();
    let mut manuscript = Manuscript {
        headline: strings.line(&mut object, "headline")?,
        summary: strings.line(&mut object, "summary")?,
        section: strings.line(&mut object, "section")?,
        tags: strings.tags(&mut object)?,
        place: strings.line(&mut object, "place")?,
        date: date(&mut object, "date")?,
        event_from: date(&mut object, "event_from")?,
        event_to: date(&mut object, "event_to")?,
        byline: strings.line(&mut object, "byline")?,
        credit: strings.line(&mut object, "credit")?,
        language: strings.line(&mut object, "language")?,
        ..Manuscript::default()
    };
    strings.text(&mut object, "body")?.trim_matches('\n').clone_into(&mut manuscript.body);
    if manuscript.headline.is_empty() && manuscript.body.trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    note::cleaning(&strings.cleaned, &mut notes);
    let (ours, unknown): (Vec<String>, Vec<String>) = object
        .into_iter()
        .filter(|(_, value)| *value != Value::Null)
        .map(|(key, _)| sanitise::clean(&key).text)
        .partition(|key| OURS.contains(&key.as_str()));
    for (kind, keys) in [(NoteKind::IgnoredFields, ours), (NoteKind::UnknownFields, unknown)] {
        if !keys.is_empty() {
            notes.push(Note::list(kind, &keys));
        }
    }
    missing(&manuscript, false, &mut notes);
    Ok(Reading { manuscript, notes, origin: Origin::default() })
}

fn object(text: &str) -> Result<Map<String, Value>, IntakeError> {
    let value: Value = serde_json::from_str(text).map_err(|source| IntakeError::Json {
        line: source.line(),
        column: source.column(),
        source,
    })?;
    let found = match value {
        Value::Object(object) => return Ok(object),
        Value::Array(_) => "array",
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "boolean",
        Value::Null => "null",
    };
    Err(IntakeError::NotObject { found })
}

/// Cleans every string and sums up what that did.
#[derive(Default)]
struct Strings {
    cleaned: sanitise::Cleaned,
}

impl Strings {
    fn clean(&mut self, raw: &str) -> String {
        let cleaned = sanitise::clean(raw);
        self.cleaned.dropped += cleaned.dropped;
        self.cleaned.nfc_changed |= cleaned.nfc_changed;
        self.cleaned.dangerous_count += cleaned.dangerous_count;
        self.cleaned.dangerous.extend(cleaned.dangerous);
        cleaned.text
    }

    fn text(&mut self, object: &mut Map<String, Value>, key: &str) -> Result<String, IntakeError> {
        match object.remove(key) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) => Ok(self.clean(&text)),
            Some(_) => Err(IntakeError::Field { field: key.to_owned(), wanted: "text" }),
        }
    }

    /// A field of one line.
    fn line(&mut self, object: &mut Map<String, Value>, key: &str) -> Result<String, IntakeError> {
        Ok(self.text(object, key)?.replace(['\n', '\t'], " ").trim().to_owned())
    }

    fn tags(&mut self, object: &mut Map<String, Value>) -> Result<Vec<String>, IntakeError> {
        let values = match object.remove("tags") {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Array(values)) => values,
            Some(_) => return Err(IntakeError::Field { field: "tags".to_owned(), wanted: "list" }),
        };
        let mut tags = Vec::with_capacity(values.len());
        for (at, value) in values.into_iter().enumerate() {
            let Value::String(tag) = value else {
                return Err(IntakeError::Field { field: format!("tags[{at}]"), wanted: "text" });
            };
            tags.push(self.clean(&tag).replace(['\n', '\t'], " "));
        }
        Ok(manuscript::tags(tags.iter().map(String::as_str)))
    }
}

fn date(object: &mut Map<String, Value>, key: &str) -> Result<Option<NaiveDate>, IntakeError> {
    let wrong = || IntakeError::Field { field: key.to_owned(), wanted: "date" };
    match object.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text)) if text.len() == 10 => {
            NaiveDate::parse_from_str(&text, "%Y-%m-%d").map(Some).map_err(|_ignored| wrong())
        }
        Some(_) => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, kind: &str) {
        assert_eq!(read(text, Vec::new()).unwrap_err().kind(), kind, "{text}");
    }

    #[test]
    fn our_own_article_comes_back_as_a_draft() {
        let text = r#"{"id":"018f","stage":"published","revision":7,"due":null,"created_at":"2099-01-01",
            "headline":"Posko\nDibuka","tags":["b","B"," a "],"date":"2025-10-21","place":"Contoh",
            "body":"Isi \u001bsatu.\r\n\r\nDua.\n","warna":"merah"}"#;
        let reading = read(text, Vec::new()).unwrap();
        let got = reading.manuscript;
        assert_eq!(
            (got.headline.as_str(), got.body.as_str()),
            ("Posko Dibuka", "Isi satu.\n\nDua.")
        );
        assert_eq!(got.tags, ["a", "b"]);
        assert_eq!(got.date, NaiveDate::from_ymd_opt(2025, 10, 21));
        let notes: Vec<_> =
            reading.notes.iter().map(|note| (note.kind.word(), note.text.as_str())).collect();
        assert_eq!(
            notes,
            [
                ("characters-dropped", ""),
                ("ignored-fields", "created_at, id, revision, stage"),
                ("unknown-fields", "warna"),
                ("no-section", ""),
                ("no-byline", ""),
            ]
        );
    }

    #[test]
    fn a_manuscript_that_goes_out_comes_back_the_same() {
        let manuscript = Manuscript {
            headline: "Posko".into(),
            tags: vec!["satu".into()],
            event_from: NaiveDate::from_ymd_opt(2025, 1, 2),
            body: "Isi\u{a0}“satu”\n\n- dua".into(),
            ..Manuscript::default()
        };
        let text = String::from_utf8(manuscript.to_bytes()).unwrap();
        assert_eq!(read(&text, Vec::new()).unwrap().manuscript, manuscript);
    }

    #[test]
    fn wrong_files_are_refused_with_the_place() {
        refused(r#"[{"headline":"a"}]"#, "not-object");
        refused("{\"headline\":\n 1", "json");
        refused(r#"{"headline":1}"#, "field-text");
        refused(r#"{"headline":"a","date":"21/10/2025"}"#, "field-date");
        refused(r#"{"headline":"a","tags":["a",2]}"#, "field-text");
        refused("{}", "empty");
        refused(&"[".repeat(100_000), "json");
        refused(r#"{"headline":"a\u0000","body":"\ud800"}"#, "json");
    }
}
