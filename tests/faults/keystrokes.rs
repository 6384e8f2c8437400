//! Somebody types and the process is killed, in the middle of a key or of a recovery; or the disk
//! is full. No key that was acknowledged may be lost.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use redaksi::clock::Clock;
use redaksi::domain::ids::{ArticleId, Digest};
use redaksi::journal::{Field, Found, Health, Journal, Subject, Texts, find};
use redaksi::paths::private::{self, Links};
use redaksi::text::edit::Edit;

use crate::chance::Chance;
use crate::full::Disk;
use crate::{Outcome, scratch, several};

/// Names the folder to a process that shall type.
const TYPIST: &str = "REDAKSI_FAULTS_TYPIST";

/// After so many keys the typist saves.
const SAVES: usize = 400;

fn subject() -> Subject {
    Subject { desk: "meja".to_owned(), article: None, base: None, person: "sari".to_owned() }
}

fn article() -> ArticleId {
    "0192f0c1-2345-7abc-8def-00000000002f".parse().unwrap()
}

fn body(text: &str) -> Texts {
    Texts::from([(Field::Body, text)])
}

/// The key that follows on this text. Each makes it longer by one: a text tells by its length
/// which keys are in it.
fn key(text: &str) -> Edit {
    let chance = usize::try_from(Chance::new(text.len() as u64).next() >> 32).unwrap();
    let letter = char::from(b'a' + u8::try_from(chance % 26).unwrap());
    let at = text.len() - (chance >> 8) % (text.len().min(500) + 1);
    let replaced = usize::from(text.len() % 7 == 6 && at < text.len());
    Edit {
        at,
        removed: text.get(at..at + replaced).unwrap().to_owned(),
        inserted: std::iter::repeat_n(letter, 1 + replaced).collect(),
    }
}

/// The folder of the journals, and the file that stands for the desk.
fn places(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("journal"), folder.join("saved"))
}

fn saved(folder: &Path) -> String {
    let read = private::read_limited(&places(folder).1, 1 << 30, Links::Refuse);
    String::from_utf8(read.unwrap_or_default()).unwrap()
}

fn found(folder: &Path) -> Vec<Found> {
    find(&places(folder).0).unwrap()
}

fn text_of(found: &Found) -> String {
    found.what.as_ref().map_or_else(|_| String::new(), |what| what.now.get(Field::Body))
}

/// The most that was typed, of all that is left.
fn newest(folder: &Path, found: &[Found]) -> String {
    let texts = found.iter().map(text_of).chain([saved(folder)]);
    texts.max_by_key(String::len).unwrap()
}

/// In the process that is to be killed: recovers, then types and says how many keys are in.
pub(crate) fn type_on() -> bool {
    let Some(folder) = std::env::var_os(TYPIST).map(PathBuf::from) else { return false };
    let (journals, desk) = places(&folder);
    let mut left = found(&folder);
    left.retain(|found| !found.live);
    let mut text = newest(&folder, &left);
    let base = body(&saved(&folder));
    let mut journal = Journal::begin(&journals, subject(), base, &Clock::system()).unwrap();
    journal.set(body(&text)).unwrap();
    let save = |journal: &mut Journal, text: &str| {
        private::replace_private_lightly(&desk, text.as_bytes()).unwrap();
        journal.saved(article(), Digest::of(text.as_bytes()), body(text)).unwrap();
    };
    save(&mut journal, &text);
    for found in &left {
        found.remove().unwrap();
    }
    let mut out = std::io::stdout().lock();
    loop {
        let edit = key(&text);
        journal.edit(Field::Body, &edit).unwrap();
        edit.apply(&mut text).unwrap();
        if out.write_all(&(text.len() as u64).to_le_bytes()).and_then(|()| out.flush()).is_err() {
            return true;
        }
        if text.len().is_multiple_of(SAVES) {
            save(&mut journal, &text);
        }
    }
}

/// Lets somebody type for a while. The keys that were acknowledged last, if any was.
fn type_for(folder: &Path, time: Duration) -> Option<u64> {
    let mut typist = Command::new(std::env::current_exe().unwrap())
        .env(TYPIST, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = typist.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let (mut last, mut count) = (None, [0; 8]);
        while said.read_exact(&mut count).is_ok() {
            last = Some(u64::from_le_bytes(count));
        }
        last
    });
    std::thread::sleep(time);
    typist.kill().unwrap();
    typist.wait().unwrap();
    reader.join().unwrap()
}

pub(crate) fn killed() -> Outcome {
    let folder = scratch("keystrokes");
    let mut chance = Chance::new(9);
    let mut failures = Vec::new();
    let (mut acked, mut silent, mut early, mut journals) = (0, 0, 0, 0);
    let mut torn = 0_u64;
    let mut model = String::new();
    let rounds = several(40, 200);
    for round in 0..rounds {
        // Each other one hardly has the time to recover.
        let longest = if round % 2 == 0 { 30_000 } else { 6_000 };
        let time = Duration::from_micros(chance.below(longest) as u64);
        match type_for(folder.path(), time) {
            Some(keys) => acked = keys.max(acked),
            None => early += 1,
        }
        let found = found(folder.path());
        journals = found.len().max(journals);
        for found in &found {
            // A write of several pages can be cut between them; what was cut was acknowledged to
            // nobody, and the count below holds the rest.
            torn += u64::from(found.what.as_ref().is_ok_and(|what| what.damaged));
            if found.live || found.what.is_err() {
                failures.push(format!("round {round}: {found:?}"));
            }
        }
        let text = newest(folder.path(), &found);
        if (text.len() as u64) < acked || text.len() < model.len() {
            failures.push(format!("round {round}: {} of {acked} keys are there", text.len()));
            break;
        }
        // A key may be there whose acknowledgement never came.
        silent += u64::from(text.len() as u64 > acked);
        while model.len() < text.len() {
            key(&model).apply(&mut model).unwrap();
        }
        if model != text {
            failures.push(format!("round {round}: {} keys make another text", text.len()));
            break;
        }
    }
    if acked < 1_000 || early == rounds {
        failures.push(format!("only {acked} keys were typed"));
    }
    let figures = format!(
        "{rounds} killed, {early} before the first key; {acked} keys acknowledged, {silent} there \
         without it; at most {journals} journals; a torn end seen {torn} times"
    );
    Outcome::of(figures, &failures)
}

pub(crate) fn on_a_full_disk() -> Outcome {
    let disk = match Disk::small(4) {
        Ok(disk) => disk,
        Err(why) => return Outcome::of(format!("skipped: {why}"), &[]),
    };
    let mut failures = Vec::new();
    let (journals, _) = places(&disk.at);
    let mut journal = Journal::begin(&journals, subject(), body(""), &Clock::system()).unwrap();
    let mut text = String::new();
    let mut refused = 0;
    let mut type_one = |journal: &mut Journal| {
        let edit = key(&text);
        let done = journal.edit(Field::Body, &edit);
        edit.apply(&mut text).unwrap();
        done.is_ok()
    };
    let start = Instant::now();
    for _ in 0..1_000 {
        assert!(type_one(&mut journal));
    }
    let each = start.elapsed() / 1_000;
    disk.fill(0);
    for _ in 0..1_000 {
        refused += usize::from(!type_one(&mut journal));
    }
    match journal.health() {
        Health::Failing(error) if error.kind() == "disk_full" => {}
        other => failures.push(format!("on a full disk: {other:?}")),
    }
    disk.free();
    if !type_one(&mut journal) || !matches!(journal.health(), Health::Good) {
        failures.push(format!("when there was room again: {:?}", journal.health()));
    }
    drop(journal);
    let left = newest(&disk.at, &found(&disk.at));
    if left != text {
        failures.push(format!("{} of {} keys are there", left.len(), text.len()));
    }
    Outcome::of(format!("{refused} keys refused, all written later; {each:?} a key"), &failures)
}
