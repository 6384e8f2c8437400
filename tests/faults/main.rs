//! What breaks below and beside the desk: power, disks, memory, processes. Nothing that was
//! acknowledged may be lost, and nothing may be left half-made.
//!
//! `cargo test --test faults`, with the name of a part to run that part alone. `REDAKSI_LONG=1`
//! looks at more states. Some parts run only when they are named.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "the figures are what this is for")]
#![expect(clippy::disallowed_methods, reason = "the files of these folders are thrown away")]

mod autosave;
mod bridges;
mod chance;
mod copydesk;
mod crowd;
mod cut;
mod day;
mod full;
mod fuzz;
mod heap;
mod keystrokes;
mod killed;
mod memory;
mod migrate;
#[path = "../net/net.rs"]
#[expect(clippy::allow_attributes, reason = "what is dead changes with every test")]
#[allow(dead_code, reason = "each of the two programs of tests uses a part of it")]
mod net;
mod office;
#[path = "../it/workstation/pty.rs"]
#[expect(dead_code, reason = "the other tests use more of it")]
mod pty;
mod publish;
mod real;
mod rotate;
mod screen;
mod shim;
mod snapshot;
mod storm;
mod sweep;

use std::process::ExitCode;
use std::time::Instant;

/// What a part found out.
pub(crate) struct Outcome {
    figures: String,
    failures: Vec<String>,
    passed_over: bool,
}

impl Outcome {
    /// So many failures are printed; the rest is counted.
    const SHOWN: usize = 8;

    pub(crate) fn of(figures: impl Into<String>, failures: &[String]) -> Self {
        Self { figures: figures.into(), failures: failures.to_vec(), passed_over: false }
    }

    /// The machine does not let us.
    pub(crate) fn passed_over(why: impl Into<String>) -> Self {
        Self { figures: why.into(), failures: Vec::new(), passed_over: true }
    }

    fn print(&self, name: &str, seconds: f32) -> bool {
        let verdict = match (self.passed_over, self.failures.is_empty()) {
            (true, _) => "passed over",
            (_, true) => "ok",
            (_, false) => "FAILED",
        };
        println!("faults: {name} … {} ({seconds:.1} s) … {verdict}", self.figures);
        for failure in self.failures.iter().take(Self::SHOWN) {
            println!("    {failure}");
        }
        if self.failures.len() > Self::SHOWN {
            println!("    and {} more", self.failures.len() - Self::SHOWN);
        }
        self.failures.is_empty()
    }
}

/// More of everything was asked for.
pub(crate) fn long() -> bool {
    std::env::var_os("REDAKSI_LONG").is_some_and(|value| value == "1")
}

pub(crate) fn several(usual: usize, many: usize) -> usize {
    if long() { many } else { usual }
}

/// A folder that goes away; in memory where that is possible, since the disk is played here.
pub(crate) fn scratch(name: &str) -> tempfile::TempDir {
    let mut builder = tempfile::Builder::new();
    let builder = builder.prefix("redaksi-faults-").suffix(name);
    builder.tempdir_in("/dev/shm").or_else(|_none| builder.tempdir()).unwrap()
}

type Part = (&'static str, fn() -> Outcome);

const PARTS: [Part; 33] = [
    ("power", cut::power),
    ("control", cut::control),
    ("autosave", autosave::power),
    ("migrate-power", migrate::power),
    ("migrate-disk", migrate::disk),
    ("migrate-full", migrate::full),
    ("migrate-kill", migrate::killed),
    ("migrate-crowd", migrate::crowd),
    ("disk", sweep::disk),
    ("memory", sweep::short_of_memory),
    ("kill-commands", killed::commands),
    ("kill-init", killed::founding),
    ("kill-publish", killed::publishing),
    ("kill-care", killed::care),
    ("kill-keystrokes", keystrokes::killed),
    ("kill-workstation", storm::killed),
    ("crowd-editors", crowd::editors),
    ("crowd-stopped", crowd::stopped),
    ("crowd-approvers", crowd::approvers),
    ("crowd-publishers", crowd::publishers),
    ("crowd-reader", crowd::reader),
    ("full-disks", full::disks),
    ("full-backups", rotate::full),
    ("full-read-only", full::read_only),
    ("full-limits", full::limits),
    ("full-keystrokes", keystrokes::on_a_full_disk),
    ("screen-full", screen::full),
    ("screen-both-full", screen::both_full),
    ("screen-no-journal", screen::no_journal),
    ("screen-read-only", screen::read_only),
    ("screen-state-lost", screen::state_lost),
    ("fuzz-intake", fuzz::intake),
    ("fuzz-rules", copydesk::fuzz),
];

/// What takes more rights or servers than a test should need, and runs when it is named.
const OPTIONAL: [Part; 5] = [
    ("snapshots", snapshot::power),
    ("publish-bridges", bridges::run),
    ("publish-contract", publish::contract),
    ("publish-control", publish::control),
    ("publish-site", real::site),
];

/// Says to `tests/run` that nothing which was asked for can run here.
const CANNOT_RUN: u8 = 3;

fn main() -> ExitCode {
    if keystrokes::type_on() {
        return ExitCode::SUCCESS;
    }
    memory::install();
    shim::register();
    // Words on the line choose parts, as with other tests; options are the harness's of others.
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let named = |name: &str| wanted.iter().any(|word| name.contains(word.as_str()));
    let usual = PARTS.into_iter().filter(|(name, _)| wanted.is_empty() || named(name));
    let asked_for = OPTIONAL.into_iter().filter(|(name, _)| named(name));
    let (mut passed, mut failed, mut over) = (0, 0, 0);
    for (name, part) in usual.chain(asked_for) {
        let start = Instant::now();
        let outcome = part();
        let good = outcome.print(name, start.elapsed().as_secs_f32());
        match (outcome.passed_over, good) {
            (true, _) => over += 1,
            (_, true) => passed += 1,
            (_, false) => failed += 1,
        }
    }
    println!("faults: {passed} passed, {failed} failed, {over} passed over");
    match (passed, failed, over) {
        (0, 0, 1..) => ExitCode::from(CANNOT_RUN),
        (_, 0, _) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
