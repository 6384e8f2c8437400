//! A real office: the program itself, in a folder of its own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use redaksi::domain::ids::Digest;
use redaksi::domain::record::Deed;
use redaksi::store::Store;
use redaksi::store::articles::LedgerRow;
use redaksi::store::open::How;
use serde_json::Value;

use crate::scratch;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_redaksi");

/// An office with an editor (sari), and two reviewers (budi, rina).
pub(crate) struct Office {
    root: PathBuf,
    /// Goes away with the office, unless the office lies on a disk of its own.
    _folder: Option<tempfile::TempDir>,
}

/// What the program said.
#[derive(Debug)]
pub(crate) struct Answer {
    /// None where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) document: Value,
    pub(crate) error: String,
}

impl Answer {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            document: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
            error: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub(crate) fn is_done(&self) -> bool {
        self.code == Some(0)
    }

    /// The kind of the error, as programs read it; empty if there was none.
    pub(crate) fn kind(&self) -> String {
        let kind = |text: &Value| text["error"]["kind"].as_str().map(str::to_owned);
        kind(&self.document)
            .or_else(|| {
                let mut lines =
                    self.error.lines().filter_map(|line| serde_json::from_str(line).ok());
                lines.find_map(|document: Value| kind(&document))
            })
            .unwrap_or_default()
    }

    pub(crate) fn text(&self, field: &str) -> String {
        self.document[field].as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert!(self.is_done(), "{self:?}");
        self
    }
}

impl Office {
    /// A folder for an office that is not founded yet.
    pub(crate) fn empty() -> Self {
        let folder = scratch("office");
        let office = Self { root: folder.path().to_owned(), _folder: Some(folder) };
        office.furnish();
        office
    }

    pub(crate) fn new() -> Self {
        let office = Self::empty();
        office.found();
        office
    }

    /// An office on a disk of its own.
    pub(crate) fn on(root: &Path) -> Self {
        let office = Self { root: root.to_owned(), _folder: None };
        office.furnish();
        office
    }

    fn furnish(&self) {
        for room in ["home", "state", "texts"] {
            std::fs::create_dir_all(self.root.join(room)).unwrap();
        }
    }

    pub(crate) fn found(&self) {
        self.run("sari", &INIT).done();
        self.run("sari", &["person", "add", "budi", "--role", "reviewer"]).done();
        self.run("sari", &["person", "add", "rina", "--role", "reviewer"]).done();
    }

    pub(crate) fn desk(&self) -> PathBuf {
        self.root.join("desk")
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.desk().join("desk.db")
    }

    /// The environment of every command: this office, and nothing of the machine's owner.
    pub(crate) fn furnished(&self, mut command: Command, who: &str) -> Command {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.root.join("home"))
            .env("REDAKSI_DESK", self.desk())
            .env("REDAKSI_STATE", self.root.join("state"))
            .env("REDAKSI_HUNSPELL", "")
            .env("REDAKSI_LANG", "en")
            .env("REDAKSI_AS", who)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn command(&self, who: &str, words: &[&str]) -> Command {
        let mut command = self.furnished(Command::new(PROGRAM), who);
        command.args(words).arg("--json");
        command
    }

    pub(crate) fn start(&self, who: &str, words: &[&str]) -> Child {
        self.command(who, words).spawn().unwrap()
    }

    pub(crate) fn run(&self, who: &str, words: &[&str]) -> Answer {
        Answer::of(&self.command(who, words).output().unwrap())
    }

    /// Runs a command and ends it after a while, as the power button of a machine does. Says
    /// nothing if it was ended.
    pub(crate) fn run_for(&self, who: &str, words: &[&str], time: Duration) -> Option<Answer> {
        let end = Instant::now() + time;
        let mut child = self.start(who, words);
        while child.try_wait().unwrap().is_none() {
            if Instant::now() >= end {
                child.kill().unwrap();
                break;
            }
            std::thread::sleep(Duration::from_micros(100));
        }
        let output = child.wait_with_output().unwrap();
        // It may have come to its end between the look and the signal.
        output.status.code().map(|_| Answer::of(&output))
    }

    /// A text file to import; each number gives another text.
    pub(crate) fn text(&self, number: usize, paragraphs: usize) -> String {
        let path = self.root.join("texts").join(format!("{number}.txt"));
        let body = (0..paragraphs).map(|paragraph| {
            let people = number % 40 + paragraph;
            format!("Panitia {number} mencatat {people} orang pada bagian {paragraph} rapat.\n\n")
        });
        let headline = format!("Rapat pleno nomor {number} digelar\n\n");
        let text: String = std::iter::once(headline).chain(body).collect();
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// A draft that can be submitted: its id.
    pub(crate) fn draft(&self, number: usize) -> String {
        let file = self.text(number, 4);
        let answer = self.run("sari", &["import", &file]).done();
        let id = answer.document[0]["id"].as_str().unwrap().to_owned();
        let fields = ["--set", "place=Kendari", "--set", "date=2026-06-03"];
        self.run("sari", &[&["edit", &id], fields.as_slice()].concat()).done();
        id
    }

    /// A text that waits for its approval: its id and revision.
    pub(crate) fn submitted(&self, number: usize) -> (String, String) {
        let id = self.draft(number);
        let answer = self.run("sari", &["submit", &id]).done();
        (id, answer.document["revision"].to_string())
    }

    pub(crate) fn approved(&self, number: usize) -> String {
        let (id, revision) = self.submitted(number);
        self.run("budi", &["approve", &id, "--revision", &revision]).done();
        id
    }

    /// The page of an article in the site, whether it is there or not.
    pub(crate) fn page(&self, id: &str) -> PathBuf {
        let path = self.run("sari", &["show", id]).done().text("path");
        assert!(!path.is_empty(), "{id} has no address");
        let page = self.desk().join("site").join(path.trim_start_matches('/'));
        if page.extension().is_some() { page } else { page.join("index.html") }
    }

    /// The ledger, read by the library: what is committed now.
    pub(crate) fn ledger(&self) -> Vec<LedgerRow> {
        let how = How { read_only: true, ..How::default() };
        Store::open(&self.file(), how).unwrap().records(None, None, usize::MAX).unwrap()
    }

    pub(crate) fn digests(&self) -> BTreeSet<Digest> {
        self.ledger().into_iter().map(|row| row.record.digest).collect()
    }

    pub(crate) fn count(&self, wanted: impl Fn(&Deed) -> bool) -> usize {
        self.ledger().iter().filter_map(|row| row.header.deed()).filter(|deed| wanted(deed)).count()
    }

    /// The whole ledger, by the program itself: what is wrong with it.
    pub(crate) fn audit(&self) -> Result<(), String> {
        let answer = self.run("sari", &["audit", "verify"]);
        if answer.is_done() { Ok(()) } else { Err(format!("audit: {answer:?}")) }
    }

    /// Nothing of what was there may be gone, and the whole must be sound.
    pub(crate) fn still_has(&self, before: &BTreeSet<Digest>, more: usize) -> Result<(), String> {
        let now = self.digests();
        if !before.is_subset(&now) {
            return Err(format!("lost {} records", before.difference(&now).count()));
        }
        if now.len() < before.len() + more {
            return Err(format!(
                "{} records, {} were acknowledged",
                now.len(),
                before.len() + more
            ));
        }
        self.audit()
    }
}

pub(crate) const INIT: [&str; 9] = [
    "init",
    "--office",
    "Kantor Uji",
    "--place",
    "Kendari",
    "--timezone",
    "Asia/Makassar",
    "--person",
    "sari",
];
