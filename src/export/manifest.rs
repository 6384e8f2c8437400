//! What a site folder says of itself: that it is ours, of which kind, and each file in it.
//!
//! A line a file, by path: digest, key, size, path, and behind tabs the words that lists show of
//! an article, and the mark by which the next run knows it unopened. A site of a hundred thousand articles reads and writes it at every run, so the
//! lines stay as they were read until one of them is asked for.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::write::allowed;
use crate::domain::ids::Digest;
use crate::domain::time::Timestamp;
use crate::text::span::slice;

const NAME: &str = "redaksi-site";
const VERSION: &str = "1";
/// Hexadecimal digits of a digest.
const HEX: usize = 64;

/// What a site folder is for. A trial is never written over what readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Trial,
    Published,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Published => "published",
        }
    }
}

/// A file that this run made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) digest: Digest,
    /// Of what the file was made from; zeros if it is made anew at every run.
    pub(super) key: Digest,
    pub(super) size: u64,
    pub(super) lead: String,
    pub(super) facts: Option<Facts>,
}

/// What the next run needs to list an article that it does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// Of all that decides what the article's page shows.
    pub(super) mark: Digest,
    pub(super) published: Timestamp,
    pub(super) updated: Timestamp,
    pub(super) section: String,
    pub(super) headline: String,
}

/// The last run's files, and what this run does with them.
pub(super) struct Manifest {
    pub(super) kind: Kind,
    /// Shared with those who read words of it while lines are marked.
    text: Arc<str>,
    lines: Vec<Line>,
    /// Files that a dead run may have written and that no line knows.
    strays: BTreeSet<String>,
    /// The lines with marks, found when the first is asked for.
    marks: Option<HashMap<[u8; HEX], usize>>,
}

struct Line {
    span: Range<usize>,
    path: Range<usize>,
    size: u64,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not wanted so far.
    Left,
    /// A dead run may have changed the file.
    Unsure,
    /// Taken over as it is.
    Kept,
    /// This run has a line of its own for the file.
    Replaced,
}

impl Manifest {
    pub(super) fn empty(kind: Kind) -> Self {
        Self {
            kind,
            text: Arc::from(head(kind)),
            lines: Vec::new(),
            strays: BTreeSet::new(),
            marks: None,
        }
    }

    /// Reads a manifest; `None` if it is not one of this version. A line that cannot be read is
    /// left out: its file is written again if it is wanted, and is not ours to remove if not.
    pub(super) fn read(text: String) -> Option<Self> {
        let head = text.lines().next()?;
        let kind = [Kind::Trial, Kind::Published]
            .into_iter()
            .find(|kind| head.strip_prefix(NAME) == Some(&format!(" {VERSION} {}", kind.word())))?;
        let mut lines = Vec::with_capacity(text.len() / 256);
        let mut start = head.len() + 1;
        for line in text.get(start..)?.split_inclusive('\n') {
            lines.extend(read_line(line, start));
            start += line.len();
        }
        let path = |line: &Line| slice(&text, line.path.clone());
        if !lines.is_sorted_by(|a, b| path(a) < path(b)) {
            lines.sort_by(|a, b| path(a).cmp(path(b)));
            lines.dedup_by(|a, b| path(a) == path(b));
        }
        Some(Self { kind, text: Arc::from(text), lines, strays: BTreeSet::new(), marks: None })
    }

    /// The same files under another mark.
    pub(super) fn marked(self, kind: Kind) -> Self {
        let files = self.text.split_once('\n').map_or("", |(_, files)| files);
        Self::read(head(kind) + files).unwrap_or_else(|| Self::empty(kind))
    }

    pub(super) fn text(&self) -> Arc<str> {
        self.text.clone()
    }

    /// A dead run may have written this file: what the line says of it is not believed.
    pub(super) fn doubt(&mut self, path: &str) {
        match self.find(path).and_then(|at| self.lines.get_mut(at)) {
            Some(line) => line.state = State::Unsure,
            None => {
                self.strays.insert(path.to_owned());
            }
        }
    }

    /// The line of a file that this run has not come to yet and that is as the line says.
    pub(super) fn find_left(&self, path: &str) -> Option<usize> {
        let at = self.find(path)?;
        (self.lines.get(at)?.state == State::Left).then_some(at)
    }

    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.lines.binary_search_by(|line| slice(&self.text, line.path.clone()).cmp(path)).ok()
    }

    pub(super) fn has_digest(&self, at: usize, digest: &Digest) -> bool {
        self.lines.get(at).is_some_and(|line| self.holds(line.span.start, digest))
    }

    pub(super) fn has_key(&self, at: usize, key: &Digest) -> bool {
        self.lines.get(at).is_some_and(|line| self.holds(line.span.start + HEX + 1, key))
    }

    fn holds(&self, start: usize, digest: &Digest) -> bool {
        hex(digest) == self.text.as_bytes().get(start..start + HEX).unwrap_or_default()
    }

    pub(super) fn size(&self, at: usize) -> Option<u64> {
        self.lines.get(at).map(|line| line.size)
    }

    /// Where in the text the path and the lead of a line stand.
    pub(super) fn spans(&self, at: usize) -> (Range<usize>, Range<usize>) {
        self.lines.get(at).map_or((0..0, 0..0), |line| {
            let words = line.path.end + 1..line.span.end - 1;
            let length = slice(&self.text, words.clone()).find('\t').unwrap_or(words.len());
            (line.path.clone(), words.start..words.start + length)
        })
    }

    /// The line of an article with this mark that this run has not come to yet.
    pub(super) fn marked_line(&mut self, mark: &Digest) -> Option<(usize, Facts)> {
        if self.marks.is_none() {
            let marks = (0..self.lines.len()).filter_map(|at| {
                let mark = self.fact_words(at)?.get(..HEX)?;
                Some((mark.as_bytes().try_into().ok()?, at))
            });
            self.marks = Some(marks.collect());
        }
        let at = *self.marks.as_ref()?.get(&hex(mark))?;
        let mut words = self.fact_words(at)?.splitn(5, '\t').skip(1);
        let mut time = || Some(Timestamp::from_ms(words.next()?.parse().ok()?));
        let (published, updated) = (time()?, time()?);
        let (section, headline) = (words.next()?.to_owned(), words.next()?.to_owned());
        (self.lines.get(at)?.state == State::Left)
            .then_some((at, Facts { mark: *mark, published, updated, section, headline }))
    }

    fn fact_words(&self, at: usize) -> Option<&str> {
        let (_, lead) = self.spans(at);
        self.text.get(lead.end + 1..self.lines.get(at)?.span.end - 1)
    }

    pub(super) fn key(&self, at: usize) -> Option<Digest> {
        let start = self.lines.get(at)?.span.start + HEX + 1;
        self.text.get(start..start + HEX)?.parse().ok()
    }

    /// What the last run made, to be told anew by this one.
    pub(super) fn made(&self, at: usize) -> Option<Made> {
        let line = self.lines.get(at)?;
        let (_, lead) = self.spans(at);
        Some(Made {
            digest: self.text.get(line.span.start..line.span.start + HEX)?.parse().ok()?,
            key: self.key(at)?,
            size: line.size,
            lead: slice(&self.text, lead).to_owned(),
            facts: None,
        })
    }

    pub(super) fn keep(&mut self, at: usize) {
        if let Some(line) = self.lines.get_mut(at) {
            line.state = State::Kept;
        }
    }

    /// This run has its own line for a file; `false` if it has come to that file before.
    pub(super) fn replace(&mut self, path: &str) -> bool {
        self.strays.remove(path);
        let Some(line) = self.find(path).and_then(|at| self.lines.get_mut(at)) else { return true };
        let first = matches!(line.state, State::Left | State::Unsure);
        line.state = State::Replaced;
        first
    }

    /// The files that this run did not come to: ours, and no longer wanted.
    pub(super) fn left(&self) -> impl Iterator<Item = &str> {
        let unwanted = |line: &&Line| matches!(line.state, State::Left | State::Unsure);
        self.lines
            .iter()
            .filter(unwanted)
            .map(|line| slice(&self.text, line.path.clone()))
            .chain(self.strays.iter().map(String::as_str))
            .filter(|path| allowed(path))
    }

    /// The text of the next manifest: the lines that were kept and those of this run, by path.
    pub(super) fn next(&self, kind: Kind, made: &BTreeMap<Box<str>, Made>) -> String {
        let mut out = head(kind);
        out.reserve(self.text.len() + made.len() * 400);
        let mut made = made.iter().peekable();
        for line in self.lines.iter().filter(|line| line.state == State::Kept) {
            let path = slice(&self.text, line.path.clone());
            while let Some((path, made)) = made.next_if(|(made, _)| made.as_ref() < path) {
                write_line(path, made, &mut out);
            }
            out.push_str(slice(&self.text, line.span.clone()));
        }
        made.for_each(|(path, made)| write_line(path, made, &mut out));
        out
    }
}

fn head(kind: Kind) -> String {
    format!("{NAME} {VERSION} {}\n", kind.word())
}

/// Finds the parts of a line that begins at `start` of the whole.
fn read_line(line: &str, start: usize) -> Option<Line> {
    // Two digests, each with a blank behind it.
    let facts = 2 * (HEX + 1);
    let tab = line.find('\t').filter(|_| line.ends_with('\n'))?;
    let (size, path) = line.get(facts..tab)?.split_once(' ')?;
    Some(Line {
        span: start..start + line.len(),
        path: start + tab - path.len()..start + tab,
        size: size.parse().ok()?,
        state: State::Left,
    })
}

fn write_line(path: &str, made: &Made, out: &mut String) {
    for digest in [&made.digest, &made.key] {
        out.extend(hex(digest).map(char::from));
        out.push(' ');
    }
    // Writing into a string cannot fail.
    let _infallible = write!(out, "{} {path}\t", made.size);
    out.extend(made.lead.chars().filter(|c| !c.is_control()));
    if let Some(facts) = &made.facts {
        out.push('\t');
        out.extend(hex(&facts.mark).map(char::from));
        let (published, updated) = (facts.published.ms(), facts.updated.ms());
        let _infallible =
            write!(out, "\t{published}\t{updated}\t{}\t{}", facts.section, facts.headline);
    }
    out.push('\n');
}

/// As `Display`, many times faster: a large site compares thousands of them at every run.
fn hex(digest: &Digest) -> [u8; HEX] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = [0; HEX];
    for (pair, byte) in out.chunks_exact_mut(2).zip(digest.0) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(word: &str) -> Made {
        Made {
            digest: Digest::of(word.as_bytes()),
            key: Digest::of(b"key"),
            size: 7,
            lead: format!("Rapat {word}…\n"),
            facts: None,
        }
    }

    fn of(paths: &[&str]) -> Manifest {
        let made = paths.iter().map(|path| ((*path).into(), made(path))).collect();
        Manifest::read(Manifest::empty(Kind::Trial).next(Kind::Trial, &made)).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let manifest = of(&["2025/10/a-1.html", "a.html"]);
        let at = manifest.find_left("2025/10/a-1.html").unwrap();
        assert!(manifest.has_digest(at, &Digest::of(b"2025/10/a-1.html")));
        assert!(manifest.has_key(at, &Digest::of(b"key")));
        assert!(!manifest.has_key(at, &Digest::ZERO));
        assert_eq!(manifest.size(at), Some(7));
        let (path, lead) = manifest.spans(at);
        assert_eq!(slice(&manifest.text, path), "2025/10/a-1.html");
        assert_eq!(slice(&manifest.text, lead), "Rapat 2025/10/a-1.html…");
    }

    #[test]
    fn a_mark_finds_its_line_once() {
        let facts = Facts {
            mark: Digest::of(b"mark"),
            published: Timestamp::from_ms(5),
            updated: Timestamp::from_ms(7),
            section: "Umum".to_owned(),
            headline: "Rapat pleno".to_owned(),
        };
        let one = Made { facts: Some(facts.clone()), ..made("a") };
        let made = BTreeMap::from([("a.html".into(), one), ("b.html".into(), made("b"))]);
        let text = Manifest::empty(Kind::Trial).next(Kind::Trial, &made);
        let mut manifest = Manifest::read(text).unwrap();
        let (at, found) = manifest.marked_line(&facts.mark).unwrap();
        assert_eq!(found, facts);
        assert_eq!(slice(&manifest.text, manifest.spans(at).1), "Rapat a…");
        assert_eq!(manifest.key(at), Some(Digest::of(b"key")));
        assert!(manifest.marked_line(&Digest::of(b"key")).is_none());
        manifest.keep(at);
        assert!(manifest.marked_line(&facts.mark).is_none());
    }

    #[test]
    fn kept_and_new_lines_are_merged_by_path() {
        let mut manifest = of(&["b.html", "d.html", "f.html"]);
        manifest.keep(manifest.find_left("b.html").unwrap());
        manifest.keep(manifest.find_left("f.html").unwrap());
        assert!(manifest.replace("d.html") && !manifest.replace("b.html"));
        manifest.keep(manifest.find("b.html").unwrap());
        let own = ["a.html", "d.html", "g.html"].map(|path| (path.into(), made(path)));
        let next = manifest.next(Kind::Published, &BTreeMap::from(own));
        let want = of(&["a.html", "b.html", "d.html", "f.html", "g.html"]).marked(Kind::Published);
        assert_eq!(next, *want.text);
        assert_eq!(manifest.left().count(), 0);
    }

    #[test]
    fn what_a_dead_run_touched_is_not_believed() {
        let mut manifest = of(&["a.html", "b.html"]);
        manifest.doubt("a.html");
        manifest.doubt("c.html");
        assert_eq!(manifest.find_left("a.html"), None);
        assert_eq!(manifest.left().collect::<Vec<_>>(), ["a.html", "b.html", "c.html"]);
    }

    #[test]
    fn a_hostile_manifest_names_no_foreign_file() {
        for path in ["../a.html", "/etc/passwd", "a/../../b.html", ".git/config", "a b.html"] {
            assert_eq!(of(&[path]).left().count(), 0, "{path}");
        }
    }

    #[test]
    fn a_disordered_manifest_is_put_in_order() {
        let text = of(&["a.html", "b.html"]).text;
        let lines: Vec<&str> = text.lines().collect();
        let text = [lines[0], lines[2], lines[1], "halo", "é\t", lines[2], ""].join("\n");
        let manifest = Manifest::read(text).unwrap();
        assert_eq!(manifest.left().collect::<Vec<_>>(), ["a.html", "b.html"]);
        assert_eq!(manifest.find_left("a.html"), Some(0));
    }

    #[test]
    fn other_texts_are_no_manifest() {
        for text in ["", "redaksi-site 2 trial\n", "redaksi-site 1 else\n", "redaksi-site 1", "{}"]
        {
            assert!(Manifest::read(text.to_owned()).is_none(), "{text}");
        }
    }
}
