//! Whom the client trusts: those whom the machine trusts, those of the file that it is given beside
//! them, and nobody else.
//!
//! The certificates in `tls/` were made for this test by an authority whose key was thrown away;
//! one is good until the next century, one is of another name, one ended in 2020.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use redaksi::push::Waits;
use redaksi::push::http::{Ask, BadClient, Client, Failure, Kind, Machine, Reply, Tls};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use ureq::http::Method;

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
    let machine = Machine { ca: ca.map(Into::into), allow_insecure_loopback: true, proxy: None };
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
