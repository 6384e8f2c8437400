//! Who acts, and the pen they write records with.

use std::cell::Cell;

use super::error::Thing;
use super::{Desk, DeskError};
use crate::clock::Clock;
use crate::domain::ids::{ArticleId, Digest, OfficeId, WriterKey, hex_of};
use crate::domain::manuscript::Manuscript;
use crate::domain::note::Note;
use crate::domain::office::{Office, vouch_words};
use crate::domain::outbox;
use crate::domain::people::Actor;
use crate::domain::record::{Deed, Signer};
use crate::domain::stage::{Refusal, State};
use crate::domain::time::Timestamp;
use crate::domain::view::PersonRow;
use crate::keys::{KeyError, Passphrase, Unlocked};
use crate::store::Tx;
use crate::store::append::{Appended, Draft};

/// What the desk's own key is called, for people who look into the folder.
pub(super) const SERVICE: &str = "redaksi desk";

fn service_name() -> String {
    "desk".to_owned()
}

/// A person with an open key.
pub struct Me {
    pub person: PersonRow,
    signer: Unlocked,
    office: OfficeId,
}

/// Somebody who is signed in.
pub enum SignedIn {
    /// Their key was opened: they can sign.
    Shown(Box<Me>),
    /// Their key asks for no passphrase, and is still to be opened.
    Assumed(PersonRow),
}

impl SignedIn {
    pub fn person(&self) -> &PersonRow {
        match self {
            Self::Shown(me) => &me.person,
            Self::Assumed(person) => person,
        }
    }
}

impl Me {
    pub fn name(&self) -> &str {
        &self.person.name
    }

    /// The person as the law knows them.
    pub(super) fn actor(&self) -> Actor {
        let (id, roles) = (self.person.id, self.person.roles.clone());
        Actor::Person { id, roles, revoked: self.person.revoked }
    }
}

/// Writes records in one transaction, all at one time and by one hand.
pub(super) struct Pen<'a> {
    pub(super) tx: &'a Tx<'a>,
    pub(super) now: Timestamp,
    clock: &'a Clock,
    signer: &'a dyn Signer,
    office: OfficeId,
    last: Cell<Option<Appended>>,
}

impl Pen<'_> {
    /// Stores some words that a record will speak of.
    pub(super) fn note(&self, text: &str) -> Result<Digest, DeskError> {
        Ok(self.tx.put_note(&Note::new(text, self.clock.salt()))?)
    }

    pub(super) fn write_office(&self, deed: Deed) -> Result<Appended, DeskError> {
        self.append(None, deed, None, None)
    }

    pub(super) fn write(&self, article: &ArticleId, deed: Deed) -> Result<Appended, DeskError> {
        self.append(Some(*article), deed, None, None)
    }

    /// A record that is bound to a text.
    pub(super) fn write_about(
        &self,
        article: &ArticleId,
        deed: Deed,
        content: Digest,
        manuscript: Option<&Manuscript>,
    ) -> Result<Appended, DeskError> {
        self.append(Some(*article), deed, Some(content), manuscript)
    }

    fn append(
        &self,
        article: Option<ArticleId>,
        deed: Deed,
        content: Option<Digest>,
        manuscript: Option<&Manuscript>,
    ) -> Result<Appended, DeskError> {
        let watched = self.watched(article, &deed)?;
        let draft = Draft { office: self.office, article, deed, content, manuscript, at: self.now };
        let appended = self.tx.append(self.signer, draft)?;
        self.last.set(Some(appended));
        self.drive(watched)?;
        Ok(appended)
    }

    /// The articles that a record may bring further, as they stand before it.
    fn watched(
        &self,
        article: Option<ArticleId>,
        deed: &Deed,
    ) -> Result<Vec<(ArticleId, Option<State>)>, DeskError> {
        if !self.tx.has_destinations()? {
            return Ok(Vec::new());
        }
        Ok(match (article, deed) {
            (Some(article), _) => vec![(article, self.tx.state_of(&article)?)],
            // Whose access ends loses what they approved and nobody has taken.
            (None, Deed::PersonRevoked { person, .. }) => {
                let waiting = self.tx.waiting()?.into_iter();
                waiting
                    .filter(|(_, state)| state.without(*person).is_some())
                    .map(|(id, state)| (id, Some(state)))
                    .collect()
            }
            _ => Vec::new(),
        })
    }

    /// Brings the outbox in step with what just happened, in the same transaction.
    fn drive(&self, watched: Vec<(ArticleId, Option<State>)>) -> Result<(), DeskError> {
        for (article, before) in watched {
            let Some(after) = self.tx.state_of(&article)? else { continue };
            if !outbox::matters(before.as_ref(), &after) {
                continue;
            }
            let office = self.tx.office()?.destinations.into_keys();
            let places = self.tx.places(&article, office)?;
            let changes = outbox::changes(before.as_ref(), &after, &places, self.now);
            self.queue(&article, changes)?;
        }
        Ok(())
    }

    pub(super) fn queue(
        &self,
        article: &ArticleId,
        changes: Vec<outbox::Change>,
    ) -> Result<(), DeskError> {
        Ok(self.tx.queue(article, changes, self.now, || self.clock.uuid())?)
    }
}

impl Desk {
    /// The person that `name` means; without a name the only one.
    pub fn who(&self, name: Option<&str>) -> Result<PersonRow, DeskError> {
        let people = self.store.people()?;
        let Some(name) = name else {
            let mut active = people.iter().filter(|person| !person.revoked);
            return match (active.next(), active.next()) {
                (Some(only), None) => Ok(only.clone()),
                (None, _) => Err(DeskError::Who { names: Vec::new() }),
                _ => Err(DeskError::Who {
                    names: people
                        .into_iter()
                        .filter(|person| !person.revoked)
                        .map(|person| person.name)
                        .collect(),
                }),
            };
        };
        let found = people
            .iter()
            .filter(|person| person.name == name)
            // A name may have been given again after its first owner was revoked.
            .min_by_key(|person| person.revoked);
        found
            .cloned()
            .ok_or_else(|| DeskError::NotFound { thing: Thing::Person, name: name.to_owned() })
    }

    /// The key that the person signs with on this machine.
    fn key_of(&self, office: &Office, person: &PersonRow) -> Result<WriterKey, DeskError> {
        if person.revoked {
            return Err(DeskError::Revoked { name: person.name.clone() });
        }
        office
            .writers
            .iter()
            .filter(|(_, writer)| {
                writer.person == Some(person.id) && writer.until.is_none() && !writer.replaced
            })
            .map(|(key, _)| *key)
            .find(|key| self.keyring.has(key))
            .ok_or_else(|| DeskError::NoKey { name: person.name.clone() })
    }

    pub fn needs_passphrase(&self, person: &PersonRow) -> Result<bool, DeskError> {
        let office = self.store.office()?;
        let key = self.key_of(&office, person)?;
        self.keyring
            .needs_passphrase(&key)
            .map_err(|source| DeskError::Key { name: person.name.clone(), source })
    }

    /// Does nothing stand between this person and their key? Asked for the first picture, which
    /// does without the office's records and the key itself: opening it is half as much work again
    /// as all else that is read before.
    pub fn is_open_to(&self, person: &PersonRow) -> Result<bool, DeskError> {
        let keys = self.store.keys_in_use(person)?;
        let key = keys.into_iter().find(|key| self.keyring.has(key));
        Ok(key.is_some_and(|key| matches!(self.keyring.needs_passphrase(&key), Ok(false))))
    }

    /// Opens a person's key, before any transaction begins.
    pub fn unlock(
        &mut self,
        person: PersonRow,
        passphrase: Option<&Passphrase>,
    ) -> Result<Me, DeskError> {
        let office = self.store.office()?;
        let key = self.key_of(&office, &person)?;
        let id =
            office.id.ok_or(DeskError::Unlawful(crate::domain::office::Unlawful::OtherOffice))?;
        let name = person.name.clone();
        let key_error = |source| DeskError::Key { name: name.clone(), source };
        let signer = self.keyring.unlock(&key, passphrase).map_err(key_error)?;
        if self.came_back(&key)? {
            let signer = self.renew(&signer, id, Some(&person), passphrase)?;
            return Ok(Me { person, signer, office: id });
        }
        Ok(Me { person, signer, office: id })
    }

    /// Is what was noted outside above the chain? Then this file is older than it was.
    fn came_back(&self, key: &WriterKey) -> Result<bool, DeskError> {
        let Some((noted, _)) = self.keyring.noted_seq(key) else { return Ok(false) };
        Ok(noted > self.store.chain_end(key)?.unwrap_or(0))
    }

    /// A backup came back: going on with the old key would fork its chain, so a new one takes its
    /// place, and the old one vouches for it.
    fn renew(
        &mut self,
        old: &Unlocked,
        office: OfficeId,
        person: Option<&PersonRow>,
        passphrase: Option<&Passphrase>,
    ) -> Result<Unlocked, DeskError> {
        let name = person.map_or_else(service_name, |person| person.name.clone());
        let comment = person.map_or(SERVICE, |person| person.name.as_str());
        let key_error = |source: KeyError| DeskError::Key { name: name.clone(), source };
        let key = self.keyring.create(passphrase, comment).map_err(key_error)?;
        let signer = self.keyring.unlock(&key, passphrase).map_err(key_error)?;
        let vouch = old.sign(vouch_words(office, &key).as_bytes())?;
        let deed = Deed::WriterEnrolled {
            person: person.map(|person| person.id),
            key,
            replaces: Some(old.key()),
            vouch: Some(hex_of(&vouch)),
        };
        let (_appended, last) =
            self.signed("begin a new chain", office, &signer, |pen| pen.write_office(deed))?;
        self.note_end(last);
        Ok(signer)
    }

    /// One deed of one person: one transaction, and after it the place in the chain is noted
    /// outside the file.
    pub(super) fn deed<T>(
        &mut self,
        name: &'static str,
        me: &Me,
        act: impl FnOnce(&Pen<'_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let (value, last) =
            self.signed(name, me.office, &me.signer, act).map_err(|error| match error {
                DeskError::Refused { contributors, read, waiting, refusal, .. } => {
                    let who = me.person.name.clone();
                    DeskError::Refused { who, contributors, read, waiting, refusal }
                }
                other => other,
            })?;
        self.note_end(last);
        Ok(value)
    }

    /// The same by the desk's own service.
    pub(super) fn service_deed<T>(
        &mut self,
        name: &'static str,
        act: impl FnOnce(&Pen<'_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let office = self.store.office()?;
        let key = office
            .writers
            .iter()
            .filter(|(_, writer)| writer.person.is_none() && !writer.replaced)
            .map(|(key, _)| *key)
            .find(|key| self.keyring.has(key))
            .ok_or_else(|| DeskError::NoKey { name: service_name() })?;
        let mut signer = self
            .keyring
            .unlock(&key, None)
            .map_err(|source| DeskError::Key { name: service_name(), source })?;
        let id =
            office.id.ok_or(DeskError::Unlawful(crate::domain::office::Unlawful::OtherOffice))?;
        if self.came_back(&key)? {
            signer = self.renew(&signer, id, None, None)?;
        }
        let (value, last) = self.signed(name, id, &signer, act)?;
        self.note_end(last);
        Ok(value)
    }

    fn signed<T>(
        &mut self,
        name: &'static str,
        office: OfficeId,
        signer: &dyn Signer,
        act: impl FnOnce(&Pen<'_>) -> Result<T, DeskError>,
    ) -> Result<(T, Option<Appended>), DeskError> {
        let clock = &*self.clock;
        self.store.write(name, |tx| {
            let pen = Pen { tx, now: clock.now(), clock, signer, office, last: Cell::new(None) };
            let value = act(&pen)?;
            Ok((value, pen.last.get()))
        })
    }

    /// Outside the file, so that an old copy of it can be told from the desk. A note that cannot
    /// be written is no reason to fail: the deed is done.
    fn note_end(&self, last: Option<Appended>) {
        if let Some(end) = last
            && let Err(error) = self.keyring.note_seq(&end.writer, end.seq, &end.digest)
        {
            tracing::warn!(%error, "the end of the chain was not noted");
        }
    }

    /// Refuses who lacks a role, before anything else is looked at.
    pub fn may(
        &self,
        me: &Me,
        allowed: bool,
        needs: crate::domain::people::Role,
    ) -> Result<(), DeskError> {
        if allowed {
            return Ok(());
        }
        Err(DeskError::Refused {
            who: me.person.name.clone(),
            contributors: Vec::new(),
            read: String::new(),
            waiting: None,
            refusal: Box::new(Refusal::NotAllowed { needs }),
        })
    }
}
