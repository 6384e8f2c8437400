//! What the copy desk found, one at a time, each with what could stand there instead.

use super::draft::Draft;
use super::menu::{Pick, Place};
use super::paragraphs::Paragraphs;
use super::verb::Verb;
use super::voice::quoted;
use super::{Talk, Talked};
use crate::cli::documents;
use crate::domain::finding::{Field, Finding, Level};
use crate::domain::ids::ArticleId;
use crate::domain::manuscript::{self, Manuscript};
use crate::lang::Arg;
use crate::rules;

pub(super) const CHOICES: &[Verb] = &[Verb::Skip, Verb::Previous, Verb::Explain, Verb::LetStand];
/// What can be said where a question is answered by yes or no.
const BESIDE: &[Verb] = &[Verb::Explain, Verb::LetStand];

impl Talk<'_> {
    pub(super) fn findings(&mut self, id: ArticleId) -> Talked<()> {
        let Some(view) = self.view(&id) else { return Ok(()) };
        let Some(found) = self.got(self.desk.findings_in(&view)) else { return Ok(()) };
        let may_mend = self.desk.may_edit(&self.me, &id.to_string()).is_ok();
        if !may_mend {
            for (at, finding) in found.iter().enumerate() {
                self.finding(finding, &view.manuscript, at, found.len());
            }
            self.tell(if found.is_empty() { "plain-clean" } else { "plain-only-heard" }, &[]);
            return Ok(());
        }
        let Some(mut draft) = self.take_up(id)? else { return Ok(()) };
        self.one_by_one(&mut draft)?;
        self.put_down(&mut draft)
    }

    fn one_by_one(&mut self, draft: &mut Draft) -> Talked<()> {
        let mut at = 0;
        // Suggestions are for those who ask.
        let mut least = Level::Warning;
        loop {
            let Some(all) =
                self.got(self.desk.copydesk_of(&draft.id).map(|about| about.findings(&draft.text)))
            else {
                return Ok(());
            };
            let (found, aside): (Vec<_>, Vec<_>) =
                all.into_iter().partition(|finding| finding.level >= least);
            let Some(finding) = found.get(at) else {
                let key = if found.is_empty() { "plain-clean" } else { "plain-findings-end" };
                self.tell(key, &[("count", found.len().into())]);
                let values = [("count", aside.len().into())];
                if aside.is_empty() || !self.yes("plain-hear-suggestions", &values)? {
                    return Ok(());
                }
                (least, at) = (Level::Suggestion, 0);
                continue;
            };
            self.finding(finding, &draft.text, at, found.len());
            match self.mend(finding)? {
                Mend::With(fix) => {
                    let text = mended(&draft.text, finding, &fix);
                    self.put(draft, text);
                    self.tell("plain-mended", &[]);
                }
                Mend::Skip => at += 1,
                Mend::Previous => at = at.saturating_sub(1),
                Mend::Explain => self.explain(finding),
                Mend::LetStand => self.let_stand(draft.id, finding)?,
                Mend::Leave => return Ok(()),
            }
        }
    }

    /// Why it is told.
    fn explain(&self, finding: &Finding) {
        let args: Vec<_> =
            finding.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        self.tell(&format!("{}-why", finding.key()), &args);
    }

    /// Lets a finding stand, once a reason was given.
    fn let_stand(&mut self, id: ArticleId, finding: &Finding) -> Talked<()> {
        let Some(reason) = self.ask("plain-reason", &[])? else { return Ok(()) };
        let (name, words) = (id.to_string(), finding.words());
        let decided = self.desk.dismiss(&self.me, &name, &finding.rule, Some(&words), &reason);
        if self.got(decided).is_some() {
            self.tell("checks-dismissed", &[]);
        }
        Ok(())
    }

    fn finding(&self, finding: &Finding, text: &Manuscript, at: usize, count: usize) {
        let words = self.words();
        let field = self.field(finding.field.word());
        let place = match finding.field {
            Field::Body => {
                let before = text.body.get(..finding.span.start).unwrap_or_default();
                let number = Paragraphs::of(&format!("{before}x")).len();
                let values = [("field", field.into()), ("number", number.into())];
                self.word("plain-in-paragraph", &values)
            }
            _ => field,
        };
        let values = [
            ("number", (at + 1).into()),
            ("count", count.into()),
            ("level", self.word(&format!("level-{}", finding.level.word()), &[]).into()),
            ("place", place.into()),
            ("rule", finding.rule.as_ref().into()),
            ("message", documents::message(finding, words).into()),
            ("text", quoted(&finding.text).into()),
        ];
        self.tell("plain-finding", &values);
    }

    /// What a repair does, and whether that is to drop the words.
    fn repair<'a>(&self, finding: &Finding, fix: &str) -> (bool, [(&'static str, Arg<'a>); 2]) {
        let told = match fix.trim() {
            "" => documents::fix(fix, self.words()),
            _ => quoted(fix),
        };
        let values = [("text", quoted(&finding.text).into()), ("fix", told.into())];
        (fix.is_empty(), values)
    }

    /// Asks what shall become of a finding.
    fn mend(&self, finding: &Finding) -> Talked<Mend> {
        match finding.fixes.as_slice() {
            [only] => {
                let (key, values) = self.repair(finding, only);
                let key = if key { "plain-mend-drop" } else { "plain-mend" };
                Ok(match self.yes_or(key, &values, BESIDE)? {
                    Ok(Some(true)) => Mend::With(only.clone()),
                    Ok(Some(false)) => Mend::Skip,
                    Ok(None) => Mend::Leave,
                    Err(Verb::Explain) => Mend::Explain,
                    Err(_other) => Mend::LetStand,
                })
            }
            fixes => {
                let mut page = Vec::new();
                for (at, fix) in fixes.iter().enumerate() {
                    let (drops, values) = self.repair(finding, fix);
                    let key = if drops { "plain-fix-drop" } else { "plain-fix" };
                    page.push(format!("{}. {}", at + 1, self.word(key, &values)));
                }
                let (rows, first) = (fixes.len(), fixes.len() + 1);
                let place = Place { rows, first, ..Place::of(&page, CHOICES) };
                self.arrive(&place);
                Ok(match self.choose(&place)? {
                    Pick::Row(at) => {
                        fixes.get(at).map_or(Mend::Skip, |fix| Mend::With(fix.clone()))
                    }
                    Pick::Verb(Verb::Previous, _) => Mend::Previous,
                    Pick::Verb(Verb::Explain, _) => Mend::Explain,
                    Pick::Verb(Verb::LetStand, _) => Mend::LetStand,
                    Pick::Back => Mend::Leave,
                    _ => Mend::Skip,
                })
            }
        }
    }
}

enum Mend {
    With(String),
    Skip,
    Previous,
    Explain,
    LetStand,
    Leave,
}

/// The text with a repair in the finding's place.
fn mended(text: &Manuscript, finding: &Finding, fix: &str) -> Manuscript {
    let mut mended = text.clone();
    let mut value = rules::field_text(text, finding.field).into_owned();
    if value.get(finding.span.clone()).is_some() {
        value.replace_range(finding.span.clone(), fix);
    }
    match finding.field {
        Field::Headline => mended.headline = value,
        Field::Summary => mended.summary = value,
        Field::Section => mended.section = value,
        Field::Tags => mended.tags = manuscript::tags(value.split(['\n', ','])),
        Field::Place => mended.place = value,
        Field::Byline => mended.byline = value,
        Field::Credit => mended.credit = value,
        Field::Body => mended.body = value,
    }
    mended
}
