//! The first picture: drawn by one thread from beginning to end. Handing what it needs over to the
//! desk's thread and back would wake somebody four times, which takes longer than the work.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::terminal::{self, Screen};
use super::worker::{AtOnce, Worker};
use super::{Shell, Taste};
use crate::domain::time::Timestamp;
use crate::tui::app::App;
use crate::tui::msg::{Msg, Now, Request};
use crate::tui::picture::Picture;
use crate::tui::view;

/// A rehearsal that is not done so soon does not pay.
const SOON: Duration = Duration::from_micros(500);

/// A picture that nobody sees: what the first one needs is read and found by a thread of its own
/// while the desk is still being opened.
pub struct Rehearsal {
    thread: JoinHandle<Picture>,
    /// Somebody waits for its end: what is only good to have is left out.
    awaited: Arc<AtomicBool>,
}

impl Rehearsal {
    /// Without a thread all of it is read when it is asked for.
    pub fn begin(taste: impl FnOnce() -> Taste + Send + 'static) -> Option<Self> {
        let thread = std::thread::Builder::new().name("prepare".to_owned());
        let awaited = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&awaited);
        let thread = thread.spawn(move || rehearse(taste(), &stop)).ok()?;
        Some(Self { thread, awaited })
    }

    /// The room that it was drawn in, which the system has given out already. What it is about to
    /// find need not be looked for by two; but nobody sleeps for it.
    fn room(self) -> Option<Picture> {
        self.awaited.store(true, Ordering::Relaxed);
        let end = Instant::now() + SOON;
        while !self.thread.is_finished() && Instant::now() < end {
            std::thread::yield_now();
        }
        if self.thread.is_finished() { self.thread.join().ok() } else { None }
    }
}

fn rehearse(taste: Taste, stop: &AtomicBool) -> Picture {
    let now = Now { ms: 0, at: Timestamp::from_ms(0) };
    let size = terminal::size().unwrap_or_default();
    let app = App::new(taste, size, now);
    terminal::rehearse(size, |frame| view::draw(&app, frame), stop)
}

impl Shell {
    /// Draws what the desk tells at once. Gives back the requests that were not answered: where the
    /// list is among them, the picture waits for the desk's thread as others do.
    pub(super) fn first(
        &mut self,
        screen: &mut Screen,
        worker: &mut Worker,
        orders: &Receiver<Request>,
        rehearsal: Option<Rehearsal>,
    ) -> io::Result<Vec<Request>> {
        self.ask_ground(screen);
        // Before the session is known: what a journal holds comes first.
        self.offer(screen);
        self.ask(Request::House);
        worker.hurry();
        let undone = self.list_at_once(screen, worker, orders);
        worker.be_patient();
        if self.app.list.is_loaded() || undone.is_empty() {
            if let Some(room) = rehearsal.and_then(Rehearsal::room) {
                screen.reuse(room);
            }
            self.show(screen)?;
        }
        Ok(undone)
    }

    fn list_at_once(
        &mut self,
        screen: &mut Screen,
        worker: &mut Worker,
        orders: &Receiver<Request>,
    ) -> Vec<Request> {
        let mut undone = Vec::new();
        // Without anybody signed in nothing more is asked.
        while let Ok(request) = orders.try_recv() {
            match worker.at_once(&request) {
                AtOnce::Answered(reply) => self.update(screen, Msg::Reply(reply)),
                AtOnce::Later => undone.push(request),
                AtOnce::Held => {
                    undone.push(request);
                    break;
                }
            }
            if self.app.list.is_loaded() {
                break;
            }
        }
        undone
    }

    /// All that the first picture did without.
    pub(super) fn begin(&mut self, screen: &mut Screen) -> io::Result<()> {
        self.lend_keys();
        for effect in self.later.take().into_iter().flatten() {
            self.effect(screen, effect);
        }
        self.ears.open(&self.events)
    }
}
