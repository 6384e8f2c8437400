//! The clipboard of the desktop, by the program that the desktop has for it. The terminal is asked
//! as well, always: over a remote line it alone reaches whoever sits there.
//!
//! A thread of its own runs the program and waits for it, but not for ever: no clipboard is worth
//! a screen that stands still.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A program that has not taken the text by then is ended.
const PATIENCE: Duration = Duration::from_secs(3);
/// So long the end of the program waits for what was copied last.
const LAST: Duration = Duration::from_millis(300);
const STEP: Duration = Duration::from_millis(10);

/// A clipboard program and how it is told to take what comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Program {
    name: &'static str,
    args: &'static [&'static str],
    /// Where this is set there may be such a program.
    sign: &'static str,
    /// It reads UTF-16, as other systems do.
    wide: bool,
}

const PROGRAMS: [Program; 5] = [
    Program { name: "wl-copy", args: &[], sign: "WAYLAND_DISPLAY", wide: false },
    Program { name: "xclip", args: &["-selection", "clipboard"], sign: "DISPLAY", wide: false },
    Program { name: "xsel", args: &["--clipboard", "--input"], sign: "DISPLAY", wide: false },
    Program { name: "pbcopy", args: &[], sign: "__CF_USER_TEXT_ENCODING", wide: false },
    Program { name: "clip.exe", args: &[], sign: "WSL_DISTRO_NAME", wide: true },
];

/// The way to the desktop's clipboard; its thread begins with the first text.
#[derive(Debug, Default)]
pub(super) struct Clipboard {
    texts: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Order {
    text: String,
    /// The terminal took it, too.
    terminal: bool,
}

impl Clipboard {
    /// Puts a text there some time soon. `failed` hears of a program that did not take it; without
    /// any program nothing is told. `false` if there is nothing that could take it.
    pub(super) fn put(
        &mut self,
        text: String,
        terminal: bool,
        failed: impl Fn(&'static str, bool) + Send + 'static,
    ) -> bool {
        if self.texts.is_none() {
            let Some((program, path)) = find(|name| std::env::var_os(name)) else { return false };
            let (texts, orders) = mpsc::channel();
            let run = move || serve(program, &path, &orders, failed);
            let Ok(thread) = std::thread::Builder::new().name("clipboard".to_owned()).spawn(run)
            else {
                return false;
            };
            (self.texts, self.thread) = (Some(texts), Some(thread));
        }
        let order = Order { text, terminal };
        self.texts.as_ref().is_some_and(|texts| texts.send(order).is_ok())
    }
}

impl Drop for Clipboard {
    /// Whoever leaves right after copying has it on the clipboard all the same.
    fn drop(&mut self) {
        self.texts = None;
        let until = Instant::now() + LAST;
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
            && Instant::now() < until
        {
            std::thread::sleep(STEP);
        }
    }
}

/// The program for where this one runs, with its place.
fn find(var: impl Fn(&str) -> Option<std::ffi::OsString>) -> Option<(Program, PathBuf)> {
    let path = var("PATH")?;
    let has = |name: &str| var(name).is_some_and(|value| !value.is_empty());
    PROGRAMS.into_iter().filter(|program| has(program.sign)).find_map(|program| {
        // What lies in the folder that somebody happens to stand in is not asked.
        let folders = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
        let place = folders.map(|folder| folder.join(program.name)).find(|place| place.is_file());
        place.map(|place| (program, place))
    })
}

fn serve(
    program: Program,
    path: &Path,
    orders: &Receiver<Order>,
    failed: impl Fn(&'static str, bool),
) {
    while let Ok(mut order) = orders.recv() {
        // Only what was copied last is wanted.
        while let Ok(newer) = orders.try_recv() {
            order = newer;
        }
        let bytes = if program.wide { wide(&order.text) } else { order.text.into_bytes() };
        if let Err(error) = put(path, program.args, bytes, PATIENCE) {
            tracing::warn!(%error, program = program.name, "the clipboard took nothing");
            failed(program.name, order.terminal);
        }
    }
}

/// UTF-16 with its mark, little end first.
fn wide(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// Gives the text to a program and waits until that has taken it.
fn put(path: &Path, args: &[&str], bytes: Vec<u8>, patience: Duration) -> std::io::Result<()> {
    let mut child = Command::new(path)
        .args(args)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let given = child.stdin.take().map(|mut pipe| {
        // A pipe holds little: who writes into it waits for whoever reads.
        std::thread::spawn(move || pipe.write_all(&bytes))
    });
    let ended = wait(&mut child, patience);
    if ended.is_err() {
        let _ended_by_itself = child.kill();
        let _status = child.wait();
    }
    let written = given.map(JoinHandle::join);
    let status = ended?;
    match written {
        Some(Ok(Err(error))) => Err(error),
        _ if status.success() => Ok(()),
        _ => Err(std::io::Error::other(status.to_string())),
    }
}

fn wait(child: &mut Child, patience: Duration) -> std::io::Result<std::process::ExitStatus> {
    let until = Instant::now() + patience;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if Instant::now() >= until {
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        std::thread::sleep(STEP);
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn script(folder: &Path, name: &str, lines: &str) -> PathBuf {
        let path = folder.join(name);
        let mut file = std::fs::File::create(&path).unwrap();
        write!(file, "#!/bin/sh\n{lines}\n").unwrap();
        drop(file);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn the_program_of_the_desktop_is_found() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().to_str().unwrap().to_owned();
        for name in ["xclip", "xsel", "wl-copy"] {
            script(room.path(), name, "cat > /dev/null");
        }
        let with = |sign: &'static str, path: String| {
            let found = find(move |name| match name {
                "PATH" => Some(OsString::from(&path)),
                _ if name == sign => Some("x".into()),
                _ => None,
            });
            found.map(|(program, _)| program.name)
        };
        assert_eq!(with("WAYLAND_DISPLAY", path.clone()), Some("wl-copy"));
        assert_eq!(with("DISPLAY", path.clone()), Some("xclip"));
        assert_eq!(with("NONE", path.clone()), None, "without a display");
        assert_eq!(with("WSL_DISTRO_NAME", path.clone()), None, "it is not there");
        assert_eq!(with("DISPLAY", "relative:.:".into()), None);
        let other = tempfile::tempdir().unwrap();
        script(other.path(), "xsel", "cat > /dev/null");
        let path = other.path().to_str().unwrap().to_owned();
        assert_eq!(with("DISPLAY", path), Some("xsel"));
    }

    #[test]
    fn it_takes_the_text_whole() {
        let room = tempfile::tempdir().unwrap();
        let out = room.path().join("taken");
        let line = format!("cat > '{}'", out.display());
        let program = script(room.path(), "take", &line);
        let text = "kata “é” 日\n".repeat(40_000);
        put(&program, &[], text.clone().into_bytes(), PATIENCE).unwrap();
        assert!(std::fs::read_to_string(out).unwrap() == text);
        assert_eq!(wide("aé"), [0xff, 0xfe, b'a', 0, 0xe9, 0]);
    }

    #[test]
    fn one_that_hangs_or_fails_is_no_reason_to_wait() {
        let room = tempfile::tempdir().unwrap();
        let bytes = || vec![b'a'; 1 << 20];
        let hangs = script(room.path(), "hang", "exec sleep 60");
        let begun = Instant::now();
        let error = put(&hangs, &[], bytes(), Duration::from_millis(50)).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
        assert!(begun.elapsed() < Duration::from_secs(20));
        let fails = script(room.path(), "fail", "cat > /dev/null; exit 3");
        assert!(put(&fails, &[], b"a".to_vec(), PATIENCE).is_err());
        assert!(put(&room.path().join("none"), &[], bytes(), PATIENCE).is_err());
    }

    #[test]
    fn a_failure_is_told_with_the_program() {
        let room = tempfile::tempdir().unwrap();
        let fails = script(room.path(), "xsel", "exit 1");
        let (tell, told) = mpsc::channel();
        let (texts, orders) = mpsc::channel();
        texts.send(Order { text: "satu".into(), terminal: true }).unwrap();
        texts.send(Order { text: "dua".into(), terminal: false }).unwrap();
        drop(texts);
        serve(PROGRAMS[2], &fails, &orders, move |name, terminal| {
            tell.send((name, terminal)).unwrap();
        });
        assert_eq!(told.recv(), Ok(("xsel", false)));
        assert!(told.recv().is_err(), "of the last text only");
    }
}
