//! The log: one file a day in the state folder, for those who mend the program. Never on the
//! terminal, and never the words of a text: callers log ids, counts and kinds of errors.

mod crash;
mod escape;

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::{Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

pub use self::crash::{catch_panics, crash_file};
use crate::clock::Clock;
use crate::paths::{PathError, private};

/// So many days are kept.
const DAYS: usize = 14;

const PREFIX: &str = "redaksi.log.";

/// The longest line: a hostile value must not fill the disk.
const LONGEST: usize = 4096;

/// Begins to log into `state`, which is made if it is missing. Only the first call counts.
pub fn start(state: &Path, clock: Arc<Clock>) -> Result<(), PathError> {
    private::create_private_dir(state)?;
    let already = tracing::subscriber::set_global_default(subscriber(state, clock)).is_err();
    if already {
        tracing::debug!("the log was started twice");
    }
    Ok(())
}

fn subscriber(state: &Path, clock: Arc<Clock>) -> impl Subscriber + Send + Sync {
    let daily =
        Daily { state: state.to_owned(), clock: Arc::clone(&clock), open: Mutex::default() };
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_timer(Told(clock))
        .with_writer(daily)
        // It would complain on the terminal.
        .log_internal_errors(false)
        // What libraries say of our texts is not known, so they say nothing here.
        .with_filter(Targets::new().with_target(env!("CARGO_PKG_NAME"), Level::INFO));
    tracing_subscriber::registry().with(layer)
}

/// The time of a line, from our clock.
struct Told(Arc<Clock>);

impl FormatTime for Told {
    fn format_time(&self, out: &mut Writer<'_>) -> fmt::Result {
        write!(out, "{}", self.0.now())
    }
}

/// The file of today.
struct Daily {
    state: PathBuf,
    clock: Arc<Clock>,
    open: Mutex<Option<(String, File)>>,
}

impl Daily {
    /// Writes one event as one line. A failure is nobody's: there is no second log to tell it.
    fn line(&self, event: &[u8]) -> Option<()> {
        let day: String = self.clock.now().to_string().chars().take(10).collect();
        let mut open = unpoisoned(&self.open);
        if open.as_ref().is_none_or(|(opened, _)| *opened != day) {
            let path = self.state.join(format!("{PREFIX}{day}"));
            *open = Some((day, private::append_private_file(&path).ok()?));
            keep_newest(&self.state, PREFIX, DAYS);
        }
        let text = String::from_utf8_lossy(event);
        let line = escape::line(text.trim_end_matches('\n'), LONGEST) + "\n";
        // One write: lines of two processes do not mix in a file opened for appending.
        open.as_mut()?.1.write_all(line.as_bytes()).ok()
    }
}

impl<'a> MakeWriter<'a> for Daily {
    type Writer = Line<'a>;
    fn make_writer(&'a self) -> Line<'a> {
        Line(self)
    }
}

/// Takes one event, which comes in one piece.
struct Line<'a>(&'a Daily);

impl Write for Line<'_> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let _lost_without_a_word = self.0.line(event);
        Ok(event.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes away all but the newest files of a kind; their names sort by time.
fn keep_newest(folder: &Path, prefix: &str, keep: usize) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path())
        .collect();
    paths.sort_unstable();
    let surplus = paths.len().saturating_sub(keep);
    for path in paths.into_iter().take(surplus) {
        // An old file that stays does no harm.
        let _stays = private::remove_private(&path);
    }
}

/// A panic while a line was written leaves nothing half done that matters.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;
    use crate::domain::time::Timestamp;

    fn clock() -> Arc<Clock> {
        Arc::new(Clock::fixed("2025-10-21T23:59:00Z".parse().unwrap()))
    }

    fn text(path: &Path) -> String {
        let bytes = private::read_limited(path, 1 << 20, private::Links::Refuse).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn an_event_is_one_escaped_line_in_the_file_of_its_day() {
        let dir = tempfile::tempdir().unwrap();
        let clock = clock();
        tracing::subscriber::with_default(subscriber(dir.path(), Arc::clone(&clock)), || {
            tracing::info!(name = "a\x1b]52;c;AAAA\x07\nb\u{202e}", "opened");
            tracing::debug!("too small to tell");
            tracing::error!(target: "other_library", "not ours");
            clock.advance(120_000);
            tracing::warn!(count = 3, "next day");
        });
        let first = dir.path().join("redaksi.log.2025-10-21");
        let said = text(&first);
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.starts_with("2025-10-21T23:59:00.000Z  INFO redaksi::log"), "{said}");
        assert!(!said.trim_end().contains(|c: char| c.is_control() || c == '\u{202e}'), "{said:?}");
        assert_eq!(std::fs::metadata(&first).unwrap().mode() & 0o777, 0o600);
        let second = text(&dir.path().join("redaksi.log.2025-10-22"));
        assert!(second.contains("WARN") && second.contains("count=3"), "{second}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_fortnight_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let clock = clock();
        tracing::subscriber::with_default(subscriber(dir.path(), Arc::clone(&clock)), || {
            for _ in 0..20 {
                tracing::info!("day");
                clock.advance(86_400_000);
            }
        });
        drop(private::create_private_file(&dir.path().join("lain")).unwrap());
        let mut names: Vec<_> = std::fs::read_dir(dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), DAYS + 1);
        let last: Timestamp = clock.now().plus_ms(-86_400_000);
        assert!(last.to_string().starts_with(names[DAYS].strip_prefix(PREFIX).unwrap()));
    }

    #[test]
    fn a_log_that_cannot_be_written_disturbs_nobody() {
        let nowhere = Path::new("/dev/null/tiada");
        tracing::subscriber::with_default(subscriber(nowhere, clock()), || {
            tracing::error!("lost");
        });
        assert!(start(nowhere, clock()).is_err());
    }
}
