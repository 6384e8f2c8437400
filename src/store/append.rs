//! Appending records: the only INSERT into the ledger.

use rusqlite::{OptionalExtension, named_params};

use super::error::sql;
use super::{StoreError, Tx};
use crate::domain::ids::{ArticleId, Digest, OfficeId, WriterKey};
use crate::domain::manuscript::Manuscript;
use crate::domain::office::Unlawful;
use crate::domain::record::{Deed, Header, LAMPORT_LEAP, Record, Said, SignError, Signer};
use crate::domain::time::Timestamp;

/// A record to be: what was done, to what, and when by the writer's clock.
pub struct Draft<'a> {
    pub office: OfficeId,
    pub article: Option<ArticleId>,
    pub deed: Deed,
    /// The content that the record is about, stored before.
    pub content: Option<Digest>,
    /// The manuscript of a `revision.saved`, so that it need not be read back.
    pub manuscript: Option<&'a Manuscript>,
    pub at: Timestamp,
}

/// Why a record was not appended.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the law refuses the record")]
    Law(#[from] Unlawful),
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// A record that was appended, and the writer's place in its chain after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    pub digest: Digest,
    pub writer: WriterKey,
    pub seq: u64,
}

impl Tx<'_> {
    /// Seals a record, inserts it, and folds it into the projections. A record that the law
    /// refuses is not written.
    pub fn append(&self, signer: &dyn Signer, draft: Draft<'_>) -> Result<Appended, AppendError> {
        let writer = signer.key();
        let (seq, prev) = self.chain_end(&writer)?;
        let header = Header {
            office: draft.office,
            writer,
            seq: seq + 1,
            prev,
            said: Said::Deed(draft.deed),
            article: draft.article,
            parents: match draft.article {
                Some(article) => self.ends(&article)?,
                None => Vec::new(),
            },
            lamport: self.lamport()? + 1,
            at: draft.at,
            content: draft.content,
        };
        let bytes = header.to_bytes();
        let record =
            Record { digest: Digest::of(&bytes), signature: signer.sign(&bytes)?, header: bytes };
        self.insert(&record, &header)?;
        self.project(&record, &header, draft.manuscript)?;
        Ok(Appended { digest: record.digest, writer, seq: header.seq })
    }

    /// Puts a record of the ledger into its table, with the copies that queries need.
    pub(super) fn insert(&self, record: &Record, header: &Header) -> Result<(), StoreError> {
        const DEED: &str = "append a record";
        let text = std::str::from_utf8(&record.header)
            .map_err(|_utf8| StoreError::damaged(DEED, "the header is not UTF-8"))?;
        self.conn
            .prepare_cached(
                "INSERT INTO record
                   (writer, seq, digest, kind, article, lamport, at_ms, header, signature)
                 VALUES
                   (:writer, :seq, :digest, :kind, :article, :lamport, :at_ms, :header, :signature)",
            )
            .and_then(|mut statement| {
                statement.execute(named_params! {
                    ":writer": header.writer.0,
                    ":seq": header.seq.cast_signed(),
                    ":digest": record.digest.0,
                    ":kind": header.said.kind(),
                    ":article": header.article.map(|id| id.0.into_bytes()),
                    ":lamport": header.lamport.cast_signed(),
                    ":at_ms": header.at.ms(),
                    ":header": text,
                    ":signature": record.signature,
                })
            })
            .map(|_inserted| ())
            .map_err(sql(DEED))
    }

    /// The last record of a writer's chain: its number and digest, or zeros.
    pub fn chain_end(&self, writer: &WriterKey) -> Result<(u64, Digest), StoreError> {
        self.conn
            .prepare_cached(
                "SELECT seq, digest FROM record WHERE writer = :writer ORDER BY seq DESC LIMIT 1",
            )
            .and_then(|mut statement| {
                statement
                    .query_row(named_params! { ":writer": writer.0 }, |row| {
                        Ok((row.get::<_, i64>(0)?.cast_unsigned(), Digest(row.get(1)?)))
                    })
                    .optional()
            })
            .map(|end| end.unwrap_or((0, Digest::ZERO)))
            .map_err(sql("read the end of the chain"))
    }

    /// The greatest clock value of the ledger.
    fn lamport(&self) -> Result<u64, StoreError> {
        self.conn
            .prepare_cached("SELECT coalesce(max(lamport), 0) FROM record")
            .and_then(|mut statement| statement.query_row([], |row| row.get::<_, i64>(0)))
            .map(|lamport| lamport.cast_unsigned().min(u64::MAX - LAMPORT_LEAP))
            .map_err(sql("read the clock of the ledger"))
    }

    fn ends(&self, article: &ArticleId) -> Result<Vec<Digest>, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT digest FROM article_end WHERE article = :article ORDER BY digest",
            )
            .and_then(|mut statement| {
                statement
                    .query_map(named_params! { ":article": article.0.as_bytes() }, |row| {
                        row.get(0).map(Digest)
                    })?
                    .collect()
            })
            .map_err(sql("read the article's records"))
    }
}
