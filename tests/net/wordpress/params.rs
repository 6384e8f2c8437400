//! What a request to the REST API says: its query and its body, whichever form they have.

use serde_json::{Map, Value};

use super::answer::Refusal;
use crate::net::encode::{self, Pairs};
use crate::net::http::Request;

#[derive(Debug, Clone, Default)]
pub(crate) struct Params(Map<String, Value>);

impl Params {
    /// What the body says wins over the query.
    pub(crate) fn of(request: &Request) -> Result<Self, Refusal> {
        let mut params = Self::default();
        params.take(encode::pairs(request.query()));
        let kind = request.header("Content-Type").unwrap_or_default();
        if kind.starts_with("application/json") && !request.body.is_empty() {
            match serde_json::from_slice(&request.body) {
                Ok(Value::Object(said)) => params.0.extend(said),
                Ok(_) => {}
                Err(_bad) => {
                    return Err(Refusal::new(
                        400,
                        "rest_invalid_json",
                        "Invalid JSON body passed.",
                    ));
                }
            }
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.take(encode::pairs(&request.text()));
        }
        Ok(params)
    }

    pub(crate) fn take(&mut self, pairs: Pairs) {
        for (name, value) in pairs {
            let Some(list) = name.strip_suffix("[]") else {
                self.0.insert(name, Value::String(value));
                continue;
            };
            let held = self.0.entry(list).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(values) = held {
                values.push(Value::String(value));
            }
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A text; the raw form of what `WordPress` shows in two.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Object(forms) => forms.get("raw")?.as_str().map(str::to_owned),
            Value::Null => None,
            other => Some(other.to_string()),
        }
    }

    pub(crate) fn number(&self, name: &str) -> Result<Option<u64>, Refusal> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let bad = || Refusal::invalid(name, &format!("{name} is not of type integer."));
        text.trim().parse().map(Some).map_err(|_not_a_number: std::num::ParseIntError| bad())
    }

    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.text(name).is_some_and(|text| matches!(text.as_str(), "true" | "1"))
    }

    /// A list, or a text with commas.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<String>> {
        let text = |value: &Value| {
            value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned())
        };
        match self.0.get(name)? {
            Value::Array(values) => Some(values.iter().map(text).collect()),
            Value::String(all) => {
                let parts = all.split([',', ' ']).filter(|part| !part.is_empty());
                Some(parts.map(str::to_owned).collect())
            }
            Value::Null => None,
            other => Some(vec![other.to_string()]),
        }
    }

    pub(crate) fn ids(&self, name: &str) -> Result<Option<Vec<u64>>, Refusal> {
        let Some(texts) = self.list(name) else { return Ok(None) };
        let bad = || Refusal::invalid(name, &format!("{name}[0] is not of type integer."));
        let ids: Option<Vec<u64>> = texts.iter().map(|text| text.parse().ok()).collect();
        ids.map(Some).ok_or_else(bad)
    }

    pub(crate) fn edits(&self) -> bool {
        self.text("context").as_deref() == Some("edit")
    }
}
