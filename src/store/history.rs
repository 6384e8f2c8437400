//! Who could sign what, at every place of the ledger.

use std::sync::Arc;

use super::{Store, StoreError};
use crate::domain::ids::PersonId;
use crate::domain::office::{History, Office};
use crate::domain::record::{Deed, Header};

/// What was folded, and the newest record of the office that it knows of.
pub(super) type Cached<T> = Option<(i64, Arc<T>)>;

impl Store {
    /// The office, folded from its records, and again only when there is one more: a start asks
    /// for each of its people.
    pub fn office(&self) -> Result<Arc<Office>, StoreError> {
        let upto = super::project::newest_of_office(&self.conn)?;
        if let Some((known, office)) = &*self.folded.borrow()
            && *known == upto
        {
            return Ok(Arc::clone(office));
        }
        let office = Arc::new(super::project::office(&self.conn, None)?);
        self.folded.replace(Some((upto, Arc::clone(&office))));
        Ok(office)
    }

    /// What the office decided that is no part of [`Office`], and who signed it, in order. What the
    /// law refuses is left out.
    pub fn office_deeds(&self) -> Result<Vec<(Header, Option<PersonId>)>, StoreError> {
        let mut office = Office::default();
        let mut deeds = Vec::new();
        super::project::office_records(&self.conn, None, |header| {
            let person = office.writers.get(&header.writer).and_then(|writer| writer.person);
            let is_wanted = matches!(
                header.deed(),
                Some(Deed::WordAdded { .. } | Deed::WordRemoved { .. } | Deed::RuleAccepted { .. })
            );
            if office.apply(header).is_ok() && is_wanted {
                deeds.push((header.clone(), person));
            }
        })?;
        Ok(deeds)
    }

    /// Folded from the office's records, and again only when there is one more: an export asks
    /// for each of its pages.
    pub fn office_history(&self) -> Result<Arc<History>, StoreError> {
        let upto = super::project::newest_of_office(&self.conn)?;
        if let Some((known, history)) = &*self.history.borrow()
            && *known == upto
        {
            return Ok(Arc::clone(history));
        }
        let mut history = History::default();
        super::project::office_records(&self.conn, None, |header| {
            // What the law refused when it came changes nothing now.
            let _refused = history.push(header);
        })?;
        let history = Arc::new(history);
        self.history.replace(Some((upto, Arc::clone(&history))));
        Ok(history)
    }
}
