//! Signed calls after Standard Webhooks 1.0, with the header `Idempotency-Key` beside: for receivers
//! that somebody writes for a site of their own.
//!
//! Exactly once is the receiver's part: it does each `webhook-id` once. Ours is to send the same
//! body under the same id until somebody who knows the id says that it is done. A receiver that
//! gets an older call after a newer one tells them apart by `sequence`, which grows within an
//! article.

use serde_json::{Value, json};
use ureq::http::Method;

use super::classify::{self, Bad, Verdict, date};
use super::http::{Ask, BadClient, Client, Failure, Machine, Reply, cut};
use super::signature::{BadSecret, Keys};
use super::{Means, Pen, Seen, Speaker, Step, ninjs, page};
use crate::domain::delivery::{Answer, Destination, Frozen, Op, Parcel, Receipt, Remote, Trouble};
use crate::domain::time::Timestamp;
use crate::keys::secret::Secret;

/// Clocks that are farther apart than this are told of, in milliseconds.
const SKEW: i64 = 60_000;
/// The type of the call that a check makes: receivers answer it and do nothing.
const TEST: &str = "redaksi.coba";

/// Speaks with one receiver.
pub struct Webhook {
    client: Client,
    url: String,
    path: String,
    office: String,
    /// An answer counts only if it names the call.
    wants_echo: bool,
    keys: Keys,
    destination: Destination,
    means: Means,
    /// What the receiver's clock is ahead of ours, once it has refused ours.
    skew: i64,
}

/// Why nobody can speak with a receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadWebhook {
    #[error(transparent)]
    Client(#[from] BadClient),
    #[error(transparent)]
    Secret(#[from] BadSecret),
}

impl Webhook {
    pub fn new(
        destination: &Destination,
        secret: &Secret,
        machine: &Machine,
        means: Means,
    ) -> Result<Self, BadWebhook> {
        let setting = |key: &str| destination.settings.get(key).map(String::as_str);
        Ok(Self {
            client: Client::new(&destination.url, machine, &means.waits)?,
            path: page::path_of(&destination.url),
            url: destination.url.clone(),
            office: means.office.clone(),
            wants_echo: setting("require-echo") != Some("no"),
            keys: Keys::read(secret.expose())?,
            destination: destination.clone(),
            means,
            skew: 0,
        })
    }

    fn now(&self) -> Timestamp {
        self.means.clock.now()
    }

    /// Makes a call; once more if the receiver refused our clock and tells its own.
    fn call(
        &mut self,
        id: &str,
        body: &[u8],
        told: &mut dyn FnMut(String),
    ) -> Result<Reply, Failure> {
        let reply = self.send(id, body);
        told(line(&reply));
        let Ok(first) = &reply else { return reply };
        let theirs = first.header("date").and_then(date);
        let skew = theirs.map_or(0, |theirs| theirs.ms() - self.now().ms());
        // A refused signature was not acted on: the same call with another time is no second one.
        if first.status != 401 || (skew - self.skew).abs() <= SKEW {
            return reply;
        }
        self.skew = skew;
        let reply = self.send(id, body);
        told(line(&reply));
        reply
    }

    fn send(&mut self, id: &str, body: &[u8]) -> Result<Reply, Failure> {
        let seconds = self.now().plus_ms(self.skew).ms().div_euclid(1_000);
        let ask = Ask {
            method: Method::POST,
            url: self.url.clone(),
            path: &self.path,
            authorization: None,
            headers: vec![
                ("webhook-id", id.to_owned()),
                ("webhook-timestamp", seconds.to_string()),
                ("webhook-signature", self.keys.sign(id, seconds, body)),
                ("idempotency-key", format!("\"{id}\"")),
            ],
            body: Some(("application/json", body.to_vec())),
            accept: "application/json",
        };
        self.client.send(&ask)
    }

    /// What an answer to the call `id` means: the address that the receiver gave, if it is done.
    fn judge(&self, id: &str, result: Result<Reply, Failure>) -> Result<Option<String>, Judged> {
        if let Ok(reply) = &result
            && (200..300).contains(&reply.status)
            && !self.wants_echo
        {
            let body = serde_json::from_slice::<Value>(&reply.body).unwrap_or_default();
            return Ok(self.address(&body));
        }
        let (reply, body) = match classify::json(&Method::POST, result) {
            Ok(whole) => whole,
            Err(bad) => return Err(self.refusal(&bad)),
        };
        if body.get("id").and_then(Value::as_str) == Some(id) {
            return Ok(self.address(&body));
        }
        Err(Judged::Open(self.trouble("no-echo", &reply.exchange)))
    }

    fn refusal(&self, bad: &Bad) -> Judged {
        let now = self.now();
        match bad.status {
            Some(401 | 403) if bad.said.as_deref().is_some_and(|said| said.contains("clock")) => {
                Judged::Refused(Trouble { key: "clock-skew".into(), ..bad.trouble(now) })
            }
            Some(401 | 403) => {
                Judged::Refused(Trouble { key: "wrong-secret".into(), ..bad.trouble(now) })
            }
            // The receiver is at work on this very call.
            Some(409) => Judged::Later(bad.trouble(now), None),
            Some(410) => Judged::Refused(Trouble { key: "gone".into(), ..bad.trouble(now) }),
            // Our id was used for other words: a bug here or there, or somebody's hand.
            Some(422) => Judged::Conflict(Trouble { key: "id-reused".into(), ..bad.trouble(now) }),
            _ => match bad.verdict {
                Verdict::Later(wait) => {
                    let until = wait.map(|wait| wait.until(now, self.skew));
                    Judged::Later(bad.trouble(now), until)
                }
                Verdict::Unknown => Judged::Open(bad.trouble(now)),
                Verdict::Refused => Judged::Refused(bad.trouble(now)),
            },
        }
    }

    /// The public address that the receiver gave: kept only if it is of the receiver's own origin.
    fn address(&self, body: &Value) -> Option<String> {
        let url = body.get("url")?.as_str()?;
        self.client.origin().has(url).then(|| url.to_owned())
    }

    fn trouble(&self, key: &str, exchange: &str) -> Trouble {
        Trouble {
            key: key.to_owned(),
            values: [("destination".to_owned(), self.destination.name.to_string())].into(),
            at: self.now(),
            exchange: Some(cut(exchange)),
            said: None,
        }
    }

    fn amiss(&mut self, url: &str, frozen: &Frozen) -> Result<Vec<String>, Box<Bad>> {
        page::amiss_at(&mut self.client, url, frozen)
    }
}

/// What came of a call that is not done.
enum Judged {
    Open(Trouble),
    Later(Trouble, Option<Timestamp>),
    Refused(Trouble),
    Conflict(Trouble),
}

impl From<Judged> for Answer {
    fn from(judged: Judged) -> Self {
        match judged {
            Judged::Open(trouble) => Self::Unknown { trouble },
            Judged::Later(trouble, until) => Self::NotNow { trouble, until },
            Judged::Refused(trouble) => Self::Refused(trouble),
            Judged::Conflict(trouble) => Self::Conflict { trouble, theirs: None },
        }
    }
}

impl Speaker for Webhook {
    fn deliver(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Answer {
        let body = body(parcel, frozen, &self.office);
        let remote = Remote { began: Some(pen.now()), ..parcel.remote.clone() };
        if pen.sending(&remote).is_err() {
            return Answer::NotNow { trouble: self.trouble("stopped", ""), until: None };
        }
        let result = self.call(&parcel.key(), &body, &mut |line| pen.told(line));
        let url = match self.judge(&parcel.key(), result) {
            Ok(url) => url,
            Err(judged) => return judged.into(),
        };
        let url = url.or_else(|| parcel.remote.url.clone());
        let amiss = url.as_ref().map(|url| self.amiss(url, frozen));
        let remote = Remote { url, began: None, ..remote };
        let visible = matches!(amiss, Some(Ok(amiss)) if amiss.is_empty());
        Answer::Taken(Receipt { remote, visible })
    }

    fn look_back(&mut self, parcel: &Parcel, frozen: &Frozen, _pen: &mut dyn Pen) -> Seen {
        let remote = parcel.remote.clone();
        let Some(url) = remote.url.clone() else { return Seen::Nowhere(remote) };
        match self.amiss(&url, frozen) {
            Ok(amiss) if amiss.is_empty() => Seen::Same(remote),
            Ok(amiss) => Seen::Differs {
                trouble: Trouble {
                    said: amiss.first().map(|words| cut(words)),
                    ..self.trouble("page-differs", &format!("GET {}", page::path_of(&url)))
                },
                theirs: None,
            },
            Err(bad) if matches!(bad.status, Some(404 | 410)) => {
                Seen::Differs { trouble: bad.trouble(self.now()), theirs: None }
            }
            Err(bad) => Seen::Later(bad.trouble(self.now())),
        }
    }

    fn check(&mut self, tell: &mut dyn FnMut(Step)) {
        let at = self.now();
        let id = format!("coba:{}", self.means.clock.uuid());
        let call = json!({
            "type": TEST,
            "timestamp": at,
            "sequence": 0,
            "data": { "uri": format!("urn:redaksi:{id}") },
        });
        let mut lines = Vec::new();
        let body = call.to_string().into_bytes();
        let result = self.call(&id, &body, &mut |line| lines.push(line));
        let found = self.judge(&id, result);
        let reached = !matches!(&found, Err(Judged::Later(..) | Judged::Open(_)));
        let values = [("url".to_owned(), self.url.clone())].into();
        tell(Step::of("reach", reached, values, None));
        if self.skew.abs() > SKEW {
            let minutes = (self.skew / 60_000).to_string();
            let trouble = self.trouble("clock-skew", "");
            let values = [("minutes".to_owned(), minutes)].into();
            tell(Step::doubtful("clock", values, trouble));
        }
        let trouble = match found {
            Ok(_) => None,
            Err(
                Judged::Open(trouble)
                | Judged::Later(trouble, _)
                | Judged::Refused(trouble)
                | Judged::Conflict(trouble),
            ) => Some(trouble),
        };
        tell(Step::of("signed-call", trouble.is_none(), [].into(), trouble));
    }
}

/// The body of a call: the same bytes in every attempt.
fn body(parcel: &Parcel, frozen: &Frozen, office: &str) -> Vec<u8> {
    let word = match parcel.op {
        Op::Publish => "artikel.terbit",
        Op::Correct => "artikel.koreksi",
        Op::Withdraw => "artikel.tarik",
    };
    let at = frozen.withdrawn.as_ref().map_or(frozen.updated, |(at, _)| *at);
    let call = json!({
        "type": word,
        "timestamp": at,
        "sequence": parcel.queued.ms(),
        "data": ninjs::document(frozen, office),
    });
    call.to_string().into_bytes()
}

fn line(result: &Result<Reply, Failure>) -> String {
    match result {
        Ok(reply) => reply.exchange.clone(),
        Err(failure) => failure.exchange.clone(),
    }
}
