//! Answers of the REST API, as PHP writes them.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::params::Params;
use crate::net::http::{Headers, Reply};

pub(crate) type Rest = Result<Json, Refusal>;

#[derive(Debug, Clone)]
pub(crate) struct Json {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) headers: Headers,
}

impl Json {
    pub(crate) fn new(status: u16, body: Value) -> Self {
        Self { status, body, headers: Headers::new() }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.headers.push((name.to_owned(), value.to_string()));
        self
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    status: u16,
    code: String,
    message: String,
    data: Map<String, Value>,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: &str, message: &str) -> Self {
        let data = Map::from_iter([("status".to_owned(), json!(status))]);
        Self { status, code: code.to_owned(), message: message.to_owned(), data }
    }

    /// Nobody is told to log in, and somebody that it is not theirs to do.
    pub(crate) fn forbidden(is_known: bool, code: &str) -> Self {
        let status = if is_known { 403 } else { 401 };
        Self::new(status, code, "Sorry, you are not allowed to do that.")
    }

    pub(crate) fn invalid(name: &str, why: &str) -> Self {
        Self::new(400, "rest_invalid_param", &format!("Invalid parameter(s): {name}"))
            .with("params", json!({ name: why }))
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.data.insert(name.to_owned(), value);
        self
    }

    fn json(self) -> Json {
        let body = json!({ "code": self.code, "message": self.message, "data": self.data });
        Json::new(self.status, body)
    }
}

/// PHP escapes slashes and all that is not ASCII.
fn php(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '/' => out.push_str("\\/"),
            c if c.is_ascii() => out.push(c),
            c => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out
}

/// Only what `_fields` asks for.
fn chosen(body: Value, fields: &[String]) -> Value {
    match body {
        Value::Array(items) => items.into_iter().map(|item| chosen(item, fields)).collect(),
        Value::Object(all) => {
            let mut kept = Map::new();
            for field in fields {
                keep(&all, field, &mut kept);
            }
            Value::Object(kept)
        }
        other => other,
    }
}

fn keep(from: &Map<String, Value>, path: &str, to: &mut Map<String, Value>) {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let Some(value) = from.get(name) else { return };
    match (rest, value) {
        (Some(rest), Value::Object(inner)) => {
            let held = to.entry(name).or_insert_with(|| json!({}));
            if let Value::Object(held) = held {
                keep(inner, rest, held);
            }
        }
        (Some(_), _) => {}
        (None, value) => {
            to.insert(name.to_owned(), value.clone());
        }
    }
}

pub(crate) fn reply(answer: Rest, params: &Params) -> Reply {
    let answered = answer.is_ok();
    let Json { status, mut body, headers } = answer.unwrap_or_else(Refusal::json);
    if let Some(fields) = params.list("_fields").filter(|_| answered) {
        body = chosen(body, &fields);
    }
    let mut reply = Reply::new(status, "application/json; charset=UTF-8", php(&body))
        .with("X-Robots-Tag", "noindex")
        .with("X-Content-Type-Options", "nosniff");
    reply.headers.extend(headers);
    reply
}
