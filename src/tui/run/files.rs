//! Files that somebody names in the workstation: one path or several, as people type and terminals
//! paste them.

use std::path::Path;

use crate::desk::DeskError;

/// A larger file is no release.
const LARGEST: u64 = 64 << 20;
/// More files at once are given to the command line.
const MOST: usize = 50;

/// The paths that were typed. A line that names a file as it stands is one path, blanks and all;
/// else it is read as a shell would, which is how terminals paste what is dropped on them.
pub(super) fn named(typed: &str) -> Vec<String> {
    let typed = typed.trim();
    let whole = at_home(typed, home().as_deref());
    if Path::new(&whole).exists() {
        return vec![whole];
    }
    let mut paths = words(typed);
    paths.truncate(MOST);
    paths.iter().map(|path| at_home(path, home().as_deref())).collect()
}

pub(super) fn read(path: &str) -> Result<Vec<u8>, DeskError> {
    use std::io::Read as _;
    let failed = |source| DeskError::Read { path: path.into(), source };
    // Opening a pipe that nobody writes to would wait for ever.
    let about = std::fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        let kind = if about.is_dir() {
            std::io::ErrorKind::IsADirectory
        } else {
            std::io::ErrorKind::InvalidInput
        };
        return Err(failed(kind.into()));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(LARGEST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn home() -> Option<String> {
    std::env::var("HOME").ok().filter(|home| !home.is_empty())
}

/// `~` and `~/…` lie at home.
fn at_home(path: &str, home: Option<&str>) -> String {
    match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            format!("{home}{rest}")
        }
        _ => path.strip_prefix("file://").unwrap_or(path).to_owned(),
    }
}

/// Words between blanks; quotes and backslashes keep blanks inside them.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('\\', None | Some('"')) => word.get_or_insert_default().extend(chars.next()),
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_terminals_paste_them() {
        for (text, want) in [
            ("/a/b.txt", vec!["/a/b.txt"]),
            ("'/a/satu dua.txt' /b.txt", vec!["/a/satu dua.txt", "/b.txt"]),
            ("/a/satu\\ dua.txt", vec!["/a/satu dua.txt"]),
            ("\"a b\"c  d", vec!["a bc", "d"]),
            ("", vec![]),
            ("'", vec![""]),
        ] {
            assert_eq!(words(text), want, "{text}");
        }
    }

    #[test]
    fn home_has_a_short_name() {
        for (path, want) in
            [("~/a", "/h/a"), ("~", "/h"), ("~x/a", "~x/a"), ("/~/a", "/~/a"), ("file:///a", "/a")]
        {
            assert_eq!(at_home(path, Some("/h")), want);
        }
        assert_eq!(at_home("~/a", None), "~/a");
    }

    #[test]
    fn a_folder_is_no_file_and_a_name_with_blanks_is_one() {
        let room = tempfile::tempdir().unwrap();
        let file = room.path().join("satu dua.txt");
        std::fs::copy("Cargo.toml", &file).unwrap();
        let name = file.to_str().unwrap();
        assert_eq!(named(name), [name]);
        assert!(read(name).unwrap().starts_with(b"[package]"));
        assert!(read(room.path().to_str().unwrap()).is_err());
        assert!(read(&format!("{name}.hilang")).is_err());
    }
}
