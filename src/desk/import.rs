//! Taking files in: each becomes a draft, and nothing in a file decides more than its words.

use std::time::Duration;

use super::edit::save;
use super::house::House;
use super::{Desk, DeskError, Me};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::manuscript::Manuscript;
use crate::domain::people::Role;
use crate::domain::record::Origin;
use crate::intake::{self, Format, Hints, Note, NoteKind, Source};

/// So many articles are written in one transaction, and after each the desk takes a breath, so
/// that somebody who saves meanwhile hardly waits.
pub const BATCH: usize = 50;
pub const BREATH: Duration = Duration::from_millis(2);

/// A file to be taken in.
pub struct File<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub format: Option<Format>,
    pub section: Option<&'a str>,
    /// Also a file that was taken in before.
    pub again: bool,
}

/// What became of a file.
#[derive(Debug)]
pub struct Imported {
    pub id: ArticleId,
    pub notes: Vec<Note>,
    /// It was here before: nothing was written.
    pub duplicate: bool,
}

/// A file that was read and waits to be written.
struct Ready {
    id: ArticleId,
    file: Digest,
    manuscript: Manuscript,
    notes: Vec<Note>,
}

/// A file's own verdict: a draft to be, an article that is there, or why not.
enum Read {
    Ready(Box<Ready>),
    Known(ArticleId),
}

impl Desk {
    /// Takes in some files, in one transaction: [`BATCH`] at most. Each has its own answer; one
    /// that cannot be read does not hold up the others.
    pub fn import(
        &mut self,
        me: &Me,
        files: &[File<'_>],
    ) -> Result<Vec<Result<Imported, DeskError>>, DeskError> {
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        let house = self.house()?;
        let mut fresh = std::collections::BTreeMap::new();
        let mut answers = Vec::with_capacity(files.len());
        for file in files {
            answers.push(self.read_in(file, &house, &mut fresh));
        }
        self.deed("import", me, |pen| {
            for answer in &answers {
                if let Ok(Read::Ready(ready)) = answer {
                    let Ready { id, file, manuscript, .. } = &**ready;
                    save(pen, id, manuscript, Vec::new(), None, Origin::Import)?;
                    pen.tx.note_seen(file, id, pen.now)?;
                }
            }
            Ok(())
        })?;
        for answer in &answers {
            if let Ok(Read::Ready(ready)) = answer {
                self.uncounted.add(ready.id);
            }
        }
        Ok(answers
            .into_iter()
            .map(|answer| {
                answer.map(|read| match read {
                    Read::Ready(ready) => {
                        Imported { id: ready.id, notes: ready.notes, duplicate: false }
                    }
                    Read::Known(id) => Imported { id, notes: Vec::new(), duplicate: true },
                })
            })
            .collect())
    }

    fn read_in(
        &self,
        file: &File<'_>,
        house: &House,
        fresh: &mut std::collections::BTreeMap<Digest, ArticleId>,
    ) -> Result<Read, DeskError> {
        let digest = Digest::of(file.bytes);
        if !file.again {
            let seen = match fresh.get(&digest) {
                Some(id) => Some(*id),
                None => self.store.seen(&digest)?.filter(|id| !self.is_in_trash(id)),
            };
            if let Some(id) = seen {
                return Ok(Read::Known(id));
            }
        }
        let year = Some(chrono::Datelike::year(&house.day(self.clock.now())));
        let hints = Hints { sections: &house.sections, year, is_judged: false };
        let source = Source { name: file.name, bytes: file.bytes, format: file.format };
        let intake::Reading { mut manuscript, mut notes, .. } = intake::read(&source, &hints)?;
        if let Some(section) = file.section {
            let wanted = section.to_lowercase();
            let known = house.sections.iter().find(|name| name.to_lowercase() == wanted);
            known
                .ok_or_else(|| DeskError::invalid("section", section))?
                .clone_into(&mut manuscript.section);
        }
        if manuscript.section.is_empty() {
            house.first_section().clone_into(&mut manuscript.section);
        }
        // Whoever is told that there was none is told what stands there now.
        for note in notes.iter_mut().filter(|note| note.kind == NoteKind::NoSection) {
            note.text.clone_from(&manuscript.section);
        }
        if manuscript.language.is_empty() {
            manuscript.language.clone_from(&house.language);
        }
        let id = ArticleId(self.clock.uuid());
        fresh.insert(digest, id);
        Ok(Read::Ready(Box::new(Ready { id, file: digest, manuscript, notes })))
    }
}
