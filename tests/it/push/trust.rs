//! Whom the client trusts: those whom the machine trusts, those of the file that it is given beside
//! them, and nobody else.
//!
//! The certificates in `tls/` were made for this test by an authority whose key was thrown away;
//! one is good until the next century, one is of another name, one ended in 2020.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use redaksi::push::Waits;
use redaksi::push::http::{Ask, BadClient, Client, Failure, Kind, Machine, Reply, Tls};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use ureq::http::{HeaderValue, Method};

const CA: &[u8] = include_bytes!("tls/ca.pem");
const KEY: &[u8] = include_bytes!("tls/server.key");

/// A server with a certificate; how many bytes of requests it could read.
fn server(certificate: &[u8]) -> (String, Arc<AtomicUsize>) {
    let chain = vec![CertificateDer::from_pem_slice(certificate).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let heard = Arc::new(AtomicUsize::new(0));
    let told = Arc::clone(&heard);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            serve(stream, &config, &told);
        }
    });
    (url, heard)
}

fn serve(mut stream: TcpStream, config: &Arc<ServerConfig>, heard: &AtomicUsize) {
    let mut connection = ServerConnection::new(Arc::clone(config)).unwrap();
    let mut tls = Stream::new(&mut connection, &mut stream);
    let mut buffer = [0; 4096];
    let Ok(read) = tls.read(&mut buffer) else { return };
    heard.fetch_add(read, Ordering::SeqCst);
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
    if tls.write_all(answer).is_ok() {
        tls.conn.send_close_notify();
        let _told = tls.flush();
    }
}

fn client(url: &str, ca: Option<&[u8]>) -> Client {
    client_by(url, ca, None)
}

fn client_by(url: &str, ca: Option<&[u8]>, proxy: Option<String>) -> Client {
    let machine = Machine { ca: ca.map(Into::into), allow_insecure_loopback: true, proxy };
    let waits = Waits { connect: 3_000, send: 3_000, receive: 3_000, ..Waits::default() };
    Client::new(url, &machine, &waits).unwrap()
}

fn ask(client: &mut Client, url: &str) -> Result<Reply, Failure> {
    client.send(&Ask {
        method: Method::POST,
        url: format!("{url}/x"),
        path: "x",
        authorization: None,
        headers: Vec::new(),
        body: Some(("application/json", b"{}".to_vec())),
        accept: "application/json",
    })
}

#[track_caller]
fn refused(certificate: &[u8], ca: Option<&[u8]>, why: Tls) {
    let (url, heard) = server(certificate);
    let failure = ask(&mut client(&url, ca), &url).unwrap_err();
    assert_eq!((failure.kind, failure.could_have_acted), (Kind::Tls(why), false));
    assert_eq!(heard.load(Ordering::SeqCst), 0, "not a byte of the request has left");
}

#[test]
fn whom_nobody_vouches_for_is_not_spoken_to() {
    refused(include_bytes!("tls/good.pem"), None, Tls::Untrusted);
    refused(include_bytes!("tls/name.pem"), Some(CA), Tls::Name);
    refused(include_bytes!("tls/expired.pem"), Some(CA), Tls::Expired);
}

#[test]
fn a_file_of_certificates_stands_beside_the_machines_own() {
    let (url, heard) = server(include_bytes!("tls/good.pem"));
    let mut client = client(&url, Some(CA));
    for _ in 0..3 {
        assert_eq!(ask(&mut client, &url).unwrap().status, 200);
    }
    assert!(heard.load(Ordering::SeqCst) > 0);
}

#[test]
fn a_file_without_certificates_is_told() {
    for ca in [&b""[..], b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n", KEY] {
        let machine = Machine { ca: Some(ca.into()), ..Machine::default() };
        let client = Client::new("https://situs.go.id/", &machine, &Waits::default());
        assert_eq!(client.err(), Some(BadClient::Certificates));
    }
}

/// The environment is the whole process's, so a process of its own is given one.
#[test]
fn the_environment_changes_nothing_of_whom_we_trust() {
    const MARK: &str = "REDAKSI_TEST_TRUST";
    if std::env::var_os(MARK).is_some() {
        refused(include_bytes!("tls/good.pem"), None, Tls::Untrusted);
        let (url, _) = server(include_bytes!("tls/good.pem"));
        assert_eq!(ask(&mut client(&url, Some(CA)), &url).unwrap().status, 200);
        return;
    }
    let closed = "http://127.0.0.1:9";
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/push/tls/ca.pem");
    let run = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "push::trust::the_environment_changes_nothing_of_whom_we_trust"])
        .env(MARK, "1")
        .env("SSL_CERT_FILE", file)
        .envs(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].map(|it| (it, closed)))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}

/// A proxy that answers so and, if that is a yes, passes on; what it was asked, and what it saw of
/// what went to the server.
fn proxy(answer: &'static str) -> (String, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    std::thread::spawn(move || {
        for mut near in listener.incoming().flatten() {
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && near.read(&mut byte).is_ok_and(|it| it > 0) {
                head.extend(byte);
            }
            let text = String::from_utf8_lossy(&head).into_owned();
            told.lock().unwrap().extend(&head);
            let _gone = near.write_all(format!("HTTP/1.1 {answer}\r\n\r\n").as_bytes());
            let to = text.split(' ').nth(1).unwrap_or_default().to_owned();
            if answer.starts_with("200")
                && let Ok(far) = TcpStream::connect(to)
            {
                let (mut from, mut to) = (far.try_clone().unwrap(), near.try_clone().unwrap());
                std::thread::spawn(move || std::io::copy(&mut from, &mut to));
                pass(near, far, &told);
            }
        }
    });
    (url, seen)
}

fn pass(mut near: TcpStream, mut far: TcpStream, seen: &Mutex<Vec<u8>>) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = near.read(&mut buffer) {
        seen.lock().unwrap().extend(&buffer[..read]);
        if far.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    // The other direction has handles of its own.
    let _gone = far.shutdown(Shutdown::Both);
}

#[test]
fn a_proxy_that_is_set_passes_on_what_it_cannot_read() {
    let (url, heard) = server(include_bytes!("tls/good.pem"));
    let (proxy, seen) = proxy("200 Connected");
    let mut client = client_by(&url, Some(CA), Some(proxy));
    let authorization = HeaderValue::from_static("Basic cmFoYXNpYQ==");
    let reply = client.send(&Ask {
        method: Method::POST,
        url: format!("{url}/naskah"),
        path: "naskah",
        authorization: Some(&authorization),
        headers: Vec::new(),
        body: Some(("application/json", b"{}".to_vec())),
        accept: "application/json",
    });
    assert_eq!(reply.unwrap().status, 200);
    assert!(heard.load(Ordering::SeqCst) > 0);
    let seen = String::from_utf8_lossy(&seen.lock().unwrap()).into_owned();
    assert!(seen.starts_with("CONNECT localhost:"), "{seen}");
    for hidden in ["naskah", "cmFoYXNpYQ", "uthorization: Basic"] {
        assert!(!seen.contains(hidden), "{hidden}");
    }
}

#[test]
fn a_proxy_that_says_no_is_told_and_nothing_has_happened() {
    let (url, heard) = server(include_bytes!("tls/good.pem"));
    for answer in ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"] {
        let (proxy, _) = proxy(answer);
        let failure = ask(&mut client_by(&url, Some(CA), Some(proxy)), &url).unwrap_err();
        assert_eq!((failure.kind, failure.could_have_acted), (Kind::Proxy, false), "{answer}");
    }
    assert_eq!(heard.load(Ordering::SeqCst), 0, "nobody goes around the proxy");
}

/// A server that answers the first message so and hears on. What it was sent, once the other side
/// has hung up.
fn old_server(answer: Vec<u8>) -> (String, std::sync::mpsc::Receiver<Vec<u8>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut heard = vec![0; 16_384];
        let first = stream.read(&mut heard).unwrap();
        heard.truncate(first);
        stream.write_all(&answer).unwrap();
        let _hung_up = stream.read_to_end(&mut heard);
        tell.send(heard).unwrap();
    });
    (url, told)
}

/// The answer of a server that takes a version which was not offered.
fn server_hello(version: [u8; 2]) -> Vec<u8> {
    // A random number, no session, ECDHE-RSA with AES-128-CBC and SHA-1, no compression.
    let body = [&version[..], &[7; 32], &[0, 0xc0, 0x13, 0]].concat();
    let length = u8::try_from(body.len()).unwrap();
    let message = [&[2, 0, 0, length][..], &body].concat();
    [&[22, version[0], version[1], 0, length + 4][..], &message].concat()
}

#[test]
fn no_older_tls_than_1_2_is_spoken_and_no_secret_goes_out_before_that_is_clear() {
    let versions = [("SSL 3", [3, 0]), ("TLS 1.0", [3, 1]), ("TLS 1.1", [3, 2])];
    // Such a server says that it knows no version in common, or goes on with its own.
    let answers = versions.into_iter().flat_map(|(name, version)| {
        let alert = vec![21, version[0], version[1], 0, 2, 2, 70];
        [(name, alert), (name, server_hello(version))]
    });
    for (name, answer) in answers {
        let (url, told) = old_server(answer);
        let mut client = client(&url, Some(CA));
        let authorization = HeaderValue::from_static("Basic cmFoYXNpYQ==");
        let failure = client.send(&Ask {
            method: Method::POST,
            url: format!("{url}/naskah"),
            path: "naskah",
            authorization: Some(&authorization),
            headers: Vec::new(),
            body: Some(("application/json", b"{\"isi\":\"rahasia\"}".to_vec())),
            accept: "application/json",
        });
        let failure = failure.unwrap_err();
        let want = (Kind::Tls(Tls::Version), false);
        assert_eq!((failure.kind, failure.could_have_acted), want, "{name}");
        let heard = told.recv_timeout(std::time::Duration::from_secs(5)).unwrap();
        let heard = String::from_utf8_lossy(&heard).into_owned();
        assert!(heard.contains("localhost"), "the greeting names the server: {name}");
        for hidden in ["naskah", "cmFoYXNpYQ", "rahasia", "POST"] {
            assert!(!heard.contains(hidden), "{name}: {hidden}");
        }
    }
}
