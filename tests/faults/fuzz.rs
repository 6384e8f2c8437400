//! Files that somebody broke: sound ones, changed by chance, go through the readers and the desk.
//! Each seed makes one file, so a failure can be made again: `REDAKSI_FUZZ_SEED=… cargo test --test
//! faults -- fuzz`. `REDAKSI_FUZZ_SECONDS` says for how long.

mod corpus;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use redaksi::clock::Clock;
use redaksi::desk::create::Founding;
use redaksi::desk::import::{File, Imported};
use redaksi::desk::{Desk, DeskError, Me};
use redaksi::domain::characters::{Class, class};
use redaksi::domain::manuscript::Manuscript;
use redaksi::intake::{Format, Hints, IntakeError, Reading, Source, read};
use rustix::time::{ClockId, clock_gettime};

use crate::{Outcome, heap, long, scratch};

/// A file of some kilobytes takes the readers less than this, built without optimisation.
const LONGEST: Duration = Duration::from_secs(2);
/// What a word processor file may unpack to and be held as, whatever it claims.
const MOST: usize = 150 << 20;
/// So many files go to the desk in one call, with sound ones among them.
const CALL: u64 = 24;

/// How long the process computed: other programs do not count.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), u32::try_from(time.tv_nsec).unwrap())
}

fn seconds() -> u64 {
    let asked = std::env::var("REDAKSI_FUZZ_SECONDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(if long() { 3_600 } else { 6 })
}

fn chosen() -> Option<u64> {
    std::env::var("REDAKSI_FUZZ_SEED").ok()?.parse().ok()
}

/// A file by its seed: what it is called, its bytes, and what it is said to be.
pub(crate) struct Made {
    name: String,
    bytes: Vec<u8>,
    format: Option<Format>,
}

#[derive(Default)]
struct Tally {
    files: u64,
    done: u64,
    told: BTreeMap<&'static str, u64>,
    slowest: Duration,
    largest: usize,
    calls: u64,
    failures: Vec<String>,
}

impl Tally {
    fn blame(&mut self, seed: u64, what: impl std::fmt::Display) {
        self.failures.push(format!("seed {seed}: {what}"));
    }

    fn count(&mut self, error: &IntakeError) -> Result<(), String> {
        let kind = error.kind();
        if !IntakeError::KINDS.contains(&kind) {
            return Err(format!("{kind} is no kind that has a sentence"));
        }
        *self.told.entry(kind).or_default() += 1;
        Ok(())
    }
}

/// What a reader made must be fit for the ledger.
fn fit(text: &Manuscript) -> Result<(), String> {
    let back = Manuscript::from_bytes(&text.to_bytes()).map_err(|error| error.to_string())?;
    if back != *text {
        return Err("it is another text when read back".to_owned());
    }
    let fields = [&text.headline, &text.summary, &text.place, &text.byline, &text.credit];
    let lines = fields.into_iter().chain(&text.tags);
    if let Some(line) = lines.clone().find(|line| line.contains('\n')) {
        return Err(format!("a field of two lines: {line:?}"));
    }
    let forbidden = |c: &char| class(*c) == Class::Forbidden && !matches!(c, '\n' | '\t');
    match lines.chain([&text.body]).find_map(|text| text.chars().find(forbidden)) {
        Some(c) => Err(format!("U+{:04X} came through", u32::from(c))),
        None => Ok(()),
    }
}

/// One file through its reader alone.
fn look(tally: &mut Tally, seed: u64) {
    let made = corpus::file(seed);
    let hints = Hints { year: Some(2026), ..Hints::default() };
    let source = Source { name: &made.name, bytes: &made.bytes, format: made.format };
    let begun = worked();
    let run = || catch_unwind(AssertUnwindSafe(|| read(&source, &hints)));
    let (answer, peak) = heap::peak(run);
    let took = worked().saturating_sub(begun);
    tally.files += 1;
    tally.slowest = tally.slowest.max(took);
    tally.largest = tally.largest.max(peak);
    let verdict = match &answer {
        Err(_panic) => Err("a panic".to_owned()),
        Ok(Err(error)) => tally.count(error),
        Ok(Ok(Reading { manuscript, .. })) => {
            tally.done += 1;
            fit(manuscript)
        }
    };
    let length = made.bytes.len();
    if let Err(why) = verdict {
        tally.blame(seed, format!("{}: {why}", made.name));
    }
    if took > LONGEST {
        tally.blame(seed, format!("{}: {took:?} for {length} bytes", made.name));
    }
    if peak > MOST {
        tally.blame(seed, format!("{}: {peak} bytes of memory for {length}", made.name));
    }
}

fn desk_in(folder: &Path) -> (Desk, Me) {
    let settings = [("name", "Kantor Uji"), ("place", "Kendari"), ("timezone", "Asia/Makassar")];
    let founding = Founding {
        settings: settings.map(|(key, value)| (key, value.to_owned())).to_vec(),
        person: "sari",
        full_name: None,
        passphrase: None,
    };
    let (dir, state) = (folder.join("desk"), folder.join("state"));
    let mut desk = Desk::create(&dir, &state, Arc::new(Clock::system()), &founding).unwrap();
    let person = desk.who(Some("sari")).unwrap();
    let me = desk.unlock(person, None).unwrap();
    (desk, me)
}

type Answers = Vec<Result<Imported, DeskError>>;

/// Some files in one call of the desk, a sound one before and one after them: those come in,
/// whatever the others are.
fn call(tally: &mut Tally, desk: &mut Desk, me: &Me, first: u64) {
    let sound =
        |number: u64| format!("Rapat {number} digelar\n\nIsi rapat {number}.\n").into_bytes();
    let (before, after) = (sound(first * 2), sound(first * 2 + 1));
    let made: Vec<Made> = (first..first + CALL).map(corpus::file).collect();
    let plain = |bytes| File { name: "sehat.txt", bytes, format: None, section: None, again: true };
    let mut files = vec![plain(&before)];
    files.extend(made.iter().map(|made| File {
        name: &made.name,
        format: made.format,
        ..plain(&made.bytes)
    }));
    files.push(plain(&after));
    tally.calls += 1;
    let answers: Answers = match catch_unwind(AssertUnwindSafe(|| desk.import(me, &files))) {
        Ok(Ok(answers)) => answers,
        Ok(Err(error)) => return tally.blame(first, format!("the whole call: {error:?}")),
        Err(_panic) => return tally.blame(first, "a panic in a call"),
    };
    if answers.len() != files.len() {
        return tally.blame(first, "an answer is missing");
    }
    for end in [&answers[0], &answers[answers.len() - 1]] {
        if !matches!(end, Ok(imported) if !imported.duplicate) {
            tally.blame(first, format!("a sound file: {end:?}"));
        }
    }
    for (seed, answer) in (first..).zip(&answers[1..answers.len() - 1]) {
        match answer {
            Ok(imported) => {
                if let Err(error) = desk.article(&imported.id.to_string(), None) {
                    tally.blame(seed, format!("it cannot be read back: {error:?}"));
                }
            }
            Err(DeskError::Intake(_)) => {}
            Err(error) => tally.blame(seed, format!("told as {error:?}")),
        }
    }
}

fn fuzz_for(time: Duration) -> Tally {
    let folder = scratch("fuzz");
    let (mut desk, mut me) = desk_in(folder.path());
    let mut tally = Tally::default();
    let start = Instant::now();
    let mut seed = 0;
    while start.elapsed() < time && tally.failures.len() < 50 {
        for seed in seed..seed + CALL {
            look(&mut tally, seed);
        }
        // A part of them is enough for the desk, which also checks and signs; and one desk need
        // not hold a night's files.
        if (seed / CALL).is_multiple_of(8) {
            call(&mut tally, &mut desk, &me, seed);
            if tally.calls.is_multiple_of(200) {
                std::fs::remove_dir_all(folder.path().join("desk")).unwrap();
                (desk, me) = desk_in(folder.path());
            }
        }
        seed += CALL;
    }
    let report = desk.store().verify(&[], &mut |_done| {}).unwrap();
    if let Some(problem) = report.problems.first() {
        tally.failures.push(format!("the audit says {problem:?}"));
    }
    tally
}

pub(crate) fn intake() -> Outcome {
    let tally = match chosen() {
        // With the words of a panic, for one who looks into it.
        Some(seed) => {
            let mut tally = Tally::default();
            look(&mut tally, seed);
            tally
        }
        None => crate::sweep::quietly(|| fuzz_for(Duration::from_secs(seconds()))),
    };
    let mut failures = tally.failures;
    if chosen().is_none() && (tally.files < 200 || tally.done == 0 || tally.told.len() < 5) {
        failures.push("hardly anything was tried".to_owned());
    }
    let told: Vec<String> =
        tally.told.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let figures = format!(
        "{} files, {} read, refused as {}; {} calls of the desk; at most {} ms and {} KiB",
        tally.files,
        tally.done,
        told.join(", "),
        tally.calls,
        tally.slowest.as_millis(),
        tally.largest >> 10,
    );
    Outcome::of(figures, &failures)
}
