//! What publishing relies on in `WordPress`, asked of any site that claims to be one: the same script
//! holds the fake to the facts and the real ones to the fake.

mod content;
mod dates;
mod finding;
mod media;
mod people;
mod slugs;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use redaksi::clock::Clock;
use serde_json::{Value, json};

use super::client::{Answer, Client};
use super::http::Headers;
use super::site::{Site, User};

/// Headers on which the product may lean; of the others the two may differ.
const HEADERS: [&str; 7] =
    ["Content-Type", "Date", "Link", "Location", "Retry-After", "X-WP-Total", "X-WP-TotalPages"];

/// One request, and what of its answer must be the same everywhere.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) name: String,
    status: u16,
    code: String,
    headers: Vec<&'static str>,
    kind: String,
    /// Names of the answer's fields.
    fields: BTreeSet<String>,
}

/// The script as far as it was asked.
pub(crate) struct Script<'a> {
    site: &'a Site,
    /// Makes slugs of this run differ from those of others at the same site.
    token: String,
    posts: Vec<u64>,
    media: Vec<u64>,
    pub(crate) said: Vec<Said>,
    /// Facts that did not hold.
    pub(crate) failures: Vec<String>,
}

/// Asks everything, and leaves nothing behind but terms.
pub(crate) fn run(site: &Site) -> (Vec<Said>, Vec<String>) {
    let mut script = Script::new(site);
    people::ask(&mut script);
    slugs::ask(&mut script);
    finding::ask(&mut script);
    content::ask(&mut script);
    dates::ask(&mut script);
    media::ask(&mut script);
    script.clean_up();
    (script.said, script.failures)
}

/// The same for what takes longer than a minute: a date that comes, and nobody who sees to it.
pub(crate) fn wait(site: &Site) -> Vec<String> {
    let mut script = Script::new(site);
    dates::wait(&mut script);
    script.clean_up();
    script.failures
}

/// Letters only, so that it is a word in a slug.
fn token() -> String {
    static RUNS: AtomicU64 = AtomicU64::new(0);
    let run = RUNS.fetch_add(1, Ordering::SeqCst);
    let moment = u64::try_from(Clock::system().now().ms()).unwrap_or(0);
    let mut rest = (moment * 1000 + u64::from(std::process::id()) % 1000) * 10 + run;
    let mut out = "u".to_owned();
    while rest > 0 {
        out.push(char::from(b'a' + u8::try_from(rest % 26).unwrap()));
        rest /= 26;
    }
    out
}

/// Where the real one and the fake differ in what they said to the same script.
pub(crate) fn differences(real: &[Said], fake: &[Said]) -> Vec<String> {
    let mut found = Vec::new();
    for (real, fake) in real.iter().zip(fake) {
        let name = &fake.name;
        for (what, real, fake) in [
            ("status", real.status.to_string(), fake.status.to_string()),
            ("code", real.code.clone(), fake.code.clone()),
            ("kind", real.kind.clone(), fake.kind.clone()),
            ("headers", real.headers.join(" "), fake.headers.join(" ")),
        ] {
            if real != fake {
                found.push(format!("{name}: its {what}: {real}; of the fake: {fake}"));
            }
        }
        // The fake may leave out what nobody asks for, but it invents nothing.
        let invented: Vec<_> = fake.fields.difference(&real.fields).collect();
        if !invented.is_empty() {
            found.push(format!("{name}: the fake invents {invented:?}"));
        }
    }
    if real.len() != fake.len() {
        found.push(format!("{} answers, {} of the fake", real.len(), fake.len()));
    }
    found
}

impl<'a> Script<'a> {
    fn new(site: &'a Site) -> Self {
        let (posts, media, said, failures) = Default::default();
        Self { site, token: token(), posts, media, said, failures }
    }

    fn client(&self, user: fn(&Site) -> &User) -> Client {
        self.site.client(user(self.site))
    }

    fn author(&self) -> Client {
        self.client(|site| &site.author)
    }

    fn editor(&self) -> Client {
        self.client(|site| &site.editor)
    }

    fn nobody(&self) -> Client {
        self.site.anonymous()
    }

    /// A slug of this run.
    fn slug(&self, name: &str) -> String {
        format!("{name}-{}", self.token)
    }

    fn fact(&mut self, name: &str, holds: bool, else_: impl std::fmt::Debug) {
        if !holds {
            let told: String = format!("{else_:?}").chars().take(200).collect();
            self.failures.push(format!("{name}: {told}"));
        }
    }

    /// Notes an answer, and that it is of this status and has these values at these places.
    fn check(&mut self, name: &str, answer: &Answer, status: u16, facts: &[(&str, Value)]) {
        let body = answer.json();
        if answer.status != status {
            let start: String = answer.text().chars().take(300).collect();
            self.failures.push(format!("{name}: {} instead of {status}: {start}", answer.status));
        }
        for (place, wanted) in facts {
            let found = body.pointer(place).cloned().unwrap_or_default();
            if found != *wanted {
                self.failures.push(format!("{name}: {place} is {found}, not {wanted}"));
            }
        }
        self.said.push(Said {
            name: name.to_owned(),
            status: answer.status,
            code: answer.code(),
            headers: listed(&answer.headers),
            kind: answer.header("Content-Type").unwrap_or_default().to_ascii_lowercase(),
            fields: fields(&body),
        });
    }

    /// The same for a refusal, which has a code.
    fn refused(&mut self, name: &str, answer: &Answer, status: u16, code: &str) {
        self.check(
            name,
            answer,
            status,
            &[("/code", json!(code)), ("/data/status", json!(status))],
        );
    }

    /// Makes a post, whoever and however; it goes when the script ends.
    fn make(&mut self, client: &Client, fields: &Value) -> Answer {
        let mut all = json!({ "title": "Uji coba", "content": "<p>Isi.</p>" });
        for (name, value) in fields.as_object().unwrap() {
            all[name] = value.clone();
        }
        let answer = client.post("/wp-json/wp/v2/posts", &all).unwrap();
        self.posts.extend(answer.json()["id"].as_u64());
        answer
    }

    /// A draft of the author's.
    fn draft(&mut self, fields: &Value) -> Answer {
        let mut all = json!({ "status": "draft" });
        for (name, value) in fields.as_object().unwrap() {
            all[name] = value.clone();
        }
        let author = self.author();
        self.make(&author, &all)
    }

    fn clean_up(&mut self) {
        let admin = self.client(|site| &site.admin);
        for id in std::mem::take(&mut self.posts) {
            admin.delete(&format!("/wp-json/wp/v2/posts/{id}?force=true")).unwrap();
        }
        for id in std::mem::take(&mut self.media) {
            admin.delete(&format!("/wp-json/wp/v2/media/{id}?force=true")).unwrap();
        }
    }
}

fn id(answer: &Answer) -> u64 {
    answer.json()["id"].as_u64().unwrap_or(0)
}

fn post_route(answer: &Answer) -> String {
    format!("/wp-json/wp/v2/posts/{}", id(answer))
}

fn listed(headers: &Headers) -> Vec<&'static str> {
    let has = |name: &&&str| headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    HEADERS.iter().filter(has).copied().collect()
}

/// Of a list those of its first.
fn fields(body: &Value) -> BTreeSet<String> {
    let one = body.as_array().map_or(body, |list| list.first().unwrap_or(&Value::Null));
    one.as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
}
