//! Addresses and calls of the REST API, with and without pretty permalinks.

use serde_json::Value;
use ureq::http::Method;

use super::WordPress;
use crate::domain::delivery::Destination;
use crate::push::classify::{Bad, date, json};
use crate::push::http::{Ask, Failure, Reply, hide};

/// The root of a site's REST API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Root(String);

impl Root {
    /// The root that set-up found, or where it usually is.
    pub(super) fn of(destination: &Destination) -> Self {
        destination.settings.get("root").map_or_else(
            || Self::new(&format!("{}/wp-json/", destination.url.trim_end_matches('/'))),
            |root| Self::new(root),
        )
    }

    pub(super) fn new(root: &str) -> Self {
        let root = root.trim();
        if root.contains('?') || root.ends_with('/') {
            return Self(root.trim_end_matches('/').to_owned() + "/");
        }
        Self(format!("{root}/"))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a path, such as `wp/v2/posts`, with a query that is written already.
    pub(super) fn url(&self, path: &str, query: &str) -> String {
        let sign = match (query.is_empty(), self.0.contains('?')) {
            (true, _) => "",
            // The path is in the query already.
            (false, true) => "&",
            (false, false) => "?",
        };
        format!("{}{path}{sign}{query}", self.0)
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    Account,
    Anybody,
}

impl WordPress {
    /// One call of the API.
    pub(super) fn call(
        &mut self,
        method: &Method,
        path: &str,
        query: &str,
        body: Option<&Value>,
    ) -> Result<(Reply, Value), Box<Bad>> {
        let url = self.root.url(path, query);
        self.call_at(method, path, url, body, As::Account)
    }

    pub(super) fn call_at(
        &mut self,
        method: &Method,
        path: &str,
        url: String,
        body: Option<&Value>,
        who: As,
    ) -> Result<(Reply, Value), Box<Bad>> {
        // Some firewalls let no other method through than these two; WordPress reads this header.
        let sent = if *method == Method::DELETE { &Method::POST } else { method };
        let mut headers = Vec::new();
        if sent != method {
            headers.push(("x-http-method-override", method.to_string()));
        }
        let authorization = self.authorization.clone();
        let ask = Ask {
            method: sent.clone(),
            url,
            path,
            authorization: (who == As::Account).then_some(&authorization),
            headers,
            body: body.map(|body| ("application/json", body.to_string().into_bytes())),
            accept: "application/json",
        };
        let result = self.send(&ask);
        json(method, result).map_err(|mut bad| {
            // A server may say what it was told; it is not shown.
            bad.said = bad.said.map(|said| hide(&self.account, &self.secret, &said));
            for value in bad.values.values_mut() {
                *value = hide(&self.account, &self.secret, value);
            }
            bad
        })
    }

    /// A page as a reader without an account gets it.
    pub(super) fn page(&mut self, url: String) -> Result<Reply, Failure> {
        let path = url.split('?').next().and_then(|url| url.splitn(4, '/').nth(3));
        let path = format!("/{}", path.unwrap_or_default());
        let ask = Ask {
            method: Method::GET,
            url,
            path: &path,
            authorization: None,
            headers: Vec::new(),
            body: None,
            accept: "text/html, */*;q=0.5",
        };
        self.send(&ask)
    }

    pub(super) fn send(&mut self, ask: &Ask<'_>) -> Result<Reply, Failure> {
        let before = self.clock.now();
        let result = self.client.send(ask);
        let theirs = result.as_ref().ok().and_then(|reply| date(reply.header("date")?));
        if let Some(theirs) = theirs {
            // Theirs is told in whole seconds, and was so at some moment of the exchange: only
            // what neither explains is a difference.
            let least = theirs.ms() - self.clock.now().ms();
            let most = theirs.ms() + 999 - before.ms();
            self.skew = if least > 0 { least } else { most.min(0) };
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_the_root_are_spoken() {
        for root in ["https://x.id/wp-json", "https://x.id/wp-json/", " https://x.id/wp-json/ "] {
            let root = Root::new(root);
            assert_eq!(root.url("wp/v2/posts", ""), "https://x.id/wp-json/wp/v2/posts");
            assert_eq!(root.url("wp/v2/posts", "a=1"), "https://x.id/wp-json/wp/v2/posts?a=1");
        }
        for root in ["https://x.id/?rest_route=", "https://x.id/?rest_route=/"] {
            let root = Root::new(root);
            assert_eq!(root.url("wp/v2/posts", "a=1"), "https://x.id/?rest_route=/wp/v2/posts&a=1");
        }
    }
}
