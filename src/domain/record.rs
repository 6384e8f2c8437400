//! A record: one deed, immutable, chained to its writer's last and signed.
//!
//! The header is canonical JSON (RFC 8785) with all keys always present; its SHA-256 is the
//! record's digest, and its SSHSIG signature (namespace `redaksi`, hash `sha512`) is kept as the
//! 64 bytes of Ed25519. No free text stands in a header: notes, reasons and names are content,
//! and the header holds their digest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::delivery::Name;
use super::finding::{Counts, Level, RuleName};
use super::ids::{ArticleId, Digest, OfficeId, PersonId, WriterKey};
use super::office::Setting;
use super::people::Roles;
use super::seal::canonical;
use super::time::Timestamp;

/// The version of headers that this program writes.
pub const VERSION: u64 = 1;

/// A clock value more than this above ours is refused: a broken or hostile desk could otherwise
/// use up the counter for everybody.
pub const LAMPORT_LEAP: u64 = 1 << 32;

/// The id of a revision: the digest of its `revision.saved` record.
pub type RevisionId = Digest;

/// What a record says was done. The names of the kinds are the ledger's, and never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", deny_unknown_fields)]
pub enum Deed {
    #[serde(rename = "office.created")]
    OfficeCreated { settings: BTreeMap<String, Setting> },
    #[serde(rename = "setting.changed")]
    SettingChanged { key: String, value: Setting },
    #[serde(rename = "person.added")]
    PersonAdded { person: PersonId, name: Digest, full_name: Option<Digest>, roles: Roles },
    #[serde(rename = "person.changed")]
    PersonChanged { person: PersonId, name: Digest, full_name: Option<Digest>, roles: Roles },
    /// Judged by position: of each key, the records up to the number given stay good.
    #[serde(rename = "person.revoked")]
    PersonRevoked { person: PersonId, writers: BTreeMap<WriterKey, u64>, reason: Digest },
    /// Without a person it is the service writer, which signs deliveries alone. `vouch` is the
    /// replaced key's signature, where that key still could sign.
    #[serde(rename = "writer.enrolled")]
    WriterEnrolled {
        person: Option<PersonId>,
        key: WriterKey,
        replaces: Option<WriterKey>,
        vouch: Option<String>,
    },
    #[serde(rename = "writer.retired")]
    WriterRetired { key: WriterKey, last: u64 },
    /// A new text; with an empty `base` a new article. The header's content is the manuscript.
    #[serde(rename = "revision.saved")]
    RevisionSaved { base: Vec<RevisionId>, origin: Origin },
    #[serde(rename = "article.submitted")]
    ArticleSubmitted { revision: RevisionId, findings: Gate, rules: String },
    #[serde(rename = "article.returned")]
    ArticleReturned { revision: RevisionId, note: Digest },
    /// The header's content is the digest of the bytes that were read.
    #[serde(rename = "article.approved")]
    ArticleApproved {
        revision: RevisionId,
        note: Option<Digest>,
        slug: String,
        path: String,
        single_eye: bool,
    },
    #[serde(rename = "article.scheduled")]
    ArticleScheduled { revision: RevisionId, at: Timestamp },
    #[serde(rename = "article.unscheduled")]
    ArticleUnscheduled { revision: RevisionId },
    #[serde(rename = "article.planned")]
    ArticlePlanned {
        slug: Option<String>,
        due: Option<Timestamp>,
        embargo: Option<Timestamp>,
        assignee: Option<PersonId>,
        priority: Option<u8>,
    },
    /// With `path` the next approval makes a new path and leaves a redirecting page.
    #[serde(rename = "article.corrected")]
    ArticleCorrected { reason: Digest, path: bool },
    #[serde(rename = "article.withdrawn")]
    ArticleWithdrawn { reason: Digest },
    /// The revision that was thrown away: who wrote it, and that it is the newest, is what the
    /// law asks.
    #[serde(rename = "article.trashed")]
    ArticleTrashed { revision: RevisionId },
    #[serde(rename = "article.untrashed")]
    ArticleUntrashed {},
    /// A destination has the text. `late_ms`: how much after the scheduled time.
    #[serde(rename = "delivery.taken")]
    DeliveryTaken { destination: String, revision: RevisionId, late_ms: u64 },
    /// Of an article: words of its revisions and notes are gone, and only their digests stay.
    #[serde(rename = "content.erased")]
    ContentErased { contents: Vec<Digest>, reason: Digest },
    /// Where approved texts go. Address and account may tell of a person, so that they are content
    /// as names are: a note that holds the destination in JSON.
    #[serde(rename = "destination.added")]
    DestinationAdded { destination: Name, settings: Digest },
    #[serde(rename = "destination.changed")]
    DestinationChanged { destination: Name, settings: Digest },
    #[serde(rename = "destination.removed")]
    DestinationRemoved { destination: Name },
    /// After a withdrawal the text was looked for at the destination, and is gone.
    #[serde(rename = "delivery.removed")]
    DeliveryRemoved { destination: Name, revision: RevisionId },
    /// The destination has other words than the desk knows of, or words that nobody clears.
    #[serde(rename = "delivery.conflict")]
    DeliveryConflict { destination: Name, revision: RevisionId },
    /// Somebody looked at a finding in a revision and let it stand. The words in which it was found
    /// are a note, so that they can be erased with the text.
    #[serde(rename = "finding.dismissed")]
    FindingDismissed {
        rule: RuleName,
        level: Level,
        revision: RevisionId,
        words: Digest,
        reason: Digest,
    },
    /// The record that had let it stand.
    #[serde(rename = "finding.undismissed")]
    FindingUndismissed { dismissal: Digest },
    /// Words that the office calls right, one a line of the note.
    #[serde(rename = "word.added")]
    WordAdded { words: Digest },
    #[serde(rename = "word.removed")]
    WordRemoved { words: Digest },
    /// A rule of the office may refuse from now on, as it stood when it was tried: its digest, and
    /// what it had found in how many texts of the archive, and how much of that in texts that went
    /// out with it.
    #[serde(rename = "rule.accepted")]
    RuleAccepted { rule: RuleName, text: Digest, texts: u64, hits: u64, stood: u64 },
}

/// Where a revision's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    New,
    Import,
    Edit,
    Restore,
}

/// What the copy desk found when a text was submitted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    pub error: u32,
    pub warning: u32,
    pub dismissed: u32,
}

impl From<Counts> for Gate {
    fn from(counts: Counts) -> Self {
        Self { error: counts.error, warning: counts.warning, dismissed: 0 }
    }
}

/// What a header says was done: a deed that this program knows, or the words of a newer one,
/// which is kept, verified and ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Deed(Deed),
    Unknown { kind: String, body: Value },
}

/// A header, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub office: OfficeId,
    pub writer: WriterKey,
    /// 1, 2, 3 … without a gap for each writer.
    pub seq: u64,
    /// The digest of the writer's previous record; zeros for the first.
    pub prev: Digest,
    pub said: Said,
    pub article: Option<ArticleId>,
    /// The sorted digests of the article's records that nothing followed yet.
    pub parents: Vec<Digest>,
    /// 1 + the greatest clock value known to the desk that wrote it.
    pub lamport: u64,
    /// The writer's clock: a claim, for display, never for order.
    pub at: Timestamp,
    pub content: Option<Digest>,
}

/// Says why some bytes are not a header.
#[derive(Debug, thiserror::Error)]
pub enum BadHeader {
    #[error("the header is not JSON of the known form")]
    Form(#[source] serde_json::Error),
    #[error("the header is not in canonical form")]
    NotCanonical,
    #[error("the header has version {0}, which this program does not know")]
    Version(u64),
    #[error("the body does not fit the kind `{kind}`")]
    Body {
        kind: String,
        #[source]
        source: serde_json::Error,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    v: u64,
    office: OfficeId,
    writer: WriterKey,
    seq: u64,
    prev: Digest,
    kind: String,
    article: Option<ArticleId>,
    parents: Vec<Digest>,
    lamport: u64,
    at: Timestamp,
    content: Option<Digest>,
    body: Value,
}

impl Deed {
    /// The kind, as the header and the table have it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::OfficeCreated { .. } => "office.created",
            Self::SettingChanged { .. } => "setting.changed",
            Self::PersonAdded { .. } => "person.added",
            Self::PersonChanged { .. } => "person.changed",
            Self::PersonRevoked { .. } => "person.revoked",
            Self::WriterEnrolled { .. } => "writer.enrolled",
            Self::WriterRetired { .. } => "writer.retired",
            Self::RevisionSaved { .. } => "revision.saved",
            Self::ArticleSubmitted { .. } => "article.submitted",
            Self::ArticleReturned { .. } => "article.returned",
            Self::ArticleApproved { .. } => "article.approved",
            Self::ArticleScheduled { .. } => "article.scheduled",
            Self::ArticleUnscheduled { .. } => "article.unscheduled",
            Self::ArticlePlanned { .. } => "article.planned",
            Self::ArticleCorrected { .. } => "article.corrected",
            Self::ArticleWithdrawn { .. } => "article.withdrawn",
            Self::ArticleTrashed { .. } => "article.trashed",
            Self::ArticleUntrashed {} => "article.untrashed",
            Self::DeliveryTaken { .. } => "delivery.taken",
            Self::ContentErased { .. } => "content.erased",
            Self::DestinationAdded { .. } => "destination.added",
            Self::DestinationChanged { .. } => "destination.changed",
            Self::DestinationRemoved { .. } => "destination.removed",
            Self::DeliveryRemoved { .. } => "delivery.removed",
            Self::DeliveryConflict { .. } => "delivery.conflict",
            Self::FindingDismissed { .. } => "finding.dismissed",
            Self::FindingUndismissed { .. } => "finding.undismissed",
            Self::WordAdded { .. } => "word.added",
            Self::WordRemoved { .. } => "word.removed",
            Self::RuleAccepted { .. } => "rule.accepted",
        }
    }

    /// The digests of the notes that this deed speaks of: the contents that must come with it.
    pub fn notes(&self) -> Vec<Digest> {
        match self {
            Self::OfficeCreated { settings } => settings.values().filter_map(note_of).collect(),
            Self::SettingChanged { value, .. } => note_of(value).into_iter().collect(),
            Self::PersonAdded { name, full_name, .. }
            | Self::PersonChanged { name, full_name, .. } => {
                std::iter::once(*name).chain(*full_name).collect()
            }
            Self::PersonRevoked { reason, .. }
            | Self::ArticleCorrected { reason, .. }
            | Self::ArticleWithdrawn { reason }
            | Self::ContentErased { reason, .. } => vec![*reason],
            Self::ArticleReturned { note, .. } => vec![*note],
            Self::ArticleApproved { note, .. } => note.iter().copied().collect(),
            Self::DestinationAdded { settings, .. } | Self::DestinationChanged { settings, .. } => {
                vec![*settings]
            }
            Self::FindingDismissed { words, reason, .. } => vec![*words, *reason],
            Self::WordAdded { words } | Self::WordRemoved { words } => vec![*words],
            _ => Vec::new(),
        }
    }
}

fn note_of(setting: &Setting) -> Option<Digest> {
    match setting {
        Setting::Note(digest) => Some(*digest),
        Setting::Flag(_) => None,
    }
}

impl Said {
    pub fn kind(&self) -> &str {
        match self {
            Self::Deed(deed) => deed.kind(),
            Self::Unknown { kind, .. } => kind,
        }
    }

    fn body(&self) -> Value {
        match self {
            Self::Deed(deed) => serde_json::to_value(deed)
                .ok()
                .and_then(|mut tagged| tagged.get_mut("body").map(Value::take))
                .unwrap_or_else(|| json!({})),
            Self::Unknown { body, .. } => body.clone(),
        }
    }

    fn read(kind: String, body: Value) -> Result<Self, BadHeader> {
        if !KINDS.contains(&kind.as_str()) {
            return Ok(Self::Unknown { kind, body });
        }
        let word = Value::String(kind.clone());
        let tagged = [("kind".to_owned(), word), ("body".to_owned(), body)];
        serde_json::from_value(Value::Object(tagged.into_iter().collect()))
            .map(Self::Deed)
            .map_err(|source| BadHeader::Body { kind, source })
    }
}

/// The kinds that [`Deed`] knows.
pub const KINDS: [&str; 30] = [
    "office.created",
    "setting.changed",
    "person.added",
    "person.changed",
    "person.revoked",
    "writer.enrolled",
    "writer.retired",
    "revision.saved",
    "article.submitted",
    "article.returned",
    "article.approved",
    "article.scheduled",
    "article.unscheduled",
    "article.planned",
    "article.corrected",
    "article.withdrawn",
    "delivery.taken",
    "content.erased",
    "article.trashed",
    "article.untrashed",
    "destination.added",
    "destination.changed",
    "destination.removed",
    "delivery.removed",
    "delivery.conflict",
    "finding.dismissed",
    "finding.undismissed",
    "word.added",
    "word.removed",
    "rule.accepted",
];

impl Header {
    /// The canonical bytes: what is digested and signed.
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::Members::begin()
            .plain("article", &self.article)
            .plain("at", &self.at)
            .any("body", &self.said.body())
            .plain("content", &self.content)
            .plain("kind", &self.said.kind())
            .plain("lamport", &self.lamport)
            .plain("office", &self.office)
            .plain("parents", &self.parents)
            .plain("prev", &self.prev)
            .plain("seq", &self.seq)
            .plain("v", &VERSION)
            .plain("writer", &self.writer)
            .end()
    }

    /// Reads a header and holds it to its one form: other bytes for the same words are refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadHeader> {
        let header = Self::parse(bytes)?;
        if header.to_bytes() != bytes {
            return Err(BadHeader::NotCanonical);
        }
        Ok(header)
    }

    /// Which content a header speaks of, without reading the rest of it.
    pub fn content_of(bytes: &[u8]) -> Option<Digest> {
        #[derive(Deserialize)]
        struct Content {
            content: Option<Digest>,
        }
        serde_json::from_slice::<Content>(bytes).ok()?.content
    }

    /// Reads a header whose bytes were or will be held to a digest and a signature.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadHeader> {
        let wire: Wire = serde_json::from_slice(bytes).map_err(BadHeader::Form)?;
        if wire.v != VERSION {
            return Err(BadHeader::Version(wire.v));
        }
        Ok(Self {
            office: wire.office,
            writer: wire.writer,
            seq: wire.seq,
            prev: wire.prev,
            said: Said::read(wire.kind, wire.body)?,
            article: wire.article,
            parents: wire.parents,
            lamport: wire.lamport,
            at: wire.at,
            content: wire.content,
        })
    }

    /// The place of a record in the one order that all desks agree on.
    pub fn position(&self) -> Position {
        Position { lamport: self.lamport, writer: self.writer, seq: self.seq }
    }

    pub fn deed(&self) -> Option<&Deed> {
        match &self.said {
            Said::Deed(deed) => Some(deed),
            Said::Unknown { .. } => None,
        }
    }
}

/// Order of records: by clock value, then by writer. A child's clock is above its parents', so
/// parents come first; wall time plays no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub lamport: u64,
    pub writer: WriterKey,
    pub seq: u64,
}

/// A record as it lies in the ledger: the signed bytes and their signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub digest: Digest,
    pub header: Vec<u8>,
    pub signature: [u8; 64],
}

/// Makes signatures. Implemented where the keys are, and unlocked before a transaction begins.
pub trait Signer {
    fn key(&self) -> WriterKey;
    /// The 64 bytes of Ed25519 over the SSHSIG form of `message`.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError>;
}

/// Says that a key did not sign.
#[derive(Debug, thiserror::Error)]
#[error("the key could not sign")]
pub struct SignError(#[source] pub Box<dyn std::error::Error + Send + Sync>);
