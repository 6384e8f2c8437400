//! What the desk answered, and what the screen makes of it.

use super::App;
use crate::domain::ids::ArticleId;
use crate::domain::stage::StageName;
use crate::domain::time::Timestamp;
use crate::tui::doc::Doc;
use crate::tui::layout::Pane;
use crate::tui::msg::past::Past;
use crate::tui::msg::{
    Aim, Deed, Effect, Exported, LONG, Look, Office, Opened, Reply, Request, Scribe, Tab, Then,
    Told, Unsaved, What,
};
use crate::tui::notes::Weight;
use crate::tui::overlay::Turn;
use crate::tui::overlay::review::Review;
use crate::tui::overlay::sign_in::SignIn;

impl App {
    pub(super) fn reply(&mut self, reply: Reply) {
        let tells = self.overlays.last().is_some_and(|top| top.tells_refusals());
        self.tour_sees(&reply);
        self.with_top(|top, app| match top.reply(app, &reply) {
            Turn::Pass => Turn::Stay,
            turn => turn,
        });
        match reply {
            Reply::House(office) => self.office_is(*office),
            Reply::Locked(names) => self.locked_are(names),
            Reply::SignedIn(me) => self.signed_in(*me),
            Reply::Page { ticket, page, hints, total, .. } => {
                let request = self.list.take(ticket, page, hints, total);
                self.effects.extend(request.map(Effect::Ask));
                self.rows_came();
            }
            Reply::Counts { review, all } => self.counts = super::Counts { review, all },
            Reply::Coming(coming) => self.text_comes(coming),
            Reply::Opened { aim, opened } => {
                self.opened(aim, *opened);
                self.text_came(aim);
            }
            Reply::Checked(checked) => {
                if let Some(doc) = &mut self.doc {
                    doc.checked(*checked);
                }
            }
            Reply::Checks(answer) => self.copydesk_says(answer),
            Reply::Kept { version, article, at } => {
                self.kept(version, article, at);
            }
            Reply::Saved { version, article, at, base, fields, then } => {
                let saved = Scribe::Saved { article, base: base.clone(), fields };
                self.effects.push(Effect::Journal(saved));
                self.saved(version, article, at, base, then);
            }
            Reply::Acted { deed, article, headline, .. } => {
                self.acted(&deed, article, &headline);
            }
            Reply::Session(words) => self.session_is(&words),
            Reply::Tags(tags) => self.tags = tags,
            Reply::Writing(answer) => self.written(answer),
            Reply::Publishing(answer) => self.published(answer),
            Reply::Came(came) => self.came(came, tells),
            Reply::Exported(exported) => self.exported(&exported),
            Reply::Counted => self.refresh(),
            Reply::Changed => self.changed_elsewhere(),
            Reply::Rested { backup } => self.rested(backup),
            Reply::Refused { what, told } => self.refused(&what, &told, tells),
            Reply::Conflict { .. } | Reply::SetAside { .. } | Reply::Drafted { .. } => {
                self.two_versions(reply);
            }
            Reply::History { article, rows } => self.meta.history_is(&article, &rows),
            // Those are for whoever asked.
            Reply::Compared { .. }
            | Reply::Drafts(_)
            | Reply::Templates(_)
            | Reply::PersonAdded { .. } => {}
        }
    }

    fn rested(&mut self, backup: Option<String>) {
        if let Some(trouble) = backup {
            self.notes.say(self.now, Weight::Warning, trouble);
        }
    }

    fn kept(&mut self, version: u64, article: ArticleId, at: Timestamp) {
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.is(&article)) else { return };
        let failed = doc.saving.failing.is_some();
        doc.kept(version, at);
        if failed {
            // What was said about it is over.
            self.notes.dismiss();
            self.toast(Weight::Done, "kept-again", &[]);
        }
        self.mend_journal();
        self.wrote();
    }

    fn exported(&mut self, exported: &Exported) {
        let values = [
            ("written", exported.written.into()),
            ("published", exported.published.into()),
            ("out", exported.out.as_str().into()),
        ];
        self.toast(Weight::Done, "exported", &values);
        for note in &exported.notes {
            self.notes.say(self.now, Weight::Note, note);
        }
        self.wrote();
        self.refresh();
    }

    fn office_is(&mut self, mut office: Office) {
        let was = self.me().map(|me| me.row);
        let is_first = self.office.is_none();
        let mine = office.me.as_ref().map(|me| me.row);
        if office.locked.is_none() {
            // Those of before, until it is known.
            office.locked = self.office.take().and_then(|office| office.locked);
            self.ask(Request::Locked);
        }
        self.office = Some(office);
        if mine.is_none() {
            // Somebody who was revoked meanwhile reads nothing more. What they typed is in the
            // journal, and somebody else takes it over.
            self.give_up();
            if was.is_some() {
                self.toast(Weight::Error, "signed-out", &[]);
            }
            let asks = self.overlays.iter().any(|overlay| overlay.hides_text());
            if !asks {
                self.open(Box::new(SignIn::new(self)));
            }
        } else if is_first || was != mine {
            self.begin();
        }
    }

    fn locked_are(&mut self, names: Vec<String>) {
        if let Some(office) = &mut self.office {
            office.locked = Some(names);
        }
    }

    /// The first list: what waits for a reviewer, else one's own, else everything.
    fn begin(&mut self) {
        let reviews = self.me().is_some_and(|me| me.roles.may_review() && !me.roles.may_write());
        let tab = if reviews { Tab::Review } else { Tab::Mine };
        self.restoring = None;
        self.ahead.clear();
        self.session_kept.clear();
        if self.restores {
            // Before the list: what is shown first is then what was looked at last.
            self.ask(Request::Session);
        }
        self.show_list(Look { tab, ..Look::default() });
        self.ask(Request::Counts);
        if let Some(me) = self.me() {
            let name = me.name.clone();
            self.effect(Effect::Journal(Scribe::Writer(name)));
        }
        self.ask_names();
        self.offer_next();
    }

    fn signed_in(&mut self, me: crate::domain::view::PersonRow) {
        let name = me.name.clone();
        self.overlays.retain(|overlay| !overlay.hides_text());
        if self.me().is_some_and(|was| was.row == me.row) {
            // Only the lock was opened.
            return;
        }
        self.close_journal();
        self.doc = None;
        self.focus(Pane::List);
        self.overlays.clear();
        self.done.clear();
        self.undone.clear();
        if let Some(office) = &mut self.office {
            office.me = Some(me);
        }
        self.begin();
        self.toast(Weight::Done, "signed-in", &[("name", name.into())]);
    }

    pub(super) fn opened(&mut self, aim: Aim, mut opened: Opened) {
        let Some(office) = &self.office else { return };
        let past = std::mem::take(&mut opened.past);
        let article = opened.view.row.id;
        if aim == Aim::Refresh {
            return self.refreshed(opened);
        }
        if self.is_held(&article) {
            return self.stay();
        }
        let changed = self.doc.as_ref().is_some_and(|doc| doc.is(&article) && doc.is_changed());
        if changed {
            self.refreshed(opened);
            self.focus(Pane::Editor);
            return self.offer_for(article);
        }
        let again = self.is_restoring(&article);
        if again && opened.view.row.flags.trashed() {
            self.restoring = None;
            return;
        }
        let working = opened.working.take();
        let mut doc = Doc::new(opened, office);
        self.let_go();
        if doc.locked.is_none() {
            let begin = Scribe::Begin { article, base: doc.base.clone(), fields: doc.shared() };
            self.effects.push(Effect::Journal(begin));
        }
        let moved = self.resume(&mut doc, working);
        let aside = matches!(past, Past::Aside);
        if doc.locked.is_none() {
            doc.take_past(past, self.now);
        }
        self.doc = Some(doc);
        // A new text is in the list as soon as that was read again.
        if !self.list.prefer(article) {
            self.refresh();
        }
        self.meta.opened();
        match aim {
            Aim::Review => Review::begin(self),
            _ => self.focus(Pane::Editor),
        }
        self.begin_filling();
        if moved {
            self.toast(Weight::Warning, "text-changed-elsewhere", &[]);
        } else if aside {
            self.toast(Weight::Note, "past-aside", &[]);
        }
        if again {
            self.restored();
        }
        self.remember_session();
        self.offer_for(article);
        // Last, since all else that is asked for is quick.
        self.check_if_long();
    }

    /// The findings of a long text did not come with it.
    fn check_if_long(&mut self) {
        if let (Some(doc), Some(office)) = (&mut self.doc, &self.office)
            && doc.body.len_bytes() > LONG
        {
            self.effects.push(doc.check(office));
        }
    }

    /// What was typed here and is no revision yet is simply there again. Says whether the text has
    /// moved on since: saving will compare both.
    fn resume(&mut self, doc: &mut Doc, working: Option<Unsaved>) -> bool {
        let Some(working) = working.filter(|_| doc.locked.is_none()) else { return false };
        doc.unlocked |= doc.stage() != StageName::Draft;
        for (name, value) in working.fields {
            self.effects.extend(doc.set(name, value, self.now));
        }
        let moved = doc.base != working.base;
        doc.base = working.base;
        doc.saving.at = Some(working.at);
        moved
    }

    /// The open article as it is now. A text that is being changed keeps what was typed.
    fn refreshed(&mut self, opened: Opened) {
        let Some(office) = &self.office else { return };
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.is(&opened.view.row.id)) else { return };
        let moved = opened.base != doc.base;
        if doc.says(&opened.fields) {
            // The same words: caret, scroll and the way back stay as they are.
            doc.settle(opened, office);
            return;
        }
        if !doc.is_changed() {
            let part = doc.part;
            let caret = doc.body.caret();
            let mut fresh = Doc::new(opened, office);
            fresh.part = part;
            fresh.saving.at = doc.saving.at;
            fresh.run_silently(crate::editor::command::Motion::To(caret), self.now);
            *doc = fresh;
            if moved {
                self.toast(Weight::Note, "text-is-newer", &[]);
            }
        } else if moved {
            self.toast(Weight::Warning, "text-changed-elsewhere", &[]);
        } else {
            doc.reopen(opened);
        }
    }

    fn saved(
        &mut self,
        version: u64,
        article: ArticleId,
        at: Timestamp,
        base: crate::tui::msg::Base,
        then: Then,
    ) {
        self.wrote();
        let request = self.list.refresh();
        self.effects.extend(request.map(Effect::Ask));
        let open = self.doc.as_mut().filter(|doc| doc.is(&article));
        match (open, then) {
            (Some(doc), Then::Stay | Then::Submit) => {
                let revision = base.label.clone();
                doc.saved(version, at, base);
                self.keep_past_again();
                let aim = Aim::Refresh;
                self.ask(Request::Open { article, revision: None, aim });
                if then == Then::Submit {
                    self.ask(Request::Act { article, deed: Deed::Submit });
                } else {
                    self.toast(Weight::Done, "saved-revision", &[("revision", revision.into())]);
                }
            }
            (Some(doc), Then::Quit) => {
                doc.saved(version, at, base);
                self.keep_past_again();
                // What was typed meanwhile is saved, too.
                self.quit();
            }
            // It is still open, and more may be typed into it.
            (Some(doc), Then::Leave) => {
                doc.saved(version, at, base);
                self.keep_past_again();
            }
            (None, _) => self.effects.push(Effect::Journal(Scribe::End { article })),
        }
    }

    fn acted(&mut self, deed: &Deed, article: ArticleId, headline: &str) {
        self.wrote();
        let key = format!("acted-{}", deed.word());
        let text = self.say(&key, &[("headline", headline.into())]);
        self.notes.say(self.now, Weight::Done, text);
        self.tell_way(deed, article);
        self.remember_undo(deed, article);
        self.refresh();
        if matches!(deed, Deed::Approve { .. }) {
            self.ask_names();
        }
        if self.doc.as_ref().is_some_and(|doc| doc.is(&article)) {
            if *deed == Deed::Trash {
                self.doc = None;
                self.focus(Pane::List);
            } else {
                self.ask(Request::Open { article, revision: None, aim: Aim::Refresh });
            }
        }
    }

    /// Another program wrote to this desk: everything on the screen is looked at again.
    fn changed_elsewhere(&mut self) {
        self.refresh();
        self.ask(Request::House);
        self.parcels_moved();
        self.ask_names();
        if let Some(doc) = &self.doc {
            let article = doc.id();
            self.ask(Request::Open { article, revision: None, aim: Aim::Refresh });
        }
    }

    fn refused(&mut self, what: &What, told: &Told, tells: bool) {
        if matches!(what, What::Open { .. } | What::Other) {
            self.text_refused();
        }
        match what {
            What::Page { ticket } => {
                self.list.refused(*ticket);
                if !self.list.is_due() {
                    self.rows_refused();
                }
            }
            What::Open { article } if self.is_restoring(article) => {
                self.restoring = None;
                return;
            }
            What::Open { article } if told.kind == "not_found" => self.offer_lost(article),
            What::Act { article, deed: Deed::Submit } if told.kind == "findings" => {
                self.submit_refused(article);
            }
            What::Past => {
                // The text itself is safe: it is told once, and tried again.
                if self.doc.as_mut().is_some_and(Doc::past_not_kept) {
                    let why = told.message.clone();
                    self.toast(Weight::Note, "past-not-kept", &[("why", why.into())]);
                }
                return;
            }
            What::Save { article, .. } => {
                if let Some(doc) = self.doc.as_mut().filter(|doc| doc.is(article)) {
                    doc.not_saved(self.now, told.clone());
                }
                if self.may_not_quit(told) {
                    return;
                }
            }
            What::Keep { .. } => {
                // Said once: it is tried again each second.
                let known = self.doc.as_ref().and_then(|doc| doc.saving.failing.as_ref());
                let is_known = known.is_some_and(|known| known.kind == told.kind);
                if let Some(doc) = &mut self.doc {
                    doc.not_saved(self.now, told.clone());
                }
                self.mend_journal();
                if is_known {
                    return;
                }
            }
            _ => {}
        }
        if !tells {
            self.notes.refuse(self.now, told);
        }
        // The person may be revoked meanwhile, or the office changed.
        if matches!(told.kind.as_str(), "revoked" | "not_allowed") {
            self.ask(Request::House);
        }
    }
}
