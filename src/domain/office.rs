//! The office as a pure fold over its records: settings, people, and the keys that speak for them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};

use super::delivery::Name;
use super::ids::{Digest, OfficeId, PersonId, WriterKey};
use super::people::{Actor, Roles};
use super::record::{Deed, Header, Position, Said};
use super::seal::sshsig;
use super::stage::Refusal;

/// The value of a setting: a switch that the law must know stands in the record itself; words
/// are content, and the record holds their digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Setting {
    Flag(bool),
    Note(Digest),
}

/// The setting that lets one person approve their own text, and marks every page of it.
pub const SINGLE_EYE: &str = "single_eye";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: Digest,
    pub full_name: Option<Digest>,
    pub roles: Roles,
    pub revoked: bool,
}

/// A key and whom it speaks for: a person, or the desk's own service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writer {
    pub person: Option<PersonId>,
    /// The last record that still counts, once the key was retired or revoked.
    pub until: Option<u64>,
    pub revoked: bool,
    /// Another key of the same person took its place: a backup came back, or a machine was cloned,
    /// and this chain would fork.
    pub replaced: bool,
}

/// The office at one place of the ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    pub id: Option<OfficeId>,
    pub settings: BTreeMap<String, Setting>,
    pub people: BTreeMap<PersonId, Person>,
    pub writers: BTreeMap<WriterKey, Writer>,
    /// Where approved texts go, each with the digest of the note that says all of it.
    pub destinations: BTreeMap<Name, Digest>,
}

/// Why a record of the office changes nothing.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unlawful {
    #[error("the ledger belongs to another office")]
    OtherOffice,
    #[error("the key was never enrolled")]
    UnknownWriter,
    #[error("the key had been retired")]
    Retired,
    #[error("the person is unknown")]
    UnknownPerson,
    #[error("the last administrator cannot go")]
    LastAdmin,
    #[error("it exists already")]
    Twice,
    #[error("the law refused it")]
    Refused(#[from] Refusal),
    #[error("the destination is unknown")]
    UnknownDestination,
    #[error("it names a revision that is not there")]
    UnknownRevision,
    #[error("the article is not there")]
    UnknownArticle,
    #[error("the address is not one of this article")]
    BadForm,
}

impl Writer {
    fn new(person: Option<PersonId>) -> Self {
        Self { person, until: None, revoked: false, replaced: false }
    }
}

impl Office {
    pub fn single_eye(&self) -> bool {
        self.settings.get(SINGLE_EYE) == Some(&Setting::Flag(true))
    }

    /// Who speaks when `key` writes its record number `seq`.
    pub fn actor(&self, key: &WriterKey, seq: u64) -> Result<Actor, Unlawful> {
        let writer = self.writers.get(key).ok_or(Unlawful::UnknownWriter)?;
        let past_end = writer.until.is_some_and(|last| seq > last);
        if writer.replaced || (past_end && !writer.revoked) {
            return Err(Unlawful::Retired);
        }
        let Some(id) = writer.person else { return Ok(Actor::Service) };
        let person = self.people.get(&id).ok_or(Unlawful::UnknownPerson)?;
        Ok(Actor::Person { id, roles: person.roles.clone(), revoked: past_end })
    }

    /// The office after a record. Records of articles leave it as it is.
    pub fn apply(&mut self, header: &Header) -> Result<(), Unlawful> {
        let Said::Deed(deed) = &header.said else { return Ok(()) };
        if let Deed::OfficeCreated { settings } = deed {
            if self.id.is_some() {
                return Err(Unlawful::Twice);
            }
            self.id = Some(header.office);
            self.settings.clone_from(settings);
            // The first key vouches for itself: its fingerprint is what `audit verify` prints.
            self.writers.insert(header.writer, Writer::new(None));
            return Ok(());
        }
        if self.id != Some(header.office) {
            return Err(Unlawful::OtherOffice);
        }
        match deed {
            Deed::WriterEnrolled { person, key, replaces, vouch } => {
                let vouch = vouch.as_deref();
                self.enrol(header, *person, *key, replaces.map(|old| (old, vouch)))
            }
            Deed::PersonAdded { person, name, full_name, roles }
            | Deed::PersonChanged { person, name, full_name, roles } => {
                self.admin(header)?;
                let revoked = self.people.get(person).is_some_and(|person| person.revoked);
                let changed =
                    Person { name: *name, full_name: *full_name, roles: roles.clone(), revoked };
                self.keep_an_admin(*person, Some(&changed))?;
                self.people.insert(*person, changed);
                Ok(())
            }
            Deed::SettingChanged { key, value } => {
                self.admin(header)?;
                self.settings.insert(key.clone(), *value);
                Ok(())
            }
            Deed::PersonRevoked { person, writers, .. } => self.revoke(header, *person, writers),
            Deed::WriterRetired { key, last } => {
                let own = *key == header.writer;
                if !own {
                    self.admin(header)?;
                }
                let writer = self.writers.get_mut(key).ok_or(Unlawful::UnknownWriter)?;
                writer.until = Some(writer.until.map_or(*last, |until| until.min(*last)));
                Ok(())
            }
            Deed::ContentErased { .. } => self.admin(header),
            // What holds for all texts at once is no decision of one writer about their own.
            Deed::WordAdded { .. } | Deed::WordRemoved { .. } | Deed::RuleAccepted { .. } => {
                self.reviewer(header)
            }
            Deed::DestinationAdded { .. }
            | Deed::DestinationChanged { .. }
            | Deed::DestinationRemoved { .. } => {
                self.admin(header)?;
                self.destine(deed)
            }
            _ => Ok(()),
        }
    }

    fn destine(&mut self, deed: &Deed) -> Result<(), Unlawful> {
        match deed {
            Deed::DestinationAdded { destination, settings } => {
                match self.destinations.entry(destination.clone()) {
                    Entry::Occupied(_) => return Err(Unlawful::Twice),
                    Entry::Vacant(place) => place.insert(*settings),
                };
            }
            Deed::DestinationChanged { destination, settings } => {
                let known = self.destinations.get_mut(destination);
                *known.ok_or(Unlawful::UnknownDestination)? = *settings;
            }
            Deed::DestinationRemoved { destination } => {
                self.destinations.remove(destination).ok_or(Unlawful::UnknownDestination)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// An administrator enrols keys. Two exceptions: the first key enrols itself, and a key for
    /// which the one that it replaces vouches begins its own chain.
    fn enrol(
        &mut self,
        header: &Header,
        person: Option<PersonId>,
        key: WriterKey,
        replaces: Option<(WriterKey, Option<&str>)>,
    ) -> Result<(), Unlawful> {
        let vouched = key == header.writer
            && header.seq == 1
            && replaces.is_some_and(|(old, vouch)| vouches(header, &old, &key, vouch));
        if !vouched && !self.is_genesis(header) {
            self.admin(header)?;
        }
        if person.is_some_and(|id| !self.people.contains_key(&id)) {
            return Err(Unlawful::UnknownPerson);
        }
        if let Some((old, _)) = replaces {
            let old = self.writers.get_mut(&old).ok_or(Unlawful::UnknownWriter)?;
            if old.revoked || old.person != person {
                return Err(Refusal::Revoked.into());
            }
            if old.until.is_some() {
                return Err(Unlawful::Retired);
            }
            old.replaced = true;
        }
        self.writers.insert(key, Writer::new(person));
        Ok(())
    }

    /// Before anybody has a key, the key that made the office may add its person and itself.
    fn is_genesis(&self, header: &Header) -> bool {
        self.writers.len() == 1
            && self.writers.get(&header.writer).is_some_and(|writer| writer.person.is_none())
    }

    fn admin(&self, header: &Header) -> Result<(), Unlawful> {
        if self.is_genesis(header) {
            return Ok(());
        }
        match self.actor(&header.writer, header.seq)? {
            Actor::Person { revoked: true, .. } => Err(Refusal::Revoked.into()),
            Actor::Person { roles, .. } if roles.may_administer() => Ok(()),
            _ => Err(Refusal::NotAllowed { needs: super::people::Role::Admin }.into()),
        }
    }

    fn reviewer(&self, header: &Header) -> Result<(), Unlawful> {
        match self.actor(&header.writer, header.seq)? {
            Actor::Person { revoked: true, .. } => Err(Refusal::Revoked.into()),
            Actor::Person { roles, .. } if roles.may_review() || roles.may_administer() => Ok(()),
            _ => Err(Refusal::NotAllowed { needs: super::people::Role::Reviewer }.into()),
        }
    }

    fn revoke(
        &mut self,
        header: &Header,
        id: PersonId,
        last: &BTreeMap<WriterKey, u64>,
    ) -> Result<(), Unlawful> {
        self.admin(header)?;
        if !self.people.contains_key(&id) {
            return Err(Unlawful::UnknownPerson);
        }
        self.keep_an_admin(id, None)?;
        if let Some(person) = self.people.get_mut(&id) {
            person.revoked = true;
        }
        for (key, writer) in &mut self.writers {
            if writer.person == Some(id) {
                writer.until = Some(last.get(key).copied().unwrap_or(0));
                writer.revoked = true;
            }
        }
        Ok(())
    }

    /// Somebody must remain who can let others in.
    fn keep_an_admin(&self, id: PersonId, changed: Option<&Person>) -> Result<(), Unlawful> {
        let rules = |person: &Person| !person.revoked && person.roles.may_administer();
        let others = self.people.iter().any(|(other, person)| *other != id && rules(person));
        let was = self.people.get(&id).is_some_and(rules);
        if others || changed.is_some_and(rules) || !was { Ok(()) } else { Err(Unlawful::LastAdmin) }
    }
}

/// What an old key signs for the one that takes its place: nobody else can say so.
pub fn vouch_words(office: OfficeId, key: &WriterKey) -> String {
    format!("{office} {key}")
}

fn vouches(header: &Header, old: &WriterKey, key: &WriterKey, vouch: Option<&str>) -> bool {
    vouch.and_then(signature).is_some_and(|signature| {
        sshsig::verify(old, vouch_words(header.office, key).as_bytes(), &signature).is_ok()
    })
}

/// The 64 bytes that 128 hexadecimal digits stand for.
fn signature(hex: &str) -> Option<[u8; 64]> {
    let (first, second) = hex.split_at_checked(64)?;
    let halves: [Digest; 2] = [first.parse().ok()?, second.parse().ok()?];
    let mut bytes = [0; 64];
    for (half, digest) in bytes.chunks_exact_mut(32).zip(halves) {
        half.copy_from_slice(&digest.0);
    }
    Some(bytes)
}

/// The office at every place of the ledger: few records, so all of its states are kept.
#[derive(Debug, Clone, Default)]
pub struct History(Vec<(Position, Office)>);

impl History {
    /// Folds one more record, which must come in order.
    pub fn push(&mut self, header: &Header) -> Result<(), Unlawful> {
        let mut office = self.last().cloned().unwrap_or_default();
        office.apply(header)?;
        self.0.push((header.position(), office));
        Ok(())
    }

    pub fn last(&self) -> Option<&Office> {
        self.0.last().map(|(_, office)| office)
    }

    /// Whose access ended between two places of the ledger, both left out, in order.
    pub fn revoked_between(
        &self,
        after: Option<Position>,
        before: Option<Position>,
    ) -> impl Iterator<Item = PersonId> + '_ {
        self.0.windows(2).filter_map(move |pair| {
            let [(_, old), (at, new)] = pair else { return None };
            let within =
                after.is_none_or(|after| *at > after) && before.is_none_or(|before| *at < before);
            let revoked = |office: &Office, id: &PersonId| {
                office.people.get(id).is_some_and(|person| person.revoked)
            };
            within
                .then(|| {
                    new.people.keys().find(|id| revoked(new, id) && !revoked(old, id)).copied()
                })
                .flatten()
        })
    }

    /// The office just before the record at `position`.
    pub fn before(&self, position: Position) -> Option<&Office> {
        let after = self.0.partition_point(|(at, _)| *at < position);
        self.0.get(after.checked_sub(1)?).map(|(_, office)| office)
    }
}
