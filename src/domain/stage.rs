//! The law of stages: the one place where a stage changes.
//!
//! The command line, the workstation, replay and later the joining of desks all pass through
//! [`State::after`]. Gates that depend on more than records (findings, embargo) are checked by
//! the desk before it comes here, and never by replay.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::finding::{Finding, Level, RuleName};
use super::ids::{Digest, PersonId};
use super::people::{Actor, Role};
use super::record::RevisionId;
use super::time::Timestamp;

mod dismissal;
mod trash;

pub use dismissal::Dismissal;
pub use trash::KEPT_MS as TRASH_KEPT_MS;

/// Where the working text of an article stands. What is public meanwhile is [`State::live`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "lowercase")]
pub enum Stage {
    Draft { returned: bool },
    Submitted { revision: RevisionId },
    Approved { revision: RevisionId },
    Scheduled { revision: RevisionId, at: Timestamp },
    Published { revision: RevisionId },
    Withdrawn { at: Timestamp, reason: Digest },
}

/// A stage without its details: what lists and queries speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StageName {
    Draft,
    Submitted,
    Approved,
    Scheduled,
    Published,
    Withdrawn,
}

impl StageName {
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::Scheduled,
        Self::Published,
        Self::Withdrawn,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl std::str::FromStr for StageName {
    type Err = super::ids::BadId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|name| name.word() == text).ok_or(super::ids::BadId("stage"))
    }
}

/// An approval that still stands: its record, what it is bound to, and from when it may go out
/// (the later of approval and scheduled time).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clearance {
    pub approval: Digest,
    pub by: PersonId,
    pub revision: RevisionId,
    pub at: Timestamp,
}

/// What is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    pub approval: Digest,
    pub revision: RevisionId,
    pub path: String,
    /// When the first text of this article went out: the published time.
    pub first: Timestamp,
    /// The same of this text: the updated time.
    pub since: Timestamp,
}

/// Slug and path of the page, fixed by the first approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub slug: String,
    pub path: String,
}

/// A correction or a withdrawal that readers are told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub at: Timestamp,
    pub reason: Digest,
}

/// What was planned for an article: no part of the text, no part of the approval.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub slug: Option<String>,
    pub due: Option<Timestamp>,
    pub embargo: Option<Timestamp>,
    pub assignee: Option<PersonId>,
    pub priority: Option<u8>,
}

/// The whole state of an article. Only [`State::born`] and [`State::after`] make one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub stage: Stage,
    pub clearance: Option<Clearance>,
    pub live: Option<Live>,
    /// The reason of the correction in work.
    pub correction: Option<Digest>,
    pub corrections: Vec<Correction>,
    pub address: Option<Address>,
    /// The correction in work asked for a new path.
    pub readdress: bool,
    /// Paths that were public once and now lead to the present one.
    pub moved: Vec<String>,
    /// The withdrawal that readers are told of where the page was, until a text is out again.
    pub withdrawal: Option<Correction>,
    pub plan: Plan,
    /// When its writer threw the draft away. Left out where it is not so: states that were written
    /// before there was a trash stay the same, byte for byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trashed: Option<Timestamp>,
    /// What was found and may stand. Left out where there is nothing, as above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dismissed: Vec<Dismissal>,
}

/// What somebody does to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    Save,
    Submit {
        revision: RevisionId,
    },
    SendBack {
        revision: RevisionId,
    },
    Approve {
        read: RevisionId,
        record: Digest,
        address: Address,
        at: Timestamp,
    },
    Schedule {
        revision: RevisionId,
        at: Timestamp,
    },
    Unschedule {
        revision: RevisionId,
    },
    Plan(Plan),
    Correct {
        reason: Digest,
        path: bool,
    },
    Withdraw {
        reason: Digest,
        at: Timestamp,
    },
    /// A destination has taken the text.
    Publish {
        revision: RevisionId,
    },
    /// A destination gave the text up, or has other words: told, and no stage changes.
    Report,
    Trash {
        revision: RevisionId,
        at: Timestamp,
    },
    Untrash,
    /// Words of the article are erased by law.
    Erase,
    /// A finding in a revision is let stand.
    Dismiss {
        revision: RevisionId,
        record: Digest,
        rule: RuleName,
        level: Level,
        words: Digest,
        reason: Digest,
        at: Timestamp,
    },
    Undismiss {
        dismissal: Digest,
    },
}

/// What the law must know beside the state; all of it derivable from records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Revisions that no other grew from.
    pub heads: Vec<RevisionId>,
    /// Who wrote the waiting text since it was last approved.
    pub contributors: BTreeSet<PersonId>,
    pub single_eye: bool,
}

/// Why the law says no.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    #[error("incomplete or invalid: {0:?}")]
    Invalid(Vec<&'static str>),
    #[error("the person's access was revoked")]
    Revoked,
    #[error("needs the role {needs}")]
    NotAllowed { needs: Role },
    #[error("cannot {action} in stage {}", stage.word())]
    OutOfTurn { action: &'static str, stage: StageName },
    #[error("revision {read} was read, {waiting:?} is waiting")]
    Stale { read: RevisionId, waiting: Option<RevisionId> },
    #[error("contributed to the text")]
    OwnWork { contributors: Vec<PersonId> },
    #[error("the copy desk has findings")]
    Findings(Vec<Finding>),
    #[error("under embargo until {until}")]
    Embargoed { until: Timestamp },
    #[error("cannot {action} what lies in the trash")]
    Trashed { action: &'static str, since: Timestamp },
    #[error("was in the trash until {until}")]
    TrashOver { until: Timestamp },
    #[error("others wrote in the text")]
    OthersWork { contributors: Vec<PersonId> },
    /// An error was to be let stand by who wrote in the text, or by who is no reviewer.
    #[error("needs a reviewer who did not write in the text")]
    SecondPerson { is_own: bool, contributors: Vec<PersonId> },
}

impl Action {
    /// The verb, as in the command line.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Save => "edit",
            Self::Submit { .. } => "submit",
            Self::SendBack { .. } => "return",
            Self::Approve { .. } => "approve",
            Self::Schedule { .. } => "schedule",
            Self::Unschedule { .. } => "unschedule",
            Self::Plan(_) => "plan",
            Self::Correct { .. } => "correct",
            Self::Withdraw { .. } => "withdraw",
            Self::Publish { .. } => "publish",
            Self::Report => "report",
            Self::Trash { .. } => "trash",
            Self::Untrash => "untrash",
            Self::Erase => "erase",
            Self::Dismiss { .. } => "dismiss",
            Self::Undismiss { .. } => "undismiss",
        }
    }

    /// The role that the act takes; `None` is the desk's own service.
    fn needs(&self) -> Option<Role> {
        match self {
            Self::Save
            | Self::Submit { .. }
            | Self::Plan(_)
            | Self::Trash { .. }
            | Self::Untrash
            | Self::Dismiss { .. }
            | Self::Undismiss { .. } => Some(Role::Editor),
            Self::Publish { .. } | Self::Report => None,
            Self::Erase => Some(Role::Admin),
            _ => Some(Role::Reviewer),
        }
    }

    /// May `who` do such a thing at all?
    pub fn permitted(&self, who: &Actor) -> Result<(), Refusal> {
        match (self.needs(), who) {
            (None, Actor::Service) => Ok(()),
            (_, Actor::Person { revoked: true, .. }) => Err(Refusal::Revoked),
            (Some(Role::Editor), Actor::Person { roles, .. }) if roles.may_write() => Ok(()),
            (Some(Role::Reviewer), Actor::Person { roles, .. }) if roles.may_review() => Ok(()),
            (Some(Role::Admin), Actor::Person { roles, .. }) if roles.may_administer() => Ok(()),
            (needs, _) => Err(Refusal::NotAllowed { needs: needs.unwrap_or(Role::Reviewer) }),
        }
    }
}

impl State {
    /// The state of an article whose first revision was just saved.
    pub fn born(who: &Actor) -> Result<Self, Refusal> {
        Action::Save.permitted(who)?;
        Ok(Self {
            stage: Stage::Draft { returned: false },
            clearance: None,
            live: None,
            correction: None,
            corrections: Vec::new(),
            address: None,
            readdress: false,
            moved: Vec::new(),
            withdrawal: None,
            plan: Plan::default(),
            trashed: None,
            dismissed: Vec::new(),
        })
    }

    pub fn name(&self) -> StageName {
        match self.stage {
            Stage::Draft { .. } => StageName::Draft,
            Stage::Submitted { .. } => StageName::Submitted,
            Stage::Approved { .. } => StageName::Approved,
            Stage::Scheduled { .. } => StageName::Scheduled,
            Stage::Published { .. } => StageName::Published,
            Stage::Withdrawn { .. } => StageName::Withdrawn,
        }
    }

    pub fn returned(&self) -> bool {
        matches!(self.stage, Stage::Draft { returned: true })
    }

    /// The revision that waits for a reviewer.
    pub fn waiting(&self) -> Option<RevisionId> {
        match self.stage {
            Stage::Submitted { revision } => Some(revision),
            _ => None,
        }
    }

    /// The state after `action`, or why not. This is the law; nothing else sets a stage.
    pub fn after(&self, action: &Action, who: &Actor, facts: &Facts) -> Result<Self, Refusal> {
        action.permitted(who)?;
        // Words are erased by law wherever they lie, and what others have is told of anything.
        if !matches!(action, Action::Untrash | Action::Erase | Action::Report) {
            self.not_in_trash(action.word())?;
        }
        let mut next = self.clone();
        let stage = match action {
            Action::Trash { .. } | Action::Untrash => self.thrown(action, who, facts, &mut next)?,
            Action::Plan(plan) => {
                next.plan = plan.clone();
                Some(self.stage.clone())
            }
            Action::Dismiss { .. } | Action::Undismiss { .. } => {
                self.let_stand(action, who, facts, &mut next)?
            }
            Action::Erase => self.erased(&mut next),
            Action::Report => Some(self.stage.clone()),
            Action::Save
            | Action::Submit { .. }
            | Action::SendBack { .. }
            | Action::Approve { .. } => self.reviewed(action, who, facts, &mut next)?,
            _ => self.released(action, &mut next)?,
        };
        next.stage =
            stage.ok_or(Refusal::OutOfTurn { action: action.word(), stage: self.name() })?;
        Ok(next)
    }

    /// From the first draft to the approval; `None` where it is not the turn of that.
    fn reviewed(
        &self,
        action: &Action,
        who: &Actor,
        facts: &Facts,
        next: &mut Self,
    ) -> Result<Option<Stage>, Refusal> {
        Ok(Some(match (action, &self.stage) {
            (Action::Save, Stage::Draft { returned }) => Stage::Draft { returned: *returned },
            (
                Action::Save,
                Stage::Submitted { .. } | Stage::Approved { .. } | Stage::Scheduled { .. },
            ) => {
                next.clearance = None;
                Stage::Draft { returned: false }
            }
            (Action::Submit { revision }, Stage::Draft { .. }) => {
                only_head(*revision, facts)?;
                Stage::Submitted { revision: *revision }
            }
            (Action::SendBack { revision }, Stage::Submitted { revision: waiting }) => {
                same(*revision, *waiting)?;
                Stage::Draft { returned: true }
            }
            (
                Action::Approve { read, record, address, at },
                Stage::Submitted { revision: waiting },
            ) => {
                same(*read, *waiting)?;
                only_head(*read, facts)?;
                let by = four_eyes(who, facts)?;
                next.take_address(address)?;
                next.clearance =
                    Some(Clearance { approval: *record, by, revision: *read, at: *at });
                Stage::Approved { revision: *read }
            }
            _ => return Ok(None),
        }))
    }

    /// What was erased cannot be reviewed or sent any more; what the public reads is withdrawn
    /// before it is erased.
    fn erased(&self, next: &mut Self) -> Option<Stage> {
        match &self.stage {
            _ if self.live.is_some() => None,
            Stage::Submitted { .. } | Stage::Approved { .. } | Stage::Scheduled { .. } => {
                next.clearance = None;
                Some(Stage::Draft { returned: false })
            }
            stage => Some(stage.clone()),
        }
    }

    /// From the approval on; `None` where it is not the turn of that.
    fn released(&self, action: &Action, next: &mut Self) -> Result<Option<Stage>, Refusal> {
        Ok(Some(match (action, &self.stage) {
            (
                Action::Schedule { revision, at },
                Stage::Approved { revision: cleared } | Stage::Scheduled { revision: cleared, .. },
            ) => {
                same(*revision, *cleared)?;
                Stage::Scheduled { revision: *revision, at: *at }
            }
            (Action::Unschedule { revision }, Stage::Scheduled { revision: cleared, .. }) => {
                same(*revision, *cleared)?;
                Stage::Approved { revision: *revision }
            }
            (
                Action::Correct { reason, path },
                Stage::Published { .. } | Stage::Withdrawn { .. },
            ) => {
                next.correction = Some(*reason);
                next.readdress = *path;
                Stage::Draft { returned: false }
            }
            (Action::Withdraw { reason, at }, stage)
                if self.live.is_some()
                    || matches!(stage, Stage::Approved { .. } | Stage::Scheduled { .. }) =>
            {
                next.retire_live();
                next.clearance = None;
                next.correction = None;
                next.readdress = false;
                next.withdrawal = Some(Correction { at: *at, reason: *reason });
                Stage::Withdrawn { at: *at, reason: *reason }
            }
            (
                Action::Publish { revision },
                Stage::Approved { revision: cleared } | Stage::Scheduled { revision: cleared, .. },
            ) => {
                same(*revision, *cleared)?;
                next.go_live();
                Stage::Published { revision: *revision }
            }
            // A second destination takes what is public already.
            (Action::Publish { revision }, stage)
                if self.live.as_ref().is_some_and(|live| live.revision == *revision) =>
            {
                stage.clone()
            }
            _ => return Ok(None),
        }))
    }

    /// The state once somebody may not act any more, and the revision whose approval fell: what
    /// they approved and nobody has taken yet waits for another reviewer. What is public stays.
    pub fn without(&self, person: PersonId) -> Option<(RevisionId, Self)> {
        let clearance = self.clearance.as_ref().filter(|clearance| clearance.by == person)?;
        let mut next = self.clone();
        next.stage = Stage::Submitted { revision: clearance.revision };
        next.clearance = None;
        Some((clearance.revision, next))
    }

    /// From when the approved text may go out.
    pub fn due(&self) -> Option<Timestamp> {
        let clearance = self.clearance.as_ref()?;
        match self.stage {
            Stage::Approved { .. } => Some(clearance.at),
            Stage::Scheduled { at, .. } => Some(at.max(clearance.at)),
            _ => None,
        }
    }

    /// The address is fixed by the first approval and changes only by `correct --path`.
    fn take_address(&mut self, address: &Address) -> Result<(), Refusal> {
        match &self.address {
            Some(fixed) if !self.readdress && fixed != address => {
                Err(Refusal::Invalid(vec!["path"]))
            }
            _ => {
                self.address = Some(address.clone());
                self.readdress = false;
                Ok(())
            }
        }
    }

    fn go_live(&mut self) {
        let (Some(since), Some(clearance), Some(address)) =
            (self.due(), self.clearance.clone(), self.address.clone())
        else {
            return;
        };
        let first = self.live.as_ref().map_or(since, |live| live.first);
        self.retire_live();
        self.moved.retain(|path| *path != address.path);
        if let Some(reason) = self.correction.take() {
            self.corrections.push(Correction { at: since, reason });
        }
        self.live = Some(Live {
            approval: clearance.approval,
            revision: clearance.revision,
            path: address.path,
            first,
            since,
        });
        self.clearance = None;
        self.withdrawal = None;
    }

    fn retire_live(&mut self) {
        if let Some(live) = self.live.take()
            && !self.moved.contains(&live.path)
        {
            self.moved.push(live.path);
        }
    }
}

fn same(read: RevisionId, waiting: RevisionId) -> Result<(), Refusal> {
    if read == waiting { Ok(()) } else { Err(Refusal::Stale { read, waiting: Some(waiting) }) }
}

fn only_head(revision: RevisionId, facts: &Facts) -> Result<(), Refusal> {
    match facts.heads.as_slice() {
        [head] if *head == revision => Ok(()),
        heads => Err(Refusal::Stale { read: revision, waiting: heads.first().copied() }),
    }
}

/// Nobody approves a text to which they contributed since it was last approved. Gives who approves.
fn four_eyes(who: &Actor, facts: &Facts) -> Result<PersonId, Refusal> {
    let Some(person) = who.person() else {
        return Err(Refusal::NotAllowed { needs: Role::Reviewer });
    };
    if facts.contributors.contains(&person) && !facts.single_eye {
        let contributors = facts.contributors.iter().copied().collect();
        return Err(Refusal::OwnWork { contributors });
    }
    Ok(person)
}

#[cfg(test)]
#[path = "stage/tests.rs"]
mod tests;
