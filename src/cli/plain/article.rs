//! One article: where it stands, and what may be done with it now.

use super::menu::{Pick, Place};
use super::verb::Verb;
use super::voice::quoted;
use super::{Talk, Talked};
use crate::cli::{documents, time};
use crate::domain::ids::ArticleId;
use crate::domain::stage::StageName;
use crate::domain::view::ArticleView;

/// All that can be said here; what is not offered now is refused in words.
pub(super) const KNOWN: &[Verb] = &[
    Verb::Read,
    Verb::Changes,
    Verb::Edit,
    Verb::Fields,
    Verb::Findings,
    Verb::History,
    Verb::Submit,
    Verb::TakeBack,
    Verb::Approve,
    Verb::Return,
    Verb::Schedule,
    Verb::Unschedule,
    Verb::Correct,
    Verb::Withdraw,
    Verb::Trash,
    Verb::Untrash,
];

/// Those that lead away from here and back.
const ROOMS: &[Verb] = &[Verb::Read, Verb::Edit, Verb::Fields, Verb::Findings, Verb::History];

impl Talk<'_> {
    /// An article until one goes back.
    pub(super) fn article(&mut self, id: ArticleId) -> Talked<()> {
        let (mut is_new, mut is_told) = (true, false);
        loop {
            let Some(view) = self.view(&id) else { return Ok(()) };
            let page = self.article_page(&view);
            let offered = self.offered(&view);
            let place = Place { known: KNOWN, ..Place::of(&page, &offered) };
            if is_new {
                self.arrive(&place);
            } else if !is_told {
                page.iter().take(1).for_each(|line| self.line(line));
            }
            is_new = false;
            let Pick::Verb(verb, rest) = self.choose(&place)? else { return Ok(()) };
            if offered.contains(&verb) {
                self.with_article(&view, verb, &rest)?;
            } else {
                self.not_now(&view, verb, &place);
            }
            // A deed has said where the text stands now, or why not.
            is_told = !ROOMS.contains(&verb);
        }
    }

    /// A deed that the stage or one's roles do not allow, before anything is asked for it.
    fn not_now(&self, view: &ArticleView, verb: Verb, place: &Place<'_>) {
        let words = place.offered.iter().map(|verb| verb.told(self.words()).1);
        let values = [
            ("word", quoted(&verb.told(self.words()).1).into()),
            ("stage", self.stage(view.state.name(), false, false).into()),
            ("roles", self.roles().into()),
            ("words", words.collect::<Vec<_>>().join(", ").into()),
        ];
        self.tell("plain-not-now", &values);
    }

    fn with_article(&mut self, view: &ArticleView, verb: Verb, rest: &str) -> Talked<()> {
        let id = view.row.id;
        match verb {
            Verb::Changes => {
                self.changes(view);
                Ok(())
            }
            Verb::Edit => self.write(id),
            Verb::Fields => self.fields(id),
            Verb::Findings => self.findings(id),
            Verb::History => self.history(id),
            Verb::Submit => self.submit(id),
            Verb::TakeBack => {
                self.take_back(id);
                Ok(())
            }
            Verb::Approve => self.approve(view),
            Verb::Return => self.send_back(id, rest),
            Verb::Schedule => self.schedule(id, rest),
            Verb::Unschedule => {
                self.unschedule(id);
                Ok(())
            }
            Verb::Correct => self.correct(id, rest),
            Verb::Withdraw => self.withdraw(view, rest),
            Verb::Trash => self.trash(view),
            Verb::Untrash => {
                self.untrash(id);
                Ok(())
            }
            _ => self.read_all(view),
        }
    }

    /// What this person may do with it as it stands.
    fn offered(&self, view: &ArticleView) -> Vec<Verb> {
        let roles = &self.me.person.roles;
        let (writes, reviews) = (roles.may_write(), roles.may_review());
        let mut verbs = vec![Verb::Read, Verb::Changes];
        if view.state.trashed.is_some() {
            verbs.extend([Verb::Fields, Verb::History]);
            verbs.extend(writes.then_some(Verb::Untrash));
            return verbs;
        }
        let stage = view.state.name();
        let open = !matches!(stage, StageName::Published | StageName::Withdrawn);
        verbs.extend((writes && open).then_some(Verb::Edit));
        verbs.extend([Verb::Fields, Verb::Findings, Verb::History]);
        // Whoever has written none of it would have by this, and could not approve it any more.
        let wrote = view.contributors.iter().any(|name| name == self.me.name());
        let back = writes && wrote && stage == StageName::Submitted;
        verbs.extend(back.then_some(Verb::TakeBack));
        let more: &[Verb] = match stage {
            StageName::Draft if writes => &[Verb::Submit, Verb::Trash],
            StageName::Submitted if reviews => &[Verb::Approve, Verb::Return],
            StageName::Approved if reviews => &[Verb::Schedule, Verb::Withdraw],
            StageName::Scheduled if reviews => &[Verb::Schedule, Verb::Unschedule, Verb::Withdraw],
            StageName::Published if reviews => &[Verb::Correct, Verb::Withdraw],
            StageName::Withdrawn if reviews => &[Verb::Correct],
            _ => &[],
        };
        verbs.extend(more);
        verbs
    }

    fn article_page(&self, view: &ArticleView) -> Vec<String> {
        let state = &view.state;
        let stage = self.stage(state.name(), state.returned(), state.correction.is_some());
        let values = [
            ("stage", stage.into()),
            ("headline", self.headline(&view.manuscript.headline).into()),
            ("revision", view.revision.label.as_str().into()),
            ("author", view.author.as_str().into()),
            ("words", view.manuscript.words().into()),
            ("id", view.row.short.as_str().into()),
        ];
        let mut lines = vec![self.word("plain-article", &values)];
        if view.revision.erased {
            let short = view.row.short.as_str();
            lines.push(self.word("erase-shown", &[("short", short.into())]));
        }
        lines.extend(self.moments(view));
        if let Some(Some((name, note))) = self.got(self.desk.last_remark(&view.row.id)) {
            let values = [("name", name.into()), ("note", quoted(&note).into())];
            lines.push(self.word("plain-remark", &values));
        }
        let missing = view.manuscript.missing();
        if state.name() == StageName::Draft && !missing.is_empty() {
            let names = missing.iter().map(|field| self.field(field)).collect::<Vec<_>>();
            lines.push(self.word("error-missing", &[("what", names.join(", ").into())]));
        }
        if !view.waiting_for.is_empty() {
            let names = view.waiting_for.join(", ");
            lines.push(self.word("plain-waiting", &[("names", names.into())]));
        }
        if let Some(Some(copy)) = self.got(self.desk.working(&self.me, &view.row.id))
            && copy.text != view.manuscript
        {
            lines.push(self.word("plain-unsaved", &[("at", self.when(copy.saved).into())]));
        }
        lines
    }

    /// When it went out or shall go, and until when the trash keeps it.
    fn moments(&self, view: &ArticleView) -> Vec<String> {
        let state = &view.state;
        let told = [
            ("plain-live", state.live.as_ref().map(|live| live.first)),
            ("plain-scheduled", documents::scheduled(&state.stage)),
            ("plain-embargo", state.plan.embargo),
            ("plain-in-trash", state.trash_until()),
        ];
        told.into_iter()
            .filter_map(|(key, at)| at.map(|at| self.word(key, &[("at", self.when(at).into())])))
            .collect()
    }

    /// A moment in full, in the office's zone.
    pub(super) fn when(&self, at: crate::domain::time::Timestamp) -> String {
        self.front.zone.map_or_else(|| at.to_string(), |zone| time::full(at, zone, self.words()))
    }
}
