//! Setting up destinations: kept in the ledger, their secrets on this machine.

use std::path::Path;

use super::{Failed, Worker};
use crate::desk::DeskError;
use crate::domain::delivery::{Destination, Kind, Name};
use crate::keys::secret::{Secret, SecretError};
use crate::tui::msg::Reply;
use crate::tui::msg::publishing::{Answer, Ask, Hidden, Place};

impl Worker {
    pub(super) fn setting_up(&mut self, ask: Ask) -> Result<Option<Reply>, Failed> {
        let answer = match ask {
            Ask::Destinations => Answer::Destinations(self.places()?),
            Ask::Keep { destination, is_new, secret } => {
                self.keep_destination(&destination, is_new, secret)?;
                Answer::Kept(destination.name)
            }
            Ask::Remove(name) => {
                let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
                let ended = self.desk.remove_destination(me, &name)?;
                Answer::Removed { name, ended }
            }
            // The shell gives those to others: a check waits for the network.
            _ => return Ok(None),
        };
        Ok(Some(Reply::Publishing(answer)))
    }

    fn places(&self) -> Result<Vec<Place>, Failed> {
        let access = self.desk.access();
        let place = |destination: Destination| {
            let needless = matches!(destination.kind, Kind::Folder | Kind::Paste);
            let ready = needless || access.has_secret(&destination.name);
            let by_command = !access.wire(&destination.name).secret_command.is_empty();
            Place { destination, ready, by_command }
        };
        Ok(self.desk.destinations()?.into_iter().map(place).collect())
    }

    /// The secret is read first: a destination without one that was given is not added.
    fn keep_destination(
        &mut self,
        destination: &Destination,
        is_new: bool,
        secret: Option<Hidden>,
    ) -> Result<(), Failed> {
        let name = &destination.name;
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let secret = secret.map(|hidden| read(name, &hidden)).transpose()?;
        if is_new {
            self.desk.add_destination(me, destination)?;
        } else {
            self.desk.change_destination(me, destination)?;
        }
        if let Some(secret) = secret {
            self.desk.keep_secret(name, &secret)?;
        }
        Ok(())
    }
}

fn read(name: &Name, hidden: &Hidden) -> Result<Secret, DeskError> {
    let secret = match hidden {
        Hidden::Typed(words) => {
            let bytes = words.bytes();
            let text = str::from_utf8(&bytes).map_err(|_never| SecretError::NotALine);
            text.and_then(Secret::new)
        }
        Hidden::File(path) => Secret::from_file(Path::new(path)),
    };
    secret.map_err(|source| DeskError::Secret { name: name.as_str().to_owned(), source })
}
