//! What an answer of Ghost means: its own errors by their type and code, all else as of any server.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use ureq::http::Method;

use crate::push::classify::{Bad, Verdict, Wait, json};
use crate::push::http::{Failure, Reply, cut};

/// One of the errors that Ghost tells, in a list that has one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    message: Option<String>,
    context: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    code: Option<String>,
    property: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Errors {
    errors: Vec<Told>,
}

/// The JSON of an answer that succeeded, or what went wrong.
pub(super) fn read(
    method: &Method,
    result: Result<Reply, Failure>,
) -> Result<(Reply, Value), Box<Bad>> {
    let reply = match result {
        // Nothing is left to say once something was deleted.
        Ok(reply) if reply.status == 204 => return Ok((reply, Value::Null)),
        Ok(reply) => reply,
        Err(failure) => return json(method, Err(failure)),
    };
    match of_ghost(method, &reply) {
        Some(bad) => Err(Box::new(bad)),
        None => json(method, Ok(reply)),
    }
}

fn of_ghost(method: &Method, reply: &Reply) -> Option<Bad> {
    let bad = |verdict, key: &str, told: &Told| bad(verdict, key, reply, told);
    if is_booting(reply) {
        return Some(bad(Verdict::Later(Wait::of(reply)), "ghost-booting", &Told::default()));
    }
    let is_error = (400..=599).contains(&reply.status);
    let errors = serde_json::from_slice::<Errors>(&reply.body).ok().filter(|_| is_error)?;
    let told = errors.errors.into_iter().next()?;
    let kind = told.kind.as_deref().unwrap_or_default();
    let code = told.code.as_deref().unwrap_or_default();
    let says = |word: &str| told.message.as_deref().is_some_and(|said| said.contains(word));
    let (verdict, key) = match (reply.status, kind, code) {
        (401, _, "INVALID_JWT") if says("expired") => (Verdict::Refused, "ghost-clock"),
        (401, ..) => (Verdict::Refused, "ghost-key"),
        (403, ..) => (Verdict::Refused, "ghost-permission"),
        (404, ..) => (Verdict::Refused, "ghost-absent"),
        (406, ..) => (Verdict::Refused, "ghost-version"),
        (409, ..) => (Verdict::Refused, "ghost-collision"),
        (413, ..) => (Verdict::Refused, "too-large"),
        (429, ..) => (Verdict::Later(Wait::of(reply)), "too-many"),
        (400..=499, ..) => (Verdict::Refused, "ghost-rejected"),
        (503, "MaintenanceError", _) => (Verdict::Later(Wait::of(reply)), "ghost-booting"),
        // Something broke in the middle: what was asked for may be done.
        _ if *method == Method::GET => (Verdict::Later(Wait::of(reply)), "server-error"),
        _ => (Verdict::Unknown, "server-error"),
    };
    Some(bad(verdict, key, &told))
}

fn bad(verdict: Verdict, key: &str, reply: &Reply, told: &Told) -> Bad {
    let mut values = BTreeMap::from([("status".to_owned(), reply.status.to_string())]);
    let code = told.code.as_ref().or(told.kind.as_ref()).map_or_else(String::new, |it| cut(it));
    values.insert("code".to_owned(), code.clone());
    values
        .insert("field".to_owned(), told.property.as_ref().map_or_else(String::new, |it| cut(it)));
    let words = [told.message.as_deref(), told.context.as_deref()];
    let said = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Bad {
        verdict,
        key: key.to_owned(),
        values,
        status: Some(reply.status),
        code: Some(code),
        data: Value::Null,
        exchange: reply.exchange.clone(),
        said: (!said.trim().is_empty()).then(|| cut(said.trim())),
    }
}

/// Ghost starts its server before its database is ready, and shows this page meanwhile: no request
/// is let through.
fn is_booting(reply: &Reply) -> bool {
    let start = reply.body.get(..8_192).unwrap_or(&reply.body);
    reply.status == 503 && String::from_utf8_lossy(start).contains("be right back")
}

#[cfg(test)]
mod tests {
    use ureq::http::HeaderMap;

    use super::*;

    fn reply(status: u16, kind: &str, body: &str) -> Reply {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", kind.parse().unwrap());
        Reply { status, headers, body: body.into(), exchange: format!("PUT /x: {status}") }
    }

    fn told(status: u16, kind: &str, code: &str, message: &str) -> Reply {
        let error = serde_json::json!({ "errors": [{ "message": message, "type": kind,
            "code": code, "context": "Judul terlalu panjang", "property": "title" }] });
        reply(status, "application/json; charset=utf-8", &error.to_string())
    }

    /// `made` and `looked`: `l`ater, `u`nknown or `r`efused.
    #[track_caller]
    fn check(reply: &Reply, made: char, looked: char, key: &str) {
        for (method, want) in [(Method::PUT, made), (Method::GET, looked)] {
            let bad = read(&method, Ok(reply.clone())).unwrap_err();
            let got = match bad.verdict {
                Verdict::Later(_) => 'l',
                Verdict::Unknown => 'u',
                Verdict::Refused => 'r',
            };
            assert_eq!((got, bad.key.as_str()), (want, key), "{method} {reply:?}");
        }
    }

    #[test]
    fn what_ghost_says_itself() {
        let expired = told(401, "UnauthorizedError", "INVALID_JWT", "Invalid token: jwt expired");
        check(&expired, 'r', 'r', "ghost-clock");
        let signed =
            told(401, "UnauthorizedError", "INVALID_JWT", "Invalid token: invalid signature");
        check(&signed, 'r', 'r', "ghost-key");
        let unknown = told(401, "UnauthorizedError", "UNKNOWN_ADMIN_API_KEY", "Unknown key");
        check(&unknown, 'r', 'r', "ghost-key");
        check(&told(403, "NoPermissionError", "", "no"), 'r', 'r', "ghost-permission");
        check(&told(404, "NotFoundError", "", "no"), 'r', 'r', "ghost-absent");
        check(&told(406, "RequestNotAcceptableError", "", "no"), 'r', 'r', "ghost-version");
        check(
            &told(409, "UpdateCollisionError", "UPDATE_COLLISION", ""),
            'r',
            'r',
            "ghost-collision",
        );
        check(&told(422, "ValidationError", "", "no"), 'r', 'r', "ghost-rejected");
        check(&told(429, "TooManyRequestsError", "", "no"), 'l', 'l', "too-many");
        check(&told(500, "InternalServerError", "", "no"), 'u', 'l', "server-error");
        check(&told(503, "MaintenanceError", "", "no"), 'l', 'l', "ghost-booting");
        let booting = reply(503, "text/html", "<title>We'll be right back</title>");
        check(&booting, 'l', 'l', "ghost-booting");
    }

    #[test]
    fn what_others_say_is_not_taken_for_ghosts() {
        check(&reply(503, "text/html", "<h1>503</h1>"), 'u', 'l', "server-error");
        check(&reply(200, "text/html", "<title>Masuk</title>"), 'u', 'l', "portal");
        check(&reply(200, "application/json", "{\"posts\":[{\"id\""), 'u', 'l', "cut");
    }

    #[test]
    fn its_words_are_shown_short_and_escaped() {
        let long = "a\u{1b}[31m".repeat(200);
        let bad = read(&Method::PUT, Ok(told(422, "ValidationError", "", &long))).unwrap_err();
        let said = bad.said.unwrap();
        assert!(!said.contains('\u{1b}') && said.chars().count() <= 200);
        let bad = read(&Method::PUT, Ok(told(422, "ValidationError", "", "Gagal."))).unwrap_err();
        assert_eq!(bad.said.as_deref(), Some("Gagal. Judul terlalu panjang"));
        assert_eq!(bad.values["field"], "title");
    }
}
