//! The office's own list of names: shown, and changed entry by entry.

use std::time::SystemTime;

use super::{Failed, Worker};
use crate::desk::DeskError;
use crate::desk::names_file::Removed;
use crate::tui::msg::writing::names::{Ask, Done, List};

/// What is known of the list.
#[derive(Debug, Default)]
pub(super) struct Names {
    removed: Option<Removed>,
    /// What the file looked like when it was shown, if it was.
    shown: Option<Option<(SystemTime, u64)>>,
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
                self.names.removed = Some(removed);
                Some(Done::Removed(was.own))
            }
            Ask::PutBack => {
                let own = match &self.names.removed {
                    Some(removed) => {
                        self.desk.put_back_name(me()?, removed)?;
                        Some(removed.own().clone())
                    }
                    None => None,
                };
                self.names.removed = None;
                own.map(Done::PutBack)
            }
        };
        self.names.shown = Some(self.desk.register_stamp());
        let (rows, faults) = self.desk.own_names();
        let faults = faults.into_iter().map(|fault| (fault.line, fault.reason)).collect();
        let back = self.names.removed.as_ref().map(|removed| removed.own().name.clone());
        Ok(List { done, rows, faults, back })
    }

    /// Has somebody written in the list since it was shown? It is told once.
    pub(super) fn list_moved(&mut self) -> bool {
        let now = self.desk.register_stamp();
        self.names.shown.as_mut().is_some_and(|shown| std::mem::replace(shown, now) != now)
    }
}
