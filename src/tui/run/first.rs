//! The first picture: drawn by one thread from beginning to end. Handing what it needs over to the
//! desk's thread and back would wake somebody four times, which takes longer than the work.

use std::io;
use std::sync::mpsc::Receiver;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::terminal::{self, Screen};
use super::worker::Worker;
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
pub struct Rehearsal(JoinHandle<Picture>);

impl Rehearsal {
    /// Without a thread all of it is read when it is asked for.
    pub fn begin(taste: impl FnOnce() -> Taste + Send + 'static) -> Option<Self> {
        let thread = std::thread::Builder::new().name("prepare".to_owned());
        thread.spawn(move || rehearse(taste())).ok().map(Self)
    }

    /// The room that it was drawn in, which the system has given out already. What it is about to
    /// find need not be looked for by two; but nobody sleeps for it.
    fn room(self) -> Option<Picture> {
        let end = Instant::now() + SOON;
        while !self.0.is_finished() && Instant::now() < end {
            std::thread::yield_now();
        }
        if self.0.is_finished() { self.0.join().ok() } else { None }
    }
}

fn rehearse(taste: Taste) -> Picture {
    let now = Now { ms: 0, at: Timestamp::from_ms(0) };
    let size = terminal::size().unwrap_or_default();
    let app = App::new(taste, size, now);
    terminal::rehearse(size, |frame| view::draw(&app, frame))
}

impl Shell {
    /// Draws what the desk tells at once. Gives back the request that could not be answered so: the
    /// picture then waits for the desk's thread as others do.
    pub(super) fn first(
        &mut self,
        screen: &mut Screen,
        worker: &mut Worker,
        orders: &Receiver<Request>,
        rehearsal: Option<Rehearsal>,
    ) -> io::Result<Option<Request>> {
        self.ask_ground(screen);
        self.ask(Request::House);
        worker.hurry();
        let undone = self.list_at_once(screen, worker, orders);
        worker.be_patient();
        if undone.is_none() {
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
    ) -> Option<Request> {
        while !self.app.list.is_loaded() {
            // Without anybody signed in nothing more is asked.
            let request = orders.try_recv().ok()?;
            match worker.at_once(&request) {
                Some(reply) => self.update(screen, Msg::Reply(Box::new(reply))),
                None => return Some(request),
            }
        }
        None
    }

    /// All that the first picture did without.
    pub(super) fn begin(&mut self, screen: &mut Screen) -> io::Result<()> {
        self.lend_keys();
        self.scribes.prune();
        for effect in self.later.take().into_iter().flatten() {
            self.effect(screen, effect);
        }
        self.offer(screen);
        self.ears.open(&self.events)
    }
}
