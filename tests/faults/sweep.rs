//! A fault at every point of a day: the disk's calls and `SQLite`'s memory, once and for good.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use redaksi::store::Fault;

use crate::day::{self, Day, Step, Trouble};
use crate::shim::{self, Kind, Plan};
use crate::{Outcome, long, memory, scratch, several};

/// Every kind of step is in the day of so few articles, and the days are many.
const ARTICLES: usize = 3;

/// Ends the faults, and says how many there were.
type Disarm<'a> = &'a dyn Fn() -> u64;

/// What a day with a fault in it came to.
#[derive(Default)]
struct Verdict {
    fired: bool,
    /// Steps that failed as they should.
    refused: usize,
    full: usize,
    failures: Vec<String>,
}

impl Verdict {
    fn blame(&mut self, step: Step, what: impl std::fmt::Display) {
        self.failures.push(format!("{step:?}: {what}"));
    }

    /// A step, with panics caught: a fault below is never a reason to die.
    fn attempt(&mut self, day: &mut Day, step: Step) -> bool {
        match catch_unwind(AssertUnwindSafe(|| day.step(step))) {
            Ok(Ok(())) => true,
            Ok(Err(trouble)) => {
                self.refused += 1;
                self.full += usize::from(is_full(&trouble));
                if !day::is_honest(&trouble) {
                    self.blame(step, format!("a fault became “{trouble}”"));
                }
                false
            }
            Err(_panic) => {
                self.blame(step, "a panic");
                false
            }
        }
    }
}

fn is_full(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Store(error) if matches!(error.fault, Fault::DiskFull))
}

/// A day with a fault armed already. The step that fails is tried again while the fault may last,
/// then once more when it is over: then it must succeed, with the same store.
fn day_with_fault(path: &Path, disarm: Disarm<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    let mut day = Day::at(path, Some(shim::NAME));
    let mut over = false;
    for step in day::steps(ARTICLES) {
        if over {
            if let Err(error) = day.step(step) {
                verdict.blame(step, format!("after the fault: {error}"));
                break;
            }
            continue;
        }
        if verdict.attempt(&mut day, step) {
            continue;
        }
        if day.is_open() {
            let _may_fail = verdict.attempt(&mut day, Step::Search);
        }
        verdict.fired = disarm() > 0;
        over = true;
        if let Err(error) = day.touch().and_then(|()| day.step(step)) {
            verdict.blame(step, format!("again, without the fault: {error}"));
            break;
        }
    }
    verdict.fired |= disarm() > 0;
    let kept = day.kept.clone();
    let acked = day.close();
    match day::kept_in(path) {
        Ok(found) if found == kept => {}
        Ok(found) => verdict.failures.push(format!("{} working copies", found.len())),
        Err(why) => verdict.failures.push(why),
    }
    if let Err(why) = day::examine(path, &acked, true) {
        verdict.failures.push(why);
    }
    verdict
}

/// What a row of points came to.
#[derive(Default)]
struct Sum {
    points: usize,
    refused: usize,
    full: usize,
    failures: Vec<String>,
}

impl Sum {
    fn add(&mut self, what: &str, verdict: Verdict) {
        self.points += 1;
        self.refused += usize::from(verdict.refused > 0);
        self.full += usize::from(verdict.full > 0);
        let named = verdict.failures.into_iter().map(|why| format!("{what}: {why}"));
        self.failures.extend(named);
    }
}

/// Panics are counted here; their words would only fill the screen.
pub(crate) fn quietly<T>(act: impl FnOnce() -> T) -> T {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let value = act();
    std::panic::set_hook(before);
    value
}

/// All points on a long run. Else neighbours stand for each other among the many calls, and what
/// lasts, which takes the same way as what does not, is tried at fewer.
fn stride(kind: Kind, lasting: bool) -> usize {
    if long() {
        return 1;
    }
    let usual = match kind {
        Kind::Write | Kind::HalfWrite | Kind::FullWrite => 12,
        Kind::Read => 4,
        _ => 1,
    };
    if lasting { usual * 3 } else { usual }
}

pub(crate) fn disk() -> Outcome {
    let folder = scratch("sweep");
    let path = folder.path().join("desk.db");
    let mut sums: Vec<(Kind, Sum)> = Vec::new();
    quietly(|| {
        for kind in Kind::ALL {
            let mut sum = Sum::default();
            for lasting in [false, true] {
                for nth in (0..).step_by(stride(kind, lasting)) {
                    shim::arm(Plan { kind, nth, lasting });
                    let verdict = day_with_fault(&path, &|| shim::disarm() as u64);
                    if !verdict.fired {
                        sum.failures.extend(verdict.failures);
                        break;
                    }
                    sum.add(&format!("{kind:?} {nth} lasting {lasting}"), verdict);
                }
            }
            sums.push((kind, sum));
        }
    });
    let points: usize = sums.iter().map(|(_, sum)| sum.points).sum();
    let refused: usize = sums.iter().map(|(_, sum)| sum.refused).sum();
    let each: Vec<String> =
        sums.iter().map(|(kind, sum)| format!("{kind:?} {}", sum.points)).collect();
    let mut failures: Vec<String> =
        sums.iter().flat_map(|(_, sum)| sum.failures.iter().cloned()).collect();
    let full =
        sums.iter().find(|(kind, _)| *kind == Kind::FullWrite).map_or(0, |(_, sum)| sum.full);
    if full == 0 {
        failures.push("a full disk was never told as one".to_owned());
    }
    if points < 200 {
        failures.push("hardly any fault fired".to_owned());
    }
    let figures = format!(
        "{points} fault points ({}); a step was refused in {refused}, told as a full disk in {full}",
        each.join(", ")
    );
    Outcome::of(figures, &failures)
}

pub(crate) fn short_of_memory() -> Outcome {
    let folder = scratch("memory");
    let path = folder.path().join("desk.db");
    let mut sum = Sum::default();
    quietly(|| {
        memory::arm(usize::MAX >> 1, false);
        let before = memory::count();
        let _none = day_with_fault(&path, &memory::disarm);
        let all = memory::count() - before;
        let points = several(200, 4_000);
        let stride = (all / points).max(1);
        for lasting in [false, true] {
            for nth in (0..all).step_by(stride) {
                memory::arm(nth, lasting);
                let verdict = day_with_fault(&path, &memory::disarm);
                if verdict.fired {
                    sum.add(&format!("allocation {nth} lasting {lasting}"), verdict);
                }
            }
        }
    });
    let mut failures = sum.failures;
    if sum.points < 200 {
        failures.push("hardly any allocation failed".to_owned());
    }
    let figures = format!(
        "{} points at which memory ran out; a step was refused in {}",
        sum.points, sum.refused
    );
    Outcome::of(figures, &failures)
}
