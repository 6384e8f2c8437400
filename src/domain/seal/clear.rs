//! The one gate out of the house: whoever wants to render or send a text must hold a [`Cleared`],
//! and only [`clear`] makes one, after checking both digests and both signatures itself.

use super::sshsig;
use crate::domain::ids::{ArticleId, Digest, PersonId, WriterKey};
use crate::domain::manuscript::Manuscript;
use crate::domain::office::{History, Office};
use crate::domain::people::{Actor, Roles};
use crate::domain::record::{Deed, Header, Record};
use crate::domain::stage::State;
use crate::domain::time::Timestamp;

/// A text that two people cleared, with the bytes that were verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleared {
    article: ArticleId,
    manuscript: Manuscript,
    content: Digest,
    revision: Digest,
    approval: Digest,
    approver: WriterKey,
    path: String,
    first: Timestamp,
    since: Timestamp,
    single_eye: bool,
    live: bool,
}

/// Why a text does not leave the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCleared {
    #[error("the article has no approved text")]
    NoApproval,
    #[error("the approval is of another text, article or office")]
    OtherText,
    #[error("a digest does not fit its bytes")]
    Digest,
    #[error("a signature does not fit its record")]
    Signature,
    #[error("who approved it or wrote it might not")]
    NotAllowed,
    #[error("the same key wrote and approved the text")]
    OneKey,
    #[error("it may not go out before {0}")]
    Early(Timestamp),
    #[error("the approved bytes are not a manuscript")]
    Form,
}

impl Cleared {
    pub fn article(&self) -> ArticleId {
        self.article
    }

    pub fn manuscript(&self) -> &Manuscript {
        &self.manuscript
    }

    /// The digest of the verified bytes.
    pub fn content(&self) -> Digest {
        self.content
    }

    pub fn revision(&self) -> Digest {
        self.revision
    }

    pub fn approval(&self) -> Digest {
        self.approval
    }

    pub fn approver(&self) -> WriterKey {
        self.approver
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// When the first text of the article went out.
    pub fn first(&self) -> Timestamp {
        self.first
    }

    /// When this text went out, or may go.
    pub fn since(&self) -> Timestamp {
        self.since
    }

    pub fn single_eye(&self) -> bool {
        self.single_eye
    }

    /// Is this text public already?
    pub fn is_live(&self) -> bool {
        self.live
    }
}

/// What [`clear`] looks at: the two records, the bytes, and the state that speaks of them.
pub struct Evidence<'a> {
    pub approval: &'a Record,
    pub revision: &'a Record,
    pub content: &'a [u8],
    pub state: &'a State,
    /// Who could sign what, and when.
    pub history: &'a History,
    pub now: Timestamp,
}

/// Clears a text: the state must say that this approval stands and its time has come, the records
/// must carry the signatures of two people of the office, of whom one could review, and the bytes
/// must be those that both speak of.
pub fn clear(evidence: &Evidence<'_>) -> Result<Cleared, NotCleared> {
    let Evidence { approval, revision, content, state, history, now } = *evidence;
    let (first, since, path, live) = standing(state, approval.digest, now)?;
    let approved = checked(approval)?;
    let saved = checked(revision)?;
    let Some(Deed::ArticleApproved { revision: read, path: approved_path, single_eye, .. }) =
        approved.deed()
    else {
        return Err(NotCleared::OtherText);
    };
    let Some(article) = approved.article else { return Err(NotCleared::OtherText) };
    let same = *read == revision.digest
        && *approved_path == path
        && saved.article == Some(article)
        && saved.office == approved.office
        && saved.content == approved.content
        && matches!(saved.deed(), Some(Deed::RevisionSaved { .. }));
    if !same {
        return Err(NotCleared::OtherText);
    }
    let digest = Digest::of(content);
    if approved.content != Some(digest) {
        return Err(NotCleared::Digest);
    }
    two_people(history, &approved, &saved, *single_eye)?;
    Ok(Cleared {
        article,
        manuscript: Manuscript::from_bytes(content).map_err(|_form| NotCleared::Form)?,
        content: digest,
        revision: revision.digest,
        approval: approval.digest,
        approver: approved.writer,
        path,
        first,
        since,
        single_eye: *single_eye,
        live,
    })
}

/// The state comes from a table that anybody with the file could change; who may approve does not.
fn two_people(
    history: &History,
    approved: &Header,
    saved: &Header,
    single_eye: bool,
) -> Result<(), NotCleared> {
    let (reviewer, roles) = signer(history, approved).ok_or(NotCleared::NotAllowed)?;
    let (author, _) = signer(history, saved).ok_or(NotCleared::NotAllowed)?;
    let alone = history.before(approved.position()).is_some_and(Office::single_eye);
    if !roles.may_review() || (single_eye && !alone) {
        return Err(NotCleared::NotAllowed);
    }
    let one = reviewer == author || approved.writer == saved.writer;
    if one && !alone { Err(NotCleared::OneKey) } else { Ok(()) }
}

/// The person who signed, with the roles of that time. A record that came after its key was
/// taken away does not count, whatever place it claims.
fn signer(history: &History, header: &Header) -> Option<(PersonId, Roles)> {
    let until = history.last()?.writers.get(&header.writer)?.until;
    if until.is_some_and(|last| header.seq > last) {
        return None;
    }
    match history.before(header.position())?.actor(&header.writer, header.seq) {
        Ok(Actor::Person { id, roles, revoked: false }) => Some((id, roles)),
        _ => None,
    }
}

/// First and present time out, path, and whether it is public, if the approval stands.
fn standing(
    state: &State,
    approval: Digest,
    now: Timestamp,
) -> Result<(Timestamp, Timestamp, String, bool), NotCleared> {
    if let Some(live) = state.live.as_ref().filter(|live| live.approval == approval) {
        return Ok((live.first, live.since, live.path.clone(), true));
    }
    let stands = state.clearance.as_ref().is_some_and(|clearance| clearance.approval == approval);
    let (true, Some(due), Some(address)) = (stands, state.due(), &state.address) else {
        return Err(NotCleared::NoApproval);
    };
    let from = state.plan.embargo.map_or(due, |embargo| embargo.max(due));
    if from > now {
        return Err(NotCleared::Early(from));
    }
    let first = state.live.as_ref().map_or(due, |live| live.first);
    Ok((first, due, address.path.clone(), false))
}

fn checked(record: &Record) -> Result<Header, NotCleared> {
    if Digest::of(&record.header) != record.digest {
        return Err(NotCleared::Digest);
    }
    let header = Header::parse(&record.header).map_err(|_form| NotCleared::Digest)?;
    sshsig::verify(&header.writer, &record.header, &record.signature)
        .map_err(|_bad| NotCleared::Signature)?;
    Ok(header)
}
