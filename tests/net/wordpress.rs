//! A `WordPress` in this process: what of its REST API publishing touches, with the manners that were
//! measured on real ones, and the ways in which real sites are out of order.
//!
//! The contract in `contract.rs` holds it to the real one.

pub(crate) mod answer;
pub(crate) mod dates;
pub(crate) mod kses;
mod list;
mod media;
mod pages;
pub(crate) mod params;
mod posts;
mod show;
pub(crate) mod slug;
pub(crate) mod state;
mod terms;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;

use super::encode;
use super::http::{Exchange, Manner, Reply, Request, Server, lock};
use super::site::{Site, User};
use answer::{Json, Refusal, Rest};
use params::Params;
use show::Place;
use state::{Account, Media, Post, State, Time};
use terms::Kind;

/// Whether PHP's notices stand before the JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Notices {
    #[default]
    Off,
    /// When the request does not say that it is about JSON, as real ones do.
    Unasked,
    Always,
}

/// How the site is out of order, or set up unusually.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a disorder by itself")]
pub(crate) struct Modes {
    /// 503 for everything, as during an update.
    pub(crate) maintenance: bool,
    /// The web server drops `Authorization`.
    pub(crate) drops_authorization: bool,
    /// Application passwords are switched off.
    pub(crate) passwords_off: bool,
    /// No pretty addresses: `/wp-json/` is a page that is not there.
    pub(crate) plain_links: bool,
    pub(crate) revisions_off: bool,
    /// A search of another make, which knows what is public and nothing else.
    pub(crate) public_search: bool,
    /// Posts that are made at once get the same slug: whoever makes one waits so long for another.
    pub(crate) racy_slugs: Option<Duration>,
    pub(crate) notices: Notices,
    /// The site's zone and its hours ahead of UTC; Asia/Jakarta when none is said.
    pub(crate) zone: Option<(&'static str, i64)>,
    /// Seconds that the `Date` header is off.
    pub(crate) clock_skew: i64,
    /// All is moved to this address, which has no slash at its end.
    pub(crate) moved_to: Option<String>,
    /// What answers everything instead of the site: its own gate, a parked page.
    pub(crate) gate: Option<Reply>,
    /// `xmlrpc.php` is closed.
    pub(crate) xmlrpc_off: bool,
    /// What a firewall answers to every write instead of the site.
    pub(crate) wall: Option<Reply>,
    /// The web server refuses longer bodies with 413.
    pub(crate) longest_body: Option<usize>,
    /// PHP throws longer forms away; 8 MiB when none is said.
    pub(crate) longest_form: Option<usize>,
    pub(crate) slowness: Option<Duration>,
}

const ZONE: (&str, i64) = ("Asia/Jakarta", 7);
/// The usual `post_max_size`.
const LONGEST_FORM: usize = 8 * 1024 * 1024;

struct Inner {
    url: String,
    state: Mutex<State>,
    modes: Mutex<Modes>,
    cache: Mutex<Option<pages::Cache>>,
    meetings: AtomicUsize,
}

/// A site that ends when this is dropped.
pub(crate) struct WordPress {
    server: Server,
    inner: Arc<Inner>,
}

impl WordPress {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let inner = Arc::new(Inner {
            url: format!("http://{}", listener.local_addr().unwrap()),
            state: Mutex::new(State::new()),
            modes: Mutex::default(),
            cache: Mutex::default(),
            meetings: AtomicUsize::new(0),
        });
        let served = Arc::clone(&inner);
        Self { server: Server::on(listener, move |request| served.answer(request)), inner }
    }

    /// As `WordPress` was before 7.1.
    pub(crate) fn start_older() -> Self {
        let wordpress = Self::start();
        wordpress.tamper(|state| state.older = true);
        wordpress
    }

    pub(crate) fn url(&self) -> String {
        self.inner.url.clone()
    }

    pub(crate) fn site(&self) -> Site {
        let state = lock(&self.inner.state);
        let user = |id: usize| -> User { state.accounts[id - 1].user.clone() };
        Site {
            url: self.url(),
            version: if state.older { "6.8" } else { "7.1" }.to_owned(),
            cron_url: format!("{}/wp-cron.php?doing_wp_cron", self.inner.url),
            admin: user(1),
            editor: user(2),
            author: user(3),
            contributor: user(4),
        }
    }

    pub(crate) fn set(&self, change: impl FnOnce(&mut Modes)) {
        change(&mut lock(&self.inner.modes));
    }

    /// Stops the site's clock at a moment, in seconds since 1970.
    pub(crate) fn stand_at(&self, moment: i64) {
        lock(&self.inner.state).time = Time::Standing(moment);
    }

    pub(crate) fn advance(&self, seconds: i64) {
        let mut state = lock(&self.inner.state);
        state.time = match state.time {
            Time::Standing(at) => Time::Standing(at + seconds),
            Time::Flowing(off) => Time::Flowing(off + seconds),
        };
    }

    pub(crate) fn now(&self) -> i64 {
        lock(&self.inner.state).now()
    }

    /// From now on visitors get the pages of this moment, and nothing newer.
    pub(crate) fn freeze_pages(&self) {
        let modes = lock(&self.inner.modes).clone();
        let pages = pages::cache(&lock(&self.inner.state), self.inner.place(&modes));
        *lock(&self.inner.cache) = Some(pages);
    }

    pub(crate) fn thaw_pages(&self) {
        *lock(&self.inner.cache) = None;
    }

    /// All posts of all statuses, by id.
    pub(crate) fn posts(&self) -> Vec<Post> {
        lock(&self.inner.state).posts.values().cloned().collect()
    }

    pub(crate) fn media(&self) -> Vec<Media> {
        lock(&self.inner.state).media.values().cloned().collect()
    }

    /// Changes what the site holds behind the API's back.
    pub(crate) fn tamper(&self, change: impl FnOnce(&mut State)) {
        change(&mut lock(&self.inner.state));
    }

    /// See [`Server::set_stale`].
    pub(crate) fn set_stale(&self, stale: bool) {
        self.server.set_stale(stale);
    }

    pub(crate) fn log(&self) -> Vec<Exchange> {
        self.server.log()
    }

    pub(crate) fn forget_log(&self) {
        self.server.forget();
    }
}

/// The route of a request to the REST API, without slashes at its ends.
fn route(request: &Request, plain: bool) -> Option<String> {
    let path = encode::unpercent(request.path());
    if let Some(below) = path.strip_prefix("/wp-json")
        && !plain
        && (below.is_empty() || below.starts_with('/'))
    {
        return Some(below.trim_matches('/').to_owned());
    }
    let pairs = encode::pairs(request.query());
    let asked = pairs.into_iter().find(|(name, _)| name == "rest_route")?.1;
    matches!(&*path, "/" | "/index.php").then(|| asked.trim_matches('/').to_owned())
}

impl Inner {
    fn answer(&self, request: &Request) -> Reply {
        let modes = lock(&self.modes).clone();
        let now = lock(&self.state).now();
        let mut reply = self.answer_in(request, &modes);
        reply.headers.push(("Date".to_owned(), dates::http(now + modes.clock_skew)));
        match modes.slowness {
            Some(time) => reply.in_manner(Manner::After(time)),
            None => reply,
        }
    }

    fn answer_in(&self, request: &Request, modes: &Modes) -> Reply {
        if let Some(gate) = &modes.gate {
            return gate.clone();
        }
        if let Some(base) = &modes.moved_to {
            return Reply::redirect(301, &format!("{base}{}", request.target));
        }
        if let Some(wall) = modes.wall.as_ref().filter(|_| request.writes()) {
            return wall.clone();
        }
        if modes.longest_body.is_some_and(|most| request.body.len() > most) {
            return Reply::html(413, "<center><h1>413 Request Entity Too Large</h1></center>");
        }
        let route = route(request, modes.plain_links);
        if modes.maintenance {
            return maintenance(route.is_some());
        }
        match route {
            Some(route) => {
                let reply = self.rest(request, modes, &route);
                with_notices(reply, request, modes.notices).with("Link", self.discovery(modes))
            }
            None => self.visit(request, modes),
        }
    }

    fn place(&self, modes: &Modes) -> Place<'_> {
        let ahead = modes.zone.unwrap_or(ZONE).1 * 3600;
        Place { url: &self.url, plain: modes.plain_links, ahead }
    }

    fn discovery(&self, modes: &Modes) -> String {
        let root = self.place(modes).rest("");
        format!("<{root}>; rel=\"https://api.w.org/\"")
    }

    fn visit(&self, request: &Request, modes: &Modes) -> Reply {
        let mut state = lock(&self.state);
        match request.path() {
            "/wp-cron.php" => return pages::cron(&mut state),
            "/xmlrpc.php" if modes.xmlrpc_off => return Reply::html(403, "<h1>Forbidden</h1>"),
            "/xmlrpc.php" => {
                return pages::xmlrpc(&state, request, &self.url, !modes.passwords_off);
            }
            path if path.starts_with("/wp-content/uploads/") => return pages::file(&state, path),
            _ => {}
        }
        let cache = lock(&self.cache);
        let reply = match &*cache {
            Some(cache) => pages::cached(cache, request),
            None => pages::public(&state, request, self.place(modes)),
        };
        if reply.status == 301 { reply } else { reply.with("Link", self.discovery(modes)) }
    }

    fn rest(&self, request: &Request, modes: &Modes, route: &str) -> Reply {
        let mut params = match Params::of(request) {
            Ok(params) => params,
            Err(refusal) => return answer::reply(Err(refusal), &Params::default()),
        };
        let answer = self.dispatch(request, modes, route, &mut params);
        answer::reply(answer, &params)
    }

    fn dispatch(&self, request: &Request, modes: &Modes, route: &str, params: &mut Params) -> Rest {
        let place = self.place(modes);
        let steps: Vec<&str> = route.split('/').collect();
        let who = self.who(request, modes);
        let method = method(request, params);
        let reads = method == "GET" || method == "HEAD";
        if let (["wp", "v2", "posts"], "POST") = (steps.as_slice(), &*method) {
            return self.make_post(place, who.as_ref(), params, modes);
        }
        let mut state = lock(&self.state);
        let (state, who) = (&mut *state, who.as_ref());
        match *steps.as_slice() {
            [""] => Ok(self.index(modes)),
            ["wp", "v2", "users", "me", ..] => person(state, place, &steps, who, params),
            ["wp", "v2", "posts"] if reads => {
                list::posts(state, place, who, params, modes.public_search)
            }
            ["wp", "v2", "posts", id] => {
                let id = number(id)?;
                match &*method {
                    "DELETE" => posts::thrown_away(state, place, who, id, params),
                    _ if reads => posts::looked_at(state, place, who, id, params),
                    _ => posts::changed(state, place, who, id, params, !modes.revisions_off),
                }
            }
            ["wp", "v2", "posts", id, "revisions"] if reads => {
                posts::revisions(state, place, who, number(id)?)
            }
            ["wp", "v2", "media"] if reads => media::list(state, place, params),
            ["wp", "v2", "media"] => {
                let most = modes.longest_form.unwrap_or(LONGEST_FORM);
                media::make(state, place, who, request, params, most)
            }
            ["wp", "v2", "media", id] => {
                let id = number(id)?;
                match &*method {
                    "DELETE" => media::remove(state, who, id, params, place),
                    _ if reads => media::look_at(state, place, id, params),
                    _ => media::change(state, place, who, id, params),
                }
            }
            ["wp", "v2", kind @ ("categories" | "tags"), ..] => {
                let kind = if kind == "tags" { Kind::Tag } else { Kind::Category };
                match *steps.get(3..).unwrap_or_default() {
                    [] if reads => terms::list(state, place, kind, params),
                    [] => terms::make(state, place, kind, who, params),
                    [id] if reads => terms::look_at(state, place, kind, number(id)?),
                    _ => Err(no_route()),
                }
            }
            _ => Err(no_route()),
        }
    }

    fn make_post(
        &self,
        place: Place<'_>,
        who: Option<&Account>,
        params: &Params,
        modes: &Modes,
    ) -> Rest {
        let mut state = lock(&self.state);
        let post = posts::made(&state, place, who, params)?;
        if let Some(longest) = modes.racy_slugs {
            // Between looking for the slug and keeping the post another may do the same.
            drop(state);
            self.meet(longest);
            state = lock(&self.state);
        }
        Ok(posts::kept(&mut state, place, post))
    }

    /// Every second one who comes here goes on with the one who waits.
    fn meet(&self, longest: Duration) {
        let came = self.meetings.fetch_add(1, Ordering::SeqCst) + 1;
        let until = Instant::now() + longest;
        while came % 2 == 1
            && self.meetings.load(Ordering::SeqCst) == came
            && Instant::now() < until
        {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Who asks, if the site believes it. A password that is wrong is as good as none.
    fn who(&self, request: &Request, modes: &Modes) -> Option<Account> {
        if modes.drops_authorization || modes.passwords_off {
            return None;
        }
        let (kind, pair) = request.header("Authorization")?.split_once(' ')?;
        let pair = String::from_utf8(encode::unbase64(pair.trim())?).ok()?;
        let (name, password) = pair.split_once(':')?;
        let is_basic = kind.eq_ignore_ascii_case("Basic");
        lock(&self.state).account(name, password).filter(|_| is_basic).cloned()
    }

    fn index(&self, modes: &Modes) -> Json {
        let url = &self.url;
        let passwords = json!({ "application-passwords": { "endpoints": {
            "authorization": format!("{url}/wp-admin/authorize-application.php") } } });
        // An empty list, since PHP knows no empty map.
        let authentication = if modes.passwords_off { json!([]) } else { passwords };
        let namespaces =
            ["oembed/1.0", "wp/v2", "wp-site-health/v1", "wp-block-editor/v1", "wp-abilities/v1"];
        let (zone, hours) = modes.zone.unwrap_or(ZONE);
        let routes = json!({ "/": {}, "/wp/v2/posts": {}, "/wp/v2/media": {} });
        Json::new(
            200,
            json!({
                "name": "Kantor Uji", "description": "", "url": url, "home": url,
                "gmt_offset": hours, "timezone_string": zone,
                "namespaces": namespaces, "authentication": authentication, "routes": routes,
            }),
        )
    }
}

fn person(
    state: &State,
    place: Place<'_>,
    steps: &[&str],
    who: Option<&Account>,
    params: &Params,
) -> Rest {
    let why = "You are not currently logged in.";
    let who = who.ok_or_else(|| Refusal::new(401, "rest_not_logged_in", why))?;
    match steps.get(4..).unwrap_or_default() {
        [] => Ok(Json::new(200, show::account(place, who, params.edits()))),
        ["application-passwords", "introspect"] => {
            Ok(Json::new(200, show::introspected(state, who)))
        }
        _ => Err(no_route()),
    }
}

/// What a firewall that lets only GET and POST pass makes necessary.
fn method(request: &Request, params: &Params) -> String {
    let told = params.text("_method");
    let other = request.header("X-HTTP-Method-Override").map(str::to_owned).or(told);
    other.filter(|_| request.method == "POST").unwrap_or_else(|| request.method.clone())
}

fn no_route() -> Refusal {
    let why = "No route was found matching the URL and request method.";
    Refusal::new(404, "rest_no_route", why)
}

fn number(step: &str) -> Result<u64, Refusal> {
    step.parse().map_err(|_no_number: std::num::ParseIntError| no_route())
}

fn maintenance(is_rest: bool) -> Reply {
    let why = "Briefly unavailable for scheduled maintenance. Check back in a minute.";
    let reply = if is_rest {
        let body = json!({ "code": "wp_die", "message": why, "data": { "status": 503 },
            "additional_errors": [] });
        Reply::new(503, "application/json; charset=UTF-8", body.to_string())
    } else {
        Reply::html(503, format!("<!doctype html><title>Maintenance</title>{why}"))
    };
    reply.with("Retry-After", "600")
}

fn with_notices(mut reply: Reply, request: &Request, notices: Notices) -> Reply {
    let says_json =
        |name| request.header(name).is_some_and(|value| value.contains("application/json"));
    let shown = match notices {
        Notices::Off => false,
        Notices::Unasked => !says_json("Accept") && !says_json("Content-Type"),
        Notices::Always => true,
    };
    if shown && request.writes() {
        let notice = "<br />\n<b>Warning</b>:  Undefined array key in \
            <b>wp-includes/post.php</b> on line <b>5012</b><br />\n";
        // Output began before the status was set.
        reply.status = 200;
        reply.headers.retain(|(name, _)| name != "Content-Type");
        reply.headers.push(("Content-Type".to_owned(), "text/html; charset=UTF-8".to_owned()));
        reply.body.splice(0..0, notice.bytes());
    }
    reply
}
