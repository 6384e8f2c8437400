//! The fake's disorders, each as it was seen on a real site or described of one.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};

use crate::net::client::{Answer, Client};
use crate::net::http::Reply;
use crate::net::site::Site;
use crate::net::wordpress::{Notices, WordPress};

const POSTS: &str = "/wp-json/wp/v2/posts";
const ME: &str = "/wp-json/wp/v2/users/me?context=edit";

fn start() -> (WordPress, Site, Client) {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let author = site.client(&site.author);
    (wordpress, site, author)
}

fn make(client: &Client, status: &str, more: &Value) -> Answer {
    let mut body = json!({ "title": "Uji", "content": "<p>Isi.</p>", "status": status });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    client.post(POSTS, &body).unwrap()
}

#[test]
fn a_lost_header_is_nobody_and_xmlrpc_still_knows() {
    let (wordpress, site, author) = start();
    wordpress.set(|modes| modes.drops_authorization = true);
    let answer = author.get(ME).unwrap();
    assert_eq!((answer.status, &*answer.code()), (401, "rest_not_logged_in"));
    let call = format!(
        "<methodCall><methodName>wp.getUsersBlogs</methodName><params><param><value>{}</value>\
         </param><param><value><string>{}</string></value></param></params></methodCall>",
        site.author.name, site.author.password
    );
    let ask = || site.anonymous().send("POST", "/xmlrpc.php", &[], call.as_bytes()).unwrap().text();
    assert!(ask().contains("blogName"));
    wordpress.set(|modes| modes.passwords_off = true);
    assert!(ask().contains("Incorrect username or password."));
    wordpress.set(|modes| modes.xmlrpc_off = true);
    assert!(ask().contains("Forbidden"));
    let index = site.anonymous().get("/wp-json/").unwrap().json();
    assert_eq!(index["authentication"], json!([]));
}

#[test]
fn an_update_answers_503_and_when_to_come_again() {
    let (wordpress, _site, author) = start();
    wordpress.set(|modes| modes.maintenance = true);
    let answer = make(&author, "draft", &json!({}));
    assert_eq!((answer.status, &*answer.code()), (503, "wp_die"));
    assert_eq!(answer.header("Retry-After"), Some("600"));
    assert_eq!(wordpress.posts().len(), 0);
}

#[test]
fn notices_stand_before_the_json_of_what_was_done() {
    let (wordpress, site, author) = start();
    wordpress.set(|modes| modes.notices = Notices::Always);
    let answer = make(&author, "draft", &json!({}));
    assert_eq!((answer.status, answer.json()), (200, Value::Null));
    assert!(answer.text().starts_with("<br />\n<b>Warning</b>"));
    wordpress.set(|modes| modes.notices = Notices::Unasked);
    assert_eq!(make(&author, "draft", &json!({})).status, 201);
    let bare = Client::new(&site.url).known_as(&site.author.name, &site.author.password);
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let answer = bare.send("POST", POSTS, &form, b"title=Uji&content=Isi&status=draft").unwrap();
    assert_eq!((answer.status, answer.json()), (200, Value::Null));
    assert_eq!(wordpress.posts().len(), 3, "each was done");
}

#[test]
fn a_moved_site_and_a_wall_do_nothing() {
    let (wordpress, _site, author) = start();
    wordpress.set(|modes| modes.moved_to = Some("https://contoh.example".to_owned()));
    let answer = make(&author, "draft", &json!({}));
    assert_eq!(answer.status, 301);
    assert_eq!(answer.header("Location"), Some("https://contoh.example/wp-json/wp/v2/posts"));
    wordpress.set(|modes| {
        modes.moved_to = None;
        modes.wall = Some(Reply::html(403, "Just a moment").with("Server", "awan"));
    });
    assert_eq!(make(&author, "draft", &json!({})).status, 403);
    assert_eq!(author.get(ME).unwrap().status, 200, "the wall lets reading pass");
    wordpress.set(|modes| {
        modes.wall = None;
        modes.longest_body = Some(10);
    });
    assert_eq!(make(&author, "draft", &json!({})).status, 413);
    assert_eq!(wordpress.posts().len(), 0);
}

#[test]
fn what_is_scheduled_waits_for_a_visitor() {
    let (wordpress, site, author) = start();
    wordpress.stand_at(1_761_000_000);
    wordpress.set(|modes| modes.clock_skew = 600);
    // 2025-10-20T22:40:00Z is now; the post is due in an hour.
    let made = make(&author, "publish", &json!({ "date_gmt": "2025-10-20T23:40:00" }));
    assert_eq!(made.json()["status"], "future");
    assert_eq!(made.header("Date"), Some("Mon, 20 Oct 2025 22:50:00 GMT"));
    wordpress.advance(3601);
    assert_eq!(wordpress.posts()[0].status, "future", "nobody came");
    assert_eq!(site.anonymous().get(&site.cron_url).unwrap().status, 200);
    assert_eq!(wordpress.posts()[0].status, "publish");
}

#[test]
fn a_frozen_page_is_the_old_one() {
    let (wordpress, site, author) = start();
    let made = make(&author, "publish", &json!({}));
    let (id, link) = (made.json()["id"].clone(), made.json()["link"].clone());
    let page = || site.anonymous().get(&format!("{}?segar=1", link.as_str().unwrap())).unwrap();
    wordpress.freeze_pages();
    author.post(&format!("{POSTS}/{id}"), &json!({ "content": "<p>Baru.</p>" })).unwrap();
    let other = make(&author, "publish", &json!({})).json()["link"].clone();
    assert!(page().text().contains("<p>Isi.</p>"));
    assert_eq!(site.anonymous().get(other.as_str().unwrap()).unwrap().status, 404);
    wordpress.thaw_pages();
    assert!(page().text().contains("<p>Baru.</p>"));
}

#[test]
fn two_at_once_get_one_slug_where_the_site_is_racy() {
    let slugs = |racy: Option<Duration>| {
        let (wordpress, site, _author) = start();
        wordpress.set(|modes| modes.racy_slugs = racy);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                let client = site.client(&site.author);
                scope.spawn(move || make(&client, "draft", &json!({ "slug": "sama" })));
            }
        });
        let mut slugs: Vec<String> = wordpress.posts().into_iter().map(|post| post.slug).collect();
        slugs.sort();
        slugs
    };
    assert_eq!(slugs(None), ["sama", "sama-2"]);
    assert_eq!(slugs(Some(Duration::from_secs(20))), ["sama", "sama"]);
}

#[test]
fn without_pretty_addresses_the_query_leads() {
    let (wordpress, site, author) = start();
    wordpress.set(|modes| modes.plain_links = true);
    let nobody = site.anonymous();
    assert_eq!(nobody.get("/wp-json/").unwrap().status, 404);
    let front = nobody.head("/").unwrap();
    let wanted = format!("<{}/index.php?rest_route=/>; rel=\"https://api.w.org/\"", site.url);
    assert_eq!(front.header("Link"), Some(&*wanted));
    let body = json!({ "title": "Uji", "content": "Isi", "status": "publish" });
    let made = author.post("/index.php?rest_route=/wp/v2/posts", &body).unwrap();
    assert_eq!(made.status, 201);
    let link = made.json()["link"].as_str().unwrap().to_owned();
    assert_eq!(link, format!("{}/?p={}", site.url, made.json()["id"]));
    assert!(nobody.get(&link).unwrap().text().contains("Isi"));
}

#[test]
fn without_revisions_there_is_no_token() {
    let (wordpress, _site, author) = start();
    wordpress.set(|modes| modes.revisions_off = true);
    let id = make(&author, "draft", &json!({})).json()["id"].clone();
    let body = json!({ "content": "<p>Dua.</p>" });
    let answer = author.post(&format!("{POSTS}/{id}"), &body).unwrap().json();
    assert_eq!(answer["content"]["raw"], "<p>Dua.</p>");
    assert!(answer["_links"].get("predecessor-version").is_none());
}

#[test]
fn chunks_and_expectations_are_understood() {
    let (wordpress, _site, author) = start();
    let headers = [
        ("Content-Type", "application/json"),
        ("Transfer-Encoding", "chunked"),
        ("Expect", "100-continue"),
    ];
    let body = b"10\r\n{\"title\":\"Uji\",\"\r\n13\r\ncontent\":\"Isi.\"   }\r\n0\r\n\r\n";
    assert_eq!(author.send("POST", POSTS, &headers, body).unwrap().status, 201);
    assert_eq!(wordpress.posts()[0].content, "Isi.");
    assert_eq!(wordpress.log().len(), 1);
}

/// A connection by hand.
fn connect(site: &Site) -> (TcpStream, String) {
    let authority = site.url.trim_start_matches("http://").to_owned();
    (TcpStream::connect(&authority).unwrap(), authority)
}

#[test]
fn half_a_request_does_nothing() {
    let (wordpress, site, _author) = start();
    let (mut stream, host) = connect(&site);
    let head = format!("POST {POSTS} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99\r\n\r\n{{");
    stream.write_all(head.as_bytes()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(answer, "");
    assert_eq!(wordpress.log().len(), 0);
}

#[test]
fn a_stale_connection_acts_and_says_nothing() {
    let (wordpress, site, _author) = start();
    wordpress.set_stale(true);
    let (mut stream, host) = connect(&site);
    let mut from = BufReader::new(stream.try_clone().unwrap());
    let ask = format!("GET /wp-cron.php HTTP/1.1\r\nHost: {host}\r\n\r\n");
    stream.write_all(ask.as_bytes()).unwrap();
    let mut line = String::new();
    from.read_line(&mut line).unwrap();
    assert_eq!(line, "HTTP/1.1 200 OK\r\n");
    stream.write_all(ask.as_bytes()).unwrap();
    let mut rest = String::new();
    from.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("Connection: keep-alive") && !rest.contains("HTTP/1.1"), "{rest}");
    assert_eq!(wordpress.log().len(), 2);
}

#[test]
fn a_foreign_search_and_a_lost_marker() {
    let (wordpress, _site, author) = start();
    let content = "<div class=\"redaksi\" data-redaksi=\"u h\"><p>Isi.</p></div>";
    let made = make(&author, "draft", &json!({ "content": content }));
    assert_eq!(made.json()["content"]["raw"], content);
    let target = format!("{POSTS}?search=data-redaksi&status=draft,publish");
    let found = || author.get(&target).unwrap().json().as_array().unwrap().len();
    assert_eq!(found(), 1);
    wordpress.set(|modes| modes.public_search = true);
    assert_eq!(found(), 0);
    wordpress.tamper(|state| state.strips_data = true);
    let made = make(&author, "draft", &json!({ "content": content }));
    assert_eq!(made.json()["content"]["raw"], "<div class=\"redaksi\"><p>Isi.</p></div>");
}

#[test]
fn a_site_in_another_zone_and_one_behind_a_gate() {
    let (wordpress, site, author) = start();
    wordpress.set(|modes| modes.zone = Some(("Asia/Makassar", 8)));
    let index = site.anonymous().get("/wp-json/").unwrap().json();
    assert_eq!(
        (&index["gmt_offset"], &index["timezone_string"]),
        (&json!(8), &json!("Asia/Makassar"))
    );
    let date = json!({ "date_gmt": "2025-10-31T17:00:00" });
    let made = make(&author, "publish", &date).json();
    assert_eq!(made["date"], "2025-11-01T01:00:00");
    assert!(made["link"].as_str().unwrap().contains("/2025/11/"), "{}", made["link"]);
    let own = Reply::html(401, "masuk").with("WWW-Authenticate", "Basic realm=\"situs\"");
    wordpress.set(|modes| modes.gate = Some(own));
    let answer = author.get(ME).unwrap();
    assert_eq!((answer.status, answer.header("WWW-Authenticate").is_some()), (401, true));
}
