//! What the environment says of the network and is not obeyed: other programs follow it, so the
//! check tells that this one does not. What the variables hold is never told: a proxy's address may
//! have a password in it.

use std::collections::BTreeMap;

use super::{Pen, Seen, Speaker, Step};
use crate::clock::Clock;
use crate::config::Wire;
use crate::domain::delivery::{Answer, Destination, Frozen, Parcel, Trouble};
use crate::domain::time::Timestamp;

/// Who knows both spellings takes the small one first.
const PROXIES: [&str; 6] =
    ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
pub(super) const AUTHORITIES: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

pub(super) fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// A speaker whose check begins with what is ignored here.
pub(super) struct Surrounded {
    pub(super) inner: Box<dyn Speaker>,
    pub(super) ignored: Vec<Step>,
}

impl Speaker for Surrounded {
    fn deliver(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Answer {
        self.inner.deliver(parcel, frozen, pen)
    }

    fn look_back(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Seen {
        self.inner.look_back(parcel, frozen, pen)
    }

    fn check(&mut self, tell: &mut dyn FnMut(Step)) {
        for step in self.ignored.drain(..) {
            tell(step);
        }
        self.inner.check(tell);
    }
}

/// What is told: nothing where the machine's settings have a word of their own, and nothing of a
/// destination on this very machine.
pub(super) fn ignored(
    destination: &Destination,
    wire: &Wire,
    clock: &Clock,
    is_set: impl Fn(&str) -> bool,
) -> Vec<Step> {
    if !destination.url.starts_with("https:") {
        return Vec::new();
    }
    let subjects = [
        ("proxy-ignored", &PROXIES[..], wire.proxy.is_some()),
        ("authorities-ignored", &AUTHORITIES[..], wire.ca_file.is_some()),
    ];
    let told = subjects.into_iter().filter(|(_, _, is_settled)| !is_settled);
    told.filter_map(|(key, names, _)| {
        let names: Vec<&str> = names.iter().copied().filter(|name| is_set(name)).collect();
        let destination = destination.name.as_str();
        (!names.is_empty()).then(|| step(key, &names.join(", "), destination, clock.now()))
    })
    .collect()
}

fn step(key: &str, names: &str, destination: &str, at: Timestamp) -> Step {
    let values: BTreeMap<String, String> =
        [("names", names), ("destination", destination)].map(|(k, v)| (k.into(), v.into())).into();
    let (key, exchange, said) = (key.to_owned(), None, None);
    let trouble = Trouble { key, values: values.clone(), at, exchange, said };
    Step::doubtful("environment", values, trouble)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::delivery::Kind;

    #[track_caller]
    fn check(url: &str, wire: &Wire, set: &[&str], want: &[(&str, &str)]) {
        let destination = Destination {
            name: "situs".parse().unwrap(),
            kind: Kind::WordPress,
            url: url.to_owned(),
            settings: BTreeMap::new(),
        };
        let steps = ignored(&destination, wire, &Clock::system(), |name| set.contains(&name));
        let told: Vec<_> = steps
            .iter()
            .map(|step| {
                (step.trouble.as_ref().unwrap().key.as_str(), step.values["names"].as_str())
            })
            .collect();
        assert_eq!(told, want);
    }

    #[test]
    fn what_is_ignored_is_told_unless_the_settings_have_their_own_word() {
        const SITE: &str = "https://situs.go.id";
        let wire = Wire::default();
        let all = ["HTTPS_PROXY", "all_proxy", "SSL_CERT_FILE", "NO_PROXY"];
        let proxy = ("proxy-ignored", "HTTPS_PROXY, all_proxy");
        let authorities = ("authorities-ignored", "SSL_CERT_FILE");
        check(SITE, &wire, &[], &[]);
        check(SITE, &wire, &all, &[proxy, authorities]);
        check("http://127.0.0.1:8080", &wire, &all, &[]);
        let own = Wire { proxy: Some("http://proxy.go.id:3128".into()), ..Wire::default() };
        check(SITE, &own, &all, &[authorities]);
        let own = Wire { ca_file: Some("/etc/kantor.pem".into()), ..Wire::default() };
        check(SITE, &own, &all, &[proxy]);
    }
}
