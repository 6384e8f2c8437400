//! The client: one request, one answer, one connection; nothing that was not asked for.
//!
//! # What it never does
//! It follows no redirect, speaks to no other origin than its own, reads no proxy and no authority
//! from the environment, keeps no cookie, and turns off no check of a certificate.
//!
//! # Why each request has a connection of its own
//! `ureq` sends no request a second time by itself: what fails on a connection from its pool fails.
//! But a connection that the server closed while it lay in the pool is found out only after the
//! request was written to it, and then nobody can say whether it was read. So there is no pool; a
//! TLS session is taken up again, which makes a new connection cheap.

mod failure;
mod known;
mod mark;
mod origin;
mod roots;

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use ureq::http::{HeaderMap, HeaderValue, Method, Request as HttpRequest, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector as _, DefaultConnector};
use ureq::{Agent, Body, Proxy, SendBody};

pub use failure::{Failure, Kind, Tls};
pub(crate) use known::{basic, hide};
use mark::{Mark, Marking};
pub use origin::{BadAddress, Origin};

use super::Waits;
use crate::config::Wire;
use crate::visible::Visible;

/// The most that is read of an answer, after it was unpacked.
pub const MAX_REPLY: u64 = 4 << 20;
/// The longest line that tells of an exchange.
pub(crate) const MAX_LINE: usize = 200;

/// What belongs to the machine and not to the office: how this one gets out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Machine {
    /// `http://host:port`; the environment is not asked.
    pub proxy: Option<String>,
    /// Certificates in PEM of those who vouch for servers beside those whom the machine trusts.
    pub ca: Option<Vec<u8>>,
    /// This machine's own addresses may be spoken to, without TLS.
    pub allow_insecure_loopback: bool,
}

impl Machine {
    /// As the machine's settings say.
    pub fn of(wire: &Wire) -> Result<Self, BadClient> {
        let ca = wire.ca_file.as_deref().map(std::fs::read).transpose();
        Ok(Self {
            proxy: wire.proxy.clone(),
            ca: ca.map_err(|_unreadable| BadClient::Certificates)?,
            allow_insecure_loopback: wire.allow_insecure_loopback,
        })
    }
}

/// Why there is no client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadClient {
    #[error(transparent)]
    Address(#[from] BadAddress),
    #[error("the address of the proxy is none")]
    Proxy,
    #[error("the file of certificates cannot be read or holds none")]
    Certificates,
    /// A password that no header can hold.
    #[error("the password has signs that none can have")]
    Secret,
}

/// A request to the client's own origin.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// For the line that tells of it: a path without a query.
    pub path: &'a str,
    /// The value of `Authorization`, if the server shall know who asks.
    pub authorization: Option<&'a HeaderValue>,
    pub headers: Vec<(&'static str, String)>,
    /// The body and its content type.
    pub body: Option<(&'static str, Vec<u8>)>,
    pub accept: &'static str,
}

impl Ask<'_> {
    pub fn line(&self) -> String {
        cut(&format!("{} {}", self.method, self.path))
    }
}

/// A whole answer.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// Method, path and status.
    pub exchange: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Where the other side would send a reader: the origin of a redirect, or its own words.
    pub fn redirect(&self) -> Option<String> {
        let to = self.header("location").filter(|_| (300..400).contains(&self.status))?;
        Some(Origin::read(to).map_or_else(|_path| cut(to), |origin| origin.to_string()))
    }
}

impl BadClient {
    /// The end of a key among the words: `trouble-…`.
    pub fn word(self) -> String {
        match self {
            Self::Address(bad) => format!("address-{}", bad.word()),
            Self::Proxy => "bad-proxy".into(),
            Self::Certificates => "bad-ca-file".into(),
            Self::Secret => "bad-secret".into(),
        }
    }
}

/// Speaks with one origin.
#[derive(Debug)]
pub struct Client {
    origin: Origin,
    agent: Agent,
    /// The same with the machine's own file of certificates instead of the platform's.
    other: Option<Agent>,
    /// The other one is the right one here.
    uses_other: bool,
    mark: Arc<Mark>,
    received: u64,
}

impl Client {
    /// A client for the origin of `address`.
    pub fn new(address: &str, machine: &Machine, waits: &Waits) -> Result<Self, BadClient> {
        let origin = Origin::of(address, machine.allow_insecure_loopback)?;
        let proxy = machine.proxy.as_deref().map(Proxy::new).transpose();
        let proxy = proxy.map_err(|_form| BadClient::Proxy)?;
        let mark = Arc::new(Mark::default());
        let agent = |roots| agent(&origin, proxy.clone(), waits, roots, &mark);
        let platform = agent(roots::of_machine());
        let other = match &machine.ca {
            Some(pem) => Some(agent(roots::of_list(pem)?)),
            None => None,
        };
        Ok(Self { origin, agent: platform, other, uses_other: false, mark, received: 0 })
    }

    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Bytes that went out and came in.
    pub fn moved(&self) -> (u64, u64) {
        (self.mark.sent(), self.received)
    }

    /// Sends a request once, and reads its whole answer.
    ///
    /// `ureq` takes certificates of the platform or of a list, not both. So the platform's come
    /// first; if they do not vouch for the server, the list is asked. That is not sending twice: a
    /// connection that is not trusted ends before the first byte of the request.
    pub fn send(&mut self, ask: &Ask<'_>) -> Result<Reply, Failure> {
        let first = if self.uses_other { self.other.as_ref() } else { None };
        let result = self.once(first.unwrap_or(&self.agent), ask);
        let result = match (&result, &self.other) {
            (Err(failure), Some(other))
                if !self.uses_other && failure.kind == Kind::Tls(Tls::Untrusted) =>
            {
                let second = self.once(other, ask);
                self.uses_other = second.is_ok();
                second
            }
            _ => result,
        };
        self.received += result.as_ref().map_or(0, |reply| reply.body.len() as u64);
        result
    }

    fn once(&self, agent: &Agent, ask: &Ask<'_>) -> Result<Reply, Failure> {
        self.mark.clear();
        let fail = |kind: Kind| Failure {
            could_have_acted: self.mark.asked(),
            exchange: cut(&format!("{} {}: {}", ask.method, ask.path, kind.word())),
            kind,
        };
        if !self.origin.has(&ask.url) {
            return Err(fail(Kind::Elsewhere));
        }
        let request = request(ask).map_err(|_form| fail(Kind::Address(BadAddress::Form)))?;
        let why = |error: &ureq::Error, began| fail(Kind::of(error, self.mark.connected(), began));
        let answer = agent.run(request).map_err(|error| why(&error, false))?;
        let (parts, body) = answer.into_parts();
        let status = parts.status.as_u16();
        let body = whole(body).map_err(|error| why(&error, true))?;
        let exchange = cut(&format!("{} {}: {status}", ask.method, ask.path));
        Ok(Reply { status, headers: parts.headers, body, exchange })
    }
}

/// The library's own limit counts what came over the line; this one counts what it unpacks to.
fn whole(body: Body) -> Result<Vec<u8>, ureq::Error> {
    let mut bytes = Vec::new();
    body.into_reader().take(MAX_REPLY + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_REPLY {
        return Err(ureq::Error::BodyExceedsLimit(MAX_REPLY));
    }
    Ok(bytes)
}

fn request(ask: &Ask<'_>) -> Result<HttpRequest<SendBody<'static>>, ureq::http::Error> {
    let mut request = HttpRequest::builder()
        .method(ask.method.clone())
        .uri(ask.url.as_str())
        .header(header::ACCEPT, ask.accept)
        .header(header::CONNECTION, "close");
    for (name, value) in &ask.headers {
        request = request.header(*name, value);
    }
    if let Some(value) = ask.authorization {
        let mut value = value.clone();
        value.set_sensitive(true);
        request = request.header(header::AUTHORIZATION, value);
    }
    match &ask.body {
        Some((kind, bytes)) => request
            .header(header::CONTENT_TYPE, *kind)
            // Its length is told, so that half of it is not taken for the whole.
            .header(header::CONTENT_LENGTH, bytes.len())
            .body(SendBody::from_owned_reader(std::io::Cursor::new(bytes.clone()))),
        None => request.body(SendBody::none()),
    }
}

fn agent(
    origin: &Origin,
    proxy: Option<Proxy>,
    waits: &Waits,
    roots: RootCerts,
    mark: &Arc<Mark>,
) -> Agent {
    let wait = |ms: u64| Some(Duration::from_millis(ms));
    let marking = Marking { mark: Arc::clone(mark), has_proxy: proxy.is_some() };
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .https_only(origin.is_secure())
        .max_redirects(0)
        .proxy(proxy)
        .user_agent(concat!("redaksi/", env!("CARGO_PKG_VERSION")))
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .max_idle_connections(0)
        .max_idle_connections_per_host(0)
        .timeout_resolve(wait(waits.connect))
        .timeout_connect(wait(waits.connect))
        .timeout_send_request(wait(waits.send))
        .timeout_send_body(wait(waits.send))
        .timeout_recv_response(wait(waits.receive))
        .timeout_recv_body(wait(waits.receive))
        // Whoever sends a byte a second is through in time or not at all.
        .timeout_global(wait(waits.connect + waits.send + waits.receive))
        .build();
    let connector = DefaultConnector::new().chain(marking);
    Agent::with_parts(config, connector, DefaultResolver::default())
}

/// A line for people: what is no plain text is shown as such, and it has an end.
pub(crate) fn cut(text: &str) -> String {
    let line = text.chars().take(MAX_LINE).collect::<String>();
    Visible::line(&line).as_str().chars().take(MAX_LINE).collect()
}
