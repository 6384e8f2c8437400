//! The disk gets full while a backup is made: those that are there stay, and it is said.

use std::collections::BTreeMap;
use std::path::PathBuf;

use redaksi::domain::ids::Digest;
use redaksi::store::backup::verify_file;

use crate::Outcome;
use crate::full::Disk;
use crate::office::{Answer, Office};

type Backups = BTreeMap<PathBuf, Digest>;

fn backups(office: &Office) -> Backups {
    std::fs::read_dir(office.desk().join("backups"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.clone(), Digest::of(&std::fs::read(path).unwrap())))
        .collect()
}

/// A command at some hour of the day after the desk was made.
fn at(office: &Office, hour: usize, words: &[&str]) -> Answer {
    let mut command = office.command("sari", words);
    let (day, hour) = (1 + hour / 24, hour % 24);
    // Far enough ahead that no hour of the machine's clock is among them.
    command.env("REDAKSI_TEST_CLOCK", format!("2037-03-{day:02}T{hour:02}:00:00Z"));
    Answer::of(&command.output().unwrap())
}

fn good(path: &std::path::Path) -> bool {
    verify_file(path, &mut |_done| {}).is_ok_and(|report| report.is_good())
}

/// What is wrong after a backup that may have failed.
fn wrong(office: &Office, answer: &Answer, before: &Backups) -> Vec<String> {
    let mut wrong = Vec::new();
    let after = backups(office);
    if answer.is_done() {
        // Room for one: older ones may have had to go for it.
        let newest = after.keys().next_back();
        if !newest.is_some_and(|file| !before.contains_key(file) && good(file)) {
            wrong.push("the new backup is not good".to_owned());
        }
    } else {
        if answer.kind() != "disk_full" || answer.error.is_empty() && answer.document.is_null() {
            wrong.push(format!("said: {answer:?}"));
        }
        if after != *before {
            wrong.push(format!("{} backups were there, now {}", before.len(), after.len()));
        }
    }
    if after.keys().any(|file| file.to_string_lossy().contains("unproved")) {
        wrong.push("a half-made one was left".to_owned());
    }
    wrong
}

pub(crate) fn full() -> Outcome {
    let disk = match Disk::small(16) {
        Ok(disk) => disk,
        Err(why) => return Outcome::of(format!("skipped: {why}"), &[]),
    };
    let office = Office::on(&disk.at);
    office.found();
    let id = office.draft(0);
    let mut failures = Vec::new();
    for hour in 0..5 {
        at(&office, hour, &["edit", &id, "--headline", &format!("Jam {hour}")]).done();
        at(&office, hour, &["backup"]).done();
    }
    let size = std::fs::metadata(office.file()).unwrap().len();
    let steps = [0, 1, 2, 3, 4, 6, 8, 10, 12, 16, 24, 32, 48];
    let (mut full, mut done, mut automatic) = (0, 0, 0);
    for (round, step) in steps.into_iter().enumerate() {
        let hour = 6 + 3 * round;
        let before = backups(&office);
        let records = office.digests();
        disk.fill(size * step / 16);
        let answer = at(&office, hour, &["backup"]);
        failures.extend(wrong(&office, &answer, &before));
        full += usize::from(!answer.is_done());
        done += usize::from(answer.is_done());
        // A deed that goes through, and the backup after it that does not: the deed is done.
        let kept = backups(&office);
        let edit = at(&office, hour + 2, &["edit", &id, "--headline", &format!("Putaran {round}")]);
        if edit.is_done() && backups(&office) == kept {
            automatic += 1;
            if !edit.error.contains("backup") {
                failures.push(format!("a backup failed in silence: {edit:?}"));
            }
        } else if !edit.is_done() && edit.kind() != "disk_full" {
            failures.push(format!("editing: {edit:?}"));
        }
        if !backups(&office).keys().any(|file| good(file)) {
            failures.push("no good backup is left".to_owned());
        }
        disk.free();
        failures.extend(office.still_has(&records, usize::from(edit.is_done())).err());
    }
    if automatic == 0 {
        failures.push("no deed went through whose backup did not".to_owned());
    }
    if full == 0 || done == 0 {
        failures.push("the disk was always full, or never".to_owned());
    }
    let last = at(&office, 60, &["backup"]);
    failures.extend(wrong(&office, &last, &Backups::new()));
    let figures = format!(
        "{full} backups refused, {done} made; {automatic} deeds done whose backup was not, and said"
    );
    Outcome::of(figures, &failures)
}
