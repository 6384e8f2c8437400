//! What is heard: lines of the input, its end, and signals. A line is only read when one is asked
//! for, so that passphrases and the person's own editor have the terminal to themselves.

use std::io::{BufRead as _, Read as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use super::Leave;

/// No line is longer: it is what a body may hold.
const LONGEST: usize = 16 << 20;

enum Heard {
    Line(Vec<u8>),
    TooLong,
    End,
    Signal(i32),
}

pub(super) struct Ears {
    wanted: Sender<()>,
    heard: Receiver<Heard>,
    /// Another program has the terminal: its keys are not for us.
    lent: Arc<AtomicBool>,
}

/// A line that was asked for.
pub(super) enum Line {
    Said(Vec<u8>),
    TooLong,
}

impl Ears {
    pub(super) fn open() -> std::io::Result<Self> {
        let (wanted, wishes) = mpsc::channel();
        let (tell, heard) = mpsc::channel();
        let lent = Arc::new(AtomicBool::new(false));
        let signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT])?;
        let (signalled, away) = (tell.clone(), Arc::clone(&lent));
        std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || listen(signals, &signalled, &away))?;
        std::thread::Builder::new().name("lines".to_owned()).spawn(move || read(&wishes, &tell))?;
        Ok(Self { wanted, heard, lent })
    }

    /// The next line without its end.
    pub(super) fn hear(&self) -> Result<Line, Leave> {
        if self.wanted.send(()).is_err() {
            return Err(Leave::End);
        }
        match self.heard.recv() {
            Ok(Heard::Line(line)) => Ok(Line::Said(line)),
            Ok(Heard::TooLong) => Ok(Line::TooLong),
            Ok(Heard::Signal(number)) => Err(Leave::Signal(number)),
            Ok(Heard::End) | Err(_) => Err(Leave::End),
        }
    }

    /// Lets another program have the terminal meanwhile.
    pub(super) fn lend<T>(&self, work: impl FnOnce() -> T) -> T {
        self.lent.store(true, Ordering::SeqCst);
        let done = work();
        self.lent.store(false, Ordering::SeqCst);
        done
    }
}

fn listen(mut signals: Signals, tell: &Sender<Heard>, lent: &AtomicBool) {
    let mut told = false;
    for signal in &mut signals {
        if matches!(signal, SIGINT | SIGQUIT) && lent.load(Ordering::SeqCst) {
            continue;
        }
        // Whoever asks twice does not want to wait.
        if told || tell.send(Heard::Signal(signal)).is_err() {
            let _ended = low_level::emulate_default_handler(signal);
        }
        told = true;
    }
}

fn read(wishes: &Receiver<()>, tell: &Sender<Heard>) {
    let mut input = std::io::stdin().lock();
    while wishes.recv().is_ok() {
        let mut line = Vec::new();
        let limit = LONGEST as u64 + 1;
        let heard = match input.by_ref().take(limit).read_until(b'\n', &mut line) {
            Ok(1..) if line.len() > LONGEST => {
                skip(&mut input);
                Heard::TooLong
            }
            Ok(1..) => Heard::Line(without_end(line)),
            Ok(0) | Err(_) => Heard::End,
        };
        if tell.send(heard).is_err() {
            return;
        }
    }
}

/// Reads on to the end of a line that nobody wants.
fn skip(input: &mut std::io::StdinLock<'_>) {
    let mut rest = Vec::new();
    while let Ok(1..) = input.by_ref().take(1 << 16).read_until(b'\n', &mut rest) {
        if rest.last() == Some(&b'\n') {
            return;
        }
        rest.clear();
    }
}

fn without_end(mut line: Vec<u8>) -> Vec<u8> {
    for end in [b'\n', b'\r'] {
        if line.last() == Some(&end) {
            line.pop();
        }
    }
    line
}
