//! Writing: new texts, and new revisions of old ones.

use std::path::PathBuf;

use chrono::NaiveTime;

use super::act::Pen;
use super::house::House;
use super::working::drop_contained;
use super::{Desk, DeskError, Me};
use crate::domain::calendar;
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::manuscript::{self, Manuscript};
use crate::domain::people::Role;
use crate::domain::record::{Deed, Origin, RevisionId};
use crate::domain::slug;
use crate::domain::stage::{Action, Facts, Plan, Stage, State};
use crate::paths::private;
use crate::text::sanitise;

/// One field set to a value; empty clears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: String,
    pub value: String,
}

impl Change {
    pub fn new(field: impl Into<String>, value: impl Into<String>) -> Self {
        Self { field: field.into(), value: value.into() }
    }
}

/// The longest body in bytes: what intake lets in.
pub(super) const LONGEST_BODY: usize = 16 << 20;
/// The longest of the other fields in characters.
const LONGEST_FIELD: usize = 2_000;

impl Desk {
    /// Makes a draft. Section, place, date and language have the office's defaults; nothing is
    /// taken out of the text.
    pub fn new_article(&mut self, me: &Me, changes: &[Change]) -> Result<ArticleId, DeskError> {
        let house = self.house()?;
        let today = house.day(self.clock.now());
        let mut manuscript = Manuscript {
            section: house.first_section().to_owned(),
            place: house.place.clone(),
            date: Some(today),
            language: house.language.clone(),
            ..Manuscript::default()
        };
        let mut plan = Plan::default();
        self.apply_all(changes, &house, &mut manuscript, &mut plan)?;
        if let Some(slug) = &plan.slug
            && self.store.slug_is_taken(slug, None)?
        {
            return Err(DeskError::invalid("slug", slug));
        }
        let id = ArticleId(self.clock.uuid());
        self.deed("make a draft", me, |pen| {
            save(pen, &id, &manuscript, Vec::new(), None, Origin::New)?;
            if plan != Plan::default() {
                write_plan(pen, &id, plan)?;
            }
            Ok(())
        })?;
        self.uncounted.add(id);
        Ok(id)
    }

    /// May this person change the text as it stands? To be asked before the work, not after it.
    pub fn may_edit(&self, me: &Me, name: &str) -> Result<(), DeskError> {
        let row = self.find(name)?;
        match self.store.state(row)?.after(&Action::Save, &me.actor(), &Facts::default()) {
            Ok(_state) => Ok(()),
            Err(refusal) => Err(self.refused(me, refusal, &self.store.head(row)?)),
        }
    }

    /// Saves a new revision with these changes. `base` is the revision that they were made on;
    /// if the text has moved on since, nothing is written and the new text is kept aside.
    pub fn edit_article(
        &mut self,
        me: &Me,
        name: &str,
        changes: &[Change],
        base: Option<&str>,
    ) -> Result<ArticleId, DeskError> {
        self.edit_known(me, name, changes, base, None)
    }

    /// The same, with what a content says where that was just read.
    pub(super) fn edit_known(
        &mut self,
        me: &Me,
        name: &str,
        changes: &[Change],
        base: Option<&str>,
        known: Option<(Digest, Manuscript)>,
    ) -> Result<ArticleId, DeskError> {
        let row = self.find(name)?;
        let list = self.store.list_row(row)?;
        let state = self.store.state(row)?;
        let head = self.store.head(row)?;
        let house = self.house()?;
        let before = match known.filter(|(content, _)| *content == head.content) {
            Some((_, text)) => text,
            None => self.store.manuscript(&head.content)?,
        };
        let becomes_other = changes.iter().any(|change| change.field == "body");
        let mut manuscript = if becomes_other { before.but_body() } else { before.clone() };
        let mut plan = state.plan.clone();
        self.apply_all(changes, &house, &mut manuscript, &mut plan)?;
        if let Some(base) = base {
            let read = self.revision_named(row, base)?;
            if read.record != head.record {
                let rescued = self.rescue(&list.short, &manuscript)?;
                let (base, head) = (read.number.to_string(), head.number.to_string());
                return Err(DeskError::Conflict { base, head, rescued: Some(rescued) });
            }
        }
        let plan = (plan != state.plan).then_some(plan);
        if let Some(plan) = &plan {
            self.check_plan(plan, &state, row)?;
        }
        if manuscript == before && plan.is_none() {
            self.may(me, me.person.roles.may_write(), Role::Editor)?;
            return Ok(list.id);
        }
        let text = (manuscript != before).then_some(&manuscript);
        let seen = Seen { head: head.record, content: head.content };
        self.save_over(me, &list.id, &list.short, text, seen, plan, Origin::Edit)?;
        Ok(list.id)
    }

    /// Saves a text over the head that was seen; if another came between, the text is kept aside.
    #[expect(clippy::too_many_arguments, reason = "each is another thing")]
    pub(super) fn save_over(
        &mut self,
        me: &Me,
        id: &ArticleId,
        short: &str,
        text: Option<&Manuscript>,
        seen: Seen,
        plan: Option<Plan>,
        origin: Origin,
    ) -> Result<(), DeskError> {
        let saved = self.deed("save the text", me, |pen| {
            if pen.tx.head_of(id)? != Some(seen.head) {
                return Ok(Err(()));
            }
            if let Some(text) = text {
                let base = vec![seen.head];
                save(pen, id, text, base, Some(seen.content), origin)?;
                drop_contained(pen, id, &me.person.id, text)?;
            }
            if let Some(plan) = plan {
                write_plan(pen, id, plan)?;
            }
            Ok(Ok(()))
        })?;
        match (saved, text) {
            (Ok(()), text) => {
                if text.is_some() {
                    self.uncounted.add(*id);
                }
                Ok(())
            }
            (Err(()), Some(text)) => {
                let rescued = self.rescue(short, text)?;
                let row = self.find(&id.to_string())?;
                let (base, head) = (
                    self.store.revision(&seen.head)?.number.to_string(),
                    self.store.head(row)?.number.to_string(),
                );
                Err(DeskError::Conflict { base, head, rescued: Some(rescued) })
            }
            (Err(()), None) => {
                Err(DeskError::Conflict { base: String::new(), head: String::new(), rescued: None })
            }
        }
    }

    /// Keeps a text that its writer did not choose as a file, and is done with the working copy.
    pub fn set_aside(
        &mut self,
        me: &Me,
        article: &ArticleId,
        text: &Manuscript,
    ) -> Result<PathBuf, DeskError> {
        let path = self.rescue(&article.short(), text)?;
        self.drop_working(me, article)?;
        Ok(path)
    }

    /// Keeps a text that could not be saved where its writer finds it.
    fn rescue(&self, short: &str, manuscript: &Manuscript) -> Result<PathBuf, DeskError> {
        let folder = self.dir.join("rescued");
        private::create_private_dir(&folder)?;
        let stamp = self.clock.now().utc().format("%Y%m%dT%H%M%S%3fZ");
        // Several may lose against the same save: none of them may lose the text too.
        let mark = ArticleId(self.clock.uuid()).short();
        let path = folder.join(format!("{short}-{stamp}-{mark}.json"));
        private::replace_private(&path, &manuscript.to_bytes())?;
        Ok(path)
    }

    /// Puts all values into their fields. What must fit together is looked at when all are there.
    fn apply_all(
        &self,
        changes: &[Change],
        house: &House,
        manuscript: &mut Manuscript,
        plan: &mut Plan,
    ) -> Result<(), DeskError> {
        for change in changes {
            self.apply(change, house, manuscript, plan)?;
        }
        let moved = changes.iter().rev().find(|change| change.field.starts_with("event_"));
        let backwards = manuscript.event_from.zip(manuscript.event_to).is_some_and(|(a, b)| b < a);
        match moved {
            Some(change) if backwards => {
                Err(DeskError::invalid(change.field.clone(), change.value.clone()))
            }
            _ => Ok(()),
        }
    }

    /// Puts one value into its field, held to what the field means.
    fn apply(
        &self,
        change: &Change,
        house: &House,
        manuscript: &mut Manuscript,
        plan: &mut Plan,
    ) -> Result<(), DeskError> {
        let field = change.field.as_str();
        let invalid = || DeskError::invalid(field, change.value.clone());
        let cleaned = sanitise::clean(&change.value);
        let value = cleaned.text.trim();
        if field == "body" {
            if cleaned.text.len() > LONGEST_BODY {
                return Err(invalid());
            }
            manuscript.body = sanitise::trimmed(cleaned.text);
            return Ok(());
        }
        if value.chars().count() > LONGEST_FIELD || value.contains('\n') && field != "summary" {
            return Err(invalid());
        }
        let today = house.day(self.clock.now());
        let date = || match value {
            "" => Ok(None),
            text => calendar::parse_when(text, today).map(Some).ok_or_else(invalid),
        };
        let words = || value.to_owned();
        match field {
            "headline" => manuscript.headline = words(),
            "summary" => manuscript.summary = words(),
            "section" => manuscript.section = section(value, house).ok_or_else(invalid)?,
            "tags" => manuscript.tags = manuscript::tags(value.split(',')),
            "place" => manuscript.place = words(),
            "date" => manuscript.date = date()?,
            "event_from" => manuscript.event_from = date()?,
            "event_to" => manuscript.event_to = date()?,
            "byline" => manuscript.byline = words(),
            "credit" => manuscript.credit = words(),
            "language" if value.is_empty() => manuscript.language.clone_from(&house.language),
            "language" if matches!(value, "id" | "en") => manuscript.language = words(),
            "language" => return Err(invalid()),
            _ => return self.apply_plan(field, value, house, plan),
        }
        Ok(())
    }

    /// The same for what is planned and no part of the text.
    fn apply_plan(
        &self,
        field: &str,
        value: &str,
        house: &House,
        plan: &mut Plan,
    ) -> Result<(), DeskError> {
        let invalid = || DeskError::invalid(field, value);
        let now = self.clock.now();
        // A day without an hour ends when the day does.
        let evening = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
        let moment = |hour| match value {
            "" => Ok(None),
            text => {
                calendar::parse_moment(text, now, house.zone, hour).map(Some).ok_or_else(invalid)
            }
        };
        match field {
            "slug" if value.is_empty() => plan.slug = None,
            "slug" if slug::valid(value) => plan.slug = Some(value.to_owned()),
            "slug" => return Err(invalid()),
            "due" => plan.due = moment(evening)?,
            "embargo" => plan.embargo = moment(NaiveTime::MIN)?,
            _ => return Err(DeskError::invalid("field", field)),
        }
        Ok(())
    }

    fn check_plan(&self, plan: &Plan, state: &State, row: i64) -> Result<(), DeskError> {
        if plan.slug != state.plan.slug {
            let chosen = plan.slug.clone().unwrap_or_default();
            // The address is fixed by the first approval.
            if state.address.is_some() && !state.readdress {
                return Err(DeskError::invalid("slug", chosen));
            }
            if plan.slug.is_some() && self.store.slug_is_taken(&chosen, Some(row))? {
                return Err(DeskError::invalid("slug", chosen));
            }
        }
        if let (Some(embargo), Stage::Scheduled { at, .. }) = (plan.embargo, &state.stage)
            && embargo > *at
        {
            return Err(DeskError::invalid("embargo", embargo.to_string()));
        }
        Ok(())
    }
}

/// The newest revision as it was seen before a save.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) head: RevisionId,
    pub(super) content: Digest,
}

/// Stores a text and its record.
pub(super) fn save(
    pen: &Pen<'_>,
    id: &ArticleId,
    manuscript: &Manuscript,
    base: Vec<RevisionId>,
    grew_from: Option<Digest>,
    origin: Origin,
) -> Result<RevisionId, DeskError> {
    let content = pen.tx.put(&manuscript.to_bytes(), grew_from)?;
    let deed = Deed::RevisionSaved { base, origin };
    let saved = pen.write_about(id, deed, content, Some(manuscript))?;
    Ok(saved.digest)
}

fn write_plan(pen: &Pen<'_>, id: &ArticleId, plan: Plan) -> Result<(), DeskError> {
    let Plan { slug, due, embargo, assignee, priority } = plan;
    pen.write(id, Deed::ArticlePlanned { slug, due, embargo, assignee, priority })?;
    Ok(())
}

/// The office's spelling of a section; a text may have none.
fn section(value: &str, house: &House) -> Option<String> {
    if value.is_empty() {
        return Some(String::new());
    }
    let wanted = value.to_lowercase();
    house.sections.iter().find(|section| section.to_lowercase() == wanted).cloned()
}
