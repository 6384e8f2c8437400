//! The first picture: drawn by one thread from beginning to end. Handing what it needs over to the
//! desk's thread and back would wake somebody four times, which takes longer than the work.

use std::io;
use std::sync::mpsc::Receiver;

use super::Shell;
use super::terminal::Screen;
use super::worker::Worker;
use crate::tui::msg::{Msg, Request};

impl Shell {
    /// Draws what the desk tells at once. Gives back the request that could not be answered so: the
    /// picture then waits for the desk's thread as others do.
    pub(super) fn first(
        &mut self,
        screen: &mut Screen,
        worker: &mut Worker,
        orders: &Receiver<Request>,
    ) -> io::Result<Option<Request>> {
        self.ask_ground(screen);
        self.ask(Request::House);
        worker.hurry();
        let undone = self.list_at_once(screen, worker, orders);
        worker.be_patient();
        if undone.is_none() {
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
        for effect in self.later.take().into_iter().flatten() {
            self.effect(screen, effect);
        }
        self.lend_keys();
        self.scribes.prune();
        self.offer(screen);
        self.ears.open(&self.events)
    }
}
