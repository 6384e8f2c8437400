//! The guided check: from the address to a round trip that leaves nothing behind. Each step says
//! what was found, and what mends it if something is wrong.

mod account;
mod sections;
mod trip;

use std::collections::BTreeMap;

use serde_json::Value;
use ureq::http::Method;

use super::WordPress;
use super::api::{As, Root};
use crate::domain::delivery::{Destination, Trouble};
use crate::domain::time::Timestamp;
use crate::push::classify::{Bad, json};
use crate::push::{Step, Verdict};

/// From here on a difference of clocks is told, and from there on it is wrong.
const SKEW: [i64; 2] = [60_000, 300_000];

/// The steps in their order, with the values that their words hold: those after the one that
/// failed are told as skipped.
const STEPS: [(&str, &[&str]); 10] = [
    ("address", &["host"]),
    ("reached", &["way", "named", "server"]),
    ("clock", &["seconds"]),
    ("api", &["name"]),
    ("passwords", &[]),
    ("account", &["account", "name"]),
    ("role", &["role"]),
    ("zone", &["site"]),
    ("sections", &["count"]),
    ("trip", &[]),
];

pub(super) struct Check<'a> {
    pub(super) wp: &'a mut WordPress,
    tell: &'a mut dyn FnMut(Step),
    done: usize,
    /// This account may make sections.
    makes_sections: bool,
    /// What set-up may keep, as it grows.
    destination: Destination,
}

/// The rest cannot be looked at.
pub(super) struct Ended;

pub(super) fn run(wp: &mut WordPress, tell: &mut dyn FnMut(Step)) {
    let start = wp.clock.now();
    let destination = wp.destination.clone();
    let mut check = Check { wp, tell, done: 0, makes_sections: false, destination };
    if check.all().is_err() {
        for (key, _) in STEPS.iter().skip(check.done) {
            (check.tell)(Step {
                key,
                verdict: Verdict::Skipped,
                values: values_of(key, &[]),
                trouble: None,
                found: None,
            });
        }
    }
    let (sent, received) = check.wp.client.moved();
    let took = check.wp.clock.now().ms().saturating_sub(start.ms());
    check.step(
        "cost",
        Verdict::Good,
        &[("ms", took.to_string()), ("sent", sent.to_string()), ("received", received.to_string())],
        None,
    );
}

impl Check<'_> {
    fn all(&mut self) -> Result<(), Ended> {
        self.address();
        self.reached()?;
        self.clock();
        let index = self.api()?;
        self.passwords(&index);
        let account = self.account()?;
        self.role(&account)?;
        self.zone(&index);
        self.sections();
        self.trip();
        Ok(())
    }

    pub(super) fn now(&self) -> Timestamp {
        self.wp.clock.now()
    }

    pub(super) fn step(
        &mut self,
        key: &'static str,
        verdict: Verdict,
        values: &[(&str, String)],
        trouble: Option<Trouble>,
    ) {
        self.done += 1;
        let values = values_of(key, values);
        let found = (verdict != Verdict::Bad && self.destination != self.wp.destination)
            .then(|| self.destination.clone());
        (self.tell)(Step { key, verdict, values, trouble, found });
    }

    pub(super) fn good(&mut self, key: &'static str, values: &[(&str, String)]) {
        self.step(key, Verdict::Good, values, None);
    }

    pub(super) fn bad(&mut self, key: &'static str, bad: &Bad) -> Ended {
        let mut trouble = bad.trouble(self.now());
        trouble.values.insert("host".into(), self.wp.client.origin().host().to_owned());
        self.step(key, Verdict::Bad, &[], Some(trouble));
        Ended
    }

    pub(super) fn trouble(&self, key: &str, values: &[(&str, String)]) -> Trouble {
        self.wp.trouble(key, values, self.now())
    }

    fn address(&mut self) {
        let origin = self.wp.client.origin();
        let host = [("host", origin.host().to_owned())];
        if origin.is_disguised() {
            let trouble = self.trouble("disguised", &host);
            return self.step("address", Verdict::Doubtful, &host, Some(trouble));
        }
        self.good("address", &host);
    }

    /// Name, connection, certificate and redirects at once: what fails says which it was.
    fn reached(&mut self) -> Result<(), Ended> {
        let url = self.wp.destination.url.clone();
        let result = self.wp.page(url);
        let reply = match result {
            Ok(reply) => reply,
            Err(failure) => {
                let Err(bad) = json(&Method::GET, Err(failure)) else { return Ok(()) };
                return Err(self.bad("reached", &bad));
            }
        };
        if let Some(host) = reply.redirect() {
            let values = [("to", host)];
            let mut trouble = self.trouble("redirect", &values);
            trouble.exchange = Some(reply.exchange);
            self.step("reached", Verdict::Bad, &values, Some(trouble));
            return Err(Ended);
        }
        let server = crate::push::http::cut(reply.header("server").unwrap_or_default());
        self.remember_root(reply.header("link"));
        let named = if server.is_empty() { "no" } else { "yes" };
        let way = self.wp.client.origin().way();
        self.good("reached", &[("way", way), ("named", named.to_owned()), ("server", server)]);
        Ok(())
    }

    /// `Link: <https://…/wp-json/>; rel="https://api.w.org/"`
    fn remember_root(&mut self, link: Option<&str>) {
        let told = link.and_then(|link| {
            let part = link.split(',').find(|part| part.contains("https://api.w.org/"))?;
            part.split_once('<')?.1.split_once('>').map(|(root, _)| root.to_owned())
        });
        if let Some(root) = told.filter(|root| self.wp.client.origin().has(root)) {
            self.wp.root = Root::new(&root);
        }
    }

    fn clock(&mut self) {
        let skew = self.wp.skew;
        let values = [("seconds", (skew / 1_000).to_string())];
        let verdict = match skew.abs() {
            far if far > SKEW[1] => Verdict::Bad,
            far if far > SKEW[0] => Verdict::Doubtful,
            _ => return self.good("clock", &values),
        };
        let minutes = [("minutes", (skew.abs() / 60_000).to_string())];
        let trouble = self.trouble("clock-skew", &minutes);
        self.step("clock", verdict, &values, Some(trouble));
    }

    /// The root of the API: as the site told it, in its usual place, or without permalinks.
    fn api(&mut self) -> Result<Value, Ended> {
        let site = self.wp.destination.url.trim_end_matches('/').to_owned();
        let mut roots = vec![self.wp.root.clone(), Root::new(&format!("{site}/wp-json/"))];
        roots.push(Root::new(&format!("{site}/?rest_route=")));
        roots.dedup();
        let mut first = None;
        for root in roots {
            const FIELDS: &str =
                "_fields=name,url,gmt_offset,timezone_string,namespaces,authentication";
            let url = root.url("", FIELDS);
            match self.wp.call_at(&Method::GET, "wp-json/", url, None, As::Anybody) {
                Ok((_, index)) if speaks(&index) => {
                    self.destination.settings.insert("root".into(), root.as_str().to_owned());
                    self.wp.root = root;
                    let name = index.get("name").and_then(Value::as_str).unwrap_or_default();
                    let name = crate::push::http::cut(name);
                    self.good("api", &[("name", name)]);
                    return Ok(index);
                }
                Ok((reply, _)) => first = first.or_else(|| Some(super::look::strange(&reply))),
                Err(bad) => first = first.or(Some(bad)),
            }
        }
        match first {
            Some(bad) => Err(self.bad("api", &bad)),
            None => Err(Ended),
        }
    }

    fn passwords(&mut self, index: &Value) {
        let ways = index.get("authentication");
        if ways.is_some_and(|ways| ways.get("application-passwords").is_some()) {
            return self.good("passwords", &[]);
        }
        // They may still work: some plugins hide the word and leave the thing.
        let trouble = self.trouble("passwords-off", &[]);
        self.step("passwords", Verdict::Doubtful, &[], Some(trouble));
    }

    /// Times are sent in UTC; the site shows them in its own zone.
    fn zone(&mut self, index: &Value) {
        let named = index.get("timezone_string").and_then(Value::as_str).unwrap_or_default();
        let offset = index.get("gmt_offset").map(Value::to_string).unwrap_or_default();
        let offset = offset.trim_matches('"');
        let site = if named.is_empty() { format!("UTC{offset:+}") } else { named.to_owned() };
        let site = crate::push::http::cut(&site);
        let office = self.wp.destination.settings.get("zone").cloned();
        let values = [("site", site.clone()), ("office", office.clone().unwrap_or_default())];
        if office.is_none_or(|office| office == site) {
            return self.good("zone", &values);
        }
        let trouble = self.trouble("zone-differs", &values);
        self.step("zone", Verdict::Doubtful, &values, Some(trouble));
    }
}

/// What was not found out is a dash.
fn values_of(key: &str, values: &[(&str, String)]) -> BTreeMap<String, String> {
    let unknown = STEPS.iter().filter(|(step, _)| *step == key).flat_map(|(_, names)| *names);
    let unknown = unknown.map(|name| ((*name).to_owned(), "–".to_owned()));
    let known = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    unknown.chain(known).collect()
}

fn speaks(index: &Value) -> bool {
    let names = index.get("namespaces").and_then(Value::as_array);
    names.is_some_and(|names| names.iter().any(|name| name == "wp/v2"))
}
