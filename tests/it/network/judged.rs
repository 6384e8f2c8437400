//! The harm is real and the judge sees it: a client that tries until it works makes a mess behind
//! the proxy, and none without faults.

use serde_json::json;

use crate::net::client::Client;
use crate::net::judge::{Verdict, Wanted, judge, posts};
use crate::net::proxy::{Faults, Proxy};
use crate::net::site::Site;
use crate::net::wordpress::WordPress;

const ARTICLES: usize = 40;

fn uuid(number: usize) -> String {
    format!("0199f0aa-0000-7000-8000-{number:012}")
}

fn content(uuid: &str, text: &str) -> String {
    format!("<div class=\"redaksi\" data-redaksi=\"{uuid} 0123456789abcdef\"><p>{text}</p></div>")
}

/// Publishes until the server says 201, as a client without a memory does.
fn publish_naively(client: &Client, uuid: &str) {
    let body = json!({ "title": "Uji", "content": content(uuid, "Isi."), "status": "publish",
        "slug": format!("uji-{uuid}") });
    for _ in 0..60 {
        let answer = client.post("/wp-json/wp/v2/posts", &body);
        if answer.is_ok_and(|answer| answer.status == 201 && answer.whole) {
            return;
        }
    }
}

fn naive(probability: f64) -> Verdict {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let faults = Faults { seed: 11, probability, ..Faults::default() };
    let proxy = Proxy::new(&site.url, faults);
    let behind = site.at(&proxy.url());
    let client = behind.client(&behind.author);
    let wanted: Vec<Wanted> = (0..ARTICLES)
        .map(|number| Wanted { uuid: uuid(number), texts: vec!["<p>Isi.</p>".to_owned()] })
        .collect();
    for article in &wanted {
        publish_naively(&client, &article.uuid);
    }
    proxy.settle();
    judge(&site, &wanted)
}

#[test]
fn a_naive_client_is_found_out() {
    let verdict = naive(0.4);
    assert!(verdict.duplicated.len() > 3, "{verdict}");
    assert!(!verdict.is_clean());
    let verdict = naive(0.0);
    assert!(verdict.is_clean(), "{verdict}");
    assert_eq!(verdict.exactly_one, ARTICLES);
}

fn make(site: &Site, uuid: &str, text: &str, status: &str) {
    let body = json!({ "title": "Uji", "content": content(uuid, text), "status": status });
    let answer = site.client(&site.editor).post("/wp-json/wp/v2/posts", &body).unwrap();
    assert_eq!(answer.status, 201);
}

#[test]
fn the_judge_names_each_kind_of_mess() {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let wanted: Vec<Wanted> = (0..6)
        .map(|number| Wanted { uuid: uuid(number), texts: vec!["<p>benar</p>".to_owned()] })
        .collect();
    make(&site, &uuid(0), "benar", "publish");
    make(&site, &uuid(1), "benar", "publish");
    make(&site, &uuid(1), "benar", "publish");
    make(&site, &uuid(2), "benar", "draft");
    make(&site, &uuid(3), "benar", "publish");
    make(&site, &uuid(3), "benar", "draft");
    make(&site, &uuid(4), "salah", "publish");
    make(&site, &uuid(99), "milik lain", "publish");
    // More than a page of the list.
    for number in 200..310 {
        make(&site, &uuid(number), "benar", "publish");
    }
    let verdict = judge(&site, &wanted);
    let wanted = Verdict {
        exactly_one: 3,
        duplicated: vec![uuid(1)],
        none: vec![uuid(2), uuid(5)],
        strays: vec![uuid(2), uuid(3)],
        wrong_text: vec![uuid(4)],
    };
    assert_eq!(verdict, wanted);
    assert_eq!(posts(&site).len(), 118);
    assert_eq!(wordpress.posts().len(), 118);
}
