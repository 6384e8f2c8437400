//! The thread that reads the terminal. It sleeps until there is something to read, and can be made
//! to stand aside while another program has the terminal.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use super::Event;

#[cfg(unix)]
use std::os::fd::{AsFd as _, OwnedFd};

/// So long more is looked for once something was there. The reader of events looks again and again
/// meanwhile, which costs; with no time at all it would not look once.
const MOMENT: Duration = Duration::from_micros(100);
/// The same where nothing is expected: enough to find what the reader of events has read already.
#[cfg(unix)]
const GLANCE: Duration = Duration::from_micros(20);
/// So long is waited for the rest of a letter of several bytes; a key that is whole is there at
/// once.
#[cfg(unix)]
const LETTER: Duration = Duration::from_millis(1);
/// Bytes of an arrow: `ESC`, `[` or `O`, and a letter.
#[cfg(unix)]
const ARROW: u64 = 3;
/// A look may have had no time because somebody else ran: nothing counts only after this many.
const LOOKS: u8 = 2;

/// Tells the thread something; writing to the pipe wakes it.
pub(super) struct Keyboard {
    orders: Sender<Order>,
    #[cfg(unix)]
    wake: OwnedFd,
}

enum Order {
    /// Stand aside: say so, and wait until the other end is dropped.
    Aside { ready: Sender<()>, until: Receiver<()> },
}

impl Keyboard {
    pub(super) fn begin(events: Sender<Event>) -> io::Result<Self> {
        let (orders, inbox) = mpsc::channel();
        #[cfg(unix)]
        {
            let (read, wake) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
            let resized = wake.try_clone()?;
            std::thread::Builder::new()
                .name("keyboard".to_owned())
                .spawn(move || listen(&events, &inbox, &read, resized))?;
            Ok(Self { orders, wake })
        }
        #[cfg(not(unix))]
        {
            std::thread::Builder::new()
                .name("keyboard".to_owned())
                .spawn(move || listen(&events, &inbox))?;
            Ok(Self { orders })
        }
    }

    /// Does something while the thread reads nothing.
    pub(super) fn paused<T>(&self, deed: impl FnOnce() -> T) -> T {
        let (ready, is_ready) = mpsc::channel();
        let (go_on, until) = mpsc::channel();
        if self.orders.send(Order::Aside { ready, until }).is_ok() {
            #[cfg(unix)]
            let _woken = rustix::io::write(&self.wake, &[0]);
            // A thread that is gone reads nothing either.
            let _stands_aside = is_ready.recv_timeout(Duration::from_secs(1));
        }
        let value = deed();
        drop(go_on);
        value
    }
}

#[cfg(unix)]
fn listen(events: &Sender<Event>, orders: &Receiver<Order>, wake: &OwnedFd, resized: OwnedFd) {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = io::stdin();
    // A new size is told by a signal and not by a byte to read. The reader of events hears it
    // first, since it began first; left waiting there, it would be told together with the next key
    // and that key be overlooked.
    if !read_all(events) {
        return;
    }
    let _heard = signal_hook::low_level::pipe::register(signal_hook::consts::SIGWINCH, resized);
    loop {
        let readable = PollFlags::IN | PollFlags::HUP | PollFlags::ERR;
        let mut fds = [
            PollFd::from_borrowed_fd(stdin.as_fd(), readable),
            PollFd::from_borrowed_fd(wake.as_fd(), PollFlags::IN),
        ];
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_error) => break,
        }
        let [typed, woken] = fds.map(|fd| fd.revents());
        if woken.intersects(PollFlags::IN) {
            let _emptied = rustix::io::read(wake, &mut [0_u8; 16]);
            stand_aside(orders);
        }
        if woken.intersects(PollFlags::HUP) {
            // The other end is gone, and with it whoever would listen.
            return;
        }
        if typed.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            break;
        }
        let waiting = rustix::io::ioctl_fionread(&stdin).unwrap_or(u64::MAX);
        if !read_some(events, waiting) {
            return;
        }
    }
    let _nobody = events.send(Event::Closed);
}

#[cfg(not(unix))]
fn listen(events: &Sender<Event>, orders: &Receiver<Order>) {
    loop {
        stand_aside(orders);
        match crossterm::event::poll(Duration::from_millis(250)) {
            Ok(true) if read_all(events) => {}
            Ok(false) => {}
            _ => break,
        }
    }
    let _nobody = events.send(Event::Closed);
}

fn stand_aside(orders: &Receiver<Order>) {
    while let Ok(Order::Aside { ready, until }) = orders.try_recv() {
        let _nobody = ready.send(());
        let _go_on = until.recv();
    }
}

/// Reads what so many waiting bytes stand for; `false` if nobody listens any more.
#[cfg(unix)]
fn read_some(events: &Sender<Event>, waiting: u64) -> bool {
    if !matches!(waiting, 1 | ARROW) {
        return read_all(events);
    }
    match crossterm::event::poll(LETTER) {
        Ok(true) => {}
        Ok(false) | Err(_) => return true,
    }
    let Ok(event) = crossterm::event::read() else { return true };
    // A letter or an arrow needs all these bytes. Only what came after they were counted can have
    // been read with them: left behind it would be told together with the next key.
    let whole = waiting == 1 || is_arrow(&event);
    let more = if whole { GLANCE } else { MOMENT };
    events.send(Event::Terminal(event, Instant::now())).is_ok() && read_for(more, events)
}

/// A key that no terminal tells with fewer than [`ARROW`] bytes.
#[cfg(unix)]
fn is_arrow(event: &crossterm::event::Event) -> bool {
    use crossterm::event::KeyCode::{Down, End, Home, Left, Right, Up};
    event
        .as_key_event()
        .is_some_and(|key| matches!(key.code, Up | Down | Left | Right | Home | End))
}

/// Reads what is there; `false` if nobody listens any more.
fn read_all(events: &Sender<Event>) -> bool {
    read_for(MOMENT, events)
}

fn read_for(time: Duration, events: &Sender<Event>) -> bool {
    let mut in_vain = 0;
    while in_vain < LOOKS {
        match crossterm::event::poll(time) {
            Ok(true) => {}
            Ok(false) => {
                in_vain += 1;
                continue;
            }
            Err(_error) => break,
        }
        in_vain = 0;
        let Ok(event) = crossterm::event::read() else { break };
        if events.send(Event::Terminal(event, Instant::now())).is_err() {
            return false;
        }
    }
    true
}
