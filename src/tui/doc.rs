//! The open text: headline and body in their editors, the other fields as they are typed, and how
//! far all of it has been saved.

use std::collections::BTreeMap;

mod due;
pub mod fix;
pub mod found;
mod page;
mod past;

use self::found::Found;
use super::app::offer::blank;
use super::msg::typed::{Ready, Typed, Words};
use super::msg::{Base, Effect, Fields, Now, Office, Opened, Request, Scribe, Then, Told};
use crate::domain::calendar;
use crate::domain::finding::{Counts, Field, Finding, Level};
use crate::domain::ids::ArticleId;
use crate::domain::manuscript::{self, Manuscript};
use crate::domain::stage::StageName;
use crate::domain::time::Timestamp;
use crate::editor::Editor;
use crate::editor::command::{Command, Motion, Outcome};
use crate::text::edit::Edit;
use crate::text::merge::Clash;
use crate::text::shared::{Shared, whole};
use crate::text::span::slice;

/// Which of the two editors has the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    Headline,
    #[default]
    Body,
}

impl Part {
    pub fn field(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
        }
    }
}

/// How far the text is saved.
#[derive(Debug, Default)]
pub struct Saving {
    /// Rises with every change.
    version: u64,
    /// The version that is a revision, and the one that the desk keeps a copy of.
    saved: u64,
    kept: u64,
    /// A request that was not answered yet.
    asked: Option<u64>,
    revising: Option<u64>,
    first_unkept: Option<u64>,
    first_unsaved: Option<u64>,
    last_key: u64,
    checked: u64,
    pub at: Option<Timestamp>,
    pub failing: Option<Told>,
    /// The text has moved on and nobody has decided what shall stand: no revision by itself.
    held: bool,
    /// The version whose way back was kept, and whether it was told that it could not be.
    past: u64,
    past_told: bool,
}

#[derive(Debug)]
pub struct Doc {
    /// Without its body.
    pub opened: Opened,
    /// The body as it was opened: what nobody changed of it is the editor's own.
    words: Shared,
    pub headline: Editor,
    pub body: Editor,
    /// The other fields, as they are typed.
    others: BTreeMap<&'static str, String>,
    pub part: Part,
    /// The revision that the text grew from.
    pub base: Base,
    pub saving: Saving,
    /// What is shown of what was found.
    pub findings: Vec<Finding>,
    pub found: Found,
    /// Why it cannot be written, as a key of the language files.
    pub locked: Option<&'static str>,
    /// A form left places open in it, as far as is known.
    pub has_blanks: bool,
    /// Somebody said that a text in review shall be changed all the same.
    pub unlocked: bool,
    /// The finding that the caret was sent to last.
    pub problem: Option<usize>,
    /// Places that two people wrote, until the writer has chosen or saved.
    merged: Vec<Finding>,
}

/// The rule of findings that a merge made.
pub const MERGED: &str = "Merged";

impl Doc {
    pub fn new(mut opened: Opened, office: &Office) -> Self {
        let ready = opened.ready.take();
        let field = |name: &str| {
            let found = opened.fields.iter().find(|(own, _)| *own == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        let (headline, body) = (field("headline"), field("body"));
        let others = opened.fields.iter().filter(|(name, _)| !matches!(*name, "headline" | "body"));
        let locked = locked(&opened, office);
        let part =
            if headline.is_empty() && locked.is_none() { Part::Headline } else { Part::Body };
        let Ready { editor: body, has_blanks } = ready.map_or_else(|| Ready::of(body), |own| *own);
        let has_blanks = has_blanks || blank(headline, 0).is_some();
        let mut doc = Self {
            headline: Editor::new(headline),
            words: body.shared(),
            body,
            others: others.cloned().collect(),
            part,
            base: opened.base.clone(),
            saving: Saving::default(),
            findings: Vec::new(),
            found: Found::of(office),
            locked,
            unlocked: false,
            has_blanks,
            problem: None,
            merged: Vec::new(),
            opened: opened.with_body(""),
        };
        doc.found_are(doc.opened.findings.clone(), doc.opened.dismissed.clone());
        let changed = std::mem::take(&mut doc.opened.changed);
        doc.body.set_changes(changed);
        doc
    }

    pub fn id(&self) -> ArticleId {
        self.opened.view.row.id
    }

    pub fn stage(&self) -> StageName {
        self.opened.view.state.name()
    }

    pub fn is(&self, article: &ArticleId) -> bool {
        self.id() == *article
    }

    /// May keys change the text?
    pub fn may_write(&self) -> bool {
        self.locked.is_none() && (self.stage() == StageName::Draft || self.unlocked)
    }

    pub fn editor(&self) -> &Editor {
        self.editor_of(self.part)
    }

    pub fn editor_of(&self, part: Part) -> &Editor {
        match part {
            Part::Headline => &self.headline,
            Part::Body => &self.body,
        }
    }

    pub fn editor_mut(&mut self, part: Part) -> &mut Editor {
        match part {
            Part::Headline => &mut self.headline,
            Part::Body => &mut self.body,
        }
    }

    /// Runs a command in the part that has the caret; what it changed goes to the journal.
    pub fn run(&mut self, command: Command, now: Now) -> (Outcome, Vec<Effect>) {
        let part = self.part;
        let outcome = self.editor_mut(part).run(command, now.editing());
        let article = self.id();
        let effects = outcome
            .edits
            .iter()
            .map(|edit| Scribe::Edit { article, field: part.field(), edit: edit.clone() })
            .map(Effect::Journal)
            .collect();
        if !outcome.edits.is_empty() {
            self.follow(part, &outcome.edits);
            self.touch(now);
        }
        (outcome, effects)
    }

    /// Does the text say the same as these fields?
    pub fn says(&self, fields: &Fields) -> bool {
        let own: BTreeMap<_, _> = self.fields().into_iter().collect();
        fields.iter().all(|(name, value)| own.get(name) == Some(value))
    }

    /// The desk has these very words: as it has them, they are what the text grew from.
    pub fn settle(&mut self, opened: Opened, office: &Office) {
        self.base = opened.base.clone();
        self.locked = locked(&opened, office);
        self.unlocked &= opened.view.state.name() != StageName::Draft;
        self.saving.saved = self.saving.version;
        self.saving.first_unsaved = None;
        self.saving.first_unkept = None;
        self.opened = opened.with_body("");
        self.words = self.body.shared();
        let changed = std::mem::take(&mut self.opened.changed);
        self.set_changes(changed);
        self.found_are(self.opened.findings.clone(), self.opened.dismissed.clone());
    }

    /// The text was opened again, and has other words than those that were typed here.
    pub fn reopen(&mut self, opened: Opened) {
        let body = opened.fields.iter().find(|(name, _)| *name == "body");
        self.words = body.map_or("", |(_, text)| text.as_str()).into();
        self.opened = opened.with_body("");
    }

    /// What was opened, with its words: not with those that were typed since.
    pub fn as_opened(&self) -> Opened {
        self.opened.clone().with_body(&whole(self.words.rope()))
    }

    /// Moves the caret of the text without any trace.
    pub fn run_silently(&mut self, motion: Motion, now: Now) {
        self.body.run(Command::Move { motion, select: false }, now.editing());
    }

    /// A field beside headline and body.
    pub fn field(&self, name: &str) -> &str {
        self.others.get(name).map_or("", String::as_str)
    }

    /// Sets a field; an unchanged one is no change.
    pub fn set(&mut self, name: &'static str, value: String, now: Now) -> Vec<Effect> {
        let part = match name {
            "headline" => Some(Part::Headline),
            "body" => Some(Part::Body),
            _ => None,
        };
        let old = match part {
            Some(Part::Headline) => self.headline.text(),
            Some(Part::Body) => self.body.text(),
            None => self.field(name).to_owned(),
        };
        if old == value {
            return Vec::new();
        }
        if let Some(part) = part {
            let before = std::mem::replace(&mut self.part, part);
            let (_outcome, effects) = self.run(Command::Become(value), now);
            self.part = before;
            return effects;
        }
        let edit = Edit { at: 0, removed: old, inserted: value.clone() };
        self.others.insert(name, value);
        self.touch(now);
        vec![Effect::Journal(Scribe::Edit { article: self.id(), field: name, edit })]
    }

    fn touch(&mut self, now: Now) {
        let saving = &mut self.saving;
        saving.version += 1;
        saving.last_key = now.ms;
        saving.first_unkept.get_or_insert(now.ms);
        saving.first_unsaved.get_or_insert(now.ms);
        self.problem = None;
    }

    /// All fields as they stand.
    pub fn fields(&self) -> Fields {
        let own = [("headline", self.headline.text()), ("body", self.body.text())];
        own.into_iter()
            .chain(self.others.iter().map(|(name, value)| (*name, value.clone())))
            .collect()
    }

    /// The same without copies of the long ones.
    pub fn shared(&self) -> Words {
        let own = [("headline", self.headline.shared()), ("body", self.body.shared())];
        let others = self.others.iter().map(|(name, value)| (*name, value.as_str().into()));
        own.into_iter().chain(others).collect()
    }

    /// Is there anything that is no revision yet?
    pub fn is_changed(&self) -> bool {
        self.saving.version != self.saving.saved
    }

    /// Is there anything that nobody was asked to save?
    pub fn is_unasked(&self) -> bool {
        self.is_changed() && self.saving.revising != Some(self.saving.version)
    }

    /// Nothing that was typed would be lost with the power.
    pub fn is_durable(&self) -> bool {
        let saving = &self.saving;
        saving.version == saving.saved || saving.version == saving.kept
    }

    /// Makes a revision of the text as it stands.
    pub fn save(&mut self, then: Then) -> Option<Effect> {
        let version = self.saving.version;
        self.saving.revising = Some(version);
        self.saving.first_unsaved = None;
        let (article, base, fields) = (self.id(), self.base.clone(), self.shared());
        Some(Effect::Ask(Request::Save { version, article, base, fields, then }))
    }

    /// The desk keeps a copy of a version.
    pub fn kept(&mut self, version: u64, at: Timestamp) {
        self.saving.kept = version;
        self.saving.asked = None;
        self.saving.at = Some(at);
        self.saving.failing = None;
    }

    /// A version is a revision. What was typed meanwhile stays unsaved.
    pub fn saved(&mut self, version: u64, at: Timestamp, base: Base) {
        self.saving.saved = version;
        // A later version may be asked for already.
        self.saving.revising = self.saving.revising.filter(|asked| *asked > version);
        self.saving.at = Some(at);
        self.saving.failing = None;
        self.saving.held = false;
        self.merged.clear();
        self.base = base;
    }

    /// It could not be saved: what is typed stays, and is tried again.
    pub fn not_saved(&mut self, now: Now, told: Told) {
        self.saving.asked = None;
        self.saving.revising = None;
        self.saving.first_unkept.get_or_insert(now.ms);
        self.saving.first_unsaved.get_or_insert(now.ms);
        self.saving.failing = Some(told);
    }

    /// It could not be saved because the text has moved on: it waits until somebody decides.
    pub fn moved_on(&mut self, now: Now, told: Told) {
        self.not_saved(now, told);
        self.saving.held = true;
    }

    /// The newest revision is what the text grows from now, and these fields are what was made of
    /// it; the way back leads to that revision.
    pub fn rebase(
        &mut self,
        theirs: Opened,
        fields: &Fields,
        office: &Office,
        now: Now,
    ) -> Vec<Effect> {
        let mut fresh = Self::new(theirs, office);
        fresh.unlocked = fresh.stage() != StageName::Draft;
        fresh.part = self.part;
        // Answers to what was asked before say nothing about this text.
        let version = self.saving.version + 1;
        let at = self.saving.at;
        fresh.saving = Saving {
            version,
            saved: version,
            kept: version,
            checked: version,
            at,
            past: version,
            ..Saving::default()
        };
        let (article, base) = (fresh.id(), fresh.base.clone());
        // What was typed so far goes on in a journal of the new text; the old one is done with.
        let (was, words) = (self.base.clone(), self.shared());
        let done = Scribe::Saved { article, base: was, fields: words };
        let begin = Scribe::Begin { article, base, fields: fresh.shared() };
        let mut effects = vec![Effect::Journal(done), Effect::Journal(begin)];
        for (name, value) in fields {
            effects.extend(fresh.set(name, value.clone(), now));
        }
        *self = fresh;
        effects
    }

    /// Tells the places of a part that two people wrote, as findings with both versions to choose.
    pub fn tell_clashes(&mut self, part: Part, clashes: Vec<Clash>) {
        let field = match part {
            Part::Headline => Field::Headline,
            Part::Body => Field::Body,
        };
        let text = self.text_of(part);
        let findings = clashes.into_iter().map(|clash| Finding {
            rule: MERGED.into(),
            level: Level::Warning,
            field,
            text: slice(&text, clash.at.clone()).to_owned(),
            span: clash.at,
            hidden: None,
            args: vec![("mine", clash.mine.clone()), ("theirs", clash.theirs.clone())],
            fixes: vec![clash.mine, clash.theirs],
        });
        self.merged.extend(findings);
        self.findings.extend(self.merged.iter().filter(|found| found.field == field).cloned());
        self.mark_findings();
    }

    fn text_of(&self, part: Part) -> String {
        match part {
            Part::Headline => self.headline.text(),
            Part::Body => self.body.text(),
        }
    }

    /// Clashes move with the text; one whose words were changed is settled.
    fn follow(&mut self, part: Part, edits: &[Edit]) {
        if self.merged.is_empty() {
            return;
        }
        let is_here = |found: &Finding| found.field.word() == part.field();
        for found in self.merged.iter_mut().filter(|found| is_here(found)) {
            for edit in edits {
                found.span = edit.follow(found.span.start)..edit.follow(found.span.end);
            }
        }
        let text = self.text_of(part);
        self.merged.retain(|found| {
            !is_here(found) || slice(&text, found.span.clone()) == found.text.as_str()
        });
    }

    pub fn is_saving(&self) -> bool {
        self.saving.revising.is_some()
    }

    /// The text as a manuscript. What is typed into a date field and is no date counts as none.
    pub fn manuscript(&self, office: &Office) -> Manuscript {
        self.typed(office).into_manuscript()
    }

    /// The same on its way to the desk.
    pub fn typed(&self, office: &Office) -> Typed {
        let words = |name: &str| self.field(name).trim().to_owned();
        let date = |name: &str| calendar::parse_when(self.field(name).trim(), office.today);
        let rest = Manuscript {
            headline: self.headline.text().trim().to_owned(),
            summary: words("summary"),
            section: words("section"),
            tags: manuscript::tags(self.field("tags").split(',')),
            place: words("place"),
            date: date("date"),
            event_from: date("event_from"),
            event_to: date("event_to"),
            byline: words("byline"),
            credit: words("credit"),
            language: words("language"),
            media: self.opened.view.manuscript.media.clone(),
            ..Manuscript::default()
        };
        Typed::new(rest, self.body.shared())
    }

    /// Moves the caret to the next finding, or the one before; gives it.
    pub fn walk_problems(&mut self, on: bool, now: Now) -> Option<&Finding> {
        // The marks have moved with what was typed since the findings were made.
        let mut places: Vec<(usize, Part, usize)> = [Part::Headline, Part::Body]
            .into_iter()
            .flat_map(|part| {
                let marks = self.editor_of(part).marks().iter();
                marks.map(move |mark| (mark.id, part, mark.range.start))
            })
            .collect();
        places.sort_by_key(|(_, part, at)| (*part == Part::Body, *at));
        let here = (self.part == Part::Body, self.editor().caret());
        let last = places.iter().position(|(index, ..)| Some(*index) == self.problem);
        let next = match (last, on) {
            (Some(last), true) => (last + 1) % places.len(),
            (Some(last), false) => (last + places.len() - 1) % places.len(),
            (None, true) => places
                .iter()
                .position(|(_, part, at)| (*part == Part::Body, *at) >= here)
                .unwrap_or(0),
            (None, false) => places
                .iter()
                .rposition(|(_, part, at)| (*part == Part::Body, *at) < here)
                .unwrap_or(places.len().saturating_sub(1)),
        };
        let (index, part, at) = *places.get(next)?;
        self.part = part;
        self.problem = Some(index);
        let motion = Motion::To(at);
        self.editor_mut(part).run(Command::Move { motion, select: false }, now.editing());
        self.findings.get(index)
    }

    /// The finding under the caret, or the one that it was sent to last.
    pub fn problem_at_caret(&self) -> Option<Finding> {
        let caret = self.editor().caret();
        let under = self
            .editor()
            .marks()
            .iter()
            .find(|mark| (mark.range.start..=mark.range.end).contains(&caret));
        self.located(under.map(|mark| mark.id).or(self.problem)?)
    }

    /// The caret's row is the first of the text, or the last.
    pub fn is_at_edge(&self, first: bool) -> bool {
        let editor = self.editor();
        let Some((row, _)) = editor.caret_cell() else { return false };
        if first {
            return editor.top() == (0, 0) && row == 0;
        }
        let rows: Vec<_> = editor.visible_rows().collect();
        rows.get(row).is_some_and(|row| row.range.end == editor.len_bytes())
    }

    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }

    pub fn words(&self) -> usize {
        self.body.words()
    }
}

/// Why a text cannot be written by whoever is signed in.
fn locked(opened: &Opened, office: &Office) -> Option<&'static str> {
    let Some(me) = &office.me else { return Some("locked-nobody") };
    if office.read_only {
        return Some("locked-read-only");
    }
    if !me.roles.may_write() {
        return Some("locked-role");
    }
    match opened.view.state.name() {
        StageName::Published => Some("locked-published"),
        StageName::Withdrawn => Some("locked-withdrawn"),
        _ => None,
    }
}
