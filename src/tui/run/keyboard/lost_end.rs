//! A paste whose end was lost on the way: the reader of events would take each key after it for a
//! part of it, for ever.
//!
//! What it has read cannot be taken from it, but it can be told that the paste has ended: for a
//! moment the standard input is a pipe that holds nothing but the mark of the end. For that the
//! reader must not wait inside a read, so the terminal is opened once more, to be read without
//! waiting; the opening that is shared with the shell and with other programs stays as it was.

use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags};
use rustix::stdio::dup2_stdin;

use super::super::Event;
use super::MOMENT;

/// What ends a paste.
const END: &[u8] = b"\x1b[201~";

/// So long the mark is looked for; it is there at once, but a look may have had no time.
const WHILE: Duration = Duration::from_millis(50);

/// The standard input as it was given to the program, while its own opening stands in its place.
pub(super) struct Given(OwnedFd);

impl Given {
    /// Puts an own opening of the terminal in the place of the standard input.
    pub(super) fn replace() -> io::Result<Self> {
        let stdin = io::stdin();
        let given = stdin.as_fd().try_clone_to_owned()?;
        let name = rustix::termios::ttyname(&stdin, Vec::new())?;
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        dup2_stdin(rustix::fs::open(name.as_c_str(), flags, Mode::empty())?)?;
        Ok(Self(given))
    }

    /// Does something while the standard input is again what was given.
    pub(super) fn lent<T>(&self, deed: impl FnOnce() -> T) -> T {
        let own = io::stdin().as_fd().try_clone_to_owned();
        let _given = dup2_stdin(&self.0);
        let value = deed();
        if let Ok(own) = own {
            let _own = dup2_stdin(own);
        }
        value
    }
}

/// Tells the reader of events that a paste has ended; what it makes of that where there was none
/// is dropped. `false` if nobody listens any more.
pub(super) fn end_paste(events: &Sender<Event>) -> io::Result<bool> {
    let (read, write) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
    rustix::io::write(&write, END)?;
    let own = io::stdin().as_fd().try_clone_to_owned()?;
    dup2_stdin(read)?;
    let mut ended = Vec::new();
    let mut patience = WHILE;
    while crossterm::event::poll(patience).unwrap_or(false) {
        ended.extend(crossterm::event::read().ok().filter(|event| event.as_key_event().is_none()));
        patience = MOMENT;
    }
    dup2_stdin(own)?;
    drop(write);
    let tell = |event| events.send(Event::Terminal(event, Instant::now())).is_ok();
    Ok(ended.into_iter().all(tell))
}
