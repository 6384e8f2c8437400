//! Autosaves and the power: many light commits, one full one now and then. Whatever is on the disk
//! afterwards is the desk as it was at some moment, never before the last full commit.

use std::path::Path;

use redaksi::domain::ids::Digest;
use redaksi::store::Store;
use redaksi::store::open::How;

use crate::chance::Chance;
use crate::cut::{DISKS, left, materialise};
use crate::day::{self, Day, Kept, Step};
use crate::shim::{self, Trace};
use crate::{Outcome, scratch, several};

/// Enough for the write-ahead log to be emptied several times on the way.
const AUTOSAVES: usize = 480;

/// The desk after a commit that was acknowledged.
pub(crate) struct Moment {
    pub(crate) records: usize,
    pub(crate) kept: Kept,
    pub(crate) full: bool,
}

impl Moment {
    pub(crate) fn of(day: &Day, full: bool) -> Self {
        Self { records: day.acked.len(), kept: day.kept.clone(), full }
    }
}

struct Story {
    trace: Trace,
    acked: Vec<Digest>,
    moments: Vec<Moment>,
}

/// A day of autosaves in two articles; each `every`-th is a full commit, and none for 0. With
/// `records` somebody also saves now and then, which drops a copy.
fn story(folder: &Path, every: usize, records: bool) -> Story {
    let mut day = Day::at(&folder.join("desk.db"), Some(shim::NAME));
    let mut moments = Vec::new();
    shim::record();
    let mut act = |day: &mut Day, step: Step, full: bool| {
        day.step(step).unwrap_or_else(|error| panic!("{step:?}: {error}"));
        moments.push(Moment::of(day, full));
        shim::ack(moments.len());
    };
    for step in [Step::Found, Step::People, Step::New(0), Step::New(1)] {
        act(&mut day, step, true);
    }
    for number in 0..AUTOSAVES {
        let full = every > 0 && number % every == 0;
        act(&mut day, Step::Keep(number % 2, full), full);
        match number % 60 {
            29 if records => act(&mut day, Step::Edit(0), true),
            59 if records => act(&mut day, Step::SaveKept(1), true),
            _ => {}
        }
    }
    let acked = day.close();
    Story { trace: shim::taken(), acked, moments }
}

#[derive(Default)]
struct Tally {
    states: usize,
    lossy: usize,
    worst: usize,
    failures: Vec<String>,
}

impl Tally {
    fn add(mut self, other: Self) -> Self {
        self.states += other.states;
        self.lossy += other.lossy;
        self.worst = self.worst.max(other.worst);
        self.failures.extend(other.failures);
        self
    }
}

/// How many commits the newest moment that the file shows is behind the `known` ones that were
/// acknowledged when the power went. Up to `end` it may also show what nobody was told of yet.
pub(crate) fn loss(
    moments: &[Moment],
    acked: &[Digest],
    path: &Path,
    (known, end): (usize, usize),
    whole: bool,
) -> Result<usize, String> {
    let store = Store::open(path, How::default()).map_err(|error| format!("open: {error:?}"))?;
    let records = store.records(None, None, usize::MAX).map_err(|error| format!("{error:?}"))?;
    drop(store);
    let kept = day::kept_in(path)?;
    let floor = moments[..known].iter().rposition(|moment| moment.full).unwrap_or(0);
    let shown = (floor..end.min(moments.len())).rev().find(|at| {
        let moment = &moments[*at];
        moment.records == records.len() && moment.kept == kept
    });
    let Some(shown) = shown else {
        return Err(format!("{} records and these copies were never together", records.len()));
    };
    day::examine(path, &acked[..moments[shown].records], whole)?;
    Ok((known - 1).saturating_sub(shown))
}

fn judge(story: &Story, folder: &Path, state: usize) -> Tally {
    let mut tally = Tally::default();
    let mut chance = Chance::new(0xA070_0000 + state as u64);
    let cut = chance.below(story.trace.ops.len() + 1);
    let disk = DISKS[state % DISKS.len()];
    let (files, known) = left(&story.trace, cut, disk, &mut chance);
    if known == 0 {
        return tally;
    }
    let path = materialise(&files, folder);
    tally.states = 1;
    // The commit after the last acknowledged one may be there too.
    let bounds = (known, known + 1);
    match loss(&story.moments, &story.acked, &path, bounds, state.is_multiple_of(20)) {
        Ok(lost) => {
            tally.lossy = usize::from(lost > 0);
            tally.worst = lost;
        }
        Err(why) => tally.failures.push(format!("state {state}, cut at {cut}, {disk:?}: {why}")),
    }
    tally
}

fn judge_all(story: &Story, states: usize) -> Tally {
    let hands = 2;
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..hands)
            .map(|hand| {
                scope.spawn(move || {
                    let folder = scratch("autosave");
                    (hand..states)
                        .step_by(hands)
                        .map(|state| judge(story, folder.path(), state))
                        .fold(Tally::default(), Tally::add)
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).fold(Tally::default(), Tally::add)
    })
}

/// Records between autosaves, and full commits at several distances.
pub(crate) fn power() -> Outcome {
    let states = several(300, 3_000);
    let mut figures = Vec::new();
    let mut failures = Vec::new();
    for (every, records) in [(0, true), (0, false), (2, false), (4, false), (10, false)] {
        let folder = scratch("writing");
        let story = story(folder.path(), every, records);
        let tally = judge_all(&story, states);
        let name = match (every, records) {
            (0, true) => "light commits, with records".to_owned(),
            (0, false) => "light commits".to_owned(),
            _ => format!("one of {every} full"),
        };
        let Tally { states, lossy, worst, .. } = tally;
        failures.extend(tally.failures.into_iter().map(|why| format!("{name}: {why}")));
        if every > 0 && worst >= every {
            failures.push(format!("{name}: {worst} commits were lost"));
        }
        if lossy == 0 {
            failures.push(format!("{name}: nothing was ever lost, so this proves nothing"));
        }
        figures.push(format!("{name}: {lossy} of {states} with a loss, of {worst} at most"));
    }
    Outcome::of(figures.join("; "), &failures)
}
