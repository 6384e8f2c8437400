//! One row of the outbox, and how it goes on: what is sent, what was answered, what was seen.

use super::{Has, Last};
use crate::domain::delivery::{Answer, Op, Parcel, Remote, Seen, Standing, Trouble};
use crate::domain::time::Timestamp;

/// So many lines of the exchange are kept.
const MOST_LINES: usize = 40;

/// A parcel, and what the desk keeps beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub parcel: Parcel,
    /// Nobody clears it any more: it is looked for, and not sent.
    pub void: bool,
    /// Later looks at what readers see.
    pub looks: u32,
    /// Not sent before this.
    pub earliest: Timestamp,
    /// When something is to be done next; never, where nothing happens by itself.
    pub due: Option<Timestamp>,
    /// What the destination has, as far as is known, and had before the request under way.
    pub has: Has,
    pub had: Has,
    /// What stood there instead, in the form of [`Remote::base`].
    pub theirs: Option<String>,
    pub exchange: Vec<String>,
}

/// When the next attempt is made, by what came of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    pub retry: Timestamp,
    /// The first later look at what was taken.
    pub sweep: Timestamp,
}

/// What the ledger is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Nothing,
    Taken,
    Removed,
    Conflict,
}

/// Nothing more is sent of it, or not now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over;

impl Entry {
    /// What protects the public goes first, then what is new, then what is only looked at.
    pub fn rank(&self) -> u8 {
        match (self.parcel.standing.is_open(), self.parcel.op) {
            (true, Op::Withdraw) => 0,
            (true, _) => 1,
            (false, _) => 2,
        }
    }

    /// Somebody begins to work at it. What was being sent when its worker died may have arrived.
    pub fn taken_up(&mut self) {
        let parcel = &mut self.parcel;
        match parcel.standing {
            Standing::Sending => parcel.standing = Standing::Unknown,
            Standing::Queued | Standing::Waiting => parcel.standing = Standing::Looking,
            _ => {}
        }
        if parcel.standing.is_open() {
            parcel.attempts = parcel.attempts.saturating_add(1);
        }
    }

    /// May a request go out that changes something? From here on it may have arrived.
    pub fn sending(&mut self, remote: &Remote, now: Timestamp) -> Result<(), Over> {
        if !self.parcel.standing.is_open() || self.earliest > now {
            return Err(Over);
        }
        if self.void {
            // It was looked for, and is not there as it should have been: so much for it.
            self.end();
            return Err(Over);
        }
        self.parcel.standing = Standing::Sending;
        self.parcel.remote = remote.clone();
        self.had = self.has;
        self.has = self.has.max(Has::Maybe);
        Ok(())
    }

    /// Something was learnt, and nothing is under way.
    pub fn learnt(&mut self, remote: &Remote) {
        self.parcel.remote = remote.clone();
        if self.parcel.standing == Standing::Sending {
            self.parcel.standing = Standing::Looking;
        }
    }

    /// What the destination answered. `overtaken`: a newer row has taken its place meanwhile.
    pub fn answered(&mut self, answer: Answer, overtaken: bool, wait: Wait) -> Told {
        let open = self.parcel.standing.is_open();
        match answer {
            Answer::Taken(receipt) => {
                self.parcel.remote = receipt.remote;
                self.parcel.trouble = None;
                self.theirs = None;
                let withdrawn = self.parcel.op == Op::Withdraw;
                self.has = if withdrawn { Has::No } else { Has::Yes };
                let visible = receipt.visible && !withdrawn;
                self.parcel.standing =
                    if visible { Standing::Visible } else { Standing::Published };
                // What is gone, or will be replaced, is not looked at again.
                self.due = (!withdrawn && !overtaken).then_some(wait.sweep);
                if withdrawn { Told::Removed } else { Told::Taken }
            }
            Answer::NotNow { trouble, until } => {
                self.surely_nothing();
                self.parcel.trouble = Some(trouble);
                if open {
                    // One that could not even look knows as little as before.
                    if self.parcel.standing != Standing::Unknown {
                        self.parcel.standing = Standing::Waiting;
                    }
                    self.due = Some(wait.retry.max(until.unwrap_or(wait.retry)));
                    if self.parcel.standing == Standing::Waiting {
                        self.due = self.due.max(Some(self.earliest));
                    }
                }
                Told::Nothing
            }
            Answer::Unknown { trouble } => {
                self.parcel.trouble = Some(trouble);
                if open {
                    self.parcel.standing = Standing::Unknown;
                    self.due = Some(wait.retry);
                }
                Told::Nothing
            }
            Answer::Refused(trouble) => {
                self.surely_nothing();
                self.stop(open, Standing::Refused, trouble)
            }
            Answer::Conflict { trouble, theirs } => {
                self.theirs = theirs;
                self.stop(open, Standing::Conflict, trouble);
                Told::Conflict
            }
        }
    }

    /// The last request did nothing, and none before it is in doubt.
    fn surely_nothing(&mut self) {
        if self.parcel.standing == Standing::Sending && self.parcel.remote.id.is_none() {
            self.has = self.had;
        }
    }

    fn stop(&mut self, open: bool, standing: Standing, trouble: Trouble) -> Told {
        self.parcel.trouble = Some(trouble);
        if open && self.void {
            self.end();
        } else if open {
            self.parcel.standing = standing;
            self.due = None;
        }
        Told::Nothing
    }

    /// What a later look found, and when the next one is due.
    pub fn seen(&mut self, seen: Seen, next: Option<Timestamp>) -> Told {
        self.looks = self.looks.saturating_add(1);
        self.due = next;
        match seen {
            Seen::Same(remote) => {
                self.parcel.remote = remote;
                self.parcel.trouble = None;
                self.parcel.standing = Standing::Visible;
                self.due = None;
            }
            Seen::NotYet(remote) => {
                self.parcel.remote = remote;
                self.parcel.standing = Standing::Published;
            }
            Seen::Later(trouble) => self.parcel.trouble = Some(trouble),
            Seen::Nowhere(remote) => {
                self.parcel.remote = remote;
                self.due = None;
            }
            Seen::Differs { trouble, theirs } => {
                self.parcel.trouble = Some(trouble);
                self.theirs = theirs;
                self.due = None;
                let known = self.parcel.standing == Standing::Differs;
                self.parcel.standing = Standing::Differs;
                return if known { Told::Nothing } else { Told::Conflict };
            }
        }
        Told::Nothing
    }

    /// Given up, or overtaken: what may have arrived is looked for once more, and not sent.
    pub fn give_up(&mut self) {
        if matches!(self.parcel.standing, Standing::Sending | Standing::Unknown) && !self.void {
            self.void = true;
        } else {
            self.end();
        }
    }

    pub fn end(&mut self) {
        self.parcel.standing = Standing::Cancelled;
        self.due = None;
    }

    pub fn note(&mut self, lines: &[String]) {
        self.exchange.extend_from_slice(lines);
        let over = self.exchange.len().saturating_sub(MOST_LINES);
        self.exchange.drain(..over);
    }

    pub fn last(&self) -> Last {
        let Parcel { id, op, revision, standing, .. } = self.parcel;
        Last { id, op, revision, standing, void: self.void }
    }
}
