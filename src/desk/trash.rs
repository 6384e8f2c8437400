//! The trash: own drafts that nobody wants, for thirty days.
//!
//! The thirty days are a gate of the desk. When they are over, a draft stays in the ledger as all
//! that was ever signed does, shown by its name and in no list; to remove its words is an erasure.

use super::review::Standing;
use super::{Desk, DeskError, Me};
use crate::domain::finding::Counts;
use crate::domain::ids::ArticleId;
use crate::domain::people::Role;
use crate::domain::record::Deed;
use crate::domain::stage::{Refusal, StageName, TRASH_KEPT_MS};
use crate::store::lists::Filter;

impl Desk {
    /// Throws a draft away that nobody else wrote in and nobody has approved.
    pub fn trash(&mut self, me: &Me, name: &str) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let head = self.store.head(row)?;
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        let deed = Deed::ArticleTrashed { revision: head.record };
        self.review_deed("throw the draft away", me, &id, deed, &head)?;
        self.standing(row, Counts::default())
    }

    /// Takes a draft out of the trash. Whoever may write may do it.
    pub fn untrash(&mut self, me: &Me, name: &str) -> Result<Standing, DeskError> {
        let row = self.find(name)?;
        let id = self.store.list_row(row)?.id;
        let head = self.store.head(row)?;
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        let until = self.store.state(row)?.trash_until();
        if let Some(until) = until.filter(|until| *until < self.clock.now()) {
            return Err(self.refused(me, Refusal::TrashOver { until }, &head));
        }
        self.review_deed(
            "take the draft out of the trash",
            me,
            &id,
            Deed::ArticleUntrashed {},
            &head,
        )?;
        self.standing(row, Counts::default())
    }

    /// Narrows a filter to the trash as far as it can be taken out. Nothing happens to an article
    /// there, so it changed last when it was thrown away.
    pub fn only_trash(&self, filter: &mut Filter) {
        let oldest = self.clock.now().plus_ms(-TRASH_KEPT_MS);
        filter.trashed = true;
        filter.updated_from = filter.updated_from.max(Some(oldest));
        if filter.stages.is_empty() {
            // Only drafts lie there, and they are an index of their own.
            filter.stages.push(StageName::Draft);
        }
    }

    /// An article that cannot be read is none in the trash: another call will tell of it.
    pub(super) fn is_in_trash(&self, id: &ArticleId) -> bool {
        let row = self.store.find(&id.to_string()).and_then(|row| self.store.list_row(row));
        row.is_ok_and(|row| row.flags.trashed())
    }
}
