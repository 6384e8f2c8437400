//! What was approved last of the text that is open: what is typed is compared with it.

use std::sync::Arc;

use crate::desk::{Desk, DeskError};
use crate::domain::ids::ArticleId;
use crate::domain::view::ArticleView;
use crate::text::changed::{Run, changed};

#[derive(Debug, Clone)]
pub(super) struct Approved {
    article: ArticleId,
    body: Arc<str>,
}

impl Approved {
    /// An edit takes the clearance away, so that the revision is looked for among what was approved
    /// before; words that are gone by law compare with nothing.
    pub(super) fn of(
        desk: &Desk,
        article: &ArticleId,
        view: &ArticleView,
    ) -> Result<Option<Self>, DeskError> {
        let cleared = view.state.clearance.as_ref().map(|clearance| clearance.revision);
        let live = || view.state.live.as_ref().map(|live| live.revision);
        let record = match cleared {
            Some(record) => Some(record),
            None => desk.last_approved(article)?.or_else(live),
        };
        let Some(record) = record else { return Ok(None) };
        let then = desk.article(&article.to_string(), Some(&desk.label_of(&record)?))?;
        let approved = Self { article: *article, body: then.manuscript.body.into() };
        Ok((!then.revision.erased).then_some(approved))
    }

    pub(super) fn is_of(&self, article: &ArticleId) -> bool {
        self.article == *article
    }

    /// The lines of a body that are not as they were approved.
    pub(super) fn changed(&self, body: &str) -> Vec<Run> {
        changed(&self.body, body)
    }
}
