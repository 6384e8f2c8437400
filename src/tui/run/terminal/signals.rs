//! Signals, taken by a thread of their own: the end is told to the program so that it can save,
//! a stop gives the terminal back, and after it the screen is drawn anew.

use std::io;
use std::time::Duration;

/// A program that hangs is ended so long after it was told.
pub const GRACE: Duration = Duration::from_secs(3);

/// What the program is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Save, and end with [`end_by`] this number. There is time until [`GRACE`] is over.
    End(i32),
    /// The terminal was another's meanwhile: redraw.
    Redraw,
}

/// There are no signals to take.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Held;

#[cfg(not(unix))]
pub fn hold() -> io::Result<Held> {
    Ok(Held)
}

#[cfg(not(unix))]
impl Held {
    pub fn tell(self, _tell: impl FnMut(Told) + Send + 'static) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(not(unix))]
pub fn end_by(_signal: i32) {
    super::leave();
}

#[cfg(unix)]
pub use self::unix::{Held, end_by, hold};

#[cfg(unix)]
mod unix {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;
    use std::thread;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level;

    use super::super::{is_in, is_lent, leave, take};
    use super::{Duration, GRACE, Told, io};

    /// A terminal that takes nothing is waited for no longer than this.
    const LEAVE: Duration = Duration::from_millis(500);

    static ENDING: AtomicBool = AtomicBool::new(false);

    /// Signals that wait until somebody wants to be told.
    #[derive(Debug)]
    pub struct Held {
        signals: Signals,
    }

    /// From here on signals do nothing by themselves.
    pub fn hold() -> io::Result<Held> {
        let signals = Signals::new([SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGTSTP, SIGCONT])?;
        Ok(Held { signals })
    }

    impl Held {
        /// Tells those that came and those that come to `tell`, which must not block.
        pub fn tell(self, tell: impl FnMut(Told) + Send + 'static) -> io::Result<()> {
            let thread = thread::Builder::new().name("signals".to_owned());
            thread.spawn(move || listen(self.signals, tell)).map(drop)
        }
    }

    fn listen(mut signals: Signals, mut tell: impl FnMut(Told)) {
        // A stop of ours is followed by its own SIGCONT, which brings the screen back.
        let mut away = false;
        for signal in &mut signals {
            match signal {
                // They are meant for the program that has the terminal.
                SIGINT | SIGQUIT | SIGTSTP if is_lent() => {}
                SIGTSTP => {
                    away |= is_in();
                    leave();
                    let _stopped = low_level::raise(SIGSTOP);
                }
                SIGCONT => {
                    if (away || is_in()) && take().is_ok() {
                        tell(Told::Redraw);
                    }
                    away = false;
                }
                signal => end(signal, &mut tell),
            }
        }
    }

    fn end(signal: i32, tell: &mut impl FnMut(Told)) {
        if ENDING.swap(true, Ordering::SeqCst) {
            // Whoever asks twice does not want to wait.
            force(signal);
        }
        tell(Told::End(signal));
        // Not joined: when the program ends, it ends with it.
        let _watch = thread::Builder::new().name("grace".to_owned()).spawn(move || {
            thread::sleep(GRACE);
            force(signal);
        });
    }

    fn force(signal: i32) {
        let (left, done) = mpsc::channel();
        let _leaver = thread::Builder::new().name("leave".to_owned()).spawn(move || {
            leave();
            // Nobody listens any more if it took too long.
            let _told = left.send(());
        });
        let _in_time = done.recv_timeout(LEAVE);
        let _ended = low_level::emulate_default_handler(signal);
    }

    /// Ends as the signal does by itself, so that the shell sees what happened. Call it when all
    /// is saved.
    pub fn end_by(signal: i32) {
        leave();
        let _ended = low_level::emulate_default_handler(signal);
    }
}
