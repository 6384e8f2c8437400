//! What is done with the open text by itself: a copy, a revision, a look of the copy desk.

use super::{Doc, Then};
use crate::tui::msg::{Effect, LONG, Now, Office, Request};

/// After so many milliseconds of changes the desk keeps a copy.
const KEEP_MS: u64 = 1_000;
/// So much later for each [`LONG`] of the text, since all of it is written: the journal has each key
/// in any case.
const KEEP_LONG_MS: u64 = 125;
/// After so many the change becomes a revision by itself.
const REVISION_MS: u64 = 5 * 60_000;
/// So long after the last key the copy desk looks at the text.
pub(super) const CHECK_MS: u64 = 300;
/// So much later for each [`LONG`] of the text, since all of it is read.
const CHECK_LONG_MS: u64 = 15;

impl Doc {
    /// The next moment at which something is to be done by itself.
    pub fn deadline(&self) -> Option<u64> {
        if !self.may_write() {
            return None;
        }
        let saving = &self.saving;
        let keep = saving
            .first_unkept
            .filter(|_| saving.asked.is_none())
            .map(|at| at + self.wait(KEEP_MS, KEEP_LONG_MS));
        let free = saving.revising.is_none() && !saving.held;
        let revision = saving.first_unsaved.filter(|_| free).map(|at| at + REVISION_MS);
        let check = saving.last_key + self.wait(CHECK_MS, CHECK_LONG_MS);
        let check = (saving.checked != saving.version).then_some(check);
        [keep, revision, check, saving.past_deadline()].into_iter().flatten().min()
    }

    fn wait(&self, ms: u64, long_ms: u64) -> u64 {
        ms + (self.body.len_bytes() / LONG) as u64 * long_ms
    }

    /// Does what has become due.
    pub fn tick(&mut self, now: Now, office: &Office) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.may_write() {
            return effects;
        }
        let due = |at: Option<u64>, wait: u64| at.is_some_and(|at| at + wait <= now.ms);
        let free = self.saving.revising.is_none() && !self.saving.held;
        if free && due(self.saving.first_unsaved, REVISION_MS) {
            effects.extend(self.save(Then::Stay));
        } else if due(self.saving.first_unkept, self.wait(KEEP_MS, KEEP_LONG_MS))
            && self.saving.asked.is_none()
        {
            effects.extend(self.keep(office));
        }
        if self.saving.past_deadline().is_some_and(|at| at <= now.ms) {
            effects.extend(self.keep_past(now, office));
        }
        let wait = self.wait(CHECK_MS, CHECK_LONG_MS);
        if self.saving.checked != self.saving.version && due(Some(self.saving.last_key), wait) {
            effects.push(self.check(office));
        }
        effects
    }

    /// Has the copy desk look at the text.
    pub fn check(&mut self, office: &Office) -> Effect {
        let version = self.saving.version;
        self.saving.checked = version;
        let (article, text) = (self.id(), Box::new(self.typed(office)));
        Effect::Ask(Request::Check { version, article, text })
    }

    /// Has the desk keep a copy, if it has not the newest.
    pub fn keep(&mut self, office: &Office) -> Option<Effect> {
        let version = self.saving.version;
        if self.is_durable() {
            return None;
        }
        self.saving.asked = Some(version);
        self.saving.first_unkept = None;
        let (article, base) = (self.id(), self.base.clone());
        let text = Box::new(self.typed(office));
        Some(Effect::Ask(Request::Keep { version, article, base, text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::{Aim, Reply};
    use crate::tui::testing::{ALI, app_with, asked, opened, reply, type_in};

    /// So many bytes more in the open text.
    fn longer(bytes: usize) -> crate::tui::app::App {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let mut long = opened(1);
        for (name, value) in &mut long.fields {
            if *name == "body" {
                value.push_str(&" kata".repeat(bytes / 5));
            }
        }
        let effects = reply(&mut app, Reply::Opened { aim: Aim::Edit, opened: Box::new(long) });
        let checks = asked(effects).iter().any(|ask| matches!(ask, Request::Check { .. }));
        assert_eq!(checks, bytes > LONG, "{bytes} bytes");
        app
    }

    #[test]
    fn a_long_text_is_read_when_it_is_on_the_screen_and_kept_more_seldom() {
        for (bytes, wait) in [(0, 300), (10 * LONG, 450)] {
            let mut app = longer(bytes);
            let begun = app.now.ms;
            type_in(&mut app, "a");
            assert_eq!(app.doc.as_ref().and_then(Doc::deadline), Some(begun + wait), "{bytes}");
        }
    }
}
