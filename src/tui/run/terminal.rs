//! The terminal: taken once, drawn on, and given back as it was, however the program ends.
//!
//! Entering and leaving are here alone. [`leave`] may be called from anywhere and any number of
//! times: by [`Screen`] when it is dropped, by the panic hook before anything is printed, and by
//! the thread that takes signals. Nothing is written to a terminal that was left.

use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::{Duration, Instant};

use crate::tui::picture::{Frame, Picture};
use crate::visible::Visible;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

pub mod signals;

mod curly;
mod encoder;
mod modes;

use self::encoder::Encoder;
pub use self::modes::{CopyError, Options};

/// So long before the end is what the terminal still sends waited for, if it may send something.
const DRAIN: Duration = Duration::from_millis(20);
/// So often a lock that a blocked thread holds is tried before leaving without it.
const TRIES: u32 = 50;
/// So long may a terminal take to answer.
const ANSWER: Duration = Duration::from_secs(2);
const TITLE_COLUMNS: usize = 120;

const OUT: u8 = 0;
const IN: u8 = 1;
/// Another program has the terminal, and gives it back.
const LENT: u8 = 2;

static STATE: AtomicU8 = AtomicU8::new(OUT);
static MOUSE: AtomicBool = AtomicBool::new(false);
static KITTY: AtomicBool = AtomicBool::new(false);
static EXPECTED: Mutex<Option<Instant>> = Mutex::new(None);
/// What goes out with the first frame: each write wakes whoever reads.
static HELD: Mutex<Vec<u8>> = Mutex::new(Vec::new());
/// Held while bytes go out, so that no frame is cut in two.
static WRITING: Mutex<()> = Mutex::new(());

/// The screen while the workstation has it. There is one, in the thread that draws.
#[derive(Debug)]
pub struct Screen {
    encoder: Encoder,
    picture: Picture,
    written: u64,
    /// What the terminal shows is not known: the next frame is drawn in full.
    stale: bool,
    // The last field: the terminal is given back when all else is gone.
    _guard: Guard,
}

#[derive(Debug)]
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

impl Screen {
    /// Takes the terminal, whose modes are told with the first frame. Panics of this thread give it
    /// back before the previous hook runs.
    pub fn enter(options: Options) -> io::Result<Self> {
        leave_on_panic();
        MOUSE.store(options.mouse, Ordering::SeqCst);
        KITTY.store(options.kitty, Ordering::SeqCst);
        // Armed before anything can fail.
        let guard = Guard;
        take_raw()?;
        hold(&modes::enter(options));
        Ok(Self {
            encoder: Encoder::new(curly::is_known(|name| std::env::var(name).ok())),
            picture: Picture::default(),
            written: 0,
            stale: true,
            _guard: guard,
        })
    }

    /// Gives it room to draw in that somebody else needs no more.
    pub fn reuse(&mut self, picture: Picture) {
        self.picture = picture;
        self.stale = true;
    }

    /// Draws a frame and sends what differs from the last one, as one synchronized update.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let (width, height) = size()?;
        if self.stale || self.picture.size() != (width, height) {
            self.encoder.forget();
            self.encoder.clear();
            self.picture.clear(width, height);
        }
        // Until the frame is out it is not on the screen.
        self.stale = true;
        self.picture.draw(view);
        self.put_out()
    }

    /// Draws only what the view touches; what else is on the screen stays. Tells whether that
    /// could be done: after a change of the size, say, everything has to be drawn.
    pub fn touch_up(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<bool> {
        if self.stale || self.picture.size() != size()? {
            return Ok(false);
        }
        self.stale = true;
        self.picture.touch_up(view);
        self.put_out()?;
        Ok(true)
    }

    fn put_out(&mut self) -> io::Result<()> {
        let encoder = &mut self.encoder;
        self.picture.tell(|x, y, cell| {
            encoder.cell(x, y, cell);
            Ok::<(), io::Error>(())
        })?;
        encoder.caret(self.picture.caret());
        let frame = encoder.take_bytes();
        // A frame that changes nothing has nothing to send.
        let sent = frame.is_empty() || self.send(&modes::synchronized(&frame))?;
        self.picture.sent();
        self.stale = !sent;
        Ok(())
    }

    /// What was drawn last.
    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// The screen may show something else by now: the next frame is drawn in full.
    pub fn redraw(&mut self) {
        self.stale = true;
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        size()
    }

    /// All bytes that were sent so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    pub fn title(&mut self, title: &Visible) -> io::Result<()> {
        self.send(&modes::title(&title.cut(TITLE_COLUMNS)))?;
        Ok(())
    }

    /// Puts text on the clipboard of whoever sits at the terminal, also over a remote line.
    pub fn copy(&mut self, text: &str) -> Result<(), CopyError> {
        self.send(&modes::copy(text)?)?;
        Ok(())
    }

    /// Asks for the colour of the ground. The answer comes as input, soon, late or never.
    pub fn ask(&mut self) -> io::Result<()> {
        if is_held() {
            hold(modes::QUESTION);
        } else {
            self.send(modes::QUESTION)?;
        }
        expect(Some(ANSWER));
        Ok(())
    }

    /// Turns the mouse on or off: without it the terminal's own selection works.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        MOUSE.store(on, Ordering::SeqCst);
        self.send(&modes::mouse(on))?;
        Ok(())
    }

    /// Gives the terminal to another program for as long as `run` takes. The caller must not
    /// read events meanwhile.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        give_back(LENT);
        let done = run();
        // A signal may have ended the loan for good.
        if STATE.load(Ordering::SeqCst) == LENT {
            take()?;
        }
        self.redraw();
        Ok(done)
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<bool> {
        let sent = send(bytes)?;
        if sent {
            self.written += bytes.len() as u64;
        }
        Ok(sent)
    }
}

/// Draws a frame of this size and writes it to nobody, as far as nobody says stop; gives back the
/// room that it was drawn in, blank again.
pub(super) fn rehearse(
    size: (u16, u16),
    view: impl FnOnce(&mut Frame<'_>),
    stop: &AtomicBool,
) -> Picture {
    let (mut picture, mut encoder) = (Picture::blank(size.0, size.1), Encoder::default());
    picture.draw(view);
    let _as_far_as_it_came = picture.tell(|x, y, cell| {
        encoder.cell(x, y, cell);
        if stop.load(Ordering::Relaxed) { Err(()) } else { Ok(()) }
    });
    picture.wipe();
    picture
}

/// Columns and rows of the terminal.
pub(super) fn size() -> io::Result<(u16, u16)> {
    // One call, where the library opens the terminal anew to make it.
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(rustix::stdio::stdout())
        && size.ws_col > 0
    {
        return Ok((size.ws_col, size.ws_row));
    }
    crossterm::terminal::size()
}

/// Gives the terminal back as it was found. Nothing happens if that was done.
pub fn leave() {
    give_back(OUT);
}

#[cfg(unix)]
fn is_lent() -> bool {
    STATE.load(Ordering::SeqCst) == LENT
}

fn is_in() -> bool {
    STATE.load(Ordering::SeqCst) == IN
}

/// Enters all modes; what is on already is set once more, since somebody may have changed it.
fn take() -> io::Result<()> {
    take_raw()?;
    let _writing = writing();
    put(&modes::enter(options()))
}

fn take_raw() -> io::Result<()> {
    let _writing = writing();
    // The old modes are remembered by the first call: after a stop they must be read again.
    disable_raw_mode()?;
    enable_raw_mode()?;
    STATE.store(IN, Ordering::SeqCst);
    Ok(())
}

fn hold(bytes: &[u8]) {
    held().extend_from_slice(bytes);
}

fn is_held() -> bool {
    !held().is_empty()
}

fn held() -> std::sync::MutexGuard<'static, Vec<u8>> {
    HELD.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn options() -> Options {
    Options { mouse: MOUSE.load(Ordering::SeqCst), kitty: KITTY.load(Ordering::SeqCst) }
}

fn give_back(next: u8) {
    let _writing = writing();
    let change = |state| match (state, next) {
        (IN, _) | (LENT, OUT) => Some(next),
        // What was left already cannot be lent.
        _ => None,
    };
    if STATE.fetch_update(Ordering::SeqCst, Ordering::SeqCst, change) != Ok(IN) {
        return;
    }
    // A terminal that was told nothing yet has nothing to leave.
    if std::mem::take(&mut *held()).is_empty() {
        // Each step is worth doing although the one before it failed.
        let _told = put(&modes::leave(options()));
        drain();
    }
    let _cooked = disable_raw_mode();
}

/// Until then the terminal may send what nobody types: reports of the mouse, an answer.
pub(super) fn expect(reports: Option<Duration>) {
    if let Ok(mut expected) = EXPECTED.try_lock() {
        *expected = reports.map(|time| Instant::now() + time);
    }
}

/// What the terminal still sends must not be taken for typing by whoever comes next; what was
/// typed ahead is meant for it.
fn drain() {
    let expected = EXPECTED.try_lock().ok().and_then(|expected| *expected);
    if expected.is_none_or(|until| until < Instant::now()) {
        return;
    }
    std::thread::sleep(DRAIN);
    #[cfg(unix)]
    let _dropped =
        rustix::termios::tcflush(rustix::stdio::stdin(), rustix::termios::QueueSelector::IFlush);
}

/// Writes if the terminal is ours; tells whether it was.
fn send(bytes: &[u8]) -> io::Result<bool> {
    let _writing = writing();
    if bytes.is_empty() || !is_in() {
        return Ok(false);
    }
    put(bytes).map(|()| true)
}

fn put(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut first = std::mem::take(&mut *held());
    if first.is_empty() {
        out.write_all(bytes)?;
    } else {
        first.extend_from_slice(bytes);
        out.write_all(&first)?;
    }
    out.flush()
}

/// Waits for another thread's writing, but not for ever: it may hang on a stopped terminal, and
/// a panic may come from the very thread that writes.
fn writing() -> Option<std::sync::MutexGuard<'static, ()>> {
    for _ in 0..TRIES {
        match WRITING.try_lock() {
            Ok(guard) => return Some(guard),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(2));
            }
        }
    }
    None
}

/// A panic of another thread leaves the screen alone: the work goes on or is ended in order.
fn leave_on_panic() {
    static ONCE: AtomicBool = AtomicBool::new(false);
    if ONCE.swap(true, Ordering::SeqCst) {
        return;
    }
    let drawing = std::thread::current().id();
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() == drawing {
            leave();
        }
        previous(info);
    }));
}
