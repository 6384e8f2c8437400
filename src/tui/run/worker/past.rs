//! The way back of texts in its files: each person's own, and of what was erased nothing.

use std::path::PathBuf;

use super::{Failed, Worker};
use crate::domain::ids::ArticleId;
use crate::journal::past::{self, Kept, Part};
use crate::text::past::Tree;
use crate::tui::msg::past::{Keep, Past, Two};
use crate::tui::msg::{Opened, Reply};

impl Worker {
    fn past_folder(&self) -> PathBuf {
        self.desk.state_dir().join("undo")
    }

    /// What was kept of a text for whoever is signed in.
    pub(super) fn past_of(&self, opened: &Opened) -> Past {
        let Some(me) = &self.me else { return Past::None };
        let (folder, person) = (self.past_folder(), me.person.id.to_string());
        let article = &opened.view.row.id;
        let found = match past::find(&folder, article, &person) {
            Ok(None) => return Past::None,
            Ok(Some(kept)) if self.is_erased(article, &kept.trees) => {
                let _best_effort = past::forget(&folder, article, &person);
                return Past::None;
            }
            Ok(Some(kept)) => judged(kept, opened),
            Err(error) => {
                tracing::warn!("a past cannot be read: {error}");
                None
            }
        };
        found.unwrap_or_else(|| {
            if let Err(error) = past::set_aside(&folder, article, &person) {
                tracing::warn!("a past cannot be put aside: {error}");
            }
            Past::Aside
        })
    }

    pub(super) fn keep_past(&self, keep: Keep) -> Result<Option<Reply>, Failed> {
        // Somebody else may sit here by now.
        let Some(me) = self.me.as_ref().filter(|me| me.person.row == keep.person) else {
            return Ok(None);
        };
        let Keep { article, base, texts, trees, .. } = keep;
        let (folder, person) = (self.past_folder(), me.person.id.to_string());
        if self.is_erased(&article, &trees) {
            past::forget(&folder, &article, &person).map_err(crate::desk::DeskError::from)?;
            return Ok(None);
        }
        let at = self.desk.clock().now();
        let [headline, body] = texts;
        let [of_headline, of_body] = trees;
        let parts =
            [Part { text: headline, tree: of_headline }, Part { text: body, tree: of_body }];
        past::keep(&folder, (article, &person), (base, at), &parts)
            .map_err(crate::desk::DeskError::from)?;
        Ok(None)
    }

    /// Were words of the text erased that may stand in its past? What cannot be found out counts
    /// as erased: the text itself is kept elsewhere.
    fn is_erased(&self, article: &ArticleId, trees: &Two<Tree>) -> bool {
        let first = trees.iter().filter_map(|tree| tree.steps.get(1)).map(|step| step.at_ms).min();
        match self.desk.erased_at(article) {
            Ok(None) => false,
            Ok(Some(at)) => first.is_none_or(|first| first <= at.ms()),
            Err(_unknown) => true,
        }
    }

    /// Files that nobody needs any more go.
    pub(super) fn prune_past(&self) {
        if let Err(error) = past::prune(&self.past_folder(), self.desk.clock().now()) {
            tracing::warn!("old pasts cannot be removed: {error}");
        }
        super::super::external::prune(&self.desk.state_dir().join("edit"));
    }
}

/// Does it lead to the text that is opened, or to one that its writer alone went on from?
fn judged(kept: Kept, opened: &Opened) -> Option<Past> {
    let (fields, base) = match &opened.working {
        Some(working) => (&working.fields, &working.base),
        None => (&opened.fields, &opened.base),
    };
    let text = |name: &str| {
        let named = |field: &&(&'static str, String)| field.0 == name;
        fields.iter().find(named).map_or("", |(_, text)| text.as_str())
    };
    if kept.says(["headline", "body"].map(text)) {
        return Some(Past::Kept { trees: Box::new(kept.trees), before: None });
    }
    let [Some(headline), Some(body)] = kept.texts else { return None };
    (kept.head.base == base.record).then(|| Past::Kept {
        trees: Box::new(kept.trees),
        before: Some(Box::new([headline, body])),
    })
}
