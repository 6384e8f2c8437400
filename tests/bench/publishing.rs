//! Publishing: what an article costs at a site, what a long outbox costs the one that is due, and
//! what an outbox costs in which nothing is.

use std::sync::mpsc;
use std::time::Duration;

use redaksi::desk::deliver::Hand;
use redaksi::domain::delivery::{Answer, Destination, Kind, Op};
use redaksi::push::speakers::body;
use redaksi::push::worker::{Call, News, Worker};
use redaksi::push::{Means, Waits};

use crate::measure::{Judge, median, micros};
use crate::net::wordpress::WordPress;
use crate::office::Office;
use crate::parcels::{Row, corrected, frozen, speaker};
use crate::screen::pushing;

/// Texts that wait, and texts that went out long ago.
const FEW: usize = 10;
const MANY: usize = 1_000;
const DONE: usize = 100_000;
const ROUNDS: usize = 15;
/// Parcels of a round that are taken up.
const TAKEN: usize = 8;
/// In milliseconds: longer than a round takes by the clock of these offices, which steps.
const LEASE: i64 = 3_600_000;
const REST: Duration = Duration::from_secs(10);

pub(crate) fn run(judge: &mut Judge) {
    requests(judge);
    wake_ups(judge);
    rest(judge);
    pushing::run(judge);
}

/// Of an article that nothing goes wrong with, each deed, by the site's own count.
fn requests(judge: &mut Judge) {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let (mut row, text) = (Row::new(), frozen(1));
    let deeds = [
        ("publish", Op::Publish, text.clone(), 7.0),
        ("correct", Op::Correct, corrected(&text), 5.0),
        ("withdraw", Op::Withdraw, corrected(&text), 5.0),
    ];
    for (name, op, text, goal) in deeds {
        wordpress.forget_log();
        let answer = row.once(&mut speaker(&site, &site.author), &text, op);
        assert!(matches!(answer, Answer::Taken(_)), "{answer:?}");
        let count = wordpress.log().len();
        let name = format!("requests of an article, {name}");
        judge.at_most(&name, &count.to_string(), &[count as f64], goal);
    }
}

/// An office with so many texts that wait, and so many that went out.
fn office(waiting: usize, done: usize) -> Office {
    let mut office = Office::new();
    let tata = office.me("tata");
    let destination = Destination {
        name: "situs".parse().unwrap(),
        kind: Kind::WordPress,
        url: "https://situs.contoh.id".to_owned(),
        settings: [("account".to_owned(), "redaksi".to_owned())].into(),
    };
    office.desk.add_destination(&tata, &destination).unwrap();
    for number in 0..waiting {
        office.approved(&format!("Naskah {number} tentang layanan kantor"));
    }
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
        INSERT INTO outbox (id, article, destination, op, revision, standing, void, attempts, looks,
          queued_ms, earliest_ms, due_ms, rank, had, frozen, exchange)
        SELECT randomblob(16), randomblob(16), destination, op, revision, 'visible', 0, 1, 3,
          queued_ms, earliest_ms, NULL, 2, 2, randomblob(400), exchange
        FROM n, (SELECT * FROM outbox ORDER BY row LIMIT 1)";
    if done > 0 {
        office.file().execute(sql, [done as i64]).unwrap();
    }
    office.desk.store().tidy();
    office
}

/// What a parcel costs that is found, cleared, and frozen: the middle of some.
fn taken_up(office: &mut Office) -> f64 {
    // As it was before the last round.
    office
        .file()
        .execute_batch(
            "DELETE FROM lease WHERE name LIKE 'push/%';
             UPDATE outbox SET standing = 'queued', attempts = 0, frozen = NULL, trouble = NULL,
               due_ms = earliest_ms WHERE standing <> 'visible'",
        )
        .unwrap();
    let hand = Hand { holder: "bench", lease: LEASE, only: None, body: &body };
    let costs: Vec<f64> = (0..TAKEN)
        .map(|_parcel| {
            let (job, cost) = micros(|| {
                office.desk.next_due(None).unwrap();
                office.desk.take_up(&hand).unwrap()
            });
            assert!(job.is_some());
            cost
        })
        .collect();
    median(&costs)
}

fn wake_ups(judge: &mut Judge) {
    let mut offices = [office(FEW, 0), office(MANY, 0), office(FEW, DONE)];
    let mut costs: [Vec<f64>; 3] = Default::default();
    // The first round fills the caches.
    for round in 0..=ROUNDS {
        for (office, costs) in offices.iter_mut().zip(&mut costs) {
            let cost = taken_up(office);
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    let [few, many, done] = costs;
    for (name, costs) in [("1,000 that wait", many), ("100,000 that went out", done)] {
        let ratios: Vec<f64> = costs.iter().zip(&few).map(|(cost, few)| cost / few).collect();
        let value = format!("{:.0} -> {:.0} us", median(&few), median(&costs));
        judge.at_most(&format!("wake-up, {name}"), &value, &ratios, 1.5);
    }
}

/// How often the kernel woke a thread or took the processor from it.
fn switches(thread: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{thread}/status")).unwrap();
    let lines = status.lines().filter_map(|line| line.split_once("ctxt_switches:"));
    lines.filter_map(|(_, count)| count.trim().parse::<f64>().ok()).sum()
}

/// A worker with texts that are due in an hour sleeps all the while.
fn rest(judge: &mut Judge) {
    let mut office = office(FEW, 0);
    let later = "UPDATE outbox SET due_ms = due_ms + 86400000";
    office.file().execute(later, []).unwrap();
    let (call, calls) = mpsc::channel();
    let (tell, told) = mpsc::channel();
    let worker = std::thread::spawn(move || {
        let name = std::fs::read_link("/proc/thread-self").unwrap();
        let means = Means {
            clock: office.clock.clone(),
            waits: Waits::default(),
            office: "Kantor Contoh".to_owned(),
            sections: Vec::new(),
        };
        let mut make = |_: &Destination| unreachable!("nothing is due");
        let mut tell = |news| {
            if let News::Idle(next) = news {
                tell.send((name.display().to_string(), next)).unwrap();
            }
        };
        Worker::new(means, &body, &mut make, &mut tell, &|| true).run(&mut office.desk, &calls);
    });
    let (thread, next) = told.recv().unwrap();
    assert!(next.is_some());
    // Until it lies down.
    std::thread::sleep(Duration::from_millis(300));
    let before = switches(&thread);
    std::thread::sleep(REST);
    let woken = switches(&thread) - before;
    judge.at_most("outbox at rest, wake-ups in 10 s", &format!("{woken}"), &[woken], 0.0);
    call.send(Call::Stop).unwrap();
    worker.join().unwrap();
}
