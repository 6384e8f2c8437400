//! Letting findings stand: by rule and words, with a reason, and the way back.

use super::error::Thing;
use super::review::{Standing, remark};
use super::{Desk, DeskError, Me};
use crate::domain::finding::{Counts, Finding, Level, plain_words};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::people::Role;
use crate::domain::record::Deed;
use crate::domain::stage::{Refusal, State};
use crate::domain::time::Timestamp;
use crate::rules::{Dismissed, Report};

/// More of them say that the rules do not fit the text.
const MOST: usize = 1_000;
/// Words that are told where it is not clear which are meant.
const MOST_TOLD: usize = 10;

/// A finding that stands, as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    pub record: Digest,
    pub rule: String,
    pub level: Level,
    pub words: String,
    /// Words and reason are gone by law: it lets nothing stand any more.
    pub erased: bool,
    pub reason: String,
    /// The name of who decided.
    pub by: Option<String>,
    pub at: Timestamp,
}

impl Stood {
    pub fn is_of(&self, finding: &Finding) -> bool {
        !self.erased
            && self.rule == finding.rule
            && self.level >= finding.level
            && self.words == finding.words()
    }
}

impl Stood {
    /// Do people mean it with such words? Where the text has it still, as it stands there.
    fn is_called(&self, found: Option<&Finding>, words: &str) -> bool {
        found.is_some_and(|found| is_called(found, words)) || self.words == plain_words(words)
    }

    fn meant(&self, found: Option<&Finding>) -> Meant {
        let shown = found.map_or(&self.words, |found| &found.text).clone();
        Meant { rule: self.rule.clone(), words: self.words.clone(), shown, level: self.level }
    }
}

/// What a decision about a finding left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub standing: Standing,
    pub rule: String,
    pub words: String,
    pub level: Level,
    /// In so many places of the text.
    pub places: usize,
}

impl Desk {
    /// What an article's people let stand, in the order in which they did.
    pub fn stood(&self, article: &ArticleId) -> Result<Vec<Stood>, DeskError> {
        let state = self.store.state(self.find(&article.to_string())?)?;
        self.stood_in(&state)
    }

    fn stood_in(&self, state: &State) -> Result<Vec<Stood>, DeskError> {
        if state.dismissed.is_empty() {
            return Ok(Vec::new());
        }
        let people = self.store.people()?;
        let named = |id| people.iter().find(|person| person.id == id);
        let mut stood = Vec::with_capacity(state.dismissed.len());
        for one in &state.dismissed {
            stood.push(Stood {
                record: one.record,
                rule: one.rule.to_string(),
                level: one.level,
                words: self.store.note(&one.words)?,
                erased: self.store.is_erased(&one.words)?,
                reason: self.store.note(&one.reason)?,
                by: named(one.by).map(|person| person.name.clone()),
                at: one.at,
            });
        }
        Ok(stood)
    }

    /// The same as the rules want it.
    pub(super) fn dismissed_in(&self, state: &State) -> Result<Dismissed, DeskError> {
        let mut dismissed = Dismissed::default();
        for one in &state.dismissed {
            // Words that were erased are no words that a text could have.
            if !self.store.is_erased(&one.words)? {
                dismissed.add(one.rule.as_str(), &self.store.note(&one.words)?, one.level);
            }
        }
        Ok(dismissed)
    }

    /// Lets a finding stand, wherever its words are in the text. Without words it must be clear
    /// which are meant. What a person is writing and has not saved counts as their text.
    pub fn dismiss(
        &mut self,
        me: &Me,
        name: &str,
        rule: &str,
        words: Option<&str>,
        reason: &str,
    ) -> Result<Decided, DeskError> {
        let row = self.find(name)?;
        let list = self.store.list_row(row)?;
        let head = self.store.head(row)?;
        let state = self.store.state(row)?;
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        state.not_in_trash("dismiss").map_err(|refusal| self.refused(me, refusal, &head))?;
        let reason = remark("reason", reason)?;
        let saved = self.store.manuscript(&head.content)?;
        let mut about = self.copydesk_for(row, &saved)?;
        let mut reports = vec![about.report(&saved)];
        if let Some(copy) = self.working(me, &list.id)? {
            reports.push(about.report(&copy.text));
        }
        let meant = named(&reports, rule, words)?;
        if state.dismissed.len() >= MOST {
            return Err(DeskError::invalid("dismissed", MOST.to_string()));
        }
        let places = reports.iter().map(|report| meant.places_in(report)).max().unwrap_or(0);
        let Meant { rule, words, shown, level } = meant;
        let name = rule.parse().map_err(|_bad| DeskError::invalid("rule", &*rule))?;
        about.let_stand(&rule, &words, level);
        let counts = Counts::of(&about.findings(&saved));
        let revision = head.record;
        self.deed("let a finding stand", me, |pen| {
            let (words, reason) = (pen.note(&words)?, pen.note(&reason)?);
            let deed = Deed::FindingDismissed { rule: name, level, revision, words, reason };
            pen.write(&list.id, deed)?;
            Ok(())
        })
        .map_err(|error| self.with_names(error, &head))?;
        self.uncounted.add(list.id);
        let standing = self.standing(row, counts)?;
        Ok(Decided { standing, rule, words: shown, level, places })
    }

    /// Takes that back: the finding is told again.
    pub fn undismiss(
        &mut self,
        me: &Me,
        name: &str,
        rule: &str,
        words: Option<&str>,
    ) -> Result<Decided, DeskError> {
        let row = self.find(name)?;
        let list = self.store.list_row(row)?;
        let head = self.store.head(row)?;
        let state = self.store.state(row)?;
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        let saved = self.store.manuscript(&head.content)?;
        let mut about = self.copydesk_for(row, &saved)?;
        let dismissed = about.report(&saved).dismissed;
        let mut stood = self.stood_in(&state)?;
        stood.retain(|one| one.rule.eq_ignore_ascii_case(rule));
        let meant: Vec<Meant> = stood
            .iter()
            .map(|one| (one, dismissed.iter().find(|found| one.is_of(found))))
            .filter(|(one, found)| words.is_none_or(|words| one.is_called(*found, words)))
            .map(|(one, found)| one.meant(found))
            .collect();
        let meant = only(&meant, rule, words)?;
        stood.retain(|one| one.words == meant.words);
        about.take_back(self.dismissed_but(&state, &stood)?);
        let report = about.report(&saved);
        let counts = Counts::of(&report.findings);
        let places = meant.places_in(&report);
        self.deed("take a decision back", me, |pen| {
            for one in &stood {
                pen.write(&list.id, Deed::FindingUndismissed { dismissal: one.record })?;
            }
            Ok(())
        })
        .map_err(|error| self.with_names(error, &head))?;
        self.uncounted.add(list.id);
        let standing = self.standing(row, counts)?;
        let Meant { rule, shown, level, .. } = meant;
        Ok(Decided { standing, rule, words: shown, level, places })
    }

    fn dismissed_but(&self, state: &State, without: &[Stood]) -> Result<Dismissed, DeskError> {
        let mut left = state.clone();
        left.dismissed.retain(|one| without.iter().all(|gone| gone.record != one.record));
        self.dismissed_in(&left)
    }

    /// Is it decided by this person alone what may stand? Asked before the work.
    pub fn may_dismiss(&self, me: &Me, name: &str, level: Level) -> Result<(), DeskError> {
        let row = self.find(name)?;
        let head = self.store.head(row)?;
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        if level < Level::Error {
            return Ok(());
        }
        let list = self.store.list_row(row)?;
        let may_review = me.person.roles.may_review();
        let is_own = list.contributors.contains(&me.person.row) && !self.house()?.single_eye;
        if is_own || !may_review {
            let people = self.store.people()?;
            let wrote = people.iter().filter(|person| list.contributors.contains(&person.row));
            let contributors = wrote.map(|person| person.id).collect();
            let refusal = Refusal::SecondPerson { is_own: may_review, contributors };
            return Err(self.refused(me, refusal, &head));
        }
        Ok(())
    }
}

/// A finding as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Meant {
    rule: String,
    words: String,
    /// The same as they stand in the text, or what masks them.
    shown: String,
    level: Level,
}

impl Meant {
    fn of(finding: &Finding) -> Self {
        Self {
            rule: finding.rule.to_string(),
            words: finding.words(),
            shown: finding.text.clone(),
            level: finding.level,
        }
    }

    fn places_in(&self, report: &Report) -> usize {
        let same = |one: &&Finding| one.rule == self.rule.as_str() && one.words() == self.words;
        report.findings.iter().filter(same).count()
    }
}

/// The findings of a rule in these texts that somebody means; they must have the same words.
fn named(reports: &[Report], rule: &str, words: Option<&str>) -> Result<Meant, DeskError> {
    let of_rule = |finding: &&Finding| finding.rule.eq_ignore_ascii_case(rule);
    let is_meant = |finding: &&Finding| words.is_none_or(|words| is_called(finding, words));
    let found = reports.iter().flat_map(|report| &report.findings).filter(of_rule);
    let meant: Vec<Meant> = found.filter(is_meant).map(Meant::of).collect();
    only(&meant, rule, words).map_err(|error| {
        let mut stood = reports.iter().flat_map(|report| &report.dismissed).filter(of_rule);
        match (&error, stood.find(is_meant)) {
            (DeskError::NotFound { .. }, Some(one)) => {
                DeskError::Stands { rule: one.rule.to_string(), words: one.text.clone() }
            }
            _ => error,
        }
    })
}

/// Do people mean this one with such words? What is masked has its mask for a name, too.
fn is_called(finding: &Finding, words: &str) -> bool {
    finding.is_of(words) || plain_words(&finding.text) == plain_words(words)
}

/// The one that is meant, as grave as any of its places.
fn only(meant: &[Meant], rule: &str, words: Option<&str>) -> Result<Meant, DeskError> {
    let Some(first) = meant.iter().max_by_key(|one| one.level) else {
        let name = words.map_or_else(|| rule.to_owned(), |words| format!("{rule} “{words}”"));
        return Err(DeskError::NotFound { thing: Thing::Finding, name });
    };
    if meant.iter().any(|other| other.words != first.words) {
        let mut candidates: Vec<String> =
            meant.iter().map(|one| format!("“{}”", one.shown)).collect();
        candidates.sort();
        candidates.dedup();
        candidates.truncate(MOST_TOLD);
        let name = rule.to_owned();
        return Err(DeskError::Ambiguous { thing: Thing::Finding, name, candidates });
    }
    Ok(first.clone())
}
