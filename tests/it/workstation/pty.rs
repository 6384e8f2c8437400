//! The real program on a pseudo-terminal, and an emulator that reads what it shows.

use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A busy machine may be slow; a screen that never comes is told with what was there.
const PATIENCE: Duration = Duration::from_secs(30);

/// So long a hand takes for the next key.
const HAND: Duration = Duration::from_millis(250);

/// What a terminal is told about its ground.
const DARK: &[u8] = b"\x1b]11;rgb:0000/0000/0000\x1b\\";

pub(crate) struct Workstation {
    screen: Arc<Mutex<vt100::Parser>>,
    log: Arc<Mutex<Vec<u8>>>,
    writer: Arc<Mutex<Box<dyn std::io::Write + Send>>>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
}

impl Drop for Workstation {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

/// A folder with a desk of the sample office.
pub(crate) struct Room {
    pub(crate) dir: tempfile::TempDir,
    desk: PathBuf,
    state: PathBuf,
    /// The moment at which the workstation believes to be; the machine's own without one.
    moment: Option<&'static str>,
}

impl Room {
    pub(crate) fn sample() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (desk, state) = (dir.path().join("desk"), dir.path().join("state"));
        Self { dir, desk, state, moment: None }.made(None)
    }

    /// The same with desk and state in folders that may be on disks of their own.
    pub(crate) fn sample_in(desk: PathBuf, state: PathBuf) -> Self {
        Self { dir: tempfile::tempdir().unwrap(), desk, state, moment: None }.made(None)
    }

    /// The same at fixed moments: made at one, looked at at another.
    pub(crate) fn sample_at(made: &str, looked_at: &'static str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (desk, state) = (dir.path().join("desk"), dir.path().join("state"));
        Self { dir, desk, state, moment: Some(looked_at) }.made(Some(made))
    }

    fn made(self, at: Option<&str>) -> Self {
        let made = std::process::Command::new(env!("CARGO_BIN_EXE_redaksi"))
            .envs(at.map(|at| (redaksi::clock::VARIABLE, at)))
            .args(["demo", "--print", "--lang", "id", "--desk"])
            .arg(self.desk())
            .env("REDAKSI_STATE", self.state())
            .env("REDAKSI_HUNSPELL", "")
            .env("XDG_CONFIG_HOME", self.dir.path().join("config"))
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        self
    }

    pub(crate) fn desk(&self) -> PathBuf {
        self.desk.clone()
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.state.clone()
    }

    /// A command of the same program on the same desk, as JSON.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_redaksi"))
            .args(args)
            .arg("--json")
            .arg("--desk")
            .arg(self.desk())
            .env("REDAKSI_STATE", self.state())
            .env("REDAKSI_HUNSPELL", "")
            .env("XDG_CONFIG_HOME", self.dir.path().join("config"))
            .output()
            .unwrap();
        serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
    }

    /// Opens the workstation on it.
    pub(crate) fn open(&self, who: &str, columns: u16, rows: u16) -> Workstation {
        Workstation::start(self, &["--as", who, "--lang", "id"], columns, rows, &[])
    }

    /// The first of the sample's drafts of ali, open, with the caret in its text.
    pub(crate) fn open_draft(&self) -> Workstation {
        let desk = self.open("ali", 100, 30);
        desk.shows(&["Semua 47"]);
        desk.keys("/stage:draft\r");
        desk.shows(&["1/13"]);
        desk.keys(key::ENTER);
        desk.shows(&["DRAF", "Simpan"]);
        desk
    }

    /// The same with more in the environment.
    pub(crate) fn open_with(&self, who: &str, env: &[(&str, &str)]) -> Workstation {
        Workstation::start(self, &["--as", who, "--lang", "id"], 100, 30, env)
    }
}

impl Workstation {
    fn start(room: &Room, args: &[&str], columns: u16, rows: u16, env: &[(&str, &str)]) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_redaksi"));
        command.args(args);
        command.arg("--desk");
        command.arg(room.desk());
        command.env("REDAKSI_STATE", room.state());
        // What the machine's dictionary knows is no matter of a test.
        command.env("REDAKSI_HUNSPELL", "");
        command.env("XDG_CONFIG_HOME", room.dir.path().join("config"));
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env_remove("NO_COLOR");
        command.env_remove("REDAKSI_AS");
        command.env_remove("REDAKSI_LANG");
        if let Some(moment) = room.moment {
            command.env(redaksi::clock::VARIABLE, moment);
        }
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(room.dir.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(rows), cells(columns), 0)));
        let log = Arc::new(Mutex::new(Vec::new()));
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (seen, all, answer) = (Arc::clone(&screen), Arc::clone(&log), Arc::clone(&writer));
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 {
                    break;
                }
                let new = &bytes[..count];
                if new.windows(5).any(|part| part == b"]11;?") {
                    let _gone = answer.lock().unwrap().write_all(DARK);
                }
                all.lock().unwrap().extend_from_slice(new);
                seen.lock().unwrap().process(new);
            }
        });
        Self { screen, log, writer, master: pair.master, child }
    }

    pub(crate) fn send(&self, bytes: &[u8]) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    pub(crate) fn keys(&self, keys: &str) {
        self.send(keys.as_bytes());
    }

    /// Esc by a hand: what follows at once would make another key of it. Where something is shown
    /// for it, a busy machine is waited for.
    pub(crate) fn escape(&self) {
        let bytes = || self.log.lock().unwrap().len();
        let (before, start) = (bytes(), Instant::now());
        self.keys("\x1b");
        while start.elapsed() < HAND || (bytes() == before && start.elapsed() < HAND * 4) {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn paste(&self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        // What comes at once would be taken for a part of it.
        std::thread::sleep(Duration::from_millis(30));
    }

    pub(crate) fn text(&self) -> String {
        self.screen(vt100::Screen::contents)
    }

    pub(crate) fn screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.screen.lock().unwrap().screen())
    }

    /// Waits until the screen shows all of these.
    #[track_caller]
    pub(crate) fn shows(&self, wanted: &[&str]) {
        let all = |text: &str| wanted.iter().all(|part| text.contains(part));
        self.until(&format!("{wanted:?}"), all);
    }

    /// Waits until the screen does not show this any more.
    #[track_caller]
    pub(crate) fn lacks(&self, unwanted: &str) {
        self.until(&format!("no {unwanted}"), |text| !text.contains(unwanted));
    }

    #[track_caller]
    pub(crate) fn until(&self, what: &str, mut fits: impl FnMut(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = self.text();
            if fits(&text) {
                return;
            }
            assert!(Instant::now() < end, "waited for {what}; there is:\n{text}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until nothing changes any more.
    pub(crate) fn steady(&self) {
        let mut before = String::new();
        self.until("a steady screen", |text| {
            std::thread::sleep(Duration::from_millis(300));
            let same = before == text;
            text.clone_into(&mut before);
            same
        });
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.screen.lock().unwrap().screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size).unwrap();
    }

    /// Bytes that came from the program so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.log.lock().unwrap().clone()
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        let _status = self.child.wait();
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits for the end, and gives the exit code.
    #[track_caller]
    pub(crate) fn ended(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end; there is:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn is_alternate(&self) -> bool {
        self.screen.lock().unwrap().screen().alternate_screen()
    }
}

/// Keys by name, as an xterm sends them.
pub(crate) mod key {
    pub(crate) const ENTER: &str = "\r";
    pub(crate) const DOWN: &str = "\x1b[B";
    pub(crate) const CTRL_END: &str = "\x1b[1;5F";
    pub(crate) const CTRL_F: &str = "\x06";
    pub(crate) const CTRL_R: &str = "\x12";
    pub(crate) const ALT_1: &str = "\x1b1";
    pub(crate) const ALT_A: &str = "\x1ba";
    pub(crate) const CTRL_S: &str = "\x13";
    pub(crate) const CTRL_Z: &str = "\x1a";
    pub(crate) const CTRL_Q: &str = "\x11";
    pub(crate) const F6: &str = "\x1b[17~";
    pub(crate) const F7: &str = "\x1b[18~";
    pub(crate) const F8: &str = "\x1b[19~";
    pub(crate) const ALT_2: &str = "\x1b2";
    pub(crate) const ALT_3: &str = "\x1b3";
    pub(crate) const CTRL_P: &str = "\x10";
    pub(crate) const F4: &str = "\x1bOS";
}
