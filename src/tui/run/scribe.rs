//! The journals of open texts.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::domain::ids::ArticleId;
use crate::domain::record::RevisionId;
use crate::domain::view::PersonRow;
use crate::journal::{self, Field, Found, Health, Journal, JournalError, Subject, Texts};
use crate::text::edit::Edit;
use crate::tui::msg::typed::Words;
use crate::tui::msg::{Base, Fields, JournalState, Recovered, Scribe};

pub(super) struct Scribes {
    folder: PathBuf,
    desk: String,
    person: String,
    clock: Arc<Clock>,
    open: BTreeMap<ArticleId, Open>,
    found: Vec<Option<Found>>,
    state: JournalState,
}

/// The journal of an open text. There is no file until something was typed: reading costs nothing.
enum Open {
    Waiting {
        base: RevisionId,
        texts: Box<Texts>,
        /// The texts as they are now, if a file could not be made for them.
        owed: Option<Box<Texts>>,
    },
    Written(Journal),
}

impl Scribes {
    pub(super) fn new(desk: &Desk, person: Option<&PersonRow>, clock: Arc<Clock>) -> Self {
        let folder = desk.state_dir().join("journal");
        let name = desk.state_dir().file_name().map(|name| name.to_string_lossy().into_owned());
        let _old_ones = journal::prune(&folder, clock.now());
        Self {
            folder,
            desk: name.unwrap_or_default(),
            person: person.map(|person| person.name.clone()).unwrap_or_default(),
            clock,
            open: BTreeMap::new(),
            found: Vec::new(),
            state: JournalState::Good,
        }
    }

    /// Texts that were left behind without being saved, and that were not found before.
    pub(super) fn found(&mut self) -> Vec<Recovered> {
        let mut recovered = Vec::new();
        let found = journal::find(&self.folder).unwrap_or_default();
        let known: Vec<PathBuf> = self.found.iter().flatten().map(|one| one.path.clone()).collect();
        for one in found.into_iter().filter(|one| !one.live && !known.contains(&one.path)) {
            match &one.what {
                Ok(what) if what.has_unsaved() => recovered.push(Recovered {
                    found: self.found.len(),
                    article: what.head.article,
                    base: what.head.base,
                    person: what.head.person.clone(),
                    fields: fields(&what.now),
                    before: fields(&what.base),
                    edits: usize::try_from(what.edits).unwrap_or(usize::MAX),
                    damaged: what.damaged,
                    at: one.modified,
                }),
                Ok(_nothing_unsaved) => {
                    let _best_effort = one.remove();
                    continue;
                }
                // What cannot be read is kept for whoever can.
                Err(error) => {
                    tracing::warn!("a journal cannot be read: {error}");
                    continue;
                }
            }
            self.found.push(Some(one));
        }
        recovered
    }

    /// Does what the screen says; tells how the journal is, if that changed.
    pub(super) fn write(&mut self, scribe: Scribe) -> Option<JournalState> {
        let state = match (self.obey(scribe), self.health()) {
            (Err(error), _) => JournalState::Failing(error.to_string()),
            (Ok(()), Health::Failing(error)) => JournalState::Failing(error.to_string()),
            // What has no file yet is as it was.
            (Ok(()), _) if self.open.values().any(Open::owes) => self.state.clone(),
            (Ok(()), Health::Rewritten) => JournalState::Rewritten,
            (Ok(()), Health::Good) => JournalState::Good,
        };
        if state == self.state {
            return None;
        }
        self.state = state.clone();
        Some(state)
    }

    /// The worst of all that are open.
    fn health(&self) -> Health {
        let mut worst = Health::Good;
        for open in self.open.values() {
            let Open::Written(journal) = open else { continue };
            match journal.health() {
                Health::Good => {}
                Health::Rewritten => worst = Health::Rewritten,
                failing @ Health::Failing(_) => return failing,
            }
        }
        worst
    }

    fn obey(&mut self, scribe: Scribe) -> Result<(), JournalError> {
        match scribe {
            Scribe::Begin { article, base, fields } => self.begin(article, &base, shared(&fields)),
            Scribe::Edit { article, field, edit } => self.edit(article, field, &edit),
            Scribe::Saved { article, base, fields } => self.saved(article, &base, shared(&fields)),
            Scribe::End { article } => match self.open.remove(&article) {
                Some(Open::Written(journal)) => journal.finish().map(drop),
                _ => Ok(()),
            },
            Scribe::Writer(name) => {
                self.person = name;
                Ok(())
            }
            Scribe::Settle { found, keep } => self.settle(found, keep),
            Scribe::Sync => self.pay().and_then(|()| self.sync()),
        }
    }

    fn begin(&mut self, article: ArticleId, base: &Base, texts: Texts) -> Result<(), JournalError> {
        let open = Open::waiting(base, texts);
        match self.open.insert(article, open) {
            // What is unsaved in it stays on the disk, and is offered at the next start.
            Some(Open::Written(before)) => before.finish().map(drop),
            _ => Ok(()),
        }
    }

    fn edit(
        &mut self,
        article: ArticleId,
        field: &'static str,
        edit: &Edit,
    ) -> Result<(), JournalError> {
        let Some(field) = Field::named(field) else { return Ok(()) };
        let made = match self.open.get(&article) {
            Some(Open::Waiting { owed: None, .. }) => self.make(article),
            _ => Ok(()),
        };
        match self.open.get_mut(&article) {
            None => Ok(()),
            Some(Open::Written(journal)) => journal.edit(field, edit),
            Some(Open::Waiting { texts, owed, .. }) => {
                let owed = owed.get_or_insert_with(|| texts.clone());
                owed.apply(field, edit)
                    .map_err(|source| JournalError::Misfit { field: field.name(), source })?;
                // What was just tried in vain is not tried twice.
                made.and_then(|()| self.make(article))
            }
        }
    }

    /// Makes the file of a text that has none yet, with all that is owed to it.
    fn make(&mut self, article: ArticleId) -> Result<(), JournalError> {
        let Some(open) = self.open.get_mut(&article) else { return Ok(()) };
        let Open::Waiting { base, texts, owed } = open else { return Ok(()) };
        let subject = Subject {
            desk: self.desk.clone(),
            article: Some(article),
            base: Some(*base),
            person: self.person.clone(),
        };
        let mut journal = Journal::begin(&self.folder, subject, Texts::clone(texts), &self.clock)?;
        let done = owed.take().map_or(Ok(()), |owed| journal.set(*owed));
        // From here on it keeps its debts itself.
        *open = Open::Written(journal);
        done
    }

    /// Makes the files that could not be made before.
    fn pay(&mut self) -> Result<(), JournalError> {
        let all = self.open.iter().filter(|(_, open)| open.owes()).map(|(article, _)| *article);
        let all: Vec<ArticleId> = all.collect();
        all.into_iter().try_for_each(|article| self.make(article))
    }

    /// The text is a revision. What was typed while it was saved stays in the journal.
    fn saved(&mut self, article: ArticleId, base: &Base, texts: Texts) -> Result<(), JournalError> {
        let Some(open) = self.open.remove(&article) else { return Ok(()) };
        let mut journal = match open {
            Open::Written(journal) => journal,
            Open::Waiting { owed, .. } => {
                let owed = owed.filter(|owed| **owed != texts);
                let texts = Box::new(texts);
                self.open.insert(article, Open::Waiting { base: base.record, texts, owed });
                return self.pay();
            }
        };
        let waiting = Open::waiting(base, texts.clone());
        let saved = journal.saved(article, base.record, texts);
        if saved.is_err() || journal.has_unsaved() {
            self.open.insert(article, Open::Written(journal));
            return saved;
        }
        self.open.insert(article, waiting);
        journal.finish().map(drop)
    }

    /// A journal that was found is decided about. Taken over or not, it is kept for a month:
    /// nothing that was typed goes for good here.
    fn settle(&mut self, found: usize, keep: bool) -> Result<(), JournalError> {
        let Some(one) = self.found.get_mut(found).and_then(Option::take) else { return Ok(()) };
        if keep {
            // The journal that holds the same words now is on the disk first.
            self.sync()?;
        }
        one.set_aside(self.clock.now()).map(drop)
    }

    /// All of them are tried; the last failure is told.
    pub(super) fn sync(&self) -> Result<(), JournalError> {
        let mut done = Ok(());
        for open in self.open.values() {
            let Open::Written(journal) = open else { continue };
            if let Err(error) = journal.sync_now() {
                tracing::warn!("the journal cannot be synced: {error}");
                done = Err(error);
            }
        }
        done
    }
}

impl Open {
    fn owes(&self) -> bool {
        matches!(self, Self::Waiting { owed: Some(_), .. })
    }

    fn waiting(base: &Base, texts: Texts) -> Self {
        Self::Waiting { base: base.record, texts: Box::new(texts), owed: None }
    }
}

/// What is open elsewhere too: no copy is made of it.
fn shared(fields: &Words) -> Texts {
    let mut texts = Texts::default();
    for (name, value) in fields {
        if let Some(field) = Field::named(name) {
            texts.share(field, value);
        }
    }
    texts
}

fn fields(texts: &Texts) -> Fields {
    texts.iter().map(|(field, text)| (field.name(), text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> ArticleId {
        "0192f0c1-2345-7abc-8def-00000000002f".parse().unwrap()
    }

    fn scribes(folder: PathBuf) -> Scribes {
        Scribes {
            folder,
            desk: "meja".to_owned(),
            person: "ali".to_owned(),
            clock: Arc::new(Clock::fixed("2025-10-21T02:30:00Z".parse().unwrap())),
            open: BTreeMap::new(),
            found: Vec::new(),
            state: JournalState::Good,
        }
    }

    fn typed(at: usize, text: &str) -> Scribe {
        let edit = Edit { at, removed: String::new(), inserted: text.to_owned() };
        Scribe::Edit { article: article(), field: "body", edit }
    }

    /// The file cannot be made at the first keys, nor at the next; then it can.
    #[test]
    fn a_journal_that_could_not_begin_holds_everything_when_it_can() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("journal");
        // Something else is in its way.
        drop(crate::paths::private::create_private_file(&folder).unwrap());
        let mut scribes = scribes(folder.clone());
        let record = crate::domain::ids::Digest::of(b"dasar");
        let base = Base { label: "1".to_owned(), record };
        let fields = vec![("body", "Awal.".into())];
        scribes.write(Scribe::Begin { article: article(), base: base.clone(), fields });
        let failing = |state| matches!(state, Some(JournalState::Failing(_)));
        assert!(failing(scribes.write(typed(5, " Satu."))));
        assert_eq!(scribes.write(typed(11, " Dua.")), None);
        // Another text's good news is none of this one's.
        assert_eq!(scribes.write(Scribe::Writer("ali".to_owned())), None);
        crate::paths::private::remove_private(&folder).unwrap();
        assert_eq!(scribes.write(Scribe::Sync), Some(JournalState::Good));
        scribes.write(typed(16, " Tiga."));
        drop(scribes);
        let found = journal::find(&folder).unwrap();
        let [found] = found.as_slice() else { panic!("{found:?}") };
        let what = found.what.as_ref().unwrap();
        assert_eq!(what.now.get(Field::Body), "Awal. Satu. Dua. Tiga.");
        assert_eq!(what.base.get(Field::Body), "Awal.");
    }
}
