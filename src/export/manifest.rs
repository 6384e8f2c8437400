//! What a site folder says of itself: that it is ours, of which kind, and each file in it.
//!
//! A line a file, by path: digest, key, size, path, and behind tabs the words that lists show of
//! an article, and what the next run needs to list it unopened: its row and the clock value of its
//! newest record, times, section, headline. Those count only on the same ground, which the head
//! names. A site of a hundred thousand articles reads and writes it at every run: the text is read
//! once, its lines are places in it, and what stays is copied as it stands.

mod line;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use super::lists::Entry;
use super::write::allowed;
use crate::domain::ids::Digest;
use crate::text::span::slice;

pub use line::Mark;
pub(super) use line::{Facts, Hex, Made, hex};
use line::{Line, State, read_line, write_line};

const NAME: &str = "redaksi-site";
const VERSION: &str = "1";
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

/// On what marks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ground {
    /// Of all that every page shows; zeros if there are no marks.
    pub(super) shared: Digest,
    /// The newest record that the desk had. A desk without it has another history.
    pub(super) seen: Digest,
}

impl Ground {
    const NONE: Self = Self { shared: Digest::ZERO, seen: Digest::ZERO };
}

/// The last run's files, and what this run does with them.
pub(super) struct Manifest {
    pub(super) kind: Kind,
    ground: Ground,
    /// Shared with those who read words of it while lines are marked.
    text: Arc<String>,
    lines: Vec<Line>,
    /// Files that a dead run may have written and that no line knows.
    strays: BTreeSet<String>,
    /// The lines with marks by row, found when the first is asked for.
    marked: Option<Vec<(Mark, usize)>>,
    /// Which of them is likely to be asked for next.
    turn: usize,
    /// The next manifest differs whatever this run does.
    stale: bool,
}

impl Manifest {
    pub(super) fn empty(kind: Kind) -> Self {
        Self {
            kind,
            ground: Ground::NONE,
            text: Arc::new(head(kind, &Ground::NONE)),
            lines: Vec::new(),
            strays: BTreeSet::new(),
            marked: None,
            turn: 0,
            stale: true,
        }
    }

    /// Reads a manifest; `None` if it is not one of this version. A line that cannot be read is
    /// left out: its file is written again if it is wanted, and is not ours to remove if not.
    pub(super) fn read(text: String) -> Option<Self> {
        let head = text.lines().next()?;
        let mut words = head.split(' ');
        (words.next() == Some(NAME) && words.next() == Some(VERSION)).then_some(())?;
        let word = words.next()?;
        let kind = [Kind::Trial, Kind::Published].into_iter().find(|kind| kind.word() == word)?;
        let mut digest = || words.next()?.parse().ok();
        let ground = digest().zip(digest());
        let ground = ground.map_or(Ground::NONE, |(shared, seen)| Ground { shared, seen });
        let mut lines = Vec::with_capacity(text.len() / 256);
        let mut start = head.len() + 1;
        let mut stale = false;
        for line in text.get(start..)?.split_inclusive('\n') {
            match read_line(line, start) {
                Some(line) => lines.push(line),
                None => stale = true,
            }
            start += line.len();
        }
        let path = |line: &Line| slice(&text, line.path.clone());
        if !lines.is_sorted_by(|a, b| path(a) < path(b)) {
            lines.sort_by(|a, b| path(a).cmp(path(b)));
            lines.dedup_by(|a, b| path(a) == path(b));
            stale = true;
        }
        let text = Arc::new(text);
        let strays = BTreeSet::new();
        Some(Self { kind, ground, text, lines, strays, marked: None, turn: 0, stale })
    }

    /// The same files under another mark.
    pub(super) fn marked(self, kind: Kind) -> Self {
        let files = self.text.split_once('\n').map_or("", |(_, files)| files);
        Self::read(head(kind, &self.ground) + files).unwrap_or_else(|| Self::empty(kind))
    }

    pub(super) fn text(&self) -> Arc<String> {
        self.text.clone()
    }

    /// The newest record of the desk at the last run that changed anything.
    pub(super) fn seen(&self) -> Digest {
        self.ground.seen
    }

    /// Says on what the marks of this run stand: those of another ground are forgotten, and those
    /// of another history of the desk.
    pub(super) fn stand_on(&mut self, ground: Ground, same_history: bool) {
        let same = self.ground.shared == ground.shared && same_history;
        self.ground = ground;
        if !same {
            self.stale = true;
            self.marked = Some(Vec::new());
            self.lines.iter_mut().for_each(|line| line.facts = None);
        }
    }

    /// A dead run may have written this file: what the line says of it is not believed.
    pub(super) fn doubt(&mut self, path: &str) {
        self.stale = true;
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
        self.lines.get(at).is_some_and(|line| line.digest(&self.text) == hex(digest))
    }

    pub(super) fn has_key(&self, at: usize, key: &Digest) -> bool {
        self.lines.get(at).is_some_and(|line| line.key(&self.text) == hex(key))
    }

    pub(super) fn size(&self, at: usize) -> Option<u64> {
        self.lines.get(at).map(|line| line.size)
    }

    pub(super) fn path(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| slice(&self.text, line.path.clone()))
    }

    pub(super) fn lead(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.lead_words(&self.text))
    }

    /// Tells the line of an article with this mark that this run has not come to yet.
    pub(super) fn find_marked(&mut self, mark: Mark) -> Option<usize> {
        let lines = &self.lines;
        let marked = self.marked.get_or_insert_with(|| {
            let known = |(at, line): (usize, &Line)| Some((line.facts.as_ref()?.mark, at));
            let mut marked: Vec<(Mark, usize)> =
                lines.iter().enumerate().filter_map(known).collect();
            marked.sort_unstable_by_key(|(mark, _)| mark.row);
            marked
        });
        // Articles are mostly asked for in the order of their rows.
        let next = marked.get(self.turn).is_some_and(|(next, _)| next.row == mark.row);
        let found = if next {
            self.turn
        } else {
            marked.binary_search_by_key(&mark.row, |(mark, _)| mark.row).ok()?
        };
        self.turn = found + 1;
        let (known, at) = *marked.get(found)?;
        (known == mark && lines.get(at)?.state == State::Left).then_some(at)
    }

    /// What lists show of the article of a line, in the words of [`Manifest::text`].
    pub(super) fn entry<'t>(&self, at: usize, text: &'t str) -> Option<Entry<'t>> {
        self.lines.get(at)?.entry(text)
    }

    /// Does the line tell just this of its article?
    pub(super) fn has_facts(&self, at: usize, facts: &Facts) -> bool {
        self.lines.get(at).is_some_and(|line| {
            let mark = line.facts.as_ref().map(|known| known.mark);
            mark == Some(facts.mark)
                && line.entry(&self.text).is_some_and(|entry| {
                    (entry.published, entry.updated) == (facts.published, facts.updated)
                        && (entry.section, entry.headline)
                            == (facts.section.as_str(), facts.headline.as_str())
                })
        })
    }

    /// What the last run made, to be told anew by this one.
    pub(super) fn made(&self, at: usize) -> Option<Made> {
        let line = self.lines.get(at)?;
        Some(Made {
            digest: line.digest(&self.text).parse().ok()?,
            key: line.key(&self.text).parse().ok()?,
            size: line.size,
            lead: line.lead_words(&self.text).to_owned(),
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

    /// Would the next manifest be this one?
    pub(super) fn stays(&self) -> bool {
        !self.stale && self.lines.iter().all(|line| line.state == State::Kept)
    }

    /// Writes the next manifest: the lines that were kept and those of this run, by path. Lines
    /// that follow each other stay together.
    pub(super) fn next(
        &self,
        made: &BTreeMap<Box<str>, Made>,
        out: &mut impl io::Write,
    ) -> io::Result<()> {
        out.write_all(head(self.kind, &self.ground).as_bytes())?;
        let mut new = String::with_capacity(512);
        let mut made = made.iter().peekable();
        let mut run = 0..0;
        for line in self.lines.iter().filter(|line| line.state == State::Kept) {
            let path = slice(&self.text, line.path.clone());
            let before = made.peek().is_some_and(|(made, _)| made.as_ref() < path);
            if before || line.span.start != run.end {
                out.write_all(slice(&self.text, run.clone()).as_bytes())?;
                run = line.span.start..line.span.start;
            }
            while let Some((path, made)) = made.next_if(|(made, _)| made.as_ref() < path) {
                new.clear();
                write_line(path, made, &mut new);
                out.write_all(new.as_bytes())?;
            }
            run.end = line.span.end;
            if line.facts.is_none() && line.lead + 1 < line.span.end {
                // Facts that count no more end with the lead.
                out.write_all(slice(&self.text, run.start..line.lead).as_bytes())?;
                out.write_all(b"\n")?;
                run.start = run.end;
            }
        }
        out.write_all(slice(&self.text, run).as_bytes())?;
        for (path, made) in made {
            new.clear();
            write_line(path, made, &mut new);
            out.write_all(new.as_bytes())?;
        }
        Ok(())
    }
}

fn head(kind: Kind, ground: &Ground) -> String {
    let kind = kind.word();
    match *ground {
        Ground::NONE => format!("{NAME} {VERSION} {kind}\n"),
        Ground { shared, seen } => format!("{NAME} {VERSION} {kind} {shared} {seen}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

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
        Manifest::read(next(&Manifest::empty(Kind::Trial), &made)).unwrap()
    }

    fn next(manifest: &Manifest, made: &BTreeMap<Box<str>, Made>) -> String {
        let mut out = Vec::new();
        manifest.next(made, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let manifest = of(&["2025/10/a-1.html", "a.html"]);
        let at = manifest.find_left("2025/10/a-1.html").unwrap();
        assert!(manifest.has_digest(at, &Digest::of(b"2025/10/a-1.html")));
        assert!(manifest.has_key(at, &Digest::of(b"key")));
        assert!(!manifest.has_key(at, &Digest::ZERO));
        assert_eq!(manifest.size(at), Some(7));
        assert_eq!(manifest.path(at), "2025/10/a-1.html");
        assert_eq!(manifest.lead(at), "Rapat 2025/10/a-1.html…");
    }

    fn ground(word: &[u8]) -> Ground {
        Ground { shared: Digest::of(word), seen: Digest::of(b"newest") }
    }

    const MARK: Mark = Mark { row: 3, touched: 9 };

    /// Of two files, of which one is an article.
    fn with_facts() -> (Manifest, Facts) {
        let facts = Facts {
            mark: MARK,
            published: Timestamp::from_ms(5),
            updated: Timestamp::from_ms(7),
            section: "Umum".to_owned(),
            headline: "Rapat pleno".to_owned(),
        };
        let one = Made { facts: Some(facts.clone()), ..made("a") };
        let made = BTreeMap::from([("a.html".into(), one), ("b.html".into(), made("b"))]);
        let mut manifest = Manifest::empty(Kind::Trial);
        manifest.stand_on(ground(b"ground"), false);
        (Manifest::read(next(&manifest, &made)).unwrap(), facts)
    }

    #[test]
    fn a_mark_finds_its_line_once() {
        let (mut manifest, facts) = with_facts();
        assert_eq!(manifest.seen(), Digest::of(b"newest"));
        manifest.stand_on(Ground { seen: Digest::of(b"newer"), ..ground(b"ground") }, true);
        let at = manifest.find_marked(MARK).unwrap();
        assert!(manifest.has_facts(at, &facts));
        assert!(!manifest.has_facts(at, &Facts { headline: "Rapat".to_owned(), ..facts.clone() }));
        let text = manifest.text();
        let entry = manifest.entry(at, &text).unwrap();
        assert_eq!((entry.path, entry.lead), ("a.html", "Rapat a…"));
        assert_eq!((entry.section, entry.headline), ("Umum", "Rapat pleno"));
        assert_eq!((entry.published, entry.updated), (facts.published, facts.updated));
        assert_eq!(entry.key, hex(&Digest::of(b"key")));
        for other in [Mark { touched: 10, ..MARK }, Mark { row: 4, ..MARK }] {
            assert_eq!(manifest.find_marked(other), None);
        }
        manifest.keep(at);
        assert_eq!(manifest.find_marked(MARK), None);
    }

    #[test]
    fn on_other_ground_marks_count_no_more() {
        let (mut manifest, _) = with_facts();
        manifest.stand_on(ground(b"ground"), false);
        assert_eq!(manifest.find_marked(MARK), None);
        let (mut manifest, _) = with_facts();
        manifest.stand_on(ground(b"other"), true);
        assert_eq!(manifest.find_marked(MARK), None);
        for path in ["a.html", "b.html"] {
            manifest.keep(manifest.find_left(path).unwrap());
        }
        assert!(!manifest.stays());
        // Nor do they come back with the ground that they stood on.
        let made = BTreeMap::new();
        let mut manifest = Manifest::read(next(&manifest, &made)).unwrap();
        manifest.stand_on(ground(b"ground"), true);
        assert_eq!(manifest.find_marked(MARK), None);
        let paths = ["a.html", "b.html"].map(|path| manifest.find_left(path).map(|_| path));
        assert_eq!(paths, [Some("a.html"), Some("b.html")]);
    }

    #[test]
    fn only_what_was_kept_whole_stays() {
        let (mut manifest, _) = with_facts();
        assert!(!manifest.stays());
        manifest.keep(0);
        manifest.keep(1);
        assert!(manifest.stays());
        assert_eq!(next(&manifest, &BTreeMap::new()), *manifest.text);
        manifest.doubt("c.html");
        assert!(!manifest.stays());
    }

    #[test]
    fn kept_and_new_lines_are_merged_by_path() {
        let mut manifest = of(&["b.html", "d.html", "f.html"]);
        manifest.keep(manifest.find_left("b.html").unwrap());
        manifest.keep(manifest.find_left("f.html").unwrap());
        assert!(manifest.replace("d.html") && !manifest.replace("b.html"));
        manifest.keep(manifest.find("b.html").unwrap());
        let own = ["a.html", "d.html", "g.html"].map(|path| (path.into(), made(path)));
        let next = next(&manifest, &BTreeMap::from(own));
        let want = of(&["a.html", "b.html", "d.html", "f.html", "g.html"]);
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
        let text = of(&["a.html", "b.html"]).text();
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
