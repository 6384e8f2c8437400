//! The threads that hear signals and keys. They begin when the first picture is there: what comes
//! before waits in the system, and nobody is woken for it.

use std::io;
use std::sync::mpsc::Sender;

use super::Event;
use super::keyboard::Keyboard;
use super::terminal::signals::{self, Held};

pub(super) struct Ears {
    signals: Option<Held>,
    keyboard: Option<Keyboard>,
}

impl Ears {
    /// Signals end the program no longer; they wait.
    pub(super) fn shut() -> io::Result<Self> {
        Ok(Self { signals: Some(signals::hold()?), keyboard: None })
    }

    /// From here on what waited and what comes is told.
    pub(super) fn open(&mut self, events: &Sender<Event>) -> io::Result<()> {
        if let Some(held) = self.signals.take() {
            let tell = events.clone();
            held.tell(move |signal| {
                let _nobody = tell.send(Event::Signal(signal));
            })?;
        }
        if self.keyboard.is_none() {
            self.keyboard = Some(Keyboard::begin(events.clone())?);
        }
        Ok(())
    }

    /// Does something while no key is read.
    pub(super) fn paused<T>(&self, deed: impl FnOnce() -> T) -> T {
        match &self.keyboard {
            Some(keyboard) => keyboard.paused(deed),
            None => deed(),
        }
    }
}
