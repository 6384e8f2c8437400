//! A Ghost in this process: the Admin API as version 6 answers it, and the pages that readers get.

mod answer;
mod lossy;
mod posts;
pub(crate) mod state;
mod token;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex};

use chrono::Utc;
use serde_json::{Value, json};

use super::encode;
use super::http::{Exchange, Reply, Request, Server, lock};
pub(crate) use answer::{Answer, Refusal};
pub(crate) use state::{Post, State};

/// What `Admin API key` shows in the settings of an integration.
pub(crate) const KEY: &str = "65f0c0ffee65f0c0ffee65f0:\
    3a7c1f09b2e84d5596aa0e73f1c2d4b8e6a5907f3c2b1d0e9f8a7b6c5d4e3f21";
const API: &str = "/ghost/api/admin/";

/// How this one is out of order.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Modes {
    /// The database is not ready.
    pub(crate) booting: bool,
    /// Seconds that the server's clock is off.
    pub(crate) clock_skew: i64,
    /// What a cache before the site tells everybody is so many seconds old, with its date.
    pub(crate) site_age: i64,
    /// The integration may read and not write.
    pub(crate) reads_only: bool,
    /// Readers' pages are those that they got last: a cache holds them.
    pub(crate) stale_pages: bool,
    /// The public address is another one.
    pub(crate) public_url: Option<String>,
    /// Takes scripts and the like out of a card.
    pub(crate) cleans_cards: bool,
    /// What is answered to every call of the API instead.
    pub(crate) wall: Option<Reply>,
}

struct Inner {
    url: String,
    state: Mutex<State>,
    modes: Mutex<Modes>,
    /// Pages that a cache holds: path and body.
    cache: Mutex<Vec<(String, Reply)>>,
}

/// A site that ends when this is dropped.
pub(crate) struct Ghost {
    server: Server,
    inner: Arc<Inner>,
}

impl Ghost {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let inner = Arc::new(Inner {
            url: format!("http://{}", listener.local_addr().unwrap()),
            state: Mutex::default(),
            modes: Mutex::default(),
            cache: Mutex::default(),
        });
        let served = Arc::clone(&inner);
        Self { server: Server::on(listener, move |request| served.answer(request)), inner }
    }

    pub(crate) fn url(&self) -> String {
        self.inner.url.clone()
    }

    pub(crate) fn set(&self, change: impl FnOnce(&mut Modes)) {
        change(&mut lock(&self.inner.modes));
    }

    /// All posts, the oldest first.
    pub(crate) fn posts(&self) -> Vec<Post> {
        lock(&self.inner.state).posts.clone()
    }

    /// Names of all tags.
    pub(crate) fn tags(&self) -> Vec<String> {
        lock(&self.inner.state).tags.iter().map(|tag| tag.name.clone()).collect()
    }

    /// Changes what the site holds, as somebody in its editor does.
    pub(crate) fn tamper(&self, change: impl FnOnce(&mut State)) {
        change(&mut lock(&self.inner.state));
    }

    pub(crate) fn log(&self) -> Vec<Exchange> {
        self.server.log()
    }

    pub(crate) fn forget_log(&self) {
        self.server.forget();
    }
}

impl Inner {
    fn answer(&self, request: &Request) -> Reply {
        let modes = lock(&self.modes).clone();
        #[expect(clippy::disallowed_methods, reason = "a server of the tests has its own clock")]
        let now = Utc::now().timestamp() + modes.clock_skew;
        let cached = request.path().ends_with("/site/");
        let told = if cached { now - modes.site_age } else { now };
        let date = chrono::DateTime::from_timestamp(told, 0).unwrap();
        let date = date.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        self.answer_at(request, &modes, now).with("Date", date)
    }

    fn answer_at(&self, request: &Request, modes: &Modes, now: i64) -> Reply {
        if modes.booting {
            let page = "<!doctype html><title>We'll be right back</title><h1>We'll be right back.";
            return Reply::html(503, page);
        }
        let Some(path) = request.path().strip_prefix(API) else { return self.page(request, modes) };
        if let Some(wall) = &modes.wall {
            return wall.clone();
        }
        let answer = self.call(request, path.trim_matches('/'), modes, now);
        answer::reply(answer)
    }

    fn call(&self, request: &Request, path: &str, modes: &Modes, now: i64) -> Answer {
        let public = modes.public_url.as_ref().unwrap_or(&self.url);
        if (path, request.method.as_str()) == ("site", "GET") {
            let site = json!({ "title": "Kantor Uji", "description": "", "logo": null,
                "url": format!("{public}/"), "version": "6.65" });
            return Ok((200, json!({ "site": site })));
        }
        token::check(request, KEY, now)?;
        if request.writes() && modes.reads_only {
            return Err(Refusal::new(403, "NoPermissionError", "You do not have permission."));
        }
        let mut state = lock(&self.state);
        state.now = now;
        let call = posts::Call {
            query: encode::pairs(request.query()),
            url: public,
            cleans: modes.cleans_cards,
        };
        let steps: Vec<&str> = path.split('/').collect();
        match (request.method.as_str(), &*steps) {
            ("GET", ["posts"]) => posts::list(&state, &call),
            ("POST", ["posts"]) => posts::make(&mut state, &call, &one(request)?),
            ("GET", ["posts", id]) => posts::look_at(&state, &call, id),
            ("PUT", ["posts", id]) => posts::change(&mut state, &call, id, &one(request)?),
            ("DELETE", ["posts", id]) => posts::delete(&mut state, id),
            ("DELETE", ["tags", id]) => posts::delete_tag(&mut state, id),
            _ => Err(Refusal::new(404, "NotFoundError", "Unknown Admin API request.")),
        }
    }

    fn page(&self, request: &Request, modes: &Modes) -> Reply {
        let slug = request.path().trim_matches('/').to_owned();
        let mut cache = lock(&self.cache);
        let held = cache.iter().find(|(path, _)| *path == slug).map(|(_, reply)| reply.clone());
        if let Some(reply) = held.filter(|_| modes.stale_pages) {
            return reply;
        }
        let state = lock(&self.state);
        let post = state.posts.iter().find(|post| post.slug == slug && post.status == "published");
        let reply = match post {
            Some(post) => Reply::html(
                200,
                format!("<!doctype html><h1>{}</h1><article>{}</article>", post.title, post.html),
            ),
            None => Reply::html(404, "<!doctype html><title>404 — Page not found</title>"),
        };
        cache.retain(|(path, _)| *path != slug);
        cache.push((slug, reply.clone()));
        reply
    }
}

/// The one post of a body, which Ghost wants in a list.
fn one(request: &Request) -> Result<Value, Refusal> {
    let is_json = request.header("Content-Type").is_some_and(|it| it.contains("application/json"));
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let post = body["posts"].get(0).cloned().filter(|post| is_json && post.is_object());
    let why = "Validation (matchesSchema) failed for [posts]";
    post.ok_or_else(|| Refusal::new(422, "ValidationError", why))
}
