//! The source as data: files, and their text with comments and literals taken apart.

use std::path::{Path, PathBuf};

/// A file of the source.
pub(crate) struct File {
    /// From the crate's root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A text apart: `code` has blanks where comments and literals stood, and the same lines.
pub(crate) struct Parts {
    pub(crate) code: String,
    /// (line from 1, what stood between the quotes)
    pub(crate) literals: Vec<(usize, String)>,
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files under a folder of the crate that have this extension, sorted by path.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<File> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(dir) = waiting.pop() {
        for entry in std::fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ext| ext == extension) {
                found.push(File {
                    path: name(&path),
                    text: std::fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn name(path: &Path) -> String {
    let below = path.strip_prefix(root()).unwrap();
    below.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/")
}

/// The text up to the tests at the bottom of a file; a file of tests alone is empty.
pub(crate) fn without_tests<'a>(path: &str, text: &'a str) -> &'a str {
    if path.ends_with("/tests.rs") {
        return "";
    }
    let at = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text.get(..at).unwrap()
}

/// Takes comments and literals out of Rust code.
pub(crate) fn parts(text: &str) -> Parts {
    let chars: Vec<char> = text.chars().collect();
    let mut parts = Parts { code: String::with_capacity(text.len()), literals: Vec::new() };
    let mut line = 1;
    let mut at = 0;
    while at < chars.len() {
        let (end, literal) = token(&chars, at);
        let skipped = &chars[at..end];
        if end > at + 1 {
            parts.code.extend(skipped.iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        } else {
            parts.code.push(chars[at]);
        }
        if let Some(literal) = literal {
            parts.literals.push((line, literal));
        }
        line += skipped.iter().filter(|c| **c == '\n').count();
        at = end;
    }
    parts
}

/// The end of what begins here: a comment, a literal (with its text), or one character.
fn token(chars: &[char], at: usize) -> (usize, Option<String>) {
    let peek = |ahead: usize| chars.get(at + ahead).copied().unwrap_or('\0');
    let in_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match (chars[at], peek(1)) {
        ('/', '/') => (find(chars, at, |c| c == '\n'), None),
        ('/', '*') => (block_comment(chars, at), None),
        ('"', _) => string(chars, at),
        ('r', '"' | '#') if !in_word || chars[at - 1] == 'b' => raw_string(chars, at),
        ('\'', '\\') => {
            let close = find(chars, at + 3, |c| c == '\'');
            ((close + 1).min(chars.len()), None)
        }
        ('\'', _) if peek(2) == '\'' => (at + 3, None),
        _ => (at + 1, None),
    }
}

fn find(chars: &[char], from: usize, is_end: impl Fn(char) -> bool) -> usize {
    (from..chars.len()).find(|at| is_end(chars[*at])).unwrap_or(chars.len())
}

fn block_comment(chars: &[char], at: usize) -> usize {
    let mut depth = 0;
    let mut at = at;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

fn string(chars: &[char], at: usize) -> (usize, Option<String>) {
    let mut text = String::new();
    let mut at = at + 1;
    while at < chars.len() && chars[at] != '"' {
        if chars[at] == '\\' {
            text.push(chars[at]);
            at += 1;
        }
        text.extend(chars.get(at));
        at += 1;
    }
    ((at + 1).min(chars.len()), Some(text))
}

fn raw_string(chars: &[char], at: usize) -> (usize, Option<String>) {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        // A raw identifier.
        return (at + 1, None);
    }
    let closes = |end: &usize| {
        chars[*end] == '"'
            && chars.get(end + 1..=end + hashes).is_some_and(|h| h.iter().all(|c| *c == '#'))
    };
    let end = (open + 1..chars.len()).find(closes).unwrap_or(chars.len());
    let text = chars[open + 1..end].iter().collect();
    ((end + 1 + hashes).min(chars.len()), Some(text))
}

#[test]
fn comments_and_literals_are_taken_apart() {
    let text =
        "a /* x /* y */ \"no\" */ b // \"no\"\n\"one\\\"\" r#\"two\"\"# '\"' 'l \"three\"\nr#type";
    let parts = parts(text);
    let literals: Vec<_> = parts.literals.iter().map(|(n, text)| (*n, text.as_str())).collect();
    assert_eq!(literals, [(2, "one\\\""), (2, "two\""), (2, "three")]);
    let words: Vec<_> = parts.code.split_whitespace().collect();
    assert_eq!(words, ["a", "b", "'l", "r#type"]);
    assert_eq!(parts.code.lines().count(), 3);
}
