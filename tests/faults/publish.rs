//! The real `WordPress`: the fake is held to it here, wherever one was named.

use crate::Outcome;
use crate::net::contract;
use crate::net::site::{Site, VARIABLE};
use crate::net::wordpress::WordPress;

/// The same script at the fake and at each real site: the facts hold, and the two say the same.
pub(crate) fn contract() -> Outcome {
    let sites = Site::real();
    if sites.is_empty() {
        return Outcome::passed_over(format!("{VARIABLE} names no WordPress"));
    }
    let mut failures = Vec::new();
    let mut versions = Vec::new();
    for site in &sites {
        let older = site.is_older();
        let fake = if older { WordPress::start_older() } else { WordPress::start() };
        let (of_fake, _held) = contract::run(&fake.site());
        let (said, broken) = contract::run(site);
        let version = &site.version;
        let differences = contract::differences(&said, &of_fake);
        failures
            .extend(broken.into_iter().chain(differences).map(|why| format!("{version}: {why}")));
        versions.push(format!("{version} ({} answers)", said.len()));
    }
    Outcome::of(format!("WordPress {}", versions.join(", ")), &failures)
}
