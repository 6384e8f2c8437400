//! Canonical JSON (RFC 8785) for what we sign: ASCII keys, integers below 2^53, no floats.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::room::room;

/// The canonical bytes of a value.
///
/// Under the limits above, RFC 8785 is sorted keys, no blanks and the shortest escapes, which is
/// what `serde_json` writes. The keys are sorted here and not left to the map inside
/// `serde_json`, since another crate can switch that map to insertion order.
pub fn bytes_of<T: Serialize>(value: &T) -> Vec<u8> {
    let mut out = Vec::with_capacity(512);
    // Our types hold nothing that JSON cannot: string keys, no floats, no failing serializers.
    if let Ok(value) = serde_json::to_value(value) {
        write(&value, &mut out);
    }
    out
}

/// The same of a value whose field `name` has another text. That is not copied on its way: it may
/// be very long.
pub fn bytes_with<T: Serialize>(value: &T, (name, long): (&str, &str)) -> Vec<u8> {
    // Line ends and quotes take two bytes each.
    let mut out = Vec::with_capacity(room(512 + long.len() + long.len() / 32));
    let Ok(Value::Object(map)) = serde_json::to_value(value) else { return out };
    object(&map, Some((name, long)), &mut out);
    out
}

/// An object whose members come in the order of their keys: no tree is made of them.
#[derive(Debug)]
pub struct Members<'a> {
    out: Vec<u8>,
    last: &'a str,
}

impl<'a> Members<'a> {
    pub fn begin() -> Self {
        let mut out = Vec::with_capacity(512);
        out.push(b'{');
        Self { out, last: "" }
    }

    /// A value that holds no object: its form is the canonical one as it is.
    #[must_use]
    pub fn plain<T: Serialize>(mut self, key: &'a str, value: &T) -> Self {
        self.key(key);
        // Writing such a value into memory cannot fail.
        let _infallible = serde_json::to_writer(&mut self.out, value);
        self
    }

    #[must_use]
    pub fn any(mut self, key: &'a str, value: &Value) -> Self {
        self.key(key);
        write(value, &mut self.out);
        self
    }

    fn key(&mut self, key: &'a str) {
        debug_assert!(self.last < key, "{key} after {}", self.last);
        if !self.last.is_empty() {
            self.out.push(b',');
        }
        text(key, &mut self.out);
        self.out.push(b':');
        self.last = key;
    }

    pub fn end(mut self) -> Vec<u8> {
        self.out.push(b'}');
        self.out
    }
}

fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Object(map) => object(map, None, out),
        Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write(item, out);
            }
            out.push(b']');
        }
        Value::String(string) => text(string, out),
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
        Value::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
    }
}

fn object(map: &Map<String, Value>, long: Option<(&str, &str)>, out: &mut Vec<u8>) {
    let mut pairs: Vec<_> = map.iter().collect();
    pairs.sort_by_key(|(key, _)| key.as_bytes());
    out.push(b'{');
    for (i, (key, value)) in pairs.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        text(key, out);
        out.push(b':');
        match long {
            Some((name, long)) if name == key => text(long, out),
            _ => write(value, out),
        }
    }
    out.push(b'}');
}

fn text(string: &str, out: &mut Vec<u8>) {
    // Writing a string into memory cannot fail.
    let _infallible = serde_json::to_writer(out, string);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(value: &Value, want: &str) {
        assert_eq!(String::from_utf8(bytes_of(value)).unwrap(), want);
    }

    #[test]
    fn keys_are_sorted_at_every_depth() {
        check(
            &json!({"b": [{"z": 1, "a": null}], "a": true}),
            r#"{"a":true,"b":[{"a":null,"z":1}]}"#,
        );
    }

    #[test]
    fn escapes_are_the_shortest() {
        check(
            &json!("\u{8}\t\n\u{c}\r\"\\/\u{1f}\u{7f}\u{a0}é€\u{2028}"),
            "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u001f\u{7f}\u{a0}é€\u{2028}\"",
        );
    }
}
