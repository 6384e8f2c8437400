//! What the process keeps in memory while it lists, pages and searches.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use redaksi::clock::Clock;
use redaksi::desk::{Desk, Intent};
use redaksi::store::lists::{Filter, Sort};

use crate::fill::Filled;
use crate::measure::Judge;
use crate::words::common;

/// The word on the line of the process that walks alone.
pub(crate) const WORD: &str = "walk-for-memory";

pub(crate) fn run(judge: &mut Judge, filled: &Filled) {
    let own = std::env::current_exe().unwrap();
    let told = Command::new(own).arg(WORD).arg(filled.room()).output().unwrap();
    let most: f64 = String::from_utf8(told.stdout).unwrap().trim().parse().unwrap();
    judge.at_most("memory at the peak, MiB", "", &[most / 1024.0], 30.0);
}

/// Pages through lists and searches, then tells the most memory that was in use, in KiB.
pub(crate) fn walk(room: &Path) {
    let clock = Arc::new(Clock::system());
    let desk = Desk::open(&room.join("desk"), &room.join("state"), clock, Intent::Read).unwrap();
    for sort in [Sort::Updated, Sort::Created, Sort::Due, Sort::Headline] {
        let mut after = None;
        for _page in 0..200 {
            let page = desk.store().page(&Filter::default(), sort, 50, after.as_ref()).unwrap();
            after = page.next;
        }
    }
    for rank in 0..100 {
        let word = common(rank * 20);
        for end in 1..=word.len() {
            let search = desk.read_query(word.get(..end).unwrap(), None, true).unwrap();
            desk.found(&search, Sort::Updated, 50, None).unwrap();
            desk.found_ranked(&search, 20).unwrap();
        }
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    println!("{}", peak.trim().trim_end_matches(" kB"));
}
