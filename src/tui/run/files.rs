//! Files that somebody names in the workstation: one path or several, as people type them and as
//! terminals paste what is dropped on them.

use std::path::Path;

use crate::desk::DeskError;

/// A larger file is no release.
const LARGEST: u64 = 64 << 20;
/// More files at once are given to the command line.
const MOST: usize = 50;
/// What the intake reads, by the ends of names.
const KINDS: [&str; 9] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "json"];

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

/// The files that a pasted text names, if it does nothing else and the intake reads their kinds.
pub(super) fn dropped(pasted: &str) -> Option<Vec<String>> {
    let mut paths = Vec::new();
    for line in pasted.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let whole = local(line);
        if is_release(&whole) {
            paths.push(whole);
            continue;
        }
        let words = if line.contains(":\\") { quoted(line) } else { words(line) };
        let words: Vec<String> = words.iter().map(|word| local(word)).collect();
        if words.is_empty() || !words.iter().all(|path| is_release(path)) {
            return None;
        }
        paths.extend(words);
    }
    (1..=MOST).contains(&paths.len()).then_some(paths)
}

fn is_release(path: &str) -> bool {
    let path = Path::new(path);
    let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    let known = end.is_some_and(|end| KINDS.contains(&end.as_str()));
    known && path.is_absolute() && path.is_file()
}

/// Bytes of a file that can be opened.
pub(super) fn size(path: &str) -> Result<u64, DeskError> {
    let failed = |source| DeskError::Read { path: path.into(), source };
    std::fs::File::open(path)
        .and_then(|file| file.metadata())
        .map(|about| about.len())
        .map_err(failed)
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

/// A path as this machine has it: from an address, from home, from another system's drive.
fn local(path: &str) -> String {
    if let Some(path) = of_address(path) {
        return path;
    }
    match path.as_bytes() {
        // Where Linux runs beside Windows, the drives lie here.
        [drive, b':', b'\\' | b'/', ..] if cfg!(unix) && drive.is_ascii_alphabetic() => {
            let rest = path.get(2..).unwrap_or_default().replace('\\', "/");
            format!("/mnt/{}{rest}", char::from(drive.to_ascii_lowercase()))
        }
        _ => at_home(path, home().as_deref()),
    }
}

/// The path of a `file://` address of this machine.
fn of_address(text: &str) -> Option<String> {
    let rest = text.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut left = path.bytes();
    while let Some(byte) = left.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(left.next())?, digit(left.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// Words between blanks; quotes keep blanks inside them, and backslashes are what they are.
fn quoted(text: &str) -> Vec<String> {
    split(text, false)
}

/// Words between blanks; quotes and backslashes keep blanks inside them.
fn words(text: &str) -> Vec<String> {
    split(text, true)
}

fn split(text: &str, escapes: bool) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('\\', None | Some('"')) if escapes => {
                word.get_or_insert_default().extend(chars.next());
            }
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
        assert_eq!(quoted("\"C:\\a b\\c.txt\" D:\\d.md"), ["C:\\a b\\c.txt", "D:\\d.md"]);
    }

    #[test]
    fn paths_of_other_forms_are_paths_here() {
        for (text, want) in [
            ("file:///a/satu%20dua.txt", "/a/satu dua.txt"),
            ("file://localhost/a%C3%A9.md", "/aé.md"),
            ("C:\\Users\\ali\\a.txt", "/mnt/c/Users/ali/a.txt"),
            ("d:/a.txt", "/mnt/d/a.txt"),
            ("/a.txt", "/a.txt"),
        ] {
            assert_eq!(local(text), want);
        }
        assert_eq!(of_address("file://lain/a"), None, "of another machine");
        assert_eq!(of_address("file:///a%2"), None);
        assert_eq!(of_address("file:///%ff"), None);
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
    fn only_files_that_can_be_releases_are_taken_for_dropped() {
        let room = tempfile::tempdir().unwrap();
        let make = |name: &str| {
            let path = room.path().join(name);
            let mut file = std::fs::File::create(&path).unwrap();
            std::io::Write::write_all(&mut file, b"x").unwrap();
            path.to_str().unwrap().to_owned()
        };
        let (one, two) = (make("satu dua.txt"), make("tiga.MD"));
        let picture = make("foto.png");
        let want = Some(vec![one.clone(), two.clone()]);
        assert_eq!(dropped(&format!("'{one}' {two}")), want);
        assert_eq!(dropped(&format!("{}\n{two}\n", one.replace(' ', "\\ "))), want);
        assert_eq!(dropped(&format!("{one}\n\n{two}")), want, "a line is a path");
        assert_eq!(dropped(&format!("file://{}\r\nfile://{two}", one.replace(' ', "%20"))), want);
        assert_eq!(dropped(&format!("'{one}' {picture}")), None, "no text");
        assert_eq!(dropped(&format!("{two} dan lain-lain")), None);
        assert_eq!(dropped(room.path().to_str().unwrap()), None, "a folder");
        assert_eq!(dropped(&format!("{two}.hilang")), None);
        assert_eq!(dropped(&format!("{two} ").repeat(MOST + 1)), None);
        assert_eq!(size(&two).unwrap(), 1);
        assert!(size(&format!("{two}.hilang")).is_err());
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
