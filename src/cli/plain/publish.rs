//! The site: written for a trial, or published after a typed word.

use super::{Talk, Talked};
use crate::cli::args::care::Export;
use crate::cli::export::export;

/// So many of the texts that go out are named before the question.
const NAMED: usize = 10;

impl Talk<'_> {
    /// Publishes all that is cleared and due.
    pub(super) fn publish(&mut self) -> Talked<()> {
        let me = &self.me;
        let allowed = me.person.roles.may_review();
        let may = self.desk.may(me, allowed, crate::domain::people::Role::Reviewer);
        if self.got(may).is_none() {
            return Ok(());
        }
        let due = self.desk.due(NAMED);
        let Some((count, headlines)) = self.got(due) else { return Ok(()) };
        self.tell("ask-due", &[("count", count.into())]);
        for headline in &headlines {
            self.line(headline);
        }
        if count > headlines.len() {
            self.tell("ask-due-more", &[("count", (count - headlines.len()).into())]);
        }
        let place = self.desk.site_dir();
        let place = place.to_string_lossy();
        let Some(said) = self.ask("plain-publish", &[("place", place.as_ref().into())])? else {
            self.tell("plain-not-published", &[]);
            return Ok(());
        };
        let said = said.to_lowercase();
        let words = [self.words(), &self.other].map(|words| words.say("plain-publish-word", &[]));
        if words.contains(&said) {
            self.write_site(&Export { publish: true, ..Export::default() });
        } else {
            self.tell("plain-not-published", &[]);
        }
        Ok(())
    }

    /// Writes the site into another folder, and changes nothing.
    pub(super) fn trial(&mut self, said: &str) -> Talked<()> {
        let out =
            if said.is_empty() { self.ask("plain-trial", &[])? } else { Some(said.to_owned()) };
        if let Some(out) = out {
            self.write_site(&Export { out: Some(out.into()), ..Export::default() });
        }
        Ok(())
    }

    fn write_site(&mut self, args: &Export) {
        let me = args.publish.then_some(&self.me);
        match export(self.front, &mut self.desk, me, args) {
            Ok(done) => {
                for note in &done.notes {
                    self.line(note);
                }
                let place = done.out.to_string_lossy();
                let values = [
                    ("pages", done.report.pages.into()),
                    ("written", done.report.written.into()),
                    ("unchanged", done.report.unchanged.into()),
                    ("removed", done.report.removed.into()),
                ];
                self.tell("export-done", &values);
                let key = if args.publish { "plain-published" } else { "plain-tried" };
                let values = [("count", done.taken.into()), ("place", place.as_ref().into())];
                self.tell(key, &values);
            }
            Err(failure) => self.fail(&failure),
        }
    }
}
