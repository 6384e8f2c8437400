//! Letting findings stand: by rule and words, with a reason, and the way back.

use super::copydesk::CopyDesk;
use super::edit::rules_version;
use super::error::Thing;
use super::review::{Standing, remark};
use super::{Desk, DeskError, Me};
use crate::domain::finding::{Counts, Finding, Level, plain_words};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::manuscript::Manuscript;
use crate::domain::people::Role;
use crate::domain::record::Deed;
use crate::domain::stage::{Refusal, State};
use crate::domain::time::Timestamp;
use crate::rules::Dismissed;

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
        let meant = match self.working(me, &list.id)? {
            Some(copy) => named(&about, &[&copy.text, &saved], rule, words)?,
            None => named(&about, &[&saved], rule, words)?,
        };
        if state.dismissed.len() >= MOST {
            return Err(DeskError::invalid("dismissed", MOST.to_string()));
        }
        let Meant { rule, words, level, places } = meant;
        let name = rule.parse().map_err(|_bad| DeskError::invalid("rule", &*rule))?;
        about.let_stand(&rule, &words, level);
        let counts = Counts::of(&about.findings(&saved));
        let revision = head.record;
        self.deed("let a finding stand", me, |pen| {
            let (words, reason) = (pen.note(&words)?, pen.note(&reason)?);
            let deed = Deed::FindingDismissed { rule: name, level, revision, words, reason };
            pen.write(&list.id, deed)?;
            pen.tx.set_findings(&list.id, rules_version(), counts)?;
            Ok(())
        })
        .map_err(|error| self.with_names(error, &head))?;
        let standing = self.standing(row, counts)?;
        Ok(Decided { standing, rule, words, level, places })
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
        let mut stood = self.stood_in(&state)?;
        stood.retain(|one| one.rule.eq_ignore_ascii_case(rule));
        let (rule, words, level) = {
            let all = stood.iter().map(|one| (one.rule.clone(), one.words.clone(), one.level));
            only(&all.collect::<Vec<_>>(), rule, words)?
        };
        stood.retain(|one| one.words == words);
        let saved = self.store.manuscript(&head.content)?;
        let mut about = self.copydesk_for(row, &saved)?;
        about.take_back(self.dismissed_but(&state, &stood)?);
        let found = about.findings(&saved);
        let counts = Counts::of(&found);
        let places = found.iter().filter(|one| one.rule == rule && one.words() == words).count();
        self.deed("take a decision back", me, |pen| {
            for one in &stood {
                pen.write(&list.id, Deed::FindingUndismissed { dismissal: one.record })?;
            }
            pen.tx.set_findings(&list.id, rules_version(), counts)?;
            Ok(())
        })
        .map_err(|error| self.with_names(error, &head))?;
        let standing = self.standing(row, counts)?;
        Ok(Decided { standing, rule, words, level, places })
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
struct Meant {
    rule: String,
    words: String,
    level: Level,
    places: usize,
}

/// The findings of a rule in these texts that somebody means; they must have the same words.
fn named(
    about: &CopyDesk,
    texts: &[&Manuscript],
    rule: &str,
    words: Option<&str>,
) -> Result<Meant, DeskError> {
    let reports: Vec<_> = texts.iter().map(|text| about.report(text)).collect();
    let of_rule = |finding: &&Finding| finding.rule.eq_ignore_ascii_case(rule);
    let found: Vec<&Finding> =
        reports.iter().flat_map(|report| &report.findings).filter(of_rule).collect();
    let all: Vec<_> =
        found.iter().map(|one| (one.rule.to_string(), one.words(), one.level)).collect();
    let (rule, words, level) = only(&all, rule, words).map_err(|error| {
        let wanted = words.map(plain_words);
        let mut stood = reports.iter().flat_map(|report| &report.dismissed).filter(of_rule);
        let known = stood.find(|one| wanted.as_ref().is_none_or(|words| *words == one.words()));
        match (&error, known) {
            (DeskError::NotFound { .. }, Some(one)) => {
                DeskError::Stands { rule: one.rule.to_string(), words: one.text.clone() }
            }
            _ => error,
        }
    })?;
    let places = |report: &crate::rules::Report| {
        report.findings.iter().filter(|one| one.rule == rule && one.words() == words).count()
    };
    let places = reports.iter().map(places).max().unwrap_or(0);
    Ok(Meant { rule, words, level, places })
}

/// The one that is meant, as grave as any of its places.
fn only(
    all: &[(String, String, Level)],
    rule: &str,
    words: Option<&str>,
) -> Result<(String, String, Level), DeskError> {
    let wanted = words.map(plain_words);
    let meant =
        |one: &&(String, String, Level)| wanted.as_ref().is_none_or(|words| *words == one.1);
    let Some(first) = all.iter().find(meant) else {
        let name = words.map_or_else(|| rule.to_owned(), |words| format!("{rule} “{words}”"));
        return Err(DeskError::NotFound { thing: Thing::Finding, name });
    };
    if all.iter().filter(meant).any(|other| other.1 != first.1) {
        let mut candidates: Vec<String> = all.iter().map(|one| format!("“{}”", one.1)).collect();
        candidates.sort();
        candidates.dedup();
        candidates.truncate(MOST_TOLD);
        return Err(DeskError::Ambiguous {
            thing: Thing::Finding,
            name: rule.to_owned(),
            candidates,
        });
    }
    let level = all.iter().filter(meant).map(|one| one.2).max().unwrap_or(first.2);
    Ok((first.0.clone(), first.1.clone(), level))
}
