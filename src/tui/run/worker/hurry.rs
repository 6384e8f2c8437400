//! What the first picture needs, answered before the desk has its thread.

use std::time::Duration;

use super::{Failed, Worker};
use crate::desk::DeskError;
use crate::store::{Fault, StoreError};
use crate::tui::msg::{Reply, Request};

/// So long a desk that somebody else holds is waited for; the picture is not held up longer.
const HURRY: Duration = Duration::from_millis(10);

impl Worker {
    pub(in crate::tui::run) fn hurry(&self) {
        self.desk.store().wait_for_others(Some(HURRY));
    }

    pub(in crate::tui::run) fn be_patient(&self) {
        self.desk.store().wait_for_others(None);
    }

    /// Answers what is read in a moment; nothing where that may take longer.
    pub(in crate::tui::run) fn at_once(&mut self, request: &Request) -> Option<Reply> {
        let (what, answer) = match request {
            Request::House => (super::what(request), self.house()),
            Request::Session => (super::what(request), self.session()),
            // A search may read many texts.
            Request::Page { ticket, look, at, limit } if look.query.is_empty() => {
                (super::what(request), self.page(*ticket, look, at.clone(), *limit))
            }
            _ => return None,
        };
        match answer {
            Err(Failed::Desk(DeskError::Store(StoreError { fault: Fault::Busy, .. }))) => None,
            answer => Some(answer.unwrap_or_else(|failed| self.refused(what, failed))),
        }
    }
}
