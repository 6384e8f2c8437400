//! Tables: what each answer means for a request that makes something, and for one that looks.

use ureq::http::HeaderMap;

use super::*;

fn reply(status: u16, headers: &[(&'static str, &str)], body: &str) -> Reply {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, value.parse().unwrap());
    }
    Reply { status, headers: map, body: body.into(), exchange: format!("POST /x: {status}") }
}

const JSON: (&str, &str) = ("content-type", "application/json; charset=UTF-8");
const HTML: (&str, &str) = ("content-type", "text/html");

/// `made` and `looked`: `l`ater, `u`nknown or `r`efused.
#[track_caller]
fn check(reply: &Reply, made: char, looked: char, key: &str) {
    for (method, want) in [(Method::POST, made), (Method::GET, looked)] {
        let bad = json(&method, Ok(reply.clone())).unwrap_err();
        let got = match bad.verdict {
            Verdict::Later(_) => 'l',
            Verdict::Unknown => 'u',
            Verdict::Refused => 'r',
        };
        assert_eq!((got, bad.key.as_str()), (want, key), "{method} {reply:?}");
        assert_eq!(bad.status, Some(reply.status));
    }
}

fn told(status: u16, code: &str) -> Reply {
    let body = format!(r#"{{"code":"{code}","message":"<b>Maaf</b>, tidak.","data":{{}}}}"#);
    reply(status, &[JSON], &body)
}

#[test]
fn what_wordpress_says_itself() {
    check(&told(401, "rest_not_logged_in"), 'r', 'r', "not-known");
    check(&told(403, "rest_cannot_publish"), 'r', 'r', "not-allowed");
    check(&told(404, "rest_no_route"), 'r', 'r', "no-api");
    check(&told(404, "rest_post_invalid_id"), 'r', 'r', "rejected");
    check(&told(400, "rest_invalid_param"), 'r', 'r', "rejected");
    check(&told(410, "rest_already_trashed"), 'r', 'r', "rejected");
    check(&told(413, "x"), 'r', 'r', "too-large");
    check(&told(400, "rest_upload_no_content_disposition"), 'r', 'r', "too-large");
    check(&told(500, "rest_upload_sideload_error"), 'r', 'r', "wrong-file");
    check(&told(500, "internal_server_error"), 'u', 'l', "server-error");
    check(&told(503, "wp_die"), 'u', 'l', "server-error");
}

#[test]
fn what_stands_before_it_says() {
    check(&reply(200, &[HTML], "<!doctype html><title>Masuk"), 'u', 'l', "portal");
    check(&reply(200, &[HTML], "<br />\n<b>Warning</b>: x {\"id\":1}"), 'u', 'l', "notice");
    check(&reply(201, &[JSON], "{\"id\":1,\"slu"), 'u', 'l', "cut");
    check(&reply(200, &[("content-type", "text/plain")], "ok"), 'u', 'l', "bad-answer");
    check(&reply(302, &[("location", "https://masuk.hotel.id/a?b")], ""), 'u', 'l', "redirect");
    check(&reply(511, &[HTML], "<html>"), 'l', 'l', "portal");
    check(&reply(401, &[HTML, ("www-authenticate", "Basic")], ""), 'r', 'r', "site-password");
    check(&reply(403, &[HTML, ("server", "cloudflare")], "<html>"), 'r', 'r', "firewall");
    check(&reply(503, &[HTML], "<title>Just a moment...</title>"), 'r', 'r', "firewall");
    check(&reply(406, &[HTML], "Not Acceptable"), 'r', 'r', "firewall");
    check(&reply(404, &[HTML], "<h1>404</h1>"), 'r', 'r', "no-api");
    check(&reply(413, &[HTML], "<h1>413</h1>"), 'r', 'r', "too-large");
    check(&reply(502, &[HTML], "<h1>502</h1>"), 'u', 'l', "server-error");
    check(&reply(503, &[HTML], "<h1>503</h1>"), 'u', 'l', "server-error");
    check(&reply(504, &[HTML], "<h1>504</h1>"), 'u', 'l', "server-error");
    check(&reply(503, &[HTML, ("retry-after", "600")], "x"), 'l', 'l', "maintenance");
    check(&reply(429, &[HTML], "x"), 'l', 'l', "rate-limit");
}

#[test]
fn deep_json_is_not_read() {
    let deep = reply(200, &[JSON], &"[".repeat(100_000));
    check(&deep, 'u', 'l', "cut");
}

#[test]
fn a_failure_counts_by_what_was_sent() {
    let fail = |kind: Kind, could_have_acted| Failure {
        could_have_acted,
        kind,
        exchange: "POST /x".into(),
    };
    let verdict = |method, failure| json(&method, Err(failure)).unwrap_err().verdict;
    let later = Verdict::Later(None);
    assert_eq!(verdict(Method::POST, fail(Kind::Reset, true)), Verdict::Unknown);
    assert_eq!(verdict(Method::POST, fail(Kind::Reset, false)), later);
    assert_eq!(verdict(Method::POST, fail(Kind::Name, false)), later);
    assert_eq!(verdict(Method::GET, fail(Kind::Timeout, true)), later);
    assert_eq!(verdict(Method::DELETE, fail(Kind::Cut, true)), Verdict::Unknown);
    assert_eq!(verdict(Method::POST, fail(Kind::Elsewhere, false)), Verdict::Refused);
}

#[test]
fn the_other_side_says_when() {
    let now: Timestamp = "2026-11-21T05:00:00Z".parse().unwrap();
    let until = |value: &str| {
        let reply = reply(503, &[JSON, ("retry-after", value)], r#"{"code":"wp_die"}"#);
        match json(&Method::POST, Ok(reply)).unwrap_err().answer(now, 0) {
            Answer::NotNow { until, .. } => until,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(until("600"), Some(now.plus_ms(600_000)));
    assert_eq!(until("Sat, 21 Nov 2026 05:01:00 GMT"), Some(now.plus_ms(60_000)));
}

#[test]
fn strange_words_are_shown_escaped_and_short() {
    let body = format!("<b>\u{1b}[31m{}</b>", "panjang ".repeat(1_000));
    let bad = json(&Method::POST, Ok(reply(200, &[HTML], &body))).unwrap_err();
    let said = bad.said.unwrap();
    assert!(!said.contains('\u{1b}') && said.chars().count() <= 200, "{said}");
    let bad = json(&Method::POST, Ok(told(403, "x"))).unwrap_err();
    assert_eq!(bad.said.as_deref(), Some("Maaf, tidak."));
    let to = reply(302, &[("location", "https://masuk.hotel.id/?token=1")], "");
    let bad = json(&Method::POST, Ok(to)).unwrap_err();
    assert_eq!(bad.values["to"], "https://masuk.hotel.id");
}
