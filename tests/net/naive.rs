//! A client without a memory, which tries until it works: the mess that it makes shows that the
//! harm is real, and that the judge sees it.

use redaksi::clock::Clock;
use serde_json::json;

use super::client::Client;
use super::judge::{Verdict, Wanted, judge, posts};
use super::proxy::{Faults, Proxy};
use super::site::Site;

/// Gives up an article after so many tries.
const TRIES: usize = 60;

/// The content of an article, marked as ours.
pub(crate) fn content(uuid: &str, text: &str) -> String {
    format!("<div class=\"redaksi\" data-redaksi=\"{uuid} 0123456789abcdef\"><p>{text}</p></div>")
}

fn publish(client: &Client, uuid: &str) {
    let body = json!({ "title": "Uji", "content": content(uuid, "Isi."), "status": "publish",
        "slug": format!("uji-{uuid}") });
    for _ in 0..TRIES {
        let answer = client.post("/wp-json/wp/v2/posts", &body);
        if answer.is_ok_and(|answer| answer.status == 201 && answer.whole) {
            return;
        }
    }
}

/// Publishes so many articles through faults of this probability, and leaves none behind.
pub(crate) fn naive(site: &Site, articles: usize, probability: f64) -> Verdict {
    let faults = Faults { seed: 11, probability, ..Faults::default() };
    let proxy = Proxy::new(&site.url, faults);
    let behind = site.at(&proxy.url());
    let client = behind.client(&behind.author);
    let clock = Clock::system();
    let wanted: Vec<Wanted> = (0..articles)
        .map(|_| Wanted { uuid: clock.uuid().to_string(), texts: vec!["<p>Isi.</p>".to_owned()] })
        .collect();
    for article in &wanted {
        publish(&client, &article.uuid);
    }
    proxy.settle();
    let verdict = judge(site, &wanted);
    remove(site, &wanted);
    verdict
}

/// Deletes all posts of these articles.
pub(crate) fn remove(site: &Site, articles: &[Wanted]) {
    let admin = site.client(&site.admin);
    for post in posts(site) {
        if articles.iter().any(|article| article.uuid == post.uuid) {
            admin.delete(&format!("/?rest_route=/wp/v2/posts/{}&force=true", post.id)).unwrap();
        }
    }
}
