//! What the first picture needs, answered before the desk has its thread.

use std::time::Duration;

use super::{Failed, Worker};
use crate::desk::DeskError;
use crate::store::{Fault, StoreError};
use crate::tui::msg::{Reply, Request};

/// So long a desk that somebody else holds is waited for; the picture is not held up longer.
const HURRY: Duration = Duration::from_millis(10);

/// What becomes of a request that nobody wants to wait for.
pub(in crate::tui::run) enum AtOnce {
    Answered(Box<Reply>),
    /// It takes longer than a moment, or is not needed for the first picture.
    Later,
    /// Somebody else holds the desk.
    Held,
}

impl Worker {
    pub(in crate::tui::run) fn hurry(&self) {
        self.desk.store().wait_for_others(Some(HURRY));
    }

    pub(in crate::tui::run) fn be_patient(&self) {
        self.desk.store().wait_for_others(None);
    }

    /// Answers what is read in a moment.
    pub(in crate::tui::run) fn at_once(&mut self, request: &Request) -> AtOnce {
        let answer = match request {
            Request::House => self.house(),
            Request::Session => self.session(),
            // A search may read many texts.
            Request::Page { ticket, look, at, limit } if look.query.is_empty() => {
                self.page(*ticket, look, at.clone(), *limit)
            }
            _ => return AtOnce::Later,
        };
        let reply = match answer {
            Err(Failed::Desk(DeskError::Store(StoreError { fault: Fault::Busy, .. }))) => {
                return AtOnce::Held;
            }
            answer => answer.unwrap_or_else(|failed| self.refused(super::what(request), failed)),
        };
        AtOnce::Answered(Box::new(reply))
    }
}
