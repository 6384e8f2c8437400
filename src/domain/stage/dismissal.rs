//! Findings that somebody looked at and let stand, with a reason.
//!
//! Warnings and suggestions are the writer's own judgement. An error keeps a text from being
//! submitted, and nobody is judge of what they wrote themselves: it stands only where a reviewer who
//! did not write in the text says so.

use serde::{Deserialize, Serialize};

use super::{Action, Facts, Refusal, Stage, State, only_head};
use crate::domain::finding::{Level, RuleName};
use crate::domain::ids::{Digest, PersonId};
use crate::domain::people::{Actor, Role};
use crate::domain::time::Timestamp;

/// A finding by its rule and its words, not by its place: so it lives through edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// The record that says so.
    pub record: Digest,
    pub rule: RuleName,
    /// As grave as it was then: what has become graver since is told again.
    pub level: Level,
    /// The note with the words, as [`super::super::finding::Finding::words`] has them.
    pub words: Digest,
    pub reason: Digest,
    pub by: PersonId,
    pub at: Timestamp,
}

impl State {
    /// Lets a finding stand and takes that back; `None` where it is not the turn of that: what was
    /// approved was approved with its findings.
    pub(super) fn let_stand(
        &self,
        action: &Action,
        who: &Actor,
        facts: &Facts,
        next: &mut Self,
    ) -> Result<Option<Stage>, Refusal> {
        if !matches!(self.stage, Stage::Draft { .. } | Stage::Submitted { .. }) {
            return Ok(None);
        }
        match action {
            Action::Dismiss { revision, record, rule, level, words, reason, at } => {
                only_head(*revision, facts)?;
                let by = judge(*level, who, facts)?;
                let (rule, level, at) = (rule.clone(), *level, *at);
                let (record, words, reason) = (*record, *words, *reason);
                next.dismissed.push(Dismissal { record, rule, level, words, reason, by, at });
            }
            Action::Undismiss { dismissal } => {
                let before = next.dismissed.len();
                next.dismissed.retain(|known| known.record != *dismissal);
                if next.dismissed.len() == before {
                    return Err(Refusal::Invalid(vec!["dismissal"]));
                }
            }
            _ => return Ok(None),
        }
        Ok(Some(self.stage.clone()))
    }
}

/// Who may let a finding of this level stand in a text that these wrote.
fn judge(level: Level, who: &Actor, facts: &Facts) -> Result<PersonId, Refusal> {
    let Actor::Person { id, roles, .. } = who else {
        return Err(Refusal::NotAllowed { needs: Role::Reviewer });
    };
    if level < Level::Error {
        return Ok(*id);
    }
    let (may_review, is_own) = (roles.may_review(), facts.contributors.contains(id));
    if !may_review || is_own && !facts.single_eye {
        let contributors = facts.contributors.iter().copied().collect();
        // That somebody may not is told before what they did.
        let is_own = may_review;
        return Err(Refusal::SecondPerson { is_own, contributors });
    }
    Ok(*id)
}
