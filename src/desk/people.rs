//! People: let in, listed, let go.

use std::collections::BTreeMap;

use super::{Desk, DeskError, Me};
use crate::domain::characters::{self, Class};
use crate::domain::ids::{PersonId, WriterKey};
use crate::domain::people::{LONGEST_NAME, Role, Roles};
use crate::domain::record::Deed;
use crate::domain::seal::sshsig;
use crate::domain::view::PersonRow;
use crate::keys::Passphrase;

const LONGEST_FULL_NAME: usize = 200;

/// A person as an administrator sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    pub person: PersonRow,
    /// Of the key in use, as OpenSSH prints it.
    pub fingerprint: Option<String>,
}

/// A short name by which a person acts: letters, digits, and `. _ -` inside.
pub(super) fn check_name(name: &str) -> Result<(), DeskError> {
    let fits = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && name.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))
        && name.chars().next().is_some_and(char::is_alphanumeric);
    if fits { Ok(()) } else { Err(DeskError::invalid("name", name)) }
}

/// A full name is printed on lists and pages: it must be seen, and command no terminal.
pub(super) fn check_full_name(name: Option<&str>) -> Result<(), DeskError> {
    let hidden = |c: char| c.is_control() || characters::class(c) >= Class::Dangerous;
    match name {
        Some(name)
            if name.trim().is_empty()
                || name.chars().count() > LONGEST_FULL_NAME
                || name.chars().any(hidden) =>
        {
            Err(DeskError::invalid("full_name", name))
        }
        _ => Ok(()),
    }
}

impl Desk {
    pub fn people(&self) -> Result<Vec<PersonView>, DeskError> {
        let office = self.store.office()?;
        let people = self.store.people()?;
        Ok(people
            .into_iter()
            .map(|person| {
                let key = office
                    .writers
                    .iter()
                    .find(|(_, writer)| writer.person == Some(person.id) && !writer.replaced)
                    .map(|(key, _)| sshsig::fingerprint(key));
                PersonView { person, fingerprint: key }
            })
            .collect())
    }

    /// Lets somebody in: with a new key on this machine, or with the public key that they brought.
    #[expect(clippy::needless_pass_by_value, reason = "it is made for this call alone")]
    pub fn add_person(
        &mut self,
        me: &Me,
        name: &str,
        full_name: Option<&str>,
        roles: &[Role],
        key: NewKey<'_>,
    ) -> Result<PersonView, DeskError> {
        self.may(me, me.person.roles.may_administer(), Role::Admin)?;
        check_name(name)?;
        check_full_name(full_name)?;
        let taken =
            self.store.people()?.iter().any(|person| person.name == name && !person.revoked);
        if taken {
            return Err(DeskError::DuplicateName { name: name.to_owned() });
        }
        let key = match key {
            NewKey::Brought(key) => key,
            NewKey::Made(passphrase) => self
                .keyring
                .create(passphrase, name)
                .map_err(|source| DeskError::Key { name: name.to_owned(), source })?,
        };
        if self.store.office()?.writers.contains_key(&key) {
            // The same person under two names would be four eyes of one head.
            return Err(DeskError::DuplicateName { name: sshsig::fingerprint(&key) });
        }
        let person = PersonId(self.clock.uuid());
        let roles = Roles::of(roles.iter().copied());
        self.deed("add a person", me, |pen| {
            pen.write_office(Deed::PersonAdded {
                person,
                name: pen.note(name)?,
                full_name: full_name.map(|words| pen.note(words.trim())).transpose()?,
                roles,
            })?;
            pen.write_office(Deed::WriterEnrolled {
                person: Some(person),
                key,
                replaces: None,
                vouch: None,
            })
        })?;
        let person = self.who(Some(name))?;
        Ok(PersonView { person, fingerprint: Some(sshsig::fingerprint(&key)) })
    }

    /// Ends a person's access. What they signed before stays good, by its place in the ledger.
    pub fn revoke_person(&mut self, me: &Me, name: &str, reason: &str) -> Result<(), DeskError> {
        self.may(me, me.person.roles.may_administer(), Role::Admin)?;
        let person = self.who(Some(name))?;
        if person.revoked {
            return Err(DeskError::Revoked { name: name.to_owned() });
        }
        if reason.trim().is_empty() {
            return Err(DeskError::invalid("reason", reason));
        }
        let office = self.store.office()?;
        self.deed("revoke a person", me, |pen| {
            let mut writers: BTreeMap<WriterKey, u64> = BTreeMap::new();
            for (key, writer) in &office.writers {
                if writer.person == Some(person.id) {
                    writers.insert(*key, pen.tx.chain_end(key)?.0);
                }
            }
            let reason = pen.note(reason.trim())?;
            pen.write_office(Deed::PersonRevoked { person: person.id, writers, reason })?;
            Ok(())
        })
    }

    /// Sets, changes or takes away the passphrase of a key on this machine.
    pub fn change_passphrase(
        &mut self,
        name: &str,
        old: Option<&Passphrase>,
        new: Option<&Passphrase>,
    ) -> Result<(), DeskError> {
        let person = self.who(Some(name))?;
        let key = self
            .store
            .office()?
            .writers
            .iter()
            .find(|(key, writer)| {
                writer.person == Some(person.id) && !writer.replaced && self.keyring.has(key)
            })
            .map(|(key, _)| *key)
            .ok_or_else(|| DeskError::NoKey { name: name.to_owned() })?;
        self.keyring
            .change_passphrase(&key, old, new)
            .map_err(|source| DeskError::Key { name: name.to_owned(), source })
    }

    /// The person in a row of the lists.
    pub(super) fn name_in(people: &[PersonRow], row: i64) -> Option<String> {
        people.iter().find(|person| person.row == row).map(|person| person.name.clone())
    }
}

/// Where a new person's key comes from.
pub enum NewKey<'a> {
    Made(Option<&'a Passphrase>),
    Brought(WriterKey),
}
