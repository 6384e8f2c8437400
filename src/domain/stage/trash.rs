//! The trash: where a draft goes that its own writer does not want.
//!
//! A text with an approval has passed other eyes, and one with other writers is theirs too: neither
//! is thrown away. Nothing leaves the ledger here. What lies in the trash can only be taken out.

use super::{Action, Facts, Refusal, Stage, State, only_head};
use crate::domain::ids::PersonId;
use crate::domain::people::{Actor, Role};
use crate::domain::time::Timestamp;

/// So long a draft can be taken out of the trash. The desk holds people to it, and replay does
/// not: the time of a record is a claim.
pub const KEPT_MS: i64 = 30 * 86_400_000;

impl State {
    /// The last moment at which what lies in the trash can be taken out.
    pub fn trash_until(&self) -> Option<Timestamp> {
        self.trashed.map(|since| since.plus_ms(KEPT_MS))
    }

    /// Nothing is done to what lies in the trash.
    pub fn not_in_trash(&self, action: &'static str) -> Result<(), Refusal> {
        match self.trashed {
            Some(since) => Err(Refusal::Trashed { action, since }),
            None => Ok(()),
        }
    }

    /// Into the trash and out of it; `None` where it is not the turn of that.
    pub(super) fn thrown(
        &self,
        action: &Action,
        who: &Actor,
        facts: &Facts,
        next: &mut Self,
    ) -> Result<Option<Stage>, Refusal> {
        match action {
            // The first approval fixes the address; before it nothing was public, and all who
            // ever wrote are contributors.
            Action::Trash { revision, at }
                if matches!(self.stage, Stage::Draft { .. }) && self.address.is_none() =>
            {
                only_head(*revision, facts)?;
                only_writer(who, facts)?;
                next.trashed = Some(*at);
            }
            Action::Untrash if self.trashed.is_some() => next.trashed = None,
            _ => return Ok(None),
        }
        Ok(Some(self.stage.clone()))
    }
}

fn only_writer(who: &Actor, facts: &Facts) -> Result<(), Refusal> {
    let Some(person) = who.person() else {
        return Err(Refusal::NotAllowed { needs: Role::Editor });
    };
    let others: Vec<PersonId> =
        facts.contributors.iter().copied().filter(|writer| *writer != person).collect();
    if others.is_empty() && facts.contributors.contains(&person) {
        Ok(())
    } else {
        Err(Refusal::OthersWork { contributors: others })
    }
}
