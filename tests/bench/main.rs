//! Measures the desk against its floors: how much more it costs than the same work done bare.
//!
//! Only CPU time of this thread, or of a process that it started, is compared, and only within
//! one run: a busy machine then changes both sides of a ratio alike.
//!
//! `REDAKSI_BENCH=full` measures at 100,000 articles (a number, at so many), `REDAKSI_LONG=1` at a
//! million too, and with `REDAKSI_STRICT=1` a missed goal is a failure. The desk of a million stays
//! in the folder `REDAKSI_MILLION` if that is set. Words on the line name the parts to run.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    reason = "a bench ends where something fails, speaks to its caller, and computes ratios"
)]

mod fill;
mod floor;
mod hugo;
mod lists;
mod measure;
mod memory;
#[path = "../net/net.rs"]
#[expect(dead_code, reason = "the bench uses the site alone")]
mod net;
#[path = "../it/support.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod office;
#[path = "../it/push/support.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod parcels;
mod process;
mod publishing;
mod rules;
mod screen;
mod search;
mod site;
mod verify;
mod words;
mod write;

use std::process::ExitCode;
use std::time::Instant;

use fill::Filled;
use measure::Judge;

/// The small desk that larger ones are held to.
const SMALL: usize = 1_000;
/// Published articles of the larger desk: the goals of the export are for so many.
const PUBLISHED: usize = 10_000;
const MILLION: usize = 1_000_000;

/// One subject of the bench.
type Part<'a> = &'a dyn Fn(&mut Judge);

fn set(name: &str, value: &str) -> bool {
    std::env::var_os(name).is_some_and(|set| set == value)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, folder] = arguments.as_slice()
        && word == memory::WORD
    {
        memory::walk(folder.as_ref());
        return ExitCode::SUCCESS;
    }
    if let [word, folders @ ..] = arguments.as_slice()
        && word == screen::watching::WORD
    {
        screen::watching::watch(&folders.iter().map(Into::into).collect::<Vec<_>>());
        return ExitCode::SUCCESS;
    }
    let wanted: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
    let runs = |part: &str| wanted.is_empty() || wanted.iter().any(|word| *word == part);
    let large = match std::env::var("REDAKSI_BENCH").as_deref() {
        Ok("full") => 100_000,
        Ok(number) => number.parse().unwrap_or(20_000),
        Err(_unset) => 20_000,
    };
    let began = Instant::now();
    let mut judge = Judge::default();

    let small = Filled::new(SMALL, SMALL / 2);
    judge.note("fill", &small.told());
    let big = Filled::new(large, PUBLISHED.min(large / 2));
    judge.note("fill", &big.told());
    let parts: [(&str, Part<'_>); 10] = [
        // First: behind the others, which read and write a lot, a start takes a tenth longer.
        ("screen", &|judge| screen::run(judge, &small, &big)),
        ("lists", &|judge| lists::run(judge, &small, &big, 2.0)),
        ("search", &|judge| search::run(judge, &big)),
        ("process", &|judge| process::run(judge, &big)),
        ("verify", &|judge| verify::run(judge, &big)),
        ("site", &|judge| site::run(judge, &big)),
        ("sizes", &screen::sizes),
        ("publishing", &publishing::run),
        ("rules", &rules::run),
        // Last, since it makes the desk grow.
        ("write", &|judge| write::run(judge, &big)),
    ];
    for (name, part) in parts {
        if runs(name) {
            let start = Instant::now();
            part(&mut judge);
            judge.note("time", &format!("{name}: {:.0} s", start.elapsed().as_secs_f64()));
        }
    }
    if set("REDAKSI_LONG", "1") && (runs("million") || wanted.is_empty()) {
        let million = big.grown_to(MILLION, std::env::var_os("REDAKSI_MILLION").map(Into::into));
        judge.note("fill", &million.told());
        lists::run(&mut judge, &small, &million, 4.0);
        search::run(&mut judge, &million);
        memory::run(&mut judge, &million);
        screen::list(&mut judge, &million);
    }
    judge.note("time", &format!("{:.0} s", began.elapsed().as_secs_f64()));
    if judge.end() && set("REDAKSI_STRICT", "1") { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
