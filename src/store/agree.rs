//! Holds the tables that people read to what the fold of the ledger gives.
//!
//! A list that shows another headline, or a history without its second revision, is damage like
//! any other, though the ledger is whole and the tables can be made again from it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, named_params};

use super::content::{self, Content};
use super::error::sql;
use super::rows::{self, REVISION, RevisionRow};
use super::{Store, StoreError};
use crate::domain::fold;
use crate::domain::ids::{ArticleId, Digest, PersonId};
use crate::domain::manuscript::Manuscript;
use crate::domain::office::{Office, Setting};
use crate::domain::record::RevisionId;
use crate::domain::stage::StageName;

const DEED: &str = "hold the tables to the ledger";

/// People by the rows that the tables know them by.
pub(super) type People = BTreeMap<i64, PersonId>;

/// Whose a key is, until which record, and whether it was revoked or replaced.
type Key = (Option<[u8; 16]>, Option<i64>, bool, bool);

/// What the walk over all articles adds up to.
#[derive(Debug, Default)]
pub(super) struct Sums {
    pub(super) articles: i64,
    pub(super) ends: i64,
    pub(super) stages: BTreeMap<StageName, u64>,
}

/// An article, folded, and which of its texts the lists show: that of the last revision saved.
#[derive(Default)]
pub(super) struct Folded {
    pub(super) article: fold::Article,
    pub(super) shown: Option<RevisionId>,
}

struct ArticleRow {
    row: i64,
    state: String,
    stage: String,
    flags: i64,
    headline: String,
    section: String,
    contributors: String,
    words: i64,
    number: i64,
}

impl Store {
    pub(super) fn people_by_row(&self) -> Result<People, StoreError> {
        Ok(rows::people_rows(&self.conn)?.into_iter().map(|(id, row)| (row, id)).collect())
    }

    /// Names what of settings, people and keys is not as the ledger says.
    pub(super) fn office_differs(&self, office: &Office) -> Result<Vec<String>, StoreError> {
        let mut differing = Vec::new();
        let stored: BTreeMap<String, String> = self.settings()?.into_iter().collect();
        if stored.len() != office.settings.len() {
            differing.push("settings".to_owned());
        }
        for (key, value) in &office.settings {
            let wanted = match value {
                Setting::Flag(on) => Some(on.to_string()),
                Setting::Note(digest) => self.text_of(digest),
            };
            if wanted.is_some_and(|wanted| stored.get(key) != Some(&wanted)) {
                differing.push(format!("setting {key}"));
            }
        }
        let people = self.people()?;
        if people.len() != office.people.len() {
            differing.push("people".to_owned());
        }
        for stored in &people {
            let same = office.people.get(&stored.id).is_some_and(|person| {
                let full_name = person.full_name.as_ref().map(|digest| self.text_of(digest));
                person.roles == stored.roles
                    && person.revoked == stored.revoked
                    && self.text_of(&person.name).is_none_or(|name| name == stored.name)
                    && match full_name {
                        Some(Some(name)) => stored.full_name.as_ref() == Some(&name),
                        Some(None) => true,
                        None => stored.full_name.is_none(),
                    }
            });
            if !same {
                differing.push(format!("person {}", stored.id));
            }
        }
        if !self.keys_agree(office)? {
            differing.push("keys".to_owned());
        }
        Ok(differing)
    }

    /// The words of a note; `None` if it is gone or damaged, which the walk over texts tells.
    fn text_of(&self, digest: &Digest) -> Option<String> {
        match self.content(digest).ok()? {
            Content::Erased => None,
            bytes @ Content::Bytes(_) => content::note(bytes, digest).ok(),
        }
    }

    fn keys_agree(&self, office: &Office) -> Result<bool, StoreError> {
        let stored: BTreeMap<[u8; 32], Key> = self
            .all(
                DEED,
                "SELECT key, person.id, until, writer.revoked, replaced FROM writer
                 LEFT JOIN person ON person.row = writer.person",
                [],
                |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))),
            )?
            .into_iter()
            .collect();
        let wanted = office
            .writers
            .iter()
            .map(|(key, writer)| {
                let person = writer.person.map(|id| id.0.into_bytes());
                let until = writer.until.map(u64::cast_signed);
                (key.0, (person, until, writer.revoked, writer.replaced))
            })
            .collect();
        Ok(stored == wanted)
    }

    /// Names the first table in which an article is not as the ledger says.
    pub(super) fn article_differs(
        &self,
        id: &ArticleId,
        folded: &Folded,
        people: &People,
    ) -> Result<Option<&'static str>, StoreError> {
        let ends: BTreeSet<Digest> = self
            .all(
                DEED,
                "SELECT digest FROM article_end WHERE article = :id",
                named_params! { ":id": id.0.as_bytes() },
                |row| row.get(0).map(Digest),
            )?
            .into_iter()
            .collect();
        if ends != folded.article.ends {
            return Ok(Some("article_end"));
        }
        let stored = self.article_row(id)?;
        let (state, stored) = match (&folded.article.state, stored) {
            (None, None) => return Ok(None),
            (Some(state), Some(stored)) => (state, stored),
            _ => return Ok(Some("article")),
        };
        if !rows::state(&stored.state).is_ok_and(|stored| stored == *state) {
            return Ok(Some("article_state"));
        }
        if !self.revisions_agree(stored.row, folded, people)? {
            return Ok(Some("revision"));
        }
        let shown = folded.shown.and_then(|id| folded.article.revisions.get(&id));
        let same = stored.stage == state.name().word()
            && stored.flags == rows::packed(state)
            && shown.is_some_and(|shown| {
                stored.number == shown.number.cast_signed()
                    && by_id(&stored.contributors, people).as_ref() == Some(&shown.contributors)
            });
        if !same {
            return Ok(Some("article"));
        }
        match shown.and_then(|shown| self.manuscript_of(&shown.content)) {
            Some(manuscript) => self.text_differs(&stored, &manuscript),
            None => Ok(None),
        }
    }

    fn article_row(&self, id: &ArticleId) -> Result<Option<ArticleRow>, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT row, coalesce(state, ''), stage, headline, section, contributors, words,
                   number, flags
                 FROM article LEFT JOIN article_state ON article_state.article = row
                 WHERE id = :id",
            )
            .and_then(|mut statement| {
                statement
                    .query_row(named_params! { ":id": id.0.as_bytes() }, |row| {
                        Ok(ArticleRow {
                            row: row.get(0)?,
                            state: row.get(1)?,
                            stage: row.get(2)?,
                            headline: row.get(3)?,
                            section: row.get(4)?,
                            contributors: row.get(5)?,
                            words: row.get(6)?,
                            number: row.get(7)?,
                            flags: row.get(8)?,
                        })
                    })
                    .optional()
            })
            .map_err(sql(DEED))
    }

    fn revisions_agree(
        &self,
        row: i64,
        folded: &Folded,
        people: &People,
    ) -> Result<bool, StoreError> {
        let stored: Vec<RevisionRow> = self.all(
            DEED,
            &format!("SELECT {REVISION} FROM revision WHERE article = :row"),
            named_params! { ":row": row },
            rows::revision_row,
        )?;
        let wanted = &folded.article.revisions;
        Ok(stored.len() == wanted.len()
            && stored.iter().all(|stored| {
                let Some(wanted) = wanted.get(&stored.record) else { return false };
                let words = self.manuscript_of(&wanted.content).map(|text| text.words() as u64);
                wanted.number == stored.number
                    && wanted.base == stored.base
                    && wanted.content == stored.content
                    && wanted.at == stored.at
                    && wanted.approved == stored.approved
                    && wanted.author == stored.author.and_then(|row| people.get(&row).copied())
                    && Some(&wanted.contributors) == by_id(&stored.contributors, people).as_ref()
                    && folded.article.heads.contains(&stored.record) == stored.head
                    && words.is_none_or(|words| words == stored.words)
            }))
    }

    /// A text to compare with; `None` if it is gone or damaged, which the walk over texts tells.
    fn manuscript_of(&self, digest: &Digest) -> Option<Manuscript> {
        match self.content(digest).ok()? {
            Content::Erased => None,
            bytes @ Content::Bytes(_) => content::manuscript(bytes, digest).ok(),
        }
    }

    fn text_differs(
        &self,
        stored: &ArticleRow,
        text: &Manuscript,
    ) -> Result<Option<&'static str>, StoreError> {
        if stored.headline != text.headline
            || stored.section != text.section
            || i64::try_from(text.words()) != Ok(stored.words)
        {
            return Ok(Some("article"));
        }
        let indexed: Vec<[String; 4]> = self.all(
            DEED,
            "SELECT headline, body, names, tags FROM article_text WHERE article = :row",
            named_params! { ":row": stored.row },
            |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]),
        )?;
        let (names, tags) = rows::indexed(text);
        let same = indexed.first().is_some_and(|[headline, body, stored_names, stored_tags]| {
            *headline == text.headline
                // A desk of an older program has all of a long one.
                && (*body == rows::searched(&text.body) || *body == text.body)
                && *stored_names == names
                && *stored_tags == tags
        });
        Ok((!same).then_some("article_text"))
    }

    /// Names the tables with rows of articles that no record speaks of, or with wrong sums.
    pub(super) fn sums_differ(&self, sums: &Sums) -> Result<Vec<&'static str>, StoreError> {
        let count = |table: &str| {
            self.conn
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
                .map_err(sql(DEED))
        };
        let mut differing = Vec::new();
        if count("article")? != sums.articles || count("article_text")? != sums.articles {
            differing.push("article");
        }
        if count("article_end")? != sums.ends {
            differing.push("article_end");
        }
        let stages: BTreeMap<_, _> =
            self.stage_counts()?.into_iter().filter(|(_, n)| *n > 0).collect();
        if stages != sums.stages {
            differing.push("stage_count");
        }
        Ok(differing)
    }
}

/// People of a list column; `None` if it is not in its one form.
fn by_id(contributors: &str, people: &People) -> Option<BTreeSet<PersonId>> {
    let listed = rows::split_people(contributors);
    if rows::join_people(listed.clone()) != contributors {
        return None;
    }
    listed.iter().map(|row| people.get(row).copied()).collect()
}
