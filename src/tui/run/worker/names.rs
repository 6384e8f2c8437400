//! The office's own list of names: shown, and changed entry by entry.

use std::time::SystemTime;

use super::{Failed, Worker};
use crate::desk::DeskError;
use crate::desk::names_file::Removed;
use crate::tui::msg::writing::names::{Ask, Done, List};

/// So many removals can be taken back.
const MOST: usize = 20;

/// What is known of the list.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The newest last.
    removed: Vec<Removed>,
    is_shown: bool,
    /// What the file looked like then; nothing if there was none.
    seen: Option<(SystemTime, u64)>,
}

impl Worker {
    pub(super) fn office_names(&mut self, ask: Ask) -> Result<List, Failed> {
        let me = || self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() });
        let done = match ask {
            Ask::List => None,
            Ask::Keep { was, own } => {
                match was {
                    Some(was) => self.desk.change_own_name(me()?, &was, &own)?,
                    None => self.desk.add_own_name(me()?, &own)?,
                }
                Some(Done::Kept(own))
            }
            Ask::Remove(was) => {
                let removed = self.desk.remove_own_name(me()?, &was)?;
                self.names.removed.push(removed);
                if self.names.removed.len() > MOST {
                    self.names.removed.remove(0);
                }
                Some(Done::Removed(was.own))
            }
            Ask::PutBack => self.put_back()?,
        };
        (self.names.is_shown, self.names.seen) = (true, self.desk.register_stamp());
        let (rows, faults) = self.desk.own_names();
        let faults = faults.into_iter().map(|fault| (fault.line, fault.reason)).collect();
        let back = self.names.removed.last().map(|removed| removed.own().name.clone());
        Ok(List { done, rows, faults, back })
    }

    fn put_back(&mut self) -> Result<Option<Done>, DeskError> {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let Some(removed) = self.names.removed.pop() else { return Ok(None) };
        match self.desk.put_back_name(me, &removed) {
            Ok(()) => Ok(Some(Done::PutBack(removed.own().clone()))),
            // It is there, and stands before no other.
            Err(error @ DeskError::Names { .. }) => Err(error),
            Err(error) => {
                self.names.removed.push(removed);
                Err(error)
            }
        }
    }

    /// Has somebody written in the list since it was shown? It is told once.
    pub(super) fn list_moved(&mut self) -> bool {
        let now = self.desk.register_stamp();
        std::mem::replace(&mut self.names.seen, now) != now && self.names.is_shown
    }
}
