//! The first questions, before there is a desk: the screen, the keys, and one answer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::terminal::signals::Told as Signal;
use super::{Ended, Event, RunError, Seat, size_of};
use crate::clock::Clock;
use crate::domain::zone::Zone;
use crate::lang::Lang;
use crate::tui::app::{App, Taste};
use crate::tui::input::{Input, Reader};
use crate::tui::msg::{Effect, Founding, Msg, Now, Reply, Told, What};
use crate::tui::overlay::setup::Setup;
use crate::tui::view;

/// What became of the questions.
#[derive(Debug)]
pub enum Asked {
    /// The desk is made, and its people speak this language.
    Made(Lang),
    Left(Ended),
}

/// What is known before anybody is asked.
pub struct Known {
    pub zone: Zone,
    /// Where the desk will be.
    pub place: String,
    pub clock: Arc<Clock>,
}

struct Asking<'a> {
    app: App,
    reader: Reader,
    started: Instant,
    clock: Arc<Clock>,
    make: &'a mut dyn FnMut(&Founding) -> Result<(), Told>,
    done: Option<Asked>,
}

impl Seat {
    /// Asks until `make` has made a desk of the answers, or somebody leaves.
    pub fn ask(
        &mut self,
        taste: Taste,
        known: Known,
        make: &mut dyn FnMut(&Founding) -> Result<(), Told>,
    ) -> Result<Asked, RunError> {
        let Known { zone, place, clock } = known;
        let now = Now { ms: 0, at: clock.now() };
        let mut app = App::new(taste, size_of(&self.screen), now);
        app.open(Box::new(Setup::new(zone, place)));
        let (reader, started) = (Reader::new(true), Instant::now());
        let mut asking = Asking { app, reader, started, clock, make, done: None };
        loop {
            let app = &asking.app;
            self.screen.draw(|frame| view::draw(app, frame)).map_err(RunError::Terminal)?;
            self.ears.open(&self.events).map_err(RunError::Thread)?;
            match asking.wait() {
                None => asking.take(self, self.inbox.recv().ok()),
                Some(wait) => asking.take(self, self.inbox.recv_timeout(wait).ok()),
            }
            if let Some(done) = asking.done.take() {
                return Ok(done);
            }
        }
    }
}

impl Asking<'_> {
    fn now(&self) -> Now {
        let ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now { ms, at: self.clock.now() }
    }

    /// How long nothing is due.
    fn wait(&self) -> Option<Duration> {
        let now = self.now().ms;
        let due = self.app.deadline().map(|at| at.saturating_sub(now));
        let held = self.reader.wait_ms(now);
        [due, held].into_iter().flatten().min().map(Duration::from_millis)
    }

    fn take(&mut self, seat: &mut Seat, event: Option<Event>) {
        let now = self.now().ms;
        let mut inputs = Vec::new();
        match event {
            Some(Event::Terminal(event, _at)) => self.reader.take(event, now, &mut inputs),
            Some(Event::Signal(Signal::End(number))) => {
                self.done = Some(Asked::Left(Ended::Signal(number)));
            }
            Some(Event::Signal(Signal::Redraw)) => seat.screen.redraw(),
            Some(Event::Closed) => self.done = Some(Asked::Left(Ended::Closed)),
            Some(Event::Reply(_) | Event::Touched | Event::Uncopied(_)) => {}
            None => {
                self.reader.tick(now, &mut inputs);
                self.update(seat, Msg::Tick);
            }
        }
        for input in inputs {
            if let Input::Resize(..) = input {
                seat.screen.redraw();
            }
            self.update(seat, Msg::Input(input));
        }
    }

    fn update(&mut self, seat: &mut Seat, msg: Msg) {
        for effect in self.app.update(self.now(), msg) {
            match effect {
                Effect::Found(founding) => match (self.make)(&founding) {
                    Ok(()) => self.done = Some(Asked::Made(founding.lang)),
                    Err(told) => {
                        let refused = Reply::Refused { what: What::Other, told };
                        self.update(seat, Msg::Reply(Box::new(refused)));
                    }
                },
                Effect::Quit => self.done = Some(Asked::Left(Ended::Quit)),
                Effect::Redraw => seat.screen.redraw(),
                // There is no desk yet that could do anything else.
                _ => {}
            }
        }
    }
}
