//! Who could sign what, at every place of the ledger.

use std::sync::Arc;

use super::error::sql;
use super::{Store, StoreError};
use crate::domain::office::History;
use crate::domain::record::Header;

/// The history and the newest record of the office that it knows of.
pub(super) type Cached = Option<(i64, Arc<History>)>;

impl Store {
    /// Folded from the office's records, and again only when there is one more: an export asks
    /// for each of its pages.
    pub fn office_history(&self) -> Result<Arc<History>, StoreError> {
        let upto = super::project::newest_of_office(&self.conn)?;
        if let Some((known, history)) = &*self.history.borrow()
            && *known == upto
        {
            return Ok(Arc::clone(history));
        }
        let history = Arc::new(self.fold_office()?);
        self.history.replace(Some((upto, Arc::clone(&history))));
        Ok(history)
    }

    fn fold_office(&self) -> Result<History, StoreError> {
        const DEED: &str = "read the office";
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT header FROM record WHERE article IS NULL ORDER BY lamport, writer, seq",
            )
            .map_err(sql(DEED))?;
        let mut records = statement.query([]).map_err(sql(DEED))?;
        let mut history = History::default();
        while let Some(record) = records.next().map_err(sql(DEED))? {
            let bytes: String = record.get(0).map_err(sql(DEED))?;
            let header = Header::from_bytes(bytes.as_bytes())
                .map_err(|error| StoreError::damaged(DEED, error.to_string()))?;
            // What the law refused when it came changes nothing now.
            let _refused = history.push(&header);
        }
        Ok(history)
    }
}
