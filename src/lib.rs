//! `redaksi`: an editorial desk for the terminal. Releases come in, are checked, reviewed by
//! somebody else, approved, and go out as pages; every step is a signed record.
//!
//! # Floors
//! Each floor may use those named with it and no other; `tests/it/layers.rs` holds that table.
//!
//! | floor | what it does | may use |
//! | --- | --- | --- |
//! | [`domain`] | articles, revisions, people, records: values and laws; no I/O, no clock | nothing |
//! | [`text`] | plain text: Markdown, spans, differences, the anatomy of a release | characters |
//! | [`editor`] | the prose editor as a value: buffer, caret, rows, undo | text |
//! | [`rules`] | the copy desk: a manuscript in, findings out | domain, text |
//! | [`intake`] | files and pasted text become manuscripts | domain, text |
//! | [`store`] | the only SQL: one file, one ledger, the tables that show it | domain |
//! | [`desk`] | what people do: checks, one transaction, one record or a few | all above, leaves |
//! | [`export`] | cleared texts become pages and feeds | domain, text, leaves |
//! | [`journal`] | every keystroke on disk, and what is left of one after a crash | domain, text, leaves |
//! | [`push`] | the outbox and its destinations: exactly once in effect over bad networks | domain, text, export, desk, leaves |
//! | [`tui`] | the workstation: a value, its picture, and one shell around it | domain, text, editor, words; the shell: desk, journal, push, leaves |
//! | [`cli`] | one file a command | everything but the insides of tui |
//!
//! A room that is planned and still empty: `sync` (desks that agree).
//!
//! Leaves belong to the machine: [`clock`] (time and chance), [`config`], [`paths`], [`keys`],
//! [`log`], [`lang`] (every sentence for a person) and [`visible`] (text that a terminal may see).
//!
//! # The truth is a ledger
//! A [`Record`](domain::record::Record) says what somebody did: a canonical header, signed by its
//! writer's key, chained to that writer's record before it. Records are added and never changed.
//! The other tables are made from them, in the same transaction, and can be made from them again.
//! A text is kept by its digest, apart from the record that speaks of it, so that it can be erased
//! by law while the chain still verifies. [`domain::fold`] turns records into states, and
//! [`State::after`](domain::stage::State::after) is the one law of what may follow what: commands
//! and replay both go through it.
//!
//! # How a text goes
//! 1. [`Desk::import`](desk::Desk::import) reads a file with [`intake::read`] and saves revision 1
//!    as a draft. What was left out or moved into a field is told in notes.
//! 2. [`rules::check`] finds what is wrong. [`Desk::submit`](desk::Desk::submit) refuses a text
//!    that has errors or lacks what a page needs.
//! 3. [`Desk::approve`](desk::Desk::approve) binds a reviewer's signature to the revision that was
//!    read, by digest. Whoever wrote any of it is refused; any later change voids the approval.
//! 4. [`Desk::outgoing`](desk::Desk::outgoing) is the gate:
//!    [`clear`](domain::seal::clear::clear) checks the signatures and digests over the very bytes,
//!    and is the only maker of a [`Cleared`](domain::seal::clear::Cleared).
//! 5. [`Site`](export::Site) takes only cleared texts, renders each (the same text gives the same
//!    bytes), writes to a temporary file and renames it.
//! 6. [`Desk::note_taken`](desk::Desk::note_taken) records that the text is public.
//!
//! If the power goes, a step has happened whole or not at all: a deed is one transaction, and a
//! page is the old one or the new one.
//!
//! # What is absent
//! - No text reaches a terminal, a log or an error but through [`Visible`](visible::Visible).
//! - No SQL outside [`store`]; no record is updated or deleted there.
//! - No time and no random id outside [`clock`].
//! - Nothing leaves the house without a [`Cleared`](domain::seal::clear::Cleared).
//! - No sentence for a person outside `assets/lang`; errors hold values, and the edge finds words.
//! - No output outside `cli/out.rs`.
//! - No path deletes a desk, and a migration that was shipped never changes.
//! - No `unsafe`.
//!
//! # What it cannot do
//! Whoever may write the file can change any row. Four eyes are *evidenced*, by signatures that
//! `audit verify` and the export check again; on one machine they cannot be *prevented* from being
//! gone round. A tail that was cut off can be told only by the heads that are noted outside the
//! file ([`Desk::noted_heads`](desk::Desk::noted_heads)).
//!
//! # Where to start reading
//! [`domain::record`] and [`domain::stage`] hold what everything stands on; [`desk::review`] shows
//! what a deed looks like; [`cli::review`] shows how thin a command is. [`desk::sample`] walks
//! through all of it in a page of code.
#![forbid(unsafe_code)]

pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod domain;
pub mod editor;
pub mod export;
pub mod intake;
pub mod journal;
pub mod keys;
pub mod lang;
pub mod log;
pub mod paths;
pub mod push;
pub mod rules;
pub mod store;
pub mod text;
pub mod tui;
pub mod visible;
