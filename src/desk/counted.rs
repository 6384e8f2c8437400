//! What lists tell of findings: counted after a text was saved, never while somebody waits for it.
//!
//! The counts are a cache. Where there are none, a list says so; those of an earlier office or of
//! earlier rules are told until somebody looks at the list in the workstation, which counts anew.

use std::collections::VecDeque;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::copydesk::CopyDesk;
use super::{Desk, DeskError};
use crate::domain::finding::Counts;
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::manuscript::Manuscript;
use crate::domain::stage::StageName;
use crate::domain::view::ListRow;
use crate::paths::place;
use crate::rules;
use crate::store::findings::Counted;

/// A body of more bytes is not counted: that takes longer than all the rest.
const LONG: usize = 1 << 20;
/// A text of so many words may be as long; it is not read to find out.
const LONG_WORDS: u64 = 100_000;
/// So many of the texts that a process saved last are counted when it ends.
const MOST: usize = 1_000;
/// So many are read, counted and written at once.
const BATCH: usize = 50;
/// Bytes that are free on a disk on which there is room for a cache.
const ROOM: u64 = 4 << 20;
/// Fewer are not worth a thread.
const FEW: usize = 8;

/// Texts that this process saved and nobody counted yet, the newest last.
#[derive(Debug, Default)]
pub(super) struct Uncounted(VecDeque<ArticleId>);

impl Uncounted {
    pub(super) fn add(&mut self, article: ArticleId) {
        // Whoever saves a text again does it soon.
        if !self.0.iter().rev().take(FEW).any(|known| *known == article) {
            self.0.push_back(article);
        }
        if self.0.len() > MOST {
            self.0.pop_front();
        }
    }
}

/// A text as it is counted.
struct Text {
    article: ArticleId,
    touched: i64,
    manuscript: Manuscript,
    about: CopyDesk,
}

impl Text {
    fn counted(&self) -> Counted {
        let counts = Counts::of(&self.about.findings(&self.manuscript));
        Counted { article: self.article, touched: self.touched, counts }
    }
}

impl Desk {
    /// What was saved here and is not counted yet; it is told once.
    pub fn take_uncounted(&mut self) -> Vec<ArticleId> {
        Vec::from(std::mem::take(&mut self.uncounted.0))
    }

    /// Stands for all that counts depend on beside the text: the rules, the office, its files.
    pub fn rules_mark(&self) -> Result<i64, DeskError> {
        let office = self.store.office_mark()?;
        let files = [self.register_stamp(), stamp(&self.rules_file())].map(|stamp| {
            stamp.map(|(time, length)| (time.duration_since(UNIX_EPOCH).ok(), length))
        });
        let about = format!("{} {office:?} {files:?}", rules::VERSION);
        let digest = Digest::of(about.as_bytes()).0;
        let number = digest.iter().take(8).fold(0, |sum: i64, byte| sum << 8 | i64::from(*byte));
        Ok(number & i64::MAX)
    }

    /// Counts what the copy desk says of the newest revisions of some articles, for lists; says how
    /// many were written. One that is gone, or too long, is left out.
    pub fn count(&mut self, articles: &[ArticleId]) -> Result<usize, DeskError> {
        // The last of a full disk is for what people write.
        if place::space(self.dir()).is_ok_and(|space| space.free < ROOM) {
            return Ok(0);
        }
        let mark = self.rules_mark()?;
        let about = self.copydesk()?;
        let mut written = 0;
        for articles in articles.chunks(BATCH) {
            let texts = articles.iter().filter_map(|article| {
                // What cannot be read is told by whoever opens it.
                self.to_be_counted(article, &about).ok().flatten()
            });
            let counted = counted(&texts.collect::<Vec<_>>());
            self.store.note_findings(mark, &counted)?;
            written += counted.len();
        }
        Ok(written)
    }

    fn to_be_counted(
        &self,
        article: &ArticleId,
        about: &CopyDesk,
    ) -> Result<Option<Text>, DeskError> {
        let row = self.find(&article.to_string())?;
        let list = self.store.list_row(row)?;
        if list.words >= LONG_WORDS {
            return Ok(None);
        }
        let manuscript = self.store.manuscript(&self.store.head(row)?.content)?;
        // What others say does not count: a list would change with every other article.
        let about = about.but_for(self.dismissed_in(&self.store.state(row)?)?);
        let text = Text { article: *article, touched: list.touched, manuscript, about };
        Ok((text.manuscript.body.len() <= LONG).then_some(text))
    }

    /// Counts what this process saved. Never a reason to fail: whoever looks at the list next has
    /// it counted.
    pub(super) fn count_saved(&mut self) {
        let articles = self.take_uncounted();
        if articles.is_empty() || self.store.is_read_only() {
            return;
        }
        if let Err(error) = self.count(&articles) {
            tracing::debug!(%error, "what was saved is not counted");
        }
    }
}

/// Are the counts of a row worth making anew? Only while the text is worked on: what was approved
/// keeps what it had.
pub fn is_to_be_counted(row: &ListRow, mark: i64) -> bool {
    matches!(row.stage, StageName::Draft | StageName::Submitted)
        && !row.flags.trashed()
        && row.words < LONG_WORDS
        && row.rules != Some(mark)
}

/// On all cores, where there is enough to do.
fn counted(texts: &[Text]) -> Vec<Counted> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if texts.len() < FEW || cores == 1 {
        return texts.iter().map(Text::counted).collect();
    }
    std::thread::scope(|scope| {
        let count = |part: &[Text]| part.iter().map(Text::counted).collect::<Vec<_>>();
        let parts: Vec<&[Text]> = texts.chunks(texts.len().div_ceil(cores)).collect();
        let threads = parts.into_iter().map(|part| (part, scope.spawn(move || count(part))));
        let threads: Vec<_> = threads.collect();
        let ended =
            threads.into_iter().map(|(part, ended)| ended.join().unwrap_or_else(|_| count(part)));
        ended.flatten().collect()
    })
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
