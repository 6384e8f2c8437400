//! The thread that reads the terminal. It sleeps until there is something to read, and can be made
//! to stand aside while another program has the terminal.

#[cfg(unix)]
mod lost_end;

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use super::Event;

#[cfg(unix)]
use std::os::fd::{AsFd as _, OwnedFd};

#[cfg(unix)]
use lost_end::Given;

/// So long more is looked for once something was there. The reader of events looks again and again
/// meanwhile, which costs; with no time at all it would not look once.
const MOMENT: Duration = Duration::from_micros(100);
/// So long is waited for the rest of a letter of several bytes; a key that is whole is there at
/// once.
#[cfg(unix)]
const LETTER: Duration = Duration::from_millis(1);
/// Bytes of an arrow: `ESC`, `[` or `O`, and a letter.
#[cfg(unix)]
const ARROW: u64 = 3;
/// A look may have had no time because somebody else ran: nothing counts only after this many.
const LOOKS: u8 = 2;

/// Bytes of the mark that begins a paste.
#[cfg(unix)]
const MARK: u64 = 6;
/// What was read for so long and made no event is a paste whose end was lost.
#[cfg(unix)]
const LOST: Duration = Duration::from_secs(3);

/// Tells the thread something; writing to the pipe wakes it.
pub(super) struct Keyboard {
    orders: Sender<Order>,
    #[cfg(unix)]
    wake: OwnedFd,
    /// None where the terminal could not be opened once more: there a lost end is not noticed.
    #[cfg(unix)]
    given: Option<Given>,
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
            let given = Given::replace().ok();
            let may_wait = given.is_none();
            std::thread::Builder::new()
                .name("keyboard".to_owned())
                .spawn(move || listen(&events, &inbox, &read, resized, may_wait))?;
            Ok(Self { orders, wake, given })
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
        #[cfg(unix)]
        let value = match &self.given {
            Some(given) => given.lent(deed),
            None => deed(),
        };
        #[cfg(not(unix))]
        let value = deed();
        drop(go_on);
        value
    }
}

#[cfg(unix)]
fn listen(
    events: &Sender<Event>,
    orders: &Receiver<Order>,
    wake: &OwnedFd,
    resized: OwnedFd,
    may_wait: bool,
) {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = io::stdin();
    // A new size is told by a signal and not by a byte to read. The reader of events hears it
    // first, since it began first; left waiting there, it would be told together with the next key
    // and that key be overlooked.
    if read_all(events).is_none() {
        return;
    }
    // Since when there may be bytes that were read and made no event.
    let mut silent: Option<Instant> = None;
    let _heard = signal_hook::low_level::pipe::register(signal_hook::consts::SIGWINCH, resized);
    loop {
        let readable = PollFlags::IN | PollFlags::HUP | PollFlags::ERR;
        let mut fds = [
            PollFd::from_borrowed_fd(stdin.as_fd(), readable),
            PollFd::from_borrowed_fd(wake.as_fd(), PollFlags::IN),
        ];
        let rest = silent.map(|since| LOST.saturating_sub(since.elapsed()));
        let rest = rest.and_then(|rest| rustix::event::Timespec::try_from(rest).ok());
        match poll(&mut fds, rest.as_ref()) {
            Ok(0) => {
                silent = None;
                match lost_end::end_paste(events) {
                    Ok(true) => continue,
                    Ok(false) | Err(_) => return,
                }
            }
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
        match read_some(events, waiting) {
            None => return,
            Some(_) if may_wait => {}
            // A paste may have begun behind what made events.
            Some(came) if waiting >= MARK || (waiting > 0 && !came) => {
                silent = Some(Instant::now());
            }
            Some(true) => silent = None,
            Some(false) => {}
        }
    }
    let _nobody = events.send(Event::Closed);
}

#[cfg(not(unix))]
fn listen(events: &Sender<Event>, orders: &Receiver<Order>) {
    loop {
        stand_aside(orders);
        match crossterm::event::poll(Duration::from_millis(250)) {
            Ok(true) if read_all(events).is_some() => {}
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

/// Reads what so many waiting bytes stand for, and says whether something came; `None` if nobody
/// listens any more.
#[cfg(unix)]
fn read_some(events: &Sender<Event>, waiting: u64) -> Option<bool> {
    if !matches!(waiting, 1 | ARROW) {
        return read_all(events);
    }
    match crossterm::event::poll(LETTER) {
        Ok(true) => {}
        Ok(false) | Err(_) => return Some(false),
    }
    let Ok(event) = crossterm::event::read() else { return Some(false) };
    // Nothing can be left behind a key that needs all these bytes, as a letter or an arrow does,
    // and the reader of events need not be asked.
    let whole = waiting == 1 || is_arrow(&event);
    events.send(Event::Terminal(event, Instant::now())).ok()?;
    if whole { Some(true) } else { read_all(events).map(|_more| true) }
}

/// A key that no terminal tells with fewer than [`ARROW`] bytes.
#[cfg(unix)]
fn is_arrow(event: &crossterm::event::Event) -> bool {
    use crossterm::event::KeyCode::{Down, End, Home, Left, Right, Up};
    event
        .as_key_event()
        .is_some_and(|key| matches!(key.code, Up | Down | Left | Right | Home | End))
}

/// Reads what is there, and says whether something came; `None` if nobody listens any more.
fn read_all(events: &Sender<Event>) -> Option<bool> {
    let mut came = false;
    let mut in_vain = 0;
    while in_vain < LOOKS {
        match crossterm::event::poll(MOMENT) {
            Ok(true) => {}
            Ok(false) => {
                in_vain += 1;
                continue;
            }
            Err(_error) => break,
        }
        in_vain = 0;
        let Ok(event) = crossterm::event::read() else { break };
        events.send(Event::Terminal(event, Instant::now())).ok()?;
        came = true;
    }
    Some(came)
}
