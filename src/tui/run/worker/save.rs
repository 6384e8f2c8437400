//! Revisions of the text that is open.

use super::{Answer, Worker, causes};
use crate::desk::DeskError;
use crate::domain::ids::ArticleId;
use crate::tui::msg::typed::{self, Words};
use crate::tui::msg::{Aim, Base, Reply, Then};

impl Worker {
    pub(super) fn save(
        &mut self,
        version: u64,
        article: ArticleId,
        base: &Base,
        fields: Words,
        then: Then,
    ) -> Answer {
        let base = self.newest(article, base);
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let name = article.to_string();
        match self.desk.edit_typed(me, &name, &fields, &base.label) {
            Ok(_id) => {}
            Err(error @ DeskError::Conflict { .. }) => {
                let before = self.desk.fields_at(&name, &base.label)?;
                let told = self.lender.tell(error, self.lang);
                let theirs = Box::new(self.opened(&article, None, Aim::Refresh)?);
                let mine = typed::fields(&fields);
                return Ok(Reply::Conflict { article, told, theirs, mine, before, then });
            }
            Err(error) => return Err(error.into()),
        }
        // The words are a revision: that their copy is still there changes nothing about it.
        if let Err(error) = self.desk.drop_working(me, &article) {
            tracing::warn!(cause = causes(&error), "a working copy was not dropped");
        }
        let (label, record) = self.desk.newest(&name)?;
        let saved = Base { label, record };
        if saved.record != base.record {
            self.moved.insert((article, base.record), saved.clone());
        }
        let at = self.desk.clock().now();
        Ok(Reply::Saved { version, article, at, base: saved, fields, then })
    }
}
