//! Working copies: what somebody is writing, kept beside the ledger until it is a revision.

use super::act::Pen;
use super::edit::LONGEST_BODY;
use super::{Desk, DeskError, Me};
use crate::domain::ids::{ArticleId, PersonId};
use crate::domain::manuscript::{self, Manuscript};
use crate::domain::people::Role;
use crate::domain::record::RevisionId;
use crate::domain::view::Working;
use crate::store::{Fault, StoreError};
use crate::text::sanitise;

impl Desk {
    /// Keeps a text that is being written and grew from `base`, in place of what this person kept
    /// of the article before. Nobody else sees it, and no record is made. With `durable` it is
    /// proof against a power cut; once a second is enough, and the others cost next to nothing.
    pub fn keep_working(
        &mut self,
        me: &Me,
        article: &ArticleId,
        base: &RevisionId,
        text: Manuscript,
        durable: bool,
    ) -> Result<(), DeskError> {
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        if text.body.len() > LONGEST_BODY {
            return Err(DeskError::invalid("body", text.body.len().to_string()));
        }
        let row = self.find(&article.to_string())?;
        if self.store.revision(base)?.article != row {
            return Err(DeskError::invalid("base", base.to_string()));
        }
        let (person, saved) = (me.person.id, self.clock.now());
        let copy = Working { article: *article, person, base: *base, text, saved };
        Ok(self.store.keep_working(&copy, durable)?)
    }

    /// What this person was writing in an article.
    pub fn working(&self, me: &Me, article: &ArticleId) -> Result<Option<Working>, DeskError> {
        Ok(self.store.working(article, &me.person.id)?)
    }

    /// Gives up what this person was writing; says whether there was something.
    pub fn drop_working(&mut self, me: &Me, article: &ArticleId) -> Result<bool, DeskError> {
        let drop = "drop the text that was being written";
        self.store.write(drop, |tx| Ok(tx.drop_working(article, &me.person.id)?))
    }

    /// Does anybody's working copy say something else than the revision that it grew from?
    pub(super) fn unsaved(&self, article: &ArticleId) -> Result<bool, DeskError> {
        let looked = || -> Result<bool, StoreError> {
            for copy in self.store.working_copies(article)? {
                let base = self.store.revision(&copy.base)?.content;
                if !says(&copy, &self.store.manuscript(&base)?) {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        match looked() {
            // What cannot be read is not saved, and no reason to hide the rest of the article.
            Err(StoreError { fault: Fault::Damaged(_) | Fault::NotFound, .. }) => Ok(true),
            looked => Ok(looked?),
        }
    }
}

/// With a revision that says what its writer's working copy does, the copy is done.
pub(super) fn drop_contained(
    pen: &Pen<'_>,
    article: &ArticleId,
    person: &PersonId,
    saved: &Manuscript,
) -> Result<(), DeskError> {
    let copy = match pen.tx.working(article, person) {
        // It is left for somebody who can look at it, and stops no save.
        Err(StoreError { fault: Fault::Damaged(_), .. }) => return Ok(()),
        copy => copy?,
    };
    if copy.is_some_and(|copy| says(&copy, saved)) {
        pen.tx.drop_working(article, person)?;
    }
    Ok(())
}

/// Would a save of the copy be this text?
fn says(copy: &Working, text: &Manuscript) -> bool {
    copy.text == *text || formed(&copy.text) == *text
}

/// A text as a save would have it: what is being written may end in an empty line, for one.
fn formed(text: &Manuscript) -> Manuscript {
    let line = |text: &str| sanitise::clean(text).text.trim().to_owned();
    Manuscript {
        headline: line(&text.headline),
        summary: line(&text.summary),
        section: line(&text.section),
        tags: manuscript::tags(text.tags.iter().map(String::as_str)),
        place: line(&text.place),
        byline: line(&text.byline),
        credit: line(&text.credit),
        body: sanitise::clean(&text.body).text.trim_matches('\n').to_owned(),
        ..text.clone()
    }
}
