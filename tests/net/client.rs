//! A client of HTTP/1.1 for the tests: one connection a request, no redirects, no retries.

use std::io::{self, BufReader, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

use super::encode;
use super::http::{Headers, header, read_chunks, read_headers, read_line, read_up_to};

const PATIENCE: Duration = Duration::from_secs(90);
/// A body without a length is read up to here.
const OPEN_END: usize = 32 * 1024 * 1024;

/// What a server answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
    /// All of the body that was announced came.
    pub(crate) whole: bool,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Null where it is not JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// What `WordPress` calls its error.
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// Asks one server, as one person or as nobody.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    /// Without a slash at its end.
    base: String,
    headers: Headers,
}

impl Client {
    pub(crate) fn new(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned(), headers: Headers::new() }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// As somebody with an application password.
    #[must_use]
    pub(crate) fn known_as(self, user: &str, password: &str) -> Self {
        let pair = encode::base64(format!("{user}:{password}").as_bytes());
        self.with("Authorization", &format!("Basic {pair}"))
    }

    pub(crate) fn get(&self, target: &str) -> io::Result<Answer> {
        self.send("GET", target, &[], &[])
    }

    pub(crate) fn head(&self, target: &str) -> io::Result<Answer> {
        self.send("HEAD", target, &[], &[])
    }

    pub(crate) fn delete(&self, target: &str) -> io::Result<Answer> {
        self.send("DELETE", target, &[], &[])
    }

    pub(crate) fn post(&self, target: &str, json: &Value) -> io::Result<Answer> {
        let body = json.to_string();
        self.send("POST", target, &[("Content-Type", "application/json")], body.as_bytes())
    }

    /// `target` begins with a slash, or is a whole address of this server.
    pub(crate) fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Answer> {
        let target = target.strip_prefix(&self.base).unwrap_or(target);
        let authority = self.base.strip_prefix("http://").unwrap_or(&self.base);
        // A site may live in a folder of its server.
        let (host, folder) = authority.split_once('/').unwrap_or((authority, ""));
        let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut head = format!("{method} {folder}{target} HTTP/1.1\r\nHost: {host}\r\n");
        let own = self.headers.iter().map(|(name, value)| (&**name, &**value));
        for (name, value) in own.chain(headers.iter().copied()) {
            head.extend([name, ": ", value, "\r\n"]);
        }
        let length = body.len().to_string();
        head.extend(["Content-Length: ", &*length, "\r\nConnection: close\r\n\r\n"]);
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        read_answer(&stream, method == "HEAD")
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, what)
}

fn read_answer(stream: &TcpStream, is_head: bool) -> io::Result<Answer> {
    let mut from = BufReader::new(stream);
    loop {
        let line = read_line(&mut from)?.ok_or_else(|| broken("no answer"))?;
        let status: u16 = line
            .split(' ')
            .nth(1)
            .and_then(|word| word.parse().ok())
            .ok_or_else(|| broken("not a status line"))?;
        let headers = read_headers(&mut from)?;
        if (100..200).contains(&status) {
            continue;
        }
        let chunked = header(&headers, "Transfer-Encoding").is_some();
        let length = header(&headers, "Content-Length").and_then(|text| text.parse().ok());
        let (body, whole) = match (is_head || status == 204 || status == 304, chunked, length) {
            (true, ..) => (Vec::new(), true),
            (_, true, _) => read_chunks(&mut from)?,
            (.., Some(length)) => {
                let body = read_up_to(&mut from, length)?;
                let whole = body.len() == length;
                (body, whole)
            }
            (.., None) => (read_up_to(&mut from, OPEN_END)?, true),
        };
        return Ok(Answer { status, headers, body, whole });
    }
}
