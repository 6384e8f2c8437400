//! What is to be checked: articles, files, and the files of a folder that the intake can read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::desk::DeskError;

/// Endings of files that are texts, in small letters.
const ENDINGS: [&str; 8] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx"];
/// Deeper folders and more files are no office's releases.
const DEEPEST: usize = 16;
const MOST: usize = 100_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Article(String),
    File(PathBuf),
    /// `-`.
    Input,
}

impl Source {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Article(name) => name.clone(),
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Input => "-".to_owned(),
        }
    }
}

/// The sources in their order, folders opened. What is no file is an article, where there is a
/// desk that could know it.
pub(super) fn sources(given: &[OsString], has_desk: bool) -> Result<Vec<Source>, DeskError> {
    let mut found = Vec::new();
    for name in given {
        let path = Path::new(name);
        if name == "-" {
            found.push(Source::Input);
        } else if path.is_dir() {
            walk(path, 0, &mut found)?;
        } else if path.is_file() || !has_desk {
            found.push(Source::File(path.to_owned()));
        } else {
            found.push(Source::Article(name.to_string_lossy().into_owned()));
        }
    }
    Ok(found)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<Source>) -> Result<(), DeskError> {
    let read = |source| DeskError::Read { path: folder.to_owned(), source };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let entry = entry.map_err(read)?;
        entries.push((entry.file_name(), entry.file_type().map_err(read)?));
    }
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (name, kind) in entries {
        // What is hidden is no release, and a link may lead in circles.
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = folder.join(&name);
        if kind.is_dir() && depth < DEEPEST {
            walk(&path, depth + 1, found)?;
        } else if kind.is_file() && is_text(&path) && found.len() < MOST {
            found.push(Source::File(path));
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    // Other programs keep their settings in JSON: one is read only where it is named.
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::private;

    #[test]
    fn a_folder_is_opened_in_order() {
        let room = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = room.path().join(name);
            private::create_private_dir(path.parent().unwrap()).unwrap();
            private::replace_private(&path, b"x").unwrap();
        };
        for name in ["b.TXT", "a/c.md", "a/b.docx", ".git/x.md", "c.png", "d.json", "a/.e.md"] {
            file(name);
        }
        let given = [room.path().as_os_str().to_owned(), "-".into(), "a12".into()];
        let found = sources(&given, true).unwrap();
        let names: Vec<_> = found
            .iter()
            .map(|source| source.name().replace(&room.path().to_string_lossy().into_owned(), ""))
            .collect();
        assert_eq!(names, ["/a/b.docx", "/a/c.md", "/b.TXT", "-", "a12"]);
        assert!(matches!(sources(&["a12".into()], false).unwrap()[..], [Source::File(_)]));
    }
}
