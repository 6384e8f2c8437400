//! The export as a whole program: all pages, and one that changed.

use std::path::Path;

use crate::fill::Filled;
use crate::measure::{Judge, median, run as run_program};
use crate::process::redaksi;

/// Posts a second of CPU of the fastest generator of sites, on a machine such as the goals were
/// set on: for a figure where it cannot run.
const PEER: f64 = 2_342.0;
const ROUNDS: usize = 3;

fn export(filled: &Filled, out: &Path) -> f64 {
    let ended = run_program(redaksi(filled).arg("export").arg("--out").arg(out));
    assert!(ended.good, "the export failed");
    ended.micros
}

pub(crate) fn run(judge: &mut Judge, filled: &Filled) {
    let pages = filled.published.len();
    // In memory where the machine has such a place: what a disk's file system takes for a new file
    // changes twofold from one minute to the next.
    let memory = tempfile::tempdir_in("/dev/shm");
    let folder = memory.or_else(|_none| tempfile::tempdir()).unwrap();
    let full: Vec<f64> =
        (0..ROUNDS).map(|round| export(filled, &folder.path().join(round.to_string()))).collect();
    let rates: Vec<f64> = full.iter().map(|cost| pages as f64 / cost * 1e6).collect();
    let value = format!("{pages} pages, {:.0} a CPU second", median(&rates));
    let against: Vec<f64> = rates.iter().map(|rate| rate / PEER).collect();
    judge.at_least("export / noted figure of Hugo", &value, &against, 2.0);

    let hands = filled.hands();
    let mut store = filled.store(false);
    let out = folder.path().join("0");
    let idle = export(filled, &out);
    judge.note("export of nothing new", &format!("{:.1} ms", idle / 1e3));
    let one: Vec<f64> = (1..=ROUNDS)
        .map(|round| {
            hands.correct(&mut store, &filled.published[pages * round / (ROUNDS + 2)], round);
            export(filled, &out)
        })
        .collect();
    let ratios: Vec<f64> = one.iter().map(|cost| cost / median(&full)).collect();
    let value = format!("{:.1} of {:.0} ms", median(&one) / 1e3, median(&full) / 1e3);
    judge.at_most("export of one change / full", &value, &ratios, 0.02);
}
