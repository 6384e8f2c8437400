//! What was approved last of the text that is open: what is typed is compared with it.

use crate::domain::ids::ArticleId;
use crate::text::changed::{Run, changed};

#[derive(Debug)]
pub(super) struct Approved {
    pub(super) article: ArticleId,
    pub(super) body: String,
}

impl Approved {
    /// The lines of a body that are not as they were approved; none of another article.
    pub(super) fn changed(approved: Option<&Self>, article: &ArticleId, body: &str) -> Vec<Run> {
        let approved = approved.filter(|approved| approved.article == *article);
        approved.map(|approved| changed(&approved.body, body)).unwrap_or_default()
    }
}
