//! The terminal is given back as it was, however the program ends: a process of its own is run
//! on a terminal that is played by the test.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use redaksi::tui::input::{Input, Reader};
use redaksi::tui::picture::Frame;
use redaksi::tui::run::terminal::signals::{self, Told};
use redaksi::tui::run::terminal::{Options, Screen};
use redaksi::visible::Visible;

const MODE: &str = "REDAKSI_TEST_TERMINAL";
const PID: &str = "REDAKSI_TEST_PID";
const PATIENCE: Duration = Duration::from_secs(20);

/// Not a test: what the others run.
#[test]
fn child() {
    let Ok(mode) = std::env::var(MODE) else { return };
    std::fs::File::create(std::env::var(PID).unwrap())
        .and_then(|mut file| write!(file, "{}", std::process::id()))
        .unwrap();
    let (tell, told) = channel();
    let held = signals::hold().unwrap();
    held.tell(move |what| {
        let _heard = tell.send(what);
    })
    .unwrap();
    let mut screen = Screen::enter(Options { mouse: true, kitty: false }).unwrap();
    screen.title(&Visible::line("redaksi — uji")).unwrap();
    screen.draw(|frame| show(frame, "halo-layar")).unwrap();
    assert!(screen.written() > 10);
    match mode.as_str() {
        "quit" => {}
        "panic" => screen
            .draw(|frame| {
                show(frame, "setengah");
                panic!("rusak di tengah");
            })
            .unwrap(),
        "lend" => {
            let status = screen.lend(|| std::process::Command::new("stty").arg("-a").status());
            assert!(status.unwrap().unwrap().success());
            screen.draw(|frame| show(frame, "kembali-lagi")).unwrap();
        }
        "hang" => loop {
            std::thread::park();
        },
        "keys" => keys(&mut screen),
        _ => wait(screen, &told),
    }
}

fn show(frame: &mut Frame<'_>, text: &str) {
    frame.buffer_mut().set_string(0, 0, text, ratatui::style::Style::new());
}

fn wait(mut screen: Screen, told: &Receiver<Told>) {
    loop {
        match told.recv().unwrap() {
            Told::Redraw => screen.draw(|frame| show(frame, "sesudah-berhenti")).unwrap(),
            Told::End(signal) => signals::end_by(signal),
        }
    }
}

/// Shows what comes in until `q`.
fn keys(screen: &mut Screen) {
    let begin = Instant::now();
    let now = || u64::try_from(begin.elapsed().as_millis()).unwrap();
    let mut reader = Reader::new(true);
    screen.ask().unwrap();
    reader.asked(now());
    let mut line = String::new();
    loop {
        let mut inputs = Vec::new();
        let wait = reader.wait_ms(now()).unwrap_or(200);
        if crossterm::event::poll(Duration::from_millis(wait)).unwrap() {
            reader.take(crossterm::event::read().unwrap(), now(), &mut inputs);
        } else {
            reader.tick(now(), &mut inputs);
        }
        for input in inputs {
            let word = match input {
                Input::Key(press) if press.text() == Some('q') => return,
                Input::Key(press) => press.to_string(),
                Input::Paste(pasted) => format!("[{}]", pasted.text),
                Input::Theme(scheme) => format!("<{scheme:?}>"),
                Input::Focus(on) => format!("<{on}>"),
                other => format!("<{other:?}>"),
            };
            line.push_str(&word);
        }
        screen.draw(|frame| show(frame, &line)).unwrap();
    }
}

/// The child on a terminal, under a shell that tells how it ended and what it left.
struct Played {
    log: Arc<Mutex<Vec<u8>>>,
    writer: Box<dyn std::io::Write + Send>,
    pid: PathBuf,
    // The terminal is there as long as these are.
    _dir: tempfile::TempDir,
    _master: Box<dyn MasterPty + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
}

impl Drop for Played {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

impl Played {
    fn run(mode: &str, rows: u16, cols: u16) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let pid = dir.path().join("pid");
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("sh");
        command.args([
            "-c",
            "\"$0\" --exact terminal::child --nocapture; echo EXIT=$?; stty -a; echo END",
        ]);
        command.arg(std::env::current_exe().unwrap());
        command.env(MODE, mode);
        command.env(PID, &pid);
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let log = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&log);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                all.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { log, writer, pid, _dir: dir, _master: pair.master, child }
    }

    fn log(&self) -> String {
        String::from_utf8_lossy(&self.log.lock().unwrap()).into_owned()
    }

    /// Waits until the log has this.
    #[track_caller]
    fn until(&self, text: &str) {
        let begin = Instant::now();
        while !self.log().contains(text) {
            assert!(begin.elapsed() < PATIENCE, "no {text:?} in {:?}", self.log());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn send(&self, signal: rustix::process::Signal) {
        let pid: i32 = std::fs::read_to_string(&self.pid).unwrap().parse().unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), signal)
            .unwrap();
    }

    fn write(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// The screen and its modes after all that was written until now.
    fn screen(&self) -> vt100::Parser {
        let mut parser = vt100::Parser::default();
        parser.process(&self.log.lock().unwrap());
        parser
    }

    /// What the shell found after the child.
    #[track_caller]
    fn check_clean(&self, exit: i32) {
        self.until("END\r\n");
        let log = self.log();
        assert!(log.contains(&format!("EXIT={exit}\r\n")), "{log:?}");
        let modes = log.split("EXIT=").nth(1).unwrap();
        for mode in ["icanon", "echo", "isig", "ixon", "opost"] {
            assert!(modes.split_whitespace().any(|word| word == mode), "{mode}: {modes}");
        }
        let parser = self.screen();
        let screen = parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let count = |mode: &str| log.matches(mode).count();
        // Leaving ends an update once more, should one have been open.
        assert!(count("\u{1b}[?2026l") > count("\u{1b}[?2026h"));
        assert_eq!(count("\u{1b}[?1049h"), count("\u{1b}[?1049l"));
        assert_eq!(count("\u{1b}[?1004h"), count("\u{1b}[?1004l"));
        assert_eq!(count("\u{1b}[22;0t"), count("\u{1b}[23;0t"));
    }
}

#[test]
fn the_end_gives_the_terminal_back() {
    let played = Played::run("quit", 24, 80);
    played.until("halo-layar");
    played.check_clean(0);
    assert!(played.log().contains("\u{1b}]0;redaksi — uji\u{7}"));
}

#[test]
fn a_terminal_without_a_size_is_no_fault() {
    let played = Played::run("quit", 0, 0);
    played.check_clean(0);
    let played = Played::run("quit", 1, 1);
    played.check_clean(0);
}

#[test]
fn a_panic_in_a_frame_gives_the_terminal_back_before_it_is_told() {
    let played = Played::run("panic", 24, 80);
    played.check_clean(101);
    let log = played.log();
    let left = log.find("\u{1b}[?1049l").unwrap();
    assert!(log.find("rusak di tengah").unwrap() > left, "{log:?}");
    assert!(!log.contains("setengah"), "half a frame was sent");
}

#[test]
fn signals_end_the_program_in_order() {
    use rustix::process::Signal;
    for (signal, exit) in
        [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131), (Signal::INT, 130)]
    {
        let played = Played::run("wait", 24, 80);
        played.until("halo-layar");
        played.send(signal);
        played.check_clean(exit);
    }
}

#[test]
fn a_program_that_hangs_is_ended_by_the_second_signal() {
    let played = Played::run("hang", 24, 80);
    played.until("halo-layar");
    played.send(rustix::process::Signal::TERM);
    std::thread::sleep(Duration::from_millis(100));
    played.send(rustix::process::Signal::TERM);
    played.check_clean(143);
}

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_draws_again() {
    use rustix::process::Signal;
    let played = Played::run("wait", 24, 80);
    played.until("halo-layar");
    assert!(played.screen().screen().alternate_screen());
    played.send(Signal::TSTP);
    played.until("\u{1b}[23;0t");
    assert!(!played.screen().screen().alternate_screen());
    std::thread::sleep(Duration::from_millis(200));
    played.send(Signal::CONT);
    played.until("sesudah-berhenti");
    let parser = played.screen();
    let screen = parser.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    assert_eq!(screen.contents().trim(), "sesudah-berhenti");
    played.send(Signal::TERM);
    played.check_clean(143);
}

#[test]
fn another_program_gets_a_plain_terminal() {
    let played = Played::run("lend", 24, 80);
    played.check_clean(0);
    let log = played.log();
    let lent = log.split("\u{1b}[23;0t").nth(1).unwrap();
    assert!(
        lent.split_whitespace().any(|word| word == "icanon") && lent.contains("\u{1b}[?1049h"),
        "{lent:?}"
    );
    assert!(log.contains("kembali-lagi"));
}

#[test]
fn a_late_answer_of_the_terminal_is_a_theme_and_no_text() {
    let mut played = Played::run("keys", 24, 80);
    played.until("\u{1b}]11;?\u{1b}\\");
    played.write("a");
    played.write("\u{1b}]11;rgb:ffff/ff");
    std::thread::sleep(Duration::from_millis(150));
    played.write("ff/f4f4\u{1b}\\b\u{1b}[I\u{1b}[200~satu\rdua\u{1b}[201~");
    let begin = Instant::now();
    let want = "a<Light>b<true>[satu";
    while !played.screen().screen().contents().starts_with(want) {
        let shown = played.screen().screen().contents();
        assert!(begin.elapsed() < PATIENCE, "{shown:?}");
        std::thread::sleep(Duration::from_millis(5));
    }
    // What comes at once would belong to the paste.
    std::thread::sleep(Duration::from_millis(50));
    played.write("q");
    played.check_clean(0);
}
