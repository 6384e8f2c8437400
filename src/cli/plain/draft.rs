//! A text in work: what it grew from, what it is now, and its way to a revision. After every
//! change it is kept beside the ledger, so that it is there when the conversation breaks off.

use super::{Talk, Talked};
use crate::cli::refusal;
use crate::desk::DeskError;
use crate::desk::edit::Change;
use crate::domain::ids::ArticleId;
use crate::domain::manuscript::Manuscript;
use crate::domain::record::RevisionId;
use crate::domain::stage::StageName;

/// Steps that can be taken back.
const STEPS: usize = 100;

pub(super) struct Draft {
    pub(super) id: ArticleId,
    label: String,
    base: RevisionId,
    before: Manuscript,
    pub(super) text: Manuscript,
    steps: Vec<Manuscript>,
}

impl Draft {
    pub(super) fn is_changed(&self) -> bool {
        self.text != self.before
    }

    /// The fields that differ from those it grew from.
    pub(super) fn changes(&self) -> Vec<Change> {
        let both = self.text.fields().into_iter().zip(self.before.fields());
        both.filter(|((_, now), (_, before))| now != before)
            .map(|((field, now), _)| Change::new(field, now))
            .collect()
    }
}

impl Talk<'_> {
    /// Takes a text up: what was left unsaved, if that is wanted, else the newest revision.
    /// Nothing if it may not be changed, or one went back.
    pub(super) fn take_up(&mut self, id: ArticleId) -> Talked<Option<Draft>> {
        let name = id.to_string();
        if self.got(self.desk.may_edit(&self.me, &name)).is_none() {
            return Ok(None);
        }
        let Some(view) = self.view(&id) else { return Ok(None) };
        let fresh = Draft {
            id,
            label: view.revision.label,
            base: view.revision.record,
            text: view.manuscript.clone(),
            before: view.manuscript,
            steps: Vec::new(),
        };
        let Some(copy) = self.got(self.desk.working(&self.me, &id)) else { return Ok(None) };
        let Some(copy) = copy.filter(|copy| copy.text != fresh.text) else {
            return Ok(Some(fresh));
        };
        let at = [("at", self.when(copy.saved).into())];
        if self.yes("plain-go-on", &at)? {
            self.unsaved.insert(id);
            if copy.base == fresh.base {
                return Ok(Some(Draft { text: copy.text, ..fresh }));
            }
            let Some(label) = self.got(self.desk.label_of(&copy.base)) else { return Ok(None) };
            let Some(old) = self.got(self.desk.article(&name, Some(&label))) else {
                return Ok(None);
            };
            self.tell("plain-moved", &[("revision", fresh.label.as_str().into())]);
            let (base, before) = (copy.base, old.manuscript);
            return Ok(Some(Draft { label, base, before, text: copy.text, ..fresh }));
        }
        if !self.yes("plain-throw-away", &[])? {
            return Ok(None);
        }
        let dropped = self.desk.drop_working(&self.me, &id);
        self.unsaved.remove(&id);
        Ok(self.got(dropped).map(|_was_there| fresh))
    }

    /// Changes the text in work, and keeps it.
    pub(super) fn put(&mut self, draft: &mut Draft, text: Manuscript) {
        if draft.steps.len() == STEPS {
            draft.steps.remove(0);
        }
        draft.steps.push(std::mem::replace(&mut draft.text, text));
        self.keep(draft);
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self, draft: &mut Draft) {
        match draft.steps.pop() {
            Some(text) => {
                draft.text = text;
                self.keep(draft);
                self.tell("plain-undone", &[]);
            }
            None => self.tell("plain-no-undo", &[]),
        }
    }

    fn keep(&mut self, draft: &Draft) {
        let kept =
            self.desk.keep_working(&self.me, &draft.id, &draft.base, draft.text.clone(), true);
        if self.got(kept).is_none() {
            return;
        }
        if draft.is_changed() {
            self.unsaved.insert(draft.id);
        } else {
            self.unsaved.remove(&draft.id);
        }
    }

    /// Makes a revision of the text; says whether there is one now.
    pub(super) fn save(&mut self, draft: &mut Draft) -> Talked<bool> {
        if !draft.is_changed() {
            self.tell("plain-nothing-new", &[]);
            return Ok(true);
        }
        let changes = draft.changes();
        self.save_changes(draft, &changes)
    }

    /// The same with other changes to it, as the person's own editor makes them.
    pub(super) fn save_changes(&mut self, draft: &mut Draft, changes: &[Change]) -> Talked<bool> {
        let name = draft.id.to_string();
        let Some(before) = self.view(&draft.id) else { return Ok(false) };
        match self.desk.edit_article(&self.me, &name, changes, Some(&draft.label)) {
            Ok(_id) => {}
            Err(error @ DeskError::Conflict { .. }) => {
                self.fail(&self.front.refuse(error));
                if !self.lay_over(draft, changes)? {
                    return Ok(false);
                }
            }
            Err(error) => {
                self.fail(&self.front.refuse(error));
                return Ok(false);
            }
        }
        let dropped = self.desk.drop_working(&self.me, &draft.id);
        self.got(dropped);
        self.unsaved.remove(&draft.id);
        let Some(after) = self.view(&draft.id) else { return Ok(false) };
        self.tell("plain-saved", &[("revision", after.revision.label.as_str().into())]);
        if after.state.name() == StageName::Draft {
            match before.state.name() {
                StageName::Approved | StageName::Scheduled => self.tell("edit-voids-approval", &[]),
                StageName::Submitted => self.tell("edit-leaves-review", &[]),
                _ => {}
            }
        }
        draft.label = after.revision.label;
        draft.base = after.revision.record;
        draft.before = after.manuscript.clone();
        draft.text = after.manuscript;
        draft.steps.clear();
        Ok(true)
    }

    /// Somebody else saved meanwhile: says what, and asks whether these changes shall follow.
    fn lay_over(&mut self, draft: &Draft, changes: &[Change]) -> Talked<bool> {
        let Some(theirs) = self.view(&draft.id) else { return Ok(false) };
        self.tell(
            "plain-theirs",
            &[("name", theirs.revision.author.clone().unwrap_or_default().into())],
        );
        self.say_changes(&draft.before, &theirs.manuscript);
        let label = theirs.revision.label.as_str();
        if !self.yes("plain-lay-over", &[("revision", label.into())])? {
            return Ok(false);
        }
        let name = draft.id.to_string();
        let saved = self.desk.edit_article(&self.me, &name, changes, Some(label));
        Ok(self.got(saved).is_some())
    }

    /// Leaves the text: asks whether it shall be a revision; else it is kept as it is.
    pub(super) fn put_down(&mut self, draft: &mut Draft) -> Talked<()> {
        if draft.is_changed() && !(self.yes("plain-save-now", &[])? && self.save(draft)?) {
            self.tell("plain-kept-here", &[]);
        }
        Ok(())
    }

    /// A field's name.
    pub(super) fn field(&self, field: &str) -> String {
        match field {
            "slug" => self.word("label-path", &[]),
            field => self.word(&format!("field-{field}"), &[]),
        }
    }
}

/// Says that a value was not taken, in the desk's own words.
pub(super) fn invalid(talk: &Talk<'_>, field: &str, value: &str) {
    let error = DeskError::Invalid { field: field.to_owned(), value: value.to_owned() };
    talk.fail(&refusal::failure(&error, "", talk.front.zone, talk.words()));
}
