//! The command line as people and scripts meet it: the program itself runs on a throw-away desk,
//! and its status, its answers and its talk are looked at.

mod care;
mod copydesk;
mod crowd;
mod editor;
mod erase;
mod flows;
mod intake;
mod law;
mod lists;
mod names;
mod outbox;
mod people;
mod plain;
mod privacy;
mod queries;
mod refusals;
mod safety;
mod secrets;
mod shapes;
mod site;
mod taken;
mod talk;
mod trash;

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The moment of every run that asks for no other: a Tuesday at ten in Jakarta.
const NOW: &str = "2025-10-21T03:00:00Z";

/// A text that the copy desk has nothing against.
const SOUND: &str = "KPU Kabupaten Contoh mengikuti rapat koordinasi pada Selasa (21/10/2025).\n\n\
    Rapat membahas persiapan rekapitulasi.\n";

/// A folder for a desk, its state and some files.
struct Office {
    room: TempDir,
}

impl Office {
    /// No desk yet.
    fn empty() -> Self {
        Self { room: tempfile::tempdir().unwrap() }
    }

    /// A desk with an administrator, an editor and two reviewers. Made once and copied, since
    /// keys take their time.
    fn new() -> Self {
        static MODEL: OnceLock<Office> = OnceLock::new();
        let model = MODEL.get_or_init(|| {
            let office = Self::empty();
            office.found(&[]);
            office.json("kepala", &["office", "set", "language=id"]);
            for (name, role) in [("ali", "editor"), ("nur", "reviewer"), ("sri", "reviewer")] {
                office.json("kepala", &["person", "add", name, "--role", role]);
            }
            office
        });
        let office = Self::empty();
        for folder in ["desk", "state"] {
            copy(&model.path(folder), &office.path(folder));
        }
        office
    }

    /// Makes the desk and its administrator `kepala`.
    fn found(&self, more: &[&str]) {
        let line = ["init", "--office", "KPU Kabupaten Contoh", "--place", "Contoh"];
        let rest = ["--timezone", "Asia/Jakarta", "--person", "kepala"];
        self.call(&[&line, &rest[..], more].concat()).lang("id").json().ok();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    fn desk(&self) -> PathBuf {
        self.path("desk")
    }

    /// A file in the office's folder; its path.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        let mut file = fs::File::create(&path).unwrap();
        file.write_all(bytes.as_ref()).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn call(&self, args: &[&str]) -> Call {
        Call::new(self.room.path(), args)
    }

    /// What the command answers to a program; it must succeed.
    #[track_caller]
    fn json(&self, who: &str, args: &[&str]) -> Value {
        self.call(args).by(who).json().ok().value()
    }

    /// The kind of the refusal; it must refuse with exit code 1.
    #[track_caller]
    fn refusal(&self, who: &str, args: &[&str]) -> String {
        let run = self.call(args).by(who).json().run();
        assert_eq!(run.code, 1, "{args:?}: {run:?}");
        run.error()["kind"].as_str().unwrap().to_owned()
    }

    /// What the command says to a person; it must succeed.
    #[track_caller]
    fn says(&self, who: &str, args: &[&str]) -> String {
        self.call(args).by(who).ok().out
    }

    /// A new article by `ali` with a sound text; its id.
    #[track_caller]
    fn article(&self, headline: &str) -> String {
        let body = self.file("isi.md", SOUND);
        let made = self.json("ali", &["new", "--headline", headline, "--body-file", &body]);
        made["id"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    fn show(&self, article: &str) -> Value {
        self.json("ali", &["show", article])
    }

    #[track_caller]
    fn stage(&self, article: &str) -> String {
        self.show(article)["stage"].as_str().unwrap().to_owned()
    }

    /// Submitted by `ali` and approved by `nur`.
    #[track_caller]
    fn clear(&self, article: &str) {
        self.json("ali", &["submit", article]);
        let revision = self.show(article)["revision"].to_string();
        self.json("nur", &["approve", article, "--revision", &revision]);
    }

    /// A public article; its id.
    #[track_caller]
    fn published(&self, headline: &str) -> String {
        let id = self.article(headline);
        self.clear(&id);
        self.json("nur", &["export", "--publish"]);
        id
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// One run of the program, to be.
struct Call {
    command: Command,
    args: Vec<OsString>,
    stdin: Vec<u8>,
    umask: Option<&'static str>,
}

impl Call {
    fn new(room: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redaksi"));
        let ours = std::env::vars_os().map(|(name, _)| name).filter(|name| {
            let name = name.to_string_lossy();
            name.starts_with("REDAKSI") || name.starts_with("LC_") || name == "LANGUAGE"
        });
        for name in ours {
            command.env_remove(name);
        }
        for name in ["NO_COLOR", "VISUAL", "EDITOR"] {
            command.env_remove(name);
        }
        command
            .current_dir(room)
            .env("HOME", room)
            .env("XDG_CONFIG_HOME", room.join("config"))
            .env("LANG", "C.UTF-8")
            .env("REDAKSI_DESK", room.join("desk"))
            .env("REDAKSI_STATE", room.join("state"))
            .env("REDAKSI_HUNSPELL", "")
            .env("REDAKSI_LANG", "en")
            .env("REDAKSI_TEST_CLOCK", NOW);
        Self {
            command,
            args: args.iter().map(OsString::from).collect(),
            stdin: Vec::new(),
            umask: None,
        }
    }

    fn by(self, who: &str) -> Self {
        self.env("REDAKSI_AS", who)
    }

    fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    fn json(mut self) -> Self {
        self.args.insert(0, "--json".into());
        self
    }

    fn lang(self, lang: &str) -> Self {
        self.env("REDAKSI_LANG", lang)
    }

    fn at(self, moment: &str) -> Self {
        self.env("REDAKSI_TEST_CLOCK", moment)
    }

    fn stdin(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.stdin = text.into();
        self
    }

    /// What the shell of a careless person would set.
    fn umask(mut self, mask: &'static str) -> Self {
        self.umask = Some(mask);
        self
    }

    #[track_caller]
    fn run(mut self) -> Run {
        if let Some(mask) = self.umask {
            let mut shell = Command::new("/bin/sh");
            shell.arg("-c").arg(format!("umask {mask}; exec \"$0\" \"$@\""));
            shell.arg(self.command.get_program());
            for (name, value) in self.command.get_envs() {
                match value {
                    Some(value) => shell.env(name, value),
                    None => shell.env_remove(name),
                };
            }
            shell.current_dir(self.command.get_current_dir().unwrap());
            self.command = shell;
        }
        let mut child = self
            .command
            .args(&self.args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let text = self.stdin;
        // The child may go before it has read all: that is its right.
        let feed = std::thread::spawn(move || drop(input.write_all(&text)));
        let output = child.wait_with_output().unwrap();
        feed.join().unwrap();
        Run {
            args: self.args,
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs, and must succeed.
    #[track_caller]
    fn ok(self) -> Run {
        let run = self.run();
        assert_eq!(run.code, 0, "{run:?}");
        run
    }
}

/// How a run ended.
#[derive(Debug)]
struct Run {
    #[expect(dead_code, reason = "shown where a test fails")]
    args: Vec<OsString>,
    code: i32,
    out: String,
    err: String,
}

impl Run {
    /// The one document on stdout.
    #[track_caller]
    fn value(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// What stands under `error`: all four parts, and a hint that says something.
    #[track_caller]
    fn error(&self) -> Value {
        let error = self.value()["error"].clone();
        let parts: Vec<&String> = error.as_object().unwrap().keys().collect();
        assert_eq!(parts, ["details", "hint", "kind", "message"], "{self:?}");
        assert!(!error["message"].as_str().unwrap().is_empty(), "{self:?}");
        assert!(error["details"].is_object(), "{self:?}");
        assert!(error["hint"].as_str().is_none_or(|hint| hint.len() > 8), "{self:?}");
        error
    }
}

/// The names of an object's fields, sorted.
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}
