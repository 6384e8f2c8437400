//! The first picture: drawn by one thread from beginning to end. Handing what it needs over to the
//! desk's thread and back would wake somebody four times, which takes longer than the work.

use std::io;
use std::sync::mpsc::Receiver;

use super::Shell;
use super::rehearsal::Rehearsal;
use super::terminal::Screen;
use super::worker::{AtOnce, Worker};
use crate::tui::msg::{Msg, Request};

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
