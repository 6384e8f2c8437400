//! What is approved in the workstation goes out by itself: to a receiver that answers, to one that
//! is down for a while, and past one that hangs.

use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::pty::{Room, Workstation, key};
use crate::net::http::{Manner, Reply, Request, Server};

/// A receiver that has done each call, and says so.
fn done(request: &Request) -> Reply {
    let id = request.header("webhook-id").unwrap_or_default();
    let body = serde_json::json!({ "id": id, "status": "done" }).to_string();
    Reply::new(200, "application/json", body)
}

/// The sample office with a bridge at this address.
fn room(address: SocketAddr) -> Room {
    let room = Room::sample();
    let wire = "[destination.jembatan]\nallow_insecure_loopback = true\n";
    let settings = room.desk().join("redaksi.toml");
    redaksi::paths::private::replace_private(&settings, wire.as_bytes()).unwrap();
    let secret = room.dir.path().join("rahasia");
    redaksi::paths::private::replace_private(&secret, b"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n")
        .unwrap();
    let url = format!("http://{address}/masuk");
    let secret = secret.to_string_lossy().into_owned();
    room.json(&[
        "destination",
        "add",
        "jembatan",
        "--kind",
        "webhook",
        "--url",
        &url,
        "--secret-file",
        &secret,
        "--as",
        "ratna",
    ]);
    room
}

/// Approves the first text that waits for a review.
fn approve(desk: &Workstation) {
    desk.shows(&["Tinjau 6"]);
    desk.keys("2");
    desk.shows(&["[Tinjau 6]", "1/6"]);
    desk.keys(key::ENTER);
    desk.shows(&["Tinjauan", "y Setujui"]);
    desk.keys("y");
    desk.shows(&["Menuju: jembatan"]);
    desk.keys("y");
}

/// The calls that were no check.
fn calls(server: &Server) -> usize {
    server.log().iter().filter(|exchange| exchange.request.method == "POST").count()
}

/// How often the worker's thread went to sleep; none where there is no such thread.
fn sleeps(desk: &Workstation) -> Option<String> {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", desk.pid())).ok()?;
    let status = tasks.flatten().find_map(|task| {
        let name = std::fs::read_to_string(task.path().join("comm")).ok()?;
        (name.trim() == "push").then(|| std::fs::read_to_string(task.path().join("status")).ok())?
    })?;
    let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches"))?;
    Some(line.to_owned())
}

#[test]
fn what_is_approved_goes_out_and_is_published_when_the_receiver_says_so() {
    let server = Server::start(done);
    let room = room(server.address());
    let mut desk = room.open("ratna", 120, 32);
    approve(&desk);
    desk.shows(&["Terbit di jembatan", "terkirim semua"]);
    assert_eq!(calls(&server), 1);
    desk.escape();
    desk.keys("\x1b5");
    desk.shows(&["Antrean kirim", "[Selesai 1]", "✓ terbit", "jembatan"]);
    desk.keys(key::ENTER);
    desk.shows(&["Pengiriman", "POST /masuk: 200"]);
    // Nothing is due for a while, and nobody looks whether it is.
    desk.steady();
    std::thread::sleep(Duration::from_millis(500));
    let before = sleeps(&desk);
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(sleeps(&desk), before);
    desk.escape();
    desk.escape();
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    assert_eq!(room.json(&["outbox"]), serde_json::json!([]), "nothing waits any more");
}

#[test]
fn a_receiver_that_is_down_is_waited_for_and_tried_again_by_a_key() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let room = room(address);
    let desk = room.open("ratna", 120, 32);
    approve(&desk);
    desk.shows(&["1 antre"]);
    desk.escape();
    desk.keys("\x1b5");
    desk.shows(&["[Di jalan 1]", "◷ menunggu dicoba lagi", "jembatan"]);
    let server = Server::on(TcpListener::bind(address).unwrap(), done);
    desk.keys("r");
    desk.shows(&["[Selesai 1]", "✓ terbit", "Terbit di jembatan"]);
    assert_eq!(calls(&server), 1);
}

#[test]
fn leaving_waits_for_no_receiver() {
    let late = Manner::After(Duration::from_secs(20));
    let server = Server::start(move |request| done(request).in_manner(late));
    let room = room(server.address());
    let mut desk = room.open("ratna", 120, 32);
    approve(&desk);
    desk.shows(&["⇪ mengirim"]);
    desk.escape();
    let begun = Instant::now();
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
    // It may have arrived: nothing says that it failed.
    let rows = room.json(&["outbox"]).to_string();
    assert!(rows.contains("sending") || rows.contains("unknown"), "{rows}");
}

#[test]
fn what_a_killed_workstation_was_sending_is_taken_up_by_the_next_at_once() {
    let first = AtomicBool::new(true);
    let server = Server::start(move |request| {
        let late = request.method == "POST" && first.swap(false, Ordering::SeqCst);
        let wait = if late { Duration::from_mins(1) } else { Duration::ZERO };
        done(request).in_manner(Manner::After(wait))
    });
    let room = room(server.address());
    let mut desk = room.open("ratna", 120, 32);
    approve(&desk);
    desk.shows(&["⇪ mengirim"]);
    desk.until("the call is there", |_screen| calls(&server) > 0 || sends(&room));
    desk.kill();
    let begun = Instant::now();
    let desk = room.open("ratna", 120, 32);
    desk.shows(&["Terbit di jembatan"]);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(30), "the lease lasts two minutes: {took:?}");
}

/// Is a parcel known to be under way?
fn sends(room: &Room) -> bool {
    room.json(&["outbox"]).to_string().contains("sending")
}

#[test]
fn without_destinations_there_is_no_worker() {
    let room = Room::sample();
    let desk = room.open("ratna", 120, 32);
    desk.shows(&["Tinjau 6"]);
    desk.keys("\x1b5");
    desk.shows(&["Belum ada tujuan"]);
    assert_eq!(sleeps(&desk), None);
}
