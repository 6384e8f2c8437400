//! Each fault of the proxy does what it says, and chance is the same in each run.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::net::client::Client;
use crate::net::http::{Reply, Request, Server};
use crate::net::proxy::{Fault, Faults, Proxy};

/// A server that counts, and says its own address as `WordPress` does.
fn counter() -> (Server, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let server = Server::start(move |request| {
        let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
        let host = request.header("Host").unwrap_or_default();
        let body = format!("{{\"number\":{number},\"url\":\"http://{host}/x\"}}");
        Reply::new(201, "application/json", body).with("Location", format!("http://{host}/x"))
    });
    (server, count)
}

/// What the client got: a status, 0 for nothing, and whether all of it came.
fn suffer(fault: Fault) -> (u16, bool, usize) {
    let (server, count) = counter();
    let faults = Faults { late: Duration::from_millis(20), ..Faults::default() };
    let proxy = Proxy::new(&server.url(), faults);
    proxy.plan(fault, 1, Request::writes);
    let client = Client::new(&proxy.url());
    let answer = client.send("POST", "/posts", &[], b"x");
    let (status, whole) =
        answer.as_ref().map_or((0, false), |answer| (answer.status, answer.whole));
    proxy.settle();
    let reached = count.load(Ordering::SeqCst);
    // It was one fault, and the next request passes.
    assert_eq!(client.send("POST", "/posts", &[], b"x").unwrap().status, 201);
    assert_eq!(proxy.counts().get(&fault), Some(&1), "{fault:?}");
    (status, whole, reached)
}

#[test]
fn each_fault_does_what_it_says() {
    for fault in Fault::ALL {
        let (status, whole, reached) = suffer(fault);
        let wanted = match fault {
            Fault::DropBefore | Fault::DropAfter | Fault::Late => (0, false),
            Fault::Cut => (201, false),
            Fault::BadGateway => (502, true),
            Fault::Busy | Fault::BusyWait => (503, true),
            Fault::TooMany => (429, true),
            Fault::TimeoutAfter => (504, true),
            Fault::PortalRedirect => (302, true),
            Fault::PortalBefore | Fault::PortalAfter => (200, true),
            Fault::ErrorAfter => (500, true),
            Fault::Twice | Fault::Slow => (201, true),
        };
        assert_eq!((status, whole), wanted, "{fault:?}");
        assert_eq!(reached, fault.deliveries(), "{fault:?}");
    }
}

#[test]
fn what_is_late_comes_after_the_client_has_gone() {
    let (server, count) = counter();
    let faults = Faults { late: Duration::from_millis(200), ..Faults::default() };
    let proxy = Proxy::new(&server.url(), faults);
    proxy.script(&[None, Some(Fault::Late)]);
    let client = Client::new(&proxy.url());
    assert_eq!(client.get("/").unwrap().status, 201);
    let start = Instant::now();
    assert!(client.get("/").is_err());
    assert!(start.elapsed() < Duration::from_millis(150), "the client does not wait for it");
    assert_eq!(count.load(Ordering::SeqCst), 1);
    proxy.settle();
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[test]
fn addresses_stay_with_the_proxy() {
    let (server, _count) = counter();
    let proxy = Proxy::new(&server.url(), Faults::default());
    let answer = Client::new(&proxy.url()).get("/").unwrap();
    assert_eq!(answer.json()["url"], format!("{}/x", proxy.url()));
    assert_eq!(answer.header("Location"), Some(&*format!("{}/x", proxy.url())));
    let told = server.log();
    assert_eq!(
        told[0].request.header("Host").map(str::to_owned),
        Some(server.address().to_string())
    );
}

#[test]
fn chance_is_the_same_in_each_run() {
    let faults = Faults { seed: 7, probability: 0.3, ..Faults::default() };
    let decided = || (1..=2000).map(|number| faults.decide(number)).collect::<Vec<_>>();
    assert_eq!(decided(), decided());
    let suffered = decided().into_iter().flatten().count();
    assert!((520..680).contains(&suffered), "{suffered} of 2000 at 0.3");
    for fault in Fault::ALL {
        let times = decided().into_iter().filter(|one| *one == Some(fault)).count();
        assert!(times > 20, "{fault:?} came {times} times");
    }
    let other = Faults { seed: 8, ..faults.clone() };
    assert_ne!(decided(), (1..=2000).map(|number| other.decide(number)).collect::<Vec<_>>());
    let never = Faults { probability: 0.0, ..faults.clone() };
    assert!((1..=2000).all(|number| never.decide(number).is_none()));
    let always = Faults { probability: 1.0, ..faults };
    assert!((1..=2000).all(|number| always.decide(number).is_some()));
}

#[test]
fn harm_can_be_switched_off() {
    let (server, _count) = counter();
    let faults = Faults { probability: 1.0, kinds: vec![Fault::BadGateway], ..Faults::default() };
    let proxy = Proxy::new(&server.url(), faults);
    let client = Client::new(&proxy.url());
    assert_eq!(client.get("/").unwrap().status, 502);
    proxy.set_active(false);
    assert_eq!(client.get("/").unwrap().status, 201);
    proxy.set_active(true);
    assert_eq!(client.get("/").unwrap().status, 502);
    assert_eq!(
        proxy.log().iter().map(|passage| passage.status).collect::<Vec<_>>(),
        [502, 201, 502]
    );
}
