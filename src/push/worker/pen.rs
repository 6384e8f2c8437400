//! The pen that a speaker writes with: every commit is on the disk when it returns.

use uuid::Uuid;

use crate::clock::Clock;
use crate::desk::deliver::Hand;
use crate::desk::{Desk, DeskError};
use crate::domain::delivery::Remote;
use crate::domain::time::Timestamp;
use crate::push::{Pen, Stopped};

/// A line of the exchange is one for people: longer ones are cut.
const LONGEST_LINE: usize = 300;

pub(super) struct DeskPen<'a> {
    desk: &'a mut Desk,
    hand: &'a Hand<'a>,
    id: Uuid,
    clock: &'a Clock,
    go_on: &'a dyn Fn() -> bool,
    lines: Vec<String>,
}

impl<'a> DeskPen<'a> {
    pub(super) fn new(
        desk: &'a mut Desk,
        hand: &'a Hand<'a>,
        id: Uuid,
        clock: &'a Clock,
        go_on: &'a dyn Fn() -> bool,
    ) -> Self {
        Self { desk, hand, id, clock, go_on, lines: Vec::new() }
    }

    /// What was told and not kept yet.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }
}

/// A desk that cannot be written to is a reason to send nothing.
fn stopped(may: Result<bool, DeskError>) -> Result<(), Stopped> {
    match may {
        Ok(true) => Ok(()),
        Ok(false) => Err(Stopped),
        Err(error) => {
            tracing::warn!(%error, "where a delivery stands could not be kept");
            Err(Stopped)
        }
    }
}

impl Pen for DeskPen<'_> {
    fn sending(&mut self, remote: &Remote) -> Result<(), Stopped> {
        if !(self.go_on)() {
            return Err(Stopped);
        }
        let lines = std::mem::take(&mut self.lines);
        stopped(self.desk.note_sending(self.hand, self.id, remote, &lines))
    }

    fn commit(&mut self, remote: &Remote) -> Result<(), Stopped> {
        let lines = std::mem::take(&mut self.lines);
        stopped(self.desk.note_learnt(self.hand, self.id, remote, &lines))
    }

    fn told(&mut self, mut line: String) {
        if let Some((at, _)) = line.char_indices().nth(LONGEST_LINE) {
            line.truncate(at);
        }
        self.lines.push(line);
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
