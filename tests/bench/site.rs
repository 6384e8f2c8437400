//! The export as a whole program: all pages, and one that changed.

use std::path::Path;

use crate::fill::Filled;
use crate::hugo;
use crate::measure::{Judge, has, median, run as run_program};
use crate::process::redaksi;

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
    let full = full(judge, filled, folder.path());
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

/// All pages, and beside each round Hugo with the same texts: the cost of ours.
fn full(judge: &mut Judge, filled: &Filled, folder: &Path) -> Vec<f64> {
    let pages = filled.published.len();
    let hugo = has(hugo::PROGRAM).then(|| hugo::Site::write(filled, folder));
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let our = export(filled, &folder.join(round.to_string()));
        ours.push(our);
        let Some(site) = &hugo else { continue };
        let out = folder.join("theirs");
        let their = run_program(&mut site.build(&out));
        assert!(their.good, "hugo failed");
        // As many pages as ours, give or take a list.
        let made = count(&out);
        assert!(made >= pages + pages / 20, "hugo made {made} files of {pages} texts");
        std::fs::remove_dir_all(&out).unwrap();
        theirs.push(their.micros);
        ratios.push(their.micros / our);
    }
    let rate = |costs: &[f64]| pages as f64 / median(costs) * 1e6;
    judge.note("full export", &format!("{pages} pages, {:.0} a CPU second", rate(&ours)));
    if hugo.is_none() {
        judge.absent("export / hugo", hugo::PROGRAM);
    } else {
        let value = format!("{:.0} / {:.0} pages a CPU s", rate(&ours), rate(&theirs));
        judge.at_least("export / hugo", &value, &ratios, 2.0);
    }
    ours
}

fn count(folder: &Path) -> usize {
    let (mut files, mut left) = (0, vec![folder.to_owned()]);
    while let Some(at) = left.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                left.push(entry.path());
            } else {
                files += 1;
            }
        }
    }
    files
}
