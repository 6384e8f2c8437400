//! A program on a pseudo-terminal of 120 by 40 cells: what it writes is stamped as it comes, and
//! read by an emulator only afterwards, so that no latency holds the emulator's own cost.

use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::usage::Usage;

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
/// A program that does not come to an end by itself is ended after so long.
const PATIENCE: Duration = Duration::from_mins(1);

/// With this the other screen is left.
const LEAVE: &[u8] = b"\x1b[?1049l";
/// What a program wrote last is read within so long after its end.
const QUIET_END: Duration = Duration::from_millis(20);

/// What a program asks its terminal, and what every terminal answers.
const ANSWERS: [(&[u8], &[u8]); 9] = [
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[0c", b"\x1b[?62;22c"),
    (b"\x1b[>c", b"\x1b[>41;354;0c"),
    (b"\x1b[>0c", b"\x1b[>41;354;0c"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b[?u", b"\x1b[?0u"),
    (b"\x1b]10;?", b"\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\"),
    (b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    (b"\x1b[>q", b"\x1bP>|bench 1\x1b\\"),
];

/// What is to be run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub(crate) argv: Vec<String>,
    pub(crate) env: Vec<(&'static str, String)>,
    pub(crate) home: PathBuf,
}

struct Chunk {
    at: Instant,
    bytes: Vec<u8>,
}

/// What a program wrote after something was sent to it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Answer {
    /// From what was sent to the first piece of the answer, in milliseconds; nothing without one.
    pub(crate) first_ms: Option<f64>,
    /// The same to the last byte.
    pub(crate) last_ms: Option<f64>,
    pub(crate) bytes: usize,
    /// Processor time of the program meanwhile, in microseconds.
    pub(crate) cpu_us: f64,
}

/// How a program ended, in milliseconds from the key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End {
    /// Until the terminal was given back, if the program had taken its other screen.
    pub(crate) back: Option<f64>,
    /// Until the process was gone.
    pub(crate) gone: f64,
}

pub(crate) struct Session {
    chunks: Vec<Chunk>,
    news: Receiver<Chunk>,
    writer: Box<dyn std::io::Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pid: u32,
    /// When it was let go, and what its shell had used before.
    began: Instant,
    before: Usage,
    _master: Box<dyn MasterPty + Send>,
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _buried = self.child.wait();
    }
}

impl Session {
    /// The program is started from a shell that waits for a line: making a process of so large a
    /// bench is not counted to it.
    pub(crate) fn start(program: &Program) -> Self {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "stty -echo; printf GATE; read -r go; exec \"$@\"", "sh"]);
        command.args(&program.argv);
        command.env_clear();
        let path = std::env::var("PATH").unwrap_or_default();
        let plain = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LANG", "C.UTF-8")];
        for (name, value) in plain.into_iter().chain([("PATH", path.as_str())]) {
            command.env(name, value);
        }
        command.env("HOME", &program.home);
        for (name, value) in &program.env {
            command.env(name, value);
        }
        command.cwd(&program.home);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (tell, news) = mpsc::channel();
        std::thread::spawn(move || {
            let mut room = vec![0; 1 << 16];
            while let Ok(count) = reader.read(&mut room) {
                let chunk = Chunk { at: Instant::now(), bytes: room[..count].to_vec() };
                if count == 0 || tell.send(chunk).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let pid = child.process_id().unwrap();
        let mut session = Self {
            chunks: Vec::new(),
            news,
            writer,
            child,
            pid,
            began: Instant::now(),
            before: Usage::default(),
            _master: pair.master,
        };
        session.until(|bytes| bytes.ends_with(b"GATE"));
        session.chunks.clear();
        session.before = Usage::of(pid);
        session.began = session.send(b"\n");
        session
    }

    /// Takes what comes until all of it together is as wished.
    fn until(&mut self, wished: impl Fn(&[u8]) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut all = Vec::new();
        while !wished(&all) && Instant::now() < end {
            if let Ok(chunk) = self.news.recv_timeout(PATIENCE) {
                all.extend_from_slice(&chunk.bytes);
                self.take(chunk);
            }
        }
    }

    fn take(&mut self, chunk: Chunk) {
        if chunk.bytes.contains(&0x1b) {
            for (question, answer) in ANSWERS {
                if contains(&chunk.bytes, question) {
                    self.send(answer);
                }
            }
        }
        self.chunks.push(chunk);
    }

    /// Sends keys; gives the moment before.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> Instant {
        let at = Instant::now();
        // A program that ended meanwhile takes nothing more.
        let _gone = self.writer.write_all(bytes).and_then(|()| self.writer.flush());
        at
    }

    /// Waits for the first byte, and then until nothing came for a while.
    pub(crate) fn rest(&mut self, first: Duration, quiet: Duration) {
        let mut wait = first;
        while let Ok(chunk) = self.news.recv_timeout(wait) {
            self.take(chunk);
            wait = quiet;
        }
    }

    /// Sends something and measures the answer to it; it ends when nothing came for `quiet`.
    pub(crate) fn ask(&mut self, bytes: &[u8], quiet: Duration) -> Answer {
        let (mark, before) = (self.chunks.len(), Usage::of(self.pid));
        let at = self.send(bytes);
        self.rest(Duration::from_secs(10), quiet);
        let new = &self.chunks[mark..];
        Answer {
            first_ms: new.first().map(|chunk| millis(at, chunk.at)),
            last_ms: new.last().map(|chunk| millis(at, chunk.at)),
            bytes: new.iter().map(|chunk| chunk.bytes.len()).sum(),
            cpu_us: Usage::of(self.pid).since(before).cpu_us(),
        }
    }

    /// Sends something; gives the milliseconds until the screen shows this text.
    pub(crate) fn ask_for(&mut self, bytes: &[u8], text: &str, quiet: Duration) -> Option<f64> {
        let mark = self.chunks.len();
        let at = self.send(bytes);
        self.rest(Duration::from_secs(10), quiet);
        let mut screen = emulator();
        self.chunks.iter().enumerate().find_map(|(number, chunk)| {
            screen.process(&chunk.bytes);
            let is_shown = number >= mark && screen.screen().contents().contains(text);
            is_shown.then(|| millis(at, chunk.at))
        })
    }

    /// From the start to the bytes with which the screen shows this text, in milliseconds.
    pub(crate) fn shown_ms(&self, text: &str) -> Option<f64> {
        let mut screen = emulator();
        self.chunks.iter().find_map(|chunk| {
            screen.process(&chunk.bytes);
            screen.screen().contents().contains(text).then(|| millis(self.began, chunk.at))
        })
    }

    /// What the screen shows.
    pub(crate) fn text(&self) -> String {
        let mut screen = emulator();
        for chunk in &self.chunks {
            screen.process(&chunk.bytes);
        }
        screen.screen().contents()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.bytes.len()).sum()
    }

    /// All that it used since it was let go.
    pub(crate) fn used(&self) -> Usage {
        Usage::of(self.pid).since(self.before)
    }

    pub(crate) fn resident_mib(&self) -> f64 {
        super::usage::resident_mib(self.pid)
    }

    /// Sends the keys that end it; tells how long that took.
    pub(crate) fn end(mut self, keys: &[u8]) -> Option<End> {
        let at = self.send(keys);
        while at.elapsed() < Duration::from_secs(5) {
            if self.child.try_wait().unwrap().is_some() {
                let gone = millis(at, Instant::now());
                self.rest(QUIET_END, QUIET_END);
                let left = |chunk: &&Chunk| chunk.at > at && contains(&chunk.bytes, LEAVE);
                let back = self.chunks.iter().find(left).map(|chunk| millis(at, chunk.at));
                return Some(End { back, gone });
            }
            std::thread::sleep(Duration::from_micros(100));
        }
        None
    }
}

fn emulator() -> vt100::Parser {
    let cells = |count| NonZeroU16::new(count).unwrap();
    vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn millis(from: Instant, to: Instant) -> f64 {
    to.saturating_duration_since(from).as_secs_f64() * 1e3
}
