//! What the copy desk counted in articles: a cache beside the ledger, for lists.

use rusqlite::named_params;

use super::error::sql;
use super::{Store, StoreError};
use crate::domain::finding::Counts;
use crate::domain::ids::ArticleId;

/// What the copy desk counted in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    pub article: ArticleId,
    /// The clock value of its newest record at that time.
    pub touched: i64,
    pub counts: Counts,
}

impl Store {
    /// Notes what the copy desk counted in some articles, where none has changed since. `mark`
    /// stands for all that the counts depend on beside the texts. They are a cache: a power cut
    /// may take them.
    pub fn note_findings(&mut self, mark: i64, counted: &[Counted]) -> Result<(), StoreError> {
        const DEED: &str = "note the findings";
        if counted.is_empty() {
            return Ok(());
        }
        self.write_as(DEED, false, |tx| {
            let mut update = tx
                .conn
                .prepare_cached(
                    "UPDATE article SET rules = :mark, errors = :errors, warnings = :warnings,
                       suggestions = :suggestions WHERE id = :id AND touched = :touched",
                )
                .map_err(sql(DEED))?;
            for Counted { article, touched, counts } in counted {
                update
                    .execute(named_params! {
                        ":id": article.0.as_bytes(),
                        ":touched": touched,
                        ":mark": mark,
                        ":errors": counts.error,
                        ":warnings": counts.warning,
                        ":suggestions": counts.suggestion,
                    })
                    .map_err(sql(DEED))?;
            }
            Ok(())
        })
    }
}
