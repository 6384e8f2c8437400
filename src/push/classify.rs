//! What an answer means: not by the class of its status, but by whether the other side could have
//! acted.

mod wait;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use ureq::http::Method;

use super::http::{Failure, Kind, Reply, cut};
use crate::domain::delivery::{Answer, Trouble};
use crate::domain::time::Timestamp;

pub use wait::Wait;
pub(crate) use wait::date;

/// Characters of a strange answer that are shown.
const SHOWN: usize = 80;

/// What may be done about a request that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Surely nothing happened: again later, and not before the other side said.
    Later(Option<Wait>),
    /// It may have happened: looked at before anything else.
    Unknown,
    /// It will not be taken as it is: a person mends something.
    Refused,
}

/// A request that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    pub verdict: Verdict,
    /// The end of a key among the words: `trouble-…`.
    pub key: String,
    pub values: BTreeMap<String, String>,
    /// None if no whole answer came.
    pub status: Option<u16>,
    /// `WordPress`'s own word for it.
    pub code: Option<String>,
    /// What came with that word.
    pub data: Value,
    pub exchange: String,
    pub said: Option<String>,
}

impl Bad {
    pub(crate) fn of(verdict: Verdict, key: &str, exchange: &str) -> Self {
        Self {
            verdict,
            key: key.to_owned(),
            values: BTreeMap::new(),
            status: None,
            code: None,
            data: Value::Null,
            exchange: exchange.to_owned(),
            said: None,
        }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.values.insert(name.to_owned(), cut(value));
        self
    }

    pub fn has_code(&self, codes: &[&str]) -> bool {
        self.code.as_deref().is_some_and(|code| codes.contains(&code))
    }

    pub fn trouble(&self, at: Timestamp) -> Trouble {
        Trouble {
            key: self.key.clone(),
            values: self.values.clone(),
            at,
            exchange: Some(self.exchange.clone()),
            said: self.said.clone(),
        }
    }

    /// The answer to the outbox. `skew` is what the other side's clock is ahead of ours, in
    /// milliseconds: a time that it names is a time of its own.
    pub fn answer(&self, now: Timestamp, skew: i64) -> Answer {
        let trouble = self.trouble(now);
        match self.verdict {
            Verdict::Later(wait) => {
                Answer::NotNow { trouble, until: wait.map(|wait| wait.until(now, skew)) }
            }
            Verdict::Unknown => Answer::Unknown { trouble },
            Verdict::Refused => Answer::Refused(trouble),
        }
    }
}

/// Does a request with this method only look?
fn looks(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The JSON of an answer that succeeded, or what went wrong.
pub fn json(method: &Method, result: Result<Reply, Failure>) -> Result<(Reply, Value), Box<Bad>> {
    let reply = result.map_err(|failure| Box::new(of_failure(method, &failure)))?;
    let parsed = serde_json::from_slice::<Value>(&reply.body);
    if let (200..=299, true, Ok(value)) = (reply.status, says_json(&reply), parsed) {
        return Ok((reply, value));
    }
    let mut bad = of_reply(method, &reply);
    bad.status = Some(reply.status);
    Err(Box::new(bad))
}

fn of_failure(method: &Method, failure: &Failure) -> Bad {
    let verdict = match failure.kind {
        // Nothing was sent, and nothing will be until the address is mended.
        Kind::Address(_) | Kind::Elsewhere => Verdict::Refused,
        _ if failure.could_have_acted && !looks(method) => Verdict::Unknown,
        _ => Verdict::Later(None),
    };
    Bad::of(verdict, &failure.kind.word(), &failure.exchange)
}

fn says_json(reply: &Reply) -> bool {
    let kind = reply.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// How `WordPress` tells an error.
#[derive(Debug, Default, Deserialize)]
struct Told {
    code: Value,
    #[serde(default)]
    message: String,
    #[serde(default)]
    data: Value,
}

fn of_reply(method: &Method, reply: &Reply) -> Bad {
    let told = serde_json::from_slice::<Told>(&reply.body).ok();
    let told = told.filter(|told| says_json(reply) && !told.code.is_null());
    let mut bad = match &told {
        Some(told) => of_told(method, reply, told),
        None => of_stranger(method, reply),
    };
    if let Some(Told { code, message, data }) = told {
        bad.code = Some(cut(code.as_str().unwrap_or_default()));
        bad.said = Some(cut(&plain(&message))).filter(|said| !said.is_empty());
        bad.data = data;
    } else {
        bad.said = Some(start_of(&reply.body)).filter(|said| !said.is_empty());
        let kind = reply.header("content-type").unwrap_or("?");
        bad = bad.with("kind", kind).with("status", &reply.status.to_string());
        if let Some(server) = reply.header("server") {
            bad = bad.with("server", server);
        }
        if let Some(ray) = reply.header("cf-ray") {
            bad = bad.with("ray", ray);
        }
    }
    bad
}

/// What the request may have done, if nothing better is known.
fn open(method: &Method) -> Verdict {
    if looks(method) { Verdict::Later(None) } else { Verdict::Unknown }
}

/// An error in `WordPress`'s own form.
fn of_told(method: &Method, reply: &Reply, told: &Told) -> Bad {
    let code = told.code.as_str().unwrap_or_default();
    let bad = |verdict, key| Bad::of(verdict, key, &reply.exchange);
    let told = match (reply.status, code) {
        // The number says that the server broke; the word says that it will not have the file.
        (_, "rest_upload_sideload_error") => bad(Verdict::Refused, "wrong-file"),
        (401, _) => bad(Verdict::Refused, "not-known"),
        (403, _) => bad(Verdict::Refused, "not-allowed"),
        (404, "rest_no_route") => bad(Verdict::Refused, "no-api"),
        (413, _) | (_, "rest_upload_no_content_disposition") => bad(Verdict::Refused, "too-large"),
        (429, _) => bad(Verdict::Later(Wait::of(reply)), "rate-limit"),
        (503, _) if Wait::of(reply).is_some() => {
            bad(Verdict::Later(Wait::of(reply)), "maintenance")
        }
        (400..=499, _) => bad(Verdict::Refused, "rejected"),
        (500..=599, _) => bad(open(method), "server-error"),
        _ => bad(open(method), "bad-answer"),
    };
    told.with("status", &reply.status.to_string()).with("code", code)
}

/// An answer that is not `WordPress`'s: of its web server, of a firewall before it, or of the network
/// that one is in.
fn of_stranger(method: &Method, reply: &Reply) -> Bad {
    let bad = |verdict, key| Bad::of(verdict, key, &reply.exchange);
    let body = String::from_utf8_lossy(reply.body.get(..4096).unwrap_or(&reply.body));
    let challenge = reply.header("cf-mitigated").is_some() || body.contains("Just a moment");
    match reply.status {
        300..=399 => {
            let host = reply.redirect().unwrap_or_default();
            bad(open(method), "redirect").with("to", &host)
        }
        // 511 is said by the network, never by the server behind it.
        511 => bad(Verdict::Later(None), "portal"),
        401 if reply.header("www-authenticate").is_some() => bad(Verdict::Refused, "site-password"),
        401 => bad(Verdict::Refused, "not-known"),
        413 => bad(Verdict::Refused, "too-large"),
        429 if !challenge => bad(Verdict::Later(Wait::of(reply)), "rate-limit"),
        403 | 406 => bad(Verdict::Refused, "firewall"),
        _ if challenge && reply.status >= 400 => bad(Verdict::Refused, "firewall"),
        404 | 405 => bad(Verdict::Refused, "no-api"),
        503 if Wait::of(reply).is_some() => bad(Verdict::Later(Wait::of(reply)), "maintenance"),
        400..=499 => bad(Verdict::Refused, "rejected").with("code", ""),
        500..=599 => bad(open(method), "server-error").with("code", ""),
        _ if says_json(reply) => bad(open(method), "cut"),
        _ if body.trim_start().starts_with("<br") => bad(open(method), "notice"),
        _ if body.trim_start().starts_with('<') => bad(open(method), "portal"),
        _ => bad(open(method), "bad-answer"),
    }
}

/// The first words of an answer, so that a person recognises whose it is.
fn start_of(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..4 * SHOWN).unwrap_or(body));
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    cut(&line.chars().take(SHOWN).collect::<String>())
}

/// A message without its tags: some carry HTML.
fn plain(message: &str) -> String {
    let mut out = String::new();
    let mut is_tag = false;
    for c in message.chars().take(1_000) {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            c if !is_tag => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests;
