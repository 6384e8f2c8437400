//! The real `WordPress`, wherever one was named: the fake is held to it, and the harm of the proxy
//! is shown to be harm there too.

use crate::net::contract;
use crate::net::naive::naive;
use crate::net::site::{Site, VARIABLE};
use crate::net::wordpress::WordPress;
use crate::{Outcome, long, several};

fn at_each(look: impl Fn(&Site, &mut Vec<String>) -> String) -> Outcome {
    let sites = Site::real();
    if sites.is_empty() {
        return Outcome::passed_over(format!("{VARIABLE} names no WordPress"));
    }
    let (mut figures, mut failures) = (Vec::new(), Vec::new());
    for site in &sites {
        let mut broken = Vec::new();
        let figure = look(site, &mut broken);
        figures.push(format!("WordPress {}: {figure}", site.version));
        failures.extend(broken.into_iter().map(|why| format!("{}: {why}", site.version)));
    }
    Outcome::of(figures.join("; "), &failures)
}

/// The same script at the fake and at each real site: the facts hold, and the two say the same.
pub(crate) fn contract() -> Outcome {
    at_each(|site, failures| {
        let fake = if site.is_older() { WordPress::start_older() } else { WordPress::start() };
        let (of_fake, _held) = contract::run(&fake.site());
        let (said, broken) = contract::run(site);
        failures.extend(broken);
        failures.extend(contract::differences(&said, &of_fake));
        if long() {
            failures.extend(contract::wait(site));
        }
        format!("{} answers", said.len())
    })
}

/// Without care articles are public twice: were none, the other tests would show nothing. The same
/// faults make the same mess at the fake.
pub(crate) fn control() -> Outcome {
    at_each(|site, failures| {
        let articles = several(15, 40);
        let verdict = naive(site, articles, 0.4);
        let at_fake = naive(&WordPress::start().site(), articles, 0.4);
        if verdict.to_string() != at_fake.to_string() {
            failures.push(format!("{verdict}; of the fake: {at_fake}"));
        }
        if verdict.duplicated.is_empty() {
            failures.push("a naive client made no mess".to_owned());
        }
        verdict.to_string()
    })
}
