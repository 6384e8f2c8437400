//! What comes back as it was sent is the same; every edit is seen; no copy is taken for ours.

use serde_json::{Value, json};

use super::*;
use crate::domain::delivery::Kind;

fn frozen() -> Frozen {
    Frozen {
        v: 1,
        article: "01930000-0000-7000-8000-000000000001".parse().unwrap(),
        revision: Digest::of(b"r"),
        number: 1,
        content: Digest::of(b"c"),
        headline: " Rapat & \"Pleno\" <b> ".into(),
        summary: String::new(),
        html: "<p>Isi &amp; lain.</p>".into(),
        language: "id".into(),
        section: "Berita".into(),
        tags: vec!["Pemilu".into(), "#berita".into(), " ".into()],
        place: "Mesuji".into(),
        byline: "ali".into(),
        credit: String::new(),
        slug: "rapat-000001".into(),
        published: "2026-11-21T05:06:07.891Z".parse().unwrap(),
        updated: "2026-11-21T05:06:07.891Z".parse().unwrap(),
        corrections: Vec::new(),
        single_eye: false,
        withdrawn: None,
    }
}

fn destination(settings: &[(&str, &str)]) -> Destination {
    Destination {
        name: "situs".parse().unwrap(),
        kind: Kind::Ghost,
        url: "https://x.id/ghost/api/admin/".into(),
        settings: settings.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
    }
}

fn wanted(settings: &[(&str, &str)]) -> Wanted {
    Wanted::new(&frozen(), &destination(settings))
}

/// As Ghost tells what it was sent.
fn told(body: &Value, status: &str) -> Value {
    let mut post = body["posts"][0].clone();
    for tag in post["tags"].as_array_mut().unwrap() {
        tag["id"] = "65f0".into();
    }
    post["id"] = "65f0c0ffee".into();
    post["slug"] = "rapat-000001".into();
    post["status"] = status.into();
    post["updated_at"] = "2026-11-21T05:06:08.000Z".into();
    post
}

fn post(value: Value) -> Post {
    Post::read(value).unwrap()
}

#[test]
fn what_came_back_as_it_was_sent_is_the_same() {
    let wanted = wanted(&[("author", "ali@x.id")]);
    let draft = wanted.draft();
    assert_eq!(draft["posts"][0]["authors"], json!(["ali@x.id"]));
    assert_eq!(draft["posts"][0]["published_at"], "2026-11-21T05:06:07.000Z");
    assert_eq!(draft["posts"][0]["custom_excerpt"], Value::Null);
    let post = post(told(&draft, "published"));
    assert_eq!(wanted.differences(&post, "published"), [""; 0]);
    assert_eq!(wanted.differences(&post, "draft"), ["status"]);
    assert!(post.is_of(frozen().article) && post.is_untouched(frozen().article));
    let own = "#redaksi-01930000-0000-7000-8000-000000000001";
    assert_eq!(post.base.tags, ["Berita", "Pemilu", own]);
    assert_eq!(post.internal, [(own.to_owned(), "65f0".to_owned())]);
    assert_eq!(Base::read(&post.base.text()), Some(post.base.clone()));
    assert!(wanted.shows(&format!("<article>{}</article>", post.base.body)));
    assert!(!wanted.shows("<article></article>"));
}

#[test]
fn what_ghost_takes_apart_is_compared_by_its_letters() {
    let wanted = wanted(&[("mode", "native")]);
    assert_eq!(wanted.query(), "source=html");
    let mut value = told(&wanted.draft(), "published");
    value["html"] = "<p>Isi &amp; lain.</p>".into();
    value["lexical"] = json!({"root": {"children": [{"type": "paragraph"}]}}).to_string().into();
    let theirs = post(value.clone());
    assert_eq!(wanted.differences(&theirs, "published"), [""; 0]);
    assert!(wanted.is_free(&theirs, None));
    value["html"] = "<p>Isi &amp; beda.</p>".into();
    let theirs = post(value);
    assert_eq!(wanted.differences(&theirs, "published"), ["text"]);
    assert!(!wanted.is_free(&theirs, None));
    assert!(wanted.shows("<main><p>Isi &amp; lain.</p></main>"));
}

#[track_caller]
fn edited(wanted: &Wanted, base: &Base, name: &str, free: bool, change: fn(&mut Value)) -> Post {
    let mut value = told(&wanted.draft(), "published");
    change(&mut value);
    let post = post(value);
    assert_eq!(wanted.differences(&post, "published"), [name]);
    assert_eq!(wanted.is_free(&post, Some(base)), free, "{name}");
    post
}

#[test]
fn every_edit_is_seen() {
    let wanted = wanted(&[]);
    let of = frozen().article;
    let base = post(told(&wanted.draft(), "published")).base;
    let copy = edited(&wanted, &base, "text", false, |it| it["title"] = "Rapat (Copy)".into());
    assert!(copy.is_of(of) && !copy.is_untouched(of));
    let text = edited(&wanted, &base, "text", false, |it| {
        it["lexical"] = it["lexical"].as_str().unwrap().replace("Isi", "Lain").into();
    });
    assert!(!text.is_untouched(of));
    edited(&wanted, &base, "text", false, |it| it["custom_excerpt"] = "Lain".into());
    edited(&wanted, &base, "text", false, |it| it["lexical"] = Value::Null);
    edited(&wanted, &base, "date", false, |it| {
        it["published_at"] = "2020-01-01T00:00:00.000Z".into();
    });
    edited(&wanted, &base, "status", false, |it| it["status"] = "draft".into());
    edited(&wanted, &base, "status", false, |it| it["status"] = "scheduled".into());
    edited(&wanted, &base, "tags", true, |it| {
        it["tags"].as_array_mut().unwrap().swap(0, 1);
    });
}

#[test]
fn a_correction_keeps_what_people_put_there() {
    let wanted = wanted(&[]);
    let left = post(told(&wanted.draft(), "published"));
    let mut now = left.clone();
    now.base.tags.push("Sorotan".into());
    let names = |body: &Value| -> Vec<String> {
        let tags = body["posts"][0]["tags"].as_array().unwrap();
        tags.iter().map(|tag| tag["name"].as_str().unwrap().to_owned()).collect()
    };
    let change = wanted.change(&now, Some(&left.base));
    let own = "#redaksi-01930000-0000-7000-8000-000000000001";
    assert_eq!(names(&change), ["Berita", "Pemilu", "Sorotan", own]);
    assert_eq!(change["posts"][0]["updated_at"], "2026-11-21T05:06:08.000Z");
    assert_eq!(change["posts"][0].get("slug"), None);
    // The first time the slug is asked for once more: a stray may have had it.
    now.base.status = "draft".into();
    let change = wanted.change(&now, None);
    assert_eq!(change["posts"][0]["slug"], "rapat-000001");
    assert_eq!(names(&change), ["Berita", "Pemilu", own]);
}

#[test]
fn what_is_too_long_or_hidden_is_not_sent() {
    let mut frozen = frozen();
    frozen.summary = "a".repeat(300);
    let body = Wanted::new(&frozen, &destination(&[])).draft();
    assert_eq!(body["posts"][0]["custom_excerpt"], frozen.summary);
    frozen.summary.push('a');
    let body = Wanted::new(&frozen, &destination(&[])).draft();
    assert_eq!(body["posts"][0]["custom_excerpt"], Value::Null);
}

#[test]
fn corrections_are_told_under_the_text() {
    let mut frozen = frozen();
    frozen.corrections = vec![(frozen.updated, "Jumlah\nTPS & [x]".into())];
    let html = Wanted::new(&frozen, &destination(&[])).html;
    let want = "</p>\n<aside class=\"koreksi\">\n<p><strong>Ralat:</strong> Jumlah TPS &amp; [x]</p>\
        \n</aside>\n</div>";
    assert!(html.ends_with(want), "{html}");
}

#[test]
fn what_is_no_post_is_none() {
    assert_eq!(Post::read(json!([])), None);
    assert_eq!(Post::read(json!({"id": "65f0"})), None);
    let mut value = told(&wanted(&[]).draft(), "draft");
    value["id"] = "../settings".into();
    assert_eq!(Post::read(value), None);
}
