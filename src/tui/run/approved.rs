//! What was approved last of the text that is open: what is typed is compared with it.

use crate::desk::{Desk, DeskError};
use crate::domain::ids::ArticleId;
use crate::domain::view::ArticleView;
use crate::text::changed::{Run, changed};

#[derive(Debug)]
pub(super) struct Approved {
    article: ArticleId,
    body: String,
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
        let approved = Self { article: *article, body: then.manuscript.body };
        Ok((!then.revision.erased).then_some(approved))
    }

    /// The lines of a body that are not as they were approved; none of another article.
    pub(super) fn changed(approved: Option<&Self>, article: &ArticleId, body: &str) -> Vec<Run> {
        let approved = approved.filter(|approved| approved.article == *article);
        approved.map(|approved| changed(&approved.body, body)).unwrap_or_default()
    }
}
