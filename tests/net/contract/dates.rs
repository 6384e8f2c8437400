//! Dates, going public, and the pages that visitors see.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::json;

use super::{Script, id, post_route};
use crate::net::http::header;

pub(super) fn ask(script: &mut Script<'_>) {
    written(script);
    schedule(script);
    pages(script);
}

fn written(script: &mut Script<'_>) {
    for (name, sent, gmt) in [
        ("UTC with a Z", json!({ "date_gmt": "2025-10-21T03:00:00Z" }), "2025-10-21T03:00:00"),
        ("UTC without", json!({ "date_gmt": "2025-10-21T03:00:00" }), "2025-10-21T03:00:00"),
        ("the site's zone", json!({ "date": "2025-10-21T10:00:00" }), "2025-10-21T03:00:00"),
        ("an offset", json!({ "date": "2025-10-21T12:00:00+09:00" }), "2025-10-21T03:00:00"),
        (
            "both",
            json!({ "date": "2025-10-21T10:00:00", "date_gmt": "2025-01-01T00:00:00" }),
            "2025-10-21T03:00:00",
        ),
        ("a day that is not", json!({ "date_gmt": "2025-02-30T10:00:00" }), "2025-03-02T10:00:00"),
    ] {
        let answer = script.draft(&sent);
        script.check(&format!("date: {name}"), &answer, 201, &[("/date_gmt", json!(gmt))]);
    }
    let answer = script.draft(&json!({ "date_gmt": "2025-10-21" }));
    script.refused("a date without a time", &answer, 400, "rest_invalid_param");
    let answer = script.draft(&json!({ "date_gmt": "kemarin" }));
    script.refused("a word for a date", &answer, 400, "rest_invalid_param");
    let made = script.draft(&json!({ "date_gmt": "2025-10-21T03:00:00" }));
    let route = post_route(&made);
    let author = script.author();
    let facts = [("/status", json!("publish")), ("/date_gmt", json!("2025-10-21T03:00:00"))];
    for name in ["a draft keeps its date", "public again changes nothing"] {
        let answer = author.post(&route, &json!({ "status": "publish" })).unwrap();
        script.check(name, &answer, 200, &facts);
    }
    let answer = author.post(&route, &json!({ "status": "draft" })).unwrap();
    script.check("back to a draft", &answer, 200, &[("/date_gmt", json!("2025-10-21T03:00:00"))]);
}

/// What the site's clock says.
fn now(script: &mut Script<'_>) -> DateTime<FixedOffset> {
    let front = script.nobody().head("/").unwrap();
    let date = header(&front.headers, "Date").unwrap_or_default().to_owned();
    let read = DateTime::parse_from_rfc2822(&date);
    script.fact("the site tells the time", read.is_ok(), date);
    read.unwrap_or_default()
}

/// What is due stays scheduled until somebody runs the clock's errand.
pub(super) fn wait(script: &mut Script<'_>) {
    let due = now(script) + TimeDelta::seconds(64);
    let date = due.format("%Y-%m-%dT%H:%M:%S").to_string();
    let made = script.draft(&json!({ "status": "future", "date_gmt": date }));
    script.check("due in a minute", &made, 201, &[("/status", json!("future"))]);
    while now(script) <= due {
        std::thread::sleep(Duration::from_secs(1));
    }
    let (author, nobody) = (script.author(), script.nobody());
    let route = format!("{}?context=edit", post_route(&made));
    let answer = author.get(&route).unwrap();
    script.check("due, and nobody came", &answer, 200, &[("/status", json!("future"))]);
    nobody.get(&script.site.cron_url).unwrap();
    let answer = author.get(&route).unwrap();
    script.check("due, and somebody came", &answer, 200, &[("/status", json!("publish"))]);
}

fn schedule(script: &mut Script<'_>) {
    let now = now(script);
    let after =
        |seconds: i64| (now + TimeDelta::seconds(seconds)).format("%Y-%m-%dT%H:%M:%S").to_string();
    for (name, status, seconds, becomes) in [
        ("public in an hour", "publish", 3600, "future"),
        ("public in a moment", "publish", 4, "publish"),
        ("scheduled in an hour", "future", 3600, "future"),
        ("scheduled an hour ago", "future", -3600, "publish"),
        ("a draft in an hour", "draft", 3600, "draft"),
    ] {
        let answer = script.draft(&json!({ "status": status, "date_gmt": after(seconds) }));
        script.check(name, &answer, 201, &[("/status", json!(becomes))]);
    }
    let slug = script.slug("nanti");
    let date = after(3600);
    let made = script.draft(&json!({ "status": "publish", "slug": slug, "date_gmt": date }));
    let link = json!(format!("{}/?p={}", script.site.url, id(&made)));
    script.check("what is scheduled has no address", &made, 201, &[("/link", link)]);
    let answer = script.nobody().get(&post_route(&made)).unwrap();
    script.refused("what is scheduled, of nobody", &answer, 401, "rest_forbidden");
    let cron = script.site.cron_url.clone();
    let answer = script.nobody().get(&cron).unwrap();
    script.check("the clock's errand", &answer, 200, &[]);
    let author = script.author();
    let answer = author.get(&format!("{}?context=edit", post_route(&made))).unwrap();
    script.check("what is not due stays", &answer, 200, &[("/status", json!("future"))]);
}

fn pages(script: &mut Script<'_>) {
    let slug = script.slug("terbit");
    let content = format!("<div class=\"redaksi\" data-redaksi=\"{slug} h\"><p>Isi.</p></div>");
    let fields = json!({ "status": "publish", "slug": slug, "content": content,
        "date_gmt": "2025-10-21T03:00:00" });
    let made = script.draft(&fields);
    let link = format!("{}/2025/10/{slug}/", script.site.url);
    script.check("public", &made, 201, &[("/link", json!(link))]);
    let nobody = script.nobody();
    let answer = nobody.get(&format!("{link}?segar=1")).unwrap();
    script.check("its page", &answer, 200, &[]);
    let mark = format!("data-redaksi=\"{slug} h\"");
    script.fact("the marker is on it", answer.text().contains(&mark), answer.text());
    let answer = nobody.get(&format!("/?p={}", id(&made))).unwrap();
    script.check("its page by number", &answer, 301, &[]);
    let to = answer.header("Location").unwrap_or_default().to_owned();
    script.fact("it leads to the page", to == link, to);
    let answer = nobody.get(&post_route(&made)).unwrap();
    script.check("public, of nobody", &answer, 200, &[("/slug", json!(slug))]);
    let author = script.author();
    let other = script.slug("pindah");
    author.post(&post_route(&made), &json!({ "slug": other })).unwrap();
    let answer = nobody.get(&link).unwrap();
    script.check("its old page", &answer, 301, &[]);
    let to = answer.header("Location").unwrap_or_default().to_owned();
    script.fact("it leads to the new one", to == link.replace(&slug, &other), to);
    author.post(&post_route(&made), &json!({ "status": "draft" })).unwrap();
    let answer = nobody.get(&format!("/2025/10/{other}/")).unwrap();
    script.check("the page of what was withdrawn", &answer, 404, &[]);
}
