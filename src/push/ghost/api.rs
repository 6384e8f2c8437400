//! Calls of the Admin API, each with a token of its own, and the page that a reader gets.

use serde_json::Value;
use ureq::http::{HeaderValue, Method};
use zeroize::Zeroizing;

use super::Ghost;
use super::post::Post;
use crate::domain::delivery::Destination;
use crate::push::classify::{Bad, Verdict, date};
use crate::push::http::{Ask, Failure, Reply};

const API: &str = "/ghost/api/admin/";
/// The generation of the API that we speak; a later one answers in its form.
const VERSION: &str = "v6.0";
/// What comes with a post: both forms of its text, and its tags.
const FORMS: &str = "formats=html,lexical&include=tags";

/// The root of the Admin API: what set-up found, or where it is below the site's address.
pub(super) fn root(destination: &Destination) -> String {
    let url = destination.url.trim().trim_end_matches('/');
    if format!("{url}/").ends_with(API) { format!("{url}/") } else { format!("{url}{API}") }
}

/// What the site says of itself to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) version: String,
}

impl Ghost {
    /// Who is there, without telling who asks. Also tells what time it is there.
    pub(super) fn site(&mut self) -> Result<Site, Box<Bad>> {
        let (reply, value) = self.ask(&Method::GET, "site/", "", None, None)?;
        let text = |name: &str| value.get("site")?.get(name)?.as_str().map(str::to_owned);
        match (text("url"), text("version")) {
            (Some(url), Some(version)) => {
                Ok(Site { title: text("title").unwrap_or_default(), url, version })
            }
            _ => Err(strange(&Method::GET, &reply)),
        }
    }

    /// One call with a token. If the token was too old by the server's clock, that clock is known
    /// now: nothing was done, and one more call with a better one is no repetition.
    pub(super) fn call(
        &mut self,
        method: &Method,
        path: &str,
        query: &str,
        body: Option<&Value>,
    ) -> Result<(Reply, Value), Box<Bad>> {
        let first = self.known(method, path, query, body);
        match first {
            Err(bad) if bad.key == "ghost-clock" => self.known(method, path, query, body),
            other => other,
        }
    }

    fn known(
        &mut self,
        method: &Method,
        path: &str,
        query: &str,
        body: Option<&Value>,
    ) -> Result<(Reply, Value), Box<Bad>> {
        let token = self.key.token(self.server_now());
        let value = Zeroizing::new(format!("Ghost {}", *token));
        let header = HeaderValue::from_str(&value).ok();
        self.ask(method, path, query, body, header.as_ref()).map_err(|mut bad| {
            // A server may say what it was told; it is not shown.
            bad.said = bad.said.map(|said| hide(&token, &said));
            for value in bad.values.values_mut() {
                *value = hide(&token, value);
            }
            bad
        })
    }

    fn ask(
        &mut self,
        method: &Method,
        path: &str,
        query: &str,
        body: Option<&Value>,
        authorization: Option<&HeaderValue>,
    ) -> Result<(Reply, Value), Box<Bad>> {
        let sign = if query.is_empty() { "" } else { "?" };
        let result = self.send(&Ask {
            method: method.clone(),
            url: format!("{}{path}{sign}{query}", self.root),
            path: &format!("{API}{path}"),
            authorization,
            headers: vec![("accept-version", VERSION.to_owned())],
            body: body.map(|body| ("application/json", body.to_string().into_bytes())),
            accept: "application/json",
        });
        super::said::read(method, result)
    }

    /// A page as a reader without an account gets it.
    pub(super) fn page(&mut self, url: &str) -> Result<Reply, Failure> {
        let path = url.splitn(4, '/').nth(3).unwrap_or_default();
        // What a cache holds under the plain address may be older.
        let sign = if url.contains('?') { '&' } else { '?' };
        let url = format!("{url}{sign}redaksi={}", self.means.clock.now().ms());
        let path = format!("/{path}");
        self.send(&Ask {
            method: Method::GET,
            url,
            path: &path,
            authorization: None,
            headers: Vec::new(),
            body: None,
            accept: "text/html, */*;q=0.5",
        })
    }

    fn send(&mut self, ask: &Ask<'_>) -> Result<Reply, Failure> {
        let before = self.means.clock.now();
        let result = self.client.send(ask);
        let line = result.as_ref().map_or_else(|bad| &bad.exchange, |reply| &reply.exchange);
        self.lines.push(line.clone());
        let theirs = result.as_ref().ok().and_then(|reply| date(reply.header("date")?));
        if let Some(theirs) = theirs {
            // Theirs is told in whole seconds, and is some moment of the exchange.
            let after = self.means.clock.now();
            let (early, late) = (theirs.ms() - after.ms() + 999, theirs.ms() - before.ms());
            self.skew = if early < 0 { early } else { late.max(0) };
        }
        result
    }

    /// Posts of a filter, in any status that ours can have.
    pub(super) fn list(&mut self, filter: &str) -> Result<Vec<Post>, Box<Bad>> {
        // A plus sign in a query is a blank: Ghost's “and” is written out.
        let query =
            format!("filter={filter}%2Bstatus:[draft,published,scheduled]&limit=100&{FORMS}");
        let (reply, mut value) = self.call(&Method::GET, "posts/", &query, None)?;
        let rows = value.get_mut("posts").map(Value::take);
        let Some(Value::Array(rows)) = rows else { return Err(strange(&Method::GET, &reply)) };
        let told = rows.len();
        let posts: Vec<Post> = rows.into_iter().filter_map(Post::read).collect();
        if posts.len() == told { Ok(posts) } else { Err(strange(&Method::GET, &reply)) }
    }

    /// A post by its id; none if there is none with it.
    pub(super) fn one(&mut self, id: &str) -> Result<Option<Post>, Box<Bad>> {
        let path = format!("posts/{id}/");
        match self.call(&Method::GET, &path, FORMS, None) {
            Ok((reply, value)) => only(&Method::GET, &reply, value).map(Some),
            Err(bad) if bad.key == "ghost-absent" => Ok(None),
            Err(bad) => Err(bad),
        }
    }

    pub(super) fn create(&mut self, query: &str, body: &Value) -> Result<Post, Box<Bad>> {
        let query = [FORMS, query].join("&");
        let (reply, value) = self.call(&Method::POST, "posts/", &query, Some(body))?;
        only(&Method::POST, &reply, value)
    }

    pub(super) fn change(&mut self, id: &str, query: &str, body: &Value) -> Result<Post, Box<Bad>> {
        let (path, query) = (format!("posts/{id}/"), [FORMS, query].join("&"));
        let (reply, value) = self.call(&Method::PUT, &path, &query, Some(body))?;
        only(&Method::PUT, &reply, value)
    }

    /// Takes something away for good; what is not there any more is as good.
    pub(super) fn delete(&mut self, path: &str) -> Result<(), Box<Bad>> {
        match self.call(&Method::DELETE, path, "", None) {
            Err(bad) if bad.key != "ghost-absent" => Err(bad),
            _ => Ok(()),
        }
    }
}

fn only(method: &Method, reply: &Reply, mut value: Value) -> Result<Post, Box<Bad>> {
    let row = value.get_mut("posts").and_then(|rows| rows.get_mut(0)).map(Value::take);
    row.and_then(Post::read).ok_or_else(|| strange(method, reply))
}

/// JSON that is not what was asked for: nothing is concluded from it.
fn strange(method: &Method, reply: &Reply) -> Box<Bad> {
    let verdict = if *method == Method::GET { Verdict::Later(None) } else { Verdict::Unknown };
    let bad = Bad::of(verdict, "not-ours", &reply.exchange)
        .with("status", &reply.status.to_string())
        .with("kind", reply.header("content-type").unwrap_or("?"));
    Box::new(bad)
}

fn hide(token: &str, text: &str) -> String {
    token.split('.').fold(text.to_owned(), |text, part| text.replace(part, "***"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::delivery::Kind;

    #[test]
    fn the_root_is_below_the_sites_address() {
        let check = |url: &str, want: &str| {
            let destination = Destination {
                name: "situs".parse().unwrap(),
                kind: Kind::Ghost,
                url: url.into(),
                settings: std::collections::BTreeMap::new(),
            };
            assert_eq!(root(&destination), want, "{url}");
        };
        check("https://x.id", "https://x.id/ghost/api/admin/");
        check(" https://x.id/berita/ ", "https://x.id/berita/ghost/api/admin/");
        check("https://x.id/ghost/api/admin", "https://x.id/ghost/api/admin/");
        check("https://x.id/ghost/api/admin/", "https://x.id/ghost/api/admin/");
    }

    #[test]
    fn no_part_of_a_token_is_shown() {
        assert_eq!(hide("aaa.bbb.ccc", "x aaa.bbb.ccc bbb"), "x ***.***.*** ***");
    }
}
