//! Clocks, medians, and the line that tells how a figure stands to its goal.

use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
use rustix::time::{ClockId, clock_gettime};

/// CPU time of this thread.
fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// What an act costs this thread, in microseconds.
pub(crate) fn micros<T>(act: impl FnOnce() -> T) -> (T, f64) {
    let began = cpu();
    let value = act();
    (value, cpu().saturating_sub(began).as_secs_f64() * 1e6)
}

/// The value below which so many of a hundred lie; the samples come in any order.
pub(crate) fn percentile(samples: &[f64], percent: usize) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted.get(last * percent / 100).copied().unwrap_or(f64::NAN)
}

pub(crate) fn median(samples: &[f64]) -> f64 {
    percentile(samples, 50)
}

/// A program that ended.
pub(crate) struct Ended {
    pub(crate) micros: f64,
    pub(crate) good: bool,
}

/// Runs a program with its output thrown away, and reads its CPU time before it is buried.
pub(crate) fn run(command: &mut Command) -> Ended {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = quiet.spawn().unwrap();
    let pid = Pid::from_child(&child);
    waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT).unwrap();
    let file = |name: &str| {
        std::fs::read_to_string(format!("/proc/{}/{name}", child.id())).unwrap_or_default()
    };
    // To the nanosecond, and of the first thread alone.
    let first: f64 =
        file("schedstat").split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0.0);
    // Of all threads, in hundredths of a second.
    let stat = file("stat");
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|word| word.parse::<f64>().ok())
        .sum();
    let (first, all) = (first / 1e3, ticks * 1e4);
    let good = child.wait().unwrap().success();
    Ended { micros: if all > first + 20_000.0 { all } else { first }, good }
}

/// Is there a program of this name?
pub(crate) fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Says how figures stand to their goals, and remembers whether one was missed.
#[derive(Default)]
pub(crate) struct Judge {
    missed: Vec<String>,
    absent: Vec<&'static str>,
}

impl Judge {
    /// A figure without a goal.
    #[expect(clippy::unused_self, reason = "all that is said is said by the judge")]
    pub(crate) fn note(&self, name: &str, value: &str) {
        println!("bench: {name:<34} {value}");
    }

    /// A comparison that cannot be made, for want of the program to compare with.
    pub(crate) fn absent(&mut self, name: &str, program: &'static str) {
        self.note(name, &format!("not compared: there is no {program} here"));
        self.absent.push(program);
    }

    /// Figures of some rounds, of which the middle one shall not be above the goal.
    pub(crate) fn at_most(&mut self, name: &str, value: &str, rounds: &[f64], goal: f64) {
        let best = percentile(rounds, 25);
        self.say(name, value, median(rounds), &format!("<= {goal}"), |figure| figure <= goal, best);
    }

    /// The same where more is better.
    pub(crate) fn at_least(&mut self, name: &str, value: &str, rounds: &[f64], goal: f64) {
        let best = percentile(rounds, 75);
        self.say(name, value, median(rounds), &format!(">= {goal}"), |figure| figure >= goal, best);
    }

    fn say(
        &mut self,
        name: &str,
        value: &str,
        middle: f64,
        goal: &str,
        holds: impl Fn(f64) -> bool,
        best: f64,
    ) {
        let verdict = if holds(middle) {
            "ok"
        } else if holds(best) {
            "too noisy"
        } else {
            self.missed.push(name.to_owned());
            "MISSED"
        };
        println!("bench: {name:<34} {value:<26} {middle:>9.4} {goal:<10} {verdict}");
    }

    /// Was a goal missed, or one not tried?
    pub(crate) fn end(&self) -> bool {
        if !self.missed.is_empty() {
            println!("bench: missed: {}", self.missed.join(", "));
        }
        if !self.absent.is_empty() {
            println!("bench: not here: {}", self.absent.join(", "));
        }
        !self.missed.is_empty() || !self.absent.is_empty()
    }
}
