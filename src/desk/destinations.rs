//! Destinations: where approved texts go. What the whole office must know stands in the ledger;
//! secrets and the way to the network belong to the machine.

use std::collections::BTreeMap;

use super::error::Thing;
use super::{Desk, DeskError, Me};
use crate::config::Wire;
use crate::domain::characters::{self, Class};
use crate::domain::delivery::{Destination, Kind, Name};
use crate::domain::ids::Digest;
use crate::domain::people::Role;
use crate::domain::record::Deed;
use crate::keys::secret::{Secret, SecretError, Secrets};

const LONGEST_URL: usize = 2_000;
const LONGEST_VALUE: usize = 4_000;
const LONGEST_KEY: usize = 64;
const MOST_SETTINGS: usize = 200;

impl Desk {
    pub fn destinations(&self) -> Result<Vec<Destination>, DeskError> {
        let office = self.store.office()?;
        let mut found = Vec::new();
        for digest in office.destinations.values() {
            found.extend(self.destination_of(digest)?);
        }
        Ok(found)
    }

    pub fn destination(&self, name: &Name) -> Result<Destination, DeskError> {
        let office = self.store.office()?;
        let unknown =
            || DeskError::NotFound { thing: Thing::Destination, name: name.as_str().to_owned() };
        let digest = office.destinations.get(name).ok_or_else(unknown)?;
        self.destination_of(digest)?.ok_or_else(unknown)
    }

    /// None if its words were erased by law.
    fn destination_of(&self, digest: &Digest) -> Result<Option<Destination>, DeskError> {
        let words = self.store.note(digest)?;
        if words.is_empty() {
            return Ok(None);
        }
        let damaged = |error: serde_json::Error| {
            crate::store::StoreError::damaged("read a destination", error.to_string())
        };
        Ok(Some(serde_json::from_str(&words).map_err(damaged)?))
    }

    /// Adds a place for texts that are approved from now on. Nothing goes there by itself that was
    /// approved before.
    pub fn add_destination(&mut self, me: &Me, new: &Destination) -> Result<(), DeskError> {
        self.may(me, me.person.roles.may_administer(), Role::Admin)?;
        checked(new)?;
        let name = new.name.clone();
        if self.store.office()?.destinations.contains_key(&name) {
            return Err(DeskError::DuplicateName { name: name.as_str().to_owned() });
        }
        let words = written(new)?;
        self.deed("add a destination", me, |pen| {
            pen.tx.doubt_remotes(&name)?;
            let settings = pen.note(&words)?;
            pen.write_office(Deed::DestinationAdded { destination: name, settings })
        })
        .map(|_appended| ())
    }

    pub fn change_destination(&mut self, me: &Me, new: &Destination) -> Result<(), DeskError> {
        self.may(me, me.person.roles.may_administer(), Role::Admin)?;
        checked(new)?;
        let old = self.destination(&new.name)?;
        if old == *new {
            return Ok(());
        }
        if old.kind != new.kind {
            // What was kept of the other side would mean something else.
            return Err(DeskError::invalid("kind", new.kind.word()));
        }
        let words = written(new)?;
        self.deed("change a destination", me, |pen| {
            if old.url != new.url {
                pen.tx.doubt_remotes(&new.name)?;
            }
            let settings = pen.note(&words)?;
            let destination = new.name.clone();
            pen.write_office(Deed::DestinationChanged { destination, settings })
        })
        .map(|_appended| ())
    }

    /// Nothing is sent there any more; what is there stays. Says how many parcels this ended.
    pub fn remove_destination(&mut self, me: &Me, name: &Name) -> Result<usize, DeskError> {
        self.may(me, me.person.roles.may_administer(), Role::Admin)?;
        self.destination(name)?;
        let ended = self.deed("remove a destination", me, |pen| {
            let ended = pen.tx.close_destination(name)?;
            pen.write_office(Deed::DestinationRemoved { destination: name.clone() })?;
            Ok(ended)
        })?;
        self.access().forget(name).map_err(|source| secret_error(name, source))?;
        Ok(ended)
    }

    fn secrets(&self) -> Secrets {
        Secrets::at(&self.dir)
    }

    /// Keeps a secret on this machine: in a file of its own, or in the system's key store.
    pub fn keep_secret(&self, name: &Name, secret: &Secret) -> Result<(), DeskError> {
        self.access().keep(name, secret).map_err(|source| secret_error(name, source))
    }

    /// How this machine reaches destinations, for whoever speaks with them while the desk is busy.
    pub fn access(&self) -> Access {
        Access { secrets: self.secrets(), wires: self.machine.destination.clone() }
    }
}

/// The secrets and the ways to the network of this machine.
#[derive(Debug, Clone)]
pub struct Access {
    secrets: Secrets,
    wires: BTreeMap<String, Wire>,
}

impl Access {
    pub fn wire(&self, name: &Name) -> Wire {
        self.wires.get(name.as_str()).cloned().unwrap_or_default()
    }

    /// By the command that the machine's settings name, or from the key store that they want, else
    /// from the file.
    pub fn secret(&self, name: &Name) -> Result<Secret, SecretError> {
        let Wire { secret_command, key_store, .. } = self.wire(name);
        match (secret_command.as_slice(), key_store) {
            ([], true) => self.secrets.read_stored(name),
            ([], false) => self.secrets.read(name),
            (command, _) => Secret::by_command(command),
        }
    }

    /// Is there a secret, or a command or a store that may give one? None is tried.
    pub fn has_secret(&self, name: &Name) -> bool {
        let wire = self.wire(name);
        self.secrets.has(name) || wire.key_store || !wire.secret_command.is_empty()
    }

    fn keep(&self, name: &Name, secret: &Secret) -> Result<(), SecretError> {
        if self.wire(name).key_store {
            self.secrets.keep_stored(name, secret)?;
            // One that was kept before would be a copy that nobody looks after.
            return self.secrets.forget(name);
        }
        self.secrets.keep(name, secret)
    }

    fn forget(&self, name: &Name) -> Result<(), SecretError> {
        self.secrets.forget(name)?;
        if !self.wire(name).key_store {
            return Ok(());
        }
        match self.secrets.forget_stored(name) {
            // What has no store has nothing in it.
            Err(SecretError::NoStore) => Ok(()),
            other => other,
        }
    }
}

fn secret_error(name: &Name, source: SecretError) -> DeskError {
    DeskError::Secret { name: name.as_str().to_owned(), source }
}

fn written(destination: &Destination) -> Result<String, DeskError> {
    serde_json::to_string(destination)
        .map_err(|_never| DeskError::invalid("destination", destination.name.as_str()))
}

/// Holds a destination to what one may be. The office's `http:` is for a bridge on the machine
/// itself, and the machine must allow it too.
fn checked(new: &Destination) -> Result<(), DeskError> {
    let bad_url = || DeskError::invalid("url", new.url.as_str());
    let hidden = |c: char| c.is_control() || characters::class(c) >= Class::Dangerous;
    if new.url.len() > LONGEST_URL || new.url.chars().any(hidden) {
        return Err(bad_url());
    }
    let fits = match new.kind {
        Kind::Folder => !new.url.trim().is_empty(),
        Kind::Paste => new.url.is_empty() || is_address(&new.url, true),
        Kind::WordPress | Kind::Ghost => is_address(&new.url, false),
        Kind::Webhook => is_address(&new.url, true),
    };
    if !fits {
        return Err(bad_url());
    }
    if new.settings.len() > MOST_SETTINGS {
        return Err(DeskError::invalid("set", new.settings.len().to_string()));
    }
    for (key, value) in &new.settings {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        let named = !key.is_empty() && key.len() <= LONGEST_KEY && key.chars().all(plain);
        // A secret among the settings would stand in the ledger for ever.
        let secret = ["password", "secret", "token", "key", "api-key"].contains(&key.as_str());
        if !named || secret {
            return Err(DeskError::invalid("set", key.as_str()));
        }
        if value.len() > LONGEST_VALUE || value.chars().any(|c| hidden(c) && c != '\n') {
            return Err(DeskError::invalid(key.as_str(), value.as_str()));
        }
    }
    Ok(())
}

/// Scheme, host and path, with a query if that is meant; never a name or password before the host.
pub(super) fn is_address(url: &str, query: bool) -> bool {
    let (rest, plain) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, false),
        (None, Some(rest)) => (rest, true),
        (None, None) => return false,
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let here = ["localhost", "127.0.0.1", "[::1]"];
    let name = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.parse::<u16>().is_ok() { name } else { host });
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/%[]".contains(c);
    let in_path = |c: char| allowed(c) || (query && "?=&,;+@".contains(c));
    !name.is_empty()
        && host.chars().all(allowed)
        && path.chars().all(in_path)
        && (!plain || here.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, url: &str, good: bool) {
        let name = "situs".parse().unwrap();
        let new = Destination { name, kind, url: url.to_owned(), settings: BTreeMap::new() };
        assert_eq!(checked(&new).is_ok(), good, "{kind:?} {url}");
    }

    #[test]
    fn addresses_are_held_to_what_they_may_be() {
        check(Kind::WordPress, "https://kpu-contoh.go.id/berita/", true);
        check(Kind::WordPress, "https://kpu-contoh.go.id:8443", true);
        check(Kind::WordPress, "http://127.0.0.1:8081", true);
        check(Kind::WordPress, "http://kpu-contoh.go.id", false);
        check(Kind::WordPress, "http://127.0.0.1.evil.example", false);
        check(Kind::WordPress, "http://localhost@evil.example", false);
        check(Kind::WordPress, "https://ali:rahasia@kpu-contoh.go.id", false);
        check(Kind::WordPress, "https://kpu-contoh.go.id/?a=1", false);
        check(Kind::Webhook, "https://kpu-contoh.go.id/kait.php?a=1", true);
        check(Kind::Webhook, "https://kpu-contoh.go.id/\u{202e}x", false);
        check(Kind::Webhook, "ftp://kpu-contoh.go.id", false);
        check(Kind::Ghost, "https://", false);
        check(Kind::Paste, "", true);
        check(Kind::Folder, "/srv/situs", true);
        check(Kind::Folder, " ", false);
    }

    #[test]
    fn settings_hold_no_secret() {
        for (key, value, good) in [
            ("user", "ali", true),
            ("section.berita", "12", true),
            ("password", "x", false),
            ("Kunci", "x", false),
            ("user", "a\u{1b}[2J", false),
        ] {
            let new = Destination {
                name: "situs".parse().unwrap(),
                kind: Kind::WordPress,
                url: "https://contoh.id".to_owned(),
                settings: [(key.to_owned(), value.to_owned())].into(),
            };
            assert_eq!(checked(&new).is_ok(), good, "{key}={value}");
        }
    }
}
