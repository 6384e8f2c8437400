//! A proxy that does to requests what networks and servers do to them, by a seed or by a script.
//!
//! It is transparent otherwise: the upstream's own address in what passes is exchanged for the
//! proxy's, both ways, so that a client which follows links stays here.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::client::Client;
use super::http::{Manner, Reply, Request, Server, lock};

/// What may happen to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fault {
    /// The connection ends before the server acted.
    DropBefore,
    /// The server acted, and its answer is lost.
    DropAfter,
    /// The server acted, and half of its answer arrives.
    Cut,
    /// 502 without having reached the server.
    BadGateway,
    /// 503 in HTML, without a word about when.
    Busy,
    /// 503 that says when to come again.
    BusyWait,
    /// 429 that says when to come again.
    TooMany,
    /// 504, although the server acted.
    TimeoutAfter,
    /// A redirect to the network's own log-in instead of the server.
    PortalRedirect,
    /// A page of the network's own, with 200, instead of the server.
    PortalBefore,
    /// The same, although the server acted.
    PortalAfter,
    /// 500 although the server acted.
    ErrorAfter,
    /// The server gets the request twice; the second answer arrives.
    Twice,
    /// The connection ends at once, and the server acts later.
    Late,
    /// The answer takes its time.
    Slow,
}

impl Fault {
    pub(crate) const ALL: [Self; 15] = [
        Self::DropBefore,
        Self::DropAfter,
        Self::Cut,
        Self::BadGateway,
        Self::Busy,
        Self::BusyWait,
        Self::TooMany,
        Self::TimeoutAfter,
        Self::PortalRedirect,
        Self::PortalBefore,
        Self::PortalAfter,
        Self::ErrorAfter,
        Self::Twice,
        Self::Late,
        Self::Slow,
    ];

    /// How often the server acts on a request that suffers this.
    pub(crate) fn deliveries(self) -> usize {
        match self {
            Self::DropBefore
            | Self::BadGateway
            | Self::Busy
            | Self::BusyWait
            | Self::TooMany
            | Self::PortalRedirect
            | Self::PortalBefore => 0,
            Self::Twice => 2,
            _ => 1,
        }
    }
}

/// How much harm, and which.
#[derive(Debug, Clone)]
pub(crate) struct Faults {
    pub(crate) seed: u64,
    /// Of each request: 0 is never, 1 always.
    pub(crate) probability: f64,
    pub(crate) kinds: Vec<Fault>,
    /// After this a late request reaches the server.
    pub(crate) late: Duration,
    /// So long takes a slow answer.
    pub(crate) slow: Duration,
    /// What `Retry-After` says: seconds or a date.
    pub(crate) retry_after: String,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            seed: 0,
            probability: 0.0,
            kinds: Fault::ALL.to_vec(),
            late: Duration::from_millis(150),
            slow: Duration::from_millis(100),
            retry_after: "1".to_owned(),
        }
    }
}

/// A request that passed, or did not.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    /// From 1.
    pub(crate) number: u64,
    pub(crate) request: Request,
    pub(crate) fault: Option<Fault>,
    /// What the client was answered; 0 where the connection ended.
    pub(crate) status: u16,
}

type Choice = dyn Fn(u64, &Request) -> bool + Send + Sync;

/// The next `times` requests that are chosen suffer this.
struct Plan {
    fault: Fault,
    times: usize,
    choice: Box<Choice>,
}

struct Shared {
    own: SocketAddr,
    upstream: String,
    client: Client,
    faults: Faults,
    active: AtomicBool,
    counter: AtomicU64,
    /// Requests that the server has not got yet.
    late: AtomicUsize,
    plans: Mutex<Vec<Plan>>,
    log: Mutex<Vec<Passage>>,
}

/// A proxy that ends when this is dropped.
pub(crate) struct Proxy {
    server: Server,
    shared: Arc<Shared>,
}

impl Proxy {
    /// Before `upstream`, which is `http://host:port` without a slash at its end.
    pub(crate) fn new(upstream: &str, faults: Faults) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let shared = Arc::new(Shared {
            own: listener.local_addr().unwrap(),
            upstream: upstream.trim_start_matches("http://").trim_end_matches('/').to_owned(),
            client: Client::new(upstream),
            faults,
            active: AtomicBool::new(true),
            counter: AtomicU64::new(0),
            late: AtomicUsize::new(0),
            plans: Mutex::default(),
            log: Mutex::default(),
        });
        let used = Arc::clone(&shared);
        Self { server: Server::on(listener, move |request| pass(&used, request)), shared }
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    /// Off, everything passes unharmed; planned faults wait.
    pub(crate) fn set_active(&self, active: bool) {
        self.shared.active.store(active, Ordering::SeqCst);
    }

    /// See [`Server::set_stale`].
    pub(crate) fn set_stale(&self, stale: bool) {
        self.server.set_stale(stale);
    }

    /// The next `times` requests that are chosen suffer this; plans come before chance.
    pub(crate) fn plan(
        &self,
        fault: Fault,
        times: usize,
        choice: impl Fn(&Request) -> bool + Send + Sync + 'static,
    ) {
        let choice = Box::new(move |_number: u64, request: &Request| choice(request));
        lock(&self.shared.plans).push(Plan { fault, times, choice });
    }

    /// The next faults in a row, whatever the requests are; none lets one pass.
    pub(crate) fn script(&self, faults: &[Option<Fault>]) {
        let passed = self.shared.counter.load(Ordering::SeqCst);
        for (number, fault) in (passed + 1..).zip(faults) {
            if let Some(fault) = *fault {
                let choice = Box::new(move |came: u64, _request: &Request| came == number);
                lock(&self.shared.plans).push(Plan { fault, times: 1, choice });
            }
        }
    }

    pub(crate) fn log(&self) -> Vec<Passage> {
        lock(&self.shared.log).clone()
    }

    /// How often each fault was suffered.
    pub(crate) fn counts(&self) -> BTreeMap<Fault, usize> {
        let mut counts = BTreeMap::new();
        for fault in lock(&self.shared.log).iter().filter_map(|passage| passage.fault) {
            *counts.entry(fault).or_default() += 1;
        }
        counts
    }

    /// Waits until nothing is under way, late requests included.
    pub(crate) fn settle(&self) {
        let until = Instant::now() + self.shared.faults.late + Duration::from_secs(30);
        while self.shared.late.load(Ordering::SeqCst) > 0 && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
        self.server.settle();
    }
}

/// `SplitMix64` of the seed and the number of the request: each decision by itself, so that the
/// order in which threads come changes nothing about the others.
fn dice(seed: u64, number: u64, throw: u64) -> u64 {
    let mut mixed = seed.wrapping_add(
        (number.wrapping_mul(4).wrapping_add(throw)).wrapping_mul(0x9E37_79B9_7F4A_7C15),
    );
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Faults {
    /// What request number so-and-so suffers.
    #[expect(clippy::cast_precision_loss, reason = "a probability needs no more")]
    pub(crate) fn decide(&self, number: u64) -> Option<Fault> {
        let chance = (dice(self.seed, number, 1) >> 11) as f64 / (1_u64 << 53) as f64;
        if chance >= self.probability || self.kinds.is_empty() {
            return None;
        }
        let which = dice(self.seed, number, 2) % self.kinds.len() as u64;
        self.kinds.get(usize::try_from(which).unwrap_or(0)).copied()
    }
}

impl Shared {
    fn planned(&self, number: u64, request: &Request) -> Option<Fault> {
        let mut plans = lock(&self.plans);
        let plan =
            plans.iter_mut().find(|plan| plan.times > 0 && (plan.choice)(number, request))?;
        plan.times -= 1;
        Some(plan.fault)
    }

    /// Passes a request on as it is. A server that does not answer is a 504, as of a gateway.
    fn deliver(&self, request: &Request) -> Reply {
        let own = self.own.to_string();
        let kept = request.headers.iter().filter(|(name, _)| !is_hop(name));
        let headers: Vec<(String, String)> =
            kept.map(|(name, value)| (name.clone(), value.replace(&own, &self.upstream))).collect();
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let body = if is_text(request.header("Content-Type")) {
            swap(&request.body, &own, &self.upstream)
        } else {
            request.body.clone()
        };
        let target = request.target.replace(&own, &self.upstream);
        match self.client.send(&request.method, &target, &headers, &body) {
            Ok(answer) => {
                let text = is_text(answer.header("Content-Type"));
                let kept = answer.headers.iter().filter(|(name, _)| !is_hop(name));
                let headers = kept
                    .map(|(name, value)| (name.clone(), value.replace(&self.upstream, &own)))
                    .collect();
                let body =
                    if text { swap(&answer.body, &self.upstream, &own) } else { answer.body };
                Reply { status: answer.status, headers, body, manner: Manner::Whole }
            }
            Err(error) => Reply::html(504, format!("<h1>504</h1> {error}")),
        }
    }
}

fn is_hop(name: &str) -> bool {
    // What is squeezed could not be looked into.
    let own = ["host", "connection", "content-length", "transfer-encoding", "expect"];
    let lower = name.to_ascii_lowercase();
    own.contains(&lower.as_str()) || lower == "accept-encoding" || lower == "keep-alive"
}

fn is_text(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or_default();
    kind.starts_with("text/") || kind.contains("json") || kind.contains("xml")
}

fn swap(body: &[u8], from: &str, to: &str) -> Vec<u8> {
    std::str::from_utf8(body).map_or_else(|_binary| body.to_vec(), |t| t.replace(from, to).into())
}

/// What a hotel says instead of the site.
const PORTAL: &str = "<!doctype html><html><head><title>Selamat datang</title></head><body>\
    <form action=\"/login\"><input name=\"room\"></form></body></html>";

fn pass(shared: &Arc<Shared>, request: &Request) -> Reply {
    let number = shared.counter.fetch_add(1, Ordering::SeqCst) + 1;
    let fault = if shared.active.load(Ordering::SeqCst) {
        shared.planned(number, request).or_else(|| shared.faults.decide(number))
    } else {
        None
    };
    let reply = fault.map_or_else(|| shared.deliver(request), |fault| harm(shared, request, fault));
    let status = if reply.manner == Manner::Dropped { 0 } else { reply.status };
    lock(&shared.log).push(Passage { number, request: request.clone(), fault, status });
    reply
}

fn harm(shared: &Arc<Shared>, request: &Request, fault: Fault) -> Reply {
    let page = |status| Reply::html(status, format!("<h1>{status}</h1>"));
    let wait = shared.faults.retry_after.clone();
    match fault {
        Fault::DropBefore => Reply::dropped(),
        Fault::DropAfter => {
            shared.deliver(request);
            Reply::dropped()
        }
        Fault::Cut => {
            let reply = shared.deliver(request);
            let half = reply.body.len() / 2;
            reply.in_manner(Manner::Cut(half))
        }
        Fault::BadGateway => page(502),
        Fault::Busy => page(503),
        Fault::BusyWait => page(503).with("Retry-After", wait),
        Fault::TooMany => page(429).with("Retry-After", wait),
        Fault::TimeoutAfter => {
            shared.deliver(request);
            page(504)
        }
        Fault::PortalRedirect => Reply::redirect(302, "http://masuk.contoh.example/login"),
        Fault::PortalBefore => Reply::html(200, PORTAL),
        Fault::PortalAfter => {
            shared.deliver(request);
            Reply::html(200, PORTAL)
        }
        Fault::ErrorAfter => {
            shared.deliver(request);
            page(500)
        }
        Fault::Twice => {
            shared.deliver(request);
            shared.deliver(request)
        }
        Fault::Late => {
            deliver_late(shared, request.clone());
            Reply::dropped()
        }
        Fault::Slow => shared.deliver(request).in_manner(Manner::After(shared.faults.slow)),
    }
}

fn deliver_late(shared: &Arc<Shared>, request: Request) {
    shared.late.fetch_add(1, Ordering::SeqCst);
    let shared = Arc::clone(shared);
    std::thread::spawn(move || {
        std::thread::sleep(shared.faults.late);
        shared.deliver(&request);
        shared.late.fetch_sub(1, Ordering::SeqCst);
    });
}
