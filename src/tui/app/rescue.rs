//! Texts in two versions: what a journal held, and what somebody else saved meanwhile.

use super::App;
use crate::domain::ids::ArticleId;
use crate::tui::doc::Doc;
use crate::tui::layout::Pane;
use crate::tui::msg::external::Returned;
use crate::tui::msg::{Aim, Effect, Fields, Opened, Recovered, Reply, Scribe, Then, Told};
use crate::tui::notes::Weight;
use crate::tui::overlay::came_back::CameBack;
use crate::tui::overlay::conflict::Conflict;
use crate::tui::overlay::earlier::Earlier;
use crate::tui::overlay::recover::Recover;

impl App {
    /// The desk's answers about them.
    pub(super) fn two_versions(&mut self, reply: Reply) {
        match reply {
            Reply::Conflict { told, theirs, mine, before, then, .. } => {
                self.conflict(&told, *theirs, before, mine, then);
            }
            Reply::SetAside { path, .. } => {
                self.wrote();
                self.toast(Weight::Done, "conflict-set-aside", &[("path", path.into())]);
            }
            Reply::Drafted { opened, found } => {
                self.wrote();
                self.opened(Aim::Edit, *opened);
                self.effect(Effect::Journal(Scribe::Settle { found, keep: true }));
                self.refresh();
                self.toast(Weight::Done, "recover-drafted", &[]);
            }
            _ => {}
        }
    }

    /// The text has moved on under its writer, who decides what shall stand.
    fn conflict(&mut self, told: &Told, theirs: Opened, before: Fields, mine: Fields, then: Then) {
        let now = self.now;
        // Whoever wanted to leave has something to decide first.
        self.going = super::Going::Nowhere;
        if let Some(doc) = self.doc.as_mut().filter(|doc| doc.is(&theirs.view.row.id)) {
            doc.moved_on(now, told.clone());
        }
        self.open(Box::new(Conflict::new(theirs, before, mine, then)));
    }

    /// The newest revision is open, and over it these fields as something typed.
    pub fn rebase(&mut self, theirs: &Opened, fields: &Fields) {
        let article = theirs.view.row.id;
        if !self.doc.as_ref().is_some_and(|doc| doc.is(&article)) {
            // It was left meanwhile: what is open now is saved, and it comes back.
            self.let_go();
        }
        let Some(office) = &self.office else { return };
        let doc = self.doc.get_or_insert_with(|| Doc::new(theirs.clone(), office));
        let effects = doc.rebase(theirs.clone(), fields, office, self.now);
        self.effects.extend(effects);
        self.meta.opened();
        self.focus(Pane::Editor);
    }

    /// These fields as something typed into the open text.
    pub fn type_all(&mut self, fields: &Fields) {
        let now = self.now;
        let Some(doc) = &mut self.doc else { return };
        doc.unlocked = true;
        for (name, value) in fields {
            self.effects.extend(doc.set(name, value.clone(), now));
        }
    }

    /// Asks how far back the open text shall go.
    pub(super) fn open_earlier(&mut self) {
        match self.doc.as_ref().and_then(Earlier::new) {
            Some(earlier) => self.open(Box::new(earlier)),
            None => self.toast(Weight::Note, "earlier-none", &[]),
        }
    }

    /// These texts in place of the open ones, as something typed.
    pub fn take_texts(&mut self, fields: &Fields) {
        let now = self.now;
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.may_write()) else { return };
        for (name, value) in fields {
            self.effects.extend(doc.set(name, value.clone(), now));
        }
        self.focus(Pane::Editor);
    }

    /// The person's own editor has ended: what came back is shown first, and anything else is told.
    pub(super) fn came_back(&mut self, article: ArticleId, returned: Returned) {
        let (weight, key, value) = match returned {
            Returned::Text { text, dropped, path } => {
                if dropped > 0 {
                    let count = [("count", dropped.into())];
                    self.toast(Weight::Warning, "external-dropped", &count);
                }
                match CameBack::new(self, article, text, path.clone()) {
                    Some(back) => return self.open(Box::new(back)),
                    None => (Weight::Warning, "external-kept", path),
                }
            }
            Returned::Same => (Weight::Note, "external-same", String::new()),
            Returned::Discarded { kept: None } => {
                (Weight::Note, "external-discarded", String::new())
            }
            Returned::Discarded { kept: Some(path) } => (Weight::Note, "external-failed", path),
            Returned::Emptied => (Weight::Warning, "external-emptied", String::new()),
            Returned::Gone => (Weight::Warning, "external-gone", String::new()),
            Returned::NotText { path } => (Weight::Error, "external-not-text", path),
            Returned::TooLong { path } => (Weight::Error, "external-too-long", path),
            Returned::Unreadable { path, why } => {
                let values = [("path", path.into()), ("why", why.into())];
                return self.toast(Weight::Error, "external-unreadable", &values);
            }
            Returned::NoProgram => (Weight::Warning, "external-no-program", String::new()),
            Returned::NotFound { name } => (Weight::Warning, "external-not-found", name),
            Returned::NotStarted { why } => (Weight::Error, "external-not-started", why),
        };
        self.toast(weight, key, &[("what", value.into())]);
    }

    /// Texts that a program left behind that ended without saving.
    pub(super) fn offer(&mut self, found: Vec<Recovered>) {
        let count = found.len();
        if count > 0 {
            self.toast(Weight::Warning, "recovered", &[("count", count.into())]);
        }
        self.recovered.extend(found);
        self.offer_next();
    }

    /// Opens the first article that has something to offer to whoever is signed in.
    pub(super) fn offer_next(&mut self) {
        for found in self.take_recovered(|found| found.article.is_none()) {
            self.open(Box::new(Recover::new(found)));
        }
        let mut own = self.recovered.iter().filter(|found| self.may_take(found));
        if let Some(article) = own.find_map(|found| found.article) {
            self.open_article(article, Aim::Edit);
        }
    }

    /// Will a text be opened because a journal holds it?
    pub(super) fn offers_text(&self) -> bool {
        self.recovered.iter().any(|found| found.article.is_some() && self.may_take(found))
    }

    /// Says how many texts of other articles still wait for a decision.
    pub fn tell_recovered(&mut self) {
        let count = self.recovered.iter().filter(|found| self.may_take(found)).count();
        if count > 0 {
            self.toast(Weight::Warning, "recover-more", &[("count", count.into())]);
        }
    }

    /// The article is open: what its journals held is offered, one after the other.
    pub(super) fn offer_for(&mut self, article: ArticleId) {
        for found in self.take_recovered(|found| found.article == Some(article)) {
            let doc = self.doc.as_ref();
            if doc.is_some_and(|doc| says_the_same(doc, &found.fields)) {
                // The desk kept a copy, and it is on the screen.
                let found = found.found;
                self.effect(Effect::Journal(Scribe::Settle { found, keep: true }));
                self.toast(Weight::Done, "recover-same", &[]);
            } else {
                self.open(Box::new(Recover::new(found)));
            }
        }
    }

    /// There is no such article: what was written in it is offered all the same.
    pub(super) fn offer_lost(&mut self, article: &ArticleId) {
        for found in self.take_recovered(|found| found.article.as_ref() == Some(article)) {
            self.open(Box::new(Recover::new(found)));
        }
    }

    /// Takes what belongs to whoever is signed in; nobody's is offered to everybody.
    fn take_recovered(&mut self, wanted: impl Fn(&Recovered) -> bool) -> Vec<Recovered> {
        let all = std::mem::take(&mut self.recovered);
        let (taken, left) =
            all.into_iter().partition(|found| wanted(found) && self.may_take(found));
        self.recovered = left;
        taken
    }

    /// Is it for whoever is signed in? The words of somebody who was revoked are for reviewers.
    fn may_take(&self, found: &Recovered) -> bool {
        let (Some(me), Some(office)) = (self.me(), &self.office) else { return false };
        let is_here = office.people.iter().any(|one| one.name == found.person && !one.revoked);
        let is_left = !found.person.is_empty() && !is_here;
        found.person.is_empty() || found.person == me.name || is_left && me.roles.may_review()
    }
}

/// The desk keeps a copy without blanks at the ends.
fn says_the_same(doc: &Doc, fields: &Fields) -> bool {
    let own = doc.fields();
    fields.iter().all(|(name, value)| {
        let own = own.iter().find(|(other, _)| other == name);
        own.is_some_and(|(_, own)| own.trim() == value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Msg;
    use crate::tui::testing::{ALI, app_with, article, now};

    #[test]
    fn an_hour_in_another_program_is_no_hour_away() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        app.lock_minutes = 15;
        let path = "/state/edit/a.md".to_owned();
        let returned = Returned::Text { text: "Lain.".into(), dropped: 0, path };
        let later = now(app.now.ms + 3_600_000);
        app.update(later, Msg::External { article: article(1), returned });
        assert_eq!(app.overlays().len(), 1);
        assert!(!app.overlays().iter().any(|overlay| overlay.hides_text()));
        app.update(now(later.ms + 15 * 60_000), Msg::Tick);
        assert!(app.overlays().iter().any(|overlay| overlay.hides_text()));
    }
}
