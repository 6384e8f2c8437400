//! The client alone: what it refuses, what it never does twice, and what it says of a line that
//! breaks.

use std::io::{Cursor, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use redaksi::keys::secret::Secret;
use redaksi::push::Waits;
use redaksi::push::http::{Ask, Client, Failure, Kind, MAX_REPLY, Machine, Reply as Got};
use ureq::http::{HeaderValue, Method};
use zip::write::SimpleFileOptions;

use super::support::machine;
use crate::net::http::{Manner, Reply, Server};

const CANARY: &str = "kenari-7f3a-rahasia";

fn waits() -> Waits {
    Waits { connect: 1_000, send: 1_000, receive: 1_000, ..Waits::default() }
}

fn client(url: &str) -> Client {
    Client::new(url, &machine(), &waits()).unwrap()
}

fn ask<'a>(url: &str, method: Method, authorization: Option<&'a HeaderValue>) -> Ask<'a> {
    let body = (method == Method::POST).then(|| ("application/json", b"{\"a\":1}".to_vec()));
    Ask {
        method,
        url: format!("{url}/wp-json/x?a=1"),
        path: "x",
        authorization,
        headers: Vec::new(),
        body,
        accept: "application/json",
    }
}

fn post(url: &str) -> Result<Got, Failure> {
    client(url).send(&ask(url, Method::POST, None))
}

/// What a raw server saw: so many connections, each answered by `speak`.
fn raw(speak: fn(std::net::TcpStream)) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            speak(stream);
        }
    });
    (url, count)
}

fn head(stream: &mut std::net::TcpStream) {
    stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    let mut buffer = [0; 4096];
    let _read = stream.read(&mut buffer);
}

#[test]
fn a_request_says_who_it_is_and_what_it_takes() {
    let server = Server::start(|_| Reply::new(200, "application/json", "{}"));
    let value = HeaderValue::from_static("Basic eA==");
    let mut client = client(&server.url());
    for _ in 0..2 {
        client.send(&ask(&server.url(), Method::POST, Some(&value))).unwrap();
    }
    let log = server.log();
    assert_eq!(log.len(), 2);
    let request = &log[0].request;
    assert_eq!(request.header("Accept"), Some("application/json"));
    assert_eq!(request.header("Connection"), Some("close"));
    assert_eq!(request.header("Content-Length"), Some("7"));
    let agent = request.header("User-Agent").unwrap();
    assert_eq!(agent, concat!("redaksi/", env!("CARGO_PKG_VERSION")));
    assert_eq!(request.text(), "{\"a\":1}");
}

#[test]
fn a_redirect_is_told_and_never_followed() {
    let other = Server::start(|_| Reply::new(200, "application/json", "{}"));
    let to = format!("{}/wp-json/x?token=1", other.url());
    for status in [301, 302, 303, 307, 308] {
        let to = to.clone();
        let server = Server::start(move |_| Reply::redirect(status, &to));
        let value = HeaderValue::from_static(CANARY);
        for method in [Method::GET, Method::POST] {
            let reply = client(&server.url()).send(&ask(&server.url(), method, Some(&value)));
            assert_eq!(reply.unwrap().redirect(), Some(other.url()));
        }
        assert_eq!(server.log().len(), 2);
    }
    assert_eq!(other.log().len(), 0, "no header has left");
}

#[test]
fn nothing_goes_to_another_origin() {
    let other = Server::start(|_| Reply::new(200, "application/json", "{}"));
    let own = Server::start(|_| Reply::new(200, "application/json", "{}"));
    let mut client = client(&own.url());
    let failure = client.send(&ask(&other.url(), Method::GET, None)).unwrap_err();
    assert_eq!((failure.kind, failure.could_have_acted), (Kind::Elsewhere, false));
    assert_eq!((own.log().len(), other.log().len()), (0, 0));
}

#[test]
fn only_tests_speak_to_their_own_machine() {
    for url in ["http://127.0.0.1:1/", "https://localhost/", "http://situs.go.id/"] {
        assert!(Client::new(url, &Machine::default(), &waits()).is_err(), "{url}");
    }
}

#[test]
fn a_line_that_was_never_made_has_done_nothing() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let failure = post(&url).unwrap_err();
    assert_eq!((failure.kind, failure.could_have_acted), (Kind::Refused, false));

    let names = Machine { allow_insecure_loopback: true, ..Machine::default() };
    let mut nobody = Client::new("https://tidak-ada.invalid/", &names, &waits()).unwrap();
    let failure = nobody.send(&ask("https://tidak-ada.invalid", Method::POST, None)).unwrap_err();
    assert_eq!((failure.kind, failure.could_have_acted), (Kind::Name, false));
}

#[test]
fn what_breaks_after_the_request_may_have_happened_and_is_not_sent_again() {
    let check = |speak: fn(std::net::TcpStream), kind: &Kind| {
        let (url, count) = raw(speak);
        let failure = post(&url).unwrap_err();
        assert_eq!((&failure.kind, failure.could_have_acted), (kind, true));
        std::thread::sleep(Duration::from_millis(50));
        assert_eq!(count.load(Ordering::SeqCst), 1, "{kind:?}");
    };
    check(|mut stream| head(&mut stream), &Kind::Reset);
    check(
        |mut stream| {
            head(&mut stream);
            stream.write_all(b"HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{\"id\"").unwrap();
        },
        &Kind::Cut,
    );
    check(
        |mut stream| {
            head(&mut stream);
            stream.write_all(b"SSH-2.0-OpenSSH_9.6\r\n\r\n").unwrap();
        },
        &Kind::Protocol,
    );
}

#[test]
fn a_server_that_closed_the_last_connection_loses_no_request() {
    // It says that it keeps the connection, and closes it: the trap of every pool.
    let (url, count) = raw(|mut stream| {
        head(&mut stream);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}")
            .unwrap();
    });
    let mut client = client(&url);
    for number in 1..=5 {
        client.send(&ask(&url, Method::POST, None)).unwrap();
        assert_eq!(count.load(Ordering::SeqCst), number);
    }
}

#[test]
fn a_drip_has_an_end() {
    let (url, _) = raw(|mut stream| {
        head(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n").unwrap();
        while stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let start = Instant::now();
    let failure = post(&url).unwrap_err();
    assert_eq!((failure.kind, failure.could_have_acted), (Kind::Timeout, true));
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
}

#[test]
fn a_large_answer_is_not_read_to_its_end() {
    let limit = usize::try_from(MAX_REPLY).unwrap();
    let sized = |size: usize| {
        let server = Server::start(move |_| Reply::new(200, "text/plain", vec![b' '; size]));
        post(&server.url()).map(|reply| reply.body.len()).map_err(|failure| failure.kind)
    };
    assert_eq!(sized(limit), Ok(limit));
    assert_eq!(sized(limit + 1), Err(Kind::TooLarge));
    assert_eq!(sized(8 * limit), Err(Kind::TooLarge));
}

/// So many MiB of noughts as gzip, without its end, which nobody shall get to.
fn gzip_of_noughts(mib: usize) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("x", SimpleFileOptions::default()).unwrap();
    for _ in 0..mib {
        archive.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let mut archive = zip::ZipArchive::new(archive.finish().unwrap()).unwrap();
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    archive.by_index_raw(0).unwrap().read_to_end(&mut packed).unwrap();
    packed
}

#[test]
fn a_bomb_does_not_go_off() {
    let packed = gzip_of_noughts(64);
    assert!(packed.len() < 100_000, "{}", packed.len());
    let server = Server::start(move |_| {
        Reply::new(200, "application/json", packed.clone()).with("Content-Encoding", "gzip")
    });
    assert_eq!(post(&server.url()).unwrap_err().kind, Kind::TooLarge);
}

#[test]
fn a_broken_squeeze_is_an_answer_that_was_cut() {
    let server = Server::start(move |_| {
        Reply::new(200, "application/json", "no gzip").with("Content-Encoding", "gzip")
    });
    let failure = post(&server.url()).unwrap_err();
    assert_eq!((failure.kind, failure.could_have_acted), (Kind::Cut, true));
}

#[test]
fn a_server_without_a_trusted_certificate_gets_no_byte_of_the_request() {
    // A server that speaks no TLS at all: the handshake fails before any request.
    let server = Server::start(|_| Reply::new(200, "application/json", "{}"));
    let url = server.url().replace("http://", "https://");
    let failure = post(&url).unwrap_err();
    assert!(!failure.could_have_acted, "{failure:?}");
    assert!(matches!(failure.kind, Kind::Tls(_) | Kind::Reset | Kind::Timeout), "{failure:?}");
    assert!(server.log().iter().all(|exchange| exchange.request.body.is_empty()));
}

#[test]
fn the_secret_shows_in_no_word_of_a_failure() {
    let value = HeaderValue::from_static(CANARY);
    let closed = "http://127.0.0.1:9";
    let server = Server::start(|request| {
        // It throws back what it was told.
        let told = request.header("Authorization").unwrap_or_default().to_owned();
        Reply::html(500, format!("<pre>{told}</pre>")).in_manner(Manner::Cut(5))
    });
    for url in [closed.to_owned(), server.url()] {
        let mut client = client(&url);
        let failure = client.send(&ask(&url, Method::POST, Some(&value))).unwrap_err();
        let shown = format!("{failure} {failure:?} {client:?}");
        assert!(!shown.contains(CANARY), "{shown}");
        assert!(!shown.contains("a=1"), "no query is told: {shown}");
    }
    let secret = Secret::new(CANARY).unwrap();
    assert!(!format!("{secret:?}").contains(CANARY));
}
