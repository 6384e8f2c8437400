//! What is left of a bug: a small file in the state folder, without the words of any text, whose
//! path the program tells when it ends.

use std::backtrace::Backtrace;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::{escape, keep_newest, unpoisoned};
use crate::clock::Clock;
use crate::paths::{Deed, PathError, private};

const PREFIX: &str = "crash-";

/// So many crash files are kept.
const KEPT: usize = 20;

/// The file of the first panic of this run: what comes after it is mostly its consequence.
static WRITTEN: Mutex<Option<PathBuf>> = Mutex::new(None);

/// From here on a panic says nothing on the terminal and leaves a crash file in `state`.
pub fn catch_panics(state: &Path, clock: Arc<Clock>) {
    let state = state.to_owned();
    std::panic::set_hook(Box::new(move |info| {
        let mut written = unpoisoned(&WRITTEN);
        if written.is_none() {
            // Without a file the program still ends with its status and its sentence.
            *written = put(&state, &clock, &report(info)).ok();
        }
    }));
}

/// The crash file that this run wrote, if it did.
pub fn crash_file() -> Option<PathBuf> {
    unpoisoned(&WRITTEN).clone()
}

fn put(state: &Path, clock: &Clock, report: &str) -> Result<PathBuf, PathError> {
    private::create_private_dir(state)?;
    let at = clock.now().to_string().replace(':', "");
    let path = state.join(format!("{PREFIX}{at}-{}.txt", std::process::id()));
    let mut file = private::create_private_file(&path)?;
    let head = format!("at: {}\n", clock.now());
    file.write_all(head.as_bytes())
        .and_then(|()| file.write_all(report.as_bytes()))
        .and_then(|()| file.sync_all())
        .map_err(|source| PathError::io(Deed::Write, &path, source))?;
    keep_newest(state, PREFIX, KEPT);
    Ok(path)
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let said = info.payload();
    let message = said
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| said.downcast_ref::<String>().map(String::as_str))
        .unwrap_or_default();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current().name().unwrap_or_default().to_owned();
    let mut report = String::new();
    for (name, value) in [
        ("program", concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned()),
        ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("thread", thread),
        ("place", place),
        ("message", escape::unquoted(message)),
    ] {
        report.extend([name, ": ", &escape::line(&value, 300), "\n"]);
    }
    for line in Backtrace::force_capture().to_string().lines().take(200) {
        report.extend([&escape::line(line, 300), "\n"]);
    }
    report
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    /// The hook is the whole process's, so a process of its own panics.
    #[test]
    fn a_panic_leaves_a_private_file_without_the_text() {
        const MARK: &str = "REDAKSI_TEST_CRASH";
        if let Some(state) = std::env::var_os(MARK) {
            let clock = Clock::fixed("2025-10-21T02:30:00Z".parse().unwrap());
            catch_panics(Path::new(&state), Arc::new(clock));
            let draft = String::from("Kafé dibuka lagi\x1b[2J");
            let failed = std::panic::catch_unwind(|| draft.split_at(4).0.len()).is_err();
            let again = std::panic::catch_unwind(|| panic!("second")).is_err();
            assert!(failed && again && crash_file().is_some());
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("state");
        let run = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("log::crash::tests::a_panic_leaves_a_private_file_without_the_text")
            .env(MARK, &state)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success() && said.contains("1 passed"), "{said}");
        assert!(
            !String::from_utf8_lossy(&run.stderr).contains("panicked"),
            "quiet on the terminal"
        );

        let files: Vec<_> =
            std::fs::read_dir(&state).unwrap().map(|entry| entry.unwrap().path()).collect();
        let [path] = files.as_slice() else { panic!("{files:?}") };
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("crash-2025-10-21T023000.000Z-"), "{name}");
        assert_eq!(std::fs::metadata(path).unwrap().mode() & 0o777, 0o600);
        let bytes = private::read_limited(path, 1 << 20, private::Links::Refuse).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("at: 2025-10-21T02:30:00.000Z\nprogram: redaksi "), "{text}");
        let place = text.lines().find_map(|line| line.strip_prefix("place: ")).unwrap();
        assert!(place.contains(".rs:"), "{place}");
        assert!(!text.contains("dibuka") && !text.contains('\x1b'), "{text}");
    }
}
