//! The person's own editor: which program it is, and a page of its own for a text. It is started
//! by its words, never through a shell, on a private file in a private folder.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::clock::Clock;
use crate::domain::ids::ArticleId;
use crate::paths::PathError;
use crate::paths::private::{self, Links};
use crate::text::sanitise;
use crate::tui::msg::external::Returned;

/// No text of the workstation is longer.
const LONGEST: u64 = 48 << 20;
/// Pages that nobody took are kept for so long.
const KEPT: Duration = Duration::from_hours(30 * 24);

/// Why there is no editor.
#[derive(Debug, PartialEq, Eq)]
pub enum Missing {
    Unnamed,
    NotFound(String),
}

/// The program and its first arguments, from `$VISUAL` or `$EDITOR`.
pub fn program() -> Result<Command, Missing> {
    let named = ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok());
    let line = named.into_iter().find(|line| !line.trim().is_empty());
    of_line(&line.ok_or(Missing::Unnamed)?)
}

fn of_line(line: &str) -> Result<Command, Missing> {
    let mut parts = line.split_whitespace();
    let program = parts.next().ok_or(Missing::Unnamed)?;
    let path = found(program).ok_or_else(|| Missing::NotFound(program.to_owned()))?;
    let mut command = Command::new(path);
    command.args(parts);
    Ok(command)
}

/// The program's absolute path. Folders of the search path that are relative do not count: a
/// program in the present folder is nobody's editor.
fn found(program: &str) -> Option<PathBuf> {
    let path = PathBuf::from(program);
    if path.is_absolute() {
        return path.is_file().then_some(path);
    }
    if program.contains('/') {
        return None;
    }
    std::env::split_paths(&std::env::var_os("PATH")?)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// The page for a text of an article: an erasure finds it by the beginning of its name.
pub fn page(folder: &Path, short: &str, clock: &Clock, text: &str) -> Result<PathBuf, PathError> {
    private::create_private_dir(folder)?;
    let stamp = clock.now().utc().format("%Y%m%dT%H%M%S%3f");
    let mark = ArticleId(clock.uuid()).short();
    let path = folder.join(format!("{short}-{stamp}-{mark}.md"));
    private::replace_private_lightly(&path, text.as_bytes())?;
    Ok(path)
}

/// The program that is there for a text without a word about it.
const USUAL: &str = "vi";

/// Gives a text to the editor, and what came back. A page stays on the disk while it holds words
/// that are nowhere else.
pub(super) fn edit(folder: &Path, article: ArticleId, clock: &Clock, text: &str) -> Returned {
    let command = match program() {
        Err(Missing::Unnamed) => of_line(USUAL).map_err(|_none| Returned::NoProgram),
        Err(Missing::NotFound(name)) => Err(Returned::NotFound { name }),
        Ok(command) => Ok(command),
    };
    let mut command = match command {
        Ok(command) => command,
        Err(returned) => return returned,
    };
    let not_started = |why: String| Returned::NotStarted { why };
    let path = match page(folder, &article.short(), clock, &format!("{text}\n")) {
        Ok(path) => path,
        Err(error) => return not_started(error.to_string()),
    };
    let status = command.arg(&path).status();
    let returned = match status {
        Err(error) => not_started(error.to_string()),
        Ok(status) => came_back(&path, text, status.success()),
    };
    if keeps(&returned).is_none() {
        tidy(&path);
    }
    returned
}

fn came_back(path: &Path, before: &str, well: bool) -> Returned {
    let name = path.to_string_lossy().into_owned();
    let bytes = match private::read_limited(path, LONGEST, Links::Refuse) {
        Ok(bytes) => bytes,
        Err(PathError::TooLarge { .. }) => return Returned::TooLong { path: name },
        Err(_gone) if !path.exists() => return Returned::Gone,
        Err(error) => return Returned::Unreadable { path: name, why: error.to_string() },
    };
    let Ok(read) = std::str::from_utf8(&bytes) else {
        return Returned::NotText { path: name };
    };
    let cleaned = sanitise::clean(read);
    let text = cleaned.text.trim_matches('\n');
    let is_same = text == before.trim_matches('\n');
    match (well, is_same) {
        (false, true) => Returned::Discarded { kept: None },
        (false, false) => Returned::Discarded { kept: Some(name) },
        (true, true) => Returned::Same,
        (true, false) if text.trim().is_empty() => Returned::Emptied,
        (true, false) => {
            Returned::Text { text: text.to_owned(), dropped: cleaned.dropped, path: name }
        }
    }
}

/// Where words are that nothing else holds.
pub(super) fn keeps(returned: &Returned) -> Option<&str> {
    match returned {
        Returned::Text { path, .. }
        | Returned::NotText { path }
        | Returned::TooLong { path }
        | Returned::Unreadable { path, .. } => Some(path),
        Returned::Discarded { kept } => kept.as_deref(),
        _ => None,
    }
}

/// The page is not needed any more.
pub(super) fn tidy(path: &Path) {
    if let Err(error) = private::remove_private(path) {
        tracing::warn!("a page of the editor stays: {error}");
    }
}

/// Pages that nobody took go after a month.
pub(super) fn prune(folder: &Path) {
    for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = file.metadata().and_then(|about| about.modified()).ok();
        if age.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > KEPT) {
            tidy(&file.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made of the bytes that an editor left.
    #[track_caller]
    fn check(left: Option<&[u8]>, well: bool, want: impl FnOnce(String) -> Returned) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        if let Some(bytes) = left {
            private::replace_private(&path, bytes).unwrap();
        }
        let name = path.to_string_lossy().into_owned();
        assert_eq!(came_back(&path, "Satu.\n\nDua.", well), want(name));
    }

    #[test]
    fn whatever_comes_back_is_told_apart() {
        check(Some(b"Satu.\n\nDua.\n"), true, |_| Returned::Same);
        check(Some(b"\xEF\xBB\xBFSatu.\r\n\r\nDua.\r\n"), true, |_| Returned::Same);
        check(Some(b"Satu.\x1b[31m\x07\n"), true, |path| Returned::Text {
            text: "Satu.[31m".into(),
            dropped: 2,
            path,
        });
        check(Some(b" \n\n"), true, |_| Returned::Emptied);
        check(Some(b""), true, |_| Returned::Emptied);
        check(Some(b"Satu \xFF"), true, |path| Returned::NotText { path });
        check(None, true, |_| Returned::Gone);
        check(Some(b"Satu.\n\nDua.\n"), false, |_| Returned::Discarded { kept: None });
        check(Some(b"Tiga."), false, |path| Returned::Discarded { kept: Some(path) });
    }

    #[test]
    fn a_link_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let (path, other) = (dir.path().join("a.md"), dir.path().join("b"));
        private::replace_private(&other, b"rahasia").unwrap();
        std::os::unix::fs::symlink(&other, &path).unwrap();
        assert!(matches!(came_back(&path, "Satu.", true), Returned::Unreadable { .. }));
    }

    #[test]
    fn programs_are_named_by_words_and_found_on_the_path() {
        assert_eq!(of_line(" ").unwrap_err(), Missing::Unnamed);
        let missing = Missing::NotFound("tiada-penyunting".into());
        assert_eq!(of_line("tiada-penyunting -n").unwrap_err(), missing);
        assert_eq!(of_line("./sh").unwrap_err(), Missing::NotFound("./sh".into()));
        let command = of_line("sh -c 'true;'").unwrap();
        assert!(Path::new(command.get_program()).is_absolute());
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        assert_eq!(words, ["-c", "'true;'"]);
    }
}
