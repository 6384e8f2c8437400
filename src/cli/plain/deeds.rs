//! The way of a text: handed in, approved, sent back, scheduled, corrected, withdrawn, thrown
//! away. The desk decides; here it is asked, and its answer is said.

use chrono::NaiveTime;

use super::draft::invalid;
use super::{Talk, Talked};
use crate::desk::DeskError;
use crate::desk::review::Standing;
use crate::domain::calendar;
use crate::domain::ids::ArticleId;
use crate::domain::view::ArticleView;

impl Talk<'_> {
    /// What a deed led to.
    fn stands(&self, standing: Result<Standing, DeskError>) {
        let Some(standing) = self.got(standing) else { return };
        let values = [
            ("headline", self.headline(&standing.headline).into()),
            ("stage", self.stage(standing.stage, false, false).into()),
            ("revision", standing.revision.as_str().into()),
        ];
        self.tell("plain-stands", &values);
        if standing.findings.warning > 0 {
            let count = standing.findings.warning;
            self.tell("submitted-with-warnings", &[("count", count.into())]);
        }
    }

    /// A remark, said with the command or asked for.
    fn remark(&self, said: &str, key: &str) -> Talked<Option<String>> {
        if said.is_empty() { self.ask(key, &[]) } else { Ok(Some(said.to_owned())) }
    }

    pub(super) fn submit(&mut self, id: ArticleId) -> Talked<()> {
        let copy = self.got(self.desk.working(&self.me, &id)).flatten();
        if let (Some(copy), Some(view)) = (copy, self.view(&id))
            && copy.text != view.manuscript
            && !self.yes("plain-submit-unsaved", &[])?
        {
            return Ok(());
        }
        let standing = self.desk.submit(&self.me, &id.to_string());
        self.stands(standing);
        Ok(())
    }

    pub(super) fn take_back(&mut self, id: ArticleId) {
        let standing = self.desk.take_back(&self.me, &id.to_string());
        self.stands(standing);
    }

    /// Approves what was read, and nothing else.
    pub(super) fn approve(&mut self, view: &ArticleView) -> Talked<()> {
        let id = view.row.id;
        let label = match &self.read {
            Some((article, label)) if *article == id => label.clone(),
            _ => {
                let values = [("revision", view.revision.label.as_str().into())];
                self.tell("plain-read-first", &values);
                return Ok(());
            }
        };
        let values = [
            ("revision", label.as_str().into()),
            ("headline", self.headline(&view.manuscript.headline).into()),
        ];
        if !self.yes("plain-approve", &values)? {
            return Ok(());
        }
        let note = self.ask("plain-approve-note", &[])?;
        let standing = self.desk.approve(&self.me, &id.to_string(), &label, note.as_deref());
        self.stands(standing);
        Ok(())
    }

    pub(super) fn send_back(&mut self, id: ArticleId, said: &str) -> Talked<()> {
        if let Some(note) = self.remark(said, "plain-return-note")? {
            let standing = self.desk.send_back(&self.me, &id.to_string(), &note);
            self.stands(standing);
        }
        Ok(())
    }

    pub(super) fn schedule(&mut self, id: ArticleId, said: &str) -> Talked<()> {
        let Some(said) = self.remark(said, "plain-schedule")? else { return Ok(()) };
        let (Some(zone), now) = (self.front.zone, self.desk.clock().now()) else {
            return Ok(());
        };
        // A day without an hour begins with the office.
        let hour = NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default();
        let Some(at) = calendar::parse_moment(&said, now, zone, hour) else {
            invalid(self, "at", &said);
            return Ok(());
        };
        if self.yes("plain-schedule-at", &[("at", self.when(at).into())])? {
            let standing = self.desk.schedule(&self.me, &id.to_string(), at);
            self.stands(standing);
        }
        Ok(())
    }

    pub(super) fn unschedule(&mut self, id: ArticleId) {
        let standing = self.desk.unschedule(&self.me, &id.to_string());
        self.stands(standing);
    }

    pub(super) fn correct(&mut self, id: ArticleId, said: &str) -> Talked<()> {
        if let Some(reason) = self.remark(said, "plain-correct-reason")? {
            let standing = self.desk.correct(&self.me, &id.to_string(), &reason, false);
            self.stands(standing);
        }
        Ok(())
    }

    pub(super) fn withdraw(&mut self, view: &ArticleView, said: &str) -> Talked<()> {
        let Some(reason) = self.remark(said, "plain-withdraw-reason")? else { return Ok(()) };
        let headline = self.headline(&view.manuscript.headline);
        if self.yes("plain-withdraw", &[("headline", headline.into())])? {
            let standing = self.desk.withdraw(&self.me, &view.row.id.to_string(), &reason);
            self.stands(standing);
        }
        Ok(())
    }

    pub(super) fn trash(&mut self, view: &ArticleView) -> Talked<()> {
        let headline = self.headline(&view.manuscript.headline);
        if self.yes("plain-trash", &[("headline", headline.into())])? {
            let standing = self.desk.trash(&self.me, &view.row.id.to_string());
            self.stands(standing);
        }
        Ok(())
    }

    pub(super) fn untrash(&mut self, id: ArticleId) {
        let standing = self.desk.untrash(&self.me, &id.to_string());
        self.stands(standing);
    }
}
