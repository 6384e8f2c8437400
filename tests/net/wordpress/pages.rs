//! What a visitor meets beside the REST API: pages, pictures, the clock's errand, XML-RPC.

use std::collections::BTreeMap;

use super::show::Place;
use super::state::{Post, State};
use crate::net::encode;
use crate::net::http::{Reply, Request};

/// Path to page, as it was when the cache was frozen.
pub(crate) type Cache = BTreeMap<String, String>;

fn page(url: &str, post: &Post) -> String {
    format!(
        "<!doctype html><html lang=\"id\"><head><meta charset=\"UTF-8\"><title>{title}</title>\
         <link rel=\"https://api.w.org/\" href=\"{url}/wp-json/\"></head><body>\
         <article id=\"post-{id}\"><h1>{title}</h1>\n{content}\n</article></body></html>",
        title = post.title,
        id = post.id,
        content = post.content,
    )
}

/// All that is public now.
pub(crate) fn cache(state: &State, place: Place<'_>) -> Cache {
    let public = state.posts.values().filter(|post| post.is_public());
    public.map(|post| (post.link(place), page(place.url, post))).collect()
}

fn not_found() -> Reply {
    Reply::html(404, "<!doctype html><title>404</title><p>Halaman tidak ditemukan")
}

/// A page by its path: a post, its old addresses, or the front.
pub(crate) fn public(state: &State, request: &Request, place: Place<'_>) -> Reply {
    let Place { url, plain, .. } = place;
    let pairs = encode::pairs(request.query());
    let number = pairs.iter().find(|(name, _)| name == "p").map(|(_, value)| value);
    let posts = || state.posts.values().filter(|post| post.is_public());
    if let Some(number) = number {
        return match posts().find(|post| post.id.to_string() == *number) {
            Some(post) if plain => Reply::html(200, page(url, post)),
            Some(post) => Reply::redirect(301, &format!("{url}{}", post.link(place))),
            None => not_found(),
        };
    }
    if request.path() == "/" {
        let titles: Vec<&str> = posts().map(|post| &*post.title).collect();
        let list = titles.join("<hr>");
        return Reply::html(200, format!("<!doctype html><title>Kantor Uji</title>{list}"));
    }
    if let Some(post) = posts().find(|post| !plain && post.link(place) == request.path()) {
        return Reply::html(200, page(url, post));
    }
    let moved = posts()
        .find(|post| post.old_slugs.iter().any(|slug| post.pretty(place, slug) == request.path()));
    moved.map_or_else(not_found, |post| Reply::redirect(301, &format!("{url}{}", post.link(place))))
}

/// A cache in front of the site knows nothing else, and looks at no query.
pub(crate) fn cached(cache: &Cache, request: &Request) -> Reply {
    match cache.get(request.path()).or_else(|| cache.get(&request.target)) {
        Some(page) => Reply::html(200, page.clone()).with("Age", "600").with("X-Cache", "HIT"),
        None => not_found().with("X-Cache", "HIT"),
    }
}

pub(crate) fn file(state: &State, path: &str) -> Reply {
    let name = path.strip_prefix("/wp-content/uploads/").unwrap_or_default();
    let found = state.media.values().find(|media| media.file == name);
    found.map_or_else(not_found, |media| Reply::new(200, &media.kind, media.bytes.clone()))
}

/// Publishes what is due: nobody else does, since nobody visits.
pub(crate) fn cron(state: &mut State) -> Reply {
    let now = state.now();
    for post in state.posts.values_mut() {
        if post.status == "future" && post.date <= now {
            "publish".clone_into(&mut post.status);
        }
    }
    Reply::html(200, "")
}

/// `wp.getUsersBlogs` and nothing else: whether a password is right when headers are lost.
pub(crate) fn xmlrpc(state: &State, request: &Request, url: &str, passwords: bool) -> Reply {
    if request.method != "POST" {
        let why = "XML-RPC server accepts POST requests only.";
        return Reply::new(405, "text/plain;charset=UTF-8", why).with("Allow", "POST");
    }
    let text = request.text();
    let values: Vec<String> = text.split("<value>").skip(1).map(plain).collect();
    let known = text.contains("<methodName>wp.getUsersBlogs</methodName>");
    let account = match values.as_slice() {
        [name, password, ..] if passwords => state.account(name, password),
        _ => None,
    };
    let body = match (known, account) {
        (false, _) => fault(-32601, "server error. requested method does not exist."),
        (true, None) => fault(403, "Incorrect username or password."),
        (true, Some(_)) => format!(
            "<params><param><value><array><data><value><struct><member><name>url</name>\
             <value><string>{url}/</string></value></member><member><name>blogName</name>\
             <value><string>Kantor Uji</string></value></member><member><name>xmlrpc</name>\
             <value><string>{url}/xmlrpc.php</string></value></member></struct></value></data>\
             </array></value></param></params>"
        ),
    };
    let whole = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<methodResponse>{body}</methodResponse>\n"
    );
    Reply::new(200, "text/xml; charset=UTF-8", whole)
}

/// The text of a value, with or without the element of its type.
fn plain(value: &str) -> String {
    let value = value.split("</value>").next().unwrap_or_default();
    let value = value.strip_prefix("<string>").unwrap_or(value);
    let value = value.strip_suffix("</string>").unwrap_or(value);
    value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn fault(code: i32, why: &str) -> String {
    format!(
        "<fault><value><struct><member><name>faultCode</name><value><int>{code}</int></value>\
         </member><member><name>faultString</name><value><string>{why}</string></value></member>\
         </struct></value></fault>"
    )
}
