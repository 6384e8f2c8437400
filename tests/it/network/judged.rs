//! The harm is real and the judge sees it: a client that tries until it works makes a mess behind
//! the proxy, and none without faults.

use serde_json::json;

use crate::net::judge::{Verdict, Wanted, is_visible, judge, posts};
use crate::net::naive::{content, naive};
use crate::net::site::Site;
use crate::net::wordpress::WordPress;

const ARTICLES: usize = 40;

fn uuid(number: usize) -> String {
    format!("0199f0aa-0000-7000-8000-{number:012}")
}

#[test]
fn a_naive_client_is_found_out() {
    let wordpress = WordPress::start();
    let verdict = naive(&wordpress.site(), ARTICLES, 0.4);
    assert!(verdict.duplicated.len() > 3, "{verdict}");
    assert!(!verdict.is_clean());
    assert_eq!(wordpress.posts().len(), 0, "nothing is left behind");
    let verdict = naive(&wordpress.site(), ARTICLES, 0.0);
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
    let found = posts(&site);
    assert_eq!(found.len(), 118);
    for post in &found {
        assert_eq!(is_visible(&site, post), post.status == "publish", "{post:?}");
    }
    assert_eq!(wordpress.posts().len(), 118);
}
