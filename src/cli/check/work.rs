//! Checking files on all cores: each is read and checked by itself, and told in its order. Only a
//! few are ahead of the one that is told, so that a thousand need no more memory than ten.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Condvar, Mutex};

use chrono::Datelike;

use super::walk::Source;
use super::{Checked, seen};
use crate::desk::DeskError;
use crate::intake::{self, Hints, MAX_PACKED};
use crate::rules::{self, House, Keeper};

/// More threads than this wait for the disk.
const MOST_THREADS: usize = 8;
/// So many results may wait for one before them.
const AHEAD: usize = 32;

/// What every file is read and checked with.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) house: House<'a>,
    pub(super) sections: &'a [String],
}

type Done = (usize, Result<Checked, DeskError>);

/// How far the telling is.
#[derive(Default)]
struct Told {
    count: Mutex<usize>,
    more: Condvar,
}

impl Told {
    fn wait_for(&self, place: usize) {
        let Ok(mut count) = self.count.lock() else { return };
        while place >= count.saturating_add(AHEAD) {
            let Ok(next) = self.more.wait(count) else { return };
            count = next;
        }
    }

    fn set(&self, told: usize) {
        if let Ok(mut count) = self.count.lock() {
            *count = told;
        }
        self.more.notify_all();
    }
}

/// Checks all sources and tells of each in order. What is no file is checked by `other`, where it
/// is told.
pub(super) fn each<E>(
    sources: &[Source],
    desk: Desk<'_>,
    mut other: impl FnMut(&Source) -> Result<Checked, DeskError>,
    mut tell: impl FnMut(&Source, Result<Checked, DeskError>) -> Result<(), E>,
) -> Result<(), E> {
    let files = sources.iter().filter(|source| matches!(source, Source::File(_))).count();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = cores.min(MOST_THREADS).min(files);
    let (next, told) = (AtomicUsize::new(0), Told::default());
    std::thread::scope(|scope| {
        let (send, done) = mpsc::sync_channel(AHEAD);
        for _ in 0..threads {
            let (send, next, told) = (send.clone(), &next, &told);
            scope.spawn(move || work(sources, desk, next, told, &send));
        }
        drop(send);
        let mut waiting: BTreeMap<usize, Result<Checked, DeskError>> = BTreeMap::new();
        let mut result = Ok(());
        for (place, source) in sources.iter().enumerate() {
            let checked = match source {
                Source::File(path) => loop {
                    if let Some(checked) = waiting.remove(&place) {
                        break checked;
                    }
                    match done.recv() {
                        Ok((at, checked)) => drop(waiting.insert(at, checked)),
                        // Its thread is gone: it is done here.
                        Err(_gone) => break file(path, desk),
                    }
                },
                _ => other(source),
            };
            result = tell(source, checked);
            if result.is_err() {
                break;
            }
            told.set(place + 1);
        }
        // Nobody listens any more: those who are ahead stop.
        drop(done);
        told.set(usize::MAX);
        result
    })
}

fn work(
    sources: &[Source],
    desk: Desk<'_>,
    next: &AtomicUsize,
    told: &Told,
    send: &SyncSender<Done>,
) {
    loop {
        let place = next.fetch_add(1, Ordering::Relaxed);
        let Some(source) = sources.get(place) else { return };
        let Source::File(path) = source else { continue };
        told.wait_for(place);
        if send.send((place, file(path, desk))).is_err() {
            return;
        }
    }
}

/// Reads and checks one file.
fn file(path: &Path, desk: Desk<'_>) -> Result<Checked, DeskError> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_PACKED as u64 + 1).read_to_end(&mut bytes))
        .map_err(|source| DeskError::Read { path: path.to_owned(), source })?;
    text(&path.to_string_lossy(), bytes, desk)
}

/// Checks the bytes of a file.
pub(super) fn text(name: &str, bytes: Vec<u8>, desk: Desk<'_>) -> Result<Checked, DeskError> {
    let year = Some(desk.house.today.year());
    let hints = Hints { sections: desk.sections, year, is_judged: true };
    let read = intake::read(&intake::Source { name, bytes: &bytes, format: None }, &hints)?;
    let report = rules::report(&read.manuscript, &desk.house, &Keeper::default());
    let file = String::from_utf8(bytes).ok();
    let findings = seen::of_file(report.findings, &read, file.as_deref());
    let (manuscript, dismissed, stood) = (read.manuscript, Vec::new(), Vec::new());
    Ok(Checked { manuscript, findings, dismissed, stood, is_article: false, file })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::private;

    #[test]
    fn what_is_checked_side_by_side_is_told_in_order() {
        let room = tempfile::tempdir().unwrap();
        let mut sources = Vec::new();
        for n in 0..200 {
            let path = room.path().join(format!("{n:03}.txt"));
            if n != 7 {
                let text = format!("Judul {n}\n\n{}", "Pada Rabu (21/10/2025). ".repeat(n % 9));
                private::replace_private(&path, text.as_bytes()).unwrap();
            }
            sources.push(Source::File(path));
        }
        sources.insert(3, Source::Input);
        let today = chrono::NaiveDate::from_ymd_opt(2025, 10, 21).unwrap();
        let desk = Desk { house: House::plain(today, "id"), sections: &[] };
        let mut told = Vec::new();
        let other = |_: &Source| text("-", b"Judul\n\nIsi.".to_vec(), desk);
        each(&sources, desk, other, |source, checked| {
            told.push((source.clone(), checked.is_ok()));
            Ok::<_, ()>(())
        })
        .unwrap();
        assert_eq!(told.iter().map(|(source, _)| source.clone()).collect::<Vec<_>>(), sources);
        assert!(told[3].1 && !told[8].1);
        let stopped = each(&sources, desk, other, |_source, _checked| Err(()));
        assert_eq!(stopped, Err(()));
    }
}
