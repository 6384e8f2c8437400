//! The journals of open texts, and the person's own editor.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use crate::clock::Clock;
use crate::desk::{Desk, Me};
use crate::domain::ids::ArticleId;
use crate::domain::record::RevisionId;
use crate::journal::{self, Field, Found, Health, Journal, JournalError, Subject, Texts};
use crate::text::edit::Edit;
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
    Waiting { base: RevisionId, texts: Box<Texts> },
    Written(Journal),
}

impl Scribes {
    pub(super) fn new(desk: &Desk, me: Option<&Me>, clock: Arc<Clock>) -> Self {
        let folder = desk.state_dir().join("journal");
        let name = desk.state_dir().file_name().map(|name| name.to_string_lossy().into_owned());
        let _old_ones = journal::prune(&folder, clock.now());
        Self {
            folder,
            desk: name.unwrap_or_default(),
            person: me.map(Me::name).unwrap_or_default().to_owned(),
            clock,
            open: BTreeMap::new(),
            found: Vec::new(),
            state: JournalState::Good,
        }
    }

    /// Texts that a program left behind that ended without saving.
    pub(super) fn found(&mut self) -> Vec<Recovered> {
        let mut recovered = Vec::new();
        let found = journal::find(&self.folder).unwrap_or_default();
        for one in found.into_iter().filter(|one| !one.live) {
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
                    tracing::warn!(target: "workstation", "a journal cannot be read: {error}");
                    continue;
                }
            }
            self.found.push(Some(one));
        }
        recovered
    }

    /// Does what the screen says; tells how the journal is, if that changed.
    pub(super) fn write(&mut self, scribe: Scribe) -> Option<JournalState> {
        let article = match &scribe {
            Scribe::Begin { article, .. }
            | Scribe::Edit { article, .. }
            | Scribe::Saved { article, .. }
            | Scribe::End { article } => Some(*article),
            Scribe::Writer(_) | Scribe::Settle { .. } | Scribe::Sync => None,
        };
        let done = self.obey(scribe);
        let health = article.and_then(|article| match self.open.get(&article) {
            Some(Open::Written(journal)) => Some(journal.health()),
            _ => None,
        });
        let state = match (done, health) {
            (Err(error), _) => JournalState::Failing(error.to_string()),
            (Ok(()), Some(Health::Failing(error))) => JournalState::Failing(error.to_string()),
            (Ok(()), Some(Health::Rewritten)) => JournalState::Rewritten,
            (Ok(()), _) => JournalState::Good,
        };
        if state == self.state {
            return None;
        }
        self.state = state.clone();
        Some(state)
    }

    fn obey(&mut self, scribe: Scribe) -> Result<(), JournalError> {
        match scribe {
            Scribe::Begin { article, base, fields } => self.begin(article, &base, &fields),
            Scribe::Edit { article, field, edit } => self.edit(article, field, &edit),
            Scribe::Saved { article, base, fields } => self.saved(article, &base, &fields),
            Scribe::End { article } => match self.open.remove(&article) {
                Some(Open::Written(journal)) => journal.finish().map(drop),
                _ => Ok(()),
            },
            Scribe::Writer(name) => {
                self.person = name;
                Ok(())
            }
            Scribe::Settle { found, keep } => self.settle(found, keep),
            Scribe::Sync => {
                self.sync();
                Ok(())
            }
        }
    }

    fn begin(
        &mut self,
        article: ArticleId,
        base: &Base,
        fields: &Fields,
    ) -> Result<(), JournalError> {
        let open = Open::Waiting { base: base.record, texts: Box::new(texts(fields)) };
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
        let (Some(open), Some(field)) = (self.open.get_mut(&article), Field::named(field)) else {
            return Ok(());
        };
        if let Open::Waiting { base, texts } = open {
            let subject = Subject {
                desk: self.desk.clone(),
                article: Some(article),
                base: Some(*base),
                person: self.person.clone(),
            };
            let journal = Journal::begin(&self.folder, subject, Texts::clone(texts), &self.clock)?;
            *open = Open::Written(journal);
        }
        match open {
            Open::Written(journal) => journal.edit(field, edit),
            Open::Waiting { .. } => Ok(()),
        }
    }

    /// The text is a revision. What was typed while it was saved stays in the journal.
    fn saved(
        &mut self,
        article: ArticleId,
        base: &Base,
        fields: &Fields,
    ) -> Result<(), JournalError> {
        let texts = texts(fields);
        let Some(open) = self.open.remove(&article) else { return Ok(()) };
        let waiting = Open::Waiting { base: base.record, texts: Box::new(texts.clone()) };
        let Open::Written(mut journal) = open else {
            self.open.insert(article, waiting);
            return Ok(());
        };
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
            self.sync();
        }
        one.set_aside(self.clock.now()).map(drop)
    }

    pub(super) fn sync(&self) {
        for open in self.open.values() {
            let Open::Written(journal) = open else { continue };
            if let Err(error) = journal.sync_now() {
                tracing::warn!(target: "workstation", "the journal cannot be synced: {error}");
            }
        }
    }
}

fn texts(fields: &Fields) -> Texts {
    let mut texts = Texts::default();
    for (name, value) in fields {
        if let Some(field) = Field::named(name) {
            texts.set(field, value.as_str());
        }
    }
    texts
}

fn fields(texts: &Texts) -> Fields {
    texts.iter().map(|(field, text)| (field.name(), text.to_owned())).collect()
}

/// Gives a text to `$VISUAL` or `$EDITOR`; nothing if that ended with a failure.
pub(super) fn in_editor(text: &str) -> Option<String> {
    use std::io::Write as _;
    let words = std::env::var("VISUAL").or_else(|_unset| std::env::var("EDITOR"));
    let words = words.unwrap_or_else(|_unset| "vi".to_owned());
    let mut words = words.split_whitespace();
    let mut file = tempfile::Builder::new().prefix("redaksi-").suffix(".md").tempfile().ok()?;
    file.write_all(text.as_bytes()).ok()?;
    file.flush().ok()?;
    let status = Command::new(words.next()?).args(words).arg(file.path()).status().ok()?;
    if !status.success() {
        return None;
    }
    let bytes = std::fs::read(file.path()).ok()?;
    crate::intake::text_of(&bytes).ok()
}
