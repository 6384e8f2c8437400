//! A small server of HTTP/1.1 on the loopback: one thread a connection, one request a connection,
//! and every exchange written down.

use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The longest line of a head, the most header lines, and the longest body.
const LINE: u64 = 64 * 1024;
const LINES: usize = 200;
const BODY: usize = 64 * 1024 * 1024;
/// A peer that stops in the middle of a request is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// Header fields in the order in which they came, names as they were written.
pub(crate) type Headers = Vec<(String, String)>;

/// The first field of this name.
pub(crate) fn header<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
}

/// What a client asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query as they were sent.
    pub(crate) target: String,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether such a request changes something.
    pub(crate) fn writes(&self) -> bool {
        !matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS")
    }
}

/// How a reply goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Manner {
    #[default]
    Whole,
    /// The length is told, but after so many bytes of the body the connection ends.
    Cut(usize),
    /// The connection ends without a byte.
    Dropped,
    /// As [`Manner::Whole`], after a while.
    After(Duration),
}

/// What is answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
    pub(crate) manner: Manner,
}

impl Reply {
    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        Self { status, headers, body: body.into(), manner: Manner::Whole }
    }

    pub(crate) fn html(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, "text/html; charset=UTF-8", body)
    }

    pub(crate) fn redirect(status: u16, to: &str) -> Self {
        Self::html(status, "").with("Location", to)
    }

    pub(crate) fn dropped() -> Self {
        Self { manner: Manner::Dropped, ..Self::default() }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    #[must_use]
    pub(crate) fn in_manner(mut self, manner: Manner) -> Self {
        self.manner = manner;
        self
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

/// A request and what was answered to it.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    pub(crate) request: Request,
    pub(crate) reply: Reply,
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

struct Shared {
    handler: Box<Handler>,
    log: Mutex<Vec<Exchange>>,
    stopping: AtomicBool,
    /// Connections stay open after an answer, and end without one when something else was done.
    stale: AtomicBool,
    /// Connections that are being served.
    busy: AtomicUsize,
}

/// A server that ends when this is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

/// A test that panicked with the lock in its hand has failed already.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    pub(crate) fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap(), handler)
    }

    /// On a listener that was bound before, for a handler that must know its own address.
    pub(crate) fn on(
        listener: TcpListener,
        handler: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            handler: Box::new(handler),
            log: Mutex::default(),
            stopping: AtomicBool::new(false),
            stale: AtomicBool::new(false),
            busy: AtomicUsize::new(0),
        });
        let served = Arc::clone(&shared);
        let thread = std::thread::spawn(move || listen(&listener, &served));
        Self { address, shared, listener: Some(thread) }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Without a slash at its end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All exchanges so far, in the order in which they were answered.
    pub(crate) fn log(&self) -> Vec<Exchange> {
        lock(&self.shared.log).clone()
    }

    pub(crate) fn forget(&self) {
        lock(&self.shared.log).clear();
    }

    /// Keeps each connection open for a second request, acts on that, and ends the connection
    /// without an answer: a client that sends it again by itself does things twice.
    pub(crate) fn set_stale(&self, stale: bool) {
        self.shared.stale.store(stale, Ordering::SeqCst);
    }

    /// Waits until no connection is being served.
    pub(crate) fn settle(&self) {
        let until = Instant::now() + PATIENCE;
        while self.shared.busy.load(Ordering::SeqCst) > 0 && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // The listener sleeps in `accept` until somebody comes.
        let _woken = TcpStream::connect(self.address);
        if let Some(thread) = self.listener.take() {
            let _ended = thread.join();
        }
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        shared.busy.fetch_add(1, Ordering::SeqCst);
        let shared = Arc::clone(shared);
        std::thread::spawn(move || {
            // A peer that goes away is its own loss: whoever tests for that looks at the log.
            let _gone = serve(&stream, &shared);
            shared.busy.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut from = BufReader::new(stream);
    let mut answered = false;
    loop {
        let request = match read_request(&mut from, stream) {
            Ok(Some(request)) => request,
            Ok(None) => return Ok(()),
            Err(_broken) => {
                return write_reply(stream, &Reply::html(400, "not a request"), false, false);
            }
        };
        let reply = (shared.handler)(&request);
        let is_head = request.method == "HEAD";
        lock(&shared.log).push(Exchange { request, reply: reply.clone() });
        let stays = shared.stale.load(Ordering::SeqCst);
        if answered {
            return stream.shutdown(Shutdown::Both);
        }
        write_reply(stream, &reply, is_head, stays)?;
        if !stays || reply.manner != Manner::Whole {
            return Ok(());
        }
        answered = true;
    }
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// A line without its end; none when the stream ended before it.
pub(crate) fn read_line(from: &mut impl io::BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let length = from.take(LINE).read_until(b'\n', &mut line)?;
    if length == 0 {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        return Err(invalid("a line without an end"));
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    String::from_utf8(line).map(Some).map_err(|error| invalid(&error.to_string()))
}

pub(crate) fn read_headers(from: &mut impl io::BufRead) -> io::Result<Headers> {
    let mut headers = Headers::new();
    loop {
        let line = read_line(from)?.ok_or_else(|| invalid("a head without an end"))?;
        if line.is_empty() {
            return Ok(headers);
        }
        if headers.len() == LINES {
            return Err(invalid("too many header fields"));
        }
        let (name, value) = line.split_once(':').ok_or_else(|| invalid("not a header field"))?;
        headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
}

/// So many bytes, or what came before the stream ended: the caller decides what that means.
pub(crate) fn read_up_to(from: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    if length > BODY {
        return Err(invalid("too long a body"));
    }
    let mut body = Vec::new();
    from.take(length as u64).read_to_end(&mut body)?;
    Ok(body)
}

/// A body in chunks, and whether its last chunk came.
pub(crate) fn read_chunks(from: &mut impl io::BufRead) -> io::Result<(Vec<u8>, bool)> {
    let mut body = Vec::new();
    loop {
        let Some(line) = read_line(from)? else { return Ok((body, false)) };
        let digits = line.split(';').next().unwrap_or_default().trim();
        let length =
            usize::from_str_radix(digits, 16).map_err(|error| invalid(&error.to_string()))?;
        if length == 0 {
            read_headers(from)?;
            return Ok((body, true));
        }
        let chunk = read_up_to(from, length)?;
        let whole = chunk.len() == length && body.len() + length <= BODY;
        body.extend(chunk);
        if !whole || read_line(from)?.is_none() {
            return Ok((body, false));
        }
    }
}

fn read_request(
    from: &mut BufReader<&TcpStream>,
    mut stream: &TcpStream,
) -> io::Result<Option<Request>> {
    let Some(line) = read_line(from)? else { return Ok(None) };
    let mut words = line.split(' ');
    let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next())
    else {
        return Err(invalid("not a request line"));
    };
    if !version.starts_with("HTTP/1.") {
        return Err(invalid("not HTTP/1"));
    }
    let headers = read_headers(from)?;
    let chunked = header(&headers, "Transfer-Encoding").is_some_and(|how| how.contains("chunked"));
    let length: usize = header(&headers, "Content-Length")
        .map_or(Ok(0), str::parse)
        .map_err(|error: std::num::ParseIntError| invalid(&error.to_string()))?;
    if header(&headers, "Expect").is_some_and(|what| what.eq_ignore_ascii_case("100-continue")) {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let (body, whole) = if chunked {
        read_chunks(from)?
    } else {
        let body = read_up_to(from, length)?;
        let whole = body.len() == length;
        (body, whole)
    };
    // A request that did not come whole was not made.
    let request = Request { method: method.to_owned(), target: target.to_owned(), headers, body };
    Ok(whole.then_some(request))
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        301 => "Moved Permanently",
        302 => "Found",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        410 => "Gone",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Whatever",
    }
}

fn write_reply(
    mut stream: &TcpStream,
    reply: &Reply,
    is_head: bool,
    stays: bool,
) -> io::Result<()> {
    match reply.manner {
        Manner::Dropped => return stream.shutdown(Shutdown::Both),
        Manner::After(time) => std::thread::sleep(time),
        Manner::Whole | Manner::Cut(_) => {}
    }
    let mut head = format!("HTTP/1.1 {} {}\r\n", reply.status, reason(reply.status));
    for (name, value) in &reply.headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    let length = reply.body.len().to_string();
    let after = if stays { "keep-alive" } else { "close" };
    head.extend(["Content-Length: ", &*length, "\r\nConnection: ", after, "\r\n\r\n"]);
    let mut bytes = head.into_bytes();
    let end = match reply.manner {
        Manner::Cut(at) => at.min(reply.body.len()),
        _ => reply.body.len(),
    };
    if !is_head {
        bytes.extend(&reply.body[..end]);
    }
    stream.write_all(&bytes)?;
    stream.flush()?;
    if stays { Ok(()) } else { stream.shutdown(Shutdown::Write) }
}
